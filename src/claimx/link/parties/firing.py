"""Equipment that is fired: who fires it, whose it was that another brought down."""

from __future__ import annotations

from claimx.clauses import clause_at
from claimx.link.parties.agents import agents
from claimx.link.parties.attacks import attack_after
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.owners import counted_owner
from claimx.link.parties.sides import party_of
from claimx.models import PartyLink
from claimx.schema import Category, Event, PartyType


def _fired_from(grounds: Grounds, verb: int | None) -> PartyLink | None:
    """The country of the place that rockets were launched from: "20 rockets were fired from the Khan Younis area"."""
    if verb is None:
        return None
    places = grounds.document.mentions[grounds.claim.sentence].places
    for place in places:
        before = grounds.lowers[max(verb, place.phrase.first - _FROM) : place.phrase.first]
        if place.country is not None and "from" in before and place.country in grounds.theatre.parties:
            return grounds.infer(place.country, "party.owner-after", place.phrase)
    return None


# "from the southern city of": words between the preposition and the place.
_FROM = 5
# "According to the Israel Defense Forces": words from the preposition to the head of the name.
_SAYS = 6


def launcher(grounds: Grounds) -> PartyLink | None:
    """Who fired: the subject, else the owner of what was fired."""
    found = _who_fired(grounds, _fired_by(grounds)) or _who_fired(grounds, grounds.anchor)
    if found is not None:
        return found
    owner = counted_owner(grounds)
    if owner is None:
        return _of_attack(grounds) or _from_where(grounds, grounds.anchor)
    return group_there(grounds, owner) if owner.rule == "party.owner-after" else owner


def sender(grounds: Grounds) -> PartyLink | None:
    """Who fired what another brought down: "12 drones launched by Russia", "12 drones were downed in a Russian attack"."""
    return _who_fired(grounds, _fired_by(grounds)) or _of_attack(grounds)


def _of_attack(grounds: Grounds) -> PartyLink | None:
    """The one side in whose attack drones or missiles were launched or brought down."""
    if grounds.claim.event not in (Event.SHOT_DOWN, Event.LAUNCHED) or grounds.claim.category not in _THROWN:
        return None
    lowers = list(grounds.lowers)
    found = {
        mention.id: mention
        for mention in grounds.mentions
        if not _WITHIN.isdisjoint(lowers[max(0, mention.phrase.first - _FROM_IN) : mention.phrase.first])
        and attack_after(grounds.sentence, lowers, mention, grounds.vocabulary) is not None
    }
    return grounds.link(next(iter(found.values())), "party.launcher") if len(found) == 1 else None


_THROWN = frozenset([Category.UAV, Category.MISSILE, Category.AMMUNITION])
_WITHIN = frozenset({"in", "during", "amid", "throughout"})
# "during | an overnight massive | Russian attack"
_FROM_IN = 4


def _fired_by(grounds: Grounds) -> int | None:
    """The verb of launching that hangs on the counted noun."""
    sentence, head = grounds.sentence, grounds.head
    if head is None or not sentence.parsed or grounds.claim.event not in _SENT:
        return None
    below = (sentence.tokens[j] for j in sentence.children[head] if j > head)
    return next((t.i for t in below if t.dep in ("acl", "relcl") and t.lemma in _FIRING), None)


_SENT = (Event.SHOT_DOWN, Event.DESTROYED, Event.LAUNCHED)
_FIRING = frozenset("launch fire send fly lob hurl direct dispatch release".split())


def _who_fired(grounds: Grounds, verb: int | None) -> PartyLink | None:
    for head in agents(grounds.sentence, verb) if verb is not None else ():
        if "according" in grounds.lowers[max(0, head - _SAYS) : head]:
            continue  # who tells of it
        if grounds.lowers[head] in _PRONOUNS:
            return None  # "said it fired 40 rockets after an air strike": whoever "it" is, not who struck before
        mention = party_of(
            grounds.sentence, grounds.mentions, head, grounds.vocabulary, armed=True, arms=grounds.arms()
        )
        if mention is not None:
            return grounds.link(mention, "party.launcher")
    return None


_PRONOUNS = frozenset({"it", "they", "he", "she", "we"})


def _from_where(grounds: Grounds, verb: int | None) -> PartyLink | None:
    owner = _fired_from(grounds, verb)
    return group_there(grounds, owner) if owner is not None else None


def group_there(grounds: Grounds, owner: PartyLink) -> PartyLink:
    """The group that fights from the country, where the article names one: "a missile launched from Yemen"."""
    if owner.type is not PartyType.COUNTRY:
        return owner
    struck = grounds.speaker or grounds.theatre.home
    there = (
        g
        for g in grounds.theatre.groups
        if owner.id in grounds.theatre.parties[g].home
        and (
            owner.id not in grounds.theatre.forces
            or (struck not in (None, owner.id) and grounds.theatre.fights(g, struck or ""))
        )
    )
    return grounds.infer(next(there, None), "party.launcher", owner) or owner


def intruder(grounds: Grounds) -> PartyLink | None:
    """Drones and missiles that come down on a country at war are its foe's."""
    if grounds.claim.category not in (Category.UAV, Category.MISSILE):
        return None
    for at in (grounds.communique, grounds.own_country(), grounds.theatre.home):
        if at is not None:
            for mention in grounds.mentions:
                if (
                    grounds.first <= mention.phrase.first < grounds.last
                    and grounds.compounded(mention)
                    and grounds.theatre.fights(mention.id, at)
                ):
                    return grounds.link(mention, "party.intruder")  # an "Iranian-made" drone over Iran's foe
            foe, actor = grounds.theatre.target(at), grounds.linked.actor
            if foe is not None and foe in grounds.theatre.attackers and (actor is None or actor.id != foe):
                return None if _is_struck(grounds, foe) else grounds.infer(foe, "party.intruder")
    return None


def _is_struck(grounds: Grounds, side: str) -> bool:
    """True where what the weapon hits is the side's own: "one of its tanks was hit by a missile"."""
    clause = None if grounds.anchor is None else clause_at(grounds.sentence, grounds.anchor)
    for noun in () if clause is None else clause.patients:
        first, last = grounds.sentence.subtree(noun)
        if any(mention.id == side for mention in grounds.within(first, last)):
            return True
        if grounds.speaker == side and not _OWN.isdisjoint(grounds.lowers[first:last]):
            return True
    return False


_OWN = frozenset({"its", "their", "our"})
