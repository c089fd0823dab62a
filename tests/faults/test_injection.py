"""Each open, read, write, fsync and rename fails in its turn: the N-th, for N = 1, 2, … until a run needs no more of them.

What must hold each time: a line on standard error names the file and the remedy, the exit code is not 0, the output is the old
one or a whole new one, nothing else is left but what ``--resume`` goes on with, and the next run gives what an undisturbed
one gives.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimx.cli.commands import run

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to tell files apart")

# What the system can say of each call.
SAID = {
    "list": [errno.EIO, errno.EMFILE],
    "open": [errno.EMFILE, errno.EIO, errno.ENOSPC],
    "read": [errno.EIO],
    "write": [errno.ENOSPC, errno.EIO],
    "fsync": [errno.EIO, errno.ENOSPC],
    "rename": [errno.EIO, errno.ENOSPC],
    "truncate": [errno.EIO],
}


class Faults:
    """Counts calls on the files below a folder; the one of the given number fails."""

    def __init__(self, folder):
        self.folder = str(folder)
        self.calls = []
        self.fail = (0, 0)

    def own(self, file):
        path = str(Path(f"/proc/self/fd/{file}").readlink()) if isinstance(file, int) else os.fspath(file)
        return path.startswith(self.folder)

    def step(self, kind, file):
        if not self.own(file):
            return
        self.calls.append(kind)
        number, code = self.fail
        if len(self.calls) == number and code in SAID[kind]:
            raise OSError(code, os.strerror(code))

    @contextmanager
    def at(self, monkeypatch, number=0, code=0):
        self.calls, self.fail = [], (number, code)
        with monkeypatch.context() as patch:
            patch.setattr(io, "open", self.open)
            patch.setattr(builtins, "open", self.open)
            for name, kind in (
                ("open", "open"), ("read", "read"), ("write", "write"), ("fsync", "fsync"), ("ftruncate", "truncate"),
                ("replace", "rename"), ("rename", "rename"), ("scandir", "list"),
            ):  # fmt: skip
                patch.setattr(os, name, self.wrapped(getattr(os, name), kind))
            yield

    def wrapped(self, plain, kind):
        def call(first=".", *rest, **how):
            self.step(kind, first)
            return plain(first, *rest, **how)

        return call

    def open(self, file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
        if not self.own(file):
            return OPEN(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not isinstance(file, int):
            self.step("open", file)
        raw = Raw(self, file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return raw
        if "+" in mode:
            buffered = io.BufferedRandom(raw)
        else:
            buffered = io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)


OPEN = open


class Raw(io.FileIO):
    def __init__(self, faults, file, mode, closefd, opener):
        super().__init__(file, mode, closefd, opener)
        self.faults = faults

    def readinto(self, buffer):
        self.faults.step("read", self.fileno())
        return super().readinto(buffer)

    def readall(self):
        self.faults.step("read", self.fileno())
        return super().readall()

    def read(self, size=-1):
        self.faults.step("read", self.fileno())
        return super().read(size)

    def write(self, data):
        self.faults.step("write", self.fileno())
        return super().write(data)


@pytest.fixture
def world(tmp_path, stub_here, monkeypatch):
    """A folder with four articles, an old output, and what a run costs most left out."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(4):
        (folder / f"{i}.txt").write_text(f"Shelling killed {i} people. Later it killed {i + 1}.\n")
    (folder / "0.meta.json").write_text('{"publisher": "Wire"}')
    monkeypatch.setattr("claimx.made.made_of", lambda *_, **__: {"version": "1"})
    monkeypatch.setattr("claimx.made.model_digest", lambda _: {})
    monkeypatch.setattr("claimx.made.lexicon_digest", lambda _: "")
    monkeypatch.setattr("claimx.engines.local.CHUNK_ARTICLES", 1)
    return tmp_path


def told_files(err, folder):
    every = f"{folder}/in: cannot be opened" in err
    return {name for name in ("0", "1", "2", "3") if every or f"{folder}/in/{name}." in err}


@pytest.mark.parametrize(
    "form, more",
    [
        ("jsonl", []),
        ("jsonl", ["--manifest", "manifest"]),
        ("csv", []),
        ("json", ["--keep-text", "kept"]),
        ("sqlite", []),
    ],
    ids=["jsonl", "manifest", "csv", "json", "sqlite"],
)
def test_each_call_in_its_turn(world, monkeypatch, capsys, form, more):
    out = world / "out"
    more = [str(world / word) if i else word for i, word in enumerate(more)]
    command = ["extract", str(world / "in"), "-q", "--jobs", "1", "--format", form, "-o", str(out), *more]
    again = [*command, "--resume"] if form == "jsonl" else command
    assert run(command) == 0
    whole = out.read_bytes()
    for path in (out, world / "out.metadata.json", world / "manifest"):
        path.unlink(missing_ok=True)
    faults = Faults(world)
    number, tried = 0, 0
    while True:
        number += 1
        done = False
        for code in (errno.ENOSPC, errno.EIO, errno.EMFILE):
            out.write_bytes(b"old")
            with faults.at(monkeypatch, number, code):
                exit_code = run(command)
            out_bytes, err = out.read_bytes(), capsys.readouterr().err
            if len(faults.calls) < number:
                done = True
                assert (exit_code, out_bytes) == (0, whole)
                continue
            kind = faults.calls[number - 1]
            if code not in SAID[kind]:
                assert exit_code == 0
                continue
            tried += 1
            what = f"{number}: {kind} fails with {errno.errorcode[code]}: {err}"
            left = {path.name for path in world.iterdir()} - {
                "in",
                "out",
                "kept",
                "manifest",
                "out.metadata.json",
                "stub",
            }
            assert "Traceback" not in err, what
            if exit_code == 0:
                # Nothing was lost: what failed was no part of it.
                assert out_bytes == whole, what
                assert not left, what
                continue
            assert str(world) in err, what
            assert ";" in err, what
            missing = told_files(err, world)
            if out_bytes != b"old":
                assert out_bytes == without(whole, form, missing), what
            assert left <= {"out.journal", "out.partial"} if form == "jsonl" else not left, what
            assert run(again) == 0, what
            assert out.read_bytes() == whole, what
            assert not {path.name for path in world.iterdir()} & {"out.journal", "out.partial"}, what
            capsys.readouterr()
        if done:
            break
    # Four articles are opened and read, records are written and put to disk: no fewer calls than this may have failed.
    assert tried > 20
    print(f"{form}: {number - 1} calls, {tried} faults", file=sys.__stderr__)


def without(whole, form, missing):
    """The output without the articles of which standard error tells that they could not be read."""
    if not missing:
        return whole
    if form == "jsonl":
        lines = whole.splitlines(keepends=True)
        return b"".join(line for line in lines if json.loads(line)["document"]["id"] not in missing)
    if form == "json":
        kept = [
            line
            for line in whole.decode().splitlines()[1:-1]
            if json.loads(line.rstrip(","))["document"]["id"] not in missing
        ]
        return ("[\n" + ",\n".join(line.rstrip(",") for line in kept) + "\n]\n").encode() if kept else b"[]\n"
    return ANY


class _Any:
    def __eq__(self, other):
        return True

    __hash__ = None


ANY = _Any()


def test_a_run_taken_up_again_survives_them_too(world, monkeypatch, capsys):
    """The journal is read, checked and cut back while each of these calls fails."""
    out = world / "out"
    command = ["extract", str(world / "in"), "-q", "--jobs", "1", "-o", str(out)]
    assert run(command) == 0
    whole = out.read_bytes()
    out.unlink()
    # A run that was cut, with a torn line at its end.
    faults = Faults(world)
    with faults.at(monkeypatch):
        assert run(command) == 0
    last = len(faults.calls) - 3  # before fsync, fsync, rename
    with faults.at(monkeypatch, max(n for n in range(last) if faults.calls[n - 1] == "write"), errno.EIO):
        assert run(command) == 1
    with (world / "out.journal").open("ab") as stream:
        stream.write(b'{"torn')
    kept = {name: (world / name).read_bytes() for name in ("out.journal", "out.partial")}
    number = 0
    while True:
        number += 1
        out.write_bytes(b"old")
        for name, content in kept.items():
            (world / name).write_bytes(content)
        with faults.at(monkeypatch, number, errno.EIO):
            code = run([*command, "--resume"])
        if len(faults.calls) < number:
            break
        err = capsys.readouterr().err
        what = f"{number}: {faults.calls[number - 1]}: {err}"
        assert "Traceback" not in err
        if code:
            assert str(world) in err, what
            assert out.read_bytes() in (b"old", whole, without(whole, "jsonl", told_files(err, world))), what
            assert run([*command, "--resume"]) == 0, what
        assert out.read_bytes() == whole, what


@pytest.mark.parametrize("most", [1, 7])
def test_writes_that_take_only_a_part(world, monkeypatch, most):
    plain = os.write
    monkeypatch.setattr(os, "write", lambda number, data: plain(number, data[:most]))

    assert run(["extract", str(world / "in"), "-q", "--jobs", "1", "-o", str(world / "out")]) == 0
    assert len([json.loads(line) for line in (world / "out").read_text().splitlines()]) == 8


def test_a_manifest_tells_what_could_not_be_read(world, monkeypatch):
    (world / "in" / "0.txt").write_bytes(b"\x1f\x8b broken")

    assert (
        run(
            [
                "extract",
                str(world / "in"),
                "-q",
                "--jobs",
                "1",
                "-o",
                str(world / "out"),
                "--manifest",
                str(world / "m"),
            ]
        )
        == 1
    )
    told = json.loads((world / "m").read_text())
    assert [entry["status"] for entry in told["files"]] == ["unreadable", "read", "read", "read"]
    assert (told["articles"], told["failures"], told["claims"]) == (3, 1, 6)
