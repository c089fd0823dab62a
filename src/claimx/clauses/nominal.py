"""The clause of a noun that tells an event: "the killing of nine men by the army", "a Thai strike on Poipet"."""

from __future__ import annotations

from claimx.clauses.arguments import is_time, prepositional, spread
from claimx.clauses.clause import Clause, Voice
from claimx.models import Sentence

_ON = frozenset(["on", "against", "at", "upon"])
_IN = frozenset(["in", "near", "outside", "inside", "across", "around", "off"])
_CAUSES = frozenset(["in", "from", "during", "after", "by"])
# Nouns of what was suffered: a genitive before them is the sufferer's ("Israel's dead", "the army's losses").
_SUFFERED = frozenset(
    "death loss casualty fatality injury wound body victim dead toll life demise suicide disappearance funeral burial abduction kidnapping".split()
)


def nominal(sentence: Sentence, noun: int) -> Clause:
    """The clause of the noun."""
    tokens = sentence.tokens
    before = [j for j in sentence.children[noun] if j < noun and tokens[j].dep in ("poss", "amod", "compound", "nmod")]
    named = [
        j
        for j in before
        if tokens[j].dep == "poss" or tokens[j].pos in ("PROPN", "NOUN") or tokens[j].text[0].isupper()
    ]
    of: list[int] = []
    agents: list[int] = []
    patients: list[int] = []
    recipients: list[int] = []
    instruments: list[int] = []
    places: list[int] = []
    times: list[int] = []
    causes: list[int] = []
    for preposition, at in prepositional(sentence, noun):
        if is_time(sentence, at):
            times.append(at)
        elif preposition == "by":
            agents.append(at)
        elif preposition in ("of", "among"):
            of.append(at)
        elif preposition in _ON:
            patients.append(at)
        elif preposition in ("to", "for"):
            recipients.append(at)
        elif preposition == "with":
            instruments.append(at)
        elif preposition in _IN:
            places.append(at)
        if preposition in _CAUSES and tokens[at].pos != "PROPN" and not is_time(sentence, at):
            causes.append(at)
    patients.extend(of)
    (patients if tokens[noun].lemma in _SUFFERED else agents).extend(named)
    return Clause(
        noun,
        nominal=True,
        voice=Voice.MIDDLE if tokens[noun].lemma in _SUFFERED else Voice.ACTIVE,
        agents=spread(sentence, agents),
        patients=spread(sentence, patients),
        recipients=spread(sentence, recipients),
        instruments=spread(sentence, instruments),
        places=spread(sentence, places),
        times=spread(sentence, times),
        causes=spread(sentence, causes),
    )
