"""Sides without a name of their own: "coalition troops", "rifles of the rebels", "the group", "security forces", "police"."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.grounds import QUOTES, Grounds
from claimx.link.parties.lists import just_fired
from claimx.models import PartyLink
from claimx.schema import Event, Kind, PartyType, SourceType
from claimx.tokenize import HYPHENS


def of_nameless(grounds: Grounds) -> PartyLink | None:
    """The one coalition, the one group or the state that the words behind the counted mean without its name."""
    return _of_coalition(grounds) or _of_rebels(grounds) or _of_outlaws(grounds) or _of_service(grounds)


def whose(grounds: Grounds, first: int, last: int) -> str | None:
    """The side that a noun in tokens ``first`` to ``last`` means: the state here for its forces, the one group for fighters."""
    if any(grounds.role(role, first, last) is not None for role in (Role.STATE, Role.GOVERNMENT)):
        return grounds.state_here()
    fighters = any(grounds.role(role, first, last) is not None for role in (Role.OUTLAW, Role.GROUP))
    return grounds.the_group() if fighters else None


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
        rebels = grounds.the_group()
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
                return grounds.infer(grounds.the_group(), "party.militants")
    return None


# "from the two slain rebels": words from the preposition to the fighters.
_OF_OUTLAWS = 5


def the_group(grounds: Grounds, head: int) -> PartyLink | None:
    """ "The group has killed 20,000", "militants killed 12": the armed group the article is about."""
    word = _attackers(grounds, head) or grounds.lowers[head]
    if (
        not grounds.has_role(word, Role.GROUP)
        or grounds.sentence.tokens[head].dep == "pobj"
        and grounds.sentence.tokens[grounds.sentence.tokens[head].head].lower != "by"
    ):
        return None
    if head and grounds.lowers[head - 1] in QUOTES:
        return None
    token = grounds.sentence.tokens[head]
    if word == "rebels":
        rebels = grounds.theatre.rebels_of(grounds.country_here())
        if rebels is not None:
            return grounds.infer(rebels, "party.the-group", token)
    return grounds.infer(grounds.the_group(), "party.the-group", token)


def _attackers(grounds: Grounds, head: int) -> str | None:
    """The fighters before the noun of their attack: "rebel shelling", "a militant ambush"."""
    if not head or not grounds.has_role(grounds.lowers[head], Role.ATTACK) or not grounds.sentence.parsed:
        return None
    before = [grounds.lowers[j] + "s" for j in grounds.sentence.children[head] if j < head]
    return next((word for word in before if word in _FIGHTERS), None)


_FIGHTERS = frozenset("rebels insurgents guerrillas militants jihadists".split())


def government(grounds: Grounds, head: int) -> PartyLink | None:
    """ "regime air strikes", "security forces": the government of the country the article is about."""
    lowers = list(grounds.lowers)
    first = head
    tokens = grounds.sentence.tokens
    while (
        first > 0
        and lowers[first - 1] not in _EDGES
        and not tokens[first - 1].tag.startswith("VB")
        and head - first < 4
    ):
        first -= 1
    for j in range(first, head + 1):
        end = grounds.vocabulary.role_at(Role.GOVERNMENT, lowers, j)
        if end is None or grounds.first <= j < grounds.last or (end < len(lowers) and lowers[end] in HYPHENS):
            continue
        attack = grounds.vocabulary.has_role(Role.ATTACK, lowers[head])
        if end > head or attack or lowers[j] in ("regime", "government"):
            here = _speaking_army(grounds) or grounds.state_here()
            return grounds.infer(here, "party.government", grounds.sentence.phrase(j, min(end, head + 1)))
    return _part_of_army(grounds, head)


_EDGES = frozenset({",", "by", "in", "and", "that", "of", "on", "with"})


def _part_of_army(grounds: Grounds, head: int) -> PartyLink | None:
    """ "Units of the armed forces killed 20", "men of the army": a part acts for the whole that stands behind it."""
    lowers = list(grounds.lowers)
    if lowers[head + 1 : head + 2] != ["of"] or not (
        grounds.has_role(lowers[head], Role.UNIT, Role.STATE, Role.ARMY) or lowers[head] in _PARTS
    ):
        return None
    first = head + 2 + (lowers[head + 2 : head + 3] == ["the"])
    end = grounds.vocabulary.role_at(Role.GOVERNMENT, lowers, first)
    if end is None or grounds.first <= first < grounds.last:
        return None
    here = _speaking_army(grounds) or grounds.state_here()
    return grounds.infer(here, "party.government", grounds.sentence.phrase(first, end))


_PARTS = frozenset(
    "unit units element elements member members men detachment detachments contingent contingents".split()
)


def coalition(grounds: Grounds, head: int) -> PartyLink | None:
    """ "In coalition air strikes", "the coalition destroyed": the one coalition that the article names."""
    lowers = grounds.lowers
    said = "coalition" in lowers[max(0, head - _BEFORE) : head + 1]
    if not said or not (lowers[head] in _COALITION or grounds.acts(lowers[head])):
        return None
    return grounds.infer(grounds.theatre.coalition(), "party.coalition", grounds.sentence.tokens[head])


# "coalition drone and missile strikes": words from the coalition to its attack.
_BEFORE = 4
_COALITION = frozenset({"coalition", "aircraft", "forces", "force"})


def service(grounds: Grounds, head: int) -> PartyLink | None:
    """ "The air force destroyed 13 drones", "air defences shot down two": of the side that fights whose the thing was, else of the state here."""
    lowers, claim = list(grounds.lowers), grounds.claim
    named = any(
        grounds.vocabulary.role_at(Role.SERVICE, lowers, j) == head + 1
        for j in range(max(0, head - _SERVICE), head + 1)
    )
    if not named or (grounds.sentence.tokens[head].dep == "pobj" and not _is_by(grounds, head)):
        return None
    aside = claim.kind is Kind.CASUALTY and grounds.anchor is not None and head > grounds.anchor
    if aside and not _is_by(grounds, head) and grounds.role(Role.OUTLAW, grounds.first, grounds.last) is None:
        return None  # "four were wounded after air defences intercepted the rockets"
    hit = claim.affected
    foe = grounds.theatre.foe(hit.id) if hit is not None and hit.type is PartyType.COUNTRY else None
    side = foe.id if foe is not None else _speaking_army(grounds) or grounds.state_here()
    fired = just_fired(grounds)
    if side is None or (fired is not None and fired.affected is not None and fired.affected.id == side):
        return None  # nobody shoots down what he has just launched
    return grounds.infer(side, "party.service", grounds.sentence.tokens[head])


# "air defence missile units": words of a service's name before its last.
_SERVICE = 3


def _is_by(grounds: Grounds, head: int) -> bool:
    return grounds.lowers[grounds.sentence.tokens[head].head] == "by"


def police(grounds: Grounds, head: int) -> PartyLink | None:
    """Police who kill or disarm outlaws act for the state where they are; of others whom police shoot their state is no killer."""
    if grounds.lowers[head] not in ("police", "policemen", "officers", "gendarmes", "constables"):
        return None
    claim = grounds.claim
    outlaws = grounds.role(Role.OUTLAW, grounds.first, min(len(grounds.lowers), grounds.last + _OF)) is not None
    if not outlaws and not (claim.kind is Kind.EQUIPMENT and claim.event is Event.CAPTURED):
        return None
    return grounds.infer(grounds.state_here(), "party.government", grounds.sentence.tokens[head])


# "four of the attackers": words from the number to the fighters.
_OF = 3


def _speaking_army(grounds: Grounds) -> str | None:
    """The state whose army or ministry tells of "troops": its own, abroad too."""
    source = grounds.claim.source
    if source is None or source.type not in (SourceType.MILITARY, SourceType.GOVERNMENT):
        return None
    return grounds.speaker if grounds.theatre.is_country(grounds.speaker) else None
