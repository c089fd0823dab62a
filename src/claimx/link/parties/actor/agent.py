"""The actor in the agent's place of the loss verb: a named side, "our forces", "it", "the group", "police", a person."""

from __future__ import annotations

from claimx.clauses import TAKEN_BY
from claimx.lexicon.parties import Role
from claimx.lexicon.places import LOCATIVES
from claimx.link.datelines import dateline_end
from claimx.link.parties.actor.undone import is_affected_mention, tells, unless_affected
from claimx.link.parties.agents import agents
from claimx.link.parties.borders import is_scene
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.nameless import coalition, government, police, service, the_group
from claimx.link.parties.sides import party_of
from claimx.models import PartyLink, PartyMention
from claimx.schema import PartyType


def agent(grounds: Grounds) -> PartyLink | None:
    """The party of the words in the agent's place, the likeliest word first."""
    claim = grounds.linked
    if grounds.anchor is None:
        return None
    begins = dateline_end(grounds.document.mentions[claim.sentence])
    for head in agents(grounds.sentence, grounds.anchor):
        if grounds.first <= head < grounds.last or head < begins or head in _coordinates(grounds):
            continue
        if grounds.has_role(grounds.lowers[head], Role.OTHER_CAUSE):
            return None  # "a storm in Luzon killed nine": whose land it struck did nothing
        mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary, arms=grounds.arms())
        if mention is not None and tells(grounds, mention):
            continue
        if mention is not None:
            of_arms = head in grounds.arms() and claim.affected is not None and claim.affected.id == mention.id
            owned = mention.type is PartyType.COUNTRY and grounds.lowers[head] in _BODIES
            if owned and (group := unless_affected(claim, the_group(grounds, head))) is not None:
                return group  # "Colombia's largest guerrilla group, the ELN, killed 12"
            if _is_circumstance(grounds, head, mention) or is_affected_mention(claim, mention) or of_arms:
                continue  # nobody's own guns are told to have killed his men
            return grounds.link(mention, "party.agent")
        pronoun = _is_side_pronoun(grounds, head)
        if grounds.speaker is not None and claim.source is not None and (pronoun or _is_of_side(grounds, head)):
            speaker = unless_affected(claim, grounds.infer(grounds.speaker, "party.agent-speaker"))
            if speaker is not None:
                return speaker
        if pronoun:
            earlier = unless_affected(claim, antecedent(grounds, head))
            if earlier is not None:
                return earlier
        link = unless_affected(claim, the_group(grounds, head)) or unless_affected(
            claim,
            coalition(grounds, head) or service(grounds, head) or government(grounds, head) or police(grounds, head),
        )
        if link is not None:
            return link
    return None


def _coordinates(grounds: Grounds) -> list[int]:
    """Those whom the counted share their fate with: in "two soldiers and two officials are missing" no soldier did it."""
    tokens, at = grounds.sentence.tokens, grounds.head
    out: list[int] = []
    while tokens[at].dep == "conj" and tokens[at].head < at:
        at = tokens[at].head
        out.append(at)
    return out


# One group of a country, which its name tells beside it.
_BODIES = frozenset("group movement organisation organization militia faction outfit gang cartel".split())


def _is_circumstance(grounds: Grounds, head: int, mention: PartyMention) -> bool:
    """True for a place or a time, which is no doer: "killed in Israel"."""
    tokens = grounds.sentence.tokens
    behind = tokens[mention.phrase.last : mention.phrase.last + 1]
    if mention.type is PartyType.COUNTRY and mention.phrase.first == 0 and any(t.text == ":" for t in behind):
        return True  # "Tera: gang attack leaves 40 dead"
    places = grounds.document.mentions[grounds.claim.sentence].places
    if tokens[tokens[head].head].lower in LOCATIVES and any(place.phrase.covers(head) for place in places):
        return True  # "killed in Mexico's violent Guerrero state"
    of_troops = tokens[mention.phrase.first - 1].lower == "from" and grounds.has_role(
        grounds.lowers[head], Role.STATE, Role.ARMY
    )
    if of_troops and mention.phrase.first == head + 2:
        return False  # "soldiers from Chad": of an army, where gunmen from there are nobody's
    if is_scene(grounds.sentence, mention) or grounds.theatre.is_unarmed(mention.id):
        return True
    lost = grounds.anchor is not None and tokens[grounds.anchor].lemma in TAKEN_BY
    if lost and tokens[tokens[head].head].lower == "to":
        return False  # "lost 40 soldiers to Islamic State", "surrendered to Islamic State"
    return mention.phrase.covers(head) and tokens[tokens[head].head].lower in _CIRCUMSTANCES


_CIRCUMSTANCES = frozenset({"in", "to", "from", "after", "during", "with", "as"})


def _is_side_pronoun(grounds: Grounds, head: int) -> bool:
    """True for "it", "they" and "we" as subjects: a side, where "he" is a person."""
    token = grounds.sentence.tokens[head]
    return token.lower in ("it", "they", "we") and token.dep != "pobj"


def _is_of_side(grounds: Grounds, head: int) -> bool:
    """True for the forces of who speaks: "our aircraft", and "its gunners" behind the speaker's name."""
    source, tokens, word = grounds.claim.source, grounds.sentence.tokens, grounds.lowers[head]
    if source is None or tokens[head].dep == "pobj" or not (grounds.acts(word) or grounds.has_role(word, Role.UNIT)):
        return False
    before = grounds.lowers[max(0, head - 2) : head]
    return "our" in before or (source.start < tokens[head].start and not {"its", "their"}.isdisjoint(before))


def antecedent(grounds: Grounds, pronoun: int) -> PartyLink | None:
    """The side that the pronoun stands for, from the nearest words on."""
    return _in_sentence(grounds, pronoun) or _in_sentence_before(grounds)


def _in_sentence(grounds: Grounds, pronoun: int) -> PartyLink | None:
    """ "Al-Shabaab drew outrage when it abducted dozens": the sentence's subject before the pronoun."""
    first = dateline_end(grounds.document.mentions[grounds.claim.sentence])
    before = [
        m
        for m in grounds.mentions
        if m.phrase.last <= pronoun and m.form in ("name", "force") and first <= m.phrase.first <= first + 4
    ]
    return grounds.link(before[0], "party.agent-before") if before else None


def _in_sentence_before(grounds: Grounds) -> PartyLink | None:
    """ "They destroyed 96 tanks": the first side that the sentence before names as forces or group."""
    for there, parties in grounds.near(-1):
        first = dateline_end(grounds.document.mentions[there.index])
        for mention in parties:
            acts = mention.form == "force" or mention.type is PartyType.GROUP or mention.phrase.first <= first + 2
            after = there.lowers()[mention.phrase.last : mention.phrase.last + 1]
            soldiers = mention.form == "demonym" and any(grounds.has_role(word, Role.STATE) for word in after)
            if mention.phrase.first >= first and (acts or soldiers):
                return grounds.link(mention, "party.agent-before", there)
    return None
