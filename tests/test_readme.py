"""The README shows what its commands print."""

from __future__ import annotations

import glob
import importlib.util
import io
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimx.cli.commands import run

ROOT = Path(__file__).resolve().parent.parent
# What stands before claimx, its own words, and what stands behind; none of the shown commands has a bar among its own words.
_PIPED = re.compile(r"(?:(?P<before>(?!claimx )[^|]+?) \| )?claimx (?P<words>[^|]+?)(?: \| (?P<behind>.+))?")


@pytest.fixture(scope="module")
def printed():
    """What each claimx printed so far, by its words and what it was given: pages show some commands several times."""
    return {}


@pytest.fixture
def output(printed, extractor, monkeypatch, capfdbinary):
    """``output(command)``: what a shell would print for it, with claimx in this process, where the model is loaded."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("claimx.pipeline.Extractor", lambda **_: extractor)

    def shell(command, given):
        return subprocess.run(command, shell=True, input=given, capture_output=True, check=True).stdout

    def claimx(words, given):
        if (words, given) not in printed:
            # Names with a star are files, as a shell has it.
            parts = [name for word in shlex.split(words) for name in sorted(glob.glob(word)) or [word]]  # noqa: PTH207
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
            code = run(parts)
            printed[words, given] = code, capfdbinary.readouterr().out
        code, out = printed[words, given]
        assert code == 0, words
        return out

    def output(command, given=b""):
        parts = _PIPED.fullmatch(command)
        if not parts:
            return shell(command, given)
        out = claimx(parts["words"], shell(parts["before"], given) if parts["before"] else given)
        return output(parts["behind"], out) if parts["behind"] else out

    return lambda command: output(command).decode("utf-8")


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed; the README's recipes need it")
@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/gallery.md"])
def test_pages_show_what_their_commands_print(page, output, monkeypatch):
    """Every command of a page, run now, prints what stands behind it; `python scripts/readme.py` renews it."""
    spec = importlib.util.spec_from_file_location("readme", ROOT / "scripts" / "readme.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    monkeypatch.setattr(script, "output", output)
    told = (ROOT / page).read_text(encoding="utf-8")

    assert script.rewritten(told) == told
