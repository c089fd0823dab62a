"""The order of the sieves for whose people or equipment a claim counts, and for who did it.

The first tables are read once; ``affected`` goes before ``actor``. Those of the second need what the first found of the other field.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from claimx.link.assign import Sieve, Stage
from claimx.link.parties.actor import carried as doer
from claimx.link.parties.actor.agent import agent
from claimx.link.parties.actor.clash import attacked_before, by_foe, each_other, in_clash, lost_to, told_apart
from claimx.link.parties.actor.clauses import attack_owner, before_verb, by_phrase, responsible
from claimx.link.parties.actor.reports import by_source, in_communique
from claimx.link.parties.actor.story import in_story
from claimx.link.parties.actor.undone import is_own_loss
from claimx.link.parties.affected.before import is_none_at_all, spared, spared_by, still_held, told_again
from claimx.link.parties.affected.equipment import brought_down, looted, opposite, same_list, state_arms, target
from claimx.link.parties.affected.fighters import militants, state_forces
from claimx.link.parties.affected.peoples import across_border, foe_people, own_people, under_attack
from claimx.link.parties.firing import intruder, launcher, sender
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED, giver, led_giver, led_recipient, of_delivery, recipient
from claimx.link.parties.ledgers import lead_doer, lead_owner, ledger_owner, noted_doer
from claimx.link.parties.lists import (
    line_owner,
    of_coordinate,
    of_crew,
    of_these,
    of_whole,
    section_owner,
)
from claimx.link.parties.losers import loser
from claimx.link.parties.loss_nouns import captor, loss_noun_owner
from claimx.link.parties.owners import (
    costly_for,
    counted_owner,
    member,
    of_opening,
    on_side,
    subject_owner,
)
from claimx.models import PartyLink
from claimx.schema import Event

PHRASE, SENTENCE, WHOLE, LAYOUT = Stage.PHRASE, Stage.SENTENCE, Stage.WHOLE, Stage.LAYOUT
BEFORE, SPEAKER, ARTICLE = Stage.BEFORE, Stage.SPEAKER, Stage.ARTICLE


class Deed(Enum):
    """What a claim tells was done, as far as it changes who may be meant."""

    GIVEN = auto()  # arms handed over or promised
    FIRED = auto()  # what a side launches is its own
    SPARED = auto()  # "no casualties"
    BORNE = auto()  # "lost 12 men": told as the loss of who bore it
    DEALT = auto()


Sieves = tuple[Sieve[Grounds, PartyLink], ...]

_NAMED: Sieves = (
    Sieve(counted_owner, PHRASE, ("party.counted", "party.owner-after", "party.militants", "party.rebels", "party.state-forces")),
    Sieve(ledger_owner, LAYOUT, ("party.heading",)),
    Sieve(loss_noun_owner, SENTENCE, ("party.loss-noun", "party.captor")),
    Sieve(loser, SENTENCE, ("party.loser", "party.loser-before", "party.loser-speaker")),
    Sieve(on_side, SENTENCE, ("party.on-side",)),
    Sieve(subject_owner, SENTENCE, ("party.owner-after",)),
    Sieve(of_whole, WHOLE, ("party.whole",)),
    Sieve(of_coordinate, WHOLE, ("party.coordinate",)),
    Sieve(of_opening, SENTENCE, ("party.of-opening",)),
    Sieve(member, SENTENCE, ("party.member",)),
    Sieve(of_these, BEFORE, ("party.of-these",)),
    Sieve(of_crew, BEFORE, ("party.crew",)),
    Sieve(line_owner, LAYOUT, ("party.line",)),
    Sieve(lead_owner, LAYOUT, ("party.heading",)),
    Sieve(section_owner, LAYOUT, ("party.section",)),
    Sieve(costly_for, SENTENCE, ("party.deadly-for",)),
)  # fmt: skip
_DOER = (
    "party.agent", "party.agent-before", "party.agent-speaker", "party.coalition", "party.government", "party.service",
    "party.the-group",
)  # fmt: skip

# Whose they are: by the words that name it.
AFFECTED: Mapping[Deed, Sieves] = {
    Deed.GIVEN: (
        Sieve(recipient, SENTENCE, ("party.recipient", "party.beneficiary")),
        Sieve(led_recipient, LAYOUT, ("party.heading",)),
        Sieve(of_delivery, BEFORE, ("party.beneficiary",)),
    ),
    Deed.FIRED: (
        Sieve(launcher, SENTENCE, ("party.launcher", *_NAMED[0].rules)),
        Sieve(agent, SENTENCE, _DOER),
        Sieve(before_verb, SENTENCE, ("party.agent",)),
        Sieve(state_arms, ARTICLE, ("party.state-arms",)),
        Sieve(intruder, ARTICLE, ("party.intruder",)),
    ),
    Deed.SPARED: _NAMED,
    Deed.DEALT: (Sieve(sender, SENTENCE, ("party.launcher",)), *_NAMED),
}
# Who did it: by the words that name it.
ACTOR: Mapping[Deed, Sieves] = {
    Deed.GIVEN: (Sieve(giver, SENTENCE, ("party.giver",)), Sieve(led_giver, LAYOUT, ("party.heading",))),
    Deed.FIRED: (),  # who launched it is whose it was
    Deed.BORNE: (Sieve(lost_to, SENTENCE, ("party.clash",)), Sieve(by_phrase, SENTENCE, ("party.by",))),
    Deed.DEALT: (
        Sieve(captor, PHRASE, ("party.captor",)),
        Sieve(responsible, SENTENCE, ("party.agent",)),
        Sieve(by_phrase, SENTENCE, ("party.by",)),
        Sieve(agent, SENTENCE, _DOER),
        Sieve(before_verb, SENTENCE, ("party.agent",)),
        Sieve(attack_owner, SENTENCE, ("party.attack", "party.government", "party.launcher")),
        Sieve(lead_doer, LAYOUT, ("party.heading",)),
        Sieve(noted_doer, LAYOUT, ("party.heading",)),
        Sieve(by_source, SPEAKER, ("party.source-foe", "party.source-operation")),
    ),
}
# Whose they are: by who did it, and by the sides of the article.
AFFECTED_BY_SIDES: Mapping[Deed, Sieves] = {
    Deed.GIVEN: (),
    Deed.FIRED: (),
    Deed.SPARED: (Sieve(spared, BEFORE, ("party.spared",)),),
    Deed.DEALT: (
        Sieve(of_whole, WHOLE, ("party.whole",)),
        Sieve(of_coordinate, WHOLE, ("party.coordinate",)),
        Sieve(told_again, BEFORE, ("party.told-again",)),
        Sieve(brought_down, BEFORE, ("party.brought-down",)),
        Sieve(still_held, BEFORE, ("party.still-held",)),
        Sieve(target, SENTENCE, ("party.target",)),
        Sieve(foe_people, ARTICLE, ("party.foe-people",)),
        Sieve(state_forces, ARTICLE, ("party.state-forces", "party.announced")),
        Sieve(across_border, ARTICLE, ("party.across-border",)),
        Sieve(militants, ARTICLE, ("party.militants", "party.rebels")),
        Sieve(state_arms, ARTICLE, ("party.state-arms",)),
        Sieve(opposite, ARTICLE, ("party.opposite",)),
        Sieve(looted, ARTICLE, ("party.looted",)),
        Sieve(intruder, ARTICLE, ("party.intruder",)),
        Sieve(own_people, SPEAKER, ("party.own-people",)),
        Sieve(under_attack, ARTICLE, ("party.under-attack",)),
        Sieve(same_list, LAYOUT, ("party.same-list",)),
    ),
}
_COMMUNIQUE = Sieve(in_communique, SPEAKER, ("party.communique",))
_SPARED_BY = Sieve(spared_by, BEFORE, ("party.spared",))
# Who did it: by whose they are, and by what is told around.
ACTOR_BY_SIDES: Mapping[Deed, Sieves] = {
    Deed.GIVEN: (),
    Deed.FIRED: (),
    Deed.BORNE: (
        _SPARED_BY,
        _COMMUNIQUE,
        Sieve(attacked_before, BEFORE, ("party.clash",)),
        Sieve(told_apart, ARTICLE, ("party.clash",)),
    ),
    Deed.DEALT: (
        _SPARED_BY,
        _COMMUNIQUE,
        Sieve(doer.of_whole, WHOLE, ("party.actor-whole",)),
        Sieve(doer.of_coordinate, WHOLE, ("party.actor-coordinate",)),
        Sieve(doer.of_those_before, BEFORE, ("party.actor-whole",)),
        Sieve(by_source, SPEAKER, ("party.source-foe", "party.source-operation")),
        Sieve(in_clash, SENTENCE, ("party.clash",)),
        Sieve(each_other, BEFORE, ("party.clash",)),
        Sieve(doer.told_in_lead, LAYOUT, ("party.story",)),
        Sieve(doer.done_to_those_told, BEFORE, ("party.actor-whole",)),
        Sieve(in_story, ARTICLE, ("party.responsible", "party.just-told", "party.heading", "party.killer", "party.story")),
        Sieve(told_apart, ARTICLE, ("party.clash",)),
        Sieve(by_foe, ARTICLE, ("party.foe",)),
        Sieve(doer.downed, ARTICLE, ("party.downed",)),
        Sieve(doer.recovered, ARTICLE, ("party.recovered",)),
    ),
}  # fmt: skip


def deed_to(grounds: Grounds) -> Deed:
    """What was done, as far as it changes whose people or equipment may be meant."""
    event = grounds.claim.event
    if event in HANDED:
        return Deed.GIVEN
    if event is Event.LAUNCHED:
        return Deed.FIRED
    return Deed.SPARED if is_none_at_all(grounds.claim) else Deed.DEALT


def deed_of(grounds: Grounds) -> Deed:
    """What was done, as far as it changes who may have done it; whose they are is known by then."""
    deed = deed_to(grounds)
    if deed in (Deed.GIVEN, Deed.FIRED):
        return deed
    return Deed.BORNE if is_own_loss(grounds) else Deed.DEALT
