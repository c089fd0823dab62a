"""Records as notebooks show them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from claimx.errors import FaultError
from claimx.schema import Record
from claimx.visible import visible

# A notebook keeps what it shows: beyond this many rows the page would be slow, and nobody reads on.
ROWS = 200
_HEADS = ("quantity", "event", "category", "affected", "actor", "source", "as of", "location", "sentence")


class Records(list[Record]):
    """A list of records that a notebook shows as a table, each number marked in its sentence.

    ``faults`` are the unforeseen errors that cost the article some of its claims: none, unless claimx has a bug. Every
    foreign word is escaped; the table has no script and fetches nothing.
    """

    def __init__(self, records: Iterable[Record] = (), faults: Iterable[FaultError] = ()) -> None:
        super().__init__(records)
        self.faults = tuple(faults)

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{head}</th>" for head in _HEADS)
        rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(record))}</tr>" for record in self[:ROWS])
        more = f"<p>and {len(self) - ROWS:,} more</p>" if len(self) > ROWS else ""
        noun = "claim" if len(self) == 1 else "claims"
        return f"<p>{len(self):,} {noun}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _cells(record: Record) -> list[str]:
    named = (record.affected, record.actor, record.source)
    place = record.location
    return [
        _safe(record.quantity.text),
        record.event.value.replace("_", " "),
        record.category.value.replace("_", " "),
        *(_safe(part.name) if part else "" for part in named),
        record.as_of.isoformat() if record.as_of else "",
        _safe(place.name) if place else "",
        _marked(record),
    ]


def _marked(record: Record) -> str:
    """The sentence with the number in bold."""
    text, quantity = record.evidence.text, record.quantity
    start, end = quantity.start - record.evidence.start, quantity.end - record.evidence.start
    return f"{_safe(text[:start])}<b>{_safe(text[start:end])}</b>{_safe(text[end:])}"


def _safe(text: str) -> str:
    return escape(visible(text))
