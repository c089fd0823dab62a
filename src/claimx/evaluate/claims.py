"""One flat shape for a gold line and for a record, so that they can be laid side by side."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from claimx.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Flat:
    """What is compared of a claim. ``start`` and ``end`` are the quantity's span in code points.

    ``also`` holds, per field, further values that count as right where careful annotators differ; an ``optional``
    claim counts neither for nor against when it is found, nor when it is not.
    """

    doc: str
    kind: str
    event: str
    category: str
    low: float | None
    high: float | None
    per: str | None
    affected: str | None
    actor: str | None
    source: str | None
    date: Days
    location: str | None
    stance: str
    start: int
    end: int
    text: str
    quote: str
    id: str | None = None
    also: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    optional: bool = False
    # The record's own estimates: "confidence" and the fields of "confidences", where it tells them.
    confidence: Mapping[str, float] = field(default_factory=dict)


def numbered_rows(lines: Iterable[str], path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of lines, each with its line's number. Raises RecordError naming file and line."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise RecordError(f"line {number} is not JSON: {error}", path) from error
            if not isinstance(row, dict):
                raise RecordError(f"line {number} is not a JSON object", path)
            yield number, row


def read_flat(lines: Iterable[str], path: str = "-") -> list[Flat]:
    """The claims of JSON Lines that are gold lines or records, told apart line by line.

    Raises RecordError naming the file, the line and what is missing.
    """
    out = []
    for number, row in numbered_rows(lines, path):
        try:
            out.append(from_record(row) if "quantity" in row else from_gold(row))
        except (KeyError, TypeError, AttributeError) as error:
            raise RecordError(
                f"line {number} is neither a record nor a gold claim: {_complaint(error)}", path
            ) from error
    return out


def _complaint(error: Exception) -> str:
    return f"key {error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)


def from_gold(row: Mapping[str, Any]) -> Flat:
    """A line of a gold file. Its ``quantity_start`` must be filled."""
    start = row["quantity_start"]
    also = {
        name: tuple(tuple(value) if isinstance(value, list) else value for value in values)
        for name, values in (row.get("also") or {}).items()
    }
    return Flat(
        doc=PurePath(row["doc"]).stem,
        kind=row["kind"],
        event=row["event"],
        category=row["category"],
        low=row["low"],
        high=row["high"],
        per=row.get("per"),
        affected=row.get("affected"),
        actor=row.get("actor"),
        source=row.get("source"),
        date=(row.get("date_start"), row.get("date_end")),
        location=row.get("location"),
        stance=row.get("stance", "asserted"),
        start=start,
        end=start + len(row["quantity_text"]),
        text=row["quantity_text"],
        quote=row.get("quote", ""),
        also=also,
        optional=bool(row.get("optional", False)),
    )


def from_record(row: Mapping[str, Any]) -> Flat:
    """A record as ``claimx extract`` prints it. Fields of later versions are passed over."""
    quantity = row["quantity"]
    date = row.get("date") or {}
    return Flat(
        doc=PurePath(row["document"]["path"]).stem,
        kind=row["kind"],
        event=row["event"],
        category=row["category"],
        low=quantity["low"],
        high=quantity["high"],
        per=quantity.get("per"),
        affected=_name(row, "affected"),
        actor=_name(row, "actor"),
        source=_name(row, "source"),
        date=(date.get("start"), date.get("end")),
        location=_name(row, "location"),
        stance=row.get("stance", "asserted"),
        start=quantity["start"],
        end=quantity["end"],
        text=quantity["text"],
        quote=(row.get("evidence") or {}).get("text", ""),
        id=row.get("id"),
        confidence=_confidence(row),
    )


def _name(row: Mapping[str, Any], key: str) -> str | None:
    part = row.get(key)
    return part.get("name") if part else None


def _confidence(row: Mapping[str, Any]) -> dict[str, float]:
    out = {}
    for name, value in {"confidence": row.get("confidence"), **(row.get("confidences") or {})}.items():
        if value is not None:
            if not isinstance(value, int | float) or not 0 <= value <= 1:
                raise TypeError(f"the confidence of {name!r} is no probability")
            out[name] = float(value)
    return out
