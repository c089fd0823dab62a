"""Whether a sentence has a name that no vocabulary and no gazetteer knows: only such names need a model to tell their type."""

from __future__ import annotations

from collections.abc import Collection

from claimx.lexicon.gazetteer import locate
from claimx.models import Sentence


def has_unknown_name(sentence: Sentence, known: Collection[str]) -> bool:
    """Whether a run of capitalised proper nouns (of capitals, before parsing) is neither a place as a whole nor made of ``known`` words.

    ``known`` are words in small letters. "Charles Washington" is unknown, though either word is a town somewhere.
    """
    tokens = sentence.tokens
    i, end = 0, len(tokens)
    while i < end:
        if not _is_name(tokens[i].text, tokens[i].pos):
            i += 1
            continue
        first, all_known = i, True
        while i < end and _is_name(tokens[i].text, tokens[i].pos):
            all_known = all_known and tokens[i].lower in known
            i += 1
        if not all_known and not locate(sentence.slice(sentence.phrase(first, i))):
            return True
    return False


def _is_name(word: str, pos: str) -> bool:
    return (not pos or pos == "PROPN") and word[:1].isupper()
