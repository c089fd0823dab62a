"""Who does what to whom: one clause a predicate, verbal ("killed") or nominal ("the killing of", "a strike on").

    clause = clause_at(sentence, token)      # None where the token is no predicate; read once, then remembered
    clause.trigger                           # the predicate's token
    clause.nominal                           # True for a noun
    clause.voice                             # Voice.ACTIVE, PASSIVE, or MIDDLE: its subject suffers it ("died", "sank")
    clause.tense                             # Tense.PAST, PRESENT, FUTURE ("will send", "is to send"), NONE (infinitive, noun)
    clause.modality                          # Modality.REAL, PLANNED ("agreed to send"), POSSIBLE ("may have"), HYPOTHETICAL ("if")
    clause.negated                           # "did not kill"
    clause.agents, patients, recipients, instruments, places, times   # head tokens of the arguments, in text order
    clause.causes                            # events that the clause says it happened in: "killed in a strike by", "died when"

    agents_of(sentence, token)               # agents of the clause, else of the events that caused it
    subjects_of(sentence, token)             # the verb's subjects, lent by what governs it where it has none
    objects_of(sentence, token)              # its objects
    claims_deed(sentence, token)             # "claimed the attack": owned to it

Every argument is the head token of a noun phrase of the same sentence. Conjuncts are arguments too ("killed A and B"), relative
pronouns stand for their antecedents ("men who died", "the men they killed"), and a predicate without a subject takes it from the
one that governs it ("shelled the town, killing nine", "was accused of killing", "were shot and killed").

A sentence that was not parsed, and a verb that the parser took for a name ("Gunmen Kill 12 Farmers In Mocoa"), are read from the
order of the words (``claimx.clauses.order``): what stands before an active verb acts, what stands behind it suffers.
"""

from claimx.clauses.clause import Clause, Modality, Tense, Voice
from claimx.clauses.reading import agents_of, clause_at
from claimx.clauses.verbal import DEEDS, TAKEN_BY, claims_deed, objects_of, subjects_of

__all__ = [
    "DEEDS",
    "TAKEN_BY",
    "Clause",
    "Modality",
    "Tense",
    "Voice",
    "agents_of",
    "claims_deed",
    "clause_at",
    "objects_of",
    "subjects_of",
]
