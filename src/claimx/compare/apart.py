"""Two claims that cannot count one incident, whatever their place and day: told by their words and by their document."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from claimx.compare.rows import Row

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"
_EPOCH = dt.date(1970, 1, 1)
# A bare number of four digits may count people; behind these words it is a year.
_YEAR = re.compile(
    r"\b(?:in|of|since|from|until|(?:January|February|March|April|May|June|July|August|September|October|November|December),?) ((?:19|20)\d\d)\b"
)
# A figure ten times as high counts something else, most likely a longer time or a wider place.
LIKELY = 10
_HOURS = re.compile(r"\b(?:dawn|morning|noon|midday|afternoon|evening|night|overnight|midnight)\b", re.IGNORECASE)
_SAME = {"dawn": "morning", "midday": "noon", "overnight": "night", "midnight": "night"}


@lru_cache(maxsize=1)
def _instruments() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """A pattern of all the words; each word's instrument; each instrument's family."""
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))["instrument"]
    words = {word: table["name"] for table in tables for word in table["words"]}
    longest = sorted(words, key=lambda word: (-len(word), word))
    # By their first letters, so that most words of a sentence are passed over at once.
    by: dict[str, list[str]] = {}
    for word in longest:
        by.setdefault(word[0], []).append(re.escape(word[1:]))
    starts = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(by.items()))
    pattern = re.compile(rf"\b(?=[{''.join(sorted(by))}])(?:{starts})\b")
    return pattern, words, {table["name"]: table["family"] for table in tables}


def _of_another_year(row: Row) -> bool:
    """Whether the sentence names years, and not the year that the claim is dated to: "the worst since the assault of 2018"."""
    day = row.end if row.end is not None else row.start
    if day is None or row.scope != "incident" or "19" not in row.sentence and "20" not in row.sentence:
        return False
    years = {int(year) for year in _YEAR.findall(row.sentence)}
    return bool(years) and (_EPOCH + dt.timedelta(days=day)).year not in years


def _far(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return low > 0 and high > low * LIKELY


def hours(row: Row) -> frozenset[str]:
    """The parts of the day that the sentence names."""
    return frozenset(_SAME.get(word.lower(), word.lower()) for word in _HOURS.findall(row.sentence))


# Parts of the day that two reporters may call one: an attack "overnight" is another's "in the morning".
_NEAR = {
    "night": frozenset({"night", "evening", "morning"}),
    "morning": frozenset({"morning", "night", "noon"}),
    "noon": frozenset({"noon", "morning", "afternoon"}),
    "afternoon": frozenset({"afternoon", "noon", "evening"}),
    "evening": frozenset({"evening", "afternoon", "night"}),
}
# When something was said is not when it happened.
_SAID = re.compile(r"\b(?:said|told|reported|announced|confirmed|added|statement)\b[^.,;]{0,30}", re.IGNORECASE)


@lru_cache(maxsize=4096)  # as below
def _hours_in(sentence: str) -> frozenset[str]:
    """The parts of the day at which something happened, as the sentence tells them."""
    if not _HOURS.search(sentence):
        return frozenset()
    return frozenset(_SAME.get(word.lower(), word.lower()) for word in _HOURS.findall(_SAID.sub(" ", sentence)))


def instruments(row: Row) -> frozenset[str]:
    """What did the harm, as the sentence names it: a drone, a car bomb, a flood."""
    return instruments_in(row.sentence)


def instruments_in(sentence: str) -> frozenset[str]:
    """The instruments that the sentence names."""
    pattern, words, _ = _instruments()
    return frozenset(words[word] for word in pattern.findall(sentence.lower()))


@lru_cache(maxsize=4096)  # a sentence is held against each of the others
def families_in(sentence: str) -> frozenset[str]:
    """The families of those instruments.

    >>> sorted(families_in("Flash floods and a landslide killed five people."))
    ['earth', 'weather']
    """
    families = _instruments()[2]
    return frozenset(families[name] for name in instruments_in(sentence))


def two_incidents(one: Row, other: Row) -> bool:
    """Whether the two claims tell of two incidents.

    They do where one document keeps them apart, where the sentence of one names another year than its claim is dated to, where
    their sentences name parts of the day that are not next to each other, and where they name harm of two families: shots, a flood. What falls from the sky is one family, since a drone, a rocket and an
    air strike are often mistaken for each other. In one document figures more than ten times apart count two things, unless a
    party to the conflict gives one of them.
    """
    if _of_another_year(one) != _of_another_year(other):
        return True
    if one.document == other.document:
        if one.source_party is other.source_party is None and _far(one.point, other.point):
            return True
        if None not in (one.incident, other.incident):
            return one.incident != other.incident
    left, right = families_in(one.sentence), families_in(other.sentence)
    if left and right and not left & right:
        return True
    return _far_hours(_hours_in(one.sentence), _hours_in(other.sentence))


def _far_hours(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sentences name parts of the day that are not even next to each other."""
    if not ones or not others:
        return False
    return all(other not in _NEAR[one] for one in ones for other in others)
