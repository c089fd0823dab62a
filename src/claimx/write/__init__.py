"""Records become JSON Lines, JSON, tables, databases.

    with open_writer("csv", Path("claims.csv")) as writer:
        writer.write(article, records)

A writer has ``write(article, records)`` and ``close()``; there is one a format.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from claimx.errors import WriteError
from claimx.models import Article
from claimx.schema import Record
from claimx.write.atomic import atomic

__all__ = ["FILE_FORMATS", "FORMATS", "Writer", "atomic", "open_writer"]

FORMATS = ("jsonl", "json", "csv", "ucdp", "acled", "parquet", "sqlite")
# Those that are no stream: they need a file.
FILE_FORMATS = ("parquet", "sqlite")


class Writer(Protocol):
    """Takes the records of one article after the other."""

    def write(self, article: Article, records: Sequence[Record]) -> None:
        """Take an article's records; none is an answer too."""

    def close(self) -> None:
        """Write what is still held."""


@contextmanager
def open_writer(
    name: str,
    path: Path | None = None,
    *,
    flat: bool = False,
    bom: bool = False,
    rules: Mapping[str, str] | None = None,
) -> Iterator[Writer]:
    """A writer for the format, to a file that appears whole at the end, or to standard output.

    Raises WriteError where the file cannot be written or the format lacks its library.
    """
    if path is None:
        if name in FILE_FORMATS:
            raise WriteError(f"{name} needs a file to write to: add -o FILE")
        writer = _stream_writer(name, sys.stdout.buffer, flat, bom)
        yield writer
        writer.close()
        sys.stdout.buffer.flush()
        return
    with atomic(path) as part:
        if name in FILE_FORMATS:
            writer = _file_writer(name, part, rules or {})
            yield writer
            writer.close()
        else:
            with part.open("wb") as stream:
                writer = _stream_writer(name, stream, flat, bom)
                yield writer
                writer.close()
    if name == "sqlite":
        from claimx.write.sqlite import datasette_metadata

        with atomic(path.with_suffix(".metadata.json")) as part:
            part.write_text(datasette_metadata(path.stem), encoding="utf-8")


def _stream_writer(name: str, stream: IO[bytes], flat: bool, bom: bool) -> Writer:
    from claimx.write.jsonl import JsonLines, JsonList, json_of

    if name in ("jsonl", "json"):
        from claimx.write.flat import flat_json_of

        shape = flat_json_of if flat else json_of
        return JsonLines(stream, shape) if name == "jsonl" else JsonList(stream, shape)
    from claimx.write import codebooks
    from claimx.write.tables import Csv

    if name == "ucdp":
        return Csv(stream, codebooks.UCDP_COLUMNS, codebooks.ucdp_rows, bom)
    if name == "acled":
        return Csv(stream, codebooks.ACLED_COLUMNS, codebooks.acled_rows, bom)
    return Csv(stream, bom=bom)


def _file_writer(name: str, path: Path, rules: Mapping[str, str]) -> Writer:
    if name == "sqlite":
        from claimx.write.sqlite import Sqlite

        return Sqlite(path, rules)
    from claimx.write.parquet import Parquet

    return Parquet(path)
