"""A communique's loss list: the heading that lends its loss to the lines under it."""

from __future__ import annotations

from claimx.link.setting import Listing
from claimx.models import Document, Sentence

# A list goes on over this many blocks at most; official lists have under twenty lines.
LONGEST = 40


def find_listing(document: Document, sentence: Sentence) -> Listing | None:
    """The loss of the block under which ``sentence`` stands ("The total combat losses of the enemy ...:")."""
    heading = sentence.block.heading
    if heading is None or sentence.block.index - heading > LONGEST:
        return None
    losses = [
        (loss, mentions.sentence.index)
        for mentions in document.mentions
        if mentions.sentence.block.index == heading
        for loss in mentions.losses
    ]
    # The noun names the list ("losses"); without one its last verb does ("907 were killed:").
    nouns = [pair for pair in losses if pair[0].frame == "noun"]
    chosen = nouns[0] if nouns else losses[-1] if losses else None
    return None if chosen is None else Listing(*chosen)
