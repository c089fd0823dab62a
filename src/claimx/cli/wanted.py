"""Which records a run writes, of those that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimx.confidence import Least, Weights
    from claimx.schema import Record


def without(records: Sequence[Record], ids: frozenset[str]) -> Sequence[Record]:
    """The records but those of the ids; what was a part of one of those stands alone."""
    if not ids:
        return records
    from claimx.exchange import measured

    return measured.without(records, ids)


def estimated(records: Sequence[Record], weights: Weights | None) -> Sequence[Record]:
    """The records of an article with their confidence by these weights, if there are any."""
    if weights is None:
        return records
    from claimx.confidence import with_confidence

    return with_confidence(records, weights)


def sure(records: Sequence[Record], least: Least) -> Sequence[Record]:
    """The records that are as sure as is asked; what was a part of one that is left out stands alone."""
    if not least:
        return records
    from claimx import confidence

    out = frozenset(record.id for record in records if not confidence.sure(record, least, untold=False))
    return without(records, out)


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
