"""The side that "it" and "they" go on speaking of: of this sentence or of the one before."""

from __future__ import annotations

from claimx.lexicon.parties import Role
from claimx.link.datelines import dateline_end
from claimx.link.parties.grounds import Grounds
from claimx.models import PartyLink
from claimx.schema import PartyType


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
    index = grounds.claim.sentence - 1
    if not grounds.in_paragraph(index):
        return None
    there = grounds.document.sentences[index]
    first = dateline_end(grounds.document.mentions[index])
    for mention in grounds.document.mentions[index].parties:
        if mention.phrase.first < first:
            continue
        if mention.form == "force" or mention.type is PartyType.GROUP or mention.phrase.first <= first + 2:
            return grounds.link(mention, "party.agent-before", there)
        after = there.tokens[mention.phrase.last].lower if mention.phrase.last < len(there.tokens) else ""
        if mention.form == "demonym" and grounds.vocabulary.has_role(Role.STATE, after):
            return grounds.link(mention, "party.agent-before", there)
    return None
