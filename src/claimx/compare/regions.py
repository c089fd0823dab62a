"""A place and the region that it lies in: one incident told of both, or a part and its whole."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from claimx.compare.homes import COMMON, Figures, common

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimx.compare.rows import Region, Row, Thing

Dated = dict[tuple[str, str | None], list["Thing"]]


def regions(thing: Thing) -> set[Region]:
    """The regions that the thing's place lies in, as its claims tell; its own where it is one."""
    rows = thing.rows
    if len(rows) == 1:
        return set() if rows[0].region is None else {rows[0].region}
    return {row.region for row in rows if row.region is not None}


# A town and the middle of its district lie no farther apart than this, in degrees of latitude: some sixty kilometres.
NEAR = 0.55


def join_regions(dated: Dated, rows: Sequence[Row]) -> None:
    """An incident told of a region or district is that of the one place in it that has an incident in the same days.

    ``rows`` are the claims of all things, so that towns alone are passed over at once. A town may bear its region's name: a
    claim of which no region is told joins only where it has a number in common.
    """
    for row in rows:
        if row.named_as_region or row.precision == "region" or row.precision == "district":  # noqa: PLR1714 - of every claim
            break
    else:
        return  # as where towns alone are told
    towns: dict[Region, list[Thing]] = defaultdict(list)
    districts: list[tuple[str, Region, Thing]] = []
    wide: list[tuple[str, list[Region], Thing]] = []
    parts: list[tuple[str, str | None, Thing]] = []
    for (scope, place), found in dated.items():
        if scope != "incident" or place is None:
            continue
        for thing in found:
            first = thing.rows[0]
            own = next((row.region for row in thing.rows if row.named_as_region), None)
            if own is not None:
                wide.append((place, [own], thing))
            elif first.precision == "region" and first.admin1 is None:
                parts.append((place, first.country, thing))
            else:
                for region in regions(thing):
                    towns[region].append(thing)
                    if first.precision == "district":
                        districts.append((place, region, thing))
    for place, region, thing in districts:
        _join(dated, place, thing, [other for other in towns[region] if other is not thing and _near(other, thing)])
    # "Darfur" is every division whose name ends so: North Darfur, South Darfur.
    for place, country, thing in parts:
        within = sorted(region for region in towns if region[0] == country and region[1].endswith(f" {place}"))
        wide.append((place, within, thing))
    for place, within, thing in wide:
        _join(dated, place, thing, [other for region in within for other in towns.get(region, ())])


def _near(town: Thing, district: Thing) -> bool:
    """Whether the place lies in the district, as far as two points tell."""
    one, other = town.rows[0], district.rows[0]
    if one.precision == "district" or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    east = (one.lon - other.lon) * math.cos(math.radians(other.lat))
    return math.hypot(one.lat - other.lat, east) <= NEAR


def _join(dated: Dated, place: str, thing: Thing, places: Iterable[Thing]) -> None:
    """Put the thing's claims to the one of the places that has an incident in the same days."""
    if thing.window is None:
        return
    near = [
        other
        for other in places
        if other.rows and other.window is not None and common(thing.window, other.window) >= COMMON
    ]
    if len(near) != 1:
        return
    figures = Figures(near[0].rows)
    joining = [row for row in thing.rows if figures.fit(row, sure=row.precision not in ("region", "district"))]
    if joining:
        near[0].rows.extend(joining)
        near[0].rules.add("series.containing-place")
        joined = {id(row) for row in joining}
        thing.rows = [row for row in thing.rows if id(row) not in joined]
        if not thing.rows:
            dated["incident", place].remove(thing)
