"""Find named places: known ones, and unknown ones that the words around them make a place.

Small villages stand in no gazetteer. A run of capitalised words is a place where the vocabulary or the gazetteer knows
it, where a place noun stands beside it ("the village of X", "X district"), or where a locative preposition leads to it.
The finder reports; whether anything happened at the place is for the linker to tell.
"""

from __future__ import annotations

from dataclasses import replace

from claimx.find.places.capitals import HYPHENS, is_capital, is_title_case, runs
from claimx.find.places.surroundings import Surroundings, look_back, noun_after
from claimx.lexicon.gazetteer import locate
from claimx.lexicon.places import Nearness, PlaceKind, PlaceVocabulary, Rank
from claimx.models import PlaceMention, Sentence

# Entity types by which spaCy calls a word a place, and those that forbid it where only a preposition speaks for it.
_PLACE = frozenset({"GPE", "LOC", "FAC"})
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
_DISTANCES = frozenset({"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles"})
# "the Indian Ocean nation", "the Gulf states": the place only describes one that goes unnamed.
_DESCRIBED = frozenset({"nation", "nations", "country", "countries", "state", "states", "archipelago"})
_LANDS = frozenset({"territory", "soil", "airspace", "waters"})
# Endings of abstract nouns that a headline capitalises: "in Escalating Bombardment".
_ABSTRACT = ("ment", "tion", "sion", "ness", "ship", "ity", "ance", "ence", "ism")
# Ten times log10 of 100,000 inhabitants: a city known by its name alone, without a preposition to lead to it.
LARGE_CITY = 50
# "strikes by Mali and Burkina Faso on": words from an assault to what it is on, none of which ends its phrase.
_STRIKING = 8
_BREAKING = frozenset(
    {
        ",",
        ";",
        ".",
        "that",
        "which",
        "killed",
        "was",
        "were",
        "said",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    }
)
# Longer runs of capitals are lists of names or shouted text.
LONGEST_NAME = 6
# Acronyms of units and weapons are as long as this; a place in capitals is longer or known.
ACRONYM = 5


def find_places(sentence: Sentence, vocabulary: PlaceVocabulary) -> list[PlaceMention]:
    """Named places in text order, without overlap. Works on tokens alone; entity types help where the sentence is parsed."""
    lowers = sentence.lowers()
    titled = is_title_case(sentence)
    out: list[PlaceMention] = []
    for first, last in runs(sentence, lowers, vocabulary):
        for piece in _pieces(sentence, lowers, first, last, vocabulary, titled):
            found = _read(sentence, lowers, *piece, vocabulary, titled, out)
            if found is not None and not any(found.phrase.overlaps(other.phrase) for other in out):
                out.append(found)
    return out


def _pieces(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary, titled: bool
) -> list[tuple[int, int]]:
    """The run without the words that are capitalised for other reasons: weekdays, ranks and the names after them."""
    out: list[tuple[int, int]] = []
    start = i = first
    while i < last:
        known = vocabulary.names.at(lowers, i)
        if known is not None:
            if titled and start < i:
                out.append((start, i))
                start = i
            i = known.last
            if titled:
                out.append((start, min(i, last)))
                start = i
            continue
        if vocabulary.titles.at(lowers, i) is not None and (i > start or is_capital(sentence.tokens[i])):
            # The words after a rank are a person's name to the end of the run.
            if start < i:
                out.append((start, i))
            return out if not titled else out + _pieces(sentence, lowers, i + 1, last, vocabulary, titled)
        preposition = vocabulary.prepositions.at(lowers, i)
        stop = (
            vocabulary.never.at(lowers, i)
            or (preposition if i == 0 or titled or start == i else None)
            or (vocabulary.demonyms.at(lowers, i) if i == start or titled else None)
        )
        if (
            stop is not None
            and stop.last == last
            and vocabulary.demonyms.at(lowers, i) is not None
            and _is_land(lowers, last)
        ):
            break
        if stop is not None and not (stop.last < last and sentence.tokens[stop.last].text in HYPHENS):
            if start < i:
                out.append((start, i))
            start = i = stop.last
            continue
        i += 1
    if start < last:
        out.append((start, last))
    return [(a, b) for a, b in out if b > a]


# Said of a site they make its name a place; said of a group they do not, so they are no prepositions.
_WRECKING = frozenset(
    {"destroyed", "destroying", "damaged", "damaging", "burned", "burnt", "torched", "demolished", "wrecked"}
)


def _read(
    sentence: Sentence,
    lowers: list[str],
    first: int,
    last: int,
    vocabulary: PlaceVocabulary,
    titled: bool,
    before: list[PlaceMention],
) -> PlaceMention | None:
    """The place that a run names, or None."""
    if (
        last - first == 1
        and vocabulary.nouns.at(lowers, first) is not None
        and vocabulary.names.at(lowers, first) is None
    ):
        return None  # "Around the Region"
    while first < last and (step := vocabulary.directions.at(lowers, first)) is not None:
        if vocabulary.names.at(lowers, first) is not None or step.last >= last:
            break
        first = step.last
    while first < last and sentence.tokens[first].text in HYPHENS:
        first += 1
    if first >= last or last - first > 2 * LONGEST_NAME:
        return None
    if (event := vocabulary.events.at(lowers, first)) is not None and event.last == last:
        return None  # "Ten Killed in Raid"
    if last - first > 1 and vocabulary.events.at(lowers, last - 1) is not None:
        # "Nanking Massacre", "Homs Offensive": the place gave the event its name.
        core = sentence.slice(sentence.phrase(first, last - 1))
        if vocabulary.names.at(lowers[: last - 1], first) is not None or locate(core):
            last -= 1
        else:
            # "Camp Fire", "Gideon Campaign": a name, but of no place.
            return None
    context = look_back(sentence, lowers, first, vocabulary)
    named = vocabulary.names.at(lowers, first)
    noun_end, noun = noun_after(sentence, lowers, first, last, vocabulary)
    if named is not None and named.last == last:
        if (
            noun in (Rank.PROVINCE, Rank.DISTRICT)
            and named.value.rank > Rank.COUNTRY
            or (noun_end > last and lowers[noun_end - 1] == "border")
        ):
            return _mention(sentence, context, noun_end, noun or named.value.rank, named.value.country)
        if named.value.country is None and lowers[last : last + 1] and lowers[last] in _DESCRIBED:
            return None
        # "southern Israel" is a part of the country.
        rank = named.value.rank if context.start == first else max(named.value.rank, Rank.REGION)
        return _mention(sentence, context, last, rank, named.value.country)
    if last - first > LONGEST_NAME:
        return None
    if any(vocabulary.organisations.at(lowers, i) for i in range(first, _noun_start(lowers, first, last, vocabulary))):
        return None
    if last - first == 1 and _lost_apostrophe(lowers[first], vocabulary):
        return None
    if titled:
        return _read_title(sentence, lowers, first, last, vocabulary, context)
    text = sentence.slice(sentence.phrase(first, last))
    places = locate(text)
    country = places[0].country if places else None
    kinds = {sentence.tokens[i].ent for i in range(first, last)}
    if vocabulary.demonyms.at(lowers, first) is not None and not places:
        # "the Turkish-Syrian border" is the one place that nationality words make.
        if noun_end > last and lowers[noun_end - 1] in ("border", "frontier"):
            return _mention(sentence, replace(context, start=first), noun_end, Rank.DISTRICT, None)
        demonym = vocabulary.demonyms.at(lowers, first)
        if demonym is not None and demonym.last == last and _is_land(lowers, last):
            # "into Israeli territory"
            return _mention(sentence, replace(context, start=first), last + 1, Rank.COUNTRY, demonym.value)
        return None
    if noun is Rank.SITE and noun_end > last and not places and _is_acronym(text):
        return None  # "an ANA checkpoint": a body's post without a name
    if noun is Rank.SITE and noun_end > last and _is_wrecked(lowers, first):
        context = replace(context, nearness=Nearness.ON)
    if noun is not None and (noun_end == last or noun is not Rank.SITE or places or kinds & _PLACE or context.nearness):
        return _mention(sentence, context, noun_end, noun, country, drop=noun is Rank.TOWN and noun_end > last)
    if context.noun is not None and "DATE" not in kinds:
        # "the area of Khan Younis" is the town; "the province of Hama" is not.
        town = bool(places) and context.noun is Rank.DISTRICT
        return _mention(sentence, context, last, Rank.TOWN if town else context.noun, country)
    rank = Rank.SITE if kinds == {"FAC"} and not places else Rank.TOWN
    if lowers[first] in vocabulary.leading and last - first > 1 and (context.nearness or kinds & _PLACE or places):
        rank = max(rank, vocabulary.leading[lowers[first]])
        return _mention(sentence, context, last, rank, country)
    if (
        _listed(lowers, first, before)
        and not _is_introduced(lowers, last, vocabulary)
        and not (not places and _speaks(lowers, last))
        and (places or sentence.parsed and kinds.isdisjoint(_NO_PLACE | {"PERSON"}))
    ):
        nearness = context.nearness or (Nearness(before[-1].nearness) if before[-1].nearness else None)
        listed = replace(context, start=first, nearness=nearness)
        return _mention(sentence, listed, last, rank if places else Rank(max(rank, before[-1].rank)), country)
    if places:
        person = kinds & {"PERSON", "ORG"} and not kinds & _PLACE
        if (
            context.nearness is Nearness.AT
            or kinds & _PLACE
            or (
                not person
                and (
                    context.nearness is Nearness.ON
                    or context.between
                    or _qualified(lowers, last, vocabulary)
                    or places[0].size >= LARGE_CITY
                )
            )
        ):
            return _mention(sentence, context, last, rank, country)
        return None
    if kinds <= _PLACE and context.nearness not in (None, Nearness.FROM):
        return _mention(sentence, context, last, rank, None)
    placed = context.nearness is Nearness.AT or (
        context.nearness is Nearness.ON
        and "PERSON" not in kinds
        and (_lies_in(sentence, lowers, last, vocabulary) or _is_assaulted(lowers, context.start, vocabulary))
    )
    placed = placed and not lowers[last - 1].endswith(_ABSTRACT)
    if placed and kinds.isdisjoint(_NO_PLACE) and not _is_acronym(text):
        return _mention(sentence, context, last, rank, None)
    return _entity(sentence, first, last, context)


def _read_title(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary, context: Surroundings
) -> PlaceMention | None:
    """In a title-case headline only the gazetteer tells where a name ends; without it one word after a preposition does."""
    for stop in range(last, first, -1):
        places = locate(sentence.slice(sentence.phrase(first, stop)))
        kinds = {sentence.tokens[i].ent for i in range(first, stop)}
        if places and (context.nearness in (Nearness.AT, Nearness.ON) or kinds <= _PLACE and sentence.parsed):
            return _mention(sentence, context, stop, Rank.TOWN, places[0].country)
    if (
        context.nearness is Nearness.AT
        and vocabulary.nouns.at(lowers, first) is None
        and vocabulary.events.at(lowers, first) is None
        and not _is_acronym(sentence.tokens[first].text)
    ):
        end, noun = noun_after(sentence, lowers, first, last, vocabulary)
        known = last - first == 1 or all(sentence.tokens[i].ent in _PLACE for i in range(first, last))
        if noun is not None or known and (last == len(lowers) or not sentence.tokens[last].text[0].isalnum()):
            return _mention(sentence, context, end, noun or Rank.TOWN, None)
    return _entity(sentence, first, last, context)


def _entity(sentence: Sentence, first: int, last: int, context: Surroundings) -> PlaceMention | None:
    """The part of a run that spaCy calls a geopolitical place and the gazetteer knows: "Seattle" of "Seattle Officer Lee"."""
    i = first
    while i < last and sentence.tokens[i].ent != "GPE":
        i += 1
    j = i
    while j < last and sentence.tokens[j].ent == "GPE":
        j += 1
    if i < j and (places := locate(sentence.slice(sentence.phrase(i, j)))):
        return _mention(sentence, replace(context, start=i), j, Rank.TOWN, places[0].country)
    return None


def _is_land(lowers: list[str], last: int) -> bool:
    """True where a country's land, air or waters are named after its nationality word, and nothing of theirs follows."""
    return lowers[last : last + 1] != [] and lowers[last] in _LANDS and lowers[last + 1 : last + 2] != ["'s"]


def _is_wrecked(lowers: list[str], first: int) -> bool:
    """True where a site is what was destroyed: "burned the Tuzla depot"."""
    i = first - 2 if lowers[first - 1 : first] == ["the"] else first - 1
    return i >= 0 and lowers[i] in _WRECKING


def _is_assaulted(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True behind "an attack on", "drone strikes by X and Y on": what is struck there is a place, though no gazetteer has it."""
    if lowers[first - 1 : first] != ["on"]:
        return False
    for i in range(first - 2, max(-1, first - _STRIKING), -1):
        if lowers[i] in _BREAKING:
            return False
        if vocabulary.is_around(PlaceKind.ASSAULT, lowers[i]):
            return True
    return False


def _listed(lowers: list[str], first: int, before: list[PlaceMention]) -> bool:
    """True where the run goes on a list of places: "Kurylivka and Pishchane", "Nice, France"."""
    if not before:
        return False
    between = lowers[before[-1].phrase.last : first]
    return between in ([","], ["and"], [",", "and"], ["or"], ["and", "the"])


# Behind a name after a comma they make it the speaker's: "in Sibolga district, Nugroho said".
_SPEAKING = frozenset(
    {"said", "says", "added", "adds", "told", "tells", "reported", "reports", "stated", "confirmed", "wrote", "claimed"}
)


def _speaks(lowers: list[str], last: int) -> bool:
    return bool(_SPEAKING.intersection(lowers[last : last + 1]))


def _noun_start(lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary) -> int:
    """Where a place noun of several words closes a name ("Riyom Local Government Area"), else the name's end."""
    for i in range(first + 1, last - 1):
        noun = vocabulary.nouns.at(lowers[:last], i)
        if noun is not None and noun.last == last:
            return i
    return last


def _is_introduced(lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True for a person whom an apposition introduces: "Papua, Abdul Muhari, a spokesperson for", "Hale, 44,"."""
    if lowers[last : last + 1] != [","] or last + 2 >= len(lowers):
        return False
    i = last + 2 if lowers[last + 1] in ("a", "an", "the") else last + 1
    return lowers[i].isdecimal() or vocabulary.titles.at(lowers, i) is not None


def _qualified(lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True where a known larger place follows after a comma: "Newtown, Connecticut"."""
    return lowers[last : last + 1] == [","] and vocabulary.names.at(lowers, last + 1) is not None


def _lies_in(sentence: Sentence, lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True where "in" or a comma and a known larger place follow: "infiltrated Sarrin in Aleppo province", "attacked Boulkessi, near"."""
    if lowers[last : last + 1] == [","] and lowers[last + 1 : last + 2] in (
        ["near"],
        ["outside"],
        ["south"],
        ["north"],
        ["east"],
        ["west"],
        ["close"],
    ):
        return True
    if lowers[last : last + 1] not in (["in"], [","]):
        return False
    if lowers[last] == "," and not _DISTANCES.isdisjoint(lowers[last + 1 : last + 5]):
        return True  # "shelled Duma, some 12 km east of"
    i = last + 1
    while (step := vocabulary.directions.at(lowers, i)) is not None:
        i = step.last
    if vocabulary.names.at(lowers, i) is not None:
        return True
    return i < len(lowers) and is_capital(sentence.tokens[i]) and bool(locate(sentence.tokens[i].text))


def _lost_apostrophe(word: str, vocabulary: PlaceVocabulary) -> bool:
    """True for "Syrias" in text that lost its apostrophes: the owner of something, not a place."""
    return (
        word.endswith("s")
        and vocabulary.names.at([word], 0) is None
        and vocabulary.names.at([word[:-1]], 0) is not None
    )


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text.replace(".", "")) <= ACRONYM


def _mention(
    sentence: Sentence, context: Surroundings, last: int, rank: Rank, country: str | None, *, drop: bool = False
) -> PlaceMention:
    phrase = sentence.phrase(context.start, last)
    # Between two villages is near both; between two countries is a relation, not a place.
    nearness = Nearness.AT if context.between and rank >= Rank.TOWN else context.nearness or ""
    name = " ".join(sentence.slice(phrase).split())
    if drop:
        # "Kunduz city" is Kunduz; "Khan Younis governorate" keeps its noun, which tells the two apart.
        name = name.rsplit(" ", 1)[0]
    return PlaceMention(phrase, name, country, int(rank), str(nearness))
