"""The figures of `claimx eval`, worked out by hand on claims of a few words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.errors import RecordError
from claimx.evaluate import evaluate, read_flat
from claimx.names import content_words, same_name


def gold(doc="a.txt", start=0, text="12", **more):
    return {
        "doc": doc, "quote": f"{text} died.", "quantity_text": text, "quantity_start": start, "kind": "casualty",
        "event": "killed", "category": "civilian", "low": 12, "high": 12, "per": None, "affected": "Ostria",
        "actor": None, "source": "police", "source_cue": "said", "date_start": None, "date_end": None, "date_text": None,
        "location": "Tarsk", "stance": "asserted", **more,
    }  # fmt: skip


def record(
    doc="x/a.txt",
    start=0,
    end=2,
    low=12,
    high=12,
    affected="Ostria",
    source="police",
    location="Tarsk",
    date=None,
    **more,
):
    def named(name):
        return name and {"name": name}

    return {
        "kind": "casualty", "event": "killed", "category": "civilian", "stance": "asserted", "actor": None,
        "quantity": {"text": "12", "start": start, "end": end, "low": low, "high": high, "per": None},
        "affected": named(affected), "source": named(source), "location": named(location), "date": date,
        "evidence": {"text": "12 died."}, "document": {"path": doc}, **more,
    }  # fmt: skip


def measure(golds, records, resamples=0):
    return evaluate(
        read_flat([json.dumps(one) for one in golds]), read_flat([json.dumps(one) for one in records]), resamples
    )


def test_a_perfect_run():
    found = measure([gold(), gold("b.txt", 40)], [record(), record("b.txt", 40, 42)])

    assert {level: score.f1 for level, score in found.whole.scores.items()} == {"detect": 1, "core": 1, "record": 1}
    assert all(one.accuracy == 1 for one in found.whole.fields.values())
    assert not found.disagreements


def test_precision_and_recall_by_hand():
    """Three gold claims, four records, two pairs, one of them whole."""
    golds = [gold(start=0), gold(start=10), gold(start=20)]
    records = [record(start=0), record(start=10, end=12, low=13), record(start=50, end=52), record("b.txt")]

    found = measure(golds, records).whole

    detect, core, whole = (found.scores[level] for level in ("detect", "core", "record"))
    assert (detect.precision, detect.recall, detect.f1) == (0.5, 0.6667, 0.5714)
    assert (core.precision, core.recall, core.f1) == (0.25, 0.3333, 0.2857)
    assert whole == core
    assert (found.gold, found.found) == (3, 4)


@pytest.mark.parametrize(
    "change, field, core, whole",
    [
        ({"low": None}, "low", False, False),
        ({"event": "wounded"}, "event", False, False),
        ({"affected": "Veland"}, "affected", True, False),
        ({"source": None}, "source", True, False),
        ({"date": {"start": "2031-05-04", "end": "2031-05-04"}}, "date", True, False),
        ({"stance": "denied"}, "stance", True, False),
        ({"location": None}, "location", True, True),
        ({"actor": {"name": "Veland"}}, "actor", True, True),
    ],
)
def test_what_makes_core_and_record(change, field, core, whole):
    found = measure([gold()], [record(**change)])

    assert found.whole.scores["core"].f1 == float(core)
    assert found.whole.scores["record"].f1 == float(whole)
    if field in found.whole.fields:
        assert found.whole.fields[field].accuracy == 0
    if not whole:
        assert field in found.disagreements[0].reason


def test_a_pair_needs_one_kind_and_a_shared_character():
    assert measure([gold()], [record(kind="equipment")]).whole.scores["detect"].f1 == 0
    assert measure([gold()], [record(start=2, end=4)]).whole.scores["detect"].f1 == 0
    assert measure([gold()], [record(start=1, end=4)]).whole.scores["detect"].f1 == 1


def test_the_pair_whose_core_agrees_is_preferred():
    """Two gold claims on one number: the record goes to the one it is right about."""
    found = measure([gold(event="wounded"), gold()], [record()])

    assert found.whole.scores["core"].precision == 1
    assert [one.type for one in found.disagreements] == ["missed"]


def test_further_right_answers_count():
    also = {"category": ["military"], "date": [["2031-05-04", "2031-05-05"]], "affected": [None]}
    off = record(category="military", affected=None, date={"start": "2031-05-04", "end": "2031-05-05"})

    assert measure([gold(also=also)], [off]).whole.scores["record"].f1 == 1
    assert measure([gold()], [off]).whole.scores["record"].f1 == 0


def test_an_optional_claim_counts_neither_way():
    with_it = measure([gold(), gold(start=10, optional=True)], [record(), record(start=10, end=12, low=99)])
    without = measure([gold(), gold(start=10, optional=True)], [record()])

    for found in (with_it, without):
        assert (found.whole.gold, found.whole.found, found.whole.scores["record"].f1) == (1, 1, 1)


def test_records_serve_as_gold():
    assert measure([record()], [record()]).whole.scores["record"].f1 == 1


def test_rows_of_a_breakdown_add_up():
    golds = [gold(), gold(start=10, event="wounded"), gold("b.txt", 5, affected=None)]
    records = [record(), record(start=10, end=12), record("c.txt", event="captured")]

    found = measure(golds, records)

    for groups in found.by.values():
        assert sum(group.gold for group in groups.values()) == 3
        assert sum(group.found for group in groups.values()) == 3
    assert set(found.by["document"]) == {"a", "b", "c"}
    assert set(found.by["party"]) == {"Ostria", "(none)"}


def test_intervals_hold_the_figure_and_stay_the_same():
    golds = [gold(f"{number}.txt") for number in range(30)]
    records = [record(f"{number}.txt", low=12 if number % 3 else 13) for number in range(30)]

    first, second = measure(golds, records, 200), measure(golds, records, 200)

    low, high = first.whole.scores["core"].f1_interval
    assert low <= first.whole.scores["core"].f1 <= high
    assert 0 < high - low < 0.5
    assert first == second


def test_one_document_has_no_interval():
    assert measure([gold()], [record()], 100).whole.scores["detect"].f1_interval is None


@pytest.mark.parametrize(
    "golds, records, type_, reason",
    [
        ([gold()], [], "missed", "no record's quantity lies here"),
        ([gold()], [record(kind="equipment", event="lost", category="tank")], "missed", "of the other kind"),
        ([], [record()], "spurious", "no gold claim's quantity lies here"),
        ([gold()], [record(), record(low=1)], "spurious", "has another record already"),
    ],
)
def test_each_disagreement_has_its_reason(golds, records, type_, reason):
    told = [one.reason for one in measure(golds, records).disagreements if one.type == type_]

    assert reason in told[0]


@pytest.mark.parametrize(
    "line, told",
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 is not a JSON object"),
        ('{"doc": "a"}', "key 'quantity_start' is missing"),
    ],
)
def test_lines_that_are_neither_gold_nor_records_are_refused(line, told):
    with pytest.raises(RecordError, match=told):
        read_flat([line], "gold.jsonl")


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("the Ukrainian Ministry of Defense", "Ukraine's Ministry of Defence", True),
        ("Zelensky", "Volodymyr Zelensky", True),
        ("Gaza Health Ministry", "Health Ministry of Gaza", True),
        ("U.N.", "United Nations", True),
        ("Israeli military", "Israeli police", False),
        ("police", None, False),
        (None, None, True),
        ("US", "U.S.", True),
        ("US", "UK", False),
    ],
)
def test_names(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@given(st.text())
def test_any_name_is_itself(name):
    assert same_name(name, name)
    assert content_words(name) == content_words(name.upper()) or not name.isascii()
