"""What a place's name may mean: every settlement, division and point of the name, and how well each fits the words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimx.lexicon.gazetteer import GazetteerPlace, Kind, candidates, country_point, spelt_otherwise
from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.models import PlaceMention, Point
from claimx.schema import PlacePrecision
from claimx.tokenize import tokenize

_PRECISIONS = {
    Kind.COUNTRY: PlacePrecision.COUNTRY,
    Kind.REGION: PlacePrecision.REGION,
    Kind.DISTRICT: PlacePrecision.DISTRICT,
    Kind.TOWN: PlacePrecision.TOWN,
}
# How broad each is; a container is broader than what it holds.
BREADTH = {precision: i for i, precision in enumerate(PlacePrecision)}
# What a noun says of its name: "Idlib province" is a division of the first level, "Idlib city" a settlement.
_HINTS = {
    Rank.REGION: Kind.REGION,
    Rank.PROVINCE: Kind.REGION,
    Rank.DISTRICT: Kind.DISTRICT,
    Rank.TOWN: Kind.TOWN,
}
# Points of the scale on which namesakes are compared; see ``atlas``. A noun beside a name decides between a town and the province of
# its name; a name alone is a town's before a province's and a province's before a district's.
NOUN, BARE_TOWN, BARE_DISTRICT = 20.0, 5.0, -8.0
# A seat of government known to all, and a place of our own table, are meant unless something speaks for another.
CAPITAL, OWN, NATION = 30.0, 15.0, 25.0
# Of a country whose name is also a province's ("Georgia") or a town's ("Lebanon, Ohio") the country is meant, but for what stands
# beside it.
NAMED_AFTER = -15.0
# The country that our own table gives a name ("Punjab") before another that has one.
LISTED = 8.0
# Ten times log10 of the population counts a quarter: the largest city in the world gets 18 points, a hamlet 7.
SIZE = 0.25
# A city of a million, twenty times as large as any namesake, is known to all.
KNOWN_SIZE, KNOWN_RATIO, DOMINANT = 60, 13, 15.0


@dataclass(frozen=True, slots=True)
class Option:
    """One meaning of a name. ``fit`` is what size and wording say for it; ``weak``: of the name without a site's noun, or spelt otherwise."""

    point: Point
    fit: float
    size: int = 0
    weak: bool = False

    @property
    def breadth(self) -> int:
        """0 for a point, 4 for a country."""
        return BREADTH[self.point.precision] if self.point.precision is not None else 0


class Meanings:
    """What names may mean, remembered: a day's news names the same places in article after article."""

    # A name has five meanings as a rule, some kilobytes.
    MOST = 1024

    def __init__(self, vocabulary: PlaceVocabulary, homes: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """``homes``: the countries in which each party is at home, by its id."""
        self.vocabulary = vocabulary
        self.homes = homes or {}
        self._known: dict[tuple[str, int, str | None], list[Option]] = {}

    def of(self, mention: PlaceMention) -> list[Option]:
        """See ``find_options``."""
        key = (mention.name, mention.rank, mention.country)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= self.MOST:
                self._known.clear()
            found = self._known[key] = find_options(mention, self.vocabulary)
        return found


def find_options(mention: PlaceMention, vocabulary: PlaceVocabulary) -> list[Option]:
    """The meanings of a mention, the likeliest first as far as the name alone tells."""
    out = [*_own(mention, vocabulary), *_country(mention, vocabulary), *_listed(mention, vocabulary)]
    return sorted(out, key=lambda option: -option.fit)


def _own(mention: PlaceMention, vocabulary: PlaceVocabulary) -> Iterator[Option]:
    known = vocabulary.points.get(mention.name)
    if known is not None:
        country = known.country if known.country is not None else mention.country
        yield Option(Point(country, known.lat, known.lon, known.admin1, None, known.precision), OWN + NOUN)


def _country(mention: PlaceMention, vocabulary: PlaceVocabulary) -> Iterator[Option]:
    """The country that is named, or a part of it by the compass."""
    words = _lowers(mention.name)
    named = vocabulary.names.at(words, _after_directions(words, vocabulary))
    if named is None or named.last != len(words) or named.value.rank != Rank.COUNTRY or named.value.country is None:
        return
    place = country_point(named.value.country)
    if place is not None:
        yield Option(_point(place, PlacePrecision.COUNTRY), NATION)


def _listed(mention: PlaceMention, vocabulary: PlaceVocabulary) -> Iterator[Option]:
    """The gazetteer's places of the name, with and without the noun beside it."""
    words = _lowers(mention.name)
    named = vocabulary.names.at(words, _after_directions(words, vocabulary))
    listed = named.value if named is not None and named.last == len(words) else None
    if listed is not None and listed.rank == Rank.COUNTRY and listed.country is not None:
        for place in candidates(mention.name):
            if place.kind in (Kind.REGION, Kind.TOWN) and place.country != listed.country:
                fit = NAMED_AFTER + SIZE * place.size
                yield Option(_point(place, _PRECISIONS[place.kind]), fit, weak=place.kind is Kind.TOWN)
        return
    bare, noun = bare_name(mention.name, vocabulary)
    whole = candidates(mention.name)
    places: Sequence[GazetteerPlace] = whole or candidates(bare)
    guessed = not places and listed is None
    if guessed:
        places = spelt_otherwise(bare)
    elif listed is not None and listed.country is not None and not any(p.country == listed.country for p in places):
        own = [place for place in spelt_otherwise(bare) if place.country == listed.country]
        places = [*places, *own]
    if listed is not None and listed.country is None:
        # "Asia", "the Eastern Front": a town of the name is not meant, a division may be.
        places = [place for place in places if place.kind is Kind.REGION and listed.rank > Rank.COUNTRY]
    hint = _HINTS.get(noun if noun is not None else Rank(mention.rank))
    site = noun is not None and hint is None and not whole
    capital = bare.lower() in vocabulary.capitals and noun in (None, Rank.TOWN)
    largest = max((place.size for place in places), default=0)
    second = max((place.size for place in places if place.size < largest), default=0)
    for place in places:
        fit = SIZE * place.size + _wording(place, hint, stated=noun is not None or mention.rank != Rank.TOWN)
        if place.country == mention.country and mention.rank < Rank.TOWN:
            fit += LISTED
        if place.kind is Kind.TOWN and place.size == largest:
            fit += (
                CAPITAL if capital else DOMINANT if largest >= KNOWN_SIZE and largest - second >= KNOWN_RATIO else 0.0
            )
        precision = _PRECISIONS[place.kind]
        point = _point(place, precision)
        if site or (hint is Kind.REGION and place.kind is Kind.TOWN and noun is not None):
            # "Mosul airport" has its town's point; "Ghor province" that has no town of its own name its seat's.
            point = replace(point, geonames_id=None, precision=precision if site else PlacePrecision.REGION)
        # A name of our own list that means a place elsewhere: Shabwa is a hamlet in Burma too.
        other = listed is not None and listed.country not in (None, place.country) and not capital
        yield Option(point, fit, 0 if guessed or other else place.size, weak=site or guessed or other)


def _wording(place: GazetteerPlace, hint: Kind | None, *, stated: bool) -> float:
    if stated and hint is not None:
        return NOUN if place.kind is hint else 0.0
    return {Kind.TOWN: BARE_TOWN, Kind.DISTRICT: BARE_DISTRICT}.get(place.kind, 0.0)


def bare_name(name: str, vocabulary: PlaceVocabulary) -> tuple[str, Rank | None]:
    """The name without directions, article and place noun, and what the noun says: "eastern Kivu province", "the city of X"."""
    tokens = tokenize(name)
    words = [token.lower for token in tokens]
    first = _after_directions(words, vocabulary)
    last, noun = len(words), None
    for start in range(first + 1, len(words)):
        match = vocabulary.nouns.at(words, start)
        if match is not None and match.last == last:
            last, noun = start, match.value
            break
    if (
        noun is None
        and (match := vocabulary.nouns.at(words, first)) is not None
        and words[match.last : match.last + 1] == ["of"]
    ):
        first, noun = match.last + 1, match.value
    if first >= last:
        return name, None
    return name[tokens[first].start : tokens[last - 1].end], noun


def _after_directions(words: list[str], vocabulary: PlaceVocabulary) -> int:
    first = 0
    while first < len(words) - 1:
        if (named := vocabulary.names.at(words, first)) is not None and named.last == len(words):
            break  # "South Sudan"
        if words[first] in ("the", "-"):
            first += 1
        elif (step := vocabulary.directions.at(words, first)) is not None and step.last < len(words):
            first = step.last
        else:
            break
    return first


def _lowers(name: str) -> list[str]:
    return [token.lower for token in tokenize(name)]


def _point(place: GazetteerPlace, precision: PlacePrecision) -> Point:
    return Point(place.country, place.lat, place.lon, place.admin1, place.id, precision)


def distance(a: Point, b: Point) -> float:
    """Kilometres between two points, on a plane laid to their middle; infinite where either has none."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    across = abs(a.lon - b.lon)
    across = min(across, 360 - across) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, across)
