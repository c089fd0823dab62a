"""When two written names mean one party, source or place.

Used where names of different hands meet: records against gold, and records of many documents against each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import tomli

_WORD = re.compile(r"[a-z0-9]+")
_FILE = Path(__file__).resolve().parent / "data" / "names.toml"

# Two names that share half of all their words are taken for one: "Gaza Health Ministry" and "Health Ministry in
# Hamas-run Gaza" do, "Israeli military" and "Israeli police" (one of three) do not.
SHARED = 0.5


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    tables = tomli.loads(_FILE.read_text(encoding="utf-8"))
    return frozenset(tables["ignored"]), {word: tuple(to.split()) for word, to in tables["spelling"].items()}


@lru_cache(maxsize=65536)  # names recur; 65,536 of them are some 10 MB
def content_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, in one spelling.

    >>> sorted(content_words("the Ukrainian Ministry of Defense")) == sorted(content_words("Ukraine's MoD"))
    True
    >>> sorted(content_words("U.S."))
    ['us']
    """
    ignored, spelling = _tables()
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    # A possessive and the dots of an abbreviation are no part of the word: "Ukraine's" is Ukraine, "U.N." is UN.
    found = _WORD.findall(plain.replace("'s", "").replace(".", ""))
    words = frozenset(folded for word in found for folded in spelling.get(word, (word,)))
    return words - ignored or words


def same_name(one: str | None, other: str | None) -> bool:
    """True where one name's content words hold all of the other's, or half of all their words are shared.

    Unknown is the same as unknown only.

    >>> same_name("Zelensky", "President Volodymyr Zelensky"), same_name("Hamas", None), same_name(None, None)
    (True, False, True)
    """
    if one is None or other is None:
        return one is None and other is None
    a, b = content_words(one), content_words(other)
    if not a or not b:
        return a == b
    shared = len(a & b)
    return shared in (len(a), len(b)) or shared / len(a | b) >= SHARED
