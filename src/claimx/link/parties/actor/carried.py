"""The actor of the event that a claim goes on telling: of its whole, of its sentence, of the attack told before."""

from __future__ import annotations

from claimx.link.parties.actor.undone import unless_affected
from claimx.link.parties.grounds import Grounds
from claimx.models import Claim, Loss, PartyLink
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType, SourceType


def of_whole(grounds: Grounds) -> PartyLink | None:
    """A part, an increment or a multiple is the doing of who did what it refers to."""
    whole = next((whole for whole in grounds.wholes() if whole.actor is not None), None)
    return None if whole is None else _again(grounds, whole, "party.actor-whole")


def of_coordinate(grounds: Grounds) -> PartyLink | None:
    """Two verbs joined by "and" alone tell one side's doing: "killed four and wounded seven"."""
    before = grounds.claims[grounds.i - 1] if grounds.i else None
    if before is None or before.sentence != grounds.claim.sentence or not _goes_on(grounds, before):
        return None
    return _again(grounds, before, "party.actor-coordinate")


def of_those_before(grounds: Grounds) -> PartyLink | None:
    """The crew of what was lost just before, and some of those just counted, fell to who did that."""
    claims, i, claim = grounds.claims, grounds.i, grounds.linked
    if i == 0 or claim.affected is None or claim.affected.rule not in ("party.crew", "party.of-these"):
        return None
    return _again(grounds, claims[i - 1], "party.actor-whole")


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


def _goes_on(grounds: Grounds, other: Claim) -> bool:
    """True where the loss verb follows the other claim's by "and" alone: "killed four and wounded seven"."""
    anchor, loss = grounds.anchor, other.loss
    if (
        anchor is None
        or not isinstance(loss, Loss)
        or not loss.anchor < other.quantity.phrase.first < anchor < grounds.first
    ):
        return False
    return (
        grounds.sentence.tokens[anchor].tag in ("VBD", "VBG", "VBZ", "VBP", "VBN")
        and grounds.lowers[anchor - 1] == "and"
    )


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


def recovered(grounds: Grounds) -> PartyLink | None:
    """Arms recovered by nobody named are recovered by the state where it happens: "three rifles were recovered from the camp"."""
    claim = grounds.linked
    if claim.kind is not Kind.EQUIPMENT or not (claim.loss.entry == "captured.recover" or _is_found(grounds, claim)):
        return None
    if claim.affected is not None and claim.affected.type is not PartyType.GROUP:
        return None
    return grounds.infer(grounds.state_here(), "party.recovered")


def _is_found(grounds: Grounds, claim: Claim) -> bool:
    """True for arms that "were seized" by nobody named, as the state's officers tell: "guns were seized from the spot, police said"."""
    arms = claim.category in (Category.SMALL_ARMS, Category.AMMUNITION) and claim.event is Event.CAPTURED
    told = claim.source is not None and claim.source.type in (
        SourceType.MILITARY,
        SourceType.GOVERNMENT,
        SourceType.OFFICIAL,
    )
    if not arms or not told or grounds.anchor is None or not grounds.sentence.parsed:
        return False
    below = grounds.sentence.children[grounds.anchor]
    return any(grounds.sentence.tokens[j].dep in ("auxpass", "nsubjpass") for j in below)


def downed(grounds: Grounds) -> PartyLink | None:
    """What a country at war launches is shot down by the foe over whose land it comes down: "Six Russian drones were shot down there"."""
    claim = grounds.linked
    if claim.event is not Event.SHOT_DOWN or claim.affected is None:
        return None
    foe = grounds.theatre.foe(claim.affected.id)
    if foe is None or not (grounds.theatre.is_country(claim.affected.id) and foe.type is PartyType.COUNTRY):
        return None
    return grounds.infer(foe.id, "party.downed") if grounds.country_here() in (None, foe.id) else None


def _again(grounds: Grounds, other: Claim, rule: str) -> PartyLink | None:
    """The other claim's actor as this one's, unless it is whom this one hits."""
    return None if other.actor is None else unless_affected(grounds.linked, grounds.carried(other.actor, other, rule))
