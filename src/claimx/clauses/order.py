"""A clause from the order of the words, for headlines and for sentences without a parse.

"Gunmen Kill 12 Farmers In Mocoa": what stands before an active verb acts, what stands behind it suffers. "Six Killed In Blast",
"Six dead in blast": a participle or adjective behind a noun and before a preposition is suffered by that noun.
"""

from __future__ import annotations

from claimx.clauses.clause import Clause, Voice
from claimx.lexicon.verbs import SUFFERED_LEMMAS
from claimx.models import Sentence

_STOPS = frozenset(
    [
        ",",
        ";",
        ":",
        "-",
        "\u2013",
        "\u2014",
        "--",
        "|",
        "(",
        ")",
        ".",
        "and",
        "as",
        "after",
        "when",
        "while",
        "says",
        "say",
        "said",
    ]
)
_PREPOSITIONS = frozenset(
    "in on at near by from with after during of to for over off outside inside amid against".split()
)
_BE = frozenset("be is are was were been being get gets got".split())
# From a verb to its subject or object: a headline's phrases are this long at most.
_REACH = 8


def by_order(sentence: Sentence, verb: int) -> Clause:
    """The clause that the words around the verb make."""
    tokens = sentence.tokens
    before = _noun_before(sentence, verb)
    after = _noun_after(sentence, verb)
    behind = tokens[verb + 1].lower if verb + 1 < len(tokens) else "."
    participle = tokens[verb].lower.endswith(("ed", "en", "t", "n"))
    passive = (verb > 0 and tokens[verb - 1].lower in _BE) or (participle and after is None)
    stem = tokens[verb].lower.rstrip("s")
    suffered = (
        tokens[verb].lemma in SUFFERED_LEMMAS or stem in SUFFERED_LEMMAS or stem.removesuffix("d") in SUFFERED_LEMMAS
    )
    if passive or suffered:
        by = _noun_after(sentence, verb + 1) if behind == "by" else None
        voice = Voice.MIDDLE if suffered and not passive else Voice.PASSIVE
        return Clause(verb, voice=voice, agents=_one(by), patients=_one(before))
    return Clause(verb, agents=_one(before), patients=_one(after))


def _one(noun: int | None) -> tuple[int, ...]:
    return () if noun is None else (noun,)


def _noun_before(sentence: Sentence, verb: int) -> int | None:
    """The head of the phrase before: its last word, or the one before a preposition ("drones of the army kill")."""
    tokens = sentence.tokens
    start = verb
    while start > 0 and verb - start < _REACH and tokens[start - 1].lower not in _STOPS:
        start -= 1
    for j in range(start, verb):
        if tokens[j].lower in _PREPOSITIONS and j > start:
            return j - 1
    end = verb - 1
    while end >= start and (tokens[end].lower in _BE or tokens[end].lower in ("not", "has", "have", "had")):
        end -= 1
    return end if end >= start else None


def _noun_after(sentence: Sentence, verb: int) -> int | None:
    """The head of the phrase behind: its last word before a preposition, a stop or another finite verb."""
    tokens = sentence.tokens
    last = None
    for j in range(verb + 1, min(len(tokens), verb + 1 + _REACH)):
        if tokens[j].lower in _STOPS or tokens[j].lower in _PREPOSITIONS or tokens[j].tag in ("VBZ", "VBD", "MD"):
            break
        last = j
    return last
