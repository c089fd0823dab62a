"""Names in headlines in title case, where capitals tell nothing, and how a place becomes a mention."""

from __future__ import annotations

from dataclasses import replace

from claimx.find.places.surroundings import Surroundings, names_event, noun_after
from claimx.lexicon.gazetteer import locate
from claimx.lexicon.places import Nearness, PlaceVocabulary, Rank
from claimx.models import PlaceMention, Sentence

# Entity types by which spaCy calls a word a place.
PLACE = frozenset({"GPE", "LOC", "FAC"})
# Ten times log10 of 100,000 inhabitants: a city known by its name alone, without a preposition to lead to it.
LARGE_CITY = 50
# Acronyms of units and weapons are as long as this; a place in capitals is longer or known.
ACRONYM = 5


def read_title(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary, context: Surroundings
) -> PlaceMention | None:
    """In a title-case headline only the gazetteer tells where a name ends; without it one word after a preposition does."""
    for stop in range(last, first, -1):
        places = locate(sentence.slice(sentence.phrase(first, stop)))
        kinds = {sentence.tokens[i].ent for i in range(first, stop)}
        if places and (
            context.nearness in (Nearness.AT, Nearness.ON)
            or (kinds <= PLACE and sentence.parsed)
            or (places[0].size >= LARGE_CITY and names_event(lowers, stop, vocabulary))
        ):
            return make_mention(sentence, context, stop, Rank.TOWN, places[0].country)
    if (
        context.nearness is Nearness.AT
        and vocabulary.nouns.at(lowers, first) is None
        and vocabulary.events.at(lowers, first) is None
        and not is_acronym(sentence.tokens[first].text)
    ):
        end, noun = noun_after(sentence, lowers, first, last, vocabulary)
        known = last - first == 1 or all(sentence.tokens[i].ent in PLACE for i in range(first, last))
        if noun is not None or known and (last == len(lowers) or not sentence.tokens[last].text[0].isalnum()):
            return make_mention(sentence, context, end, noun or Rank.TOWN, None)
    return None


def find_entity(sentence: Sentence, first: int, last: int, context: Surroundings) -> PlaceMention | None:
    """The part of a run that spaCy calls a geopolitical place and the gazetteer knows: "Seattle" of "Seattle Officer Lee"."""
    i = first
    while i < last and sentence.tokens[i].ent != "GPE":
        i += 1
    j = i
    while j < last and sentence.tokens[j].ent == "GPE":
        j += 1
    if i < j and (places := locate(sentence.slice(sentence.phrase(i, j)))):
        return make_mention(sentence, replace(context, start=i), j, Rank.TOWN, places[0].country)
    return None


def is_acronym(text: str) -> bool:
    """True for a few capitals: "ANA", "M.S.F."."""
    return text.isupper() and len(text.replace(".", "")) <= ACRONYM


def make_mention(
    sentence: Sentence, context: Surroundings, last: int, rank: Rank, country: str | None, *, drop: bool = False
) -> PlaceMention:
    """The place from the modifiers before its name up to ``last``; ``drop`` leaves the place noun out of its name."""
    phrase = sentence.phrase(context.start, last)
    # Between two villages is near both; between two countries is a relation, not a place.
    nearness = Nearness.AT if context.between and rank >= Rank.TOWN else context.nearness or ""
    name = " ".join(sentence.slice(phrase).split())
    if drop:
        # "Kunduz city" is Kunduz; "Khan Younis governorate" keeps its noun, which tells the two apart.
        name = name.rsplit(" ", 1)[0]
    return PlaceMention(phrase, name, country, int(rank), str(nearness))
