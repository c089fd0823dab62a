"""Text in capitals as it would be written: the parser learned from small letters and fails on wire copy in capitals.

Only what the parser sees is changed; the words of a sentence, and every span, stay as the text has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# A headline has a few words in capitals, an acronym is one; a sentence in capitals is in capitals nearly throughout.
SHARE = 0.7
# Shorter than this, a line of acronyms ("UN, NATO, EU") could be taken for a sentence.
SHORTEST = 4


def in_capitals(words: Sequence[str]) -> bool:
    """True for a sentence set in capitals throughout.

    >>> in_capitals("SEVEN PEASANTS WERE MURDERED .".split()), in_capitals("The FMLN and UNO said .".split())
    (True, False)
    """
    spelled = [word for word in words if word.isalpha() and len(word) > 1]
    return len(spelled) >= SHORTEST and sum(word.isupper() for word in spelled) >= SHARE * len(spelled)


def truecase(words: Sequence[str], proper: Mapping[str, str]) -> list[str]:
    """The words in small letters but for the first and for proper names, which ``proper`` gives by their small letters.

    >>> truecase("SEVEN PEASANTS WERE MURDERED IN PERU .".split(), {"peru": "Peru"})
    ['Seven', 'peasants', 'were', 'murdered', 'in', 'Peru', '.']
    """
    out = []
    for i, word in enumerate(words):
        low = word.lower()
        out.append(proper.get(low) or (low.capitalize() if i == 0 else low))
    return out
