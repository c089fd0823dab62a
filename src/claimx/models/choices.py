"""What linkers propose for a field of a claim, where somebody asks for it: the winner and those that it won over."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.models.claims import Claim


@dataclass(frozen=True, slots=True)
class Choice:
    """A value proposed for a field: the rule that proposes it, its words, and how it fared, in words ("score 7.1")."""

    field: str
    value: str
    rule: str
    start: int
    end: int
    weight: str = ""


@dataclass(slots=True)
class Trace:
    """The proposals for each claim, in the order in which they are preferred; a claim is known by its words, kind and event."""

    _proposed: dict[tuple[object, ...], list[Choice]] = field(default_factory=dict)

    def propose(self, claim: Claim, choice: Choice) -> None:
        """Add a proposal behind those that go before it; of one value from the same words by one rule only the first counts."""
        known = self._proposed.setdefault(_key(claim), [])
        if all(
            (one.field, one.start, one.value, one.rule) != (choice.field, choice.start, choice.value, choice.rule)
            for one in known
        ):
            known.append(choice)

    def of(self, claim: Claim) -> tuple[Choice, ...]:
        """The proposals for a claim, field by field."""
        return tuple(self._proposed.get(_key(claim), ()))


def _key(claim: Claim) -> tuple[object, ...]:
    # Not its category: a headline takes that of the text below it.
    item = claim.item
    return claim.quantity.phrase.start, claim.quantity.phrase.end, claim.kind, claim.event, item and item.start
