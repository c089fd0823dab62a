"""What a file holds, by its name or by how it begins: one text, one page, or rows of articles."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path
from typing import Any, BinaryIO, cast

TEXT, PAGE, LINES, JSON, CSV, PARQUET = "text", "html", "jsonl", "json", "csv", "parquet"
_BY_SUFFIX = {
    ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE,
    ".jsonl": LINES, ".ndjson": LINES,
    ".json": JSON, ".csv": CSV, ".tsv": CSV, ".parquet": PARQUET,
}  # fmt: skip
# How JSON begins that holds articles: an object with a key, or a list of such. Lines hold one each; JSON that is laid out for people
# has its first key on a line of its own.
_OBJECT = re.compile(rb'\{[^\S\n]*"(?:[^"\\\n]|\\.){0,200}"[^\S\n]*:')
_LISTED = re.compile(rb'[\[{]\s*(?:\{\s*)?"(?:[^"\\\n]|\\.){0,200}"\s*[:,\]]')
# Bytes that tell it.
_BEGINNING = 2000
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


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


class _Joined(io.RawIOBase):
    """A stream of which some bytes were read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        part, self._first = self._first[: len(buffer)], self._first[len(buffer) :]
        part = part or cast(io.BufferedIOBase, self._rest).read1(len(buffer))
        buffer[: len(part)] = part
        return len(part)


def begun(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """How a stream begins, and the stream with that before it."""
    first = stream.read(_BEGINNING)
    return first, cast(BinaryIO, io.BufferedReader(_Joined(first, stream)))


def looks_like(first: bytes) -> str | None:
    r"""The format that bytes begin like, where it is not text.

    >>> looks_like(b'{"text": "Shelling'), looks_like(b'[\n {"text": "'), looks_like(b"<!DOCTYPE html>"), looks_like(b"{sic} text")
    ('jsonl', 'json', 'html', None)
    """
    first = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b"PAR1"):
        return PARQUET
    if _OBJECT.match(first):
        return LINES
    if _LISTED.match(first):
        return JSON
    return PAGE if _PAGE.match(first) else None
