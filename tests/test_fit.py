"""Fitting confidence and measuring it: figures by hand, weights found again, levels of sets, and the commands end to end."""

import datetime as dt
import importlib.util
import json
import math
import random
from pathlib import Path

import pytest

from claimx.cli.commands import run
from claimx.confidence import FIELDS, JOINT, PARTS, RECORD, Weights, logistic, read_weights, with_confidence
from claimx.errors import RecordError
from claimx.evaluate.calibration import MEANT, auc, bins, calibration, coverage, ece, figures
from claimx.evaluate.claims import from_record
from claimx.evaluate.fitting import FOLDS, Case, cases_of, fit
from claimx.evaluate.pairs import judge

DAY = dt.date(2031, 1, 1)
ROOT = Path(__file__).resolve().parent.parent


class Test_figures:
    @pytest.mark.parametrize(
        "points, area",
        [
            ([(0.1, False), (0.2, False), (0.8, True), (0.9, True)], 1.0),
            ([(0.9, False), (0.1, True)], 0.0),
            ([(0.5, False), (0.5, True), (0.5, True)], 0.5),
            ([(0.3, False), (0.3, True), (0.9, True)], 0.75),
            ([(0.2, True), (0.4, True)], None),
        ],
    )
    def test_auc(self, points, area):
        assert auc(points) == area

    @pytest.mark.parametrize(
        "points, error",
        [
            ([(0.75, True)] * 3 + [(0.75, False)], 0),
            ([(1.0, True), (1.0, False)], 0.5),
            ([(0.0, True), (1.0, True)], 0.5),
            # One bin: what is too high and what is too low make up for each other.
            ([(0.61, True), (0.69, True), (0.65, False)], pytest.approx(2 / 3 - 0.65)),
        ],
    )
    def test_calibration_error(self, points, error):
        assert ece(points) == error

    @pytest.mark.parametrize(
        "points, precision, share, bound",
        [
            ([(0.9, True), (0.8, True), (0.4, False)], 0.9, 0.6667, 0.8),
            ([(0.9, False), (0.8, True)], 0.9, 0.0, None),
            # A wrong one at the top, made up for by nine right ones below.
            ([(0.9, False), *[(0.8, True)] * 9, (0.1, False)], 0.9, 0.9091, 0.8),
            # What ties is kept or left out together: the right one alone is not to be had.
            ([(0.7, True), (0.7, False)], 0.9, 0.0, None),
            ([(0.7, True), (0.2, True)], 0.95, 1.0, 0.2),
        ],
    )
    def test_coverage(self, points, precision, share, bound):
        found = coverage(points, precision)

        assert (found.share, found.at_least) == (share, bound)

    def test_bins(self):
        found = bins([(0.05, False), (0.09, True), (1.0, True), (0.95, True)])

        assert [(one.low, one.records, one.confidence, one.right) for one in found] == [
            (0.0, 2, 0.07, 0.5),
            (0.9, 2, 0.975, 1.0),
        ]

    def test_all_of_them_together(self):
        found = figures([(0.9, True), (0.6, False), (0.6, True)])

        assert (found.records, found.confidence, found.right) == (3, 0.7, 0.6667)
        assert (found.ece, found.auc) == (round((0.1 + 0.2) / 3, 4), 0.75)

    def test_each_confidence_is_held_to_its_own_fields(self, make_record):
        """A wrong source leaves core and affected right; a record that the gold lacks is wrong in all."""
        sure = dict.fromkeys(FIELDS, 0.9)
        kept = make_record(confidence=0.8, confidences=sure)
        spurious = make_record(
            id="cx_" + "1" * 16, quantity={"start": 115, "end": 126}, confidence=0.2, confidences=sure
        )
        gold = make_record(source={"name": "Amnesty International"})

        found = calibration(judge([flat(gold)], [flat(kept), flat(spurious)]))

        assert {name: one.right for name, one in found.items()} == {
            "confidence": 0, "core": 0.5, "affected": 0.5, "actor": 0.5, "source": 0, "date": 0.5, "location": 0.5,
        }  # fmt: skip
        assert found["confidence"].confidence == 0.5

    def test_records_without_confidence_have_no_figures(self, make_record):
        assert calibration(judge([flat(make_record())], [flat(make_record())])) == {}


def flat(record):
    return from_record(record.model_dump(mode="json"))


def drawn(count, intercept, weights, *, seed=7, name="", document="d"):
    """Cases drawn from known weights, the same for every field."""
    generator = random.Random(seed)
    out = []
    for i in range(count):
        told = {one: 1.0 for one in weights if generator.random() < 0.5}
        chance = logistic(intercept + sum(weights[one] for one in told))
        right = {one: generator.random() < chance for one in MEANT}
        out.append(Case(f"{document}{i // 20}", told, right, name))
    return out


KNOWN = {"quantity.words": 1.5, "kind.equipment": -1.0}


class Test_fit:
    def test_known_weights_are_found_again(self):
        done = fit(drawn(8000, 0.5, KNOWN), DAY, "1")

        for name in ("affected", "source"):
            model = done.weights.models[name]
            assert model.intercept == pytest.approx(0.5, abs=0.2)
            # Held to zero, they stay a little below.
            assert model.weights["quantity.words"] == pytest.approx(1.3, abs=0.2)
            assert model.weights["kind.equipment"] == pytest.approx(-0.9, abs=0.2)
            assert model.figures.ece < 0.04
            assert model.figures.documents == 400
        assert done.weights.means["quantity.words"] == pytest.approx(0.5, abs=0.05)
        assert len(done.estimates[RECORD]) == 8000

    def test_the_record_is_right_as_often_as_its_fields_together(self):
        """Fields that are right or wrong by themselves: the record's estimate is their product."""
        cases = drawn(8000, 0.5, KNOWN)
        cases = [
            Case(one.document, one.told, {**one.right, RECORD: all(one.right[part] for part in PARTS)}) for one in cases
        ]

        done = fit(cases, DAY, "1")

        model = done.weights.models[RECORD]
        assert model.weights.keys() == {JOINT}
        assert model.figures.ece < 0.03
        # At even odds for each field, all three are right one time in eight.
        assert logistic(model.intercept + model.weights[JOINT] * math.log(1 / 7)) == pytest.approx(1 / 8, abs=0.03)

    def test_rows_of_lists_have_a_level_of_their_own(self):
        """In the first set there are none; those of the second are right nine times in ten, however often its sentences are."""
        lists = drawn(400, 2.2, {"row.numbers": 0.0}, seed=5, name="lists", document="l")
        lists = [Case(one.document, {**one.told, "row": 1.0}, one.right, one.name) for one in lists]
        cases = [*drawn(800, -0.5, KNOWN, name="unseen"), *lists]

        done = fit(cases, DAY, "1")

        model = done.weights.models["core"]
        assert logistic(model.intercept + model.weights["row"]) == pytest.approx(0.9, abs=0.04)
        assert done.weights.rows.records == 400
        assert done.weights.means["row"] == 1

    def test_where_no_list_was_marked_a_row_is_as_likely_right_as_the_rest(self):
        model = fit(drawn(800, 1.0, {"item.none": 0.0}), DAY, "1").weights.models["core"]

        assert logistic(model.intercept + model.weights["row"]) == pytest.approx(model.figures.right, abs=0.01)

    def test_noise_is_worth_nothing_out_of_fold(self):
        """Features that tell nothing fit what they saw, and nothing else: the figures must say so."""
        generator = random.Random(3)
        names = ["date.none", "kind.equipment", "item.none", "source.none", "actor.none", "stance.unsure"]
        cases = [
            Case(f"d{i // 5}", {name: generator.random() for name in names}, {one: generator.random() < 0.5 for one in MEANT})
            for i in range(300)
        ]  # fmt: skip

        assert fit(cases, DAY, "1").weights.models["core"].figures.auc < 0.6

    def test_rare_features_are_left_out(self):
        cases = drawn(300, 0.5, KNOWN)
        cases[:5] = [Case(one.document, {**one.told, "item.none": 1.0}, one.right) for one in cases[:5]]

        assert "item.none" not in fit(cases, DAY, "1").weights.models["core"].weights

    def test_the_level_is_that_of_the_first_set(self):
        """The second set is right far more often: its records tell of features, not of how often others are right."""
        cases = [*drawn(4000, 0.0, KNOWN, name="unseen"), *drawn(4000, 2.0, KNOWN, seed=8, name="tuned", document="t")]

        found = fit(cases, DAY, "1").weights.models["core"]

        assert found.intercept == pytest.approx(0.0, abs=0.2)
        assert found.figures.records == 4000
        assert found.figures.ece < 0.05

    def test_few_cases_move_known_weights_and_do_not_replace_them(self):
        before = fit(drawn(4000, 0.5, KNOWN), DAY, "1").weights
        few = drawn(240, -0.5, KNOWN, seed=9)

        moved = fit(few, DAY, "1", before).weights.models["core"]
        alone = fit(few, DAY, "1").weights.models["core"]

        assert moved.intercept < 0.2, "the level follows"
        assert abs(moved.weights["quantity.words"] - 1.4) < abs(alone.weights["quantity.words"] - 1.4)

    def test_it_is_the_same_every_time(self):
        cases = drawn(400, 0.5, KNOWN)

        assert fit(cases, DAY, "1") == fit(cases, DAY, "1")

    @pytest.mark.parametrize(
        "cases, cause",
        [
            ([], "too little to fit on: 0 marked documents gave records, and 10 are needed"),
            (drawn(20 * (FOLDS - 1), 0.5, KNOWN), "9 marked documents"),
            (drawn(400, 50, {"item.none": 0.0}), "of 'confidence', every record is right"),
            (drawn(400, -50, {"item.none": 0.0}), "of 'confidence', every record is wrong"),
        ],
    )
    def test_too_little_is_refused(self, cases, cause):
        with pytest.raises(RecordError, match=cause):
            fit(cases, DAY, "1")

    def test_cases_are_judged_as_an_evaluation_does(self, make_record):
        optional = make_record(id="cx_" + "2" * 16, quantity={"start": 215, "end": 226})
        records = [make_record(), make_record(id="cx_" + "1" * 16, quantity={"start": 115, "end": 126}), optional]
        row = from_record(optional.model_dump(mode="json"))
        gold = [
            flat(make_record(date=None)),
            type(row)(**{**{key: getattr(row, key) for key in row.__slots__}, "optional": True}),
        ]

        found = cases_of(records, gold)

        assert [one.right["confidence"] for one in found] == [True, False]
        assert [one.right["date"] for one in found] == [False, False]
        assert found[0].told["document.claims"] > 1, (
            "all records of the document are around, also those that count neither way"
        )


@pytest.fixture
def marked(make_record, tmp_path):
    """Records and gold of 200 documents, in which a number without a word for what is counted is mostly wrong."""
    generator = random.Random(1)
    found, wanted = [], []
    for i in range(200):
        sure = generator.random() < 0.5
        record = make_record(
            id=f"cx_{i:016x}", document={"path": f"{i}.txt", "sha256": f"{i:064x}"}, **({} if sure else {"item": None})
        )  # fmt: skip
        found.append(record)
        right = {name: generator.random() < (0.9 if sure else 0.3) for name in FIELDS}
        row = json.loads(record.model_dump_json())
        row["event"] = "killed" if right["core"] else "wounded"
        for name in FIELDS[1:]:
            row[name] = row[name] if right[name] else None
        wanted.append(row)
    records, gold = tmp_path / "records.jsonl", tmp_path / "gold.jsonl"
    records.write_text("".join(record.model_dump_json() + "\n" for record in with_confidence_of_each(found)))
    gold.write_text("".join(json.dumps(row) + "\n" for row in wanted))
    return gold, records


def with_confidence_of_each(records):
    return [one for record in records for one in with_confidence([record])]


class Test_commands:
    @pytest.mark.parametrize("how", [[], ["--anew"]])
    def test_fit_writes_weights_that_extract_uses(self, marked, make_record, tmp_path, pipeline_giving, capfd, how):
        gold, records = map(str, marked)
        weights = tmp_path / "weights.json"

        assert run(["fit", gold, records, "-o", str(weights), *how]) == 0

        out, err = capfd.readouterr()
        assert "fitted on 200 records of 200 documents" in err
        assert [name for name in (RECORD, *FIELDS) if name in out] == [RECORD, *FIELDS]
        read = read_weights(weights)
        assert read.models["affected"].weights["item.none"] < 0
        assert read.models["affected"].figures.auc > 0.7
        (tmp_path / "a.txt").write_text("Twelve soldiers were killed.")
        pipeline_giving([make_record(item=None, confidence=0.99)])
        assert run(["extract", str(tmp_path / "a.txt"), "--confidence", str(weights)]) == 0
        [row] = map(json.loads, capfd.readouterr().out.splitlines())
        [expected] = with_confidence([make_record(item=None)], read)
        assert row["confidences"] == expected.confidences.model_dump()
        assert row["confidence"] == expected.confidence < 0.6

    @pytest.mark.parametrize(
        "content, cause",
        [
            (None, "cannot be read as weights: No such file or directory"),
            ("{}", "is no file of weights: key 'version' is missing"),
            ('{"version": 1}', "holds weights of version 1"),
        ],
    )
    @pytest.mark.parametrize("command", ["extract", "fit"])
    def test_bad_weights_are_told_with_a_remedy_and_nothing_is_written(
        self, marked, tmp_path, capfd, content, cause, command
    ):
        path, output = tmp_path / "weights.json", tmp_path / "out.jsonl"
        if content is not None:
            path.write_text(content)
        (tmp_path / "a.txt").write_text("Twelve soldiers were killed.")
        commands = {
            "extract": ["extract", str(tmp_path / "a.txt"), "--confidence", str(path), "-o", str(output)],
            "fit": ["fit", *map(str, marked), "--from", str(path), "-o", str(output)],
        }

        assert run(commands[command]) == 1

        err = capfd.readouterr().err
        assert f"{path}: {cause}" in err
        assert "claimx fit GOLD RECORDS -o FILE" in err
        assert not output.exists()

    def test_an_output_over_an_input_is_refused(self, marked, capfd):
        gold, records = marked
        before = gold.read_bytes()

        assert run(["fit", str(gold), str(records), "-o", str(gold)]) == 2
        assert "is an input" in capfd.readouterr().err
        assert gold.read_bytes() == before

    def test_a_failed_fit_leaves_the_weights_that_were_there(self, make_record, tmp_path, capfd):
        records, output = tmp_path / "r.jsonl", tmp_path / "w.json"
        records.write_text(make_record().model_dump_json() + "\n")
        output.write_text("before")

        assert run(["fit", str(records), str(records), "-o", str(output)]) == 1
        assert "too little to fit on" in capfd.readouterr().err
        assert output.read_text() == "before"

    def test_eval_prints_calibration(self, marked, capfd):
        gold, records = map(str, marked)

        assert run(["eval", gold, records, "--calibration", "--format", "json"]) == 0
        told = json.loads(capfd.readouterr().out)
        assert run(["eval", gold, records, "--calibration"]) == 0
        table = capfd.readouterr().out

        assert list(told) == [RECORD, *FIELDS]
        assert told["source"]["records"] == 200
        assert sum(one["records"] for one in told["source"]["bins"]) == 200
        assert set(told["source"]["coverage_90"]) == {"share", "at_least"}
        assert f"{told['source']['ece']:.3f}" in table
        assert f"{told['location']['auc']:.3f}" in table

    def test_eval_of_records_without_confidence_says_so(self, make_record, tmp_path, capfd):
        path = tmp_path / "r.jsonl"
        path.write_text(make_record().model_dump_json() + "\n")

        assert run(["eval", str(path), str(path), "--calibration"]) == 1
        assert "no record has a confidence to measure" in capfd.readouterr().err

    @pytest.mark.parametrize("value", ["2", "NaN", '"high"'])
    def test_eval_refuses_what_is_no_probability(self, make_record, tmp_path, capfd, value):
        path = tmp_path / "r.jsonl"
        path.write_text(make_record().model_dump_json().replace('"confidence":null', f'"confidence":{value}') + "\n")

        assert run(["eval", str(path), str(path)]) == 1
        assert "'confidence' is no probability" in capfd.readouterr().err


class Test_min_confidence:
    @pytest.fixture
    def ids(self, make_record, tmp_path, pipeline_giving, capfd):
        """``ids("0.5")``: the ids that ``extract`` with these options prints of three records, and what it says of them."""
        (tmp_path / "a.txt").write_text("Twelve soldiers were killed.")
        whole, part, none = "cx_" + "1" * 16, "cx_" + "2" * 16, "cx_" + "3" * 16
        sure = dict.fromkeys(FIELDS, 0.9)
        records = [
            make_record(id=whole, confidence=0.4, confidences={**sure, "source": 0.3}),
            make_record(id=part, confidence=0.8, quantity={"subset_of": whole}, affected=None, confidences={**sure, "affected": 0.7}),
            make_record(id=none),
        ]  # fmt: skip
        pipeline_giving(records)

        def ids(*options):
            code = run(["extract", str(tmp_path / "a.txt"), *options])
            out, err = capfd.readouterr()
            rows = [json.loads(line) for line in out.splitlines()]
            return code, [(row["id"][3], row["quantity"]["subset_of"]) for row in rows], err

        return ids

    @pytest.mark.parametrize(
        "least, kept",
        [
            ([], "123"),  # nothing asked, nothing left out
            (["0"], "123"),
            (["0.4"], "12"),  # the bound itself is enough; an unknown confidence is not
            (["0.41"], "2"),
            (["1"], ""),
            (["affected=.7"], "12"),  # nobody is named, and that is right with .7
            (["affected=.71"], "1"),
            (["source=.5"], "2"),
            (["source=.5", "affected=.8"], ""),
            (["0.3", "affected=.8"], "1"),
        ],
    )
    def test_records_below_are_left_out(self, ids, least, kept):
        code, found, err = ids(*(part for one in least for part in ("--min-confidence", one)))

        assert code == 0
        assert "".join(name for name, _ in found) == kept
        if len(kept) < 3:
            assert f"({3 - len(kept)} below the confidence asked for)" in err

    def test_a_part_of_what_is_left_out_stands_alone(self, ids):
        assert ids("--min-confidence", "0.5")[1] == [("2", None)]

    @pytest.mark.parametrize(
        "least, cause",
        [("1.5", "from 0 to 1"), ("nan", "from 0 to 1"), ("afected=.9", "did you mean affected?")],
    )
    @pytest.mark.parametrize(
        "command",
        [["extract", "a"], ["compare", "a"], ["check", "a", "--against", __file__], ["report", "a", "-o", "b"]],
        ids=lambda one: one[0],
    )
    def test_what_is_no_bound_is_refused_everywhere(self, capfd, command, least, cause):
        assert run([*command, "--min-confidence", least]) == 2
        assert cause in capfd.readouterr().err

    @pytest.fixture
    def stored(self, make_record, tmp_path):
        path = tmp_path / "stored.jsonl"
        sure = dict.fromkeys(FIELDS, 0.9)
        records = [
            make_record(confidence=0.9, confidences={**sure, "date": 0.2}),
            make_record(id="cx_" + "1" * 16, quantity={"start": 115, "end": 126}, confidence=0.5, confidences=sure),
            make_record(id="cx_" + "2" * 16, quantity={"start": 215, "end": 226}),
        ]
        path.write_text("".join(record.model_dump_json() + "\n" for record in records))
        return path

    # Of stored records, those that tell no confidence are kept.
    @pytest.mark.parametrize("least, kept", [("0.8", 2), ("date=.5", 2), ("core=.5", 3), ("core=.95", 1)])
    def test_stored_records_are_sifted_alike(self, stored, tmp_path, capfd, least, kept):
        options = ["--min-confidence", least]

        assert run(["report", str(stored), "-o", str(tmp_path / "page.html"), *options]) == 0
        assert f"{kept} claims" in capfd.readouterr().err
        series = tmp_path / "series.csv"
        series.write_text("date,x\n2024-05-06,12\n")
        mapping = tmp_path / "m.toml"
        mapping.write_text(
            'name = "m"\naffected = "MLI"\ndate = "date"\ncounts = "total"\n[[column]]\nnames = ["x"]\nkind = "casualty"\nevents = ["killed"]\ncategories = ["military"]\n'
        )
        run(["check", str(stored), "--against", str(series), "--mapping", str(mapping), *options])
        assert f"of {kept} claims" in capfd.readouterr().err
        assert run(["compare", str(stored), "--least", "1", *options]) == 0
        assert [json.loads(line)["records"] for line in capfd.readouterr().out.splitlines()] == [kept]


class Test_script:
    @pytest.fixture
    def script(self, tmp_path, monkeypatch):
        spec = importlib.util.spec_from_file_location("fit_confidence", ROOT / "scripts" / "fit_confidence.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        monkeypatch.setattr(module, "ROOT", tmp_path)
        for name, file in {"WEIGHTS": "w.json", "DIAGRAM": "d.svg", "GUIDE": "g.md"}.items():
            monkeypatch.setattr(module, name, tmp_path / file)
        # Two hundred records of one feature are held too tightly to be calibrated; that is another test's.
        monkeypatch.setattr(module, "WORST", 1)
        monkeypatch.setattr(module, "LISTS", ())
        module.GUIDE.write_text(f"# Guide\n\n{module.BEGIN}\n{module.END}\n")
        return module

    def test_it_writes_weights_diagram_and_table(self, script, marked):
        gold, records = map(str, marked)

        assert script.main(["--set", "mine", records, gold]) == 0

        weights = read_weights(script.WEIGHTS)
        assert isinstance(weights, Weights)
        assert script.with_table(script.GUIDE.read_text(), weights) == script.GUIDE.read_text()
        assert "200 records of 200 texts" in script.GUIDE.read_text()
        assert script.DIAGRAM.read_text().count("<g ") == len(MEANT)

    def test_too_little_is_refused(self, script, make_record, tmp_path, capsys):
        records = tmp_path / "records.jsonl"
        records.write_text(make_record().model_dump_json() + "\n")

        assert script.main(["--set", "mine", str(records), str(records)]) == 1
        assert "too little" in capsys.readouterr().err
        assert not script.WEIGHTS.exists()
