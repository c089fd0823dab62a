"""Losses that are no known side's doing: its own, by want, sickness or accident, in another event, by men whom nobody knows."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.parties.grounds import Grounds
from claimx.models import Claim, PartyLink, PartyMention
from claimx.schema import Event

# Losses that tell no agent by themselves.
_UNDONE = (Event.LOST, Event.MISSING, Event.CASUALTIES)


_NOBODY = frozenset({"unidentified", "unknown", "hired", "paid", "contract"})
_DOERS = frozenset(
    "men man gunmen gunman assailants assailant attackers attacker assassins assassin killers killer hitmen hitman persons people "
    "individuals group armed".split()
)


def is_undone(grounds: Grounds) -> bool:
    """True for a loss whose words tell no agent: "went missing", "suffered 20 casualties"; not "were killed and injured", "were shot"."""
    if grounds.claim.event not in _UNDONE:
        return False
    anchor = grounds.anchor
    return anchor is None or grounds.sentence.tokens[anchor].lemma not in _HARMING


_HARMING = frozenset(
    "kill injure wound shoot stab gas poison torture neutralise neutralize eliminate liquidate".split()
)


def is_own_loss(grounds: Grounds) -> bool:
    """ "Russia lost 800 soldiers", "suffered casualties" tell no actor."""
    claim = grounds.linked
    if claim.affected is not None and claim.affected.rule.startswith("party.loser"):
        return True
    if claim.event is Event.LOST:
        return True
    if grounds.anchor is None:
        return claim.loss.entry in _LOSSES
    token = grounds.sentence.tokens[grounds.anchor]
    return token.lemma == "lose" and token.pos == "VERB"


# What is told as the loss of who bore it.
_LOSSES = ("casualties.lost", "casualties.loss", "casualties.of-military")


def is_affected_mention(claim: Claim, mention: PartyMention) -> bool:
    """True where the mention is the one from which the affected party is read: the same words are not the doer."""
    link = claim.affected
    return link is not None and link.id == mention.id and link.start == mention.phrase.start


def unless_affected(claim: Claim, link: PartyLink | None) -> PartyLink | None:
    """The link, or None where it is the affected party itself."""
    return None if link is not None and claim.affected is not None and claim.affected.id == link.id else link


def is_otherwise_caused(grounds: Grounds) -> bool:
    """True where the sentence tells another cause of death, another event, or doers whom nobody knows."""
    return (
        "nationwide" in grounds.lowers  # no one attack's toll
        or grounds.tells(Role.OTHER_CAUSE, Role.ANOTHER_EVENT)
        or _is_by_nobody(grounds)
        or _are_pursued(grounds)
    )


_PURSUING = frozenset(
    "pursue chase track hunt raid storm ambush intercept engage surround corner confront encircle repel".split()
)
# "pursued | the three surviving gunmen": words from the verb to whom it is done to.
_PURSUED = 4


def _are_pursued(grounds: Grounds) -> bool:
    """True where the attackers are hunted: "officers pursued the attackers into a forest, where five were shot dead"."""
    anchor = len(grounds.lowers) if grounds.anchor is None else grounds.anchor
    return any(
        token.lemma in _PURSUING
        and token.pos == "VERB"
        and any(grounds.has_role(word, Role.OUTLAW, Role.MILITANT) for word in grounds.lowers[j + 1 : j + 1 + _PURSUED])
        for j, token in enumerate(grounds.sentence.tokens[:anchor])
    )


def _is_by_nobody(grounds: Grounds) -> bool:
    """True for "unidentified men", "unknown gunmen", "hired assassins": a doer, and no side."""
    return not _NOBODY.isdisjoint(grounds.lowers) and any(
        word in _NOBODY and not _DOERS.isdisjoint(grounds.lowers[j + 1 : j + 3])
        for j, word in enumerate(grounds.lowers)
    )


def tells(grounds: Grounds, mention: PartyMention) -> bool:
    """True within the name of a body that tells of the loss: "reported killed by the Syrian Observatory"."""
    source = grounds.claim.source
    inside = source is not None and source.start <= mention.phrase.start and mention.phrase.end < source.end
    return inside and grounds.speaker != mention.id
