"""Which claims count one and the same thing: rows of one key become series.

The key (kind, affected party, rate, a family of events, for equipment the category, and the giver of what is delivered
or pledged) is equal for all rows here. What is left to tell is the event, the category, the part (children), the model, the scope,
the place and the window of days.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from claimx.compare.care import in_care
from claimx.compare.homes import COMMON, LIKELY, Known, common
from claimx.compare.parts import part_of
from claimx.compare.quoted import to_named_places
from claimx.compare.regions import join_regions
from claimx.compare.rows import Counted, Row, Thing, Window, meet
from claimx.compare.strikes import strikes
from claimx.compare.totals import join_totals, totals

if TYPE_CHECKING:
    from collections.abc import Sequence


# Words that set civilians against others: "12 civilians" are some of the dead, "12 residents" are all of them.
_CIVILIANS = re.compile(r"\b(?:civilian|civilians|non-?combatants?)\b", re.IGNORECASE)


def things(rows: Sequence[Row]) -> list[Thing]:
    """Split rows of one key into things counted. The outcome does not hang on the order of the rows."""
    _to_scenes(rows)
    to_named_places(rows)
    whole = _whole(rows)
    counted: dict[Counted, list[Row]] = defaultdict(list)
    for row in rows:
        some = _some(row)
        part = some if some == "others" else part_of(row.kind, row.category, row.item) or some
        event, category = _event(row), row.category
        # "No civilians were hurt" speaks against any harm but that of soldiers.
        if category == "civilian" and part is None and (row.id in whole or event != row.event):
            category = "unspecified"
        counted[event, category, part, row.model].append(row)
    out = []
    for key in sorted(counted, key=lambda key: (key[0], key[1], key[2] or "", key[3] or "")):
        for thing in _things(key[2], counted[key]):
            thing.counted = key
            out.append(thing)
    return out


# Nobody was hurt: nobody was killed either.
_HURT = re.compile(r"\b(?:hurt|harmed)\b", re.IGNORECASE)


def _event(row: Row) -> str:
    return "casualties" if row.high == 0 and row.event == "wounded" and _HURT.search(row.sentence) else row.event


def _to_scenes(rows: Sequence[Row]) -> None:
    """Put claims that tell a region or no place where their incident happened.

    Not those of a running total or a longer time, nor where their document tells another figure of that place: the region's is
    that of several places then.
    """
    asking = [row for row in rows if row.scene is not None and row.scope in ("incident", None)]
    if not asking:
        return
    asked = {row.incident for row in asking}
    told: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.incident in asked and row.place is not None and row.scene is None:
            told[row.incident, row.event].append(row)
    for row in asking:
        if row.scene is not None and all(meet(row, other) for other in told.get((row.incident, row.event), ())):
            row.to_place(row.scene_name or row.scene, row.scene, "series.incident-place")


# "Nine of those killed", "of these, 300 were": a part of the people, whoever they are. After or before the figure.
_AFTER = re.compile(
    r"\W{1,3}of (?:those|these|them|whom|the (?:dead|killed|fallen|victims|wounded|injured|casualties))\b",
    re.IGNORECASE,
)
# "Nine of its staff", "three of their relatives": some of the dead, told by those whose people they are. An army's own are all.
_OWN = re.compile(r"\W{1,3}of (?:its|their|our|my|his|her)\b", re.IGNORECASE)
# "The governor and nine others", "a colonel and nine other officers": all but those named.
_AND = re.compile(r"\band(?: at least)?\W{1,2}$", re.IGNORECASE)
_OTHERS = re.compile(r"\W{1,2}others?\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|\W)of (?:those|these|them|whom),?\W{1,2}$", re.IGNORECASE)


def _some(row: Row) -> str | None:
    """The part that the words around the figure tell.

    "of those" where they count some of those told of before, "own" where some who are the speaker's, "others" where all but
    those named, "treated ..." where the wounded that one hospital took in; None else.
    """
    if not row.written or (at := row.sentence.find(row.written)) < 0:
        return None
    end = at + len(row.written)
    if row.event == "wounded" and (care := in_care(row, at, end)) is not None:
        return care
    before, following = row.sentence[max(at - 20, 0) : at], row.sentence[end : end + 40]
    around = (before + following).lower()
    if "of" not in around and "other" not in around:
        return None  # as of most
    if row.kind == "casualty" and row.category != "military" and _OWN.match(following):
        return "own"
    if row.event == "killed" and _AND.search(before) and _OTHERS.match(following):
        return "others"
    some = _AFTER.match(following) or _BEFORE.search(before)
    return "of those" if some else None


def _whole(rows: Sequence[Row]) -> set[str]:
    """Ids of claims of civilians whose words mean all the people there: "31 residents" beside "30 people".

    Civilians that the words set against others, or that a total is told of, are a part.
    """
    civilians = [row for row in rows if row.category == "civilian" and row.kind == "casualty"]
    if not civilians:
        return set()
    named = [row for row in civilians if row.subset or _as_civilians(row.item)]
    documents = {row.document for row in named if not row.subset}
    # "The 18 dead" of one article are the "18 civilians" of another, unless somebody counts 18 people.
    figures = {key for row in named for key in _figures(row)}
    if figures:
        figures.difference_update(key for row in rows if row.category == "unspecified" for key in _figures(row))
    parts = {row.id for row in named}
    return {
        row.id
        for row in civilians
        if row.id not in parts
        and (row.item is not None or row.document not in documents)
        and not (figures and _figures(row)[1] in figures)
    }


@lru_cache(maxsize=65536)  # item texts recur
def _as_civilians(item: str | None) -> bool:
    return item is not None and _CIVILIANS.search(item) is not None


def _figures(row: Row) -> list[tuple[str, str | None, float | None, float | None, int | None]]:
    """What makes a claim the same as another's: event, place, bounds and the week of its last day, the next weeks on both sides too."""
    if row.window is None:
        return [(row.event, row.spot, row.low, row.high, None)] * 2
    week = row.window[1] // 7
    return [(row.event, row.spot, row.low, row.high, near) for near in (week - 1, week, week + 1)]


def _things(part: str | None, rows: list[Row]) -> list[Thing]:
    bins: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        bins[row.span, row.spot].append(row)
    dated: dict[tuple[str, str | None], list[Thing]] = {}
    loose: list[tuple[tuple[str, str | None], list[Row]]] = []
    for (scope, place), members in bins.items():
        if scope == "cumulative":
            dated[scope, place] = totals(part, place, members)
        elif scope == "undated" or place is None:
            loose.append(((scope, place), members))
        elif len(members) == 1:  # as most are
            dated[scope, place] = [Thing(part, scope, place, members[0].window, members, {"series.window"})]
        else:
            dated[scope, place] = _windows(part, scope, place, members)
    join_totals(dated)
    join_regions(dated, rows)
    out = list(dated.values())
    if loose:
        asked = {("any", place) if scope == "undated" else (scope, None) for (scope, place), _ in loose}
        known = Known([thing for (scope, _), found in dated.items() if scope != "cumulative" for thing in found], asked)
        out.extend(_settle(part, scope, place, members, known) for (scope, place), members in loose)
    made = []
    for found in out:
        for thing in found:
            if len(thing.rows) == 1:
                made.append(thing)
            else:
                made.extend(strikes(thing))
    for thing in made:
        for row in thing.rows:
            if row.joined:
                thing.rules.add("series.only-party")
            if row.placed is not None:
                thing.rules.add(row.placed)
    return made


def _windows(part: str | None, scope: str, place: str | None, rows: list[Row]) -> list[Thing]:
    """Rows of one scope and place by window: the commonest window draws those that share half of its days."""
    if len(rows) == 1:  # as most are
        window = rows[0].window
        return [Thing(part, scope, place, window, rows, {"series.place" if window is None else "series.window"})]
    by: dict[Window | None, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.window].append(row)
    out = []
    timeless = by.pop(None, None)
    if timeless:
        out.append(Thing(part, scope, place, None, timeless, {"series.place"}))
    left = sorted(window for window in by if window is not None)
    if len(left) == 1:
        out.append(Thing(part, scope, place, left[0], by[left[0]], {"series.window"}))
        return out
    starts = [start for start, _ in left]
    taken: set[Window] = set()
    for anchor in sorted(left, key=lambda window: (-_articles(by[window]), window)):
        if anchor in taken:
            continue
        thing = Thing(part, scope, place, anchor, [], {"series.window"})
        length = anchor[1] - anchor[0] + 1
        # A window that shares half of all days starts at most one length before the anchor and not after its end.
        index = bisect_left(starts, anchor[0] - length)
        while index < len(left) and starts[index] <= anchor[1]:
            window = left[index]
            if window not in taken and common(anchor, window) >= COMMON:
                taken.add(window)
                thing.rows.extend(by[window])
            index += 1
        out.append(thing)
    return out


def _articles(rows: list[Row]) -> int:
    return 1 if len(rows) == 1 else len({row.article for row in rows})


def _settle(part: str | None, scope: str, place: str | None, rows: list[Row], known: Known) -> list[Thing]:
    """Rows that lack a date or a place join the one dated, placed thing that fits; the rest are things of their own."""
    rest = []
    for row in rows:
        window = row.window
        home = None
        if window is not None and not (scope == "undated" and place is None):
            home = known.home(row, window, scope, place)
        if home is None:
            rest.append(row)
        else:
            home.rows.append(row)
            home.rules.add("series.only-date" if scope == "undated" else "series.only-place")
    if scope != "undated":
        return _windows(part, scope, place, rest) if rest else []
    out = []
    for size, members in enumerate(_sizes(rest)):
        for thing in _windows(part, scope, place, members):
            thing.size = size
            out.append(thing)
    return out


def _sizes(rows: list[Row]) -> list[list[Row]]:
    """Undated figures told apart where one is more than ten times the next: 12 killed, 20,000 killed."""
    if len(rows) < 2:
        return [rows] if rows else []
    out: list[list[Row]] = []
    high = 0.0
    for row in sorted(rows, key=lambda row: (row.point, row.id)):
        if not out or (high and row.point > high * LIKELY):
            out.append([])
        out[-1].append(row)
        high = row.point
    return out
