"""Date expressions of a sentence, on tokens alone, before any calendar is consulted.

The families of expressions follow what event coders resolve by hand: a day, a month or a year; a part of one; a span
between two; a time told from the report ("yesterday", "last week", "in the last 24 hours") or from another date ("the
next day"); an open span ("since Thursday", "as of Sunday"). Compare the treatment of imprecise time expressions
in Stina Högbladh, *UCDP GED Codebook*, Department of Peace and Conflict Research, Uppsala University, and the
distinction of absolute, relative and anchored expressions in TIMEX3 (ISO-TimeML, ISO 24617-1).

``DateMention.expression`` is one of: ``day``, ``month``, ``year``, ``season``, ``week``, ``weekday``, ``offset``,
``calendar``, ``earlier``, ``period``, ``ending``, ``anchor``, ``range``, ``since``, ``until``, ``so-far``, ``nth-day``,
``war-day``, ``overnight``, ``vague``. Fields of a span's two points bear the prefixes ``start_`` and ``end_``. The field
``ahead`` marks a clause of the future, ``aside`` a time that the sentence only compares with or comes before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from claimx.find.date_lengths import ASIDE, Found, lasting, nth_day, period, war_day
from claimx.find.date_parts import APOSTROPHES, ORDINAL, Fields, Reader
from claimx.find.date_points import read_point
from claimx.find.date_spans import ending, since, single, slash_days, so_far, span, until
from claimx.find.relative_dates import ago, anchor, anniversary, calendar_unit, day_word, earlier, vague
from claimx.find.tense import is_ahead
from claimx.lexicon.dates import LEADING, DateVocabulary
from claimx.models import DateMention, Sentence

_RULES = (
    war_day,
    vague,
    nth_day,
    so_far,
    since,
    until,
    ending,
    slash_days,
    span,
    period,
    earlier,
    anniversary,
    ago,
    lasting,
    day_word,
    calendar_unit,
    anchor,
    single,
)
# Of the rules those that may begin with a word which only leads to a time (``LEADING``); they keep their order. The others ask for
# a word of time, a figure, an article or "this".
_LED: dict[str, tuple[Callable[[Reader, int], Found | None], ...]] = {
    **dict.fromkeys(LEADING, ()),
    **dict.fromkeys(("after", "for", "in", "over", "within"), (vague,)),
    **dict.fromkeys(("its", "their"), (nth_day,)),
    **dict.fromkeys(("so", "thus", "to"), (so_far,)),
    **dict.fromkeys(("as", "by", "till", "until", "up"), (until,)),
    "at": (vague, anchor),
    "that": (anchor,),
    **dict.fromkeys(("between", "from"), (span,)),
    "during": (vague, so_far, anchor),
    "since": (since,),
    "these": (period,),
    "through": (until,),
    "throughout": (so_far,),
}
_LEADING = frozenset(
    "on in at during of by around about from early late before after just over within throughout the since".split()
)
_NIGHT = frozenset("night evening morning afternoon".split())
# "by the end of their bloody campaign against the rebels on 14 April": words before the time itself.
_OPENING = 14
# What the tense of a clause does not turn round: times that say themselves on which side they lie.
_FIXED = frozenset(
    ("offset", "period", "so-far", "war-day", "overnight", "vague", "since", "nth-day", "calendar", "anchor")
)


def find_dates(sentence: Sentence, vocabulary: DateVocabulary) -> list[DateMention]:
    """Date expressions in text order, none within another; prepositions ("on Tuesday") belong to the phrase."""
    # "Nov." is one word with its point: without it the lexicon knows it.
    words = [word[:-1] if word[-1] == "." and word[:-1].isalpha() else word for word in sentence.lowers()]
    times = [
        i
        for i, word in enumerate(words)
        if word in vocabulary.times or not word.isalpha() and (word[0].isdigit() or _is_numeral(word))
    ]
    if vocabulary.times.isdisjoint(words) and not any(_is_numeral(words[i]) or _is_short(words, i) for i in times):
        return []
    reader = Reader(sentence.tokens, words, vocabulary, read_point)
    out: list[DateMention] = []
    i = 0
    openers = vocabulary.openers
    while i < len(words):
        # Most words open nothing: of plain letters, whatever is none of the lexicon's.
        if words[i] not in openers and (words[i].isalpha() or not reader.opens(words[i])):
            i += 1
            continue
        named = reader.at("name", i)
        if named is not None:
            i = named[0]
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
        out.append(_mention(sentence, reader, i, found, out[-1].phrase.last if out else 0))
        i = out[-1].phrase.last
    return out


def _is_numeral(word: str) -> bool:
    # A year or a day in figures (2016, 24.02, 2023-03-07); shorter and longer numbers count things.
    # "March-2021" is the rest of "04-March-2021".
    # "9th" is a day.
    figures = word[0].isdigit() and (4 <= len(word) <= 10 or ORDINAL.fullmatch(word) is not None)
    # "FY24", "W12"
    glued = word[-1].isdigit() and (word.startswith("fy") or (word[0] == "w" and len(word) <= 3))
    return figures or glued or ("-" in word and word[-2:].isdecimal())


def _is_short(words: list[str], i: int) -> bool:
    """True for the figures of "'97"."""
    return i > 0 and words[i - 1] in APOSTROPHES and len(words[i]) == 2 and words[i].isdecimal()


def _at(reader: Reader, i: int) -> Found | None:
    word = reader.word(i)
    for rule in _LED[word] if word in reader.vocabulary.leading else _RULES:
        found = rule(reader, i)
        if found is not None:
            return found
    return None


def _mention(sentence: Sentence, reader: Reader, i: int, found: Found, floor: int) -> DateMention:
    last, expression, fields, scope, rule = found
    words = reader.words
    first = _first(words, i, floor)
    time = reader.at("time-of-day", last)
    last = time[0] if time is not None else last
    before = words[max(0, first - 2) : first]
    marks: Fields = {}
    if before in (["ahead", "of"], ["prior", "to"]) or words[first] == "before":
        marks[ASIDE] = 1  # "before Sunday's vote" says when it did not happen
    if expression == "earlier" and _ranked(words, first):
        marks[ASIDE] = 1
    if expression not in _FIXED and is_ahead(words, first, last):
        marks["ahead"] = 1
    return DateMention(sentence.phrase(first, last), expression, {**fields, **marks}, scope, rule)


# "the third such deadly attack | this year": words from the ordinal to the time.
_RANK_REACH = 5
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth latest".split())


def _ranked(words: list[str], first: int) -> bool:
    """True where a time only counts which of its kind something is: "the third this year", "the second time this month"."""
    return any(
        words[j] in _ORDINALS and words[j - 1] in ("the", "its", "their")
        for j in range(max(1, first - _RANK_REACH), first)
        if "," not in words[j:first]
    )


def _first(words: list[str], i: int, floor: int) -> int:
    # At most three words of a preposition group: "on the night of", "early on".
    first = i
    steps = 0
    while first > floor and steps < 3 and words[first - 1] in _LEADING | _NIGHT:
        first -= 1
        steps += 1
    while first < i and words[first] in {"of", "over"} | _NIGHT:
        first += 1
    return first
