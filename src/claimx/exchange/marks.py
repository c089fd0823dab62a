"""What goes between claimx and a tool: a text, marks on it, and ties between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claimx.schema import Category, DatePart, Event, Per, Record, Stance
from claimx.stored import by_document, fits

# What a mark may be tied to a claim as; the labels of ties. A claim's own label is none of these.
ROLES = ("affected", "actor", "source", "cue", "date", "location", "item")
# The labels of the marks that are tied. One mark may be the affected party of one claim and the actor of another.
PARTS = {
    "affected": "party",
    "actor": "party",
    "source": "source",
    "cue": "cue",
    "date": "date",
    "location": "place",
    "item": "item",
}
# Claims tied to claims: a part to its total, an increase to its total, a figure to what it is computed from.
RELATIONS = {"subset_of": "part of", "increment_of": "added to", "derived_from": "computed from"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text with a label. ``value`` is what the words stand for, where they do not say it themselves.

    A claim's label is ``EVENT:CATEGORY``, with ``:STANCE`` unless asserted and ``/PER`` of a rate; its value holds the bounds
    as ``LOW..HIGH``, open ends empty. A date's value is an interval of days in the same form. Others have a name.
    """

    id: str
    start: int
    end: int
    label: str
    value: str | None = None

    @property
    def is_claim(self) -> bool:
        """True for the mark on a claim's number."""
        return ":" in self.label


@dataclass(frozen=True, slots=True)
class Tie:
    """From a claim's mark to one of its parts, or to another claim; ``label`` says as what."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Task:
    """A text to be checked, with its marks in text order. ``score`` is None: rules give no probabilities."""

    doc: str
    sha256: str
    text: str
    marks: tuple[Mark, ...] = ()
    ties: tuple[Tie, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


def claim_label(event: Event, category: Category, stance: Stance, per: Per | None) -> str:
    """The label of a claim's mark.

    >>> claim_label(Event.KILLED, Category.CIVILIAN, Stance.DENIED, None)
    'killed:civilian:denied'
    """
    told = f"{event.value}:{category.value}"
    if stance is not Stance.ASSERTED:
        told += f":{stance.value}"
    return f"{told}/{per.value}" if per else told


def read_label(label: str) -> tuple[Event, Category, Stance, Per | None]:
    """What a claim's label says. Raises ValueError for a label that is none."""
    told, _, per = label.partition("/")
    event, category, *stance = told.split(":")
    if len(stance) > 1:
        raise ValueError(f"{label!r} is not the label of a claim")
    return Event(event), Category(category), Stance(stance[0]) if stance else Stance.ASSERTED, Per(per) if per else None


def bounds_value(low: float | None, high: float | None) -> str:
    """Bounds as a mark's value: "12..", "20000..30000"."""
    return f"{'' if low is None else low}..{'' if high is None else high}"


def days_value(date: DatePart) -> str:
    """Days as a mark's value: "2023-03-01..2023-03-31", "..2023-03-12"."""
    return f"{date.start or ''}..{date.end or ''}"


def tasks_of(records: Sequence[Record], texts: Mapping[str, str]) -> tuple[list[Task], list[str]]:
    """A task for every document whose text is at hand and fits, and the paths of the others."""
    tasks, without = [], []
    for digest, found in by_document(records).items():
        text = texts.get(digest)
        document = found[0].document
        if text is None or not all(fits(record, text) for record in found):
            without.append(document.path)
            continue
        tasks.append(_task(document.path.rsplit("/", 1)[-1], digest, text, found))
    return tasks, without


def _task(doc: str, digest: str, text: str, records: Sequence[Record]) -> Task:
    marks: dict[tuple[int, int, str, str | None], Mark] = {}
    ties: list[Tie] = []
    known = {record.id for record in records}
    for record in records:
        quantity = record.quantity
        label = claim_label(record.event, record.category, record.stance, quantity.per)
        # The claim's id is its mark's: a tool that keeps ids tells which claim was moved.
        marks[quantity.start, quantity.end, label, record.id] = Mark(
            record.id, quantity.start, quantity.end, label, bounds_value(quantity.low, quantity.high)
        )
        for role, start, end, value in _parts(record):
            key = (start, end, PARTS[role], value)
            mark = marks.setdefault(
                key, Mark(f"{PARTS[role]}_{start}_{end}_{len(marks)}", start, end, PARTS[role], value)
            )
            ties.append(Tie(record.id, mark.id, role))
        for name, told in RELATIONS.items():
            other = getattr(quantity, name)
            if other in known:
                ties.append(Tie(record.id, other, told))
    ordered = sorted(marks.values(), key=lambda mark: (mark.start, mark.end, mark.label, mark.id))
    return Task(doc, digest, text, tuple(ordered), tuple(ties))


def _parts(record: Record) -> Iterable[tuple[str, int, int, str | None]]:
    """Role, span and value of everything that a claim is tied to."""
    for role, party in (("affected", record.affected), ("actor", record.actor)):
        if party:
            yield role, party.start, party.end, party.name
    source = record.source
    if source:
        yield "source", source.start, source.end, source.name
        if source.cue:
            yield "cue", source.cue.start, source.cue.end, None
    if record.date:
        yield "date", *record.date.span, days_value(record.date)
    if record.location:
        yield "location", record.location.start, record.location.end, record.location.name
    if record.item:
        yield "item", record.item.start, record.item.end, None


def overlapping(marks: Iterable[Mark]) -> int:
    """How many marks begin within one before them."""
    count, reach = 0, 0
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        count += mark.start < reach
        reach = max(reach, mark.end)
    return count


def apart(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks without those that lie over others: claims stay before parts, then the first and shortest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (not mark.is_claim, mark.start, mark.end, mark.id)):
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: (mark.start, mark.end)))
