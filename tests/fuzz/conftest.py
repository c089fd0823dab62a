"""The tests of this folder share modules with the fuzzer, which runs without pytest."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def extractor():
    """An extractor of this folder's own: cases set its parser."""
    from claimx.pipeline import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def model(extractor):
    """The parser that comes with the model."""
    return extractor.parser
