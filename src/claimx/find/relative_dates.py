"""Times told from another time.

From the report ("yesterday", "in the last 24 hours"), from a date before ("the next day"), from a war's first day, or
from nothing that a calendar knows ("in recent weeks").
"""

from __future__ import annotations

from claimx.find.date_parts import Fields, Reader
from claimx.schema import DateScope

CUMULATIVE, PERIOD, INCIDENT = DateScope.CUMULATIVE, DateScope.PERIOD, DateScope.INCIDENT
# What one rule found: end token (exclusive), expression, fields, scope, rule.
Found = tuple[int, str, Fields, DateScope, str]
# An expression that is no claim's time: read over, so that nothing within it is taken for one.
ASIDE = "aside"
# Words before a war's name: "of Russia's full-scale | invasion", a possessive being two.
_WHOSE = 6
# Digits of the days of a war.
_DAYS_LONG = 5
_SUPERLATIVES = frozenset(
    "first worst deadliest heaviest bloodiest lowest highest largest biggest greatest longest most latest only".split()
)


def read_count(reader: Reader, i: int) -> tuple[int, int | None] | None:
    """End and value of a number; value None for "several"."""
    word = reader.word(i)
    if reader.dash(i - 1):
        return None  # the "seven" of "seventy-seven"
    # Digits longer than four are no count of days or years.
    if word.isdecimal() and len(word) <= 4:
        return i + 1, int(word)
    return reader.at("number", i)


def read_unit(reader: Reader, i: int) -> tuple[int, str, int] | None:
    """End, unit and how many of it: "fortnight" is two weeks."""
    found = reader.vocabulary.at("unit", reader.tokens, reader.words, i)
    if found is None or found[1].unit is None:
        return None
    return found[0], found[1].unit, found[1].value or 1


def compares(reader: Reader, i: int) -> bool:
    """True where a superlative governs a period: its fifteen words back hold one, and no comma parts them."""
    for j in range(i - 1, max(-1, i - 16), -1):
        if reader.word(j) in (",", ";", "."):
            return False
        if reader.word(j) in _SUPERLATIVES:
            return True
    return False


def war_day(reader: Reader, i: int) -> Found | None:
    """'day 382 of the war', 'the 382nd day of Russia's invasion'; which war, and its first day, the article tells."""
    if reader.word(i) == "day":
        number, j = _whole(reader.word(i + 1)), i + 2
    elif reader.word(i + 1) in ("st", "nd", "rd", "th") and reader.word(i + 2) == "day":  # "1,000 th"
        number, j = _whole(reader.word(i)), i + 3
    elif reader.word(i)[-1:].isalpha() and reader.word(i + 1) == "day":
        number, j = _whole(reader.word(i)), i + 2
    else:
        return None
    if number is None or reader.word(j) not in ("of", "since"):
        return None
    end = war_end(reader, j + 1)
    return None if end is None else (end, "war-day", {"number": number}, INCIDENT, "date.war-day")


def war_end(reader: Reader, i: int) -> int | None:
    """Where "the war", "Russia's full-scale invasion" ends that begins at token ``i``."""
    for j in range(i, i + _WHOSE):
        if reader.word(j) in (",", ".", ";", "of", "in", "and"):
            return None
        war = reader.vocabulary.at("war", reader.tokens, reader.words, j)
        if war is not None:
            return war[0]
    return None


def _whole(word: str) -> int | None:
    """The number of "382", "382nd", "1,000"."""
    digits = word.rstrip("stndrh").replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) <= _DAYS_LONG else None


def vague(reader: Reader, i: int) -> Found | None:
    """'in recent weeks', 'over five days': no calendar can fix them."""
    found = reader.at("vague", i)
    if found is not None and anchor(reader, i) is not None:
        return None  # "Hours earlier, …" at the head of a sentence
    if found is not None and reader.word(found[0]) != "than":
        return found[0], "vague", {}, PERIOD, "date.vague"
    # "over five days", "within 24 hours", "in less than six months": a length, and no end of it is told.
    if reader.word(i) in ("over", "within", "in", "after", "during", "for"):
        j = i + 1
        if reader.words[j : j + 2] in (["less", "than"], ["more", "than"], ["at", "least"]):
            j += 2
        elif reader.word(j) in ("just", "about", "only", "under", "nearly", "almost", "barely"):
            j += 1
        count = read_count(reader, j)
        if count is not None:
            unit = read_unit(reader, count[0])
            if unit is not None and reader.word(unit[0]) not in (
                "ago",
                "of",
                "after",
                "before",
                "earlier",
                "later",
                "old",
            ):
                if reader.word(i) in ("in", "during") and j > i + 1:
                    return unit[0], "so-far", {}, CUMULATIVE, "date.so-far"
                hours = (count[1] or 0) * unit[2] if unit[1] == "hour" else 0
                if hours and hours % 24 == 0 and j == i + 1 and reader.word(i) in ("over", "in"):
                    fields: Fields = {"unit": "hour", "count": hours, "anchored": 0}
                    return unit[0], "period", fields, PERIOD, "date.last-period"
                if reader.word(i) in ("over", "within"):
                    return unit[0], "vague", {}, PERIOD, "date.vague"
    return None


def nth_day(reader: Reader, i: int) -> Found | None:
    """'on the fifth day of the offensive', 'entered a fourth day': the days up to the report's."""
    if reader.word(i) not in ("a", "its", "the", "their"):
        return None
    ordinal = reader.at("ordinal", i + 1)
    number = ordinal[1] if ordinal is not None else None
    if number is None and reader.word(i + 1).rstrip("stndrh").isdecimal() and reader.word(i + 1)[-1:].isalpha():
        number = reader.day_number(i + 1)
    if number is None or number < 2 or reader.word(i + 2) != "day":
        return None
    if not {"on", "into", "entered", "enters", "entering", "in", "for"} & {reader.word(i - 1)}:
        return None
    return i + 3, "nth-day", {"number": number}, PERIOD, "date.nth-day"


def period(reader: Reader, i: int) -> Found | None:
    """'in the last 24 hours', 'over the past week', 'during the last five days': it ends on the report's day."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(j) not in ("last", "past", "previous", "preceding"):
        return None
    count = read_count(reader, j + 1)
    if count is not None and (count[1] is None or reader.word(j + 1) in ("a", "an")):
        return None  # "will last a month"
    unit = read_unit(reader, count[0] if count is not None else j + 1)
    if unit is None or unit[1] == "weekend" or reader.word(unit[0]) == "of":
        return None
    if count is None and (reader.word(j) not in ("past", "last") or (reader.word(j) == "last" and j == i)):
        return None  # "last week" is a week of the calendar; "the last week" runs up to the report
    if compares(reader, i):
        return unit[0], ASIDE, {}, PERIOD, ""
    number = (count[1] if count is not None else 1) or 1
    anchored = reader.word(j) in ("previous", "preceding")
    fields: Fields = {"unit": unit[1], "count": number * unit[2], "anchored": int(anchored)}
    return unit[0], "period", fields, PERIOD, "date.last-period"


def earlier(reader: Reader, i: int) -> Found | None:
    """'earlier this month', 'later in the day', 'early this year': from the unit's first day to the report's."""
    if reader.word(i) not in ("earlier", "later", "early", "late"):
        return None
    j = i + 2 if reader.word(i + 1) == "in" else i + 1
    if reader.word(j) not in ("this", "the", "that", "same"):
        return None
    unit = read_unit(reader, j + 1)
    if unit is None:
        found = reader.vocabulary.at("day-word", reader.tokens, reader.words, j)
        return (
            None if found is None else (found[0], "offset", {"unit": "day", "count": 0}, INCIDENT, "date.relative-day")
        )
    if unit[1] == "day" or unit[1] == "hour":
        if reader.word(j) in ("that", "same"):
            return unit[0], "anchor", {"unit": "day", "count": 0}, INCIDENT, "date.from-anchor"
        if reader.word(j) == "the" and unit[1] == "day":  # of the day just told, else the report's
            return unit[0], "anchor", {"unit": "day", "count": 0, "or_report": 1}, INCIDENT, "date.from-anchor"
        return unit[0], "offset", {"unit": "day", "count": 0}, INCIDENT, "date.relative-day"
    if reader.word(i) in ("later", "late"):
        return unit[0], ASIDE, {}, PERIOD, ""  # what is still to come counts nobody yet
    return unit[0], "earlier", {"unit": unit[1]}, PERIOD, "date.earlier"


def opening(reader: Reader, i: int) -> Found | None:
    """'the beginning of the year', 'the start of this month'."""
    part = reader.vocabulary.at("part", reader.tokens, reader.words, i)
    if part is None or part[1].part != "early" or reader.word(part[0]) not in ("the", "this"):
        return None
    unit = read_unit(reader, part[0] + 1)
    if unit is None or unit[1] not in ("week", "month", "year"):
        return None
    return unit[0], "earlier", {"unit": unit[1]}, PERIOD, "date.earlier"


def ago(reader: Reader, i: int) -> Found | None:
    """'two weeks ago', 'a fortnight ago', 'almost exactly eight months ago'; '782 days ago the invasion began' is no event's."""
    count = read_count(reader, i)
    if count is None:
        return None
    unit = read_unit(reader, count[0])
    if unit is None:
        return None
    after = reader.word(unit[0])
    if after == "ago":
        if count[1] is None:
            return unit[0] + 1, "vague", {}, PERIOD, "date.vague"
        return unit[0] + 1, "offset", {"unit": unit[1], "count": -count[1] * unit[2]}, INCIDENT, "date.ago"
    if reader.word(unit[0] + 1) == "than":
        return None  # "two months earlier than usual"
    if after in ("earlier", "before", "later", "after", "prior", "afterwards", "previously"):
        return _told_from(reader, i, unit[0], after, count[1], unit[1], unit[2])
    return None


def _told_from(reader: Reader, i: int, last: int, word: str, number: int | None, unit: str, size: int) -> Found:
    """'a day earlier', 'two months later in July', 'one week after at least one was killed'."""
    if number is None:
        return last + 1, "vague", {}, PERIOD, "date.vague"
    sign = -1 if word in ("earlier", "before", "prior", "previously") else 1
    closes = reader.word(last + 1) in ("", ",", ".", ";", ":", "and", "in", "on", "when", "that", "by") or (
        reader.word(last + 1) == "at" and reader.word(last + 2) != "least"
    )
    if word in ("after", "before") and not closes and i > 1:
        sign = -sign  # the clause that follows is told from the date before it: "comes a week after two were killed"
    month = reader.point(last + 2) if word == "later" and reader.word(last + 1) in ("in", "on") else None
    if month is not None and "year" not in month.fields and month.grain in ("day", "month"):
        return month.last, month.grain, {**month.fields, "after_anchor": 1}, INCIDENT, "date.from-anchor"
    return last + 1, "anchor", {"unit": unit, "count": sign * number * size}, INCIDENT, "date.from-anchor"


def anchor(reader: Reader, i: int) -> Found | None:
    """'the next day', 'the previous month', 'the same day', 'at the same time', 'concurrently'."""
    words = reader.words
    if reader.word(i) == "concurrently" or words[i : i + 4] == ["at", "the", "same", "time"]:
        last = i + 1 if reader.word(i) == "concurrently" else i + 4
        # "at the same time" in mid-sentence compares; at the head of one it tells the time.
        if i == 0 or reader.word(i - 1) in (",", ";", "\u2014"):
            return last, "anchor", {"unit": "day", "count": 0}, INCIDENT, "date.from-anchor"
        return None
    if words[i : i + 2] in (["hours", "earlier"], ["hours", "later"], ["minutes", "later"], ["minutes", "earlier"]):
        head = i == 0 or (reader.word(i - 1) in ("just", "only", "few", "several", "some") and i <= 2)
        # At the head of a sentence the day goes on; elsewhere it may have ended between.
        if head:
            return i + 2, "anchor", {"unit": "day", "count": 0}, INCIDENT, "date.from-anchor"
    if words[i : i + 2] == ["the", "week"] and reader.word(i + 2) in ("before", "earlier"):
        return i + 3, "anchor", {"unit": "week", "count": -1, "whole": 1}, PERIOD, "date.from-anchor"
    if words[i : i + 3] == ["during", "the", "day"] and reader.word(i + 3) in ("", ",", "."):
        return i + 3, "offset", {"unit": "day", "count": 0, "or_anchor": 1}, INCIDENT, "date.relative-day"
    if words[i : i + 3] in (["the", "day", "before"], ["the", "night", "before"]):
        return i + 3, "anchor", {"unit": "day", "count": -1}, INCIDENT, "date.from-anchor"
    if words[i : i + 3] in (["the", "day", "after"], ["the", "morning", "after"]):
        return i + 3, "anchor", {"unit": "day", "count": 1}, INCIDENT, "date.from-anchor"
    j = i + 1 if reader.word(i) in ("the", "that", "early") else i
    j = j + 1 if reader.word(i) == "early" and reader.word(j) == "the" else j
    steps = {"night": 0, "morning": 0, "evening": 0, "afternoon": 0} if reader.word(i) == "that" else {}
    if reader.word(j) in steps or (reader.word(i) == "that" and reader.word(j) == "day"):
        return j + 1, "anchor", {"unit": "day", "count": 0}, INCIDENT, "date.from-anchor"
    steps = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "same": 0}
    if j == i or reader.word(j) not in steps:
        return None
    time = reader.at("time-of-day", j + 1)
    unit = (time[0], "day", 1) if time is not None else read_unit(reader, j + 1)
    if unit is None or unit[1] in ("hour", "weekend"):
        return None
    fields: Fields = {"unit": unit[1], "count": steps[reader.word(j)] * unit[2]}
    return unit[0], "anchor", fields, INCIDENT, "date.from-anchor"


def calendar_unit(reader: Reader, i: int) -> Found | None:
    """'last week', 'this month', 'last Tuesday', 'over the weekend', 'last November 25', 'last March'."""
    word = reader.word(i)
    if word in ("last", "this"):
        point = reader.point(i + 1)
        if point is not None and point.grain in ("weekday", "day", "month") and "year" not in point.fields:
            fields: Fields = {**point.fields, "last": int(word == "last")}
            return point.last, point.grain, fields, INCIDENT, f"date.{point.grain}"
        unit = read_unit(reader, i + 1)
        if (
            unit is not None
            and unit[1] in ("week", "month", "year", "weekend")
            and unit[2] == 1
            and (reader.word(unit[0]) != "of")
        ):
            if word == "this" and unit[1] != "weekend":
                return unit[0], "earlier", {"unit": unit[1]}, PERIOD, "date.earlier"
            return unit[0], "calendar", {"unit": unit[1], "count": -1}, PERIOD, "date.relative-period"
    if reader.words[i : i + 2] == ["the", "weekend"] and reader.word(i - 1) in ("over", "at", "on", "during"):
        return i + 2, "calendar", {"unit": "weekend", "count": -1}, PERIOD, "date.relative-period"
    return None


def day_word(reader: Reader, i: int) -> Found | None:
    """'today', 'yesterday evening', 'overnight'."""
    found = reader.at("day-word", i)
    if found is not None:
        return found[0], "offset", {"unit": "day", "count": found[1]}, INCIDENT, "date.relative-day"
    if reader.at("overnight", i) is None:
        return None
    j = i + 2 if reader.words[i + 1 : i + 2] == ["and"] else i + 1
    point = reader.point(j + 1)
    if reader.word(j) in ("into", "to") and point is not None and point.grain in ("day", "weekday"):
        fields: Fields = {f"end_{key}": value for key, value in point.fields.items()}
        return point.last, "overnight", {**fields, "end_expression": point.grain}, INCIDENT, "date.overnight"
    if not (reader.word(i + 1) in ("on", "from", "between") and reader.point(i + 2) is not None):
        return i + 1, "overnight", {}, INCIDENT, "date.overnight"
    return None
