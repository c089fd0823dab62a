"""Claims of many articles side by side: series of one thing counted, and what their sources say to each other.

``docs/compare.md`` documents the keys, windows and thresholds; each constant has its reason beside it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from claimx.compare.load import enemies, groups, opened
from claimx.compare.series import COMPARISON_VERSION, Series, series_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["COMPARISON_VERSION", "Series", "compare"]


def compare(paths: Sequence[str], stdin: BinaryIO | None = None, least: int = 2) -> Iterator[Series]:
    """Series of the records in the files (JSON Lines or Parquet; ``-`` reads ``stdin``), in a fixed order.

    Series of fewer than ``least`` records are left out: a lone claim has nothing to be compared with.

    Raises ReadError or RecordError before the first series.
    """
    with opened(paths, stdin) as connection:
        known = enemies(connection)
        for rows in groups(connection):
            yield from series_of(rows, known, least)
