"""Records as notebooks show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from claimx.errors import FaultError
from claimx.fields import days, spans
from claimx.models import Choice
from claimx.schema import Record
from claimx.visible import visible

# A notebook keeps what it shows: beyond this many rows the page would be slow, and nobody reads on.
ROWS = 200
_HEADS = ("quantity", "event", "category", "affected", "actor", "source", "date", "location", "stance", "sentence")


class Records(list[Record]):
    """A list of records that a notebook shows as a table, each number marked in its sentence.

    ``faults`` are the unforeseen errors that cost the article some of its claims: none, unless claimx has a bug. ``choices``
    are the values that were proposed for each record's fields, by its id, where the extractor explains. Every foreign
    word is escaped; the table has no script and fetches nothing.
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        faults: Iterable[FaultError] = (),
        choices: Mapping[str, Sequence[Choice]] | None = None,
    ) -> None:
        super().__init__(records)
        self.faults = tuple(faults)
        self.choices = dict(choices or {})

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
        days(record.date) if record.date else "",
        _safe(place.name) if place else "",
        record.stance.value,
        _marked(record),
    ]


def _marked(record: Record) -> str:
    """The sentence with its number in bold and the other fields' words underlined, each with the field's name as a hint."""
    base, text = record.evidence.start, record.evidence.text
    out, at = [], 0
    inner = [
        (start - base, end - base, name)
        for name, (start, end) in spans(record).items()
        if name != "evidence" and base <= start < end <= record.evidence.end
    ]
    # The number first: what another field shares with it is marked as the number.
    inner.sort(key=lambda mark: (mark[0], mark[2] != "quantity", mark[1]))
    for start, end, name in inner:
        if start < at:
            continue
        tag = "b" if name == "quantity" else "u"
        out.append(f'{_safe(text[at:start])}<{tag} title="{name}">{_safe(text[start:end])}</{tag}>')
        at = end
    return "".join(out) + _safe(text[at:])


def _safe(text: str) -> str:
    return escape(visible(text))
