"""The actor of a story: carried from where it is told to the claims that go on telling of the same attack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from claimx.link.actor import UNDONE, by_source, is_own_loss
from claimx.link.agents import agents
from claimx.link.grounds import Grounds
from claimx.link.handover import HANDED
from claimx.link.theatre import attacks_named
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind, PartyBasis

# An article is one actor's story where this share of its stated actors is that one, and it is stated this often.
_STORY_SHARE = 0.75
_STORY_TIMES = 2
# Subjects that are no side's deed: "the conflict has taken 5,000 lives".
_CONFLICTS = frozenset({"war", "conflict", "insurgency", "fighting", "clashes", "clash", "violence", "unrest", "crisis", "battle", "battles", "uprising"})
# Other causes of death.
_CAUSES = frozenset({"malnutrition", "starvation", "famine", "hunger", "disease", "cholera", "cold", "accident", "crash", "crashed", "earthquake", "flood",
                     "floods", "storm", "drowned", "drowning", "landmine", "landmines", "mined", "friendly", "inhalation", "wildfire", "hurricane"})


def story_actor(cases: Sequence[Grounds], claims: Sequence[Claim]) -> PartyLink | None:
    """The actor of the article's one story, None where it tells of several."""
    counts: Counter[str] = Counter()
    first: dict[str, PartyLink] = {}
    for claim in claims:
        if claim.actor is not None and claim.event not in HANDED and claim.event is not Event.LAUNCHED:
            counts[claim.actor.id] += 1
            first.setdefault(claim.actor.id, claim.actor)
    if cases:
        theatre = cases[0].theatre
        for identity, count in theatre.attackers.items():
            counts[identity] += count
            seen = theatre.seen[identity]
            link = cases[0].link(seen.mention, "party.story", cases[0].document.sentences[seen.sentence])
            if link is not None:
                first.setdefault(identity, link)
        if theatre.responsible is not None:
            counts[theatre.responsible.mention.id] += _STORY_TIMES
            link = cases[0].link(theatre.responsible.mention, "party.responsible", cases[0].document.sentences[theatre.responsible.sentence])
            if link is not None:
                first.setdefault(theatre.responsible.mention.id, link)
    if not counts:
        return None
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < _STORY_TIMES or count < _STORY_SHARE * sum(counts.values()):
        return None
    return first[best]


def carry_actor(grounds: Grounds, claims: Sequence[Claim], i: int, story: PartyLink | None, killer: PartyLink | None) -> PartyLink | None:
    """The actor of the event that the claim goes on telling: of its whole, of its sentence, of the article's one story."""
    claim = claims[i]
    if claim.event in HANDED or claim.event is Event.LAUNCHED or is_own_loss(grounds, claim):
        return None
    for position in (claim.subset_of, claim.increment_of, claim.derived_from):
        if position is not None and position < len(claims) and claims[position].actor is not None:
            return _again(claims[position], claim, "party.actor-whole")
    for j in _beside(claims, i):
        other = claims[j]
        if other.actor is not None and other.loss.anchor == claim.loss.anchor:
            return _again(other, claim, "party.actor-coordinate")
        if other.actor is not None and j < i and _goes_on(grounds, other):
            return _again(other, claim, "party.actor-coordinate")
    if claim.affected is not None and claim.affected.rule in ("party.crew", "party.of-these") and i and claims[i - 1].actor is not None:
        return _again(claims[i - 1], claim, "party.actor-whole")
    return by_source(grounds, claim) or in_story(grounds, claim, story, killer)


def _beside(claims: Sequence[Claim], i: int) -> Iterator[int]:
    """The claims of the same sentence, those before first, the nearest first; claims come in text order."""
    for way in (range(i - 1, -1, -1), range(i + 1, len(claims))):
        for j in way:
            if claims[j].sentence != claims[i].sentence:
                break
            yield j


def _just_told(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The one side whose attack the sentence before tells of, where this one names no side and place of its own."""
    index = grounds.claim.sentence - 1
    own = grounds.own_country()
    if index < 0 or grounds.anchor is None:
        return None
    if claim.affected is not None and claim.affected.rule in _TOTALS:
        return None
    there = grounds.document.sentences[index]
    named = {m.id: m for m in attacks_named(there, grounds.document.mentions[index].parties, grounds.vocabulary)}
    if len(named) != 1:
        return None
    (mention,) = named.values()
    if own is not None and not grounds.theatre.fights(mention.id, own):
        return None
    if claim.affected is not None and (claim.affected.id == mention.id or not grounds.theatre.fights(mention.id, claim.affected.id)):
        return None
    return grounds.link(mention, "party.just-told", there)


def _goes_on(grounds: Grounds, other: Claim) -> bool:
    """True where the loss verb follows the other claim's by "and" alone: "killed four and wounded seven"."""
    anchor = grounds.anchor
    if anchor is None or not other.loss.anchor < other.quantity.phrase.first < anchor < grounds.first:
        return False
    return grounds.sentence.tokens[anchor].tag in ("VBD", "VBG", "VBZ", "VBP", "VBN") and grounds.lowers[anchor - 1] == "and"


# Ways in which totals of losses, which name no actor, get their party.
_TOTALS = frozenset({"party.of-these", "party.whole", "party.losses-of", "party.loss-noun"})


def _again(other: Claim, claim: Claim, rule: str) -> PartyLink | None:
    link = other.actor
    if link is None or (claim.affected is not None and claim.affected.id == link.id):
        return None
    basis = link.basis if other.sentence == claim.sentence or link.basis is PartyBasis.INFERRED else PartyBasis.CARRIED
    return PartyLink(link.name, link.id, link.type, link.start, link.end, basis, rule)


def in_story(grounds: Grounds, claim: Claim, story: PartyLink | None, killer: PartyLink | None) -> PartyLink | None:
    """In the story of one side's attacks, that side, unless the words give another cause."""
    if claim.kind is not Kind.CASUALTY or claim.event in UNDONE:
        return None
    if any(word in _CAUSES for word in grounds.lowers):
        return None
    if grounds.anchor is not None and any(grounds.lowers[head] in _CONFLICTS for head in agents(grounds.sentence, grounds.anchor)):
        return None
    local = _just_told(grounds, claim)
    if local is not None:
        return local
    if killer is not None and claim.category is not Category.MILITARY:
        return PartyLink(killer.name, killer.id, killer.type, killer.start, killer.end, PartyBasis.CARRIED, "party.killer")
    if story is None:
        return None
    own = grounds.own_country()
    if claim.event is Event.MISSING:
        return None
    if own is not None and own != grounds.theatre.home and not grounds.theatre.fights(story.id, own):
        return None  # a digest's other item
    if grounds.anchor is not None and claim.category is Category.MILITARY and grounds.sentence.tokens[grounds.anchor].lemma == "die":
        return None
    if claim.affected is not None:
        if claim.affected.id == story.id:
            return None
        if claim.category is Category.MILITARY and not grounds.theatre.fights(story.id, claim.affected.id):
            return None
    basis = PartyBasis.INFERRED if story.basis is PartyBasis.INFERRED else PartyBasis.CARRIED
    return PartyLink(story.name, story.id, story.type, story.start, story.end, basis, "party.story")
