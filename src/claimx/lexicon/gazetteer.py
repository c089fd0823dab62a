"""The gazetteer: which countries have a place of a name, and how large it is there.

``data/gazetteer.bin`` is a zlib stream of sorted lines ``key TAB ISO3 size [ISO3 size ...]``, made from GeoNames by
``scripts/build_gazetteer.py``. A name is looked up by binary search in the unpacked bytes, so that no dictionary of a
hundred thousand names is built for a run that asks for fifty.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer.bin"

_WORD = re.compile(r"[a-z0-9]+")
# The Arabic article in the spellings of its sun letters and dialects: "Deir el-Balah" and "Dayr ad Balah" meet.
_ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "ez", "es", "ul"})
# Letters that decomposition leaves whole.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "’": "'",
        "ʻ": "'",
        "ʼ": "'",
        "‘": "'",
        "þ": "th",
        "ð": "d",
    }
)


@dataclass(frozen=True, slots=True)
class Located:
    """One country that has a place of the name. ``size`` is ten times the decimal logarithm of its population."""

    country: str
    size: int


def fold(name: str) -> str:
    """The key of a name: lower case, no accents, blanks, hyphens or apostrophes, one form of the Arabic article.

    >>> fold("Deir-al Balah") == fold("Deir el-Balah"), fold("Sana’a")
    (True, 'sanaa')
    """
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS).replace("'", "").lower())
    words = _WORD.findall("".join(c for c in text if not unicodedata.combining(c)))
    return "".join("al" if word in _ARTICLES and len(words) > 1 else word for word in words)


@cache
def _table() -> bytes:
    return zlib.decompress(DATA.read_bytes())


# News of one day names some thousands of places; the bound only keeps a long run from growing without end.
@lru_cache(maxsize=65536)
def locate(name: str) -> tuple[Located, ...]:
    """The countries that have a place of this name, the largest place first; empty where the table has none."""
    key = fold(name).encode("ascii", "ignore")
    if not key:
        return ()
    table, wanted = _table(), key + b"\t"
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        stop = table.index(b"\n", start)
        line = table[start:stop]
        if line.startswith(wanted):
            fields = line[len(wanted) :].decode("ascii").split(" ")
            return tuple(Located(field[:3], int(field[3:])) for field in fields)
        if line < wanted:
            low = stop + 1
        else:
            high = start
    return ()
