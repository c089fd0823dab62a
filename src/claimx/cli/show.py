"""``claimx show``: an article on the terminal, its claims marked, their records beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimx.cli.options import log_options, make_extractor, model_options, reading_options
from claimx.cli.reading import Reading
from claimx.console import Log, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimx.models import Article
    from claimx.read import ReadOptions
    from claimx.schema import Record


@click.command(
    epilog="""\b
Examples:
    claimx show seeds/000_ace7b907fc964732.txt
    claimx show seeds/000_ace7b907fc964732.txt --explain
    claimx show seeds/ --records claims.jsonl
"""
)
@reading_options
@model_options
@log_options
@click.option(
    "--explain",
    is_flag=True,
    help="Tell per field which words and which rules filled it, what else was proposed, why it won, and how sure it is.",
)
@click.option("--records", "stored", metavar="FILE", help="Show these records instead of extracting.")
@click.option(
    "--confidence",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Estimate confidence by the weights in FILE (see `claimx fit`).",
)
@click.option("--all", "whole", is_flag=True, help="Print whole articles, not only the paragraphs with claims.")
def show(
    paths: tuple[str, ...],
    options: ReadOptions,
    model: str | None,
    lexicon_dir: Path | None,
    log: Log,
    explain: bool,
    stored: str | None,
    confidence: Path | None,
    whole: bool,
) -> int:
    """Show articles with their claims marked, and each claim's record.

    Every claim has a number, in the text and before its record.
    """
    from claimx.confidence import read_weights, with_confidence
    from claimx.show import show as lines

    weights = read_weights(confidence) if confidence else None
    reading = Reading(log)
    articles = reading.articles(paths, options)
    for article, records in _claims(reading, articles, stored, model, lexicon_dir, explain=explain):
        choices = getattr(records, "choices", {})
        told = with_confidence(records, weights) if weights else records
        marked(lines(article, told, explain=explain, whole=whole, choices=choices, weights=weights))
    return 1 if reading.failed else 0


def _claims(
    reading: Reading,
    articles: Iterable[Article],
    stored: str | None,
    model: str | None,
    lexicon_dir: Path | None,
    *,
    explain: bool,
) -> Iterator[tuple[Article, list[Record]]]:
    if stored is None:
        for article, found in make_extractor(model, lexicon_dir, explain=explain).pipe(articles):
            reading.fail_in(found)
            yield article, found
        return
    from claimx.stored import by_document, fits, read_records

    known = by_document(read_records([stored]))
    for article in articles:
        yield article, [record for record in known.get(article.sha256, []) if fits(record, article.text)]
