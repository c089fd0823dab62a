"""Incidents with deaths in the columns of two event databases, as a coder's first draft.

An incident is one document's: several documents may tell of one event, and none is checked here. ``docs/formats.md`` tells how
each column is filled, cites the codebooks, and lists the columns that are left to the coder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import tomli

from claimx.compare.apart import families_in, instruments_in
from claimx.incidents.figures import figures_of
from claimx.incidents.rows import incidents_of
from claimx.incidents.schema import Figures, Incident, IncidentPlace, Side
from claimx.schema import Category, Event, IncidentKind, PartyType, PlacePrecision, Qualifier, Record, Stance
from claimx.write.flat import Value

# All columns of GED 23.1 to 25.1 and of ACLED's export, in their order; those that no text tells are left empty for the coder.
UCDP_COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id",
    "side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid",
    "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
    "confidence",
)  # fmt: skip
ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country",
    "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
    "confidence",
)  # fmt: skip

_COUNTRIES = Path(__file__).resolve().parent.parent / "data" / "countries.toml"
# "dozens" is two dozen in a record (a plural) and one dozen by ACLED's rule, and so with tens, scores, hundreds, thousands.
_PLURAL = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|millions)\b", re.IGNORECASE)
_HALF = 2
# Families of instruments that are no armed force.
UNARMED = frozenset({"earth", "weather", "accident", "disease"})
# Instrument -> ACLED's sub-type of a remote explosion.
_SUB_TYPES = {
    "air strike": "Air/drone strike", "drone": "Air/drone strike", "missile": "Shelling/artillery/missile attack",
    "shelling": "Shelling/artillery/missile attack", "suicide bomb": "Suicide bomb", "bomb": "Remote explosive/landmine/IED",
}  # fmt: skip
# Bodies of water that belong to no country.
_WATERS = re.compile(r"\b(?:sea|ocean|gulf|strait|channel|bay|mediterranean|atlantic|pacific)\b", re.IGNORECASE)
# ACLED's geo_precision: 1 a town, 2 a part of a region, 3 a region.
_ACLED_PRECISION = {
    PlacePrecision.POINT: 1, PlacePrecision.TOWN: 1, PlacePrecision.DISTRICT: 2, PlacePrecision.REGION: 3,
}  # fmt: skip


def ucdp_rows(records: Sequence[Record]) -> Iterator[dict[str, Value]]:
    """The incidents of the records in UCDP GED's columns: a row for each that has deaths."""
    for incident, dead in _deadly(records):
        killed, document = incident.killed, incident.document
        assert killed is not None
        start, end = _days(incident)
        # A total of a year at most may stand for its events; a war's is none.
        if incident.kind is IncidentKind.TOTAL and _precision(start, end) is None:
            continue
        side_a, side_b = _sides(incident, dead)
        civilians = incident.killed_civilians.best if incident.killed_civilians else 0
        deaths = {side: _soldiers(dead, side) for side in (side_a, side_b) if side is not None}
        known = sum(deaths.values()) + civilians
        best = max(killed.best, known)
        names = _name(incident, side_a), "Civilians" if civilians == best else _name(incident, side_b)
        place = incident.location
        office, day = document.publisher or "", document.published.isoformat() if document.published else ""
        yield dict.fromkeys(UCDP_COLUMNS) | {
            "relid": incident.id,
            "year": end.year if end else None,
            "type_of_violence": _violence(incident, side_a, side_b, civilians == best),
            "dyad_name": " - ".join(name for name in names if name) if all(names) else None,
            "side_a": names[0],
            "side_b": names[1],
            "number_of_sources": 1,
            "source_article": f'"{office},{day},{document.title or document.id}"',
            "source_office": office or None,
            "source_date": day or None,
            "source_headline": document.title,
            "source_original": "; ".join(incident.sources) or None,
            "where_prec": _where_precision(place),
            "where_coordinates": place.name if place else None,
            "adm_1": place.admin1 if place else None,
            "latitude": place.lat if place else None,
            "longitude": place.lon if place else None,
            "country": _country(place),
            # 1: one event, told as such; 2: a total over a period or a stretch of the war.
            "event_clarity": 1 if incident.kind is IncidentKind.EVENT else 2,
            "date_prec": _precision(start, end),
            "date_start": start.isoformat() if start else None,
            "date_end": end.isoformat() if end else None,
            "deaths_a": int(deaths.get(side_a, 0)) if side_a else 0,
            "deaths_b": int(deaths.get(side_b, 0)) if side_b else 0,
            "deaths_civilians": int(civilians),
            "deaths_unknown": int(best - known),
            "best": int(best),
            # No estimate of the codebook is open: "at least 12" is 12 at most as far as anybody tells, "up to 12" none at least.
            "high": int(best if killed.high is None else max(killed.high, best)),
            "low": int(0 if killed.low is None else min(killed.low, best)),
            "confidence": _confidence(dead),
        }


def acled_rows(records: Sequence[Record]) -> Iterator[dict[str, Value]]:
    """The incidents of the records in ACLED's columns: a row for each that has deaths."""
    for incident, dead in _deadly(records):
        killed, place = incident.killed, incident.location
        assert killed is not None
        start, end = _days(incident)
        if incident.kind is IncidentKind.TOTAL and _acled_precision(start, end) is None:
            continue
        civilians = incident.killed_civilians is not None and incident.killed_civilians.best >= killed.best
        told = dead[0]
        source = f" ({'; '.join(incident.sources)})" if incident.sources else ""
        event_type, sub_event_type = _explosion(dead)
        precision = _ACLED_PRECISION.get(place.precision) if place and place.precision else None
        actor, victim = _actor(incident, dead), next((side for side in incident.sides if side.killed), None)
        victims = victim.name if victim else None
        if civilians:
            victims = f"Civilians ({victims})" if victims else "Civilians"
        yield dict.fromkeys(ACLED_COLUMNS) | {
            "event_id_cnty": incident.id,
            "event_date": end.isoformat() if end else None,
            "year": end.year if end else None,
            "time_precision": _acled_precision(start, end),
            "event_type": event_type,
            "sub_event_type": sub_event_type,
            "actor1": actor.name if actor else None,
            "actor2": victims,
            "civilian_targeting": "Civilian targeting" if civilians else None,
            "country": _country(place),
            "admin1": place.admin1 if place else None,
            "location": place.name if place else None,
            # No event is laid to the middle of a country.
            "latitude": place.lat if place and precision else None,
            "longitude": place.lon if place and precision else None,
            "geo_precision": precision,
            "source": incident.document.publisher,
            "notes": f"{told.evidence.text}{source}",
            "fatalities": _fatalities(killed, dead),
            "confidence": _confidence(dead),
        }


def _deadly(records: Sequence[Record]) -> Iterator[tuple[Incident, list[Record]]]:
    """The incidents that have deaths, with the claims that count them."""
    by_id = {(record.document.path, record.document.id, record.id): record for record in records}
    for incident in incidents_of(records):
        document = incident.document
        claims = [by_id[document.path, document.id, claim] for claim in incident.claims]
        dead = [claim for claim in claims if claim.event is Event.KILLED and claim.stance is not Stance.DENIED]
        if incident.killed is not None and dead and not _unarmed(incident, dead):
            yield incident, dead


def _unarmed(incident: Incident, dead: Sequence[Record]) -> bool:
    """Whether the dead are those of a flood, an accident or a disease: neither database counts them."""
    if any(side.acted for side in incident.sides):
        return False
    families = frozenset().union(*(families_in(record.evidence.text) for record in dead))
    return bool(families) and families <= UNARMED


def _explosion(dead: Sequence[Record]) -> tuple[str | None, str | None]:
    """ACLED's type and sub-type of an event whose sentences name one remote weapon; of others the coder's."""
    named = frozenset().union(*(instruments_in(record.evidence.text) for record in dead))
    told = {_SUB_TYPES.get(name) for name in named}
    if len(told) == 1 and None not in told:
        return "Explosions/Remote violence", told.pop()
    return None, None


def _violence(incident: Incident, side_a: str | None, side_b: str | None, civilians: bool) -> int | None:
    """UCDP's type: 1 a state against another side, 2 two sides that are no states, 3 a side against civilians."""
    first, second = (next((each for each in incident.sides if each.id == side), None) for side in (side_a, side_b))
    if first is None:
        return None
    if civilians:
        return 3
    if second is None:
        return None
    return 1 if _state(first) or _state(second) else 2


def _confidence(dead: Sequence[Record]) -> float | None:
    """That of the least sure claim of the deaths: the row is right only if all of them are. No column of either codebook."""
    return min((record.confidence for record in dead if record.confidence is not None), default=None)


def _actor(incident: Incident, dead: Sequence[Record]) -> Side | None:
    """Who killed the first of the dead whose killer is told."""
    killer = next((record.actor.id for record in dead if record.actor is not None), None)
    return next((side for side in incident.sides if side.id == killer), None)


def _sides(incident: Incident, dead: Sequence[Record]) -> tuple[str | None, str | None]:
    """The ids of sides A and B. The state is side A where the other is none, else the one who killed."""
    actor = _actor(incident, dead)
    victim = next((side for side in incident.sides if side.killed and side is not actor), None)
    first, second = (victim, actor) if _state(victim) and not _state(actor) else (actor, victim)
    if incident.killed_civilians is not None and incident.killed is not None:
        if incident.killed_civilians.best >= incident.killed.best:
            first, second = actor, None
    return first.id if first else None, second.id if second else None


def _name(incident: Incident, side: str | None) -> str | None:
    return next((each.name for each in incident.sides if each.id == side), None)


def _soldiers(dead: Sequence[Record], side: str) -> int | float:
    """A side's dead who are told to be soldiers or fighters."""
    own = [record for record in dead if record.affected is not None and record.affected.id == side]
    killed = figures_of([record for record in own if record.category is Category.MILITARY], Event.KILLED)
    return killed.best if killed is not None else 0


def _state(side: Side | None) -> bool:
    return side is not None and side.type is PartyType.COUNTRY


def _days(incident: Incident) -> tuple[date | None, date | None]:
    """First and last day; a total without a first day has none, and an event's only day is both."""
    if incident.date is None:
        return None, None
    start, end = incident.date.start, incident.date.end
    if start is None and incident.kind is IncidentKind.EVENT:
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


def _where_precision(place: IncidentPlace | None) -> int | None:
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


def _fatalities(killed: Figures, dead: Sequence[Record]) -> Value:
    """ACLED takes the most conservative number: the low bound, 10 for "tens", 12 for "dozens", 100 for "hundreds"."""
    if killed.low is None:
        return int(killed.best)
    if all(
        record.quantity.qualifier is Qualifier.VAGUE and _PLURAL.search(record.quantity.text) is not None
        for record in dead
    ):
        return int(killed.low // _HALF)
    return int(killed.low)


def _country(place: IncidentPlace | None) -> str | None:
    code = place.country if place else None
    return _names().get(code, code) if code else None


@cache
def _names() -> dict[str, str]:
    tables = tomli.loads(_COUNTRIES.read_text(encoding="utf-8"))
    return {entry["iso3"]: entry["name"] for entry in tables["entry"]}
