"""The clock that relative expressions are told from, and days named by their weekday or their number alone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from claimx.lexicon.wars import War
from claimx.link.dates.arithmetic import Days, month_shift, shift
from claimx.link.dates.fiscal import FiscalYear
from claimx.models import DateInterval
from claimx.schema import DatePrecision

Fields = Mapping[str, int | str | None]
# From Friday on, "last Monday" is this week's: a day that far back is no longer called by its bare name.
_FAR = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative expressions are told from: the document's date, the date told before, the year the text is in.

    ``texts`` name the war whose days are counted, one of ``wars``; the first that names one tells. ``month_first`` is
    the order in which the document writes days in figures; ``ahead`` is set in a clause of the future.
    """

    published: date | None
    anchor: DateInterval | None = None
    year: int | None = None
    texts: tuple[str, ...] = ()
    wars: tuple[War, ...] = ()
    month_first: bool = False
    ahead: bool = False
    # The text names several years: a day without one is of the year that puts it nearest to the day told before.
    nearest: bool = False
    # The fiscal year of the country that the document is about.
    fiscal: FiscalYear | None = None


def weekday(fields: Fields, clock: Clock) -> Days | None:
    """The day that a weekday names: the last one, that of last or next week, the one so many weeks off."""
    number, step = int(fields["weekday"] or 0), fields.get("step")
    if fields.get("of_anchor"):
        return _weekday_from(clock.anchor, number, int(step or 0))
    published = clock.published
    if published is None:
        return None
    back = (published.weekday() - number) % 7
    if fields.get("week") is not None:  # "Friday last week"
        day = published + timedelta(days=number - published.weekday() + 7 * int(fields["week"] or 0))
        return day, day, DatePrecision.DAY
    if fields.get("back") is not None:  # "ten years ago on Monday"
        day = shift(published - timedelta(days=back), str(fields["back_unit"]), int(fields["back"] or 0))
        return day, day, DatePrecision.DAY
    if fields.get("weeks") is not None:  # "a week ago Monday", "Monday week"
        weeks = int(fields["weeks"] or 0)
        day = published + timedelta(days=7 * weeks + ((-back) % 7 if weeks > 0 else -back))
        return day, day, DatePrecision.DAY
    if fields.get("times"):  # "two Fridays ago"
        day = published - timedelta(days=(back or 7) + 7 * (int(fields["times"] or 1) - 1))
        return day, day, DatePrecision.DAY
    if step == 1:
        day = published + timedelta(days=7 + number - published.weekday())
    elif step in (-1, -2):
        this_week = number <= published.weekday()
        back = 7 if back == 0 else back + 7 if this_week and back < _FAR else back
        day = published - timedelta(days=back + (7 if step == -2 else 0))
    else:
        day = published + timedelta(days=-back if not clock.ahead else (-back) % 7)
    return day, day, DatePrecision.DAY


def _weekday_from(anchor: DateInterval | None, weekday: int, step: int) -> Days | None:
    """'that Friday' is of the week told, 'the following Monday' the first after it, 'the previous Friday' the last before."""
    if anchor is None or anchor.start is None or anchor.end is None:
        return None
    if step > 0:
        day = anchor.end + timedelta(days=(weekday - anchor.end.weekday() - 1) % 7 + 1)
    elif step < 0:
        day = anchor.start - timedelta(days=(anchor.start.weekday() - weekday - 1) % 7 + 1)
    else:
        day = anchor.start + timedelta(days=weekday - anchor.start.weekday())
    return day, day, DatePrecision.DAY


def day_of_month(day: int, clock: Clock) -> Days | None:
    """'on the 12th': of the month last told, else the last such day before the report."""
    anchor, published = clock.anchor, clock.published
    near = published or (anchor.end if anchor is not None else None)
    if anchor is not None and anchor.start is not None and anchor.precision in (DatePrecision.DAY, DatePrecision.MONTH):
        told = anchor.start
        if day <= monthrange(told.year, told.month)[1] and (published is None or told.replace(day=day) <= published):
            return told.replace(day=day), told.replace(day=day), DatePrecision.DAY
    if near is None:
        return None
    first = near.replace(day=1)
    for n in range(3):  # of two months on end one has 31 days
        month = month_shift(first, n if clock.ahead else -n)
        if day > monthrange(month.year, month.month)[1]:
            continue
        only = month.replace(day=day)
        if (only >= near) if clock.ahead else (only <= near):
            return only, only, DatePrecision.DAY
    return None
