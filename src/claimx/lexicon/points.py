"""Points of our own: places that neither the settlements nor the divisions of the gazetteer have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from claimx.lexicon.entries import Entry, load_entries
from claimx.lexicon.gazetteer import fold
from claimx.schema import PlacePrecision


class PointEntry(Entry):
    """An entry of ``data/points.toml``: names with latitude and longitude, all of one precision. The names are its words."""

    precision: PlacePrecision
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    admin1: str | None = None
    points: Mapping[str, tuple[float, float]] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _words(cls, table: Any) -> Any:
        if isinstance(table, dict) and isinstance(table.get("points"), dict):
            return {"words": list(table["points"]), **table}
        return table


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """One name's point."""

    lat: float
    lon: float
    precision: PlacePrecision
    country: str | None
    admin1: str | None


class Points:
    """The points by name. The shipped ones are read when the first one is asked for, a folder's own at once."""

    def __init__(self, extra: Path | None = None) -> None:
        """Raises LexiconError for a broken ``extra/points.toml``."""
        self._extra = extra
        if extra is not None and (extra / "points.toml").exists():
            _ = self._table

    def get(self, name: str) -> KnownPoint | None:
        """The point of a name, however it is spelt: see ``fold``."""
        return self._table.get(fold(name))

    @cached_property
    def _table(self) -> dict[str, KnownPoint]:
        return {
            fold(name): KnownPoint(lat, lon, entry.precision, entry.country, entry.admin1)
            for entry in load_entries("points", PointEntry, self._extra)
            for name, (lat, lon) in entry.points.items()
        }
