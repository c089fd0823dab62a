"""The series of a prepared database, key after key; a key of very many claims stretch after stretch."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, Any

from claimx.compare.load import enemies
from claimx.compare.queries import ROWS, SHARED
from claimx.compare.rows import Row, figure_of, place_of, speaker, time_of
from claimx.compare.series import Series, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 20_000  # rows fetched at a time: 20 MB of Python objects
# Claims of one key that are held at a time, some 250 MB. Only keys of millions of records have more.
HELD = 100_000


def all_series(
    connection: Any, least: int = 2, first: int = 0, end: int | None = None, held_at_most: int = HELD
) -> Iterator[Series]:
    """The series of the claims from one row up to another, each the first of its key, in a fixed order.

    A key of more than ``held_at_most`` claims is taken up in stretches: first by days, where the claims of the last days are kept
    for the next stretch, so that those on both sides of its border meet; then running totals by their places.
    """
    known = enemies(connection)
    key: str | None = None
    stretch: int | str | None = None
    held: list[Row] = []
    for batch in _batches(connection, first, end):
        for other, row in batch:
            if other != key:
                yield from series_of(held, known, least)[0]
                key, held = other, []
            elif len(held) >= held_at_most and stretch != _stretch(row):
                found, held = series_of(held, known, least, row.day)
                yield from found
                if 2 * len(held) > held_at_most:  # of windows so long that they would be taken up again and again
                    yield from series_of(held, known, least)[0]
                    held = []
            if len(held) + 1 >= held_at_most:
                stretch = _stretch(row)
            held.append(row)
    yield from series_of(held, known, least)[0]


def _batches(connection: Any, first: int, end: int | None) -> Iterator[Iterator[tuple[str, Row]]]:
    """The claims with their keys, BATCH of them at a time."""
    if end is None:
        end = connection.execute("SELECT count(*) FROM ordered").fetchone()[0]
    shared = {
        name: {row[0]: row[1:] for row in connection.execute(f"SELECT * FROM {name}").fetchall()}  # noqa: S608
        for name in SHARED
    }
    what = {told: (key, rest) for told, (key, *rest) in shared["what"].items()}
    figures = {told: figure_of(*row) for told, row in shared["figure"].items()}
    times = {told: time_of(*row) for told, row in shared["time"].items()}
    sources = {told: speaker(*row) for told, row in shared["source"].items()}
    places = {told: place_of(*row) for told, row in shared["place"].items()}

    def row_of(parts: Any, told: int, figure: int, time: int, source: int, place: int, *own: Any) -> tuple[str, Row]:
        key, counted = what[told]
        row = Row(*own, *counted, *figures[figure], *times[time], *sources[source], *places[place])
        if parts is not None:
            row.parts = [(part["id"], part["low"]) for part in parts]
        return key, row

    for at in range(first, end, BATCH):
        rows = connection.execute(ROWS, {"first": at, "end": min(at + BATCH, end)}).fetchall()
        yield starmap(row_of, rows)


def _stretch(row: Row) -> int | str | None:
    """What parts a key's stretches: days, then the places of running totals."""
    return row.place_key or "" if row.scope == "cumulative" else row.day
