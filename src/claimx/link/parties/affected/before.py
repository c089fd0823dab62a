"""Whose they are by what was told just before: captives still held, nobody hurt by the rockets just fired."""

from __future__ import annotations

from claimx.lexicon.parties import Party
from claimx.link.parties.grounds import Grounds
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind, PartyBasis


def still_held(grounds: Grounds) -> PartyLink | None:
    """Captives still held are of the people whose abduction the text just told, wherever they are: "100 hostages are still in Gaza"."""
    claims, i, claim = grounds.claims, grounds.i, grounds.linked
    if claim.event is not Event.ABDUCTED or claim.kind is not Kind.CASUALTY:
        return None
    for before in reversed(claims[max(0, i - _HELD) : i]):
        if claim.sentence - before.sentence > _HELD:
            return None
        if before.event is Event.ABDUCTED and before.affected is not None:
            return grounds.carried(before.affected, before, "party.still-held")
    return None


# The abduction was told so few claims and sentences before.
_HELD = 4


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
    return grounds.carried(same.affected, same, "party.told-again")


def _tells(claim: Claim) -> tuple[object, ...]:
    """What two sentences tell again."""
    return claim.event, claim.kind, claim.category, claim.quantity.low, claim.quantity.high


# One and two are counted everywhere.
_SMALL = 2


def is_none_at_all(claim: Claim) -> bool:
    """True for "no casualties": nobody's people are counted unless the words say whose."""
    return claim.quantity.high == 0 and claim.item is None and claim.loss.frame == "noun" and claim.increment_of is None


def spared(grounds: Grounds) -> PartyLink | None:
    """Whose nobody was hurt, where rockets were just fired and then "no injuries were reported".

    Only of people between whose side and the launcher's the article tells of war; None for any other zero.
    """
    found = _fired_before(grounds)
    return None if found is None else grounds.infer(found[1].id, "party.spared")


def spared_by(grounds: Grounds) -> PartyLink | None:
    """Who fired the rockets by which nobody was hurt."""
    found, hit = _fired_before(grounds), grounds.linked.affected
    if found is None or hit is None or hit.id != found[1].id or found[0].affected is None:
        return None
    return grounds.carried(found[0].affected, found[0], "party.spared")


_FIRED = (Category.MISSILE, Category.UAV, Category.EQUIPMENT)


def _fired_before(grounds: Grounds) -> tuple[Claim, Party] | None:
    """The claim of what was just fired, and the side that it was fired at."""
    claim, i = grounds.claim, grounds.i
    if not is_none_at_all(claim) or claim.kind is not Kind.CASUALTY or {"were", "was"}.isdisjoint(grounds.lowers):
        return None  # a ship that "reported no injuries" is no side's
    for before in reversed(grounds.claims[max(0, i - 2) : i]):
        launcher = before.affected
        fired = before.event in (Event.LAUNCHED, Event.SHOT_DOWN) and before.category in _FIRED
        if not fired or launcher is None or claim.sentence - before.sentence > 1 + (before.event is Event.LAUNCHED):
            continue
        foe = grounds.theatre.foe(launcher.id)
        own = grounds.own_country()
        if own is not None and grounds.theatre.fights(launcher.id, own):
            foe = grounds.theatre.party(own)
        if foe is not None:
            return before, foe
    return None
