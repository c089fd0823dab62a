"""Where it happened: the most specific named place of the event, in the claim's clause, its sentence or nearby.

A sentence without a place of its own takes the scene of the story so far. Loss lists, and totals of a war whose text
names only the parties, have no place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimx.find.attributions.words import COUNTS
from claimx.lexicon.gazetteer import locate
from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.link.cues import is_of_part
from claimx.link.dates.roles import is_compared
from claimx.link.places.asides import preposition
from claimx.link.places.carried import Found, Landscape, carried_places, is_hospital, read_landscape
from claimx.link.places.chains import Site, is_frame, is_told_from, narrowest
from claimx.link.places.definite import Pointed, find_definite
from claimx.link.places.repeated import may_lie_in, name_again, repeated_places
from claimx.link.places.sites import find_sites
from claimx.link.stretches import own_stretch
from claimx.models import Choice, Claim, Document, Loss, PlaceLink, PlaceMention, Point, Sentence, Span, Trace
from claimx.schema import Event, PartyBasis

# A headline is told again in the first sentences.
LEAD = 3
# What a step of rank, a leading preposition, a clause boundary and distance weigh against each other: a town in the same
# clause goes before a street in the next, a street before the town it lies in.
ROLE, CLAUSE, NUMBER, REACH = 2.0, 2.0, 0.5, 20.0
# "killed 71 people across Gaza": the place right after the number is its own, however broad.
NEXT, ADJACENT = 2.0, 4
# "15 km north of the capital" is not in it: only where nothing else is named is the known place told.
FAR = 3.0
_WEIGHT = {
    Rank.CONTINENT: 0.0,
    Rank.COUNTRY: 2.0,
    Rank.REGION: 4.0,
    Rank.PROVINCE: 5.0,
    Rank.DISTRICT: 6.0,
    Rank.TOWN: 7.0,
    Rank.NEIGHBOURHOOD: 8.0,
    Rank.SITE: 8.0,
}
# Names in capitals up to so long are short forms: "UAE", "DRC".
_SHORT_FORM = 4
# Wires follow an event for two weeks; what is older is background.
_FRESH = 14
_TOWNS = frozenset({"town", "village", "hamlet", "settlement"})
_BASES = frozenset("base camp outpost post barracks garrison".split())
# "an army base in central", "a camp of the army in": words before the wider place.
_NOUN_BACK = 6
_PLACING = frozenset({"over", "in", "near", "at", "around", "outside", "above"})
# In whose sentences a hospital is no scene of the event, but where its victims are.
_NURSING = frozenset("died dies succumbed treated doctor doctors medic medics nurse nurses surgeon morgue".split())
_BREAKS = frozenset("; while after when as but since before whereas where which following".split())


def link_places(
    document: Document, claims: Sequence[Claim], vocabulary: PlaceVocabulary, trace: Trace | None = None
) -> list[Claim]:
    """The claims with ``place`` filled where the text tells one, in the same order; ``trace`` takes what was proposed."""
    sites = [find_sites(document, i, vocabulary) for i in range(len(document.sentences))]
    document = name_again(document, claims, sites, vocabulary)
    countries = document_countries(document)
    landscape = read_landscape(document, sites, countries, vocabulary)
    pointed: dict[int, list[Pointed]] = {}
    numbers: dict[int, set[int]] = {}
    listed: dict[tuple[int, int], set[int]] = {}  # numbers that share a loss word
    for claim in claims:
        numbers.setdefault(claim.sentence, set()).add(claim.quantity.number.first)
        listed.setdefault((claim.sentence, claim.loss.start), set()).add(claim.quantity.number.first)
        if claim.sentence not in pointed:
            pointed[claim.sentence] = find_definite(document, claim.sentence, landscape.country, vocabulary)
    founds: list[Found | None] = []
    settled: dict[int, PlaceMention] = {}  # by sentence, the place that its last claim states
    for claim in claims:
        others = numbers[claim.sentence] - {claim.quantity.number.first}
        lowers = document.sentences[claim.sentence].lowers()
        beside = _behind(lowers, claim, listed[claim.sentence, claim.loss.start])
        scored: list[tuple[float, Site]] = []
        found = _stated(landscape, claim, others, beside, pointed[claim.sentence], scored)
        if trace is not None:
            _propose(trace, claim, scored, landscape)
        apart = (
            _in_a_quarter(document, claim, others)
            or _in_several(lowers)
            or any(_is_of_part(document, claim, site) for site in sites[claim.sentence])
        )
        if found is None and not apart:
            found = next(carried_places(landscape, claim, settled), None)
            if found is not None and _is_of_another_day(claim, found[0], document, claims):
                found = None
        elif found is not None and (
            found[2] in ("place.definite", "place.unnamed-town")
            or any(
                site.role > 0 and site.mention is found[0] and not (is_hospital(site) and _NURSING.intersection(lowers))
                for _, site in scored
            )
        ):
            settled[claim.sentence] = found[0]
        founds.append(found)
    return [
        claim if found is None else replace(claim, place=_place_link(*found))
        for claim, found in zip(claims, repeated_places(claims, founds), strict=True)
    ]


def _propose(trace: Trace, claim: Claim, scored: Sequence[tuple[float, Site]], landscape: Landscape) -> None:
    """Add the places of the sentence to the trace, by their scores, then those that would be carried to it."""
    for score, site in sorted(scored, key=lambda pair: -pair[0]):
        phrase = site.mention.phrase
        weight = f"score {score:.1f}"
        trace.propose(claim, Choice("location", site.mention.name, "place.sentence", phrase.start, phrase.end, weight))
    for place, _, rule in carried_places(landscape, claim, {}):
        trace.propose(claim, Choice("location", place.name, rule, place.phrase.start, place.phrase.end))


_HOSPITALS = frozenset(["hospital", "hospitals", "wounds", "injuries", "clinic"])


def _is_of_another_day(claim: Claim, place: PlaceMention, document: Document, claims: Sequence[Claim]) -> bool:
    """True where the claim's clause tells days of its own, and what was counted at the place befell on others.

    News goes back to older events elsewhere: there the days are those last told before, though nothing is counted at the place.
    """
    own = claim.date
    if own is None or own.rule != "date.clause" or own.interval.start is None or own.interval.end is None:
        return False
    there = document.sentence_at(place.phrase.start)
    days = [other.date.interval for other in claims if other.sentence == there and other.date is not None]
    if days and not _HOSPITALS.isdisjoint(document.sentences[claim.sentence].lowers()):
        return any(day.start is None or own.interval.start < day.start for day in days)  # the hurt die on later days
    if days:
        return all(
            day.start is not None
            and day.end is not None
            and (day.end < own.interval.start or own.interval.end < day.start)
            for day in days
        )
    if document.sentences[claim.sentence].lowers()[1:2] in (["city"], ["town"], ["village"]):
        return False  # "The town was the centre of an uprising in 1982"
    published = document.article.published
    told = [other.date for other in claims if other.sentence < there and other.date is not None]
    start = told[-1].interval.start if told else None
    fresh = published is not None and start is not None and (published - start).days <= _FRESH
    return fresh and start is not None and (start - own.interval.end).days > _FRESH


def document_countries(document: Document) -> Counter[str]:
    """How often the document names each country, itself or by a place that only it has."""
    counts: Counter[str] = Counter()
    for mentions in document.mentions:
        for place in mentions.places:
            if place.country is not None and (place.rank < Rank.DISTRICT or len(locate(place.name)) == 1):
                counts[place.country] += 1
        for party in mentions.parties:
            counts[party.id] += 1
    return counts


def _place_link(mention: PlaceMention, basis: PartyBasis, rule: str) -> PlaceLink:
    phrase = mention.phrase
    name = mention.name
    if name.isupper() and len(name) > _SHORT_FORM:
        name = name.title()  # the town of a dateline
    point = mention.point or Point(mention.country)
    return PlaceLink(name, point, phrase.start, phrase.end, basis, rule)


def _behind(lowers: list[str], claim: Claim, listed: set[int]) -> set[int]:
    """The numbers of a list that goes on behind the claim's, its loss word before them all: "lost | 40 troops, two tanks and a gun".

    A member with a place of its own ends the list: "shot down 51 over the peninsula and 44 over Taman".
    """
    own, last = claim.quantity.number.first, claim.quantity.phrase.last
    if isinstance(claim.loss, Loss) and claim.loss.phrase.last > min(listed):
        return set()
    placed = next((j for j in range(last, len(lowers)) if lowers[j] in _PLACING), len(lowers))
    return {number for number in listed if own < number < placed}


def _stated(
    landscape: Landscape,
    claim: Claim,
    others: set[int],
    beside: set[int],
    pointed: Sequence[Pointed],
    scored: list[tuple[float, Site]],
) -> Found | None:
    """The best place of the claim's own sentence; ``scored`` takes them all.

    ``others`` are the first tokens of its other numbers; those ``beside`` the claim's in one list share the place that ends it.
    """
    document, sites = landscape.document, landscape.sites
    here = sites[claim.sentence]
    if claim.event in (Event.DELIVERED, Event.PLEDGED):
        return None  # what is given happens in no place; the giver's and the taker's are parties
    if claim.event is Event.LAUNCHED:
        here = find_sites(document, claim.sentence, landscape.vocabulary, launched=True)
    lowers = document.sentences[claim.sentence].lowers()
    here = [*here, *(site for site, _, _ in pointed)]
    here = [site for site in here if not _is_of_part(document, claim, site)]
    if not here:
        return None
    led = [site.mention.phrase for site in here if site.role > 0]
    led += _quarters(document.sentences[claim.sentence], lowers)
    stretch = own_stretch(claim.quantity.number.first, {claim.quantity.number.first, *others}, led, lowers)
    if stretch is not None and claim.event is not Event.LAUNCHED:  # "three near Tera and two near Dargol"
        here = [site for site in here if site.mention.phrase.first in stretch]
        if not here:
            return None
    numbers = others - beside
    # A loss that a list's heading tells is as near to a place as the number that it befell.
    loss = claim.loss.phrase if isinstance(claim.loss, Loss) else claim.quantity.phrase

    def score(site: Site) -> float:
        place = site.mention.phrase
        a, b = _between(place, claim.quantity.phrase)
        c, d = _between(place, loss)
        breaks = min(sum(_breaks(lowers, i) for i in range(*span)) for span in ((a, b), (c, d)))
        if "including" in lowers[a:b]:
            breaks += _opens_part(lowers, place.first, place.first > claim.quantity.phrase.last)
        crossed = sum(i in numbers for i in range(a, b))
        distance = max(0, min(b - a, d - c))
        return (
            _WEIGHT[Rank(site.rank)]
            + ROLE * (site.role > 0)
            + 0.5 * site.role
            + NEXT
            * (
                0 <= min(place.first - claim.quantity.phrase.last, place.first - loss.last) <= ADJACENT
                and site.role > 0
                and breaks == 0
            )
            - FAR * is_told_from(lowers, place.first)
            - CLAUSE * breaks
            - NUMBER * crossed
            - distance / REACH
        )

    if any(site.role > 0 for site in here):
        here = [
            site for site in here if site.role >= 0
        ]  # where somebody lives or comes from is told only for want of a scene
    scored.extend((score(site), site) for site in here)
    best = max(scored, key=lambda pair: (pair[0], -pair[1].mention.phrase.first))[1]
    if best.mention.rank <= Rank.TOWN and is_frame(best, lowers):
        # "In Chiapas, a priest was shot as he left Mass in San Cristobal": what the frame holds is narrower
        end = best.mention.phrase.last
        framed = [
            site
            for site in here
            if site.role > 0
            and site.chain != best.chain
            and _is_narrower(lowers, site, best)
            and ";" not in lowers[end : site.mention.phrase.first]
        ]
        best = max(framed, key=lambda site: (score(site), -site.mention.phrase.first), default=best)
    chain = [site for site in here if site.chain == best.chain]
    narrow = narrowest(lowers, chain).mention
    for site, named, rule in pointed:
        if site is best:
            return named, PartyBasis.CARRIED, rule
    if narrow.rank <= Rank.PROVINCE and (town := _unnamed_town(document, narrow, claim.sentence, sites)) is not None:
        return town, PartyBasis.CARRIED, "place.unnamed-town"
    return narrow, PartyBasis.STATED, "place.sentence"


def _quarters(sentence: Sentence, lowers: list[str]) -> list[Span]:
    """Parts of a country told without its name: "five in the south and three in Baalbek"."""
    return [
        sentence.phrase(i, i + 3)
        for i in range(len(lowers) - 3)
        if lowers[i + 2] in _QUARTERS and lowers[i : i + 2] == ["in", "the"] and lowers[i + 3] in ("and", ",", ";")
    ]


def _in_a_quarter(document: Document, claim: Claim, others: set[int]) -> bool:
    """True where such a part stands behind the number, and the next number behind it: no place that others have is its own."""
    sentence, last = document.sentences[claim.sentence], claim.quantity.phrase.last
    after = min((other for other in others if other > last), default=0)
    return any(last <= part.first < after for part in _quarters(sentence, sentence.lowers()))


def _in_several(lowers: list[str]) -> bool:
    """True for "over five regions", "across several provinces": no one place is theirs."""
    for i, word in enumerate(lowers):
        if word in _DIVISIONS:
            before = lowers[max(0, i - _ADJECTIVES) : i]
            over = next((k for k in range(len(before) - 1, -1, -1) if before[k] in _OVER), len(before))
            if any(one in _SEVERAL or one.isdecimal() for one in before[over:]):
                return True
    return False


_DIVISIONS = frozenset(
    "regions provinces oblasts districts cities towns villages states governorates countries".split()
)
_OVER = frozenset({"over", "across", "in", "throughout"})
_SEVERAL = COUNTS | {"eleven", "twelve", "several", "multiple", "various", "dozens"}
# "over | at least nine Ukrainian | regions"
_ADJECTIVES = 5
_QUARTERS = frozenset("south north east west centre center northeast northwest southeast southwest".split())


def _opens_part(lowers: list[str], first: int, behind: bool) -> int:
    """How far "including" parts a number from a place: one clause before it, two behind ("43 across Yemen, including 16 in Marib").

    A comma closes the part: "seven people, including two medics, in Tera".
    """
    if not behind:
        return 1
    i = preposition(lowers, first)
    return 0 if i > 0 and lowers[i - 1] == "," else 2


def _breaks(lowers: list[str], i: int) -> bool:
    """True where another clause begins: "while", "and that"."""
    return lowers[i] in _BREAKS or (lowers[i] == "that" and lowers[i - 1] == "and" and i > 0)


def _is_narrower(lowers: list[str], site: Site, frame: Site) -> bool:
    """True for a place within a frame: of a finer rank, or a village beside a town ("In Pale, jets bombed Kan Gyi village")."""
    rank, last = site.mention.rank, site.mention.phrase.last
    named = lowers[last - 1 : last + 1]
    return rank > frame.mention.rank or (rank == frame.mention.rank and "village" in named)


def _is_of_part(document: Document, claim: Claim, site: Site) -> bool:
    """True for the place of a part alone, or of a number that the claim's is only set beside: "nine died here, compared with 14 in Tera"."""
    sentence, first = document.sentences[claim.sentence], site.mention.phrase.first
    beside = sentence.lowers()[claim.quantity.phrase.last : first]
    return is_of_part(sentence, claim, first) or is_compared(beside)


def _unnamed_town(document: Document, wide: PlaceMention, index: int, sites: list[list[Site]]) -> PlaceMention | None:
    """The place that the next sentences name, where this one has "a town in northern Syria", "a base in central Mali"."""
    lowers = document.sentences[index].lowers()
    first, last = wide.phrase.first, wide.phrase.last
    town = bool(_TOWNS.intersection(lowers[max(0, first - 2) : first] + lowers[last : last + 1]))
    before = lowers[max(0, first - _NOUN_BACK) : first]
    base = index <= LEAD and not _BASES.isdisjoint(before) and not {"a", "an", "one"}.isdisjoint(before)
    if not (town and wide.rank <= Rank.REGION) and not (index <= LEAD and (town or base)):
        return None
    for here in sites[index + 1 : index + 1 + LEAD]:
        if wide.rank > Rank.REGION and not town:
            continue  # a province is told closely enough, and the next sentence may be of another
        for site in here:
            named = site.mention
            if site.role > 0 and named.rank >= Rank.TOWN and may_lie_in(named, wide):
                return named
    return None


def _between(a: Span, b: Span) -> tuple[int, int]:
    """The tokens between two phrases."""
    return (a.last, b.first) if a.first < b.first else (b.last, a.first)
