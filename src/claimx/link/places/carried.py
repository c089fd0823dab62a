"""The place that a sentence without one takes from its list, from the scene set before it, or from the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from claimx.lexicon.gazetteer import fold
from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.link.cues import WARS, goes_on_with_war, is_perfect, since_war_began, spans_length
from claimx.link.places.chains import Site, is_frame, is_told_from, narrowest
from claimx.link.places.definite import home_country
from claimx.link.places.labels import labelled_place
from claimx.link.places.sites import ruled_place
from claimx.models import BlockKind, Claim, Document, Loss, NoteKind, PlaceMention
from claimx.schema import Category, DateScope, Event, Kind, PartyBasis, PartyType

# A place carries over to the sentences that tell on of the same event; after this many without one the story has moved.
CARRY = 4
# Casualties that have the story's date are of the story's event, further down too.
CARRY_STORY = 9
# The name of a village has so many words.
_NAME = 4
# A headline is told again in the first sentences.
LEAD = 3
# A place named in the lead counts as two; the main place is one that holds a third of all mentions, more than chance gives.
LEAD_WEIGHT, MAIN_SHARE = 2, 0.34
# A document that names more places than this has no main one; the bound keeps the comparison of names short.
MAIN_NAMES = 200
# "The decade-long civil war has killed": a subject of so many words.
_SUBJECT = 5
_MONTH = 31
_STRIFE = WARS | {"wars", "violence", "coup", "fighting"}
_TOTALS = frozenset("total toll overall since war conflict altogether cumulative losses casualties".split())

# "a toll of", "the total now stood at": so many words up to the number.
_TOLD = 4

_WORST = frozenset("deadliest worst bloodiest heaviest largest biggest latest most".split())

_STORY_DATES = frozenset({"date.story", "date.next", "date.repeat"})

# The place, whether it is stated or carried, and the rule.
Found = tuple[PlaceMention, PartyBasis, str]


@dataclass(frozen=True, slots=True)
class Landscape:
    """What a document's places tell as a whole, read once: the sites of each sentence, and where the text is at home."""

    document: Document
    vocabulary: PlaceVocabulary
    sites: list[list[Site]]
    main: PlaceMention | None  # the place that most of its events are told of
    country: PlaceMention | None  # the country that it speaks of most
    entries: list[int | None]  # for each sentence its entry of a digest, a chronicle or a live page


def read_landscape(
    document: Document, sites: list[list[Site]], countries: Counter[str], vocabulary: PlaceVocabulary
) -> Landscape:
    """The landscape of a document, from the sites of its sentences and the count of its countries."""
    main, country = _main_place(sites, vocabulary), home_country(document, countries)
    entries = [None if (entry := document.layout.entry(i)) is None else entry.index for i in range(len(sites))]
    return Landscape(document, vocabulary, sites, main, country, entries)


@dataclass(frozen=True, slots=True)
class _Count:
    """What a claim's words count, which tells how narrow a place may be theirs."""

    lowers: list[str]
    total: bool  # a running total, or a rate
    broad: bool  # of more than one event: what was fired in a night, who fell in a year
    many: bool  # of events that the sentence itself counts, or of a length of time
    since_war: bool  # counted from a war's beginning
    whole_war: bool
    home: str | None  # whose people


def carried_places(landscape: Landscape, claim: Claim, settled: Mapping[int, PlaceMention]) -> Iterator[Found]:
    """What may be the place of a claim whose sentence tells none, in the order of the rules: the first is.

    The scene that the story has set before the sentence, the lead's for a headline, or the document's main place.
    """
    if claim.event in (Event.DELIVERED, Event.PLEDGED):
        return
    document, index = landscape.document, claim.sentence
    block = document.sentences[index].block
    count = _read_count(document, claim)
    if claim.event is Event.ABDUCTED and not _STILL.isdisjoint(count.lowers):
        return  # "still holds 97 hostages": nobody tells where
    if claim.kind is Kind.CASUALTY and (label := labelled_place(document, index)) is not None:
        yield label, PartyBasis.STATED, "place.list-head"
    if block.listed and (head := _of_lead(landscape, index)) is not None:
        yield head, PartyBasis.CARRIED, "place.list-head"
    if (ruled := ruled_place(document.mentions[index])) is not None:
        before = _scene_before(landscape, claim, count, settled)
        if before is not None and _lies_in(before[0], ruled):
            yield before  # the province's governor speaks of the town told before
        yield ruled, PartyBasis.INFERRED, "place.ruled"
    if count.lowers[0] == "elsewhere":
        return  # "Elsewhere in the country": not where the story was before
    if landscape.country is None and _is_nationwide(count.lowers):
        return  # "across the country", which the text does not name
    if (scene := _scene_before(landscape, claim, count, settled)) is not None:
        yield scene
    card = document.layout.noted(index, NoteKind.PLACE)
    if card is not None and (noted := _noted(document, card)) is not None:
        yield noted, PartyBasis.CARRIED, "place.card"
    if landscape.entries[index] is not None:
        if (topic := _of_lead(landscape, index)) is not None:
            yield topic, PartyBasis.CARRIED, "place.list-head"
        return  # each entry tells of its own place
    listed = block.listed
    one_event = not (count.total or count.many or count.since_war or _is_volley(claim))
    if one_event and not listed and index < LEAD:
        for i in range(index + 1, min(len(landscape.sites), index + 1 + LEAD)):
            if _WORST.intersection(document.sentences[i].lowers()[1:2]):
                break  # "The deadliest attack took place in": one of several
            if not _OTHERS.isdisjoint(document.sentences[i].lowers()[:_OPENS]):
                break
            if (site := _scene(landscape.sites[i], count.home, document.sentences[i].lowers())) is not None:
                yield site.mention, PartyBasis.CARRIED, "place.lead"
                break
    if not listed and (main := _of_document(landscape, claim, count)) is not None:
        yield main


def _is_volley(claim: Claim) -> bool:
    """True for what comes down all over a country: what was fired, and more than a few that were shot down."""
    return claim.event is Event.LAUNCHED or (claim.event is Event.SHOT_DOWN and (claim.quantity.low or 0) > _FEW)


def _lies_in(narrow: PlaceMention, broad: PlaceMention) -> bool:
    one, other = narrow.point, broad.point
    if one is None or other is None or one.admin1 is None or narrow.rank <= broad.rank:
        return False
    return (one.country, one.admin1) == (other.country, other.admin1)


_STILL = frozenset(["still", "remain", "remains", "remaining"])
# What opens a sentence on another event: "Another blaze in Lagos", "In another attack".
_OTHERS = frozenset(["another", "elsewhere", "separately", "meanwhile", "second"])
_OPENS = 3


def _of_lead(landscape: Landscape, index: int) -> PlaceMention | None:
    """The place that a list's opening or a topic names: "In Iraq:", "Clashes in Ituri"."""

    def scene(lead: int) -> PlaceMention | None:
        site = _scene(landscape.sites[lead], None, landscape.document.sentences[lead].lowers())
        return None if site is None else site.mention

    return landscape.document.layout.told(index, scene, headline=False)


def _read_count(document: Document, claim: Claim) -> _Count:
    lowers = document.sentences[claim.sentence].lowers()
    # "No casualties" is told of one event, whatever its words.
    total = claim.quantity.high != 0 and (
        _counts_up(lowers, claim.quantity.phrase.first) or claim.quantity.per is not None
    )
    opened = lowers[:2] in (["in", "total"], ["in", "all"], ["all", "told"]) or lowers[:1] == ["overall"]
    return _Count(
        lowers,
        total=total,
        broad=claim.event is Event.LAUNCHED or _is_long(claim) or _is_of_period(claim) or _counts_on(document, claim),
        many=_is_long(claim) or _is_of_many(lowers, claim.quantity.phrase.first),
        since_war=since_war_began(lowers) or goes_on_with_war(document, claim.sentence),
        whole_war=total and (opened or not WARS.isdisjoint(lowers)),
        home=claim.affected.id if claim.affected is not None else None,
    )


def _scene_before(
    landscape: Landscape, claim: Claim, count: _Count, settled: Mapping[int, PlaceMention]
) -> Found | None:
    """The scene of the last sentence before that sets one, as long as the story stays with it."""
    document, sites, main = landscape.document, landscape.sites, landscape.main
    sentence = document.sentences[claim.sentence]
    card, entry = document.layout.noted(claim.sentence, NoteKind.PLACE), landscape.entries[claim.sentence]
    on = claim.kind is Kind.CASUALTY and claim.date is not None and claim.date.rule in _STORY_DATES
    reach = CARRY_STORY if on else CARRY
    if count.whole_war:
        return None
    for i in range(claim.sentence - 1, max(-1 if card is None else card, claim.sentence - 1 - reach), -1):
        other = document.sentences[i]
        apart = other.block.index != sentence.block.index
        if landscape.entries[i] != entry or (other.block.kind is BlockKind.HEADING and not sites[i]):
            return None
        if apart and (count.total or sentence.block.listed):
            return None
        if (place := settled.get(i)) is None:
            if (site := _scene(sites[i], count.home, other.lowers())) is None:
                continue
            place = site.mention
        if _is_strikers_own(claim, place):
            return None
        if apart and place.rank <= Rank.COUNTRY and place.country is None:
            return None  # a sea or a continent is of what the paragraph before told
        if claim.sentence - i > CARRY and place.rank <= Rank.REGION:
            return None  # so far on, a country or a region is the article's, not the event's
        if (count.since_war or ((count.broad or spans_length(count.lowers)) and apart)) and place.rank > Rank.REGION:
            return None  # a night's drones, a year's dead: no one town's
        one_event = not (count.total or count.broad or count.since_war) and _STRIFE.isdisjoint(count.lowers)
        if main is not None and one_event and main.phrase.start < sentence.start and _is_town_of(main, place):
            return main, PartyBasis.CARRIED, "place.document"  # the country of the story's town sets no new scene
        return place, PartyBasis.CARRIED, "place.scene"
    return None


def _of_document(landscape: Landscape, claim: Claim, count: _Count) -> Found | None:
    """The document's main place; of a war's dead, its country."""
    main, home = landscape.main, count.home
    has = not {"has", "have"}.isdisjoint(count.lowers)
    if count.total and home is None and has and not _STRIFE.isdisjoint(count.lowers[:_SUBJECT]):
        # "The war has killed tens of thousands": of the country that the document is about
        country = landscape.country
        return None if country is None else (country, PartyBasis.CARRIED, "place.country")
    # A total of a war belongs to a place only where the struck people's own land is what the document is about.
    if (
        main is None
        or (count.broad and main.rank > Rank.COUNTRY)
        or (count.since_war and main.rank > Rank.REGION)
        or _is_strikers_own(claim, main)
        or (count.total and (main.country != home or (home is None and not WARS.isdisjoint(count.lowers))))
        or (
            main.rank > Rank.COUNTRY and ("losses", ":") in pairwise(count.lowers)
        )  # "Our losses: 6 killed", on all fronts
    ):
        return None
    return main, PartyBasis.CARRIED, "place.document"


def _counts_up(lowers: list[str], number: int) -> bool:
    """True where the words tell of a total; "a provisional toll of | 18", "a total of | 23" is one event's as well as a war's."""
    found = {i for i, word in enumerate(lowers) if word in _TOTALS}
    before = range(max(0, number - _TOLD), number)
    found |= {i for i, pair in enumerate(pairwise(lowers)) if pair == ("to", "date")}
    return bool(found - {i for i in before if lowers[i] == "toll" or lowers[i : i + 2] == ["total", "of"]})


_SERIES = frozenset("series string spate wave".split())
_ATTACKS = frozenset(
    "attacks strikes airstrikes raids bombings shootings incidents clashes battles massacres ambushes operations explosions".split()
)
# "Three strikes between August and November | killed": words from the attacks to the number of the dead.
_REACH = 20


def _is_of_many(lowers: list[str], number: int) -> bool:
    """True for a count of many events: "in three months of unrest", "12 air strikes killed", "in a series of attacks"."""
    if spans_length(lowers):
        return True
    for i, word in enumerate(lowers):
        if word not in _ATTACKS or not -_REACH < i - number < _REACH:
            continue
        before = lowers[max(0, i - 3) : i]
        if not _SERIES.isdisjoint(before) or any(one in _MANY or one.isdecimal() and int(one) > 2 for one in before):
            return True
    return False


_MANY = frozenset("three four five six seven eight nine ten eleven twelve dozen dozens several".split())


def _is_strikers_own(claim: Claim, place: PlaceMention) -> bool:
    """True for a place in the striking country, where it struck another's people: "southern Israel" for Palestinians killed.

    Soldiers and what flies are struck in the striker's own land too.
    """
    actor, affected = claim.actor, claim.affected
    if actor is None or affected is None or place.country is None or claim.kind is not Kind.CASUALTY:
        return False
    people = affected.type is PartyType.COUNTRY and claim.category is not Category.MILITARY
    return people and place.country == actor.id != affected.id


# How many a battery brings down over one town.
_FEW = 2


def _noted(document: Document, card: int) -> PlaceMention | None:
    """The place that a card's line names, the narrowest of "Al Soor, Deir Ezzor, Syria"; the first may be in no gazetteer."""
    sentence, places = document.sentences[card], document.mentions[card].places
    lowers = sentence.lowers()
    first = lowers.index(":") + 1 if ":" in lowers[:-1] else 0
    last = next((i for i in range(first, len(lowers)) if lowers[i] == ","), len(lowers))
    name = sentence.phrase(first, last) if first < last <= first + _NAME else None
    if name is not None and places and places[0].phrase.first > last:
        return PlaceMention(name, sentence.slice(name), places[0].country, int(Rank.TOWN), "at")
    sites = [Site(place, 2, 0) for place in places]
    return narrowest(lowers, sites).mention if sites else None


def _is_nationwide(lowers: list[str]) -> bool:
    return any(
        lowers[i : i + 3]
        in (["across", "the", "country"], ["throughout", "the", "country"], ["across", "the", "nation"])
        and lowers[i + 3 : i + 4] != ["'s"]
        for i in range(len(lowers))
    )


def _is_long(claim: Claim) -> bool:
    """True for a count over more than a month: "so far this year 300 have fallen"."""
    told = claim.date is not None and claim.date.rule == "date.clause" and claim.quantity.high != 1
    interval = claim.date.interval if told and claim.date is not None else None
    if interval is None or interval.start is None or interval.end is None or interval.scope is DateScope.INCIDENT:
        return False
    return (interval.end - interval.start).days > _MONTH


def _is_of_period(claim: Claim) -> bool:
    """True for a side's losses of a day or a week: "Over the past day the enemy lost 300 men"."""
    return (
        "date.last-period" in claim.rules
        and claim.date is not None
        and claim.date.rule == "date.clause"
        and (claim.event in (Event.LOST, Event.CASUALTIES) or claim.category is Category.MILITARY)
    )


def _counts_on(document: Document, claim: Claim) -> bool:
    """True for a perfect that tells no day and no event: "More than 120 civilians have been killed" counts up to now."""
    sentence = document.sentences[claim.sentence]
    if claim.date is not None or claim.quantity.low == 1 or not is_perfect(sentence, claim):
        return False
    # "have been killed in clashes with the rebels"
    loss = claim.loss
    return not (isinstance(loss, Loss) and sentence.lowers()[loss.phrase.last :][:1] in (["in"], ["by"]))


def _main_place(sites: list[list[Site]], vocabulary: PlaceVocabulary) -> PlaceMention | None:
    """The place that most of the document's events are told of, or None where the story moves about.

    "Nagorno-Karabakh" and "the Nagorno-Karabakh region" are one; seats of government do not count where they only speak.
    """
    told = [
        (fold(site.mention.name), (LEAD_WEIGHT if i < LEAD else 1) * (1 + (site.role > 0)), site.mention)
        for i, here in enumerate(sites)
        for site in here
        if site.mention.rank >= Rank.REGION
        and not (site.role == 0 and site.mention.name.lower() in vocabulary.capitals)
    ]
    # The shortest names first, so that longer forms of one name join it.
    keys = sorted({key for key, _, _ in told}, key=lambda key: (len(key), key))[:MAIN_NAMES]
    counts: Counter[str] = Counter()
    first: dict[str, PlaceMention] = {}
    for key, weight, mention in told:
        joined = next((short for short in keys if short in key), key)
        counts[joined] += weight
        first.setdefault(joined, mention)
    if not counts:
        return None
    key, count = max(counts.items(), key=lambda pair: (pair[1], -first[pair[0]].phrase.start))
    return first[key] if count > LEAD_WEIGHT and count >= MAIN_SHARE * counts.total() else None


def _is_town_of(place: PlaceMention, country: PlaceMention) -> bool:
    """True for a town or a site in it, of a country named as a whole."""
    return place.rank >= Rank.TOWN and country.rank == Rank.COUNTRY and place.country == country.country is not None


def _may_set(site: Site) -> bool:
    """True for a place where a story may go on: what a preposition leads to, or a bare town ("Kolda fell"), no seat of government."""
    bare = site.role == 0 and site.mention.rank >= Rank.TOWN and not site.seat
    return (site.role > 0 or bare) and not is_hospital(site)


def is_hospital(site: Site) -> bool:
    """The wounded are brought there: no scene that the story goes on in, unless it was struck."""
    return "hospital" in site.mention.name.lower() and site.role != 1


def _scene(sites: list[Site], home: str | None, lowers: list[str]) -> Site | None:
    """The place a sentence sets: the most specific of those that may, the struck party's own before others."""
    led = [site for site in sites if _may_set(site)]
    # Small villages stand in no gazetteer: they are in the country of the place they lie in, or else at home.
    countries = {site.chain: site.mention.country for site in reversed(sites) if site.mention.country is not None}
    best = max(
        led,
        key=lambda site: (
            site.rank + 3 * ((site.mention.country or countries.get(site.chain, home)) == home is not None),
            not is_told_from(lowers, site.mention.phrase.first),
            not is_frame(site, lowers),
            -site.mention.phrase.first,
        ),
        default=None,
    )
    if best is None:
        return None
    return narrowest(lowers, [site for site in sites if site.chain == best.chain and not is_hospital(site)])
