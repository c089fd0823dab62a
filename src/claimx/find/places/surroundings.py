"""The words around a name that tell whether it is a place: prepositions, directions, place nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from claimx.find.places.capitals import is_capital
from claimx.lexicon.gazetteer import locate
from claimx.lexicon.match import Matcher
from claimx.lexicon.places import Nearness, PlaceKind, PlaceVocabulary, Rank
from claimx.lexicon.verbs import SAYS
from claimx.models import PlaceMention, Sentence
from claimx.tokenize import HYPHENS

_POINTS = frozenset("north south east west northeast northwest southeast southwest".split())
_DISTANCES = frozenset({"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "mile", "miles"})
_LANDS = frozenset({"territory", "soil", "airspace", "waters"})
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
ValueT = TypeVar("ValueT")

# "the river Niger": kinds of land and water that stand before a name without "of".
_BARE = frozenset({"river", "lake", "island", "mountain", "canal", "reservoir"})

# "rebel-held Atareb": who holds a place says nothing of where it is.
_HELD = frozenset({"held", "controlled", "occupied", "administered", "run", "ruled", "dominated", "majority"})
# "In *Krasny Liman* direction", 'in the "Center" direction': marks around a name.
_MARKS = frozenset({"*", "**", "_", "\u201c", "\u2018", '"', "``"})
# "in the besieged rebel-held Syrian city of": as many words may stand between a preposition and its name.
REACH = 8
# The longest words of the vocabulary that lead to a place: "at the gates of".
LEADING_WORDS = 4


@dataclass(slots=True, unsafe_hash=True)
class Surroundings:
    """What stands before a run: the nearness a preposition gives, the place noun that announces it, the modifier's start.

    ``owned`` where a larger place stands between the preposition and the name: "in Syria's Sednaya".
    """

    nearness: Nearness | None
    noun: Rank | None
    start: int
    between: bool = False
    owned: bool = False


def look_back(sentence: Sentence, lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> Surroundings:
    """Read leftwards over articles, adjectives of nationality and direction, and place nouns to the preposition."""
    tokens = sentence.tokens
    start = position = first
    noun: Rank | None = None
    owned = False
    # Only a direction that stands right before the name is part of it: "southern Israel".
    while position > 0 and (word := _ending(vocabulary.directions, lowers, position)) is not None:
        position = word[0]
        if word[1] and tokens[position].i < start and start - position <= 3:
            start = position
        if position and tokens[position - 1].text in HYPHENS:
            break
    limit = max(0, first - REACH)
    while position > limit:
        previous = lowers[position - 1]
        if previous in _MARKS:
            position -= 1
        elif (
            previous == "of" and position > 1 and (found := _noun_before(vocabulary, lowers, position - 1)) is not None
        ):
            if found[1] is Rank.SITE:
                if is_capital(tokens[found[0]]):
                    break  # "the School of Public Health"
                # "the hospitals of Lebedyn" stand in Lebedyn.
                return Surroundings(Nearness.AT, None, start)
            noun, position = noun or found[1], found[0]
        elif previous == "'s" and (owner := _owner(sentence, position - 1, vocabulary)) is not None:
            owned, position = True, owner
        elif lost_apostrophe(previous, vocabulary):
            owned, position = True, position - 1
        elif previous in ("the", "a", "an", "'s", "its", "their"):
            position -= 1
        elif (
            noun is None
            and (found := _ending(vocabulary.nouns, lowers, position)) is not None
            and (found[1] in (Rank.TOWN, Rank.NEIGHBOURHOOD) or previous in _BARE)
        ):
            noun, position = found[1], found[0]
        elif previous in _HELD and position > 2 and tokens[position - 2].text in HYPHENS:
            position -= 3
            noun = noun or Rank.TOWN
        elif (word := _ending(vocabulary.directions, lowers, position)) is not None:
            position = word[0]
        elif (
            position > 1
            and (previous in (",", "and", "or") or lowers[position - 2 : position] == [",", "and"])
            and start < first
            and (word := _ending(vocabulary.directions, lowers, position - 1 - (lowers[position - 2] == ",")))
            is not None
        ):
            position = word[0]  # "in northern, southern, and eastern Ukraine"
        elif (demonym := _ending(vocabulary.demonyms, lowers, position)) is not None:
            position = demonym[0]
        elif (
            previous.endswith(("ed", "ous", "ing", "ern"))
            and sentence.parsed
            and tokens[position - 1].pos in ("ADJ", "VERB")
            and tokens[position - 1].dep == "amod"
        ):
            position -= 1
        elif (
            lowers[position - 2 : position - 1] == ["'s"]
            and (not sentence.parsed or tokens[position - 1].pos == "ADJ")
            and previous.isalpha()
            and not is_capital(tokens[position - 1])
            and _owner(sentence, position - 2, vocabulary) is not None
        ):
            position -= 1  # "in Pakistan's restive Balochistan"
        elif (
            noun is not None
            and previous.isalpha()
            and not tokens[position - 1].text[0].isupper()
            and lowers[position - 2 : position - 1] in (["the"], ["a"], ["an"], ["'s"])
            and position > 1
        ):
            position -= 1  # "the historic city of": one adjective, also where no parse tells it
        else:
            break
    nearness = _ending(vocabulary.prepositions, lowers, position)
    between = position > 0 and lowers[position - 1] == "between"
    return Surroundings(nearness[1] if nearness else None, noun, start, between, owned)


def is_ruled(lowers: list[str], first: int, last: int) -> bool:
    """True for the place of an office: "governor of | Tera", "the | Tera | regional military administration"."""
    behind = last
    while behind < len(lowers) and lowers[behind] in _OF_RULE:
        behind += 1
    before = lowers[max(0, first - 2) : first]
    return (before[-1:] == ["of"] and before[0] in _RULERS) or (
        behind < len(lowers) and lowers[behind] in _RULERS | {"administration"}
    )


_OF_RULE = frozenset("regional city oblast provincial district military civil state deputy acting".split())
_RULERS = frozenset({"governor", "mayor", "prefect"})


def _noun_before(vocabulary: PlaceVocabulary, lowers: list[str], position: int) -> tuple[int, Rank] | None:
    """The place noun that ends right before ``position``, also in the plural: "in the districts | of Tera and Gao"."""
    found = _ending(vocabulary.nouns, lowers, position)
    if found is not None or not lowers[position - 1].endswith("s"):
        return found
    return _ending(vocabulary.nouns, [*lowers[: position - 1], lowers[position - 1][:-1]], position)


def _owner(sentence: Sentence, last: int, vocabulary: PlaceVocabulary) -> int | None:
    """Where the known place begins that ends at token ``last``, before its "'s"; None where no such place does."""
    lowers, tokens = sentence.lowers(), sentence.tokens
    first = last
    while first > max(0, last - LEADING_WORDS) and is_capital(tokens[first - 1]):
        first -= 1
    for start in range(first, last):
        named = vocabulary.names.at(lowers, start)
        if (named is not None and named.last == last) or locate(sentence.slice(sentence.phrase(start, last))):
            return start
    return None


def _ending(matcher: Matcher[ValueT], lowers: list[str], position: int) -> tuple[int, ValueT] | None:
    """The longest lexicon words that end right before ``position``: where they begin and what they mean."""
    words = lowers[max(0, position - LEADING_WORDS) : position]
    openers = matcher.openers()
    for start, word in enumerate(words):
        match = matcher.at(words, start) if word in openers else None
        if match is not None and match.last == len(words):
            return position - len(words) + start, match.value
    return None


def noun_after(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary
) -> tuple[int, Rank | None]:
    """End and rank of the place noun that closes a name: its own last words, or the small word after it."""
    after = vocabulary.nouns.at(lowers, last)
    if after is not None and not is_capital(sentence.tokens[last]):
        return after.last, after.value
    for start in range(first + 1, last):
        match = vocabulary.nouns.at(lowers[:last], start)
        if match is not None and match.last == last:
            return last, match.value
    return last, None


def following_name(sentence: Sentence, last: int) -> str:
    """The name that "of" ties to a place noun which ends before token ``last``: "suburb | of Zamra"; empty for none."""
    tokens = sentence.tokens
    end = last + 1
    while end < len(tokens) and is_capital(tokens[end]):
        end += 1
    tied = last < len(tokens) and tokens[last].lower == "of" and end > last + 1
    return sentence.slice(sentence.phrase(last + 1, end)) if tied else ""


def is_land(lowers: list[str], last: int) -> bool:
    """True where a country's land, air or waters are named after its nationality word, and nothing of theirs follows."""
    return lowers[last : last + 1] != [] and lowers[last] in _LANDS and lowers[last + 1 : last + 2] != ["'s"]


# "Aramco oil storage facilities | in": words of what a company owns.
_WORKS = 5
_SITED = frozenset({"in", "at", "near", "outside", "of"})


def is_works_elsewhere(
    sentence: Sentence, lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary
) -> bool:
    """True where a run names works of a company that another name behind them places: "Aramco facilities in Jeddah"."""
    company = vocabulary.companies.at(lowers, first)
    if company is None:
        return False
    tokens = sentence.tokens
    i = last
    while i < min(len(tokens), last + _WORKS) and lowers[i].isalpha() and lowers[i] not in _SITED:
        if is_capital(tokens[i]):
            return False
        i += 1
    if i + 1 >= len(tokens) or lowers[i] not in _SITED or i == company.last:
        return False  # "in Reliance, Wyoming"
    named = tokens[i + 1 : i + 1 + _WORKS]  # "in the southern city of"
    return any(
        is_capital(token) for token in named[: next((j for j, t in enumerate(named) if t.text in ",.;:"), _WORKS)]
    )


def is_holder(sentence: Sentence, lowers: list[str], last: int) -> bool:
    """True for who holds a place: "the Zamri-controlled town of"."""
    return last + 1 < len(lowers) and sentence.tokens[last].text in HYPHENS and lowers[last + 1] in _HELD


def is_assaulted(lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> bool:
    """True behind "an attack on", "drone strikes by X and Y on": what is struck there is a place, though no gazetteer has it."""
    if lowers[first - 1 : first] != ["on"]:
        return False
    for i in range(first - 2, max(-1, first - _STRIKING), -1):
        if lowers[i] in _BREAKING:
            return False
        if vocabulary.is_around(PlaceKind.ASSAULT, lowers[i]):
            return True
    return False


# What is done to places, whoever they belong to; persons and groups are "attacked" and "captured" too.
_STORMED = frozenset(
    "raided stormed shelled bombed bombarded besieged overran pounded recaptured retook encircled shelling bombing pounding".split()
)
_SIEGES = frozenset(
    "bombing bombardment shelling siege battle fall storming occupation liberation invasion recapture".split()
)


def is_stormed(lowers: list[str], first: int) -> bool:
    """True right behind a verb or a noun for what is done to places: "raided Duma", "the shelling of Duma"."""
    if lowers[first - 1 : first] in (["of"], ["for"]):
        return first > 1 and lowers[first - 2] in _SIEGES
    return first > 0 and lowers[first - 1] in _STORMED


def is_listed(lowers: list[str], first: int, before: list[PlaceMention]) -> bool:
    """True where the run goes on a list of places: "Kurylivka and Pishchane", "Nice, France"."""
    if not before:
        return False
    between = lowers[before[-1].phrase.last : first]
    return between in ([","], ["and"], [",", "and"], ["or"], ["and", "the"])


def speaks(lowers: list[str], last: int) -> bool:
    """True right before a word of saying: "in Sibolga district, Nugroho said"."""
    return not SAYS.isdisjoint(lowers[last : last + 1])


def noun_start(lowers: list[str], first: int, last: int, vocabulary: PlaceVocabulary) -> int:
    """Where a place noun of several words closes a name ("Riyom Local Government Area"), else the name's end."""
    for i in range(first + 1, last - 1):
        noun = vocabulary.nouns.at(lowers[:last], i)
        if noun is not None and noun.last == last:
            return i
    return last


def is_introduced(lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True for a person whom an apposition introduces: "Papua, Abdul Muhari, a spokesperson for", "Hale, 44,"."""
    if lowers[last : last + 1] != [","] or last + 2 >= len(lowers):
        return False
    i = last + 2 if lowers[last + 1] in ("a", "an", "the") else last + 1
    return lowers[i].isdecimal() or vocabulary.titles.at(lowers, i) is not None


def is_qualified(lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True where a known larger place follows after a comma: "Newtown, Connecticut"."""
    return lowers[last : last + 1] == [","] and vocabulary.names.at(lowers, last + 1) is not None


def lies_in(sentence: Sentence, lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
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
    if last + 1 < len(lowers) and lowers[last] in _POINTS and lowers[last + 1] == "of":
        return True  # "the defence of Duma west of"
    if lowers[last : last + 1] not in (["in"], [","]):
        return False
    if lowers[last] == "," and not _DISTANCES.isdisjoint(lowers[last + 1 : last + 5]):
        return True  # "shelled Duma, some 12 km east of"
    i = last + 1
    if lowers[i : i + 1] == ["in"]:
        i += 1
    while (step := vocabulary.directions.at(lowers, i)) is not None:
        i = step.last
    if vocabulary.names.at(lowers, i) is not None:
        return True
    return i < len(lowers) and is_capital(sentence.tokens[i]) and bool(locate(sentence.tokens[i].text))


def names_event(lowers: list[str], last: int, vocabulary: PlaceVocabulary) -> bool:
    """True for the place of an accident or a crime that a headline names behind it: "Kenya bus crash kills 12".

    What stands before "strikes" may be the country that strikes.
    """
    for word in lowers[last : last + _COMPOUND]:
        if vocabulary.is_around(PlaceKind.SCENE, word):
            return word == "fire" or not vocabulary.is_around(PlaceKind.ASSAULT, word)
        small = not word.isalpha() or word in _SMALL or vocabulary.is_around(PlaceKind.OFFICE, word)
        if small or (word.endswith(_VERBAL) and not word.endswith(_SINGULAR)):
            return False
    return False


# "Turkey coal mine blast": so many words from a place to the event that bears its name, none of them small and none a verb.
_COMPOUND = 3
_SMALL = frozenset("a an the in on at of to for and or but by from with after as over".split())
_VERBAL, _SINGULAR = ("s", "ed"), ("ss", "us", "as", "is")


def lost_apostrophe(word: str, vocabulary: PlaceVocabulary) -> bool:
    """True for "Syrias" in text that lost its apostrophes: the owner of something, not a place."""
    return (
        word.endswith("s")
        and vocabulary.names.at([word], 0) is None
        and vocabulary.names.at([word[:-1]], 0) is not None
    )
