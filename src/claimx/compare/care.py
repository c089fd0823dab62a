"""Wounded people that one hospital counts: some of all the wounded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimx.compare.rows import Row

_HOUSE = r"(?:clinic|hospital|infirmary|medical cent(?:er|re))\b"
_ONE = re.compile(rf"\b{_HOUSE}", re.IGNORECASE)
# Several hospitals may have taken in everybody.
_SEVERAL = re.compile(r"\b(?:clinics|hospitals|infirmaries|medical cent(?:er|re)s)\b", re.IGNORECASE)
# "It had received 27", "is treating some 40": before the figure.
_TAKING_IN = re.compile(
    r"\b(?:admit(?:s|ted|ting)?|receiv(?:e|es|ed|ing)|treat(?:s|ed|ing)?|t(?:ake|akes|ook|aking|aken) in)(?: [\w-]+){0,2}\W{1,2}$",
    re.IGNORECASE,
)
# "27 were brought to the Velm hospital", "27 are being treated at a clinic": behind it. "To hospital" and "to the hospital" are
# said of all, wherever they lie.
_TAKEN_TO = re.compile(
    r"[^.;]{0,40}?\b(?i:admitted|brought|evacuated|rushed|taken|transferred|treated|treatment)(?i: for treatment)? (?i:at|in|to) "
    rf"(?P<house>(?:(?:an?|its|one|our)(?: [\w'’-]+){{0,4}}|the(?: [\w'’-]+){{1,4}}|(?-i:[A-Z])[\w'’-]+(?: [\w'’-]+){{0,3}}) (?i:{_HOUSE}))"
)
_DETERMINER = re.compile(r"^(?:an?|its|one|our|the) ")
# Characters before and behind a figure.
BEFORE, BEHIND = 40, 120


def in_care(row: Row, start: int, end: int) -> str | None:
    """The part of the wounded that the words around the figure tell, which stands from ``start`` to ``end`` in the sentence.

    None where nothing tells one hospital. A hospital's own count is told by who speaks, so that two hospitals' counts stay two parts.
    """
    sentence = row.sentence
    if row.source_type != "medic":
        told = sentence.lower()
        if not ("hospital" in told or "clinic" in told or "infirmary" in told or "medical cent" in told):
            return None  # as of most
        if not _ONE.search(sentence):
            return None
    if _SEVERAL.search(sentence):
        return None
    if _TAKING_IN.search(sentence[max(start - BEFORE, 0) : start]):
        return f"treated by {row.source}" if row.source_name else "treated at one hospital"
    taken = _TAKEN_TO.match(sentence[end : end + BEHIND])
    return f"treated at {_DETERMINER.sub('', taken['house']).lower()}" if taken else None
