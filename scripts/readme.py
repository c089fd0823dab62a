#!/usr/bin/env python3
"""Write the output of every command that README.md shows behind it: `python scripts/readme.py`, or `--check` to compare only.

A block of the README that begins with "$ " is a command and what it printed. Needs jq and the installed claimx.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n\$ ([^\n]+)\n(.*?)```", re.DOTALL)


def output(command: str) -> str:
    """What the shell prints for a command, run at the top of the project with its own claimx first on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def rewritten(text: str) -> str:
    """The README with the output of every command renewed."""
    return _BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{output(block[1])}```", text)


def main() -> int:
    """0 where the README tells what the commands print (or now does), 1 where it does not."""
    told = README.read_text(encoding="utf-8")
    true = rewritten(told)
    if "--check" in sys.argv[1:]:
        return int(told != true)
    README.write_text(true, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
