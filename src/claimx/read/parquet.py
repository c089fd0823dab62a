"""Parquet files as rows of articles. Needs the extra ``claimx[parquet]``.

A packed file of a kilobyte may unfold to gigabytes: only columns of plain values that an article has are read, a few rows at a
time, and the size of each page is looked up before it is unpacked.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from claimx.errors import MetadataError, ReadError
from claimx.read.rows import Row, Unreadable, too_long

# Rows a batch: 64 articles are under a megabyte of text.
_BATCH = 64
# Bytes that a batch may take: a row may be as large as the page that it lies in.
_BATCH_BYTES = 32 * 2**20
# Bytes of a page's head: statistics are its longest part, and have at most 4 KB in practice.
_HEAD = 64 * 2**10


def parquet_rows(
    source: Path | bytes, columns: tuple[str, ...], limit: int, shown: str
) -> Iterator[tuple[int, Row | ReadError]]:
    """The rows of a Parquet file, or of its bytes, a batch in memory at a time.

    A row that holds more than ``limit`` bytes of text is an error in its place, and so is a group of rows with a page of more
    than that, and than a batch may take.
    """
    try:
        from pyarrow import ArrowException, BufferReader, parquet
    except ImportError as error:
        raise ReadError("needs pyarrow to be read: pip install 'claimx[parquet]'", shown) from error
    number = 0
    try:
        with (
            source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as raw,
            parquet.ParquetFile(source if isinstance(source, Path) else BufferReader(source)) as file,
        ):
            wanted, unread = _columns(file.schema_arrow, columns, shown)
            for group in range(file.num_row_groups):
                count = file.metadata.row_group(group).num_rows
                largest = _largest_page(raw, file.metadata.row_group(group), set(wanted), shown)
                if largest > max(limit, _BATCH_BYTES):
                    yield (
                        number + 1,
                        ReadError(
                            f"lies with {count - 1:,} more in a page of {largest:,} bytes; write smaller pages, or raise --max-bytes",
                            f"{shown}, row {number + 1}",
                        ),
                    )
                    number += count
                    continue
                size = max(1, min(_BATCH, _BATCH_BYTES // max(1, largest)))
                for batch in file.iter_batches(batch_size=size, row_groups=[group], columns=wanted):
                    for i in range(batch.num_rows):
                        number += 1
                        row, length = _row(batch, i, wanted)
                        where = f"{shown}, row {number}"
                        yield number, {**unread, **row} if length <= limit else too_long(limit, where)
    except (ArrowException, OSError) as error:
        raise ReadError("is not a complete Parquet file; write or copy it again", shown) from error


def _columns(schema: Any, columns: tuple[str, ...], shown: str) -> tuple[list[str], dict[str, Unreadable]]:
    """The columns that are read, and what is said of those that should be and cannot. Raises MetadataError."""
    named = [name for name in schema.names if name in columns]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise MetadataError(f"has more than one column named {', '.join(map(repr, twice))}; rename one", shown)
    unread = {
        name: Unreadable(f"holds {schema.field(name).type}") for name in named if not _is_plain(schema.field(name).type)
    }
    return [name for name in named if name not in unread], unread


def _is_plain(kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    return _is_text(kind) or any(
        is_kind(kind)
        for is_kind in (
            types.is_integer, types.is_floating, types.is_boolean, types.is_date, types.is_timestamp, types.is_null,
        )
    )  # fmt: skip


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    return any(
        is_kind(kind) for is_kind in (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    )


def _row(batch: Any, i: int, names: list[str]) -> tuple[dict[str, object], int]:
    """A row, and how many bytes its texts have."""
    row: dict[str, object] = {}
    length = 0
    for name in names:
        value = batch.column(name)[i]
        value = getattr(value, "value", value) if _is_encoded(value) else value
        if value is None or not value.is_valid:
            row[name] = None
        elif _is_text(value.type):
            raw = value.as_buffer()
            length += raw.size
            try:
                row[name] = str(raw, "utf-8")
            except UnicodeDecodeError as error:
                row[name] = Unreadable(f"is not UTF-8 (byte {error.start})")
        else:
            row[name] = _plain(value)
    return row, length


def _is_encoded(value: Any) -> bool:
    from pyarrow import types

    return bool(types.is_dictionary(value.type))


def _plain(value: Any) -> object:
    """A number or a date; what Python has no value for is unreadable, whatever the reason."""
    from pyarrow import compute, timestamp, types

    try:
        if types.is_timestamp(value.type) and value.type.unit == "ns":  # finer than Python's
            value = compute.cast(value, timestamp("us", value.type.tz), safe=False)
        found: object = value.as_py()
    except Exception as error:  # noqa: BLE001 - years beyond 9999, zones that nobody knows: each has its own
        return Unreadable(f"cannot be understood ({error})")
    return found


def _largest_page(raw: BinaryIO, group: Any, names: set[str], shown: str) -> int:
    """The bytes of the largest page of the columns, unpacked. What the file's own summary says of it may be a lie."""
    largest = 0
    for i in range(group.num_columns):
        column = group.column(i)
        if column.path_in_schema not in names:
            continue
        at = column.data_page_offset
        if column.has_dictionary_page and column.dictionary_page_offset:
            at = min(at, column.dictionary_page_offset)
        end = at + column.total_compressed_size
        while at < end:
            raw.seek(at)
            try:
                unpacked, packed, head = _page(raw.read(_HEAD))
            except (IndexError, ValueError) as error:
                raise ReadError("is not a complete Parquet file; write or copy it again", shown) from error
            largest = max(largest, unpacked)
            at += head + packed
    return largest


def _page(head: bytes) -> tuple[int, int, int]:
    """Of a page that begins so: its bytes unpacked and packed, and those of its head. Raises IndexError or ValueError.

    The head is a struct in Thrift's compact protocol, in which field 2 and 3 are the sizes.
    """
    found, at = _struct(head, 0, 0)
    unpacked, packed = found.get(2, -1), found.get(3, -1)
    if unpacked < 0 or packed < 0:
        raise ValueError("a page without its size")
    return unpacked, packed, at


# Kinds of values in Thrift's compact protocol.
_YES, _NO, _BYTE, _I64, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 6, 7, 8, 9, 10, 12
# A page's head has two levels; more is no head.
_DEEPEST = 8


def _struct(data: bytes, at: int, depth: int) -> tuple[dict[int, int], int]:
    """The whole numbers of a struct by field, and where it ends."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    found: dict[int, int] = {}
    number = 0
    while data[at]:
        step, kind = data[at] >> 4, data[at] & 15
        at += 1
        if step:
            number += step
        else:
            number, at = _whole(data, at)
        value, at = _value(data, at, kind, depth)
        if value is not None:
            found[number] = value
    return found, at + 1


def _value(data: bytes, at: int, kind: int, depth: int) -> tuple[int | None, int]:
    """A value where it is a whole number, and where it ends."""
    if kind in (_YES, _NO):
        return None, at
    if kind == _BYTE:
        return None, at + 1
    if kind <= _I64:
        return _whole(data, at)
    if kind == _DOUBLE:
        return None, at + 8
    if kind == _BINARY:
        length, at = _varint(data, at)
        return None, at + length
    if kind in (_LIST, _SET):
        size, of = data[at] >> 4, data[at] & 15
        at += 1
        if size == 15:  # longer ones tell it behind
            size, at = _varint(data, at)
        for _ in range(size):
            at = at + 1 if of in (_YES, _NO) else _value(data, at, of, depth + 1)[1]
            data[at]
        return None, at
    if kind == _STRUCT:
        return None, _struct(data, at, depth + 1)[1]
    raise ValueError("no kind of value that a page's head has")


def _whole(data: bytes, at: int) -> tuple[int, int]:
    value, at = _varint(data, at)
    return value >> 1 ^ -(value & 1), at  # zigzag: small numbers of either sign are short


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number too long")
