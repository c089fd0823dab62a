"""A thing counted and its verdicts, as one plain mapping: a line of ``claimx compare``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimx.compare.between import Verdict
from claimx.compare.contain import contained
from claimx.compare.rows import EPOCH, Row, Thing, day, meet
from claimx.compare.things import things
from claimx.compare.verdicts import verdicts
from claimx.compare.voices import one_voice
from claimx.compare.weigh import GIVING, side_of, tell

COMPARISON_VERSION = "1"
Series = dict[str, Any]
# Who fights whom: a party's id -> the parties that records of the same input name as its killers or its victims.
Enemies = Mapping[str, frozenset[str]]


def series_of(
    rows: Sequence[Row], enemies: Enemies, least: int = 2, before: int | None = None
) -> tuple[list[Series], list[Row]]:
    """The series of rows that share one key, in a fixed order; those of fewer than ``least`` records are left out.

    With ``before`` the rows are the first of their key, those of all windows that end before that day: series that later ones may
    still belong or speak to are not made, and their rows come back, to be taken up again with the later ones.

    A single claim whose parts stand in other series is kept, since it may be smaller than one of them. Several figures of
    one voice in one article that say nothing to each other are left out with the lone claims.
    """
    made = things(rows)
    for thing in made:
        if len(thing.rows) > 1:
            thing.rows.sort(key=_order)
            _name_voices(thing.rows)
    told = contained(made)
    later = set() if before is None else _open(made, told, before)
    found = []
    rows_by_id: dict[str, Row] = {}
    for index, thing in enumerate(made):
        if index in later:
            continue
        own = thing.rows
        if (
            len(own) < least
            and index not in told
            and not own[0].parts
            and (len(own) == 1 or not any(row.parts for row in own))
        ):
            continue
        spoken = [*verdicts(own, thing.scope), *(verdict for _, verdict in told.get(index, ()))]
        if spoken:
            if any(verdict["kind"] in ("conflict", "dispute") for verdict in spoken):
                # A part's claims stand in another thing.
                rows_by_id = rows_by_id or {row.id: row for row in rows}
                tell(spoken, rows_by_id, enemies)
        elif least > 1 and len({row.article for row in own}) == 1 == len({row.source for row in own}):
            continue
        found.append(_series(thing, enemies, spoken))
    found.sort(
        key=lambda one: (
            one["event"],
            one["category"],
            one["scope"],
            one["start"] or "",
            one["place"] or "",
            one["part"] or "",
            one["id"],
        )
    )
    rest = [row for index in sorted(later) for row in made[index].rows]
    for row in rest:
        row.renew()
    return found, rest


# Days beyond the reach of a thing's own window within which another may be near: three of undated claims, a day between two
# figures that meet, a day between two time zones.
SLACK = 5


def _open(made: Sequence[Thing], told: Mapping[int, Sequence[tuple[int, Verdict]]], before: int) -> set[int]:
    """The indices of things that claims of a window that ends on the day ``before`` or later may belong or speak to.

    Windows are one where they share half of their days: the other ends no more than the length of the one later.
    """
    later = set()
    for index, thing in enumerate(made):
        windows = [row.window for row in thing.rows if row.window is not None]
        if windows:
            first, last = min(window[0] for window in windows), max(window[1] for window in windows)
            if last + (last - first + 1) + SLACK >= before:
                later.add(index)
    # What a part and its whole say to each other stays together.
    return later | {
        index
        for whole, found in told.items()
        for part, _ in found
        if whole in later or part in later
        for index in (whole, part)
    }


def _series(thing: Thing, enemies: Enemies, told: list[Verdict]) -> Series:
    rows = thing.rows
    first = rows[0]
    categories = {row.category for row in rows}
    asserted = [row for row in rows if row.stance == "asserted"]
    lows = [row.low for row in asserted if row.low is not None]
    highs = [row.high for row in asserted if row.high is not None]
    starts = [row.start for row in rows if row.start is not None]
    ends = [row.end for row in rows if row.end is not None]
    gives = first.event in GIVING
    return {
        "schema_version": COMPARISON_VERSION,
        "id": _id(thing, first),
        "kind": first.kind,
        "event": first.event,
        "category": first.category if len(categories) == 1 else thing.category,
        "part": thing.part,
        "model": first.model,
        "per": first.per,
        "affected": _party(first.affected, next((row.affected_name for row in rows if row.affected_name), None)),
        "giver": _party(first.actor, first.actor_name) if gives else None,
        "scope": thing.scope,
        "place": _place(thing),
        "country": next((row.country for row in rows if row.country is not None), None),
        "start": day(min(starts)) if starts else None,
        "end": day(max(ends)) if ends else None,
        "records": len(rows),
        "copies": sum([row.copies for row in rows]),
        "documents": len({row.document for row in rows}),
        "articles": len({row.article for row in rows}),
        "lowest_low": min(lows) if lows else None,
        "highest_high": max(highs) if highs else None,
        "latest": _latest(asserted),
        "sources": _sources(rows, enemies),
        "claims": [_claim(row) for row in rows],
        "verdicts": told,
        "rules": sorted(thing.rules),
    }


def _name_voices(rows: Sequence[Row]) -> None:
    """Short names of a source stand under the full one, and a headline under the source that its article names for it."""
    named = {(row.source, row.source_type, row.source_party) for row in rows if row.source_name is not None}
    if len(named) > 1:
        fuller = one_voice(named)
        for row in rows:
            row.source = fuller.get(row.source, row.source)
        _name_anaphors(rows)
    if named:
        told: dict[str, list[Row]] = {}
        for row in rows:
            if row.source_name is not None:
                told.setdefault(row.article, []).append(row)
        for row in rows:
            if row.source_name is None and row.article in told:
                met = {one.source for one in told[row.article] if one.stance == row.stance and meet(one, row)}
                if len(met) == 1:
                    row.source = met.pop()


# Words that take up an organisation named before: "the group said".
_ANAPHORS = frozenset(
    {"group", "organization", "organisation", "body", "network", "monitor", "watchdog", "agency", "charity"}
)


def _name_anaphors(rows: Sequence[Row]) -> None:
    """Put "the group" under the one source that its article names beside it in the series."""
    named: dict[str, set[str]] = {}
    for row in rows:
        if row.source_name is not None and row.source not in _ANAPHORS:
            named.setdefault(row.article, set()).add(row.source)
    for row in rows:
        if row.source in _ANAPHORS and len(met := named.get(row.article, set())) == 1:
            row.source = next(iter(met))


def _place(thing: Thing) -> str | None:
    """The place's name as a claim of that very place tells it, not of the region around it."""
    named = [row for row in thing.rows if row.place is not None]
    return next((row.place for row in named if row.place_key == thing.place), named[0].place if named else None)


# Days before 1970 are negative: the timeless come before the first day of the calendar.
_TIMELESS = -EPOCH.toordinal()


def _order(row: Row) -> tuple[int, float, str]:
    return (_TIMELESS if row.time is None else row.time, row.point, row.id)


def _id(thing: Thing, row: Row) -> str:
    """Hangs on what is counted and not on the claims, so that a series keeps its id when an article is added."""
    giver = row.actor if row.event in GIVING else None
    key = (
        row.kind,
        row.event,
        thing.category,
        thing.part,
        row.model,
        row.per,
        thing.scope,
        row.affected,
        giver,
        thing.place,
    )
    told = (key, thing.window, thing.size) if thing.size else (key, thing.window)
    return "cs_" + hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _party(party: str | None, name: str | None) -> dict[str, Any] | None:
    return None if party is None else {"id": party, "name": name}


def _claim(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "source": row.source,
        "low": row.low,
        "high": row.high,
        "value": row.value,
        "qualifier": row.qualifier,
        "stance": row.stance,
        "day": day(row.time),
        "document": row.document,
        "article": row.article,
    }


def _latest(asserted: Iterable[Row]) -> list[dict[str, Any]]:
    """Per source its last asserted figure, the highest where it gave several that day (rows come in that order)."""
    last = {row.source: row for row in asserted}
    return [
        {"source": source, "id": row.id, "day": day(row.time), "low": row.low, "high": row.high}
        for source, row in sorted(last.items())
    ]


def _sources(rows: Sequence[Row], enemies: Enemies) -> list[dict[str, Any]]:
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    out = []
    for key, found in sorted(by_source.items()):
        names = [row.source_name for row in found if row.source_name]
        parties = sorted({row.source_party for row in found if row.source_party})
        # Of several readings of one voice the one whose own losses are counted: "Hamas-run" is said of Gaza's ministry.
        party = rows[0].affected if rows[0].affected in parties else next(iter(parties), None)
        kind = next((row.source_type for row in found if row.source_type), None)
        out.append(
            {
                "key": key,
                "name": max(names, key=lambda name: (len(name), name)) if names else None,
                "type": kind,
                "party": party,
                "side": side_of(party, kind, found, enemies),
                "records": len(found),
            }
        )
    return out
