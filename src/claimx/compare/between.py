"""What different sources say to each other: conflicts and agreements, day by day.

Each verdict is a plain mapping (``claimx.compare.schema`` is its contract) that names the records' ids and the rule.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claimx.compare.apart import two_incidents
from claimx.compare.rows import ABOUT, OPEN, Figure, Row, day, figure, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Verdict = dict[str, Any]

# Figures of different sources meet where their days are the same or next to each other: a report of today may still
# carry yesterday's count, and time zones and late editions move a figure by a day; two days later a toll is a new one.
WINDOW = 1
# Who says "at least 40" says something about 54 and next to nothing about 400: past twice its bound a hedge that is open
# contradicts nothing and confirms nothing either.
HEDGE = 2

Latest = dict[str, list[Row]]


def current_of(asserted: Sequence[Row]) -> Iterator[tuple[int | None, Latest]]:
    """Day by day, what each source that spoke within the window said on its last day, in order of figure."""
    by_day: dict[int | None, list[Row]] = defaultdict(list)
    for row in asserted:
        by_day[row.time].append(row)
    for time, rows in by_day.items():
        window = rows
        if time is not None:
            window = [row for back in range(WINDOW, 0, -1) for row in by_day.get(time - back, ())] + rows
        if len(window) > 1:
            latest: Latest = {}
            for row in window:  # in order of time, then of figure
                held = latest.get(row.source)
                if held and held[0].time == row.time:
                    held.append(row)
                else:
                    latest[row.source] = [row]
            if len(latest) > 1:
                yield time, latest


Told = tuple[float | None, float | None]


def _span(rows: Sequence[Row]) -> tuple[float, float]:
    """What a source stands for: of several figures on its last day what they have in common, else all between them."""
    if len(rows) == 1:
        return rows[0].bounds
    low, high = max(row.bounds[0] for row in rows), min(row.bounds[1] for row in rows)
    return (low, high) if low <= high else (min(row.bounds[0] for row in rows), max(row.bounds[1] for row in rows))


def _told(rows: Sequence[Row]) -> Told:
    """The span as written: its low and high, None where open."""
    if len(rows) == 1:
        return rows[0].low, rows[0].high
    lows = [row.low or 0 for row in rows]
    highs = [OPEN if row.high is None else row.high for row in rows]
    low, high = max(lows), min(highs)
    if low > high:
        low, high = min(lows), max(highs)
    return low or (None if any(row.low is None for row in rows) else low), None if high == OPEN else high


def _speaking(latest: Latest) -> Latest:
    """Without writers who quote another figure in their own article: they don't deny it, they count something else."""
    quoted = {row.article for rows in latest.values() for row in rows if row.source_name is not None}
    writers = [
        source
        for source, rows in latest.items()
        if all(row.source_name is None and row.article in quoted for row in rows)
    ]
    return {source: rows for source, rows in latest.items() if source not in writers} if writers else latest


def conflicts(current: Iterable[tuple[int | None, Latest]], scope: str) -> Iterator[Verdict]:
    """Different sources, same window, bounds that don't overlap; or a toll that has risen from one day to the next."""
    before: set[tuple[str, Told]] = set()
    for time, told in current:
        latest = _speaking(told)
        if any(_span(rows)[1] == 0 for rows in latest.values()):
            # None against some is a dispute.
            latest = {source: rows for source, rows in latest.items() if _span(rows)[1] > 0}
        verdict, figures = _apart(time, latest, scope)
        if verdict is None or figures <= before:
            continue  # yesterday's conflict, met again because the window looks back or the figures are said again
        before = figures
        if _risen(verdict, latest):
            yield _rise(verdict)
            # What was said on the one day may still be apart.
            verdict, _ = _apart(time, {source: rows for source, rows in latest.items() if rows[0].time == time}, scope)
        if verdict is not None:
            yield verdict


def _apart(time: int | None, latest: Latest, scope: str) -> tuple[Verdict | None, set[tuple[str, Told]]]:
    """The conflict of the sources whose bounds don't overlap, None where all do; and what each of them says."""
    if len(latest) < 2:
        return None, set()
    bounds = {source: _span(rows) for source, rows in latest.items()}
    room = bounds
    if scope == "cumulative":
        # A total grows: told a day later it may be higher, by no more than a tenth.
        room = {
            source: (low, high if latest[source][0].time == time else high * (1 + ABOUT))
            for source, (low, high) in bounds.items()
        }
    lowest = min(high for _, high in room.values())
    highest = max(low for low, _ in room.values())
    if highest <= lowest:
        return None, set()
    apart = [source for source, (low, high) in room.items() if low > lowest or high < highest]
    sides: dict[Told, list[str]] = defaultdict(list)
    for source in apart:
        sides[_told(latest[source])].append(source)
    ordered = sorted(sides, key=lambda side: (side[0] or 0.0, OPEN if side[1] is None else side[1]))
    # "At least 9" beside "14" of the same source is no part of its conflict with 17.
    ids = {
        source: [row.id for row in rows if row.bounds[1] < highest or row.bounds[0] > lowest]
        for source, rows in latest.items()
        if source in apart
    }
    later = all(latest[source][0].time == time for source in apart if bounds[source][0] == highest)
    older = all(latest[source][0].time != time for source in apart if room[source][1] == lowest)
    verdict = {
        "kind": "conflict",
        "rule": "conflict.next-day" if later and older else "conflict.same-window",
        "day": day(time),
        "ids": [name for side in ordered for source in sides[side] for name in ids[source]],
        "sides": [
            {
                "low": side[0],
                "high": side[1],
                "sources": sides[side],
                "ids": [name for source in sides[side] for name in ids[source]],
            }
            for side in ordered
        ],
        **gap(min(bounds[source][1] for source in apart), highest),
    }
    return verdict, {(source, _told(latest[source])) for source in apart}


# A toll that a day later is less than twice as high has most likely risen: more dead are found, or die of their wounds.
RISEN = 2
# Those who fight count their own way, whatever the day.
FIGHTING = frozenset({"military", "armed_group"})


def _risen(verdict: Verdict, latest: Latest) -> bool:
    """Whether the sides tell a toll that has risen since: of people, told by no belligerent, less than twice as high."""
    if verdict["rule"] != "conflict.next-day" or (verdict["factor"] or RISEN) >= RISEN:
        return False
    rows = [row for side in verdict["sides"] for source in side["sources"] for row in latest[source]]
    return all(
        row.kind == "casualty"
        and row.scope != "cumulative"
        and row.source_type not in FIGHTING
        and (None in (row.source_party, row.affected) or row.source_party == row.affected)
        for row in rows
    )


def _rise(verdict: Verdict) -> Verdict:
    """The update that the next day's higher figure is."""
    top = verdict["sides"][-1]
    return {
        "kind": "update",
        "rule": "update.risen",
        "source": top["sources"][0],
        "day": verdict["day"],
        "ids": verdict["ids"],
        "change": verdict["difference"],
        "flagged": False,
    }


def nones(asserted: Sequence[Row]) -> Iterator[Verdict]:
    """One source says that nobody was harmed or nothing lost, others count some, on the same or the next day."""
    against: dict[str, tuple[list[Row], dict[str, Row]]] = {}
    for none in asserted:
        if none.bounds[1] == 0:
            some = [row for row in asserted if row.bounds[0] > 0 and disputes(none, row)]
            if some:
                held = against.setdefault(none.source, ([], {}))
                held[0].append(none)
                held[1].update((row.id, row) for row in some)
    for source, (rows, others) in sorted(against.items()):
        yield {
            "kind": "dispute",
            "rule": "dispute.none",
            "source": source,
            "ids": [row.id for row in rows],
            "of": list(others),
        }


def disputes(none: Row, some: Row) -> bool:
    """Whether a claim of none speaks against another voice's claim of some, told on the same or the next day.

    A writer who reports that nobody was hurt, the day before somebody counts the dead, did not know yet.
    """
    if none.source == some.source or none.document == some.document and None in (none.source_name, some.source_name):
        return False
    if none.time is not None and some.time is not None:
        if abs(none.time - some.time) > WINDOW or none.source_name is None and none.time < some.time:
            return False
    return not two_incidents(none, some)


def gap(low: float, high: float) -> dict[str, Any]:
    """How far two bounds stand apart; the factor is open above a count of none. Two digits: nobody needs more."""
    return {"factor": round(high / low, 2) if low else None, "difference": number(round(high - low, 2))}


def overtaken(asserted: Sequence[Row]) -> Iterator[Verdict]:
    """A running total lower than another source's earlier one: totals never fall, so one of the two is wrong.

    One verdict for each pair of sources, with the last of them as its sides. Per source the highest total so far is kept, of the two best sources only,
    since only the highest of another source can be needed.
    """
    best: list[Row] = []
    found: dict[tuple[str, str], tuple[list[Row], list[Row]]] = {}
    for row in asserted:
        if row.time is None:
            continue
        high = row.bounds[1]
        for top in best:
            if top.source != row.source:
                if top.bounds[0] > high and top.time is not None and row.time > top.time + WINDOW:
                    tops, rows = found.setdefault((top.source, row.source), ([], []))
                    tops.append(top)
                    rows.append(row)
                break
        same = [one for one in best if one.source == row.source]
        if not same or row.bounds[0] > same[0].bounds[0]:
            best = [one for one in best if one.source != row.source] + [row]
            best.sort(key=lambda one: (-one.bounds[0], one.time or 0, one.source, one.id))
            del best[2:]
    for (_, _), (tops, rows) in sorted(found.items()):
        top, last = tops[-1], rows[-1]
        yield {
            "kind": "conflict",
            "rule": "conflict.total-overtaken",
            "day": day(last.time),
            "ids": list(dict.fromkeys(one.id for one in (*tops, *rows))),
            # Of a source that stays below for months the last figures tell how far.
            "sides": [verdict_side([last]), verdict_side([top])],
            **gap(last.bounds[1], top.bounds[0]),
        }


def verdict_side(rows: Sequence[Row]) -> dict[str, Any]:
    """One side of a verdict: the bounds around all its figures, null where one of them is open, with its sources and records."""
    lows = [row.low for row in rows if row.low is not None]
    highs = [row.high for row in rows if row.high is not None]
    return {
        "low": min(lows) if len(lows) == len(rows) else None,
        "high": max(highs) if len(highs) == len(rows) else None,
        "sources": sorted({row.source for row in rows}),
        "ids": [row.id for row in rows],
    }


def agreements(current: Iterable[tuple[int | None, Latest]]) -> Iterator[Verdict]:
    """Different sources, same window, one number within the bounds of all of them; each stands by its highest figure."""
    before: list[set[tuple[str, Figure]]] = []
    for time, latest in current:
        last = {source: [row for row in rows if figure(row) == figure(rows[-1])] for source, rows in latest.items()}
        by_high = sorted(last.items(), key=lambda entry: (entry[1][0].bounds[1], entry[0]))
        pierced = -OPEN
        now: list[set[tuple[str, Figure]]] = []
        for _, first in by_high:
            if first[0].bounds[0] <= pierced:
                continue  # shares the last number already
            pierced = first[0].bounds[1]
            group = [(source, rows) for source, rows in by_high if rows[0].bounds[0] <= pierced <= rows[0].bounds[1]]
            if len(group) < 2:
                continue
            figures = {(source, figure(rows[0])) for source, rows in group}
            now.append(figures)
            if any(figures <= one for one in before):
                continue
            yield {
                "kind": "agreement",
                "rule": _agreed([rows[0] for _, rows in group]),
                "day": day(time),
                "ids": [row.id for _, rows in group for row in rows],
                "sources": [source for source, _ in group],
                **_common([rows[0] for _, rows in group]),
            }
        before = now


def _agreed(rows: Sequence[Row]) -> str:
    if len({figure(row) for row in rows}) == 1:
        return "agreement.same-figure"
    if any(row.low is None or row.high is None for row in rows):
        # Were the open bounds closed, would there still be a number in common?
        low = max(row.bounds[0] if row.low is not None else row.bounds[1] / HEDGE for row in rows)
        high = min(row.bounds[1] if row.high is not None else row.bounds[0] * HEDGE for row in rows)
        if low > high:
            return "agreement.open-bound"
    return "agreement.overlap"


def _common(rows: Sequence[Row]) -> dict[str, Any]:
    """The numbers in common: as written where the figures themselves overlap, else as far as "about" reaches."""
    low = max(row.low or 0 for row in rows)
    highs = [row.high for row in rows if row.high is not None]
    high = min(highs) if highs else None
    if high is not None and low > high:
        low = number(round(max(row.bounds[0] for row in rows), 2)) or 0
        top = min(row.bounds[1] for row in rows)
        high = None if top == OPEN else number(round(top, 2))
    return {"low": low, "high": high}
