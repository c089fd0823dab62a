"""Claims against an official or curated series: equal, within the hedge, different, or no such day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from claimx.compare.curated import Column, Curated, SeriesMapping
from claimx.compare.rows import ABOUT, number
from claimx.compare.where import place_key
from claimx.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# A running total whose start lies a week or more from the series' own counts another time.
SAME_START = 7

# Figures up to this one stand in a series on many days.
SMALL = 20
# A figure that stands in the series more than a month away says nothing of a claim that the series doesn't count.
NEAR = 31

Verdict = Literal["equal", "within_hedge", "differs", "no_such_day", "unmatched"]


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one claim.

    ``column`` names what was compared: the running total, "(day)" a day's own count, "(period)" the days from the first to the last told.
    ``by`` is claim minus series; ``match`` the nearest other day that has the claim's very figure, ``matches`` how many
    days have it. ``of`` tells whose losses an unmatched claim counts, and which: the series counts others. Its ``column`` is then
    the one that has the claim's figure on the nearest day, ``match``, within a month; empty where none has.
    """

    id: str
    verdict: Verdict
    rule: str
    column: str
    day: str | None
    claimed_low: float | int | None
    claimed_high: float | int | None
    expected: float | int | None
    by: float | int | None
    share: float | None
    match: str | None
    matches: int
    document: str
    of: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values, in the order of the fields."""
        return {name: getattr(self, name) for name in self.__slots__}


def check(records: Iterable[Mapping[str, Any]], curated: Curated, unmatched: bool = False) -> Iterator[Check]:
    """A verdict for each record that the series answers; the others pass in silence.

    ``unmatched`` asks for those too that it would answer if they were of its party, and for those of its party whose very
    figure it has on that day in another column.
    """
    figures = _Figures(curated) if unmatched else None
    wanted: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, column in enumerate(curated.mapping.column):
        for event in column.events:
            for category in column.categories:
                wanted[column.kind, event, category].append(index)
    for place, record in enumerate(records, 1):
        try:
            indices = wanted.get((record["kind"], record["event"], record["category"]), ())
            of = _of_place(curated, record)
            for index in indices:
                if of is not None and _answers(of.mapping, of.mapping.column[index], record):
                    yield _check(record, of, index)
                    break
            else:
                missed = figures and figures.unmatched(record, indices)
                if missed:
                    yield missed
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(f"record {place} is not a claim record: {error!r}") from error


class _Figures:
    """Where a figure stands in the series, for claims of another party or category."""

    def __init__(self, curated: Curated) -> None:
        self._curated = curated
        self._at: dict[float, list[tuple[int, int, str]]] = defaultdict(list)
        for index, (totals, days) in enumerate(zip(curated.totals, curated.days, strict=True)):
            for values, label in ((totals, ""), (days, " (day)")) if totals is not days else ((days, ""),):
                for day, value in values.items():
                    self._at[value].append((day, index, label))

    def unmatched(self, record: Mapping[str, Any], indices: Sequence[int]) -> Check | None:
        """The claim with the nearest row that has its figure; None where nothing tells that the series might count it."""
        mapping, quantity = self._curated.mapping, record["quantity"]
        if not _whole(mapping, record):
            return None
        affected = record["affected"]
        other = mapping.affected is not None and (affected is None or affected["id"] != mapping.affected)
        stated = (record["date"] or {}).get("end") or record["as_of"]
        day = dt.date.fromisoformat(stated).toordinal() if stated else None
        point = quantity["value"] if quantity["value"] is not None else quantity["low"]
        reach = NEAR if other else 0
        found = []
        # Small numbers stand in every series, on any day.
        if day is not None and point is not None and point > SMALL:
            found = [
                (abs(at - day), index not in indices, label, index, at)
                for at, index, label in self._at.get(point, ())
                if abs(at - day) <= reach and mapping.column[index].kind == record["kind"]
            ]
        if not (other and indices) and not found:
            return None
        nearest = min(found, default=None)
        item = (record["item"] or {}).get("text") or f"{record['category']} {record['event']}"
        return Check(
            id=record["id"],
            verdict="unmatched",
            rule=("check.no-party" if affected is None else "check.other-party") if other else "check.other-category",
            column="" if nearest is None else mapping.column[nearest[3]].names[0] + nearest[2],
            day=stated,
            claimed_low=quantity["low"],
            claimed_high=quantity["high"],
            expected=None if nearest is None else point,
            by=None,
            share=None,
            match=None if nearest is None else dt.date.fromordinal(nearest[4]).isoformat(),
            matches=len(found),
            document=record["document"]["id"],
            of=f"{affected['name'] if affected else 'nobody named'}: {item}",
        )


def _whole(mapping: SeriesMapping, record: Mapping[str, Any]) -> bool:
    """Whether the claim counts all of a place that the series covers: neither denied, nor a rate, nor one town's.

    A list of events tells its places itself.
    """
    if record["stance"] == "denied" or record["quantity"]["per"] is not None:
        return False
    location = record["location"]
    if mapping.place is not None:
        return True
    return location is None or place_key(location["name"]) in {place_key(name) for name in mapping.places}


def _of_place(curated: Curated, record: Mapping[str, Any]) -> Curated | None:
    """Of a list of events those at the claim's place, None where it has none there; any other series as it is.

    A claim without a place is of no event that can be told.
    """
    if curated.mapping.place is None:
        return curated
    if record["location"] is None:
        return None
    key = place_key(record["location"]["name"])
    if key in {place_key(name) for name in curated.mapping.places}:
        return curated
    return curated.at.get(key)


def _answers(mapping: SeriesMapping, column: Column, record: Mapping[str, Any]) -> bool:
    affected = record["affected"]
    if mapping.affected is not None and (affected is None or affected["id"] != mapping.affected):
        return False
    if not _whole(mapping, record):
        return False
    words = set(((record["item"] or {}).get("text") or "").lower().split())
    if column.items and words.isdisjoint(column.items):
        return False
    return words.isdisjoint(column.without)


def _check(record: Mapping[str, Any], curated: Curated, index: int) -> Check:
    column = curated.mapping.column[index]
    quantity, date = record["quantity"], record["date"] or {}
    stated = date.get("end") or record["as_of"]
    day = dt.date.fromisoformat(stated).toordinal() if stated else None
    first = _first_day(quantity, date, curated.mapping)
    values, label = curated.totals[index], ""
    if first is not None and day is not None and (day - first <= 1 or quantity["increment_of"] is not None):
        values, label = curated.days[index], " (day)"
    elif first is not None and day is not None:
        between = _between(curated, index, first, day)
        values, label = {} if between is None else {day: between}, " (period)"
    elif curated.mapping.counts != "total":
        values = curated.days[index]
    expected = values.get(day) if day is not None else None
    verdict, rule = _verdict(quantity, day, expected)
    point = quantity["value"]
    if point is None:
        point = quantity["low"] if quantity["low"] is not None else quantity["high"]
    days: list[int] = []
    if verdict in ("differs", "no_such_day"):
        days = [other for other, value in values.items() if value == point and other != day]
        other = (curated.totals if values is not curated.totals[index] else curated.days)[index].get(day or 0)
        if days:
            rule = "check.other-day"
        elif day is not None and other is not None and point == other:
            days, rule = [day], "check.other-count"
    by = point - expected if verdict == "differs" and expected is not None else None
    return Check(
        id=record["id"],
        verdict=verdict,
        rule=rule,
        column=column.names[0] + label,
        day=None if day is None else dt.date.fromordinal(day).isoformat(),
        claimed_low=quantity["low"],
        claimed_high=quantity["high"],
        expected=number(expected),
        by=number(by),
        share=round(by / expected, 4) if by is not None and expected else None,
        match=dt.date.fromordinal(min(days, key=lambda one: (abs(one - (day or one)), one))).isoformat()
        if days
        else None,
        matches=len(days),
        document=record["document"]["id"],
    )


def _verdict(quantity: Mapping[str, Any], day: int | None, expected: float | None) -> tuple[Verdict, str]:
    if expected is None:
        return "no_such_day", "check.no-date" if day is None else "check.day-not-in-series"
    if quantity["low"] == expected == quantity["high"]:
        return "equal", "check.equal"
    if _within(quantity, expected):
        return "within_hedge", "check.within-hedge"
    return "differs", "check.differs"


def _first_day(quantity: Mapping[str, Any], date: Mapping[str, Any], mapping: SeriesMapping) -> int | None:
    """The first day of what is counted, where that is not all since the series began.

    A day's losses are told "in the last 24 hours" too, the day before to the day.
    """
    start, end = date.get("start"), date.get("end")
    if quantity["increment_of"] is not None and end and not start:
        return dt.date.fromisoformat(end).toordinal()
    if not start:
        return None
    first = dt.date.fromisoformat(start)
    if mapping.start is None:
        whole = date.get("scope") == "cumulative"
    else:  # "from 24 February 2022 to 11 March 2024": whatever it is called, it runs from the series' first day
        whole = abs((first - mapping.start).days) < SAME_START
    return None if whole else first.toordinal()


def _between(curated: Curated, index: int, first: int, last: int) -> float | None:
    """What was counted from one day to another; None where the series lacks a day that it takes."""
    if curated.mapping.counts == "events":
        return sum(value for day, value in curated.days[index].items() if first <= day <= last)
    if curated.mapping.counts == "day":
        days = [curated.days[index].get(day) for day in range(first, last + 1)]
        return None if None in days else sum(value for value in days if value is not None)
    totals = curated.totals[index]
    before, after = totals.get(first - 1), totals.get(last)
    return None if before is None or after is None else after - before


def _within(quantity: Mapping[str, Any], expected: float) -> bool:
    low = 0.0 if quantity["low"] is None else quantity["low"]
    high = float("inf") if quantity["high"] is None else quantity["high"]
    if quantity["qualifier"] == "about":
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return bool(low <= expected <= high)
