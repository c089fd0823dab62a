"""Two claims that cannot count one incident, whatever their place and day: told by their words and by their document."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from claimx.compare.rows import Row

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"
_HOURS = re.compile(r"\b(?:dawn|morning|noon|midday|afternoon|evening|night|overnight|midnight)\b", re.IGNORECASE)
_SAME = {"dawn": "morning", "midday": "noon", "overnight": "night", "midnight": "night"}


@lru_cache(maxsize=1)
def _instruments() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """A pattern of all the words; each word's instrument; each instrument's family."""
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))["instrument"]
    words = {word: table["name"] for table in tables for word in table["words"]}
    longest = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
    return pattern, words, {table["name"]: table["family"] for table in tables}


def hours(row: Row) -> frozenset[str]:
    """The parts of the day that the sentence names."""
    return frozenset(_SAME.get(word.lower(), word.lower()) for word in _HOURS.findall(row.sentence))


def instruments(row: Row) -> frozenset[str]:
    """What did the harm, as the sentence names it: a drone, a car bomb, a flood."""
    return instruments_in(row.sentence)


def instruments_in(sentence: str) -> frozenset[str]:
    """The instruments that the sentence names."""
    pattern, words, _ = _instruments()
    return frozenset(words[word.lower()] for word in pattern.findall(sentence))


def families_in(sentence: str) -> frozenset[str]:
    """The families of those instruments.

    >>> sorted(families_in("Flash floods and a landslide killed five people."))
    ['earth', 'weather']
    """
    families = _instruments()[2]
    return frozenset(families[name] for name in instruments_in(sentence))


def two_incidents(one: Row, other: Row) -> bool:
    """Whether the two claims tell of two incidents.

    They do where one document keeps them apart, and where their sentences name harm of two families: shots, a flood. What falls
    from the sky is one family, since a drone, a rocket and an air strike are often mistaken for each other.
    """
    if one.document == other.document and None not in (one.incident, other.incident):
        return one.incident != other.incident
    left, right = families_in(one.sentence), families_in(other.sentence)
    return bool(left and right and not left & right)
