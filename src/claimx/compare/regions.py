"""A place and the region that it lies in: one incident told of both, or a part and its whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimx.compare.homes import COMMON, Figures, common
from claimx.compare.where import place_key

if TYPE_CHECKING:
    from claimx.compare.rows import Row, Thing

Dated = dict[tuple[str, str | None], list["Thing"]]
Region = tuple[str | None, str]  # country and key


def region_of(row: Row) -> Region | None:
    """The first-level division that the row's place lies in or is."""
    return None if row.admin1 is None else (row.country, place_key(row.admin1))


def is_region(row: Row) -> bool:
    """Whether the row's place bears the name of the first-level division that it stands in. So may its capital."""
    region = region_of(row)
    return region is not None and row.place is not None and place_key(row.place) == region[1]


def regions(thing: Thing) -> set[Region]:
    """The regions that the thing's place lies in, as its claims tell; its own where it is one."""
    return {region for region in map(region_of, thing.rows) if region is not None}


def join_regions(dated: Dated) -> None:
    """An incident told of a region is that of the one place in it that has an incident in the same days.

    A town may bear its region's name: a claim of which no region is told joins only where it has a number in common.
    """
    towns: dict[Region, list[Thing]] = defaultdict(list)
    wide: list[tuple[str | None, Region, Thing]] = []
    for (scope, place), found in dated.items():
        if scope == "incident" and place is not None:
            for thing in found:
                own = next((region_of(row) for row in thing.rows if is_region(row)), None)
                if own is not None:
                    wide.append((place, own, thing))
                else:
                    for region in regions(thing):
                        towns[region].append(thing)
    for place, region, thing in wide:
        if thing.window is None:
            continue
        near = [
            other
            for other in towns.get(region, ())
            if other.window is not None and common(thing.window, other.window) >= COMMON
        ]
        if len(near) != 1:
            continue
        figures = Figures(near[0].rows)
        joining = [row for row in thing.rows if figures.fit(row, sure=row.precision != "region")]
        if joining:
            near[0].rows.extend(joining)
            near[0].rules.add("series.containing-place")
            joined = {id(row) for row in joining}
            thing.rows = [row for row in thing.rows if id(row) not in joined]
            if not thing.rows:
                dated["incident", place].remove(thing)
