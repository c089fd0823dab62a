"""``claimx eval`` and ``claimx diff``: how good a run is, and what changed between two."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimx.diff import Diff
    from claimx.evaluate import Evaluation, Flat
    from claimx.evaluate.calibration import Coverage
    from claimx.evaluate.figures import Group


def records_of(lines: Iterable[str], path: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of lines, one by one. Raises RecordError naming the line."""
    from claimx.evaluate.claims import numbered_rows

    return (row for _, row in numbered_rows(lines, path))


@click.command(
    "eval",
    epilog="""\b
Examples:
    claimx eval gold.jsonl records.jsonl --errors 20
    claimx extract texts/ | claimx eval gold.jsonl - --by event --by document
    claimx eval gold.jsonl records.jsonl --format json | jq .scores.record.f1
    claimx eval gold.jsonl records.jsonl --calibration
""",
)
@click.argument("gold", metavar="GOLD")
@click.argument("records", metavar="RECORDS")
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(("event", "category", "party", "document")),
    help="Tables to show beside the whole, as often as needed (JSON holds all).",
)
@click.option("--errors", default=0, metavar="N", help="Show the first N disagreements with their reasons; -1 for all.")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@click.option("--intervals/--no-intervals", default=True, help="Bootstrap 95% intervals, on by default.")
@click.option(
    "--calibration",
    "calibrated",
    is_flag=True,
    help="Show what the records' confidence is worth, field by field, instead of the other tables.",
)
def eval(  # noqa: A001 - the name that people type
    gold: str, records: str, by: tuple[str, ...], errors: int, form: str, intervals: bool, calibrated: bool
) -> None:
    """Measure RECORDS against GOLD: precision, recall, F1, accuracy of fields.

    GOLD holds annotated claims (docs/evaluation.md) or records; RECORDS what `claimx extract` printed; - is standard
    input.
    """  # fmt: skip
    from claimx.evaluate import evaluate, read_flat
    from claimx.evaluate.figures import RESAMPLES
    from claimx.stored import lines

    with lines(gold) as file:
        wanted = read_flat(file, gold)
    with lines(records) as file:
        found = read_flat(file, records)
    if calibrated:
        _calibration(wanted, found, records, form)
        return
    from claimx.write.jsonl import escaped

    result = evaluate(wanted, found, RESAMPLES if intervals else 0)
    shown = result.disagreements if errors < 0 else result.disagreements[:errors]
    if form == "json":
        told = [{name: getattr(one, name) for name in one.__slots__} for one in shown]
        click.echo(escaped(json.dumps({**result.as_json(), "errors": told}, ensure_ascii=False)))
        return
    _tables(result, by)
    for one in shown:
        from claimx.visible import visible

        click.echo(visible(f"{one.doc}: {one.type}: '{one.text}': {one.reason}"))
        click.echo(f"    {visible(one.quote[:200])}")


def _calibration(gold: list[Flat], found: list[Flat], path: str, form: str) -> None:
    from claimx.errors import RecordError
    from claimx.evaluate.calibration import BINS, calibration
    from claimx.evaluate.pairs import judge

    told = calibration(judge(gold, found))
    if not told:
        raise RecordError("no record has a confidence to measure; extract the texts again", path)
    if form == "json":
        click.echo(json.dumps({name: asdict(one) for name, one in told.items()}))
        return
    from claimx.console import table

    table(
        "confidence",
        ("confidence in", "records", "mean", "right", "calibration error", "AUC", "90% right: kept", "from", "95% right: kept", "from"),
        [
            (
                name, str(one.records), f"{one.confidence:.3f}", f"{one.right:.3f}", f"{one.ece:.3f}",
                "" if one.auc is None else f"{one.auc:.3f}",
                *(cell for cover in (one.coverage_90, one.coverage_95) for cell in _cover(cover)),
            )
            for name, one in told.items()
        ],
    )  # fmt: skip
    table(
        "share right, by confidence",
        ("confidence", *told),
        [
            (
                f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}",
                *(
                    next((f"{one.right:.2f} of {one.records}" for one in each.bins if one.low == number / BINS), "")
                    for each in told.values()
                ),
            )
            for number in range(BINS)
        ],
    )


def _cover(cover: Coverage) -> tuple[str, str]:
    """The share that is kept, and the bound that keeps it."""
    return f"{cover.share:.3f}", "" if cover.at_least is None else f"{cover.at_least:.2f}"


def _tables(result: Evaluation, by: tuple[str, ...]) -> None:
    from claimx.console import table

    whole = result.whole
    table(
        f"{whole.gold} gold claims, {whole.found} records, {result.documents} documents",
        ("", "precision", "recall", "F1", "F1 95% interval"),
        [
            (level, f"{score.precision:.4f}", f"{score.recall:.4f}", f"{score.f1:.4f}", _interval(score.f1_interval))
            for level, score in whole.scores.items()
        ],
    )
    table(
        "fields of matched pairs",
        ("field", "accuracy", "95% interval", "pairs"),
        [(name, f"{one.accuracy:.4f}", _interval(one.interval), str(one.pairs)) for name, one in whole.fields.items()],
    )
    for name in by:
        table(name, (name, *_HEADS), [(value, *_line(group)) for value, group in result.by[name].items()])


_HEADS = ("gold", "records", "detect F1", "core F1", "record F1", "record 95%", "affected", "source", "date")


def _line(group: Group) -> tuple[str, ...]:
    return (
        str(group.gold),
        str(group.found),
        *(f"{group.scores[level].f1:.3f}" for level in ("detect", "core", "record")),
        _interval(group.scores["record"].f1_interval),
        *(f"{group.fields[name].accuracy:.3f}" for name in ("affected", "source", "date")),
    )


def _interval(interval: tuple[float, float] | None) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else ""


@click.command(
    "diff",
    epilog="""\b
Examples:
    claimx diff before.jsonl after.jsonl
    claimx diff before.jsonl after.jsonl --format markdown > comment.md
    claimx diff before.jsonl after.jsonl --exit-code
""",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(("table", "json", "markdown")), default="table", show_default=True)
@click.option("--exit-code", is_flag=True, help="End with 1 where anything differs, as `git diff --exit-code` does.")
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, form: str, exit_code: bool) -> None:
    """Show the records gained, lost and changed from OLD to NEW, by id."""
    from claimx.diff import diff as compute
    from claimx.stored import lines

    with lines(old) as before, lines(new) as after:
        found = compute(records_of(before, old), records_of(after, new))
    {"table": _diff_table, "json": _diff_json, "markdown": _diff_markdown}[form](found)
    if exit_code and found:
        ctx.exit(1)


def _diff_json(found: Diff) -> None:
    changed = [
        {"id": one.id, "changes": [{"field": each.field, "old": each.old, "new": each.new} for each in one.changes]}
        for one in found.changed
    ]
    from claimx.write.jsonl import escaped

    whole = {
        "gained": found.gained,
        "lost": found.lost,
        "changed": changed,
        "unchanged": found.unchanged,
        "same_place": found.same_place,
    }
    click.echo(escaped(json.dumps(whole, ensure_ascii=False)))


def _rows(found: Diff) -> Iterator[tuple[str, str, str, str, str]]:
    """What happened, document, claim, change, sentence."""
    twin = {one: other for pair in found.same_place for one, other in (pair, pair[::-1])}
    for sign, records in (("gained", found.gained), ("lost", found.lost)):
        for record in records:
            other = f"instead of {twin[record['id']]}" if record["id"] in twin else ""
            yield sign, record["document"]["id"], _told(record), other, record["evidence"]["text"]
    for one in found.changed:
        changes = "; ".join(f"{each.field}: {_value(each.old)} → {_value(each.new)}" for each in one.changes)
        yield "changed", one.old["document"]["id"], _told(one.old), changes, one.old["evidence"]["text"]


def _value(value: Any) -> str:
    return "none" if value is None else str(value)


def _told(record: Any) -> str:
    return f"{record['quantity']['text']} {record['event']} {record['category']}"


def _counts(found: Diff) -> str:
    return (
        f"{len(found.gained)} gained, {len(found.lost)} lost, {len(found.changed)} changed, {found.unchanged} unchanged"
    )


def _diff_table(found: Diff) -> None:
    from claimx.console import table

    table(_counts(found), ("", "document", "claim", "change", "sentence"), _rows(found))


def _diff_markdown(found: Diff) -> None:
    from claimx.visible import visible

    click.echo(f"**{_counts(found)}**")
    if found:
        click.echo("\n| | document | claim | change | sentence |\n| --- | --- | --- | --- | --- |")
    for row in _rows(found):
        click.echo("| " + " | ".join(_markdown(visible(cell.replace("\n", " "))) for cell in row) + " |")


# Mentions and references are looked for in the finished page, where an escaped sign is a sign again: an empty comment
# parts it from its name.
_MARKDOWN = {
    **{sign: "\\" + sign for sign in "\\`*_{}[]()+!|~$"},
    **{sign: f"&#{ord(sign)};" for sign in "<>&"},
    "@": "&#64;<!-- -->",
    "#": "&#35;<!-- -->",
}
_MARKED = re.compile(r"[\\`*_{}\[\]()+!|~$<>&@#]|(?<=:)(?=//)|(?<=\b[Ww]{3})(?=\.)|(?<=\b[Gg][Hh])(?=-\d)")


def _markdown(text: str) -> str:
    """Foreign words as plain text in a Markdown cell: no markup, no mention, no reference, no link, no HTML."""
    return _MARKED.sub(lambda match: _MARKDOWN.get(match[0], "<!-- -->"), text)
