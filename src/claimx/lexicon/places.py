"""The vocabulary of places: regions and seas by name, countries, what places are called, and the words around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

import tomli
from pydantic import Field

from claimx.errors import LexiconError
from claimx.lexicon.entries import DATA, Entry, load_entries
from claimx.lexicon.match import Matcher
from claimx.lexicon.points import Points

QUARTERS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern "
    "north-western south-eastern south-western".split()
)
"""Adjectives for the parts of a land by the compass."""

LOCATIVES = frozenset("in inside within at near around outside along across throughout over off into".split())
"""Prepositions of place: a country's name behind one tells where something is."""

# "US" and "UK" have so many letters.
SHORT = 2


class Rank(IntEnum):
    """How specific a place is: of two places of one event the higher rank is told."""

    CONTINENT = 0
    COUNTRY = 1
    REGION = 2
    PROVINCE = 3
    DISTRICT = 4
    TOWN = 5
    NEIGHBOURHOOD = 6
    SITE = 7


class PlaceKind(StrEnum):
    """What an entry of ``data/places.toml`` is."""

    NAME = "name"
    NOUN = "noun"
    PREPOSITION = "preposition"
    DIRECTION = "direction"
    CONNECTOR = "connector"
    NEVER = "never"
    TITLE = "title"
    ORGANISATION = "organisation"
    COMPANY = "company"
    EVENT = "event"
    BELONGING = "belonging"
    OFFICE = "office"
    STANDING = "standing"
    HOSPITAL = "hospital"
    CARE = "care"
    SCENE = "scene"
    ASSAULT = "assault"
    VESSEL = "vessel"
    STREET = "street"


# Kinds of lower-case words around a place that tell whether anything happened there.
_AROUND = (
    PlaceKind.BELONGING,
    PlaceKind.OFFICE,
    PlaceKind.STANDING,
    PlaceKind.HOSPITAL,
    PlaceKind.CARE,
    PlaceKind.SCENE,
    PlaceKind.ASSAULT,
    PlaceKind.VESSEL,
    PlaceKind.STREET,
)


class PlaceEntry(Entry):
    """An entry of ``data/places.toml``. ``rank`` is the lower-case name of a Rank."""

    kind: PlaceKind
    rank: str | None = Field(
        default=None, pattern=r"^(?:continent|country|region|province|district|town|neighbourhood|site)$"
    )
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    leading: bool = False
    skip: bool = False
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """What the vocabulary knows of a name: its rank and ISO 3166-1 alpha-3 country."""

    rank: Rank
    country: str | None


class Nearness(StrEnum):
    """How surely the words before a name make it a place."""

    AT = "at"  # in, near, outside, north of
    ON = "on"  # on, into, bombed: persons and groups follow them as well
    FROM = "from"  # from, to, of: a place, but nothing happened there by that


@dataclass(frozen=True, slots=True)
class PlaceVocabulary:
    """Compiled matchers over lower-case words; see ``data/places.toml`` for what each holds."""

    entries: tuple[PlaceEntry, ...]
    names: Matcher[KnownPlace]
    short: Mapping[str, str]  # countries in two capitals, which small letters would confuse with words: "US"
    nouns: Matcher[Rank]
    leading: Mapping[str, Rank]  # capitalised first words of names: Lake, Fort
    prepositions: Matcher[Nearness]
    directions: Matcher[bool]  # True: part of the name ("southern Israel"); False: not ("rural Victoria")
    connectors: frozenset[str]
    hyphened: frozenset[str]  # connectors that need a hyphen
    never: Matcher[str]
    titles: Matcher[str]
    organisations: Matcher[str]
    companies: Matcher[str]  # "the Lukoil refinery in Volgograd" is told by the town
    events: Matcher[str]  # "Massacre", "Offensive" after the name of a place
    capitals: frozenset[
        str
    ]  # seats of government, lower-case: "officials in Moscow" speak there, they are not struck there
    demonyms: Matcher[str]  # nationality words and the ISO code of their country
    parting: frozenset[str]  # first words of all that may part a run of capitals: names, titles, words that are no name
    points: Points
    around: Mapping[PlaceKind, frozenset[str]]  # single lower-case words beside a place, by what they tell of it

    @classmethod
    def load(cls, extra: Path | None = None) -> PlaceVocabulary:
        """The package's vocabulary, with the entries of ``extra/places.toml`` added. Raises LexiconError."""
        entries = load_entries("places", PlaceEntry, extra)
        by_kind: dict[PlaceKind, list[PlaceEntry]] = {kind: [] for kind in PlaceKind}
        for entry in entries:
            by_kind[entry.kind].append(entry)
        countries = _countries()
        names = [
            (word, KnownPlace(Rank.COUNTRY, iso3))
            for iso3, words, _, _ in countries
            for word in words
            # "US" and "UK" are capitals in the text; lower-cased they would meet "us".
            if len(word) > SHORT
        ]
        names += [
            (word, KnownPlace(Rank[(entry.rank or "region").upper()], entry.country))
            for entry in by_kind[PlaceKind.NAME]
            for word in entry.words
        ]

        def words(kind: PlaceKind) -> list[tuple[str, str]]:
            # The blank keeps the stop of "Nov." with its word, as in running text.
            return [(word + " ", entry.id) for entry in by_kind[kind] for word in entry.words]

        known_names = Matcher(((word + " ", known) for word, known in names), lower=True)
        prepositions = Matcher(
            (word, Nearness(entry.id.split(".")[1])) for entry in by_kind[PlaceKind.PREPOSITION] for word in entry.words
        )
        never = Matcher(words(PlaceKind.NEVER), lower=True)
        titles = Matcher(words(PlaceKind.TITLE), lower=True)
        nationalities = Matcher(((word, iso3) for iso3, _, demonyms, _ in countries for word in demonyms), lower=True)
        return cls(
            entries=entries,
            names=known_names,
            short={word: iso3 for iso3, words, _, _ in countries for word in words if len(word) <= SHORT},
            nouns=Matcher(
                (word, Rank[(entry.rank or "town").upper()])
                for entry in by_kind[PlaceKind.NOUN]
                if not entry.leading
                for word in entry.words
            ),
            leading={
                word.lower(): Rank[(entry.rank or "town").upper()]
                for entry in by_kind[PlaceKind.NOUN]
                if entry.leading
                for word in entry.words
            },
            prepositions=prepositions,
            directions=Matcher(
                (word.lower(), not entry.skip) for entry in by_kind[PlaceKind.DIRECTION] for word in entry.words
            ),
            connectors=frozenset(
                word for entry in by_kind[PlaceKind.CONNECTOR] if not entry.hyphen for word in entry.words
            ),
            hyphened=frozenset(word for entry in by_kind[PlaceKind.CONNECTOR] for word in entry.words),
            never=never,
            titles=titles,
            organisations=Matcher(words(PlaceKind.ORGANISATION), lower=True),
            companies=Matcher(words(PlaceKind.COMPANY), lower=True),
            events=Matcher(words(PlaceKind.EVENT), lower=True),
            capitals=frozenset(word.lower() for *_, metonyms in countries for word in metonyms),
            demonyms=nationalities,
            parting=frozenset(
                word for one in (known_names, prepositions, never, titles, nationalities) for word in one.openers()
            ),
            points=Points(extra),
            around={kind: frozenset(word for entry in by_kind[kind] for word in entry.words) for kind in _AROUND},
        )

    def is_around(self, kind: PlaceKind, word: str) -> bool:
        """True where the lower-case word is one of the kind: ``is_around(PlaceKind.OFFICE, "ministry")``."""
        return word in self.around[kind]


def _countries() -> list[tuple[str, list[str], list[str], list[str]]]:
    """ISO code, names, nationality words and seats of each country, read from the parties' own list."""
    path = DATA / "countries.toml"
    try:
        tables = tomli.loads(path.read_text(encoding="utf-8"))
        return [
            (row["iso3"], row["words"], row.get("demonyms", []), row.get("metonyms", [])) for row in tables["entry"]
        ]
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, KeyError) as error:
        raise LexiconError(f"not readable as a list of countries: {error!r}", str(path)) from error
