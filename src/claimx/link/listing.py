"""A communique's loss list: the heading that lends its loss to the lines under it."""

from __future__ import annotations

from claimx.link.claims import Listing
from claimx.link.shapes import shape_of
from claimx.models import BlockKind, Document, Sentence

# A list goes on over this many blocks at most; official lists have under twenty lines.
LONGEST = 40


def find_listing(document: Document, sentence: Sentence) -> Listing | None:
    """The loss noun of the block under which ``sentence`` stands ("The total combat losses of the enemy ...:")."""
    heading = sentence.block.heading
    if heading is None or sentence.block.index - heading > LONGEST:
        return None
    for mentions in document.mentions:
        if mentions.sentence.block.index == heading:
            for loss in mentions.losses:
                if shape_of(loss) == "noun":
                    return Listing(loss, mentions.sentence.index)
    if document.blocks[heading].kind is BlockKind.HEADING:
        return None
    return None
