"""Claims of many articles side by side: series of one thing counted, and what their sources say to each other.

``docs/compare.md`` documents the keys, windows and thresholds; each constant has its reason beside it here.
"""

from __future__ import annotations

import gc
import shutil
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from claimx.compare.load import prepared, ranges, reading
from claimx.compare.series import COMPARISON_VERSION, Series
from claimx.compare.stretches import all_series
from claimx.confidence import RECORD
from claimx.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimx.confidence import Least

__all__ = ["COMPARISON_VERSION", "Series", "compare", "wanted", "write_series"]

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
        yield from all_series(connection, least)


def write_series(
    paths: Sequence[str],
    out: BinaryIO,
    stdin: BinaryIO | None = None,
    least: int = 2,
    only: Sequence[str] = (),
    jobs: int = 1,
    min_confidence: float | Least = 0.0,
    min_gap: float = 1.0,
) -> None:
    """Write the series as JSON Lines, the same bytes whatever the number of processes.

    ``only`` and ``min_gap`` keep those that ``wanted`` tells. Raises what ``compare`` raises, and WorkerError.
    """
    with prepared(paths, stdin, _least(min_confidence)) as database, _without_cycles():
        with reading(database) as connection:
            claims = connection.execute("SELECT count(*) FROM joined").fetchone()[0]
            # A database in memory is this process's alone.
            most = min(jobs, 1 + claims // WORTH_A_PROCESS) if isinstance(database, Path) else 1
            stretches = ranges(connection, most)
        if len(stretches) == 1:
            _write(database, stretches[0], out, least, only, min_gap)
            return
        parts = [database.with_name(f"part{number}.jsonl") for number in range(len(stretches))]
        # Spawned, not forked: DuckDB's threads don't survive a fork.
        spawn = get_context("spawn")
        workers = [
            spawn.Process(target=_write_part, args=(database, stretch, part, least, tuple(only), min_gap), daemon=True)
            for stretch, part in zip(stretches, parts, strict=True)
        ]
        for worker in workers:
            worker.start()
        # All of them first: where one ends early, nothing is written.
        for worker in workers:
            worker.join()
            if worker.exitcode:
                raise WorkerError(f"a process that compared claims ended with {worker.exitcode}; try --jobs 1")
        for part in parts:
            with part.open("rb") as lines:
                shutil.copyfileobj(lines, out)


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Without the search for reference cycles: rows and series have none, and it took a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _least(given: float | Least) -> Least:
    return {RECORD: given} if isinstance(given, (int, float)) else given


def wanted(one: Series, only: Sequence[str] = (), min_gap: float = 1.0) -> bool:
    """Whether a series has a verdict of one of the kinds (of any, where none is given), conflicts of ``min_gap`` at least.

    A gap above none is wider than any. A gap asked for without a kind means conflicts and disputes.
    """
    kinds = only or (("conflict", "dispute") if min_gap > 1 else ())
    return not kinds or any(
        verdict["kind"] in kinds
        and (verdict["kind"] != "conflict" or verdict["factor"] is None or verdict["factor"] >= min_gap)
        for verdict in one["verdicts"]
    )


def _write_part(
    database: Path, stretch: tuple[int, int], part: Path, least: int, only: Sequence[str], min_gap: float
) -> None:
    with part.open("wb") as out, _without_cycles():
        _write(database, stretch, out, least, only, min_gap)


def _write(
    database: Any, stretch: tuple[int, int], out: BinaryIO, least: int, only: Sequence[str], min_gap: float
) -> None:
    from claimx.write.jsonl import line_of

    with reading(database) as connection:
        for one in all_series(connection, least, *stretch):
            if wanted(one, only, min_gap):
                out.write(line_of(one))
