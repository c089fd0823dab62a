"""Options that several commands share, and what they mean for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimx.console import Log

if TYPE_CHECKING:
    from claimx.pipeline import Extractor

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

INPUT_FORMATS = ("text", "html", "jsonl", "json", "csv", "parquet")
FIELDS = ("text", "id", "title", "publisher", "published", "url")


class Bytes(click.types.IntParamType):
    """A number of bytes from 1 to ``most``. Help does not show the bounds, which nobody comes near."""

    name = "bytes"

    def __init__(self, most: int) -> None:
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was typed."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"{value!r} is not a whole number of bytes", param, ctx)
        if not 1 <= number <= self.most:
            self.fail(f"{value} is not between 1 and {self.most:,}", param, ctx)
        return number


def _published(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:  # noqa: ARG001 - click's signature
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it as YYYY-MM-DD") from None


def _fields(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001 - click's signature
    fields = {}
    for value in values:
        name, sign, column = value.partition("=")
        if name not in FIELDS or not sign or not column:
            raise click.BadParameter(f"{value!r}: write it as NAME=COLUMN, NAME being one of {', '.join(FIELDS)}")
        fields[name] = column
    return fields


def _least(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:  # noqa: ARG001 - click's signature
    from claimx.confidence import parse_least

    try:
        return dict(map(parse_least, values))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def min_confidence_option(untold: str) -> Callable[[FunctionT], FunctionT]:
    """``--min-confidence``; the command gets ``min_confidence``, bounds by name. ``untold`` says what becomes of records without."""
    return click.option(
        "--min-confidence",
        multiple=True,
        callback=_least,
        metavar="[FIELD=]P",
        help="Leave out records of a confidence below P (0 to 1), or of one below P in FIELD (core, affected, actor, source, "
        f"date, location); as often as needed; {untold}.",
    )


def glob_option(function: FunctionT) -> FunctionT:
    """``--glob``; the command gets ``globs``."""
    return click.option(
        "--glob",
        "globs",
        multiple=True,
        metavar="PATTERN",
        help="Files to read in folders, as often as needed (default: *.txt and *.txt.gz).",
    )(function)


def output_option(help_: str, *, required: bool = False) -> Callable[[FunctionT], FunctionT]:
    """``-o``; the command gets ``output``."""
    return click.option(
        "-o", "--output", required=required, type=click.Path(path_type=Path), metavar="FILE", help=help_
    )


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that tell how to read the input; the command gets ``paths``, and ``options`` as the library takes them."""

    @wraps(function)
    def command(
        *,
        globs: tuple[str, ...],
        input_format: str | None,
        fields: dict[str, str],
        published: date | None,
        publisher: str | None,
        max_bytes: int,
        **others: Any,
    ) -> Any:
        from claimx.read import DEFAULT_GLOBS, ReadOptions

        options = ReadOptions(
            globs=globs or DEFAULT_GLOBS,
            input_format=input_format,
            fields=fields,
            published=published,
            publisher=publisher,
            max_bytes=max_bytes,
        )
        return function(options=options, **others)

    for option in reversed(
        (
            click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
            glob_option,
            click.option("--input-format", type=click.Choice(INPUT_FORMATS),
                         help="Format of the input, where its name does not tell (standard input)."),
            click.option("--field", "fields", multiple=True, callback=_fields, metavar="NAME=COLUMN",
                         help="Column of a table that holds text, id, title, publisher, published or url."),
            click.option("--published", callback=_published, metavar="DATE",
                         help="Publication date of every article, as YYYY-MM-DD."),
            click.option("--publisher", metavar="NAME", help="Publisher of every article."),
            click.option("--max-bytes", type=Bytes(2**62), default=200_000_000, show_default=True, metavar="N",
                         help="Size beyond which an article or file is refused."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def model_options(function: FunctionT) -> FunctionT:
    """The options that tell what to extract with."""
    for option in reversed(
        (
            click.option("--model", metavar="NAME", help="spaCy model to parse with (default: the one installed with claimx)."),
            click.option("--lexicon", "lexicon_dir", metavar="DIR",
                         type=click.Path(exists=True, file_okay=False, path_type=Path),
                         help="Folder with vocabulary files that add to claimx's own, or override them by id."),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def make_extractor(model: str | None, lexicon_dir: Path | None, *, explain: bool = False) -> Extractor:
    """The extractor for the given options. Raises LexiconError for a folder with files that nothing reads."""
    from claimx.pipeline import Extractor

    check_lexicon(lexicon_dir)
    return Extractor(model=model, lexicon_dir=lexicon_dir, **({"explain": True} if explain else {}))


def check_lexicon(lexicon_dir: Path | None) -> None:
    """Raises LexiconError for a folder with files that nothing reads."""
    if lexicon_dir:
        from claimx.lexicon.check import strangers

        for error in strangers(lexicon_dir):
            raise error


def log_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that tell what to say on standard error; the command gets ``log``."""

    @wraps(function)
    def command(*, log_format: str, quiet: bool, **others: Any) -> Any:
        return function(log=Log(as_json=log_format == "json", quiet=quiet), **others)

    for option in reversed(
        (
            click.option("--log-format", type=click.Choice(("text", "json")), default="text", show_default=True,
                         help="Form of the messages on standard error."),
            click.option("-q", "--quiet", is_flag=True, help="No warnings, progress or summary; errors are still told."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def texts_options(*, required: bool) -> Callable[[FunctionT], FunctionT]:
    """The options that tell where the articles of given records are."""

    def options(function: FunctionT) -> FunctionT:
        for option in reversed(
            (
                click.option("--texts", multiple=True, required=required, metavar="PATH",
                             help="Folder or file with the articles, or with what --keep-text wrote, as often as needed."),
                glob_option,
            )
        ):  # fmt: skip
            function = option(function)
        return function

    return options


def spare_inputs(outputs: Iterable[Path | None], inputs: Iterable[str], globs: Sequence[str] = ()) -> None:
    """Raises UsageError for an output that is one of the inputs, or another output: no file is lost by a slip of the hand."""
    from claimx.read.files import DEFAULT_GLOBS, is_input, shown
    from claimx.write.atomic import resolved

    given = list(inputs)
    taken: set[Path] = set()
    for output in outputs:
        if output is None:
            continue
        target = resolved(output)
        if target in taken:
            raise click.UsageError(f"{shown(output)} is named for two outputs; name two files")
        if any(is_input(target, one, globs or DEFAULT_GLOBS) for one in given):
            raise click.UsageError(f"{shown(output)} is an input, and would be overwritten; name another file")
        # Devices take any number of outputs.
        if target.is_file() or not target.exists():
            taken.add(target)
