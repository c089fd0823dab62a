"""Running totals: which of them count one thing. They are told apart by place and by where they start."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from claimx.compare.rows import ABOUT, OPEN, Row, Thing, Window

# Starts of a running total closer than a week are one start: a war's first day and the first Monday of counting.
SAME_START = 7
# A running total that tells no start is another one where it is more than twice as high or low as those that do.
SAME_TOTAL = 2
# Running totals of a month's distance may have grown past comparing.
MONTH = 31


def totals(part: str | None, place: str | None, rows: list[Row]) -> list[Thing]:
    """Running totals by where they start; one that tells no start belongs to the start whose figures are the nearest."""
    if len(rows) == 1:  # as most are
        start = rows[0].start
        return [Thing(part, "cumulative", place, None if start is None else (start, start), rows, {"series.total"})]
    starts = Counter(row.start for row in rows if row.start is not None)
    anchors: dict[int, Thing] = {}
    of: dict[int, Thing] = {}
    for start in sorted(starts, key=lambda one: (-starts[one], one)):
        near = [anchor for anchor in anchors if abs(anchor - start) < SAME_START]
        if near:
            of[start] = anchors[min(near, key=lambda anchor: (abs(anchor - start), anchor))]
        else:
            anchors[start] = of[start] = Thing(part, "cumulative", place, (start, start), [], {"series.total"})
    for row in rows:
        if row.start is not None:
            of[row.start].rows.append(row)
    out = [anchors[start] for start in sorted(anchors)]
    spans = [(min(row.point for row in thing.rows), max(row.point for row in thing.rows)) for thing in out]
    unstated = Thing(part, "cumulative", place, None, [], {"series.total"})
    for row in rows:
        if row.start is None:
            apart, index = min(((_factor(row.point, span), at) for at, span in enumerate(spans)), default=(OPEN, 0))
            thing = out[index] if apart <= SAME_TOTAL else unstated
            thing.rows.append(row)
            if thing is not unstated:
                thing.rules.add("series.total-start-unstated")
    return [*out, unstated] if unstated.rows else out


def _factor(point: float, span: tuple[float, float]) -> float:
    """The factor between a figure and the nearer end of a span; 1 within it."""
    low, high = max(span[0], 1), max(span[1], 1)
    return max(low / max(point, 1), max(point, 1) / high, 1)


def join_totals(dated: dict[tuple[str, str | None], list[Thing]]) -> None:
    """A running total without a place is that of the one place where the same start gives about the same figures."""
    asking = dated.get(("cumulative", None))
    if not asking:
        return
    placed = [
        other
        for (scope, place), found in dated.items()
        if scope == "cumulative" and place is not None
        for other in found
    ]
    rest = []
    for thing in asking:
        times = sorted((row.time, row.point) for row in thing.rows if row.time is not None)
        homes = [
            other
            for other in placed
            if times and _one_start(thing.window, other.window) and _one_total(times, other.rows)
        ]
        if len(homes) == 1:
            homes[0].rows.extend(thing.rows)
            homes[0].rules |= {*thing.rules, "series.only-place"}
        else:
            rest.append(thing)
    dated["cumulative", None] = rest


def _one_start(one: Window | None, other: Window | None) -> bool:
    return one is None or other is None or abs(one[0] - other[0]) < SAME_START


def _one_total(times: list[tuple[int, float]], rows: list[Row]) -> bool:
    """Whether the two figures that are the nearest in time lie within a tenth of each other."""
    best: tuple[float, float, float] | None = None
    for row in rows:
        if row.time is not None:
            at = bisect_left(times, (row.time, row.point))
            for time, point in times[max(at - 1, 0) : at + 1]:
                low, high = sorted((point, row.point))
                near = (abs(time - row.time), high, low)
                best = near if best is None else min(best, near)
    return best is not None and best[0] <= MONTH and best[1] <= best[2] * (1 + ABOUT)
