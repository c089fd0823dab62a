"""Faults tried with the real thing: full disks, folders nobody may write to, devices, pipes, signals, closed streams, damaged files."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from claimx.cli.commands import run
from claimx.errors import LexiconError, ReadError
from claimx.lexicon.check import VOCABULARIES
from claimx.lexicon.entries import load_entries
from claimx.lexicon.whole import Lexicon
from claimx.read import ReadOptions, find_sources, read, read_source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="faults of POSIX systems")

TEXT = "Shelling killed 12 people in Sumy on Tuesday, the mayor said.\n"


@contextmanager
def mounted(folder, options):
    """A file system of its own in memory."""
    folder.mkdir()
    done = (
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
        if shutil.which("mount")
        else None
    )
    if done is None or done.returncode:
        pytest.skip("mounting a file system needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def nobody():
    """The rights of nobody: root may do everything."""
    if os.geteuid():
        yield
        return
    try:
        os.setegid(65534)
        os.seteuid(65534)
    except OSError:
        pytest.skip("needs to give up the rights of root")
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def open_folder():
    """A folder that nobody may enter too; those of pytest are for their owner."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


class Test_output:
    @pytest.mark.parametrize("form", ["jsonl", "csv", "sqlite"])
    def test_disk_full(self, stub_here, tmp_path, capsys, form):
        folder = tmp_path / "in"
        folder.mkdir()
        for i in range(60):
            (folder / f"{i:02}.txt").write_text("Shelling killed 3 people.\n" * 40)
        with mounted(tmp_path / "disk", "size=256k") as disk:
            (disk / "out").write_text("old")
            command = ["extract", str(folder), "-q", "--jobs", "1", "--format", form, "-o", str(disk / "out")]

            assert run(command) == 1
            err = capsys.readouterr().err
            assert "No space left on device; free some space" in err or "disk is full; free some space" in err
            assert "out: cannot be written" in err
            assert (disk / "out").read_text() == "old"
            left = {path.name for path in disk.iterdir()} - {"out"}
            assert left == ({"out.journal", "out.partial"} if form == "jsonl" else set())

            subprocess.run(["mount", "-o", "remount,size=16m", disk], check=True)
            assert run([*command, *(["--resume"] if form == "jsonl" else [])]) == 0
            assert run([*command[:-1], str(tmp_path / "whole")]) == 0
            assert (disk / "out").read_bytes() == (tmp_path / "whole").read_bytes()

    def test_file_size_limit(self, stubbed, articles, tmp_path):
        (tmp_path / "out").write_text("old")
        done = stubbed.run("extract", articles, "-o", tmp_path / "out", preexec_fn=lambda: _limit("RLIMIT_FSIZE", 2000))

        assert done.returncode == 1
        assert "out: cannot be written: File too large; files are limited in size here" in done.stderr
        assert (tmp_path / "out").read_text() == "old"

    @pytest.mark.parametrize("form", ["jsonl", "csv"])
    def test_full_device(self, stub_here, articles, capsys, form):
        assert run(["extract", str(articles), "-q", "--format", form, "-o", "/dev/full"]) == 1
        assert "/dev/full: cannot be written: No space left" in capsys.readouterr().err

    def test_read_only_file_system(self, stub_here, articles, tmp_path, capsys):
        with mounted(tmp_path / "disk", "size=1m") as disk:
            (disk / "out").write_text("old")
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            for form in ("jsonl", "csv"):
                assert run(["extract", str(articles), "-q", "--format", form, "-o", str(disk / "out")]) == 1
                assert "out: cannot be written: Read-only file system; choose a folder" in capsys.readouterr().err
            assert (disk / "out").read_text() == "old"

    def test_folder_without_the_right_to_write(self, stub_here, articles, open_folder, capsys, monkeypatch):
        (open_folder / "a.txt").write_text("Shelling killed 3 people.")
        run(
            ["extract", str(open_folder / "a.txt"), "-q", "-o", str(open_folder / "warm")]
        )  # all is imported with rights
        monkeypatch.setattr("claimx.cli.extract.sys.stderr", sys.stderr)
        open_folder.chmod(0o555)
        for form in ("jsonl", "csv"):
            with nobody():
                assert (
                    run(["extract", str(open_folder / "a.txt"), "-q", "--format", form, "-o", str(open_folder / "out")])
                    == 1
                )
            assert "out: cannot be written: Permission denied; check its permissions" in capsys.readouterr().err

    @pytest.mark.parametrize("resume", [[], ["--resume"]])
    def test_link_in_a_circle(self, stub_here, articles, tmp_path, capsys, resume):
        (tmp_path / "a").symlink_to(tmp_path / "b")
        (tmp_path / "b").symlink_to(tmp_path / "a")

        assert run(["extract", str(articles), "-q", "-o", str(tmp_path / "a"), *resume]) in (1, 2)
        assert "a: is a link that leads in a circle" in capsys.readouterr().err

    def test_the_part_that_a_killed_run_left_is_in_nobodys_way(self, stub_here, articles, tmp_path):
        (tmp_path / ".out.part").write_text("half")

        assert run(["extract", str(articles), "-q", "--format", "csv", "-o", str(tmp_path / "out")]) == 1
        assert not list(tmp_path.glob(".out*"))

    def test_terminated(self, stubbed, articles, tmp_path):
        (tmp_path / "out").write_text("old")
        process = stubbed.start(
            "extract",
            articles,
            "--format",
            "csv",
            "-o",
            tmp_path / "out",
            "--jobs",
            2,
            seconds=0.2,
            stderr=subprocess.PIPE,
        )
        _wait(lambda: any(path.stat().st_size for path in tmp_path.glob(".out*")))

        process.terminate()
        _, err = process.communicate(timeout=1800)

        assert process.returncode == 143
        assert err.decode().splitlines()[-1] == "claimx: terminated"
        assert b"Traceback" not in err
        assert (tmp_path / "out").read_text() == "old"
        assert not list(tmp_path.glob(".out*"))

    def test_a_killed_worker_costs_nothing(self, stubbed, articles, tmp_path):
        stubbed.run("extract", articles, "-o", tmp_path / "whole")
        process = stubbed.start(
            "extract", articles, "-o", tmp_path / "out", "--jobs", 2, seconds=0.1, stderr=subprocess.PIPE
        )
        _wait(lambda: (tmp_path / "out.journal").exists() and (tmp_path / "out.journal").read_bytes().count(b"\n") > 4)
        server = next(int(pid) for pid in _children(process.pid) if _children(pid))

        os.kill(int(_children(server)[0]), signal.SIGKILL)
        _, err = process.communicate(timeout=1800)

        assert (tmp_path / "out").read_bytes() == (tmp_path / "whole").read_bytes(), err


class Test_streams:
    def shell(self, stubbed, script, **how):
        command = " ".join(f"'{word}'" for word in stubbed.command)
        return subprocess.run(
            ["bash", "-c", script.replace("CLAIMX", command)], env=stubbed.environment, capture_output=True, text=True, timeout=1800, check=False, **how
        )  # fmt: skip

    @pytest.mark.parametrize(
        "script, code, told",
        [
            ("CLAIMX extract in >&-", 1, "standard output: cannot be written: Bad file descriptor; it was closed"),
            ("CLAIMX extract in -o out.jsonl >&- && test -s out.jsonl", 0, "claimx: 3 articles"),
            ("CLAIMX extract in > /dev/full", 1, "standard output: cannot be written: No space left on device"),
            ("CLAIMX rule quantity.number > /dev/full", 1, "standard output or input: No space left on device"),
            ("CLAIMX extract in 2>&- | wc -l; exit ${PIPESTATUS[0]}", 0, ""),
            ("CLAIMX extract in 2>/dev/full | wc -l; exit ${PIPESTATUS[0]}", 0, ""),
            ("CLAIMX extract - <&-", 1, "-: cannot be read: Bad file descriptor; it was closed"),
            ("CLAIMX extract - </dev/null", 1, "-: holds no text"),
            ("yes 'killed 1' | CLAIMX extract - --max-bytes 100000", 1, "-: is larger than 100,000 bytes"),
            ("CLAIMX extract in | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}", 0, ""),
            ("CLAIMX extract <(echo killed 3)", 0, "claimx: 1 article, 1 claim"),
            ("CLAIMX extract in -o /dev/stdout | grep -c killed | grep -qx 3 && echo written >&2", 0, "written"),
            (
                "CLAIMX extract in --format csv -o >(grep -c killed | grep -qx 3 && echo written >&2); sleep 1",
                0,
                "written",
            ),
        ],
        ids=lambda value: value[:40] if isinstance(value, str) and "CLAIMX" in value else "",
    )
    def test_streams(self, stubbed, tmp_path, script, code, told):
        (tmp_path / "in").mkdir()
        for i in range(3):
            (tmp_path / "in" / f"{i}.txt").write_text(f"killed {i}")

        done = self.shell(stubbed, script, cwd=tmp_path)

        assert done.returncode == code, done.stderr
        assert told in done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_moves_from_the_first_article_on(stubbed, tmp_path, jobs):
    pty = pytest.importorskip("pty")
    (tmp_path / "in").mkdir()
    for i in range(40):
        (tmp_path / "in" / f"{i:02}.txt").write_text(f"killed {i}")
    ours, theirs = pty.openpty()
    process = stubbed.start(
        "extract", tmp_path / "in", "-o", tmp_path / "out", "--jobs", jobs, seconds=0.05, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # how a terminal ends
        while block := os.read(ours, 4096):
            shown += block
    process.wait(60)
    os.close(ours)

    done = [int(number) for number in re.findall(rb"(\d+)/40", shown)]
    assert any(0 < number <= 15 for number in done), done
    assert re.search(rb"\d/s", shown)
    assert b"left" in shown


class Test_input:
    def told(self, *paths, **how):
        return [
            (type(outcome).__name__, getattr(outcome, "message", ""))
            for outcome in read([str(path) for path in paths], ReadOptions(**how))
        ]

    def test_a_file_that_vanishes_before_it_is_read(self, tmp_path):
        (tmp_path / "a.txt").write_text(TEXT)
        (source,) = find_sources([str(tmp_path)])
        (tmp_path / "a.txt").unlink()

        (error,) = read_source(source, ReadOptions())

        assert isinstance(error, ReadError)
        assert error.path.endswith("a.txt")
        assert "nobody moved it" in error.message

    def test_a_file_that_grows_is_read_as_it_was_at_some_moment(self, tmp_path):
        path, stop = tmp_path / "a.txt", threading.Event()
        path.write_text("x\n")

        def grow():
            with path.open("a") as stream:
                while not stop.is_set():
                    stream.write("killed 12 people\n" * 1000)
                    stream.flush()

        thread = threading.Thread(target=grow)
        thread.start()
        try:
            found = [outcome for _ in range(5) for outcome in read([str(path)], ReadOptions(max_bytes=5_000_000))]
        finally:
            stop.set()
            thread.join()

        whole = path.read_text()
        for article in found:
            if not isinstance(article, ReadError):  # larger than it may be, by now
                assert whole.startswith(article.text)
                assert hashlib.sha256(article.text.encode()).hexdigest() == article.sha256

    def test_no_right_to_read(self, open_folder):
        (open_folder / "a.txt").write_text(TEXT)
        (open_folder / "a.txt").chmod(0)
        (open_folder / "shut").mkdir(mode=0)
        (open_folder / "listed").mkdir()
        (open_folder / "listed" / "b.txt").write_text(TEXT)
        (open_folder / "listed").chmod(0o744)
        with nobody():
            found = self.told(open_folder)
            named = self.told(open_folder / "shut" / "a.txt")

        assert [kind for kind, _ in found] == ["ReadError"] * 3
        assert {message for _, message in [*found, *named]} == {
            "cannot be opened: Permission denied; check its permissions",
            "cannot be read: Permission denied; check its permissions",
        }
        (open_folder / "shut").chmod(0o755)

    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/full"])
    @pytest.mark.parametrize("kind", ["text", "csv", "jsonl"])
    def test_devices_are_no_articles(self, device, kind):
        assert self.told(device, input_format=kind) == [("ReadError", "is a device, not a file; name a file")]

    def test_a_pipe_is_a_stream(self, tmp_path):
        os.mkfifo(tmp_path / "a.txt")
        thread = threading.Thread(target=lambda: (tmp_path / "a.txt").write_text(TEXT))
        thread.start()

        assert self.told(tmp_path / "a.txt") == [("Article", "")]
        thread.join()

    def test_what_is_no_file_in_a_folder_is_passed_over(self, tmp_path):
        (tmp_path / "a.txt").write_text(TEXT)
        os.mkfifo(tmp_path / "b.txt")
        (tmp_path / "c.txt").mkdir()
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(tmp_path / "d.txt"))
            (tmp_path / "e.txt").symlink_to("e.txt")
            found = self.told(tmp_path)
            named = self.told(tmp_path / "d.txt", tmp_path / "e.txt", tmp_path / ("long" * 100), "a\0b")

        assert [kind for kind, _ in found] == ["Article", "ReadError"]
        assert "link" in found[1][1]
        assert [kind for kind, _ in named] == ["ReadError"] * 4
        assert [message.split("; ")[1] for _, message in named[:3]] == [
            "it is a socket or a device that is not there", "links that lead in a circle, or to a forbidden place: name the file itself",
            "give it a shorter name",
        ]  # fmt: skip

    @pytest.mark.parametrize("count", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
    def test_many_files(self, stub_here, tmp_path, capsys, count):
        (tmp_path / "in").mkdir()
        for i in range(count):
            (tmp_path / "in" / f"{i}.txt").write_text("killed 12" if i % 100 == 0 else "Peace.")

        assert run(["extract", str(tmp_path / "in"), "--jobs", "1", "-o", str(tmp_path / "out")]) == 0
        assert f"{count:,} articles, {count // 100:,} claims, 0 failures" in capsys.readouterr().err
        assert len((tmp_path / "out").read_text().splitlines()) == count // 100

    def test_no_file_may_be_opened(self, stubbed, articles):
        done = stubbed.run("extract", articles, "--jobs", "2", preexec_fn=lambda: _limit("RLIMIT_NOFILE", 12))

        assert done.returncode != 0
        # Which file is one too many depends on the machine; the server of the workers may meet it first, and says so in Python's words.
        told = [line for line in done.stderr.splitlines() if line.startswith("claimx: error: ")]
        remedies = "raise the number of files a process may open (ulimit -n)", "--jobs 1 needs none"
        assert any(remedy in line for line in told for remedy in remedies)


# Damage of one file each, by its name in the model's folder.
MODEL = [
    ("config.cfg", "garbage"),
    ("meta.json", "cut"),
    ("parser/model", "cut"),
    ("tagger/cfg", "gone"),
    ("vocab/strings.json", "gone"),
]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    from importlib.util import find_spec

    from claimx.parse.model import find_model

    package = Path(find_spec(find_model()).origin).parent
    whole = next(path.parent for path in package.rglob("config.cfg"))
    folder = tmp_path_factory.mktemp("model") / "model"
    shutil.copytree(whole, folder)
    return folder


@pytest.mark.parametrize("name, damage", MODEL)
def test_a_damaged_model(model, tmp_path, capsys, name, damage):
    (tmp_path / "a.txt").write_text(TEXT)
    content = (model / name).read_bytes()
    if damage == "gone":
        (model / name).unlink()
    else:
        (model / name).write_bytes(content[: len(content) // 2] if damage == "cut" else b"\xff\x00garbage" * 100)

    code = run(["extract", str(tmp_path / "a.txt"), "-q", "--model", str(model), "-o", str(tmp_path / "out")])
    (model / name).write_bytes(content)
    err = capsys.readouterr().err

    assert code == 3
    assert str(model) in err
    assert "pip install" in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.glob("*out*"))


LEXICON = {
    "binary": b"\x00\xff\xfe", "no TOML": b"entry = [", "a number": b"entry = 5", "a string": b"entry = 'a'", "a list of numbers": b"entry = [1]",
    "one table": b"[entry]\nid = 'a'", "a date": b"entry = 1979-05-27", "an empty entry": b"[[entry]]",
    "wrong types": b"[[entry]]\nid = 5\nwords = 'x'\nexamples = [1]", "another table": b"[other]", "deep": b"entry = " + b"[" * 5000 + b"]" * 5000,
    "a huge number": b"entry = " + b"9" * 5000, "no word": b"[[entry]]\nid = 'a'\nwords = [' ']\nexamples = ['<m>x</m>']",
    "a table for an id": b"[[entry]]\nid = {a = 1}\nwords = ['x']\nexamples = ['x']",
}  # fmt: skip


@pytest.mark.parametrize("damage", LEXICON)
def test_a_damaged_lexicon(tmp_path, damage):
    for name, model in VOCABULARIES.items():
        (tmp_path / f"{name}.toml").write_bytes(LEXICON[damage])

        with pytest.raises(LexiconError) as caught:
            load_entries(name, model, tmp_path)

        assert caught.value.path == str(tmp_path / f"{name}.toml")


def test_a_lexicon_that_is_no_file(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "losses.toml").mkdir()
    with pytest.raises(LexiconError, match="Is a directory"):
        Lexicon.load(tmp_path)

    assert run(["extract", str(tmp_path / "a.txt"), "-q", "--lexicon", str(tmp_path)]) == 1
    assert "losses.toml: cannot be read: Is a directory" in capsys.readouterr().err


# Kilobytes of address space: too little for the interpreter's libraries, for the model, and enough.
@pytest.mark.parametrize("limit", [60_000, 250_000, 3_000_000])
def test_no_memory(tmp_path, limit):
    (tmp_path / "a.txt").write_text(TEXT)
    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "a.txt", "--jobs", "1"], cwd=tmp_path, capture_output=True, text=True, check=False,
        timeout=1800, preexec_fn=lambda: _limit("RLIMIT_AS", limit * 1024), env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )  # fmt: skip

    assert "Traceback" not in done.stderr
    assert done.stderr
    assert (done.returncode == 0) == (limit == 3_000_000)
    if done.returncode in (1, 3):
        assert "memory" in done.stderr
    else:
        # Python itself, or a library in C, found no place to say more.
        assert done.returncode in (0, -signal.SIGABRT, -signal.SIGSEGV, 127)


def _limit(name, value):
    import resource

    resource.setrlimit(getattr(resource, name), (value, value))


def _wait(condition, seconds=600):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


def _children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
