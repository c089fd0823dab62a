"""What the label of a row names: words of the lexicon, also misspelt ones: "artilery systems", "hellicopters", "aircrafts"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimx.lexicon.items import ItemVocabulary
from claimx.models import Item, Sentence
from claimx.schema import Category
from claimx.tokenize import HYPHENS

# A shorter word differs by one letter from too many others.
_SHORTEST = 5
# What a narrower word beside them specifies: "MRAP vehicles" are what the first word says.
_WIDE = frozenset([Category.VEHICLE, Category.EQUIPMENT, Category.SPECIAL_EQUIPMENT])
_JOINTS = frozenset(["and", ",", "/", "&", "or"])
# Behind these the label only specifies: "tanks (of all makes)".
_BREAKS = frozenset(["(", "of", "for", "with"])


def read_label(sentence: Sentence, first: int, last: int, vocabulary: ItemVocabulary) -> tuple[Item, ...]:
    """The nouns under one number in tokens ``first`` to ``last``; where one letter a word is wrong, the nearest known one is meant."""
    known = _Known.of(vocabulary)
    written = sentence.lowers()[first:last]
    texts = [token.text for token in sentence.tokens[first:last]]
    found = _items(sentence, first, written, texts, vocabulary)
    meant = [known.nearest(word) for word in written]
    if meant != written:
        respelt = _items(sentence, first, meant, texts, vocabulary)
        if sum(map(_width, respelt)) > sum(map(_width, found)):
            found = respelt
    return _coordinated(written, first, found)


def _width(item: Item) -> int:
    return item.phrase.last - item.phrase.first


def _items(
    sentence: Sentence, first: int, lowers: Sequence[str], texts: Sequence[str], vocabulary: ItemVocabulary
) -> list[Item]:
    out: list[Item] = []
    i = 0
    while i < len(lowers):
        match = vocabulary.at(lowers, texts, i)
        if match is None:
            i += 1
            continue
        reading = match.value
        # "Mine-Resistant ... Vehicles": what a hyphen ties to the next word only describes.
        tied = match.last + 1 < len(texts) and texts[match.last] in HYPHENS and not reading.model
        if not reading.pseudo and not tied:
            phrase = sentence.phrase(first + match.first, first + match.last)
            model = sentence.slice(phrase) if reading.model else None
            head = first + match.first + (0 if reading.model else reading.head)
            out.append(Item(phrase, head, reading.kind, reading.category, reading.entry, model))
        i = match.last
    return out


def _coordinated(lowers: Sequence[str], first: int, found: Sequence[Item]) -> tuple[Item, ...]:
    """Of nouns side by side the last is the head; joined by "and", a comma or a stroke all count."""
    out: list[Item] = []
    for item in found:
        joint = set(lowers[out[-1].phrase.last - first : item.phrase.first - first]) if out else _JOINTS
        if joint & _JOINTS:
            out.append(item)
        elif joint & _BREAKS or (item.category in _WIDE and out[-1].category not in _WIDE):
            continue
        else:
            out[-1] = item
    return tuple(out)


class _Known:
    """The words of a vocabulary by what is left of them when one letter is taken out."""

    def __init__(self, words: Iterator[str]) -> None:
        self._words = frozenset(words)
        self._cut: dict[str, str] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST:
                for cut in _cuts(word):
                    self._cut.setdefault(cut, word)

    @staticmethod
    def of(vocabulary: ItemVocabulary) -> _Known:
        """The words of one vocabulary, read once."""
        held = _KNOWN.get(id(vocabulary))
        if held is None or held[0] is not vocabulary:
            held = _KNOWN[id(vocabulary)] = vocabulary, _Known(vocabulary.words.words())
        return held[1]

    def nearest(self, word: str) -> str:
        """The word itself where it is known or short, else the known word that differs by one letter, else itself."""
        if word in self._words or len(word) < _SHORTEST or not word.isalpha():
            return word
        near = self._found(word) if word in self._cut else None
        found = near or next((found for cut in _cuts(word) if (found := self._found(cut)) is not None), word)
        # Slips are made within a word: "crawlers" are no trawlers.
        return found if found[0] == word[0] else word

    def _found(self, cut: str) -> str | None:
        return cut if cut in self._words and len(cut) >= _SHORTEST else self._cut.get(cut)


def _cuts(word: str) -> Sequence[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


# A vocabulary cannot be hashed: it is known by its identity, and held so that no other takes its place.
_KNOWN: dict[int, tuple[ItemVocabulary, _Known]] = {}
