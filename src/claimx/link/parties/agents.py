"""Who did it, read from the clauses: the agent of the loss, else the attack that caused it and who is behind that."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.clauses import Voice, clause_at
from claimx.lexicon.verbs import ASSAULT_LEMMAS, SAYING_LEMMAS
from claimx.models import Sentence

# From a loss to the attack that caused it, and on to who commanded that: longer chains are misparses.
_DEPTH = 3
# Verbs through which a subject brings about the noun of a loss: "left 20 dead", "resulted in the deaths of".
_CAUSING = frozenset(
    "leave cause hold result take cost inflict claim lead bring deal trigger kill wound injure conduct shoot carry commit "
    "detonate accuse destroy strike hit attack target damage".split()
)
_NOMINAL = frozenset(["NOUN", "ADJ", "PROPN", "NUM"])
# Relations of a loss noun below the verb that brings it about.
_BELOW = frozenset(
    "dobj obj pobj prep oprd acomp attr ccomp xcomp conj appos nsubjpass amod nmod compound nummod".split()
)


# In a fight each side does harm: "wounded when the rebels fought the army".
_MUTUAL = frozenset({"fight", "battle", "clash", "skirmish", "duel"})


def agents(sentence: Sentence, anchor: int) -> list[int]:
    """Tokens that stand as agents of the loss at ``anchor``, the likeliest first; empty where the sentence is not parsed.

    An attack that caused the loss stands for who is behind it: its modifiers tell ("killed in Russian shelling").
    """
    if not sentence.parsed:
        return []
    out: list[int] = []
    wave, seen = [anchor], {anchor}
    for depth in range(_DEPTH):
        following: list[int] = []
        for each in wave:
            clause = clause_at(sentence, each)
            if clause is None:
                continue
            # The modifiers of a noun name its place as often as its agent: who asks looks at the noun.
            doers = [j for j in clause.agents if not clause.nominal or sentence.tokens[j].dep == "pobj"]
            doers = [_deed(sentence, each, j) for j in doers]
            out.extend(doers)
            # What an attack happened in is its place.
            causes = [_deed(sentence, each, j) for j in clause.causes] if depth == 0 else []
            if depth == 0 and not doers and not causes:
                causes = _shared(sentence, each)
                doers = _outlived(sentence, each)
                out.extend(doers)
            if depth == 0 and not doers:
                above = _brought_about(sentence, each)
                if above is not None:
                    causes.append(above)
            out.extend(j for j in causes if sentence.tokens[j].pos not in ("VERB", "AUX"))
            following.extend(j for j in (*causes, *doers) if j not in seen and sentence.tokens[j].lemma not in _MUTUAL)
        wave = list(dict.fromkeys(following))
        seen.update(wave)
    return list(dict.fromkeys(out))


def _shared(sentence: Sentence, verb: int) -> list[int]:
    """What a passive verb's last conjunct happened in, told once for all: "12 were killed and 30 wounded when rebels attacked"."""
    clauses = (
        clause_at(sentence, j)
        for j in sentence.children[verb]
        if sentence.tokens[j].dep == "conj" and sentence.tokens[j].tag in ("VBN", "VBD")
    )
    return [
        j
        for clause in clauses
        if clause is not None and clause.voice is not Voice.ACTIVE and not clause.agents
        for j in clause.causes
        if sentence.tokens[j].dep == "advcl"
    ]


def _outlived(sentence: Sentence, verb: int) -> list[int]:
    """The agents of what the dead had not outlived: "was shot by soldiers in the square and died of his wounds"."""
    above = sentence.tokens[verb].head
    if sentence.tokens[verb].dep != "conj" or any(sentence.tokens[j].dep == "nsubj" for j in sentence.children[verb]):
        return []
    clause = clause_at(sentence, above)
    return list(clause.agents) if clause is not None and clause.voice is Voice.PASSIVE else []


def _brought_about(sentence: Sentence, noun: int) -> int | None:
    """The verb that brings about a loss told by a noun or an adjective: "left 20 soldiers dead", "resulted in the deaths of"."""
    tokens = sentence.tokens
    if tokens[noun].pos not in _NOMINAL:
        return None
    for _ in range(2 * _DEPTH):
        if tokens[noun].dep not in _BELOW or tokens[noun].head == noun:
            return None
        noun = tokens[noun].head
        if tokens[noun].pos in ("VERB", "AUX"):
            lemma = tokens[noun].lemma
            borne = lemma == "carry" and "out" not in (tokens[j].lower for j in sentence.children[noun])
            return noun if lemma in _CAUSING and not borne and lemma not in SAYING_LEMMAS else None
    return None


# Prepositions between an attack and its target, its place or its day.
_TARGETING = frozenset(["on", "against", "along", "at", "in", "near", "outside", "inside"])
_PLACED = frozenset(["pobj", "dobj", "npadvmod"])


def _deed(sentence: Sentence, verb: int, noun: int) -> int:
    """What a relative clause tells on of, past the noun beside it; who is behind an attack, for the attack.

    "Attacks on border posts which left nine dead": the attacks did it, not the posts. "The army launched a strike, hitting a
    market, which killed 100": the army did it. "It was behind an assault that killed 21": it did.
    """
    tokens = sentence.tokens
    if tokens[verb].dep == "relcl" and tokens[verb].head == noun:
        above = tokens[noun].head
        attack = tokens[above].head
        comma = any(tokens[j].lower == "which" and tokens[j - 1].text == "," for j in sentence.children[verb] if j)
        if tokens[noun].dep == "pobj" and tokens[above].lower in _TARGETING and tokens[attack].pos == "NOUN":
            noun = attack
        elif comma and tokens[noun].dep in _PLACED:
            noun = next(iter(_subjects_above(sentence, noun)), noun)
    elif tokens[verb].tag == "VBG" and tokens[verb].dep == "acl" and tokens[verb].head == noun:
        # "Bombed a town in the hills killing six": who bombed it killed, not the town.
        struck = tokens[noun].dep == "dobj" and tokens[tokens[noun].head].lemma in ASSAULT_LEMMAS
        placed = tokens[noun].dep == "pobj" and tokens[tokens[noun].head].lower in _TARGETING
        if struck or placed:
            noun = next(iter(_subjects_above(sentence, noun)), noun)
    above = tokens[noun].head
    if tokens[above].lower == "behind" and tokens[tokens[above].head].lemma == "be":
        return next((j for j in sentence.children[tokens[above].head] if tokens[j].dep == "nsubj"), noun)
    return noun


def _subjects_above(sentence: Sentence, noun: int) -> Iterator[int]:
    """Subjects of the verbs that govern a noun, the nearest first, up to a verb of saying or a passive."""
    for above in sentence.ancestors(noun):
        clause = clause_at(sentence, above) if sentence.tokens[above].pos == "VERB" else None
        if clause is None:
            continue
        if clause.voice is Voice.PASSIVE or sentence.tokens[above].lemma in SAYING_LEMMAS:
            return
        yield from clause.agents
