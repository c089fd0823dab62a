"""``claimx fit``: weights of confidence from marked claims."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimx.cli.options import output_option, spare_inputs
from claimx.console import Log, table

if TYPE_CHECKING:
    from claimx.confidence import Weights


@click.command(
    epilog="""\b
Examples:
    claimx extract marked/ -o records.jsonl
    claimx fit gold.jsonl records.jsonl -o weights.json
    claimx extract articles/ --confidence weights.json --min-confidence affected=.9
"""
)
@click.argument("gold", metavar="GOLD")
@click.argument("records", metavar="RECORDS")
@output_option("Write the weights to FILE, whole or not at all.", required=True)
@click.option(
    "--from",
    "start",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Move the weights in FILE as far as the records tell (default: those that ship with claimx).",
)
@click.option("--anew", is_flag=True, help="Begin from nothing instead; worth it from some 500 records.")
@click.option("-q", "--quiet", is_flag=True, help="No table and no summary; errors are still told.")
def fit(gold: str, records: str, output: Path, start: Path | None, anew: bool, quiet: bool) -> None:
    """Fit the weights of confidence to marked claims, so that it holds for your own sources.

    GOLD holds annotated claims (docs/evaluation.md) or corrected records, RECORDS what `claimx extract` printed of the same
    documents; - is standard input. The figures are out of fold: no record is judged by weights that saw its document.
    """  # fmt: skip
    from claimx import __version__
    from claimx.confidence import load_weights, read_weights
    from claimx.evaluate import read_flat
    from claimx.evaluate.fitting import cases_of
    from claimx.evaluate.fitting import fit as run
    from claimx.stored import lines, read_records
    from claimx.write import atomic

    if start and anew:
        raise click.UsageError("--anew begins from nothing, and --from with a file: give one of them")
    spare_inputs([output], [gold, records, *([str(start)] if start else [])])
    before = None if anew else read_weights(start) if start else load_weights()
    with lines(gold) as file:
        wanted = read_flat(file, gold)
    cases = cases_of(read_records([records]), wanted)
    fitted = run(cases, dt.datetime.now(tz=dt.UTC).date(), __version__, before).weights
    with atomic(output) as part:
        part.write_text(fitted.model_dump_json(indent=2) + "\n", encoding="utf-8")
    if not quiet:
        _table(fitted)
    documents = len({case.document for case in cases})
    Log(quiet=quiet).summary(f"fitted on {len(cases):,} records of {documents:,} documents")


def _table(weights: Weights) -> None:
    table(
        "out of fold",
        ("confidence in", "records", "right", "calibration error", "AUC", "90% right: kept", "95% right: kept"),
        [
            (
                name, f"{one.figures.records:,}", f"{one.figures.right:.3f}", f"{one.figures.ece:.3f}",
                "" if one.figures.auc is None else f"{one.figures.auc:.3f}",
                f"{one.figures.coverage_90:.3f}", f"{one.figures.coverage_95:.3f}",
            )
            for name, one in weights.models.items()
        ],
    )  # fmt: skip
