"""A real Ray on this machine gives what the local engine gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

import pytest

pytest.importorskip("ray", reason="the cluster engine is not installed: make ray")

ARTICLES = [
    ("Shelling killed 12 people in Sumy on Tuesday, the mayor said.", "2024-05-09"),
    ("The council met twice.", "2024-05-10"),
    ("Rebels shot down two drones, “a record”, near Goma — and lost 14 men.", "2024-05-11"),
]

# In a process of its own: Ray keeps threads and sockets, and its warnings are not ours.
SCRIPT = """
import json, sys
from claimx.engines.ray import extract, local_settings
settings = local_settings(jobs=1, folder=sys.argv[2])
import ray
ray.init(**settings)
dataset = ray.data.from_items(json.load(open(sys.argv[1])))
print("\\n".join(sorted(row["record"] for row in extract(dataset, workers=1).iter_rows())))
table = extract(dataset, workers=1, form="table")
print(table.count(), sorted(table.columns())[:2])
ray.shutdown()
"""


def local(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "-q", *arguments], capture_output=True, check=True
    )
    return done.stdout


def test_files_give_the_same_bytes(tmp_path):
    for number, (text, published) in enumerate(ARTICLES):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{number}.meta.json").write_text(json.dumps({"published": published}))
    (tmp_path / "9.txt").write_text("")
    expected = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", str(tmp_path)], capture_output=True, check=False
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "random", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}

    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "--engine", "ray", "--jobs", "1", str(tmp_path), "-o", str(tmp_path / "out")],
        capture_output=True, check=False, timeout=1800, env=elsewhere,
    )  # fmt: skip

    assert b"9.txt" in done.stderr
    assert b"1 failure" in done.stderr, done.stderr
    assert done.returncode == expected.returncode == 1  # the empty file
    assert (tmp_path / "out").read_bytes() == expected.stdout, "in the same order too"
    assert not (tmp_path / "out.parts").exists()


def test_a_dataset_gives_the_same_bytes(tmp_path):
    rows = [{"id": f"a{i}", "text": text, "published": published} for i, (text, published) in enumerate(ARTICLES)]
    # The path is that of the table's file; a dataset has none.
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "rows.json").write_text(json.dumps([{**row, "path": str(tmp_path / "rows.jsonl")} for row in rows]))
    expected = local(str(tmp_path / "rows.jsonl")).decode("utf-8").splitlines()

    with tempfile.TemporaryDirectory(prefix="cx") as folder:  # short: Ray's sockets lie in it
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path / "rows.json"), folder], capture_output=True, text=True, check=True, timeout=1800,
        )  # fmt: skip
    *records, counted = done.stdout.splitlines()

    assert records == sorted(expected)
    assert counted.startswith(f"{len(expected)} ")


@pytest.mark.parametrize(
    "change",
    [
        {"0.meta.json": '{"published": "2023-01-02"}'},
        {"words/losses.toml": ""},
        {"0.txt": "Shelling killed 13 people."},
        {"--publisher": "Wire"},
        {"--model": "other"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_part_is_named_by_all_that_decides_its_records(tmp_path, monkeypatch, change):
    from claimx.engines.ray import Setup, _Files
    from claimx.read import ReadOptions, Source

    monkeypatch.setattr(_Files, "_lines", lambda *_: iter(()))
    words = tmp_path / "words"
    words.mkdir()
    (tmp_path / "0.txt").write_text(ARTICLES[0][0], encoding="utf-8")

    def part(**how):
        setup = Setup(how.get("--model"), str(words))
        options = ReadOptions(publisher=how.get("--publisher"))
        return _Files(setup, options, str(tmp_path))._part([Source(tmp_path / "0.txt", "0.txt", tmp_path)])

    before = part()
    assert part() == before
    for name, content in change.items():
        if not name.startswith("--"):
            (tmp_path / name).write_text(content)

    assert part(**change) != before


def test_a_second_run_to_one_file_is_refused_before_it_starts_ray(tmp_path, monkeypatch, capsys):
    from claimx.cli.commands import run
    from claimx.write import open_writer

    (tmp_path / "a.txt").write_text(ARTICLES[0][0], encoding="utf-8")
    monkeypatch.setattr("claimx.engines.ray._ray", None)

    with open_writer("jsonl", tmp_path / "out"):
        assert run(["extract", str(tmp_path / "a.txt"), "--engine", "ray", "-o", str(tmp_path / "out")]) == 1
    assert "is being written by another run" in capsys.readouterr().err
    assert not (tmp_path / "out.parts").exists()
