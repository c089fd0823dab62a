"""Who kills in a clash: the other side."""

from __future__ import annotations

from dataclasses import replace

from claimx.lexicon.parties import Role
from claimx.link.cues import since_war_began
from claimx.link.parties.actor.undone import is_affected_mention
from claimx.link.parties.attacks import sole_attacker
from claimx.link.parties.borders import is_scene
from claimx.link.parties.grounds import Grounds
from claimx.models import Claim, Loss, PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType


def in_clash(grounds: Grounds) -> PartyLink | None:
    """Fighters who die in fighting are killed by the other side: "clashes with the rebels", "X clashed with Y"."""
    claim = grounds.linked
    if (
        claim.category is not Category.MILITARY
        or claim.event not in (Event.KILLED, Event.WOUNDED, Event.CASUALTIES)
        or claim.kind is not Kind.CASUALTY
    ):
        return None
    lowers = list(grounds.lowers)
    for j in range(len(lowers)):
        if grounds.vocabulary.role_at(Role.CLASH, lowers, j) is None:
            continue
        for k in range(j + 1, min(len(lowers), j + _WITH)):
            if lowers[k] not in ("with", "against"):
                continue
            for mention in grounds.within(k + 1, min(len(lowers), k + _WITH)):
                if claim.affected is None and any(m.id != mention.id for m in grounds.within(0, k)):
                    continue  # of whichever side the dead are
                if mention.form != "metonym" and (claim.affected is None or mention.id != claim.affected.id):
                    return grounds.link(mention, "party.clash")
            if lowers[k + 1 : k + 3] in (["the", "group"], ["the", "movement"], ["the", "militia"]):
                group = grounds.group_here(None if claim.affected is None else claim.affected.id)
                return grounds.infer(group, "party.clash")
            outlaws = grounds.role(Role.OUTLAW, grounds.first, grounds.last) is not None or (
                claim.affected is not None and claim.affected.type is PartyType.GROUP
            )
            if outlaws and any(
                grounds.vocabulary.role_at(Role.GOVERNMENT, lowers, m) is not None or lowers[m] == "police"
                for m in range(k + 1, min(len(lowers), k + _WITH))
            ):
                return grounds.infer(grounds.state_here(), "party.clash")
            if any(grounds.has_role(word, Role.OUTLAW) for word in lowers[k + 1 : k + _WITH]):
                return grounds.infer(grounds.the_group(), "party.clash")
    return _other_side(grounds, claim)


def each_other(grounds: Grounds) -> PartyLink | None:
    """The side whose fighters this one's killed beside its own dead: "the army killed 12 Taliban. Two soldiers died in the clash"."""
    claim = grounds.linked
    if claim.affected is None or not _fell_fighting(claim) or not _tells_clash(grounds):
        return None
    for other in grounds.claims:
        near = abs(other.sentence - claim.sentence) <= 1 and grounds.in_paragraph(other.sentence)
        if not near or not _fell_fighting(other) or other.affected is None or other.actor is None:
            continue
        if other.actor.id == claim.affected.id and other.affected.id != claim.affected.id:
            return replace(other.affected, basis=PartyBasis.INFERRED, rule="party.clash")
    return None


def told_apart(grounds: Grounds) -> PartyLink | None:
    """Of two sides whose clash the article tells of, and whose losses it tells apart, each is the other's killer.

    "Thai and Cambodian troops exchanged fire. Cambodia said five of its soldiers had been killed. Thailand reported one soldier dead."
    """
    claim, duel = grounds.linked, grounds.theatre.duel
    if claim.affected is None or claim.affected.id not in duel or claim.kind is not Kind.CASUALTY:
        return None
    inferred = claim.affected.basis is PartyBasis.INFERRED and claim.category is not Category.MILITARY
    if claim.quantity.high == 0 or since_war_began(grounds.lowers) or inferred:
        return None
    otherwise = (Role.OTHER_CAUSE, Role.CONFLICT, Role.ATTACK, Role.ASSAILING)
    if any(grounds.has_role(word, *otherwise) and not grounds.has_role(word, Role.CLASH) for word in grounds.lowers):
        return None  # a whole war's dead, or those of an attack with a doer of its own
    (foe,) = (side for side in duel if side != claim.affected.id)
    told = any(
        other.kind is Kind.CASUALTY and other.affected is not None and other.affected.id == foe
        for other in grounds.claims
    )
    return grounds.infer(foe, "party.clash") if told else None


def _fell_fighting(claim: Claim) -> bool:
    fallen = claim.event in (Event.KILLED, Event.WOUNDED, Event.CASUALTIES, Event.CAPTURED)
    return fallen and claim.kind is Kind.CASUALTY and claim.category is Category.MILITARY


def _tells_clash(grounds: Grounds) -> bool:
    return grounds.vocabulary.tells(Role.CLASH, grounds.lowers)


def lost_to(grounds: Grounds) -> PartyLink | None:
    """To whom a side lost them: "lost 12 men to Russian fire", "lost two tanks in clashes with X", "in an ambush by X"."""
    claim = grounds.linked
    if grounds.anchor is None or grounds.sentence.tokens[grounds.anchor].lemma not in _LOSING:
        return None
    lowers = grounds.lowers
    fought = False
    for j in range(max(grounds.anchor + 1, grounds.last), len(lowers)):
        word = lowers[j]
        if word in _ENDS or grounds.sentence.tokens[j].tag in ("VBD", "VBZ", "VBP"):
            return None
        fought = fought or grounds.has_role(word, Role.CLASH, Role.ATTACK)
        if word != "to" and not (fought and word in _FOES):
            continue
        mention = next((m for m in grounds.within(j + 1, min(len(lowers), j + _WITH))), None)
        if mention is not None and mention.form != "metonym" and not is_affected_mention(claim, mention):
            return grounds.link(mention, "party.clash")
    return None


def attacked_before(grounds: Grounds) -> PartyLink | None:
    """Whose attack the sentence before tells, for what its foe lost in it: "The rebels attacked. The army lost 30 men in the battle"."""
    claim = grounds.linked
    if grounds.anchor is None or claim.affected is None:
        return None
    behind = grounds.lowers[grounds.anchor :]
    told = any(
        word in ("the", "this") and grounds.has_role(behind[j + 1], Role.CLASH, Role.ATTACK)
        for j, word in enumerate(behind[:-1])
    )
    for there, parties in grounds.near(-1) if told else ():
        return grounds.link(sole_attacker(there, parties, grounds.vocabulary, claim.affected.id), "party.clash", there)
    return None


_LOSING = frozenset({"lose", "suffer", "sustain"})
_FOES = frozenset({"with", "against", "by"})
_ENDS = frozenset({",", ";", ".", ":", "(", "who", "which", "that", "when", "as", "while"})


# "clashes on Monday with the rebels": words between fighting, "with" and the other side.
_WITH = 5


def _other_side(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The other of the two sides whose clash this sentence or the one before tells: "X clashed with Y. Three Y fighters killed"."""
    if claim.affected is None or since_war_began(grounds.lowers):
        return None  # a war's dead are not one clash's
    for there, parties in grounds.near(0, -1):
        lowers = there.lowers()
        if not grounds.vocabulary.tells(Role.CLASH, lowers):
            continue
        sides = {
            m.id: m
            for m in parties
            if m.form in ("name", "force", "demonym") and not _is_citizen(lowers, m) and not is_scene(there, m)
        }
        if len(sides) == _PAIR and claim.affected.id in sides:
            (other,) = (m for identity, m in sides.items() if identity != claim.affected.id)
            return grounds.link(other, "party.clash", there)
        if len(sides) == 1 and claim.affected.id not in sides:
            (other,) = sides.values()
            if other.form != "name" or other.type is PartyType.GROUP:
                foes = grounds.theatre.fights(other.id, claim.affected.id)
                return grounds.link(other, "party.clash", there) if foes else None
        if sides:
            return None
    return None


def by_foe(grounds: Grounds) -> PartyLink | None:
    """Whose soldiers fall or are captured, and whose arms are destroyed, in an article on its war with one other side: that side did it.

    "Six Armenian tanks were destroyed" where the article names Azerbaijan alone of its foes. The dead of a whole war, of fighting and
    of blasts are nobody's; neither are those of an armed group, which has more enemies than an article names.
    """
    claim = grounds.linked
    loss = claim.loss
    if (
        claim.affected is None
        or claim.event not in _INFLICTED
        or not isinstance(loss, Loss)
        or loss.shape not in ("verb", "adjective")
    ):
        return None
    foe = grounds.theatre.sole_foe(claim.affected.id)
    if foe is None or claim.quantity.high == 0:
        return None
    taken = claim.kind is Kind.EQUIPMENT or claim.event is Event.CAPTURED
    if claim.category is not Category.MILITARY and claim.kind is Kind.CASUALTY:
        taken = claim.affected.type is PartyType.COUNTRY and foe.id in grounds.theatre.attackers
    elif loss.shape != "verb":
        return None
    if not (taken or claim.affected.type is foe.type is PartyType.COUNTRY):
        return None
    lowers = list(grounds.lowers)
    told = (Role.CLASH, Role.CONFLICT, Role.OTHER_CAUSE, Role.ANOTHER_EVENT)
    if any(grounds.vocabulary.tells(role, lowers) for role in told):
        return None
    if since_war_began(lowers) or not _NOBODYS.isdisjoint(lowers):
        return None
    return grounds.infer(foe.id, "party.foe")


_INFLICTED = frozenset([
    Event.KILLED, Event.WOUNDED, Event.MISSING, Event.CAPTURED, Event.DESTROYED, Event.DAMAGED, Event.SHOT_DOWN,
])  # fmt: skip
# What goes off or goes wrong may be anybody's doing, and a total is nobody's.
_NOBODYS = frozenset(
    "explosion explosions blast blasts bomb suicide accident accidentally crash crashed total since".split()
)


def _is_citizen(lowers: list[str], mention: PartyMention) -> bool:
    """True for "a Moroccan national": one person's passport is no side."""
    return mention.form == "demonym" and not _CITIZENS.isdisjoint(lowers[mention.phrase.last : mention.phrase.last + 1])


_CITIZENS = frozenset("national nationals citizen citizens tourist tourists expatriate expatriates".split())
# Of three sides none is plainly the killer.
_PAIR = 2
