"""The actor of the event that a claim goes on telling: of its whole, of its sentence, of the attack told before."""

from __future__ import annotations

from claimx.link.parties.actor.undone import unless_affected
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.lists import carried
from claimx.models import Claim, PartyLink
from claimx.schema import Event, Kind, PartyBasis


def of_whole(grounds: Grounds) -> PartyLink | None:
    """A part, an increment or a multiple is the doing of who did what it refers to."""
    claims, claim = grounds.claims, grounds.linked
    for position in (claim.subset_of, claim.increment_of, claim.derived_from):
        if position is not None and position < len(claims) and claims[position].actor is not None:
            return _again(grounds, claims[position], "party.actor-whole")
    return None


def told_in_lead(grounds: Grounds) -> PartyLink | None:
    """A headline tells of what its lead tells: the actor that the first sentence below it states for the same losses."""
    claims, i, claim = grounds.claims, grounds.i, grounds.linked
    if claim.sentence or claim.kind is not Kind.CASUALTY:
        return None
    below = next((other.sentence for other in claims[i + 1 :] if other.sentence), None)
    if below is None or below > _LEAD or grounds.in_paragraph(below):
        return None
    same = [other for other in claims if other.sentence == below and other.event is claim.event]
    if not same or same[0].actor is None or same[0].actor.basis is not PartyBasis.STATED:
        return None
    return _again(grounds, same[0], "party.story")


def done_to_those_told(grounds: Grounds) -> PartyLink | None:
    """ "Among the dead were two nurses": the dead are those told of before, and so is who killed them."""
    claims, i, claim = grounds.claims, grounds.i, grounds.linked
    if claim.event not in (Event.KILLED, Event.WOUNDED) or not _names_the_harmed(grounds):
        return None
    before = next((other for other in reversed(claims[:i]) if other.event is claim.event), None)
    if before is None or before.actor is None or claim.sentence - before.sentence > _PARAGRAPHS:
        return None
    return _again(grounds, before, "party.actor-whole")


def _names_the_harmed(grounds: Grounds) -> bool:
    """True for "the dead", "those killed" as a noun; "the dead man" is one of them."""
    tokens, lowers = grounds.sentence.tokens, grounds.lowers
    return any(
        lowers[j] in _HARMED
        and lowers[j - 1] in ("the", "those")
        and (j + 1 == len(tokens) or tokens[j + 1].pos not in ("NOUN", "PROPN", "ADJ"))
        for j in range(1, len(tokens))
    )


_HARMED = frozenset(
    "dead killed slain deceased dying wounded injured hurt maimed missing victims fatalities casualties".split()
)
# Sentences from a headline to its lead, with a byline and a dateline between.
_LEAD = 3
# Sentences back in which the dead were told of: a paragraph or two.
_PARAGRAPHS = 6


def _again(grounds: Grounds, other: Claim, rule: str) -> PartyLink | None:
    """The other claim's actor as this one's, unless it is whom this one hits."""
    return None if other.actor is None else unless_affected(grounds.linked, carried(grounds, other.actor, other, rule))
