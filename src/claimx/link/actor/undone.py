"""Losses that are no known side's doing: its own, by want, sickness or accident, in another event, by men whom nobody knows."""

from __future__ import annotations

from claimx.link.grounds import Grounds
from claimx.models import Claim, PartyLink, PartyMention
from claimx.schema import Event

# Losses that tell no agent by themselves.
UNDONE = (Event.LOST, Event.MISSING, Event.CASUALTIES)
# Other causes of death.
_CAUSES = frozenset(
    {
        "malnutrition",
        "starvation",
        "famine",
        "hunger",
        "disease",
        "cholera",
        "cold",
        "accident",
        "crash",
        "crashed",
        "earthquake",
        "flood",
        "floods",
        "storm",
        "homicides",
        "murders",
        "nationwide",
        "drowned",
        "drowning",
        "landmine",
        "landmines",
        "mined",
        "friendly",
        "inhalation",
        "wildfire",
        "hurricane",
    }
)


# Another event than the story's, or a death by want or sickness that ``_CAUSES`` does not name.
_OTHERWISE = frozenset(
    "separate separately elsewhere unrelated starved starving malnourished dehydration thirst hypothermia frostbite heatstroke exposure "
    "exhaustion diseases epidemic outbreak infection infections typhus typhoid malaria measles dysentery diarrhoea diarrhea diphtheria "
    "polio ebola tuberculosis pneumonia hepatitis influenza covid covid-19 coronavirus sepsis".split()
)
_NOBODY = frozenset({"unidentified", "unknown"})
_DOERS = frozenset(
    "men man gunmen gunman assailants assailant attackers attacker persons people individuals group armed".split()
)


def is_own_loss(grounds: Grounds, claim: Claim) -> bool:
    """ "Russia lost 800 soldiers", "suffered casualties" tell no actor."""
    if claim.affected is not None and claim.affected.rule.startswith("party.loser"):
        return True
    if grounds.anchor is None or claim.event is Event.LOST:
        return True
    token = grounds.sentence.tokens[grounds.anchor]
    return token.lemma == "lose" and token.pos == "VERB"


def is_affected_mention(claim: Claim, mention: PartyMention) -> bool:
    """True where the mention is the one from which the affected party is read: the same words are not the doer."""
    link = claim.affected
    return link is not None and link.id == mention.id and link.start == mention.phrase.start


def unless_affected(claim: Claim, link: PartyLink | None) -> PartyLink | None:
    """The link, or None where it is the affected party itself."""
    return None if link is not None and claim.affected is not None and claim.affected.id == link.id else link


def is_otherwise_caused(grounds: Grounds) -> bool:
    """True where the sentence tells another cause of death, another event, or doers whom nobody knows."""
    return any(word in _CAUSES or word in _OTHERWISE for word in grounds.lowers) or _is_by_nobody(grounds)


def _is_by_nobody(grounds: Grounds) -> bool:
    """True for "unidentified men", "unknown gunmen": a doer, and no side."""
    return any(
        word in _NOBODY and not _DOERS.isdisjoint(grounds.lowers[j + 1 : j + 3])
        for j, word in enumerate(grounds.lowers)
    )
