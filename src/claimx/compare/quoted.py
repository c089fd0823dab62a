"""Claims without a place whose sentence names the place of others: "the collapse of the Morbi bridge"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from claimx.compare.apart import families_in
from claimx.compare.homes import COMMON, common
from claimx.compare.nations import is_party
from claimx.compare.where import place_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimx.compare.rows import Row

_NAME = re.compile(r"\b[A-Z][\w'’-]+")
# What happens there is what these speak of: "the director of Tarsk's hospital", "the Tarsk police".
_LOCAL = re.compile(
    r"\b(?:city|clinic|coroner|county|district|fire (?:brigade|department|service)|governor|hospital|mayor|morgue|municipal"
    r"|police|prefect|provincial|regional|town|village)\b",
    re.IGNORECASE,
)
_SCOPES = ("incident", "period")


def to_named_places(rows: Sequence[Row]) -> None:
    """Put claims that tell no place, or a lake, where others count the same event, if their sentence names that one place.

    The others stand at the place in the same days and in other articles. A name within the source's is such a place where the
    source is an office of that town, or where both sentences name harm of one family: "Veland's government" on an earthquake.
    """
    asking = [
        (row, *names)
        for row in rows
        if (row.place_key is None or row.precision == "region" and row.admin1 is None)
        and row.scope in _SCOPES
        and row.window is not None
        and any(names := _names(row))
    ]
    if not asking:
        return
    asked = {key for _, sure, own in asking for key in (*sure, *own)}
    told: dict[tuple[str, str | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.place_key in asked and row.scope in _SCOPES and row.window is not None and row.place is not None:
            told[row.event, row.scope, row.place_key].append(row)
    for row, sure, own in asking:
        found: dict[str, str] = {}
        for key in sure | own:
            if key == row.place_key:
                continue
            for other in told.get((row.event, row.scope, key), ()):
                if (
                    other.article != row.article
                    and other.place is not None
                    and _one_time(row, other)
                    and (key in sure or _speaks_of(row, key, other))
                ):
                    found[key] = min(other.place, found.get(key, other.place))
        if len(found) == 1:
            [(key, name)] = found.items()
            row.to_place(name, key, "series.sentence-place")


def _one_time(row: Row, other: Row) -> bool:
    return row.window is not None and other.window is not None and common(row.window, other.window) >= COMMON


def _speaks_of(row: Row, key: str, other: Row) -> bool:
    """Whether a source that has the place's name in its own speaks of what the other claim tells of."""
    local = not is_party(key) and _LOCAL.search(row.source_name or "")
    return bool(local or families_in(row.sentence) & families_in(other.sentence))


def _names(row: Row) -> tuple[set[str], set[str]]:
    """Keys of names in the sentence, of one word and of two: those beside the source's, and those within it."""
    found = _NAME.findall(row.sentence)
    if not found:
        return set(), set()
    source = row.source_name or ""
    own = set(_NAME.findall(source))
    return _keys([word for word in found if word not in own], row.sentence), _keys(_NAME.findall(source), source)


def _keys(names: Sequence[str], text: str) -> set[str]:
    words = [word.removesuffix("'s").removesuffix("’s") for word in names]
    pairs = [f"{one} {other}" for one, other in pairwise(words) if f"{one} {other}" in text]
    return {place_key(name) for name in (*words, *pairs)}
