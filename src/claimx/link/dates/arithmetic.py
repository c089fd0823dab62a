"""Steps from one day to another in the units of the calendar, and parts of its units."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from claimx.schema import DatePrecision

# First day, last day, how exact: open ends None.
Days = tuple[date | None, date | None, DatePrecision]

# Thirds of a month, as coders of events split it: 1-10, 11-20, 21 to the end.
MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first-half": (1, 15), "second-half": (16, 31)}
# A year is split in thirds of four months, "mid 2013" being the months around its middle.
YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first-half": (1, 6), "second-half": (7, 12)}
# Years of a decade, and parts of a week from Monday (0).
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first-half": (0, 4), "second-half": (5, 9)}
_WEEK_PARTS = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def year_shift(day: date, years: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def month_shift(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: int) -> date:
    """``count`` units from a day, to the day."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return month_shift(day, count) if unit == "month" else year_shift(day, count)


def minus(day: date, unit: str, count: int) -> date:
    """Where a span of ``count`` units that ends on a day begins: 24 hours reach into the day before."""
    return day - timedelta(days=-(-count // 24) or 1) if unit == "hour" else shift(day, unit, -count)


def ago(day: date, unit: str, count: int) -> Days:
    """``count`` units from a day, as exact as the unit: a day for days and weeks, the month for months, the year for years."""
    if unit == "hour":
        day += timedelta(days=-(-abs(count) // 24) * (1 if count > 0 else -1) if abs(count) >= 24 else 0)
        return day, day, DatePrecision.DAY
    if unit in ("day", "week"):
        only = shift(day, unit, count)
        return only, only, DatePrecision.DAY
    if unit == "month":
        start = month_shift(day.replace(day=1), count)
        return start, month_end(start.year, start.month), DatePrecision.MONTH
    return date(day.year + count, 1, 1), date(day.year + count, 12, 31), DatePrecision.YEAR


def calendar_unit(day: date, unit: str, step: int, part: str | None = None) -> Days:
    """The unit of the calendar ``step`` units from the one that holds a day, or a part of it: "late last year"."""
    if unit == "week":
        monday = day + timedelta(days=7 * step - day.weekday())
        if part in _WEEK_PARTS:
            first, last = _WEEK_PARTS[part]
            return monday + timedelta(days=first), monday + timedelta(days=last), DatePrecision.INTERVAL
        return monday, monday + timedelta(days=6), DatePrecision.WEEK
    if unit == "weekend":
        # 5 is Saturday: the last weekend begun is the one "last weekend" names, -1.
        saturday = day + timedelta(days=7 * (step + 1) - (day.weekday() - 5) % 7)
        sunday = saturday + timedelta(days=1)
        return saturday, day if saturday <= day < sunday else sunday, DatePrecision.INTERVAL
    if unit == "quarter":
        start = month_shift(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return start, month_end(start.year, start.month + 2), DatePrecision.INTERVAL
    if unit == "month" and part in MONTH_PARTS:
        start = month_shift(day.replace(day=1), step)
        return month_part(start.year, start.month, part)
    if unit == "year" and part in YEAR_PARTS:
        first, last = YEAR_PARTS[part]
        year = day.year + step
        return date(year, first, 1), month_end(year, last), DatePrecision.INTERVAL
    return ago(day, unit, step)


def month_part(year: int, month: int, part: str | None) -> Days:
    """A month or a third or half of it."""
    end = month_end(year, month)
    if part is None:
        return date(year, month, 1), end, DatePrecision.MONTH
    low, high = MONTH_PARTS[part]
    return date(year, month, low), min(end, date(year, month, min(high, end.day))), DatePrecision.INTERVAL


def years_part(year: int, years: int, part: str | None) -> Days:
    """A decade or a century from its first year, or a part of it in tenths."""
    first, last = _DECADE_PARTS.get(part or "", (0, 9))
    tenth = years // 10
    return date(year + first * tenth, 1, 1), date(year + (last + 1) * tenth - 1, 12, 31), DatePrecision.INTERVAL


def running(day: date, unit: str) -> Days:
    """From the first day of the running unit to the day itself."""
    start = {
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "quarter": date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        "year": day.replace(month=1, day=1),
    }.get(unit, day)
    precision = {"week": DatePrecision.WEEK, "month": DatePrecision.MONTH, "year": DatePrecision.YEAR}
    return start, day, precision.get(unit, DatePrecision.INTERVAL if unit == "quarter" else DatePrecision.DAY)
