"""Which records are sure enough: the least confidence that is asked of a record, and of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from claimx.schema import ConfidencesPart, Record

# The record as a whole, beside the fields that have a confidence of their own.
RECORD = "confidence"
FIELDS = tuple(ConfidencesPart.model_fields)

# Below this a field is marked where people read it: two such fields in five are wrong, or more.
WEAK = 0.6

# RECORD or a field -> the least confidence that it must have.
Least = Mapping[str, float]


def confidence_of(record: Record, name: str) -> float | None:
    """The confidence of the record (``RECORD``) or of one of ``FIELDS``; None where the record tells none."""
    if name == RECORD:
        return record.confidence
    return None if record.confidences is None else float(getattr(record.confidences, name))


def confidence_in(row: Mapping[str, Any], name: str) -> float | None:
    """As ``confidence_of``, of a record as JSON. Raises TypeError where it is no record."""
    found = row.get(RECORD) if name == RECORD else (row.get("confidences") or {}).get(name)
    return None if found is None else float(found)


def sure(record: Record, least: Least, *, untold: bool) -> bool:
    """True where every confidence is at least what is asked; ``untold`` is the answer where the record tells none.

    An empty field counts like any other: its confidence is the probability that the text does not tell it.
    """
    return _all(least, untold, lambda name: confidence_of(record, name))


def sure_row(row: Mapping[str, Any], least: Least, *, untold: bool) -> bool:
    """As ``sure``, of a record as JSON."""
    return _all(least, untold, lambda name: confidence_in(row, name))


def _all(least: Least, untold: bool, told: Callable[[str], float | None]) -> bool:
    for name, bound in least.items():
        found = told(name)
        if bound > 0 and (not untold if found is None else found < bound):
            return False
    return True


def parse_least(value: str) -> tuple[str, float]:
    """``P`` or ``FIELD=P``: what is bounded, and the bound. Raises ValueError, saying what to write instead.

    >>> parse_least(".8"), parse_least("affected=0.9")
    (('confidence', 0.8), ('affected', 0.9))
    """
    before, sign, after = value.rpartition("=")
    name = before.strip() if sign else RECORD
    if name not in (RECORD, *FIELDS):
        close = get_close_matches(name.lower(), FIELDS, n=1)
        meant = f"did you mean {close[0]}?" if close else f"the fields are {', '.join(FIELDS)}"
        raise ValueError(f"{name!r} is not a field with a confidence; {meant}")
    try:
        bound = float(after)
    except ValueError:
        bound = -1.0
    if not 0 <= bound <= 1:  # what is no number is neither
        raise ValueError(f"{after!r} is not a number from 0 to 1")
    return name, bound
