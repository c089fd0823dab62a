"""What may follow the claims on the page: further sections, each with data of its own and a script that draws it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claimx.errors import RecordError


@dataclass(frozen=True, slots=True)
class Section:
    """A section: ``kind`` names the function of the page's script that draws ``content`` into it.

    ``id`` is its anchor (letters, digits and hyphens), ``lead`` a sentence under its title.
    """

    id: str
    title: str
    kind: str
    content: Mapping[str, Any] = field(default_factory=dict)
    lead: str = ""


# What the page needs of a line of ``claimx compare``.
_NEEDED = ("id", "event", "category", "sources", "claims", "verdicts")


def comparison(series: Iterable[Mapping[str, Any]]) -> Section:
    """The section for the lines of ``claimx compare``: series with their charts, and conflicts with quotations.

    Raises RecordError for a line that is no series.
    """
    found = []
    for number, one in enumerate(series, 1):
        missing = [key for key in _NEEDED if key not in one]
        if missing:
            raise RecordError(f"series {number} was not written by 'claimx compare': {missing[0]!r} is missing")
        found.append(dict(one))
    lead = "Claims that count the same thing, side by side: who agrees, who corrects whom, and which figures cannot both be right."
    return Section("series", "Series and conflicts", "series", {"series": found}, lead)
