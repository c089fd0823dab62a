"""The dates that were proposed for a claim: those of its sentence, the nearest first, then those that would be carried to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimx.lexicon.dates import DateVocabulary
from claimx.link.dates.own import ranked
from claimx.link.dates.timeline import Told
from claimx.models import Choice, Claim, DateInterval, DateLink, Sentence, Trace


def propose_dates(
    trace: Trace,
    claim: Claim,
    sentence: Sentence,
    told: Sequence[Told],
    carried: Iterable[DateLink],
    vocabulary: DateVocabulary,
) -> None:
    """Add what may date a claim to the trace."""
    for (borders, _, _, words), one in sorted(ranked(sentence, claim, told, vocabulary), key=lambda pair: pair[0]):
        phrase = one.mention.phrase
        weight = f"{_count(borders, 'clause border')} and {_count(words, 'word')} off"
        trace.propose(claim, Choice("date", _days(one.interval), "date.clause", phrase.start, phrase.end, weight))
    for link in carried:
        trace.propose(claim, Choice("date", _days(link.interval), link.rule, link.start, link.end))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _days(interval: DateInterval | None) -> str:
    if interval is None:
        return "no day that could be computed"
    start, end = interval.start, interval.end
    if start == end:
        return f"{start}"
    return f"{start or '…'} to {end or '…'}"
