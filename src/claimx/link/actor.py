"""Who killed, destroyed, captured or gave what a claim counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimx.lexicon.parties import Role
from claimx.link.agents import agents, party_of
from claimx.link.grounds import HYPHENS, Grounds
from claimx.link.killers import named_killer
from claimx.link.theatre import attack_after, attack_before, attacks_named
from claimx.models import Claim, PartyLink, PartyMention
from claimx.schema import Category, Event, Kind, PartyBasis, PartyType

_HANDED = (Event.DELIVERED, Event.PLEDGED)
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
# Losses that tell no agent by themselves.
_UNDONE = (Event.LOST, Event.MISSING, Event.CASUALTIES)
# Words between a participle and the "by" that names its agent: "killed on Monday by Turkish shelling".
_BY = 8


def link_actor(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """The actor that the claim's own sentence states."""
    claim = claims[i]
    if claim.event in _HANDED:
        return _giver(grounds)
    if claim.event is Event.LAUNCHED:
        return claim.affected
    if is_own_loss(grounds, claim):
        return None
    return _by_phrase(grounds, claim) or _agent(grounds, claim) or _attack(grounds, claim) or _by_source(grounds, claim)


def is_own_loss(grounds: Grounds, claim: Claim) -> bool:
    """"Russia lost 800 soldiers", "suffered casualties" tell no actor."""
    if claim.affected is not None and claim.affected.rule.startswith("party.loser"):
        return True
    if grounds.anchor is None or claim.event is Event.LOST:
        return True
    token = grounds.sentence.tokens[grounds.anchor]
    return token.lemma == "lose" and token.pos == "VERB"


def _by_phrase(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """"killed ... by Turkish forces", read from the words: headlines without "were" defeat the parser."""
    if grounds.anchor is None or grounds.sentence.tokens[grounds.anchor].tag not in ("VBN", "VBD", ""):
        return None
    lowers, tokens = list(grounds.lowers), grounds.sentence.tokens
    for j in range(grounds.anchor + 1, min(len(lowers), grounds.anchor + _BY)):
        if lowers[j] != "by":
            if lowers[j] in (",", ";", "and") or tokens[j].tag in ("VBD", "VBZ", "VBP"):
                return None
            continue
        k = j + 1
        while k < len(lowers) and (lowers[k] in ("the", "a", "an", "suspected", "alleged") or tokens[k].tag in ("JJ", "CD") and not _at(grounds, k)):
            k += 1
        mention = _at(grounds, k)
        if mention is None or mention.form == "metonym" or grounds.compounded(mention):
            return None
        return grounds.link(mention, "party.by")
    return None


def _at(grounds: Grounds, token: int) -> PartyMention | None:
    return next((m for m in grounds.mentions if m.phrase.covers(token)), None)


def _agent(grounds: Grounds, claim: Claim) -> PartyLink | None:
    if grounds.anchor is None:
        return None
    tokens = grounds.sentence.tokens
    for head in agents(grounds.sentence, grounds.anchor):
        if grounds.first <= head < grounds.last:
            continue
        mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
        before = tokens[tokens[head].head].lower
        if mention is not None and mention.phrase.covers(head) and before in ("in", "to", "from", "after", "during", "with", "as"):
            continue  # a place or a time, not a doer: "killed in Israel"
        if mention is not None and _same(claim.affected, mention):
            continue
        if mention is not None:
            return grounds.link(mention, "party.agent")
        word = tokens[head].lower
        if word in _PRONOUNS and word not in ("he", "she", "i") and tokens[head].dep != "pobj":
            if grounds.speaker is not None and claim.source is not None:
                return grounds.infer(grounds.speaker, "party.agent-speaker")
            earlier = _earlier_here(grounds, head) or _sentence_before(grounds)
            if earlier is not None and not (claim.affected is not None and claim.affected.id == earlier.id):
                return earlier
        group = _the_group(grounds, head)
        if group is not None and not (claim.affected is not None and claim.affected.id == group.id):
            return group
        link = _government(grounds, head)
        if link is not None and not (claim.affected is not None and claim.affected.id == link.id):
            return link
        person = _person(grounds, head)
        if person is not None:
            return person
    return None


def _same(link: PartyLink | None, mention: PartyMention) -> bool:
    return link is not None and link.id == mention.id and link.start == mention.phrase.start


def _sentence_before(grounds: Grounds) -> PartyLink | None:
    """"They destroyed 96 tanks": the first side that the sentence before names as forces or group."""
    index = grounds.claim.sentence - 1
    if index < 0 or grounds.document.sentences[index].block.index != grounds.sentence.block.index:
        return None
    there = grounds.document.sentences[index]
    for mention in grounds.document.mentions[index].parties:
        if mention.form == "force" or mention.type is PartyType.GROUP or mention.phrase.first <= 2:
            return grounds.link(mention, "party.agent-before", there)
        after = there.tokens[mention.phrase.last].lower if mention.phrase.last < len(there.tokens) else ""
        if mention.form == "demonym" and grounds.vocabulary.has_role(Role.STATE, after):
            return grounds.link(mention, "party.agent-before", there)
    return None


def _earlier_here(grounds: Grounds, pronoun: int) -> PartyLink | None:
    """"Boko Haram shocked the world when it kidnapped hundreds": the sentence's subject before the pronoun."""
    before = [m for m in grounds.mentions if m.phrase.last <= pronoun and m.form in ("name", "force") and m.phrase.first <= 4]
    return grounds.link(before[0], "party.agent-before") if before else None


def _the_group(grounds: Grounds, head: int) -> PartyLink | None:
    """"The group has killed 20,000", "militants killed 12": the armed group the article is about."""
    word = grounds.lowers[head]
    if word not in _GROUP_WORDS or grounds.sentence.tokens[head].dep == "pobj" and grounds.sentence.tokens[grounds.sentence.tokens[head].head].lower != "by":
        return None
    if head and grounds.lowers[head - 1] in ('"', "\u201c", "'", "\u2018", "``"):
        return None
    groups = grounds.theatre.groups
    if not groups or (len(groups) > 1 and grounds.theatre.counts[groups[0]] < 2 * grounds.theatre.counts[groups[1]]):
        return None
    token = grounds.sentence.tokens[head]
    return grounds.infer(groups[0], "party.the-group", token.start, token.end)


_GROUP_WORDS = frozenset({"group", "militants", "insurgents", "jihadists", "extremists", "rebels", "guerrillas", "fighters", "militia", "terrorists"})


def _government(grounds: Grounds, head: int) -> PartyLink | None:
    """"regime air strikes", "security forces": the government of the country the article is about."""
    lowers = list(grounds.lowers)
    first = head
    while first > 0 and lowers[first - 1] not in (",", "by", "in", "and", "that", "of", "on", "with") and head - first < 4:
        first -= 1
    for j in range(first, head + 1):
        end = grounds.vocabulary.role_at(Role.GOVERNMENT, lowers, j)
        if end is None or grounds.first <= j < grounds.last or (end < len(lowers) and lowers[end] in HYPHENS):
            continue
        attack = grounds.vocabulary.has_role(Role.ATTACK, lowers[head])
        if end > head or attack or lowers[j] in ("regime", "government"):
            here = grounds.country_here()
            if here is None:
                return None
            return grounds.infer(here, "party.government", grounds.sentence.tokens[j].start, grounds.sentence.tokens[min(end, head + 1) - 1].end)
    return None


def _person(grounds: Grounds, head: int) -> PartyLink | None:
    """A named person who is plainly the killer: the subject of the verb."""
    tokens, claim = grounds.sentence.tokens, grounds.claim
    if claim.kind is not Kind.CASUALTY or claim.category is Category.MILITARY or claim.event not in (Event.KILLED, Event.WOUNDED, Event.ABDUCTED):
        return None
    if tokens[head].ent != "PERSON" or grounds.anchor is None or tokens[grounds.anchor].pos != "VERB":
        return None
    if tokens[head].dep == "pobj":
        if tokens[tokens[head].head].lower != "by":
            return None
    elif tokens[head].dep != "nsubj" or tokens[tokens[head].head].pos != "VERB" or tokens[tokens[head].head].lemma in ("say", "tell", "report", "add"):
        return None
    if head + 1 < len(tokens) and tokens[head + 1].text in (":", "-", "\u2013"):
        return None  # a heading, not a subject
    first = head
    while first > 0 and tokens[first - 1].ent == "PERSON":
        first -= 1
    last = head + 1
    while last < len(tokens) and tokens[last].ent == "PERSON" and tokens[last].text[:1].isupper():
        last += 1
    phrase = grounds.sentence.phrase(first, last)
    return PartyLink(grounds.sentence.slice(phrase), "person", PartyType.PERSON, phrase.start, phrase.end, PartyBasis.STATED, "party.person")


def _attack(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The one party whose attack the sentence names, wherever the parser put it: "in Israeli air strikes", "after Russian shelling"."""
    if claim.event in _UNDONE or claim.kind is Kind.EQUIPMENT:
        return None
    lowers = list(grounds.lowers)
    found: dict[str, PartyMention] = {}
    for mention in grounds.mentions:
        if mention.form == "own" or grounds.first <= mention.phrase.first < grounds.last:
            continue
        if attack_after(grounds.sentence, lowers, mention, grounds.vocabulary) is not None or attack_before(lowers, mention, grounds.vocabulary):
            found[mention.id] = mention
    if len(found) != 1:
        if not found and grounds.sentence.parsed:
            for j, word in enumerate(lowers):
                if word in ("regime", "government") and j + 1 < len(lowers) and lowers[j + 1] not in HYPHENS and any(
                    grounds.vocabulary.has_role(Role.ATTACK, w) for w in lowers[j + 1 : j + 4]
                ):
                    here = grounds.country_here()
                    return None if here is None else grounds.infer(here, "party.government", grounds.sentence.tokens[j].start, grounds.sentence.tokens[j].end)
        return None
    (mention,) = found.values()
    if claim.affected is not None and claim.affected.id == mention.id:
        return None
    return grounds.link(mention, "party.attack")


def _by_source(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """A side that reports its foe's equipment shot down, destroyed or captured, or its soldiers killed, did it."""
    if grounds.speaker is None or claim.affected is None or claim.source is None or grounds.anchor is None:
        return None
    if not grounds.theatre.fights(grounds.speaker, claim.affected.id):
        return None
    token = grounds.sentence.tokens[grounds.anchor]
    done = token.tag in ("VBN", "VBD") and token.lemma not in ("die", "perish", "lose")
    if claim.event in (Event.SHOT_DOWN, Event.DESTROYED, Event.DAMAGED, Event.CAPTURED) or (
        done and claim.category is Category.MILITARY and claim.event in (Event.KILLED, Event.WOUNDED)
    ):
        return grounds.infer(grounds.speaker, "party.source-foe")
    return None


def _giver(grounds: Grounds) -> PartyLink | None:
    tokens = grounds.sentence.tokens
    if grounds.anchor is None:
        return None
    receives = tokens[grounds.anchor].lemma in ("receive", "get", "acquire", "obtain")
    if not receives:
        for head in agents(grounds.sentence, grounds.anchor):
            for mention in grounds.mentions:
                if mention.phrase.covers(head):
                    return grounds.link(mention, "party.giver")
    for mention in grounds.mentions:
        before = grounds.lowers[mention.phrase.first - 1] if mention.phrase.first else ""
        if before == "the" and mention.phrase.first > 1:
            before = grounds.lowers[mention.phrase.first - 2]
        if before in ("from", "by") and mention.phrase.first > grounds.first:
            return grounds.link(mention, "party.giver")
        if not receives and mention.phrase.last <= grounds.anchor and mention.form in ("name", "force", "metonym"):
            return grounds.link(mention, "party.giver")
    return None


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
        if claim.actor is not None and claim.event not in _HANDED and claim.event is not Event.LAUNCHED:
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


def carry_actor(grounds: Grounds, claims: Sequence[Claim], i: int, story: PartyLink | None) -> PartyLink | None:
    """The actor of the event that the claim goes on telling: of its whole, of its sentence, of the article's one story."""
    claim = claims[i]
    if claim.event in _HANDED or claim.event is Event.LAUNCHED or is_own_loss(grounds, claim):
        return None
    for position in (claim.subset_of, claim.increment_of, claim.derived_from):
        if position is not None and position < len(claims) and claims[position].actor is not None:
            return _again(claims[position], claim, "party.actor-whole")
    for j in (*range(i - 1, -1, -1), *range(i + 1, len(claims))):
        other = claims[j]
        if other.sentence == claim.sentence and other.actor is not None and other.loss.anchor == claim.loss.anchor:
            return _again(other, claim, "party.actor-coordinate")
    if claim.affected is not None and claim.affected.rule in ("party.crew", "party.of-these") and i and claims[i - 1].actor is not None:
        return _again(claims[i - 1], claim, "party.actor-whole")
    return _story(grounds, claim, story)


def _just_told(grounds: Grounds, claim: Claim) -> PartyLink | None:
    """The one side whose attack the sentence before tells of, where this one names no side and place of its own."""
    index = grounds.claim.sentence - 1
    if index < 0 or grounds.anchor is None or grounds.own_country() is not None:
        return None
    if claim.affected is not None and claim.affected.rule in _TOTALS:
        return None
    there = grounds.document.sentences[index]
    named = {m.id: m for m in attacks_named(there, grounds.document.mentions[index].parties, grounds.vocabulary)}
    if len(named) != 1:
        return None
    (mention,) = named.values()
    if claim.affected is not None and (claim.affected.id == mention.id or not grounds.theatre.fights(mention.id, claim.affected.id)):
        return None
    return grounds.link(mention, "party.just-told", there)


# Ways in which totals of losses, which name no actor, get their party.
_TOTALS = frozenset({"party.of-these", "party.whole", "party.losses-of", "party.loss-noun"})


def _again(other: Claim, claim: Claim, rule: str) -> PartyLink | None:
    link = other.actor
    if link is None or (claim.affected is not None and claim.affected.id == link.id):
        return None
    basis = link.basis if other.sentence == claim.sentence or link.basis is PartyBasis.INFERRED else PartyBasis.CARRIED
    return PartyLink(link.name, link.id, link.type, link.start, link.end, basis, rule)


def _story(grounds: Grounds, claim: Claim, story: PartyLink | None) -> PartyLink | None:
    """In the story of one side's attacks, that side, unless the words give another cause."""
    if claim.kind is not Kind.CASUALTY or claim.event in _UNDONE:
        return None
    if any(word in _CAUSES for word in grounds.lowers):
        return None
    if grounds.anchor is not None and any(grounds.lowers[head] in _CONFLICTS for head in agents(grounds.sentence, grounds.anchor)):
        return None
    local = _just_told(grounds, claim)
    if local is not None:
        return local
    killer = named_killer(grounds.document)
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
