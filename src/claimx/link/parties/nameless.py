"""Owners without a name of their own: "coalition troops", "rifles recovered from the rebels", "bodies of soldiers"."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.grounds import Grounds
from claimx.models import PartyLink
from claimx.schema import Event, Kind


def of_nameless(grounds: Grounds) -> PartyLink | None:
    """The one coalition, the one group or the state that the words behind the counted mean without its name."""
    return _of_coalition(grounds) or _of_rebels(grounds) or _of_outlaws(grounds) or _of_service(grounds)


def _of_service(grounds: Grounds) -> PartyLink | None:
    """ "Seventeen from the armed forces", "one member of the coast guard": the state's where it happens."""
    lowers, last = grounds.lowers, grounds.last
    if grounds.claim.kind is not Kind.CASUALTY or lowers[last : last + 1] not in (("of",), ("from",)):
        return None
    first = last + 1 + (lowers[last + 1 : last + 2] == ("the",))
    if all(
        grounds.vocabulary.role_at(role, lowers, first) is None for role in (Role.SERVICE, Role.GOVERNMENT, Role.ARMY)
    ):
        return None
    return grounds.infer(grounds.state_here(), "party.state-forces")


def _of_coalition(grounds: Grounds) -> PartyLink | None:
    """ "Dozens of coalition troops": those of the one coalition that the article names."""
    if "coalition" not in grounds.lowers[grounds.first : grounds.last]:
        return None
    return grounds.infer(grounds.theatre.coalition(), "party.counted")


def _of_rebels(grounds: Grounds) -> PartyLink | None:
    """ "Four rebel vehicles", "38 opposition fighters": those of the country's rebels where they have no other name."""
    if _REBEL.isdisjoint(grounds.lowers[grounds.first : grounds.head + 1]):
        return None
    rebels = grounds.theatre.rebels_of(grounds.country_here())
    if rebels is None and grounds.claim.kind is Kind.EQUIPMENT:
        rebels = grounds.group_here() or grounds.theatre.main_group()
    return grounds.infer(rebels, "party.rebels")


_REBEL = frozenset({"rebel", "rebels", "opposition", "insurgent"})


def _of_outlaws(grounds: Grounds) -> PartyLink | None:
    """ "Four rifles were recovered from the slain rebels", "two camps of the militants": equipment of the one group told of."""
    if grounds.claim.kind is not Kind.EQUIPMENT or grounds.claim.event not in (Event.CAPTURED, Event.DESTROYED):
        return None
    lowers = grounds.lowers
    last = max(grounds.last, grounds.anchor + 1 if grounds.anchor is not None else 0)
    behind = last if grounds.anchor is None else grounds.anchor + 1
    for j in dict.fromkeys((grounds.last, last, behind)):
        if lowers[j : j + 1] not in (("from",), ("of",)):
            continue
        for k in range(j + 1, min(len(lowers), j + _OF_OUTLAWS)):
            if grounds.vocabulary.has_role(Role.OUTLAW, lowers[k]):
                group = grounds.group_here() or (
                    grounds.theatre.groups[0] if len(grounds.theatre.groups) == 1 else None
                )
                return grounds.infer(group, "party.militants")
    return None


# "from the two slain rebels": words from the preposition to the fighters.
_OF_OUTLAWS = 5
