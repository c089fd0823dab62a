"""The actor of an article's one story, and the claims that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from claimx.lexicon.parties import PartyVocabulary, Role
from claimx.link.cues import goes_on_with_war, since_war_began
from claimx.link.parties.actor.undone import is_otherwise_caused, is_undone
from claimx.link.parties.agents import agents
from claimx.link.parties.attacks import MUTUAL, attacks_named, sole_attacker
from claimx.link.parties.blame import blamed_party
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.handover import HANDED
from claimx.models import Claim, PartyLink
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType

# An article is one actor's story where this share of its stated actors is that one, and it is stated this often.
_STORY_SHARE = 0.75
_STORY_TIMES = 2
# What a state's forces do in answer is not the story of who was attacked.
_OPERATIONS = frozenset({"party.source-operation", "party.recovered", "party.downed"})


def story_actor(cases: Sequence[Grounds], claims: Sequence[Claim]) -> PartyLink | None:
    """The actor of the article's one story, None where it tells of several."""
    counts: Counter[str] = Counter()
    first: dict[str, PartyLink] = {}
    told: set[tuple[str, int]] = set()
    for claim in claims:
        own = claim.actor is not None and claim.actor.rule in _OPERATIONS
        if claim.actor is not None and not own and claim.event not in HANDED and claim.event is not Event.LAUNCHED:
            if (claim.actor.id, claim.sentence) in told:
                continue  # one sentence tells a deed once however many it counts
            told.add((claim.actor.id, claim.sentence))
            counts[claim.actor.id] += _STORY_TIMES if claim.sentence == 0 else 1  # a headline tells the story
            first.setdefault(claim.actor.id, claim.actor)
    if cases:
        theatre = cases[0].theatre
        for identity, count in theatre.attackers.items():
            counts[identity] += count + (theatre.opening is not None)  # then its only attacker
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
    for identity in [identity for identity in counts if first[identity].type is PartyType.ORGANISATION]:
        for member in cases[0].theatre.parties[identity].home:  # "US strikes", "the US-led coalition": one side
            counts[identity] += counts.pop(member, 0)
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < _STORY_TIMES or count < _STORY_SHARE * sum(counts.values()):
        return None
    return first[best]


def in_story(grounds: Grounds) -> PartyLink | None:
    """In the story of one side's attacks, that side, unless the words give another cause."""
    claim, story, killer = grounds.linked, grounds.known.story, grounds.known.killer
    if claim.kind is not Kind.CASUALTY:
        own = None if claim.event in (*HANDED, Event.LAUNCHED) else _owned_up(grounds, claim)
        here = own is not None and grounds.sentence.start <= own.start < grounds.sentence.end
        return own if here else None  # "claimed responsibility for the downing of a jet"
    if is_undone(grounds) or is_otherwise_caused(grounds):
        return None
    doers = [] if grounds.anchor is None else [grounds.lowers[j] for j in agents(grounds.sentence, grounds.anchor)]
    if any(grounds.has_role(word, Role.CONFLICT) for word in doers):
        return None  # "the conflict has taken 5,000 lives": no side's deed
    nearby = _owned_up(grounds, claim) or _just_told(grounds, claim)
    if nearby is not None:
        return nearby
    headed = grounds.document.layout.told(grounds.sentence.index, partial(_topic, grounds))
    if headed is not None and _belongs(grounds, claim, headed):
        return headed
    if killer is not None and claim.category is not Category.MILITARY:
        return replace(killer, basis=PartyBasis.CARRIED, rule="party.killer")
    if story is None or not _belongs(grounds, claim, story):
        return None
    if story.type is PartyType.GROUP and _is_from_the_air(grounds.lowers, grounds.vocabulary):
        return None  # states bomb; a group that does is named with it
    if story.type is PartyType.COUNTRY and any(
        word in _SOMEBODY or grounds.vocabulary.has_role(Role.OUTLAW, word) for word in doers
    ):
        return None  # gunmen are no state's, nor is a man whom its police shot
    basis = PartyBasis.INFERRED if story.basis is PartyBasis.INFERRED else PartyBasis.CARRIED
    return replace(story, basis=basis, rule="party.story")


_SOMEBODY = frozenset("man woman boy girl teenager student who".split())


def _topic(grounds: Grounds, lead: int) -> PartyLink | None:
    """The one side whose attacks a heading or the opening of a list is about: "Massacres by the Kenyan army", "US drone strikes".

    A headline that counts the dead tells of one attack.
    """
    heading = grounds.document.sentences[lead]
    if any(claim.sentence == lead for claim in grounds.claims):
        return None
    named = sole_attacker(heading, grounds.document.mentions[lead].parties, grounds.vocabulary)
    return None if named is None or "or" in heading.lowers() else grounds.link(named, "party.heading", heading)


def _is_from_the_air(lowers: Sequence[str], vocabulary: PartyVocabulary) -> bool:
    """True for "an air strike killed 12", "a drone strike", "jets bombed"."""
    return vocabulary.tells(Role.AIR, lowers)


def _belongs(grounds: Grounds, claim: Claim, story: PartyLink) -> bool:
    """True where the claim may be the deed of the story's side: of its foe, and not of another war or another item of a digest."""
    theatre = grounds.theatre
    opening = theatre.opening
    if opening is not None and opening.sentence == claim.sentence and opening.mention.id == story.id:
        return False  # its own words do not say that this attack did it
    foes = claim.affected is not None and theatre.fights(story.id, claim.affected.id)
    if since_war_began(grounds.lowers) and claim.affected is not None and claim.affected.basis is PartyBasis.INFERRED:
        return False
    if (_in_war(grounds) or goes_on_with_war(grounds.document, grounds.claim.sentence)) and not foes:
        return False  # "20,000 have been killed in the war": by either side
    if story.type is not PartyType.GROUP and _is_planted(grounds):
        return False
    if story.id == grounds.speaker and claim.category is Category.CIVILIAN:
        return False  # nobody tells of civilians that he killed himself
    if grounds.vocabulary.have_role((Role.CLASH,), _same_voice(grounds)):
        return False  # deaths in fighting are by either side
    own = grounds.own_country()
    if own is not None and own != theatre.home and not theatre.fights(story.id, own):
        return False
    if claim.category is Category.MILITARY:
        if grounds.anchor is not None and grounds.sentence.tokens[grounds.anchor].lemma == "die":
            return False
        if claim.affected is not None and not foes:
            return False
        # Nobody knows whose fighters they are, still less who killed them; soldiers die at a rebel group's hand.
        if claim.affected is None and (
            story.type is not PartyType.GROUP or grounds.role(Role.STATE, grounds.first, grounds.last) is None
        ):
            return False
    return claim.affected is None or claim.affected.id != story.id


def _owned_up(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The group that claims the attack in the claim's own sentence or the next: "32 were killed. Al-Shabaab claimed responsibility"."""
    for there, parties in grounds.near(0, 1):
        mention = blamed_party(there, parties)
        if mention is not None and (claim.affected is None or claim.affected.id != mention.id):
            return grounds.link(mention, "party.responsible", there)
    return None


def _just_told(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The one side whose attack was told last, where the sentence names no side and place of its own.

    The sentence before tells of it; behind "the attack" one of the sentences before.
    """
    index = _last_attack(grounds)
    own = grounds.own_country()
    if index < 0 or grounds.anchor is None:
        return None
    if claim.affected is not None and claim.affected.rule in _TOTALS:
        return None
    if claim.affected is None and claim.category is Category.MILITARY:
        return None
    if grounds.tells(Role.CLASH) or not MUTUAL.isdisjoint(grounds.lowers):
        return None  # "a policeman also died in the siege": by either side
    there = grounds.document.sentences[index]
    mention = sole_attacker(there, grounds.document.mentions[index].parties, grounds.vocabulary)
    if mention is None:
        return None
    if mention.type is not PartyType.GROUP and _is_planted(grounds):
        return None
    if (
        mention.type is PartyType.GROUP
        and _is_from_the_air(grounds.lowers, grounds.vocabulary)
        and not _is_from_the_air(there.lowers(), grounds.vocabulary)
    ):
        return None  # another attack than the group's
    if own is not None and not grounds.theatre.fights(mention.id, own):
        return None
    if claim.affected is not None and (
        claim.affected.id == mention.id or not grounds.theatre.fights(mention.id, claim.affected.id)
    ):
        return None
    return grounds.link(mention, "party.just-told", there)


def _last_attack(grounds: Grounds) -> int:
    """The sentence that may tell whose attack it was: the one before, for "the attack" the last that tells of one."""
    document, here = grounds.document, grounds.claim.sentence
    lowers = grounds.lowers
    named = grounds.tells(Role.ATTACK) and any(
        grounds.has_role(word, Role.ATTACK) and not _THE.isdisjoint(lowers[max(0, j - _NOUN) : j])
        for j, word in enumerate(lowers)
    )
    if named and not grounds.mentions:
        for k in range(here - 1, max(-1, here - 1 - _TOLD_ON), -1):
            if document.layout.apart(k, here):
                break
            if any(
                True for _ in attacks_named(document.sentences[k], document.mentions[k].parties, grounds.vocabulary)
            ):
                return k
    return here - 1


_THE = frozenset({"the", "this", "that", "these", "those", "same"})
# "the | overnight drone | attack": words from the article to its noun.
_NOUN = 3
# A paragraph has some four sentences: so far on an attack is told without its side.
_TOLD_ON = 4
# Ways in which totals of losses, which name no actor, get their party.
_TOTALS = frozenset({"party.of-these", "party.whole", "party.loss-noun"})


def _is_planted(grounds: Grounds) -> bool:
    """True for the weapons of those who have no army: roadside bombs and suicide bombers are no state's."""
    lowers = grounds.lowers
    return not _PLANTED.isdisjoint(lowers) or any(
        word == "suicide" and not _BOMBERS.isdisjoint(lowers[j + 1 : j + 3]) for j, word in enumerate(lowers)
    )


_PLANTED = frozenset({"roadside", "ied", "ieds", "booby-trapped", "booby"})
_BOMBERS = frozenset({"bomber", "bombers", "bombing", "bombings", "attacker", "attackers", "car", "vest"})


def _same_voice(grounds: Grounds) -> tuple[str, ...]:
    """The words of the sentence in the claim's own quotation, all of them where it has none."""
    lowers, at = grounds.lowers, grounds.first
    marks = [j for j, word in enumerate(lowers) if word in ('"', "\u201c", "\u201d", "``", "''")]
    low = max((j for j in marks if j < at), default=None)
    high = min((j for j in marks if j > at), default=None)
    return lowers if low is None or high is None else lowers[low + 1 : high]


def _in_war(grounds: Grounds) -> bool:
    """True for deaths "in the war", which either side may have caused; not "in the war planes"."""
    lowers = _same_voice(grounds)
    return any(
        word in ("war", "conflict") and lowers[j - 1] in ("the", "civil", "this", "that") and j
        for j, word in enumerate(lowers)
        if lowers[j + 1 : j + 2] not in (("planes",), ("crimes",), ("monitor",), ("cabinet",), ("effort",))
    )
