"""The town in capitals that opens a wire's report, told by its words alone: "KYIV, Ukraine, March 3 (Reuters) -"."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.models import Token

# A dateline has at most so many words before its dash.
LENGTH = 14
DASHES = frozenset({"-", "–", "—", "--", "_"})


def capitals_end(tokens: Sequence[Token]) -> int:
    """The token after the dash behind a town in capitals that opens a sentence; 0 where none does."""
    if not tokens or not is_capitals(tokens[0].text):
        return 0
    for i, token in enumerate(tokens[:LENGTH]):
        # A hyphen inside a word has no blank before it; a long dash needs none: "ACCRA—Rebels".
        parted = i and (tokens[i - 1].space or (token.text != "-" and is_capitals(tokens[i - 1].text)))
        if token.text in DASHES and parted:
            return i + 1
        if token.text == "/" and i > 1 and tokens[i - 1].text == "/" and tokens[i - 2].space:
            return i + 1  # "ACCRA // Rebels"
    return 0


def is_capitals(word: str) -> bool:
    """True for a word in capitals; "U.S." and "II" open sentences too."""
    return len(word) > 2 and word.isupper() and not word.isdigit()
