"""Records to incidents, one row each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from claimx.incidents.figures import at_least, figures_of
from claimx.incidents.schema import Figures, Incident, IncidentDate, IncidentPlace, Side
from claimx.schema import Category, Event, IncidentKind, PartyPart, PlacePart, PlacePrecision, Record

# Of the places of an incident's claims the narrowest kind counts: its town rather than its country.
_NARROW = (
    PlacePrecision.POINT,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
    PlacePrecision.REGION,
    None,
    PlacePrecision.COUNTRY,
)


def incidents_of(records: Iterable[Record]) -> list[Incident]:
    """The incidents of records, in the order in which they are first told; records of none are left out."""
    return [_row(incident, found) for incident, found in grouped(records)]


def grouped(records: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """The records of each incident. The same text under two paths tells of two, as everywhere in the output."""
    found: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        if record.incident is not None:
            document = record.document
            found.setdefault((document.path, document.id, record.incident), []).append(record)
    return [(incident, claims) for (_, _, incident), claims in found.items()]


def _row(incident: str, records: Sequence[Record]) -> Incident:
    people = [record for record in records if record.event in (Event.KILLED, Event.WOUNDED)]
    sides = tuple(_sides(records))
    civilians = [record for record in people if record.category is Category.CIVILIAN]
    untold = [record for record in people if record.affected is None]
    return Incident(
        id=incident,
        kind=records[0].incident_kind or IncidentKind.EVENT,
        date=_date(records),
        location=_place(records),
        sides=sides,
        killed=at_least(figures_of(people, Event.KILLED), [side.killed for side in sides if side.killed]),
        wounded=at_least(figures_of(people, Event.WOUNDED), [side.wounded for side in sides if side.wounded]),
        killed_civilians=figures_of(civilians, Event.KILLED),
        wounded_civilians=figures_of(civilians, Event.WOUNDED),
        killed_untold=figures_of(untold, Event.KILLED),
        wounded_untold=figures_of(untold, Event.WOUNDED),
        sources=tuple(dict.fromkeys(record.source.name for record in records if record.source is not None)),
        claims=tuple(record.id for record in records),
        document=records[0].document,
    )


def _sides(records: Sequence[Record]) -> Iterable[Side]:
    parties: dict[str, PartyPart] = {}
    for record in records:
        for party in (record.actor, record.affected):
            if party is not None:
                parties.setdefault(party.id, party)
    acted = {record.actor.id for record in records if record.actor is not None}
    for party in parties.values():
        own = [record for record in records if record.affected is not None and record.affected.id == party.id]
        yield Side(
            name=party.name,
            id=party.id,
            type=party.type,
            acted=party.id in acted,
            killed=figures_of(own, Event.KILLED),
            wounded=figures_of(own, Event.WOUNDED),
        )


def _date(records: Sequence[Record]) -> IncidentDate | None:
    dates = [record.date for record in records if record.date is not None]
    counts = Counter((date.start, date.end) for date in dates)
    # The first of those told equally often: dictionaries keep the order of the text.
    best = max(dates, key=lambda date: counts[date.start, date.end], default=None)
    return None if best is None else IncidentDate(start=best.start, end=best.end, precision=best.precision)


def _place(records: Sequence[Record]) -> IncidentPlace | None:
    places = [record.location for record in records if record.location is not None]
    if not places:
        return None
    narrowest = min(_breadth(place) for place in places)
    places = [place for place in places if _breadth(place) == narrowest]
    counts = Counter(place.name for place in places)
    best = max(places, key=lambda place: counts[place.name])
    return IncidentPlace(
        name=best.name,
        country=best.country,
        lat=best.lat,
        lon=best.lon,
        admin1=best.admin1,
        geonames_id=best.geonames_id,
        precision=best.precision,
    )


def _breadth(place: PlacePart) -> int:
    """How wide a place is; a camp or a street counts as its town."""
    return max(1, _NARROW.index(place.precision))


__all__ = ["Figures", "grouped", "incidents_of"]
