"""The actor of a story: carried from where it is told to the claims that go on telling of the same attack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from claimx.lexicon.parties import Role
from claimx.link.actor import UNDONE, by_source, in_communique, is_own_loss
from claimx.link.agents import agents
from claimx.link.grounds import Grounds
from claimx.link.handover import HANDED
from claimx.link.theatre import attacks_named, owns_up
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType

# An article is one actor's story where this share of its stated actors is that one, and it is stated this often.
_STORY_SHARE = 0.75
_STORY_TIMES = 2
# Subjects that are no side's deed: "the conflict has taken 5,000 lives".
_CONFLICTS = frozenset(
    {
        "war",
        "conflict",
        "insurgency",
        "fighting",
        "clashes",
        "clash",
        "violence",
        "unrest",
        "crisis",
        "battle",
        "battles",
        "uprising",
    }
)
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


def story_actor(cases: Sequence[Grounds], claims: Sequence[Claim]) -> PartyLink | None:
    """The actor of the article's one story, None where it tells of several."""
    counts: Counter[str] = Counter()
    first: dict[str, PartyLink] = {}
    told: set[tuple[str, int]] = set()
    for claim in claims:
        if claim.actor is not None and claim.event not in HANDED and claim.event is not Event.LAUNCHED:
            if (claim.actor.id, claim.sentence) in told:
                continue  # one sentence tells a deed once however many it counts
            told.add((claim.actor.id, claim.sentence))
            counts[claim.actor.id] += _STORY_TIMES if claim.sentence == 0 else 1  # a headline tells the story
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
            link = cases[0].link(
                theatre.responsible.mention,
                "party.responsible",
                cases[0].document.sentences[theatre.responsible.sentence],
            )
            if link is not None:
                first.setdefault(theatre.responsible.mention.id, link)
    if not counts:
        return None
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < _STORY_TIMES or count < _STORY_SHARE * sum(counts.values()):
        return None
    return first[best]


def carry_actor(
    grounds: Grounds, claims: Sequence[Claim], i: int, story: PartyLink | None, killer: PartyLink | None
) -> PartyLink | None:
    """The actor of the event that the claim goes on telling: of its whole, of its sentence, of the article's one story."""
    claim = claims[i]
    if claim.event in HANDED or claim.event is Event.LAUNCHED:
        return None
    reported = in_communique(grounds, claim)
    if reported is not None or is_own_loss(grounds, claim):
        return reported
    for position in (claim.subset_of, claim.increment_of, claim.derived_from):
        if position is not None and position < len(claims) and claims[position].actor is not None:
            return _again(claims[position], claim, "party.actor-whole")
    for j in _beside(claims, i):
        other = claims[j]
        if other.actor is not None and other.loss.anchor == claim.loss.anchor:
            return _again(other, claim, "party.actor-coordinate")
        if other.actor is not None and j < i and _goes_on(grounds, other):
            return _again(other, claim, "party.actor-coordinate")
    if (
        claim.affected is not None
        and claim.affected.rule in ("party.crew", "party.of-these")
        and i
        and claims[i - 1].actor is not None
    ):
        return _again(claims[i - 1], claim, "party.actor-whole")
    return (
        by_source(grounds, claim)
        or in_clash(grounds, claim)
        or _of_those(grounds, claims, i)
        or _battle(grounds, claims, i)
        or _attacker(grounds, claims, i)
        or in_story(grounds, claim, story, killer)
    )


def in_clash(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """Fighters who die in fighting are killed by the other side: "clashes with the rebels", "X clashed with Y"."""
    if (
        claim.category is not Category.MILITARY
        or claim.event not in (Event.KILLED, Event.WOUNDED)
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
                if mention.form != "metonym" and (claim.affected is None or mention.id != claim.affected.id):
                    return grounds.link(mention, "party.clash")
            if grounds.role(Role.OUTLAW, grounds.first, grounds.last) is not None and any(
                grounds.vocabulary.role_at(Role.GOVERNMENT, lowers, m) is not None or lowers[m] == "police"
                for m in range(k + 1, min(len(lowers), k + _WITH))
            ):
                here = grounds.state_here()
                return None if here is None else grounds.infer(here, "party.clash")
            if (
                any(grounds.vocabulary.has_role(Role.OUTLAW, word) for word in lowers[k + 1 : k + _WITH])
                and grounds.theatre.groups
            ):
                return grounds.infer(grounds.group_here() or grounds.theatre.groups[0], "party.clash")
    return _other_side(grounds, claim)


def _other_side(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The other of the two sides whose clash this sentence or the one before tells: "X clashed with Y. Three Y fighters killed"."""
    if claim.affected is None:
        return None
    for index in (grounds.claim.sentence, grounds.claim.sentence - 1):
        if index < 0 or grounds.document.sentences[index].block.index != grounds.sentence.block.index:
            continue
        there = grounds.document.sentences[index]
        lowers = there.lowers()
        if not any(grounds.vocabulary.role_at(Role.CLASH, lowers, j) is not None for j in range(len(lowers))):
            continue
        sides = {m.id: m for m in grounds.document.mentions[index].parties if m.form in ("name", "force", "demonym")}
        if len(sides) == _PAIR and claim.affected.id in sides:
            (other,) = (m for identity, m in sides.items() if identity != claim.affected.id)
            return grounds.link(other, "party.clash", there)
        if sides:
            return None
    return None


# Of three sides none is plainly the killer.
_PAIR = 2


def _owned_up(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The group that claims the attack in the claim's own sentence or the next: "32 were killed. Al-Shabaab claimed responsibility"."""
    sentences = grounds.document.sentences
    for index in (grounds.claim.sentence, grounds.claim.sentence + 1):
        if index >= len(sentences) or sentences[index].block.index != grounds.sentence.block.index:
            continue
        mention = owns_up(sentences[index], grounds.document.mentions[index].parties)
        if mention is not None and (claim.affected is None or claim.affected.id != mention.id):
            return grounds.link(mention, "party.responsible", sentences[index])
    return None


# "clashes on Monday with the rebels": words between fighting, "with" and the other side.
_WITH = 5
_THOSE = frozenset({"wounded", "injured", "dead", "victims", "killed", "hostages", "captives"})
# Claims back among which a "three of the wounded" has its whole.
_WHOLES = 6


def _of_those(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """ "Three of the wounded": of the claim before them that counts the wounded."""
    lowers = grounds.lowers
    last = grounds.claim.quantity.phrase.last
    if (
        lowers[last : last + 1] != ("of",)
        or lowers[last + 1 : last + 2] not in (("the",), ("those",))
        or not _THOSE & set(lowers[last + 2 : last + 3])
    ):
        return None
    for before in reversed(claims[max(0, i - _WHOLES) : i]):
        if before.event is claims[i].event:
            return None if before.actor is None else _again(before, claims[i], "party.actor-whole")
    return None


def _attacker(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The power whose attack on the country makes its people the victims (see ``sides``)."""
    claim = claims[i]
    if claim.affected is None or claim.event in UNDONE:
        return None
    if any(word in _OTHERWISE or word in _CAUSES for word in grounds.lowers) or _by_nobody(grounds):
        return None
    if claim.affected.rule != "party.under-attack":
        return None
    for before in reversed(claims[max(0, i - _EARLIER) : i]):
        if (
            before.actor is not None
            and before.affected is not None
            and before.affected.id == claim.affected.id
            and before.category is not Category.MILITARY
            and grounds.theatre.fights(before.actor.id, claim.affected.id)
        ):
            near = claim.sentence - before.sentence <= _STILL_TOLD
            return _again(before, claim, "party.under-attack") if near else None
    return None


# Claims back among which an attack's own stands: a tenth of news texts have more claims at all.
_EARLIER = 40
# An attack is told over so many sentences.
_STILL_TOLD = 8


def _battle(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """Losses of the foe whose loss the sentence before told as one side's deed: "X sank two boats. 14 sailors were killed"."""
    claim = claims[i]
    for before in reversed(claims[max(0, i - _WHOLES) : i]):
        if before.sentence == claim.sentence:
            continue
        same = grounds.document.sentences[before.sentence].block.index == grounds.sentence.block.index
        if (
            claim.sentence - before.sentence > 1
            or not same
            or before.actor is None
            or before.affected is None
            or claim.affected is None
        ):
            return None
        told = (
            before.actor.basis is PartyBasis.STATED
            and claim.affected.id == before.affected.id
            and claim.category is Category.MILITARY
        )
        return _again(before, claim, "party.just-told") if told else None
    return None


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
    if claim.affected is not None and (
        claim.affected.id == mention.id or not grounds.theatre.fights(mention.id, claim.affected.id)
    ):
        return None
    return grounds.link(mention, "party.just-told", there)


def _in_war(grounds: Grounds) -> bool:
    lowers = grounds.lowers
    return any(
        word in ("war", "conflict") and lowers[j - 1] in ("the", "civil", "this", "that") and j
        for j, word in enumerate(lowers)
        if lowers[j + 1 : j + 2] not in (("planes",), ("crimes",), ("monitor",), ("cabinet",), ("effort",))
    )


def _by_nobody(grounds: Grounds) -> bool:
    """True for "unidentified men", "unknown gunmen": a doer, and no side."""
    return any(
        word in _NOBODY and not _DOERS.isdisjoint(grounds.lowers[j + 1 : j + 3])
        for j, word in enumerate(grounds.lowers)
    )


def _goes_on(grounds: Grounds, other: Claim) -> bool:
    """True where the loss verb follows the other claim's by "and" alone: "killed four and wounded seven"."""
    anchor = grounds.anchor
    if anchor is None or not other.loss.anchor < other.quantity.phrase.first < anchor < grounds.first:
        return False
    return (
        grounds.sentence.tokens[anchor].tag in ("VBD", "VBG", "VBZ", "VBP", "VBN")
        and grounds.lowers[anchor - 1] == "and"
    )


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
    if any(word in _CAUSES or word in _OTHERWISE for word in grounds.lowers) or _by_nobody(grounds):
        return None
    if grounds.anchor is not None and any(
        grounds.lowers[head] in _CONFLICTS for head in agents(grounds.sentence, grounds.anchor)
    ):
        return None
    owner = _owned_up(grounds, claim)
    if owner is not None:
        return owner
    local = _just_told(grounds, claim)
    if local is not None:
        return local
    if killer is not None and claim.category is not Category.MILITARY:
        return PartyLink(
            killer.name, killer.id, killer.type, killer.start, killer.end, PartyBasis.CARRIED, "party.killer"
        )
    if _in_war(grounds) and not (
        story is not None and claim.affected is not None and grounds.theatre.fights(story.id, claim.affected.id)
    ):
        return None  # "20,000 have been killed in the war": by either side
    if story is None or (story.id == grounds.speaker and claim.category is Category.CIVILIAN):
        return None  # nobody tells of civilians that he killed himself
    own = grounds.own_country()
    if claim.event is Event.MISSING:
        return None
    if (
        story.type is PartyType.COUNTRY
        and grounds.anchor is not None
        and any(
            grounds.vocabulary.has_role(Role.OUTLAW, grounds.lowers[head])
            for head in agents(grounds.sentence, grounds.anchor)
        )
    ):
        return None  # gunmen are no state's
    if own is not None and own != grounds.theatre.home and not grounds.theatre.fights(story.id, own):
        return None  # a digest's other item
    if (
        grounds.anchor is not None
        and claim.category is Category.MILITARY
        and grounds.sentence.tokens[grounds.anchor].lemma == "die"
    ):
        return None
    if claim.affected is not None:
        if claim.affected.id == story.id:
            return None
        if claim.category is Category.MILITARY and not grounds.theatre.fights(story.id, claim.affected.id):
            return None
    basis = PartyBasis.INFERRED if story.basis is PartyBasis.INFERRED else PartyBasis.CARRIED
    return PartyLink(story.name, story.id, story.type, story.start, story.end, basis, "party.story")
