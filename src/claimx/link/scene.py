"""One sentence as the linker sees it, and the look-ups that every construction needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.link.claims.phrases import Counted
from claimx.models import AnyLoss, Item, Loss, PartyMention, Sentence

# How far the loose rules look, in tokens: half of all clauses of news are shorter (own count over wire texts).
WINDOW = 14
# A coordination longer than this, in tokens, holds more than conjunctions.
_LINKED = 8
AUXILIARIES = frozenset(
    "be is are was were been being have has had having may might could can will would shall should must do does did "
    "get gets got gotten getting 's 're 've 'd 'll n't not".split()
)
# What a finite or participial form of a verb is tagged.
VERBAL = frozenset(["VBD", "VBN", "VBZ", "VBP", "VBG", "VB"])
# Determiners, hedges and the like between a verb or preposition and the number it governs.
_BEFORE_NUMBERS = frozenset(
    "the a an its their his her our some all another further additional total of up to as many at least another both one "
    'what even not only just also instantly itself himself themselves : - “ " ` ``'.split()
)
_CONNECTORS = frozenset(
    ", and or plus & ; also as well along with another ( ) / with including incl incl. include among amongst them these whom which of most "
    "many half some were was are is being namely mostly mainly majority at least : - – — both in addition to additionally "
    "the rest others other while but".split()
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its counted phrases and what may be told of them.

    ``means`` are verbs of which only what they are done with is counted: "attacked the port with 57 drones".
    """

    sentence: Sentence
    counted: tuple[Counted, ...]
    losses: tuple[Loss, ...]
    items: tuple[Item, ...]
    parties: tuple[PartyMention, ...]
    words: ConstructionVocabulary
    means: tuple[Loss, ...] = ()

    def between(self, first: int, last: int, but: int) -> bool:
        """True where another counted phrase (not number ``but``) begins in tokens first to last."""
        return any(i != but and first <= c.quantity.number.first < last for i, c in enumerate(self.counted))

    def loss_at(self, token: int) -> Loss | None:
        """The loss word that is, or holds, the token."""
        return next((loss for loss in self.losses if loss.anchor == token or loss.phrase.covers(token)), None)

    def loss_beginning(self, token: int) -> Loss | None:
        """The loss word whose first token this is."""
        return next((loss for loss in self.losses if loss.phrase.first == token), None)

    def loss_ending(self, token: int) -> Loss | None:
        """The loss word that ends right before the token."""
        return next((loss for loss in self.losses if loss.phrase.last == token), None)


def skip_left(sentence: Sentence, first: int) -> int:
    """The first token left of ``first`` that is no determiner or the like; -1 at the beginning."""
    j, tokens = first - 1, sentence.tokens
    while j >= 0 and (
        tokens[j].lower in _BEFORE_NUMBERS or (tokens[j].lower == "in" and tokens[j + 1].lower in _SUMMING)
    ):
        j -= 1
    return j


# "launched in total 40 missiles", "lost in all nine tanks"
_SUMMING = frozenset({"total", "all"})


def connects(sentence: Sentence, first: int, last: int, items: Sequence[Item] = ()) -> bool:
    """True where tokens first to last only coordinate: commas, "and", "including", brackets, uncounted members of the list."""
    gap = sentence.tokens[first:last]
    if any(t.lower == "as" for t in gap) and all(t.lower != "well" for t in gap):
        return False  # "injured nine as thousands marched": a clause of its own, unlike "as well as"
    named = sum(any(item.phrase.covers(t.i) for item in items) for t in gap) if items else 0
    return len(gap) - named <= _LINKED and all(
        t.lower in _CONNECTORS or t.tag == "RB" or any(item.phrase.covers(t.i) for item in items) for t in gap
    )


def has_own_participle(scene: Scene, k: int) -> bool:
    """True where another verb than a loss governs a bare number behind "and": "killed thousands and displaced millions"."""
    counted, tokens = scene.counted[k], scene.sentence.tokens
    at = skip_left(scene.sentence, counted.first)
    return (
        counted.bare
        and at >= 1
        and tokens[at].tag in ("VBD", "VBN")
        and tokens[at].lower not in AUXILIARIES
        and scene.loss_at(at) is None
        and tokens[at - 1].lower in ("and", ",", "or", "but")
    )


def has_passive(sentence: Sentence, verb: int) -> bool:
    """True where the parse gives the verb a passive auxiliary or subject."""
    return any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in sentence.children[verb])


def governor(sentence: Sentence, loss: AnyLoss) -> str | None:
    """The dictionary form of the verb above a loss: "announced the delivery of", "refused to deliver"; None without one.

    "Against" stands for the verb that it turns round: "decided against sending".
    """
    tokens = sentence.tokens
    if not sentence.parsed or not isinstance(loss, Loss):
        return None
    at = loss.anchor
    if tokens[at].pos != "NOUN":
        if tokens[at].dep not in _COMPLEMENTS:
            return None
        at = tokens[at].head
    for i in (at, *sentence.ancestors(at)):
        if tokens[i].lower == "against":
            return "against"
        if tokens[i].pos in ("VERB", "AUX"):
            return tokens[i].lemma
        if tokens[i].dep not in ("dobj", "obj", "pobj", "prep", "nsubjpass", "conj"):
            return None
    return None


# What a verb is to one that decides on it: "refused to send", "is against sending".
_COMPLEMENTS = frozenset(["xcomp", "pcomp"])


def is_passive(sentence: Sentence, loss: Loss) -> bool:
    """True for "were killed", "been wounded", also with an adverb between."""
    j = loss.phrase.first - 1
    if sentence.tokens[loss.anchor].tag not in ("VBN", "VBD", ""):
        return False
    while j >= 0 and (sentence.tokens[j].tag == "RB" or sentence.tokens[j].lower in ("also", "either", "and", "or")):
        j -= 1
    return j >= 0 and sentence.tokens[j].lower in _BEING


_BEING = frozenset("be is are was were been being get got 're".split())


def attack_above(sentence: Sentence, loss: int) -> int | None:
    """The verb of which a participle of loss tells the outcome: "bombed" in "bombed the rebels, killing 30 and wounding 40"."""
    tokens = sentence.tokens
    if not sentence.parsed or tokens[loss].pos == "PROPN":
        return None
    at = loss
    if tokens[at].pos == "ADJ" and tokens[tokens[at].head].lemma == "leave":
        at = tokens[at].head  # "leaving 12 dead"
    if tokens[at].tag != "VBG":
        return None
    if tokens[at].dep == "conj" and tokens[tokens[at].head].tag == "VBG":
        at = tokens[at].head
    return tokens[at].head if tokens[at].dep == "advcl" and tokens[at].head != at else None


def parts_off(sentence: Sentence, first: int, last: int) -> bool:
    """True where tokens ``first`` to ``last`` lead to a verb of some of those before: "two of which", "of whom nine", "six of them".

    What stands behind the next comma tells of all again: "two people, one of whom was 90, died"; so does "all of whom".
    """
    lowers = [token.lower for token in sentence.tokens[:last]]
    return any(
        (lowers[i] in _RELATIVES or (lowers[i] in _THEM and not _STOPS.isdisjoint(lowers[max(0, first - 2) : i])))
        and lowers[i - 1] == "of"
        and lowers[i - 2] not in ("all", "both")
        and _CLOSERS.isdisjoint(lowers[i:last])
        for i in range(max(first, 2), last)
    )


_RELATIVES = frozenset(["whom", "which"])
_THEM = frozenset(["them", "these"])
_CLOSERS = frozenset([",", ")", "-", "–", "—"])
_STOPS = frozenset(["and", "but", ",", ";", ":", "-", "–", "—", "("])
