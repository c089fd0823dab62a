"""The actor that the claim's own sentence states."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claimx.link.parties.actor.agent import agent
from claimx.link.parties.actor.clash import lost_to
from claimx.link.parties.actor.clauses import attack_owner, before_verb, by_phrase, responsible, through, when_clause
from claimx.link.parties.actor.reports import by_source
from claimx.link.parties.actor.undone import is_own_loss
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED, giver
from claimx.link.parties.owners import captor
from claimx.models import Claim, PartyLink
from claimx.schema import Event


def link_actor(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The actor that the claim's own sentence states."""
    claim = claims[i]
    if claim.event in HANDED:
        return giver(grounds, None if claim.affected is None else claim.affected.id)
    if claim.event is Event.LAUNCHED:
        return claim.affected
    if is_own_loss(grounds, claim):
        return lost_to(grounds, claim)
    found = (
        captor(grounds)
        or responsible(grounds)
        or by_phrase(grounds)
        or through(grounds)
        or agent(grounds, claims, i)
        or before_verb(grounds, claim)
        or when_clause(grounds, claim)
        or attack_owner(grounds, claim)
        or by_source(grounds, claim)
    )
    return None if found is not None and _is_either(grounds, found.id) else found


def _is_either(grounds: Grounds, identity: str) -> bool:
    """True for one of two between whom the words leave it open: "Russian or Syrian jets"."""
    return any(
        grounds.lowers[one.phrase.last : other.phrase.first] == ("or",) and identity in (one.id, other.id)
        for one, other in pairwise(grounds.mentions)
        if one.id != other.id
    )
