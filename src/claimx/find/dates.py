"""Date expressions of a sentence, on tokens alone, before any calendar is consulted.

The families of expressions follow what event coders resolve by hand: a day, a month or a year; a part of one; a span
between two; a time told from the report ("yesterday", "last week", "in the last 24 hours") or from another date ("the
next day"); an open span ("since Thursday", "as of Sunday"). Compare the treatment of imprecise time expressions
in Stina Högbladh, *UCDP GED Codebook*, Department of Peace and Conflict Research, Uppsala University, and the
distinction of absolute, relative and anchored expressions in TIMEX3 (ISO-TimeML, ISO 24617-1).

``DateMention.expression`` is one of: ``day``, ``month``, ``year``, ``season``, ``weekday``, ``offset``, ``calendar``,
``earlier``, ``period``, ``anchor``, ``range``, ``since``, ``until``, ``so-far``, ``nth-day``, ``war-day``, ``overnight``,
``vague``. Fields of a range's two points bear the prefixes ``start_`` and ``end_``.
"""

from __future__ import annotations

from bisect import bisect_left

from claimx.find.date_parts import Fields, Point, Reader, short_year
from claimx.find.relative_dates import (
    ASIDE,
    CUMULATIVE,
    INCIDENT,
    PERIOD,
    Found,
    ago,
    anchor,
    calendar_unit,
    compares,
    day_word,
    earlier,
    nth_day,
    opening,
    period,
    vague,
    war_day,
    war_end,
)
from claimx.lexicon.dates import DateVocabulary
from claimx.models import DateMention, Sentence

_LEADING = frozenset(
    "on in at during of by around about from early late before after just over within throughout the since".split()
)
_JOINS = frozenset(("and", "to", "until", "till", "through", "or"))
# "have been destroyed during the operation", "has lost 500 tanks during the war": five words between.
_PERFECT_REACH = 6
# "9:00 p.m. Moscow time on", "on the night of": words of the hour before a span's day, at most a dozen.
_HOURS = frozenset("p . m a o'clock hours hrs local gmt utc time on of the in at during early late".split())
_NIGHTS = frozenset("night evening morning dawn afternoon".split())
_CLOCK = 12
_DAYS = 31
# "by the end of their bloody campaign against the rebels on 14 April": words before the time itself.
_OPENING = 14
_DEEDS = frozenset("killed left wounded injured claimed".split())


def find_dates(sentence: Sentence, vocabulary: DateVocabulary) -> list[DateMention]:
    """Date expressions in text order, none within another; prepositions ("on Tuesday") belong to the phrase."""
    # "Nov." is one word with its point: without it the lexicon knows it.
    words = [word[:-1] if word[-1] == "." and word[:-1].isalpha() else word for word in sentence.lowers()]
    times = [i for i, word in enumerate(words) if word in vocabulary.times or word[0].isdigit() or _is_numeral(word)]
    if vocabulary.times.isdisjoint(words) and not any(_is_numeral(words[i]) for i in times):
        return []
    reader = Reader(sentence.tokens, words, vocabulary)
    out: list[DateMention] = []
    i = 0
    while i < len(words):
        if words[i] not in vocabulary.openers and not words[i][0].isdigit():
            i += 1
            continue
        # "In", "the", "by" open an expression only where its time follows soon.
        near = bisect_left(times, i)
        if near == len(times) or times[near] - i > _OPENING:
            i += 1
            continue
        found = _at(reader, i)
        if found is None:
            i += 1
            continue
        last, expression, fields, scope, rule = found
        first = _first(words, i, out[-1].phrase.last if out else 0)
        last = _trailing(reader, last)
        before = words[max(0, first - 2) : first]
        if expression == ASIDE or before in (["ahead", "of"], ["prior", "to"]) or words[first] == "before":
            i = last  # "before Sunday's vote" says when it did not happen
            continue
        out.append(DateMention(sentence.phrase(first, last), expression, fields, scope, rule))
        i = last
    return out


def _is_numeral(word: str) -> bool:
    # A year or a day in figures (2016, 24.02, 2023-03-07); shorter and longer numbers count things.
    # "March-2021" is the rest of "04-March-2021".
    return (word[0].isdigit() and 4 <= len(word) <= 10) or ("-" in word and word[-2:].isdecimal())


def _at(reader: Reader, i: int) -> Found | None:
    for rule in (
        war_day,
        vague,
        nth_day,
        _so_far,
        _since,
        _until,
        _slash_days,
        _span,
        period,
        earlier,
        ago,
        anchor,
        calendar_unit,
        day_word,
        _single,
    ):
        found = rule(reader, i)
        if found is not None:
            return found
    return None


def _first(words: list[str], i: int, floor: int) -> int:
    # At most three words of a preposition group: "on the night of", "early on".
    first = i
    steps = 0
    while first > floor and steps < 3 and words[first - 1] in _LEADING | {"night", "evening", "morning", "afternoon"}:
        first -= 1
        steps += 1
    while first < i and words[first] in ("of", "night", "evening", "morning", "afternoon", "over"):
        first += 1
    return first


def _trailing(reader: Reader, last: int) -> int:
    found = reader.at("time-of-day", last)
    return found[0] if found is not None else last


def _so_far(reader: Reader, i: int) -> Found | None:
    words = reader.words
    if words[i : i + 2] in (["so", "far"], ["thus", "far"], ["to", "date"]):
        j = i + 2
        if reader.word(j) == "in":
            j += 1
        if words[j : j + 2] in (["this", "year"], ["this", "month"], ["this", "week"]):
            return j + 2, "earlier", {"unit": words[j + 1]}, CUMULATIVE, "date.so-far"
        # "so far in the siege which began on Friday"
        for k in range(j, min(j + 8, len(words))):
            if words[k] in ("started", "began", "erupted") or words[k] == "since":
                point = reader.point(k + 2 if reader.word(k + 1) in ("on", "in") else k + 1)
                if point is not None:
                    inner: Fields = {f"start_{key}": value for key, value in point.fields.items()}
                    return point.last, "since", {**inner, "start_expression": point.grain}, CUMULATIVE, "date.since"
        return None if compares(reader, i) else (i + 2, "so-far", {}, CUMULATIVE, "date.so-far")
    running = {"has", "have"} & set(words[max(0, i - _PERFECT_REACH) : i])
    war = war_end(reader, i + 1) if running and words[i] in ("during", "throughout") else None
    if war is not None:
        return war, "so-far", {}, CUMULATIVE, "date.so-far"  # "have been destroyed during the war": it goes on
    if words[i : i + 4] == ["this", "time", "last", "year"]:
        return i + 4, "so-far", {"years": -1}, CUMULATIVE, "date.so-far"
    return None


def _since(reader: Reader, i: int) -> Found | None:
    """'since Thursday', 'since the war began in March 2011', 'has since killed'."""
    if reader.word(i) != "since":
        return None
    if reader.word(i + 1) == "then":
        return i + 2, "since", {"start_expression": "anchor"}, CUMULATIVE, "date.since"
    # A clause of up to a dozen words may stand between "since" and its date ("since Israel escalated its strikes in").
    for j in range(i + 1, min(i + 13, len(reader.words))):
        if reader.word(j) in (",", ";", ":", ".", "when", "who", "which", "while"):
            break
        found = (
            _span(reader, j)
            or opening(reader, j)
            or anchor(reader, j)
            or ago(reader, j)
            or calendar_unit(reader, j)
            or day_word(reader, j)
        )
        if found is None:
            point = reader.point(j)
            if point is None:
                continue
            found = (point.last, point.grain, point.fields, INCIDENT, "")
        if reader.word(found[0]) in _DEEDS:
            return (
                found[0],
                found[1],
                found[2],
                PERIOD,
                found[4] or f"date.{found[1]}",
            )  # "since clashes in July killed 16"
        then = reader.words[found[0] : found[0] + 3]
        if compares(reader, i) and (then[:2] == [",", "when"] or then == [",", "in", "which"]):
            # "the deadliest quake since 1999, when 17,000 died": the clause that follows is of that time
            return found[0], found[1], found[2], found[3], found[4] or f"date.{found[1]}"
        if compares(reader, i):
            return found[0], ASIDE, {}, PERIOD, ""  # "the worst attack since the war of 1994"
        fields: Fields = {f"start_{key}": value for key, value in found[2].items()}
        return found[0], "since", {**fields, "start_expression": found[1]}, CUMULATIVE, "date.since"
    if compares(reader, i):
        return None
    if reader.word(i + 1) == "dawn":
        return i + 2, "offset", {"unit": "day", "count": 0}, INCIDENT, "date.relative-day"
    if reader.word(i - 1) in ("has", "have", "had") or reader.word(i + 1) in ("killed", ",", "."):
        return i + 1, "since", {"start_expression": "anchor"}, CUMULATIVE, "date.since"
    return i + 1, "since", {"start_expression": None}, CUMULATIVE, "date.since"


def _until(reader: Reader, i: int) -> Found | None:
    """'as of Sunday', 'by the end of 2014', 'until 12 March': an open start."""
    words = reader.words
    if words[i : i + 2] in (["as", "of"], ["as", "at"], ["up", "to"], ["up", "until"]):
        j = i + 2
    elif reader.word(i) in ("by", "until", "till"):
        j = i + 1
    else:
        return None
    if words[j : j + 3] in (["the", "end", "of"], ["the", "close", "of"], ["the", "start", "of"]):
        # "by the end of the campaign on 14 April": a noun of up to four words before its day
        named = next((k for k in range(j + 4, min(j + 9, len(words))) if words[k] in ("on", "in")), None)
        if named is not None and (point := reader.point(named + 1)) is not None and "," not in words[j:named]:
            inner: Fields = {f"end_{key}": value for key, value in point.fields.items()}
            return point.last, "until", {**inner, "end_expression": point.grain}, CUMULATIVE, "date.as-of"
    if reader.word(j).rstrip("apm.:").replace(":", "").replace(".", "").isdecimal() and reader.at("time-of-day", j + 1):
        j += 1  # "as of 12 p.m. on 7 March"
    while (
        reader.word(j) in ("the", "late", "early", "on", "around", "about")
        or reader.at("time-of-day", j)
        or (reader.word(j) == "of" and reader.at("time-of-day", j - 1))
    ):
        part = reader.point(j)
        if part is not None:
            break
        j += 1
    found = day_word(reader, j) or calendar_unit(reader, j)
    if found is None:
        point = reader.point(j)
        if point is None:
            return None
        found = (point.last, point.grain, point.fields, INCIDENT, "")
    fields: Fields = {f"end_{key}": value for key, value in found[2].items()}
    return found[0], "until", {**fields, "end_expression": found[1]}, CUMULATIVE, "date.as-of"


def _span(reader: Reader, i: int) -> Found | None:
    """'between 31 July and 4 August 2011', 'from 24.02 to 27.04', 'March 3 to 4', '26-27 February', '1932-33'."""
    opener = reader.word(i) in ("between", "from")
    i += opener
    while opener and reader.word(i) in ("the", "early", "late") and reader.point(i) is None:
        i += 1
    clock = _after_clock(reader, i) if opener and reader.point(i) is None else i
    timed, i = clock > i, clock
    first = reader.point(i)
    if first is None:
        first = _bare_day(reader, i, opener)
        if first is None:
            return None
    j = first.last
    if opener and reader.at("time-of-day", j) is not None and reader.word(j + 1) in _JOINS:
        j += 1  # "from Friday evening to Saturday morning"
    if reader.word(j) == "," and not timed:
        return None
    both = first.grain == "weekday" and reader.at("weekday", j + 1) is not None and reader.word(j + 2) != "'s"
    time = _after_clock(reader, j + 1)
    night = reader.word(j) == "and" and any(word in _NIGHTS for word in reader.words[j + 1 : time])
    joined = reader.dash(j) or (
        reader.word(j) in _JOINS if reader.word(j) != "and" else opener or both or night or first.grain == "bare"
    )
    if not joined and timed and first.grain in ("day", "weekday"):
        # "From 20:00 on 9 June the enemy launched 315 drones": up to the report
        open_end: Fields = {f"start_{key}": value for key, value in first.fields.items()}
        return first.last, "since", {**open_end, "start_expression": first.grain}, PERIOD, "date.since"
    if not joined:
        return None
    second = _second(reader, time if reader.point(time) is not None else j + 1, first)
    if second is None or (first.grain == "bare" and "month" not in second.fields):
        return None
    start, end = dict(first.fields), dict(second.fields)
    for key in ("year", "years", "month"):
        if key not in start and key in end and (key != "month" or "day" in start):
            start[key] = end[key]
        if key not in end and key in start and key != "years" and (key != "month" or "day" in end):
            end[key] = start[key]
    fields: Fields = {f"start_{key}": value for key, value in start.items()}
    fields.update({f"end_{key}": value for key, value in end.items()})
    fields["start_expression"] = "day" if first.grain == "bare" else first.grain
    fields["end_expression"] = second.grain
    return second.last, "range", fields, PERIOD, "date.range"


def _slash_days(reader: Reader, i: int) -> Found | None:
    """Two days with a slash, one word: "the night of 4/5 December 1943"."""
    head, _, tail = reader.word(i).partition("/")
    month = reader.month(i + 1)
    if month is None or not (head.isdecimal() and tail.isdecimal()) or not 0 < int(head) < int(tail) <= _DAYS:
        return None
    year = reader.year(month[0])
    shared: Fields = {"month": month[1], **({} if year is None else {"year": year})}
    fields: Fields = {"start_day": int(head), "end_day": int(tail), "start_expression": "day", "end_expression": "day"}
    fields.update({f"{end}_{key}": value for end in ("start", "end") for key, value in shared.items()})
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


def _single(reader: Reader, i: int) -> Found | None:
    point = reader.point(i)
    if point is None:
        return None
    if _begun(reader, i):
        fields: Fields = {f"start_{key}": value for key, value in point.fields.items()}
        return point.last, "since", {**fields, "start_expression": point.grain}, CUMULATIVE, "date.since"
    scope = INCIDENT if point.grain in ("day", "weekday") else PERIOD
    return point.last, point.grain, point.fields, scope, f"date.{point.grain}"


def _begun(reader: Reader, i: int) -> bool:
    """True where a relative clause dates the beginning of what goes on: "the conflict, which began on 15 April"."""
    j = i - 1 if reader.word(i - 1) in ("in", "on") else i
    if reader.word(j - 1) not in ("began", "started", "erupted", "begun") and reader.words[max(0, j - 2) : j] != [
        "broke",
        "out",
    ]:
        return False
    relative = [k for k in range(max(0, j - 4), j - 1) if reader.word(k) in ("which", "that")]
    return bool(relative) and any(
        reader.at("enduring", k) is not None for k in range(max(0, relative[0] - 3), relative[0])
    )
