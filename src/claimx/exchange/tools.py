"""The tools by name: how each is written and read, and what it cannot take is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from claimx.errors import RecordError
from claimx.exchange import doccano, label_studio, prodigy
from claimx.exchange.marks import Task


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for a tool, settings to go with it (by file name), and what the user should know."""

    text: str
    settings: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class _Tool(Protocol):
    def write(self, tasks: Sequence[Task]) -> tuple[str, dict[str, str], list[str]]: ...
    def read(self, text: str) -> tuple[list[Task], list[str]]: ...


TOOLS: Mapping[str, _Tool] = {"label-studio": label_studio, "doccano": doccano, "prodigy": prodigy}


def export(tool: str, tasks: Sequence[Task]) -> Exported:
    """The tasks in the tool's import format."""
    text, settings, notes = TOOLS[tool].write(tasks)
    return Exported(text, settings, tuple(notes))


def read_corrected(tool: str, text: str, path: str | None = None) -> tuple[list[Task], list[str]]:
    """The corrected tasks of a tool's export, and notes on what was passed over.

    Raises RecordError where it is not the tool's export, or names no document.
    """
    try:
        return TOOLS[tool].read(text)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise RecordError(f"is not an export of {tool}: {what}", path) from error
