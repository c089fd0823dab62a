"""Two incidents at one place in the same days: told by the figures, the hours and the sources."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from claimx.compare.apart import hours, instruments
from claimx.compare.rows import Row, Thing, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

# What tells two incidents of one place and day, the surest first.
MARKS = (hours, instruments)


def strikes(thing: Thing) -> list[Thing]:
    """The thing, or two of them where a document tells of two incidents.

    It does where two of its claims have figures apart, and either their sentences name other hours or instruments, or one voice
    gives both and they stand in two incidents. Other claims belong to the one whose hour or instrument they name, else whose
    figure is nearer.
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
            for mark in MARKS:
                own, others = mark(row), mark(other)
                if own and others and not own & others:
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
    for mark in MARKS:
        own = mark(row)
        lower, higher = bool(own & mark(low)), bool(own & mark(high))
        if lower != higher:
            return int(higher)
    middle = math.sqrt(low.point * high.point)
    return int(row.point > middle)
