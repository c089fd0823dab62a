"""What people see on a terminal: log lines, progress, tables. The only module with rich, loaded when first drawn with.

Words of articles and names of files are foreign: they pass through ``claimx.visible`` before they reach a terminal or a
log, and rich gets them as ``Text``, never as markup.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import IO, TYPE_CHECKING

from claimx.visible import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from claimx.errors import ClaimxError
    from claimx.models import Article
    from claimx.schema import Record


# Set to anything, this variable of the environment shows where unforeseen errors come from.
TRACE = "CLAIMX_TRACEBACK"


class Log:
    """Messages on standard error, one line each: readable, or JSON objects for machines. Results never come here."""

    def __init__(self, as_json: bool = False, quiet: bool = False, stream: IO[str] | None = None) -> None:
        self._json = as_json
        self.quiet = quiet
        self._stream = stream

    def error(self, error: ClaimxError) -> None:
        """Tell what went wrong, with which file; told even when quiet. On request, with where it came from."""
        self._line("error", error.code, error.message, error.path)
        cause = error.__cause__
        trace = error.trace or ("".join(traceback.format_exception(cause)) if cause is not None else "")
        if trace and os.environ.get(TRACE):
            self._write(trace.rstrip())

    def warning(self, message: str, path: str | None = None) -> None:
        """Tell of something that went on all the same."""
        if not self.quiet:
            self._line("warning", "warning", message, path)

    def summary(self, text: str, **figures: float) -> None:
        """Tell how a run went, once, at its end."""
        if self.quiet:
            return
        if self._json:
            self._write(json.dumps({"summary": figures}))
        else:
            self._write(f"claimx: {text}")

    def _line(self, level: str, code: str, message: str, path: str | None) -> None:
        if self._json:
            from claimx.write.jsonl import escaped

            self._write(escaped(json.dumps({level: code, "path": path, "message": message})))
        else:
            where = f"{visible(path)}: " if path else ""
            self._write(f"claimx: {level}: {where}{visible(message)}")

    def _write(self, line: str) -> None:
        stream = self._stream or sys.stderr
        # Standard error may have any encoding; what it lacks is escaped rather than fatal.
        encoding = getattr(stream, "encoding", None) or "utf-8"
        # A message that cannot be told (a full disk under `2> log`) is no reason to lose records.
        try:
            print(line.encode(encoding, "backslashreplace").decode(encoding), file=stream, flush=True)
        except OSError:
            # Nor is what Python would try to tell once more at its exit.
            with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of anybody's
                os.dup2(nowhere.fileno(), stream.fileno())


@contextmanager
def progress(total: int | None, shown: bool) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while the block runs, cleared at its end; yields a function that takes how many articles are done.

    Where the total is not known the bar has no end.
    """
    if not shown:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
               TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("articles", total=total, rate="")

        def show(done: int) -> None:
            done = min(done, total or done)  # an article may have more than one failure
            elapsed = bar.tasks[0].elapsed
            bar.update(task, completed=done, rate=f"{done / elapsed:,.1f}/s" if elapsed else "")

        yield show


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    stream: IO[str] | None = None,
    group: str | None = None,
) -> None:
    """Draw rows of foreign words as a table: colours and width of the terminal, none where output goes to a file.

    On a terminal words stay whole. Where the table is too wide for that, columns that hold nothing are left out, the column ``group``
    becomes the title of a table for each of its values, and what is still too wide is told row by row, without columns.
    """
    from rich.console import Console
    from rich.text import Text

    stream = stream or sys.stdout
    cells = [[visible(cell) for cell in row] for row in rows]
    # 160 columns in files and pipes: enough for the widest table without folding numbers.
    console = Console(file=stream, width=None if stream.isatty() else 160, highlight=False)
    if not stream.isatty() or _natural(columns, cells) <= console.width:
        _draw(console, title, columns, cells, [None] * len(columns))
        return
    kept = [i for i in range(len(columns)) if any(row[i] for row in cells)]
    columns, cells = [columns[i] for i in kept], [[row[i] for i in kept] for row in cells]
    parts = [(title, columns, cells)]
    if group in columns:
        at = columns.index(group)
        named = [name for name in columns if name != group]
        if title:
            console.print(Text(visible(title)))
        parts = [
            (name, named, [row[:at] + row[at + 1 :] for row in of_it])
            for name, of_it in groupby(cells, key=lambda row: row[at])
        ]
    # One decision for all: tables and lists by turns are hard to read.
    widths = [_widths(names, of_it, console.width) for _, names, of_it in parts]
    for (name, names, of_it), wide in zip(parts, widths, strict=True):
        if all(widths) and wide:
            _draw(console, name, names, of_it, wide)
        else:
            _list(console, name, names, of_it)


# A frame takes a line and two blanks a column, and a line at the end.
_FRAME = 3
# A longer word (a path, an address) is folded.
_LONGEST_WORD = 24


def _natural(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The width of a table in which nothing is folded."""
    from rich.cells import cell_len

    return sum(max(map(cell_len, column)) + _FRAME for column in zip(columns, *rows, strict=True)) + 1


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int | None]:
    """The widths of columns, in a table that is too wide, between their longest word and cell; none where words would break."""
    from rich.cells import cell_len

    parts = list(zip(columns, *rows, strict=True))
    least = [min(max(cell_len(word) for cell in part for word in cell.split()), _LONGEST_WORD) for part in parts]
    most = [max(map(cell_len, part)) for part in parts]
    spare = width - 1 - sum(one + _FRAME for one in least)
    if spare < 0:
        return []
    wanted = [high - low for low, high in zip(least, most, strict=True)]
    share = min(1.0, spare / max(sum(wanted), 1))
    return [low + int(more * share) for low, more in zip(least, wanted, strict=True)]


def _draw(
    console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int | None]
) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=Text(visible(title)) if title else None, title_justify="left")
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(column, overflow="fold", width=width)
    for row in rows:
        drawn.add_row(*map(Text, row))
    console.print(drawn)


def _list(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows one below the other: the first cell, then every other that holds something, with its column's name."""
    from rich.text import Text

    if title:
        console.print(Text(visible(title), style="bold"))
    for first, *others in rows:
        console.print(Text(first, style="bold"))
        line = Text()
        for name, cell in zip(columns[1:], others, strict=True):
            if cell:
                line.append("  " if line else "")
                line.append(f"{name} ", "dim")
                line.append(cell)
        for part in _folded(console, line, _INDENT):
            console.print(Text(" " * _INDENT) + part)


def _folded(console: Console, text: Text, indent: int) -> list[Text]:
    """A line in parts that fit the terminal beside an indent; one at least."""
    parts = list(text.wrap(console, max(console.width - indent, _LEAST_WIDTH))) or [text]
    for part in parts:
        part.rstrip()
    return parts


_INDENT = 4
# However narrow the terminal, so much of a line stands beside its indent.
_LEAST_WIDTH = 20


# Styles of the marked-up article. Colours tell roles apart, underlines tell marked words where there is no colour.
_STYLES = {
    "title": "bold", "faint": "dim", "index": "bold cyan", "quantity": "bold underline", "affected": "red", "actor": "magenta",
    "source": "blue", "cue": "blue", "date": "green", "location": "yellow", "category": "", "stance": "bold yellow", "rule": "cyan",
}  # fmt: skip


def marked(lines: Iterable[Sequence[tuple[str, str]]], stream: IO[str] | None = None) -> None:
    """Print lines of styled pieces (``claimx.show``), whose words are harmless already; plain where output is no terminal."""
    from rich.console import Console
    from rich.text import Text

    stream = stream or sys.stdout
    # In files and pipes lines are as long as they are: a fold would break what others search for.
    console = Console(file=stream, highlight=False, soft_wrap=not stream.isatty())
    for line in lines:
        text = Text()
        for words, style in line:
            text.append(words, _STYLES.get(style, "") or None)
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        if not stream.isatty() or not indent:
            console.print(text)
            continue
        # What goes on from a line stands below it, further in: so a column of fields stays one.
        inner = indent + 2
        first, *others = _folded(console, text[indent:], inner)
        console.print(Text(" " * indent) + first)
        for other in others:
            console.print(Text(" " * inner) + other)


class ClaimTable:
    """Claims as a table for people, drawn when all are there; a writer like those of ``claimx.write``."""

    COLUMNS = ("claim", "affected", "actor", "source", "date", "place", "document")

    def __init__(self, stream: IO[str] | None = None) -> None:
        self._stream = stream
        self._rows: list[tuple[str, ...]] = []

    def write(self, article: Article, records: Sequence[Record]) -> None:
        """Add an article's claims."""
        from claimx.fields import claim_in_words, days

        for record in records:
            named = (record.affected, record.actor, record.source)
            self._rows.append(
                (
                    claim_in_words(record),
                    *(part.name if part else "" for part in named),
                    days(record.date) if record.date else "",
                    record.location.name if record.location else "",
                    article.id,
                )
            )

    def close(self) -> None:
        """Draw the table, or say that there is nothing to draw."""
        if not self._rows:
            print("no claims found", file=self._stream or sys.stdout)
            return
        table("", self.COLUMNS, self._rows, self._stream, group="document")
