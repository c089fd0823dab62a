"""The commands by name, and how their errors become text and exit codes.

Each command opens, calls one function, prints. A command's module is imported when that command runs; names and summaries stand here, so that ``claimx --help`` loads
nothing else.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from types import FrameType

import click

from claimx import __version__
from claimx.console import Log
from claimx.errors import ClaimxError, ModelError
from claimx.visible import visible

# Exit codes, as told in --help and the README.
OK, FAILED, USAGE, NO_MODEL, INTERRUPTED = 0, 1, 2, 3, 130

# Command -> (module of this package, summary). A module holds a click command named after the command.
COMMANDS = {
    "extract": ("extract", "Print the claims of articles as records."),
    "audit": ("audit", "Show every number that is in no record, and why."),
    "show": ("show", "Show articles with their claims marked."),
    "report": ("report", "Make one page of claims and texts."),
    "compare": ("compare", "Show the claims of many articles side by side."),
    "check": ("compare", "Compare claims with a curated series."),
    "eval": ("measure", "Measure records against gold."),
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
"""


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

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader has seen enough (`| head -1`): no failure. It is caught here since click makes an exit with 1 of
            # it; what Python would still flush at exit goes nowhere.
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of anybody's
                os.dup2(nowhere.fileno(), sys.stdout.fileno())
            return OK

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.command(
    cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 88}
)
@click.version_option(__version__, prog_name="claimx")
def claimx() -> None:
    """Extract dated casualty and equipment-loss claims from news text as JSON records.

    \b
    Example:
        claimx extract seeds/
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Errors of the library become text here and nowhere else."""
    # Libraries log what they read (trafilatura quotes the page); Python would print that where nobody handles it.
    logging.getLogger().addHandler(logging.NullHandler())
    # Records are UTF-8 whatever the locale.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    interrupted = _watch_interrupt()
    try:
        code = claimx.main(arguments, prog_name="claimx", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        help_line = (
            f"\nclaimx: try '{error.ctx.command_path} --help'"
            if isinstance(error, click.UsageError) and error.ctx
            else ""
        )
        click.echo(f"claimx: error: {visible(error.format_message())}{help_line}", err=True)
        return USAGE
    except ClaimxError as error:
        if interrupted:
            # What fails while everything is being taken down is no failure of the input.
            click.echo("claimx: interrupted", err=True)
            return INTERRUPTED
        given = " ".join(sys.argv if arguments is None else arguments)
        Log(as_json="--log-format=json" in given or "--log-format json" in given).error(error)
        return NO_MODEL if isinstance(error, ModelError) else FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("claimx: interrupted", err=True)
        return INTERRUPTED
    if interrupted:
        return INTERRUPTED
    return code if isinstance(code, int) else OK


def _watch_interrupt() -> list[int]:
    """A list that Ctrl-C adds to, so that the exit code tells of it wherever the interruption surfaced."""
    told: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        told.append(number)
        raise KeyboardInterrupt

    # Only the main thread of a program may watch; a caller's own handler stays.
    if (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    ):
        signal.signal(signal.SIGINT, interrupt)
    return told


if __name__ == "__main__":
    run(["--help"])
