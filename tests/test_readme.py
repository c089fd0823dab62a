"""The README shows what its commands print."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed; the README's recipes need it")
def test_readme_shows_what_its_commands_print() -> None:
    """Every command of the README, run now, prints what stands behind it; `python scripts/readme.py` renews it."""
    script = runpy.run_path(str(ROOT / "scripts" / "readme.py"))
    told = (ROOT / "README.md").read_text(encoding="utf-8")

    assert script["rewritten"](told) == told
