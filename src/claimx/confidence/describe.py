"""A record as features: what it tells, how its words lie in the sentence, and what the other records of the document tell."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from claimx.confidence.documents import (
    Answer,
    Document,
    Told,
    answer,
    figure_of,
    read_document,
    same_claim,
    sentence_of,
)
from claimx.confidence.names import ROLES, is_feature
from claimx.confidence.parts import of_parts
from claimx.confidence.rows import of_row
from claimx.confidence.sentences import Sentence, Span
from claimx.schema import Category, Event, Kind, PublishedBasis, Qualifier, QuantityPart, Record, Stance

Features = Iterator[tuple[str, float]]

_MIXED = frozenset([Event.CASUALTIES, Event.LOST])
_HANDED = frozenset([Event.DELIVERED, Event.PLEDGED, Event.LAUNCHED])
_HELD = frozenset([Event.CAPTURED, Event.ABDUCTED, Event.MISSING])
_HEDGED = frozenset([Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.AT_MOST, Qualifier.LESS_THAN])
_INEXACT = frozenset([Qualifier.RANGE, Qualifier.VAGUE])
_TOLD_CATEGORIES = frozenset([Category.MILITARY, Category.CIVILIAN, Category.UNSPECIFIED, Category.EQUIPMENT])
_ARTICLES = frozenset(["a", "an", "another", "one", "a single"])
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# A headline and the first lines under it; what a headline says is told again below.
_EARLY = 300
# A sentence in which fewer words than this begin with a small letter is a title.
_TITLE = 0.5
_THOUSAND, _HUNDRED = 1000, 100
# More than people ever were: a stored record may hold any number.
_LARGEST = 1e12


def features(records: Sequence[Record]) -> list[dict[str, float]]:
    """The features that are not zero, for each record of one document; their meaning stands in ``names``. Linear in the records."""
    if not records:
        return []
    document = read_document(records)
    return [{name: float(value) for name, value in _features(record, document) if value} for record in records]


def _features(record: Record, document: Document) -> Features:
    told = document.sentences[sentence_of(record)]
    spans = _spans(record)
    start = record.evidence.start
    unread = told.sentence.names_outside((low - start, high - start) for low, high in spans.values())
    if told.rows:
        yield from of_row(record, told.sentence, told.claims, told.rows, unread)
        return
    yield "kind.equipment", record.kind is Kind.EQUIPMENT
    yield f"event.{record.event.value}", 1
    yield "event.mixed", record.event in _MIXED
    yield "event.handed", record.event in _HANDED
    yield "event.held", record.event in _HELD
    if record.category in _TOLD_CATEGORIES:
        yield f"category.{record.category.value}", 1
    yield "stance.unsure", record.stance is not Stance.ASSERTED
    yield from _of_quantity(record, document)
    yield from _of_item(record)
    yield from _of_sentence(record, told, unread)
    yield from _of_document(record, told, document)
    for role in ROLES:
        yield from _of_role(role, record, told, document, spans, unread)
    yield from of_parts(record, told, document)
    domains = Counter(rule.partition(".")[0] for rule in record.rules)
    for domain in ("party", "date", "link", "place"):
        yield f"rules.{domain}", domains[domain]
    for rule in set(record.rules):
        if is_feature(f"rule.{rule}"):
            yield f"rule.{rule}", 1


def _spans(record: Record) -> dict[str, Span]:
    """Where the words stand that the record was read from, by role."""
    out = {"quantity": (record.quantity.start, record.quantity.end)}
    for role in ("item", "affected", "actor", "source", "location"):
        part = getattr(record, role)
        if part is not None:
            out[role] = (part.start, part.end)
    if record.source and record.source.cue:
        out["cue"] = (record.source.cue.start, record.source.cue.end)
    if record.date:
        out["date"] = record.date.span
    return out


def _of_quantity(record: Record, document: Document) -> Features:
    quantity = record.quantity
    text = quantity.text.lower().strip()
    article = text in _ARTICLES
    size = quantity.low if quantity.low is not None else quantity.high
    yield "quantity.article", article
    yield "quantity.words", not article and not _DIGIT.search(text)
    yield "quantity.hedged", quantity.qualifier in _HEDGED
    yield "quantity.inexact", quantity.qualifier in _INEXACT
    yield "quantity.part", quantity.subset_of is not None
    yield "quantity.total", record.id in document.totals
    yield "quantity.increment", quantity.increment_of is not None
    yield "quantity.rate", quantity.per is not None
    yield "quantity.size", math.log10(1 + min(abs(size), _LARGEST)) if size else 0
    yield "quantity.zero", size == 0
    yield "quantity.one", size == 1
    yield "quantity.year", _YEAR.fullmatch(text) is not None


def _of_item(record: Record) -> Features:
    item, quantity = record.item, record.quantity
    if item is None:
        yield "item.none", 1
        return
    yield "item.distance", _distance(quantity, (item.start, item.end))
    yield "item.before", item.end <= quantity.start
    yield "item.beside", 0 <= item.start - quantity.end <= 1
    yield "item.words", _words(item.text)
    yield "item.outside", not _inside(item.start, record)
    yield "item.model", item.model is not None


def _of_sentence(record: Record, told: Told, unread: int) -> Features:
    sentence, quantity = told.sentence, record.quantity
    start, end = quantity.start - record.evidence.start, quantity.end - record.evidence.start
    yield "sentence.length", math.log1p(sentence.length)
    yield "sentence.claims", math.log(told.claims)
    yield "sentence.fragment", sentence.fragment
    yield "sentence.title", sentence.lower < _TITLE
    yield "sentence.lower", sentence.lower
    yield "sentence.unreal", math.log1p(len(sentence.unreal))
    yield "sentence.unreal-near", sentence.unreal_near(start, end)
    yield "sentence.numbers", math.log1p(max(0, sentence.numbers - told.claims))
    yield "sentence.quotes", sentence.quotes
    yield "sentence.clauses", math.log1p(len(sentence.clauses))
    yield "sentence.clauses-before", math.log1p(sentence.clauses_before(start))
    yield "sentence.pronouns", math.log1p(sentence.pronouns)
    yield "sentence.cues", math.log1p(sentence.cues)
    yield "sentence.times", math.log1p(sentence.times)
    yield "sentence.years", math.log1p(sentence.years)
    yield "sentence.places", math.log1p(sentence.places)
    yield "sentence.events", told.events > 1
    yield "sentence.parties", told.parties > 1
    yield "sentence.other-parties", math.log1p(len(further_parties(record, told)))
    yield "sentence.passive", sentence.passive
    yield "sentence.position", start / max(1, len(sentence.text))
    yield "sentence.names", math.log1p(unread)


def further_parties(record: Record, told: Told) -> frozenset[str]:
    """Parties of the document that the sentence names, and that are neither the record's."""
    return told.named - {
        name for name in (answer(record, "affected"), answer(record, "actor")) if isinstance(name, str)
    }


def _of_document(record: Record, told: Told, document: Document) -> Features:
    about, span = record.document, sentence_of(record)
    yield "document.claims", math.log(document.count)
    yield "document.length", math.log1p(document.length / _THOUSAND)
    yield "document.density", document.count / (1 + document.length / _THOUSAND)
    yield "document.position", span[0] / max(1, document.length)
    yield "document.first", span == document.first
    yield "document.early", span[0] < _EARLY
    yield "document.undated", about.published is None
    yield "document.header", about.published_basis is PublishedBasis.HEADER
    yield "document.untitled", about.title is None
    yield "document.equipment", document.equipment
    yield "document.fragments", document.fragments
    yield "document.years", math.log1p(max(0, document.years - 1))
    yield "document.gap", math.log1p(told.gap)
    yield "document.repeated", document.claims[same_claim(record)] > 1
    yield "document.figure", document.figures.get(figure_of(record), 0) > 1


def _of_role(
    role: str, record: Record, told: Told, document: Document, spans: dict[str, Span], unread: int
) -> Features:
    """The template of the roles; see ``names``."""
    own: Answer = answer(record, role)
    answers, near = document.answers[role], told.answers[role]
    around = [answer(one, role) for one in (told.before, told.after) if one is not None]
    yield f"{role}.share", answers[own] / document.count
    yield f"{role}.values", math.log1p(max(0, len(answers) - (None in answers) - 1))
    if told.claims > 1:
        yield f"{role}.agree", (near[own] - 1) / (told.claims - 1)
        yield f"{role}.differ", near[own] < told.claims
    yield f"{role}.near", around.count(own)
    if own is None:
        yield f"{role}.none", 1
        yield f"{role}.none-others", answers[None] < document.count
        yield f"{role}.none-share", 1 - answers[None] / document.count
        yield f"{role}.none-sentence", near[None] < told.claims
        yield f"{role}.none-near", any(one is not None for one in around)
        yield f"{role}.none-before", told.before is not None and answer(told.before, role) is not None
        yield f"{role}.none-names", math.log1p(unread)
        return
    part = getattr(record, role)
    yield f"{role}.{part.basis.value}", 1
    yield f"{role}.lone", answers[own] == 1
    yield f"{role}.names", math.log1p(unread)
    yield f"{role}.lower", not any(letter.isupper() for letter in part.text)
    yield f"{role}.words", _words(part.text)
    yield from _of_place(role, record, told.sentence, spans[role])


def _of_place(role: str, record: Record, sentence: Sentence, span: Span) -> Features:
    """Where the words of a role stand to the number."""
    quantity, evidence = record.quantity, record.evidence
    start, end = span
    if not _inside(start, record):
        yield f"{role}.outside", 1
        yield f"{role}.far", math.log1p(max(start - evidence.end, evidence.start - end, 0) / _HUNDRED)
        yield f"{role}.behind", start >= evidence.end
        return
    between = (end, quantity.start) if end <= quantity.start else (quantity.end, start)
    low, high = (offset - evidence.start for offset in between)
    yield f"{role}.distance", _distance(quantity, span)
    yield f"{role}.before", end <= quantity.start
    yield f"{role}.beside", abs(high - low) <= 1
    yield f"{role}.between-names", math.log1p(sentence.names_in(low, max(low, high)))
    yield f"{role}.between-clauses", low < high and sentence.clause_between(low, high)


def _inside(start: int, record: Record) -> bool:
    return record.evidence.start <= start < record.evidence.end


def _distance(quantity: QuantityPart, span: Span) -> float:
    return math.log1p(max(span[0] - quantity.end, quantity.start - span[1], 0))


def _words(text: str) -> float:
    """Log of the words beyond the first."""
    return math.log1p(max(0, len(text.split()) - 1))
