"""``claimx extract``: articles in, records out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimx.cli.options import log_options, model_options, read_options, reading_options
from claimx.console import Log

if TYPE_CHECKING:
    from claimx.models import Article
    from claimx.read import ReadOptions


@click.command(epilog="""\b
Examples:
    claimx extract seeds/
    claimx extract seeds/ | jq -c '[.kind,.event,.quantity.low,.affected.name]'
""")
@reading_options
@model_options
@log_options
def extract(
    paths: tuple[str, ...],
    globs: tuple[str, ...],
    input_format: str | None,
    fields: dict[str, str],
    published: date | None,
    publisher: str | None,
    max_bytes: int,
    model: str | None,
    lexicon_dir: Path | None,
    log_format: str,
    quiet: bool,
) -> int:
    """Print the claims of articles as records, JSON Lines on standard output.

    PATH is a file, a folder (searched with all its folders) or - for standard input.
    """
    from claimx.pipeline import Extractor
    from claimx.write.jsonl import JsonLines

    began = time.monotonic()
    log = Log(as_json=log_format == "json", quiet=quiet)
    options = read_options(globs, input_format, fields, published, publisher, max_bytes)
    reading = _Reading(log)
    writer = JsonLines(sys.stdout.buffer)
    extractor = Extractor(model=model, lexicon_dir=lexicon_dir)
    claims = 0
    for article, records in extractor.pipe(reading.articles(paths, options)):
        writer.write(article, records)
        claims += len(records)
    seconds = time.monotonic() - began
    log.summary(
        f"{reading.read} articles, {claims} claims, {reading.failed} failures in {seconds:.1f} s",
        articles=reading.read, claims=claims, failures=reading.failed, seconds=round(seconds, 3),
    )  # fmt: skip
    return 1 if reading.failed else 0


class _Reading:
    """Reads on behalf of a command: tells what fails, counts what does not."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.read = 0
        self.failed = 0

    def articles(self, paths: tuple[str, ...], options: ReadOptions) -> Iterator[Article]:
        from claimx.errors import ReadError
        from claimx.read import Notice, read

        for outcome in read(paths, options):
            if isinstance(outcome, ReadError):
                self.failed += 1
                self._log.error(outcome)
            elif isinstance(outcome, Notice):
                self._log.warning(outcome.message, outcome.path)
            else:
                self.read += 1
                yield outcome
