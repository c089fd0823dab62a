"""Whose they are by what was told just before: captives still held, nobody hurt by the rockets just fired."""

from __future__ import annotations

from claimx.link.parties.grounds import Grounds
from claimx.link.parties.lists import carried
from claimx.models import Claim, PartyLink
from claimx.schema import PartyBasis


def told_again(grounds: Grounds) -> PartyLink | None:
    """Whose they are where another sentence counts the same and says it: "seven French soldiers ... seven soldiers were hurt"."""
    claim, found = grounds.linked, list[tuple[int, int]]()
    if (claim.quantity.low or 0) <= _SMALL:
        return None
    for i, other in enumerate(grounds.claims):
        stated = other.affected is not None and other.affected.basis is PartyBasis.STATED
        if stated and other.sentence != claim.sentence and _tells(other) == _tells(claim):
            found.append((abs(other.sentence - claim.sentence), i))
    if not found:
        return None
    same = grounds.claims[min(found)[1]]
    assert same.affected is not None
    return carried(grounds, same.affected, same, "party.told-again")


def _tells(claim: Claim) -> tuple[object, ...]:
    """What two sentences tell again."""
    return claim.event, claim.kind, claim.category, claim.quantity.low, claim.quantity.high


# One and two are counted everywhere.
_SMALL = 2


def is_none_at_all(claim: Claim) -> bool:
    """True for "no casualties": nobody's people are counted unless the words say whose."""
    return claim.quantity.high == 0 and claim.item is None and claim.loss.frame == "noun" and claim.increment_of is None
