"""The page's data: articles with their texts, claims with offsets as JavaScript counts them, and the rules they name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from claimx.confidence import WEAK
from claimx.fields import days, fields, figure, spans
from claimx.layout import find_blocks
from claimx.lexicon.boilerplate import BoilerplateVocabulary
from claimx.lexicon.rules import load_rules
from claimx.models import Article, BlockKind
from claimx.offsets import Utf16
from claimx.schema import DocumentPart, PartyPart, PlacePart, Record, SourcePart
from claimx.stored import by_document, fits
from claimx.visible import visible

# What ends a script element or begins a comment in one; the separators that older scripts took for line ends.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def json_in_html(value: object) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins markup.

    >>> json_in_html("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    # Half a surrogate pair cannot be encoded as UTF-8; a text read by claimx has none, a title from metadata may.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def payload(records: Sequence[Record], texts: Mapping[str, str]) -> dict[str, Any]:
    """Articles and claims as the page's script takes them, in the order of the records' documents.

    A text that the offsets do not fit is left out, and its article says so.
    """
    articles: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    for digest, found in by_document(records).items():
        text = texts.get(digest)
        note = "missing" if text is None else None
        if text is not None and not all(fits(record, text) for record in found):
            text, note = None, "differs"
        units = None if text is None else Utf16(text)
        claims.extend(claim_data(record, len(articles), units) for record in found)
        articles.append(article_data(found[0].document, text, note))
    named = {rule for record in records for rule in record.rules}
    rules = {rule.id: rule.meaning for rule in load_rules().values() if rule.id in named}
    return {"articles": articles, "claims": claims, "rules": rules, "weak": WEAK}


def article_data(document: DocumentPart | Article, text: str | None, note: str | None = None) -> dict[str, Any]:
    """An article as pages take it; ``note`` says why there is no text ("missing", "differs")."""
    url = document.url
    return {
        "id": visible(document.id),
        "heading": heading(document, text),
        "publisher": _shown(document.publisher),
        # Only what a browser opens as a page becomes a link.
        "url": url if url and url.lower().startswith(("http://", "https://")) else None,
        "published": document.published and document.published.isoformat(),
        "path": visible(document.path),
        "text": text,
        "note": note,
    }


def heading(document: DocumentPart | Article, text: str | None) -> str:
    """What an article is called on pages: its title, else its headline, else its id."""
    return visible(document.title or _headline(text) or document.id)


def _headline(text: str | None) -> str | None:
    """What most likely is the headline, where nobody names one: the first block that is laid out as one."""
    if text is None:
        return None
    head = next(
        (block for block in find_blocks(text, _boilerplate()) if block.kind in (BlockKind.HEADLINE, BlockKind.HEADING)),
        None,
    )
    return " ".join(text[head.start : head.end].split()) if head else None


@cache
def _boilerplate() -> BoilerplateVocabulary:
    return BoilerplateVocabulary.load()


def claim_data(record: Record, article: int, units: Utf16 | None) -> dict[str, Any]:
    """A claim as pages take it: its fields in words, its spans in UTF-16 units (none without ``units``)."""
    quantity = record.quantity
    where = spans(record)
    evidence = record.evidence
    return {
        "id": record.id,
        "article": article,
        "kind": record.kind.value,
        "event": record.event.value,
        "category": record.category.value,
        "figure": visible(figure(quantity)),
        "low": quantity.low,
        "high": quantity.high,
        "value": quantity.value,
        "per": quantity.per and quantity.per.value,
        "increment": quantity.increment_of is not None,
        "links": [
            [name, other]
            for name, other in (
                ("part of", quantity.subset_of), ("added to", quantity.increment_of), ("computed from", quantity.derived_from),
            )
            if other
        ],
        "affected": _named(record.affected),
        "actor": _named(record.actor),
        "source": _named(record.source),
        "place": _named(record.location),
        "country": record.location and record.location.country,
        "at": _point(record.location),
        "stance": record.stance.value,
        "confidence": record.confidence,
        "confidences": record.confidences and record.confidences.model_dump(),
        "day": record.as_of and record.as_of.isoformat(),
        "days": record.date and days(record.date),
        "scope": record.date and record.date.scope.value,
        "incident": record.incident,
        "fields": [
            [field.name, _shown(field.value), _shown(field.words), field.basis, list(field.rules)] for field in fields(record)
        ],
        "spans": {name: [units.of(start), units.of(end)] for name, (start, end) in where.items()} if units else {},
        "quote": evidence.text,
        "mark": _within(evidence.text, quantity.start - evidence.start, quantity.end - evidence.start),
    }  # fmt: skip


def _within(text: str, start: int, end: int) -> list[int]:
    """Where the number stands in its sentence, as JavaScript counts."""
    units = Utf16(text)
    return [units.of(start), units.of(end)]


def _named(part: PartyPart | SourcePart | PlacePart | None) -> str | None:
    return None if part is None else visible(part.name)


def _point(place: PlacePart | None) -> list[float | str] | None:
    """Latitude, longitude and precision of a place; None where it has no point."""
    if place is None or place.lat is None or place.lon is None or place.precision is None:
        return None
    return [place.lat, place.lon, place.precision.value]


def _shown(text: str | None) -> str | None:
    return None if text is None else visible(text)


def summary(records: Iterable[Record]) -> dict[str, Any]:
    """What stands under the page's title."""
    records = list(records)
    told = sorted(record.as_of for record in records if record.as_of)
    return {
        "claims": len(records),
        "articles": len({record.document.sha256 for record in records}),
        "sources": len({record.source.name for record in records if record.source}),
        "first": told[0].isoformat() if told else None,
        "last": told[-1].isoformat() if told else None,
    }
