"""Two incidents at one place in the same days: told by the figures, the hours and the sources."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from claimx.compare.rows import Row, Thing, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOURS = re.compile(r"\b(?:dawn|morning|noon|midday|afternoon|evening|night|overnight|midnight)\b", re.IGNORECASE)
_SAME = {"dawn": "morning", "midday": "noon", "overnight": "night", "midnight": "night"}


def _hours(row: Row) -> frozenset[str]:
    """The parts of the day that the sentence names."""
    return frozenset(_SAME.get(word.lower(), word.lower()) for word in _HOURS.findall(row.sentence))


def strikes(thing: Thing) -> list[Thing]:
    """The thing, or two of them where a document tells of two incidents.

    It does where two of its claims have figures apart, and either their sentences name other hours, or one voice gives
    both and they stand in two incidents. Other claims belong to the one whose hour they name, else whose figure is nearer.
    """
    if thing.scope != "incident" or thing.place is None or len(thing.rows) < 2:
        return [thing]
    rows = sorted(
        (row for row in thing.rows if row.stance == "asserted" and row.point), key=lambda row: (row.point, row.id)
    )
    told = _two(rows)
    if told is None:
        return [thing]
    low, high = told
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in thing.rows:
        halves[_nearer(row, low, high)].append(row)
    return [
        Thing(thing.part, thing.scope, thing.place, thing.window, half, {*thing.rules, "series.two-incidents"}, size)
        for size, half in enumerate(halves)
    ]


def _two(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """The first two claims of a document that count two incidents, the lower first."""
    held: dict[str, list[Row]] = {}
    for row in rows:
        for other in held.get(row.document, ()):
            if meet(row, other):
                continue
            hours, others = _hours(row), _hours(other)
            if hours and others and not hours & others:
                return other, row
            if (
                row.source == other.source
                and row.source_name
                and None not in (row.incident, other.incident)
                and row.incident != other.incident
            ):
                return other, row
        held.setdefault(row.document, []).append(row)
    return None


def _nearer(row: Row, low: Row, high: Row) -> int:
    """0 for the lower figure's incident, 1 for the higher one's."""
    if row is low or row is high:
        return int(row is high)
    hours = _hours(row)
    lower, higher = bool(hours & _hours(low)), bool(hours & _hours(high))
    if lower != higher:
        return int(higher)
    middle = math.sqrt(low.point * high.point)
    return int(row.point > middle)
