"""The series of a prepared database, key after key; a key of very many claims stretch after stretch."""

from __future__ import annotations

from bisect import bisect_right
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
EVERY = 2**62  # above the number of any key


def all_series(
    connection: Any, least: int = 2, first: int = 1, last: int = EVERY, held_at_most: int = HELD
) -> Iterator[Series]:
    """The series of the claims of the keys from one number to another, in a fixed order.

    A key of more than ``held_at_most`` claims is taken up in stretches: first by days, where the claims of the last days are kept
    for the next stretch, so that those on both sides of its border meet; then running totals by their places.
    """
    known = enemies(connection)
    key: int | None = None
    stretch: int | str | None = None
    held: list[Row] = []
    for keys, rows in _batches(connection, first, last):
        at = 0
        while at < len(rows):
            if keys[at] != key:
                yield from series_of(held, known, least)[0]
                key, held = keys[at], []
            until = bisect_right(keys, key, at)
            # As many as there is room for at once; of a key of more the rest one by one.
            room = min(until, at + max(held_at_most - 1 - len(held), 0))
            held += rows[at:room]
            for row in rows[room:until]:
                if len(held) >= held_at_most and stretch != _stretch(row):
                    found, held = series_of(held, known, least, row.day)
                    yield from found
                    if 2 * len(held) > held_at_most:  # of windows so long that they would be taken up again and again
                        yield from series_of(held, known, least)[0]
                        held = []
                if len(held) + 1 >= held_at_most:
                    stretch = _stretch(row)
                held.append(row)
            at = until
    yield from series_of(held, known, least)[0]


def _batches(connection: Any, first: int, last: int) -> Iterator[tuple[list[int], list[Row]]]:
    """The numbers of the claims' keys, in order, and the claims, BATCH of them at a time."""
    shared = {
        name: {row[0]: row[1:] for row in connection.execute(f"SELECT * FROM {name}").fetchall()}  # noqa: S608
        for name in SHARED
    }
    what = {told: tuple(rest) for told, (_, *rest) in shared["what"].items()}
    figures = {told: figure_of(*row) for told, row in shared["figure"].items()}
    times = {told: time_of(*row) for told, row in shared["time"].items()}
    sources = {told: speaker(*row) for told, row in shared["source"].items()}
    places = {told: place_of(*row) for told, row in shared["place"].items()}

    connection.execute(ROWS, {"first": first, "last": last})
    while rows := connection.fetchmany(BATCH):
        yield (
            [row[0] for row in rows],
            [
                Row(what[told], figures[figure], times[time], sources[source], places[place], own)
                for _, told, figure, time, source, place, *own in rows
            ],
        )


def _stretch(row: Row) -> int | str | None:
    """What parts a key's stretches: days, then the places of running totals."""
    return row.place_key or "" if row.scope == "cumulative" else row.day
