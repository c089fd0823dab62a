"""The command line: the only package with click.

``claimx --help`` prints a stored text (a test holds it equal to what click would print): click alone takes longer to
import than Python to start, and people and scripts ask for help often.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # what type checkers take for true; importing typing would cost more than all else here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

# What shells make of a program that Ctrl-C ended.
_INTERRUPTED = 130
HELP = __file__.replace("__init__.py", "help.txt")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given in ([], ["--help"], ["-h"]) and "_CLAIMX_COMPLETE" not in os.environ:  # a shell asks click for completions
        with open(HELP, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not imported yet
            text = file.read()
        # Asked for, help is the answer; given for want of a command, it is a complaint (2: usage).
        stream = sys.stdout if given else sys.stderr
        if stream is not None:  # closed (`>&-`)
            stream.write(text)
        sys.exit(0 if given else 2)
    try:
        from claimx.process import settle

        settle()
        from claimx.cli.commands import run
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("claimx: interrupted\n")
        _leave(_INTERRUPTED)

    code = run(given)
    if code == _INTERRUPTED:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> NoReturn:
    """Exit with the code even where Python would have the signal end the process.

    It does so wherever the interruption met a piece of code that is run from a string, as when a dataclass is made.
    """
    import atexit

    atexit._run_exitfuncs()  # noqa: SLF001 - what os._exit leaves out
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            continue
    os._exit(code)
