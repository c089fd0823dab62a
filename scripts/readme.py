#!/usr/bin/env python3
"""Write the output of every command that README.md, docs/index.md and docs/gallery.md show behind it: `python scripts/readme.py`, or `--check` to compare only.

A block that begins with "$ " is a command and what it printed. Needs jq and the installed claimx.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "index.md", ROOT / "docs" / "gallery.md")
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
    """A page with the output of every command renewed."""
    return _BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{output(block[1])}```", text)


def main() -> int:
    """0 where the pages tell what the commands print (or now do), 1 where one does not."""
    false = 0
    for page in PAGES:
        told = page.read_text(encoding="utf-8")
        true = rewritten(told)
        if "--check" in sys.argv[1:]:
            false |= told != true
        else:
            page.write_text(true, encoding="utf-8")
    return false


if __name__ == "__main__":
    sys.exit(main())
