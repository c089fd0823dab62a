"""What a file's bytes hold: one text, one page, or rows of articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from claimx.errors import DecodeError, EmptyError, MetadataError, ReadError
from claimx.read.decode import decode

TEXT, PAGE, LINES, JSON, CSV, PARQUET = "text", "html", "jsonl", "json", "csv", "parquet"
_BY_SUFFIX = {
    ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE,
    ".jsonl": LINES, ".ndjson": LINES,
    ".json": JSON, ".csv": CSV, ".tsv": CSV, ".parquet": PARQUET,
}  # fmt: skip
Row = Mapping[str, object]
# Bytes read at a time; nearly all articles are shorter.
_BLOCK = 2**20
# The last day on which a page may have been published: later than any page will be met, so that no clock is asked.
_LAST_DAY = "2099-12-31"


def format_of(path: Path) -> str:
    """The format that a file's name tells; whatever is not known to be something else is text.

    >>> format_of(Path("crawl.JSONL.gz")), format_of(Path("notes"))
    ('jsonl', 'text')
    """
    name = path.name.lower().removesuffix(".gz")
    return _BY_SUFFIX.get("." + name.rsplit(".", 1)[-1] if "." in name else "", TEXT)


def opened(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked where it is a gzip file, whatever its name."""
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    packed = isinstance(buffered, io.BufferedReader) and buffered.peek(2)[:2] == b"\x1f\x8b"
    return cast(BinaryIO, gzip.GzipFile(fileobj=buffered)) if packed else buffered


def read_limited(stream: BinaryIO, limit: int, shown: str) -> bytes:
    """All bytes of a stream, or ReadError where it holds more than the limit or is broken."""
    blocks: list[bytes] = []
    left = limit + 1
    try:
        # Block by block: asked for all at once, Python takes memory for as much as there might be.
        while left and (block := stream.read(min(left, _BLOCK))):
            blocks.append(block)
            left -= len(block)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError("is no whole gzip file; pack or copy it again", shown) from error
    raw = b"".join(blocks)
    if len(raw) > limit:
        raise ReadError(f"is larger than {limit:,} bytes; split it, or raise --max-bytes", shown)
    return raw


def rows(stream: BinaryIO, kind: str, limit: int, shown: str) -> Iterator[tuple[int, Row | ReadError]]:
    """The rows of a JSON Lines, JSON or CSV stream with their numbers from 1; a bad row is an error in its place."""
    try:
        if kind == LINES:
            yield from _lines(stream, limit, shown)
        elif kind == JSON:
            yield from _json(read_limited(stream, limit, shown), shown)
        else:
            yield from _csv(stream, limit, shown)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError("is no whole gzip file; pack or copy it again", shown) from error


def _lines(stream: BinaryIO, limit: int, shown: str) -> Iterator[tuple[int, Row | ReadError]]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{shown}, line {number}"
        if len(line) > limit:
            yield number, _too_long(limit, where)
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, _object(line, where)


def _too_long(limit: int, where: str) -> ReadError:
    return ReadError(f"is longer than {limit:,} bytes; split it, or raise --max-bytes", where)


def _object(raw: bytes, where: str) -> Row | ReadError:
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return DecodeError(f"is not UTF-8 (byte {error.start}), as JSON must be; save it as UTF-8", where)
    except (ValueError, RecursionError):
        return MetadataError("is no JSON; each line must be one JSON object", where)
    return (
        row if isinstance(row, dict) else MetadataError("is no JSON object; put the article's text under 'text'", where)
    )


def _json(raw: bytes, shown: str) -> Iterator[tuple[int, Row | ReadError]]:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DecodeError(f"is not UTF-8 (byte {error.start}), as JSON must be; save it as UTF-8", shown) from error
    except RecursionError as error:
        raise MetadataError("is nested too deeply; give one JSON object an article", shown) from error
    except ValueError as error:
        # Many crawlers write JSON Lines into a .json file.
        found = list(_lines(io.BytesIO(raw), len(raw), shown))
        if found and not isinstance(found[0][1], ReadError):
            yield from found
            return
        raise MetadataError("is no JSON; check that it was written whole", shown) from error
    articles = value if isinstance(value, list) else [value]
    for number, row in enumerate(articles, 1):
        where = f"{shown}, object {number}"
        yield number, row if isinstance(row, dict) else MetadataError("is no JSON object", where)


# What a reader of lines fetches ahead at once, and so holds beyond the row that it gives.
_AHEAD = 1 << 16


class _RowTooLongError(Exception):
    """A row of a table goes on beyond the limit."""


class _Counted(io.BufferedIOBase):
    """A stream that ends in an error where a row is too long: a packed bomb may be one line, or one row of many lines."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self.since = 0  # bytes since the last whole row

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1, /) -> bytes:
        part: bytes = cast(io.BufferedIOBase, self._stream).read1(size)
        self.since += len(part)
        if self.since > self._limit + _AHEAD:
            raise _RowTooLongError
        return part

    read = read1  # type: ignore[assignment]  # only the reader of lines asks, always for so many bytes


def _csv(stream: BinaryIO, limit: int, shown: str) -> Iterator[tuple[int, Row | ReadError]]:
    csv.field_size_limit(limit)  # the module's own default (128 KB) is shorter than a long article
    counted = _Counted(stream, limit)
    text = io.TextIOWrapper(cast(Any, counted), encoding="utf-8-sig", newline="")
    delimiter = "\t" if ".tsv" in shown.lower() else ","
    try:
        reader = csv.DictReader(text, delimiter=delimiter, restkey="", restval=None)
        if not reader.fieldnames:
            raise EmptyError("holds no header line; the first line must name the columns", shown)
        for number, row in enumerate(reader, 1):
            counted.since = 0
            yield number, {key: value for key, value in row.items() if isinstance(value, str)}
    except UnicodeDecodeError as error:
        raise DecodeError("is not UTF-8; save the table as UTF-8 (CSV UTF-8 in spreadsheets)", shown) from error
    except _RowTooLongError as error:
        number = reader.line_num + 1
        raise ReadError(
            f"has a row longer than {limit:,} bytes, and is not read from there on; split it, or raise --max-bytes",
            f"{shown}, line {number}",
        ) from error
    except csv.Error as error:
        raise MetadataError(f"is no CSV ({error}); check its quoting, or raise --max-bytes", shown) from error
    finally:
        text.detach()  # the stream belongs to the caller


def parquet_rows(path: Path, columns: tuple[str, ...], limit: int, shown: str) -> Iterator[tuple[int, Row | ReadError]]:
    """The rows of a Parquet file, a batch in memory at a time. Needs the extra ``claimx[parquet]``.

    A row whose strings hold more than ``limit`` bytes is an error in its place.
    """
    try:
        from pyarrow import ArrowException, parquet, types
    except ImportError as error:
        raise ReadError("needs pyarrow to be read: pip install 'claimx[parquet]'", shown) from error
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            schema = file.schema_arrow
            wanted = [name for name in schema.names if name in columns]
            # A packed file may name one long text in millions of rows: as dictionaries they stay one text in memory.
            texts = [name for name in wanted if types.is_string(schema.field(name).type)]
        with parquet.ParquetFile(path, read_dictionary=texts) as file:
            for batch in file.iter_batches(batch_size=64, columns=wanted):  # 64 articles: under a megabyte of text
                strings = [_bytes(batch.column(name)) for name in wanted]
                sizes = [sum(lengths) for lengths in zip([0] * batch.num_rows, *strings, strict=True)]
                for i, size in enumerate(sizes):
                    number += 1
                    if size > limit:
                        yield number, _too_long(limit, f"{shown}, row {number}")
                    else:
                        yield number, {name: batch.column(name)[i].as_py() for name in wanted}
    except (ArrowException, OSError) as error:
        raise ReadError("is no whole Parquet file; write or copy it again", shown) from error


def _bytes(column: Any) -> list[int]:
    """The length of each string of a column, without making strings; zero where it holds something else."""
    from pyarrow import compute, types

    if types.is_dictionary(column.type):
        lengths = _bytes(column.dictionary)
        return [0 if index is None else lengths[index] for index in column.indices.to_pylist()]
    if types.is_string(column.type) or types.is_large_string(column.type) or types.is_binary(column.type):
        return [length or 0 for length in compute.binary_length(column).to_pylist()]
    return [0] * len(column)


def page_text(raw: bytes, shown: str) -> tuple[str, dict[str, object]]:
    """The article in an HTML page, and its metadata, by trafilatura. Needs the extra ``claimx[html]``."""
    try:
        import trafilatura
    except ImportError as error:
        raise ReadError("needs trafilatura to be read: pip install 'claimx[html]'", shown) from error
    if not raw.strip():
        raise EmptyError("is empty; fetch the page again", shown)
    if b"\0" in raw[:1024] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        decode(raw, shown)  # raises: a picture or an archive saved under a page's name
    # Comments under an article are no part of it. Dates after today are looked up with the clock unless a last day is given.
    dates = {"original_date": True, "extensive_search": True, "max_date": _LAST_DAY}
    page = trafilatura.bare_extraction(raw, include_comments=False, with_metadata=True, date_extraction_params=dates)
    text = getattr(page, "text", None)
    if not text or not text.strip():
        raise EmptyError("holds no article text that could be found; save its text as .txt", shown)
    known = {"title": page.title, "publisher": page.sitename or page.hostname, "published": page.date, "url": page.url}
    return text, {key: value for key, value in known.items() if value}
