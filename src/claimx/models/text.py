"""An article as read and as cut: blocks, sentences, tokens, and the phrases that index them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from claimx.schema import (
    PublishedBasis,
)


@dataclass(frozen=True, slots=True)
class Article:
    """One text as read, with what is known of it. ``text`` is never rewritten."""

    text: str
    id: str = "article"
    path: str = "-"
    sha256: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    published_basis: PublishedBasis | None = None
    # Further columns of the input row, carried along untouched for library users.
    extra: Mapping[str, str] = field(default_factory=dict)


class BlockKind(StrEnum):
    """What part of an article's layout a block is."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    ROW = "row"
    BOILERPLATE = "boilerplate"


@dataclass(slots=True, unsafe_hash=True)
class Block:
    """A stretch of layout: a paragraph, a bullet, a heading, a row of a list. ``heading`` is the index of the block it stands under."""

    index: int
    kind: BlockKind
    start: int
    end: int
    heading: int | None = None

    @property
    def listed(self) -> bool:
        """True for an item or a row of a list."""
        return self.kind is BlockKind.LIST_ITEM or self.kind is BlockKind.ROW


# Words, spans, sentences, mentions and claims are not frozen: a frozen class takes four to eight times as long to make, and there
# are millions of them. Nobody writes to one.
@dataclass(slots=True, unsafe_hash=True)
class Token:
    """A word or a mark of punctuation; the syntax fields are empty in a sentence that was not parsed.

    ``head`` is the index of the syntactic head in the sentence (its own index at the root); ``dep``, ``pos``
    and ``tag`` are spaCy's labels (ClearNLP dependencies, Universal POS, Penn tags), ``ent`` its entity type.
    """

    i: int
    text: str
    lower: str
    start: int
    end: int
    space: bool
    lemma: str = ""
    pos: str = ""
    tag: str = ""
    dep: str = ""
    head: int = -1
    ent: str = ""


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """Tokens ``first`` to ``last`` (exclusive) of one sentence, and where they stand in the article.

    ``sentence`` is the index of that sentence in the document: positions mean nothing in any other.
    """

    first: int
    last: int
    start: int
    end: int
    sentence: int

    def covers(self, token: int | Span) -> bool:
        """True where the token index, or the whole of the other span, lies within."""
        if isinstance(token, int):
            return self.first <= token < self.last
        token.check(self.sentence)
        return self.first <= token.first and token.last <= self.last

    def overlaps(self, other: Span) -> bool:
        """True where both share a token."""
        other.check(self.sentence)
        return self.first < other.last and other.first < self.last

    def check(self, sentence: int) -> None:
        """Raises SpanError unless the span belongs to the sentence of that index."""
        if self.sentence != sentence:
            msg = f"a span of sentence {self.sentence} is no position in sentence {sentence}"
            raise SpanError(msg)


class SpanError(ValueError):
    """Positions of two sentences were compared, or one sentence was read at a position of another."""


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence, headline or list item of an article.

    ``candidate`` tells that the gate saw a number and a loss in it; ``parsed`` that its tokens carry syntax.
    ``children[i]`` are the syntactic dependants of token i (empty tuple unless parsed).
    """

    index: int
    block: Block
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...] = ()
    candidate: bool = False
    parsed: bool = False
    children: tuple[tuple[int, ...], ...] = ()
    # A part of what was too long to be one sentence.
    stretch: bool = False
    _lowers: list[str] | None = field(default=None, init=False, repr=False, compare=False)
    # Its source nouns by words as they are; ``claimx.lexicon.attributions`` finds them, for finder and linker.
    sources: Any = field(default=None, init=False, repr=False, compare=False)
    # Whether its capitals tell nothing; ``claimx.find.places.capitals`` fills it.
    titled: bool | None = field(default=None, init=False, repr=False, compare=False)
    # What was read of this sentence once and is asked again and again, by token; see ``claimx.clauses``.
    _clauses: dict[int, Any] | None = field(default=None, init=False, repr=False, compare=False)

    def cut(self, tokens: tuple[Token, ...]) -> Sentence:
        """The sentence with its words, which have no syntax yet."""
        return Sentence(
            self.index, self.block, self.start, self.end, self.text, tokens, self.candidate, stretch=self.stretch
        )

    def phrase(self, first: int, last: int) -> Span:
        """The phrase of tokens ``first`` to ``last`` (exclusive)."""
        return Span(first, last, self.tokens[first].start, self.tokens[last - 1].end, self.index)

    def slice(self, phrase: Span) -> str:
        """The article's own words of a phrase, white space and all."""
        phrase.check(self.index)
        return self.text[phrase.start - self.start : phrase.end - self.start]

    def clauses(self) -> dict[int, Any]:
        """The clauses read so far, by trigger; ``claimx.clauses`` fills it."""
        known = self._clauses
        if known is None:
            known = {}
            self._clauses = known
        return known

    def lowered(self, phrase: Span) -> tuple[str, ...]:
        """The lower-cased words of a phrase."""
        phrase.check(self.index)
        return tuple(token.lower for token in self.tokens[phrase.first : phrase.last])

    def lowers(self) -> list[str]:
        """The lower-cased words, for lexicon matchers; one list for all who ask, so nobody changes it."""
        lowers = self._lowers
        if lowers is None:
            lowers = [token.lower for token in self.tokens]
            self._lowers = lowers
        return lowers

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) token of the smallest stretch that holds all dependants of token i."""
        low = high = i
        stack = [i]
        while stack:
            j = stack.pop()
            low, high = min(low, j), max(high, j)
            stack.extend(self.children[j])
        return low, high + 1

    def ancestors(self, i: int) -> list[int]:
        """Token i's head, its head's head and so on to the root."""
        out: list[int] = []
        if not self.parsed:
            return out
        while self.tokens[i].head != i and len(out) < len(self.tokens):
            i = self.tokens[i].head
            out.append(i)
        return out
