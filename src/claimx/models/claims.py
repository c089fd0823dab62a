"""A claim and what the linkers tie to it: parties, source, date and place, each with the words it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimx.models.mentions import AnyItem, AnyLoss, CarriedItem, CarriedLoss, Point, Quantity, carry_item, carry_loss
from claimx.models.text import Sentence
from claimx.schema import (
    Category,
    DateBasis,
    DatePrecision,
    DateScope,
    Event,
    IncidentKind,
    Kind,
    Mode,
    PartyBasis,
    PartyType,
    SourceType,
    Stance,
)


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A resolved date: inclusive days, open ends None."""

    start: date | None
    end: date | None
    precision: DatePrecision
    scope: DateScope
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class PartyLink:
    """A party in a claim's role, with the words it was read from (which may stand in another sentence)."""

    name: str
    id: str
    type: PartyType
    start: int
    end: int
    basis: PartyBasis
    rule: str


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A claim's source, resolved to the fullest form in the document."""

    name: str
    type: SourceType
    party: str | None
    start: int
    end: int
    cue_start: int
    cue_end: int
    mode: Mode
    basis: PartyBasis
    rule: str
    reported_on: date | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class DateLink:
    """A claim's date, resolved, with the words it was read from."""

    interval: DateInterval
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A claim's place, with the words it was read from."""

    name: str
    point: Point
    start: int
    end: int
    basis: PartyBasis
    rule: str


@dataclass(frozen=True, slots=True)
class IncidentLink:
    """A claim's incident: its number among the document's, in the order in which they are first told, and its kind."""

    ordinal: int
    kind: IncidentKind


@dataclass(slots=True, unsafe_hash=True)
class Claim:
    """A quantity that one sentence puts on one loss, before parties, source, date and place are linked.

    ``subset_of``, ``increment_of`` and ``derived_from`` are positions in the document's list of claims.
    """

    sentence: int
    quantity: Quantity
    item: AnyItem | None
    loss: AnyLoss
    kind: Kind
    event: Event
    category: Category
    stance: Stance
    rules: tuple[str, ...]
    subset_of: int | None = None
    increment_of: int | None = None
    derived_from: int | None = None
    affected: PartyLink | None = None
    actor: PartyLink | None = None
    source: SourceLink | None = None
    date: DateLink | None = None
    place: PlaceLink | None = None
    incident: IncidentLink | None = None


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The last claim of an earlier sentence, on which the sentence at hand goes on: what it told, at no position."""

    sentence: int
    item: CarriedItem | None
    loss: CarriedLoss
    kind: Kind
    event: Event
    category: Category
    rules: tuple[str, ...]
    # True where the sentence tells of people of several fates: "killed 12 and wounded 30".
    mixed: bool = False


def as_antecedent(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Antecedent:
    """What the last of the claims, or the total of which it is a part, lends to later sentences."""
    claim = claims[-1]
    if claim.subset_of is not None and claims[claim.subset_of].sentence == claim.sentence:
        claim = claims[claim.subset_of]
    sentence = sentences[claim.sentence]
    item = None if claim.item is None else carry_item(claim.item, sentence)
    loss = carry_loss(claim.loss, sentence)
    fates = {c.event for c in claims if c.sentence == claim.sentence and c.kind is claim.kind}
    return Antecedent(claim.sentence, item, loss, claim.kind, claim.event, claim.category, claim.rules, len(fates) > 1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A counting expression that is in no record, and the rule or missing link that refused it (``claimx audit``)."""

    start: int
    end: int
    text: str
    rule: str
    reason: str
