"""Spans of time: from one point to another, up to a point, since one, the week to one, one after which things went on."""

from __future__ import annotations

from claimx.find.date_lengths import ASIDE, CUMULATIVE, INCIDENT, PERIOD, Found, compares, war_end
from claimx.find.date_parts import Fields, Point, Reader, short_year
from claimx.find.relative_dates import ago, anchor, calendar_unit, day_word, earlier, opening

_JOINS = frozenset(("and", "to", "until", "till", "through", "or"))
# "have been destroyed during the operation", "has lost 500 tanks during the war": five words between.
_PERFECT_REACH = 6
# "9:00 p.m. Moscow time on", "on the night of": words of the hour before a span's day, at most a dozen.
_HOURS = frozenset("p . m a o'clock hours hrs local gmt utc time on of the in at during early late".split())
_NIGHTS = frozenset("night evening morning dawn afternoon".split())
_CLOCK = 12
_DAYS = 31
# Words of a clause between "since" and its date: "since Israel escalated its strikes in".
_CLAUSE = 12
_STOPS = frozenset((",", ";", ":", ".", "when", "who", "which", "while"))
_DEEDS = frozenset("killed left wounded injured claimed".split())
_BEFALLING = frozenset(
    "killed died wounded injured shot drowned murdered slain abducted kidnapped captured destroyed".split()
)
_BEGAN = frozenset("began started erupted begun".split())
_ENDING = frozenset("to ending ended until through up".split())
_BEGINNING = {"of": "around", "beginning": "at", "starting": "at", "commencing": "at", "from": "at"}


def prefixed(fields: Fields, prefix: str) -> Fields:
    """The fields of one end of a span."""
    return {f"{prefix}{key}": value for key, value in fields.items()}


def started(point: Point, scope: str = "since") -> tuple[str, Fields]:
    """A span that goes on from a point."""
    return scope, {**prefixed(point.fields, "start_"), "start_expression": point.grain}


# With these the ways begin to tell what runs on: "so far", "to date", "year to date", "this time last year".
_RUNNING = frozenset("so thus to year during throughout this".split())
_PERFECT = frozenset(("has", "have"))


def so_far(reader: Reader, i: int) -> Found | None:
    """'so far this year', 'to date', 'during the war' with a perfect tense, 'this time last year'."""
    words = reader.words
    if reader.word(i) not in _RUNNING:
        return None
    if words[i : i + 2] in (["so", "far"], ["thus", "far"], ["to", "date"]):
        j = i + 3 if reader.word(i + 2) == "in" else i + 2
        if reader.word(j) == "this" and (unit := reader.unit(j + 1)) is not None and unit[1] != "weekend":
            name = "quarter" if unit[2] == 3 else unit[1]
            return unit[0], "earlier", {"unit": name}, CUMULATIVE, "date.so-far"
        year = reader.year(j)
        if year is not None:
            return j + 1, "since", {"start_year": year, "start_expression": "year"}, CUMULATIVE, "date.so-far"
        # "so far in the siege which began on Friday"
        for k in range(j, min(j + 8, len(words))):
            if words[k] in _BEGAN or words[k] == "since":
                point = reader.point(k + 2 if reader.word(k + 1) in ("on", "in") else k + 1)
                if point is not None:
                    return point.last, *started(point), CUMULATIVE, "date.since"
        return None if compares(reader, i) else (i + 2, "so-far", {}, CUMULATIVE, "date.so-far")
    if words[i : i + 3] == ["year", "to", "date"]:
        return i + 3, "earlier", {"unit": "year"}, CUMULATIVE, "date.so-far"
    lasting = words[i] in ("during", "throughout") and not _PERFECT.isdisjoint(words[max(0, i - _PERFECT_REACH) : i])
    war = war_end(reader, i + 1) if lasting else None
    if war is not None:
        return war, "so-far", {}, CUMULATIVE, "date.so-far"  # "have been destroyed during the war": it goes on
    if words[i : i + 4] == ["this", "time", "last", "year"]:
        return i + 4, "so-far", {"years": -1}, CUMULATIVE, "date.so-far"
    return None


_LEAVING = frozenset("killing wounding injuring leaving claiming destroying sinking drowning burying which".split())
_BEFELL = frozenset("hit struck swept sank fell tore broke blew burnt shook went ran overran shot".split())


def since(reader: Reader, i: int) -> Found | None:
    """'since Thursday', 'since the war began in March 2011', 'has since killed'."""
    if reader.word(i) != "since" or (reader.unit(i - 1) is not None and reader.count(i - 2) is not None):
        return None  # "marks ten years since the crash": a length, no count
    if reader.word(i + 1) == "then":
        return i + 2, "since", {"start_expression": "anchor"}, CUMULATIVE, "date.since"
    for j in range(i + 1, min(i + 1 + _CLAUSE, len(reader.words))):
        if reader.word(j) in _STOPS:
            break
        found = _since_when(reader, j)
        if found is None:
            continue
        if not _BEFALLING.isdisjoint(reader.words[i + 1 : j]):
            return None  # "for the first time since two men were killed in May": the day of their death
        last, expression, fields, scope, rule = found
        rule = rule or f"date.{expression}"
        if reader.word(last) in _DEEDS and (j > i + 1 or not compares(reader, i)):
            return last, expression, fields, PERIOD, rule  # "since clashes in July killed 16"
        then = reader.words[last : last + 3]
        told = any(word.endswith("ed") or word in _BEFELL for word in reader.words[i + 1 : j])
        goes_on = then[:2] == [",", "when"] or then == [",", "in", "which"]
        goes_on = goes_on or (told and then[:1] == [","] and not _LEAVING.isdisjoint(then[1:2]))
        if compares(reader, i) and goes_on:
            # "the deadliest quake since 1999, when 17,000 died": the clause that follows is of that time
            return last, expression, fields, scope, rule
        if compares(reader, i):
            return last, expression, {**fields, ASIDE: 1}, PERIOD, rule  # "the worst attack since the war of 1994"
        return last, "since", {**prefixed(fields, "start_"), "start_expression": expression}, CUMULATIVE, "date.since"
    if compares(reader, i):
        return None
    if reader.word(i + 1) == "dawn":
        return i + 2, "offset", {"unit": "day", "count": 0}, INCIDENT, "date.relative-day"
    if reader.word(i - 1) in ("has", "have", "had") or reader.word(i + 1) in ("killed", ",", "."):
        return i + 1, "since", {"start_expression": "anchor"}, CUMULATIVE, "date.since"
    return i + 1, "since", {"start_expression": None}, CUMULATIVE, "date.since"


def _since_when(reader: Reader, j: int) -> Found | None:
    found = (
        span(reader, j)
        or opening(reader, j)
        or anchor(reader, j)
        or ago(reader, j)
        or calendar_unit(reader, j)
        or earlier(reader, j)
        or day_word(reader, j)
    )
    point = reader.point(j) if found is None else None
    return found if point is None else (point.last, point.grain, point.fields, INCIDENT, "")


_UP_TO = frozenset("as up by until till through".split())


def until(reader: Reader, i: int) -> Found | None:
    """'as of Sunday', 'by the end of 2014', 'until 12 March', 'through March 12': an open start."""
    words = reader.words
    if reader.word(i) not in _UP_TO:
        return None
    if words[i : i + 2] in (["as", "of"], ["as", "at"], ["up", "to"], ["up", "until"]):
        j = i + 2
    elif reader.word(i) in ("by", "until", "till", "through"):
        j = i + 1
    else:
        return None
    if words[i] in ("through", "by") and reader.word(j) == "the" and (day := reader.point(j + 1)) is not None:
        if words[i] == "through" or any(token.tag.startswith(("NN", "JJ")) for token in reader.tokens[day.last :][:1]):
            return None  # "lived through the December 31 attack", "sparked by the 7 October raid"
    if words[j : j + 3] in (["the", "end", "of"], ["the", "close", "of"], ["the", "start", "of"]):
        # "by the end of the campaign on 14 April": a noun of up to four words before its day
        named = next((k for k in range(j + 4, min(j + 9, len(words))) if words[k] in ("on", "in")), None)
        if named is not None and (point := reader.point(named + 1)) is not None and "," not in words[j:named]:
            return _up_to(point.last, point.grain, point.fields)
        unit = reader.unit(j + 4)
        if reader.word(j + 3) in ("the", "this") and unit is not None and unit[1] in ("week", "month", "year"):
            return _up_to(unit[0], "calendar", {"unit": unit[1], "count": 0})
        if reader.word(j + 3) in ("last", "next") and unit is not None and unit[1] in ("week", "month", "year"):
            return _up_to(unit[0], "calendar", {"unit": unit[1], "count": -1 if reader.word(j + 3) == "last" else 1})
    if reader.word(j).rstrip("apm.:").replace(":", "").replace(".", "").isdecimal() and reader.at("time-of-day", j + 1):
        j += 1  # "as of 12 p.m. on 7 March"
    if (
        reader.at("time-of-day", j) is not None and reader.word(j + 1) == "("
    ):  # "as of midday (6 a.m. in London) on Tuesday"
        j = next((k + 1 for k in range(j + 2, min(j + 2 + _CLOCK, len(words))) if words[k] == ")"), j)
    while (
        reader.word(j) in ("the", "late", "early", "on", "around", "about")
        or reader.at("time-of-day", j)
        or (reader.word(j) == "of" and reader.at("time-of-day", j - 1))
    ):
        if reader.point(j) is not None or calendar_unit(reader, j) is not None:
            break
        time = reader.at("time-of-day", j)
        j = time[0] if time is not None else j + 1
    found = day_word(reader, j) or calendar_unit(reader, j) or anchor(reader, i + 1)
    if found is not None:
        return _up_to(*found[:3])
    point = reader.point(j)
    if point is not None and reader.word(point.last) in ("'s", "\u2019s"):
        return None  # "was shaken by Wednesday's bombing"
    return None if point is None else _up_to(point.last, point.grain, point.fields)


def _up_to(last: int, expression: str, fields: Fields) -> Found:
    return last, "until", {**prefixed(fields, "end_"), "end_expression": expression}, CUMULATIVE, "date.as-of"


def ending(reader: Reader, i: int) -> Found | None:
    """'in the week to 12 March', 'the 12 months to June', 'the week of 4 March', 'the three days ending on Sunday'."""
    j = i + 1 if reader.word(i) in ("the", "a") else i
    count = reader.count(j)
    unit = reader.unit(count[0] if count is not None else j)
    if unit is None or (count is None and j == i) or unit[1] == "weekend":
        return None
    last, joint = unit[0], reader.word(unit[0])
    begins = _BEGINNING.get(joint) if count is None else None
    if joint not in _ENDING and begins is None:
        return None
    last += 2 if joint == "up" and reader.word(last + 1) == "to" else 1
    if reader.word(last) in ("on", "the", "in") and reader.point(last) is None:
        last += 1
    point = reader.point(last)
    found = day_word(reader, last) if point is None else None
    if point is not None:
        end, expression, inner = point.last, point.grain, point.fields
    elif found is not None:
        end, expression, inner = found[:3]
    else:
        return None
    if begins is not None and (unit[1] != "week" or expression not in ("day", "weekday")):
        return None
    if reader.word(unit[0] - 1) == "night":  # "in the night to Sunday"
        return end, "overnight", {**prefixed(inner, "end_"), "end_expression": expression}, INCIDENT, "date.overnight"
    number = 1 if count is None else count[1]
    if number is None or (expression == "year" and unit[1] != "year"):
        return None
    fields: Fields = {
        **prefixed(inner, "end_"),
        "end_expression": expression,
        "unit": unit[1],
        "count": number * unit[2],
    }
    if begins is not None:
        fields["begins"] = begins
    return end, "ending", fields, PERIOD, "date.ending"


def span(reader: Reader, i: int) -> Found | None:
    """'between 31 July and 4 August 2011', 'from 24.02 to 27.04', 'March 3 to 4', '26-27 February', '1932-33'."""
    opener = reader.word(i) in ("between", "from")
    i += opener
    while opener and reader.word(i) in ("the", "early", "late") and reader.point(i) is None:
        i += 1
    clock = _after_clock(reader, i) if opener and reader.point(i) is None else i
    timed, i = clock > i, clock
    first = reader.point(i) or _bare_day(reader, i, opener)
    if first is None:
        return None
    j = first.last
    if opener and reader.at("time-of-day", j) is not None and reader.word(j + 1) in _JOINS:
        j += 1  # "from Friday evening to Saturday morning"
    if reader.word(j) == "," and not timed:
        return None
    time = _after_clock(reader, j + 1)
    if not _joined(reader, first, j, time, opener):
        # "From 20:00 on 9 June the enemy launched 315 drones": up to the report
        begun = timed and first.grain in ("day", "weekday")
        return (first.last, *started(first), PERIOD, "date.since") if begun else None
    now = reader.at("day-word", j + 1) if opener else None
    if now is not None or (opener and reader.word(j + 1) in ("now", "present")):
        fields = {**prefixed(first.fields, "start_"), "start_expression": first.grain}
        fields.update({"end_unit": "day", "end_count": now[1] if now is not None else 0, "end_expression": "offset"})
        return (now[0] if now is not None else j + 2), "range", fields, PERIOD, "date.range"
    second = _second(reader, time if reader.point(time) is not None else j + 1, first)
    if second is None or (first.grain == "bare" and "month" not in second.fields):
        return None
    start, end = dict(first.fields), dict(second.fields)
    for key in ("month", "years"):
        if key not in start and key in end and (key != "month" or "day" in start):
            start[key] = end[key]
    if "month" not in end and "month" in start and "day" in end:
        end["month"] = start["month"]
    if "year" not in start and "year" in end and first.grain in ("month", "season"):
        start["year"] = end["year"]
    fields = {**prefixed(start, "start_"), **prefixed(end, "end_")}
    fields["start_expression"] = "day" if first.grain == "bare" else first.grain
    fields["end_expression"] = second.grain
    return second.last, "range", fields, PERIOD, "date.range"


# What may stand behind the second of two days: "on March 25 and 26 in Tera".
_AFTER_DAYS = frozenset((",", ".", ";", ")", "", "in", "at", "near", "by", "when", "during", "that"))


def _joined(reader: Reader, first: Point, j: int, time: int, opener: bool) -> bool:
    """True where the word at ``j`` joins a second point to the first; a mere "and" joins neighbours of one grain."""
    if reader.dash(j):
        return True
    if reader.word(j) != "and":
        return reader.word(j) in _JOINS
    if opener or first.grain == "bare":
        return True
    if first.grain == "weekday":
        return reader.at("weekday", j + 1) is not None and reader.word(j + 2) not in ("'s", "\u2019s")
    if first.grain == "day" and "year" not in first.fields and reader.day_number(j + 1) is not None:
        after = reader.word(j + 2)  # "March 25 and 26, 2011", "on 5 May and 6 people": days, and a number of something
        return after in _AFTER_DAYS or reader.year(j + 2) is not None
    second = reader.point(j + 1)
    both = first.grain == "month" and "year" not in first.fields and second is not None and second.grain == "month"
    return both or any(word in _NIGHTS for word in reader.words[j + 1 : time])


def slash_days(reader: Reader, i: int) -> Found | None:
    """Two days with a slash, one word: "the night of 4/5 December 1943"."""
    head, _, tail = reader.word(i).partition("/")
    month = reader.month(i + 1)
    if month is None or not (head.isdecimal() and tail.isdecimal()) or not 0 < int(head) < int(tail) <= _DAYS:
        return None
    year = reader.year(month[0])
    shared: Fields = {"month": month[1], **({} if year is None else {"year": year})}
    fields: Fields = {"start_day": int(head), "end_day": int(tail), "start_expression": "day", "end_expression": "day"}
    fields.update({**prefixed(shared, "start_"), **prefixed(shared, "end_")})
    return month[0] + (year is not None), "range", fields, PERIOD, "date.range"


def _after_clock(reader: Reader, i: int) -> int:
    """The token after the hour of a span's end: "9:00 p.m. Moscow time on", "on the night of"; ``i`` where there is none."""
    j = i
    while j < min(i + _CLOCK, len(reader.words)):
        word = reader.word(j)
        hour = word[:1].isdigit() and (":" in word or reader.point(j) is None and reader.day_number(j) is not None)
        if not (hour or word in _HOURS or reader.at("time-of-day", j) is not None or reader.word(j + 1) == "time"):
            break
        j += 1
    return j if j > i and reader.point(j) is not None else i


def _bare_day(reader: Reader, i: int, opener: bool) -> Point | None:
    start = i + 1 if reader.word(i) == "the" else i
    day = reader.day_number(start)
    if day is None or not (opener or reader.dash(start + 1) or reader.word(start + 1) in ("and", "to")):
        return None
    return Point(start + 1, "bare", {"day": day})


def _second(reader: Reader, i: int, first: Point) -> Point | None:
    while reader.word(i) in ("the", "on", "of") and reader.point(i) is None and reader.day_number(i) is None:
        i += 1
    point = reader.point(i)
    if point is not None:
        return point
    day = reader.day_number(i)
    if day is not None and first.grain == "day":
        fields: Fields = {"day": day}
        year = reader.year(i + 2 if reader.word(i + 1) == "," else i + 1)
        if year is not None:
            return Point(i + (3 if reader.word(i + 1) == "," else 2), "day", {**fields, "year": year})
        return Point(i + 1, "day", fields)
    year = reader.year(i)
    if year is None and first.grain == "year" and isinstance(first.fields.get("year"), int):
        year = short_year(reader.word(i), int(first.fields["year"] or 0))
    return Point(i + 1, "year", {"year": year}) if year is not None and first.grain == "year" else None


def single(reader: Reader, i: int) -> Found | None:
    """A point that is no end of a span."""
    point = reader.point(i)
    if point is None:
        return None
    if _begun(reader, i, point.last):
        return point.last, *started(point), CUMULATIVE, "date.since"
    scope = INCIDENT if point.grain in ("day", "weekday") else PERIOD
    return point.last, point.grain, point.fields, scope, f"date.{point.grain}"


# "have killed 40 people in raids that began | on": words from the perfect to the day, on either side.
_RUNS = 10


def _begun(reader: Reader, i: int, last: int) -> bool:
    """True at the beginning of what goes on: "the conflict, which began on 15 April", "fighting began in May and has killed"."""
    j = i - 1 if reader.word(i - 1) in ("in", "on") else i
    broke_out = reader.words[max(0, j - 2) : j] == ["broke", "out"]
    if reader.word(j - 1) not in _BEGAN and not broke_out:
        return False
    noun = next((k for k in range(max(0, j - 4), j - 1) if reader.word(k) in ("which", "that")), None)
    if noun is None and reader.word(last) == "and" and reader.word(last + 1) in ("has", "have"):
        noun = j - 1 - broke_out
    if noun is None:
        return False
    # "The clashes that erupted on Tuesday have left": several events go on, one is over.
    several = reader.word(noun - 1).endswith("s") and reader.at("incident", noun - 1) is not None
    runs = several and not {"has", "have"}.isdisjoint(reader.words[max(0, i - _RUNS) : last + _RUNS])
    return runs or any(reader.at("enduring", k) is not None for k in range(max(0, noun - 3), noun))
