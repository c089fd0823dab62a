"""Records as one Parquet table of the flat keys. Needs the extra ``claimx[parquet]``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from claimx.errors import WriteError
from claimx.models import Article
from claimx.schema import Record
from claimx.write.flat import INTEGERS, KEYS, REALS, Value, flat_of

# Rows a group: large enough to compress well, small enough (a few megabytes) to hold in memory.
_GROUP = 5000
_DATES = frozenset({"date.start", "date.end", "as_of", "document.published", "source.reported_on"})


def table_of(records: Sequence[Record]) -> Any:
    """Records as a pyarrow Table: bounds and confidence are doubles, offsets integers, days dates, all else text."""
    import pyarrow as pa

    schema = pa.schema([(key, _type(pa, key)) for key in KEYS])
    return pa.Table.from_pylist([_row(record) for record in records], schema=schema)


class Parquet:
    """One table, as ``table_of`` gives it."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise WriteError("Parquet needs pyarrow: pip install 'claimx[parquet]'") from error
        schema = pa.schema([(key, _type(pa, key)) for key in KEYS])
        self._writer = parquet.ParquetWriter(path, schema, compression="zstd")
        self._records: list[Record] = []

    def write(self, article: Article, records: Sequence[Record]) -> None:  # noqa: ARG002 - what every writer takes
        """Add an article's records."""
        self._records.extend(records)
        if len(self._records) >= _GROUP:
            self._group()

    def close(self) -> None:
        """Write what is left, and the footer without which the file cannot be read."""
        self._group()
        self._writer.close()

    def _group(self) -> None:
        if self._records:
            self._writer.write_table(table_of(self._records))
            self._records.clear()


def _type(pa: Any, key: str) -> Any:
    if key in REALS:
        return pa.float64()
    if key in _DATES:
        return pa.date32()
    return pa.int64() if key in INTEGERS else pa.string()


def _row(record: Record) -> dict[str, object]:
    return {key: _value(key, value) for key, value in flat_of(record).items()}


def _value(key: str, value: Value) -> object:
    return date.fromisoformat(value) if key in _DATES and isinstance(value, str) else value
