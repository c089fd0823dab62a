"""Whether a clause tells of the future, by the words of its verb: "will join on March 12", "is due to end this Friday"."""

from __future__ import annotations

from collections.abc import Sequence

# Words of a clause before its date, and between a fronted date and its verb: "On March 12 the two armies | will".
_BEFORE, _AFTER = 14, 8
_STOPS = frozenset(
    (";", ":", "that", "who", "which", "said", "says", "and", "but", "after", "when", "because", "where")
)
_WILL = frozenset(("will", "'ll", "\u2019ll", "shall", "wo", "won't"))
_BE = frozenset(("is", "are", "'s", "\u2019s", "'re"))
_PLANNED = frozenset("due scheduled set expected planned slated poised going likely supposed".split())
_PLANS = frozenset("plans plan intends intend aims aim hopes hope expects expect wants promises pledges vows".split())
_PLEDGED = frozenset("planned promised pledged vowed agreed intended".split())


def is_ahead(words: Sequence[str], first: int, last: int) -> bool:
    """True where the clause of the words ``first`` to ``last`` (exclusive) is of the future.

    >>> is_ahead("the brigade will join them on Friday".split(), 5, 7)
    True
    >>> is_ahead("on Friday the brigade joined them".split(), 0, 2)
    False
    """
    start = first
    while start > 0 and first - start < _BEFORE and words[start - 1] not in _STOPS:
        start -= 1
    if _tells(words[start:first]):
        return True
    if first > 1:
        return False
    end = last
    while end < len(words) and end - last < _AFTER and (words[end] not in _STOPS):
        end += 1
    return _tells(words[last:end])


def _tells(clause: Sequence[str]) -> bool:
    for i, word in enumerate(clause):
        if word in _WILL:
            return True
        to = "to" in clause[i + 1 : i + 4]
        if word in _BE and (
            to and clause[i + 1] in _PLANNED | {"to"} or clause[i + 1 : i + 2] and clause[i + 1] in _PLANNED
        ):
            return True
        if (word in _PLANS or word in _PLEDGED) and clause[i + 1 : i + 2] == ["to"]:
            return True
    return False
