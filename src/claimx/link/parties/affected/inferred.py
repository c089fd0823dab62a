"""The affected party that the sides of the article make plain, where the claim's words do not name it."""

from __future__ import annotations

from collections.abc import Sequence

from claimx.link.parties.affected.equipment import (
    brought_down,
    looted,
    opposite,
    same_list,
    state_arms,
    target,
)
from claimx.link.parties.affected.fighters import militants, state_forces
from claimx.link.parties.affected.peoples import across_border, foe_people, own_people, persecuted, under_attack
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED, intruder
from claimx.link.parties.lists import carried, of_coordinate, of_whole
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind


def infer_affected(grounds: Grounds, claims: Sequence[Claim], i: int, listed: Claim | None) -> PartyLink | None:
    """The affected party that the sides of the article make plain; run when actors are linked. ``listed`` is ``list_owner``'s."""
    claim = grounds.claim
    if claim.event in HANDED or claim.event is Event.LAUNCHED:
        return None
    return (
        of_whole(grounds, claims)
        or of_coordinate(grounds, claims, i)
        or persecuted(grounds, claims[i])
        or brought_down(grounds, claims, i)
        or still_held(grounds, claims, i)
        or target(grounds)
        or foe_people(grounds, claims[i])
        or state_forces(grounds, claims[i])
        or across_border(grounds, claims[i])
        or militants(grounds, claims[i])
        or state_arms(grounds, claims[i])
        or opposite(grounds, claims[i])
        or looted(grounds, claims[i])
        or intruder(grounds)
        or own_people(grounds, claims[i])
        or under_attack(grounds, claims, i)
        or same_list(grounds, listed)
    )


def still_held(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """Captives still held are of the people whose abduction the text just told, wherever they are: "100 hostages are still in Gaza"."""
    claim = claims[i]
    if claim.event is not Event.ABDUCTED or claim.kind is not Kind.CASUALTY:
        return None
    for before in reversed(claims[max(0, i - _HELD) : i]):
        if claim.sentence - before.sentence > _HELD:
            return None
        if before.event is Event.ABDUCTED and before.affected is not None:
            return carried(grounds, before.affected, before, "party.still-held")
    return None


# The abduction was told so few claims and sentences before.
_HELD = 4


def spared(grounds: Grounds, claims: Sequence[Claim], i: int) -> tuple[PartyLink | None, PartyLink | None] | None:
    """Whose nobody was hurt and by whom, where rockets were just fired and then "no injuries were reported".

    Only of people between whose side and the launcher's the article tells of war; None for any other zero.
    """
    if grounds.claim.kind is not Kind.CASUALTY or i == 0 or claims[i].affected is not None:
        return None
    for before in reversed(claims[max(0, i - 2) : i]):
        launcher = before.affected
        fired = before.event in (Event.LAUNCHED, Event.SHOT_DOWN) and before.category in (
            Category.MISSILE,
            Category.UAV,
            Category.EQUIPMENT,
        )
        told = "were" in grounds.lowers or "was" in grounds.lowers  # a ship that "reported no injuries" is no side's
        if (
            not fired
            or not told
            or launcher is None
            or grounds.claim.sentence - before.sentence > 1 + (before.event is Event.LAUNCHED)
        ):
            continue
        foe = grounds.theatre.party(grounds.theatre.named_foe(launcher.id) or "")
        own = grounds.own_country()
        if own is not None and grounds.theatre.fights(launcher.id, own):
            foe = grounds.theatre.party(own)
        if foe is not None:
            return grounds.infer(foe.id, "party.spared"), carried(grounds, launcher, before, "party.spared")
    return None
