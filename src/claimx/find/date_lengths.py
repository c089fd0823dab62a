"""Lengths of time and counted days: the last 24 hours, in less than a month, the fifth day of the siege, day 382 of the war."""

from __future__ import annotations

from claimx.find.date_parts import Fields, Reader
from claimx.lexicon.dates import Kind
from claimx.schema import DateScope

CUMULATIVE, PERIOD, INCIDENT = DateScope.CUMULATIVE, DateScope.PERIOD, DateScope.INCIDENT
# What one rule found: end token (exclusive), expression, fields, scope, rule.
Found = tuple[int, str, Fields, DateScope, str]
# The field of an expression that is no claim's time: "the worst attack since 1994", "before Sunday's vote".
ASIDE = "aside"
# Words before a war's name: "of Russia's full-scale | invasion", a possessive being two.
_WHOSE = 6
# Digits of the days of a war.
_DAYS_LONG = 5
_SUPERLATIVES = frozenset(
    "first worst deadliest heaviest bloodiest lowest highest largest biggest greatest longest most latest only".split()
)
_TALLIES = frozenset(("number", "toll", "total", "tally"))
_HOURS_OF = frozenset("clashes fighting shelling bombardment strikes bombing attacks raids violence battles".split())


def compares(reader: Reader, i: int) -> bool:
    """True where a superlative governs a period: its fifteen words back hold one, and no comma parts them."""
    for j in range(i - 1, max(-1, i - 16), -1):
        if reader.word(j) in (",", ";", "."):
            return False
        if reader.word(j) in _SUPERLATIVES:
            return True
        if reader.word(j) in _TALLIES and reader.word(j - 1) not in _SUPERLATIVES:
            return False  # "the latest deaths bring to 57 the number killed since May"
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
        war = reader.entry("war", j)
        if war is not None:
            return war[0]
    return None


def _whole(word: str) -> int | None:
    """The number of "382", "382nd", "1,000"."""
    digits = word.rstrip("stndrh").replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) <= _DAYS_LONG else None


def nth_day(reader: Reader, i: int) -> Found | None:
    """'on the fifth day of the offensive', 'entered a fourth day': the days up to the report's."""
    if reader.word(i) not in ("a", "its", "the", "their"):
        return None
    ordinal = reader.at("ordinal", i + 1)
    number = ordinal[1] if ordinal is not None else None
    if number is None and reader.word(i + 1).rstrip("stndrh").isdecimal() and reader.word(i + 1)[-1:].isalpha():
        number = reader.day_number(i + 1)
    if number is None or number < 2 or reader.word(i + 2) not in ("day", "straight", "consecutive", "successive"):
        return None
    last = i + 3 if reader.word(i + 2) == "day" else i + 4
    if reader.word(last - 1) != "day":
        return None
    if reader.word(i - 1) not in ("on", "into", "entered", "enters", "entering", "in", "for"):
        return None
    return last, "nth-day", {"number": number}, PERIOD, "date.nth-day"


def period(reader: Reader, i: int) -> Found | None:
    """'in the last 24 hours', 'over the past week', 'during the last five days': it ends on the report's day."""
    j = i + 1 if reader.word(i) in ("the", "these") else i
    if reader.word(j) in ("next", "coming") and j > i:
        return _coming(reader, j + 1)
    if reader.word(j) not in ("last", "past", "previous", "preceding"):
        return None
    count = reader.count(j + 1)
    if count is not None and count[1] is None and (j > i or reader.word(j) == "past"):
        several = reader.unit(count[0])  # "over the last several months"
        return None if several is None else (several[0], "vague", {}, PERIOD, "date.vague")
    if count is not None and (count[1] is None or reader.word(j + 1) in ("a", "an")):
        return None  # "will last a month"
    after = count[0] + 1 if count is not None and reader.dash(count[0]) else count[0] if count is not None else j + 1
    unit = reader.unit(after)
    if unit is None or unit[1] == "weekend" or reader.word(unit[0]) == "of":
        return None
    if count is None and (reader.word(j) not in ("past", "last") or (reader.word(j) == "last" and j == i)):
        return None  # "last week" is a week of the calendar; "the last week" runs up to the report
    last = unit[0] + 1 if reader.word(unit[0]) == "period" else unit[0]
    number = (count[1] if count is not None else 1) or 1
    anchored = reader.word(j) in ("previous", "preceding")
    fields: Fields = {"unit": unit[1], "count": number * unit[2], "anchored": int(anchored)}
    if compares(reader, i):
        fields[ASIDE] = 1
    return last, "period", fields, PERIOD, "date.last-period"


def _coming(reader: Reader, i: int) -> Found | None:
    """'the next 48 hours', 'the coming two weeks', 'the coming days' from token ``i``: it begins on the report's day."""
    count = reader.count(i)
    unit = reader.unit(count[0] if count is not None else i)
    if unit is None or unit[1] == "weekend" or (count is None and not reader.word(i).endswith("s")):
        return None
    if count is None or count[1] is None:
        return unit[0], "vague", {}, PERIOD, "date.vague"
    fields: Fields = {"unit": unit[1], "count": count[1] * unit[2], "forward": 1}
    return unit[0], "period", fields, PERIOD, "date.last-period"


def length(reader: Reader, i: int) -> Found | None:
    """'over five days', 'within 24 hours', 'in less than six months': a length, and no end of it is told."""
    if reader.word(i) not in ("over", "within", "in", "after", "during", "for"):
        return None
    j = i + 1
    if reader.words[j : j + 2] in (["less", "than"], ["more", "than"], ["at", "least"]):
        j += 2
    elif reader.word(j) in ("just", "about", "only", "under", "nearly", "almost", "barely"):
        j += 1
    count = reader.count(j)
    unit = None if count is None else reader.unit(count[0])
    if count is None or unit is None:
        return None
    fields: Fields
    after = reader.word(unit[0])
    if after in ("ago", "after", "before", "earlier", "later", "old") or (after == "of" and unit[1] != "hour"):
        return None
    whole = j == i + 1 and unit[1] != "hour" and not reader.dash(unit[0])
    if reader.word(i) == "in" and whole and count[1] and _counts_up(reader, i, i):
        # "have died in six days": up to the report
        fields = {"unit": unit[1], "count": count[1] * unit[2], **({ASIDE: 1} if compares(reader, i) else {})}
        return unit[0], "period", fields, PERIOD, "date.last-period"
    hours = (count[1] or 0) * unit[2] if unit[1] == "hour" else 0
    if hours and hours % 24 == 0 and j == i + 1 and reader.word(i) in ("over", "in"):
        if after == "of" and reader.word(unit[0] + 1) not in _HOURS_OF:
            return None
        fields = {"unit": "hour", "count": hours, "anchored": 0}
        return unit[0], "period", fields, PERIOD, "date.last-period"
    if after == "of":
        return None
    if reader.word(i) in ("in", "during") and j > i + 1:
        aside: Fields = {ASIDE: 1} if compares(reader, i) else {}  # "the worst raid in over two years"
        return unit[0], "so-far", aside, CUMULATIVE, "date.so-far"
    return (unit[0], "vague", {}, PERIOD, "date.vague") if reader.word(i) in ("over", "within") else None


# "have been killed in | three days of clashes", "three days of clashes have": words between the perfect and the length.
_PERFECT_REACH = 8


def _counts_up(reader: Reader, first: int, last: int) -> bool:
    """True where a perfect stands near tokens first to last: what it counts goes on up to the report."""
    around = (*reader.words[max(0, first - _PERFECT_REACH) : first], *reader.words[last : last + _PERFECT_REACH])
    return not {"has", "have"}.isdisjoint(around)


def lasting(reader: Reader, i: int) -> Found | None:
    """'have been killed in three days of clashes', 'a two-week siege has left': days of what goes on, up to the report's."""
    count = reader.count(i)
    if count is None or not count[1]:
        return None
    hyphen = reader.dash(count[0])
    unit = reader.unit(count[0] + hyphen)
    if unit is None or unit[1] not in ("day", "week"):
        return None
    last = unit[0] if hyphen else unit[0] + 1
    if not hyphen and reader.word(unit[0]) != "of":
        return None
    # "a three-week-old boy" lasts as little as a visit does: a length before a noun asks for what happens.
    kinds: tuple[Kind, ...] = ("incident", "enduring")
    goes_on = not hyphen or any(reader.at(kind, j) is not None for kind in kinds for j in range(last, last + 3))
    if not goes_on or not _counts_up(reader, i, last):
        return None
    return unit[0], "period", {"unit": unit[1], "count": count[1] * unit[2]}, PERIOD, "date.last-period"
