"""Every vocabulary by name, and whether its entries keep their word: each example must hold, marked, what it exemplifies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimx.errors import LexiconError
from claimx.lexicon.attributions import AttributionEntry
from claimx.lexicon.boilerplate import BoilerplateEntry
from claimx.lexicon.constructions import ConstructionEntry
from claimx.lexicon.dates import DateWord
from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.items import EquipmentEntry, PersonEntry
from claimx.lexicon.losses import LossEntry
from claimx.lexicon.parties import CountryEntry, GroupEntry, RoleEntry
from claimx.lexicon.places import PlaceEntry
from claimx.lexicon.points import PointEntry
from claimx.lexicon.qualifiers import QualifierEntry
from claimx.lexicon.quantities import QuantityEntry
from claimx.lexicon.wars import WarEntry

VOCABULARIES: Mapping[str, type[Entry]] = {
    "attributions": AttributionEntry,
    "boilerplate": BoilerplateEntry,
    "conflict": Entry,
    "constructions": ConstructionEntry,
    "countries": CountryEntry,
    "dates": DateWord,
    "equipment": EquipmentEntry,
    "groups": GroupEntry,
    "losses": LossEntry,
    "persons": PersonEntry,
    "places": PlaceEntry,
    "points": PointEntry,
    "qualifiers": QualifierEntry,
    "quantities": QuantityEntry,
    "roles": RoleEntry,
    "wars": WarEntry,
}

_MARKED = re.compile(r"<m>([^<]*+)</m>")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one entry of one vocabulary."""

    vocabulary: str
    entry: str
    message: str


def check(extra: Path | None = None) -> Iterator[Flaw | LexiconError]:
    """All flaws of the shipped vocabularies with those of ``extra`` added: broken files, unmarked or empty examples."""
    if extra is not None:
        yield from strangers(extra)
    for name, model in VOCABULARIES.items():
        try:
            entries = load_entries(name, model, extra)
        except LexiconError as error:
            yield error
            continue
        for entry in entries:
            for message in _flaws(entry):
                yield Flaw(name, entry.id, message)


def strangers(extra: Path) -> Iterator[LexiconError]:
    """An error for each file of a folder that is named after no vocabulary, and would go unread."""
    for path in sorted(extra.glob("*.toml")):
        if path.stem not in VOCABULARIES:
            yield LexiconError(f"is not a vocabulary; name it after one of {', '.join(VOCABULARIES)}", str(path))


def _flaws(entry: Entry) -> Iterator[str]:
    for example in entry.examples:
        marked = _MARKED.findall(example)
        if not marked or not all(part.strip() for part in marked):
            yield f"the example {example!r} marks nothing; put <m>…</m> around the words that must match"
        elif "<m>" in _MARKED.sub("", example) or "</m>" in _MARKED.sub("", example):
            yield f"the example {example!r} has a mark without its other half"
