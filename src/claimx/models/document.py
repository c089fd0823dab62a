"""An article with its sentences and their mentions: what the linkers look through for context."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from claimx.models.layout import Layout
from claimx.models.mentions import Mentions
from claimx.models.text import Article, Block, Sentence
from claimx.offsets import Plain


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into sentences, with what the finders saw in each (``mentions[i]`` belongs to ``sentences[i]``).

    Sentences that are neither candidates nor context have empty mentions; boilerplate has no sentences at all.
    Offsets are those of ``text``, the article's plain text; ``resolve`` turns them into those of the text as read.
    """

    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mentions, ...]
    layout: Layout
    plain: Plain | None = None

    @property
    def text(self) -> str:
        """The plain text, which all offsets index."""
        return self.article.text if self.plain is None else self.plain.text

    def sentence_at(self, offset: int) -> int:
        """The index of the last sentence that begins at or before the offset; -1 before the first."""
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1

    def as_read(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text as offsets of the text as read."""
        return (start, end) if self.plain is None else self.plain.span(start, end)
