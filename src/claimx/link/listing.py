"""A communique's loss list: the heading that lends its loss to the lines under it."""

from __future__ import annotations

import re

from claimx.link.setting import Listing
from claimx.models import Document, Sentence

# A list goes on over this many blocks at most; official lists have under twenty lines.
LONGEST = 40
# A total with what it grew by, as only lists of losses have.
_GROWN = re.compile(r"[-–—‒−:…=]\s*+[^()\n]{1,30}+\(\+\d")
# Words under which both people and equipment are counted.
_LOSSES = ("casualties.lost", "casualties.loss")


def find_listing(document: Document, sentence: Sentence) -> Listing | None:
    """The loss of the block under which ``sentence`` stands ("The total combat losses of the enemy ...:")."""
    heading = sentence.block.heading
    if heading is None or sentence.block.index - heading > LONGEST:
        return _of_document(document, sentence)
    losses = [
        (loss, mentions.sentence.index)
        for mentions in document.mentions
        if mentions.sentence.block.index == heading
        for loss in mentions.losses
    ]
    # The noun names the list ("losses"); without one its last verb does ("907 were killed:").
    nouns = [pair for pair in losses if pair[0].frame == "noun"]
    chosen = nouns[0] if nouns else losses[-1] if losses else None
    return _of_document(document, sentence) if chosen is None else Listing(*chosen)


def _of_document(document: Document, sentence: Sentence) -> Listing | None:
    """The losses that the text tells before, for a line with an increment under a heading that tells none: "tanks - 11,394 (+5)"."""
    if not _GROWN.search(sentence.text):
        return None
    return next(
        (
            Listing(loss, mentions.sentence.index)
            for mentions in document.mentions
            if mentions.sentence.index < sentence.index
            for loss in mentions.losses
            if loss.entry in _LOSSES
        ),
        None,
    )
