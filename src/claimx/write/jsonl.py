"""Records as JSON: one object a line, or one list with an object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import IO

from pydantic_core import to_json

from claimx.models import Article
from claimx.schema import Record

# JSON may hold these as they are, but a terminal acts on C1 controls and bidi marks, some readers take U+2028 and U+2029
# for line ends, UTF-8 has no half of a surrogate pair, and build servers take "##[" for a command wherever it is printed.
# Escaped they mean the same.
_ESCAPED = re.compile(
    r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|#(?=#(?:vso|teamcity)?\[)"
)


def escaped(text: str) -> str:
    """JSON text without characters that a terminal, a line reader or a build server would act on; it means the same."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def json_of(record: Record) -> str:
    """One record as a JSON object on one line."""
    return escaped(record.model_dump_json())


def line_of(value: object) -> bytes:
    """Any plain value as a line of JSON."""
    try:
        told = to_json(value)
        if told.isascii() and b"\x7f" not in told and b"##" not in told:
            return told + b"\n"  # nothing to escape
        text = told.decode("utf-8")
    except ValueError:  # half a surrogate pair, from a file that claimx has not written
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return escaped(text).encode("utf-8") + b"\n"


class JsonLines:
    """One JSON object a line, each article's flushed as they come."""

    def __init__(self, stream: IO[bytes], shape: Callable[[Record], str] = json_of) -> None:
        self._stream = stream
        self._shape = shape

    def write(self, article: Article, records: Sequence[Record]) -> None:  # noqa: ARG002 - what every writer takes
        """Write an article's records, whole."""
        if records:
            self._stream.write("".join(self._shape(record) + "\n" for record in records).encode("utf-8"))
            self._stream.flush()

    def close(self) -> None:
        """Nothing to add: every line stands for itself."""


class JsonList:
    """One JSON list, an object a line."""

    def __init__(self, stream: IO[bytes], shape: Callable[[Record], str] = json_of) -> None:
        self._stream = stream
        self._shape = shape
        self._before = "[\n"

    def write(self, article: Article, records: Sequence[Record]) -> None:  # noqa: ARG002 - what every writer takes
        """Write an article's records, whole."""
        for record in records:
            self._stream.write((self._before + self._shape(record)).encode("utf-8"))
            self._before = ",\n"
        self._stream.flush()

    def close(self) -> None:
        """End the list."""
        self._stream.write(b"[]\n" if self._before == "[\n" else b"\n]\n")
