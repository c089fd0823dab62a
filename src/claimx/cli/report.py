"""``claimx report``: records and texts as one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimx.cli.options import min_confidence_option, output_option, spare_inputs, texts_options
from claimx.console import Log

if TYPE_CHECKING:
    from claimx.confidence import Least


@click.command(
    epilog="""\b
Examples:
    claimx report claims.jsonl --texts articles/ -o report.html
    claimx report claims.jsonl --texts articles/ --comparison series.jsonl -o report.html
"""
)
@click.argument("records", nargs=-1, required=True, metavar="RECORDS...")
@texts_options(required=False)
@output_option("Write the page to FILE, whole or not at all.", required=True)
@click.option("--title", default="Claims", show_default=True, metavar="TEXT", help="Title of the page.")
@click.option("--comparison", metavar="FILE", help="Add what `claimx compare` printed, as a section.")
@min_confidence_option("those that tell none are kept")
@click.option("-q", "--quiet", is_flag=True, help="No warnings and no summary; errors are still told.")
def report(
    records: tuple[str, ...],
    texts: tuple[str, ...],
    globs: tuple[str, ...],
    output: Path,
    title: str,
    comparison: str | None,
    min_confidence: Least,
    quiet: bool,
) -> int:
    """Make one page of RECORDS and their texts, to read offline.

    A table to search, sort and filter, figures over time by source, and every article with its claims marked. RECORDS are
    JSON Lines files of `claimx extract`; - is standard input.
    """  # fmt: skip
    from claimx.confidence import sure
    from claimx.report import comparison as section_of
    from claimx.report import report as make
    from claimx.stored import fits, read_objects, read_records, read_texts
    from claimx.write import atomic

    spare_inputs([output], [*records, *texts, *([comparison] if comparison else [])], globs)
    log = Log(quiet=quiet)
    found = [record for record in read_records(records) if sure(record, min_confidence, untold=True)]
    wanted = {record.document.sha256 for record in found}
    known, problems = read_texts(texts, wanted, globs) if texts else ({}, [])
    for problem in problems:
        log.error(problem)
    for path, reason in _untold({record.document.sha256: record.document.path for record in found}, known).items():
        log.warning(reason, path)
    for path in sorted(
        {
            one.document.path
            for one in found
            if one.document.sha256 in known and not fits(one, known[one.document.sha256])
        }
    ):
        log.warning("is not the text that the claims were read from; its sentences are shown instead", path=path)
    sections = [section_of(read_objects(comparison))] if comparison else []
    page = make(found, known, title=title, sections=sections)
    with atomic(output) as part:
        part.write_text(page, encoding="utf-8", newline="")
    log.summary(f"{len(found):,} claims, {len(known):,} of {len(wanted):,} texts, {len(page.encode()) / 1e6:.1f} MB",
                claims=len(found), texts=len(known), articles=len(wanted))  # fmt: skip
    return 1 if problems else 0


def _untold(paths: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """The articles without a text, by path; many are told as one."""
    missing = sorted(path for digest, path in paths.items() if digest not in known)
    most = 5  # a forgotten --texts would tell of every article
    told = dict.fromkeys(
        missing[:most], "its text was not found by digest; its sentences are shown instead (see --texts)"
    )
    if len(missing) > most:
        told[f"and {len(missing) - most} more articles"] = "texts were not found either"
    return told
