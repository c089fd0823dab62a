"""``claimx compare`` and ``claimx check``: claims beside claims, and beside a curated series."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli.options import min_confidence_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimx.confidence import Least

KINDS = ("conflict", "dispute", "update", "agreement", "restatement", "part")


@click.command(
    epilog="""\b
Examples:
    claimx compare monday.jsonl tuesday.jsonl --format table
    claimx extract texts/ | claimx compare - --only conflict | jq '.verdicts[0].factor'
    claimx compare claims.parquet --format csv > series.csv
""",
)
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...")
@click.option("--format", "form", type=click.Choice(("jsonl", "table", "csv")), default="jsonl", show_default=True)
@click.option(
    "--only", multiple=True, type=click.Choice(KINDS), help="Show only series with such a verdict, as often as needed."
)
@click.option(
    "--least",
    default=2,
    show_default=True,
    metavar="N",
    type=click.IntRange(min=1),
    help="Leave out series of fewer records; 1 shows lone claims too.",
)
@min_confidence_option("those that tell none are kept")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes for JSON Lines (default: as many as cores).",
)
def compare(
    records: tuple[str, ...], form: str, only: tuple[str, ...], least: int, min_confidence: Least, jobs: int | None
) -> None:
    """Group the claims of many articles into series and show restatements, updates, agreements, conflicts, disputes.

    RECORDS are files that `claimx extract` wrote (JSON Lines, also .gz, or Parquet); - is standard input.
    """  # fmt: skip
    from claimx.compare import compare as run
    from claimx.compare import write_series

    stdin = sys.stdin.buffer if "-" in records else None
    if form == "jsonl":
        write_series(records, sys.stdout.buffer, stdin, least, only, jobs or _cores(), min_confidence)
        sys.stdout.buffer.flush()
        return
    found: Iterable[dict[str, Any]] = run(records, stdin, least, min_confidence)
    if only:
        found = (one for one in found if any(verdict["kind"] in only for verdict in one["verdicts"]))
    if form == "csv":
        _csv(_COLUMNS, (_row(one) for one in found))
    else:
        _table(found)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _lines(found: Iterable[dict[str, Any]]) -> None:
    from claimx.write.jsonl import line_of

    out = sys.stdout.buffer
    for one in found:
        out.write(line_of(one))
    out.flush()


_COLUMNS = (
    "id", "kind", "event", "category", "part", "model", "per", "affected", "giver", "scope", "place", "start", "end",
    "records", "articles", "sources", "lowest_low", "highest_high", *(f"{kind}s" for kind in KINDS), "factor", "flagged",
)  # fmt: skip


def _row(one: dict[str, Any]) -> list[Any]:
    counts = Counter(verdict["kind"] for verdict in one["verdicts"])
    plain = {
        **one,
        "affected": one["affected"] and one["affected"]["name"],
        "giver": one["giver"] and one["giver"]["name"],
        "sources": len(one["sources"]),
        **{f"{kind}s": counts[kind] for kind in KINDS},
        "factor": _factor(one),
        "flagged": sum(bool(verdict.get("flagged")) for verdict in one["verdicts"]),
    }
    return [plain[name] for name in _COLUMNS]


def _factor(one: dict[str, Any]) -> float | None:
    return max((verdict["factor"] for verdict in one["verdicts"] if verdict.get("factor")), default=None)


def _csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    from claimx.write.tables import cell

    text = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _table(found: Iterable[dict[str, Any]]) -> None:
    from claimx.console import table

    lines = [(_rank(one), _cells(one)) for one in found]
    lines.sort(key=lambda line: line[0])
    rows = [cells for _, cells in lines]
    columns = ["counted", "whose, where", "when", "figures", "records", "sources", "what they say to each other"]
    if sys.stdout.isatty() and shutil.get_terminal_size().columns < WIDE:
        columns = ["counted", "figures", columns[-1]]
        rows = [
            [
                " · ".join(filter(None, row[:3])),
                f"{row[3]} · {_count(row[4], 'record')}, {_count(row[5], 'source')}",
                row[6],
            ]
            for row in rows
        ]
    table(f"{len(lines)} series", columns, rows)


# Seven columns fold dates and names where there are fewer characters in a line.
WIDE = 140


def _count(number: str, noun: str) -> str:
    return f"{number} {noun}" if number == "1" else f"{number} {noun}s"


def _rank(one: dict[str, Any]) -> tuple[Any, ...]:
    """Conflicts first, the widest first, those that may be a risen toll after the others; then disputes, flags, the longest."""
    kinds = {verdict["kind"] for verdict in one["verdicts"]}
    conflict = _widest(one)
    flagged = any(verdict.get("flagged") for verdict in one["verdicts"])
    return (
        conflict is None,
        conflict is not None and conflict["rule"] == "conflict.next-day",
        0 if conflict is None else -_width(conflict),
        "dispute" not in kinds,
        not flagged,
        -one["records"],
        one["id"],
    )


def _width(conflict: dict[str, Any]) -> float:
    """A conflict's factor; of none against any number it is the widest."""
    factor = conflict["factor"]
    return float("inf") if factor is None else float(factor)


def _widest(one: dict[str, Any]) -> dict[str, Any] | None:
    """The conflict to show: a sure one before one that may be a risen toll, the widest, the last."""
    found = [verdict for verdict in one["verdicts"] if verdict["kind"] == "conflict"]
    return max(
        found, key=lambda each: (each["rule"] != "conflict.next-day", _width(each), each["day"] or ""), default=None
    )


def _cells(one: dict[str, Any]) -> list[str]:
    category = None if one["category"] == "unspecified" else one["category"]
    counted = [one["event"], category, one["part"], one["model"], one["per"] and f"a {one['per']}"]
    when = " to ".join(sorted({day for day in (one["start"], one["end"]) if day})) or "undated"
    if one["scope"] == "cumulative":
        when = f"total, {when if one['start'] else f'to {when}'}"
    return [
        " ".join(part.replace("_", " ") for part in counted if part),
        ", ".join(dict.fromkeys(name for name in ((one["affected"] or {}).get("name"), one["place"]) if name)),
        when,
        _figures(one),
        str(one["records"]),
        str(len(one["sources"])),
        ", ".join(_told(one)),
    ]


# What a verdict is called where its kind says too little.
_CALLED = {
    "conflict.next-day": "higher the next day",
    "update.total-falls": "total falls",
    "update.corrected-down": "corrected down",
    "update.rise": "rise",
    "part.larger-than-total": "part larger than total",
    "agreement.open-bound": "no contradiction",
}


def _told(one: dict[str, Any]) -> Iterator[str]:
    """The widest conflict with its figures and sources, then how often there is what else."""
    conflict = _widest(one)
    if conflict is not None:
        names = {source["key"]: source["name"] or "the writer" for source in one["sources"]}
        sides = [
            f"{_span(side['low'], side['high'])} ({', '.join(names[key] for key in side['sources'][:MOST])}"
            + (f" and {len(side['sources']) - MOST} more)" if len(side["sources"]) > MOST else ")")
            for side in conflict["sides"]
        ]
        if len(sides) > MOST + 1:
            sides = [sides[0], f"{len(sides) - 2} more", sides[-1]]
        factor = "" if conflict["factor"] is None else f" x{conflict['factor']:g}"
        yield f"{_CALLED.get(conflict['rule'], 'conflict')}{factor}: {' / '.join(sides)}"
    counts = Counter(
        _CALLED.get(verdict["rule"], verdict["kind"]) for verdict in one["verdicts"] if verdict is not conflict
    )
    yield from (f"{count} x {name}" if count > 1 else name for name, count in counts.items())


# Sources and sides told by name in a cell; the lines of JSON name all.
MOST = 2


def _figures(one: dict[str, Any]) -> str:
    """From the lowest low to the highest high; where "100 or more" was said beside 45, that is told too."""
    low, high = one["lowest_low"], one["highest_high"]
    open_lows = [claim["low"] for claim in one["claims"] if claim["stance"] == "asserted" and claim["high"] is None]
    top = max((each for each in open_lows if each is not None), default=None)
    if low is not None and top is not None and top > low and (high is None or top > high):
        return f"{low:,} to {top:,} or more"
    return _span(low, high)


def _span(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "unknown" if low is high else f"{low:,} or more" if low is not None else f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


_CHECK_COLUMNS = (
    "id", "verdict", "rule", "column", "day", "claimed_low", "claimed_high", "expected", "by", "share", "match", "matches",
    "document",
)  # fmt: skip


@click.command(
    epilog="""\b
Examples:
    claimx check records.jsonl --against russia_losses_equipment.json
    claimx extract texts/ | claimx check - --against tolls.csv --mapping tolls.toml --format table
""",
)
@click.argument("records", metavar="RECORDS")
@click.option(
    "--against",
    required=True,
    metavar="SERIES",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The series: CSV or JSON with a date and values.",
)
@click.option(
    "--mapping",
    default="ukraine-general-staff",
    show_default=True,
    metavar="NAME|FILE.toml",
    help="What its columns count: a mapping that ships with claimx, or a file.",
)
@click.option("--format", "form", type=click.Choice(("jsonl", "table", "csv")), default="jsonl", show_default=True)
@min_confidence_option("those that tell none are kept")
def check(records: str, against: Path, mapping: str, form: str, min_confidence: Least) -> None:
    """Compare claims with an official or curated series: equal, within the hedge, different, or no such day.

    A claim with a wrong date shows as a match on another day. Claims that the series does not count are passed over.
    """  # fmt: skip
    from claimx.cli.measure import records_of
    from claimx.compare.check import check as run
    from claimx.compare.curated import load_mapping, load_series
    from claimx.confidence import sure_row
    from claimx.console import Log, table
    from claimx.stored import lines

    curated = load_series(against, load_mapping(mapping))
    read = 0

    def counted(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        nonlocal read
        for record in records:
            if sure_row(record, min_confidence, untold=True):
                read += 1
                yield record

    counts: Counter[str] = Counter()
    with lines(records) as file:
        found = list(run(counted(records_of(file, records)), curated))
    counts.update(one.verdict for one in found)
    if form == "jsonl":
        _lines(one.as_json() for one in found)
    elif form == "csv":
        _csv(_CHECK_COLUMNS, ([one.as_json()[name] for name in _CHECK_COLUMNS] for one in found))
    else:
        columns = ("verdict", "column", "day", "claimed", "expected", "by", "matches on", "document")
        table("", columns, _check_rows(found))
    names = ("equal", "within_hedge", "differs", "no_such_day")
    told = ", ".join(f"{counts[name]:,} {name.replace('_', ' ')}" for name in names)
    # How many it does not count is told too: a mapping that fits nothing would look like claims without a fault.
    Log().summary(f"{told}; {read - len(found):,} of {read:,} claims are not what {curated.mapping.name} counts")


def _check_rows(found: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    for one in found:
        claimed = _span(one.claimed_low, one.claimed_high)
        yield (
            one.verdict.replace("_", " "),
            one.column,
            one.day or "",
            claimed,
            "" if one.expected is None else f"{one.expected:,}",
            "" if one.by is None else f"{one.by:+,}",
            _match(one),
            one.document,
        )


def _match(one: Any) -> str:
    if one.rule == "check.other-count":
        return "the day's count" if one.column.find(" (") < 0 else "the total"
    return (one.match or "") + (f" and {one.matches - 1} more" if one.matches > 1 else "")
