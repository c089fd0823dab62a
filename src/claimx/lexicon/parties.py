"""The vocabulary of parties: countries, armed groups and peoples by every name, and the words for a side by its role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.match import Matcher
from claimx.lexicon.spellings import bare_possessive, spellings
from claimx.schema import PartyType


class Role(StrEnum):
    """What a word of ``data/roles.toml`` says of a side; the file's head explains each."""

    ENEMY = "enemy"
    OWN = "own"
    ARMY = "army"
    SERVICE = "service"
    REBEL = "rebel"
    STATE = "state"
    GOVERNMENT = "government"
    MILITANT = "militant"
    ATTACK = "attack"
    OWN_LOSS = "own-loss"
    OUTLAW = "outlaw"
    BAND = "band"
    CLASH = "clash"
    CIVILIAN_SHIP = "civilian-ship"
    UNIT = "unit"
    GROUP = "group"
    OFFICE = "office"
    ASSAILING = "assailing"
    TARGET = "target"
    CONFLICT = "conflict"
    OTHER_CAUSE = "other-cause"
    ANOTHER_EVENT = "another-event"
    KIND = "kind"
    AIR = "air"


# What a group's name leaves open; the head of ``data/groups.toml`` explains each.
Trait = Literal["nameless", "creed", "rebels", "manifold", "unarmed"]


class CountryEntry(Entry):
    """An entry of ``data/countries.toml``; all words match case and all."""

    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    foes: tuple[str, ...] = ()
    guest_in: tuple[str, ...] = ()
    army: bool = True


class GroupEntry(Entry):
    """An entry of ``data/groups.toml``; all words match case and all."""

    name: str
    type: PartyType
    adjectives: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    foes: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()


class RoleEntry(Entry):
    """An entry of ``data/roles.toml``; its words are lower-case."""

    role: Role


@dataclass(frozen=True, slots=True)
class Party:
    """A country, group or people: its id, whom it fights (closest first) and where it is at home (ISO codes).

    ``guest_in`` are countries in which it fights a group rather than the state; ``army`` is False for a country that has none.
    """

    id: str
    name: str
    type: PartyType
    home: tuple[str, ...] = ()
    foes: tuple[str, ...] = ()
    guest_in: tuple[str, ...] = ()
    army: bool = True
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyWord:
    """What a name in the text stands for and in which form (see ``PartyMention``)."""

    party: Party
    form: str


# Names shorter than this in capitals are other words or codes ("CHAD" is a headline, "US" is a name already).
_SHORTEST_CAPITALS = 4


_NO_ROLE: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class PartyVocabulary:
    """Compiled matchers: ``names`` over words as written, ``roles`` over lower-case words, one a role.

    ``voices`` are the news agencies and channels that speak for a side; no text's word for the side itself. ``agencies`` has
    them, and those that speak for their state where they report from its own towns. ``role_openers``
    are the first words of the roles that are mentions of their own: the enemy, one's own, bands, whose ids are ``bands``. ``single`` has the roles of
    single words, which are asked for most, and ``singles`` the words of each role.
    """

    names: Matcher[PartyWord]
    voices: Matcher[Party]
    agencies: Matcher[Party]
    roles: dict[Role, Matcher[str]]
    parties: dict[str, Party]
    role_openers: frozenset[str]
    bands: frozenset[str]
    single: Mapping[str, frozenset[Role]]
    singles: Mapping[Role, frozenset[str]]

    @classmethod
    def load(cls, extra: Path | None = None) -> PartyVocabulary:
        """The shipped vocabulary, entries of ``extra`` added. Raises LexiconError for a bad file."""
        countries = load_entries("countries", CountryEntry, extra)
        groups = load_entries("groups", GroupEntry, extra)
        roles = load_entries("roles", RoleEntry, extra)
        words = [*_country_words(countries), *_group_words(groups)]
        words = [*_respelt(words), *words]  # of two equal words the later wins
        by_role = {
            role: Matcher((word, entry.id) for entry in roles if entry.role is role for word in entry.words)
            for role in Role
        }
        single: dict[str, set[Role]] = {}
        for role, matcher in by_role.items():
            for words_of_role, _ in matcher.phrases():
                if " " not in words_of_role:
                    single.setdefault(words_of_role, set()).add(role)
        return cls(
            names=Matcher(words),
            voices=Matcher([*_voices_of(countries), *_voices_of(groups)]),
            agencies=Matcher([*_voices_of(countries), *_voices_of(groups), *_agencies_of(countries)]),
            roles=by_role,
            parties={word.party.id: word.party for _, word in words},
            role_openers=frozenset().union(*(by_role[role].openers() for role in (Role.ENEMY, Role.OWN, Role.BAND))),
            bands=frozenset(identity for _, identity in by_role[Role.BAND].phrases()),
            single={word: frozenset(held) for word, held in single.items()},
            singles={role: frozenset(word for word, held in single.items() if role in held) for role in Role},
        )

    def role_at(self, role: Role, lowers: Sequence[str], i: int) -> int | None:
        """The end of the words of ``role`` that begin at token ``i``, or None."""
        match = self.roles[role].at(lowers, i)
        return None if match is None else match.last

    def tells(self, role: Role, lowers: Sequence[str]) -> bool:
        """True where words of ``role`` stand anywhere among the words of a sentence."""
        matcher = self.roles[role]
        if matcher.openers().isdisjoint(lowers):
            return False
        return any(matcher.at(lowers, i) is not None for i in range(len(lowers)))

    def rebels_of(self, country: str) -> Party | None:
        """The entry for the country's rebels without a name of their own ("Syrian rebels"), None where there is none."""
        return next((p for p in self.parties.values() if "manifold" in p.traits and p.home == (country,)), None)

    def is_nameless(self, identity: str) -> bool:
        """True for an entry that is no group but whichever one the text names: "Islamist militants"."""
        party = self.parties.get(identity)
        return party is not None and "nameless" in party.traits

    def has_role(self, role: Role, word: str) -> bool:
        """True where the single lower-case word has the role."""
        return role in self.single.get(word, _NO_ROLE)

    def has_any_role(self, roles: Collection[Role], word: str) -> bool:
        """True where the single lower-case word has one of the roles."""
        return not self.single.get(word, _NO_ROLE).isdisjoint(roles)

    def have_role(self, roles: Collection[Role], words: Collection[str]) -> bool:
        """True where any of the single lower-case words has one of the roles."""
        return any(not self.singles[role].isdisjoint(words) for role in roles)


def _party(entry: CountryEntry | GroupEntry) -> Party:
    if isinstance(entry, CountryEntry):
        home = (entry.iso3,)
        return Party(entry.iso3, entry.name, PartyType.COUNTRY, home, entry.foes, entry.guest_in, army=entry.army)
    return Party(entry.id, entry.name, entry.type, entry.home, entry.foes, traits=entry.traits)


def _voices_of(entries: tuple[CountryEntry, ...] | tuple[GroupEntry, ...]) -> Iterator[tuple[str, Party]]:
    for entry in entries:
        party = _party(entry)
        for word in entry.voices:
            yield word, party


def _agencies_of(entries: tuple[CountryEntry, ...]) -> Iterator[tuple[str, Party]]:
    for entry in entries:
        party = _party(entry)
        for word in entry.agencies:
            yield word, party


def _country_words(entries: tuple[CountryEntry, ...]) -> Iterator[tuple[str, PartyWord]]:
    # Metonyms come first: a capital that is also a name elsewhere loses, since the later word wins in a Matcher.
    kinds: tuple[tuple[str, str], ...] = (
        ("metonyms", "metonym"), ("forces", "force"), ("demonyms", "demonym"), ("words", "name"),
    )  # fmt: skip
    for forms in kinds:
        for entry in entries:
            party = _party(entry)
            for word in getattr(entry, forms[0]):
                value = PartyWord(party, forms[1])
                yield from _written(word, value)
                if forms[1] == "demonym":
                    yield from _small(word, value)
                if forms[1] == "force" and word.isupper():
                    yield from _small(word, value)


def _group_words(entries: tuple[GroupEntry, ...]) -> Iterator[tuple[str, PartyWord]]:
    for entry in entries:
        party = _party(entry)
        # The later of two equal words wins: a people's name is an adjective first ("Rohingya insurgents"), a group's a name.
        forms = [("name", entry.words), ("demonym", entry.adjectives)]
        for form, words in forms if entry.type is PartyType.PEOPLE else reversed(forms):
            for word in words:
                value = PartyWord(party, form)
                yield from _written(word, value)
                if form == "demonym" or word.isupper():
                    yield from _small(word, value)


def _respelt(words: Sequence[tuple[str, PartyWord]]) -> Iterator[tuple[str, PartyWord]]:
    """The names of countries and groups in other spellings, and as possessives whose apostrophe is lost."""
    for word, value in words:
        if not word[:1].isupper() and not word.startswith("al-"):
            continue
        for spelling in spellings(word):
            yield spelling, value
        possessive = bare_possessive(word)
        if possessive is not None and value.form == "name" and value.party.type is not PartyType.PEOPLE:
            yield possessive, PartyWord(value.party, "demonym")


def _written(word: str, value: PartyWord) -> Iterator[tuple[str, PartyWord]]:
    yield word, value
    if len(word) >= _SHORTEST_CAPITALS and word != word.upper():
        yield word.upper(), value


# Small letters make other words of these.
_EVERYDAY = frozenset(
    "polish pole poles swede swedes dane danes scot scots brit brits contra contras mend milf bras gam plan act is isi "
    "sas upa eta ana anc adf christian christians".split()
)


def _small(word: str, value: PartyWord) -> Iterator[tuple[str, PartyWord]]:
    """The word as careless writers have it: "russian soldiers", "the idf"."""
    lower = word.lower()
    if lower != word and len(word) >= _SHORTEST_SMALL and word.replace(" ", "").isalpha() and lower not in _EVERYDAY:
        yield lower, value


# Two small letters are a word of their own: "is", "us", "pa".
_SHORTEST_SMALL = 3


def slug(name: str) -> str:
    """The id of a group or person that no vocabulary has: its name in lower-case ASCII with hyphens.

    >>> slug("Ustaše rebels")
    'ustase-rebels'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "group"
