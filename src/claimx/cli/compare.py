"""``claimx compare`` and ``claimx check``: claims beside claims, and beside a curated series."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
@click.option(
    "--min-confidence",
    default=0.0,
    metavar="P",
    type=click.FloatRange(0, 1),
    help="Leave out records of a confidence below P (0 to 1); those that tell none are kept.",
)
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes for JSON Lines (default: as many as cores).",
)
def compare(
    records: tuple[str, ...], form: str, only: tuple[str, ...], least: int, min_confidence: float, jobs: int | None
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
    columns = ("counted", "whose", "where", "when", "figures", "records", "sources", "verdicts")
    table(f"{len(lines)} series", columns, [cells for _, cells in lines])


def _rank(one: dict[str, Any]) -> tuple[Any, ...]:
    """Conflicts first, the widest first; then disputes, flags, and the longest series."""
    kinds = {verdict["kind"] for verdict in one["verdicts"]}
    flagged = any(verdict.get("flagged") for verdict in one["verdicts"])
    return (
        "conflict" not in kinds,
        -(_factor(one) or 0),
        "dispute" not in kinds,
        not flagged,
        -one["records"],
        one["id"],
    )


def _cells(one: dict[str, Any]) -> list[str]:
    rules = Counter(verdict["rule"] for verdict in one["verdicts"])
    factor = _factor(one)
    told = [f"{rule} x{count}" if count > 1 else rule for rule, count in rules.items()]
    return [
        " ".join(
            filter(None, (one["event"], one["category"], one["part"], one["model"], one["per"] and f"a {one['per']}"))
        ),
        (one["affected"] or {}).get("name") or "",
        one["place"] or "",
        f"{one['scope']} {one['start'] or ''}"
        + (f" to {one['end']}" if one["end"] and one["end"] != one["start"] else ""),
        f"{_bound(one['lowest_low'])} to {_bound(one['highest_high'])}",
        str(one["records"]),
        str(len(one["sources"])),
        ", ".join(told) + (f" (factor {factor:g})" if factor else ""),
    ]


def _bound(value: float | None) -> str:
    return "open" if value is None else f"{value:,}"


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
def check(records: str, against: Path, mapping: str, form: str) -> None:
    """Compare claims with an official or curated series: equal, within the hedge, different, or no such day.

    A claim with a wrong date shows as a match on another day. Claims that the series does not count are passed over.
    """  # fmt: skip
    from claimx.cli.measure import lines_of, records_of
    from claimx.compare.check import check as run
    from claimx.compare.check import load_mapping, load_series

    curated = load_series(against, load_mapping(mapping))
    with lines_of(records) as lines:
        found = run(records_of(lines, records), curated)
        if form == "jsonl":
            _lines(one.as_json() for one in found)
        elif form == "csv":
            _csv(_CHECK_COLUMNS, ([one.as_json()[name] for name in _CHECK_COLUMNS] for one in found))
        else:
            _check_table(list(found))


def _check_table(found: list[Any]) -> None:
    from claimx.console import table

    counts = Counter(one.verdict for one in found)
    title = ", ".join(
        f"{counts[name]} {name.replace('_', ' ')}" for name in ("equal", "within_hedge", "differs", "no_such_day")
    )
    columns = ("verdict", "column", "day", "claimed", "expected", "by", "matches on", "document")
    table(title, columns, _check_rows(found))


def _check_rows(found: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    for one in found:
        claimed = _bound(one.claimed_low)
        if one.claimed_high != one.claimed_low:
            claimed = f"{claimed} to {_bound(one.claimed_high)}"
        yield (
            one.verdict.replace("_", " "),
            one.column,
            one.day or "",
            claimed,
            "" if one.expected is None else f"{one.expected:,}",
            "" if one.by is None else f"{one.by:+,}",
            (one.match or "") + (f" and {one.matches - 1} more" if one.matches > 1 else ""),
            one.document,
        )
