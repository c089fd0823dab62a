"""Which claims count one and the same thing: rows of one key become series.

The key (kind, event, category, affected party, rate, model, and the giver of what is delivered or pledged) is equal for
all rows here. What is left to tell is the part (children), the scope, the place and the window of days.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.compare.rows import Row, fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

_FILE = Path(__file__).resolve().parent.parent / "data" / "compare.toml"

# Two windows are one where at least half of all their days are common: "on the 4th" and "overnight to the 4th" are
# (one of two), "the 3rd to the 4th" and "the 4th to the 5th" (one of three) are two days' reports.
COMMON = 0.5
# Starts of a running total closer than a week are one start: a war's first day and the first Monday of counting.
SAME_START = 7
# News that tells no date tells of the last days: an undated claim may speak of anything in the three days to its report.
FRESH = 3

Window = tuple[int, int]


@dataclass(slots=True)
class Thing:
    """One thing counted, and the claims that count it. ``rules`` say how claims came in."""

    part: str | None
    scope: str  # incident, period, cumulative, undated
    place: str | None
    window: Window | None
    rows: list[Row] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


@lru_cache(maxsize=1)
def _parts() -> dict[str, list[tuple[str, frozenset[str]]]]:
    out: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for table in tomllib.loads(_FILE.read_text(encoding="utf-8"))["part"]:
        out[table["kind"]].append((table["name"], frozenset(table["words"])))
    return out


@lru_cache(maxsize=65536)  # item texts recur
def part_of(kind: str, item: str | None) -> str | None:
    """The part of a category that the item's words name.

    >>> part_of("casualty", "Palestinian children"), part_of("casualty", "people")
    ('children', None)
    """
    words = set((item or "").lower().replace("-", " ").split())
    for name, wanted in _parts()[kind] if words else ():
        if not wanted.isdisjoint(words):
            return name
    return None


def things(rows: Iterable[Row]) -> list[Thing]:
    """Split rows of one key into things counted. The outcome does not hang on the order of the rows."""
    by_part: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_part[part_of(row.kind, row.item)].append(row)
    return [thing for part in sorted(by_part, key=str) for thing in _things(part, by_part[part])]


def _things(part: str | None, rows: list[Row]) -> list[Thing]:
    bins: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        bins[_scope(row), _place(row)].append(row)
    dated: dict[tuple[str, str | None], list[Thing]] = {}
    loose: list[tuple[tuple[str, str | None], list[Row]]] = []
    for (scope, place), members in bins.items():
        if scope == "cumulative":
            dated[scope, place] = _totals(part, place, members)
        elif scope == "undated" or place is None:
            loose.append(((scope, place), members))
        else:
            dated[scope, place] = _windows(part, scope, place, members)
    out = list(dated.values())
    known = _Known([thing for (scope, _), found in dated.items() if scope != "cumulative" for thing in found])
    out.extend(_settle(part, scope, place, members, known) for (scope, place), members in loose)
    return [thing for found in out for thing in found]


def _scope(row: Row) -> str:
    if row.scope == "cumulative":
        return "cumulative"
    if row.start is None and row.end is None:
        return "undated"
    return row.scope or "incident"


def _place(row: Row) -> str | None:
    """The place's key. The affected country's own name adds nothing; without party and place, only the article is left."""
    if row.place is not None:
        key = fold(row.place)
        return None if row.affected_name is not None and key == fold(row.affected_name) else key
    return f"article: {row.article}" if row.affected is None else None


def _window(row: Row) -> Window | None:
    start = row.start if row.start is not None else row.end
    end = row.end if row.end is not None else row.start
    if start is None or end is None:
        return None if row.said is None else (row.said - FRESH, row.said)
    return start, max(start, end)


def _totals(part: str | None, place: str | None, rows: list[Row]) -> list[Thing]:
    """Running totals by where they start; one that tells no start belongs to the earliest known, being the longest."""
    starts = Counter(row.start for row in rows if row.start is not None)
    anchors: dict[int, Thing] = {}
    of: dict[int, Thing] = {}
    for start in sorted(starts, key=lambda one: (-starts[one], one)):
        near = [anchor for anchor in anchors if abs(anchor - start) < SAME_START]
        if near:
            of[start] = anchors[min(near, key=lambda anchor: (abs(anchor - start), anchor))]
        else:
            anchors[start] = of[start] = Thing(part, "cumulative", place, (start, start), [], {"series.total"})
    unstated = anchors[min(anchors)] if anchors else Thing(part, "cumulative", place, None, [], {"series.total"})
    for row in rows:
        thing = unstated if row.start is None else of[row.start]
        thing.rows.append(row)
        if row.start is None and anchors:
            thing.rules.add("series.total-start-unstated")
    return [thing for thing in {id(one): one for one in (*anchors.values(), unstated)}.values() if thing.rows]


def _windows(part: str | None, scope: str, place: str | None, rows: list[Row]) -> list[Thing]:
    """Rows of one scope and place by window: the commonest window draws those that share half of its days."""
    by: dict[Window | None, list[Row]] = defaultdict(list)
    for row in rows:
        by[_window(row)].append(row)
    out = []
    timeless = by.pop(None, None)
    if timeless:
        out.append(Thing(part, scope, place, None, timeless, {"series.place"}))
    left = sorted(window for window in by if window is not None)
    if len(left) == 1:
        out.append(Thing(part, scope, place, left[0], by[left[0]], {"series.window"}))
        return out
    starts = [start for start, _ in left]
    taken: set[Window] = set()
    for anchor in sorted(left, key=lambda window: (-_articles(by[window]), window)):
        if anchor in taken:
            continue
        thing = Thing(part, scope, place, anchor, [], {"series.window"})
        length = anchor[1] - anchor[0] + 1
        # A window that shares half of all days starts at most one length before the anchor and not after its end.
        index = bisect_left(starts, anchor[0] - length)
        while index < len(left) and starts[index] <= anchor[1]:
            window = left[index]
            if window not in taken and common(anchor, window) >= COMMON:
                taken.add(window)
                thing.rows.extend(by[window])
            index += 1
        out.append(thing)
    return out


def _articles(rows: list[Row]) -> int:
    return 1 if len(rows) == 1 else len({row.article for row in rows})


def common(one: Window, other: Window) -> float:
    """The common days' share of all days of two windows.

    >>> common((3, 4), (4, 4)), round(common((3, 4), (4, 5)), 2), common((1, 2), (5, 6))
    (0.5, 0.33, 0.0)
    """
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]) + 1)


class _Known:
    """Dated things at known places, looked up by days."""

    def __init__(self, found: Sequence[Thing]) -> None:
        self._by: dict[Hashable, list[tuple[int, int, Thing]]] = defaultdict(list)
        for thing in found:
            if thing.window is not None and thing.place is not None:
                for key in ((thing.scope, None), ("any", thing.place)):
                    self._by[key].append((*thing.window, thing))
        for entries in self._by.values():
            entries.sort(key=lambda entry: (entry[0], entry[1], str(entry[2].place), entry[2].scope))
        self._starts = {key: [start for start, _, _ in entries] for key, entries in self._by.items()}

    def only(self, key: Hashable, window: Window, least: float) -> Thing | None:
        """The one thing whose window shares ``least`` of all days (0: ends within the window); None for none or more."""
        entries = self._by.get(key, [])
        reach = 2 * (window[1] - window[0] + 1)
        index = bisect_left(self._starts.get(key, []), window[0] - reach)
        found = None
        while index < len(entries) and entries[index][0] <= window[1]:
            start, end, thing = entries[index]
            index += 1
            fits = common(window, (start, end)) >= least if least else window[0] <= end <= window[1]
            if fits:
                if found is not None:
                    return None
                found = thing
        return found


def _settle(part: str | None, scope: str, place: str | None, rows: list[Row], known: _Known) -> list[Thing]:
    """Rows that lack a date or a place join the one dated, placed thing that fits; the rest are things of their own."""
    rest = []
    homes: dict[Window, Thing | None] = {}
    for row in rows:
        window = _window(row)
        if window is None or (scope == "undated" and place is None):
            rest.append(row)
            continue
        if window not in homes:
            undated = scope == "undated"
            homes[window] = known.only(("any", place) if undated else (scope, None), window, 0.0 if undated else COMMON)
        home = homes[window]
        if home is None:
            rest.append(row)
        else:
            home.rows.append(row)
            home.rules.add("series.only-date" if scope == "undated" else "series.only-place")
    return _windows(part, scope, place, rest) if rest else []
