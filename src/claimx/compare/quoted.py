"""Claims without a place whose sentence names the place of others: "the collapse of the Morbi bridge"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from claimx.compare.homes import COMMON, common
from claimx.compare.where import place_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimx.compare.rows import Row, Window

_NAME = re.compile(r"\b[A-Z][\w'’-]+")


def to_named_places(rows: Sequence[Row]) -> None:
    """Put claims that tell no place, or a lake, where others count the same event, if their sentence names that one place.

    The others stand at the place in the same days and in other articles. Countries are no such places, nor are names within the
    source's.
    """
    asking = [
        (row, names)
        for row in rows
        if (row.place_key is None or row.precision == "region" and row.admin1 is None)
        and row.scope == "incident"
        and row.window is not None
        and (names := _names(row))
    ]
    if not asking:
        return
    asked = {key for _, names in asking for key in names}
    told: dict[tuple[str, str], list[tuple[Window, str, str]]] = defaultdict(list)
    for row in rows:
        if row.place_key in asked and row.scope == "incident" and row.window is not None and row.place is not None:
            told[row.event, row.place_key].append((row.window, row.article, row.place))
    for row, names in asking:
        found: dict[str, str] = {}
        for key in names:
            if key == row.place_key:
                continue
            for window, article, name in told.get((row.event, key), ()):
                if article != row.article and common(window, row.window or window) >= COMMON:
                    found[key] = min(name, found.get(key, name))
        if len(found) == 1:
            [(key, name)] = found.items()
            row.to_place(name, key, "series.sentence-place")


def _names(row: Row) -> set[str]:
    """Keys of names in the sentence, of one word and of two."""
    found = _NAME.findall(row.sentence)
    if not found:
        return set()
    own = set(_NAME.findall(row.source_name or ""))
    words = [word.removesuffix("'s").removesuffix("’s") for word in found if word not in own]
    pairs = [f"{one} {other}" for one, other in pairwise(words) if f"{one} {other}" in row.sentence]
    return {place_key(name) for name in (*words, *pairs)}
