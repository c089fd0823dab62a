"""The table of ``docs/reliability.md`` names tests that are there, and tests of real faults stand in it."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = (HERE.parent.parent / "docs" / "reliability.md").read_text("utf-8")
ROWS = [
    re.split(r"(?<!\\)\|", line)
    for line in DOCUMENT.splitlines()
    if line.startswith("| ") and "---" not in line and "| Test |" not in line
]
FILES = list(HERE.parent.rglob("test_*.py"))
TESTS = {name for path in FILES for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))}


def test_each_row_has_its_tests():
    assert len(ROWS) > 30
    for row in ROWS:
        named = re.findall(r"`(test_\w+)`", row[5])
        assert named, row
        assert set(named) <= TESTS, row


def test_each_real_fault_has_its_row():
    real = set(re.findall(r"def (test_\w+)", (HERE / "test_real.py").read_text("utf-8")))

    assert not {name for name in real if f"`{name}`" not in DOCUMENT}
