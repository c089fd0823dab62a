"""What the claims of one series say to each other. Nothing is averaged, nothing is merged away.

Each verdict is a plain mapping (``claimx.compare.schema`` is its contract) that names the records' ids and the rule.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claimx.compare.rows import OPEN, Row, day, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Verdict = dict[str, Any]

# Figures of different sources meet where their days are the same or next to each other: a report of today may still
# carry yesterday's count, and time zones and late editions move a figure by a day; two days later a toll is a new one.
WINDOW = 1


def verdicts(rows: Sequence[Row], scope: str) -> list[Verdict]:
    """All verdicts on the rows of one thing counted, conflicts first. The rows may come in any order."""
    if len(rows) == 1 and not rows[0].parts:
        return []  # most series are single claims, and there is nobody to agree or differ with
    ordered = sorted(rows, key=_order)
    asserted = [row for row in ordered if row.stance == "asserted"]
    current = list(_current(asserted))
    return [
        *_conflicts(current),
        *(_overtaken(asserted) if scope == "cumulative" else ()),
        *_disputes(ordered, asserted),
        *_updates(asserted, scope),
        *_agreements(current),
        *_restatements(ordered),
        *_parts(ordered),
    ]


def _order(row: Row) -> tuple[float, str, float, str]:
    return (-OPEN if row.time is None else row.time, row.source, row.point, row.id)


Figure = tuple[float | None, float | None, float | None]


def _figure(row: Row) -> Figure:
    return row.value, row.low, row.high


def _current(asserted: Sequence[Row]) -> Iterator[tuple[int | None, dict[str, list[Row]]]]:
    """Day by day, the last figure of each source that spoke within the window.

    Of several figures on its last day a source stands by the highest: a toll mostly rises within a day.
    """
    by_day: dict[int | None, list[Row]] = defaultdict(list)
    for row in asserted:
        by_day[row.time].append(row)
    for time, rows in by_day.items():
        window = rows
        if time is not None:
            window = [row for back in range(WINDOW, 0, -1) for row in by_day.get(time - back, ())] + rows
        if len(window) > 1:
            latest: dict[str, list[Row]] = {}
            for row in window:  # in order of time, then of figure
                held = latest.get(row.source)
                if held and held[0].time == row.time and _figure(held[0]) == _figure(row):
                    held.append(row)
                else:
                    latest[row.source] = [row]
            if len(latest) > 1:
                yield time, latest


def _ids(rows: Iterable[Row]) -> list[str]:
    return [row.id for row in rows]


def _conflicts(current: Iterable[tuple[int | None, dict[str, list[Row]]]]) -> Iterator[Verdict]:
    """Different sources, same window, bounds that don't overlap."""
    before: set[str] = set()
    for time, latest in current:
        bounds = {source: rows[0].bounds for source, rows in latest.items()}
        lowest = min(high for _, high in bounds.values())
        highest = max(low for low, _ in bounds.values())
        if highest <= lowest:
            continue
        apart = [source for source, (low, high) in bounds.items() if low > lowest or high < highest]
        ids = {row.id for source in apart for row in latest[source]}
        if ids <= before:
            continue  # yesterday's conflict, met again because the window looks back
        before = ids
        sides: dict[tuple[float | None, float | None], list[str]] = defaultdict(list)
        for source in apart:
            sides[latest[source][0].low, latest[source][0].high].append(source)
        ordered = sorted(sides, key=lambda side: (side[0] or 0.0, OPEN if side[1] is None else side[1]))
        yield {
            "kind": "conflict",
            "rule": "conflict.same-window",
            "day": day(time),
            "ids": [row.id for side in ordered for source in sides[side] for row in latest[source]],
            "sides": [
                {
                    "low": side[0],
                    "high": side[1],
                    "sources": sides[side],
                    "ids": [row.id for source in sides[side] for row in latest[source]],
                }
                for side in ordered
            ],
            **_gap(lowest, highest),
        }


def _gap(low: float, high: float) -> dict[str, Any]:
    """How far two bounds stand apart; the factor is open above a count of none. Two digits: nobody needs more."""
    return {"factor": round(high / low, 2) if low else None, "difference": number(round(high - low, 2))}


def _overtaken(asserted: Sequence[Row]) -> Iterator[Verdict]:
    """A running total lower than another source's earlier one: totals never fall, so one of the two is wrong.

    One verdict for each pair of sources. Per source the highest total so far is kept, of the two best sources only,
    since only the highest of another source can be needed.
    """
    best: list[Row] = []
    found: dict[tuple[str, str], tuple[Row, list[Row]]] = {}
    for row in asserted:
        if row.time is None:
            continue
        high = row.bounds[1]
        for top in best:
            if top.source != row.source:
                if top.bounds[0] > high and top.time is not None and row.time > top.time + WINDOW:
                    found.setdefault((top.source, row.source), (top, []))[1].append(row)
                break
        same = [one for one in best if one.source == row.source]
        if not same or row.bounds[0] > same[0].bounds[0]:
            best = [one for one in best if one.source != row.source] + [row]
            best.sort(key=lambda one: (-one.bounds[0], one.time or 0, one.source, one.id))
            del best[2:]
    for (_, _), (top, rows) in sorted(found.items()):
        last = rows[-1]
        yield {
            "kind": "conflict",
            "rule": "conflict.total-overtaken",
            "day": day(last.time),
            "ids": [top.id, *_ids(rows)],
            "sides": [_side(last, rows), _side(top, [top])],
            **_gap(last.bounds[1], top.bounds[0]),
        }


def _side(row: Row, rows: Sequence[Row]) -> dict[str, Any]:
    return {"low": row.low, "high": row.high, "sources": [row.source], "ids": _ids(rows)}


def _agreements(current: Iterable[tuple[int | None, dict[str, list[Row]]]]) -> Iterator[Verdict]:
    """Different sources, same window, one number within the bounds of all of them."""
    before: list[set[str]] = []
    for time, latest in current:
        by_high = sorted(latest.items(), key=lambda entry: (entry[1][0].bounds[1], entry[0]))
        pierced = -OPEN
        now: list[set[str]] = []
        for _, first in by_high:
            if first[0].bounds[0] <= pierced:
                continue  # shares the last number already
            pierced = first[0].bounds[1]
            group = [(source, rows) for source, rows in by_high if rows[0].bounds[0] <= pierced <= rows[0].bounds[1]]
            if len(group) < 2:
                continue
            ids = {row.id for _, rows in group for row in rows}
            now.append(ids)
            if any(ids <= one for one in before):
                continue
            low = max(rows[0].low or 0 for _, rows in group)
            highs = [rows[0].high for _, rows in group if rows[0].high is not None]
            equal = len({_figure(rows[0]) for _, rows in group}) == 1
            yield {
                "kind": "agreement",
                "rule": "agreement.same-figure" if equal else "agreement.overlap",
                "day": day(time),
                "ids": [row.id for _, rows in group for row in rows],
                "sources": [source for source, _ in group],
                "low": low,
                "high": min(highs) if highs else None,
            }
        before = now


def _updates(asserted: Sequence[Row], scope: str) -> Iterator[Verdict]:
    """The same source with another figure on a later day; a running total that falls is flagged."""
    by_source: dict[str, dict[int | None, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in asserted:
        by_source[row.source][row.time].append(row)
    for source, times in sorted(by_source.items()):
        held: list[Row] = []
        for time, rows in times.items():
            figures: dict[Figure, list[Row]] = defaultdict(list)
            for row in rows:
                figures[_figure(row)].append(row)
            if len({row.bounds for row in rows}) > 1 and _apart(rows):
                yield {
                    "kind": "update",
                    "rule": "update.same-day",
                    "source": source,
                    "day": day(time),
                    "ids": _ids(rows),
                    "change": number(rows[-1].point - rows[0].point),
                    "flagged": False,
                }
            last = figures[_figure(rows[-1])]  # rows are in order of figure
            if held and time is not None and held[0].time is not None and held[0].point != last[0].point:
                yield _update(source, held, last, scope)
            held = last


def _apart(rows: Sequence[Row]) -> bool:
    return max(row.bounds[0] for row in rows) > min(row.bounds[1] for row in rows)


def _update(source: str, old: list[Row], new: list[Row], scope: str) -> Verdict:
    falls = new[0].bounds[1] < old[0].bounds[0]
    if not _apart([old[0], new[0]]):
        rule = "update.within-bounds"
    elif not falls:
        rule = "update.rise"
    else:
        rule = "update.total-falls" if scope == "cumulative" else "update.corrected-down"
    return {
        "kind": "update",
        "rule": rule,
        "source": source,
        "day": day(new[0].time),
        "ids": [*_ids(old), *_ids(new)],
        "change": number(new[0].point - old[0].point),
        "flagged": rule == "update.total-falls",
    }


def _restatements(ordered: Sequence[Row]) -> Iterator[Verdict]:
    """Same source and figure, other words or other articles; near-duplicate articles count once."""
    same: dict[tuple[str, str, Figure], list[Row]] = defaultdict(list)
    for row in ordered:
        same[row.source, row.stance, _figure(row)].append(row)
    for (source, _, _), rows in same.items():
        if len(rows) < 2:
            continue
        articles = {row.article for row in rows}
        documents = {row.document for row in rows}
        rule = "restatement.same-figure"
        if len(articles) == 1:
            rule = "restatement.same-article" if len(documents) == 1 else "restatement.copied-article"
        yield {
            "kind": "restatement",
            "rule": rule,
            "source": source,
            "ids": _ids(rows),
            "documents": len(documents),
            "articles": len(articles),
        }


def _disputes(ordered: Sequence[Row], asserted: Sequence[Row]) -> Iterator[Verdict]:
    """A denied figure against those of other sources that it meets; where it meets none, against all of them."""
    denied: dict[tuple[str, Figure], list[Row]] = defaultdict(list)
    for row in ordered:
        if row.stance == "denied":
            denied[row.source, _figure(row)].append(row)
    for (source, _), rows in sorted(denied.items(), key=lambda entry: entry[1][0].id):
        others = [row for row in asserted if row.source != source]
        low, high = rows[0].bounds
        met = [row for row in others if row.bounds[0] <= high and low <= row.bounds[1]]
        if others:
            yield {
                "kind": "dispute",
                "rule": "dispute.figure" if met else "dispute.event",
                "source": source,
                "ids": _ids(rows),
                "of": _ids(met or others),
            }


def _parts(ordered: Sequence[Row]) -> Iterator[Verdict]:
    """Claims that name one of these as their total."""
    for row in ordered:
        for part, low in row.parts or ():
            larger = low is not None and row.high is not None and low > row.high
            yield {
                "kind": "part",
                "rule": "part.larger-than-total" if larger else "part.of-total",
                "ids": [row.id, part],
                "flagged": larger,
            }
