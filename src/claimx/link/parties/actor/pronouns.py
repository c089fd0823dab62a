"""The side that "it" and "they" go on speaking of: of this sentence, of the one before, of the claim before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimx.lexicon.parties import Role
from claimx.link.datelines import dateline_end
from claimx.link.parties.grounds import Grounds
from claimx.models import Claim, PartyLink
from claimx.schema import PartyBasis, PartyType

_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})


def antecedent(grounds: Grounds, claims: Sequence[Claim], i: int, pronoun: int) -> PartyLink | None:
    """The side that the pronoun stands for, from the nearest words to the claim before."""
    return _in_sentence(grounds, pronoun) or _in_sentence_before(grounds) or _in_claim_before(grounds, claims, i)


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


def _in_claim_before(grounds: Grounds, claims: Sequence[Claim], i: int) -> PartyLink | None:
    """ "It said it killed 60. It also said it captured two guns": the pronoun goes on from the claim before."""
    before = claims[i - 1].actor if i else None
    if before is None or not 0 <= grounds.claim.sentence - claims[i - 1].sentence <= _TOLD_ON:
        return None
    by_pronoun = before.rule in ("party.agent-before", "party.agent-speaker")
    if not by_pronoun and not (before.rule == "party.agent" and _opens(grounds)):
        return None
    return replace(before, basis=PartyBasis.INFERRED, rule="party.agent-before")


# Sentences back in which the subject of a pronoun was told.
_TOLD_ON = 2


def _opens(grounds: Grounds) -> bool:
    """True where the sentence begins with the pronoun: "They also seized 12 rifles"."""
    return grounds.lowers[0] in _PRONOUNS
