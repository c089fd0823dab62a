"""JSON Lines, JSON and CSV as rows of articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from claimx.errors import DecodeError, EmptyError, MetadataError, ReadError

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands in a row for a value that cannot be read, and says why."""

    why: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tell about a line that was read all the same."""

    message: str
    where: str


Found = tuple[int, Row | ReadError | Remark]


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
        raise ReadError("is not a complete gzip file; pack or copy it again", shown) from error
    raw = b"".join(blocks)
    if len(raw) > limit:
        raise ReadError(f"is larger than {limit:,} bytes; split it, or raise --max-bytes", shown)
    return raw


# Bytes read at a time; nearly all articles are shorter.
_BLOCK = 2**20


def too_long(limit: int, where: str) -> ReadError:
    """A row that is longer than a text may be."""
    return ReadError(f"is longer than {limit:,} bytes; split it, or raise --max-bytes", where)


# Values that JSON or a row of CSV may have under a limit of so many bytes: two bytes of text may be a value that takes a hundred
# in memory, and with a value for fifty bytes at most they take no more than a few times what the text does. Articles with all
# their metadata have a value for several hundred. Under small limits, as many as take 16 MB.
_BYTES_A_VALUE = 50
_FEW = 160_000
# A string, skipped whole, or what begins another value. Possessive: a string may have a hundred million characters.
_VALUE = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[,\[{]', re.DOTALL)


def is_swollen(raw: bytes, limit: int) -> bool:
    """True for JSON with more values than memory should hold."""
    most = max(_FEW, limit // _BYTES_A_VALUE)
    # Those in strings are counted too at first, which costs nothing.
    if sum(map(raw.count, (b",", b"[", b"{"))) <= most:
        return False
    count = 0
    for match in _VALUE.finditer(raw):
        count += match[0][:1] != b'"'
        if count > most:
            return True
    return False


def _swollen(where: str) -> ReadError:
    return ReadError("holds far more values than articles have; drop the keys that are not an article's", where)


def lines(stream: BinaryIO, limit: int, shown: str) -> Iterator[Found]:
    """The objects of JSON Lines; a bad line is an error in its place."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{shown}, line {number}"
        if len(line) > limit:
            yield number, too_long(limit, where)
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, _object(line, limit, where)


def _object(raw: bytes, limit: int, where: str) -> Row | ReadError:
    if is_swollen(raw, limit):
        return _swollen(where)
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return DecodeError(f"is not UTF-8 (byte {error.start}), as JSON must be; save it as UTF-8", where)
    except (ValueError, RecursionError):
        return MetadataError("is not JSON; each line must be one JSON object", where)
    return (
        row
        if isinstance(row, dict)
        else MetadataError("is not a JSON object; put the article's text under 'text'", where)
    )


def objects(raw: bytes, limit: int, shown: str) -> Iterator[Found]:
    """The objects of a JSON file: one, or a list of them."""
    if is_swollen(raw, limit):
        raise _swollen(shown)
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DecodeError(f"is not UTF-8 (byte {error.start}), as JSON must be; save it as UTF-8", shown) from error
    except RecursionError as error:
        raise MetadataError("is nested too deeply; give one JSON object per article", shown) from error
    except ValueError as error:
        # Many crawlers write JSON Lines into a .json file.
        found = list(lines(io.BytesIO(raw), len(raw), shown))
        if found and not isinstance(found[0][1], ReadError):
            yield from found
            return
        raise MetadataError("is not JSON; check that all of it was written", shown) from error
    articles = value if isinstance(value, list) else [value]
    for number, row in enumerate(articles, 1):
        where = f"{shown}, object {number}"
        yield number, row if isinstance(row, dict) else MetadataError("is not a JSON object", where)


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


class _Lines:
    """The lines of a table, of which those of the row at hand are kept."""

    def __init__(self, text: io.TextIOWrapper, delimiter: str, limit: int) -> None:
        self._text = text
        self.delimiter = delimiter
        self._most = max(_FEW, limit // _BYTES_A_VALUE)
        self.row: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        if line.count(self.delimiter) > self._most:
            raise csv.Error(f"a line of more than {self._most:,} columns")
        self.row.append(line)
        return line


def table(stream: BinaryIO, limit: int, shown: str, wanted: Collection[str], delimiter: str = ",") -> Iterator[Found]:
    """The rows of CSV with a header line that has each of the ``wanted`` columns at most once; semicolons part them where they part the header."""
    csv.field_size_limit(limit)  # the module's own default (128 KB) is shorter than a long article
    counted = _Counted(stream, limit)
    text = io.TextIOWrapper(cast(Any, counted), encoding="utf-8-sig", newline="")
    found = _Lines(text, delimiter, limit)
    reader = csv.reader(found, delimiter=delimiter)
    before = 0  # lines that an earlier reader took
    try:
        header = next(reader, None)
        if not header:
            raise EmptyError("holds no header line; the first line must name the columns", shown)
        columns = header[0].split(";")
        if delimiter == "," and len(header) == 1 < len(columns) and not set(wanted).isdisjoint(columns):
            # Spreadsheets write semicolons where the comma stands in numbers.
            delimiter = found.delimiter = ";"
            header, before = next(csv.reader(found.row, delimiter=delimiter)), reader.line_num
            reader = csv.reader(found, delimiter=delimiter)
        # Columns without a name, and others that nobody reads, may be there as often as they like.
        twice = sorted(name for name, count in Counter(header).items() if count > 1 and name in wanted)
        if twice:
            raise MetadataError(f"has more than one column named {', '.join(map(repr, twice))}; rename one", shown)
        number = 0
        while True:
            found.row.clear()
            counted.since = 0
            first = before + reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if not cells:  # an empty line
                continue
            number += 1
            if _is_stray(found.row, cells, header, delimiter):
                last = before + reader.line_num
                ending = f" to {last}" if last > first else ""
                yield (
                    number,
                    Remark(
                        "has a quotation mark that ends no cell, so rows may have run together; double it, or save the table again",
                        f"{shown}, line {first}{ending}",
                    ),
                )
            yield number, dict(zip(header, cells, strict=False))
    except UnicodeDecodeError as error:
        raise DecodeError("is not UTF-8; save the table as UTF-8 (CSV UTF-8 in spreadsheets)", shown) from error
    except _RowTooLongError as error:
        raise ReadError(
            f"has a row longer than {limit:,} bytes, and is not read from there on; split it, or raise --max-bytes",
            f"{shown}, line {before + reader.line_num + 1}",
        ) from error
    except csv.Error as error:
        raise MetadataError(f"is not CSV ({error}); check its quoting, or raise --max-bytes", shown) from error
    finally:
        text.detach()  # the stream belongs to the caller


def _is_stray(given: list[str], cells: list[str], header: list[str], delimiter: str) -> bool:
    """True where the row is none by the rules of quoting, or goes over lines and has other columns than the header."""
    if len(given) > 1 and len(cells) != len(header):
        return True
    if not any('"' in line for line in given):
        return False
    try:
        return len(list(csv.reader(given, delimiter=delimiter, strict=True))) != 1
    except csv.Error:
        return True
