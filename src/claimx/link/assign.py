"""The one chooser: sieves propose a field's value in an order that is data, and the first proposal wins.

A sieve is one principle. It sees a claim's case and proposes a value, or nothing. Sieves behind the winner run only where
somebody asks what else was proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from claimx.models import Choice, Claim, PartyLink, PlaceLink, SourceLink, Trace


class Stage(Enum):
    """Where a sieve reads, the surest first."""

    PHRASE = "the words that are counted"
    SENTENCE = "the claim's own sentence"
    WHOLE = "the total, the list or the verb that it shares"
    LAYOUT = "the heading, the line or the section"
    BEFORE = "what was told just before"
    SPEAKER = "who says it"
    ARTICLE = "what the article makes plain"


Case = TypeVar("Case")
Value = TypeVar("Value")
# Each has a name, the words that it was read from, and its rule.
Named = TypeVar("Named", bound=PartyLink | SourceLink | PlaceLink)


@dataclass(frozen=True, slots=True)
class Sieve(Generic[Case, Value]):
    """A principle that proposes a value for a case, the stage it reads at, and the rules it goes by in records."""

    propose: Callable[[Case], Value | None]
    stage: Stage
    rules: tuple[str, ...]


def proposals(order: Sequence[Sieve[Case, Value]], case: Case) -> Iterator[tuple[int, Value]]:
    """What the sieves propose, in their order, each with the position of its sieve; a sieve runs when its turn comes."""
    for position, sieve in enumerate(order):
        if (value := sieve.propose(case)) is not None:
            yield position, value


def assign(order: Sequence[Sieve[Case, Value]], case: Case) -> Value | None:
    """The value that the first sieve with a proposal gives; None where none has one."""
    return next((value for _, value in proposals(order, case)), None)


def explain(
    trace: Trace, claim: Claim, field: str, winner: Named | None, order: Sequence[Sieve[Case, Named]], case: Case
) -> None:
    """Add to the trace what every sieve proposes for a case, the winner first, each with its sieve's place in the order."""
    found = list(proposals(order, case))
    if winner is not None:
        proposed = (k for k, value in found if value.rule == winner.rule)
        listed = (k for k, sieve in enumerate(order) if winner.rule in sieve.rules)
        found.insert(0, (next(proposed, next(listed, -1)), winner))
    for k, value in found:
        weight = f"sieve {k + 1} of {len(order)}, {order[k].stage.value}" if k >= 0 else ""
        trace.propose(claim, Choice(field, value.name, value.rule, value.start, value.end, weight))
