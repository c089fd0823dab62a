"""Days that move from year to year: Easter of both churches, the feasts of the Islamic calendar, the nth weekday of a month.

Easter is computed as in Jean Meeus, *Astronomical Algorithms*, chapter 8. Islamic days follow the tabular calendar
with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty. Which evening the moon is sighted no table knows:
a feast is given as the two days on which the calendar's two epochs put it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

# Month and day of the Islamic year on which a feast begins, and how many days it lasts.
_ISLAMIC = {
    "islamic-new-year": (1, 1, 1),
    "ashura": (1, 10, 1),
    "mawlid": (3, 12, 1),
    "ramadan": (9, 1, 0),  # the whole month
    "eid-al-fitr": (10, 1, 1),
    "eid-al-adha": (12, 10, 1),
}
# Month, weekday (0 is Monday) and which of them: the fourth Thursday of November, the last Monday of May.
_NTH = {"thanksgiving": (11, 3, 4), "labor-day": (9, 0, 1), "memorial-day": (5, 0, -1), "martin-luther-king": (1, 0, 3)}
# The day before 1 Muharram of year 1 in the count of days that ``date.fromordinal`` uses: 14 July 622, Julian.
_HIJRA = 227_013


def western_easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule.

    >>> western_easter(2024), western_easter(1818)
    (datetime.date(2024, 3, 31), datetime.date(1818, 3, 22))
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    lunar = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - lunar + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian rule, as a Gregorian day.

    >>> orthodox_easter(2024), orthodox_easter(2023)
    (datetime.date(2024, 5, 5), datetime.date(2023, 4, 16))
    """
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=_behind(year))


def _behind(year: int) -> int:
    """Days by which the Julian calendar is behind ours from March of a year on."""
    return year // 100 - year // 400 - 2


def from_julian(day: date | None) -> date | None:
    """Our day for one told in the old style; no text tells a 29 February that we do not have.

    >>> from_julian(date(1917, 10, 25)), from_julian(date(1700, 2, 18)), from_julian(date(1700, 3, 1))
    (datetime.date(1917, 11, 7), datetime.date(1700, 2, 28), datetime.date(1700, 3, 12))
    """
    if day is None:
        return None
    return day + timedelta(days=_behind(day.year if day.month > 2 else day.year - 1))


def islamic_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of one in the tabular Islamic calendar, by the earlier of its two epochs.

    >>> islamic_day(1445, 12, 10), islamic_day(1444, 10, 1)
    (datetime.date(2024, 6, 16), datetime.date(2023, 4, 21))
    """
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_HIJRA + before + day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (or the last, -1) such weekday of a month; None where the month has no fifth.

    >>> nth_weekday(2024, 11, 3, 4), nth_weekday(2024, 5, 0, -1)
    (datetime.date(2024, 11, 28), datetime.date(2024, 5, 27))
    """
    length = monthrange(year, month)[1]
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    days = range(first, length + 1, 7)
    if nth > len(days):
        return None
    return date(year, month, days[nth - 1 if nth > 0 else nth])


def feast_days(feast: str, shift: int, length: int, year: int) -> tuple[date, date] | None:
    """First and last day of a feast, ``shift`` days from the one that is computed; None where the year has it twice or not at all."""
    start: date | None
    if feast in _ISLAMIC:
        month, day, days = _ISLAMIC[feast]
        # Eleven days shorter than ours, an Islamic year begins in each of two or three of our years.
        near = int((year - 622) * 33 / 32)
        found = [one for n in (near, near + 1, near + 2) if (one := islamic_day(n, month, day)).year == year]
        if len(found) != 1:
            return None
        length = 1 + (days or 29 + month % 2)
        start = found[0]
    elif feast in _NTH:
        start = nth_weekday(year, *_NTH[feast])
    else:
        start = orthodox_easter(year) if feast == "orthodox-easter" else western_easter(year)
    if start is None:
        return None
    start += timedelta(days=shift)
    return start, start + timedelta(days=max(0, length - 1))


def is_islamic(feast: str) -> bool:
    """True for a feast whose day no text without a year tells: it may fall a day later where the moon is sighted."""
    return feast in _ISLAMIC
