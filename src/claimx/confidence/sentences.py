"""What a sentence looks like by its words alone: how long, how hedged, how many names, numbers, clauses. Counted once a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]++(?:['’-][^\W_]++)*+")
# What ends a sentence; a headline, a caption or a row of a list ends in none of these.
_ENDS = (".", "!", "?", "…", '"', "'", "”", "’", "»", ")")
_CLAUSE = re.compile(r"[,;:—–()]")
_QUOTE = re.compile(r'["“”«»]')
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PLACE = re.compile(r"\b(?:in|at|near|outside|around|on|of|from|to)\s{1,3}(?:the\s{1,3})?[A-Z]\w")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|are|is)\s{1,3}(?:\w{1,20}\s{1,3})?\w{1,20}(?:ed|en|wn|ot|ilt|st)\b")
# Closed classes of English, small on purpose: they say how a sentence talks, not what it means; the vocabularies do that.
_CUES = frozenset(
    """said says say saying told tells according report reports reported reporting reportedly claim claims claimed claiming announced
    announces announcing confirmed confirms confirming stated states statement estimated estimates added adds adding alleged alleges
    allegedly quoted quoting cited citing tweeted wrote source sources official officials spokesman spokeswoman spokesperson witness
    witnesses ministry""".split()
)  # fmt: skip
_UNREAL = frozenset(
    """if would could might may should unless whether plan plans planned threat threats threaten threatened threatens risk fear feared fears
    expected likely need needs needed want wants wanted will train training trained exercise exercises accused accusing convicted charged
    charges trial sentenced anniversary film book novel test tested drill drills""".split()
)  # fmt: skip
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december today yesterday tonight overnight morning evening night afternoon week weekend month year hour hours day days ago
    since last earlier recent recently now""".split()
)  # fmt: skip
_PRONOUNS = frozenset("he she it they his her its their them him we our us i".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands scores several".split()
)
# Characters around the number in which a word is near it: half a line.
NEAR = 60
# Between a number and a party further away there is always a clause; a page-long row is not searched for each of its claims.
FARTHEST = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's text and its counts; ``names``, ``clauses`` and ``unreal`` are offsets in it, in order."""

    text: str
    words: frozenset[str]
    length: int
    lower: float  # the share of words that begin with a small letter
    fragment: bool
    passive: bool
    quotes: bool
    cues: int
    times: int
    years: int
    places: int
    pronouns: int
    numbers: int
    names: tuple[int, ...]
    clauses: tuple[int, ...]
    unreal: tuple[int, ...]

    def clauses_before(self, offset: int) -> int:
        """How many commas, colons, dashes and brackets stand before an offset."""
        return bisect_left(self.clauses, offset)

    def unreal_near(self, start: int, end: int) -> bool:
        """True where a word of what is not real stands near a span."""
        return bisect_left(self.unreal, end + NEAR) > bisect_left(self.unreal, start - NEAR)

    def names_in(self, start: int, end: int) -> int:
        """How many names begin in a span."""
        return bisect_left(self.names, end) - bisect_left(self.names, start)

    def names_outside(self, spans: Iterable[Span]) -> int:
        """How many names begin outside all spans."""
        count, reached = len(self.names), 0
        for start, end in sorted(spans):
            count -= max(0, self.names_in(max(start, reached), end))
            reached = max(reached, end)
        return count

    def clause_between(self, start: int, end: int) -> bool:
        """True where a comma, colon, dash or bracket stands in a span, or where it is very long."""
        return end - start > FARTHEST or self.clauses_before(end) > self.clauses_before(start)


def read_sentence(text: str) -> Sentence:
    """The counts of a sentence, in one pass for each."""
    found = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    low = [word.lower() for word, _ in found]
    digits = sum(word[0].isdigit() for word in low)
    return Sentence(
        text=text,
        words=frozenset(low),
        length=len(found),
        lower=sum(word[0].islower() for word, _ in found) / max(1, len(found)),
        fragment=not text.rstrip().endswith(_ENDS),
        passive=_PASSIVE.search(text) is not None,
        quotes=_QUOTE.search(text) is not None,
        cues=sum(word in _CUES for word in low),
        times=sum(word in _TIMES for word in low),
        years=sum(1 for _ in _YEAR.finditer(text)),
        places=sum(1 for _ in _PLACE.finditer(text)),
        pronouns=sum(word in _PRONOUNS for word in low),
        numbers=digits + sum(word in _NUMBERS for word in low),
        # The first word begins with a capital whatever it is.
        names=tuple(at for word, at in found[1:] if word[0].isupper()),
        clauses=tuple(match.start() for match in _CLAUSE.finditer(text)),
        unreal=tuple(at for (_, at), word in zip(found, low, strict=True) if word in _UNREAL),
    )
