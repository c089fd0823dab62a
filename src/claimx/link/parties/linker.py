"""Whose people or equipment a claim counts, and who did it: ``affected`` and ``actor`` for every claim of a document.

Rules go from what the sentence states to what the article makes plain; where none is sure the field stays None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.lexicon.parties import PartyVocabulary
from claimx.link.parties.actor.carried import carry_actor
from claimx.link.parties.actor.stated import link_actor
from claimx.link.parties.actor.story import story_actor
from claimx.link.parties.affected.equipment import list_owner
from claimx.link.parties.affected.inferred import infer_affected, spared
from claimx.link.parties.affected.stated import link_affected
from claimx.link.parties.grounds import Grounds, read_grounds
from claimx.link.parties.killers import named_killer
from claimx.link.parties.theatre import read_theatre
from claimx.models import Claim, Document
from claimx.schema import Event, PartyBasis


def link_parties(document: Document, claims: Sequence[Claim], vocabulary: PartyVocabulary) -> list[Claim]:
    """The claims, in order, with ``affected`` and ``actor`` filled where the text tells them; sources must be linked already."""
    theatre = read_theatre(document, vocabulary)
    cases: list[Grounds] = []
    for claim in claims:
        cases.append(read_grounds(document, claim, theatre, vocabulary, cases[-1] if cases else None))
    out = list(claims)
    mutual = frozenset(i for i, case in enumerate(cases) if _is_of_both_sides(case))
    for i, case in enumerate(cases):
        if i not in mutual:
            out[i] = replace(out[i], affected=link_affected(case, out, i))
    for i, case in enumerate(cases):
        if i not in mutual:
            out[i] = replace(out[i], actor=link_actor(case, out, i))
    # Each side tells of the other: who was hit helps to tell who did it, and the reverse. Three rounds settle both.
    killer = named_killer(document)
    listed = list_owner(out)
    story = story_actor(cases, out)
    for _ in range(_ROUNDS):
        for i, case in enumerate(cases):
            if i not in mutual and out[i].affected is None and not _none_at_all(out[i]):
                out[i] = replace(out[i], affected=infer_affected(case, out, i, listed))
        for i, case in enumerate(cases):
            if _none_at_all(out[i]) and (sides := spared(case, out, i)) is not None:
                out[i] = replace(out[i], affected=sides[0], actor=sides[1])
        for i, case in enumerate(cases):
            if i not in mutual and out[i].actor is None:
                out[i] = replace(out[i], actor=carry_actor(case, out, i, story, killer))
    out = [_without_bands(claim, vocabulary) for claim in out]
    for i, claim in enumerate(out):
        if claim.event is not Event.LAUNCHED and _both(claim):
            out[i] = replace(claim, actor=None)
        if claim.event is Event.LAUNCHED:
            both = claim.actor or claim.affected
            out[i] = replace(claim, actor=both, affected=both)
    return out


_ROUNDS = 3
# "90 fighters from | both sides were killed", "were destroyed on both sides": words from the number.
_SIDES = 8


def _is_of_both_sides(grounds: Grounds) -> bool:
    """True for losses of "both sides" together, which are neither's alone."""
    phrase, lowers = grounds.claim.quantity.phrase, grounds.lowers
    for j in range(max(1, phrase.first - _SIDES), min(len(lowers) - 1, phrase.last + _SIDES)):
        if lowers[j] in ("both", "either", "all") and lowers[j + 1] in ("sides", "side", "parties", "camps"):
            between = lowers[phrase.last : j] if j >= phrase.last else lowers[j + 2 : phrase.first]
            return lowers[j - 1] in ("on", "from", "of", "among", "in") and {",", ";", ":"}.isdisjoint(between)
    return False


def _none_at_all(claim: Claim) -> bool:
    """True for "no casualties": nobody's people are counted unless the words say whose."""
    return claim.quantity.high == 0 and claim.item is None and claim.loss.frame == "noun" and claim.increment_of is None


def _without_bands(claim: Claim, vocabulary: PartyVocabulary) -> Claim:
    """The claim without parties that have no name: "bandits" are no group, and nobody else's."""
    affected = None if claim.affected is not None and claim.affected.id in vocabulary.bands else claim.affected
    actor = None if claim.actor is not None and claim.actor.id in vocabulary.bands else claim.actor
    return replace(claim, affected=affected, actor=actor)


def _both(claim: Claim) -> bool:
    """True where an actor that no words state is the affected party itself."""
    affected, actor = claim.affected, claim.actor
    return (
        affected is not None
        and actor is not None
        and affected.id == actor.id
        and (actor.basis is not PartyBasis.STATED or affected.basis is PartyBasis.INFERRED)
    )
