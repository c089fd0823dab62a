"""The actor in the agent's place of the loss verb: a named side, "our forces", "it", "the group", "police", a person."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.datelines import dateline_end
from claimx.link.parties.actor.pronouns import antecedent
from claimx.link.parties.actor.undone import is_affected_mention, unless_affected
from claimx.link.parties.actor.unnamed import coalition, government, police, service, the_group
from claimx.link.parties.agents import agents
from claimx.link.parties.borders import is_scene
from claimx.link.parties.grounds import Grounds
from claimx.link.parties.sides import party_of
from claimx.models import PartyLink, PartyMention, SourceLink


def agent(grounds: Grounds) -> PartyLink | None:
    """The party of the words in the agent's place, the likeliest word first."""
    claims, i, claim = grounds.claims, grounds.i, grounds.linked
    if grounds.anchor is None:
        return None
    begins = dateline_end(grounds.document.mentions[claim.sentence])
    for head in agents(grounds.sentence, grounds.anchor):
        if grounds.first <= head < grounds.last or head < begins:
            continue
        if grounds.has_role(grounds.lowers[head], Role.OTHER_CAUSE):
            return None  # "a storm in Luzon killed nine": whose land it struck did nothing
        speakers = unless_affected(claim, _own(grounds, head)) or unless_affected(claim, _theirs(grounds, head))
        if speakers is not None:
            return speakers
        mention = party_of(grounds.sentence, grounds.mentions, head, grounds.vocabulary)
        if mention is not None:
            if _is_circumstance(grounds, head, mention) or is_affected_mention(claim, mention):
                continue
            return grounds.link(mention, "party.agent")
        if _is_side_pronoun(grounds, head):
            if claim.source is not None and (grounds.speaker is not None or _speaks_for_state(grounds, claim.source)):
                side = grounds.speaker or grounds.state_here()
                return None if side is None else grounds.infer(side, "party.agent-speaker")
            earlier = unless_affected(claim, antecedent(grounds, claims, i, head))
            if earlier is not None:
                return earlier
        link = unless_affected(claim, the_group(grounds, head)) or unless_affected(
            claim,
            coalition(grounds, head) or service(grounds, head) or government(grounds, head) or police(grounds, head),
        )
        if link is not None:
            return link
    return None


def _is_circumstance(grounds: Grounds, head: int, mention: PartyMention) -> bool:
    """True for a place or a time, which is no doer: "killed in Israel"."""
    tokens = grounds.sentence.tokens
    if is_scene(grounds.sentence, mention) or grounds.theatre.is_unarmed(mention.id):
        return True
    lost = grounds.anchor is not None and tokens[grounds.anchor].lemma == "lose"
    if lost and tokens[tokens[head].head].lower == "to":
        return False  # "lost 40 soldiers to Islamic State"
    return mention.phrase.covers(head) and tokens[tokens[head].head].lower in _CIRCUMSTANCES


_CIRCUMSTANCES = frozenset({"in", "to", "from", "after", "during", "with", "as"})


def _is_side_pronoun(grounds: Grounds, head: int) -> bool:
    """True for "it", "they" and "we" as subjects: a side, where "he" is a person."""
    token = grounds.sentence.tokens[head]
    return token.lower in ("it", "they", "we") and token.dep != "pobj"


def _speaks_for_state(grounds: Grounds, source: SourceLink) -> bool:
    """True for an office of the state where the events are: "the army said it had killed 20"."""
    return any(grounds.has_role(word, Role.OFFICE) for word in source.name.lower().split())


def _own(grounds: Grounds, head: int) -> PartyLink | None:
    """ "Our air defence shot down", "our defenders destroyed": forces that the speaker calls his own."""
    tokens, word = grounds.sentence.tokens, grounds.lowers[head]
    if not grounds.acts(word) and not grounds.has_role(word, Role.UNIT):
        return None
    if tokens[head].dep == "pobj" and grounds.lowers[tokens[head].head] != "by":
        return None
    for mention in grounds.mentions:
        if mention.form == "own" and head - _OUR <= mention.phrase.first <= head:
            between = tokens[mention.phrase.last : head]
            if not any(t.tag.startswith(("VB", "IN")) or t.text in (",", ";") for t in between):
                return grounds.link(mention, "party.own")
    return None


def _theirs(grounds: Grounds, head: int) -> PartyLink | None:
    """ "Its gunners destroyed two tanks", "said its forces killed seven": the forces of who speaks."""
    tokens, word = grounds.sentence.tokens, grounds.lowers[head]
    if grounds.speaker is None or grounds.claim.source is None or tokens[head].dep == "pobj":
        return None
    if not {"its", "their", "his"} & set(grounds.lowers[max(0, head - 2) : head]):
        return None
    if not grounds.acts(word) and not grounds.has_role(word, Role.UNIT):
        return None
    return grounds.infer(grounds.speaker, "party.agent-speaker")


# "our 25th Airborne Brigade's gunners": words from "our" to the forces.
_OUR = 5
