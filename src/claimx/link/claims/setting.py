"""What the document lends to a sentence, and what the sentence has told so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.models import Antecedent, CarriedItem, CarriedLoss, Claim, Mentions, carry_item
from claimx.schema import Kind


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document lends to a sentence.

    ``conflict``: the text tells of armed conflict; ``hypotheticals``: token ranges that claim nothing; ``listing``: what the
    opening of the list tells in which the sentence is an item; ``before``: the last claim of the sentences before; ``people``: those whom the sentence right before counts.
    """

    words: ConstructionVocabulary
    conflict: bool = True
    hypotheticals: tuple[tuple[int, int], ...] = ()
    listing: CarriedLoss | None = None
    before: Antecedent | None = None
    people: CarriedItem | None = None


def people_counted(mentions: Mentions) -> CarriedItem | None:
    """The last people that the sentence counts: the miners of "Forty miners were trapped"."""
    starts = {quantity.phrase.last + gap for quantity in mentions.quantities for gap in range(_BETWEEN)}
    people = (item for item in reversed(mentions.items) if item.kind is Kind.CASUALTY and item.plural)
    found = next((item for item in people if item.phrase.first in starts), None)
    return None if found is None else carry_item(found, mentions.sentence)


# Words between a number and its people: "forty Chilean copper miners".
_BETWEEN = 3


@dataclass(slots=True)
class Told:
    """The claims of a sentence so far, in text order; ``place`` gives the position of the claim of a counted phrase."""

    setting: Setting
    claims: list[Claim] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)

    def add(self, k: int, claim: Claim) -> None:
        """Counted phrase k is this claim."""
        self.place[k] = len(self.claims)
        self.claims.append(claim)

    @property
    def last(self) -> Claim | Antecedent | None:
        """The claim right before, in this sentence; else what an earlier one lends."""
        return self.claims[-1] if self.claims else self.setting.before
