"""Corrected tasks to gold: one line a claim, in text order, as ``claimx eval`` reads it.

A mark that was left alone keeps what its record says of it. A mark that is new or moved has what the tool holds of it,
else what claimx's own finders read in its words, else nothing; each guess and gap is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claimx.errors import RecordError
from claimx.evaluate.claims import from_gold
from claimx.exchange.marks import ROLES, Mark, Task, claim_label, days_value, read_label
from claimx.exchange.words import Words
from claimx.schema import PEOPLE, Kind, Record
from claimx.stored import by_document

# LOW..HIGH, either end left out where it is open; numbers may have separators of thousands.
_VALUE = re.compile(r"\s*+((?:[\d,]++(?:\.\d++)?)?+)\s*+\.\.\s*+((?:[\d,]++(?:\.\d++)?)?+)\s*+")


@dataclass(frozen=True, slots=True)
class Gold:
    """Gold lines, what was guessed or left open (``notes``), and the digests of the checked documents."""

    lines: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    checked: frozenset[str]


def gold_of(tasks: Iterable[Task], records: Sequence[Record]) -> Gold:
    """Gold for the tasks, with the records that the tasks were made of."""
    known = by_document(records)
    words = Words()
    lines: list[dict[str, Any]] = []
    notes: list[str] = []
    checked = set()
    for task in tasks:
        checked.add(task.sha256)
        own = _Document(task, known.get(task.sha256, []), words, notes)
        lines.extend(own.lines())
    return Gold(tuple(lines), tuple(notes), frozenset(checked))


def read_reviewed(text: str, path: str | None = None) -> Gold:
    """What ``claimx serve`` keeps of checked articles, one a line. Raises RecordError."""
    lines: list[dict[str, Any]] = []
    checked = set()
    for number, row in enumerate((row for row in text.split("\n") if row.strip()), 1):
        try:
            told = json.loads(row)
            for line in told["claims"]:
                from_gold(line)
                lines.append(line)
            checked.add(str(told["sha256"]))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            what = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            raise RecordError(f"line {number} is not of 'claimx serve': {what}", path) from error
    return Gold(tuple(lines), (), frozenset(checked))


class _Document:
    def __init__(self, task: Task, records: Sequence[Record], words: Words, notes: list[str]) -> None:
        self._task = task
        self._records = records
        self._words = words
        self._notes = notes
        self._marks = {mark.id: mark for mark in task.marks}
        hidden = task.extra.get("hidden", ())
        assert isinstance(hidden, tuple)
        self._hidden = frozenset(hidden)
        self._published = records[0].document.published if records else None

    def lines(self) -> list[dict[str, Any]]:
        found = []
        for mark in self._task.marks:
            if mark.is_claim:
                line = self._line(mark)
                if line is not None:
                    found.append(line)
        for record in self._records:
            quantity = record.quantity
            label = claim_label(record.event, record.category, record.stance, quantity.per)
            if (quantity.start, quantity.end, label) in self._hidden:
                found.append(from_record(record, self._task.doc))
        return sorted(
            found,
            key=lambda line: (line["quantity_start"], -len(line["quantity_text"]), line["event"], line["category"]),
        )

    def _note(self, mark: Mark, told: str) -> None:
        self._notes.append(f"{self._task.doc}: {self._said(mark)!r} at {mark.start}: {told}")

    def _said(self, mark: Mark) -> str:
        return self._task.text[mark.start : mark.end]

    def _line(self, mark: Mark) -> dict[str, Any] | None:
        try:
            event, category, stance, per = read_label(mark.label)
        except ValueError:
            self._note(mark, f"{mark.label!r} is not the label of a claim; left out")
            return None
        origin = self._origin(mark)
        low, high = self._bounds(mark, origin)
        parts = {role: self._part(mark, role, origin) for role in ROLES}
        date_start, date_end = _split(parts["date"][1])
        if origin and origin.evidence.start <= mark.start and mark.end <= origin.evidence.end:
            sentence = origin.evidence.text
        else:
            sentence = self._words.sentence(self._task.text, mark.start, mark.end)
        return {
            "doc": self._task.doc,
            "quote": sentence,
            "quantity_text": self._said(mark),
            "quantity_start": mark.start,
            "kind": (Kind.CASUALTY if category in PEOPLE else Kind.EQUIPMENT).value,
            "event": event.value,
            "category": category.value,
            "low": low,
            "high": high,
            "per": per.value if per else None,
            "affected": parts["affected"][1],
            "actor": parts["actor"][1],
            "source": parts["source"][1],
            "source_cue": parts["cue"][0],
            "date_start": date_start,
            "date_end": date_end,
            "date_text": parts["date"][0],
            "location": parts["location"][1],
            "stance": stance.value,
        }

    def _origin(self, mark: Mark) -> Record | None:
        """The record that the mark was made of, or the one it was moved or relabelled from."""
        best: tuple[tuple[bool, bool, int, str], Record] | None = None
        for record in self._records:
            quantity = record.quantity
            common = min(mark.end, quantity.end) - max(mark.start, quantity.start)
            if record.id != mark.id and common <= 0:
                continue
            label = claim_label(record.event, record.category, record.stance, quantity.per)
            rank = (record.id == mark.id, label == mark.label, common, record.id)
            if best is None or rank > best[0]:
                best = rank, record
        return best[1] if best else None

    def _bounds(self, mark: Mark, origin: Record | None) -> tuple[float | None, float | None]:
        if mark.value is not None:
            found = _VALUE.fullmatch(mark.value)
            try:
                return (_number(found[1]), _number(found[2])) if found else _number_alone(mark.value)
            except ValueError:
                self._note(mark, f"{mark.value!r} gives no bounds; write LOW..HIGH")
        if origin and (origin.quantity.start, origin.quantity.end) == (mark.start, mark.end):
            return origin.quantity.low, origin.quantity.high
        read = self._words.bounds(self._task.text, mark.start, mark.end)
        if read is None:
            self._note(mark, "its bounds cannot be read from its words; fill low and high by hand")
            return None, None
        self._note(mark, f"bounds read from its words: {read[0]} to {read[1]}")
        return read

    def _part(self, claim: Mark, role: str, origin: Record | None) -> tuple[str | None, str | None]:
        """Words and value of what the claim is tied to in a role."""
        targets = [self._marks[tie.target] for tie in self._task.ties if tie.source == claim.id and tie.label == role]
        targets = sorted(
            {target.id: target for target in targets if not target.is_claim}.values(),
            key=lambda mark: (mark.start, mark.end),
        )
        if not targets:
            known = origin and _known(origin).get(role)
            if known and any((known[0], known[1]) == (start, end) for start, end, _ in self._hidden):
                return self._task.text[known[0] : known[1]], known[2]
            return None, None
        if len(targets) > 1:
            self._note(claim, f"is tied to {len(targets)} marks as {role}; the first counts")
        target = targets[0]
        said = self._said(target)
        if target.value is not None:
            return said, target.value
        for record in ([origin] if origin else []) + list(self._records):
            for other in (role, *_ALIKE.get(role, ())):
                known = _known(record).get(other)
                if known and (known[0], known[1]) == (target.start, target.end):
                    return said, known[2]
        return said, self._read(target, role)

    def _read(self, mark: Mark, role: str) -> str | None:
        if role in ("cue", "item"):
            return self._said(mark)
        value = self._words.value(role, self._task.text, mark.start, mark.end, self._published)
        if value is None:
            self._note(mark, f"its value as {role} cannot be read from its words; fill it by hand")
        else:
            self._note(mark, f"as {role} taken for {value}")
        return value


# A party's name is the same whatever its part in the claim.
_ALIKE = {"affected": ("actor",), "actor": ("affected",)}


def _known(record: Record) -> dict[str, tuple[int, int, str | None]]:
    """Span and value of the record's parts, by role."""
    out: dict[str, tuple[int, int, str | None]] = {}
    for role, party in (("affected", record.affected), ("actor", record.actor)):
        if party:
            out[role] = (party.start, party.end, party.name)
    source = record.source
    if source:
        out["source"] = (source.start, source.end, source.name)
        if source.cue:
            out["cue"] = (source.cue.start, source.cue.end, source.cue.text)
    if record.date:
        out["date"] = (*record.date.span, days_value(record.date))
    if record.location:
        out["location"] = (record.location.start, record.location.end, record.location.name)
    return out


def from_record(record: Record, doc: str) -> dict[str, Any]:
    """The gold line that says what the record says."""
    quantity, date, source = record.quantity, record.date, record.source
    return {
        "doc": doc, "quote": record.evidence.text, "quantity_text": quantity.text, "quantity_start": quantity.start,
        "kind": record.kind.value, "event": record.event.value, "category": record.category.value, "low": quantity.low,
        "high": quantity.high, "per": quantity.per.value if quantity.per else None,
        "affected": record.affected.name if record.affected else None, "actor": record.actor.name if record.actor else None,
        "source": source.name if source else None, "source_cue": source.cue.text if source and source.cue else None,
        "date_start": date.start.isoformat() if date and date.start else None,
        "date_end": date.end.isoformat() if date and date.end else None, "date_text": date.text if date else None,
        "location": record.location.name if record.location else None, "stance": record.stance.value,
    }  # fmt: skip


def _number(text: str) -> float | None:
    text = text.replace(",", "").strip()
    if not text:
        return None
    value = float(text)
    return int(value) if value == int(value) else value


def _number_alone(text: str) -> tuple[float | None, float | None]:
    """One number is both bounds. Raises ValueError."""
    value = float(text.replace(",", ""))
    return _number(text), value if value != int(value) else int(value)


def _split(days: str | None) -> tuple[str | None, str | None]:
    if days is None:
        return None, None
    start, separator, end = days.strip().partition("..")
    if not separator:
        return start or None, start or None
    return start or None, end or None
