"""Whether a verb tells what happened, what is to come, or what might."""

from __future__ import annotations

from claimx.clauses.clause import Modality, Tense
from claimx.models import Sentence

_WILL = frozenset(["will", "'ll", "wo", "shall"])
_MAY = frozenset(["may", "might", "could", "must"])
_WOULD = frozenset(["would", "'d", "should"])
_IF = frozenset(["if", "unless", "whether"])
# Verbs whose infinitive is a plan: "agreed to send", "is expected to deliver".
_PLANNING = frozenset(
    "agree plan pledge promise vow intend decide want offer commit prepare expect schedule set due aim hope propose "
    "order authorise authorize approve ask urge refuse".split()
)


def modality_of(sentence: Sentence, verb: int) -> Modality:
    """The modality that auxiliaries, a governing verb and a conjunction give the verb; a conjunct goes by the first of its row."""
    tokens = sentence.tokens
    if tokens[verb].dep == "conj" and not any(
        tokens[j].dep in ("aux", "nsubj", "nsubjpass") for j in sentence.children[verb]
    ):
        above = tokens[verb].head
        if tokens[above].pos in ("VERB", "AUX") and above != verb and tokens[verb].tag == tokens[above].tag:
            return modality_of(sentence, above)
    below = sentence.children[verb]
    if any(tokens[j].lower in _IF and tokens[j].dep in ("mark", "advmod") for j in below):
        return Modality.HYPOTHETICAL
    helpers = {tokens[j].lower for j in below if tokens[j].dep in ("aux", "auxpass")}
    if helpers & _WILL:
        return Modality.PLANNED
    if helpers & _MAY:
        return Modality.POSSIBLE
    if "would" in helpers and "have" not in helpers and _is_reported(sentence, verb):
        return Modality.PLANNED
    if helpers & _WOULD:
        return Modality.POSSIBLE if "have" in helpers else Modality.HYPOTHETICAL
    if (
        "to" in helpers and "have" not in helpers and tokens[verb].head != verb
    ):  # "is said to have sent" tells of the past
        governor = tokens[tokens[verb].head]
        if tokens[verb].dep in ("relcl", "acl") and governor.pos not in ("VERB", "AUX"):
            governor = tokens[governor.head]  # "expect 900 men to die", taken for the men who are to
        if governor.lemma in _PLANNING or (governor.lemma == "be" and tokens[verb].dep == "xcomp"):
            return Modality.PLANNED
    return Modality.REAL


def _is_reported(sentence: Sentence, verb: int) -> bool:
    """True where the verb tells what somebody said in the past: "said it would send" was "we will send"."""
    tokens, above = sentence.tokens, sentence.tokens[verb].head
    conditions = (j for c in sentence.children[verb] if tokens[c].dep == "advcl" for j in sentence.children[c])
    if any(tokens[j].lower in _IF for j in conditions):
        return False
    return tokens[verb].dep == "ccomp" and tokens[above].tag in ("VBD", "VBN")


def tense_of(sentence: Sentence, verb: int) -> Tense:
    """The tense of the verb's first finite word."""
    tokens = sentence.tokens
    helpers = [j for j in sentence.children[verb] if tokens[j].dep in ("aux", "auxpass")]
    if any(tokens[j].lower in _WILL for j in helpers):
        return Tense.FUTURE
    finite = tokens[helpers[0] if helpers else verb]
    if finite.tag in ("VBD", "VBN") or finite.lower in ("had", "has", "have"):
        return Tense.PAST
    if finite.tag in ("VBZ", "VBP"):
        return Tense.PRESENT
    return Tense.NONE
