"""The words around a name that tell whether it is a place: prepositions, directions, place nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from claimx.find.places.capitals import HYPHENS, is_capital
from claimx.lexicon.match import Matcher
from claimx.lexicon.places import Nearness, PlaceVocabulary, Rank
from claimx.models import Sentence

ValueT = TypeVar("ValueT")

# "rebel-held Atareb": who holds a place says nothing of where it is.
_HELD = frozenset({"held", "controlled", "occupied", "administered", "run", "ruled", "dominated", "majority"})
# "In *Krasny Liman* direction", 'in the "Center" direction': marks around a name.
_MARKS = frozenset({"*", "**", "_", "\u201c", "\u2018", '"', "``"})
# "in the besieged rebel-held Syrian city of": as many words may stand between a preposition and its name.
REACH = 8
# The longest words of the vocabulary that lead to a place: "at the gates of".
LEADING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands before a run: the nearness a preposition gives, the place noun that announces it, the modifier's start."""

    nearness: Nearness | None
    noun: Rank | None
    start: int
    between: bool = False


def look_back(sentence: Sentence, lowers: list[str], first: int, vocabulary: PlaceVocabulary) -> Surroundings:
    """Read leftwards over articles, adjectives of nationality and direction, and place nouns to the preposition."""
    tokens = sentence.tokens
    start = position = first
    noun: Rank | None = None
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
            previous == "of" and position > 1 and (found := _ending(vocabulary.nouns, lowers, position - 1)) is not None
        ):
            if found[1] is Rank.SITE:
                # "the hospitals of Lebedyn" stand in Lebedyn.
                return Surroundings(Nearness.AT, None, start)
            noun, position = noun or found[1], found[0]
        elif previous in ("the", "a", "an", "'s", "its", "their"):
            position -= 1
        elif (
            noun is None
            and (found := _ending(vocabulary.nouns, lowers, position)) is not None
            and found[1] in (Rank.TOWN, Rank.NEIGHBOURHOOD)
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
    return Surroundings(nearness[1] if nearness else None, noun, start, between)


def _ending(matcher: Matcher[ValueT], lowers: list[str], position: int) -> tuple[int, ValueT] | None:
    """The longest lexicon words that end right before ``position``: where they begin and what they mean."""
    words = lowers[max(0, position - LEADING_WORDS) : position]
    for start in range(len(words)):
        match = matcher.at(words, start)
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
