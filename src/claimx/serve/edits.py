"""What a person changes of a claim, field by field, each with the version that it was set in, and the gold line that results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

from claimx.errors import ClaimxError
from claimx.schema import PEOPLE, Category, Event, Kind, Per, Stance

_OF_PEOPLE = frozenset([Event.KILLED, Event.WOUNDED, Event.CAPTURED, Event.MISSING, Event.ABDUCTED, Event.CASUALTIES])
_OF_EQUIPMENT = frozenset(Event) - (_OF_PEOPLE - {Event.CAPTURED})
# No name of a party, a source or a place is longer; a whole sentence in a field of a name is a slip.
_NAME = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
# Nobody counts more than this, and JavaScript holds it exactly.
_MOST = 2**53


class Change(BaseModel):
    """The fields that a person sets; those left out stay. ``span`` holds code points; ``suppressed`` says that it is no claim."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    event: Event | None = None
    category: Category | None = None
    low: FiniteFloat | None = Field(default=None, ge=0, le=_MOST)
    high: FiniteFloat | None = Field(default=None, ge=0, le=_MOST)
    per: Per | None = None
    affected: _NAME | None = None
    actor: _NAME | None = None
    source: _NAME | None = None
    source_cue: _NAME | None = None
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    date_text: _NAME | None = None
    location: _NAME | None = None
    stance: Stance | None = None
    span: tuple[int, int] | None = None
    suppressed: bool | None = None

    def values(self) -> dict[str, Any]:
        """The fields that were set, as JSON has them; whole numbers without a fraction."""
        told = self.model_dump(mode="json", include=self.model_fields_set)
        return {
            name: int(value) if isinstance(value, float) and value.is_integer() else value
            for name, value in told.items()
        }


# What a claim cannot be without: to clear one of these gives back what claimx read.
NEEDED = frozenset(["event", "category", "stance", "span", "suppressed"])


class ClashError(ClaimxError):
    """Another page has meanwhile set the same fields to something else; ``fields`` names them."""

    code = "clash"

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"was changed elsewhere meanwhile: {', '.join(fields)}")
        self.fields = fields


@dataclass(slots=True)
class Edits:
    """The changed fields of one claim: values, and the article's version at which each was set last."""

    values: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def merge(self, change: Mapping[str, Any], base: int, version: int) -> None:
        """Set fields that were chosen with the article at version ``base`` in view.

        Raises ClashError, and sets nothing, where one of them was set to another value after that.
        """
        clash = tuple(
            name
            for name, value in change.items()
            if self.versions.get(name, 0) > base and self.values.get(name) != value
        )
        if clash:
            raise ClashError(clash)
        for name, value in change.items():
            # What is given back is remembered too, so that a page that has not seen it clashes.
            self.versions[name] = version
            if value is None and name in NEEDED:
                self.values.pop(name, None)
            else:
                self.values[name] = value

    def clear(self, base: int, version: int) -> None:
        """Give back every field. Raises ClashError where one was set after ``base``."""
        late = tuple(name for name in self.values if self.versions.get(name, 0) > base)
        if late:
            raise ClashError(late)
        self.versions.update(dict.fromkeys(self.values, version))
        self.values.clear()

    @property
    def suppressed(self) -> bool:
        """Whether a person said that this is no claim."""
        return bool(self.values.get("suppressed"))


def gold_line(base: Mapping[str, Any], edits: Edits | None, text: str) -> dict[str, Any]:
    """The gold line of a claim: what claimx read, or a person marked, with the fields that were changed."""
    line = dict(base)
    if edits is None:
        return line
    for name, value in edits.values.items():
        if name == "span":
            line["quantity_start"], line["quantity_text"] = value[0], text[value[0] : value[1]]
        elif name != "suppressed":
            line[name] = value
    line["kind"] = (Kind.CASUALTY if Category(line["category"]) in PEOPLE else Kind.EQUIPMENT).value
    return line


def flaws(line: Mapping[str, Any]) -> list[str]:
    """What contradicts itself in a gold line, as sentences."""
    out = []
    if line["low"] is None and line["high"] is None:
        out.append("The claim has no number: fill the low or the high bound.")
    elif line["low"] is not None and line["high"] is not None and line["low"] > line["high"]:
        out.append("The low bound is above the high one.")
    if line["date_start"] and line["date_end"] and line["date_start"] > line["date_end"]:
        out.append("The first day is after the last one.")
    people = line["kind"] == Kind.CASUALTY
    if Event(line["event"]) not in (_OF_PEOPLE if people else _OF_EQUIPMENT):
        what = "people" if people else "equipment"
        out.append(f"'{line['event'].replace('_', ' ')}' is not said of {what}: change the event or the category.")
    return out
