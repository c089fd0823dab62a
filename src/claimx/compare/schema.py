"""The comparison: what a line of ``claimx compare`` holds, version 1, as pydantic models.

``claimx schema --of comparison`` prints their JSON Schema. Within one version series only gain fields, verdict kinds and
rules; nothing is renamed or removed.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from claimx.schema import Category, Event, Kind, Number, Per, Qualifier, SourceType, Stance

RecordId = Annotated[str, Field(pattern=r"^cx_[0-9a-f]{16}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ComparedParty(_Part):
    """A party, by its id and the name that the first record gives it."""

    id: str
    name: str | None


class ComparedSource(_Part):
    """One voice of a series. ``key`` folds the spellings of its name; a writer's own voice is keyed by publisher or article.

    ``side`` tells on whose losses it speaks: a belligerent's ``own``, its ``enemy``'s, or as a ``third_party``; of what is
    delivered or pledged the receiver is ``own`` and the donor the ``giver``.
    """

    key: str
    name: str | None
    type: SourceType | None
    party: str | None
    side: Literal["own", "enemy", "third_party", "giver", "unknown"]
    records: int


class Latest(_Part):
    """The last asserted figure of a source."""

    source: str
    id: RecordId
    day: dt.date | None
    low: Number | None
    high: Number | None


class ComparedClaim(_Part):
    """A record of the series. ``day`` is the day its figure speaks of; ``article`` the first of its near-duplicates."""

    id: RecordId
    source: str
    low: Number | None
    high: Number | None
    value: Number | None
    qualifier: Qualifier
    stance: Stance
    day: dt.date | None
    document: str
    article: str


class Said(_Part):
    """Who says what of a conflict or dispute, and when. ``side`` is that of ``ComparedSource``; long sentences are cut."""

    id: RecordId
    source: str
    name: str | None
    side: Literal["own", "enemy", "third_party", "giver", "unknown"]
    low: Number | None
    high: Number | None
    day: dt.date | None
    sentence: str


class Side(_Part):
    """The sources of a conflict that give one figure, or those that stand on one side of a dispute."""

    low: Number | None
    high: Number | None
    sources: tuple[str, ...]
    ids: tuple[RecordId, ...]
    said: tuple[Said, ...]


class Conflict(_Part):
    """Different sources, bounds that don't overlap. ``factor`` is the gap's upper end over its lower (null above 0).

    ``weight`` ranks conflicts and disputes: the doublings in the factor times the voices of the weaker side.
    """

    kind: Literal["conflict"]
    rule: Literal["conflict.same-window", "conflict.next-day", "conflict.total-overtaken", "conflict.part-larger"]
    day: dt.date | None
    ids: tuple[RecordId, ...]
    sides: tuple[Side, ...]
    factor: float | None
    difference: Number
    weight: float


class Dispute(_Part):
    """A denied figure or a count of none (``ids``) and the claims that it stands against (``of``), as ``sides`` in this order."""

    kind: Literal["dispute"]
    rule: Literal["dispute.figure", "dispute.event", "dispute.none"]
    source: str
    ids: tuple[RecordId, ...]
    of: tuple[RecordId, ...]
    sides: tuple[Side, Side]
    weight: float


class Update(_Part):
    """One source, another figure, or the next day's higher toll of others; ``flagged`` where a running total falls."""

    kind: Literal["update"]
    rule: Literal[
        "update.rise",
        "update.risen",
        "update.corrected-down",
        "update.total-falls",
        "update.within-bounds",
        "update.same-day",
    ]
    source: str
    day: dt.date | None
    ids: tuple[RecordId, ...]
    change: Number
    flagged: bool


class Agreement(_Part):
    """Different sources with a number in common: ``low`` to ``high``, as far as their words bound it."""

    kind: Literal["agreement"]
    rule: Literal["agreement.same-figure", "agreement.overlap", "agreement.open-bound"]
    day: dt.date | None
    ids: tuple[RecordId, ...]
    sources: tuple[str, ...]
    low: Number
    high: Number | None


class Restatement(_Part):
    """One source, one figure, several records; ``articles`` counts near-duplicates once."""

    kind: Literal["restatement"]
    rule: Literal[
        "restatement.same-figure", "restatement.copied-article", "restatement.same-article", "restatement.other-hedge"
    ]
    source: str
    ids: tuple[RecordId, ...]
    documents: int
    articles: int


class PartOfTotal(_Part):
    """A total and a claim that names it as its total; ``flagged`` where the part is larger."""

    kind: Literal["part"]
    rule: Literal["part.larger-than-total", "part.of-total"]
    ids: tuple[RecordId, RecordId]
    flagged: bool


Verdict = Annotated[Conflict | Dispute | Update | Agreement | Restatement | PartOfTotal, Field(discriminator="kind")]


class Series(_Part):
    """One thing counted, the claims that count it, and what they say to each other."""

    schema_version: Literal["1"] = "1"
    id: str = Field(pattern=r"^cs_[0-9a-f]{16}$")
    kind: Kind
    event: Event
    category: Category
    part: str | None
    model: str | None
    per: Per | None
    affected: ComparedParty | None
    giver: ComparedParty | None
    scope: Literal["incident", "period", "cumulative", "undated"]
    place: str | None
    country: str | None
    start: dt.date | None
    end: dt.date | None
    records: int
    copies: int
    documents: int
    articles: int
    lowest_low: Number | None
    highest_high: Number | None
    latest: tuple[Latest, ...]
    sources: tuple[ComparedSource, ...]
    claims: tuple[ComparedClaim, ...]
    verdicts: tuple[Verdict, ...]
    rules: tuple[str, ...]


# `claimx schema --of comparison`: the line's model.
Comparison = Series
