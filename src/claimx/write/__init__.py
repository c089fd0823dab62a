"""Records become JSON Lines, JSON, tables, databases.

    with open_writer("csv", Path("claims.csv")) as writer:
        writer.write(article, records)

A writer has ``write(article, records)`` and ``close()``; there is one a format. A ``Journal`` writes JSON Lines that a cut run
leaves to go on with.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from claimx.errors import WriteError, reason
from claimx.models import Article
from claimx.schema import Record
from claimx.write.atomic import atomic
from claimx.write.journal import Journal, Kept, journalled

__all__ = ["FILE_FORMATS", "FORMATS", "Journal", "Kept", "Writer", "atomic", "journalled", "open_writer", "shape_of"]

FORMATS = ("jsonl", "json", "csv", "incidents", "incidents-csv", "ucdp", "acled", "parquet", "sqlite")
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
        try:
            writer = _stream_writer(name, sys.stdout.buffer, flat, bom)
            yield writer
            writer.close()
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise  # the reader has seen enough
        except OSError as error:
            raise WriteError(f"cannot be written: {reason(error)}", "standard output") from error
        return
    with atomic(path) as part:
        if name in FILE_FORMATS:
            writer = _file_writer(name, part, rules or {})
            try:
                yield writer
                writer.close()
            except BaseException:
                with suppress(Exception):
                    getattr(writer, "abandon", writer.close)()
                raise
        else:
            with part.open("wb") as stream:
                writer = _stream_writer(name, stream, flat, bom)
                yield writer
                writer.close()
    if name == "sqlite":
        from claimx.write.sqlite import datasette_metadata

        with atomic(path.with_suffix(".metadata.json"), alone=False) as part:
            part.write_text(datasette_metadata(path.stem), encoding="utf-8")


def shape_of(*, flat: bool = False) -> Callable[[Record], str]:
    """What turns a record into a line of JSON."""
    if flat:
        from claimx.write.flat import flat_json_of

        return flat_json_of
    from claimx.write.jsonl import json_of

    return json_of


def _stream_writer(name: str, stream: IO[bytes], flat: bool, bom: bool) -> Writer:
    from claimx.write.jsonl import JsonLines, JsonList

    if name in ("jsonl", "json"):
        shape = shape_of(flat=flat)
        return JsonLines(stream, shape) if name == "jsonl" else JsonList(stream, shape)
    from claimx.write import codebooks
    from claimx.write.tables import Csv

    if name == "incidents":
        from claimx.write.incidents import IncidentLines

        return IncidentLines(stream)
    if name == "incidents-csv":
        from claimx.write.incidents import COLUMNS, incident_rows

        return Csv(stream, COLUMNS, incident_rows, bom)
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
