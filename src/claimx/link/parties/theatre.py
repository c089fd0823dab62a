"""What a whole article tells of the sides: where it happens, who attacks whom, which group its "militants" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claimx.lexicon.parties import Party, PartyVocabulary, Role
from claimx.lexicon.places import Rank
from claimx.lexicon.verbs import SAYS
from claimx.link.parties.attacks import attack_after, attacks_named
from claimx.link.parties.blame import blamed_party
from claimx.link.parties.borders import is_scene, names_border, tells_border
from claimx.link.parties.letterhead import letterhead, publishing_voice
from claimx.models import Document, Mentions, PartyMention, Sentence
from claimx.schema import PartyType

# A country holds the events where it has this share of the article's places: below, the article tells of several.
_HOME_SHARE = 0.6
# A party named once may be a bystander; one named twice belongs to the story.
IN_STORY = 2
# Headline and lead.
_LEAD = 2
# Who claims an attack in the opening of a report claims the one that it tells of.
_OPENING = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention and the sentence it stands in."""

    sentence: int
    mention: PartyMention


@dataclass(frozen=True, slots=True)
class Theatre:
    """The article's sides. ``home`` is the country of its events (ISO code) or None; ``counts`` are mentions a party."""

    counts: Mapping[str, int]
    seen: Mapping[str, Seen]
    home: str | None
    places: Mapping[str, int]
    attackers: Mapping[str, int]
    groups: tuple[str, ...]
    forces: frozenset[str] = frozenset()
    opening: Seen | None = None  # the side whose attack headline or lead tells, where the article tells of no other's
    duel: tuple[
        str, ...
    ] = ()  # the two sides of the one clash that the article tells of, empty where it tells of others too
    responsible: Seen | None = None
    parties: Mapping[str, Party] = field(default_factory=dict)
    communique: str | None = None
    voice: str | None = None

    def army(self) -> str | None:
        """Whose "the army" is: the home country's, its foe's where the text names those alone; None where it names both."""
        if self.home is None:
            return None
        if not self.has_army(self.home):
            foe = self.foe(self.home)
            return None if foe is None else foe.id
        others = [other for other in sorted(self.forces) if self.is_country(other) and self.fights(self.home, other)]
        if self.home in self.forces:
            return None if others else self.home
        return others[0] if len(others) == 1 else self.home

    def has_army(self, identity: str) -> bool:
        """False for a land with police and armed groups at most."""
        party = self.parties.get(identity)
        return party is None or party.army

    def main_group(self) -> str | None:
        """The one group that the article is about: its only one, or named twice as often as the next."""
        return self._foremost(self.groups)

    def coalition(self) -> str | None:
        """The one coalition that the article names."""
        named = [identity for identity in self.counts if "coalition" in self.parties[identity].name.lower()]
        return named[0] if len(named) == 1 else None

    def _foremost(self, sides: Sequence[str]) -> str | None:
        """The first of sides that stand by how often they are named, where it is named twice as often as the next."""
        if len(sides) > 1 and self.counts[sides[0]] < 2 * self.counts[sides[1]]:
            return None
        return sides[0] if sides else None

    def is_militia(self, identity: str) -> bool:
        """True for a group that fights at a state's side."""
        party = self.parties.get(identity)
        return party is not None and party.type is PartyType.GROUP and _is_militia(party, self.parties)

    def is_unarmed(self, identity: str) -> bool:
        """True for an organisation whose people are harmed and who harm nobody: aid workers."""
        party = self.parties.get(identity)
        return party is not None and "unarmed" in party.traits

    def is_creed(self, identity: str) -> bool:
        """True for "Maoists" or "mujahideen" far from those so named, beside another group: a word for that group's creed."""
        party = self.parties.get(identity)
        if party is None or "creed" not in party.traits or self.home is None or self.home in party.home:
            return False
        return any(other != identity and self.home in self.parties[other].home for other in self.groups)

    def rebels_of(self, country: str | None) -> str | None:
        """The group that the text knows only as the country's rebels ("Syrian rebels"), None where it names none."""
        return next(
            (
                g
                for g, party in self.parties.items()
                if "rebels" in party.traits
                and party.home == (country,)
                and (g in self.counts or "manifold" in party.traits)
            ),
            None,
        )

    def besieged(self) -> str | None:
        """The home country where it fights another, named or its only foe: the side that "the enemy" of the press attacks."""
        home, foe = self.party(self.home), self.foe(self.home)
        if foe is None and home is not None and self.places.get(home.id) and len(home.foes) == 1:
            foe = self.party(home.foes[0])
        return self.home if foe is not None and foe.type is PartyType.COUNTRY else None

    def enemy_of(self, identity: str) -> str | None:
        """Whom a speaker calls the enemy: its foe, the vocabulary's first where the article names none, else the one other side that it names most."""
        party, foe = self.party(identity), self.foe(identity)
        if party is None or foe is not None or party.foes:
            return foe.id if foe is not None else party.foes[0] if party is not None else None
        sides = [
            (-count, other)
            for other, count in self.counts.items()
            if other != identity and self.parties[other].type in (PartyType.COUNTRY, PartyType.GROUP)
        ]
        return min(sides)[1] if sides else None

    def party(self, identity: str | None) -> Party | None:
        """The party of an id, also of a group that only this text names; None for no id."""
        return None if identity is None else self.parties.get(identity)

    def is_country(self, identity: str | None) -> bool:
        """True for a country's id."""
        party = self.party(identity)
        return party is not None and party.type is PartyType.COUNTRY

    def fights(self, one: str, other: str) -> bool:
        """True where the vocabulary or the text has the two as foes."""
        a, b = self.parties.get(one), self.parties.get(other)
        return (a is not None and other in a.foes) or (b is not None and one in b.foes)

    def foes(self, identity: str | None) -> list[Party]:
        """Those whom the party fights of the sides that the article names: the most named first, of two the vocabulary's first."""
        party = self.party(identity)
        if party is None:
            return []
        order = {foe: i for i, foe in enumerate(party.foes)}
        named = [other for other in self.counts if other != party.id and self.fights(party.id, other)]
        named.sort(key=lambda other: (-self.counts[other], order.get(other, len(order)), other))
        return [self.parties[other] for other in named]

    def foe(self, identity: str | None) -> Party | None:
        """The opponent of a party in this article."""
        return next(iter(self.foes(identity)), None)

    def invader(self, land: str) -> str | None:
        """The country whose war with a land the article tells of, where it has the land's own rebels at less."""
        foe = self.foe(land)
        if foe is None or foe.type is not PartyType.COUNTRY:
            return None
        rebels = sum(self.counts[g] for g in self.groups if land in self.parties[g].home and self.fights(g, land))
        wages = self.attackers.get(foe.id, 0) >= self.attackers.get(land, 0)
        active = foe.id in self.forces or foe.id in self.attackers or foe.id in self.duel
        return foe.id if active and wages and rebels < self.counts[foe.id] else None

    def sole_foe(self, identity: str) -> Party | None:
        """The one side that the article has at war with a party: its forces or attacks are told of, and it is named twice as often as any other foe."""
        foe = self._foremost([party.id for party in self.foes(identity)])
        at_war = foe is not None and self.counts[foe] >= IN_STORY and (foe in self.forces or foe in self.attackers)
        return self.party(foe) if at_war else None

    def target(self, identity: str) -> str | None:
        """The foe, but the armed group where one fights from a country whose own forces the article does not name.

        "Drones from Lebanon" are Hezbollah's though the article names Lebanon more often.
        """
        foe = self.foe(identity)
        if foe is None:
            return None
        there = (g for g in self.groups if foe.id in self.parties[g].home and self.fights(identity, g))
        hidden = foe.type is PartyType.COUNTRY and foe.id not in self.forces
        return next(there, foe.id) if hidden else foe.id


def read_theatre(document: Document, vocabulary: PartyVocabulary) -> Theatre:
    """The sides of an article, from the mentions of all its sentences."""
    counts: Counter[str] = Counter()
    seen: dict[str, Seen] = {}
    towns: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    attackers: Counter[str] = Counter()
    parties = dict(vocabulary.parties)
    forces: set[str] = set()
    responsible: Seen | None = None
    opening: Seen | None = None
    duels: set[tuple[str, ...]] = set()
    for sentence, mentions in zip(document.sentences, document.mentions, strict=True):
        for mention in mentions.parties:
            if mention.form in ("enemy", "own") or names_border(sentence, mention):
                continue
            counts[mention.id] += 1
            if mention.form in ("force", "metonym"):
                forces.add(mention.id)
            seen.setdefault(mention.id, Seen(sentence.index, mention))
            if mention.id not in parties:
                # "Syrian rebels": at home in the country of the first word, and its foe.
                known = vocabulary.names.at(_words(sentence, mention), 0)
                lands = (
                    known.value.party.home if known is not None and known.value.party.type is PartyType.COUNTRY else ()
                )
                parties[mention.id] = Party(
                    mention.id, mention.name, mention.type, lands, lands, traits=("rebels",) if lands else ()
                )
        # "Washington's campaign", "Moscow said": a capital that acts is no place of events.
        spoken = {m.phrase.first for m in mentions.parties if m.form == "metonym" and _acts(sentence, m, vocabulary)}
        for place in mentions.places:
            if place.country is not None and place.phrase.first not in spoken and not tells_border(sentence, place):
                (towns if place.rank > Rank.COUNTRY else countries)[place.country] += 1
        for mention in attacks_named(sentence, mentions.parties, vocabulary):
            attackers[mention.id] += 1
            if sentence.index < _LEAD:
                opening = opening or Seen(sentence.index, mention)
        duels.update(_duel(sentence, mentions, vocabulary))
        if responsible is None:
            owner = blamed_party(sentence, mentions.parties)
            responsible = None if owner is None else Seen(sentence.index, owner)
    if responsible is not None and counts[responsible.mention.id] < IN_STORY and responsible.sentence > _OPENING:
        responsible = None  # a remark on another attack
    # Towns tell where things happen; country names are as often those of the sides.
    home = _prevailing(towns) or _prevailing(countries)
    if home is None and not towns and not countries:
        home = _of_sides(counts, parties, forces)
    for identity in counts:
        party = parties[identity]
        if party.type is PartyType.GROUP and identity not in vocabulary.parties and not party.home and home is not None:
            parties[identity] = replace(party, home=(home,), foes=(home,))  # a group that only this text knows
    groups = tuple(
        identity
        for identity, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if parties[identity].type is PartyType.GROUP and not _is_militia(parties[identity], parties)
    )
    if len(groups) > 1:  # a sole group is the story's however seldom named
        groups = tuple(identity for identity in groups if counts[identity] >= IN_STORY)
    return Theatre(
        counts,
        seen,
        home,
        towns + countries,
        attackers,
        groups,
        frozenset(forces),
        opening if len(attackers) == 1 else None,
        duels.pop() if len(duels) == 1 else (),
        responsible,
        parties,
        letterhead(document, vocabulary),
        publishing_voice(document, vocabulary),
    )


def _duel(sentence: Sentence, mentions: Mentions, vocabulary: PartyVocabulary) -> Iterator[tuple[str, ...]]:
    """The two sides whose clash the sentence tells: "Thai and Cambodian troops exchanged fire", "fighting between X and Y"."""
    lowers = sentence.lowers()
    if not vocabulary.tells(Role.CLASH, lowers):
        return
    sides = [
        m for m in mentions.parties if m.type in (PartyType.COUNTRY, PartyType.GROUP) and not is_scene(sentence, m)
    ]
    for one, other in pairwise(sides):
        between = lowers[one.phrase.last : other.phrase.first]
        if one.id != other.id and len(between) <= _BETWEEN and not _JOINING.isdisjoint(between):
            yield tuple(sorted((one.id, other.id)))


_JOINING = frozenset({"and", "with", "against"})
# "Sudanese troops | fought on Monday with the | rebels": words between the two sides of a clash.
_BETWEEN = 6


def _acts(sentence: Sentence, mention: PartyMention, vocabulary: PartyVocabulary) -> bool:
    """True for a capital that stands for its government: the owner of an attack, with a possessive, or before a verb of saying or doing."""
    last = mention.phrase.last
    if attack_after(sentence, sentence.lowers(), mention, vocabulary) is not None:
        return True  # "of Washington's campaign"
    after = sentence.tokens[last].lower if last < len(sentence.tokens) else ""
    before = sentence.tokens[mention.phrase.first - 1].lower if mention.phrase.first else ""
    return before not in ("in", "at", "near", "from", "to", "of", "around") and (
        after in ("'s", "\u2019s")
        or after in SAYS
        or after in _ACTING
        or (last < len(sentence.tokens) and sentence.tokens[last].tag in ("VBD", "VBZ"))
    )


# What a government does, besides saying.
_ACTING = frozenset("has denies denied accuses accused wants called calls blamed blames".split())


def _prevailing(places: Counter[str]) -> str | None:
    if not places:
        return None
    best, count = min(places.items(), key=lambda pair: (-pair[1], pair[0]))
    return best if count >= _HOME_SHARE * sum(places.values()) else None


def _is_militia(party: Party, parties: Mapping[str, Party]) -> bool:
    """True for a group that fights other groups alone, at a state's side: none of a text's "terrorists" or "rebels"."""
    foes = [parties[foe] for foe in party.foes if foe in parties]
    return bool(foes) and all(foe.type is not PartyType.COUNTRY for foe in foes)


def _of_sides(counts: Counter[str], parties: Mapping[str, Party], forces: set[str]) -> str | None:
    """Where all the sides that an article without places names are at home: the country of its army and of its rebels."""
    homes: set[str] = set()
    for identity in counts:
        party = parties[identity]
        if party.type is PartyType.COUNTRY:
            homes.add(identity)
        elif party.type is PartyType.GROUP:
            homes.update(party.home)
    fought = any(parties[identity].type is PartyType.GROUP for identity in counts) or not homes.isdisjoint(forces)
    return homes.pop() if len(homes) == 1 and fought else None


def _words(sentence: Sentence, mention: PartyMention) -> list[str]:
    """The words of a mention as written, apostrophes plain."""
    return [t.text.replace("\u2019", "'") for t in sentence.tokens[mention.phrase.first : mention.phrase.last]]
