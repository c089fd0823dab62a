"""Countries and groups as names tell them: which party a word stands for, and who fights whom.

Read from the lists that the finders use too, without compiling their matchers: a comparison needs no text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import tomli

_DATA = Path(__file__).resolve().parent.parent / "data"
_WORD = re.compile(r"[^\W_]+")
# "Islamic State in Iraq and the Levant": longer names need no search.
LONGEST = 7

Words = tuple[str, ...]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[Words, str], dict[Words, str], dict[str, frozenset[str]]]:
    """Names, seats of governments, and foes."""
    names: dict[Words, str] = {}
    seats: dict[Words, str] = {}
    foes: dict[str, frozenset[str]] = {}
    for file in ("countries", "groups"):
        for entry in tomli.loads((_DATA / f"{file}.toml").read_text(encoding="utf-8"))["entry"]:
            party = entry.get("iso3", entry["id"])
            foes[party] = frozenset(entry.get("foes", ()))
            for name in (*entry["words"], *entry.get("demonyms", ()), *entry.get("adjectives", ())):
                names.setdefault(words_of(name), party)
            for name in entry.get("metonyms", ()):
                seats.setdefault(words_of(name), party)
    return names, seats, foes


def words_of(name: str) -> Words:
    """Words of a name without accents and possessives. Abbreviations keep their capitals: "IS" is no "is".

    >>> words_of("Ukraine's General Staff"), words_of("U.S. officials")
    (('ukraine', 'general', 'staff'), ('US', 'officials'))
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode("ascii")
    plain = plain.replace("'s ", " ").removesuffix("'s").replace(".", "").replace("'", "")
    return tuple(word if word.isupper() and 1 < len(word) < 6 else word.lower() for word in _WORD.findall(plain))


def with_parties(words: Words) -> list[str]:
    """The words, with those that name a country or group put as its id.

    Ids are told from words by ``is_party``.

    >>> with_parties(words_of("the South Sudanese army")), with_parties(words_of("Niger"))
    (['the', 'SSD', 'army'], ['NER'])
    """
    names = _tables()[0]
    out, at = [], 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            party = names.get(words[at : at + length])
            if party is not None:
                out.append(party)
                at += length
                break
        else:
            out.append(words[at])
            at += 1
    return out


def seat_of(words: Words) -> str | None:
    """The country whose government the whole name stands for ("Moscow").

    >>> seat_of(("kyiv",)), seat_of(("kyiv", "police"))
    ('UKR', None)
    """
    return _tables()[1].get(words)


def country_of(name: str) -> str | None:
    """The id of the country or group that the whole name is.

    >>> country_of("Ukraine"), country_of("southern Ukraine")
    ('UKR', None)
    """
    return _tables()[0].get(words_of(name.removeprefix("the ")))


def foes(party: str) -> frozenset[str]:
    """Parties that it fights or fought, as the lists know."""
    return _tables()[2].get(party, frozenset())


def is_party(word: str) -> bool:
    """Whether the word is the id of a country or group."""
    return word in _tables()[2]
