"""A communique's loss list: the heading that lends its loss to the lines under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimx.link.claims.setting import Listing
from claimx.models import Block, CarriedLoss, Document, Sentence, carry_loss

# Prose under a heading is told of it over this many blocks at most. A list has no such bound: each of its lines is an item.
LONGEST = 40
# A total with what it grew by, as only lists of losses have.
_GROWN = re.compile(r"[-–—‒−:…=]\s*+[^()\n]{1,30}+\(\+\d")
# Words under which both people and equipment are counted.
_LOSSES = ("casualties.lost", "casualties.loss")


@dataclass(frozen=True, slots=True)
class Lists:
    """The losses that each block tells, by its index, each with its sentence's; and the first word for all losses."""

    by_block: Mapping[int, Sequence[tuple[CarriedLoss, int]]]
    first: tuple[CarriedLoss, int] | None


def read_lists(document: Document) -> Lists:
    """What the document's blocks may lend to the lines under them, read once for all lines."""
    by_block: dict[int, list[tuple[CarriedLoss, int]]] = {}
    first: tuple[CarriedLoss, int] | None = None
    for mentions in document.mentions:
        for loss in mentions.losses:
            pair = carry_loss(loss, mentions.sentence), mentions.sentence.index
            by_block.setdefault(mentions.sentence.block.index, []).append(pair)
            if first is None and loss.entry in _LOSSES:
                first = pair
    return Lists(by_block, first)


def is_under_heading(block: Block) -> bool:
    """True where the block's heading may still lend its loss: to every item of a list, and to the prose near it."""
    if block.heading is None:
        return False
    return block.listed or block.index - block.heading <= LONGEST


def find_listing(lists: Lists, sentence: Sentence) -> Listing | None:
    """The loss of the block under which ``sentence`` stands ("The total combat losses of the enemy ...:")."""
    heading = sentence.block.heading
    if heading is None or not is_under_heading(sentence.block):
        return _of_document(lists, sentence)
    losses = lists.by_block.get(heading, ())
    # The noun names the list ("losses"); without one its last verb does ("907 were killed:").
    nouns = [pair for pair in losses if pair[0].frame == "noun"]
    chosen = nouns[0] if nouns else losses[-1] if losses else None
    return _of_document(lists, sentence) if chosen is None else Listing(*chosen)


def _of_document(lists: Lists, sentence: Sentence) -> Listing | None:
    """The losses that the text tells before, for a line with an increment under a heading that tells none: "tanks - 11,394 (+5)"."""
    if lists.first is None or lists.first[1] >= sentence.index or not _GROWN.search(sentence.text):
        return None
    return Listing(*lists.first)
