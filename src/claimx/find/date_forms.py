"""Points of the calendar in figures and by name: 02/07/2013, 03/2023, Q3 2023, 2024-W12, the 1990s, Easter Sunday."""

from __future__ import annotations

import re

from claimx.find.date_parts import ORDINAL, Fields, Point, Reader, century_year, checked

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})\.(\d\d)")
# What the tokeniser leaves of "2016/04/30", "02/07/2013," and "13.07.2022," beside the year.
_TWO_PARTS = re.compile(r"(\d{1,2})([/.])(\d{1,2})")
_TWO_DIGITS = re.compile(r"\d\d")
_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]")
_WEEK = re.compile(r"w(\d{1,2})")
# "3Q23", "3Q"
_QUARTER = re.compile(r"([1-4])q(\d{4}|\d\d)?")
# "Jan 202015": a day and a year that lost the blank between them.
_GLUED = re.compile(r"([1-9]|[12]\d|3[01])((?:19|20)\d\d)")
# "March-2021", "Mar-21": what a tokeniser leaves of "04-March-2021" after the day.
_MONTH_YEAR = re.compile(r"([a-z]{3,9})-(\d{4}|\d\d)")
_BEFORE_NUMERIC = frozenset("on from to of by until till since for as".split())
_BEFORE_QUARTER = frozenset("in of for during since by until through the over".split())
_MAGNITUDES = frozenset(
    "million billion thousand trillion percent per % m km kilometres kilometers miles points".split()
)
# The last years of the Islamic and of the Persian calendar that news can tell of.
_OTHER_YEAR = re.compile(r"1[34]\d\d")
_AFTER_FEAST = frozenset("in on at attack attacks massacre bombing bombings weekend".split())
_WEEKS = 53


def in_figures(reader: Reader, i: int) -> Point | None:
    """'2023-03-07', '24.02.2022', '02/07/2013', '30-04-2016', '2016/04/30', '03/2023', '24.02' after a preposition."""
    word = reader.word(i)
    if not word[:1].isdigit():
        return None
    match = _ISO.fullmatch(word)
    if match:
        year, month, day = (int(part) for part in match.groups())
        return checked(i + 1, year, month, day)
    match = _NUMERIC.fullmatch(word)
    if match:
        year = int(match.group(4))
        return _ordered(i + 1, int(match.group(1)), int(match.group(3)), year, fixed=match.group(2) == ".")
    match = _DAY_MONTH.fullmatch(word)
    if match and not (reader.word(i + 1) == "." and reader.year(i + 2) is not None):
        # 24.02 is a day only where a preposition of time stands before it: elsewhere it is a decimal or an hour.
        before, after = reader.word(i - 1), reader.word(i + 1)
        timed = before in _BEFORE_NUMERIC and after not in _MAGNITUDES
        return checked(i + 1, None, int(match.group(2)), int(match.group(1))) if timed else None
    return _parted(reader, i)


def _ordered(last: int, first: int, second: int, year: int, *, fixed: bool) -> Point | None:
    """The day first, unless only the month can be; ``fixed`` where everyone writes the day first."""
    year = year if year > 99 else century_year(year)
    if second > 12:  # 10/17/2016 can only be month first
        point = checked(last, year, first, second)
        return None if point is None else Point(point.last, "day", {**point.fields, "order": "month"})
    point = checked(last, year, second, first)
    if point is None or fixed or first == second:
        return point
    return Point(last, "day", {**point.fields, **({"unordered": 1} if first <= 12 else {"order": "day"})})


def _parted(reader: Reader, i: int) -> Point | None:
    """Figures that the tokeniser cut: '30-04-2016', '2016/04/30', '2023-03', '03/2023', '2024-W12'."""
    if not reader.dash(i + 1) and not (reader.word(i + 1) == "." and reader.year(i + 2) is not None):
        return None
    first, second = reader.word(i), reader.word(i + 2)
    year = reader.year(i)
    if year is not None:
        match = _TWO_PARTS.fullmatch(second)
        if match:
            return checked(i + 3, year, int(match.group(1)), int(match.group(3)))
        if _MONTH_NUMBER.fullmatch(second) and reader.dash(i + 3) and reader.day_number(i + 4) is not None:
            return checked(i + 5, year, int(second), reader.day_number(i + 4) or 0)
        week = _WEEK.fullmatch(second)
        if week and 1 <= int(week.group(1)) <= _WEEKS:
            return Point(i + 3, "week", {"year": year, "week": int(week.group(1))})
        # "2023-03" is March; "2003-04" and "2013-14" are two years.
        if _TWO_DIGITS.fullmatch(second) and 1 <= int(second) <= 12 and int(second) <= year % 100:
            return Point(i + 3, "month", {"year": year, "month": int(second)})
        return None
    after = reader.year(i + 4)
    if (
        first.isdecimal()
        and len(first) <= 2
        and second.isdecimal()
        and len(second) <= 2
        and after
        and reader.dash(i + 3)
    ):
        return _ordered(i + 5, int(first), int(second), after, fixed=False)
    after, match = reader.year(i + 2), _TWO_PARTS.fullmatch(first)
    if match is not None and after is not None:
        return _ordered(i + 3, int(match.group(1)), int(match.group(3)), after, fixed=match.group(2) == ".")
    if _MONTH_NUMBER.fullmatch(first) and after is not None and reader.word(i + 1) == "/":
        return Point(i + 3, "month", {"year": after, "month": int(first)})
    return None


def dashed(reader: Reader, i: int, day: int) -> Point | None:
    """The month and year of '04-March-2021', '4/Mar/2021' from token ``i``, the one after the day's dash."""
    match = _MONTH_YEAR.fullmatch(reader.word(i))
    if match is not None:
        found = reader.vocabulary.matchers["month"].at([match.group(1)], 0)
        year = int(match.group(2))
        full = year if year > 99 else century_year(year)
        return None if found is None or found.value.value is None else checked(i + 1, full, found.value.value, day)
    month = reader.month(i)
    year_after = reader.year(month[0] + 1) if month is not None and reader.dash(month[0]) else None
    return None if month is None or year_after is None else checked(month[0] + 2, year_after, month[1], day)


def glued(reader: Reader, i: int, month: int) -> Point | None:
    """'Jan 202015': the 20th and 2015 at token ``i``, after its month."""
    match = _GLUED.fullmatch(reader.word(i))
    return checked(i + 1, int(match.group(2)), month, int(match.group(1))) if match else None


def quarter(reader: Reader, i: int) -> Point | None:
    """'Q3 2023', '3Q23', 'the third quarter of 2023', 'the first half of last year', 'in the third quarter'."""
    match = _QUARTER.fullmatch(reader.word(i))
    if match:
        first = 3 * int(match.group(1)) - 2
        inner: Fields = {"month_from": first, "month_to": first + 2}
        if match.group(2):
            year = int(match.group(2))
            return Point(i + 1, "year", {**inner, "year": year if year > 99 else century_year(year)})
        dated = year_after(reader, i + 1)
        return None if dated is None else Point(dated[0], "year", {**inner, **dated[1]})
    found = reader.entry("quarter", i + 1 if reader.word(i) == "the" else i)
    if found is None or found[1].value is None or "fiscal" in reader.words[max(0, i - 2) : found[0] + 2]:
        return None  # a fiscal year begins when its owner says
    last, entry = found
    first = entry.value or 1
    fields: Fields = {"month_from": first, "month_to": first + (entry.length or 3) - 1}
    dated = year_after(reader, last)
    if dated is not None:
        return Point(dated[0], "year", {**fields, **dated[1]})
    before = reader.word(i - 1)
    lone = entry.length is None and (before in _BEFORE_QUARTER or reader.word(i) == "the")
    return Point(last, "year", fields) if lone and reader.word(last) not in ("of", "final", "finals") else None


_FISCAL = frozenset(("fiscal", "financial", "fy"))
_FISCAL_YEAR = re.compile(r"(?:q([1-4]))?fy(\d{4}|\d\d)")
_FISCAL_STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def fiscal(reader: Reader, i: int) -> Point | None:
    """'fiscal 2024', 'FY2023/24', 'Q2 FY2024', 'the third fiscal quarter of 2023', 'last fiscal year'."""
    j = i + 1 if reader.word(i) == "the" else i
    step = _FISCAL_STEPS.get(reader.word(j))
    if step is not None and reader.words[j + 1 : j + 3] in (["fiscal", "year"], ["financial", "year"]):
        return Point(j + 3, "year", {"fiscal": 1, "years": step})
    match = _FISCAL_YEAR.fullmatch(reader.word(j))
    if match is not None:
        inner = _months(3 * int(match.group(1)) - 2, 3) if match.group(1) else {}
        return _fiscal_year(reader, j, int(match.group(2)), inner)
    led = reader.word(j) in _FISCAL
    j += led
    part = reader.entry("quarter", j)
    ordinal = reader.at("ordinal", j)
    inner = {}
    if part is not None:
        j, inner = part[0], _months(part[1].value or 1, part[1].length or 3)
    elif ordinal is not None and ordinal[1] and ordinal[1] <= 4 and reader.word(ordinal[0]) in _FISCAL:
        if reader.word(ordinal[0] + 1) != "quarter":
            return None
        j, led, inner = ordinal[0] + 2, True, _months(3 * ordinal[1] - 2, 3)
    elif not led:
        return None
    j += reader.word(j) == "of"
    if reader.word(j) in _FISCAL:
        j, led = j + 1, True
    match = _FISCAL_YEAR.fullmatch(reader.word(j))
    if match is not None and not match.group(1):
        return _fiscal_year(reader, j, int(match.group(2)), inner)
    if not led:
        return None
    j += reader.word(j) == "year"
    year = reader.year(j)
    return None if year is None else _fiscal_year(reader, j, year, inner)


def _months(first: int, length: int) -> Fields:
    return {"month_from": first, "month_to": first + length - 1}


def _fiscal_year(reader: Reader, i: int, year: int, inner: Fields) -> Point:
    """The fiscal year at token ``i``; "2023/24" says where it begins and ends."""
    full = year if year > 99 else century_year(year)
    fields: Fields = {**inner, "fiscal": 1, "year": full}
    after = reader.word(i + 2)
    if reader.dash(i + 1) and after in (f"{(full + 1) % 100:02}", str(full + 1)):
        return Point(i + 3, "year", {**fields, "through": 1})
    return Point(i + 1, "year", fields)


_OLD_STYLE = (
    ("old", "style"),
    ("o.s.",),
    ("os",),
    ("in", "the", "julian", "calendar"),
    ("by", "the", "julian", "calendar"),
    ("according", "to", "the", "julian", "calendar"),
    ("julian", "calendar"),
    ("julian",),
)
_NEW_STYLE = (("new", "style"), ("n.s.",), ("in", "the", "gregorian", "calendar"), ("gregorian",))


def styled(reader: Reader, point: Point) -> Point:
    """A day with the style behind it: "25 October 1917 (O.S.)", "7 November [O.S. 25 October] 1917", "8 May, Old Style"."""
    last = point.last
    bracket = {"(": ")", "[": "]"}.get(reader.word(last))
    first = last + 1 if bracket is not None or reader.word(last) == "," else last
    old, new = _phrase(reader, first, _OLD_STYLE), _phrase(reader, first, _NEW_STYLE)
    end = old or new
    if bracket is None:
        return point if end is None else _in_style(point, end, old=old is not None)
    if end is not None and reader.word(end) == bracket:
        return _in_style(point, end + 1, old=old is not None)
    close = next((j for j in range(first, min(first + _STYLE, len(reader.words))) if reader.word(j) == bracket), None)
    if (
        close is None
        or end is None
        and _phrase(reader, close - 1, _OLD_STYLE) is None
        and _phrase(reader, close - 2, _OLD_STYLE) is None
    ):
        return point
    # The bracket tells the same day in the other style.
    year = year_after(reader, close + 1) if "year" not in point.fields else None
    merged = point.fields if year is None else {**point.fields, **year[1]}
    other = Point(close + 1 if year is None else year[0], point.grain, merged)
    return _in_style(other, other.last, old=new is not None)


# "(26 October 1917 in the Julian calendar)": words of a bracket.
_STYLE = 10


def _phrase(reader: Reader, i: int, phrases: tuple[tuple[str, ...], ...]) -> int | None:
    found = next((one for one in phrases if tuple(reader.words[i : i + len(one)]) == one), None)
    return None if found is None or not reader.tokens[i].text[0].isalpha() else i + len(found)


def _in_style(point: Point, last: int, *, old: bool) -> Point:
    return Point(last, point.grain, {**point.fields, **({"julian": 1} if old else {})})


def year_after(reader: Reader, i: int) -> tuple[int, Fields] | None:
    """End and fields of the year that a part belongs to: 'of 2023', 'last year', 'of the year', ', 2019'."""
    j = i + 1 if reader.word(i) in ("of", "in", ",", "/") else i
    year = reader.year_at(j, short=True)
    if year is not None:
        return year[0], {"year": year[1]}
    if reader.word(j + 1) == "year" and reader.word(j) in ("last", "this", "next"):
        return j + 2, {"years": {"last": -1, "this": 0, "next": 1}[reader.word(j)]}
    if reader.words[i : i + 3] in (["of", "the", "year"], ["in", "the", "year"]):
        return i + 3, {"years": 0}
    if reader.words[j : j + 2] == ["that", "year"] or reader.words[j : j + 3] == ["the", "same", "year"]:
        return j + (2 if reader.word(j) == "that" else 3), {"of_anchor": 1}
    if reader.words[j : j + 3] in (["the", "previous", "year"], ["the", "following", "year"]):
        return j + 3, {"years": -1} if reader.word(j + 1) == "previous" else {"of_anchor": 1, "anchor_years": 1}
    return None


def week(reader: Reader, i: int) -> Point | None:
    """'week 12 of 2024', 'calendar week 12, 2024', 'W12 2024'."""
    short = _WEEK.fullmatch(reader.word(i))
    year = reader.year(i + 1)
    if short is not None and year is not None and 1 <= int(short.group(1)) <= _WEEKS:
        return Point(i + 2, "week", {"week": int(short.group(1)), "year": year})
    j = i + 1 if reader.word(i) == "calendar" else i
    number = reader.word(j + 1)
    if reader.word(j) != "week" or not number.isdecimal() or len(number) > 2:
        return None
    dated = year_after(reader, j + 2)
    if dated is None or not 1 <= int(number) <= _WEEKS:
        return None
    return Point(dated[0], "week", {"week": int(number), **dated[1]})


def decade(reader: Reader, i: int) -> Point | None:
    """'the 1990s', 'the nineties', 'the 19th century'."""
    j = i + 1 if reader.word(i) == "the" else i
    year = reader.year(j)
    if year is not None and year % 10 == 0 and reader.word(j + 1) in ("s", "'s", "\u2019s"):
        return Point(j + 2, "year", {"year": year, "years_long": 10})
    named = reader.at("decade", j)
    if named is not None and named[1] is not None and (j > i or reader.dash(i - 1) or reader.entry("part", i - 1)):
        return Point(named[0], "year", {"year": named[1], "years_long": 10})
    match = ORDINAL.fullmatch(reader.word(j))
    ordinal = (j + 1, int(match.group(1))) if match else reader.at("ordinal", j)
    if ordinal is None or ordinal[1] is None or not 15 < ordinal[1] < 22:
        return None
    last = ordinal[0] + 1 if reader.word(ordinal[0]) == "-" else ordinal[0]
    if reader.word(last) != "century":
        return None
    return Point(last + 1, "year", {"year": 100 * ordinal[1] - 99, "years_long": 100})


def feast(reader: Reader, i: int) -> Point | None:
    """'Christmas Day', 'Easter Sunday 2024', 'Eid al-Fitr 2023', '9/11'."""
    found = reader.entry("named-day", i)
    moving = reader.entry("feast", i)
    if moving is not None and (found is None or moving[0] >= found[0]):
        last, entry = moving
        fields: Fields = {"feast": entry.feast, "shift": entry.value or 0, "length": entry.length or 1}
        grain = "day" if entry.length is None else "season"
    elif found is not None and found[1].value is not None:
        last, entry = found
        month, day = divmod(entry.value or 101, 100)  # 1231 is 31 December
        fields, grain = {"month": month, "day": day}, "day"
        if entry.year is not None:
            return Point(last, grain, {**fields, "year": entry.year})
    else:
        return None
    if not reader.tokens[i].text[0].isalnum():
        return None
    after = reader.tokens[last].text if last < len(reader.tokens) else ""
    if after[:1].isupper() and after.lower() not in _AFTER_FEAST:
        return None  # the May Day Stadium
    dated = year_after(reader, last)
    return Point(last, grain, fields) if dated is None else Point(dated[0], grain, {**fields, **dated[1]})


def other_calendar(reader: Reader, i: int) -> int | None:
    """The end of '27 Rajab 1445', 'Muharram 1446', '22 Bahman 1402': a day that no table of ours fixes for sure."""
    day = reader.day_number(i)
    month = reader.at("other-month", i if day is None else i + 1)
    if month is None:
        return None
    year = bool(_OTHER_YEAR.fullmatch(reader.word(month[0])))
    last = month[0] + year
    if (day is None and not year) or (reader.word(last) == "(" and reader.point(last + 1) is not None):
        return None  # "1 Muharram (July 7)": the bracket tells the day
    return last
