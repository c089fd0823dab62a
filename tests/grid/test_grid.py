"""Plain sentences by construction: a share of each kind in every run, all cells in the slow one."""

from __future__ import annotations

import pytest

from grid import check, load

# Each construction is held by so many of its cells in the fast suite.
SHARE = 12
KINDS = {kind.name: kind for kind in load()}
# What a kind must reach. It is a floor: raise it with the rules, never lower it.
FLOOR = 0.97


def spread(kind):
    """Cells of every construction, evenly over its words."""
    by_construction = {}
    for cell in kind.cells:
        by_construction.setdefault(cell.construction, []).append(cell)
    return [cell for cells in by_construction.values() for cell in cells[:: max(1, len(cells) // SHARE)]]


@pytest.mark.parametrize("name", KINDS)
def test_a_share_of_each_kind_is_right(extractor, name):
    cells = spread(KINDS[name])
    wrong = [(cell.text, faults) for cell, faults in check(extractor, cells) if faults]
    assert len(wrong) <= (1 - FLOOR) * len(cells), wrong


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_right(extractor, name):
    cells = KINDS[name].cells
    wrong = [(cell.text, faults) for cell, faults in check(extractor, cells) if faults]
    assert len(wrong) <= (1 - FLOOR) * len(cells), wrong[:40]
