"""The clause of an adjective that tells a fate: "were dead", "left nine people dead", "the missing men"."""

from __future__ import annotations

from claimx.clauses.arguments import OBJECTS, SUBJECTS, antecedent, children, spread
from claimx.clauses.clause import Clause, Voice
from claimx.clauses.modality import modality_of, tense_of
from claimx.clauses.verbal import is_passive, subjects_of
from claimx.lexicon.verbs import SAYING_LEMMAS
from claimx.models import Sentence

_PREDICATE = frozenset(["acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "dep", "conj"])

# Whoever finds, counts or reports the dead has not killed them.
_TELLING = SAYING_LEMMAS | {
    "put",
    "find",
    "count",
    "place",
    "pronounce",
    "believe",
    "presume",
    "fear",
    "discover",
    "see",
}


def adjectival(sentence: Sentence, adjective: int) -> Clause:
    """The clause of the adjective: its noun suffers; who brings it about is the subject of a verb with an object."""
    tokens = sentence.tokens
    above = tokens[adjective].head
    own = children(sentence, adjective, SUBJECTS)
    patients: list[int] = []
    agents: list[int] = []
    if own:
        patients = [antecedent(sentence, adjective, j) for j in own]
        if tokens[above].lemma in ("leave", "make", "render"):
            agents = subjects_of(sentence, above)
    elif tokens[adjective].dep in ("amod", "acl", "relcl") and above != adjective:
        patients = [above]
        verb = tokens[above].head
        if tokens[above].dep in OBJECTS and tokens[verb].lemma == "leave" and above < adjective:
            agents = subjects_of(sentence, verb)
    elif tokens[adjective].dep in _PREDICATE and above != adjective and tokens[above].pos in ("VERB", "AUX"):
        objects = children(sentence, above, OBJECTS)
        patients = objects or subjects_of(sentence, above)
        if objects and tokens[above].lemma not in _TELLING and not is_passive(sentence, above):
            agents = subjects_of(sentence, above)
    finite = above if tokens[above].pos in ("VERB", "AUX") else adjective
    return Clause(
        adjective,
        voice=Voice.MIDDLE,
        tense=tense_of(sentence, finite),
        modality=modality_of(sentence, finite),
        negated=any(tokens[j].dep == "neg" for j in sentence.children[finite]),
        agents=spread(sentence, agents),
        patients=spread(sentence, patients),
    )
