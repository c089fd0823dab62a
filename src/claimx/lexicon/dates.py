"""Words of time, and the words that tell whose time it is, compiled for the finder and the linker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Matcher
from claimx.lexicon.wars import War, load_wars
from claimx.models import Token
from claimx.tokenize import tokenize

Kind = Literal[
    "month",  # value: 1 to 12
    "weekday",  # value: 0 (Monday) to 6
    "weekday-short",  # Mon, Tue: only before a day and a month
    "unit",  # unit: hour, day, week, month, year, weekend; value: how many of it (fortnight: 2 weeks)
    "number",  # value: the number, none for "several"
    "ordinal",
    "weekday-plural",  # value: 0 (Monday) to 6
    "part",  # part of a month or year: early, mid, late, first-half, second-half
    "season",  # value: its first month
    "quarter",  # value: its first month; length: its months, where not three
    "decade",  # value: its first year
    "day-word",  # value: days from the document's date
    "overnight",
    "time-of-day",
    "named-day",  # value: month * 100 + day; year where the name holds one
    "feast",  # a day that moves from year to year; feast: what is computed; value: days from it; length: its days
    "other-month",  # a month of another calendar; value: its number
    "war",  # what a day is counted of: war, invasion
    "incident",  # what can happen on a date: attack, exploded
    "enduring",  # what goes on for longer than a day or two: offensive, siege
    "aftermath",  # what comes after an event and has days of its own: funeral, trial
    "reporting",  # verbs that take a reporting day
    "response",  # verbs of what is done and said after an event: a day beside them is not the event's
    "turn",  # cues at the head of a sentence that leave the story for another scene
    "other-incident",  # cues of another incident than the story's
    "name",  # of a group, a paper or a day long past that holds a word of time: Black September
    "vague",  # times that no calendar can fix
    "total",  # cues of a running total
]


_TIMES = (
    "month",
    "weekday",
    "weekday-short",
    "weekday-plural",
    "quarter",
    "decade",
    "feast",
    "other-month",
    "unit",
    "season",
    "day-word",
    "overnight",
    "named-day",
    "vague",
    "time-of-day",
)
_FUNCTION_WORDS = frozenset(
    "a financial fiscal fy as at between by concurrently day during earlier early for from in its last late later next of on over past preceding "
    "previous same since so that these the their this through thus till to until up within after".split()
)


class DateWord(Entry):
    """One word family of time. ``cased`` words match only with a capital (May, March, Sun)."""

    kind: Kind
    value: int | None = None
    unit: Literal["hour", "day", "week", "month", "year", "weekend"] | None = None
    part: Literal["early", "mid", "late", "first-half", "second-half"] | None = None
    feast: str | None = None
    length: int | None = None
    year: int | None = None
    cased: bool = False


# Words that lead to a time and are none: no point of the calendar begins with one.
LEADING = frozenset(
    "after as at between by during for from in its of on over since so that their these through throughout thus till to until up "
    "within".split()
)
# Those of them with which a time may begin that no calendar can fix ("in recent weeks").
_LEADING_VAGUE = frozenset(["after", "at", "during", "for", "in", "over", "within"])
# Kinds that are cues, and no times.
_CUES = frozenset(["incident", "enduring", "aftermath", "reporting", "response", "turn", "other-incident", "total"])
_NO_KIND: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DateVocabulary:
    """One matcher a kind, and the wars."""

    entries: tuple[DateWord, ...]
    matchers: dict[str, Matcher[DateWord]]
    # First words of all that tells a time, and of all that may open an expression: sentences without the former, and
    # tokens outside the latter, are passed over.
    times: frozenset[str]
    openers: frozenset[str]
    # Words that only lead to a time; a lexicon of one's own may make a time begin with one.
    leading: frozenset[str]
    # Whose days are counted.
    wars: tuple[War, ...]
    # The kinds of which a word may be the first.
    kinds: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, extra: Path | None = None) -> DateVocabulary:
        """The shipped words, those of ``extra/dates.toml`` added or overriding by id. Raises LexiconError."""
        entries = load_entries("dates", DateWord, extra)
        kinds = {entry.kind for entry in entries}
        matchers: dict[str, Matcher[DateWord]] = {
            kind: Matcher((word, entry) for entry in entries if entry.kind == kind for word in entry.words)
            for kind in sorted(kinds)
        }
        firsts: dict[str, set[str]] = {
            kind: {
                token.lower
                for entry in entries
                if entry.kind == kind
                for word in entry.words
                for token in tokenize(word)[:1]
            }
            for kind in sorted(kinds)
        }
        times = frozenset().union(*(firsts.get(kind, set()) for kind in _TIMES)) - {
            "the",
            "in",
            "a",
            "to",
            "first",
            "second",
        }
        openers = times.union(
            *(firsts.get(kind, set()) for kind in ("number", "part", "ordinal", "name")), _FUNCTION_WORDS
        )
        opened: dict[str, set[str]] = {}
        for kind, matcher in matchers.items():
            for word in matcher.openers():
                opened.setdefault(word, set()).add(kind)
        return cls(
            entries,
            matchers,
            frozenset(
                times
                | {
                    "since",
                    "far",
                    "date",
                    "concurrently",
                    "century",
                    "anniversary",
                    "fiscal",
                    "fy",
                    "nineteen",
                    "twenty",
                    "thousand",
                    "now",
                }
            ),
            openers,
            frozenset(
                word
                for word in LEADING
                if opened.get(word, set()) <= (_CUES | {"vague"} if word in _LEADING_VAGUE else _CUES)
            ),
            load_wars(extra),
            {word: frozenset(found) for word, found in opened.items()},
        )

    def at(self, kind: Kind, tokens: tuple[Token, ...], words: list[str], i: int) -> tuple[int, DateWord] | None:
        """The longest word of a kind that begins at token ``i``: where it ends (exclusive), and its entry."""
        if i >= len(words) or kind not in self.kinds.get(words[i], _NO_KIND):
            return None
        match = self.matchers[kind].at(words, i)
        if match is None or (match.value.cased and not tokens[i].text[0].isupper()):
            return None
        return match.last, match.value
