"""Find lexicon words in a sentence: a trie over tokens, longest match first, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from claimx.tokenize import tokenize

ValueT = TypeVar("ValueT")


# Not frozen, as words are not: made for most words of a text, and written to by nobody.
@dataclass(slots=True, unsafe_hash=True)
class Match(Generic[ValueT]):
    """Tokens ``first`` to ``last`` (exclusive) and what the lexicon has for them."""

    first: int
    last: int
    value: ValueT


class Matcher(Generic[ValueT]):
    """A trie from token sequences to values; where two entries hold the same words, the later one wins.

    >>> matcher = Matcher([("main battle tank", "tank"), ("battle", "fight")])
    >>> [(m.first, m.last, m.value) for m in matcher.find(["a", "main", "battle", "tank"])]
    [(1, 4, 'tank')]
    """

    def __init__(self, phrases: Iterable[tuple[str, ValueT]], *, lower: bool = False) -> None:
        """``lower`` folds case after cutting words as written: abbreviations ("U.S.") stay whole words that way."""
        # Below a word stand the words that go on from it; the value itself where none does, as behind most last words:
        # a dictionary for each would be half of all objects of the vocabularies.
        self._root: dict[str, Any] = {}
        for words, value in phrases:
            *stem, end = _words(words, lower=lower)
            node = self._root
            for word in stem:
                below = node.get(word)
                if type(below) is not dict:
                    below = node[word] = {} if below is None else {"": below}
                node = below
            if type(below := node.get(end)) is dict:
                below[""] = value
            else:
                node[end] = value

    def phrases(self) -> Iterator[tuple[str, ValueT]]:
        """Every phrase, its words parted by blanks, with its value."""
        stack: list[tuple[str, Any]] = [(word, below) for word, below in self._root.items()]
        while stack:
            words, below = stack.pop()
            if type(below) is not dict:
                yield words, below
            else:
                stack.extend((f"{words} {word}" if word else words, further) for word, further in below.items())

    def words(self) -> Iterator[str]:
        """Every word of every phrase, more than once where phrases share it."""
        stack: list[dict[str, Any]] = [self._root]
        while stack:
            for word, below in stack.pop().items():
                if word:
                    yield word
                if type(below) is dict:
                    stack.append(below)

    def begins(self, word: str) -> bool:
        """Whether any phrase begins with the word."""
        return word in self._root

    def openers(self) -> KeysView[str]:
        """The first words of all phrases."""
        return self._root.keys()

    def find(self, words: Sequence[str]) -> Iterator[Match[ValueT]]:
        """Leftmost-longest matches that do not overlap."""
        i, root = 0, self._root
        while i < len(words):
            # Most words begin nothing: they cost one look-up.
            match = self.at(words, i) if words[i] in root else None
            if match is None:
                i += 1
            else:
                yield match
                i = match.last

    def at(self, words: Sequence[str], i: int) -> Match[ValueT] | None:
        """The longest match that begins at token ``i``, or None."""
        end = len(words)
        below = self._root.get(words[i]) if i < end else None
        if type(below) is not dict:
            return None if below is None else Match(i, i + 1, below)
        last, value, j = -1, None, i + 1
        while True:
            if "" in below:
                last, value = j, below[""]
            if j >= end:
                break
            below = below.get(words[j])
            j += 1
            if type(below) is not dict:
                if below is not None:
                    last, value = j, below
                break
        return None if last < 0 else Match(i, last, value)  # type: ignore[arg-type]


def _words(words: str, *, lower: bool) -> list[str]:
    # Of words in plain letters the tokenizer makes what a split at the blanks does, at thirty times the price.
    if words.isascii() and words.replace(" ", "").isalpha():
        return (words.lower() if lower else words).split()
    # At the end of a text the tokenizer takes an abbreviation's point for a full stop: a word behind it prevents that.
    tokens = tokenize(words + " A")[:-1] if words.endswith(".") else tokenize(words)
    return [_fold(token.lower if lower else token.text) for token in tokens]


def _fold(word: str) -> str:
    return word.replace("\u2019", "'").replace("\u2010", "-").replace("\u2011", "-")


def plurals(noun: str) -> tuple[str, ...]:
    """The noun and its regular English plural (on the last word): soldier, soldiers. A name keeps its "man": Sherman, Shermans.

    >>> plurals("armoured fighting vehicle"), plurals("baby"), plurals("policeman"), plurals("watch")
    (('armoured fighting vehicle', 'armoured fighting vehicles'), ('baby', 'babies'), ('policeman', 'policemen'), ('watch', 'watches'))
    """
    if noun.endswith("man") and not noun.endswith(("human", "german", "woman")) and not noun[0].isupper():
        return noun, noun[:-3] + "men"
    if noun.endswith("woman"):
        return noun, noun[:-5] + "women"
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in "aeiou":
        return noun, noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun, noun + "es"
    return noun, noun + "s"
