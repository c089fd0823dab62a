"""Places in a sentence where nothing of the event happened: where somebody speaks, is brought, lives or came from."""

from __future__ import annotations

from itertools import pairwise

from claimx.lexicon.places import PlaceKind, PlaceVocabulary
from claimx.models import PlaceMention

# "were being treated for burns at": so many words.
_CARE = 6
# "to a military hospital in": so many words.
_BROUGHT = 5
_BRINGING = frozenset(
    "brought taken rushed evacuated airlifted flown transferred transported shifted ferried carried moved".split()
)
_TREATED = frozenset("treated hospitalised hospitalized treatment recovering recuperating".split())
_ADDRESSES = frozenset(["conference", "briefing", "interview", "reporters", "journalists", "statement", "speech"])
# "since a suicide bombing at a mosque in": so many words.
_SINCE = 8
# "A court in Gao sentenced" judges; "outside | the district court in", "a bomb at a court in" is a scene.
_COURT = 4
_SCENES = frozenset("at outside near inside on of".split())
LEAVING = frozenset(["left", "leaving", "departed", "departing", "exiting"])
# What who comes "from a wedding in Tera" does.
_COMING = frozenset(
    "returning return returned coming came home back way travelling traveling driving flying heading".split()
)
# "returning | to the capital from a wedding in": so many words.
_OUTING = 10
# "two Tera students": where people are from says nothing of where something befell them.
PEOPLE = frozenset(
    "student students teacher teachers lecturer lecturers professor professors pupil pupils graduate graduates fan fans player "
    "players supporter supporters native natives".split()
)


def is_left(lowers: list[str], first: int) -> bool:
    """True for a place that somebody left, or the one of what he came from: "on the way home from a wedding in Tera"."""
    if not LEAVING.isdisjoint(lowers[first - 1 : first]):
        return True
    before = lowers[max(0, first - _OUTING) : max(0, preposition(lowers, first))]
    i = before.index("from") if "from" in before else 0
    return (
        i > 0
        and before[i + 1 : i + 2] in (["a"], ["an"], ["the"], ["their"], ["his"], ["her"])
        and not _COMING.isdisjoint(before[:i])
        and all(word.isalpha() and word not in ("in", "at", "near") for word in before[i:])
    )


def is_care(lowers: list[str], mention: PlaceMention, vocabulary: PlaceVocabulary) -> bool:
    """True for a hospital where the wounded are brought: nothing happened there."""
    first, last = mention.phrase.first, mention.phrase.last
    return not vocabulary.around[PlaceKind.HOSPITAL].isdisjoint(lowers[first:last]) and (
        mention.nearness in ("", "from")
        or not vocabulary.around[PlaceKind.CARE].isdisjoint(lowers[max(0, first - _CARE) : first])
    )


def is_address(lowers: list[str], first: int) -> bool:
    """True for where somebody speaks: "at a news conference in Gao", "told reporters in Gao"."""
    i = preposition(lowers, first)
    return i > 0 and lowers[i - 1] in _ADDRESSES


def is_compared(lowers: list[str], first: int) -> bool:
    """True for an older event's place, which only tells how rare the new one is: "the worst attack since one on Tera"."""
    before = lowers[max(0, first - _SINCE) : first]
    return any(pair in (("since", "a"), ("since", "an"), ("since", "one")) for pair in pairwise(before))


_TAKING = frozenset("claim claims claimed claiming cost costs costing take takes took taken taking lost loss".split())
# "have | claimed the lives of at least 58": so many words.
_TAKEN = 8


def is_standing(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True for where a body stands, or people live, meet or are tried: "active in the Sahel", "born in Gao", "talks in Doha"."""
    i = preposition(lowers, first)
    if lowers[i - 1] == "lives" and not _TAKING.isdisjoint(lowers[max(0, i - _TAKEN) : i]):
        return False  # "claimed 58 lives in Nepal"
    tried = lowers[i - 1] == "court" and _SCENES.isdisjoint(lowers[max(0, i - _COURT) : i])
    return i > 0 and (tried or vocabulary.is_around(PlaceKind.STANDING, lowers[i - 1]))


def is_brought(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True for where the wounded or the dead are brought: "evacuated to a hospital in Sevare", "flown to a base in Jolo"."""
    i = preposition(lowers, first)
    before = lowers[max(0, i - _BROUGHT) : i]
    if i > 0 and (
        lowers[i - 1] in _TREATED
        or (vocabulary.is_around(PlaceKind.HOSPITAL, lowers[i - 1]) and not _TREATED.isdisjoint(before))
    ):
        return True  # "Fourteen passengers were being treated in Tera"
    if i <= 0 or {"to", "from"}.isdisjoint(before):
        return False
    clinic = lowers[i - 2] in ("medical", "health", "trauma") and lowers[i - 1].startswith(("cent", "facilit", "post"))
    return (
        clinic
        or vocabulary.is_around(PlaceKind.HOSPITAL, lowers[i - 1])
        or any(lowers[j - 1] in _BRINGING for j in range(max(1, i - _BROUGHT), i) if lowers[j] == "to")
    )


def is_aside(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True where the words before a place lead to where the hurt are brought, somebody speaks or a body stands."""
    return is_brought(lowers, first, vocabulary) or is_address(lowers, first) or is_standing(lowers, first, vocabulary)


def preposition(lowers: list[str], first: int) -> int:
    """The token before a place's articles and directions: where its preposition stands, else -1."""
    if lowers[first - 1] == "of" and lowers[first - 2] in ("city", "town", "village", "port"):
        first -= 2
    return next(
        (i for i in range(first - 1, max(-1, first - 4), -1) if lowers[i] in ("in", "at", "near", "across", "around")),
        -1,
    )
