"""The commands by name, and how their errors become text and exit codes.

Each command opens, calls one function, prints. A command's module is imported when that command runs; names and summaries stand here, so that ``claimx --help`` loads
nothing else.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from claimx.cli import stopping
from claimx.console import TRACE, Log
from claimx.errors import NO_MEMORY, ClaimxError, ModelError, WriteError, is_memory, place_of, reason
from claimx.visible import visible

# Exit codes, as told in --help and the README.
OK, FAILED, USAGE, NO_MODEL, INTERRUPTED = 0, 1, 2, 3, 130

# Command -> (module of this package, summary). A module holds a click command named after the command.
COMMANDS = {
    "extract": ("extract", "Print the claims of articles as records."),
    "audit": ("audit", "Show every number that is in no record, and why."),
    "show": ("show", "Show articles with their claims marked."),
    "report": ("report", "Make one page of claims and texts."),
    "serve": ("serve", "Correct claims on a local page, and save gold."),
    "compare": ("compare", "Show the claims of many articles side by side."),
    "check": ("compare", "Compare claims with a curated series."),
    "eval": ("measure", "Measure records against gold."),
    "fit": ("fit", "Fit confidence to your own marked claims."),
    "diff": ("measure", "Show what changed between two runs."),
    "export": ("review", "Write claims for an annotation tool."),
    "import": ("review", "Turn corrected annotations into gold."),
    "schema": ("explain", "Print the JSON Schema of a record."),
    "rule": ("explain", "Explain a rule by its id."),
    "rules": ("explain", "List the rules, and how often each was right."),
    "lexicon": ("lexicon", "List and check the vocabularies."),
}

EPILOG = """\b
Exit codes (treat any other code as failure):
    0  everything was read
    1  some input failed; each failure has its line on standard error
    2  wrong usage
    3  the language model is missing or unusable
  130  interrupted (Ctrl-C)
  143  terminated (SIGTERM)
"""


class _Left(Exception):  # noqa: N818 - no error: the reader has seen enough (`| head -1`)
    pass


class _Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"claimx.cli.{COMMANDS[cmd_name][0]}"), cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; what is nearly one is suggested, as click does for options."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # Click would make an exit with 1 of it.
            raise _Left from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.command(
    cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 88}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=lambda ctx, _, asked: _tell_version(ctx, asked),
    help="Show the versions of claimx, its model and its data, and exit.",
)  # fmt: skip
def claimx() -> None:
    """Extract dated casualty and equipment-loss claims from news text as JSON records.

    \b
    Example:
        claimx extract seeds/
    """


def _tell_version(ctx: click.Context, asked: bool) -> None:
    """Print what the records of a run depend on, each on a line of its own."""
    if not asked or ctx.resilient_parsing:
        return
    from claimx.cli.versions import versions

    for name, version in versions():
        click.echo(f"{name}, version {version}")
    ctx.exit()


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Errors of the library become text here and nowhere else."""
    with stopping.watched():
        code = _run(arguments)
        stopped = stopping.code()
        if stopped is not None:
            _say(f"claimx: {stopping.word()}")
        return code if stopped is None else stopped


def _run(arguments: Sequence[str] | None) -> int:
    # Libraries log what they read (trafilatura quotes the page); Python would print that where nobody handles it.
    logging.getLogger().addHandler(logging.NullHandler())
    _fill_gaps()
    # Records are UTF-8 whatever the locale.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = " ".join(sys.argv if arguments is None else arguments)
    as_json = "--log-format=json" in given or "--log-format json" in given
    try:
        code = claimx.main(arguments, prog_name="claimx", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        help_line = (
            f"\nclaimx: try '{error.ctx.command_path} --help'"
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        _say(f"claimx: error: {visible(error.format_message())}{help_line}")
        return USAGE
    except (_Left, BrokenPipeError):
        _drop_output()
        return OK
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - people get a sentence, whatever happened
        # What fails while everything is being taken down is no failure of the input.
        if stopping.code() is None:
            if os.environ.get(TRACE) and not isinstance(error, ClaimxError):
                traceback.print_exc()
            Log(as_json).error(_told(error))
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            _drop_output()
        return NO_MODEL if isinstance(error, ModelError) else FAILED
    return code if isinstance(code, int) else OK


def _told(error: Exception) -> ClaimxError:
    """An error as people can read it: what, where, what to do."""
    if isinstance(error, ClaimxError):
        return error
    if is_memory(error):
        return ClaimxError(NO_MEMORY)
    if isinstance(error, OSError):
        name = error.filename if isinstance(error.filename, str) else None
        return WriteError(reason(error), name or "standard output or input")
    where = place_of(error)
    return ClaimxError(
        f"stopped by a fault of its own ({type(error).__name__}: {error}) at {where}; please report it. {TRACE}=1 shows more"
    )


def _say(line: str) -> None:
    """To standard error, where there is one."""
    with suppress(OSError, ValueError):
        click.echo(line, err=True)


def _fill_gaps() -> None:
    """Fill what is closed of standard input, output and error: a file opened later would take its number.

    What is read from or written to such a stream fails, as it should; messages are lost, as they were meant to be.
    """
    for number, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, flags)  # takes the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the program runs
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above


def _drop_output() -> None:
    """What Python would still write to standard output at its exit goes nowhere."""
    with suppress(OSError, ValueError, AttributeError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of anybody's
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    run(["--help"])
