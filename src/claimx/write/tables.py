"""Records as CSV: the flat keys, or the columns of an event database's codebook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO

from claimx.models import Article
from claimx.schema import Record
from claimx.visible import visible
from claimx.write.flat import KEYS, Value, flat_of

# A cell that begins with one of these is a formula to spreadsheets, in its full-width form too, and after blanks, which they
# trim. Where the list separator is a semicolon, a cell begins behind every one, quoted or not.
_FORMULA = re.compile(r"(?:\A|(?<=;))(?=[\s\"]*+[=+\-@＝＋－＠])")
_LINE = re.compile(r"\r\n|[\n\r\t]")

Row = Mapping[str, Value]


def cell(value: Value) -> Value:
    """A value safe in any spreadsheet, on one line: formulas are quoted by an apostrophe, line ends are spaces.

    >>> cell("=HYPERLINK(1)"), cell("+300"), cell("over the\\r\\nweekend"), cell("a;=1"), cell(-1)
    ("'=HYPERLINK(1)", "'+300", 'over the weekend', "a;'=1", -1)
    """
    if not isinstance(value, str):
        return value
    return _FORMULA.sub("'", visible(_LINE.sub(" ", value)))


def _flat(records: Sequence[Record]) -> Iterable[Row]:
    return map(flat_of, records)


class Csv:
    """A header line and a line a row (RFC 4180, but lines end as they do in files here); ``rows`` gives an article's."""

    def __init__(
        self,
        stream: IO[bytes],
        columns: Sequence[str] = KEYS,
        rows: Callable[[Sequence[Record]], Iterable[Row]] = _flat,
        bom: bool = False,
    ) -> None:
        self._stream = stream
        self._columns = columns
        self._rows = rows
        stream.write(b"\xef\xbb\xbf" if bom else b"")
        stream.write(self._line(columns))
        stream.flush()

    def write(self, article: Article, records: Sequence[Record]) -> None:  # noqa: ARG002 - what every writer takes
        """Write an article's rows, whole."""
        for row in self._rows(records):
            self._stream.write(self._line([row.get(column) for column in self._columns]))
        self._stream.flush()

    def close(self) -> None:
        """Nothing to add."""

    @staticmethod
    def _line(values: Sequence[Value]) -> bytes:
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow([cell(value) for value in values])
        return buffer.getvalue().encode("utf-8")
