"""Find named places: known ones, and unknown ones that the words around them make a place.

Small villages stand in no gazetteer. A run of capitalised words is a place where the vocabulary or the gazetteer knows
it, where a place noun stands beside it ("the village of X", "X district"), or where a locative preposition leads to it.
The finder reports; whether anything happened at the place is for the linker to tell.
"""

from __future__ import annotations

from claimx.find.places.bearers import is_closed, is_common, is_led, is_short
from claimx.find.places.capitals import is_capital, is_title_case, runs
from claimx.find.places.readings import read_run
from claimx.find.places.small import small_places
from claimx.find.places.surroundings import is_land, lost_apostrophe
from claimx.lexicon.gazetteer import locate
from claimx.lexicon.places import PlaceVocabulary, Rank
from claimx.models import PlaceMention, Sentence
from claimx.tokenize import HYPHENS

# Words that make a weekday the name of a day.
_FEASTS = frozenset("ash bad black bloody bright easter good holy maundy palm red shrove spy super whit".split())


def find_places(sentence: Sentence, vocabulary: PlaceVocabulary) -> list[PlaceMention]:
    """Named places in text order, without overlap. Works on tokens alone; entity types help where the sentence is parsed."""
    lowers = sentence.lowers()
    titled = is_title_case(sentence)
    out: list[PlaceMention] = []
    for first, last in _joined(sentence, list(runs(sentence, lowers, vocabulary))):
        for piece in _pieces(sentence, lowers, first, last, vocabulary, titled):
            found = read_run(sentence, lowers, *piece, vocabulary, titled, out)
            if found is not None and not any(found.phrase.overlaps(other.phrase) for other in out):
                out.append(found)
    return out or small_places(sentence, lowers, vocabulary)


def _joined(sentence: Sentence, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs, two of them as one where the gazetteer knows the name that a genitive makes of them: "Cox's Bazar"."""
    out: list[tuple[int, int]] = []
    for first, last in found:
        if out and sentence.tokens[first - 1].lower in ("'s", "\u2019s") and out[-1][1] == first - 1:
            whole = sentence.slice(sentence.phrase(out[-1][0], last)).replace("\u2019", "'")
            if locate(whole):
                out[-1] = (out[-1][0], last)
                continue
        out.append((first, last))
    return out


def _pieces(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary, titled: bool
) -> list[tuple[int, int]]:
    """The run without the words that are capitalised for other reasons: weekdays, ranks and the names after them."""
    out: list[tuple[int, int]] = []
    start = i = first
    tokens, short, parting = sentence.tokens, vocabulary.short, vocabulary.parting
    while i < last:
        # Most words of a name are no word of the lexicon.
        if lowers[i] not in parting and tokens[i].text not in short and not lowers[i].endswith("s"):
            i += 1
            continue
        if is_short(sentence, i, vocabulary):
            out.extend([(start, i), (i, i + 1)])
            start = i = i + 1
            continue
        known = vocabulary.names.at(lowers, i)
        if known is not None and _is_direction(lowers, i, known.last, last, vocabulary):
            if start < i:
                out.append((start, i))
            start = i = known.last  # "Southeast Turkey"
            continue
        if known is not None:
            if titled and start < i:
                out.append((start, i))
                start = i
            i = known.last
            if titled:
                out.append((start, min(i, last)))
                start = i
            continue
        if last - i > 1 and lost_apostrophe(lowers[i], vocabulary):
            if start < i:
                out.append((start, i))
            start = i = i + 1  # "Syrias Hama", Syria's
            continue
        title = vocabulary.titles.at(lowers, i)
        if title is not None and (
            _is_joined(sentence, title.last, last) or (i > first and _is_joined(sentence, i - 1, last))
        ):
            title = None  # "Saint-Louis", "Port-au-Prince"
        if title is not None and i == first and is_led(lowers, i) and is_closed(sentence, title.last, last):
            title = None  # "in General Santos"
        site = None if title is None else vocabulary.nouns.at(lowers, title.last)
        if i == first and site is not None and site.last == last and site.value is Rank.SITE:
            title = None  # "the Ambassador Hotel"
        if title is not None and (i > start or is_capital(sentence.tokens[i])):
            # The words after a rank are a person's name to the end of the run.
            if start < i:
                out.append((start, i))
            return out if not titled else out + _pieces(sentence, lowers, i + 1, last, vocabulary, titled)
        preposition = vocabulary.prepositions.at(lowers, i)
        never = vocabulary.never.at(lowers, i)
        if never is not None and is_common(vocabulary.nouns.at(lowers, never.last), last):
            never = None  # "Bradley International Airport"
        stop = (
            never
            or (preposition if i == 0 or titled or start == i else None)
            or (vocabulary.demonyms.at(lowers, i) if i == start or titled else None)
        )
        if (
            stop is not None
            and stop.last == last
            and vocabulary.demonyms.at(lowers, i) is not None
            and is_land(lowers, last)
        ):
            break
        if never is not None and i == start + 1 and lowers[start] in _FEASTS:
            start = i = never.last  # "Palm Sunday", "the Black Saturday fires"
            continue
        if stop is not None and not (stop.last < last and sentence.tokens[stop.last].text in HYPHENS):
            if start < i:
                out.append((start, i))
            start = i = stop.last
            continue
        i += 1
    if start < last:
        out.append((start, last))
    return [(a, b) for a, b in out if b > a]


def _is_direction(lowers: list[str], i: int, end: int, last: int, vocabulary: PlaceVocabulary) -> bool:
    """True for a region's name that only says which part of the place behind it is meant."""
    step = vocabulary.directions.at(lowers, i)
    return step is not None and step.last == end < last and vocabulary.names.at(lowers, end) is not None


def _is_joined(sentence: Sentence, i: int, last: int) -> bool:
    """True where a hyphen joins the next word of the run to the one before token i."""
    return i + 1 < last and sentence.tokens[i].text in HYPHENS and not sentence.tokens[i - 1].space
