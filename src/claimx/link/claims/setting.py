"""What the document lends to a sentence, and what the sentence has told so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.lexicon.constructions import ConstructionVocabulary
from claimx.models import Antecedent, CarriedLoss, Claim
from claimx.schema import Category


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document lends to a sentence.

    ``conflict``: the text tells of armed conflict; ``hypotheticals``: token ranges that claim nothing; ``listing``: what the
    opening of the list tells in which the sentence is an item; ``before``: the last claim of the sentences before; ``people``: the category of those whom the sentence right before tells of.
    """

    words: ConstructionVocabulary
    conflict: bool = True
    hypotheticals: tuple[tuple[int, int], ...] = ()
    listing: CarriedLoss | None = None
    before: Antecedent | None = None
    people: Category | None = None


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
