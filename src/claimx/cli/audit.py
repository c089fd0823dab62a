"""``claimx audit``: the numbers that are in no record, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimx.cli.options import log_options, make_extractor, model_options, reading_options
from claimx.cli.reading import Reading
from claimx.console import Log
from claimx.visible import visible

if TYPE_CHECKING:
    from claimx.read import ReadOptions


@click.command(
    epilog="""\b
Example:
    claimx audit seeds/003_347be8702a44becd.txt
"""
)
@reading_options
@model_options
@log_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "jsonl")),
    default="text",
    show_default=True,
    help="Form of the output.",
)
def audit(
    paths: tuple[str, ...],
    options: ReadOptions,
    model: str | None,
    lexicon_dir: Path | None,
    log: Log,
    form: str,
) -> int:
    """Show every number that is in no record, and why.

    Digits, number words and counting articles, one line each: file and offsets, the rule that refused it, the reason,
    and the words.
    """
    from claimx.pipeline import FAULT
    from claimx.write.jsonl import escaped

    reading = Reading(log)
    extractor = make_extractor(model, lexicon_dir)
    for article in reading.articles(paths, options):
        for refusal in extractor.audit(article):
            reading.failed += refusal.rule == FAULT
            if form == "jsonl":
                told = {
                    "document": article.id, "path": article.path, "start": refusal.start, "end": refusal.end,
                    "text": refusal.text, "rule": refusal.rule, "reason": refusal.reason,
                }  # fmt: skip
                line = escaped(json.dumps(told))
            else:
                where = f"{visible(article.path)}:{refusal.start}-{refusal.end}"
                line = f"{where}\t{refusal.rule}\t{visible(refusal.reason)}\t{visible(refusal.text)}"
            click.echo(line)
    return 1 if reading.failed else 0
