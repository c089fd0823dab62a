"""Calendar arithmetic: a date expression, the document's date and an earlier date of the text become days.

An expression is a kind and fields; the document's date, the date told before, and the direction of its clause's tense
resolve it. Conventions, where a text leaves a choice: a weekday is the last such day on or before the document's date
(the next, in a clause of the future); a day or month without a year is the last such one; "last Monday" is that of the
week before, and "next Monday" that of the week to come; a week runs from Monday to Sunday; a part of a month is its
first ten days, the next ten, or the rest; "the past week" and its like run from as many days before the document's date
up to it. Without a document's date everything told from it is None, never a guess.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from claimx.lexicon.wars import day_of_war
from claimx.link.dates.arithmetic import (
    YEAR_PARTS,
    Days,
    ago,
    calendar_unit,
    minus,
    month_end,
    month_part,
    month_shift,
    running,
    shift,
    year_shift,
    years_part,
)
from claimx.link.dates.clock import Clock, Fields, day_of_month, weekday
from claimx.link.dates.feasts import feast_days, from_julian, is_islamic, nth_weekday
from claimx.models import DateInterval, DateMention
from claimx.schema import DateBasis, DatePrecision

# A day that most years lack: 29 February comes back within eight years.
_LEAP = 8


def resolve_date(mention: DateMention, clock: Clock) -> DateInterval | None:
    """The inclusive days of a mention, open ends None; None where nothing can be computed."""
    fields = mention.fields
    if fields.get("ahead"):
        clock = replace(clock, ahead=True)
    try:
        days = _resolve(mention.expression, fields, clock)
    except (OverflowError, ValueError):
        return None  # beyond the first and last year that dates can have
    if days is None or days[0] is days[1] is None:
        return None
    start, end, precision = days
    if fields.get("julian"):
        start, end = from_julian(start), from_julian(end)
    if start is not None and end is not None and start > end:
        return None
    stated = "year" in fields or "end_year" in fields or "start_year" in fields
    basis = DateBasis.STATED if stated else DateBasis.RELATIVE
    return DateInterval(start, end, precision, mention.scope, basis)


def _resolve(expression: str, fields: Fields, clock: Clock) -> Days | None:
    published = clock.published
    match expression:
        case "day" | "month" | "year" | "season" | "weekday" | "week":
            return _point(expression, fields, clock)
        case "range":
            return _range(fields, clock)
        case "since":
            return _since(fields, clock)
        case "until":
            return _until(fields, clock)
        case "anchor":
            return _from_anchor(fields, clock)
        case "ending":
            return _ending(fields, clock)
        case "war-day":
            days = (day_of_war(int(fields["number"] or 1), text, clock.wars, published) for text in clock.texts)
            day = next(filter(None, days), None)
            return None if day is None else (day, day, DatePrecision.DAY)
    if published is None:
        return _from_anchor({**fields, "unit": "day", "count": 0}, clock) if fields.get("or_anchor") else None
    match expression:
        case "offset":
            return ago(published, str(fields["unit"]), int(fields["count"] or 0))
        case "calendar":
            part = fields.get("part")
            return calendar_unit(published, str(fields["unit"]), int(fields["count"] or 0), str(part) if part else None)
        case "earlier":
            if clock.ahead and fields["unit"] != "day":
                return calendar_unit(published, str(fields["unit"]), 0)
            return running(published, str(fields["unit"]))
        case "period":
            if fields.get("forward"):
                until = minus(published, str(fields["unit"]), -int(fields["count"] or 1))
                return published, until, DatePrecision.INTERVAL
            until = clock.anchor.end if fields.get("anchored") and clock.anchor and clock.anchor.end else published
            start = minus(until, str(fields["unit"]), int(fields["count"] or 1))
            return start, until, DatePrecision.INTERVAL
        case "so-far":
            return None, year_shift(published, int(fields.get("years") or 0)), DatePrecision.DAY
        case "nth-day":
            near = clock.anchor.end if clock.anchor is not None else None
            begun = clock.anchor.start if clock.anchor is not None else None
            if begun is not None and near is not None and near < published - timedelta(days=7):
                # In an account of the past the days count from its battle's first.
                day = begun + timedelta(days=int(fields["number"] or 1) - 1)
                return day, day, DatePrecision.DAY
            until = near if near is not None and timedelta(0) <= published - near <= timedelta(days=7) else published
            return until - timedelta(days=int(fields["number"] or 1) - 1), until, DatePrecision.INTERVAL
        case "overnight":
            return _overnight(fields, published, clock)
    return None


def _prefixed(fields: Fields, prefix: str) -> dict[str, int | str | None]:
    return {key.removeprefix(prefix): value for key, value in fields.items() if key.startswith(prefix)}


def _overnight(fields: Fields, published: date, clock: Clock) -> Days:
    morning = None
    if "end_expression" in fields:
        morning = _resolve(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
    day = published if morning is None or morning[1] is None else morning[1]
    if fields.get("begins"):
        return day, day + timedelta(days=1), DatePrecision.DAY
    return day - timedelta(days=1), day, DatePrecision.DAY


def _until(fields: Fields, clock: Clock) -> Days | None:
    end = _resolve(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
    if end is None or end[1] is None:
        return None
    if fields["end_expression"] == "anchor" and int(fields.get("end_count") or 0) > 0 and clock.anchor is not None:
        return (
            clock.anchor.start,
            end[1],
            DatePrecision.INTERVAL,
        )  # "On 3 May rebels attacked, and by the next day they had"
    if fields.get("end_part") == "mid" and "end_month" not in fields:
        return None, date(end[1].year, 6, 30), end[2]  # "by mid 2013": the year's middle is the end of June
    return None, end[1], end[2]


def _ending(fields: Fields, clock: Clock) -> Days | None:
    """'the week to 12 March', 'the week of 4 March': a length, and the day on which it ends or begins."""
    point = _resolve(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
    if point is None or point[0] is None or point[1] is None:
        return None
    unit, count = str(fields["unit"]), int(fields["count"] or 1)
    if fields.get("begins"):
        monday = point[0] - timedelta(days=point[0].weekday() if fields["begins"] == "around" else 0)
        return monday, shift(monday, unit, count) - timedelta(days=1), DatePrecision.WEEK
    if unit == "hour":
        return minus(point[1], unit, count), point[1], DatePrecision.INTERVAL
    start = (
        month_shift(point[1].replace(day=1), 1 - count) if point[2] is DatePrecision.MONTH and unit == "month" else None
    )
    if point[2] is DatePrecision.MONTH and unit == "year":
        start = month_shift(point[1].replace(day=1), 1 - 12 * count)
    return start or shift(point[1], unit, -count) + timedelta(days=1), point[1], DatePrecision.INTERVAL


def _point(expression: str, fields: Fields, clock: Clock) -> Days | None:
    if expression == "weekday":
        return weekday(fields, clock)
    if fields.get("fiscal"):
        return _fiscal(fields, clock)
    if "month" not in fields and "day" in fields and "feast" not in fields:
        return day_of_month(int(fields["day"] or 1), clock)
    if clock.month_first and fields.get("unordered"):
        fields = {**fields, "month": fields["day"], "day": fields["month"]}
    if fields.get("year") is not None:
        return _in_year(expression, fields, int(fields["year"] or 0))
    published, anchor = clock.published, clock.anchor
    if is_islamic(str(fields.get("feast", ""))) and fields.get("years") is None:
        return None
    if fields.get("years") is not None:
        return None if published is None else _in_year(expression, fields, published.year + int(fields["years"] or 0))
    if fields.get("of_anchor"):  # "in April that year"
        year = anchor.start.year if anchor is not None and anchor.start is not None else None
        return None if year is None else _in_year(expression, fields, year + int(fields.get("anchor_years") or 0))
    if fields.get("after_anchor") and anchor is not None and anchor.end is not None:
        days = _in_year(expression, fields, anchor.end.year)
        past = days is not None and days[1] is not None and anchor.start is not None and days[1] < anchor.start
        return _in_year(expression, fields, anchor.end.year + 1) if past else days
    if published is not None:
        return _near(expression, fields, published, clock.ahead)
    return None if clock.year is None else _of_text(expression, fields, clock, clock.year)


def _fiscal(fields: Fields, clock: Clock) -> Days | None:
    """'Q2 of fiscal 2024', 'last fiscal year', 'FY 2023/24': a country's budget year or a part of it."""
    year = clock.fiscal
    if year is None:
        return None
    first, last = int(fields.get("month_from") or 1), int(fields.get("month_to") or 12)
    if fields.get("year") is None:
        if clock.published is None:
            return None
        return year.days(year.called(clock.published) + int(fields.get("years") or 0), first, last)
    name = int(fields["year"] or 0)
    return year.days(name + (1 if fields.get("through") and year.by_end else 0), first, last)


def _of_text(expression: str, fields: Fields, clock: Clock, year: int) -> Days | None:
    """In the year last told, or the one before or after it where that lies nearer to the day last told."""
    days = _in_year(expression, fields, year)
    anchor = clock.anchor
    if not clock.nearest or anchor is None or anchor.start is None or anchor.end is None or days is None:
        return days
    first, last = anchor.start, anchor.end

    def gap(one: Days) -> timedelta:
        start, end = one[0] or first, one[1] or last
        return max(start - last, first - end, timedelta(0))

    others = [other for n in (-1, 1) if (other := _in_year(expression, fields, year + n)) is not None]
    return min([days, *others], key=gap)


def _near(expression: str, fields: Fields, published: date, ahead: bool) -> Days | None:
    """The last one begun, the next one in a clause of the future; "last" is over, "next" is yet to begin, "this" is this year's."""
    step = fields.get("step")
    if step == 0 and (days := _in_year(expression, fields, published.year)) is not None and days[0] is not None:
        winter = days[0] > published and fields.get("season") == 12 and not ahead
        return _in_year(expression, fields, published.year - 1) if winter else days
    forward = ahead or step == 1
    for n in range(_LEAP + 1):
        year = published.year + n - 1 if forward else published.year + 1 - n
        days = _in_year(expression, fields, year)
        if days is None or days[0] is None or days[1] is None:
            continue
        if (forward and (days[0] > published if step == 1 else days[1] >= published)) or (
            not forward and (days[1] < published if step == -1 and expression != "day" else days[0] <= published)
        ):
            return days
    return None


def _in_year(expression: str, fields: Fields, year: int) -> Days | None:
    """A point of the calendar in a year."""
    part = str(fields["part"]) if fields.get("part") else None
    month = int(fields.get("month") or fields.get("season") or 1)
    if fields.get("feast"):
        found = feast_days(str(fields["feast"]), int(fields.get("shift") or 0), int(fields.get("length") or 1), year)
        if found is None:
            return None
        return *found, DatePrecision.DAY if found[0] == found[1] else DatePrecision.INTERVAL
    if expression == "year":
        if fields.get("years_long"):
            return years_part(year, int(fields["years_long"] or 10), part)
        first, last = (
            YEAR_PARTS[part] if part else (int(fields.get("month_from") or 1), int(fields.get("month_to") or 12))
        )
        whole = (first, last) == (1, 12)
        return date(year, first, 1), month_end(year, last), DatePrecision.YEAR if whole else DatePrecision.INTERVAL
    if expression == "week":
        monday = date.fromisocalendar(year, int(fields["week"] or 1), 1)
        return monday, monday + timedelta(days=6), DatePrecision.WEEK
    if expression == "season":
        start = date(year, month, 1)
        end = month_shift(start, 2)  # three months; winter ends in the next year's February
        return _thirds(start, month_end(end.year, end.month), part)
    if fields.get("nth"):
        day = nth_weekday(year, month, int(fields["weekday"] or 0), int(fields["nth"] or 1))
        if day is None:
            return None
        last_day = day + timedelta(days=int(fields.get("length") or 1) - 1)
        return day, last_day, DatePrecision.DAY if last_day == day else DatePrecision.INTERVAL
    if expression == "month":
        if not fields.get("days_from"):
            return month_part(year, month, part)
        length = monthrange(year, month)[1]
        low, high = int(fields["days_from"] or 1), int(fields.get("days_to") or -1)
        low, high = (low if low > 0 else length + 1 + low), (high if high > 0 else length + 1 + high)
        return date(year, month, low), date(year, month, min(high, length)), DatePrecision.INTERVAL
    number = int(fields["day"] or 1)
    if number > monthrange(year, month)[1]:
        return None
    only = date(year, month, number)
    return only, only, DatePrecision.DAY


def _thirds(start: date, end: date, part: str | None) -> Days:
    """A season, or its first, second or third month."""
    if part in ("early", "mid", "late"):
        first = month_shift(start, ("early", "mid", "late").index(part))
        return first, month_end(first.year, first.month), DatePrecision.INTERVAL
    return start, end, DatePrecision.INTERVAL


def _range(fields: Fields, clock: Clock) -> Days | None:
    inner = _prefixed(fields, "start_")
    end = _resolve(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
    if end is None or end[1] is None:
        return None
    timed = inner.get("year") is not None or inner.get("years") is not None or fields["start_expression"] != "day"
    if not timed and fields.get("end_year") is not None:
        inner["year"] = fields["end_year"]
    start = _resolve(str(fields["start_expression"]), inner, clock)
    if start is None or start[0] is None:
        return None
    first, last = start[0], end[1]
    if fields.get("start_year") is not None and "end_year" not in fields and last.year != first.year:
        again = _resolve(str(fields["end_expression"]), {**_prefixed(fields, "end_"), "year": first.year}, clock)
        last = again[1] if again is not None and again[1] is not None else last
        last = year_shift(last, 1) if last < first else last
    if first > last and fields["start_expression"] == "weekday":
        first = last - timedelta(days=(last.weekday() - first.weekday()) % 7)
    if first > last and "start_year" not in fields:
        first = year_shift(first, -1)
    return first, last, DatePrecision.INTERVAL


def _since(fields: Fields, clock: Clock) -> Days | None:
    expression = fields["start_expression"]
    start: date | None = None
    inner = _prefixed(fields, "start_")
    if expression == "anchor" and "unit" not in inner:
        start = clock.anchor.start if clock.anchor is not None else None
    elif expression is not None:
        days = _resolve(str(expression), inner, replace(clock, ahead=False))
        if days is None and clock.published is None:
            return None
        # "since late September" leaves the first day open: a start would be a guess. The middle of a month is its 15th.
        start = None if days is None or inner.get("part") in ("late", "second-half") else days[0]
        if start is not None and expression == "month" and inner.get("part") == "mid":
            start = start.replace(day=15)
    return start, clock.published, DatePrecision.INTERVAL


def _from_anchor(fields: Fields, clock: Clock) -> Days | None:
    count, unit = int(fields["count"] or 0), str(fields["unit"])
    anchor = clock.anchor
    if anchor is None or anchor.start is None or anchor.end is None:
        # Nothing told before: "a day earlier" is told from the report itself, "the next day" from nothing known.
        if clock.published is None or (count >= 0 and not fields.get("or_report")):
            return None
        return ago(clock.published, unit, count)
    if fields.get("to_year"):  # "the same period of 2021"
        count = int(fields["to_year"] or 0) - anchor.end.year
    if count == 0 and unit == "day":
        return anchor.start, anchor.end, anchor.precision
    if fields.get("of_unit"):  # "that month", "earlier that week", "the following year"
        return calendar_unit(anchor.end if count > 0 else anchor.start, unit, count)
    if unit in ("year", "month") and anchor.end - anchor.start > timedelta(days=1) and fields.get("compared"):
        # "60 in the first quarter, against 30 a year earlier": the same span of the year before
        return shift(anchor.start, unit, count), _span_end(anchor, unit, count), anchor.precision
    if fields.get("whole"):  # "compared to 96 the week before": before a week as long, else the calendar's
        if anchor.end > anchor.start:
            return anchor.start - timedelta(days=7), anchor.end - timedelta(days=7), DatePrecision.WEEK
        return calendar_unit(anchor.start, "week", -1)
    return ago(anchor.end if count > 0 else anchor.start, unit, count)


def _span_end(anchor: DateInterval, unit: str, count: int) -> date | None:
    if anchor.end is None:
        return None
    moved = shift(anchor.end, unit, count)
    whole = anchor.end == month_end(anchor.end.year, anchor.end.month)
    return month_end(moved.year, moved.month) if whole else moved
