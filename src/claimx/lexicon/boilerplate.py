"""The words of page furniture (menus, links, biographies, appeals), compiled."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimx.lexicon.entries import Entry, load_entries


class BoilerplateEntry(Entry):
    """Words of page furniture; ``kind`` tells how far one of them reaches (see the data file's head)."""

    kind: Literal["line", "prefix", "section", "inside", "box"]


@dataclass(frozen=True, slots=True)
class BoilerplateVocabulary:
    """Lower-case words per kind."""

    lines: frozenset[str]
    prefixes: tuple[str, ...]
    sections: tuple[str, ...]
    inside: tuple[str, ...]
    boxes: tuple[str, ...]
    entries: tuple[BoilerplateEntry, ...]

    @classmethod
    def load(cls, extra: Path | None = None) -> BoilerplateVocabulary:
        """Raises LexiconError where a data file breaks its schema."""
        entries = load_entries("boilerplate", BoilerplateEntry, extra)

        def words(kind: str) -> tuple[str, ...]:
            return tuple(word for entry in entries if entry.kind == kind for word in entry.words)

        return cls(frozenset(words("line")), words("prefix"), words("section"), words("inside"), words("box"), entries)
