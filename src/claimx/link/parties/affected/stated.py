"""The affected party as the sentence, its list or the claim it is a part of states it."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.parties.actor.agent import agent
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED, intruder, launcher, of_delivery, recipient
from claimx.link.parties.ledgers import ledger_owner
from claimx.link.parties.lists import (
    line_owner,
    listed_owner,
    of_coordinate,
    of_crew,
    of_these,
    of_whole,
    section_owner,
)
from claimx.link.parties.losers import loser
from claimx.link.parties.owners import (
    counted_owner,
    deadly_for,
    loss_noun_owner,
    losses_owner,
    member,
    of_opening,
    on_side,
    subject_owner,
)
from claimx.models import Claim, PartyLink
from claimx.schema import Event


def link_affected(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The affected party as the sentence, its list or the claim it is a part of tells it."""
    event = grounds.claim.event
    if event in HANDED:
        return recipient(grounds) or of_delivery(grounds, claims, i)
    if event is Event.LAUNCHED:
        return launcher(grounds) or agent(grounds, claims, i) or intruder(grounds)
    return (
        counted_owner(grounds)
        or ledger_owner(grounds)
        or loss_noun_owner(grounds)
        or loser(grounds)
        or on_side(grounds)
        or subject_owner(grounds)
        or of_whole(grounds, claims)
        or of_coordinate(grounds, claims, i)
        or of_opening(grounds)
        or member(grounds)
        or of_these(grounds, claims, i)
        or of_crew(grounds, claims, i)
        or line_owner(grounds)
        or listed_owner(grounds)
        or section_owner(grounds, claims, i)
        or losses_owner(grounds)
        or deadly_for(grounds)
    )
