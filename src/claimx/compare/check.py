"""Claims against an official or curated series: equal, within the hedge, different, or no such day.

A mapping (TOML) says which column of the series counts what; ``data/series`` holds those that ship with claimx.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.compare.rows import ABOUT, number
from claimx.errors import LexiconError, ReadError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "series"


class Column(BaseModel):
    """What one column counts.

    ``names`` are its spellings, best first; ``sum`` the columns that make it up where it is missing; ``items`` words one
    of which the claim's item must hold, ``without`` words that it must not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...] = Field(min_length=1)
    sum: tuple[str, ...] = ()
    kind: Literal["casualty", "equipment"]
    events: tuple[str, ...] = Field(min_length=1)
    categories: tuple[str, ...] = Field(min_length=1)
    items: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class SeriesMapping(BaseModel):
    """Which claims a series answers. ``counts`` tells whether its values are running totals or each day's own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    description: str = ""
    date: str = "date"
    start: dt.date | None = None
    affected: str
    counts: Literal["total", "day"] = "total"
    # Names that mean the whole of what the series covers; a claim on any other place counts a part of it.
    places: tuple[str, ...] = ()
    column: tuple[Column, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one claim.

    ``by`` is claim minus series; ``match`` the nearest other day that has the claim's very figure, ``matches`` how many
    days have it.
    """

    id: str
    verdict: Literal["equal", "within_hedge", "differs", "no_such_day"]
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

    def as_json(self) -> dict[str, Any]:
        """Plain values, in the order of the fields."""
        return {name: getattr(self, name) for name in self.__slots__}


Values = dict[int, float]  # day (ordinal) -> value


@dataclass(frozen=True, slots=True)
class Curated:
    """A series read by its mapping: per column its running totals (or days) and each day's own count."""

    mapping: SeriesMapping
    totals: tuple[Values, ...]
    days: tuple[Values, ...]


def load_mapping(name: str) -> SeriesMapping:
    """A mapping by its shipped name or its file. Raises ReadError, LexiconError."""
    path = SHIPPED / f"{name}.toml" if not name.endswith(".toml") else Path(name)
    if not path.is_file():
        shipped = ", ".join(sorted(one.stem for one in SHIPPED.glob("*.toml")))
        raise ReadError(f"no such mapping; shipped are: {shipped}; others are given as a .toml file", name)
    try:
        return SeriesMapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"not readable as TOML: {error}", str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"key {'.'.join(map(str, first['loc']))!r}: {first['msg']}", str(path)) from error


def load_series(path: Path, mapping: SeriesMapping) -> Curated:
    """Read a series: CSV with a header, a JSON list of objects, or JSON Lines. Raises ReadError naming row and column."""
    rows = list(_rows(path))
    columns: list[Values] = [{} for _ in mapping.column]
    for place, row in enumerate(rows, 1):
        if mapping.date not in row:
            raise ReadError(f"row {place} has no column {mapping.date!r}; the mapping names it as the date", str(path))
        try:
            day = dt.date.fromisoformat(str(row[mapping.date])[:10]).toordinal()
        except ValueError:
            raise ReadError(f"row {place}: {row[mapping.date]!r} is no date as YYYY-MM-DD", str(path)) from None
        for column, values in zip(mapping.column, columns, strict=True):
            value = _value(row, column, place, path)
            if value is not None:
                values[day] = value
    if not any(columns):
        known = ", ".join(column.names[0] for column in mapping.column)
        raise ReadError(f"holds none of the mapping's columns ({known})", str(path))
    days: list[Values] = columns
    if mapping.counts == "total":
        days = [
            {day: total - values[day - 1] for day, total in values.items() if day - 1 in values} for values in columns
        ]
    return Curated(mapping, tuple(columns), tuple(days))


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {error}", str(path)) from error
    start = text.lstrip()[:1]
    try:
        if start == "[":
            found = json.loads(text)
        elif start == "{":
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            found = list(csv.DictReader(text.splitlines()))
    except (ValueError, csv.Error) as error:
        raise ReadError(f"is neither JSON nor CSV: {error}", str(path)) from error
    if not all(isinstance(row, dict) for row in found):
        raise ReadError("holds something else than objects with a date and values", str(path))
    yield from found


def _value(row: Mapping[str, Any], column: Column, place: int, path: Path) -> float | None:
    for name in column.names:
        if name in row:
            return _number(row[name], name, place, path)
    if column.sum and all(name in row for name in column.sum):
        parts = [_number(row[name], name, place, path) for name in column.sum]
        return None if None in parts else sum(part for part in parts if part is not None)
    return None


def _number(value: Any, name: str, place: int, path: Path) -> float | None:
    if value is None or value == "" or value != value:  # noqa: PLR0124 - NaN, which pandas writes for a gap
        return None
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        raise ReadError(f"row {place}, column {name!r}: {value!r} is no number", str(path)) from None


def check(records: Iterable[Mapping[str, Any]], curated: Curated) -> Iterator[Check]:
    """A verdict for each record that the series answers; the others pass in silence."""
    wanted: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, column in enumerate(curated.mapping.column):
        for event in column.events:
            for category in column.categories:
                wanted[column.kind, event, category].append(index)
    for place, record in enumerate(records, 1):
        try:
            indices = wanted.get((record["kind"], record["event"], record["category"]), ())
            for index in indices:
                if _answers(curated.mapping, curated.mapping.column[index], record):
                    yield _check(record, curated, index)
                    break
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(f"record {place} is no claim record: {error!r}") from error


def _answers(mapping: SeriesMapping, column: Column, record: Mapping[str, Any]) -> bool:
    affected = record["affected"]
    if affected is None or affected["id"] != mapping.affected or record["stance"] == "denied":
        return False
    if record["quantity"]["per"] is not None:
        return False
    location = record["location"]
    if location is not None and location["name"] not in mapping.places:
        return False
    words = set(((record["item"] or {}).get("text") or "").lower().split())
    if column.items and words.isdisjoint(column.items):
        return False
    return words.isdisjoint(column.without)


def _check(record: Mapping[str, Any], curated: Curated, index: int) -> Check:
    column = curated.mapping.column[index]
    quantity, date = record["quantity"], record["date"] or {}
    own_day = quantity["increment_of"] is not None or _one_day(date)
    values = curated.days[index] if own_day or curated.mapping.counts == "day" else curated.totals[index]
    stated = date.get("end") or record["as_of"]
    day = dt.date.fromisoformat(stated).toordinal() if stated else None
    low, high = quantity["low"], quantity["high"]
    expected = values.get(day) if day is not None else None
    if expected is None:
        verdict, rule = "no_such_day", "check.no-date" if day is None else "check.day-not-in-series"
    elif low == expected == high:
        verdict, rule = "equal", "check.equal"
    elif _within(quantity, expected):
        verdict, rule = "within_hedge", "check.within-hedge"
    else:
        verdict, rule = "differs", "check.differs"
    point = quantity["value"] if quantity["value"] is not None else low if low is not None else high
    days = []
    if verdict in ("differs", "no_such_day"):
        days = [other for other, value in values.items() if value == point and other != day]
        rule = "check.other-day" if days else rule
    by = point - expected if verdict == "differs" and expected is not None else None
    return Check(
        id=record["id"],
        verdict=verdict,  # type: ignore[arg-type]
        rule=rule,
        column=column.names[0] + (" (day)" if own_day else ""),
        day=None if day is None else dt.date.fromordinal(day).isoformat(),
        claimed_low=low,
        claimed_high=high,
        expected=number(expected),
        by=number(by),
        share=round(by / expected, 4) if by is not None and expected else None,
        match=dt.date.fromordinal(min(days, key=lambda other: (abs(other - (day or other)), other))).isoformat()
        if days
        else None,
        matches=len(days),
        document=record["document"]["id"],
    )


def _one_day(date: Mapping[str, Any]) -> bool:
    """A count of one day's losses ("in the last 24 hours": the day before to the day), no running total."""
    if date.get("scope") == "cumulative" or not date.get("start") or not date.get("end"):
        return False
    length = dt.date.fromisoformat(date["end"]) - dt.date.fromisoformat(date["start"])
    return length.days <= 1


def _within(quantity: Mapping[str, Any], expected: float) -> bool:
    low = 0.0 if quantity["low"] is None else quantity["low"]
    high = float("inf") if quantity["high"] is None else quantity["high"]
    if quantity["qualifier"] == "about":
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return bool(low <= expected <= high)
