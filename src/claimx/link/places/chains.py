"""Places that lie in one another or are told from one another: "Newtown, Connecticut", "Duma, 12 km east of the capital"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.lexicon.places import QUARTERS, Rank
from claimx.models import PlaceMention

# Between a place and the larger one it lies in stand no other words than these.
_LINK = QUARTERS | frozenset(
    ", in of the 's near ( outside on at within and inside - part parts capital "
    "district area areas region province state governorate city town village camp community commune municipality county emirate "
    "neighborhood neighbourhood countryside outskirts suburb suburbs "
    # Words before a name that are no part of it: "Zamal in rural Damascus".
    "rural occupied downtown inner greater coastal besieged nearby neighbouring neighboring".split()
)
# Of two places joined by one of these the first is the narrower: "Sumaria in Damascus".
_WITHIN = frozenset({"in", "of", "near", "outside", "within", "inside"})
# What the narrower place is called: "the Texas city of", "Tuvak, a small village near"; an apposition has at most so many words.
_KINDS = frozenset(
    "city town village capital camp district slum locality township quarter suburb neighbourhood neighborhood settlement area "
    "region hamlet port enclave stronghold".split()
)
_FUNCTION = _WITHIN | {"and", "or", "the", "a", "an", "at", "on", "to", "from"}
_APPOSITION = 8
# Longest stretch of such words: "in the northwestern countryside of".
_LINK_LENGTH = 5
_OWNED_LENGTH = 8
# "X, some 25 kilometres (15 miles) south-west of Y": what tells X from Y, so many words at most.
_BEARINGS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest north-east north-west "
    "south-east south-west km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters outskirts "
    "edge".split()
)
_SHORES = frozenset("shore shores bank banks slope slopes foothills foot mouth".split())
_BEARING_WORDS = (
    _BEARINGS
    | _SHORES
    | _LINK
    | frozenset(
        "about some around roughly approximately nearly just only directly immediately to from off lying located situated further "
        "farther away a an few capital ) by road".split()
    )
)
_BEARING_LENGTH = 14
_PLURALS = tuple("districts neighborhoods neighbourhoods villages towns suburbs areas quarters camps".split())

# "In the eastern countryside of Homs,": so many words before the place.
_FRAME = 6


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the event. ``role``: 2 the words before lead into it, 1 they name it as target, 0 it only stands there, -1 a body is seated there."""

    mention: PlaceMention
    role: int
    chain: int  # places that lie in one another share a number: "Newtown, Connecticut"
    street: bool = False
    seat: bool = False  # of a government, which often stands for it

    @property
    def rank(self) -> int:
        """The mention's rank; a street tells less of where something happened than its town does."""
        return int(Rank.DISTRICT) if self.street else self.mention.rank


def is_linked(lowers: Sequence[str], end: int, start: int) -> bool:
    """True where nothing but the words that join a place to a larger or a known one stand in tokens ``end`` to ``start``."""
    between = lowers[end:start]
    if between[:1] == ["'s"] and between[-1:] == ["of"] and between[-2] in _LINK and len(between) <= _OWNED_LENGTH:
        return True  # "Tera's mostly poor neighbourhood of Kaya"
    return (
        (len(between) <= _LINK_LENGTH and all(word in _LINK for word in between))
        or is_announced(between)
        or is_bearing(between)
        or is_apposition(between)
    )


def is_announced(between: Sequence[str]) -> bool:
    """True where a noun of its own announces the narrower place behind its holder: "the Tera satellite town of Kaya"."""
    return (
        1 < len(between) <= _LINK_LENGTH
        and between[-1] == "of"
        and between[-2] in _KINDS
        and _FUNCTION.isdisjoint(between[:-1])
        and all(word.isalpha() for word in between)
    )


def is_apposition(between: Sequence[str]) -> bool:
    """True for the words that tell what a place is, and where: "Tuvak, a small village near", "Zemo, the capital of"."""
    return (
        3 < len(between) <= _APPOSITION
        and between[0] == ","
        and between[1] in ("a", "an", "the")
        and between[-1] in _WITHIN
        and not _KINDS.isdisjoint(between[2:-1])
        and all(word.isalpha() for word in between[1:])
    )


def is_bearing(between: Sequence[str]) -> bool:
    """True for the words that tell a place from another: ", 25 km west of", "south of"."""
    return (
        0 < len(between) <= _BEARING_LENGTH
        and not (_BEARINGS | _SHORES).isdisjoint(between)
        and between[-1] != ","
        and any(word in ("of", "from", "off") for word in between)
        and all(word in _BEARING_WORDS or word[0].isdigit() for word in between)
    )


def is_told_from(lowers: Sequence[str], first: int) -> bool:
    """True for a place that only tells where another is: the one at ``first``, after "15 km north of"."""
    k = first
    while k > 0 and lowers[k - 1] in ("the", "capital", "city", "town", "of", "village", "provincial", "commercial"):
        k -= 1
    before = lowers[max(0, k - 2) : min(k + 1, first)]
    return (
        not _BEARINGS.isdisjoint(before)
        and lowers[k : k + 1] in (["of"], ["from"], ["off"])
        or (lowers[k - 1 : k] in (["of"], ["from"], ["off"]) and not _BEARINGS.isdisjoint(lowers[max(0, k - 2) : k]))
    )


def narrowest(lowers: Sequence[str], chain: Sequence[Site]) -> Site:
    """The most specific place of a chain: the first of "X in Y", else the one of the highest rank; of a street and its town the town."""
    settled = [site for site in chain if not site.street]
    if any(site.mention.rank >= Rank.DISTRICT for site in settled):
        chain = settled
    best = chain[0]
    for site in chain[1:]:
        between = lowers[best.mention.phrase.last : site.mention.phrase.first]
        within = (
            is_bearing(between)
            or is_apposition(between)
            or (_WITHIN.intersection(between) and not _KINDS.intersection(between))
        )
        # "al-Midan and al-Serian neighbourhoods": the plural noun is both's, the first is told first
        within = within or ("and" in between and site.mention.name.lower().endswith(_PLURALS))
        # "in Amran province near the capital, Sanaa"
        within = within or ("capital" in between and between[:1] in (["near"], ["outside"]))
        if (
            between[-1:] in (["near"], ["outside"])
            and best.mention.rank == Rank.PROVINCE
            and site.mention.rank >= Rank.TOWN
        ):
            within = False  # "in the north of Idlib province near Sarmin"
        # "Tera's Kaya district", "Mali's central region of Mopti", "the Tera suburb of Kaya"
        owned = between[:1] == ["'s"] or is_announced(between)
        if owned or (not within and site.mention.rank > best.mention.rank):
            best = site
    return best


def is_frame(site: Site, lowers: Sequence[str]) -> bool:
    """True for the place of an opening adverbial, within which the clause names its own: "In Homs, ... near Shaer"."""
    phrase = site.mention.phrase
    return lowers[:1] == ["in"] and phrase.first <= _FRAME and lowers[phrase.last : phrase.last + 1] == [","]
