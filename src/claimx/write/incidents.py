"""Incidents as JSON Lines or as CSV: one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from claimx.incidents.rows import incidents_of
from claimx.incidents.schema import Figures, Incident, IncidentDate, IncidentPlace, Side
from claimx.models import Article
from claimx.schema import DocumentPart, Record
from claimx.write.flat import Value, flatten, keys_of
from claimx.write.jsonl import escaped

# A battle has two sides; a table has columns for the two that are told first, and the names of all others.
_SIDES = ("side_a", "side_b")
_FIGURES = ("killed", "wounded", "killed_civilians", "wounded_civilians", "killed_untold", "wounded_untold")
_BETWEEN = "; "

COLUMNS: tuple[str, ...] = (
    *("schema_version", "id", "kind"),
    *keys_of(IncidentDate, "date."),
    *keys_of(IncidentPlace, "location."),
    *(key for side in _SIDES for key in keys_of(Side, f"{side}.")),
    "other_sides",
    *(key for name in _FIGURES for key in keys_of(Figures, f"{name}.")),
    *("sources", "claims"),
    *keys_of(DocumentPart, "document."),
)


class IncidentLines:
    """One JSON object a line, each article's flushed as they come."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, article: Article, records: Sequence[Record]) -> None:  # noqa: ARG002 - what every writer takes
        """Write the incidents of an article's records, whole."""
        lines = [escaped(incident.model_dump_json()) + "\n" for incident in incidents_of(records)]
        if lines:
            self._stream.write("".join(lines).encode("utf-8"))
            self._stream.flush()

    def close(self) -> None:
        """Nothing to add: every line stands for itself."""


def incident_rows(records: Sequence[Record]) -> Iterator[dict[str, Value]]:
    """The incidents of an article's records as rows of ``COLUMNS``."""
    for incident in incidents_of(records):
        yield _flat(incident)


def _flat(incident: Incident) -> dict[str, Value]:
    row: dict[str, Value] = {}
    whole = incident.model_dump(mode="json", exclude={"sides", "sources", "claims"})
    flatten(whole, "", row)
    for name, side in zip(_SIDES, incident.sides, strict=False):
        flatten(side.model_dump(mode="json"), f"{name}.", row)
    row["other_sides"] = _BETWEEN.join(side.name for side in incident.sides[len(_SIDES) :]) or None
    row["sources"] = _BETWEEN.join(incident.sources) or None
    row["claims"] = " ".join(incident.claims)
    return {column: row.get(column) for column in COLUMNS}
