"""An article with its sentences and their mentions: what the linkers look through for context."""

from __future__ import annotations

from dataclasses import dataclass

from claimx.models.mentions import Mentions
from claimx.models.text import Article, Block, Sentence


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into sentences, with what the finders saw in each (``mentions[i]`` belongs to ``sentences[i]``).

    Sentences that are neither candidates nor context have empty mentions; boilerplate has no sentences at all.
    """

    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mentions, ...]
