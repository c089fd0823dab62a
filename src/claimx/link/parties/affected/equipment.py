"""Whose the equipment is that a claim counts without saying it: of the actor's foe, of who fired it, of the list's one owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimx.lexicon.parties import Role
from claimx.link.parties.affected.fighters import is_militants
from claimx.link.parties.agents import agents
from claimx.link.parties.attacks import is_aimed_at, is_struck
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED
from claimx.link.parties.lists import is_line, just_fired
from claimx.models import Claim, PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyType

# Of the equipment whose owner a list states, this share must be one party's for the rest to be taken as its too.
_LIST_SHARE = 0.75


def list_owner(claims: Sequence[Claim]) -> Claim | None:
    """The first claim whose words give equipment to the side that all, or nearly all, of an article's equipment is of."""
    owners = [
        c
        for c in claims
        if c.kind is Kind.EQUIPMENT
        and c.affected is not None
        and c.affected.rule in ("party.counted", "party.heading", "party.line", "party.loss-noun")
        and c.event not in (*HANDED, Event.LAUNCHED)
    ]
    counts = Counter(c.affected.id for c in owners if c.affected is not None)
    if not counts:
        return None
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < _LIST_SHARE * len(owners):
        return None
    return next(c for c in owners if c.affected is not None and c.affected.id == best)


def state_arms(grounds: Grounds) -> PartyLink | None:
    """ "Two navy boats were sunk", "four police vehicles": the state's where it happens, unless it is the state that hit them."""
    claim = grounds.linked
    if claim.kind is not Kind.EQUIPMENT or claim.event in HANDED:
        return None
    if _SERVICES.isdisjoint(grounds.lowers[grounds.first : grounds.last]):
        return None
    here = grounds.state_here()
    own = claim.actor is not None and claim.actor.id == here
    return None if own else grounds.infer(here, "party.state-arms")


# Services before a boat or a vehicle that only states have.
_SERVICES = frozenset({"navy", "army", "police", "government", "naval", "coastguard", "gendarmerie"})


def same_list(grounds: Grounds) -> PartyLink | None:
    """Equipment without an owner in an article whose other equipment is all one side's."""
    listed = grounds.known.listed
    if listed is None or listed.affected is None:
        return None
    # The first row of a loss list counts its men: "personnel - about 1 177 370 (+1 180)".
    row = grounds.claim.category is Category.MILITARY and is_line(grounds) and "link.loss-list" in grounds.claim.rules
    if not (row or grounds.claim.kind is Kind.EQUIPMENT) or grounds.claim.event in HANDED:
        return None
    return grounds.carried(listed.affected, listed, "party.same-list")


def opposite(grounds: Grounds) -> PartyLink | None:
    """Equipment that a side destroys or shoots down is its foe's: "they destroyed 96 tanks"; so are its prisoners of war."""
    claim = grounds.linked
    if claim.actor is None or (
        claim.kind is not Kind.EQUIPMENT and (claim.event is not Event.CAPTURED or claim.category is Category.CIVILIAN)
    ):
        return None
    if claim.category is Category.SHIP and grounds.role(Role.CIVILIAN_SHIP, grounds.first, grounds.last) is not None:
        return None
    foe = grounds.theatre.target(claim.actor.id)
    if claim.loss.entry == "captured.recover":
        near = grounds.group_here()  # what soldiers recover is the rebels' whom they fought just now
        foe = near if near is not None and grounds.theatre.fights(claim.actor.id, near) else foe
    return grounds.infer(foe, "party.opposite")


def looted(grounds: Grounds) -> PartyLink | None:
    """Arms that fighters without a country's name seize are the state's: "the attackers made off with 20 rifles"."""
    claim = grounds.linked
    if claim.kind is not Kind.EQUIPMENT or claim.event is not Event.CAPTURED or grounds.anchor is None:
        return None
    if claim.loss.entry == "captured.recover":
        return None  # what is recovered is the outlaws'
    here = grounds.state_here()
    if here is not None and (side := grounds.theatre.party(here)) is not None and side.type is PartyType.GROUP:
        here = grounds.theatre.home  # in a guerrilla's own report the fighters are its own
    if here is None:
        return None
    group = None if claim.actor is None else grounds.theatre.party(claim.actor.id)
    if group is not None and group.type is PartyType.GROUP and here in group.home:
        return grounds.infer(here, "party.looted")
    outlaws = any(
        grounds.vocabulary.has_role(Role.OUTLAW, grounds.lowers[head]) or grounds.lowers[head] == "combatants"
        for head in agents(grounds.sentence, grounds.anchor)
        if head == 0 or grounds.lowers[grounds.sentence.tokens[head].head] != "from"
    )
    return grounds.infer(here, "party.looted") if outlaws and claim.actor is None else None


def brought_down(grounds: Grounds) -> PartyLink | None:
    """What is shot down is of the side that just fired its like: "X launched 80 drones. Air defences shot down 12"."""
    claim, fired = grounds.linked, just_fired(grounds)
    if fired is None or fired.affected is None or (claim.actor is not None and fired.affected.id == claim.actor.id):
        return None
    return grounds.carried(fired.affected, fired, "party.brought-down")


def target(grounds: Grounds) -> PartyLink | None:
    """Equipment and fighters hit in a strike on a named group are the group's: "in strikes on gatherings of X".

    Whoever is counted without a noun is of the forces attacked: "an attack on Kenyan soldiers leaves dozens dead".
    """
    if grounds.claim.kind is Kind.CASUALTY and grounds.claim.item is None:
        return _forces_attacked(grounds)
    if grounds.claim.kind is not Kind.EQUIPMENT and not is_militants(grounds):
        return None
    for mention in grounds.mentions:
        named = mention.type is PartyType.GROUP and mention.form == "name"
        if named and is_aimed_at(grounds.lowers, mention, grounds.vocabulary):
            return grounds.link(mention, "party.target")
    return None


def _forces_attacked(grounds: Grounds) -> PartyLink | None:
    for mention in grounds.mentions:
        last = mention.phrase.last
        end = min(len(grounds.lowers), last + _OF_TARGET)
        forces = mention.form == "force" or mention.type is PartyType.GROUP
        if mention.form in ("demonym", "name") and mention.type is PartyType.COUNTRY:
            forces = grounds.role(Role.STATE, last, end) is not None or grounds.role(Role.TARGET, last, end) is not None
        aimed = is_struck(grounds.sentence, mention, grounds.anchor)
        told = _is_told_on(grounds, mention) and is_aimed_at(grounds.lowers, mention, grounds.vocabulary)
        if forces and (aimed or told):
            return grounds.link(mention, "party.target")
    return None


def _is_told_on(grounds: Grounds, mention: PartyMention) -> bool:
    """True where the loss is the next thing told of those attacked: "an attack on Kenyan soldiers leaves dozens dead"."""
    anchor, last = grounds.anchor, mention.phrase.last
    tokens = grounds.sentence.tokens
    return (
        anchor is not None
        and last <= grounds.first
        and not any(
            t.tag in ("VBD", "VBZ", "VBP") and t.lemma not in ("leave", "kill", "claim", "wound")
            for t in tokens[last : grounds.first]
            if t.i != anchor
        )
    )


# "a Turkish army convoy": words from a side to what of it is attacked.
_OF_TARGET = 2
