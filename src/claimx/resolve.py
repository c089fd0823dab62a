"""Claims to Records: ids, spans sliced from the text, relations by id, the one date to sort by."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from claimx.confidence import with_confidence
from claimx.models import (
    AnyItem,
    Article,
    BlockKind,
    Choice,
    Claim,
    Document,
    PartyLink,
    PlaceLink,
    Quantity,
    Sentence,
    SourceLink,
    Span,
    Trace,
)
from claimx.schema import (
    CuePart,
    DatePart,
    DocumentPart,
    EvidencePart,
    ItemPart,
    PartyPart,
    PlacePart,
    QuantityPart,
    Record,
    SourcePart,
)


def resolve(document: Document, claims: Sequence[Claim]) -> list[Record]:
    """One record a claim, in the order of the claims, each with its confidence among them."""
    ids = claim_ids(document, claims)
    part = document_part(document.article, _headline(document))
    incidents = _incident_ids(claims, ids)
    return with_confidence([_record(document, part, claim, ids, k, incidents) for k, claim in enumerate(claims)])


def choices_of(document: Document, claims: Sequence[Claim], trace: Trace) -> dict[str, tuple[Choice, ...]]:
    """What was proposed for each claim, by its record's id, with offsets of the text as read."""
    return {
        of: tuple(_as_read(document, one) for one in trace.of(claim))
        for of, claim in zip(claim_ids(document, claims), claims, strict=True)
    }


def _as_read(document: Document, choice: Choice) -> Choice:
    start, end = document.as_read(choice.start, choice.end)
    return replace(choice, start=start, end=end)


def _incident_ids(claims: Sequence[Claim], ids: Sequence[str]) -> dict[int, str]:
    """The id of each incident: ``in_`` and 64 bits of a SHA-256 over the id of its first claim."""
    out: dict[int, str] = {}
    for claim, of in zip(claims, ids, strict=True):
        if claim.incident is not None and claim.incident.ordinal not in out:
            out[claim.incident.ordinal] = "in_" + hashlib.sha256(of.encode("ascii")).hexdigest()[:16]
    return out


def claim_ids(document: Document, claims: Sequence[Claim]) -> list[str]:
    """``cx_`` and 64 bits of a SHA-256 over document digest, quantity span, kind, event and category: the same everywhere."""
    out = []
    for claim in claims:
        start, end = _counting(document, claim.quantity)
        key = "\x1f".join((document.article.sha256, str(start), str(end), claim.kind, claim.event, claim.category))
        out.append("cx_" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:16])
    return out


def _headline(document: Document) -> str | None:
    """The text's own headline: of kicker, title and standfirst above the first paragraph, the longest that is one line."""
    text = document.text
    lines = [text[block.start : block.end] for block in document.blocks if block.kind is BlockKind.HEADLINE]
    return max(lines, key=len, default=None)


def document_part(article: Article, headline: str | None = None) -> DocumentPart:
    """What every record says of its article; ``headline`` is its title where no metadata gives one."""
    title = article.title if article.title is not None else headline
    return DocumentPart(
        id=article.id,
        path=article.path,
        sha256=article.sha256,
        title=title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        published_basis=article.published_basis,
    )


def _record(
    document: Document, part: DocumentPart, claim: Claim, ids: list[str], k: int, incidents: Mapping[int, str]
) -> Record:
    sentence = document.sentences[claim.sentence]
    date = _date(document, claim)
    source = _source(document, claim)
    return Record(
        id=ids[k],
        kind=claim.kind,
        event=claim.event,
        category=claim.category,
        quantity=_quantity(document, claim, ids),
        item=_item(document, claim),
        affected=_party(document, claim, "affected"),
        actor=_party(document, claim, "actor"),
        source=source,
        date=date,
        location=_place(document, claim),
        stance=claim.stance,
        as_of=_as_of(date, source, document.article.published),
        evidence=EvidencePart(**_words(document, sentence)),
        rules=_rules(claim),
        document=part,
        incident=incidents[claim.incident.ordinal] if claim.incident is not None else None,
        incident_kind=claim.incident.kind if claim.incident is not None else None,
    )


def _counting(document: Document, quantity: Quantity) -> tuple[int, int]:
    """Where a quantity's words stand in the text as read; its number alone where marks of the page stand between them: "at least **12**"."""
    start, end = document.as_read(quantity.phrase.start, quantity.phrase.end)
    if _MARKS.isdisjoint(document.article.text[start:end]):
        return start, end
    return document.as_read(quantity.number.start, quantity.number.end)


# What bold type, links and tags leave between words.
_MARKS = frozenset("*_<[")


def _quantity(document: Document, claim: Claim, ids: list[str]) -> QuantityPart:
    quantity = claim.quantity

    def id_of(position: int | None) -> str | None:
        return None if position is None else ids[position]

    return QuantityPart(
        **_sliced(document, *_counting(document, quantity)),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        qualifier=quantity.qualifier,
        per=quantity.per,
        derived_from=id_of(claim.derived_from),
        subset_of=id_of(claim.subset_of),
        increment_of=id_of(claim.increment_of),
    )


class _Words(TypedDict):
    """A part's own words and where they stand in the text."""

    text: str
    start: int
    end: int


def _words(document: Document, of: AnyItem | Span | Sentence | PartyLink | SourceLink | PlaceLink) -> _Words:
    return _between(document, of.start, of.end)


def _between(document: Document, start: int, end: int) -> _Words:
    return _sliced(document, *document.as_read(start, end))


def _sliced(document: Document, start: int, end: int) -> _Words:
    return {"text": document.article.text[start:end], "start": start, "end": end}


def _item(document: Document, claim: Claim) -> ItemPart | None:
    if claim.item is None:
        return None
    return ItemPart(**_words(document, claim.item), model=claim.item.model)


def _party(document: Document, claim: Claim, role: str) -> PartyPart | None:
    link = claim.affected if role == "affected" else claim.actor
    if link is None:
        return None
    return PartyPart(
        name=link.name,
        id=link.id,
        type=link.type,
        **_words(document, link),
        basis=link.basis,
    )


def _source(document: Document, claim: Claim) -> SourcePart | None:
    link = claim.source
    if link is None:
        return None
    cue = None
    if link.cue_end > link.cue_start:
        cue = CuePart(**_between(document, link.cue_start, link.cue_end))
    return SourcePart(
        name=link.name,
        type=link.type,
        party=link.party,
        **_words(document, link),
        cue=cue,
        mode=link.mode,
        basis=link.basis,
        reported_on=link.reported_on,
        via=link.via,
    )


def _date(document: Document, claim: Claim) -> DatePart | None:
    link = claim.date
    if link is None or (link.interval.start is None and link.interval.end is None):
        return None
    interval, words = link.interval, _between(document, link.start, link.end)
    return DatePart(
        start=interval.start,
        end=interval.end,
        precision=interval.precision,
        scope=interval.scope,
        text=words["text"],
        span=(words["start"], words["end"]),
        basis=interval.basis,
    )


def _place(document: Document, claim: Claim) -> PlacePart | None:
    link = claim.place
    if link is None:
        return None
    return PlacePart(
        name=link.name,
        country=link.point.country,
        **_words(document, link),
        basis=link.basis,
        lat=link.point.lat,
        lon=link.point.lon,
        admin1=link.point.admin1,
        geonames_id=link.point.geonames_id,
        precision=link.point.precision,
    )


def _rules(claim: Claim) -> tuple[str, ...]:
    """The rules that made the record, in the order in which they fired, each once."""
    links = (claim.affected, claim.actor, claim.source, claim.date, claim.place)
    rules = [claim.quantity.rule, *claim.rules, *(link.rule for link in links if link is not None)]
    return tuple(dict.fromkeys(rules))


def _as_of(date: DatePart | None, source: SourcePart | None, published: dt.date | None) -> dt.date | None:
    if date is not None and date.end is not None:
        return date.end
    if source is not None and source.reported_on is not None:
        return source.reported_on
    return published
