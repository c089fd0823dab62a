"""Names that are no place's, though a place may be called so: a ship's, a firm's, and what only describes a place named elsewhere."""

from __future__ import annotations

from claimx.find.places.capitals import is_capital
from claimx.lexicon.match import Match
from claimx.lexicon.places import LOCATIVES, PlaceKind, PlaceVocabulary, Rank
from claimx.models import Sentence
from claimx.tokenize import HYPHENS

# "a vessel that was named": so many words from the ship to its name.
_NAMED = 5
_OWNING = frozenset({"'s", "'", "-"})
# Numbers of roads, hills and camps.
_DIGITS = 4
# Endings of adjectives of places: "Neapolitan", "Bavarian", "Viennese".
_NATIONAL = ("itan", "ian", "ean", "ese")
# Small words that no noun phrase goes on with.
_CLOSING = frozenset(
    "a an the in on at of to from by near for with and or but that which who where when while after before as is are was were has "
    "had have been be said says during since until against into over under".split()
)


def is_vessel(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True right behind the word for a ship, or its prefix: "the frigate Kingston", "MV Santa Rosa", "aboard the Kingston"."""
    if lowers[first - 1 : first] == ["the"]:
        return lowers[first - 2 : first - 1] == ["aboard"] or lowers[max(0, first - 3) : first - 1] == ["on", "board"]
    if lowers[first - 1 : first] in (["named"], ["called"], ["dubbed"]):
        return any(vocabulary.is_around(PlaceKind.VESSEL, word) for word in lowers[max(0, first - _NAMED) : first])
    return first > 0 and vocabulary.is_around(PlaceKind.VESSEL, lowers[first - 1])


def is_brand(sentence: Sentence, lowers: list[str], first: int, last: int) -> bool:
    """True for an unknown name that says what kind of thing a common noun is: "at a Corralejo tequila factory".

    The article tells: a place is the only one of its name.
    """
    return lowers[first - 1 : first] in (["a"], ["an"]) and is_compound(sentence, last)


def is_one_of_many(sentence: Sentence, lowers: list[str], first: int, last: int) -> bool:
    """True for a name that "a" makes one of several things: "in a Toyota", "at a Walmart in El Paso"."""
    return lowers[first - 1 : first] in (["a"], ["an"]) and is_closed(sentence, first, last)


def is_describing(sentence: Sentence, lowers: list[str], first: int, last: int, noun_end: int) -> bool:
    """True for an adjective before a kind of place that another name belongs to: "the Neapolitan suburb of Scampia"."""
    adjective = lowers[last - 1].endswith(_NATIONAL) or sentence.tokens[last - 1].ent == "NORP"
    return (
        adjective
        and last - first == 1
        and noun_end > last
        and lowers[noun_end : noun_end + 1] == ["of"]
        and noun_end + 1 < len(lowers)
        and is_capital(sentence.tokens[noun_end + 1])
    )


def is_common(noun: Match[Rank] | None, last: int) -> bool:
    """True for a run that is a kind of place and no name: "Military Base", "Around the Region"."""
    return noun is not None and noun.last == last


def is_compound(sentence: Sentence, i: int) -> bool:
    """True where token i, in small letters, goes on with the noun phrase of the name before it: "Zamri | positions"."""
    if i >= len(sentence.tokens):
        return False
    token = sentence.tokens[i]
    return (
        token.text.isalpha()
        and token.text.islower()
        and token.lower not in _CLOSING
        and token.pos in ("", "NOUN", "ADJ", "PROPN")
    )


def is_short(sentence: Sentence, i: int, vocabulary: PlaceVocabulary) -> bool:
    """True for a country in two capitals that is no attribute: "in the | US", not "the US army"."""
    tokens = sentence.tokens
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].text in vocabulary.short and (
        following is None
        or not (following.text[0].isupper() or following.text in HYPHENS or is_compound(sentence, i + 1))
    )


def is_led(lowers: list[str], first: int) -> bool:
    """True right behind a preposition of place."""
    return first > 0 and lowers[first - 1] in LOCATIVES


def is_closed(sentence: Sentence, start: int, last: int) -> bool:
    """True where a name from ``start`` ends its noun phrase: no owner and no attribute of what follows."""
    following = sentence.tokens[last] if last < len(sentence.tokens) else None
    return start < last and (following is None or not (following.lower in _OWNING or is_compound(sentence, last)))


def is_numbered(sentence: Sentence, last: int) -> bool:
    """True where a short number ends a name: "Hill | 402", "Zone | 4"."""
    tokens = sentence.tokens
    return (
        last < len(tokens)
        and tokens[last].text.isdigit()
        and len(tokens[last].text) <= _DIGITS
        and not is_compound(sentence, last + 1)
    )
