"""What expressions of time are built of: numbers, years, months and units at a token of one sentence.

A point says what the text says and no more: a day without a year has no ``year``. The keys of a point are ``year``,
``month``, ``day``, ``weekday`` (0 is Monday), ``part`` (early, mid, late, first-half, second-half), ``season`` (its
first month), ``years`` (-1 for "last year"), ``step`` (-1 last, -2 the one before last, 0 this, 1 next), ``feast`` and a
few that only ``link.dates.calendar`` reads; that module turns them into days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claimx.lexicon.dates import DateVocabulary, DateWord, Kind
from claimx.models import Token

Fields = dict[str, int | str | None]

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
# Four digits count as a year in these centuries only: news tells of nothing earlier, and 3000 is a number of shells.
_YEAR = re.compile(r"1\d\d\d|20\d\d")
# Years before the modern age; before people or a scale such a figure counts: "1200 men", "1368 million".
_OLD = 1700
_MANY = frozenset("people men women children police cattle thousand million billion km kg".split())
_TWO_DIGITS = re.compile(r"\d\d")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014/")
APOSTROPHES = frozenset("'\u2019\u2018")
# Of two digits of a year, 30 and more are of the last century, as in teleprinter style.
_CENTURY = 30
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Point:
    """A point and the token (exclusive) where it ends; ``grain`` is its finest part: day, week, month, season, year, weekday."""

    last: int
    grain: str
    fields: Fields


class _Words(dict[int, str]):
    """The words of a sentence by their place, nothing beyond it."""

    def __missing__(self, i: int) -> str:
        return ""


class Reader:
    """Reads parts of dates at a given token of one sentence; ``read`` reads whole points."""

    def __init__(
        self,
        tokens: tuple[Token, ...],
        words: list[str],
        vocabulary: DateVocabulary,
        read: Callable[[Reader, int], Point | None],
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.vocabulary = vocabulary
        self._read = read
        self._points: dict[int, Point | None] = {}
        self._counts: dict[int, tuple[int, int | None] | None] = {}
        # The lower-cased word at a token, or the empty string beyond the sentence; asked a hundred times a sentence.
        self.word: Callable[[int], str] = _Words(enumerate(words)).__getitem__
        self._kinds = vocabulary.kinds

    def entry(self, kind: Kind, i: int) -> tuple[int, DateWord] | None:
        """End and entry of a lexicon word of a kind at token ``i``."""
        # Most words are of no kind at all.
        kinds = self._kinds.get(self.word(i))
        return None if kinds is None or kind not in kinds else self.vocabulary.at(kind, self.tokens, self.words, i)

    def at(self, kind: Kind, i: int) -> tuple[int, int | None] | None:
        """End and value of a lexicon word of a kind at token ``i``."""
        kinds = self._kinds.get(self.word(i))
        if kinds is None or kind not in kinds:
            return None
        found = self.vocabulary.at(kind, self.tokens, self.words, i)
        return None if found is None else (found[0], found[1].value)

    def day_number(self, i: int) -> int | None:
        """1 to 31 where the token is a day of the month."""
        word = self.word(i)
        if not word[:1].isdigit():
            return None
        match = ORDINAL.fullmatch(word)
        if match:
            word = match.group(1)
        return int(word) if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= _DAYS else None

    def year(self, i: int) -> int | None:
        """The year where the token is one."""
        word, after = self.word(i), self.word(i + 1)
        if not _YEAR.fullmatch(word) or (int(word) < _OLD and after.isalpha() and (after[-1] == "s" or after in _MANY)):
            return None
        return int(word)

    def year_at(self, i: int, *, short: bool = False) -> tuple[int, int] | None:
        """End and year of "2022", "nineteen ninety-seven", "two thousand and eight" and, with ``short``, "'22"."""
        year = self.year(i)
        if year is not None:
            return i + 1, year
        if self.word(i) in APOSTROPHES and _TWO_DIGITS.fullmatch(self.word(i + 1)):
            return (i + 2, century_year(int(self.word(i + 1)))) if short else None
        if self.word(i) == "two" and self.word(i + 1) == "thousand":
            j = i + 3 if self.word(i + 2) == "and" else i + 2
            rest = self.small_number(j)
            return (rest[0], 2000 + rest[1]) if rest is not None else None
        century = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(self.word(i))
        rest = self.small_number(i + 1) if century is not None else None
        return (rest[0], (century or 0) + rest[1]) if rest is not None and rest[1] >= 10 else None

    def small_number(self, i: int) -> tuple[int, int] | None:
        """End and value of a number below a hundred in words: "twenty-five", "nine"."""
        value = self._number(i)
        if value is None or value < 20 or value % 10:
            return None if value is None else (i + 1, value)
        after = i + 2 if self.word(i + 1) == "-" else i + 1
        unit = self._number(after)
        return (after + 1, value + unit) if unit is not None and 0 < unit < 10 else (i + 1, value)

    def _number(self, i: int) -> int | None:
        """The value of a number of one word, an article's none."""
        found = self.at("number", i)
        return None if found is None or found[0] != i + 1 or self.word(i) in ("a", "an") else found[1]

    def count(self, i: int) -> tuple[int, int | None] | None:
        """End and value of a number of units; value None for "several"."""
        if i not in self._counts:
            self._counts[i] = self._count(i)
        return self._counts[i]

    def _count(self, i: int) -> tuple[int, int | None] | None:
        if self.dash(i - 1):
            return None  # the "seven" of "seventy-seven"
        word = self.word(i)
        # Digits longer than four are no count of days or years.
        if word.isdecimal() and len(word) <= 4:
            return i + 1, int(word)
        return self.small_number(i) or self.at("number", i)

    def unit(self, i: int) -> tuple[int, str, int] | None:
        """End, unit and how many of it: "fortnight" is two weeks, a quarter three months."""
        found = self.entry("unit", i)
        return None if found is None or found[1].unit is None else (found[0], found[1].unit, found[1].value or 1)

    def dash(self, i: int) -> bool:
        """True at a hyphen or dash."""
        return self.word(i) in _DASHES

    def month(self, i: int) -> tuple[int, int] | None:
        """End and number of a month's name, the full stop of a short one included: "Jan. 6"."""
        found = self.at("month", i)
        if found is None or found[1] is None:
            return None
        last = found[0]
        if self.word(last) == "." and len(self.word(i)) <= 4 and self.word(last + 1)[:1].isdigit():
            last += 1
        return last, found[1]

    def opens(self, word: str) -> bool:
        """True for a word that may begin an expression of time: a figure, "FY2024", "W12", the apostrophe of "'97", one of the lexicon's."""
        glued = word[-1].isdigit() and (word[0] == "w" or word.startswith("fy"))
        return glued or word[0].isdigit() or word in APOSTROPHES or word in self.vocabulary.openers

    def point(self, i: int) -> Point | None:
        """The longest point that begins at token ``i``."""
        if i not in self._points:
            word = self.word(i)
            opens = bool(word) and self.opens(word) and word not in self.vocabulary.leading
            self._points[i] = self._read(self, i) if opens else None
        return self._points[i]


def century_year(short: int) -> int:
    """The full year of two digits.

    >>> century_year(89), century_year(22)
    (1989, 2022)
    """
    return short + (1900 if short >= _CENTURY else 2000)


def short_year(word: str, century: int) -> int | None:
    """The full year of the second half of "1932-33", or None.

    >>> short_year("33", 1932)
    1933
    """
    return century // 100 * 100 + int(word) if _TWO_DIGITS.fullmatch(word) else None


def checked(last: int, year: int | None, month: int, day: int) -> Point | None:
    """The day, where there can be such a one."""
    if not (1 <= month <= 12 and 1 <= day <= _DAYS):
        return None
    fields: Fields = {"month": month, "day": day}
    if year is not None:
        fields["year"] = year
    return Point(last, "day", fields)
