"""Words that deny, hedge or hypothesise, after ConText: cues with a direction, pseudo-cues, and what ends a scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Match, Matcher
from claimx.schema import Stance


class QualifierEntry(Entry):
    """A family of qualifying words.

    ``kind``: "denial" and "possibility" set the stance of what they reach; "hypothetical" voids it; "deliverable" are the verbs
    of giving, whose plans are pledges and claims; "harm" the verbs that make a bare future ("will kill") hypothetical;
    "pseudo" looks like a cue and is none; "termination" ends the scope of a cue before it.
    ``reach``: "following" words reach what follows, "clause" words also their subject before them, "subject" words
    their subject alone ("reports of 12 dead are false"), "future" words reach what
    follows where a verb of harm comes next.
    """

    kind: Literal["denial", "possibility", "hypothetical", "deliverable", "harm", "pseudo", "termination"]
    reach: Literal["following", "clause", "subject", "future"] = "following"
    rule: str | None = None

    @property
    def stance(self) -> Stance | None:
        """The stance that the cue sets, None for all that are no stance cue."""
        return {"denial": Stance.DENIED, "possibility": Stance.POSSIBLE}.get(self.kind)


@dataclass(frozen=True, slots=True)
class QualifierVocabulary:
    """Compiled matchers over ``data/qualifiers.toml``."""

    entries: tuple[QualifierEntry, ...]
    deliverables: frozenset[str]
    harms: frozenset[str]
    _matcher: Matcher[QualifierEntry]

    @classmethod
    def load(cls, extra: Path | None = None) -> QualifierVocabulary:
        """The packaged vocabulary, with the entries of ``extra/qualifiers.toml``. Raises LexiconError."""
        entries = load_entries("qualifiers", QualifierEntry, extra)
        words = {
            kind: frozenset(word for entry in entries if entry.kind == kind for word in entry.words)
            for kind in ("deliverable", "harm")
        }
        matcher = Matcher((word, entry) for entry in entries if entry.kind not in words for word in entry.words)
        return cls(entries, words["deliverable"], words["harm"], matcher)

    def find(self, lowers: Sequence[str]) -> Iterator[Match[QualifierEntry]]:
        """Cues, pseudo-cues and terminations; the longest match wins, so a pseudo-cue hides the cue within it."""
        return self._matcher.find(lowers)
