"""The user's five articles: their records are pinned, slice back, and come out the same whatever the hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "seeds.jsonl"


def extract(seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "claimx", "extract", "--quiet", "--jobs", "1", "seeds"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout


def spans(part: Any) -> Iterator[tuple[str, int, int]]:
    """Every text with its offsets, wherever it stands in a record."""
    if isinstance(part, dict):
        if {"text", "span"} <= part.keys():  # a date: its start and end are days
            yield part["text"], *part["span"]
        elif {"text", "start", "end"} <= part.keys():
            yield part["text"], part["start"], part["end"]
        for value in part.values():
            yield from spans(value)


@pytest.mark.parametrize("seed", ["0", "1", *(pytest.param(seed, marks=pytest.mark.slow) for seed in "2345")])
def test_records_of_the_seeds_are_the_golden_ones(seed: str) -> None:
    """`python scripts/golden.py` renews them; read the diff before you commit it."""
    assert extract(seed).decode("utf-8").splitlines() == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_every_span_slices_back_to_its_words() -> None:
    """The text between two offsets is the quoted text, for every span of every record."""
    told = 0
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = (ROOT / record["document"]["path"]).read_bytes().decode("utf-8-sig")
        for words, start, end in spans(record):
            assert text[start:end] == words
            told += 1
    assert told > 100, "the golden records hold spans"


@pytest.mark.parametrize("name", ["003_347be8702a44becd", "004_0d60d1d8920ce5c9"])
def test_articles_without_a_counted_loss_give_no_record(name: str) -> None:
    """Force sizes, populations and heavy losses without a number are no claims."""
    assert not [
        line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if json.loads(line)["document"]["id"] == name
    ]
