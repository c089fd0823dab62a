"""What the stages hand to each other: frozen dataclasses, no behaviour beyond slicing.

Offsets are half open, in Unicode code points of ``Article.text``; token indices count within one
``Sentence``. Nothing here is output: the output contract is ``claimx.schema``.
"""

from claimx.models.claims import Claim, DateInterval, DateLink, PartyLink, PlaceLink, Refusal, SourceLink
from claimx.models.document import Document
from claimx.models.mentions import (
    Attribution,
    DateMention,
    Form,
    Item,
    Loss,
    Mentions,
    PartyMention,
    PlaceMention,
    Quantity,
    StanceCue,
)
from claimx.models.text import Article, Block, BlockKind, Sentence, Span, Token

__all__ = [
    "Article",
    "Attribution",
    "Block",
    "BlockKind",
    "Claim",
    "DateInterval",
    "DateLink",
    "DateMention",
    "Document",
    "Form",
    "Item",
    "Loss",
    "Mentions",
    "PartyLink",
    "PartyMention",
    "PlaceLink",
    "PlaceMention",
    "Quantity",
    "Refusal",
    "Sentence",
    "SourceLink",
    "Span",
    "StanceCue",
    "Token",
]
