"""What changed between two runs: records gained, lost and changed, by id.

An id hangs on the document's text, the quantity's span, kind, event and category; a record whose event changed
is therefore one lost and one gained. The two are told as a pair (``same_place``) where they share document and span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claimx.errors import RecordError

Row = Mapping[str, Any]
# Paths and titles may differ between two machines without a claim having changed; the confidence is an estimate about the
# record, and moves a little whenever another record of the document changes.
_IGNORED = ("document", "confidence", "confidences")


@dataclass(frozen=True, slots=True)
class Change:
    """A field (dotted: ``quantity.low``) with its old and new value."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A record of both runs some of whose fields differ."""

    id: str
    old: Row
    new: Row
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Two runs side by side, each part in order of document, place in the text and id."""

    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    changed: tuple[Changed, ...]
    unchanged: int
    same_place: tuple[tuple[str, str], ...]  # id lost, id gained

    def __bool__(self) -> bool:
        """True where anything differs."""
        return bool(self.gained or self.lost or self.changed)


def diff(old: Iterable[Row], new: Iterable[Row]) -> Diff:
    """Compare two runs' records. Raises RecordError for an object without id, quantity or document."""
    before, after = _by_id(old, "OLD"), _by_id(new, "NEW")
    gained = sorted((after[key] for key in after.keys() - before.keys()), key=_order)
    lost = sorted((before[key] for key in before.keys() - after.keys()), key=_order)
    changed, unchanged = [], 0
    for record in sorted((before[key] for key in before.keys() & after.keys()), key=_order):
        changes = tuple(_changes(record, after[record["id"]]))
        if changes:
            changed.append(Changed(record["id"], record, after[record["id"]], changes))
        else:
            unchanged += 1
    there = {_place(record): record["id"] for record in gained}
    same_place = tuple((record["id"], there[_place(record)]) for record in lost if _place(record) in there)
    return Diff(tuple(gained), tuple(lost), tuple(changed), unchanged, same_place)


def _by_id(rows: Iterable[Row], run: str) -> dict[str, Row]:
    out: dict[str, Row] = {}
    for number, row in enumerate(rows, 1):
        try:
            _order(row)
        except (KeyError, TypeError) as error:
            what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            raise RecordError(f"record {number} of {run} is not a claim record: {what}") from error
        out[row["id"]] = row
    return out


def _place(row: Row) -> tuple[str, int, int]:
    return row["document"]["sha256"] or row["document"]["path"], row["quantity"]["start"], row["quantity"]["end"]


def _order(row: Row) -> tuple[str, int, int, str]:
    return row["document"]["path"], row["quantity"]["start"], row["quantity"]["end"], row["id"]


def _changes(old: Row, new: Row) -> Iterable[Change]:
    before, after = _flat(old), _flat(new)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name), after.get(name))


def _flat(row: Row, prefix: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in row.items():
        if not prefix and key in _IGNORED:
            continue
        if isinstance(value, Mapping):
            out.update(_flat(value, f"{prefix}{key}."))
        elif value is not None:  # null and absent are one: a field that a later version adds is no change
            out[f"{prefix}{key}"] = value
    return out
