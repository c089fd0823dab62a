"""Claims of many articles side by side: series of one thing counted, and what their sources say to each other.

``docs/compare.md`` documents the keys, windows and thresholds; each constant has its reason beside it here.
"""

from __future__ import annotations

import shutil
from multiprocessing import get_context
from typing import TYPE_CHECKING, BinaryIO

from claimx.compare.load import enemies, groups, prepared, ranges, reading
from claimx.compare.series import COMPARISON_VERSION, Series, series_of
from claimx.confidence import RECORD
from claimx.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claimx.confidence import Least

__all__ = ["COMPARISON_VERSION", "Series", "compare", "write_series"]

# Starting a second process costs half a second, what one needs for ten thousand claims.
WORTH_A_PROCESS = 20_000


def compare(
    paths: Sequence[str], stdin: BinaryIO | None = None, least: int = 2, min_confidence: float | Least = 0.0
) -> Iterator[Series]:
    """Series of the records in the files (JSON Lines or Parquet; ``-`` reads ``stdin``), in a fixed order.

    Series of fewer than ``least`` records are left out: a lone claim has nothing to be compared with, nor have
    several figures of one voice in one article that say nothing to each other. So are records of a
    confidence below ``min_confidence`` (one for the record, or one a field); those that tell none are kept.

    Raises ReadError or RecordError before the first series.
    """
    with prepared(paths, stdin, _least(min_confidence)) as database, reading(database) as connection:
        known = enemies(connection)
        for rows in groups(connection):
            yield from series_of(rows, known, least)


def write_series(
    paths: Sequence[str],
    out: BinaryIO,
    stdin: BinaryIO | None = None,
    least: int = 2,
    only: Sequence[str] = (),
    jobs: int = 1,
    min_confidence: float | Least = 0.0,
) -> None:
    """Write the series as JSON Lines, the same bytes whatever the number of processes.

    ``only`` keeps those that have a verdict of one of these kinds. Raises what ``compare`` raises, and WorkerError.
    """
    with prepared(paths, stdin, _least(min_confidence)) as database:
        with reading(database) as connection:
            claims = connection.execute("SELECT count(*) FROM claim").fetchone()[0]
            stretches = ranges(connection, min(jobs, 1 + claims // WORTH_A_PROCESS))
        if len(stretches) == 1:
            _write(database, stretches[0], out, least, only)
            return
        parts = [database.with_name(f"part{number}.jsonl") for number in range(len(stretches))]
        # Spawned, not forked: DuckDB's threads don't survive a fork.
        spawn = get_context("spawn")
        workers = [
            spawn.Process(target=_write_part, args=(database, stretch, part, least, tuple(only)), daemon=True)
            for stretch, part in zip(stretches, parts, strict=True)
        ]
        for worker in workers:
            worker.start()
        for worker, part in zip(workers, parts, strict=True):
            worker.join()
            if worker.exitcode:
                raise WorkerError(f"a process that compared claims ended with {worker.exitcode}; try --jobs 1")
            with part.open("rb") as lines:
                shutil.copyfileobj(lines, out)


def _least(given: float | Least) -> Least:
    return {RECORD: given} if isinstance(given, (int, float)) else given


def _write_part(database: Path, stretch: tuple[str, str | None], part: Path, least: int, only: Sequence[str]) -> None:
    with part.open("wb") as out:
        _write(database, stretch, out, least, only)


def _write(database: Path, stretch: tuple[str, str | None], out: BinaryIO, least: int, only: Sequence[str]) -> None:
    from claimx.write.jsonl import line_of

    with reading(database) as connection:
        known = enemies(connection)
        for rows in groups(connection, *stretch):
            for one in series_of(rows, known, least):
                if not only or any(verdict["kind"] in only for verdict in one["verdicts"]):
                    out.write(line_of(one))
