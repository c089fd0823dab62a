"""What a claim's parties are read from: its sentence, the counted phrase, the loss, the speaker, the article's sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimx.counts import NounPhrase, bare_phrase, read_noun_phrase
from claimx.lexicon.parties import PartyVocabulary, Role
from claimx.lexicon.places import LOCATIVES, QUARTERS, Rank
from claimx.link.parties.borders import names_border, tells_border
from claimx.link.parties.speakers import speaker_of
from claimx.link.parties.theatre import Theatre
from claimx.models import Claim, Document, Item, Loss, PartyLink, PartyMention, Sentence, Span, Token
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType, SourceType
from claimx.tokenize import HYPHENS

# Who speaks for the country where he holds his office: a governor, a mayor, the police.
_OFFICIAL = frozenset([SourceType.GOVERNMENT, SourceType.MILITARY, SourceType.OFFICIAL])
# What opens a quotation: a word behind it is the speaker's, not the text's.
QUOTES = frozenset({'"', "\u201c", "\u2018", "'", "``"})


@dataclass(slots=True)
class Known:
    """What is known so far of all claims of a document: the claims with the parties linked, and what they tell together.

    ``listed`` is the claim that tells whose the article's equipment is, ``story`` who did what its one story tells, ``killer`` the one
    person who killed.
    """

    claims: list[Claim]
    listed: Claim | None = None
    story: PartyLink | None = None
    killer: PartyLink | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """One claim as the party rules see it: ``claim`` without its parties, ``linked`` with those that are known so far.

    ``phrase`` is the counted noun phrase, ``first`` to ``last`` (exclusive) its number and noun, ``head`` the noun; ``anchor`` the loss word, None where it stands in
    another sentence (a list's heading). ``speaker`` is the party that makes the claim, the publisher's where no source is named; ``communique`` the
    party whose own office wrote the article, so that "the troops" are its own.
    """

    document: Document
    sentence: Sentence
    mentions: tuple[PartyMention, ...]
    claim: Claim
    theatre: Theatre
    vocabulary: PartyVocabulary
    phrase: NounPhrase
    first: int
    last: int
    head: int
    anchor: int | None
    speaker: str | None
    communique: str | None
    lowers: tuple[str, ...]
    known: Known
    i: int  # the claim's position among the document's

    @property
    def claims(self) -> Sequence[Claim]:
        """The document's claims with the parties that are known so far."""
        return self.known.claims

    @property
    def linked(self) -> Claim:
        """The claim with the parties that are known so far."""
        return self.known.claims[self.i]

    def link(
        self, mention: PartyMention | None, rule: str, sentence: Sentence | None = None, basis: PartyBasis | None = None
    ) -> PartyLink | None:
        """The link for a mention, ``the enemy`` and ``our`` resolved through the speaker; None where they cannot be, or for none."""
        if mention is None:
            return None
        if mention.form in ("enemy", "own"):
            official = self.claim.source is None or self.claim.source.type in _OFFICIAL
            return self.through(self.speaker or (self.theatre.besieged() if official else None), mention)
        there = sentence or self.sentence
        if basis is None:
            basis = PartyBasis.STATED if there.index == self.claim.sentence else PartyBasis.CARRIED
        return PartyLink(mention.name, mention.id, mention.type, mention.phrase.start, mention.phrase.end, basis, rule)

    def through(self, speaker: str | None, mention: PartyMention) -> PartyLink | None:
        """Whom the speaker calls the enemy, or its own; the enemy who fires is the one side whose attacks the text tells."""
        if speaker is None:
            fires = mention.form == "enemy" and self.claim.event is Event.LAUNCHED
            sole = next(iter(self.theatre.attackers), None) if len(self.theatre.attackers) == 1 else None
            return self.infer(sole if fires else None, "party.enemy", mention.phrase)
        identity = speaker if mention.form == "own" else self.theatre.enemy_of(speaker)
        return self.infer(identity, f"party.{mention.form}", mention.phrase)

    def infer(self, identity: str | None, rule: str, at: Token | Span | PartyLink | None = None) -> PartyLink | None:
        """A link to a party by inference, on the words that lead to it (the counted phrase unless told); None for no party."""
        party = self.theatre.party(identity)
        if party is None:
            return None
        words = at or self.claim.quantity.phrase
        return PartyLink(party.name, party.id, party.type, words.start, words.end, PartyBasis.INFERRED, rule)

    def wholes(self) -> Iterator[Claim]:
        """What the claim is a part, an increment or a multiple of."""
        for position in (self.claim.subset_of, self.claim.increment_of, self.claim.derived_from):
            if position is not None and position < len(self.claims):
                yield self.claims[position]

    def carried(self, link: PartyLink, other: Claim, rule: str) -> PartyLink:
        """The party of another claim as this claim's, by the given rule."""
        here = other.sentence == self.claim.sentence or link.basis is PartyBasis.INFERRED
        return replace(link, basis=link.basis if here else PartyBasis.CARRIED, rule=rule)

    def near(self, *steps: int) -> Iterator[tuple[Sentence, Sequence[PartyMention]]]:
        """Sentences of the claim's paragraph so many steps from its own, with the parties that they name."""
        for index in (self.claim.sentence + step for step in steps):
            if self.in_paragraph(index):
                yield self.document.sentences[index], self.document.mentions[index].parties

    def in_paragraph(self, sentence: int) -> bool:
        """True where the sentence of that index exists and stands in the paragraph of the claim's own."""
        sentences = self.document.sentences
        return 0 <= sentence < len(sentences) and sentences[sentence].block.index == self.sentence.block.index

    def role(self, role: Role, first: int, last: int) -> int | None:
        """The first token of ``first`` to ``last`` where a word of the role begins, or None."""
        for i in range(first, last):
            if self.vocabulary.role_at(role, self.lowers, i) is not None:
                return i
        return None

    def noun_before(self) -> tuple[int, int] | None:
        """The tokens of the noun counted where it stands before the number: "the number of rebels killed rose to 90"; None elsewhere."""
        item = self.claim.item
        if isinstance(item, Item):
            return (item.phrase.first, item.phrase.last) if item.phrase.last <= self.first else None
        if self.lowers[self.last : self.last + 3] == ("the", "number", "of"):  # "brought to 50 the number of"
            of = self.last + 2
            return of + 1, self.anchor if self.anchor is not None and self.anchor > of else of + _NUMBERED
        for j in range(self.first - 1, 1, -1):
            if self.lowers[j] in (",", ";"):
                return None
            if self.lowers[j] == "of" and self.lowers[j - 1] in ("number", "numbers", "tally"):
                between = self.anchor is not None and j < self.anchor < self.first
                return j + 1, self.anchor if between and self.anchor is not None else min(self.first, j + _NUMBERED)
        return None

    def counted(self, role: Role) -> tuple[int, int]:
        """The tokens that hold the noun counted: the phrase of the number, or where that has no word of the role the noun before it."""
        if self.role(role, self.first, self.last) is None:
            return self.noun_before() or (self.first, self.last)
        return self.first, self.last

    def counts(self, role: Role) -> bool:
        """True where the noun counted has the role."""
        return self.role(role, *self.counted(role)) is not None

    def acts(self, word: str) -> bool:
        """True for fighters, forces and attacks: words for what a side does or does it with."""
        return self.has_role(word, Role.STATE, Role.ARMY, Role.MILITANT, Role.ATTACK)

    def arms(self) -> frozenset[int]:
        """The tokens that name equipment of war; a bus is nobody's weapon, and a ship none where it strikes a pier."""
        return frozenset(
            item.head
            for item in self.document.mentions[self.claim.sentence].items
            if item.kind is Kind.EQUIPMENT and item.category is not Category.VEHICLE
            if item.category is not Category.SHIP
            or self.sentence.tokens[self.sentence.tokens[item.head].head].lemma not in _COLLIDING
        )

    def has_role(self, word: str, *roles: Role) -> bool:
        """True where the single lower-case word has one of the roles."""
        return self.vocabulary.has_any_role(roles, word)

    def tells(self, *roles: Role) -> bool:
        """True where any single word of the sentence has one of the roles."""
        return self.vocabulary.have_role(roles, self.lowers)

    def within(self, first: int, last: int) -> Iterator[PartyMention]:
        """Mentions that begin in tokens ``first`` to ``last`` and are no half of another word (Russian-held)."""
        for mention in self.mentions:
            if self.is_us_state(mention):
                continue
            if first <= mention.phrase.first < last and not self.compounded(mention):
                yield mention

    def is_us_state(self, mention: PartyMention) -> bool:
        """True for Georgia in an article at home in the United States."""
        return mention.id == "GEO" and mention.form == "name" and self.theatre.home == "USA"

    def compounded(self, mention: PartyMention) -> bool:
        """True for "Iranian-made", "US-led", "Israeli-occupied": the word qualifies something else."""
        i = mention.phrase.last
        return (
            i + 1 < len(self.lowers)
            and self.lowers[i] in HYPHENS
            and self.sentence.tokens[i - 1].end == self.sentence.tokens[i].start
        )

    def state_here(self) -> str | None:
        """Whose "the army", "the troops" are: the side that writes a communique, else the country where it happens."""
        if self.communique is not None and self.claim.source is None:
            return self.communique
        here = self.country_here()
        if (
            self.claim.source is None
            and self.speaker is not None
            and (here is None or self.theatre.fights(self.speaker, here))
        ):
            return self.speaker  # a state's agency on its foe's ground
        return here

    def the_group(self) -> str | None:
        """The armed group that "the group", "the rebels" mean: the one told of here, else the one that the article is about."""
        return self.group_here() or self.theatre.main_group()

    def group_here(self, but: str | None = None) -> str | None:
        """The one armed group that the claim's sentence names, else the nearest of the sentences before; None where several are.

        ``but`` is a group that it is not: who killed the militants.
        """
        for index in range(self.claim.sentence, max(-1, self.claim.sentence - _BACK - 1), -1):
            if index < self.claim.sentence and self.document.sentences[index].block.index != self.sentence.block.index:
                break
            tokens = self.document.sentences[index].tokens
            found = {
                m.id
                for m in self.document.mentions[index].parties
                if m.type is PartyType.GROUP
                and not self.vocabulary.is_nameless(m.id)
                and m.id != but
                and not self.theatre.is_creed(m.id)
                and not self.theatre.is_militia(m.id)
                and not (m.phrase.first and tokens[m.phrase.first - 1].text == "(")
            }  # "Boko Haram (ISWAP)" is one
            if len(found) == 1:
                return found.pop()
            if found:
                return None
        return None

    def own_country(self) -> str | None:
        """The country of the places that the claim's own sentence names, where they agree."""
        return self.country_of(self.claim.sentence)

    def country_of(self, sentence: int) -> str | None:
        """The country of the places that the sentence of that index names, where they agree."""
        found = self._countries_of(sentence)
        return found.pop() if len(found) == 1 else None

    def country_here(self) -> str | None:
        """The country of the places that the claim's sentence names, where they agree; else the sentences' before; else the article's."""
        for index in range(self.claim.sentence, max(-1, self.claim.sentence - _BACK - 1), -1):
            if (
                self.document.sentences[index].block.index != self.sentence.block.index
                and index < self.claim.sentence - 1
            ):
                break
            found = self._countries_of(index)
            if len(found) == 1:
                return found.pop()
            if len(found) > 1:
                return self.theatre.home if self.theatre.home in found else None
        return self.theatre.home

    def _plausible(self, country: str) -> bool:
        """False for a town's country that the article never names although it names others: a namesake, unless its foe is named."""
        counts = self.theatre.counts
        named = [p for p in counts if (party := self.theatre.parties[p]).type is PartyType.COUNTRY or party.home]
        return (
            not named
            or country in counts
            or any(
                country in (*self.theatre.parties[p].home, *self.theatre.parties[p].guest_in)
                or self.theatre.fights(p, country)
                for p in named
            )
        )

    def _countries_of(self, index: int) -> set[str]:
        sentence = self.document.sentences[index]
        towns: set[str] = set()
        origins: set[str] = set()
        countries: set[str] = set()
        for place in self.document.mentions[index].places:
            if place.country is None or tells_border(sentence, place):
                continue
            first, last = place.phrase.first, place.phrase.last
            if last < len(sentence.tokens) and sentence.tokens[last].text in HYPHENS:
                continue
            if place.rank > Rank.COUNTRY:
                if self._plausible(place.country):
                    origin = first > 0 and sentence.tokens[first - 1].lower == "from"
                    (origins if origin else towns).add(place.country)
            elif first and sentence.tokens[first - 1].lower in _PLACING:
                countries.add(place.country)
        return towns or origins or countries  # "fired from Gaza at Ashkelon": where it came down


_COLLIDING = frozenset({"strike", "hit", "ram", "collide", "run"})
# "The number of Malian soldiers": words of the noun behind "of".
_NUMBERED = 4
# Sentences back to look for a place.
_BACK = 2
# "in Mali", "northern Mali"
_PLACING = LOCATIVES | QUARTERS | {"on"}


def _spoken(before: Grounds | None) -> tuple[str, int] | None:
    """Who spoke in the claim before, and in which sentence."""
    return None if before is None or before.speaker is None else (before.speaker, before.claim.sentence)


def read_grounds(
    document: Document,
    known: Known,
    i: int,
    theatre: Theatre,
    vocabulary: PartyVocabulary,
    before: Grounds | None = None,
) -> Grounds:
    """The grounds of claim ``i``; ``before`` are those of the claim before it, whose speaker an unnamed ministry goes on speaking for."""
    claim = known.claims[i]
    sentence = document.sentences[claim.sentence]
    phrase = claim.quantity.phrase
    item = claim.item
    noun_phrase = (
        read_noun_phrase(sentence, claim.quantity, item)
        if item is None or isinstance(item, Item)
        else bare_phrase(sentence, claim.quantity)
    )
    last = noun_phrase.last
    head = claim.quantity.number.last - 1
    if isinstance(item, Item):
        head = item.head
    loss = claim.loss
    anchor = loss.anchor if isinstance(loss, Loss) else None
    if isinstance(loss, Loss) and item is None and loss.shape == "noun" and last <= loss.anchor <= last + _NOUN_REACH:
        head, last = loss.anchor, max(last, loss.phrase.last)
    return Grounds(
        document,
        sentence,
        tuple(m for m in document.mentions[claim.sentence].parties if not names_border(sentence, m)),
        claim,
        theatre,
        vocabulary,
        noun_phrase,
        phrase.first,
        last,
        head,
        anchor,
        speaker_of(document, claim, vocabulary, theatre, _spoken(before)),
        theatre.communique,
        tuple(sentence.lowers()),
        known,
        i,
    )


# "12 confirmed civilian combat deaths": words between a number and the loss noun it counts.
_NOUN_REACH = 4
