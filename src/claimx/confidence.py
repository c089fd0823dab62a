"""How likely a record is right: a logistic regression over what the records of a document tell of how they were read.

Right means that event, category, bounds, affected and source are all what a careful reader marks (``docs/evaluation.md``);
``confidences`` tell the same of each field by itself, a model each over the same features.
Everything is told from records alone, so that stored records and people's corrections of them are enough to fit the
weights anew (``scripts/fit_confidence.py``). Rules count by the first part of their ids only: a rule renamed or added
changes nothing here.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from claimx.errors import LexiconError
from claimx.schema import (
    Category,
    ConfidencesPart,
    DateBasis,
    DateScope,
    Event,
    Kind,
    Mode,
    PartyBasis,
    PartyPart,
    PlacePart,
    PlacePrecision,
    Qualifier,
    QuantityPart,
    Record,
    SourcePart,
    SourceType,
    Stance,
)

WEIGHTS = Path(__file__).parent / "data" / "confidence.json"
# An estimate is itself off by some hundredths; more digits would be pretence.
DIGITS = 2

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w++")
# What ends a sentence; a headline, a caption or a row of a list ends in none of these.
_ENDS = (".", "!", "?", "…", '"', "'", "”", "’", "»", ")")
_MIXED = frozenset([Event.CASUALTIES, Event.LOST])
_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED, Event.LAUNCHED])
_HELD = frozenset([Event.CAPTURED, Event.ABDUCTED, Event.MISSING])
_UNTOLD = frozenset([Category.UNSPECIFIED, Category.EQUIPMENT])
_HEDGED = frozenset([Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN])
_INEXACT = frozenset([Qualifier.RANGE, Qualifier.VAGUE])
_LOOSE = frozenset([SourceType.OTHER, SourceType.WITNESS, SourceType.ARMED_GROUP])
_WIDE = frozenset([PlacePrecision.COUNTRY, PlacePrecision.REGION])
_ARTICLES = frozenset(["a", "an", "another", "one", "a single"])

# Every feature and what it says of a record. Yes-or-no features are 1 or absent; "log" is the natural logarithm of 1 + n.
FEATURES: Mapping[str, str] = {
    "kind.equipment": "equipment, not people",
    "event.mixed": "the event is mixed or untold (casualties, lost)",
    "event.handed": "delivered, pledged or launched",
    "event.held": "captured, abducted or missing",
    "category.untold": "the category is unspecified (people) or generic (equipment)",
    "category.civilian": "civilians",
    "quantity.article": "an article or 'one' counts one",
    "quantity.words": "the number is in words",
    "quantity.hedged": "about, at least, more than, up to, less than",
    "quantity.inexact": "a range or a vague word",
    "quantity.part": "a part of another claim",
    "quantity.increment": "the increment of another claim",
    "item.none": "no word for what is counted stands by the number",
    "item.distance": "log of the characters between number and counted word",
    "stance.unsure": "denied or possible",
    "affected.none": "nobody is named whose loss it is",
    "affected.none-military": "nobody is named, and the lost are military",
    "affected.none-casualty": "nobody is named, and people are lost",
    "affected.none-others": "nobody is named, while other records of the document name somebody",
    "affected.carried": "whose loss it is comes from the document's context",
    "affected.inferred": "whose loss it is was inferred by a rule",
    "affected.outside": "the words that name it stand outside the sentence",
    "affected.distance": "log of the characters between number and affected party, in one sentence",
    "affected.share": "the share of the document's records with the same affected party",
    "affected.parties": "log of the document's affected parties beyond the first",
    "actor.none": "nobody is named who did it",
    "actor.carried": "who did it comes from the document's context",
    "actor.outside": "the words that name the actor stand outside the sentence",
    "source.none": "the writer's own voice",
    "source.none-others": "the writer's own voice, while another record of the sentence has a source",
    "source.carried": "the source comes from the document's context",
    "source.loose": "a witness, an armed group, or a source of no known type",
    "source.direct": "the source's words stand in quotation marks",
    "source.heading": "the source heads a list",
    "source.according-to": "according to",
    "source.outside": "the words that name the source stand outside the sentence",
    "source.distance": "log of the characters between number and source, in one sentence",
    "source.share": "the share of the document's records with the same source",
    "source.sources": "log of the document's sources beyond the first",
    "sentence.length": "log of the sentence's words",
    "sentence.claims": "log of the sentence's other claims",
    "sentence.fragment": "no sentence: a headline, a caption, a row of a list",
    "document.claims": "log of the document's other claims",
    "document.repeated": "another sentence has the same number for the same event and category",
    "date.none": "no date",
    "date.none-others": "no date, while other records of the document have one",
    "date.outside": "the words of the date stand outside the sentence",
    "date.distance": "log of the characters between number and date, in one sentence",
    "date.relative": "the date is told from the article's own or another",
    "date.cumulative": "the date is a total's, not an event's",
    "date.share": "the share of the document's records with the same date",
    "actor.distance": "log of the characters between number and actor, in one sentence",
    "actor.share": "the share of the document's records with the same actor",
    "location.none": "no place",
    "location.none-others": "no place, while other records of the document have one",
    "location.outside": "the place's name stands outside the sentence",
    "location.distance": "log of the characters between number and place, in one sentence",
    "location.wide": "a country or a region, no town",
    "location.share": "the share of the document's records with the same place",
    "rules.party": "rules about parties that fired",
    "rules.date": "rules about dates that fired",
    "rules.link": "rules that tie number and loss that fired",
}  # fmt: skip


class Figures(BaseModel):
    """What the estimates are worth, out of fold: ``right`` is the share of right records, ``ece`` the calibration error.

    ``ece_apart`` is the error of weights fitted on the other sets alone, where there are others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: int = Field(ge=1)
    records: int = Field(ge=1)
    right: float = Field(ge=0, le=1)
    ece: float = Field(ge=0, le=1)
    auc: float | None = Field(ge=0, le=1)
    ece_apart: float | None = Field(ge=0, le=1)


class FieldModel(BaseModel):
    """The fitted model of one field, and what its estimates are worth out of fold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    whole: Figures
    intercept: FiniteFloat
    weights: Mapping[str, FiniteFloat]


class Weights(BaseModel):
    """The fitted model, its day, and its figures on all documents and on each set of them; ``fields`` has a model a field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted: dt.date
    folds: int = Field(ge=2)
    whole: Figures
    sets: Mapping[str, Figures]
    intercept: FiniteFloat
    weights: Mapping[str, FiniteFloat]
    fields: Mapping[str, FieldModel] = Field(default_factory=dict)


def read_weights(path: Path) -> Weights:
    """A file of weights. Raises LexiconError where it is broken or names a feature that nobody computes."""
    try:
        weights = Weights.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise LexiconError(f"is no file of weights: {error}", str(path)) from error
    named = {*weights.weights, *(name for model in weights.fields.values() for name in model.weights)}
    strange = sorted(named - FEATURES.keys())
    if strange:
        raise LexiconError(f"unknown feature {strange[0]!r}", str(path))
    return weights


@cache
def load_weights() -> Weights:
    """The weights that claimx ships, read once."""
    return read_weights(WEIGHTS)


def with_confidence(records: Sequence[Record], weights: Weights | None = None) -> list[Record]:
    """The records of one document with ``confidence`` filled: in [0, 1], to two digits."""
    if not records:
        return []
    model = weights or load_weights()
    return [
        record.model_copy(update={"confidence": estimate(told, model), "confidences": _by_field(told, model)})
        for record, told in zip(records, features(records), strict=True)
    ]


def _by_field(told: Mapping[str, float], weights: Weights) -> ConfidencesPart | None:
    """The estimates of each field; None where the weights have no models of fields."""
    if weights.fields.keys() != ConfidencesPart.model_fields.keys():
        return None
    return ConfidencesPart(**{name: estimate(told, model) for name, model in weights.fields.items()})


def estimate(told: Mapping[str, float], weights: Weights | FieldModel) -> float:
    """The probability that a record with these features is right."""
    # Summed in the order of FEATURES, exactly: the same everywhere.
    total = math.fsum([weights.intercept, *(weights.weights.get(name, 0.0) * told.get(name, 0.0) for name in FEATURES)])
    return round(logistic(total), DIGITS)


def logistic(score: float) -> float:
    """The probability whose log odds are ``score``; no overflow at either end."""
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    odds = math.exp(score)
    return odds / (1 + odds)


def features(records: Sequence[Record]) -> list[dict[str, float]]:
    """The features that are not zero, for each record of one document. Linear in the records."""
    around = _around(records)
    return [{name: float(value) for name, value in _features(record, around) if value} for record in records]


Span = tuple[int, int]
Same = tuple[Kind, Event, Category, float | None, float | None]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the records of a document have in common, counted once."""

    count: int
    sentences: Mapping[Span, tuple[int, int, bool]]  # words, records, fragment
    sourced: frozenset[Span]
    affected: Mapping[str | None, int]
    sources: Mapping[str | None, int]
    actors: Mapping[str | None, int]
    places: Mapping[str | None, int]
    dates: Mapping[object, int]
    told: Mapping[Same, int]  # in how many sentences the same is told


def _around(records: Sequence[Record]) -> _Around:
    claims = Counter(_sentence(record) for record in records)
    texts = {_sentence(record): record.evidence.text for record in records}
    return _Around(
        count=len(records),
        sentences={
            span: (sum(1 for _ in _WORD.finditer(text)), claims[span], not text.rstrip().endswith(_ENDS))
            for span, text in texts.items()
        },
        sourced=frozenset(_sentence(record) for record in records if record.source),
        affected=Counter(_name(record.affected) for record in records),
        sources=Counter(_name(record.source) for record in records),
        actors=Counter(_name(record.actor) for record in records),
        places=Counter(_name(record.location) for record in records),
        dates=Counter(_days(record) for record in records),
        told=Counter(same for same, _ in {(_same(record), _sentence(record)) for record in records}),
    )


def _sentence(record: Record) -> Span:
    return record.evidence.start, record.evidence.end


def _same(record: Record) -> Same:
    return record.kind, record.event, record.category, record.quantity.low, record.quantity.high


def _name(part: PartyPart | SourcePart | PlacePart | None) -> str | None:
    return part.name if part else None


def _days(record: Record) -> object:
    return (record.date.start, record.date.end) if record.date else None


def _features(record: Record, around: _Around) -> Iterator[tuple[str, float]]:
    people = record.kind is Kind.CASUALTY
    yield "kind.equipment", not people
    yield "event.mixed", record.event in _MIXED
    yield "event.handed", record.event in _HANDED
    yield "event.held", record.event in _HELD
    yield "category.untold", record.category in _UNTOLD
    yield "category.civilian", record.category is Category.CIVILIAN
    yield from _of_quantity(record.quantity)
    item = record.item
    yield "item.none", item is None
    yield "item.distance", _distance(record.quantity, item.start, item.end) if item else 0
    yield "stance.unsure", record.stance is not Stance.ASSERTED
    yield from _of_parties(record, around)
    yield from _of_source(record, around)
    words, claims, fragment = around.sentences[_sentence(record)]
    yield "sentence.length", math.log1p(words)
    yield "sentence.claims", math.log(claims)
    yield "sentence.fragment", fragment
    yield "document.claims", math.log(around.count)
    yield "document.repeated", around.told[_same(record)] > 1
    yield from _of_time_and_place(record, around)
    domains = Counter(rule.partition(".")[0] for rule in record.rules)
    for domain in ("party", "date", "link"):
        yield f"rules.{domain}", domains[domain]


def _of_time_and_place(record: Record, around: _Around) -> Iterator[tuple[str, float]]:
    date, place = record.date, record.location
    yield "date.share", around.dates[_days(record)] / around.count
    if date is None:
        yield "date.none", 1
        yield "date.none-others", around.dates[None] < around.count
    else:
        start, end = date.span
        yield "date.relative", date.basis is DateBasis.RELATIVE
        yield "date.cumulative", date.scope is DateScope.CUMULATIVE
        if _inside(start, record):
            yield "date.distance", _distance(record.quantity, start, end)
        else:
            yield "date.outside", 1
    yield "location.share", around.places[_name(place)] / around.count
    if place is None:
        yield "location.none", 1
        yield "location.none-others", around.places[None] < around.count
    else:
        yield "location.wide", place.precision in _WIDE
        yield from _place_of("location", place, record)


def _of_quantity(quantity: QuantityPart) -> Iterator[tuple[str, float]]:
    text = quantity.text.lower()
    article = text in _ARTICLES
    yield "quantity.article", article
    yield "quantity.words", not article and not _DIGIT.search(text)
    yield "quantity.hedged", quantity.qualifier in _HEDGED
    yield "quantity.inexact", quantity.qualifier in _INEXACT
    yield "quantity.part", quantity.subset_of is not None
    yield "quantity.increment", quantity.increment_of is not None


def _of_parties(record: Record, around: _Around) -> Iterator[tuple[str, float]]:
    affected, actor = record.affected, record.actor
    if affected:
        yield "affected.carried", affected.basis is PartyBasis.CARRIED
        yield "affected.inferred", affected.basis is PartyBasis.INFERRED
        yield from _place_of("affected", affected, record)
    else:
        yield "affected.none", 1
        yield "affected.none-military", record.category is Category.MILITARY
        yield "affected.none-casualty", record.kind is Kind.CASUALTY
        yield "affected.none-others", around.affected[None] < around.count
    yield "affected.share", around.affected[_name(affected)] / around.count
    yield "affected.parties", math.log1p(max(0, len(around.affected) - (None in around.affected) - 1))
    if actor:
        yield "actor.carried", actor.basis is PartyBasis.CARRIED
        yield from _place_of("actor", actor, record)
    else:
        yield "actor.none", 1
    yield "actor.share", around.actors[_name(actor)] / around.count


def _of_source(record: Record, around: _Around) -> Iterator[tuple[str, float]]:
    source = record.source
    if source:
        yield "source.carried", source.basis is PartyBasis.CARRIED
        yield "source.loose", source.type in _LOOSE
        yield "source.direct", source.mode is Mode.DIRECT
        yield "source.heading", source.mode is Mode.HEADING
        yield "source.according-to", source.mode is Mode.ACCORDING_TO
        yield from _place_of("source", source, record)
    else:
        yield "source.none", 1
        yield "source.none-others", _sentence(record) in around.sourced
    yield "source.share", around.sources[_name(source)] / around.count
    yield "source.sources", math.log1p(len(around.sources) - 1)


def _place_of(role: str, part: PartyPart | SourcePart | PlacePart, record: Record) -> Iterator[tuple[str, float]]:
    if _inside(part.start, record):
        yield f"{role}.distance", _distance(record.quantity, part.start, part.end)
    else:
        yield f"{role}.outside", 1


def _inside(start: int, record: Record) -> bool:
    return record.evidence.start <= start < record.evidence.end


def _distance(quantity: QuantityPart, start: int, end: int) -> float:
    return math.log1p(max(start - quantity.end, quantity.start - end, 0))
