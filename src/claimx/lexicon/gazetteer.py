"""The gazetteer: settlements, divisions of two levels and countries, by name, with a point each.

``data/gazetteer.bin`` is made from GeoNames by ``scripts/build_gazetteer.py``: a head, an index, a record of twelve bytes for each
place, and compressed blocks of sorted lines ``key TAB place [place ...]``. The file is mapped into memory; a name unpacks the one
block that may hold it, so a run that asks for fifty names reads fifty blocks and builds no dictionary of half a million.
"""

from __future__ import annotations

import mmap
import re
import struct
import unicodedata
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from claimx.errors import LexiconError

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer.bin"
MAGIC = b"CXG2"
HEADER = struct.Struct("<4sII")  # magic, number of places, length of the index
# Three words of 32 bits: id and country; latitude, first-level division and whether the finder knows it; longitude, size and kind.
RECORD = struct.Struct("<III")
# Bytes of lines in a block before compression: it unpacks in 30 microseconds, and larger ones hardly compress better.
BLOCK = 8192

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


class Kind(IntEnum):
    """What a place of the gazetteer is."""

    COUNTRY = 0
    REGION = 1  # a first-level division
    DISTRICT = 2  # a second-level division
    TOWN = 3  # a settlement of any size


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place: ``id`` of GeoNames, degrees to three digits, name of its first-level division, ten times log10 of its people."""

    kind: Kind
    id: int | None
    country: str
    lat: float
    lon: float
    admin1: str | None
    size: int
    known: bool  # large enough that the name alone speaks for a place


@dataclass(frozen=True, slots=True)
class Located:
    """One country that has a place of the name. ``size`` is ten times the decimal logarithm of its population."""

    country: str
    size: int


# The names of a day's news, asked for by the finder, the linker and the table of points.
@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents, blanks, hyphens or apostrophes, one form of the Arabic article.

    >>> fold("Deir-al Balah") == fold("Deir el-Balah"), fold("Sana’a")
    (True, 'sanaa')
    """
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS).replace("'", "").lower())
    words = _WORD.findall("".join(c for c in text if not unicodedata.combining(c)))
    return "".join("al" if word in _ARTICLES and len(words) > 1 else word for word in words)


# Before a key of consonants in the table.
BONES = "~"
# Spellings of one sound, and of the article before it, in the order of their trial.
_SOUNDS = (
    ("kh", "h"),
    ("gh", "g"),
    ("sh", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("ch", "s"),
    ("zh", "z"),
    ("ph", "f"),
    ("c", "k"),
    ("q", "k"),
)
_VOWELS = frozenset("aeiouyw")
_HAMZA = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """The consonants of a name, without articles and doubling: the spellings of a transliterated name meet in it.

    >>> skeleton("Khan Shaykhoun"), skeleton("Khān Shaykhūn"), skeleton("Deir Ezzor") == skeleton("Dayr az Zawr")
    ('hnshn', 'hnshn', True)
    """
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS).replace("'", "").lower())
    words = _WORD.findall("".join(c for c in text if not unicodedata.combining(c)))
    text = "".join(word for word in words if word not in _ARTICLES or len(words) == 1)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return _HAMZA.sub(r"\1", "".join(c for c in text if c not in _VOWELS))


@dataclass(frozen=True, slots=True)
class _Table:
    """The mapped file and its index."""

    data: mmap.mmap
    records: int  # where the places begin
    countries: list[str]
    heads: list[str]  # the first key of each block
    blocks: list[int]  # where each block begins, and the last one ends
    divisions: list[tuple[str, str]]  # country and name of each first-level division


@cache
def _table() -> _Table:
    with DATA.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    magic, count, length = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise LexiconError("not a gazetteer of this version", str(DATA))
    index = zlib.decompress(data[HEADER.size : HEADER.size + length]).decode("utf-8").split("\n")
    countries, sizes, heads, *divisions = index
    records = HEADER.size + length
    blocks = list(accumulate(map(int, sizes.split()), initial=records + count * RECORD.size))
    rows = [(row[:3], row[4:]) for row in divisions]
    return _Table(data, records, countries.split(), heads.split(), blocks, rows)


# The blocks of one article; names found in them are remembered by themselves. The bound keeps a long run at 4 MB.
@lru_cache(maxsize=512)
def _block(number: int) -> bytes:
    table = _table()
    return b"\n" + zlib.decompress(table.data[table.blocks[number] : table.blocks[number + 1]])


def _place(table: _Table, row: tuple[int, int, int]) -> GazetteerPlace:
    first, second, third = row
    division = second >> 1 & 0x1FFF
    return GazetteerPlace(
        Kind(third & 7),
        first >> 8 or None,
        table.countries[first & 0xFF],
        round((second >> 14) / 1000 - 90, 3),
        round((third >> 10) / 1000 - 180, 3),
        table.divisions[division][1] or None,
        third >> 3 & 0x7F,
        known=bool(second & 1),
    )


def _rows(key: str) -> list[tuple[int, int, int]]:
    """The records of every place of the key."""
    table = _table()
    number = bisect_right(table.heads, key) - 1
    if not key or number < 0:
        return []
    block = _block(number)
    start = block.find(b"\n" + key.encode("ascii", "ignore") + b"\t")
    if start < 0:
        return []
    refs = block[block.index(b"\t", start) + 1 : block.index(b"\n", start + 1)].split()
    return [RECORD.unpack_from(table.data, table.records + int(ref) * RECORD.size) for ref in refs]


# The bound only keeps a long run from growing without end; places of many namesakes take some kilobytes.
@lru_cache(maxsize=4096)
def candidates(name: str) -> tuple[GazetteerPlace, ...]:
    """Every place of that name or alias, the largest settlement first; empty where the table has none.

    >>> [place.country for place in candidates("Rafah") if place.kind is Kind.TOWN][:2]
    ['PSE', 'EGY']
    """
    table = _table()
    return tuple(sorted((_place(table, row) for row in _rows(fold(name))), key=lambda place: -place.size))


@lru_cache(maxsize=4096)
def spelt_otherwise(name: str) -> tuple[GazetteerPlace, ...]:
    """The places of a name that other letters may stand for, in countries whose script is not ours: "Qamishly", "Tel Abyad"."""
    table, bones = _table(), skeleton(name)
    return (
        tuple(sorted((_place(table, row) for row in _rows(BONES + bones)), key=lambda place: -place.size))
        if bones
        else ()
    )


def country_point(country: str) -> GazetteerPlace | None:
    """The middle of a country, by its ISO 3166-1 alpha-3 code."""
    return next((place for place in candidates(f"iso {country}") if place.kind is Kind.COUNTRY), None)


# News of one day names some thousands of places.
@lru_cache(maxsize=65536)
def locate(name: str) -> tuple[Located, ...]:
    """The countries that have a well-known settlement of this name, the largest first; empty where none has."""
    sizes: dict[str, int] = {}
    for first, second, third in _rows(fold(name)):
        if second & 1:
            country = _table().countries[first & 0xFF]
            sizes[country] = max(sizes.get(country, 0), third >> 3 & 0x7F)
    return tuple(
        Located(country, size) for country, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0]))
    )
