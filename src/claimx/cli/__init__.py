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

HELP = __file__.replace("__init__.py", "help.txt")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given in ([], ["--help"], ["-h"]) and "_CLAIMX_COMPLETE" not in os.environ:  # a shell asks click for completions
        with open(HELP, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not imported yet
            text = file.read()
        # Asked for, help is the answer; given for want of a command, it is a complaint (2: usage).
        (sys.stdout if given else sys.stderr).write(text)
        sys.exit(0 if given else 2)
    from claimx.cli.commands import run

    sys.exit(run(given))
