"""What corrections say of rules, and the list of records to leave out."""

from __future__ import annotations

import pytest

from claimx.errors import RecordError
from claimx.exchange import read_suppressed, without
from claimx.exchange.measured import Tally

ONE, TWO = "cx_" + "1" * 16, "cx_" + "2" * 16


@pytest.mark.parametrize(
    "fired, right, low, high, why",
    [
        (0, 0, 0.0, 1.0, "nothing is known of a rule that never fired"),
        (1, 1, 0.207, 1.0, "one success is no certainty"),
        (100, 90, 0.826, 0.945, "Wilson's interval, as tables give it"),
        (50, 0, 0.0, 0.071, "no success is no impossibility"),
    ],
)
def test_intervals(fired, right, low, high, why):
    found = Tally(fired=fired, right=right).interval

    assert found == pytest.approx((low, high), abs=0.001), why


def test_suppressed_ids_are_read_with_comments(tmp_path):
    path = tmp_path / "list"
    path.write_text(f"# thrown out\n\n{ONE}  # a drill\n{TWO}\n")

    assert read_suppressed(path) == {ONE, TWO}


@pytest.mark.parametrize("line", ["1234", "cx_12", f"{ONE} {TWO}"])
def test_other_lines_are_refused_by_number(tmp_path, line):
    (tmp_path / "list").write_text(f"{ONE}\n{line}\n")

    with pytest.raises(RecordError, match="line 2"):
        read_suppressed(tmp_path / "list")


def test_parts_of_a_suppressed_total_stand_alone(make_record):
    total, part = make_record(id=ONE), make_record(id=TWO, quantity={"subset_of": ONE})

    (kept,) = without([total, part], frozenset([ONE]))

    assert kept.id == TWO
    assert kept.quantity.subset_of is None
    assert without([total, part], frozenset()) == [total, part]
