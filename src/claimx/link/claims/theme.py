"""Whom the sentence before tells of: "Forty miners were trapped", "gunmen fired on worshippers", "a bus carrying pupils overturned"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimx.clauses import clause_at
from claimx.clauses.arguments import prepositional
from claimx.find.items import find_items
from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.lexicon.items import ItemVocabulary
from claimx.lexicon.verbs import ASSAULT_LEMMAS, SAYING_LEMMAS
from claimx.link.claims.antecedents import carried_by, one_of, people
from claimx.link.scene import Scene
from claimx.models import Document, Item, Mentions, Sentence
from claimx.schema import Category, Kind
from claimx.tokenize import tokenize

# "In the past two weeks, at least": words before a number that opens its sentence.
_OPENING = 6
# Words between a number and its people: "forty Chilean copper miners".
_BETWEEN = 3


def theme(
    document: Document, mentions: Mentions, words: ConstructionVocabulary, vocabulary: ItemVocabulary
) -> Category | None:
    """The category of those of whom the sentence before tells, for a number that goes on from them; None where it tells of nobody.

    Those whom it counts last, else those that something befell.
    """
    if not mentions.quantities or not mentions.sentence.index:
        return None
    before = document.mentions[mentions.sentence.index - 1]
    sentence = before.sentence
    if not sentence.candidate and mentions.quantities[0].phrase.first <= _OPENING:
        sentence = sentence if sentence.tokens else sentence.cut(tokenize(sentence.text, sentence.start))
        before = replace(before, sentence=sentence, items=tuple(find_items(sentence, vocabulary)))
    starts = {quantity.phrase.last + gap for quantity in before.quantities for gap in range(_BETWEEN)}
    several = [item for item in before.items if item.kind is Kind.CASUALTY and item.plural]
    found = next((item for item in reversed(several) if item.phrase.first in starts), None)
    if found is not None:
        return found.category
    if not sentence.parsed:
        return one_of(_aimed_in_order(sentence, several))
    return one_of(_befallen(Scene(sentence, (), before.losses, before.items, before.parties, words)))


def _aimed_in_order(sentence: Sentence, several: Sequence[Item]) -> Iterator[Category | None]:
    """Where there is no parse: those behind a preposition of aim or before a passive: "opened fire on worshippers", "miners were trapped"."""
    lowers = sentence.lowers()
    for item in several:
        near = lowers[max(0, item.phrase.first - _BETWEEN) : item.phrase.first]
        aimed = any(word in _AIMED or word.removesuffix("ed") in ASSAULT_LEMMAS for word in near)
        if aimed or lowers[item.phrase.last : item.phrase.last + 1] in (["were"], ["was"]):
            yield item.category


_AIMED = frozenset({"on", "at", "against", "carrying", "ambushed", "struck", "shot"})


def _befallen(scene: Scene) -> Iterator[Category | None]:
    """The people of a sentence whom its verbs strike or befall, and those in what crashes."""
    sentence = scene.sentence
    for token in sentence.tokens:
        if token.pos != "VERB" or token.lemma in SAYING_LEMMAS:
            continue
        clause = clause_at(sentence, token.i)
        if clause is None:
            continue
        aimed = [noun for word, noun in prepositional(sentence, token.i) if word in ("on", "at")]
        for noun in (*clause.patients, *aimed):
            yield people(scene, noun)
            yield carried_by(scene, noun)
