"""Text to words, by one linear pattern, the same words for the lexicon, the finders and the parser.

Word boundaries follow the treebank that spaCy's English models were trained on (hyphens between letters split,
possessive ``'s`` and ``n't`` split) with what this field needs: designations (T-72, Su-35s, M1A2) and numbers with
separators stay whole, units part from their digits (155mm, 12k, 6million).
"""

from __future__ import annotations

import re
from unicodedata import normalize

from claimx.models import Token

# Every alternative starts on a different class or ends on a possessive quantifier: no backtracking over long input.
# A word, and the white space behind it: whatever is no white space is in some word, so both together tell every offset.
_WORD = re.compile(
    r"""(
      [A-Za-z]++(?=[ ,])                                              # most words: no other alternative would take more
    | \d{1,3}(?:[,.\u00a0\u202f\u2009]\d{3})++(?:\.\d{1,2})?(?!\d)   # 1,234,567  1.234  (thousands)
    | \d{1,3}(?:['\u2019]\d{3})++(?!\d)                               # 12'500: the Swiss way
    | \d++(?:st|nd|rd|th)\b                                           # 93rd
    | \d{1,2}[.:/]\d{1,2}(?:[./:]\d{2,4})?(?![\d,])                   # 24.02  10:25  01/06/2022
    | \d{4}-\d\d-\d\d(?!\d)                                           # 2023-03-07
    | \d++\.\d++                                                      # 1.25
    | \d++[A-Z]\d[\w]*+                                               # 2S19, 9K720
    | \d{1,2}(?![KMB]\b)[A-Z]{1,4}\b                                  # 4WD, 3D
    | [468][xX\u00d7][2468]s?\b                                        # 4x4, 6x6: driven wheels
    | \d++                                                            # 159090
    | (?:[A-Z]\.){2,}+                                                # U.S., D.C.
    | [A-Z][A-Za-z]{0,7}[-\u2010\u2011]\d[\w]*+(?:/\d++)?             # T-72B3, Su-35s, S-300
    | (?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Adm|Cmdr|Sen|Rep|Gov|Prof|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|approx|etc|incl|Jr|Sr|Inc|Ltd|Co)\.(?=\s)
    | n['\u2019]t\b | ['\u2019](?:s|re|ve|ll|d|m|S)\b
    | (?:(?!n['\u2019]t\b)[^\W\d_])++\d[\w]*+                         # M1A2, F16
    | (?:(?!n['\u2019]t\b)[^\W\d_])++(?:['\u2019](?!(?:s|re|ve|ll|d|m|t|S)\b)[^\W\d_]++)*+
    | \.{2,}+ | -{2,}+
    | _++
    | \S
    )(\s*+)""",
    re.VERBOSE,
)


# The hyphens that writers use: plain, and the two that Unicode has for it.
HYPHENS = frozenset("-\u2010\u2011")


# Letters and digits that writers use for their look: mathematical alphabets, and the full width of East Asian type.
_STYLED = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff\u210e]")
_PLAIN = {
    code: plain
    for code in (*range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800), 0x210E)
    if len(plain := normalize("NFKC", chr(code))) == 1
}


def unstyled(text: str) -> str:
    """The text in plain letters and digits, as long as before, so that offsets stay what they are.

    >>> unstyled("\uff11\uff12 \U0001d424\U0001d422\U0001d425\U0001d425\U0001d41e\U0001d41d")
    '12 killed'
    """
    return text if text.isascii() or _STYLED.search(text) is None else text.translate(_PLAIN)


def tokenize(text: str, start: int = 0) -> tuple[Token, ...]:
    """Words and marks of ``text``, with offsets counted from ``start``; styled letters become plain ones.

    >>> [t.text for t in tokenize("Russia's 14 T-72s didn't fire 155mm shells.")]
    ['Russia', "'s", '14', 'T-72s', 'did', "n't", 'fire', '155', 'mm', 'shells', '.']
    """
    out: list[Token] = []
    add = out.append
    text = unstyled(text)
    first = start + len(text) - len(text.lstrip())
    curled = "\u2019" in text
    for i, (word, gap) in enumerate(_WORD.findall(text)):
        last = first + len(word)
        lower = word.lower().replace("\u2019", "'") if curled else word.lower()
        add(Token(i, word, lower, first, last, gap != ""))
        first = last + len(gap)
    return tuple(out)


def words_of(text: str) -> list[str]:
    """The words and marks of ``text`` alone, as written; styled letters become plain ones."""
    return [word for word, _ in _WORD.findall(unstyled(text))]
