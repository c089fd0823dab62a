"""The bench of date expressions, tests/cases/dates_bench.toml: at least 97 of 100 rows right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("dates_bench", Path(__file__).parents[2] / "bench" / "dates.py")
BENCH = importlib.util.module_from_spec(SPEC)
sys.modules[SPEC.name] = BENCH  # dataclasses look their module up
SPEC.loader.exec_module(BENCH)

ROWS = list(BENCH.rows())
# Of a kind with few rows one may be wrong.
SHARE, KIND = 0.97, 0.9


@pytest.fixture(scope="module")
def wrong():
    read = BENCH.claimx_reader()
    return [row for row in ROWS if not BENCH.is_right(row, read(row))]


def test_rows_are_right(wrong):
    assert len(ROWS) >= 400
    assert len(wrong) <= (1 - SHARE) * len(ROWS), [row.text for row in wrong]


@pytest.mark.parametrize("kind", dict.fromkeys(row.kind for row in ROWS))
def test_each_kind_is_right(wrong, kind):
    total = sum(row.kind == kind for row in ROWS)
    assert sum(row.kind == kind for row in wrong) <= (1 - KIND) * total, [row.text for row in wrong if row.kind == kind]


def test_a_wrong_day_and_one_too_many_are_faults():
    row = next(row for row in ROWS if len(row.wanted) == 1 and row.wanted[0][2] is not None)
    start, end, first, last = row.wanted[0]

    assert BENCH.is_right(row, [row.wanted[0]])
    assert not BENCH.is_right(row, [(start, end, first.replace(year=1900), last)])
    assert not BENCH.is_right(row, [])
    assert not BENCH.is_right(row, [row.wanted[0], (0, 1, first, last)] if start > 1 else [])
