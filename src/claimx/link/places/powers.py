"""Countries and capitals that a text names as states: who acts, attacks or is spoken to, not where something happened."""

from __future__ import annotations

from itertools import pairwise

from claimx.lexicon.places import PlaceKind, PlaceVocabulary, Rank
from claimx.models import Mentions, PlaceMention

# "on the border | between": a noun that makes a place of it stands within so many words.
_BEFORE = 6


def is_power(mentions: Mentions, lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary) -> bool:
    """True for a state or its seat that acts or is spoken to: "rebels armed by Moscow", "Baku accused Yerevan"."""
    seat = mention.name.lower() in vocabulary.capitals or any(
        party.form == "metonym" and party.phrase.overlaps(mention.phrase) for party in mentions.parties
    )
    if mention.nearness or not (seat or mention.rank <= Rank.COUNTRY):
        return False
    if lowers[mention.phrase.first - 1 : mention.phrase.first] == ["by"]:
        return True
    token = mentions.sentence.tokens[mention.phrase.last - 1]
    if token.dep not in ("dobj", "obj", "nsubj"):
        return False
    answers = lowers[token.head + 1 : token.head + 2] in (["behind"], ["responsible"])  # "Tehran was behind it"
    verb = mentions.sentence.tokens[token.head].lemma
    return answers or verb in _ADDRESSING or (verb == "lose" and token.dep == "nsubj")


def is_attacker(lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary) -> bool:
    """True for the country whose attack or arms it is: "in Iran's overnight attack", "22 of Iran's 27 drones"."""
    last = mention.phrase.last
    if mention.rank > Rank.COUNTRY or lowers[last : last + 1] not in (["'s"], ["’s"], ["'"], ["’"]):
        return False
    owned = lowers[last + 1 : last + 1 + _OWNED]
    return any(vocabulary.is_around(PlaceKind.ASSAULT, word) and word not in ("war", "fire") for word in owned)


# "Iran's | overnight missile attack": what is owned stands within so many words.
_OWNED = 3


def is_between_powers(
    mentions: Mentions, lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary
) -> bool:
    """True for "tensions between New Delhi and Islamabad": two governments, and no road or border between them."""
    seats = vocabulary.capitals
    beside = [place for place in mentions.places if place.rank <= Rank.COUNTRY or place.name.lower() in seats]
    for left, right in pairwise(beside):
        first = left.phrase.first - 1
        if lowers[left.phrase.last : right.phrase.first] != ["and"] or lowers[first : first + 1] != ["between"]:
            continue
        if mention in (left, right) and _ROUTES.isdisjoint(lowers[max(0, first - _BEFORE) : first]):
            return True
    return False


_ROUTES = frozenset(
    "border borders frontier boundary road roads highway motorway route routes railway line flight train bus crossing corridor "
    "strait sea waters airspace zone village town area areas somewhere halfway midway region land".split()
)
# What is done to a government alone, never to a town.
_ADDRESSING = frozenset(
    "accuse blame urge tell warn ask thank condemn criticise criticize press pressure call demand pledge promise vow deny "
    "announce claim supply lobby beg assure inform notify fault denounce rebuke praise".split()
)
