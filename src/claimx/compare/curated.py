"""An official or curated series, read by a mapping that says which column counts what.

``data/series`` holds the mappings that ship with claimx; others are TOML files of the same keys.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.errors import LexiconError, ReadError
from claimx.invalid import told_of
from claimx.schema import Category, Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """Which claims a series answers. ``counts`` tells whether its values are running totals (since ``start``) or each day's own."""

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
        return SeriesMapping.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
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


def load_series(path: Path, mapping: SeriesMapping) -> Curated:
    """Read a series: CSV with a header, a JSON list of objects, or JSON Lines. Raises ReadError naming row and column."""
    rows = list(rows_of(path))
    columns: list[Values] = [{} for _ in mapping.column]
    for place, row in enumerate(rows, 1):
        if mapping.date not in row:
            raise ReadError(f"row {place} has no column {mapping.date!r}; the mapping names it as the date", str(path))
        try:
            day = dt.date.fromisoformat(str(row[mapping.date])[:10]).toordinal()
        except ValueError:
            raise ReadError(f"row {place}: {row[mapping.date]!r} is not a date as YYYY-MM-DD", str(path)) from None
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
            found = list(csv.DictReader(text.splitlines()))
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
