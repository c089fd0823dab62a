"""The gate: which texts and sentences may hold a claim, told by words alone, before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claimx.lexicon import Lexicon
from claimx.models import Sentence


class Gate:
    """Lets pass what holds a loss word and a counting word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._losses = lexicon.losses.gate_words()
        self._items = lexicon.items.gate_words()

    def may_claim(self, text: str) -> bool:
        """False where no sentence of the text can hold a claim."""
        return True

    def candidates(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences, those marked that hold a loss word and a counting word, and the lines of a loss list."""
        headings: set[int] = set()
        for sentence in sentences:
            words = {token.lower for token in sentence.tokens}
            told = not words.isdisjoint(self._losses)
            if told:
                headings.add(sentence.block.index)
            listed = sentence.block.heading in headings and any(word[0].isdigit() for word in words)
            yield replace(sentence, candidate=told or listed)
