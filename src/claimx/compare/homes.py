"""Claims without a date or a place: the one dated thing at a known place that they count, if it can be told."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from claimx.compare.rows import Row, Thing, Window

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Sequence

# Two windows are one where at least half of all their days are common: "on the 4th" and "overnight to the 4th" are
# (one of two), "the 3rd to the 4th" and "the 4th to the 5th" (one of three) are two days' reports.
COMMON = 0.5
# A figure ten times as high or low counts something else, most likely a longer time: belligerents' figures for one battle
# are seldom farther apart. Asked only of claims whose date or place is inferred.
LIKELY = 10

Bounds = tuple[float, float]


class Known:
    """Dated things at known places, looked up by days. What joins them later does not change what may join.

    ``asked`` holds what they will be looked up by: ``("any", place)`` or ``(scope, None)``.
    """

    def __init__(self, found: Sequence[Thing], asked: Container[tuple[str, str | None]]) -> None:
        self._by: dict[Hashable, list[tuple[int, int, str, str, int, Thing]]] = defaultdict(list)
        for number, thing in enumerate(found):
            if thing.window is not None and thing.place is not None:
                for key in ((thing.scope, None), ("any", thing.place)):
                    if key in asked:
                        self._by[key].append((*thing.window, thing.place, thing.scope, number, thing))
        for entries in self._by.values():
            entries.sort()  # things themselves are never reached: their numbers differ
        self._starts = {key: [entry[0] for entry in entries] for key, entries in self._by.items()}
        self._homes: dict[Hashable, Thing | None] = {}
        self._figures: dict[int, Figures] = {}

    def home(self, row: Row, window: Window, scope: str, place: str | None) -> Thing | None:
        """The thing that the row may be taken to count; None where none or several fit, or its figure tells otherwise."""
        undated = scope == "undated"
        key = (("any", place) if undated else (scope, None), window)
        if key not in self._homes:
            self._homes[key] = self._only(*key, 0.0 if undated else COMMON)
        thing = self._homes[key]
        if thing is None:
            return None
        if id(thing) not in self._figures:
            self._figures[id(thing)] = Figures(thing.rows)
        # A figure that stands beside a day's count without a date, and one for a whole country beside a town's, are of
        # the same thing only where they agree; else they are totals of a longer time, or of more places.
        sure = (thing.scope == "period") if undated else row.place is not None
        return thing if self._figures[id(thing)].fit(row, sure) else None

    def _only(self, key: Hashable, window: Window, least: float) -> Thing | None:
        """The one thing whose window shares ``least`` of all days (0: ends within the window); None for none or more."""
        entries = self._by.get(key, [])
        first, last = window
        # Windows that start earlier share less than half of all days.
        index = bisect_left(self._starts.get(key, []), first - 2 * (last - first + 1))
        found = None
        while index < len(entries):
            entry = entries[index]
            if entry[0] > last:
                break
            index += 1
            if (common(window, entry[:2]) >= least) if least else first <= entry[1] <= last:
                if found is not None:
                    return None
                found = entry[-1]
        return found


class Figures:
    """What a thing's own rows say, to tell whether another row can be of it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.bounds = {row.bounds for row in rows}
        self.low = min(row.point for row in rows)
        self.high = max(row.point for row in rows)
        self.said: dict[tuple[str, str], set[Bounds]] = defaultdict(set)
        for row in rows:
            self.said[row.document, row.source].add(row.bounds)

    def fit(self, row: Row, sure: bool) -> bool:
        """Whether the row may be of the thing; ``sure`` asks for a number in common."""
        # One voice that gives two figures in one article counts two things.
        if any(_apart(row.bounds, other) for other in self.said.get((row.document, row.source), ())):
            return False
        if sure:
            return any(not _apart(row.bounds, other) for other in self.bounds)
        # "None" is said of the same thing as any figure.
        return not row.point or not self.high or self.low / LIKELY <= row.point <= self.high * LIKELY


def _apart(one: Bounds, other: Bounds) -> bool:
    return one[0] > other[1] or other[0] > one[1]


def common(one: Window, other: Window) -> float:
    """The common days' share of all days of two windows.

    >>> common((3, 4), (4, 4)), round(common((3, 4), (4, 5)), 2), common((1, 2), (5, 6))
    (0.5, 0.33, 0.0)
    """
    start, end = one
    first, last = other
    if end < first or last < start:
        return 0.0  # as most are
    return (min(end, last) - max(start, first) + 1) / (max(end, last) - min(start, first) + 1)
