"""The README shows what its commands print."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed; the README's recipes need it")
@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/gallery.md"])
def test_pages_show_what_their_commands_print(page: str) -> None:
    """Every command of a page, run now, prints what stands behind it; `python scripts/readme.py` renews it."""
    script = runpy.run_path(str(ROOT / "scripts" / "readme.py"))
    told = (ROOT / page).read_text(encoding="utf-8")

    assert script["rewritten"](told) == told
