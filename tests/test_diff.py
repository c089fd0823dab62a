"""What changed between two runs."""

import pytest

from claimx.diff import Change, diff
from claimx.errors import RecordError


def record(name, start=0, event="killed", low=12, path="a.txt", **more):
    return {
        "id": name,
        "event": event,
        "category": "civilian",
        "quantity": {"text": str(low), "start": start, "end": start + 2, "low": low, "high": low},
        "source": None,
        "evidence": {"text": "Twelve died."},
        "document": {"path": path, "sha256": "s", "id": "a"},
        **more,
    }


def test_records_are_gained_lost_and_changed_by_id():
    old = [record("cx_1"), record("cx_2", 10), record("cx_3", 20)]
    new = [record("cx_1"), record("cx_2", 10, low=13), record("cx_4", 30)]

    found = diff(old, new)

    assert [one["id"] for one in found.gained] == ["cx_4"]
    assert [one["id"] for one in found.lost] == ["cx_3"]
    assert found.changed[0].changes == (
        Change("quantity.high", 12, 13),
        Change("quantity.low", 12, 13),
        Change("quantity.text", "12", "13"),
    )
    assert found.unchanged == 1


def test_a_record_whose_event_changed_is_told_as_a_pair():
    found = diff([record("cx_1")], [record("cx_9", event="wounded")])

    assert found.same_place == (("cx_1", "cx_9"),)


def test_a_field_that_a_later_version_adds_as_null_is_no_change():
    assert not diff([record("cx_1")], [record("cx_1", confidence=None)])


def test_another_path_of_the_same_text_is_no_change():
    assert not diff([record("cx_1")], [record("cx_1", path="elsewhere/a.txt")])


def test_the_order_of_lines_does_not_matter():
    rows = [record(f"cx_{number}", number) for number in range(5)]

    assert diff(rows, rows[::-1]) == diff(rows, rows)
    assert diff([], rows).gained == diff([], rows[::-1]).gained


def test_something_else_than_a_record_is_refused():
    with pytest.raises(RecordError, match="record 1 of OLD is not a claim record: 'document' is missing"):
        diff([{"a": 1}], [])
