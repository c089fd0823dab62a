"""The review loop on the command line: show, report, export, import, rules, and extraction without what was rejected."""

from __future__ import annotations

import hashlib
import json
import sys

import pytest

from claimx.cli.commands import run

TEXT = "\U0001f4a5 At least 12 soldiers died in Mopti.\n\nThree tanks were lost.\n"
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def records(make_record):
    def at(words):
        start = TEXT.index(words)
        return {"text": words, "start": start, "end": start + len(words)}

    document = {"id": "a", "path": "in/a.txt", "sha256": SHA}
    nobody = {"affected": None, "actor": None, "source": None, "date": None, "location": None, "item": None}
    return [
        make_record(quantity=at("At least 12"), evidence=at("At least 12 soldiers died in Mopti."), document=document, **nobody),
        make_record(
            id="cx_" + "2" * 16, kind="equipment", event="lost", category="tank", document=document, rules=["quantity.number-words", "loss.lost"],
            quantity={**at("Three"), "value": 3, "low": 3, "high": 3, "qualifier": "exact"}, evidence=at("Three tanks were lost."), **nobody,
        ),
    ]  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch, records, pipeline_giving):
    """A folder with the article and the records of an earlier run, and a pipeline that finds them again."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text("".join(record.model_dump_json() + "\n" for record in records))

    pipeline_giving(records)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_show_prints_marked_words_and_records(place, capfd):
    assert run(["show", "in"]) == 0
    out = capfd.readouterr().out

    assert "At least 12[1] soldiers died" in out
    assert "[2] 3 tank lost" in out


def test_show_of_stored_records_needs_no_pipeline(place, capfd, monkeypatch):
    monkeypatch.delitem(sys.modules, "claimx.pipeline")

    assert run(["show", "in", "--records", "claims.jsonl", "--explain"]) == 0
    assert "loss.lost: " in capfd.readouterr().out


def test_report_writes_one_page(place, capfd):
    assert run(["report", "claims.jsonl", "--texts", "in", "-o", "r.html", "--title", "Tolls"]) == 0
    page = (place / "r.html").read_text(encoding="utf-8")

    assert "<title>Tolls</title>" in page
    assert "1 of 1 texts" in capfd.readouterr().err


@pytest.mark.parametrize("texts, told", [([], "not found by digest"), (["--texts", "elsewhere"], "does not exist")])
def test_report_tells_of_missing_texts(place, capfd, texts, told):
    code = run(["report", "claims.jsonl", *texts, "-o", "r.html"])

    assert code == bool(texts)
    assert told in capfd.readouterr().err
    assert (place / "r.html").exists()


def test_report_refuses_a_comparison_that_is_none(place, capfd):
    assert run(["report", "claims.jsonl", "--comparison", "claims.jsonl", "-o", "r.html"]) == 1
    assert "was not written by 'claimx compare'" in capfd.readouterr().err
    assert not (place / "r.html").exists()


@pytest.mark.parametrize("tool", ["doccano", "prodigy"])
def test_the_loop(place, capfd, tool):
    assert run(["export", "claims.jsonl", "--texts", "in", "--to", tool, "-o", "tasks.jsonl"]) == 0
    assert "1 tasks, 2 claims" in capfd.readouterr().err

    # A person throws out the tanks.
    row = json.loads((place / "tasks.jsonl").read_text(encoding="utf-8"))
    key = "entities" if tool == "doccano" else "spans"
    row[key] = [one for one in row[key] if one["label"] != "lost:tank"]
    (place / "corrected.jsonl").write_text(json.dumps({**row, "answer": "accept"}))
    loop = [
        "import",
        "corrected.jsonl",
        "--from",
        tool,
        "--records",
        "claims.jsonl",
        "-o",
        "gold.jsonl",
        "--measured",
        "m.json",
        "--suppress",
        "s.txt",
    ]
    assert run(loop) == 0
    assert "2 records, 1 gold claims, 1 rejected" in capfd.readouterr().err

    assert run(["eval", "gold.jsonl", "claims.jsonl", "--format", "json", "--no-intervals"]) == 0
    scores = json.loads(capfd.readouterr().out)["scores"]["detect"]
    assert (scores["precision"], scores["recall"]) == (0.5, 1)

    assert run(["rules", "--measured", "m.json"]) == 0
    assert "loss.lost" in capfd.readouterr().out
    assert run(["rule", "loss.lost", "--measured", "m.json"]) == 0
    assert "right 0 of 1 times" in capfd.readouterr().out
    assert run(["rule", "quantity.range", "--measured", "m.json"]) == 0
    assert "never fired in 1 checked articles" in capfd.readouterr().out

    assert run(["extract", "in", "--suppress", "s.txt"]) == 0
    out, err = capfd.readouterr()
    assert [json.loads(line)["event"] for line in out.splitlines()] == ["killed"]
    assert "1 claim (1 suppressed)" in err


def test_label_studio_gets_its_configuration(place):
    assert run(["export", "claims.jsonl", "--texts", "in", "--to", "label-studio", "-o", "tasks.json", "-q"]) == 0

    assert (place / "label-config.xml").read_text(encoding="utf-8").startswith("<View>")


def test_least_certain_rules_come_first(place, capfd):
    rules = {"loss.killed": {"fired": 90, "right": 90}, "loss.lost": {"fired": 2, "right": 1}}
    (place / "m.json").write_text(json.dumps({"articles": 3, "records": 92, "rejected": 1, "rules": rules}))

    assert run(["rules", "--measured", "m.json"]) == 0
    out = capfd.readouterr().out

    assert out.index("loss.lost") < out.index("loss.killed")
    assert "50.0%" in out


def test_a_file_that_measures_nothing_is_refused(place, capfd):
    assert run(["rules", "--measured", "claims.jsonl"]) == 1
    assert "import --measured" in capfd.readouterr().err
