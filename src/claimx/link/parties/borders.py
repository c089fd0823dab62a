"""Countries that only tell where something is: "in northern Mali", "across the Philippines", "near the Niger border"."""

from __future__ import annotations

from claimx.lexicon.places import LOCATIVES, QUARTERS
from claimx.models import PartyMention, PlaceMention, Sentence
from claimx.schema import PartyType
from claimx.tokenize import HYPHENS

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
    """True for "near the Afghan border": the country is no side of what happens there; its border guards are."""
    after = [t.lower for t in sentence.tokens[mention.phrase.last : mention.phrase.last + 2]]
    return mention.type is PartyType.COUNTRY and after[:1] != [] and after[0] in _BORDERS and after[-1] not in _GUARDS


_GUARDS = frozenset(
    "guard guards force forces police policeman policemen officer officers patrol agents troops".split()
)


def is_scene(sentence: Sentence, mention: PartyMention) -> bool:
    """True for a country's or capital's bare name behind a preposition of place: where something is, and no side.

    "Airstrikes on villages in northern Mali", "gunmen from Chad", "floods across the Philippines"; not "in Mali's strikes".
    """
    tokens = sentence.tokens
    first, last = mention.phrase.first, mention.phrase.last
    if mention.type is PartyType.PEOPLE:
        return bool(first) and tokens[first - 1].lower == "in"  # "in Amhara", "in Kachin villages"
    if mention.type is not PartyType.COUNTRY or mention.form not in ("name", "metonym"):
        return False
    if last < len(tokens) and (tokens[last].lower in _POSSESSIVE or tokens[last].text in HYPHENS):
        return False
    j = first - 1
    while j >= 0 and first - j <= _BETWEEN and (tokens[j].lower in _PARTS or tokens[j].text in HYPHENS):
        j -= 1
    return j >= 0 and (
        tokens[j].lower in _PLACING or (tokens[j].lower == "of" and j > 0 and tokens[j - 1].lower in _SECTIONS)
    )


# "in Mali", "gunmen from Mali"
_PLACING = LOCATIVES | {"from"}
# Words between a preposition and the name: "in the far north-eastern part of".
_BETWEEN = 4
_POSSESSIVE = frozenset({"'s", "\u2019s", "'", "\u2019"})
_QUARTERS = frozenset(quarter.removesuffix("ern") for quarter in QUARTERS)
_PARTS = (
    QUARTERS | _QUARTERS | frozenset("the far rural coastal neighbouring neighboring war-torn mainland all".split())
)
_SECTIONS = frozenset(
    "part parts south north east west coast rest outskirts city town village province region areas".split()
)
