"""The clause of a predicate, from the parse where there is one, else from the order of the words."""

from __future__ import annotations

from claimx.clauses.adjectival import adjectival
from claimx.clauses.clause import Clause
from claimx.clauses.nominal import nominal
from claimx.clauses.order import by_order
from claimx.clauses.verbal import verbal
from claimx.models import Sentence

_VERBS = frozenset(["VERB", "AUX"])
_EVENTS = frozenset(["VERB", "NOUN"])
# From a loss to the attack that caused it, and on to who commanded that: longer chains are misparses.
_DEPTH = 3


def clause_at(sentence: Sentence, token: int) -> Clause | None:
    """The clause whose predicate is the token; None where it is no predicate."""
    known = sentence.clauses()
    if token not in known:
        known[token] = _read(sentence, token)
    clause: Clause | None = known[token]
    return clause


def _read(sentence: Sentence, token: int) -> Clause | None:
    word = sentence.tokens[token]
    if not sentence.parsed:
        return by_order(sentence, token)
    if word.pos in _VERBS or (word.tag in ("VBN", "VBD", "VBG") and word.dep not in ("compound",)):
        return verbal(sentence, token)
    if word.pos == "NOUN":
        return nominal(sentence, token)
    if word.pos == "ADJ":
        return adjectival(sentence, token)
    if word.pos == "PROPN" and word.text[0].isupper():
        return by_order(sentence, token)
    return None


def agents_of(sentence: Sentence, token: int) -> list[int]:
    """Head tokens of who did it: the clause's own agents, else those of the events that caused it, the nearest first."""
    out: list[int] = []
    wave, seen = [token], {token}
    for _ in range(_DEPTH):
        following: list[int] = []
        for each in wave:
            clause = clause_at(sentence, each)
            if clause is None:
                continue
            out.extend(clause.agents)
            following.extend(cause for cause in (*clause.causes, *clause.agents) if cause not in seen)
        wave = [each for each in dict.fromkeys(following) if sentence.tokens[each].pos in _EVENTS]
        seen.update(wave)
    return list(dict.fromkeys(out))
