"""The grid: constructions crossed with words. Each cell is a short text whose right answer follows from how it was made."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from claimx.models import Article

KINDS = Path(__file__).parent / "kinds"
# The day on which a cell's text appears, unless its kind says otherwise: a Thursday.
PUBLISHED = date(2024, 3, 14)


@dataclass(frozen=True)
class Claim:
    """What one record must say. ``fields`` names only what is asserted: None asserts null, a set allows each of its values.

    Keys: event, category, kind, low, high, per, stance, affected, actor, source, date (a pair of ISO days, or None),
    location, country, item, subset_of (the quantity's words of the whole), incident (a letter of the cell's own, a capital
    where it is a total: claims of one letter are of one incident).
    """

    quantity: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A text and all the claims in it, in text order; no claim at all where ``claims`` is empty."""

    text: str
    claims: tuple[Claim, ...]
    published: date | None = PUBLISHED
    # The construction, for the table of results; a kind has several.
    construction: str = ""
    title: str | None = None


def claim(quantity: str, **fields: Any) -> Claim:
    """A claim with the fields it must have."""
    return Claim(quantity, fields)


def cross(
    construction: str, make: Callable[..., tuple[str, Sequence[Claim]]], *words: Sequence[Any], every: int = 1
) -> Iterator[Cell]:
    """A cell for each combination of ``words`` (each ``every``-th of them): ``make`` gives the text and its claims."""
    for n, combination in enumerate(product(*words)):
        if n % every == 0:
            text, claims = make(*combination)
            yield Cell(text, tuple(claims), construction=construction)


@dataclass
class Kind:
    """A family of cells: a module of ``kinds`` with a function ``cells`` and a docstring that says what it holds."""

    name: str
    about: str
    cells: list[Cell] = field(default_factory=list)


def load(name: str | None = None) -> list[Kind]:
    """All kinds, or the named one, with their cells in a fixed order."""
    out = []
    for path in sorted(KINDS.glob("*.py")):
        if name is None or path.stem == name:
            spec = importlib.util.spec_from_file_location(f"grid_{path.stem}", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            out.append(Kind(path.stem, (module.__doc__ or "").strip().splitlines()[0], list(module.cells())))
    return out


def faults(cell: Cell, records: Sequence[Any]) -> list[str]:
    """What the records have wrong; a record more or less is a fault too."""
    found = {record.quantity.text.lower(): record for record in records}
    texts = {record.id: record.quantity.text for record in records}
    incidents: dict[str | None, str | None] = {}
    out = []
    for wanted in cell.claims:
        record = found.pop(wanted.quantity.lower(), None)
        if record is None:
            out.append(f"no claim of {wanted.quantity!r}")
            continue
        for name, value in wanted.fields.items():
            if name == "incident":
                out.extend(_incident(wanted.quantity, value, record, incidents))
                continue
            got = _value(record, name, texts)
            allowed = value if isinstance(value, (set, frozenset)) else {value}
            if got not in allowed:
                out.append(f"{wanted.quantity!r} {name}: wanted {value!r}, got {got!r}")
    out.extend(f"a claim of {text!r} that is none ({record.event})" for text, record in found.items())
    return out


def _incident(words: str, letter: str | None, record: Any, known: dict[str | None, str | None]) -> Iterator[str]:
    """What is wrong with a record's incident; ``known`` are the letters of the incidents seen so far."""
    kind = None if letter is None else "total" if letter.isupper() else "event"
    told = record.incident_kind.value if record.incident_kind is not None else None
    if told != kind:
        yield f"{words!r} incident: wanted {kind}, got {told}"
    elif known.setdefault(record.incident, letter) != letter or [*known.values()].count(letter) > 1:
        yield f"{words!r} incident: of {known[record.incident]!r}, not of {letter!r} alone"


def check(extractor: Any, cells: Sequence[Cell]) -> Iterator[tuple[Cell, list[str]]]:
    """Each cell with its faults; the texts are read together, as in a run over many files."""
    articles = [
        Article(text=cell.text, id=str(n), title=cell.title, published=cell.published) for n, cell in enumerate(cells)
    ]
    for cell, (_, records) in zip(cells, extractor.pipe(articles), strict=True):
        yield cell, faults(cell, records)


def _value(record: Any, name: str, texts: Mapping[str, str]) -> Any:
    if name in ("event", "category", "stance", "kind"):
        return getattr(record, name).value
    if name in ("low", "high", "per"):
        value = getattr(record.quantity, name)
        return getattr(value, "value", value)
    if name in ("subset_of", "increment_of", "derived_from"):
        return texts.get(getattr(record.quantity, name))
    if name == "date":
        when = record.date
        return None if when is None else tuple(None if d is None else str(d) for d in (when.start, when.end))
    if name == "country":
        return record.location.country if record.location else None
    if name == "item":
        return record.item.text if record.item else None
    party = getattr(record, name)
    return party.name if party is not None else None
