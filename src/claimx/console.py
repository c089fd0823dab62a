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
from typing import IO, TYPE_CHECKING

from claimx.visible import visible

if TYPE_CHECKING:
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


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], stream: IO[str] | None = None) -> None:
    """Draw rows of foreign words as a table: colours and width of the terminal, none where output goes to a file."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    stream = stream or sys.stdout
    # 160 columns in files and pipes: enough for the widest table without folding numbers.
    width = None if stream.isatty() else 160
    console = Console(file=stream, width=width, highlight=False)
    drawn = Table(title=Text(visible(title)) if title else None, title_justify="left")
    for column in columns:
        drawn.add_column(column, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    console.print(drawn)


# Styles of the marked-up article. Colours tell roles apart, underlines tell marked words where there is no colour.
_STYLES = {
    "title": "bold", "faint": "dim", "index": "bold cyan", "quantity": "bold underline", "affected": "red", "actor": "magenta",
    "source": "blue", "cue": "blue", "date": "green", "location": "yellow", "category": "", "stance": "bold yellow", "rule": "cyan",
}  # fmt: skip


# However narrow the terminal, so much of a line stands beside its indent.
_LEAST_WIDTH = 20


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
        text.rstrip()
        first, *others = text[indent:].wrap(console, max(console.width - inner, _LEAST_WIDTH)) or [Text()]
        console.print(Text(" " * indent) + first)
        for other in others:
            console.print(Text(" " * inner) + other)


# Below this many columns a table of seven columns folds words.
_NARROW = 110


class ClaimTable:
    """Claims as a table for people, drawn when all are there; a writer like those of ``claimx.write``.

    On narrow terminals the columns that hold nothing are left out, so that words stay whole.
    """

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
        stream = self._stream or sys.stdout
        if not self._rows:
            print("no claims found", file=stream)
            return
        kept = list(range(len(self.COLUMNS)))
        if stream.isatty() and _width(stream) < _NARROW:
            kept = [i for i in kept if any(row[i] for row in self._rows)]
            if len({row[-1] for row in self._rows}) == 1:
                kept.remove(len(self.COLUMNS) - 1)
        table("", [self.COLUMNS[i] for i in kept], [[row[i] for i in kept] for row in self._rows], self._stream)


def _width(stream: IO[str]) -> int:
    """Columns of the terminal behind the stream."""
    from rich.console import Console

    return Console(file=stream).width
