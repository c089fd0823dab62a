"""A real Ray on this machine gives what the local engine gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import types

import pytest

pytest.importorskip("ray", reason="the cluster engine is not installed: make ray")

ARTICLES = [
    ("Shelling killed 12 people in Sumy on Tuesday, the mayor said.", "2024-05-09"),
    ("The council met twice.", "2024-05-10"),
    ("Rebels shot down two drones, “a record”, near Goma — and lost 14 men.", "2024-05-11"),
]

# In a process of its own: Ray keeps threads and sockets, and its warnings are not ours. One Ray serves files and a dataset.
SCRIPT = """
import json, sys
from claimx.cli.commands import run
from claimx.engines.ray import extract, local_settings
files, rows, folder = sys.argv[1:]
settings = local_settings(jobs=1, folder=folder)
import ray
ray.init(**settings)
code = run(["extract", "--engine", "ray", "--jobs", "1", files, "-o", files + ".out"])
dataset = ray.data.from_items(json.load(open(rows)))
print("\\n".join(row["record"] for row in extract(dataset, workers=1).iter_rows()))
ray.shutdown()
sys.exit(code)
"""


def local(*arguments):
    done = subprocess.run([sys.executable, "-m", "claimx", "extract", *arguments], capture_output=True, check=False)
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Articles as files, one of them empty, and beside them as rows of a table."""
    root = tmp_path_factory.mktemp("ray")
    folder = root / "in"
    folder.mkdir()
    for number, (text, published) in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        (folder / f"{number}.meta.json").write_text(json.dumps({"published": published}))
    (folder / "9.txt").write_text("")
    rows = [{"id": f"a{i}", "text": text, "published": published} for i, (text, published) in enumerate(ARTICLES)]
    # The path is that of the table's file; a dataset has none.
    (root / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (root / "rows.json").write_text(json.dumps([{**row, "path": str(root / "rows.jsonl")} for row in rows]))
    return folder


# Where hash seed, locale and zone are others.
ELSEWHERE = {**os.environ, "PYTHONHASHSEED": "random", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}


@pytest.fixture(scope="module")
def ran(folder):
    """What the script printed."""
    with tempfile.TemporaryDirectory(prefix="cx") as sockets:  # short: Ray's sockets lie in it
        return subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder), str(folder.with_name("rows.json")), sockets],
            capture_output=True, check=False, timeout=1800, env=ELSEWHERE,
        )  # fmt: skip


def assert_as_the_local_engine(done, folder, out):
    code, expected = local(str(folder))

    assert b"9.txt" in done.stderr
    assert b"1 failure" in done.stderr, done.stderr
    assert done.returncode == code == 1  # the empty file
    assert out.read_bytes() == expected, "in the same order too"
    assert not out.with_name(out.name + ".parts").exists()


def test_files_give_the_same_bytes(ran, folder):
    assert_as_the_local_engine(ran, folder, folder.with_name("in.out"))


def test_a_dataset_gives_the_same_bytes(ran, folder):
    _, expected = local("-q", str(folder.with_name("rows.jsonl")))

    assert expected.count(b"\n") > 2
    assert sorted(ran.stdout.splitlines()) == sorted(expected.splitlines())


@pytest.mark.slow
def test_a_command_starts_and_ends_its_own(folder):
    out = folder.with_name("own")
    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "--engine", "ray", "--jobs", "1", str(folder), "-o", str(out)],
        capture_output=True, check=False, timeout=1800, env=ELSEWHERE,
    )  # fmt: skip

    assert_as_the_local_engine(done, folder, out)


class Cluster:
    """Stands for ``ray``: keeps what it is asked for."""

    def __init__(self, running=False):
        self.is_initialized = lambda: running
        self.asked = []
        context = types.SimpleNamespace()
        self.data = types.SimpleNamespace(
            DataContext=types.SimpleNamespace(get_current=lambda: context), ActorPoolStrategy=dict
        )

    def init(self, **how):
        self.asked.append(how)

    def shutdown(self):
        self.asked.append("shut down")

    def cluster_resources(self):
        return {"CPU": 7.0}


@pytest.mark.parametrize(
    "address, running, started",
    [(None, False, "alone"), ("auto", False, "auto"), (None, True, None)],
    ids=["none: for this machine alone", "one at an address", "one that the host has started is left running"],
)
def test_a_cluster_is_ended_by_whom_it_was_started(address, running, started, monkeypatch, tmp_path):
    from claimx.engines.ray import _cluster, local_settings

    ray = Cluster(running)
    monkeypatch.setattr("claimx.engines.ray._ray", lambda: ray)
    found = []

    def use():
        with _cluster(address, None, str(tmp_path)) as (_, workers):
            found.append(workers)
            raise KeyError

    with pytest.raises(KeyError):
        use()
    assert found == [7]
    if started is None:
        assert ray.asked == []
    else:
        begun, ended = ray.asked
        assert ended == "shut down"
        assert begun == local_settings(None, str(tmp_path)) if started == "alone" else begun["address"] == started


def test_a_table_has_the_columns_of_parquet(extractor, monkeypatch):
    import pyarrow as pa

    from claimx.engines.ray import Setup, _Rows, extract

    ray, asked = Cluster(), {}
    monkeypatch.setattr("claimx.engines.ray._ray", lambda: ray)
    monkeypatch.setattr("claimx.pipeline.Extractor", lambda **_: extractor)
    dataset = types.SimpleNamespace(map_batches=lambda worker, **how: asked.update(how, worker=worker))
    extract(dataset, form="table")
    rows = pa.Table.from_pylist([{"text": text, "published": published} for text, published in ARTICLES])

    found = asked["worker"](*asked["fn_constructor_args"])(rows).to_pylist()
    plain = _Rows(Setup(), {}, "json")(rows).to_pylist()

    assert asked["compute"] == {"size": 7}
    assert [row["id"] for row in found] == [json.loads(row["record"])["id"] for row in plain]
    assert found[0]["quantity.text"] == "12"
    assert len(found) > 2


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
