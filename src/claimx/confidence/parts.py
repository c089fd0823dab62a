"""Features that only one part of a record has: what kind of party or source it is, and what goes ill together."""

from __future__ import annotations

import math
from collections.abc import Iterator

from claimx.confidence.documents import Document, Told
from claimx.schema import PEOPLE, Category, DateScope, Event, Kind, PartyBasis, PartyType, Record

Features = Iterator[tuple[str, float]]

# Nobody dates "several hundred" to one day by accident: such a number is a total more often than not.
_MANY = 300


def of_parts(record: Record, told: Told, document: Document) -> Features:
    """The features of affected, actor, source, date and location beside those that all of them have."""
    named = bool(told.named - {part.name for part in (record.affected, record.actor) if part})
    yield from _of_affected(record, document, named)
    yield from _of_actor(record, document, named)
    yield from _of_source(record, told)
    yield from _of_date(record, told)
    yield from _of_location(record, told)


def _kind(record: Record) -> str:
    """What is counted, in a word."""
    return record.category.value if record.category in PEOPLE else "equipment"


def _of_affected(record: Record, document: Document, named: bool) -> Features:
    affected, actor, source, place = record.affected, record.actor, record.source, record.location
    country = place.country if place else None
    if affected is None:
        yield f"affected.none-{_kind(record)}", 1
        yield "affected.none-country", country is not None and country in document.affected
        yield "affected.none-actor", actor is not None
        foreign = actor is not None and actor.type is PartyType.COUNTRY
        yield "affected.none-foreign", foreign and country is not None and actor is not None and actor.id != country
        yield "affected.none-undated", record.date is None
        yield "affected.none-named", named
        return
    yield f"affected.{affected.type.value}", 1
    yield "affected.home", affected.id == country
    yield "affected.abroad", country is not None and affected.type is PartyType.COUNTRY and affected.id != country
    yield "affected.self", actor is not None and actor.id == affected.id
    yield "affected.speaker", source is not None and source.party == affected.id
    yield "affected.foe", source is not None and source.party is not None and source.party != affected.id
    if affected.basis is not PartyBasis.STATED:
        yield f"affected.{affected.basis.value}-{_kind(record)}", 1


def _of_actor(record: Record, document: Document, named: bool) -> Features:
    actor, source = record.actor, record.source
    if actor is None:
        yield "actor.none-affected", record.affected is not None
        yield "actor.none-equipment", record.kind is Kind.EQUIPMENT
        yield "actor.none-military", record.category is Category.MILITARY
        yield "actor.none-named", named
        return
    yield f"actor.{actor.type.value}", 1
    yield "actor.suffers", actor.id in document.affected
    yield "actor.speaker", source is not None and source.party == actor.id


def _of_source(record: Record, told: Told) -> Features:
    source, sentence = record.source, told.sentence
    if source is None:
        yield "source.none-cue", sentence.cues > 0
        yield "source.none-cues", math.log1p(sentence.cues)
        yield "source.none-quotes", sentence.quotes
        yield "source.none-fragment", sentence.fragment
        before = told.before
        yield "source.none-following", before is not None and before.source is not None and _follows(before, record)
        return
    name, words = source.name.lower(), source.text.lower()
    yield f"source.{source.type.value}", 1
    yield f"source.mode-{source.mode.value}", 1
    yield "source.cueless", source.cue is None
    yield "source.cues", math.log1p(max(0, sentence.cues - 1))
    yield "source.resolved", name not in words and words not in name
    yield "source.relayed", source.via is not None
    yield "source.name-words", math.log1p(max(0, len(name.split()) - 1))
    yield "source.nameless", not any(letter.isupper() for letter in source.name)
    yield "source.side", source.party is not None
    yield "source.fuller", len(name) > len(words)
    yield "source.several", " and " in name


# Between two sentences of a paragraph, or two paragraphs, there are a few signs at most.
_GAP = 40


def _follows(before: Record, record: Record) -> bool:
    return record.evidence.start - before.evidence.end < _GAP


def _of_date(record: Record, told: Told) -> Features:
    date, sentence = record.date, told.sentence
    many = (record.quantity.low or 0) > _MANY
    if date is None:
        yield "date.none-times", math.log1p(sentence.times)
        yield "date.none-published", record.document.published is not None
        yield "date.none-year", sentence.years > 0
        yield "date.none-fragment", sentence.fragment
        yield "date.none-killed", record.event is Event.KILLED
        yield "date.none-many", many
        return
    yield f"date.{date.scope.value}", 1
    yield f"date.{date.precision.value}", 1
    yield "date.open", date.start is None
    yield "date.times", math.log1p(max(0, sentence.times - 1))
    yield "date.published", date.end is not None and date.end == record.document.published
    if date.start is not None and date.end is not None:
        yield "date.wide", math.log1p(max(0, (date.end - date.start).days))
    yield "date.many", many and date.scope is DateScope.INCIDENT


def _of_location(record: Record, told: Told) -> Features:
    place, title = record.location, record.document.title
    if place is None:
        yield "location.none-places", told.sentence.places > 0
        return
    if place.precision is not None:
        yield f"location.{place.precision.value}", 1
    yield "location.unknown", place.lat is None
    yield "location.places", math.log1p(max(0, told.sentence.places - 1))
    yield "location.titled", bool(title and place.name in title)
