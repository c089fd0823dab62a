"""Whose people or equipment a claim counts, and who did it: ``affected`` and ``actor`` for every claim of a document.

Rules go from what the sentence states to what the article makes plain; where none is sure the field stays None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import is_

from claimx.lexicon.parties import PartyVocabulary
from claimx.link.assign import assign, explain
from claimx.link.parties.actor.story import story_actor
from claimx.link.parties.affected.equipment import list_owner
from claimx.link.parties.grounds import Grounds, Known, read_grounds
from claimx.link.parties.killers import named_killer
from claimx.link.parties.order import ACTOR, ACTOR_BY_SIDES, AFFECTED, AFFECTED_BY_SIDES, deed_of, deed_to
from claimx.link.parties.theatre import read_theatre
from claimx.models import Claim, Document, Trace
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType


def link_parties(
    document: Document, claims: Sequence[Claim], vocabulary: PartyVocabulary, trace: Trace | None = None
) -> list[Claim]:
    """The claims, in order, with ``affected`` and ``actor`` filled where the text tells them; ``trace`` takes what was proposed.

    Sources must be linked already.
    """
    theatre = read_theatre(document, vocabulary)
    known, cases = Known(list(claims)), list[Grounds]()
    for i in range(len(claims)):
        cases.append(read_grounds(document, known, i, theatre, vocabulary, cases[-1] if cases else None))
    out = known.claims
    open_ = [case for case in cases if not _is_of_both_sides(case)]
    for case in open_:
        out[case.i] = replace(case.linked, affected=assign(AFFECTED[deed_to(case)], case))
    for case in open_:
        actor = assign(ACTOR[deed_of(case)], case)
        out[case.i] = replace(case.linked, actor=None if actor is not None and _is_either(case, actor.id) else actor)
    # Each side tells of the other: who was hit helps to tell who did it, and the reverse. Three rounds settle both.
    known.killer, known.listed, known.story = named_killer(document), list_owner(out), story_actor(cases, out)
    for _ in range(_ROUNDS):
        before = list(out)
        for case in open_:
            if case.linked.affected is None and (side := assign(AFFECTED_BY_SIDES[deed_to(case)], case)) is not None:
                out[case.i] = replace(case.linked, affected=side)
        for case in open_:
            if case.linked.actor is None and (side := assign(ACTOR_BY_SIDES[deed_of(case)], case)) is not None:
                out[case.i] = replace(case.linked, actor=side)
        if all(map(is_, before, out)):
            break  # another round would tell no more
    found = [_settled(claim, vocabulary) for claim in out]
    if trace is not None:
        for case in open_:
            _explain(trace, case, found[case.i])
    return found


def _explain(trace: Trace, case: Grounds, found: Claim) -> None:
    """Add to the trace what the sieves propose for each side once the other is known."""
    out, i, claim = case.known.claims, case.i, case.linked
    to, of = deed_to(case), deed_of(case)
    out[i] = replace(claim, affected=None)
    explain(trace, found, "affected", found.affected, AFFECTED[to] + AFFECTED_BY_SIDES[to], case)
    out[i] = replace(claim, actor=None)
    explain(trace, found, "actor", found.actor, ACTOR[of] + ACTOR_BY_SIDES[of], case)
    out[i] = claim


_ROUNDS = 3
# "90 fighters from | both sides were killed", "were destroyed on both sides": words from the number.
_SIDES = 8
# What ends the reach of "both sides": a part of the whole is one side's.
_ENDS = frozenset({",", ";", ":", "including"})


def _is_of_both_sides(grounds: Grounds) -> bool:
    """True for losses of "both sides" together, which are neither's alone."""
    phrase, lowers = grounds.claim.quantity.phrase, grounds.lowers
    for j in range(max(1, phrase.first - _SIDES), min(len(lowers) - 1, phrase.last + _SIDES)):
        if lowers[j] in ("both", "either", "all") and lowers[j + 1] in ("sides", "side", "parties", "camps"):
            between = lowers[phrase.last : j] if j >= phrase.last else lowers[j + 2 : phrase.first]
            return lowers[j - 1] in ("on", "from", "of", "among", "in") and _ENDS.isdisjoint(between)
    return False


def _is_either(grounds: Grounds, identity: str) -> bool:
    """True for one of two between whom the words leave it open: "Russian or Syrian jets"."""
    return any(
        grounds.lowers[one.phrase.last : other.phrase.first] == ("or",) and identity in (one.id, other.id)
        for one, other in pairwise(grounds.mentions)
        if one.id != other.id
    )


def _settled(claim: Claim, vocabulary: PartyVocabulary) -> Claim:
    """The claim without parties that have no name, nor an actor that is the affected party; what a side launches is its own."""
    claim = _of_fighters(_without_bands(claim, vocabulary))
    if claim.event is Event.LAUNCHED:
        both = claim.actor or claim.affected
        return replace(claim, actor=both, affected=both)
    return replace(claim, actor=None) if _both(claim) else claim


def _of_fighters(claim: Claim) -> Claim:
    """The claim with what an armed group's dead are where no noun tells it: "the raid cost Boko Haram 30 wounded"."""
    untold = claim.kind is Kind.CASUALTY and claim.category is Category.UNSPECIFIED and claim.item is None
    armed = claim.affected is not None and claim.affected.type is PartyType.GROUP
    return replace(claim, category=Category.MILITARY) if untold and armed else claim


def _without_bands(claim: Claim, vocabulary: PartyVocabulary) -> Claim:
    """The claim without parties that have no name: "bandits" are no group, and nobody else's."""
    if claim.affected is not None and claim.affected.id in vocabulary.bands:
        claim = replace(claim, affected=None)
    if claim.actor is not None and claim.actor.id in vocabulary.bands:
        claim = replace(claim, actor=None)
    return claim


def _both(claim: Claim) -> bool:
    """True where an actor that no words state is the affected party itself."""
    affected, actor = claim.affected, claim.actor
    return (
        affected is not None
        and actor is not None
        and affected.id == actor.id
        and (actor.basis is not PartyBasis.STATED or affected.basis is PartyBasis.INFERRED)
    )
