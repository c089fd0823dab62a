"""Wars whose days the news counts: which one "day 382 of the war" is of, and its first day, which counts as day 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from claimx.lexicon.entries import Entry, load_entries

# An article on an ended war may count its days for a while after.
_AFTERMATH = timedelta(days=60)


class WarEntry(Entry):
    """An entry of ``data/wars.toml``: the names that tell of the war, as written, and its days; no last day, it goes on."""

    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class War:
    """A war, and the pattern of the names that tell of it."""

    entry: WarEntry
    names: re.Pattern[str]

    def may_be(self, day: date, published: date | None) -> bool:
        """True where ``day`` is within the war, and an article of the day ``published`` may tell of it.

        An article without a date of its own is taken for one of the wars that go on.
        """
        last = self.entry.last_day
        if published is not None and day > published:
            return False
        return last is None or (day <= last and published is not None and published <= last + _AFTERMATH)


def load_wars(extra: Path | None = None) -> tuple[War, ...]:
    """The wars of ``data/wars.toml``, those of ``extra/wars.toml`` added or overriding by id. Raises LexiconError."""
    return tuple(
        War(entry, re.compile(rf"\b(?:{'|'.join(map(re.escape, entry.words))})\b"))
        for entry in load_entries("wars", WarEntry, extra)
    )


@cache
def shipped_wars() -> tuple[War, ...]:
    """The wars of ``data/wars.toml`` alone, for the reader of headers, which takes no lexicon."""
    return load_wars()


def day_of_war(number: int, text: str, wars: Sequence[War], published: date | None = None) -> date | None:
    """The ``number``-th day of the war that ``text`` names most often; None where it names none, or two alike.

    >>> day_of_war(382, "Russia shelled Ukraine again.", shipped_wars())
    datetime.date(2023, 3, 12)
    >>> day_of_war(40, "Nobody slept.", shipped_wars()) is None
    True
    """
    found: list[tuple[int, date]] = []
    for war in wars:
        try:
            day = war.entry.first_day + timedelta(days=number - 1)
        except OverflowError:
            return None  # beyond the last day that dates can have
        count = len(war.names.findall(text))
        if count and war.may_be(day, published):
            found.append((count, day))
    found.sort(reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]
