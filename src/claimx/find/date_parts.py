"""Points of the calendar in words: 7 March 2023, March 7, 24.02, early March, in 2016, Friday, June 12 last year.

A point says what the text says and no more: a day without a year has no ``year``. The keys of a point are ``year``,
``month``, ``day``, ``weekday`` (0 is Monday), ``part`` (early, mid, late, first-half, second-half), ``season`` (its
first month) and ``years`` (-1 for "last year"); ``link.dates.calendar`` turns them into days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimx.lexicon.dates import DateVocabulary
from claimx.models import Token

Fields = dict[str, int | str | None]

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})\.(\d\d)")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
# Four digits count as a year in these centuries only: news tells of nothing earlier, and 3000 is a number of shells.
_YEAR = re.compile(r"1[789]\d\d|20\d\d")
# "March-2021", "Mar-21": what a tokeniser leaves of "04-March-2021" after the day.
_MONTH_YEAR = re.compile(r"([a-z]{3,9})-(\d{4}|\d\d)")
_SHORT_YEAR = re.compile(r"\d\d")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014/")
_BEFORE_BARE = frozenset(
    "in since of during from by until till through throughout to and between early mid late before after last next this "
    "around about circa for over on as back".split()
)
_BEFORE_NUMERIC = frozenset("on from to of by until till since for as".split())
_MAGNITUDES = frozenset(
    "million billion thousand trillion percent per % m km kilometres kilometers miles points".split()
)


@dataclass(frozen=True, slots=True)
class Point:
    """A point and the token (exclusive) where it ends; ``grain`` is its finest part: day, month, year, season, weekday."""

    last: int
    grain: str
    fields: Fields


class Reader:
    """Reads points of the calendar at a given token of one sentence."""

    def __init__(self, tokens: tuple[Token, ...], words: list[str], vocabulary: DateVocabulary) -> None:
        self.tokens = tokens
        self.words = words
        self.vocabulary = vocabulary
        self._points: dict[int, Point | None] = {}

    def word(self, i: int) -> str:
        """The lower-cased word, or the empty string beyond the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def at(self, kind: str, i: int) -> tuple[int, int | None] | None:
        """End and value of a lexicon word of a kind at token ``i``."""
        found = self.vocabulary.at(kind, self.tokens, self.words, i)  # type: ignore[arg-type]
        return None if found is None else (found[0], found[1].value)

    def day_number(self, i: int) -> int | None:
        """1 to 31 where the token is a day of the month."""
        word = self.word(i)
        match = _ORDINAL.fullmatch(word)
        if match:
            word = match.group(1)
        return int(word) if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 else None

    def year(self, i: int) -> int | None:
        """The year where the token is one."""
        word = self.word(i)
        return int(word) if _YEAR.fullmatch(word) else None

    def dash(self, i: int) -> bool:
        """True at a hyphen or dash."""
        return self.word(i) in _DASHES

    def month(self, i: int) -> tuple[int, int] | None:
        """End and number of a month's name."""
        found = self.at("month", i)
        return None if found is None or found[1] is None else (found[0], found[1])

    def point(self, i: int) -> Point | None:
        """The longest point that begins at token ``i``."""
        if i not in self._points:
            self._points[i] = self._read(i)
        return self._points[i]

    def _read(self, i: int) -> Point | None:
        word = self.word(i)
        if not word or not (word in self.vocabulary.openers or word[0].isdigit()):
            return None
        return (
            self._numeric(i)
            or self._weekday_first(i)
            or self._day_first(i)
            or self._month_first(i)
            or (self._part(i) or self._season(i) or self._year_alone(i) or self._named(i))
        )

    def _numeric(self, i: int) -> Point | None:
        word = self.word(i)
        match = _ISO.fullmatch(word)
        if match:
            year, month, day = (int(part) for part in match.groups())
            return _checked(i + 1, year, month, day)
        match = _NUMERIC.fullmatch(word)
        if match:
            day, month, year = (int(part) for part in match.groups())
            if month > 12:  # 10/17/2016 can only be month first
                day, month = month, day
            return _checked(i + 1, year if year > 99 else 2000 + year, month, day)
        match = _DAY_MONTH.fullmatch(word)
        # 24.02 is a day only where a preposition of time stands before it: elsewhere it is a decimal or an hour.
        before, after = self.word(i - 1), self.word(i + 1)
        if match and before in _BEFORE_NUMERIC and after not in _MAGNITUDES:
            return _checked(i + 1, None, int(match.group(2)), int(match.group(1)))
        return None

    def _weekday_first(self, i: int) -> Point | None:
        found = self.at("weekday", i) or self.at("weekday-short", i)
        if found is None:
            return None
        last, weekday = found
        after = last + 1 if self.word(last) == "," else last
        dated = self._numeric(after) or self._day_first(after) or self._month_first(after)
        if dated is not None and dated.grain == "day":
            return Point(dated.last, "day", {**dated.fields, "weekday": weekday})
        if self.at("weekday", i) is None:
            return None
        return Point(last, "weekday", {"weekday": weekday})

    def _day_first(self, i: int) -> Point | None:
        start = i + 1 if self.word(i) == "the" and _ORDINAL.fullmatch(self.word(i + 1)) else i
        day = self.day_number(start)
        if day is None:
            return None
        if self.dash(start + 1):
            return self._dashed(start + 2, day)
        after = start + 2 if self.word(start + 1) == "of" else start + 1
        month = self.month(after)
        if month is None:
            return None
        return self._with_year(month[0], {"month": month[1], "day": day}, "day")

    def _dashed(self, i: int, day: int) -> Point | None:
        """The month and year of '04-March-2021', '4/Mar/2021' from token ``i``, the one after the day's dash."""
        match = _MONTH_YEAR.fullmatch(self.word(i))
        if match is not None:
            found = self.vocabulary.matchers["month"].at([match.group(1)], 0)
            year = match.group(2)
            # Of two digits, 30 and more are of the last century, as in teleprinter style.
            full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 30 else 2000)
            return None if found is None or found.value.value is None else _checked(i + 1, full, found.value.value, day)
        month = self.month(i)
        year_after = self.year(month[0] + 1) if month is not None and self.dash(month[0]) else None
        return None if month is None or year_after is None else _checked(month[0] + 2, year_after, month[1], day)

    def _month_first(self, i: int, bare: bool = False) -> Point | None:
        month = self.month(i)
        if month is None:
            return None
        last, number = month
        after = last + 1 if self.word(last) == "the" else last
        day = self.day_number(after)
        if day is not None and self.month(after + 1) is None and self.word(after + 1) not in ("%", "percent", "people"):
            return self._with_year(after + 1, {"month": number, "day": day}, "day")
        dated = self._with_year(last, {"month": number}, "month")
        before = self.word(i - 1)
        if before == "/":
            return None  # "WARNING 021/JUN/2025": a number of a series
        if (
            dated.last == last
            and self.tokens[i].lower in ("may", "march", "mar")
            and before not in _BEFORE_BARE
            and not bare
        ):
            return None  # "May" and "March" without a preposition may be a verb or a rally
        return dated

    def _with_year(self, last: int, fields: Fields, grain: str) -> Point:
        after = last + 1 if self.word(last) in (",", "of") else last
        year = self.year(after)
        if year is not None:
            return Point(after + 1, grain, {**fields, "year": year})
        short = self.word(after)
        shouted = self.tokens[last - 1].text.isupper() or self.word(after + 1) in ("(", "--", "[")
        if grain == "day" and shouted and len(short) == 2 and short.isdecimal():
            # Teleprinter style, "14 MAR 89", "12 Sep 89 (EFE)": of two digits, 30 and more are of the last century.
            return Point(after + 1, grain, {**fields, "year": int(short) + (1900 if int(short) >= 30 else 2000)})
        if self.word(after) in ("last", "this") and self.word(after + 1) == "year":
            return Point(after + 2, grain, {**fields, "years": -1 if self.word(after) == "last" else 0})
        if self.word(after) == "the" and self.words[after + 1 : after + 3] == ["previous", "year"]:
            return Point(after + 3, grain, {**fields, "years": -1})
        if self.words[after : after + 2] == ["that", "year"] or self.words[after : after + 3] == [
            "the",
            "same",
            "year",
        ]:
            return Point(after + (2 if self.word(after) == "that" else 3), grain, {**fields, "of_anchor": 1})
        return Point(last, grain, fields)

    def _part(self, i: int) -> Point | None:
        found = self.vocabulary.at("part", self.tokens, self.words, i)
        if found is None:
            return None
        last, entry = found
        if self.dash(last):
            last += 1
        if self.word(last) == "to" or self.dash(last):  # "mid to late March"
            second = self.vocabulary.at("part", self.tokens, self.words, last + 1)
            if second is not None:
                last, entry = second
        month = self._month_first(last, bare=True)
        if month is not None and month.grain == "month":
            return Point(month.last, "month", {**month.fields, "part": entry.part})
        year = self.year(last)
        if year is not None:
            return Point(last + 1, "year", {"year": year, "part": entry.part})
        running = ["the", "year"] if entry.part and "-" in entry.part else None  # "in the first quarter of the year"
        if self.words[last : last + 2] in (["last", "year"], ["this", "year"], running):
            return Point(last + 2, "year", {"years": -1 if self.word(last) == "last" else 0, "part": entry.part})
        return None

    def _season(self, i: int) -> Point | None:
        start = i
        if self.word(i) in ("last", "this", "the", "early", "late"):
            start += 1
        found = self.at("season", start)
        if found is None:
            return None
        dated = self._with_year(found[0], {"season": found[1]}, "season")
        if dated.last > found[0]:
            return dated
        if self.word(i) in ("last", "this") and start == i + 1:
            return Point(found[0], "season", {"season": found[1], "last": int(self.word(i) == "last")})
        return None

    def _year_alone(self, i: int) -> Point | None:
        year = self.year(i)
        if year is None:
            return None
        after = self.word(i + 1)
        bracketed = self.word(i - 1) in ("(", "[") and (after in (")", "]", ",") or self.dash(i + 1))
        named = bracketed or self.word(i - 1) in _BEFORE_BARE or self.word(i - 2) in ("between", "from") or i == 0
        incident = any(
            self.at(kind, j) is not None
            for kind in ("incident", "enduring")
            for j in ((i + 1,) if self.word(i + 1).endswith("s") else (i + 1, i + 2))
        )
        if after in ("%", "percent") or (
            named
            and i
            and after.isalpha()
            and after.endswith("s")
            and not incident
            and (self.word(i - 1) in ("of", "to", "about", "around", "over", "for", "and"))
        ):
            return None  # "of 2000 soldiers"
        if not named and not (incident and self.word(i - 1).isalpha()):
            return None
        return Point(i + 1, "year", {"year": year})

    def _named(self, i: int) -> Point | None:
        found = self.vocabulary.at("named-day", self.tokens, self.words, i)
        if found is None or found[1].value is None or not self.tokens[i].text[0].isalnum():
            return None
        after = self.tokens[found[0]].text if found[0] < len(self.tokens) else ""
        if after[:1].isupper() and after.lower() not in ("in", "on", "at", "attack", "attacks", "massacre", "bombing"):
            return None  # the May Day Stadium
        month, day = divmod(found[1].value, 100)  # 1231 is 31 December
        fields: Fields = {"month": month, "day": day}
        if found[1].year is not None:
            return Point(found[0], "day", {**fields, "year": found[1].year})
        return self._with_year(found[0], fields, "day")


def short_year(word: str, century: int) -> int | None:
    """The full year of the second half of "1932-33", or None.

    >>> short_year("33", 1932)
    1933
    """
    return century // 100 * 100 + int(word) if _SHORT_YEAR.fullmatch(word) else None


def _checked(last: int, year: int | None, month: int, day: int) -> Point | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    fields: Fields = {"month": month, "day": day}
    if year is not None:
        fields["year"] = year
    return Point(last, "day", fields)
