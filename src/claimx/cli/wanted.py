"""Which records a run writes, of those that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimx.schema import Record


def without(records: Sequence[Record], ids: frozenset[str]) -> Sequence[Record]:
    """The records but those of the ids; what was a part of one of those stands alone."""
    if not ids:
        return records
    from claimx.exchange import measured

    return measured.without(records, ids)


def sure(records: Sequence[Record], least: float | None) -> Sequence[Record]:
    """The records whose confidence is at least that; what was a part of one that is left out stands alone."""
    if not least:
        return records
    return without(records, frozenset(record.id for record in records if (record.confidence or 0) < least))


def counted(records: Sequence[Record], *, parts: bool, totals: bool) -> Sequence[Record]:
    """The records without parts and increases of others, or without totals, where they are not wanted."""
    from claimx.schema import IncidentKind

    left_out = {
        record.id
        for record in records
        if (not parts and (record.quantity.subset_of or record.quantity.increment_of))
        or (not totals and record.incident_kind is IncidentKind.TOTAL)
    }
    return without(records, frozenset(left_out))
