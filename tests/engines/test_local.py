"""Several processes: order, equality, deaths, Ctrl-C. Each test says what the user sees."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from pathlib import Path

import pytest

from claimx.engines import local
from claimx.engines.work import Work, sifted
from claimx.errors import ClaimxError, ModelError, WorkerError
from claimx.models import Article

TEXT = "Shelling killed {} people in Sumy on Tuesday, the mayor said.\n\nMore was not known.\n"


def articles(count, special=None):
    special = special or {}
    return [
        Article(special.get(i, TEXT.format(i + 2)), id=str(i), path=f"{i}.txt", sha256=f"{i:064}") for i in range(count)
    ]


@pytest.fixture
def small_chunks(monkeypatch):
    """Chunks of three articles, and no input too small for a pool."""
    monkeypatch.setattr(local, "CHUNK_ARTICLES", 3)
    monkeypatch.setattr(local.server, "SMALL", 0)


def test_order_and_records_do_not_depend_on_the_number_of_jobs(small_chunks):
    given = articles(20)

    alone = list(local.extract(given, jobs=1))
    together = list(local.extract(iter(given), jobs=3))

    assert [article.id for article, _ in together] == [article.id for article in given]
    assert together == alone
    assert [records[0].quantity.low for _, records in together] == [i + 2 for i in range(20)]


def test_little_input_starts_no_process(monkeypatch):
    monkeypatch.setattr(local, "_Pool", None)

    assert len(list(local.extract(articles(3), jobs=4))) == 3


@pytest.mark.parametrize(
    ("files", "much"),
    [
        ({"a.txt": 10}, False),
        ({"a.txt": 300_000, "b.txt": 300_000}, True),
        ({"in/deep/a.txt": 300_000, "in/b.txt": 300_000}, True),
    ],
    ids=["one small file", "two that are much together", "files of folders within folders"],
)
def test_what_is_much_is_told_without_reading_it(files, much, tmp_path):
    for name, size in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)

    assert local.server._is_much([str(tmp_path)]) is much
    assert local.server._is_much([str(tmp_path / name) for name in files]) is much


def test_many_entries_are_much(tmp_path, monkeypatch):
    monkeypatch.setattr(local.server, "_LOOKED_AT", 3)
    for name in "abcde":
        (tmp_path / name).touch()

    assert local.server._is_much([str(tmp_path)])


def test_what_is_not_there_is_nothing():
    assert not local.server._is_much(["-", "no-such-file", "\0"])


@pytest.mark.parametrize(("size", "jobs", "starts"), [(500_000, 2, True), (500_000, 1, False), (10, 2, False)])
def test_the_server_starts_before_anything_is_read(size, jobs, starts, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(local.server, "start", lambda: told.append("started"))
    monkeypatch.setattr(local.server, "stop", lambda: told.append("stopped"))
    (tmp_path / "a.txt").write_bytes(b"x" * size)

    def read():
        with local.server.begun([str(tmp_path)], jobs, None, None):
            told.append("read")
            raise KeyError

    with pytest.raises(KeyError):
        read()
    assert told == (["started", "read", "stopped"] if starts else ["read"])


# A worker that meets this word dies as the system kills it for want of memory.
DEADLY = "deadlyword"
KILLER = f"""
import os, signal
import claimx.engines.local as local
plain = local.outcomes
def outcomes(extractor, chunk):
    if any({DEADLY!r} in getattr(one, "article", one).text for one in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(extractor, chunk)
local.outcomes = outcomes
"""


@pytest.fixture
def deadly(monkeypatch, tmp_path):
    """Has the server from which workers are forked import the killer at its start, and stops that of earlier tests."""
    from multiprocessing import forkserver

    (tmp_path / "sitecustomize.py").write_text(KILLER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    forkserver._forkserver._stop()
    yield
    forkserver._forkserver._stop()


def test_a_worker_that_dies_is_told_with_its_file_and_the_rest_goes_on(small_chunks, deadly):
    given = articles(8, {4: f"Shelling killed 9 {DEADLY} people."})

    outcomes = list(local.extract(given, jobs=2))

    assert [article.id for article, _ in outcomes] == [article.id for article in given]
    (error,) = [outcome for _, outcome in outcomes if isinstance(outcome, WorkerError)]
    assert error.path == "4.txt"
    assert "SIGKILL" in error.message
    assert [len(outcome) for _, outcome in outcomes if isinstance(outcome, list)] == [1] * 7


# A worker takes its time over this word.
SLOW = "slowword"
DAWDLER = f"""
import time
import claimx.engines.local as local
plain = local.outcomes
def outcomes(extractor, chunk):
    if any({SLOW!r} in getattr(one, "article", one).text for one in chunk):
        time.sleep(5)
    return plain(extractor, chunk)
local.outcomes = outcomes
"""


def test_what_is_done_waits_for_nothing_slow(small_chunks, monkeypatch, tmp_path):
    from multiprocessing import forkserver

    (tmp_path / "sitecustomize.py").write_text(DAWDLER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    forkserver._forkserver._stop()
    given = articles(12, {0: f"Shelling killed 9 {SLOW} people."})

    numbers = [number for number, (article, _) in local.as_done(given, jobs=2) if article is given[number]]

    forkserver._forkserver._stop()
    assert sorted(numbers) == list(range(12))
    assert set(numbers[:6]).isdisjoint({0, 1, 2}), "the chunk of the slow one"


def test_a_worker_answers_before_its_chunk_is_done(monkeypatch):
    monkeypatch.setattr(local, "PIECE", 100)
    given = articles(3)
    answers = []

    class Connection:
        def recv(self):
            if len(answers) > 1:
                raise EOFError
            return given

        def send(self, answer):
            answers.append(answer)

    monkeypatch.setattr(signal, "signal", lambda *_: None)
    local._serve(Connection(), None, None)

    assert [len(answer) for answer in answers[1:]] == [1, 1, 1]


@pytest.mark.parametrize(
    ("ended", "sizes", "given", "left"),
    [
        (False, [100], 100, []),
        (True, [100], 50, [50]),
        (True, [100, 100], 50, [50, 100]),
        (True, [100, 100, 100], 100, [100, 100]),
        (True, [31], 31, []),
    ],
    ids=["more is to come", "the last is halved", "so is the last but one", "enough for all", "too little to part"],
)
def test_the_last_work_is_shared(ended, sizes, given, left):
    waiting = deque(Work(list(range(size)), articles(size)) for size in sizes)

    first = len(waiting[0].articles)
    work = local._Pool(2, None, None)._next(waiting, ended=ended)

    assert (len(work.articles), [len(each.articles) for each in waiting]) == (given, left)
    rest = waiting[0].articles if len(work.articles) < first else []
    assert [article.id for article in (*work.articles, *rest)] == [str(i) for i in range(sizes[0])]


def test_an_error_of_the_gate_is_left_to_a_worker_which_tells_the_file():
    class Gateless:
        def sift(self, article):
            raise RuntimeError("odd text")

    (article,) = articles(1)

    assert sifted(article, Gateless()) is article


def test_an_unforeseen_error_in_one_article_costs_the_others_nothing():
    class Extractor:
        def pipe(self, chunk):
            for article in chunk:
                if article.id == "1":
                    raise RuntimeError("odd text")
                yield article, [article.id]

    before, error, after = local.outcomes(Extractor(), articles(3))

    assert (before, after) == (["0"], ["2"])
    assert isinstance(error, WorkerError)
    assert error.path == "1.txt"
    assert "RuntimeError: odd text" in error.message


def descendants(root):
    found, parents = set(), {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    grown = {root}
    while grown:
        grown = {child for child, parent in parents.items() if parent in grown} - found
        found |= grown
    return found


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs /proc to see processes")
@pytest.mark.usefixtures("interruptible")
def test_interruption_leaves_no_orphan(tmp_path):
    rows = "".join(json.dumps({"text": TEXT.format(i % 90 + 2) * 4}) + "\n" for i in range(1500))
    (tmp_path / "in.jsonl").write_text(rows)
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "claimx", "extract", "--jobs", "2", str(tmp_path / "in.jsonl")], stdout=out, stderr=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + 600
    while not (tmp_path / "out").stat().st_size and time.monotonic() < deadline:
        time.sleep(0.2)
    family = descendants(process.pid)
    assert len(family) >= 2

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, err = process.communicate(timeout=1800)

    assert process.returncode == 130
    assert b"Traceback" not in err
    deadline = time.monotonic() + 120
    while (left := [pid for pid in family if Path(f"/proc/{pid}").exists()]) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not left


@pytest.mark.parametrize(
    ("length", "error", "expected"),
    [
        (100, MemoryError(), ClaimxError),
        (30_000, MemoryError(), WorkerError),
        (100, ImportError("blis.so: failed to map segment from shared object"), ClaimxError),
        (100, ImportError("no module named blis"), ModelError),
    ],
    ids=["a short article", "a long one", "a library that finds no room", "a library that is not there"],
)
def test_want_of_memory_is_of_a_large_article_or_of_all(length, error, expected):
    class Extractor:
        def pipe(self, chunk):
            raise error

    given = [Article("x" * length, id="0", path="0.txt", sha256="0" * 64)]

    if expected is WorkerError:
        (told,) = local.outcomes(Extractor(), given)
        assert told.path == "0.txt"
        assert "more memory than there is" in told.message
    else:
        with pytest.raises(expected, match="not enough memory" if expected is ClaimxError else "cannot be loaded"):
            local.outcomes(Extractor(), given)
