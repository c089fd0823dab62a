"""The row of an incident: pydantic, an output contract like the record."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claimx.schema import DatePrecision, DocumentPart, IncidentKind, PartyType, PlacePrecision

Number = int | float


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Figures(_Part):
    """How many, as the text's claims tell it: the number to take, and the bounds between which all that is told lies."""

    best: Number = Field(description="The number that the text gives first, or later corrects upwards.")
    low: Number | None = Field(
        description="The smallest bound that a source gives for the whole; null where it is open."
    )
    high: Number | None = Field(
        description="The largest bound that a source gives for the whole; null where it is open."
    )


class Side(_Part):
    """A party to the incident, and its own people in it; null where no number is told."""

    name: str
    id: str
    type: PartyType
    acted: bool = Field(description="Whether a claim has it as the one who did it.")
    killed: Figures | None
    wounded: Figures | None


class IncidentDate(_Part):
    """When: the days that most of the claims have."""

    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision


class IncidentPlace(_Part):
    """Where: of the places that the claims have, the narrowest that most of them have."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    admin1: str | None
    geonames_id: int | None
    precision: PlacePrecision | None


class Incident(_Part):
    """One event of a document, or one total that it counts, with all that its claims tell of it."""

    schema_version: Literal["1"] = "1"
    id: str = Field(pattern=r"^in_[0-9a-f]{16}$")
    kind: IncidentKind
    date: IncidentDate | None
    location: IncidentPlace | None
    sides: tuple[Side, ...] = Field(description="In the order in which the text tells of them.")
    killed: Figures | None = Field(description="All people killed, whoever they were.")
    wounded: Figures | None = Field(description="All people wounded.")
    killed_civilians: Figures | None = Field(description="Those of the killed who are told to be civilians.")
    wounded_civilians: Figures | None = Field(description="Those of the wounded who are told to be civilians.")
    killed_untold: Figures | None = Field(description="People killed of whom a claim tells no side.")
    wounded_untold: Figures | None = Field(description="People wounded of whom a claim tells no side.")
    sources: tuple[str, ...] = Field(description="Who makes the claims, in the order of the text; the writer is none.")
    claims: tuple[str, ...] = Field(description="The ids of the records, in the order of the text.")
    document: DocumentPart
