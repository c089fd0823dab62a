"""Who speaks: one key for the spellings of a source, and for a short name beside the full one."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from claimx.compare.nations import is_party, seat_of, with_parties, words_of
from claimx.names import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What tells of whose side an office is, and not which office it is: "the Hamas-run health ministry".
_LEANING = re.compile(
    r"(?<![\w'’.])(?:al[- ])?[\w'’.]++-(?:affiliated|aligned|allied|appointed|backed|based|controlled|held|installed|led|linked|run|supported)\b",
    re.IGNORECASE,
)
# What is left of a dateline before a name: "12 Nov 1989 - The Salvadoran army".
_DATELINE = re.compile(r"^(?:[^-–—]*\d{4})?\s*[-–—]\s+")
# Words beside a name that don't make it another one.
_BESIDE = frozenset(
    "the a an of and in for at s group groups organisation organization paramilitary local regional senior top office new".split()
)
# Words of an army that speaks as a whole: "Ukraine's General Staff", "the Ukrainian Armed Forces", "Ukrainian troops".
_WHOLE_ARMY = frozenset("army armed forces military troops general staff high command soldiers".split())
# Armies known by their initials.
_INITIALS = {
    "IDF": "ISR",
    "AFU": "UKR",
    "ZSU": "UKR",
    "SAF": "SDN",
    "FARDC": "COD",
    "FAMA": "MLI",
    "ENDF": "ETH",
    "AFP": "PHL",
}


@lru_cache(maxsize=65536)  # names recur
def voice(name: str, kind: str | None, party: str | None) -> str:
    """The key of a named source.

    >>> voice("General Staff of the Armed Forces of Ukraine", "military", "UKR") == voice("Ukrainian army", "military", "UKR")
    True
    >>> voice("Malian Ministry of Defence", "government", "MLI") == voice("Mali's Defense Ministry", "government", "MLI")
    True
    """
    words = words_of(_LEANING.sub(" ", _DATELINE.sub("", name)))
    if len(words) == 1 and _INITIALS.get(words[0], "") == party:
        return f"{party} military"
    seat = seat_of(words)
    if seat is not None:
        return f"{seat} government"
    told = with_parties(words)
    rest = [word for word in told if word.lower() not in _BESIDE] or told
    if "forces" in rest and "armed" in rest:
        rest.remove("armed")  # "the armed forces" are the army
    bare = frozenset(rest)
    if party is not None and kind == "armed_group" and party in bare:
        return party
    if party is not None and kind == "military" and bare - {party} and bare - {party} <= _WHOLE_ARMY:
        return f"{party} military"
    if len(bare) == 1 and next(iter(bare)) == party and kind in ("government", "official"):
        return f"{party} government"
    ids = {word for word in rest if is_party(word)}  # kept as they are; other words are folded as everywhere
    return " ".join(sorted(ids | content_words(" ".join(word for word in rest if word not in ids)))) or name.casefold()


Voice = tuple[str, str | None, str | None]  # key, type, party


def one_voice(voices: Iterable[Voice]) -> dict[str, str]:
    """Short names beside full ones in one series: key -> the fuller key ("the army" beside "the Malian army").

    A key gives way to those that have all its words and more, if these are all one name at more or less length; types and
    parties that are told must be equal. A country or group alone is no short name for its police.
    """
    told: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for key, kind, party in voices:
        kinds, parties = told[key]
        if kind is not None:
            kinds.add(kind)
        if party is not None:
            parties.add(party)
    words = {key: frozenset(key.split()) for key in told}
    holds: dict[str, list[str]] = defaultdict(list)
    for key, found in words.items():
        for word in found:
            holds[word].append(key)
    out = {}
    for key, found in words.items():
        if all(is_party(word) for word in found) or key.endswith(" government"):
            continue
        near = min((holds[word] for word in found), key=len)
        fuller = [other for other in near if found < words[other] and _fits(told[key], told[other])]
        if fuller:
            longest = max(fuller, key=lambda other: (len(words[other]), other))
            if all(words[other] <= words[longest] for other in fuller):
                out[key] = longest
    return {key: _last(key, out) for key in out}


def _last(key: str, longer: Mapping[str, str]) -> str:
    while key in longer:  # each step has more words
        key = longer[key]
    return key


def _fits(one: tuple[set[str], set[str]], other: tuple[set[str], set[str]]) -> bool:
    return all(not a or not b or a & b for a, b in zip(one, other, strict=True))
