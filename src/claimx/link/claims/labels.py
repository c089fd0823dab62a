"""Labels of rows that no lexicon has as they are spelt: "artilery systems", "hellicopters", "aircrafts"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from claimx.lexicon.items import ItemVocabulary
from claimx.models import Item, Sentence

# A shorter word differs by one letter from too many others.
_SHORTEST = 5


def respelt(sentence: Sentence, first: int, last: int, vocabulary: ItemVocabulary) -> Item | None:
    """The equipment or people that a label names where one letter a word is too many, missing, wrong or misplaced."""
    known = _Known.of(vocabulary)
    lowers = [known.nearest(token.lower) for token in sentence.tokens[first:last]]
    texts = [token.text for token in sentence.tokens[first:last]]
    best = None
    for i in range(len(lowers)):
        match = vocabulary.at(lowers, texts, i)
        if match is not None and not match.value.pseudo and (best is None or match.last >= best.last):
            best = match
    if best is None:
        return None
    phrase = sentence.phrase(first + best.first, first + best.last)
    reading = best.value
    return Item(
        phrase, first + best.first + reading.head, reading.kind, reading.category, reading.entry, None, plural=True
    )


class _Known:
    """The words of a vocabulary by what is left of them when one letter is taken out."""

    def __init__(self, words: Iterator[str]) -> None:
        self._words = frozenset(word for phrase in words for word in phrase.split())
        self._cut: dict[str, str] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST:
                for cut in _cuts(word):
                    self._cut.setdefault(cut, word)

    @staticmethod
    def of(vocabulary: ItemVocabulary) -> _Known:
        return _known(id(vocabulary), tuple(words for words, _ in vocabulary.words.phrases()))

    def nearest(self, word: str) -> str:
        """The word itself where it is known or short, else the known word that differs by one letter, else itself."""
        if word in self._words or len(word) < _SHORTEST or not word.isalpha():
            return word
        if word in self._cut:
            return self._cut[word]
        return next((found for cut in _cuts(word) if (found := self._found(cut)) is not None), word)

    def _found(self, cut: str) -> str | None:
        return cut if cut in self._words and len(cut) >= _SHORTEST else self._cut.get(cut)


def _cuts(word: str) -> Sequence[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


@lru_cache(maxsize=4)
def _known(_: int, words: tuple[str, ...]) -> _Known:
    return _Known(iter(words))
