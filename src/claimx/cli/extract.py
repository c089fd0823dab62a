"""``claimx extract``: articles in, records out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli import stopping
from claimx.cli.foreign import Foreign
from claimx.cli.options import (
    log_options,
    min_confidence_option,
    model_options,
    output_option,
    reading_options,
    spare_inputs,
)
from claimx.cli.reading import Reading
from claimx.cli.tally import Tally, count_of, sum_up
from claimx.cli.undated import Undated
from claimx.cli.wanted import counted, estimated, sure, without
from claimx.console import ClaimTable, Log, progress, table
from claimx.visible import visible

if TYPE_CHECKING:
    from claimx.cli.engines import Done
    from claimx.confidence import Least
    from claimx.models import Article
    from claimx.read import ReadOptions
    from claimx.write import Journal, Kept

FORMATS = ("jsonl", "json", "csv", "table", "incidents", "incidents-csv", "ucdp", "acled", "parquet", "sqlite")
# Those whose rows are incidents, not records.
_COUNTED = ("incidents", "incidents-csv", "ucdp", "acled")
# Shorter runs are over before a bar could tell anything.
_LONG = 20


@click.command(
    epilog="""\b
Examples:
    claimx extract seeds/
    claimx extract seeds/ --format csv -o claims.csv
    claimx extract seeds/ --dry-run
    claimx extract - --published 2023-03-12 < seeds/000_ace7b907fc964732.txt
"""
)
@reading_options
@model_options
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="Form of the output (docs/formats.md).",
)
@click.option("--flat", is_flag=True, help="JSON with one level of a.b keys, every key in every record.")
@output_option("Write to FILE, whole or not at all.")
@click.option(
    "--resume", is_flag=True, help="Go on with the run to the same -o FILE that was cut (docs/reliability.md)."
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel.")
@click.option(
    "--keep-text",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write each text that offsets refer to as DIR/SHA256.txt.",
)
@click.option("--dry-run", is_flag=True, help="List what would be read, with publication dates, and extract nothing.")
@click.option(
    "--manifest",
    "manifest_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write versions, digests, options and every file's status to FILE.",
)
@click.option(
    "--suppress",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Leave out the records whose ids FILE lists, one a line.",
)
@min_confidence_option("those that tell none are left out too")
@click.option(
    "--confidence",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Estimate confidence by the weights in FILE, as `claimx fit` writes them (docs/evaluation.md).",
)
@click.option("--no-parts", is_flag=True, help="Leave out the records that count a part of another, or its increase.")
@click.option("--no-totals", is_flag=True, help="Leave out the records of totals over several events.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to read with (default: the cores available)."
)
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="Read on this machine, or on a Ray cluster (docs/scale.md).",
)
@click.option(
    "--address", metavar="ADDRESS", help="Ray cluster to use; auto: the one of this machine (default: start one here)."
)
@click.option("--fail-on-empty", is_flag=True, help="Exit with 1 where no claim was found at all.")
@log_options
def extract(
    paths: tuple[str, ...],
    options: ReadOptions,
    model: str | None,
    lexicon_dir: Path | None,
    log: Log,
    form: str,
    dry_run: bool,
    **how: Any,
) -> int:
    """Print the claims of articles as records.

    By default as JSON Lines on standard output; everything else goes to standard error.

    PATH is a file, a folder (searched with all its folders), the address of a page (https://...) or - for standard input.
    Text, Markdown, HTML, JSON Lines, JSON, CSV and Parquet are read, and .gz of any but Parquet.
    """
    reading = Reading(log, how["keep_text"])
    if dry_run:
        return _dry_run(reading, paths, options)
    if how["address"] and how["engine"] != "ray":
        raise click.UsageError("--address is for a Ray cluster: add --engine ray")
    if how["keep_text"] and how["engine"] == "ray":
        raise click.UsageError("--keep-text writes texts on this machine; it needs --engine local")
    if how["output"] is None and form in ("parquet", "sqlite"):
        raise click.UsageError(f"--format {form} needs a file to write to: add -o FILE")
    if how["no_parts"] and form in _COUNTED:
        raise click.UsageError(f"--no-parts is for records: no row of {form} counts a part beside its whole")
    if form == "incidents" and how["output"] and how["output"].suffix.lower() == ".csv":
        form = "incidents-csv"
    if how["resume"]:
        _check_resume(form, how["output"], how["engine"])
    _spare(paths, options, form, lexicon_dir, how)
    if how["engine"] != "local":
        return _extract(log, reading, paths, options, form, model, lexicon_dir, **how)
    from claimx.engines.server import begun

    with begun(paths, how["jobs"], model, lexicon_dir):
        return _extract(log, reading, paths, options, form, model, lexicon_dir, **how)


def _spare(
    paths: tuple[str, ...], options: ReadOptions, form: str, lexicon_dir: Path | None, how: dict[str, Any]
) -> None:
    """Raises UsageError where an output would overwrite an input, or become one."""
    output, keep = how["output"], how["keep_text"]
    given = [str(how[name]) for name in ("suppress", "confidence") if how[name]]
    outputs = [output, how["manifest_path"]]
    if output and form == "sqlite":
        outputs.append(output.with_suffix(".metadata.json"))
    spare_inputs(outputs, (*paths, *given), options.globs)
    if lexicon_dir:
        spare_inputs(outputs, (str(lexicon_dir),), ("*.toml",))
    if keep:
        from claimx.read.files import would_read

        for path in paths:
            if would_read(keep / f"{'0' * 64}.txt", path, options.globs):
                raise click.UsageError(
                    f"--keep-text: {keep} lies in {path}, and its texts would be read as articles; name another folder"
                )


def _extract(
    log: Log,
    reading: Reading,
    paths: tuple[str, ...],
    options: ReadOptions,
    form: str,
    model: str | None,
    lexicon_dir: Path | None,
    *,
    flat: bool,
    output: Path | None,
    resume: bool,
    bom: bool,
    keep_text: Path | None,
    manifest_path: Path | None,
    suppress: Path | None,
    min_confidence: Least,
    confidence: Path | None,
    no_parts: bool,
    no_totals: bool,
    fail_on_empty: bool,
    jobs: int | None,
    engine: str,
    address: str | None,
) -> int:
    from claimx.cli.engines import Run
    from claimx.cli.manifest import Manifest
    from claimx.engines.work import in_order
    from claimx.lexicon.rules import load_rules
    from claimx.made import made_of
    from claimx.read import Source, find_sources, holds_rows
    from claimx.write import Kept, atomic, journalled, open_writer, shape_of

    began = time.monotonic()
    if keep_text:
        keep_text.mkdir(parents=True, exist_ok=True)
    manifest = None
    if manifest_path:
        manifest = Manifest(_chosen(options, model), model, lexicon_dir)
        reading.on_article, reading.on_failure = manifest.read, manifest.failed
    sources = find_sources(paths, options.globs)
    shown = sys.stderr.isatty() and not log.quiet
    total = None
    if shown:
        listed = list(sources)
        sources = iter(listed)
        # Nobody knows how many articles a table holds.
        tables = any(isinstance(each, Source) and holds_rows(each, options) for each in listed)
        total = None if tables else len(listed)
        shown = tables or len(listed) >= _LONG
    run = Run(log, reading, model, lexicon_dir, jobs)
    suppressed: frozenset[str] = frozenset()
    if suppress:
        from claimx.exchange.measured import read_suppressed

        suppressed = read_suppressed(suppress)
    weights = None
    if confidence:
        from claimx.confidence import read_weights

        weights = read_weights(confidence)
    tally, undated, other = Tally(), Undated(log), Foreign(log)
    with ExitStack() as stack:
        journal: Journal | None = None
        if output and _keeps(form, output, engine):
            # What is written to it comes from these, and from nothing else but the articles.
            left_out = [name for name, out in (("parts", no_parts), ("totals", no_totals)) if out]
            chosen: dict[str, Any] = {
                "flat": flat,
                "suppressed": suppressed,
                "least": min_confidence,
                "weights": weights,
                "left_out": left_out,
            }
            made = made_of(model, lexicon_dir, options, **chosen)
            journal = stack.enter_context(journalled(output, made, resume=resume, shape=shape_of(flat=flat)))
            stack.enter_context(_kept_told(log, journal))
        elif form == "table":
            writer: Any = stack.enter_context(_table(output))
        else:
            rules = {rule.id: rule.meaning for rule in load_rules().values()} if form == "sqlite" else None
            writer = stack.enter_context(open_writer(form, output, flat=flat, bom=bom, rules=rules))

        def known(article: Article) -> Kept | None:
            found = journal.known(article) if journal else None
            if found and manifest:
                manifest.claims(article, found.claims)
            return found

        show = stack.enter_context(progress(total, shown))
        done: Any
        if engine == "ray":
            done = run.on_ray(sources, options, address, output, show)
        else:
            plain: Any = run.here(reading.articles_of(sources, options), known if journal and resume else None)
            stack.callback(plain.close)
            done = _shown(plain, show, reading)
        stack.callback(done.close)
        # A journal takes what is done at once, so that a run that is cut loses little; a stream, in the order of the input.
        for number, one in done if journal else enumerate(in_order(done)):
            stopping.check()
            if one is None:
                continue
            article, found = one
            if isinstance(found, Kept):
                assert journal is not None
                journal.keep(found, number)
                tally.add(found.claims, found.suppressed, found.unsure)
                continue
            # Estimated among all records of the article: those that are left out tell of the others too.
            wanted = without(estimated(found, weights), suppressed)
            records = sure(wanted, min_confidence)
            out, doubtful = len(found) - len(wanted), len(wanted) - len(records)
            records = counted(records, parts=not no_parts, totals=not no_totals)
            if journal:
                journal.write(article, records, out, doubtful, number, sound=not getattr(found, "faults", ()))
            else:
                writer.write(article, records)
            tally.add(len(records), out, doubtful)
            undated.look(article, records)
            other.look(article)
            if manifest:
                manifest.claims(article, len(records))
        stopping.check()
    if manifest and manifest_path:
        with atomic(manifest_path, alone=False) as part:
            part.write_text(manifest.text(), encoding="utf-8")
    undated.tell()
    other.tell()
    sum_up(log, reading, tally, time.monotonic() - began, suppress=bool(suppress), least=bool(min_confidence))
    return 1 if reading.failed or (fail_on_empty and not tally.claims) else 0


def _shown(
    done: Iterable[tuple[int, Done]], show: Callable[[int], None], reading: Reading
) -> Iterator[tuple[int, Done]]:
    """What is done, as it comes, and on the progress bar."""
    finished = 0
    for number, one in done:
        finished += one is not None
        show(finished + reading.failed)
        yield number, one


def _chosen(options: ReadOptions, model: str | None) -> dict[str, object]:
    """The options as a manifest tells them."""
    return {
        "published": options.published and options.published.isoformat(),
        "publisher": options.publisher,
        "globs": list(options.globs),
        "fields": dict(options.fields),
        "max_bytes": options.max_bytes,
        "input_format": options.input_format,
        "model": model,
    }


def _keeps(form: str, output: Path, engine: str) -> bool:
    """Whether what is finished is kept beside the output until all is; the Ray engine has parts of its own for that."""
    return form == "jsonl" and engine == "local" and (os.path.isfile(output) or not os.path.exists(output))  # noqa: PTH110, PTH113 - pathlib's raise


def _check_resume(form: str, output: Path | None, engine: str) -> None:
    if output is None:
        raise click.UsageError("--resume goes on with a file: add -o FILE")
    if form != "jsonl":
        raise click.UsageError(
            f"--resume goes on with JSON Lines, not with {form}: use --format jsonl, with or without --flat"
        )
    if engine == "local" and not _keeps(form, output, engine):
        raise click.UsageError(f"--resume goes on with a file, and {visible(str(output))} is none")


@contextmanager
def _kept_told(log: Log, journal: Journal) -> Iterator[None]:
    """Say, of a run that is cut, that it can be taken up again."""
    path = str(journal.path)
    if journal.replaced:
        log.warning("the run that left this file starts again; --resume would have continued it", path=path)
    try:
        yield
    except BaseException:
        if journal.kept:
            told = f"keeps {count_of(journal.kept, 'article')}; the same command with --resume goes on from there"
            log.warning(told, path=path)
        raise


def _dry_run(reading: Reading, paths: tuple[str, ...], options: ReadOptions) -> int:
    from claimx.read import find_others, format_of

    rows = [
        (
            options.input_format or format_of(Path(article.path)),
            article.published.isoformat() if article.published else "no date",
            article.published_basis.value if article.published_basis else "-",
            f"{len(article.text):,}",
            article.path,
            article.id,
        )
        for article in reading.articles(paths, options)
    ]
    table("", ("format", "published", "basis", "characters", "path", "id"), rows)
    others = [(why, path) for path, why in find_others(paths, options.globs)]
    if others:
        table("", ("skipped because", "path"), others)
    return 1 if reading.failed else 0


@contextmanager
def _table(output: Path | None) -> Iterator[ClaimTable]:
    if output is None:
        table_of_claims = ClaimTable()
        yield table_of_claims
        table_of_claims.close()
        return
    from claimx.write import atomic

    with atomic(output) as part, part.open("w", encoding="utf-8") as stream:
        table_of_claims = ClaimTable(stream)
        yield table_of_claims
        table_of_claims.close()
