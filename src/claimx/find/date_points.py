"""Points of the calendar in words: 7 March 2023, March 7, early March, in 2016, Friday, June 12 last year."""

from __future__ import annotations

from itertools import takewhile

from claimx.find.date_forms import dashed, decade, feast, fiscal, glued, in_figures, quarter, styled, week, year_after
from claimx.find.date_parts import APOSTROPHES, ORDINAL, Fields, Point, Reader, century_year

_BEFORE_BARE = frozenset(
    "in since of during from by until till through throughout to and between early mid late before after last next this "
    "around about circa for over on as back".split()
)
# A short name of a weekday stands alone behind these: "on Wed.", "late Tues.".
_BEFORE_SHORT = frozenset("on since until by from last next this early late past and".split())
# What follows weekdays that come again: "Mondays are", "Mondays and".
_AFTER_REPEATED = frozenset("are were and at in is have when for to as or during after before from the with by".split())
# "monday" without its last letter: shorter words are no plural of a weekday.
_SHORTEST = 7
# What stands before and behind the day of a month that is told elsewhere: "on the 12th and".
_BEFORE_DAY = frozenset("on of until by since from to".split())
_AFTER_DAY = frozenset("in and at when after of that as by to but while left hit struck".split())
# What follows the year of "in '97"; "'12 men'" are quoted.
_AFTER_SHORT_YEAR = frozenset(
    "and or alone when that the in at on to until by with after before as but while he she it they".split()
)
_COUNTED = frozenset(("%", "percent", "people"))
_DETERMINERS = frozenset("the a an its his her their 's \u2019s".split())
_BE = frozenset("was were is saw has had".split())
_NO_NOUN = frozenset("and or of in on to at for with by was were had has is are from".split())
_STEPS = {"last": -1, "this": 0, "next": 1}


def read_point(reader: Reader, i: int) -> Point | None:
    """The longest point that begins at token ``i``."""
    point = _read_plain(reader, i)
    return styled(reader, point) if point is not None and point.grain == "day" and "month" in point.fields else point


def _read_plain(reader: Reader, i: int) -> Point | None:
    return (
        in_figures(reader, i)
        or _weekday_first(reader, i)
        or _day_first(reader, i)
        or _month_first(reader, i)
        or fiscal(reader, i)
        or _share_of(reader, i)
        or week(reader, i)
        or quarter(reader, i)
        or _part(reader, i)
        or decade(reader, i)
        or _season(reader, i)
        or _year_alone(reader, i)
        or feast(reader, i)
        or _day_alone(reader, i)
    )


def _weekday_first(reader: Reader, i: int) -> Point | None:
    full = reader.at("weekday", i)
    found = full or reader.at("weekday-short", i)
    if found is None:
        return _possessive(reader, i)
    last, weekday = found
    after = last + 1 if reader.word(last) in (",", "(", ".") else last
    if reader.word(after) == "the" and ORDINAL.fullmatch(reader.word(after + 1)):
        after += 1
    dated = in_figures(reader, after) or _day_first(reader, after) or _month_first(reader, after)
    if dated is not None and dated.grain == "day":
        closed = reader.word(last) == "(" and reader.word(dated.last) == ")"
        return Point(dated.last + closed, "day", {**dated.fields, "weekday": weekday})
    if full is None:
        stop = reader.word(last) == "." and last + 1 < len(reader.words)
        if not (reader.word(i - 1) in _BEFORE_SHORT or stop or reader.at("time-of-day", last)):
            return None
        last += stop
    elif ORDINAL.fullmatch(reader.word(after)) and reader.word(last) != "(":
        return Point(after + 1, "day", {"day": reader.day_number(after)})  # "Friday the 13th"
    return _of_week(reader, last, weekday) or Point(last, "weekday", {"weekday": weekday})


def _of_week(reader: Reader, last: int, weekday: int | None) -> Point | None:
    """'Friday last week', 'Tuesday of this week', 'Monday week', 'the Sunday before last'."""
    j = last + 1 if reader.word(last) == "of" else last
    if reader.word(j) in _STEPS and reader.word(j + 1) == "week":
        return Point(j + 2, "weekday", {"weekday": weekday, "week": _STEPS[reader.word(j)]})
    if reader.words[last : last + 2] == ["before", "last"]:
        return Point(last + 2, "weekday", {"weekday": weekday, "step": -2})
    if reader.word(last) == "week":
        return Point(last + 1, "weekday", {"weekday": weekday, "weeks": 1})
    if reader.word(last) == "last" and reader.at("unit", last + 1) is None:
        return Point(last + 1, "weekday", {"weekday": weekday, "step": -1})
    return None


def _possessive(reader: Reader, i: int) -> Point | None:
    """The weekday of "Mondays attack", which lost its apostrophe; "on Mondays" comes again and is no day."""
    word = reader.word(i)
    if (
        not word.endswith("s")
        or len(word) < _SHORTEST
        or reader.word(i - 1) in ("on", "most", "many", "several", "all")
    ):
        return None
    found = reader.vocabulary.matchers["weekday"].at([word[:-1]], 0)
    after = reader.tokens[i + 1].text if i + 1 < len(reader.tokens) else ""
    capital = reader.tokens[i].text[0].isupper()
    if found is None or not capital or not after[:1].isalpha() or after.lower() in _AFTER_REPEATED:
        return None
    return Point(i + 1, "weekday", {"weekday": found.value.value})


def _day_first(reader: Reader, i: int) -> Point | None:
    start = i + 1 if reader.word(i) == "the" and ORDINAL.fullmatch(reader.word(i + 1)) else i
    day = reader.day_number(start)
    if day is None:
        return None
    if reader.dash(start + 1):
        return dashed(reader, start + 2, day)
    after = start + 2 if reader.word(start + 1) == "of" else start + 1
    month = reader.month(after)
    if month is None:
        return None
    return _with_year(reader, month[0], {"month": month[1], "day": day}, "day")


def _month_first(reader: Reader, i: int, *, bare: bool = False) -> Point | None:
    month = reader.month(i)
    if month is None:
        return None
    last, number = month
    fused = glued(reader, last, number)
    if fused is not None:
        return fused
    after = last + 1 if reader.word(last) == "the" else last
    day = reader.day_number(after)
    if day is not None and reader.month(after + 1) is None and reader.word(after + 1) not in _COUNTED:
        return _with_year(reader, after + 1, {"month": number, "day": day}, "day")
    dated = _with_year(reader, last, {"month": number}, "month")
    before = reader.word(i - 1)
    if before == "/":
        return None  # "WARNING 021/JUN/2025": a number of a series
    verb_like = reader.word(i) in ("may", "march", "mar") and not (reader.dash(i - 1) and reader.month(i - 2))
    if dated.last == last and verb_like and before not in _BEFORE_BARE and not bare:
        return None  # "May" and "March" without a preposition may be a verb or a rally
    return None if dated.last == last and _is_first_name(reader, i, last) else dated


def _is_first_name(reader: Reader, i: int, last: int) -> bool:
    """True for "Jan Egeland", "April Ryan": a name in capitals follows; a whole name of a month behind a preposition is one even so."""
    behind = reader.tokens[last].text if last < len(reader.tokens) else ""
    if not behind.isalpha() or not behind[0].isupper() or behind.isupper() or reader.tokens[i].text.isupper():
        return False
    if reader.at("weekday", last) is not None or reader.month(last) is not None:
        return False
    return reader.tokens[i].text in _SHORT_NAMES or (
        reader.tokens[i].text in _WHOLE_NAMES and reader.word(i - 1) not in _BEFORE_BARE and i > 0
    )


# Months that are first names as well.
_SHORT_NAMES, _WHOLE_NAMES = frozenset({"Jan", "Dec", "Mar", "Jun"}), frozenset({"April", "June", "August", "May"})


def _with_year(reader: Reader, last: int, fields: Fields, grain: str) -> Point:
    dated = year_after(reader, last)
    if dated is not None and not (reader.word(last) == "in" and grain != "month"):
        return Point(dated[0], grain, {**fields, **dated[1]})
    after = last + 1 if reader.word(last) in (",", "of") else last
    short = reader.word(after)
    shouted = reader.tokens[last - 1].text.isupper() or reader.word(after + 1) in ("(", "--", "[")
    if grain == "day" and shouted and len(short) == 2 and short.isdecimal():
        # Teleprinter style: "14 MAR 89", "12 Sep 89 (EFE)".
        return Point(after + 1, grain, {**fields, "year": century_year(int(short))})
    return Point(last, grain, fields)


def _share_of(reader: Reader, i: int) -> Point | None:
    """'the first nine months of 2023', 'the last week of May', 'the first Monday of June', 'the first ten days of March'."""
    j = i + 1 if reader.word(i) == "the" else i
    ordinal = reader.at("ordinal", j)
    last_ones = reader.word(j) in ("last", "final", "closing")
    nth = -1 if last_ones else 1 if reader.word(j) == "opening" else ordinal[1] if ordinal is not None else None
    if nth is None:
        return None
    count = reader.count(j + 1)
    k = count[0] if count is not None else j + 1
    number = (count[1] if count is not None else 1) or 0
    named = reader.at("weekday", k)
    unit = None if named is not None else reader.unit(k)
    last = named[0] if named is not None else unit[0] if unit is not None else 0
    if not last or reader.word(last) not in ("of", "in") or not number:
        return None
    month = _month_first(reader, last + 1, bare=True)
    if month is not None and month.grain == "month":
        if named is not None or (unit is not None and unit[1] == "weekend"):
            length: Fields = {} if named is not None else {"length": 2}
            weekday = named[1] if named is not None else 5  # Saturday
            return Point(month.last, "day", {**month.fields, **length, "nth": nth, "weekday": weekday})
        days = {"day": 1, "week": 7}.get(unit[1] if unit is not None else "", 0) * number
        if not days or (nth > 1 and (nth > 4 or number > 1)):
            return None
        low = -days if nth < 0 else 1 + days * (nth - 1)
        return Point(
            month.last, "month", {**month.fields, "days_from": low, "days_to": -1 if nth < 0 else low + days - 1}
        )
    dated = year_after(reader, last)
    if dated is None or unit is None or unit[1] != "month" or number * unit[2] > 12 or nth > 1:
        return None
    months = number * unit[2]
    first = 13 - months if nth < 0 else 1
    return Point(dated[0], "year", {"month_from": first, "month_to": first + months - 1, **dated[1]})


def _part(reader: Reader, i: int) -> Point | None:
    start = i + 1 if reader.word(i) == "the" and reader.entry("part", i) is None else i
    found = reader.entry("part", start)
    if found is None:
        return None
    last, entry = found
    if reader.dash(last):
        last += 1
    if reader.word(last) in ("to", "or") or reader.dash(last):  # "mid to late March"
        second = reader.entry("part", last + 1)
        if second is not None:
            last, entry = second
            last += reader.dash(last)
    inner: Fields = {"part": entry.part}
    month = _month_first(reader, last, bare=True)
    if month is not None and month.grain == "month":
        return Point(month.last, "month", {**month.fields, **inner})
    tens = decade(reader, last)
    if tens is not None:
        return Point(tens.last, "year", {**tens.fields, **inner})
    season = _season(reader, last)
    if season is not None:
        return Point(season.last, "season", {**season.fields, **inner})
    of_year = reader.words[last - 1 : last + 2] == ["of", "the", "year"]
    dated = year_after(reader, last - 1 if of_year else last)
    if dated is not None and (
        dated[1].get("years") != 0 or "-" in (entry.part or "")
    ):  # "in the first half of the year"
        return Point(dated[0], "year", {**dated[1], **inner})
    return None


def _season(reader: Reader, i: int) -> Point | None:
    start = i
    if reader.word(i) in ("last", "this", "next", "the", "early", "late"):
        start += 1
    past = reader.words[i : i + 2] == ["this", "past"]
    start += past
    found = reader.at("season", start)
    if found is None:
        return None
    dated = _with_year(reader, found[0], {"season": found[1]}, "season")
    if dated.last > found[0]:
        return dated
    if reader.word(i) in _STEPS and start > i:
        return Point(found[0], "season", {"season": found[1], "step": -1 if past else _STEPS[reader.word(i)]})
    return None


def _year_alone(reader: Reader, i: int) -> Point | None:
    before = reader.word(i - 1)
    found = reader.year_at(i, short=before in _BEFORE_BARE)
    if found is None:
        return None
    last, year = found
    if last > i + 1:
        after = reader.word(last)
        quoted = reader.word(i) in APOSTROPHES and after.isalpha() and after not in _AFTER_SHORT_YEAR
        return Point(last, "year", {"year": year}) if before in _BEFORE_BARE and not quoted else None
    after = reader.word(i + 1)
    bracketed = before in ("(", "[") and (after in (")", "]", ",") or reader.dash(i + 1))
    named = bracketed or before in _BEFORE_BARE or reader.word(i - 2) in ("between", "from") or i == 0
    named = named or (before == "least" and reader.word(i - 3) == "since") or after in _BE
    happening = _is_of_event(reader, i) or _modifies(reader, i)
    counted = named and i > 0 and after.isalpha() and after.endswith("s") and not happening
    fate = after in _FATES and before not in ("in", "since", "of")
    if (
        fate
        or after in ("%", "percent")
        or (counted and before in ("of", "to", "about", "around", "over", "for", "and"))
    ):
        return None  # "of 2000 soldiers", "came to 1200 killed and 1500 wounded"
    if not named and not (happening and before.isalpha()):
        return None
    return Point(i + 1, "year", {"year": year})


_FATES = frozenset("killed dead wounded injured missing captured casualties prisoners".split())


def _modifies(reader: Reader, i: int) -> bool:
    """True for the year of "a 1966 letter", "the 2014 Winter Games": one noun, or a name; "the 2000 men" are counted."""
    after = reader.tokens[i + 1].text if i + 1 < len(reader.tokens) else ""
    if reader.word(i - 1) not in _DETERMINERS or not after.isalpha() or after.lower() in _NO_NOUN:
        return False
    if after.lower() in _MAKERS:  # "a 2009 Ford plant fire" has its own day
        nouns = takewhile(lambda t: t.tag.startswith("NN"), reader.tokens[i + 2 : i + _TO_EVENT])
        return any(reader.at("incident", t.i) is not None for t in nouns)
    return after[0].isupper() or after == "news" or not after.endswith(("s", "people", "men", "women", "children"))


# From a year to the event that it dates: "the 2015 Volkswagen test track fire".
_TO_EVENT = 6
# Before these the year is that of a model: "the 2014 Honda".
_MAKERS = frozenset(
    (
        "acura audi bentley bmw buick cadillac chevrolet chevy chrysler citroen dodge ducati ferrari fiat ford gmc harley honda "
        "hyundai infiniti isuzu jaguar jeep kawasaki kenworth kia lexus lincoln mack maserati mazda mercedes mercury mini "
        "mitsubishi nissan opel peterbilt peugeot plymouth pontiac porsche ram renault saab saturn skoda subaru suzuki tesla "
        "toyota vauxhall volkswagen volvo yamaha"
    ).split()
)


def _is_of_event(reader: Reader, i: int) -> bool:
    """True for the year of "the 1972 massacre", "the 2008 Summer Games": an event or its name follows."""
    near = (i + 1,) if reader.word(i + 1).endswith("s") else (i + 1, i + 2)
    return any(reader.at(kind, j) is not None for kind in ("incident", "enduring") for j in near)


def _day_alone(reader: Reader, i: int) -> Point | None:
    """'on the 12th': a day of the month that is told elsewhere; "the 12th man" is none."""
    if reader.word(i) != "the" or not ORDINAL.fullmatch(reader.word(i + 1)):
        return None
    after = reader.word(i + 2)
    if after.endswith("ed"):
        after = ""  # "the raid on the 12th killed": the verb of what has the day
    if reader.word(i - 1) not in _BEFORE_DAY or (after.isalpha() and after not in _AFTER_DAY):
        return None
    if after == "of" and reader.words[i + 3 : i + 5] not in (["this", "month"], ["the", "month"], ["that", "month"]):
        return None
    if reader.word(i - 1) == "of" and not {"night", "morning", "evening", "hours"} & set(
        reader.words[max(0, i - 3) : i]
    ):
        return None
    return Point(i + (5 if after == "of" else 2), "day", {"day": reader.day_number(i + 1)})
