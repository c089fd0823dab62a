"""Series that count a part of what another counts: civilians of all people, one model of all tanks, a town of its region.

A part is no contradiction of its whole, unless it is larger.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from claimx.compare.apart import two_incidents
from claimx.compare.between import WINDOW, Verdict, disputes, gap, verdict_side
from claimx.compare.homes import COMMON, common
from claimx.compare.regions import regions
from claimx.compare.rows import Counted, Region, Row, Thing, day, meet
from claimx.compare.totals import SAME_START

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

# Event -> the events that it is one of, itself aside.
WITHIN = {
    "killed": {"casualties"},
    "wounded": {"casualties"},
    "destroyed": {"lost"},
    "captured": {"lost"},
    # Of missiles and drones those shot down are some of those launched.
    "shot_down": {"lost", "destroyed", "launched"},
}


# Of an incident without a date may be told what is told of one with a date.
_DAYS = {"incident": "undated", "undated": "incident"}


def contained(things: Sequence[Thing]) -> dict[int, list[tuple[int, Verdict]]]:
    """What things say to things that hold them, by the index of the larger thing, each with the smaller one's index.

    The things share one key.
    """
    if len(things) < 2:
        return {}
    wholes = _Wholes(things)
    out: dict[int, list[tuple[int, Verdict]]] = defaultdict(list)
    for at, thing in enumerate(things):
        if wholes.may_hold(thing):  # as of few
            for index in wholes.of(thing):
                out[index].extend((at, verdict) for verdict in _between(things[index], thing))
    return {index: found for index, found in sorted(out.items()) if found}


class _Wholes:
    """Things by scope and place, to be looked up by days."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._things = things
        self._by: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
        self._kinds = {thing.counted for thing in things}
        self._larger: dict[Counted, bool] = {}
        self._regions: set[Region] = set()
        for index, thing in enumerate(things):
            if thing.place is None:
                continue
            start = thing.window[0] if thing.window else 0
            self._by[thing.scope, thing.place].append((start, index))
            for row in thing.rows:
                if row.named_as_region:
                    for region in _own(thing):
                        self._regions.add(region)
                        self._by[thing.scope, region].append((start, index))
                    break
        for found in self._by.values():
            if len(found) > 1:
                found.sort()

    def may_hold(self, part: Thing) -> bool:
        """Whether any thing may hold the part: it has a place, and others stand there or in its region."""
        if part.place is None:
            return False
        if self._regions and not regions(part).isdisjoint(self._regions):
            return True
        return self._may_be_held(part) and (
            len(self._by[part.scope, part.place]) > 1
            or part.scope in _DAYS
            and (_DAYS[part.scope], part.place) in self._by
        )

    def of(self, part: Thing) -> Iterator[int]:
        """The indices of things that hold the part, which ``may_hold`` let through."""
        within = regions(part) & self._regions if self._regions else ()
        met: set[int] = set()
        keys: list[Hashable] = [(part.scope, part.place), *((part.scope, region) for region in sorted(within, key=str))]
        if part.scope in _DAYS:
            keys.append((_DAYS[part.scope], part.place))
        for key in keys:
            found = self._by.get(key, ())
            start, length = (part.window[0], part.window[1] - part.window[0] + 1) if part.window else (0, 1)
            reach = max(2 * length, SAME_START)
            at = bisect_left(found, (start - reach, -1))
            while at < len(found) and found[at][0] <= start + reach:
                index = found[at][1]
                at += 1
                whole = self._things[index]
                if index not in met and whole is not part and _holds(whole, part) and _one_time(whole, part):
                    met.add(index)
                    yield index

    def _may_be_held(self, part: Thing) -> bool:
        """Whether any thing counts more than the part's kind does at one place."""
        kind = part.counted
        if kind not in self._larger:
            self._larger[kind] = any(other != kind and _kind_holds(other, kind) for other in self._kinds)
        return self._larger[kind]


def _own(thing: Thing) -> set[Region]:
    """The region that the thing is told of; a town that bears a region's name holds no other town."""
    return {
        row.region for row in thing.rows if row.named_as_region and row.precision == "region" and row.region is not None
    }


def _holds(whole: Thing, part: Thing) -> bool:
    """Whether all that the part counts is counted by the whole too, if they are of one time and place."""
    one, other = whole.counted, part.counted
    return _kind_holds(one, other) and (one != other or whole.place != part.place)


def _kind_holds(whole: Counted, part: Counted) -> bool:
    """Whether all of the part's event, category, part and model are of the whole's."""
    return (
        (whole[0] == part[0] or whole[0] in WITHIN.get(part[0], ()))
        and whole[1] in (part[1], "unspecified")
        and whole[2] in (part[2], None)
        and whole[3] in (part[3], None)
    )


def _one_time(whole: Thing, part: Thing) -> bool:
    if whole.window is None or part.window is None:
        return whole.window is part.window
    if whole.scope != part.scope:
        # The undated one is of the last days before it was told.
        undated, dated = (whole, part) if whole.scope == "undated" else (part, whole)
        assert undated.window is not None
        assert dated.window is not None
        return undated.window[0] <= dated.window[1] <= undated.window[1]
    if whole.scope == "cumulative":
        return abs(whole.window[0] - part.window[0]) < SAME_START
    return common(whole.window, part.window) >= COMMON


def _between(whole: Thing, part: Thing) -> Iterator[Verdict]:
    """Claims of other sources, told on the same or the next day: a larger part, a denial, and none of a part against some."""
    larger: list[tuple[Row, Row]] = []
    against: dict[str, tuple[Row, dict[str, Row]]] = {}
    for one in whole.rows:
        for other in part.rows:
            if (
                one.source == other.source
                or one.document == other.document
                and None in (one.source_name, other.source_name)
                or (one.category, other.category) == ("civilian", "military")
                and one.bounds[1] == 0
            ):
                continue
            if one.time is not None and other.time is not None and abs(one.time - other.time) > WINDOW:
                continue
            stances = (one.stance, other.stance)
            if stances == ("asserted", "asserted"):
                # "No civilians" speaks against people harmed, who are civilians unless somebody tells otherwise.
                civilians = part.category == "civilian" and whole.category != part.category
                if civilians and other.bounds[1] == 0 < one.bounds[0]:
                    if disputes(other, one):
                        against.setdefault(other.id, (other, {}))[1][one.id] = one
                elif one.bounds[1] == 0 < other.bounds[0]:
                    if disputes(one, other):
                        against.setdefault(one.id, (one, {}))[1][other.id] = other
                elif other.bounds[0] > one.bounds[1] and not two_incidents(one, other):
                    larger.append((one, other))
            elif stances in (("denied", "asserted"), ("asserted", "denied")) and meet(one, other):
                denied, told = (one, other) if one.stance == "denied" else (other, one)
                against.setdefault(denied.id, (denied, {}))[1][told.id] = told
    if larger:
        yield _larger(larger)
    for denied, figures in against.values():
        yield {
            "kind": "dispute",
            "rule": "dispute.figure" if denied.stance == "denied" else "dispute.none",
            "source": denied.source,
            "ids": [denied.id],
            "of": list(figures),
        }


def _larger(pairs: Sequence[tuple[Row, Row]]) -> Verdict:
    wholes = {whole.id: whole for whole, _ in pairs}
    parts = {part.id: part for _, part in pairs}
    times = [row.time for row in (*wholes.values(), *parts.values()) if row.time is not None]
    return {
        "kind": "conflict",
        "rule": "conflict.part-larger",
        "day": day(max(times, default=None)),
        "ids": [*wholes, *parts],
        "sides": [verdict_side(list(wholes.values())), verdict_side(list(parts.values()))],
        **gap(min(row.bounds[1] for row in wholes.values()), max(row.bounds[0] for row in parts.values())),
    }
