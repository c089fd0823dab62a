"""Words that tell that a text is about armed conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Matcher

# One word may be a figure of speech ("price war", "rebel backbenchers"); two different ones hardly are.
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class ConflictVocabulary:
    """Compiled words of armed conflict."""

    words: Matcher[str]

    @classmethod
    def load(cls, extra: Path | None = None) -> ConflictVocabulary:
        """``data/conflict.toml``, with ``extra/conflict.toml`` added. Raises LexiconError."""
        entries = load_entries("conflict", Entry, extra)
        return cls(Matcher((word, word) for entry in entries for word in entry.words))

    def tells_conflict(self, sentences: Iterable[list[str]]) -> bool:
        """True where the sentences (lists of lower-case words) hold enough different words of armed conflict."""
        seen: set[str] = set()
        for words in sentences:
            seen.update(match.value for match in self.words.find(words))
            if len(seen) >= ENOUGH:
                return True
        return False
