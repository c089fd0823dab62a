"""Persons of the document who bear a town's name: whom it names in full once, it calls by the surname alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from claimx.models import Document, Mentions, PlaceMention, Sentence

_PERSON = "PERSON"


def without_persons(document: Document) -> Document:
    """The document without places that are surnames of persons named in full: "Robert Lincoln ... Lincoln shot three".

    What a preposition of place leads to stays: "in Lincoln".
    """
    surnames = {name for sentence in document.sentences for name in _surnames(sentence)}
    if not surnames:
        return document
    return replace(
        document,
        mentions=tuple(
            replace(mentions, places=kept)
            if len(kept := _kept(mentions, surnames)) < len(mentions.places)
            else mentions
            for mentions in document.mentions
        ),
    )


def _kept(mentions: Mentions, surnames: set[str]) -> tuple[PlaceMention, ...]:
    return tuple(place for place in mentions.places if place.nearness == "at" or place.name.lower() not in surnames)


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
