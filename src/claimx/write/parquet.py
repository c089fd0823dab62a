"""Records as one Parquet table of the flat keys. Needs the extra ``claimx[parquet]``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimx.errors import WriteError
from claimx.models import Article
from claimx.schema import Record
from claimx.write.flat import KEYS, Value, flat_of

# Rows a group: large enough to compress well, small enough (a few megabytes) to hold in memory.
_GROUP = 5000
_NUMBERS = frozenset({"quantity.value", "quantity.low", "quantity.high"})
_DATES = frozenset({"date.start", "date.end", "as_of", "document.published", "source.reported_on"})


class Parquet:
    """One table; bounds are doubles, offsets integers, days dates, all else text."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError as error:
            raise WriteError("Parquet needs pyarrow: pip install 'claimx[parquet]'") from error
        self._pa: Any = pa
        self._schema = pa.schema([(key, self._type(key)) for key in KEYS])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, object]] = []

    def write(self, article: Article, records: Sequence[Record]) -> None:  # noqa: ARG002 - what every writer takes
        """Add an article's records."""
        self._rows.extend(
            {key: self._value(key, value) for key, value in flat_of(record).items()} for record in records
        )
        if len(self._rows) >= _GROUP:
            self._group()

    def close(self) -> None:
        """Write what is left, and the footer without which the file cannot be read."""
        self._group()
        self._writer.close()

    def _group(self) -> None:
        if self._rows:
            self._writer.write_table(self._pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()

    def _type(self, key: str) -> Any:
        if key in _NUMBERS:
            return self._pa.float64()
        if key in _DATES:
            return self._pa.date32()
        return self._pa.int64() if key.endswith((".start", ".end")) else self._pa.string()

    @staticmethod
    def _value(key: str, value: Value) -> object:
        from datetime import date

        return date.fromisoformat(value) if key in _DATES and isinstance(value, str) else value
