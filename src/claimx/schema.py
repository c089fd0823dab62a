"""The record: claimx's output contract, version 1, as pydantic models.

``claimx schema`` prints the JSON Schema of ``Record``. Within one schema version records only gain fields and
enum values; nothing is renamed or removed.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Kind(StrEnum):
    """What is counted: people harmed, or military equipment."""

    CASUALTY = "casualty"
    EQUIPMENT = "equipment"


class Event(StrEnum):
    """What happened to the counted people or equipment."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    CASUALTIES = "casualties"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    LOST = "lost"
    SHOT_DOWN = "shot_down"
    LAUNCHED = "launched"
    DELIVERED = "delivered"
    PLEDGED = "pledged"


class Category(StrEnum):
    """Who or what was counted."""

    MILITARY = "military"
    CIVILIAN = "civilian"
    UNSPECIFIED = "unspecified"
    TANK = "tank"
    ARMOURED_VEHICLE = "armoured_vehicle"
    ARTILLERY = "artillery"
    MLRS = "mlrs"
    AIR_DEFENCE = "air_defence"
    AIRCRAFT = "aircraft"
    HELICOPTER = "helicopter"
    UAV = "uav"
    MISSILE = "missile"
    SHIP = "ship"
    VEHICLE = "vehicle"
    SMALL_ARMS = "small_arms"
    AMMUNITION = "ammunition"
    SPECIAL_EQUIPMENT = "special_equipment"
    EQUIPMENT = "equipment"


# The categories of people; all others are equipment.
PEOPLE = frozenset([Category.MILITARY, Category.CIVILIAN, Category.UNSPECIFIED])


class Qualifier(StrEnum):
    """How the words hedge or bound the number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Per(StrEnum):
    """The unit of time of a rate ("hundreds of troops a day")."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class PartyType(StrEnum):
    """What a party is."""

    COUNTRY = "country"
    GROUP = "group"
    PEOPLE = "people"
    PERSON = "person"
    ORGANISATION = "organisation"


class PartyBasis(StrEnum):
    """Where a linked value comes from: the sentence, the document's context, or a named inference."""

    STATED = "stated"
    CARRIED = "carried"
    INFERRED = "inferred"


class SourceType(StrEnum):
    """What kind of source makes the claim."""

    GOVERNMENT = "government"
    MILITARY = "military"
    INTERGOVERNMENTAL = "intergovernmental"
    NGO = "ngo"
    ARMED_GROUP = "armed_group"
    MEDIA = "media"
    RESEARCHER = "researcher"
    MEDIC = "medic"
    OFFICIAL = "official"
    WITNESS = "witness"
    OTHER = "other"


class Mode(StrEnum):
    """How the source's words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    ACCORDING_TO = "according_to"
    HEADING = "heading"


class DatePrecision(StrEnum):
    """The finest unit of time the text gives."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


class DateScope(StrEnum):
    """Whether the number counts one incident, a closed period, or a running total."""

    INCIDENT = "incident"
    PERIOD = "period"
    CUMULATIVE = "cumulative"


class IncidentKind(StrEnum):
    """Whether an incident is one event, or a total over several: of a war, a campaign, a year, a loss list."""

    EVENT = "event"
    TOTAL = "total"


class DateBasis(StrEnum):
    """Absolute in the text, or resolved against the document's date."""

    STATED = "stated"
    RELATIVE = "relative"


class Stance(StrEnum):
    """Whether the source asserts, denies, or thinks possible."""

    ASSERTED = "asserted"
    DENIED = "denied"
    POSSIBLE = "possible"


class PublishedBasis(StrEnum):
    """Where the document's date comes from."""

    OPTION = "option"
    METADATA = "metadata"
    HEADER = "header"
    WAR_DAY = "war-day"
    FILENAME = "filename"


Number = int | float


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="null")


class QuantityPart(_Part):
    """The number: its words, its inclusive bounds (null: open), and its links to other claims."""

    text: str
    start: int
    end: int
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: Qualifier
    per: Per | None = None
    derived_from: str | None = None
    subset_of: str | None = None
    increment_of: str | None = None


class ItemPart(_Part):
    """The words for what is counted, and the model where one is named (T-72)."""

    text: str
    start: int
    end: int
    model: str | None = None


class PartyPart(_Part):
    """A party: canonical name, ISO 3166-1 alpha-3 or slug, and the words it was read from."""

    name: str
    id: str
    type: PartyType
    text: str
    start: int
    end: int
    basis: PartyBasis


class CuePart(_Part):
    """The reporting words."""

    text: str
    start: int
    end: int


class SourcePart(_Part):
    """Who makes the claim."""

    name: str
    type: SourceType
    party: str | None
    text: str
    start: int
    end: int
    cue: CuePart | None
    mode: Mode
    basis: PartyBasis
    reported_on: dt.date | None = None
    via: str | None = None


class DatePart(_Part):
    """When the counted thing happened: inclusive days, null where open."""

    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    scope: DateScope
    text: str
    span: tuple[int, int]
    basis: DateBasis


class PlacePrecision(StrEnum):
    """What a place's point stands for: the place itself, or the middle of the town, district, region or country."""

    POINT = "point"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


class PlacePart(_Part):
    """Where it happened; ``country`` is ISO 3166-1 alpha-3. A place in no gazetteer has the point of the one it lies in."""

    name: str
    country: str | None
    text: str
    start: int
    end: int
    basis: PartyBasis
    lat: float | None = Field(
        default=None, description="Degrees north of the equator, to three digits: a hundred metres."
    )
    lon: float | None = Field(default=None, description="Degrees east of Greenwich.")
    admin1: str | None = Field(default=None, description="The first-level division that the place lies in or is.")
    geonames_id: int | None = Field(default=None, description="The place's own number in GeoNames.")
    precision: PlacePrecision | None = Field(default=None, description="How far the point may lie from the event.")


class EvidencePart(_Part):
    """The sentence, list item or headline that states the claim."""

    text: str
    start: int
    end: int


class DocumentPart(_Part):
    """The article a record comes from."""

    id: str
    path: str
    sha256: str
    title: str | None
    publisher: str | None
    url: str | None
    published: dt.date | None
    published_basis: PublishedBasis | None


class ConfidencesPart(_Part):
    """Estimated probabilities that a record's fields are right; ``core`` is event, category and both bounds together."""

    core: float = Field(ge=0, le=1)
    affected: float = Field(ge=0, le=1)
    actor: float = Field(ge=0, le=1)
    source: float = Field(ge=0, le=1)
    date: float = Field(ge=0, le=1)
    location: float = Field(ge=0, le=1)


class Record(_Part):
    """One claim: one quantity that a text puts on people harmed or equipment lost, used or handed over, by one source."""

    schema_version: Literal["1"] = "1"
    id: str = Field(pattern=r"^cx_[0-9a-f]{16}$")
    kind: Kind
    event: Event
    category: Category
    quantity: QuantityPart
    item: ItemPart | None
    affected: PartyPart | None
    actor: PartyPart | None
    source: SourcePart | None
    date: DatePart | None
    location: PlacePart | None
    stance: Stance
    as_of: dt.date | None
    evidence: EvidencePart
    rules: tuple[str, ...]
    document: DocumentPart
    # Last, so that tables keep the order of their columns; null only in records of versions that did not estimate.
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Estimated probability that event, category, bounds, affected and source are all right.",
    )
    confidences: ConfidencesPart | None = Field(
        default=None, description="The same for each field alone, a null that should be null being right."
    )
    incident: str | None = Field(
        default=None,
        pattern=r"^in_[0-9a-f]{16}$",
        description="Shared by the claims of one incident of a document; null for rates and for arms handed over.",
    )
    incident_kind: IncidentKind | None = Field(
        default=None, description="Whether the incident is one event, or a total over several."
    )
