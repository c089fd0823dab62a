"""The place that one run of capitalised words names, or that it names none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimx.find.places.bearers import (
    is_brand,
    is_closed,
    is_common,
    is_describing,
    is_numbered,
    is_one_of_many,
    is_short,
    is_vessel,
)
from claimx.find.places.surroundings import (
    Surroundings,
    following_name,
    is_assaulted,
    is_holder,
    is_introduced,
    is_land,
    is_listed,
    is_qualified,
    is_ruled,
    is_stormed,
    is_works_elsewhere,
    lies_in,
    look_back,
    lost_apostrophe,
    names_event,
    noun_after,
    noun_start,
    speaks,
)
from claimx.find.places.titles import LARGE_CITY, PLACE, find_entity, is_acronym, make_mention, read_title
from claimx.lexicon.gazetteer import Located, candidates, locate, spelt_otherwise
from claimx.lexicon.match import Match
from claimx.lexicon.places import KnownPlace, Nearness, PlaceVocabulary, Rank
from claimx.models import BlockKind, PlaceMention, Sentence
from claimx.tokenize import HYPHENS

# Types by which it calls a rare name of a village as soon as a nation or a brand; where a preposition of place leads to the
# name and ends the phrase with it, they tell nothing.
_DOUBTFUL = frozenset({"NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
# Those that forbid a place where only a preposition speaks for it.
_NO_PLACE = frozenset(
    {
        "NORP",
        "DATE",
        "TIME",
        "EVENT",
        "LAW",
        "LANGUAGE",
        "PRODUCT",
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "CARDINAL",
        "ORDINAL",
        "WORK_OF_ART",
    }
)
# "the Indian Ocean nation", "the Gulf states": the place only describes one that goes unnamed.
_DESCRIBED = frozenset({"nation", "nations", "country", "countries", "state", "states", "archipelago"})
# Endings of abstract nouns that a headline capitalises: "in Escalating Bombardment".
_ABSTRACT = ("ment", "tion", "sion", "ness", "ship", "ity", "ance", "ence", "ism")
# Kinds of sites that are surnames, or bodies, as well.
_BORNE = frozenset("beach castle center centre church club drive hall house lane park street temple".split())
# Nouns that a town and what lies in it may share: "the Aleppo suburb of Zamra".
_PARTS = (Rank.DISTRICT, Rank.TOWN, Rank.NEIGHBOURHOOD)
# Longer runs of capitals are lists of names or shouted text.
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class _Run:
    """A run without the directions before it, what stands around it, and what the gazetteer and the parser know of it."""

    sentence: Sentence
    lowers: list[str]
    first: int
    last: int
    vocabulary: PlaceVocabulary
    context: Surroundings
    noun: Rank | None
    noun_end: int
    places: tuple[Located, ...]
    kinds: frozenset[str]

    @property
    def country(self) -> str | None:
        """The country of the gazetteer's first place of that name."""
        return self.places[0].country if self.places else None

    @property
    def text(self) -> str:
        """The run's own words."""
        return self.sentence.slice(self.sentence.phrase(self.first, self.last))

    @property
    def listed(self) -> bool:
        """True where the gazetteer has any place of that name, a province or a hamlet too, however spelt."""
        return bool(candidates(self.text) or spelt_otherwise(self.text))

    def mention(self, last: int, rank: Rank, country: str | None, *, drop: bool = False) -> PlaceMention:
        """The place up to ``last``, its noun included."""
        return make_mention(self.sentence, self.context, last, rank, country, drop=drop)


def read_run(
    sentence: Sentence,
    lowers: list[str],
    first: int,
    last: int,
    vocabulary: PlaceVocabulary,
    titled: bool,
    before: list[PlaceMention],
) -> PlaceMention | None:
    """The place that a run names, or None; ``before`` are the places before it in the sentence."""
    if (
        is_numbered(sentence, last)
        and (numbered := _read_numbered(sentence, lowers, first, last, vocabulary)) is not None
    ):
        return numbered
    if last - first == 1 and is_short(sentence, first, vocabulary):
        context = look_back(sentence, lowers, first, vocabulary)
        led = context.nearness in (Nearness.AT, Nearness.ON)
        return (
            make_mention(sentence, context, last, Rank.COUNTRY, vocabulary.short[sentence.tokens[first].text])
            if led
            else None
        )
    extent = _extent(sentence, lowers, first, last, vocabulary)
    if extent is None:
        return None
    first, last = extent
    if is_holder(sentence, lowers, last) or is_vessel(lowers, first, vocabulary):
        return None
    context = look_back(sentence, lowers, first, vocabulary)
    noun_end, noun = noun_after(sentence, lowers, first, last, vocabulary)
    named = vocabulary.names.at(lowers, first)
    if named is not None and named.last == last:
        return _read_known(sentence, lowers, first, named, context, noun_end, noun)
    if last - first > LONGEST_NAME or (noun is None and is_one_of_many(sentence, lowers, first, last)):
        return None
    if is_works_elsewhere(sentence, lowers, first, last, vocabulary):
        return None
    if last - first == 1 and lost_apostrophe(lowers[first], vocabulary):
        return None
    if titled and (place := read_title(sentence, lowers, first, last, vocabulary, context)) is not None:
        return place
    body_end = last - 1 if _is_land_department(sentence, lowers, first, last, context, noun) else last
    bodies = vocabulary.organisations.openers()
    if any(
        lowers[i] in bodies and vocabulary.organisations.at(lowers, i)
        for i in range(first, min(body_end, noun_start(lowers, first, last, vocabulary)))
    ):
        return None
    if titled:
        return find_entity(sentence, first, last, context)
    places = locate(sentence.slice(sentence.phrase(first, last)))
    kinds = frozenset(sentence.tokens[i].ent for i in range(first, last))
    run = _Run(sentence, lowers, first, last, vocabulary, context, noun, noun_end, places, kinds)
    if vocabulary.demonyms.at(lowers, first) is not None and not places:
        return _read_national(run)
    return _read_unknown(run, before)


def _read_numbered(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary
) -> PlaceMention | None:
    """A kind of place with a number for its name: "Hill 402", "Highway 80", "District 9"."""
    noun = vocabulary.nouns.at(lowers, last - 1)
    rank = vocabulary.leading.get(lowers[last - 1], noun.value if noun is not None and noun.last == last else None)
    context = look_back(sentence, lowers, first, vocabulary)
    if rank is None or context.nearness not in (Nearness.AT, Nearness.ON):
        return None
    return make_mention(sentence, context, last + 1, Rank.DISTRICT, None)


def _is_land_department(
    sentence: Sentence, lowers: list[str], first: int, last: int, context: Surroundings, noun: Rank | None
) -> bool:
    """True for "in Ayacucho Department": the land around a town of that name, where "the Justice Department" is a body."""
    return (
        noun is Rank.PROVINCE
        and last - first > 1
        and lowers[last - 1] == "department"
        and context.nearness is not None
        and bool(locate(sentence.slice(sentence.phrase(first, last - 1))))
    )


def _extent(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary
) -> tuple[int, int] | None:
    """The run without directions before its name and without the event that the place gave its name; None for no name."""
    nouns, names = vocabulary.nouns, vocabulary.names
    if is_common(nouns.at(lowers, first), last) and names.at(lowers, first) is None:
        return None
    while first < last and (step := vocabulary.directions.at(lowers, first)) is not None:
        if names.at(lowers, first) is not None:
            break
        if step.last >= last:
            if nouns.at(lowers, last) is None:
                return None  # "the South American country"; not "in Central province"
            break
        first = step.last
    while first < last and sentence.tokens[first].text in HYPHENS:
        first += 1
    if first >= last or last - first > 2 * LONGEST_NAME:
        return None
    if (event := vocabulary.events.at(lowers, first)) is not None and event.last == last:
        return None  # "Ten Killed in Raid"
    if last - first > 1 and vocabulary.events.at(lowers, last - 1) is not None:
        # "Nanking Massacre", "Homs Offensive"; "Camp Fire", "Gideon Campaign" are names, but of no place.
        core = sentence.slice(sentence.phrase(first, last - 1))
        known = names.at(lowers[: last - 1], first) is not None or any(town.size >= LARGE_CITY for town in locate(core))
        return (first, last - 1) if known else None
    return first, last


def _read_known(
    sentence: Sentence,
    lowers: list[str],
    first: int,
    named: Match[KnownPlace],
    context: Surroundings,
    noun_end: int,
    noun: Rank | None,
) -> PlaceMention | None:
    """A run that the vocabulary knows, with the place noun behind it ("Gaza border")."""
    last, place = named.last, named.value
    if noun in _PARTS and place.rank < Rank.DISTRICT and following_name(sentence, noun_end):
        noun = None  # "the south Kashmir district of Pulwama": the noun is of the name behind it
    if (
        noun in (Rank.PROVINCE, Rank.DISTRICT)
        and place.rank > Rank.COUNTRY
        or (noun_end > last and lowers[noun_end - 1] == "border")
    ):
        return make_mention(sentence, context, noun_end, noun or place.rank, place.country)
    if place.country is None and lowers[last : last + 1] and lowers[last] in _DESCRIBED:
        return None
    # "southern Israel" is a part of the country.
    rank = place.rank if context.start == first else max(place.rank, Rank.REGION)
    return make_mention(sentence, context, last, rank, place.country)


def _read_national(run: _Run) -> PlaceMention | None:
    """A nationality word: a place only in "the Turkish-Syrian border" and "into Israeli territory"."""
    context = replace(run.context, start=run.first)
    if run.noun_end > run.last and run.lowers[run.noun_end - 1] in ("border", "frontier"):
        return make_mention(run.sentence, context, run.noun_end, Rank.DISTRICT, None)
    demonym = run.vocabulary.demonyms.at(run.lowers, run.first)
    if demonym is not None and demonym.last == run.last and is_land(run.lowers, run.last):
        return make_mention(run.sentence, context, run.last + 1, Rank.COUNTRY, demonym.value)
    return None


def _read_unknown(run: _Run, before: list[PlaceMention]) -> PlaceMention | None:
    """A run that no vocabulary knows: by the noun beside it, the list it stands in, the gazetteer, or the words before it."""
    last, context = run.last, run.context
    if run.noun is Rank.SITE and run.noun_end > last and not run.places and is_acronym(run.text):
        return None  # "an ANA checkpoint": a body's post without a name
    if not run.places and (
        is_brand(run.sentence, run.lowers, run.first, last)
        or is_describing(run.sentence, run.lowers, run.first, last, run.noun_end)
    ):
        return None
    if run.noun is not None:
        with_noun = _with_noun(run, run.noun)
        if with_noun is not None:
            return with_noun
    if context.noun is not None and "DATE" not in run.kinds:
        # "the area of Khan Younis" is the town; "the province of Hama" is not.
        town = bool(run.places) and context.noun is Rank.DISTRICT
        return run.mention(last, Rank.TOWN if town else context.noun, run.country)
    rank = Rank.SITE if run.kinds == {"FAC"} and not run.places else Rank.TOWN
    opening = run.lowers[run.first]
    if (
        opening in run.vocabulary.leading
        and last - run.first > 1
        and (context.nearness or run.kinds & PLACE or run.places)
    ):
        return run.mention(last, max(rank, run.vocabulary.leading[opening]), run.country)
    if _goes_on(run, before):
        nearness = context.nearness or (Nearness(before[-1].nearness) if before[-1].nearness else None)
        listed = replace(context, start=run.first, nearness=nearness)
        ranked = rank if run.places else Rank(max(rank, before[-1].rank))
        return make_mention(run.sentence, listed, last, ranked, run.country)
    if run.places:
        return run.mention(last, rank, run.country) if _is_sure(run) else None
    if run.kinds <= PLACE and context.nearness not in (None, Nearness.FROM):
        return run.mention(last, rank, None)
    kinds = run.kinds
    if is_closed(run.sentence, run.first, last) or names_event(run.lowers, last, run.vocabulary):
        kinds -= _DOUBTFUL
    placed = (context.nearness is Nearness.AT and (not context.owned or run.listed)) or (
        context.nearness is Nearness.ON
        and "PERSON" not in run.kinds
        and (
            lies_in(run.sentence, run.lowers, last, run.vocabulary)
            or is_assaulted(run.lowers, context.start, run.vocabulary)
        )
    )
    if (
        context.nearness is Nearness.ON
        and is_stormed(run.lowers, run.first)
        and is_closed(run.sentence, run.first, last)
    ):
        placed, kinds = True, kinds - {"PERSON"}
    article = run.lowers[run.first - 1 : run.first] == ["the"]  # "between the X and the Y": two peoples
    placed = placed or (context.between and not article and run.lowers[last : last + 1] == ["and"])
    placed = placed and not run.lowers[last - 1].endswith(_ABSTRACT)
    if placed and kinds.isdisjoint(_NO_PLACE) and not is_acronym(run.text):
        return run.mention(last, rank, None)
    return find_entity(run.sentence, run.first, last, context)


def _with_noun(run: _Run, noun: Rank) -> PlaceMention | None:
    """A name with a place noun beside it ("X district"); a site's alone ("X depot") needs more to speak for it."""
    last = run.last
    behind = run.noun_end > last
    context = run.context
    if behind and noun in _PARTS and run.places and run.places[0].size >= LARGE_CITY:
        part = following_name(run.sentence, run.noun_end)
        if part and run.places[0].size > max((place.size for place in locate(part)), default=0):
            return run.mention(
                last, Rank.TOWN, run.country
            )  # "the Aleppo suburb of Zamra"; not "the Karam suburb of Aleppo"
    known = run.places or run.kinds & PLACE or context.nearness
    borne = run.kinds <= {"", "PERSON"} and run.lowers[last - 1] in _BORNE
    if noun is Rank.SITE and not known and (behind or borne):
        return None  # "the Tuzla depot", "Judge Ann Beach"
    return make_mention(run.sentence, context, run.noun_end, noun, run.country, drop=noun is Rank.TOWN and behind)


def _goes_on(run: _Run, before: list[PlaceMention]) -> bool:
    """True where the run goes on a list of places and is no person whom a comma leads in."""
    return bool(
        is_listed(run.lowers, run.first, before)
        and not is_introduced(run.lowers, run.last, run.vocabulary)
        and not (not run.places and speaks(run.lowers, run.last))
        and (run.places or (run.sentence.parsed and run.kinds.isdisjoint(_NO_PLACE | {"PERSON"})))
    )


def _labels_row(run: _Run) -> bool:
    """True for the label of a row: "Hama: 1 killed", "Axum | 6 | 8"."""
    tokens = run.sentence.tokens
    if run.sentence.block.kind is not BlockKind.ROW or run.first > 1 or run.last >= len(tokens):
        return False
    return tokens[run.last].text in _LABELLING or tokens[run.last].text[0].isdigit()


# What parts the label of a row from its numbers.
_LABELLING = frozenset([":", "-", "–", "—", "‒", "|", "="])


def _is_sure(run: _Run) -> bool:
    """True where the words around a name of the gazetteer make it that place, and no person or body of the same name."""
    context = run.context
    if context.nearness is Nearness.AT or run.kinds & PLACE or _labels_row(run):
        return True
    if run.places[0].size >= LARGE_CITY and names_event(run.lowers, run.last, run.vocabulary):
        return True  # "the Peshawar blast"
    if is_ruled(run.lowers, run.first, run.last):
        return True
    if run.kinds & {"PERSON", "ORG"}:
        return False
    return (
        context.nearness is Nearness.ON
        or context.between
        or is_qualified(run.lowers, run.last, run.vocabulary)
        or run.places[0].size >= LARGE_CITY
    )
