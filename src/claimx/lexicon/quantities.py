"""The words that count, hedge, bound and refuse, compiled for ``claimx.find.quantities``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Matcher
from claimx.schema import Per, Qualifier
from claimx.tokenize import tokenize


class Role(StrEnum):
    """What a word of counting does."""

    UNIT = "unit"  # zero to nineteen
    TEN = "ten"  # twenty to ninety
    MAGNITUDE = "magnitude"  # hundred, million: multiplies, and more words may follow
    SET = "set"  # dozen, score: multiplies and ends the number
    SUFFIX = "suffix"  # 12k, 6mn: glued to digits
    FRACTION = "fraction"  # half a million
    VAGUE = "vague"  # dozens
    VAGUE_BASE = "vague-base"  # several (hundred)
    NONE = "none"  # no, nobody
    NONE_PHRASE = "none-phrase"  # without casualties
    ARTICLE = "article"  # a, an, another
    PRONOUN = "pronoun"  # both
    NOUN = "noun"  # twins
    HEDGE = "hedge"  # at least 12
    HEDGE_AFTER = "hedge-after"  # 12 or more
    FRAME = "frame"  # a total of 12: the article counts nothing
    REFUSE_ARTICLE = "refuse-article"  # a number of: the article counts nothing
    FACTOR = "factor"  # twice
    FACTOR_WHOLE = "factor-whole"  # the same number
    ANTECEDENT = "antecedent"  # (twice) that number
    ANTECEDENT_PART = "antecedent-part"  # (half) of them
    RATE = "rate"  # a day, every month
    RATE_ADJECTIVE = "rate-adjective"  # daily
    PLURAL = "plural"  # people, men: plurals without an ending
    MONTH = "month"
    REFUSE_BEFORE = "refuse-before"  # Flight 123
    REFUSE_AFTER = "refuse-after"  # 12 km
    UNIT_ADJECTIVE = "unit-adjective"  # three consecutive days
    FUNCTION = "function"  # words that end a noun phrase
    SPORT = "sport"  # words that show 2-1 to be a score
    CHANGE = "change"  # rose from 12 to 14


class QuantityEntry(Entry):
    """Words of one ``role``.

    ``value`` is the number, multiple or factor; ``qualifier`` what a hedge does; ``per`` a rate's unit; ``rule`` what a
    refusing word proves; ``alone`` false where a vague base counts only before a magnitude ("few hundred");
    ``words_of`` restricts a refusal to one counting word ("one another").
    """

    role: Role
    value: int | float | None = None
    qualifier: Qualifier | None = None
    per: Per | None = None
    rule: str | None = None
    alone: bool = True
    words_of: str | None = None


@dataclass(frozen=True, slots=True)
class QuantityVocabulary:
    """Words and matchers per role; the ``…_back`` matchers hold their words in reverse, to be read leftwards."""

    entries: tuple[QuantityEntry, ...]
    units: Mapping[str, int | float]
    tens: Mapping[str, int | float]
    magnitudes: Mapping[str, int | float]
    sets: Mapping[str, int | float]
    suffixes: Mapping[str, int | float]
    fractions: Mapping[str, int | float]
    plurals: frozenset[str]
    months: frozenset[str]
    unit_adjectives: frozenset[str]
    function: frozenset[str]
    sports: frozenset[str]
    changes: frozenset[str]
    counters: Matcher[QuantityEntry]  # vague, vague bases, none, articles, pronouns, nouns
    articles: Matcher[QuantityEntry]  # frames and refused articles
    factors: Matcher[QuantityEntry]
    antecedents: Matcher[QuantityEntry]
    rates: Matcher[QuantityEntry]
    rate_adjectives: Mapping[str, Per]
    hedges: Matcher[QuantityEntry]
    hedges_back: Matcher[QuantityEntry]
    hedges_after: Matcher[QuantityEntry]
    refuse_before: Matcher[tuple[QuantityEntry, ...]]
    refuse_after: Matcher[tuple[QuantityEntry, ...]]
    openers: frozenset[str]  # words at which an expression or a hedge of several words may begin, digits apart

    @classmethod
    def load(cls, extra: Path | None = None) -> QuantityVocabulary:
        """The vocabulary of ``data/quantities.toml`` and of ``extra/quantities.toml`` where that exists.

        Raises LexiconError where a data file breaks its schema.
        """
        entries = load_entries("quantities", QuantityEntry, extra)

        def of(*roles: Role) -> list[QuantityEntry]:
            return [entry for entry in entries if entry.role in roles]

        def values(role: Role) -> dict[str, int | float]:
            return {word: entry.value for entry in of(role) for word in entry.words if entry.value is not None}

        def words(role: Role) -> frozenset[str]:
            return frozenset(word for entry in of(role) for word in entry.words)

        counters = _matcher(
            of(Role.VAGUE, Role.VAGUE_BASE, Role.NONE, Role.NONE_PHRASE, Role.ARTICLE, Role.PRONOUN, Role.NOUN)
        )
        factors, hedges = _matcher(of(Role.FACTOR, Role.FACTOR_WHOLE)), _matcher(of(Role.HEDGE))
        counted = of(Role.UNIT, Role.TEN, Role.MAGNITUDE, Role.SET, Role.FRACTION)
        return cls(
            entries=entries,
            units=values(Role.UNIT),
            tens=values(Role.TEN),
            magnitudes=values(Role.MAGNITUDE),
            sets=values(Role.SET),
            suffixes=values(Role.SUFFIX),
            fractions=values(Role.FRACTION),
            plurals=words(Role.PLURAL),
            months=words(Role.MONTH),
            unit_adjectives=words(Role.UNIT_ADJECTIVE),
            function=words(Role.FUNCTION),
            sports=words(Role.SPORT),
            changes=words(Role.CHANGE),
            counters=counters,
            articles=_matcher(of(Role.REFUSE_ARTICLE, Role.FRAME)),
            factors=factors,
            antecedents=_matcher(of(Role.ANTECEDENT, Role.ANTECEDENT_PART)),
            rates=_matcher(of(Role.RATE)),
            rate_adjectives={word: e.per for e in of(Role.RATE_ADJECTIVE) for word in e.words if e.per is not None},
            hedges=hedges,
            hedges_back=Matcher((_reverse(word), entry) for entry in of(Role.HEDGE) for word in entry.words),
            hedges_after=_matcher(of(Role.HEDGE_AFTER)),
            refuse_before=_gathered(of(Role.REFUSE_BEFORE), backwards=True),
            refuse_after=_gathered(of(Role.REFUSE_AFTER), backwards=False),
            openers=frozenset(
                (
                    *counters.openers(),
                    *factors.openers(),
                    *hedges.openers(),
                    *(word for entry in counted for word in entry.words),
                    "a",
                    "an",
                    "up",
                    "+",
                    "\uff0b",
                )
            ),
        )


def _reverse(words: str) -> str:
    # The closing blank keeps abbreviations whole: the tokenizer reads "approx." as one word only before white space.
    return " ".join(token.text for token in reversed(tokenize(words + " "))) + " "


def _matcher(entries: Iterable[QuantityEntry]) -> Matcher[QuantityEntry]:
    return Matcher((word + " ", entry) for entry in entries for word in entry.words)


def _gathered(entries: Iterable[QuantityEntry], *, backwards: bool) -> Matcher[tuple[QuantityEntry, ...]]:
    """A matcher to every entry of a word: "day" refuses as a designation, and before "one" as an idiom."""
    found: dict[str, tuple[QuantityEntry, ...]] = {}
    for entry in entries:
        for word in entry.words:
            key = _reverse(word) if backwards else word + " "
            found[key] = (*found.get(key, ()), entry)
    return Matcher(found.items())
