"""``claimx export`` and ``claimx import``: claims to annotation tools, and corrected annotations back as gold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from claimx.cli.options import output_option, spare_inputs, texts_options
from claimx.console import Log

TOOLS = ("label-studio", "doccano", "prodigy")


@click.command(
    epilog="""\b
Examples:
    claimx export claims.jsonl --texts articles/ --to label-studio -o tasks.json
    claimx export claims.jsonl --texts articles/ --to doccano -o tasks.jsonl
"""
)
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...")
@click.option("--to", "tool", required=True, type=click.Choice(TOOLS), help="The tool to write for.")
@texts_options(required=True)
@output_option("Write the tasks to FILE; settings of the tool are written beside it.", required=True)
@click.option("-q", "--quiet", is_flag=True, help="No notes and no summary; errors are still told.")
def export(
    records: tuple[str, ...], tool: str, texts: tuple[str, ...], globs: tuple[str, ...], output: Path, quiet: bool
) -> int:
    """Write RECORDS as predictions for an annotation tool.

    Every article becomes a task with its claims marked, each tied to its parties, source, date and place
    (docs/review-loop.md).
    """  # fmt: skip
    from claimx.exchange import export as write
    from claimx.exchange import tasks_of
    from claimx.stored import read_records, read_texts
    from claimx.write import atomic

    spare_inputs([output], [*records, *texts], globs)
    log = Log(quiet=quiet)
    found = read_records(records)
    known, problems = read_texts(texts, {record.document.sha256 for record in found}, globs)
    for problem in problems:
        log.error(problem)
    tasks, without = tasks_of(found, known)
    for path in without:
        log.warning("its text was not found or has changed; left out", path=path)
    made = write(tool, tasks)
    spare_inputs([output, *(output.parent / name for name in made.settings)], [*records, *texts], globs)
    with atomic(output) as part:
        part.write_text(made.text, encoding="utf-8", newline="")
    for name, text in made.settings.items():
        with atomic(output.parent / name) as part:
            part.write_text(text, encoding="utf-8", newline="")
    for note in made.notes:
        log.warning(note)
    marks, ties = sum(len(task.marks) for task in tasks), sum(len(task.ties) for task in tasks)
    claims = sum(mark.is_claim for task in tasks for mark in task.marks)
    log.summary(
        f"{len(tasks):,} tasks, {claims:,} claims, {marks:,} marks, {ties:,} ties",
        tasks=len(tasks),
        claims=claims,
        marks=marks,
        ties=ties,
    )
    return 1 if problems or without else 0


@click.command(
    "import",
    epilog="""\b
Examples:
    claimx import corrected.json --from label-studio --records claims.jsonl -o gold.jsonl
    claimx import corrected.jsonl --from doccano --records claims.jsonl --measured measured.json --suppress suppress.txt -o gold.jsonl
""",
)
@click.argument("corrected", metavar="CORRECTED")
@click.option(
    "--from",
    "tool",
    required=True,
    type=click.Choice((*TOOLS, "claimx")),
    help="The tool that exported CORRECTED; claimx: reviewed.jsonl of `claimx serve`.",
)
@click.option(
    "--records",
    multiple=True,
    required=True,
    metavar="FILE",
    help="The records that were exported to the tool, as often as needed.",
)
@output_option("Write the gold to FILE, whole or not at all.")
@click.option(
    "--measured",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write how often each rule was right (for `claimx rules`).",
)
@click.option(
    "--suppress",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the ids of rejected records (for `claimx extract`).",
)
@click.option("-q", "--quiet", is_flag=True, help="No notes and no summary; errors are still told.")
def import_command(
    corrected: str,
    tool: str,
    records: tuple[str, ...],
    output: Path | None,
    measured: Path | None,
    suppress: Path | None,
    quiet: bool,
) -> None:
    """Turn corrected annotations into gold for `claimx eval`.

    What was left alone keeps its record's values; for what is new claimx reads the words, and tells what it took them for.
    """  # fmt: skip
    from claimx.exchange import gold_of, measure, read_corrected, read_reviewed, rejected
    from claimx.stored import lines, read_records
    from claimx.write import atomic
    from claimx.write.jsonl import escaped

    spare_inputs([output, measured, suppress], [corrected, *records])
    log = Log(quiet=quiet)
    found = read_records(records)
    with lines(corrected) as file:
        text = file.read()
    notes: list[str] = []
    if tool == "claimx":
        gold = read_reviewed(text, corrected)
    else:
        tasks, notes = read_corrected(tool, text, corrected)
        gold = gold_of(tasks, found)
    for note in (*notes, *gold.notes):
        log.warning(note)
    text = "".join(escaped(json.dumps(line, ensure_ascii=False)) + "\n" for line in gold.lines)
    if output:
        with atomic(output) as part:
            part.write_text(text, encoding="utf-8", newline="")
    else:
        click.echo(text, nl=False)
    if measured:
        with atomic(measured) as part:
            part.write_text(measure(gold, found).model_dump_json(indent=1) + "\n", encoding="utf-8")
    out = rejected(gold, found)
    if suppress:
        with atomic(suppress) as part:
            part.write_text(
                "# Records that a person rejected, for `claimx extract --suppress`.\n"
                + "".join(f"{one}\n" for one in out)
            )
    claims = sum(record.document.sha256 in gold.checked for record in found)
    log.summary(f"{len(gold.checked):,} articles checked, {claims:,} records, {len(gold.lines):,} gold claims, {len(out):,} rejected",
                articles=len(gold.checked), records=claims, claims=len(gold.lines), rejected=len(out))  # fmt: skip


# The name of a command is what people type; `import` is no name in Python.
globals()["import"] = import_command
