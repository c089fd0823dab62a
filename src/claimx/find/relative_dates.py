"""Times told from another time.

From the report ("yesterday", "in the last 24 hours"), from a date before ("the next day"), from a war's first day, or
from nothing that a calendar knows ("in recent weeks").
"""

from __future__ import annotations

from claimx.find.date_forms import other_calendar
from claimx.find.date_lengths import ASIDE, INCIDENT, PERIOD, Found, length
from claimx.find.date_parts import ORDINAL, Fields, Reader

_STEPS = {"last": -1, "this": 0, "next": 1}
# "the following Monday" is told from the day before it in the text.
_FROM_ANCHOR = {
    "next": 1,
    "following": 1,
    "ensuing": 1,
    "subsequent": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "same": 0,
}
_CLOSED = frozenset(("", ",", ".", ";", ":", "and", "in", "on", "when", "that", "by", "at", "with", "to"))
_BACK = frozenset("earlier before prior previously".split())
# A length that these words make inexact fixes no day: "more than a week after", "nearly a month ago".
_INEXACT = frozenset("than least over under nearly almost about around roughly some approximately".split())


def vague(reader: Reader, i: int) -> Found | None:
    """'in recent weeks', 'over five days', '27 Rajab 1445': no calendar can fix them."""
    found = reader.at("vague", i)
    if found is not None and anchor(reader, i) is not None:
        return None  # "Hours earlier, …" at the head of a sentence
    if found is not None and reader.word(found[0]) != "than":
        return found[0], "vague", {}, PERIOD, "date.vague"
    other = other_calendar(reader, i)
    if other is not None:
        return other, "vague", {}, INCIDENT, "date.other-calendar"
    return length(reader, i)


def earlier(reader: Reader, i: int) -> Found | None:
    """'earlier this month', 'later in the day', 'early last week': a unit of the calendar, or the part of it that is over."""
    if reader.word(i) not in ("earlier", "later", "early", "late", "mid"):
        return None
    j = i + 2 if reader.word(i + 1) == "in" or reader.dash(i + 1) else i + 1
    first = reader.word(j)
    unit = reader.unit(j + 1)
    if first in ("last", "next") and unit is not None and unit[1] in ("week", "month", "year") and unit[2] == 1:
        part = {"earlier": "", "early": "early", "later": "late", "late": "late", "mid": "mid"}[reader.word(i)]
        fields: Fields = {"unit": unit[1], "count": _STEPS[first], **({"part": part} if part else {})}
        return unit[0], "calendar", fields, PERIOD, "date.relative-period"
    if first not in ("this", "the", "that", "same"):
        return None
    if unit is None:
        found = reader.at("day-word", j)
        return (
            None if found is None else (found[0], "offset", {"unit": "day", "count": 0}, INCIDENT, "date.relative-day")
        )
    if unit[1] in ("day", "hour"):
        if first in ("that", "same"):
            return unit[0], "anchor", {"unit": "day", "count": 0}, INCIDENT, "date.from-anchor"
        if first == "the" and unit[1] == "day":  # of the day just told, else the report's
            return unit[0], "anchor", {"unit": "day", "count": 0, "or_report": 1}, INCIDENT, "date.from-anchor"
        return unit[0], "offset", {"unit": "day", "count": 0}, INCIDENT, "date.relative-day"
    if first == "that":
        return unit[0], "anchor", {"unit": unit[1], "count": 0, "of_unit": 1}, PERIOD, "date.from-anchor"
    if reader.word(i) in ("later", "late"):
        # What is still to come counts nobody yet.
        fields = {"unit": unit[1], "count": 0, "part": "late", ASIDE: 1}
        return unit[0], "calendar", fields, PERIOD, "date.relative-period"
    return unit[0], "earlier", {"unit": unit[1]}, PERIOD, "date.earlier"


def opening(reader: Reader, i: int) -> Found | None:
    """'the beginning of the year', 'the start of this month'."""
    part = reader.entry("part", i)
    if part is None or part[1].part != "early" or reader.word(part[0]) not in ("the", "this"):
        return None
    unit = reader.unit(part[0] + 1)
    if unit is None or unit[1] not in ("week", "month", "year"):
        return None
    return unit[0], "earlier", {"unit": unit[1]}, PERIOD, "date.earlier"


def anniversary(reader: Reader, i: int) -> Found | None:
    """'the fifth anniversary of the flood', 'the 10-year anniversary': when it came."""
    j = i + 1 if reader.word(i) == "the" else i
    count, ordinal = reader.count(j), reader.at("ordinal", j)
    last, years = j + 1, ordinal[1] if ordinal is not None else None
    if ORDINAL.fullmatch(reader.word(j)):
        years = reader.day_number(j)
    elif ordinal is None and count is not None and count[1]:
        dash = count[0] + reader.dash(count[0])
        unit = reader.unit(dash)
        last, years = (unit[0], count[1]) if unit is not None and unit[1] == "year" else (j, None)
    if years is None or reader.word(last) != "anniversary" or reader.word(last + 1) != "of":
        return None
    return last + 1, "offset", {"unit": "year", "count": -years, "anniversary": 1}, INCIDENT, "date.ago"


def ago(reader: Reader, i: int) -> Found | None:
    """'two weeks ago', 'a week ago Monday', 'a year and a half ago', 'two Fridays ago', 'a day earlier'."""
    count = reader.count(i)
    if count is None:
        return None
    weekday = reader.at("weekday-plural", count[0])
    if weekday is not None and reader.word(weekday[0]) == "ago" and count[1]:
        fields: Fields = {"weekday": weekday[1], "times": count[1]}
        return weekday[0] + 1, "weekday", fields, INCIDENT, "date.weekday"
    half = reader.words[count[0] : count[0] + 3] == ["and", "a", "half"]
    unit = reader.unit(count[0] + 3 if half else count[0])
    if unit is None:
        return None
    last, number = unit[0], None if reader.word(i - 1) in _INEXACT else count[1]
    if reader.words[last : last + 3] == ["and", "a", "half"]:
        half, last = True, last + 3
    after = reader.word(last)
    if after == "ago" and half and unit[1] == "year" and number is not None:
        fields = {"unit": "month", "count": -12 * number * unit[2] - 6}
        return last + 1, "offset", fields, INCIDENT, "date.ago"
    if after == "since" and number is not None and not half and unit[1] == "year" and reader.point(last + 1) is None:
        # "marks ten years since the ferry sank": when it sank
        return last + 1, "offset", {"unit": "year", "count": -number * unit[2]}, INCIDENT, "date.ago"
    if after == "ago":
        if number is None or half:
            return last + 1, "vague", {}, PERIOD, "date.vague"
        on = last + 2 if reader.word(last + 1) in ("on", "this") else last + 1
        day = reader.at("weekday", on)
        if day is not None and unit[1] == "week":
            return day[0], "weekday", {"weekday": day[1], "weeks": -number * unit[2]}, INCIDENT, "date.ago"
        if day is not None and unit[1] in ("year", "month"):
            # "Ten years ago on Tuesday", said of an anniversary: the date of that day, so many years before
            fields = {"weekday": day[1], "back_unit": unit[1], "back": -number * unit[2]}
            return day[0], "weekday", fields, INCIDENT, "date.ago"
        compared = {"compared": 1} if unit[1] == "year" else {}
        return last + 1, "offset", {"unit": unit[1], "count": -number * unit[2], **compared}, INCIDENT, "date.ago"
    if reader.words[last : last + 3] == ["from", "now", ""] or reader.words[last : last + 2] == ["from", "now"]:
        return last + 2, "offset", {"unit": unit[1], "count": (number or 0) * unit[2]}, INCIDENT, "date.ago"
    if reader.word(last + 1) == "than":
        return None  # "two months earlier than usual"
    if after in ("earlier", "before", "later", "after", "prior", "afterwards", "previously"):
        return _told_from(reader, i, last, after, number, unit[1], unit[2])
    return None


def _told_from(reader: Reader, i: int, last: int, word: str, number: int | None, unit: str, size: int) -> Found:
    """'a day earlier', 'two months later in July', 'one week after at least one was killed'."""
    if number is None:
        return last + 1, "vague", {}, PERIOD, "date.vague"
    sign = -1 if word in _BACK else 1
    closes = reader.word(last + 1) in _CLOSED and not (
        reader.word(last + 1) == "at" and reader.word(last + 2) == "least"
    )
    clause: Fields = {}
    if word in ("after", "before") and not closes and i > 1:
        sign = -sign  # the clause that follows is told from the date before it: "comes a week after two were killed"
        clause = {"clause": 1}
    month = reader.point(last + 2) if word == "later" and reader.word(last + 1) in ("in", "on") else None
    if month is not None and "year" not in month.fields and month.grain in ("day", "month"):
        return month.last, month.grain, {**month.fields, "after_anchor": 1}, INCIDENT, "date.from-anchor"
    fields: Fields = {"unit": unit, "count": sign * number * size, "compared": 1, **clause}
    return last + 1, "anchor", fields, INCIDENT, "date.from-anchor"


def anchor(reader: Reader, i: int) -> Found | None:
    """'the next day', 'that month', 'the following Monday', 'at the same time', 'concurrently'."""
    words = reader.words
    if reader.word(i) == "concurrently" or words[i : i + 4] == ["at", "the", "same", "time"]:
        last = i + 1 if reader.word(i) == "concurrently" else i + 4
        # "at the same time" in mid-sentence compares; at the head of one it tells the time.
        return _same_day(last) if i == 0 or reader.word(i - 1) in (",", ";", "\u2014") else None
    if words[i : i + 2] in (["hours", "earlier"], ["hours", "later"], ["minutes", "later"], ["minutes", "earlier"]):
        # At the head of a sentence the day goes on; elsewhere it may have ended between.
        if i == 0 or (reader.word(i - 1) in ("just", "only", "few", "several", "some") and i <= 2):
            return _same_day(i + 2)
    if words[i : i + 3] == ["during", "the", "day"] and reader.word(i + 3) in ("", ",", "."):
        return i + 3, "offset", {"unit": "day", "count": 0, "or_anchor": 1}, INCIDENT, "date.relative-day"
    if words[i : i + 2] == ["the", "week"] and reader.word(i + 2) in ("before", "earlier"):
        return i + 3, "anchor", {"unit": "week", "count": -1, "whole": 1}, PERIOD, "date.from-anchor"
    if words[i : i + 2] in (["the", "year"], ["the", "month"]) and reader.word(i + 2) in ("before", "earlier"):
        if reader.word(i + 3) in _CLOSED:
            fields: Fields = {"unit": reader.word(i + 1), "count": -1, "compared": 1}
            return i + 3, "anchor", fields, PERIOD, "date.from-anchor"
    if reader.word(i) == "the" and reader.word(i + 1) in ("day", "night", "morning", "evening"):
        step = {"before": -1, "after": 1}.get(reader.word(i + 2))
        if step is not None:
            return i + 3, "anchor", {"unit": "day", "count": step}, INCIDENT, "date.from-anchor"
    j = i + 1 if reader.word(i) == "early" and reader.word(i + 1) == "the" else i
    if reader.word(j) == "that":
        return _of_that(reader, j + 2 if reader.word(j + 1) == "same" else j + 1)
    if reader.word(j) != "the" or reader.word(j + 1) not in _FROM_ANCHOR:
        return None
    step = _FROM_ANCHOR[reader.word(j + 1)]
    weekday = reader.at("weekday", j + 2)
    if weekday is not None and reader.word(j + 1) != "next":
        fields = {"weekday": weekday[1], "of_anchor": 1, "step": step}
        return weekday[0], "weekday", fields, INCIDENT, "date.from-anchor"
    return _stepped(reader, j + 2, step)


def _same_day(last: int) -> Found:
    return last, "anchor", {"unit": "day", "count": 0}, INCIDENT, "date.from-anchor"


def _of_that(reader: Reader, i: int) -> Found | None:
    """'that night', 'that month', 'that Friday', 'that April'; "that day" from token ``i``, the one after "that"."""
    if reader.word(i) in ("night", "morning", "evening", "afternoon", "day"):
        return _same_day(i + 1)
    weekday, month = reader.at("weekday", i), reader.month(i)
    if weekday is not None and reader.word(weekday[0]) not in ("'s", "\u2019s"):
        return weekday[0], "weekday", {"weekday": weekday[1], "of_anchor": 1, "step": 0}, INCIDENT, "date.from-anchor"
    if month is not None and reader.word(i) not in ("may", "march") and reader.day_number(month[0]) is None:
        return month[0], "month", {"month": month[1], "of_anchor": 1}, PERIOD, "date.from-anchor"
    season = reader.at("season", i)
    if season is not None and reader.word(i) != "fall":
        return season[0], "season", {"season": season[1], "of_anchor": 1}, PERIOD, "date.from-anchor"
    unit = reader.unit(i)
    timed = reader.word(i - 2) in ("", "in", "during", "earlier", "later", "throughout", "over", "for", ",")
    if unit is None or unit[1] not in ("week", "month", "year") or unit[2] != 1 or not timed:
        return None
    return unit[0], "anchor", {"unit": unit[1], "count": 0, "of_unit": 1}, PERIOD, "date.from-anchor"


def _stepped(reader: Reader, i: int, step: int) -> Found | None:
    """The unit of "the next day", "the following week", "the same month last year", "the same period of 2021"."""
    time = reader.at("time-of-day", i)
    unit = (time[0], "day", 1) if time is not None else reader.unit(i)
    if step == 0 and (unit is not None and unit[1] != "day" or reader.word(i) in ("period", "quarter")):
        return _same_span(reader, unit[0] if unit is not None else i + 1)
    if unit is None or unit[1] in ("hour", "weekend"):
        return None
    count = step * unit[2]
    whole = {"of_unit": 1} if unit[1] in ("month", "year") and unit[2] == 1 and count > 0 else {}
    return unit[0], "anchor", {"unit": unit[1], "count": count, **whole}, INCIDENT, "date.from-anchor"


def _same_span(reader: Reader, i: int) -> Found | None:
    """'the same period of 2021', 'the same month last year', 'the same quarter a year earlier': the span told before, moved."""
    j = i + 1 if reader.word(i) in ("of", "in") else i
    year = reader.year(j)
    fields: Fields = {"unit": "year", "compared": 1, "same": 1}
    if year is not None:
        return j + 1, "anchor", {**fields, "count": 0, "to_year": year}, PERIOD, "date.from-anchor"
    if reader.words[j : j + 2] == ["last", "year"]:
        return j + 2, "anchor", {**fields, "count": -1}, PERIOD, "date.from-anchor"
    if reader.words[j : j + 3] in (["the", "previous", "year"], ["a", "year", "earlier"], ["a", "year", "ago"]):
        return j + 3, "anchor", {**fields, "count": -1}, PERIOD, "date.from-anchor"
    return None


def calendar_unit(reader: Reader, i: int) -> Found | None:
    """'last week', 'this month', 'last Tuesday', 'over the weekend', 'last November 25', 'the week before last'."""
    word = reader.word(i)
    if word in _STEPS:
        j = i + 2 if word == "this" and reader.word(i + 1) in ("past", "coming") else i + 1
        step = {"past": -1, "coming": 1}.get(reader.word(i + 1), 0) if j == i + 2 else _STEPS[word]
        point = reader.point(j)
        if (
            point is not None
            and point.grain in ("weekday", "day", "month")
            and not {"year", "step"} & set(point.fields)
        ):
            # "this past Sunday" is the last one, this week's too.
            fields: Fields = {**point.fields, **({} if j == i + 2 and step < 0 else {"step": step})}
            return point.last, point.grain, fields, INCIDENT, f"date.{point.grain}"
        unit = reader.unit(i + 1)
        if unit is not None and unit[1] == "month" and unit[2] == 3:
            unit = (unit[0], "quarter", 1)
        if unit is None or unit[1] not in ("week", "month", "year", "weekend", "quarter") or unit[2] != 1:
            return None
        if reader.word(unit[0]) == "of":
            return None
        return _unit(unit[0], unit[1], word)
    if word == "weekend" and reader.at("incident", i + 1) is not None:  # "the toll from weekend floods"
        return i + 1, "calendar", {"unit": "weekend", "count": -1}, PERIOD, "date.relative-period"
    if word not in ("a", "the"):
        return None
    unit = reader.unit(i + 1)
    if unit is not None and reader.words[unit[0] : unit[0] + 2] == ["before", "last"] and unit[1] != "day":
        fields = {"unit": unit[1], "count": -2}
        return unit[0] + 2, "calendar", fields, PERIOD, "date.relative-period"
    weekday = reader.point(i + 1)
    if weekday is not None and weekday.fields.get("step") == -2:
        return weekday.last, "weekday", weekday.fields, INCIDENT, "date.weekday"
    at_weekend = reader.word(i - 1) in ("over", "at", "on", "during")
    if reader.word(i + 1) == "weekend" and (at_weekend or reader.at("incident", i + 2) is not None):
        return i + 2, "calendar", {"unit": "weekend", "count": -1}, PERIOD, "date.relative-period"
    return None


def _unit(last: int, unit: str, word: str) -> Found:
    if word == "this" and unit != "weekend":
        return last, "earlier", {"unit": unit}, PERIOD, "date.earlier"
    step = -1 if word == "this" else _STEPS[word]
    return last, "calendar", {"unit": unit, "count": step}, PERIOD, "date.relative-period"


def day_word(reader: Reader, i: int) -> Found | None:
    """'today', 'yesterday evening', 'overnight', 'overnight into Tuesday'."""
    found = reader.at("day-word", i)
    if found is not None:
        return found[0], "offset", {"unit": "day", "count": found[1]}, INCIDENT, "date.relative-day"
    night_word = reader.at("overnight", i)
    if night_word is None:
        return None
    if night_word[0] > i + 1:  # "during the night", of a story as of a report; "the night of 3 May" has its day
        dated = reader.word(night_word[0]) in ("of", "on", "from", "to", "before", "after", "between")
        return None if dated else (night_word[0], "overnight", {"narrated": 1}, INCIDENT, "date.overnight")
    j = i + 2 if reader.words[i + 1 : i + 2] == ["and"] else i + 1
    begun = reader.point(i + 1)
    if begun is not None and begun.grain in ("day", "weekday"):
        # "overnight Saturday", "overnight Saturday to Sunday": the night that begins on that day
        until = reader.point(begun.last + 1) if reader.word(begun.last) in ("to", "into", "-", "and") else None
        bound = until or begun
        night: Fields = {f"end_{key}": value for key, value in bound.fields.items()}
        night |= {"end_expression": bound.grain, **({} if until else {"begins": 1})}
        return bound.last, "overnight", night, INCIDENT, "date.overnight"
    point = reader.point(j + 1)
    if reader.word(j) in ("into", "to") and point is not None and point.grain in ("day", "weekday"):
        fields: Fields = {f"end_{key}": value for key, value in point.fields.items()}
        return point.last, "overnight", {**fields, "end_expression": point.grain}, INCIDENT, "date.overnight"
    if not (reader.word(i + 1) in ("on", "from", "between") and reader.point(i + 2) is not None):
        return i + 1, "overnight", {}, INCIDENT, "date.overnight"
    return None
