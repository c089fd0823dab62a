"""The series of a prepared database, key after key; a key of very many claims stretch after stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimx.compare.load import enemies
from claimx.compare.queries import ROWS
from claimx.compare.rows import Row
from claimx.compare.series import Series, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 20_000  # rows fetched at a time: 20 MB of Python objects
# Claims of one key that are held at a time, some 250 MB. Only keys of millions of records have more.
HELD = 100_000


def all_series(
    connection: Any, least: int = 2, first: str = "", end: str | None = None, held_at_most: int = HELD
) -> Iterator[Series]:
    """The series from one key up to another, in a fixed order.

    A key of more than ``held_at_most`` claims is taken up in stretches: first by days, where the claims of the last days are kept
    for the next stretch, so that those on both sides of its border meet; then running totals by their places.
    """
    known = enemies(connection)
    cursor = connection.execute(ROWS, {"first": first, "end": end})
    key: str | None = None
    stretch: int | str | None = None
    held: list[Row] = []
    while batch := cursor.fetchmany(BATCH):
        for *fields, parts, day, total, other in batch:
            if other != key:
                yield from series_of(held, known, least)[0]
                key, held = other, []
            elif len(held) >= held_at_most and stretch != (day if total is None else total):
                found, held = series_of(held, known, least, day)
                yield from found
                if 2 * len(held) > held_at_most:  # of windows so long that they would be taken up again and again
                    yield from series_of(held, known, least)[0]
                    held = []
            stretch = day if total is None else total
            row = Row(*fields)
            if parts:
                row.parts = [(part["id"], part["low"]) for part in parts]
            held.append(row)
    yield from series_of(held, known, least)[0]
