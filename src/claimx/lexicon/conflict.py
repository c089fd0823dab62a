"""Words that tell that a text is about armed conflict."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Matcher


@dataclass(frozen=True, slots=True)
class ConflictVocabulary:
    """Compiled words of armed conflict."""

    words: Matcher[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> ConflictVocabulary:
        """``data/conflict.toml``, with ``extra/conflict.toml`` added. Raises LexiconError."""
        entries = load_entries("conflict", Entry, extra)
        return cls(Matcher((word, word) for entry in entries for word in entry.words))
