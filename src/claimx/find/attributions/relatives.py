"""Clauses that part a subject from its verb of reporting: relative ones, participles, reasons for going unnamed."""

from __future__ import annotations

from claimx.find.attributions.sources import Reader
from claimx.find.attributions.words import STOPS

# Words of a relative clause between a subject and its verb: "the agency that employed most of the dead".
_RELATED = 8
_PERSONS = frozenset({"he", "she", "it", "they", "we", "i", "you"})


def described(reader: Reader, k: int) -> int | None:
    """The subject that a relative clause parts from its verb behind token ``k``: "the charity they worked for said"."""
    tokens = reader.tokens
    if (busy := _participial(reader, k)) is not None:
        return busy
    for i in range(k - 1, max(0, k - _RELATED), -1):
        if tokens[i].text in STOPS or tokens[i].lower in _JOINTS:
            return None
        pronoun = tokens[i].lower in _PERSONS and k - i > 1
        relative = tokens[i].lower == "that" and i + 1 < k and reader.is_verbal(i + 1)
        if pronoun or relative:
            told = reader.is_verbal(i + 1)
            return i - 1 if told and (i - 1 in reader.at or (pronoun and tokens[i - 1].pos == "NOUN")) else None
    return None


def _participial(reader: Reader, k: int) -> int | None:
    """The subject behind which a participle tells what it is at, up to token ``k``: "the group fighting the army in Chad said"."""
    sentence, tokens = reader.sentence, reader.tokens
    if not sentence.parsed:
        return None
    for i in range(k - 2, max(0, k - _BUSY), -1):
        if tokens[i].text in STOPS:
            return None  # "TEN MEN KILLED IN AMBUSH, ARMY SAYS"
        if tokens[i].tag in ("VBG", "VBN", "VBD") and tokens[i].dep == "acl" and tokens[i].head == i - 1:
            verb = tokens[tokens[i - 1].head]
            subject = tokens[i - 1].dep == "nsubj" and verb.i >= k and tokens[i + 1].lower != "by"
            return i - 1 if subject and sentence.subtree(i)[1] <= k else None
    return None


# "the alliance | backing the transitional government of national unity in Libya": words of what a subject is at.
_BUSY = 14
_JOINTS = frozenset({"and", "but", "or", "while", "when", "if", "as"})
# Words of a relative clause with a reason in it: "who spoke on condition of anonymity because he was not allowed to talk to the press".
_REASONED = 30
_UNNAMED = frozenset(
    "spoke speaks asked asks declined declines refused refuses requested requests wished insisted wanted did".split()
)
_REASONS = frozenset({"because", "as", "since", "while", "fearing", "citing"})


def relative_with_reason(reader: Reader, k: int) -> int | None:
    """The "who" of the clause up to token ``k`` that tells why a speaker goes unnamed: its nouns say nothing."""
    tokens, reasoned = reader.tokens, False
    for i in range(k - 1, max(0, k - _REASONED), -1):
        if tokens[i].text in STOPS:
            return None
        reasoned = reasoned or tokens[i].lower in _REASONS
        if tokens[i].lower == "who":
            return i if reasoned and tokens[i + 1].lower in _UNNAMED else None
    return None
