"""What a document calls by the name of a place and means none by.

Persons, whose surname it gives alone once it has named them in full; armed groups and alliances; and common words of a headline
in title case, which it writes small elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from claimx.find.places.capitals import is_title_case
from claimx.models import Document, Mentions, PlaceMention, Sentence
from claimx.schema import PartyType

_PERSON = "PERSON"
_BODIES = (PartyType.GROUP, PartyType.ORGANISATION)


def without_others(document: Document) -> Document:
    """The document without the places that are none: "Robert Lincoln ... Lincoln shot three", "Truck Falls On Van" of a van.

    A surname that a preposition of place leads to stays a place: "in Lincoln", but not "at Lincoln's house".
    """
    surnames = {name for sentence in document.sentences for name in _surnames(sentence)}
    titled = [is_title_case(sentence) for sentence in document.sentences]
    small = {
        token.text
        for sentence, title in zip(document.sentences, titled, strict=True)
        if not title
        for token in sentence.tokens
        if token.text.islower()
    }
    return replace(
        document,
        mentions=tuple(
            replace(mentions, places=kept)
            if len(kept := _kept(mentions, surnames, small if title else set())) < len(mentions.places)
            else mentions
            for mentions, title in zip(document.mentions, titled, strict=True)
        ),
    )


def _kept(mentions: Mentions, surnames: set[str], small: set[str]) -> tuple[PlaceMention, ...]:
    lowers = mentions.sentence.lowers()
    groups = [party.phrase for party in mentions.parties if party.type in _BODIES]
    return tuple(
        place
        for place in mentions.places
        if not small.issuperset(lowers[place.phrase.first : place.phrase.last])
        if (place.name.lower() not in surnames and not any(group.covers(place.phrase) for group in groups))
        or (place.nearness == "at" and lowers[place.phrase.last : place.phrase.last + 1] != ["'s"])
    )


def _surnames(sentence: Sentence) -> list[str]:
    """The last words of the persons whom the parser finds in the sentence with two names or more."""
    tokens = sentence.tokens
    return [
        token.lower
        for before, token in pairwise(tokens)
        if before.ent == token.ent == _PERSON
        and before.text[0].isupper()
        and token.text[0].isupper()
        and not any(following.ent == _PERSON for following in tokens[token.i + 1 : token.i + 2])
    ]
