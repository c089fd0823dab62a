"""Inputs that once broke a promise, one a file, as short as they would go (``fuzz_extract.py`` found them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import Case, try_case

CRASHERS = sorted((Path(__file__).parent / "crashers").glob("*.json"))


@pytest.mark.parametrize("path", CRASHERS, ids=lambda path: path.stem)
def test_crasher(path, extractor, model, tmp_path):
    try_case(Case.load(path), extractor, model, tmp_path)
