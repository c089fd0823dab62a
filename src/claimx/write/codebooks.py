"""Claims of people killed in the columns of two event databases, as a coder's first draft.

A claim is not an event: several claims may tell of one event, and none is checked here. ``docs/formats.md`` tells how
each column is filled, cites the codebooks, and lists the columns that are left to the coder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import tomli

from claimx.schema import (
    Category,
    DateScope,
    Event,
    PartyPart,
    PartyType,
    PlacePart,
    PlacePrecision,
    Qualifier,
    Record,
    Stance,
)
from claimx.write.flat import Value

UCDP_COLUMNS = (
    "relid", "year", "side_a", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "adm_1", "latitude", "longitude", "country",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip
ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "actor1", "actor2", "civilian_targeting", "country", "admin1",
    "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip

_COUNTRIES = Path(__file__).resolve().parent.parent / "data" / "countries.toml"
# "dozens" is two dozen in a record (a plural) and one dozen by ACLED's rule, and so with tens, scores, hundreds, thousands.
_PLURAL = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|millions)\b", re.IGNORECASE)
_HALF = 2
# Bodies of water that belong to no country.
_WATERS = re.compile(r"\b(?:sea|ocean|gulf|strait|channel|bay|mediterranean|atlantic|pacific)\b", re.IGNORECASE)
# ACLED's geo_precision: 1 a town, 2 a part of a region, 3 a region.
_ACLED_PRECISION = {
    PlacePrecision.POINT: 1, PlacePrecision.TOWN: 1, PlacePrecision.DISTRICT: 2, PlacePrecision.REGION: 3,
}  # fmt: skip


def ucdp_rows(record: Record) -> Iterable[dict[str, Value]]:
    """The record in UCDP GED's columns; nothing unless it asserts deaths."""
    if not _deaths(record):
        return
    quantity, document = record.quantity, record.document
    best = quantity.value if quantity.value is not None else quantity.low
    side_a, side_b, dead = _sides(record)
    start, end = _days(record)
    office, day = document.publisher or "", document.published.isoformat() if document.published else ""
    yield {
        "relid": record.id,
        "year": end.year if end else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": 1,
        "source_article": f'"{office},{day},{document.title or document.id}"',
        "source_office": office or None,
        "source_date": day or None,
        "source_headline": document.title,
        "source_original": record.source.name if record.source else None,
        "where_prec": _where_precision(record.location),
        "where_coordinates": record.location.name if record.location else None,
        "adm_1": record.location.admin1 if record.location else None,
        "latitude": record.location.lat if record.location else None,
        "longitude": record.location.lon if record.location else None,
        "country": _country(record),
        # 1: one event, told as such; 2: a total over a period or a stretch of the war.
        "event_clarity": 1 if record.date is None or record.date.scope is DateScope.INCIDENT else 2,
        "date_prec": _precision(start, end),
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "deaths_a": best if dead == "a" else 0,
        "deaths_b": best if dead == "b" else 0,
        "deaths_civilians": best if dead == "civilians" else 0,
        "deaths_unknown": best if dead == "unknown" else 0,
        "best": best,
        "high": quantity.high,
        "low": quantity.low,
    }


def acled_rows(record: Record) -> Iterable[dict[str, Value]]:
    """The record in ACLED's columns; nothing unless it asserts deaths."""
    if not _deaths(record):
        return
    start, end = _days(record)
    civilians = record.category is Category.CIVILIAN
    source = f" ({record.source.name})" if record.source else ""
    place = record.location
    precision = _ACLED_PRECISION.get(place.precision) if place and place.precision else None
    yield {
        "event_id_cnty": record.id,
        "event_date": end.isoformat() if end else None,
        "year": end.year if end else None,
        "time_precision": _acled_precision(start, end),
        "actor1": record.actor.name if record.actor else None,
        "actor2": _victims(record),
        "civilian_targeting": "Civilian targeting" if civilians else None,
        "country": _country(record),
        "admin1": place.admin1 if place else None,
        "location": place.name if place else None,
        # No event is laid to the middle of a country.
        "latitude": place.lat if place and precision else None,
        "longitude": place.lon if place and precision else None,
        "geo_precision": precision,
        "source": record.document.publisher,
        "notes": f"{record.evidence.text}{source}",
        "fatalities": _fatalities(record),
    }


def _deaths(record: Record) -> bool:
    return record.event is Event.KILLED and record.stance is not Stance.DENIED and record.quantity.per is None


def _sides(record: Record) -> tuple[str | None, str | None, str]:
    """Side A, side B and who the dead are. The state is side A where the other is none, else the one who killed."""
    actor, affected = record.actor, record.affected
    if record.category is Category.CIVILIAN:
        return actor.name if actor else None, "Civilians", "civilians"
    state_dead = _state(affected) and not _state(actor)
    first, second = (affected, actor) if state_dead else (actor, affected)
    names = (first.name if first else None, second.name if second else None)
    if record.category is not Category.MILITARY or affected is None:
        return *names, "unknown"
    return *names, "a" if state_dead else "b"


def _state(party: PartyPart | None) -> bool:
    return party is not None and party.type is PartyType.COUNTRY


def _victims(record: Record) -> str | None:
    if record.category is Category.CIVILIAN:
        return f"Civilians ({record.affected.name})" if record.affected else "Civilians"
    return record.affected.name if record.affected else None


def _days(record: Record) -> tuple[date | None, date | None]:
    """First and last day; a total without a first day has none, and an incident's only day is both."""
    if record.date is None:
        return None, None
    start, end = record.date.start, record.date.end
    if start is None and record.date.scope is DateScope.INCIDENT:
        start = end
    return start, end


def _precision(start: date | None, end: date | None) -> int | None:
    """UCDP's date_prec: 1 a day, 2 to six days, 3 to a week, 4 to a month, 5 to a year; none beyond."""
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    # Longest stretch in days -> code.
    for longest, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)):
        if days <= longest:
            return code
    return None


def _where_precision(place: PlacePart | None) -> int | None:
    """UCDP's where_prec: 1 the place, 3 a second-level and 4 a first-level division, 5 a part of a country, 6 a country, 7 the sea."""
    if place is None or place.precision is None:
        return None
    if place.precision is PlacePrecision.REGION:
        if place.country is None and _WATERS.search(place.name):
            return 7
        return 4 if place.admin1 else 5
    return {PlacePrecision.DISTRICT: 3, PlacePrecision.COUNTRY: 6}.get(place.precision, 1)


def _acled_precision(start: date | None, end: date | None) -> int | None:
    """ACLED's time_precision: 1 a day, 2 a week, 3 a month; none beyond."""
    code = _precision(start, end)
    return {1: 1, 2: 2, 3: 2, 4: 3}.get(code) if code else None


def _fatalities(record: Record) -> Value:
    """ACLED takes the most conservative number: the low bound, 10 for "tens", 12 for "dozens", 100 for "hundreds"."""
    quantity = record.quantity
    if quantity.low is None:
        return quantity.value
    if quantity.qualifier is Qualifier.VAGUE and _PLURAL.search(quantity.text):
        return int(quantity.low // _HALF)
    return quantity.low


def _country(record: Record) -> str | None:
    code = record.location.country if record.location else None
    return _names().get(code, code) if code else None


@cache
def _names() -> dict[str, str]:
    tables = tomli.loads(_COUNTRIES.read_text(encoding="utf-8"))
    return {entry["iso3"]: entry["name"] for entry in tables["entry"]}
