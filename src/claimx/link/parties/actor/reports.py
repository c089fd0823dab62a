"""The actor that a report implies by whose it is: a side that tells of its foe's losses, a communique that tells of a day's."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.grounds import Grounds
from claimx.models import Claim, PartyLink, SourceLink
from claimx.schema import Category, Event, Kind, PartyType, SourceType


def in_communique(grounds: Grounds) -> PartyLink | None:
    """What a side's own report says its enemy lost in a day's fighting it inflicted, and the enemy what its attacks did to civilians.

    Totals since a war began are nobody's deed.
    """
    claim = grounds.linked
    side = grounds.communique
    if side is None or claim.source is not None or claim.affected is None:
        return None
    foe = grounds.theatre.enemy_of(side)
    if foe is None or _TOTAL & set(grounds.lowers):
        return None
    if claim.affected.id == foe and grounds.anchor is not None:
        token = grounds.sentence.tokens[grounds.anchor]
        if token.lemma in ("lose", "loss", "suffer"):
            return grounds.infer(side, "party.communique")
    if claim.affected.id == side and claim.category is not Category.MILITARY and claim.kind is Kind.CASUALTY:
        if any(grounds.vocabulary.has_role(Role.ATTACK, word) and word not in _BLASTS for word in grounds.lowers):
            return grounds.infer(foe, "party.communique")
    return None


_TOTAL = frozenset({"since", "total", "totals", "overall", "cumulative", "so"})
# What goes off may be anybody's.
_BLASTS = frozenset({"explosion", "explosions", "blast", "blasts", "bomb"})


_DEALT = (Event.SHOT_DOWN, Event.DESTROYED, Event.DAMAGED, Event.CAPTURED)


def by_source(grounds: Grounds) -> PartyLink | None:
    """A side that reports its foe's equipment shot down, destroyed or captured, or its soldiers killed, did it."""
    claim = grounds.linked
    if grounds.speaker is None or not _MISHAPS.isdisjoint(grounds.lowers):
        return None
    if grounds.anchor is None:
        # A row under "Shot down:", "The following equipment of the army was destroyed:".
        dealt = claim.event in _DEALT and claim.affected is not None
        told = dealt and claim.affected is not None and _told_of_foe(grounds, claim, claim.affected.id)
        return grounds.infer(grounds.speaker, "party.source-foe") if told else None
    if claim.affected is None:
        return _of_own_operations(grounds, claim)
    if not _told_of_foe(grounds, claim, claim.affected.id):
        return None
    token = grounds.sentence.tokens[grounds.anchor]
    if claim.source is None:
        # A side's own report: only what "has been destroyed", for an active verb has a subject of its own ("one strike").
        passive = (
            any(
                grounds.sentence.tokens[j].dep in ("auxpass", "nsubjpass")
                for j in grounds.sentence.children[grounds.anchor]
            )
            if grounds.sentence.parsed
            else False
        )
        if not (passive or claim.event is Event.SHOT_DOWN) or not (
            claim.kind is Kind.EQUIPMENT or (passive and claim.affected.rule in _NAMED_FOE)
        ):
            return None
    done = token.tag in ("VBN", "VBD") and (
        token.lemma not in ("die", "perish", "lose")
        or (
            token.lemma == "die"
            and claim.source is not None
            and (
                claim.source.type is SourceType.ARMED_GROUP
                or grounds.role(Role.OUTLAW, grounds.first, grounds.last) is not None
            )
        )
    )
    dealt = claim.event in (Event.KILLED, Event.WOUNDED) or token.lemma in _DEALING  # "killed or wounded": casualties
    if claim.event in (Event.SHOT_DOWN, Event.DESTROYED, Event.DAMAGED, Event.CAPTURED) or (
        done and claim.category is Category.MILITARY and dealt
    ):
        return grounds.infer(grounds.speaker, "party.source-foe")
    return None


def _of_own_operations(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """What a state's army reports seized, or fighters neutralised, it did itself: "43 terrorists have been neutralised"."""
    if claim.source is None or grounds.speaker is None or not speaks_for_army(claim.source):
        return None
    if not grounds.theatre.is_country(grounds.speaker) or grounds.anchor is None:
        return None
    seized = claim.kind is Kind.EQUIPMENT and claim.event is Event.CAPTURED
    outlaws = grounds.role(Role.OUTLAW, grounds.first, grounds.last) is not None
    token = grounds.sentence.tokens[grounds.anchor]
    dealt = (outlaws and token.lemma == "kill") or (claim.category is Category.MILITARY and token.lemma in BOASTED)
    done = dealt and token.tag == "VBN"
    return grounds.infer(grounds.speaker, "party.source-operation") if seized or done else None


def speaks_for_army(source: SourceLink) -> bool:
    """True for an army and for the ministry it is under."""
    named = source.name.lower()
    return source.type is SourceType.MILITARY or "defence" in named or "defense" in named


# What no speaker says of its own: "900 soldiers were eliminated" are the foe's.
BOASTED = frozenset({"eliminate", "liquidate", "neutralise", "neutralize", "annihilate", "exterminate"})
# Whoever tells of it, nobody did it.
_MISHAPS = frozenset("accident accidental accidentally accidents prematurely".split())
_DEALING = frozenset({"neutralise", "neutralize", "kill", "wound", "injure"})
# Ways in which a report's own sentence names whose soldiers "have been eliminated"; a line of a list has a heading for it.
_NAMED_FOE = ("party.counted", "party.owner-after")


def _told_of_foe(grounds: Grounds, claim: Claim, affected: str) -> bool:
    """True where the speaker fights whom the claim hits: a known foe, or any state whose soldiers a group says were killed."""
    speaker = grounds.speaker
    if speaker is None or speaker == affected:
        return False
    party, other = grounds.theatre.party(speaker), grounds.theatre.party(affected)
    if grounds.theatre.fights(speaker, affected):
        return True
    if claim.category is not Category.MILITARY or claim.source is None or party is None or other is None:
        return False
    return (party.type, other.type, claim.source.type) in (
        (PartyType.COUNTRY, PartyType.GROUP, SourceType.MILITARY),
        (PartyType.GROUP, PartyType.COUNTRY, SourceType.ARMED_GROUP),
    )
