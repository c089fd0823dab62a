"""How often each rule was right where people checked, and the records that they threw out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.errors import RecordError
from claimx.evaluate.calibration import wilson
from claimx.evaluate.claims import from_gold, from_record
from claimx.evaluate.pairs import Judged, judge
from claimx.exchange.gold import Gold
from claimx.fields import FIELDS, rules_by_field
from claimx.invalid import complaint
from claimx.schema import Record

# The compared fields behind a record's field. A claim nobody made says nothing about who its parties would have been.
_COMPARED = {"quantity": ("low", "high")}
_MAKES = frozenset(["quantity", "event", "category"])


class Tally(BaseModel):
    """How often a rule fired in checked articles, and how often what it decided was right."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    fired: int = Field(ge=0)
    right: int = Field(ge=0)

    @property
    def precision(self) -> float | None:
        """The share that was right; None for a rule that never fired."""
        return self.right / self.fired if self.fired else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval, which stays honest where a rule fired a few times only."""
        return wilson(self.right / self.fired, self.fired) if self.fired else (0.0, 1.0)


class Measured(BaseModel):
    """The tallies of every rule that fired, over ``articles`` checked articles with ``records`` records."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    schema_version: str = "1"
    articles: int
    records: int
    rejected: int
    rules: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class _Checked:
    records: dict[str, Record]
    judged: list[Judged]


def _check(gold: Gold, records: Sequence[Record]) -> _Checked:
    mine = {record.id: record for record in records if record.document.sha256 in gold.checked}
    flat = [from_record(record.model_dump(mode="json")) for record in mine.values()]
    return _Checked(mine, judge([from_gold(line) for line in gold.lines], flat))


def measure(gold: Gold, records: Sequence[Record]) -> Measured:
    """Tally every rule of the records in checked articles. A rule was right where the field it decided was."""
    checked = _check(gold, records)
    counts: dict[str, list[int]] = {}
    spurious = 0
    for judged in checked.judged:
        for pair in judged.pairs:
            record = checked.records[pair.found.id or ""]
            for name, rules in rules_by_field(record).items():
                right = pair.right.issuperset(_COMPARED.get(name, (name,)))
                for rule in rules:
                    tally = counts.setdefault(rule, [0, 0])
                    tally[0] += 1
                    tally[1] += right
        for found in judged.spurious:
            spurious += 1
            by_field = rules_by_field(checked.records[found.id or ""])
            for rule in (rule for name in FIELDS if name in _MAKES for rule in by_field[name]):
                counts.setdefault(rule, [0, 0])[0] += 1
    tallies = {rule: Tally(fired=fired, right=right) for rule, (fired, right) in sorted(counts.items())}
    return Measured(articles=len(gold.checked), records=len(checked.records), rejected=spurious, rules=tallies)


def rejected(gold: Gold, records: Sequence[Record]) -> list[str]:
    """The ids of the records that answer no claim of the gold, in text order: what ``extract --suppress`` leaves out."""
    checked = _check(gold, records)
    out = {found.id for judged in checked.judged for found in judged.spurious}
    return [record_id for record_id in checked.records if record_id in out]


def read_measured(path: Path) -> Measured:
    """What an earlier import wrote. Raises RecordError."""
    try:
        return Measured.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:  # pydantic's errors are values' errors too
        why = complaint(error) if isinstance(error, ValidationError) else error
        told = f"is no file of 'claimx import --measured': {why}; make it anew with `claimx import --measured FILE`"
        raise RecordError(told, str(path)) from error


def read_suppressed(path: Path) -> frozenset[str]:
    """The record ids of a list, one a line; what follows ``#`` is a comment. Raises RecordError naming the line."""
    try:
        return frozenset(_ids(path.read_text(encoding="utf-8"), path))
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"cannot be read: {error}", str(path)) from error


def _ids(text: str, path: Path) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        told = line.partition("#")[0].strip()
        if not told:
            continue
        if not (told.startswith("cx_") and len(told) == len("cx_0123456789abcdef")):
            raise RecordError(f"line {number}: {told!r} is not a record id (cx_ and 16 hexadecimal digits)", str(path))
        yield told


def without(records: Sequence[Record], suppressed: frozenset[str]) -> list[Record]:
    """The records but the suppressed ones; what was a part of one of those stands alone."""
    kept = []
    for record in records:
        if record.id in suppressed:
            continue
        gone = {
            name: None
            for name in ("derived_from", "subset_of", "increment_of")
            if getattr(record.quantity, name) in suppressed
        }
        kept.append(record.model_copy(update={"quantity": record.quantity.model_copy(update=gone)}) if gone else record)
    return kept
