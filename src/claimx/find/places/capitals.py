"""Runs of capitalised words: where a name may stand. "Deir al-Balah" and "Line of Control" are one run each."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.lexicon.places import LOCATIVES, PlaceVocabulary
from claimx.models import Sentence, Token
from claimx.tokenize import HYPHENS

# A headline in title case capitals nearly all longer words; prose full of names reaches two thirds.
TITLE_SHARE = 0.7
# Fewer words than this say nothing about the style of a line.
TITLE_WORDS = 4
# Prepositions and articles of three letters and fewer stay small in title case.
SMALL_WORD = 3


# Articles that a name begins with in its own language; some write them small.
_ARTICLES = frozenset(["la", "le", "les", "los", "las", "ad", "ar", "as", "ash", "at", "az"])
_ARABIC_ARTICLES = frozenset(["al", "el", "ad", "ar", "as", "ash", "at", "az"])
_SMALL_FIRST = _ARTICLES | _ARABIC_ARTICLES


def is_capital(token: Token) -> bool:
    """True where a word begins with a capital letter."""
    return token.text[0].isupper()


def is_title_case(sentence: Sentence) -> bool:
    """True where capitals tell nothing: a headline in title case or in capitals."""
    if sentence.titled is None:
        sentence.titled = _is_title_case(sentence)
    return sentence.titled


def _is_title_case(sentence: Sentence) -> bool:
    words = [token for token in sentence.tokens if token.text[0].isalpha()]
    if len(words) >= TITLE_WORDS and all(map(is_capital, words)):
        return True  # "Kenya Bus Crash Kills 12"
    told = [token for token in words if token.lower not in _SMALL]
    if len(words) >= TITLE_WORDS and len(told) >= SMALL_WORD and all(map(is_capital, told)) and not _is_ended(sentence):
        return True  # "12 Lost in Bus Plunge"
    words = [token for token in words if len(token.text) > SMALL_WORD]
    return len(words) >= TITLE_WORDS and sum(map(is_capital, words)) > TITLE_SHARE * len(words)


_SMALL = frozenset("a an the in on at of to for and or but by from with after as over into onto near".split())


def _is_ended(sentence: Sentence) -> bool:
    """True for a line with a full stop: no headline."""
    return sentence.tokens[-1].text in (".", "!", "?", '"', "\u201d")


def runs(sentence: Sentence, lowers: list[str], vocabulary: PlaceVocabulary) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) token of each longest run of capitalised words, left to right."""
    i, count, tokens = 0, len(lowers), sentence.tokens
    while i < count:
        if not tokens[i].text[0].isupper() and (lowers[i] not in _SMALL_FIRST or not _begins(sentence, lowers, i)):
            i += 1
            continue
        j = i
        while (step := _next(sentence, lowers, j, vocabulary)) > j:
            j = step
        if j > i:
            yield i, j
        i = max(j, i + 1)


def _begins(sentence: Sentence, lowers: list[str], i: int) -> bool:
    """True where a name may begin at an article in small letters."""
    if (
        lowers[i] in _ARTICLES
        and i
        and (lowers[i - 1] in LOCATIVES or lowers[i - 1] == "of")
        and i + 1 < len(lowers)
        and is_capital(sentence.tokens[i + 1])
    ):
        return True  # "near le Touquet"
    # "al-Mawasi", "al Mallah": the article in small letters belongs to the name.
    return lowers[i] in _ARABIC_ARTICLES and (
        _hyphen(sentence, i + 1)
        and i + 2 < len(lowers)
        and is_capital(sentence.tokens[i + 2])
        or lowers[i] in ("al", "el")
        and i + 1 < len(lowers)
        and is_capital(sentence.tokens[i + 1])
    )


def _next(sentence: Sentence, lowers: list[str], j: int, vocabulary: PlaceVocabulary) -> int:
    """Where the run goes on after token j, or j itself."""
    tokens, count = sentence.tokens, len(lowers)
    if j >= count:
        return j
    known = vocabulary.names.at(lowers, j)
    if known is not None and is_capital(tokens[j]):
        return known.last
    if is_capital(tokens[j]):
        return j + 1
    if (
        _hyphen(sentence, j)
        and j + 1 < count
        and not tokens[j].space
        and (is_capital(tokens[j + 1]) or lowers[j + 1] in vocabulary.hyphened)
    ):
        return j + 2
    small = vocabulary.hyphened if j > 0 and _hyphen(sentence, j - 1) else vocabulary.connectors
    if lowers[j] in small and j + 1 < count:
        if is_capital(tokens[j + 1]):
            return j + 2
        if _hyphen(sentence, j + 1) and j + 2 < count and is_capital(tokens[j + 2]):
            return j + 3
    # "Deir al-Balah": the article that only a hyphen makes part of the name.
    if lowers[j] in vocabulary.hyphened and _hyphen(sentence, j + 1) and j + 2 < count and is_capital(tokens[j + 2]):
        return j + 3
    return j


def _hyphen(sentence: Sentence, i: int) -> bool:
    return i < len(sentence.tokens) and sentence.tokens[i].text in HYPHENS
