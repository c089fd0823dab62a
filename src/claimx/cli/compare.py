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

from claimx.cli.digest import digest, span, weightiest
from claimx.cli.options import min_confidence_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimx.confidence import Least

KINDS = ("conflict", "dispute", "update", "agreement", "restatement", "part")


def _kinds(context: click.Context, option: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of verdicts asked for, of options that may hold several with commas."""
    kinds = tuple(kind.strip() for each in value for kind in each.split(","))
    for kind in kinds:
        if kind not in KINDS:
            raise click.BadParameter(f"{kind!r} is not one of {', '.join(KINDS)}.", context, option)
    return kinds


@click.command(
    epilog="""\b
Examples:
    claimx compare monday.jsonl tuesday.jsonl --format table
    claimx extract texts/ | claimx compare - --only conflict | jq '.verdicts[0].factor'
    claimx compare records.jsonl --only conflict,dispute --min-gap 1.5 --format table
    claimx compare claims.parquet --format csv > series.csv
""",
)
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...")
@click.option("--format", "form", type=click.Choice(("jsonl", "table", "csv")), default="jsonl", show_default=True)
@click.option(
    "--only",
    multiple=True,
    metavar="KIND[,KIND]",
    callback=_kinds,
    help=f"Show only series with such a verdict: {', '.join(KINDS)}.",
)
@click.option(
    "--min-gap",
    default=1.0,
    metavar="FACTOR",
    type=click.FloatRange(min=1),
    help="Pass over conflicts whose figures are less than FACTOR times apart; alone, show conflicts and disputes only.",
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
    records: tuple[str, ...],
    form: str,
    only: tuple[str, ...],
    min_gap: float,
    least: int,
    min_confidence: Least,
    jobs: int | None,
) -> None:
    """Group the claims of many articles into series and show restatements, updates, agreements, conflicts, disputes.

    RECORDS are files that `claimx extract` wrote (JSON Lines, also .gz, or Parquet); - is standard input.
    """  # fmt: skip
    from claimx.compare import compare as run
    from claimx.compare import wanted, write_series

    stdin = sys.stdin.buffer if "-" in records else None
    if form == "jsonl":
        write_series(records, sys.stdout.buffer, stdin, least, only, jobs or _cores(), min_confidence, min_gap)
        sys.stdout.buffer.flush()
        return
    found = (one for one in run(records, stdin, least, min_confidence) if wanted(one, only, min_gap))
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
    """Conflicts and disputes first, the weightiest first, those that may be a risen toll after the others; then flags, the longest."""
    verdict = weightiest(one)
    flagged = any(verdict.get("flagged") for verdict in one["verdicts"])
    return (
        verdict is None,
        verdict is not None and verdict["rule"] == "conflict.next-day",
        0 if verdict is None else -verdict["weight"],
        not flagged,
        -one["records"],
        one["id"],
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
    "update.risen": "risen the next day",
    "part.larger-than-total": "part larger than total",
    "agreement.open-bound": "no contradiction",
}


def _told(one: dict[str, Any]) -> Iterator[str]:
    """The weightiest conflict or dispute in words, then how often there is what else."""
    top = weightiest(one)
    if top is not None:
        factor = f" x{top['factor']:g}" if top.get("factor") else ""
        yield f"{_CALLED.get(top['rule'], top['kind'])}{factor}: {digest(top)}"
    counts = Counter(_CALLED.get(verdict["rule"], verdict["kind"]) for verdict in one["verdicts"] if verdict is not top)
    yield from (f"{count} x {name}" if count > 1 else name for name, count in counts.items())


def _figures(one: dict[str, Any]) -> str:
    """From the lowest low to the highest high; where "100 or more" was said beside 45, that is told too."""
    low, high = one["lowest_low"], one["highest_high"]
    open_lows = [claim["low"] for claim in one["claims"] if claim["stance"] == "asserted" and claim["high"] is None]
    top = max((each for each in open_lows if each is not None), default=None)
    if low is not None and top is not None and top > low and (high is None or top > high):
        return f"{low:,} to {top:,} or more"
    return span(low, high)


_CHECK_COLUMNS = (
    "id", "verdict", "rule", "column", "day", "claimed_low", "claimed_high", "expected", "by", "share", "match", "matches",
    "document", "of",
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
@click.option(
    "--infer",
    is_flag=True,
    help="Print a mapping for the series, as its columns' names and the claims' figures tell it.",
)
@click.option("--format", "form", type=click.Choice(("jsonl", "table", "csv")), default="jsonl", show_default=True)
@min_confidence_option("those that tell none are kept")
def check(records: str, against: Path, mapping: str, infer: bool, form: str, min_confidence: Least) -> None:
    """Compare claims with an official or curated series: equal, within the hedge, different, or no such day.

    A claim with a wrong date shows as a match on another day. Claims of another party are listed as unmatched, with the
    nearest row that has their figure; others that the series does not count are passed over. The exit code is 1 where more
    than half of the claims listed are unmatched.
    """  # fmt: skip
    from claimx.cli.measure import records_of
    from claimx.compare.check import check as run
    from claimx.compare.curated import load_mapping, load_series
    from claimx.confidence import sure_row
    from claimx.console import Log, table
    from claimx.stored import lines

    if infer:
        from claimx.compare.infer import infer_mapping

        with lines(records) as file:
            click.echo(infer_mapping(records_of(file, records), against), nl=False)
        return
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
        found = list(run(counted(records_of(file, records)), curated, unmatched=True))
    counts.update(one.verdict for one in found)
    if form == "jsonl":
        _lines(one.as_json() for one in found)
    elif form == "csv":
        _csv(_CHECK_COLUMNS, ([one.as_json()[name] for name in _CHECK_COLUMNS] for one in found))
    else:
        columns = ("verdict", "column", "day", "claimed", "expected", "by", "matches on", "document")
        table("", columns, _check_rows(found), group="document")
    names = ("equal", "within_hedge", "differs", "no_such_day", "unmatched")
    told = ", ".join(f"{counts[name]:,} {name.replace('_', ' ')}" for name in names)
    # How many it does not count is told too: a mapping that fits nothing would look like claims without a fault.
    Log().summary(f"{told}; {read - len(found):,} of {read:,} claims are not what {curated.mapping.name} counts")
    if 2 * counts["unmatched"] > len(found):
        click.get_current_context().exit(1)


def _check_rows(found: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    for one in found:
        claimed = span(one.claimed_low, one.claimed_high)
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
    if one.verdict == "unmatched":
        asked = "what is counted?" if one.rule == "check.other-category" else "side?"
        same = f" equals {one.column} on {one.match}: {asked}" if one.match else ""
        return f"{one.of} {span(one.claimed_low, one.claimed_high)}{same}"
    if one.rule == "check.other-count":
        return "the day's count" if one.column.find(" (") < 0 else "the total"
    return (one.match or "") + (f" and {one.matches - 1} more" if one.matches > 1 else "")
