"""Words that the linker's constructions turn on: what frees, bears, rises or carries, and nouns that a number counts through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import field_validator

from claimx.lexicon.entries import Entry, load_entries
from claimx.schema import Category, Event

Family = Literal[
    "accidents", "air-defenders", "airborne", "bearing", "captives", "carrying", "deadliest", "degrees", "figures", "freeing", "impacting", "ledgers", "measures", "merchants", "navies",
    "never-arms", "never-people", "peaceful", "planted", "promising", "putting", "ranks", "rising", "states", "stopping", "taking", "tallies", "tidings", "units", "warlike",
    "warring", "whose",
]  # fmt: skip


class ConstructionEntry(Entry):
    """Words of one family, one token each: forms as written, or dictionary forms where the sentence is parsed.

    ``category`` is what the words of the family "whose" tell of the counted people, ``event`` what those of "captives" tell.
    """

    family: Family
    category: Category | None = None
    event: Event | None = None

    @field_validator("words")
    @classmethod
    def _single(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if " " in word or word != word.lower():
                raise ValueError(f"{word!r} is not a single lower-case word; constructions look at one word at a time")
        return words


@dataclass(frozen=True, slots=True)
class ConstructionVocabulary:
    """Each family as a set of words, named as in ``data/constructions.toml``, where every family has its examples.

    ``whose`` gives the category an adjective tells, ``captives`` the event a word for captives tells.
    """

    accidents: frozenset[str]
    air_defenders: frozenset[str]
    airborne: frozenset[str]
    bearing: frozenset[str]
    captives: Mapping[str, Event]
    carrying: frozenset[str]
    deadliest: frozenset[str]
    degrees: frozenset[str]
    figures: frozenset[str]
    freeing: frozenset[str]
    impacting: frozenset[str]
    ledgers: frozenset[str]
    measures: frozenset[str]
    merchants: frozenset[str]
    navies: frozenset[str]
    never_arms: frozenset[str]
    never_people: frozenset[str]
    peaceful: frozenset[str]
    planted: frozenset[str]
    promising: frozenset[str]
    putting: frozenset[str]
    ranks: frozenset[str]
    rising: frozenset[str]
    states: frozenset[str]
    stopping: frozenset[str]
    taking: frozenset[str]
    tallies: frozenset[str]
    tidings: frozenset[str]
    units: frozenset[str]
    warlike: frozenset[str]
    warring: frozenset[str]
    whose: Mapping[str, Category]

    @classmethod
    def load(cls, extra: Path | None = None) -> ConstructionVocabulary:
        """``data/constructions.toml``, with that of the folder ``extra``. Raises LexiconError."""
        entries = load_entries("constructions", ConstructionEntry, extra)

        def words(family: Family) -> frozenset[str]:
            return frozenset(word for entry in entries if entry.family == family for word in entry.words)

        return cls(
            accidents=words("accidents"),
            air_defenders=words("air-defenders"),
            airborne=words("airborne"),
            bearing=words("bearing"),
            captives=MappingProxyType(
                {w: e.event for e in entries if e.family == "captives" and e.event for w in e.words}
            ),
            carrying=words("carrying"),
            deadliest=words("deadliest"),
            degrees=words("degrees"),
            figures=words("figures"),
            freeing=words("freeing"),
            impacting=words("impacting"),
            ledgers=words("ledgers"),
            measures=words("measures"),
            merchants=words("merchants"),
            navies=words("navies"),
            never_arms=words("never-arms"),
            never_people=words("never-people"),
            peaceful=words("peaceful"),
            planted=words("planted"),
            promising=words("promising"),
            putting=words("putting"),
            ranks=words("ranks"),
            rising=words("rising"),
            states=words("states"),
            stopping=words("stopping"),
            taking=words("taking"),
            tallies=words("tallies"),
            tidings=words("tidings"),
            units=words("units"),
            warlike=words("warlike"),
            warring=words("warring"),
            whose=MappingProxyType(
                {w: e.category for e in entries if e.family == "whose" and e.category for w in e.words}
            ),
        )
