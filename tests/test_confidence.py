"""Confidence: bounds, order, what it hangs on, the shipped weights and the script that fits them."""

import datetime as dt
import importlib.util
import json
import math
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimx.confidence import (
    FEATURES,
    WEIGHTS,
    Weights,
    estimate,
    features,
    load_weights,
    logistic,
    read_weights,
    with_confidence,
)
from claimx.errors import LexiconError
from claimx.schema import Record

ROOT = Path(__file__).resolve().parent.parent


def _script():
    spec = importlib.util.spec_from_file_location("fit_confidence", ROOT / "scripts" / "fit_confidence.py")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FIT = _script()


def one(record, **changes):
    """The confidence of a record alone in its document."""
    return with_confidence([record])[0].confidence


def test_shipped_weights_are_sound():
    weights = load_weights()

    assert set(weights.weights) <= set(FEATURES)
    assert weights.fitted >= dt.date(2026, 1, 1)
    assert weights.whole.records == sum(part.records for part in weights.sets.values())


def test_shipped_weights_are_calibrated():
    whole = load_weights().whole

    assert whole.ece <= 0.08
    # The better the records, the fewer wrong ones are left to be told apart.
    assert whole.auc >= 0.65, "the order must be worth something too"


def test_the_guide_has_the_figures_and_the_diagram():
    guide = FIT.GUIDE.read_text("utf-8")

    assert FIT.with_table(guide, json.loads(WEIGHTS.read_text("utf-8"))) == guide
    assert FIT.DIAGRAM.name in guide
    assert FIT.DIAGRAM.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "text, cause",
    [
        ("{", "is no file of weights"),
        ('{"weights": {}}', "is no file of weights"),
        (WEIGHTS.read_text("utf-8").replace('"weights": {', '"weights": {"moon.phase": 1.0,'), "unknown feature 'moon.phase'"),
        (WEIGHTS.read_text("utf-8").replace('"intercept": ', '"intercept": "x", "other": '), "is no file of weights"),
    ],
)  # fmt: skip
def test_broken_weights_are_told(tmp_path, text, cause):
    path = tmp_path / "confidence.json"
    path.write_text(text)

    with pytest.raises(LexiconError, match=cause):
        read_weights(path)


def test_every_record_has_one_in_its_order(make_record):
    records = [make_record(id=f"cx_{i:016x}", quantity={"start": 15 + i}) for i in range(3)]

    found = with_confidence(records)

    assert [record.id for record in found] == [record.id for record in records]
    assert all(0 <= record.confidence <= 1 for record in found)
    assert found == with_confidence(records), "the same records, the same estimates"
    assert with_confidence([]) == []


def test_two_digits(make_record):
    assert one(make_record()) == round(one(make_record()), 2)


# The change makes the reading less sure, whatever the texts that the weights were fitted on.
@pytest.mark.parametrize(
    "better, worse, why",
    [
        ({}, {"stance": "possible"}, "hedged words are read wrongly more often"),
        ({}, {"item": None}, "nothing tells what is counted"),
        ({}, {"affected": None}, "soldiers are always somebody's"),
    ],
)
def test_confidence_falls_where_less_is_told(make_record, better, worse, why):
    assert one(make_record(**better)) > one(make_record(**worse)), why


def test_a_repeated_figure_is_surer(make_record):
    first = make_record()
    again = make_record(id="cx_" + "1" * 16, quantity={"start": 115, "end": 126}, evidence={"start": 100, "end": 133})
    other = again.model_copy(update={"quantity": again.quantity.model_copy(update={"low": 13, "value": 13})})

    assert with_confidence([first, again])[0].confidence > with_confidence([first, other])[0].confidence


def test_rules_count_by_domain(make_record):
    """A renamed rule moves nothing."""
    named = make_record(rules=["quantity.number", "party.loser", "date.day"])
    renamed = make_record(rules=["quantity.digits", "party.one-who-lost", "date.of-month"])

    assert features([named]) == features([renamed])


def test_features_are_those_described(make_record):
    """Every feature computed has a meaning, and every meaning is computed."""
    bare = {"affected": None, "actor": None, "source": None, "item": None, "date": None, "location": None}
    outside = {"start": 900, "end": 906}
    varied = [
        make_record(),
        make_record(**bare),
        make_record(**bare, id="cx_" + "2" * 16, quantity={"start": 200, "end": 211}, evidence={"start": 190, "end": 230, "text": "A list:"}),
        make_record(affected={**outside, "basis": "carried"}, actor={**outside, "basis": "carried"}, source={**outside, "basis": "carried"}),
        make_record(affected={"name": "Niger", "basis": "inferred"}, source={"start": 1, "end": 4, "type": "witness", "mode": "direct"}),
        make_record(source={"mode": "heading"}, quantity={"text": "a", "subset_of": "cx_" + "3" * 16}, event="abducted", category="civilian"),
        make_record(source={"mode": "according_to"}, quantity={"text": "dozens", "qualifier": "vague", "increment_of": "cx_" + "3" * 16}),
        make_record(kind="equipment", event="lost", category="equipment", stance="denied", rules=["party.a", "date.b", "link.c"]),
        make_record(kind="equipment", event="delivered", category="tank"),
        make_record(date={"span": [900, 906], "scope": "cumulative"}, location={**outside, "precision": "region"}),
        make_record(date={"span": [30, 32]}, location={"start": 30, "end": 32}),
    ]  # fmt: skip

    assert {name for told in features(varied) for name in told} == set(FEATURES)


@given(st.dictionaries(st.sampled_from(sorted(FEATURES)), st.floats(0, 1e6)))
def test_any_features_give_a_probability(told):
    assert 0 <= estimate(told, load_weights()) <= 1


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_logistic_is_monotone_and_bounded(one, other):
    low, high = sorted((one, other))

    assert 0 <= logistic(low) <= logistic(high) <= 1


def test_many_claims_in_one_sentence_are_linear(make_record):
    """The sentence's words are counted once for all its claims."""
    text = "Losses: " + "12 tanks, " * 4000
    start = make_record()
    records = [
        start.model_copy(update={"id": f"cx_{i:016x}", "evidence": start.evidence.model_copy(update={"text": text, "end": len(text)})})
        for i in range(2000)
    ]  # fmt: skip

    told = features(records)

    # One pass over the text a record would be 2,000 times 8,000 words: minutes, where this is a moment.
    assert len(told) == 2000
    assert told[0]["sentence.claims"] == math.log(2000)


def test_older_records_have_none(make_record):
    row = json.loads(make_record().model_dump_json())
    row.pop("confidence")

    assert Record.model_validate(row).confidence is None


@pytest.mark.parametrize("value", [-0.01, 1.01])
def test_confidence_is_a_probability(make_record, value):
    with pytest.raises(ValueError, match="confidence"):
        make_record(confidence=value)


class Test_fitting:
    def test_known_weights_are_found_again(self):
        """Cases drawn from known weights: the fit finds them, held to zero a little, and is calibrated out of fold."""
        generator = random.Random(7)
        cases = []
        for i in range(3000):
            told = {name: 1.0 for name in ("date.none", "kind.equipment") if generator.random() < 0.5}
            chance = logistic(0.5 + 1.5 * told.get("date.none", 0) - 1.0 * told.get("kind.equipment", 0))
            cases.append(FIT.Case("drawn", f"d{i // 20}", told, generator.random() < chance))

        model = FIT.fit(cases)
        estimates = FIT.out_of_fold(cases)

        assert model.intercept == pytest.approx(0.5, abs=0.2)
        assert model.weights["date.none"] == pytest.approx(1.5, abs=0.25)
        assert model.weights["kind.equipment"] == pytest.approx(-1.0, abs=0.25)
        assert FIT.ece(estimates, [case.right for case in cases]) < 0.04

    def test_a_sign_against_the_meaning_is_left_out(self):
        cases = [FIT.Case("drawn", f"d{i}", {"item.none": 1.0} if i % 2 else {}, bool(i % 2)) for i in range(40)]

        assert "item.none" not in FIT.fit(cases).weights

    @pytest.mark.parametrize(
        "estimates, right, area",
        [
            ([0.1, 0.2, 0.8, 0.9], [False, False, True, True], 1.0),
            ([0.9, 0.1], [False, True], 0.0),
            ([0.5, 0.5, 0.5], [False, True, True], 0.5),
            ([0.2, 0.4], [True, True], None),
        ],
    )
    def test_auc(self, estimates, right, area):
        assert FIT.auc(estimates, right) == area

    def test_calibration_error(self):
        assert FIT.ece([0.75] * 4, [True, True, True, False]) == 0
        assert FIT.ece([1.0, 1.0], [True, False]) == 0.5

    def test_right_is_core_affected_and_source(self, make_record, tmp_path):
        """A wrong date leaves a record right, a wrong source does not; what the gold lacks is wrong."""
        kept = make_record(document={"path": "a.txt"})
        other = make_record(id="cx_" + "1" * 16, quantity={"start": 115, "end": 126}, document={"path": "a.txt"})
        third = make_record(id="cx_" + "2" * 16, quantity={"start": 215, "end": 226}, document={"path": "a.txt"})
        records, gold = tmp_path / "records.jsonl", tmp_path / "gold.jsonl"
        records.write_text("".join(record.model_dump_json() + "\n" for record in (kept, other, third)))
        rows = [json.loads(record.model_dump_json()) for record in (kept, other)]
        rows[0]["date"] = None
        rows[1]["source"]["name"] = "Amnesty International"
        gold.write_text("".join(json.dumps(row) + "\n" for row in rows))

        assert [case.right for case in FIT.cases_of("mine", records, gold)] == [True, False, False]

    def test_too_little_is_refused(self, make_record, tmp_path, capsys):
        records = tmp_path / "records.jsonl"
        records.write_text(make_record().model_dump_json() + "\n")
        before = WEIGHTS.read_bytes()

        assert FIT.main(["--set", "mine", str(records), str(records)]) == 1
        assert "too little" in capsys.readouterr().err
        assert WEIGHTS.read_bytes() == before

    def test_it_writes_weights_that_load(self, make_record, tmp_path, monkeypatch):
        """From records and gold to a file, a diagram and a table."""
        monkeypatch.setattr(FIT, "ROOT", tmp_path)
        for name, file in {"WEIGHTS": "w.json", "DIAGRAM": "d.svg", "GUIDE": "g.md"}.items():
            monkeypatch.setattr(FIT, name, tmp_path / file)
        FIT.GUIDE.write_text(f"# Guide\n\n{FIT.BEGIN}\n{FIT.END}\n")
        generator = random.Random(1)
        found, wanted = [], []
        for i in range(200):
            sure = generator.random() < 0.5
            record = make_record(
                id=f"cx_{i:016x}",
                document={"path": f"{i}.txt", "sha256": f"{i:064x}"},
                **({} if sure else {"item": None}),
            )
            found.append(record.model_dump_json() + "\n")
            if generator.random() < (0.9 if sure else 0.3):
                wanted.append(found[-1])
        (tmp_path / "r.jsonl").write_text("".join(found))
        (tmp_path / "g.jsonl").write_text("".join(wanted))

        assert FIT.main(["--set", "mine", str(tmp_path / "r.jsonl"), str(tmp_path / "g.jsonl")]) == 0

        weights = read_weights(FIT.WEIGHTS)
        assert isinstance(weights, Weights)
        assert weights.sets["mine"].records == 200
        assert weights.weights["item.none"] < 0
        assert "| mine | 200 | 200 |" in FIT.GUIDE.read_text()
        assert "<circle" in FIT.DIAGRAM.read_text()


class Test_min_confidence:
    @pytest.fixture
    def ids(self, make_record, tmp_path, pipeline_giving, capfd):
        """``ids("0.5")``: the ids that ``extract --min-confidence 0.5`` prints of three records, and what it says of them."""
        (tmp_path / "a.txt").write_text("Twelve soldiers were killed.")
        whole, part, none = "cx_" + "1" * 16, "cx_" + "2" * 16, "cx_" + "3" * 16
        records = [
            make_record(id=whole, confidence=0.4),
            make_record(id=part, confidence=0.8, quantity={"subset_of": whole}),
            make_record(id=none),
        ]

        pipeline_giving(records)

        def ids(*options):
            from claimx.cli.commands import run

            code = run(["extract", str(tmp_path / "a.txt"), *options])
            out, err = capfd.readouterr()
            rows = [json.loads(line) for line in out.splitlines()]
            return code, [(row["id"][3], row["quantity"]["subset_of"]) for row in rows], err

        return ids

    @pytest.mark.parametrize(
        "least, kept",
        [
            (None, "123"),  # nothing asked, nothing left out
            ("0", "123"),
            ("0.4", "12"),  # the bound itself is enough; an unknown confidence is not
            ("0.41", "2"),
            ("1", ""),
        ],
    )
    def test_records_below_are_left_out(self, ids, least, kept):
        code, found, err = ids(*(["--min-confidence", least] if least else []))

        assert code == 0
        assert "".join(name for name, _ in found) == kept
        if len(kept) < 3:
            assert f"({3 - len(kept)} below the confidence asked for)" in err

    def test_a_part_of_what_is_left_out_stands_alone(self, ids):
        assert ids("--min-confidence", "0.5")[1] == [("2", None)]

    @pytest.mark.parametrize("least", ["1.5", "-0.1", "high", "nan"])
    def test_it_is_a_probability(self, ids, least):
        code, found, err = ids("--min-confidence", least)

        assert code == 2
        assert found == []
        assert "--min-confidence" in err


def test_a_new_estimate_is_no_change(make_record):
    from claimx.diff import diff

    old, new = (json.loads(make_record(confidence=value).model_dump_json()) for value in (0.5, 0.6))

    assert not diff([old], [new])


def test_show_tells_it(make_record):
    from claimx.models import Article
    from claimx.show import show

    lines = [
        "".join(words for words, _ in line) for line in show(Article("At least 12."), [make_record(confidence=0.8)])
    ]

    assert any(line.endswith("confidence 0.80") for line in lines)
