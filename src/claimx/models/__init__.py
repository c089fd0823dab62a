"""What the stages hand to each other: frozen dataclasses, no behaviour beyond slicing.

Offsets are half open, in Unicode code points of ``Article.text``; token indices count within one
``Sentence``. Nothing here is output: the output contract is ``claimx.schema``.
"""

from claimx.models.choices import Choice, Trace
from claimx.models.claims import (
    Antecedent,
    Claim,
    DateInterval,
    DateLink,
    IncidentLink,
    PartyLink,
    PlaceLink,
    Refusal,
    SourceLink,
    as_antecedent,
)
from claimx.models.document import Document
from claimx.models.layout import Layout, Node, NodeKind, NoteKind
from claimx.models.mentions import (
    AnyItem,
    AnyLoss,
    Attribution,
    CarriedItem,
    CarriedLoss,
    DateMention,
    Form,
    Item,
    Loss,
    Mentions,
    PartyMention,
    PlaceMention,
    Point,
    Quantity,
    StanceCue,
    carry_item,
    carry_loss,
)
from claimx.models.text import Article, Block, BlockKind, Sentence, Span, SpanError, Token

__all__ = [
    "Antecedent",
    "AnyItem",
    "AnyLoss",
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "CarriedItem",
    "CarriedLoss",
    "Choice",
    "Claim",
    "DateInterval",
    "DateLink",
    "DateMention",
    "Document",
    "Form",
    "IncidentLink",
    "Item",
    "Layout",
    "Loss",
    "Mentions",
    "Node",
    "NodeKind",
    "NoteKind",
    "PartyLink",
    "PartyMention",
    "PlaceLink",
    "PlaceMention",
    "Point",
    "Quantity",
    "Refusal",
    "Sentence",
    "SourceLink",
    "Span",
    "SpanError",
    "StanceCue",
    "Token",
    "Trace",
    "as_antecedent",
    "carry_item",
    "carry_loss",
]
