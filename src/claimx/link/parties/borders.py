"""Countries named only because their border is near: "near the Niger border", "the border of Mali and Burkina Faso"."""

from __future__ import annotations

from claimx.models import PartyMention, PlaceMention, Sentence
from claimx.schema import PartyType

_BORDERS = frozenset({"border", "borders", "frontier", "frontiers"})
_BORDERING = frozenset({"bordering", "neighbouring", "neighboring"})
# Between the border and its countries: "the border of Mali and Burkina Faso", "close to the Mali, Niger and Benin borders".
_REACH = 6
_JOINING = frozenset({"of", "with", "between", "and", ",", "the", "to", "shared"})


def tells_border(sentence: Sentence, place: PlaceMention) -> bool:
    """True where the place stands for a border that it shares: what happens there happens in the land on this side of it."""
    tokens = sentence.tokens
    first, last = place.phrase.first, place.phrase.last
    if tokens[last - 1].lower in _BORDERS or first and tokens[first - 1].lower in _BORDERING:
        return True
    for j in range(last, min(last + _REACH, len(tokens))):
        low = tokens[j].lower
        if low in _BORDERS:
            return True
        if low not in _JOINING and not tokens[j].text[0].isupper() or low in ("of", "with", "to", "between"):
            break
    for j in range(first - 1, max(-1, first - 1 - _REACH), -1):
        low = tokens[j].lower
        if low in _BORDERS:
            return j < first - 1
        if low not in _JOINING and not tokens[j].text[0].isupper():
            return False
    return False


def names_border(sentence: Sentence, mention: PartyMention) -> bool:
    """True for "near the Afghan border": the country is no side of what happens there."""
    after = sentence.tokens[mention.phrase.last].lower if mention.phrase.last < len(sentence.tokens) else ""
    return mention.type is PartyType.COUNTRY and after in _BORDERS
