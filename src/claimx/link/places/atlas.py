"""Which of its namesakes each place of a document is, and its point.

Namesakes are compared on one scale. What stands beside a name says most ("Tripoli, Lebanon", "in Idlib province"), then the other
places of the document, near ones before far ones, then the parties it speaks of; the size of a place comes last. A place in no
gazetteer takes the point of the one that the words put it in.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claimx.lexicon.gazetteer import fold
from claimx.lexicon.places import Rank
from claimx.link.places.chains import is_linked
from claimx.link.places.options import BREADTH, Meanings, Option, distance
from claimx.link.places.persons import without_others
from claimx.models import Document, PlaceMention, Point
from claimx.schema import PlacePrecision

# One beside the other: of one country, division or neighbourhood, or not.
SAME_COUNTRY, SAME_DIVISION, NEAR, APART = 40.0, 50.0, 45.0, -40.0
# "Baghdad, Arizona" is in Arizona, whatever else is called so.
OUTSIDE = -100.0
# Towns told together lie within a day's drive; a district is some fifty kilometres wide, a region some three hundred.
_BESIDE, _DRIVE, _DISTRICT, _REGION = 30.0, 100.0, 50.0, 300.0
# What a document of one country says for it, and a place of the document right beside.
SHARE, CLUSTER, CLUSTER_RADIUS = 35.0, 25.0, 120.0
# A place beside another that the gazetteer has only elsewhere, or not at all.
UNLISTED = 5.0
# A hamlet in a country that the document does not speak of, where it speaks of others so often, is not meant.
FOREIGN_VOTES, FOREIGN_SIZE = 2.0, 50
# Combinations of a chain's meanings that are followed at once; a name has a hundred meanings at most, its neighbours few likely ones.
BEAM = 6
# Points that nearness is measured to: more of them tell no more.
ANCHORS = 80
# A site's own name ("St Mary's church") is a town's only in a country that the document is about.
WEAK_SHARE = 0.3
# Or where the town is a city of a hundred thousand: "Mosul airport".
WEAK_SIZE = 50


@dataclass(frozen=True, slots=True)
class _Context:
    """What the document as a whole says: the share of each country, and where its surest places lie."""

    shares: dict[str, float]
    anchors: list[tuple[str, Point]]  # the folded name of each, so that no place speaks for itself
    votes: Mapping[str, float]
    own: Mapping[str, Mapping[str, float]]  # the votes of each name

    def is_foreign(self, key: str, option: Option) -> bool:
        """True for a small place in a country of which nothing else in the document speaks, while much speaks of others."""
        country, own = option.point.country, self.own.get(key, {})
        small = option.size < FOREIGN_SIZE and option.breadth < BREADTH[PlacePrecision.COUNTRY]
        if not small or country is None or self.votes.get(country, 0) > own.get(country, 0):
            return False
        return sum(self.votes.values()) - sum(own.values()) >= FOREIGN_VOTES

    def score(self, key: str, point: Point) -> float:
        """The points that the document gives a meaning."""
        score = SHARE * self.shares.get(point.country or "", 0.0)
        if point.precision in (PlacePrecision.TOWN, PlacePrecision.POINT, PlacePrecision.DISTRICT):
            near = min((distance(point, other) for name, other in self.anchors if name != key), default=math.inf)
            score += CLUSTER * math.exp(-near / CLUSTER_RADIUS)
        return score


# Between a place and one beside it that does not hold it.
_BESIDES = frozenset({"and", "or", "&"})
_NOTHING = _Context({}, [], {}, {})


@dataclass(slots=True)
class _Named:
    """A mention, where it stands, what it may mean and what was chosen. ``backed``: what stands beside it speaks for the choice."""

    mention: PlaceMention
    lowers: list[str]
    key: str
    options: list[Option]
    chosen: Option | None = None
    backed: bool = False


def settle_places(document: Document, meanings: Meanings) -> Document:
    """The document with the point of every place, and the country that the point lies in."""
    if not any(mentions.places for mentions in document.mentions):
        return document
    document = without_others(document)
    chains: list[list[_Named]] = []
    for mentions in document.mentions:
        lowers = mentions.sentence.lowers()
        previous: PlaceMention | None = None
        for mention in mentions.places:
            named = _Named(mention, lowers, fold(mention.name), meanings.of(mention))
            if previous is None or not _is_beside(lowers, previous, mention):
                chains.append([])
            chains[-1].append(named)
            previous = mention
    for chain in chains:
        _choose(chain, _NOTHING)
    context = _read_context(document, chains, meanings.homes)
    for chain in chains:
        _choose(chain, context)
    _agree(chains)
    points = {id(named.mention): _point(named, chain) for chain in chains for named in chain}
    settled = tuple(
        mentions
        if not mentions.places
        else replace(
            mentions,
            places=tuple(
                replace(
                    mention,
                    country=points[id(mention)].country,
                    point=points[id(mention)],
                    rank=_rank(mention, points[id(mention)]),
                )
                for mention in mentions.places
            ),
        )
        for mentions in document.mentions
    )
    return replace(document, mentions=settled)


def _is_beside(lowers: list[str], one: PlaceMention, other: PlaceMention) -> bool:
    """True where one place may hold the other, or two towns are told together; two countries in a list say nothing of each other."""
    first, last = one.phrase.last, other.phrase.first
    listed = not _BESIDES.isdisjoint(lowers[first:last]) or one.rank == other.rank == Rank.COUNTRY
    return is_linked(lowers, first, last) and not (listed and min(one.rank, other.rank) < Rank.DISTRICT)


def _choose(chain: Sequence[_Named], context: _Context) -> None:
    """The best meanings of the places of a chain together: the broadest place first, and last those that need another's word."""

    def rank(i: int) -> tuple[bool, int, int]:
        weak = [option.weak for option in chain[i].options]
        named_after = chain[i].mention.rank == Rank.COUNTRY and any(weak)
        return named_after or (bool(weak) and all(weak)), chain[i].mention.rank, -i

    order = sorted(range(len(chain)), key=rank)
    beam: list[tuple[float, dict[int, Option]]] = [(0.0, {})]
    for i in order:
        named = chain[i]
        likely = named.options
        if len(chain) == 1:  # what stands beside a name tells more
            likely = [option for option in likely if not context.is_foreign(named.key, option)]
        scored = [(option.fit + context.score(named.key, option.point), option) for option in likely]
        grown = [
            (total + score + sum(_together(option, other) for other in chosen.values()), {**chosen, i: option})
            for total, chosen in beam
            for score, option in scored
            if not option.weak or _is_placed(option, chosen, context)
        ]
        # None of the gazetteer's: a village that it lacks may have a namesake at the other end of the world.
        grown += [(total + UNLISTED, chosen) for total, chosen in beam if chosen]
        if grown:
            beam = sorted(grown, key=lambda pair: -pair[0])[:BEAM]
    best = beam[0][1]
    for i, named in enumerate(chain):
        named.chosen = best.get(i)
        named.backed = named.chosen is not None and any(
            _together(named.chosen, other) > 0 for j, other in best.items() if j != i
        )


def _is_placed(option: Option, chosen: dict[int, Option], context: _Context) -> bool:
    """True where a site may be in the town of its name: what stands beside it, the document's country or the town's size tells."""
    if chosen:
        return any(_together(option, other) > 0 for other in chosen.values())
    return option.size >= WEAK_SIZE or context.shares.get(option.point.country or "", 0.0) >= WEAK_SHARE


def _together(a: Option, b: Option) -> float:
    """How well two meanings go together where one name stands beside the other."""
    if a.point.country is not None and b.point.country is not None and a.point.country != b.point.country:
        if a.breadth == b.breadth:
            return APART
        return OUTSIDE if max(a.breadth, b.breadth) >= BREADTH[PlacePrecision.REGION] else APART
    narrow, broad = (a, b) if a.breadth <= b.breadth else (b, a)
    if broad.point.precision is PlacePrecision.COUNTRY:
        return SAME_COUNTRY
    far = distance(narrow.point, broad.point)
    if broad.point.precision is PlacePrecision.REGION:
        if narrow.point.admin1 is not None and broad.point.admin1 is not None:
            if narrow.point.precision is PlacePrecision.REGION:
                return 10.0
            return SAME_DIVISION if narrow.point.admin1 == broad.point.admin1 else -15.0
        return NEAR / 2 if far < _REGION else -15.0
    if broad.point.precision is PlacePrecision.DISTRICT:
        return NEAR if far < _DISTRICT else 15.0 if far < 2 * _DISTRICT else -15.0
    return NEAR if far < _BESIDE else NEAR / 2 if far < _DRIVE else 10.0 if far < _REGION else -10.0


def _read_context(
    document: Document, chains: Sequence[Sequence[_Named]], homes: Mapping[str, tuple[str, ...]]
) -> _Context:
    """The shares of the countries among places and parties, and the points of places that have no namesake elsewhere."""
    counts: defaultdict[str, float] = defaultdict(float)
    own: dict[str, dict[str, float]] = {}
    anchors: dict[str, Point] = {}
    for chain in chains:
        for named in chain:
            if named.chosen is None or named.chosen.point.country is None:
                continue
            countries = {option.point.country for option in named.options}
            if not named.backed and len(countries) > 1:
                continue  # a name with namesakes elsewhere does not tell where the document is
            counts[named.chosen.point.country] += 1
            own.setdefault(named.key, defaultdict(float))[named.chosen.point.country] += 1
            if named.chosen.breadth < 3 and len(anchors) < ANCHORS:
                anchors.setdefault(named.key, named.chosen.point)
    for mentions in document.mentions:
        for party in mentions.parties:
            held = homes.get(party.id, ())
            for country in held:
                counts[country] += 1 / len(held)
    total = sum(counts.values())
    shares = {country: count / max(1, total) for country, count in counts.items()}
    return _Context(shares, list(anchors.items()), counts, own)


def _agree(chains: Sequence[Sequence[_Named]]) -> None:
    """One name means one place in a document: the one for which the words beside some mention of it speak."""
    backed: dict[tuple[str, int], Option] = {}
    for chain in chains:
        for named in chain:
            if named.backed and named.chosen is not None:
                backed.setdefault((named.key, named.mention.rank), named.chosen)
    for chain in chains:
        for named in chain:
            if not named.backed:
                named.chosen = backed.get((named.key, named.mention.rank), named.chosen)


def _point(named: _Named, chain: Sequence[_Named]) -> Point:
    """The point chosen, or that of the place beside it which holds it."""
    if named.chosen is not None:
        return named.chosen.point
    holders = [other for other in chain if other is not named and other.chosen is not None and _holds(named, other)]
    narrowest = min((other.chosen for other in holders if other.chosen is not None), key=_breadth, default=None)
    if narrowest is None:
        refused = any(option.point.country == named.mention.country for option in named.options)
        return Point(None if refused else named.mention.country)
    precision = narrowest.point.precision
    if named.mention.rank <= Rank.TOWN and narrowest.breadth < BREADTH[PlacePrecision.DISTRICT]:
        precision = PlacePrecision.DISTRICT  # a village near a town lies some way off
    return replace(narrowest.point, geonames_id=None, precision=precision)


def _rank(mention: PlaceMention, point: Point) -> int:
    """The mention's rank, but for a country's name that is a town's or a province's here."""
    if mention.rank == Rank.COUNTRY and point.precision is PlacePrecision.TOWN:
        return int(Rank.TOWN)
    if mention.rank == Rank.COUNTRY and point.precision is PlacePrecision.REGION and point.geonames_id is not None:
        return int(Rank.PROVINCE)
    return mention.rank


def _breadth(option: Option) -> int:
    return option.breadth


def _holds(named: _Named, other: _Named) -> bool:
    """True where the other place may hold this one: it is no other item of a list, and in a country that may be this one's."""
    assert other.chosen is not None
    first, last = sorted((named.mention.phrase, other.mention.phrase), key=lambda phrase: phrase.first)
    between = named.lowers[first.last : last.first]
    broader = other.mention.rank < named.mention.rank
    return (
        (named.mention.rank >= Rank.TOWN or named.mention.country in (None, other.chosen.point.country))
        and _BESIDES.isdisjoint(between)
        and (broader or between != [","])
    )
