"""Calendar arithmetic: a date expression, the document's date and an earlier date of the text become days.

Conventions, where a text leaves a choice: a weekday is the last such day on or before the document's date (the same
weekday is the same day); a day or month without a year is the last such one; a week runs from Monday to Sunday; a part
of a month is its first ten days, the next ten, or the rest; "the past week" and its like run from as many days before the
document's date up to it. Without a document's date everything told from it is None, never a guess.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from claimx.lexicon.wars import War, day_of_war
from claimx.models import DateInterval, DateMention
from claimx.schema import DateBasis, DatePrecision

_Days = tuple[date | None, date | None, DatePrecision]
# Thirds of a month, as coders of events split it: 1-10, 11-20, 21 to the end.
_MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first-half": (1, 15), "second-half": (16, 31)}
# A year is split in thirds of four months, "mid 2013" being the months around its middle.
_YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first-half": (1, 6),
    "second-half": (7, 12),
    "first-quarter": (1, 3),
    "second-quarter": (4, 6),
    "third-quarter": (7, 9),
    "fourth-quarter": (10, 12),
    **{
        f"first-{name}-months": (1, last)
        for name, last in zip(
            ("two", "four", "five", "seven", "eight", "nine", "ten", "eleven"), (2, 4, 5, 7, 8, 9, 10, 11), strict=True
        )
    },
}


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative expressions are told from: the document's date, the date told before, the year the text is in.

    ``texts`` name the war whose days are counted, one of ``wars``; the first that names one tells.
    """

    published: date | None
    anchor: DateInterval | None = None
    year: int | None = None
    texts: tuple[str, ...] = ()
    wars: tuple[War, ...] = ()


def resolve_date(mention: DateMention, clock: Clock) -> DateInterval | None:
    """The inclusive days of a mention, open ends None; None where nothing can be computed."""
    try:
        days = _resolve(mention.expression, mention.fields, clock)
    except (OverflowError, ValueError):
        return None  # beyond the first and last year that dates can have
    if days is None or days[0] is days[1] is None:
        return None
    start, end, precision = days
    if start is not None and end is not None and start > end:
        return None
    stated = "year" in mention.fields or "end_year" in mention.fields or "start_year" in mention.fields
    basis = DateBasis.STATED if stated else DateBasis.RELATIVE
    return DateInterval(start, end, precision, mention.scope, basis)


def _resolve(expression: str, fields: Mapping[str, int | str | None], clock: Clock) -> _Days | None:
    published = clock.published
    match expression:
        case "day" | "month" | "year" | "season" | "weekday":
            return _point(expression, fields, clock)
        case "range":
            return _range(fields, clock)
        case "since":
            return _since(fields, clock)
        case "until":
            end = _resolve(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
            if (
                end is not None
                and str(fields.get("end_part")) == "mid"
                and end[1] is not None
                and "end_month" not in fields
            ):
                return None, date(end[1].year, 6, 30), end[2]  # "by mid 2013": the year's middle is the end of June
            return None if end is None else (None, end[1], end[2])
        case "anchor":
            return _from_anchor(fields, clock)
        case "war-day":
            days = (day_of_war(int(fields["number"] or 1), text, clock.wars, published) for text in clock.texts)
            day = next(filter(None, days), None)
            return None if day is None else (day, day, DatePrecision.DAY)
    if published is None:
        return _from_anchor({**fields, "unit": "day", "count": 0}, clock) if fields.get("or_anchor") else None
    match expression:
        case "offset":
            return _ago(published, str(fields["unit"]), int(fields["count"] or 0))
        case "calendar":
            return _calendar_unit(published, str(fields["unit"]))
        case "earlier":
            return _earlier(published, str(fields["unit"]))
        case "period":
            until = clock.anchor.end if fields.get("anchored") and clock.anchor and clock.anchor.end else published
            start = _minus(until, str(fields["unit"]), int(fields["count"] or 1))
            return start, until, DatePrecision.INTERVAL
        case "so-far":
            return None, _year_shift(published, int(fields.get("years") or 0)), DatePrecision.DAY
        case "nth-day":
            number = int(fields["number"] or 1)
            until = (
                clock.anchor.end
                if clock.anchor and clock.anchor.end and _near(clock.anchor.end, published)
                else published
            )
            return until - timedelta(days=number - 1), until, DatePrecision.INTERVAL
        case "overnight":
            morning = (
                _resolve(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
                if "end_expression" in fields
                else None
            )
            if morning is not None and morning[1] is not None:
                return morning[1] - timedelta(days=1), morning[1], DatePrecision.DAY
            return published - timedelta(days=1), published, DatePrecision.DAY
    return None


def _near(day: date, published: date) -> bool:
    return timedelta(0) <= published - day <= timedelta(days=7)  # within the week that weekday names reach


def _prefixed(fields: Mapping[str, int | str | None], prefix: str) -> dict[str, int | str | None]:
    return {key.removeprefix(prefix): value for key, value in fields.items() if key.startswith(prefix)}


def _point(expression: str, fields: Mapping[str, int | str | None], clock: Clock) -> _Days | None:
    published = clock.published
    if expression == "weekday":
        if published is None:
            return None
        back = (published.weekday() - int(fields["weekday"] or 0)) % 7
        if fields.get("last") and back == 0:
            back = 7  # "last Tuesday" on a Tuesday
        day = published - timedelta(days=back)
        return day, day, DatePrecision.DAY
    year = _year(expression, fields, clock)
    if year is None:
        return None
    part = str(fields["part"]) if fields.get("part") else None
    if expression == "year":
        first, last = _YEAR_PARTS[part] if part else (1, 12)
        return (
            date(year, first, 1),
            _month_end(year, last),
            DatePrecision.YEAR if part is None else DatePrecision.INTERVAL,
        )
    if expression == "season":
        first = int(fields["season"] or 3)
        start = date(year, first, 1)
        last_month = first + 2  # three months; winter ends in the next year's February
        end = _month_end(year, last_month) if last_month <= 12 else _month_end(year + 1, last_month - 12)
        return start, end, DatePrecision.INTERVAL
    month = int(fields["month"] or 1)
    if expression == "month":
        low, high = _MONTH_PARTS.get(part, (1, 31)) if part else (1, 31)
        end = _month_end(year, month)
        precision = DatePrecision.MONTH if part is None else DatePrecision.INTERVAL
        return date(year, month, low), min(end, date(year, month, min(high, end.day))), precision
    number = int(fields["day"] or 1)
    if number > monthrange(year, month)[1]:
        return None
    only = date(year, month, number)
    return only, only, DatePrecision.DAY


def _year(expression: str, fields: Mapping[str, int | str | None], clock: Clock) -> int | None:
    published = clock.published
    if fields.get("year") is not None:
        return int(fields["year"] or 0)
    if fields.get("years") is not None:
        return None if published is None else published.year + int(fields["years"] or 0)
    month = int(fields.get("month") or fields.get("season") or 1)
    day = int(fields.get("day") or 1)
    if fields.get("of_anchor"):  # "in April that year"
        return clock.anchor.start.year if clock.anchor is not None and clock.anchor.start is not None else None
    if fields.get("after_anchor") and clock.anchor is not None and clock.anchor.start is not None:
        start = clock.anchor.start
        return start.year if (month, 31) >= (start.month, start.day) else start.year + 1
    if published is not None:
        year = published.year if (month, day) <= (published.month, published.day) else published.year - 1
        if fields.get("last") and expression == "month" and month == published.month:
            year -= 1
        if fields.get("last") and expression == "season" and _month_end(year, min(month + 2, 12)) >= published:
            year -= 1  # "last spring" in spring
        return year
    return clock.year


def _range(fields: Mapping[str, int | str | None], clock: Clock) -> _Days | None:
    end = _point(str(fields["end_expression"]), _prefixed(fields, "end_"), clock)
    start = _point(str(fields["start_expression"]), _prefixed(fields, "start_"), clock)
    if start is None or end is None or start[0] is None or end[1] is None:
        return None
    first = start[0]
    if first > end[1] and fields["start_expression"] == "weekday":
        first = end[1] - timedelta(days=(end[1].weekday() - first.weekday()) % 7)
    if first > end[1] and "start_year" not in fields:
        first = _year_shift(first, -1)
    return first, end[1], DatePrecision.INTERVAL


def _since(fields: Mapping[str, int | str | None], clock: Clock) -> _Days | None:
    expression = fields["start_expression"]
    start: date | None = None
    inner = _prefixed(fields, "start_")
    if expression == "anchor" and "unit" not in inner:
        start = clock.anchor.start if clock.anchor is not None else None
    elif expression is not None:
        days = _resolve(str(expression), inner, clock)
        if days is None and clock.published is None:
            return None
        # "since late September" leaves the first day open: a start would be a guess. The middle of a month is its 15th.
        start = None if days is None or inner.get("part") in ("late", "second-half") else days[0]
        if start is not None and expression == "month" and inner.get("part") == "mid":
            start = start.replace(day=15)
    return start, clock.published, DatePrecision.INTERVAL


def _from_anchor(fields: Mapping[str, int | str | None], clock: Clock) -> _Days | None:
    count, unit = int(fields["count"] or 0), str(fields["unit"])
    anchor = clock.anchor
    if anchor is None or anchor.start is None or anchor.end is None:
        # Nothing told before: "a day earlier" is told from the report itself, "the next day" from nothing known.
        if clock.published is None or (count >= 0 and not fields.get("or_report")):
            return None
        return _ago(clock.published, unit, count)
    if count == 0 and unit == "day":
        return anchor.start, anchor.end, anchor.precision
    if fields.get("whole"):  # "compared to 96 the week before": before a week as long, else the calendar's
        if anchor.end > anchor.start:
            return anchor.start - timedelta(days=7), anchor.end - timedelta(days=7), DatePrecision.WEEK
        return _calendar_unit(anchor.start, "week")
    return _ago(anchor.end if count > 0 else anchor.start, unit, count)


def _ago(day: date, unit: str, count: int) -> _Days:
    """``count`` units from a day, as exact as the unit: a day for days and weeks, the month for months, the year for years."""
    if unit == "hour":
        day += timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1) if abs(count) >= 24 else 0)
        return day, day, DatePrecision.DAY
    if unit in ("day", "week"):
        day += timedelta(days=count * (7 if unit == "week" else 1))
        return day, day, DatePrecision.DAY
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), _month_end(year, month + 1), DatePrecision.MONTH
    return date(day.year + count, 1, 1), date(day.year + count, 12, 31), DatePrecision.YEAR


def _calendar_unit(published: date, unit: str) -> _Days:
    """The last whole week, month or year, or the last weekend begun."""
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        return monday, monday + timedelta(days=6), DatePrecision.WEEK
    if unit == "weekend":
        saturday = published - timedelta(days=(published.weekday() - 5) % 7)  # 5 is Saturday
        return saturday, min(published, saturday + timedelta(days=1)), DatePrecision.INTERVAL
    return _ago(published, unit, -1)


def _earlier(published: date, unit: str) -> _Days:
    """From the first day of the running unit to the document's."""
    start = {
        "week": published - timedelta(days=published.weekday()),
        "month": published.replace(day=1),
        "year": published.replace(month=1, day=1),
    }.get(unit, published)
    precision = {"week": DatePrecision.WEEK, "month": DatePrecision.MONTH, "year": DatePrecision.YEAR}
    return start, published, precision.get(unit, DatePrecision.DAY)


def _minus(day: date, unit: str, count: int) -> date:
    if unit == "hour":
        return day - timedelta(days=max(1, -(-count // 24)))  # begun days: 24 hours reach into the day before
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return _year_shift(day, -count)


def _year_shift(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
