"""Quality only goes up: claimx on its own gold, against the pinned floors."""

import importlib.util
import json
from pathlib import Path

import pytest

from claimx.evaluate import read_flat
from claimx.schema import Event, Kind

ROOT = Path(__file__).resolve().parent.parent


def _script():
    spec = importlib.util.spec_from_file_location("pin_floors", ROOT / "scripts" / "pin_floors.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PIN = _script()


@pytest.mark.skipif(not PIN.FLOORS.exists(), reason="no floors are pinned yet: python scripts/pin_floors.py")
@pytest.mark.parametrize("name", PIN.SETS)
def test_no_figure_falls_below_its_floor(name):
    texts, gold = PIN.SETS[name]
    held = PIN.load()["sets"][name]

    assert PIN.digest(texts, gold) == held["digest"], "texts or gold changed: python scripts/pin_floors.py"
    figures, crashed = PIN.measure(texts, gold)

    assert not crashed
    assert PIN.below(held["floors"], figures) == {}


def test_a_floor_is_not_lowered_in_silence(tmp_path, monkeypatch, capsys):
    """A lower figure leaves the file as it is and ends with 1; with a reason it is pinned, and the reason kept."""
    monkeypatch.setattr(PIN, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(PIN, "ROOT", tmp_path)
    monkeypatch.setattr(PIN, "SETS", {"written": (tmp_path, tmp_path / "gold.jsonl")})
    monkeypatch.setattr(PIN, "digest", lambda texts, gold: "d")
    figures = {"detect": 0.9}
    monkeypatch.setattr(PIN, "measure", lambda texts, gold: (dict(figures), []))

    assert PIN.main([]) == 0
    figures["detect"] = 0.8
    assert PIN.main([]) == 1
    assert PIN.load()["sets"]["written"]["floors"] == {"detect": 0.9}
    assert PIN.main(["--check"]) == 1
    assert PIN.main(["--lower", "a class of false claims is gone"]) == 0
    assert PIN.load()["sets"]["written"]["floors"] == {"detect": 0.8}
    assert PIN.load()["lowered"] == [
        {"set": "written", "reason": "a class of false claims is gone", "was": {"detect": 0.9}}
    ]
    assert PIN.main(["--check"]) == 0
    assert "below its floor" in capsys.readouterr().out


def test_a_crash_is_a_miss(tmp_path, monkeypatch):
    from claimx.pipeline import Extractor

    def crash(self, article):
        raise ZeroDivisionError

    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Twelve people were killed.")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(_gold("a.txt", "Twelve", 0)) + "\n")
    monkeypatch.setattr(Extractor, "extract", crash)

    figures, crashed = PIN.measure(texts, gold)

    assert figures["detect"] == 0
    assert len(crashed) == 1


def _gold(doc, text, start):
    return {
        "doc": doc, "quote": "Twelve people were killed.", "quantity_text": text, "quantity_start": start,
        "kind": "casualty", "event": "killed", "category": "unspecified", "low": 12, "high": 12, "per": None,
        "affected": None, "actor": None, "source": None, "source_cue": None, "date_start": None, "date_end": None,
        "date_text": None, "location": None, "stance": "asserted",
    }  # fmt: skip


@pytest.mark.parametrize("name", PIN.SETS)
def test_gold_stands_in_its_texts(name):
    """Quotes are verbatim, spans slice back, values are of the schema, and each article has its metadata."""
    texts, gold = PIN.SETS[name]
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]

    for row in rows:
        text = (texts / row["doc"]).read_bytes().decode("utf-8")
        start = row["quantity_start"]
        assert text[start : start + len(row["quantity_text"])] == row["quantity_text"], row
        assert row["quote"] in text, row
        assert Kind(row["kind"])
        assert Event(row["event"])
        assert row["low"] is not None or row["high"] is not None
        assert row["low"] is None or row["high"] is None or row["low"] <= row["high"]
    assert len(read_flat(gold.read_text(encoding="utf-8").splitlines())) == len(rows)


def test_the_written_set_is_as_large_and_varied_as_promised():
    texts, gold = PIN.SETS["written"]
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    documents = {path.name for path in texts.glob("*.txt")}

    assert len(rows) >= 300
    assert len(documents) >= 24
    # Some articles claim nothing.
    assert len(documents - {row["doc"] for row in rows}) >= 3
    assert {path.with_suffix("").with_suffix("").name for path in texts.glob("*.meta.json")} == {
        Path(name).stem for name in documents
    }
