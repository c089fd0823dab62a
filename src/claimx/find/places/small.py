"""Names of places in text that writes none with a capital: "four people died in khartoum"."""

from __future__ import annotations

from claimx.find.places.capitals import is_capital
from claimx.find.places.surroundings import look_back
from claimx.find.places.titles import LARGE_CITY
from claimx.lexicon.gazetteer import locate
from claimx.lexicon.places import Nearness, PlaceVocabulary, Rank
from claimx.models import PlaceMention, Sentence

# Shorter words are seldom cities.
_SHORTEST = 4
# Cities of a hundred thousand people and more that are words of English too.
_WORDS = frozenset(
    "alley barking basic bath buffalo central corona deal dining enterprise erode grand hamlet hub hull independence liberty male "
    "man mobile muse nice orange phoenix providence reading roles sale shaping simmering split spoken surprise van victoria wigan "
    "car carpentry lens tours sale crest march prato nancy mercy salt".split()
)
# A word behind one of these is a common noun: no city has an article or an owner.
_DETERMINERS = frozenset("a an the this that these those its their his her our my your 's".split())


def small_places(sentence: Sentence, lowers: list[str], vocabulary: PlaceVocabulary) -> list[PlaceMention]:
    """Countries, regions and large cities that a preposition of place leads to, where no word but the first has a capital."""
    tokens = sentence.tokens
    if any(map(is_capital, tokens[1:])):
        return []
    out: list[PlaceMention] = []
    for i in range(1, len(tokens)):
        named = vocabulary.names.at(lowers, i)
        if lowers[i] in _WORDS:
            continue
        if named is not None and vocabulary.directions.at(lowers, i) is None:
            last, rank, country = named.last, named.value.rank, named.value.country
        elif len(lowers[i]) >= _SHORTEST and lowers[i - 1] not in _DETERMINERS and (towns := locate(lowers[i].title())):
            if towns[0].size < LARGE_CITY:
                continue
            last, rank, country = i + 1, Rank.TOWN, towns[0].country
        else:
            continue
        nearness = look_back(sentence, lowers, i, vocabulary).nearness
        if nearness in (Nearness.AT, Nearness.ON) and lowers[i - 1] not in ("a", "an"):
            phrase = sentence.phrase(i, last)
            out.append(PlaceMention(phrase, sentence.slice(phrase).title(), country, int(rank), str(nearness)))
    return out
