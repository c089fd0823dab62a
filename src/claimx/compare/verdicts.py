"""What the claims of one series say to each other. Nothing is averaged, nothing is merged away.

Each verdict is a plain mapping (``claimx.compare.schema`` is its contract) that names the records' ids and the rule.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimx.compare.apart import two_incidents
from claimx.compare.between import Latest, Verdict, agreements, conflicts, current_of, nones, overtaken
from claimx.compare.rows import ABOUT, OPEN, Figure, Row, day, figure, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def verdicts(rows: Sequence[Row], scope: str) -> list[Verdict]:
    """All verdicts on the rows of one thing counted, conflicts first. The rows may come in any order."""
    if len(rows) == 1 and not rows[0].parts:
        return []  # most series are single claims, and there is nobody to agree or differ with
    ordered = sorted(rows, key=_order)
    asserted = [row for row in ordered if row.stance == "asserted"]
    voices = len({row.source for row in rows})
    found: list[Verdict] = []
    current: list[tuple[int | None, Latest]] = []
    if voices > 1:
        current.extend(current_of(asserted))
        if current:
            found.extend(_of_one_incident(conflicts(current, scope), rows))
        if scope == "cumulative":
            found.extend(overtaken(asserted))
        found.extend(nones(asserted))
        if len(asserted) < len(ordered):
            found.extend(_disputes(ordered, asserted))
    again = voices < len(rows)  # whether a voice spoke more than once
    if again:
        found.extend(_updates(asserted, scope))
    if current:
        found.extend(agreements(current))
    if again:
        found.extend(_restatements(ordered))
    found.extend(_parts(ordered))
    return found


def _of_one_incident(found: Iterable[Verdict], rows: Sequence[Row]) -> Iterator[Verdict]:
    """The verdicts without conflicts whose sides tell of two incidents, every claim of one against every claim of the other."""
    by_id: dict[str, Row] = {}
    for verdict in found:
        if verdict["kind"] == "update":
            yield verdict
            continue
        by_id = by_id or {row.id: row for row in rows}
        sides = [[by_id[name] for name in side["ids"]] for side in verdict["sides"]]
        if any(
            not two_incidents(one, other)
            for index, side in enumerate(sides)
            for one in side
            for later in sides[index + 1 :]
            for other in later
        ):
            yield verdict


def _order(row: Row) -> tuple[float, str, float, str]:
    return (-OPEN if row.time is None else row.time, row.source, row.point, row.id)


def _ids(rows: Iterable[Row]) -> list[str]:
    return [row.id for row in rows]


def _updates(asserted: Sequence[Row], scope: str) -> Iterator[Verdict]:
    """The same source with another figure on a later day; a running total that falls is flagged."""
    by_source: dict[str, dict[int | None, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in asserted:
        by_source[row.source][row.time].append(row)
    for source, times in sorted(by_source.items()):
        held: list[Row] = []
        for time, rows in times.items():
            figures: dict[Figure, list[Row]] = defaultdict(list)
            for row in rows:
                figures[figure(row)].append(row)
            # Two figures of one article count two things; of two articles nobody can tell which came first.
            if len({row.document for row in rows}) > 1 and _apart(rows):
                yield {
                    "kind": "update",
                    "rule": "update.same-day",
                    "source": source,
                    "day": day(time),
                    "ids": _ids(rows),
                    "change": number(rows[-1].point - rows[0].point),
                    "flagged": False,
                }
            last = figures[figure(rows[-1])]  # rows are in order of figure
            if held and time is not None and held[0].time is not None and held[0].point != last[0].point:
                yield _update(source, held, last, scope)
            held = last


def _apart(rows: Sequence[Row]) -> bool:
    return max(row.bounds[0] for row in rows) > min(row.bounds[1] for row in rows)


def _update(source: str, old: list[Row], new: list[Row], scope: str) -> Verdict:
    falls = new[0].bounds[1] < old[0].bounds[0]
    if not _apart([old[0], new[0]]):
        rule = "update.within-bounds"
    elif not falls:
        rule = "update.rise"
    else:
        rule = "update.total-falls" if scope == "cumulative" else "update.corrected-down"
    return {
        "kind": "update",
        "rule": rule,
        "source": source,
        "day": day(new[0].time),
        "ids": [*_ids(old), *_ids(new)],
        "change": number(new[0].point - old[0].point),
        "flagged": rule == "update.total-falls",
    }


def _restatements(ordered: Sequence[Row]) -> Iterator[Verdict]:
    """Same source and figure, other words, hedges or articles; near-duplicate articles count once."""
    same: dict[tuple[str, str, Figure], list[Row]] = defaultdict(list)
    for row in ordered:
        same[row.source, row.stance, figure(row)].append(row)
    for (source, _, _), rows in same.items():
        if len(rows) < 2:
            continue
        articles = {row.article for row in rows}
        documents = {row.document for row in rows}
        rule = "restatement.same-figure"
        if len(articles) == 1:
            rule = "restatement.same-article" if len(documents) == 1 else "restatement.copied-article"
        yield {
            "kind": "restatement",
            "rule": rule,
            "source": source,
            "ids": _ids(rows),
            "documents": len(documents),
            "articles": len(articles),
        }
    hedged: dict[tuple[str, str, int | None], list[Row]] = defaultdict(list)
    for row in ordered:
        hedged[row.source, row.stance, row.time].append(row)
    for (source, _, _), rows in hedged.items():
        if len(rows) > 1 and len({figure(row) for row in rows}) > 1 and _one_figure(rows):
            yield {
                "kind": "restatement",
                "rule": "restatement.other-hedge",
                "source": source,
                "ids": _ids(rows),
                "documents": len({row.document for row in rows}),
                "articles": len({row.article for row in rows}),
            }


def _one_figure(rows: Sequence[Row]) -> bool:
    """Whether figures have a number in common, open ends being taken for a tenth: "at least 9" and 14 are two figures."""
    low = max(row.bounds[0] if row.low is not None else row.bounds[1] * (1 - ABOUT) for row in rows)
    high = min(row.bounds[1] if row.high is not None else row.bounds[0] * (1 + ABOUT) for row in rows)
    return low <= high


def _disputes(ordered: Sequence[Row], asserted: Sequence[Row]) -> Iterator[Verdict]:
    """A denied figure against those of other sources that it meets; where it meets none, against all of them."""
    denied: dict[tuple[str, Figure], list[Row]] = defaultdict(list)
    for row in ordered:
        if row.stance == "denied":
            denied[row.source, figure(row)].append(row)
    for (source, _), rows in sorted(denied.items(), key=lambda entry: entry[1][0].id):
        others = [row for row in asserted if row.source != source]
        low, high = rows[0].bounds
        met = [row for row in others if row.bounds[0] <= high and low <= row.bounds[1]]
        if others:
            yield {
                "kind": "dispute",
                "rule": "dispute.figure" if met else "dispute.event",
                "source": source,
                "ids": _ids(rows),
                "of": _ids(met or others),
            }


def _parts(ordered: Sequence[Row]) -> Iterator[Verdict]:
    """Claims that name one of these as their total."""
    for row in ordered:
        for part, low in row.parts or ():
            larger = low is not None and low > row.bounds[1]
            yield {
                "kind": "part",
                "rule": "part.larger-than-total" if larger else "part.of-total",
                "ids": [row.id, part],
                "flagged": larger,
            }
