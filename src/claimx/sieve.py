"""Articles through the gate: which of their sentences are worth reading, told without a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from claimx.gate import Gate
from claimx.layout import find_blocks, read_plain, split_sentences, story_starts
from claimx.lexicon.gate_words import GateWords, load_gate_words
from claimx.models import Article, Block, Sentence
from claimx.offsets import Plain

# A longer text is no article but a file of many, and is read in pieces of whole paragraphs, so that memory does not grow
# with it: words and mentions of a piece take 200 bytes a character. The longest reports are about as long.
PIECE = 200_000
# Of a text longer than this the plain form and the blocks are made a part at a time: a text of 50 MB would else be held twice.
PART = 4_000_000
# Between paragraphs, or else between lines.
_GAPS = ("\n\n", "\n\r\n", "\n")
# What claims in more stretches than these, each of 400 words, without the end of a sentence between them is no prose: two
# thousand claims in one sentence, where a war's longest list has a hundred.
STRETCHES = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """An article, or a piece of a long one, with the sentences that are still to be read; candidates have tokens.

    Blocks and sentences are those of the plain text.
    """

    article: Article
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    last: bool = True
    plain: Plain | None = None
    # Where sentences begin that are left out, because they claim without end.
    endless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sifted:
    """An article that has gone through the gate; may be read in another process than it was sifted in."""

    article: Article
    drafts: tuple[Draft, ...]

    @property
    def may_claim(self) -> bool:
        """False where the words of the article alone show that it has no claim."""
        return any(draft.sentences for draft in self.drafts)


class Sieve:
    """The gate over whole articles. It needs the gate's words alone, so it works before model and lexicon are there."""

    def __init__(self, words: GateWords) -> None:
        self.gate = Gate(words)
        self._boilerplate = words.boilerplate

    def sift(self, article: Article) -> Sifted:
        """The article with the sentences in it that may claim."""
        return Sifted(article, tuple(self.drafts([article])))

    def drafts(self, articles: Iterable[Article | Sifted]) -> Iterator[Draft]:
        """The drafts of all articles, in order; long ones in pieces."""
        for article in articles:
            if isinstance(article, Sifted):
                yield from article.drafts
                continue
            for start, end in _parts(article.text):
                plain = read_plain(article.text[start:end])
                if start:
                    plain = replace(plain, base=start)
                yield from self._drafts(article, plain, last=end == len(article.text))

    def _drafts(self, article: Article, plain: Plain, *, last: bool) -> Iterator[Draft]:
        text = plain.text
        # Most texts hold no claim: what the gate refuses is never cut into sentences, let alone into words.
        blocks = tuple(find_blocks(text, self._boilerplate))
        kept = self.gate.blocks(text, blocks)
        if not kept:
            yield Draft(article, last=last)
            return
        pieces = list(_pieces(text, blocks))
        for number, piece in enumerate(pieces, 1):
            indices = frozenset(block.index for block in piece)
            likely = split_sentences(text, tuple(block for block in kept if block.index in indices))
            sifted = {sentence.start: sentence for sentence in self.gate.sift(likely) if sentence.tokens}
            sentences: tuple[Sentence, ...] = ()
            told = any(sentence.candidate for sentence in sifted.values())
            if told or (sifted and self.gate.counts_arms(text, piece)):
                whole = split_sentences(text, piece)
                sentences = self.gate.widen(
                    [replace(sifted[each.start], index=each.index) if each.start in sifted else each for each in whole]
                )
            sentences, endless = ended(sentences)
            if not any(sentence.candidate for sentence in sentences):
                sentences = ()
            yield Draft(article, blocks, sentences, last and number == len(pieces), plain, endless)


def ended(sentences: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], tuple[int, ...]]:
    """The sentences, none of them a candidate in a block that claims without end; and where those begin."""
    claiming = Counter(sentence.block.index for sentence in sentences if sentence.candidate and sentence.stretch)
    endless = {block for block, count in claiming.items() if count > STRETCHES}
    if not endless:
        return sentences, ()
    starts: dict[int, int] = {}
    for each in sentences:
        if each.stretch and each.block.index in endless:
            starts.setdefault(each.block.index, each.start)
    kept = (
        replace(each, candidate=False, tokens=()) if each.stretch and each.block.index in endless else each
        for each in sentences
    )
    return tuple(kept), tuple(sorted(starts.values()))


def load_sieve(lexicon_dir: Path | None = None) -> Sieve:
    """A sieve of the shipped words and those of a folder. Raises LexiconError."""
    return Sieve(load_gate_words(lexicon_dir))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """A text whole, or, where it is a file of many articles, in parts of whole paragraphs, so that its plain form is held a part at a time."""
    start = 0
    while len(text) - start > PART:
        cut = next((at for gap in _GAPS if (at := text.rfind(gap, start + PART // 2, start + PART)) >= 0), -1)
        if cut < 0:
            break
        yield start, cut
        start = cut
    yield start, len(text)


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks of a text, together where it is one story no longer than an article may be, else in pieces."""
    first = 0
    starts = frozenset(story_starts(text, blocks))
    for i, block in enumerate(blocks):
        if i > first and (i in starts or block.end - blocks[first].start > PIECE):
            yield tuple(blocks[first:i])
            first = i
    yield tuple(blocks[first:])
