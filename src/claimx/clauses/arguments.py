"""What stands around a predicate: its dependants by relation, conjuncts, antecedents, prepositional phrases."""

from __future__ import annotations

from collections.abc import Iterator

from claimx.models import Sentence

SUBJECTS = frozenset(["nsubj", "csubj", "nsubjpass", "csubjpass"])
PASSIVE = frozenset(["nsubjpass", "auxpass", "csubjpass"])
OBJECTS = frozenset(["dobj", "obj"])
RELATIVES = frozenset(["which", "that", "who", "whom", "whose"])
_MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday today yesterday tomorrow overnight morning afternoon evening night noon midnight dawn dusk day days "
    "week weeks weekend month months year years decade hour hours minute minutes spring summer autumn winter january".split()
)
# "according to the army" takes the army for no receiver.
_REASONS = frozenset(["according", "due", "thanks", "owing", "contrary", "prior"])
# A coordination longer than this is a misparse.
_LISTED = 12


def children(sentence: Sentence, head: int, deps: frozenset[str]) -> list[int]:
    """Dependants of a token in one of the relations, in text order."""
    return [j for j in sentence.children[head] if sentence.tokens[j].dep in deps]


def conjoined(sentence: Sentence, noun: int) -> Iterator[int]:
    """The noun and what is coordinated with it: "A, B and C"."""
    for _ in range(_LISTED):
        yield noun
        following = next((j for j in sentence.children[noun] if sentence.tokens[j].dep == "conj" and j > noun), None)
        if following is None:
            return
        noun = following


def spread(sentence: Sentence, nouns: list[int]) -> tuple[int, ...]:
    """All nouns with their conjuncts, each once, in text order."""
    return tuple(sorted({each for noun in nouns for each in conjoined(sentence, noun)}))


def antecedent(sentence: Sentence, verb: int, argument: int) -> int:
    """The noun that a relative pronoun stands for; any other argument itself."""
    tokens = sentence.tokens
    if tokens[argument].lower not in RELATIVES:
        return argument
    for _ in range(_LISTED):
        if tokens[verb].dep == "relcl":
            return tokens[verb].head
        if tokens[verb].dep not in ("conj", "xcomp") or tokens[verb].head == verb:
            return argument
        verb = tokens[verb].head
    return argument


def is_time(sentence: Sentence, noun: int) -> bool:
    """True for a word that tells when: "on Monday", "in March", "in 2019"."""
    token = sentence.tokens[noun]
    return (
        token.lower in _MONTHS_AND_DAYS
        or token.ent in ("DATE", "TIME")
        or (token.text.isdigit() and len(token.text) == 4)
    )


def _hands(sentence: Sentence, preposition: int, noun: int) -> int | None:
    """Whose hands "at the hands of" means: as good as "by" them."""
    tokens = sentence.tokens
    if tokens[noun].lower != "hands" or tokens[preposition].lower != "at":
        return None
    of = (k for j in sentence.children[noun] if tokens[j].lower == "of" for k in sentence.children[j])
    return next((k for k in of if tokens[k].dep == "pobj"), None)


def prepositional(sentence: Sentence, head: int) -> Iterator[tuple[str, int]]:
    """Preposition and its noun, for each that hangs on the token; two prepositions in a row tell by the second."""
    tokens = sentence.tokens
    for j in sentence.children[head]:
        if tokens[j].dep not in ("prep", "agent", "dative") or tokens[j].lower in _REASONS:
            continue
        for k in sentence.children[j]:
            if tokens[k].dep in ("pobj", "pcomp"):
                by = _hands(sentence, j, k)
                yield (tokens[j].lower, k) if by is None else ("by", by)
            elif tokens[k].dep == "prep":
                for noun in sentence.children[k]:
                    if tokens[noun].dep == "pobj":
                        yield tokens[k].lower, noun
