"""An official or curated series, read by a mapping that says which column counts what.

``data/series`` holds the mappings that ship with claimx; others are TOML files of the same keys.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.errors import LexiconError, ReadError
from claimx.invalid import told_of
from claimx.schema import Category, Event

if TYPE_CHECKING:
    from collections.abc import Iterator

# English names of months, whatever the machine's language.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?")
_IN_WORDS = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
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
    events: tuple[Event, ...] = Field(min_length=1)
    categories: tuple[Category, ...] = Field(min_length=1)
    items: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class SeriesMapping(BaseModel):
    """Which claims a series answers.

    ``counts`` tells whether its values are running totals (since ``start``), each day's own, or single events whose rows are added
    up. ``affected`` is null where it counts everybody's losses. ``place`` is the column of the place of an event; ``where`` keeps
    the rows that have these values.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    description: str = ""
    date: str = "date"
    start: dt.date | None = None
    affected: str | None = None
    counts: Literal["total", "day", "events"] = "total"
    place: str | None = None
    where: dict[str, str] = Field(default_factory=dict)
    # Names that mean the whole of what the series covers; a claim on any other place counts a part of it.
    places: tuple[str, ...] = ()
    column: tuple[Column, ...] = Field(min_length=1)


Values = dict[int, float]  # day (ordinal) -> value


@dataclass(frozen=True, slots=True)
class Curated:
    """A series read by its mapping: per column its running totals (or days) and each day's own count.

    ``at`` holds the same for each place of a list of events, by the place's key.
    """

    mapping: SeriesMapping
    totals: tuple[Values, ...]
    days: tuple[Values, ...]
    at: Mapping[str, Curated] = field(default_factory=dict)


def load_mapping(name: str) -> SeriesMapping:
    """A mapping by its shipped name or its file. Raises ReadError, LexiconError."""
    path = SHIPPED / f"{name}.toml" if not name.endswith(".toml") else Path(name)
    if not path.is_file():
        shipped = ", ".join(sorted(one.stem for one in SHIPPED.glob("*.toml")))
        raise ReadError(f"no such mapping; shipped are: {shipped}; others are given as a .toml file", name)
    try:
        mapping = SeriesMapping.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise LexiconError(f"not readable as TOML: {error}", str(path)) from error
    except ValidationError as error:
        # A key that is misspelt comes before the one that is missing for it.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        told = told_of(first)
        if first["type"] == "extra_forbidden":
            keys = Column.model_fields if first["loc"][0] == "column" else SeriesMapping.model_fields
            told += f"; keys are: {', '.join(keys)}"
        raise LexiconError(f"{told}; see docs/compare.md", str(path)) from error
    if mapping.affected == "":
        told = "'affected' is empty: give the id of those whose losses it counts, or leave the line out where they are everybody's"
        raise LexiconError(told, str(path))
    return mapping


def load_series(path: Path, mapping: SeriesMapping) -> Curated:
    """Read a series: CSV with a header, a JSON list of objects, or JSON Lines. Raises ReadError naming row and column."""
    from claimx.compare.where import place_key

    columns: list[Values] = [{} for _ in mapping.column]
    places: dict[str, list[Values]] = {}
    first, last = dt.date.max.toordinal(), 0
    for place, row in enumerate(rows_of(path), 1):
        for name in (mapping.date, *mapping.where, *([mapping.place] if mapping.place else [])):
            if name not in row:
                raise ReadError(
                    f"row {place} has no column {name!r}, which the mapping {mapping.name!r} names; --infer proposes a mapping for other columns",
                    str(path),
                )
        day = day_of(row[mapping.date])
        if day is None:
            raise ReadError(f"row {place}: {row[mapping.date]!r} is not a date as YYYY-MM-DD or DD.MM.YYYY", str(path))
        if any(str(row[name]) != value for name, value in mapping.where.items()):
            continue
        first, last = min(first, day), max(last, day)
        told = [columns]
        if mapping.place and row[mapping.place]:
            told.append(places.setdefault(place_key(str(row[mapping.place])), [{} for _ in mapping.column]))
        for index, column in enumerate(mapping.column):
            value = _value(row, column, place, path)
            if value is not None:
                for held in told:
                    held[index][day] = value + (held[index].get(day, 0) if mapping.counts == "events" else 0)
    if not any(columns):
        known = ", ".join(dict.fromkeys(column.names[0] for column in mapping.column))
        raise ReadError(f"holds none of the mapping's columns ({known})", str(path))
    if mapping.counts == "events":
        # Between the first day of a list and its last, a day without an event has none.
        columns = [{day: values.get(day, 0) for day in range(first, last + 1)} for values in columns]
    at = {key: _curated(mapping, values) for key, values in places.items()}
    return replace(_curated(mapping, columns), at=at)


def _curated(mapping: SeriesMapping, columns: list[Values]) -> Curated:
    days: list[Values] = columns
    if mapping.counts == "total":
        days = [
            {day: total - values[day - 1] for day, total in values.items() if day - 1 in values} for values in columns
        ]
    return Curated(mapping, tuple(columns), tuple(days))


def day_of(written: Any) -> int | None:
    """The day of an ISO date, with or without a time, or of "16.05.2025" or "16 May 2025"; None of others.

    >>> day_of("2025-05-16") == day_of("16.05.2025") == day_of("16 May 2025"), day_of("05/16/2025")
    (True, None)
    """
    text = str(written).strip()
    try:
        return dt.date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        pass
    try:
        if match := _IN_POINTS.fullmatch(text):
            return dt.date(int(match[3]), int(match[2]), int(match[1])).toordinal()
        if (match := _IN_WORDS.fullmatch(text)) and match[2].lower()[:3] in _MONTHS:
            return dt.date(int(match[3]), _MONTHS.index(match[2].lower()[:3]) + 1, int(match[1])).toordinal()
    except ValueError:
        pass
    return None


# What parts columns where it is not a comma: spreadsheets of half of Europe write semicolons.
_DELIMITERS = ",;\t|"


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a series as mappings from column to value. Raises ReadError."""
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
            lines = text.splitlines()
            # The sign that stands most often in the header; max takes the first of equals, the comma.
            delimiter = max(_DELIMITERS, key=lines[0].count) if lines else ","
            found = list(csv.DictReader(lines, delimiter=delimiter))
    except RecursionError as error:
        raise ReadError("is nested too deeply; give one JSON object per row", str(path)) from error
    except (ValueError, csv.Error) as error:
        raise ReadError(f"is neither JSON nor CSV: {error}", str(path)) from error
    if not all(isinstance(row, dict) for row in found):
        raise ReadError("holds something other than objects with a date and values", str(path))
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
        raise ReadError(f"row {place}, column {name!r}: {value!r} is not a number", str(path)) from None
