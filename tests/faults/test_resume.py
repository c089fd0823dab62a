"""``--resume``: a cut run goes on, nothing is lost, nothing stands twice, and no other run's work is taken for one's own."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import replace

import pytest

from claimx.cli.commands import run
from claimx.errors import WriteError
from claimx.models import Article
from claimx.write import journalled

RUN = {"version": "1", "model": "a"}


def article(name, text="x"):
    return Article(text, id=name, path=f"{name}.txt", sha256=f"{hash(text) % 16**8:064x}")


def cut(path, records, names, made=RUN, **how):
    """A run that is cut after the given articles, one record each."""
    with suppress(KeyboardInterrupt), journalled(path, made, **how) as journal:
        for name in names:
            journal.write(article(name), records)
        raise KeyboardInterrupt


def finish(path, records, names, made=RUN):
    """The run taken up again; the names of the articles that had to be read anew."""
    anew = []
    with journalled(path, made, resume=True) as journal:
        for name in names:
            kept = journal.known(article(name))
            if kept:
                journal.keep(kept)
            else:
                anew.append(name)
                journal.write(article(name), records)
    return anew


@pytest.fixture
def records(make_record):
    return [make_record(id=f"cx_{i:016}") for i in range(2)]


class Test_journal:
    def whole(self, path, records, names):
        with journalled(path, RUN) as journal:
            for name in names:
                journal.write(article(name), records)
        return path.read_bytes()

    def test_goes_on_where_it_was_cut(self, tmp_path, records):
        expected = self.whole(tmp_path / "whole", records, "abcd")
        cut(tmp_path / "out", records, "ab")
        assert not (tmp_path / "out").exists()

        assert finish(tmp_path / "out", records, "abcd") == ["c", "d"]
        assert (tmp_path / "out").read_bytes() == expected
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "whole"]

    def test_takes_what_is_done_in_any_order(self, tmp_path, make_record):
        def of(name):
            return [make_record(document={"id": name})] * 2

        expected = self.whole(tmp_path / "whole", of("a"), "a")
        for order in ("abc", "cab", "bca"):
            with journalled(tmp_path / "out", RUN) as journal:
                for name in order:
                    journal.write(article(name), of(name), at="abc".index(name))

            found = [json.loads(line)["document"]["id"] for line in (tmp_path / "out").read_text().splitlines()]
            assert found == list("aabbcc"), order
            assert (tmp_path / "out").read_bytes().startswith(expected)
            assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "whole"]

    def test_what_was_done_behind_something_slow_is_kept(self, tmp_path, records):
        with suppress(KeyboardInterrupt), journalled(tmp_path / "out", RUN) as journal:
            journal.write(article("c"), records, at=2)
            raise KeyboardInterrupt

        assert finish(tmp_path / "out", records, "abc") == ["a", "b"]
        assert (tmp_path / "out").read_bytes() == self.whole(tmp_path / "whole", records, "abc")

    def test_twice_the_same_article_stays_twice(self, tmp_path, records):
        expected = self.whole(tmp_path / "whole", records, "aaba")
        cut(tmp_path / "out", records, "aa")

        assert finish(tmp_path / "out", records, "aaba") == ["b"]
        assert (tmp_path / "out").read_bytes() == expected

    def test_articles_that_are_gone_changed_or_new(self, tmp_path, make_record):
        def of(name):
            return [make_record(document={"id": name})]

        with suppress(KeyboardInterrupt), journalled(tmp_path / "out", RUN) as journal:
            for name in "abc":
                journal.write(article(name), of(name))
            raise KeyboardInterrupt
        with journalled(tmp_path / "out", RUN, resume=True) as journal:
            for name in "cxa":  # b is gone, x is new, the order another
                kept = journal.known(article(name))
                assert (kept is None) == (name == "x")
                if kept:
                    journal.keep(kept)
                else:
                    journal.write(article(name), of(name))

        found = [json.loads(line)["document"]["id"] for line in (tmp_path / "out").read_text().splitlines()]
        assert found == ["c", "x", "a"]

    @pytest.mark.parametrize(
        "change, reason",
        [
            ({"id": "other"}, "the id is in every record"),
            ({"path": "b/a.txt"}, "so is the path"),
            ({"publisher": "Wire"}, "and what is known of the article"),
            ({"text": "y"}, "another text, whatever its digest"),
        ],
    )
    def test_an_article_is_known_by_all_that_its_records_tell(self, tmp_path, records, change, reason):
        cut(tmp_path / "out", records, "a")
        with journalled(tmp_path / "out", RUN, resume=True) as journal:
            assert journal.known(article("a")), reason
            assert not journal.known(replace(article("a"), **change)), reason

    @pytest.mark.parametrize("cut_off", range(0, 1200, 29))
    def test_whatever_of_the_files_is_on_the_disk_is_judged_by_itself(self, tmp_path, records, cut_off):
        expected = self.whole(tmp_path / "whole", records, "abc")
        for name, other in (("journal", "partial"), ("partial", "journal")):
            cut(tmp_path / "out", records, "abc")
            torn = tmp_path / f"out.{name}"
            content = torn.read_bytes()
            # What a power cut leaves: one file whole, the other without its end, or with zeros there.
            torn.write_bytes(content[: len(content) - cut_off] + (b"\0" * cut_off if cut_off % 2 else b""))
            if name == "journal" and cut_off % 2 and cut_off > len(content) - 20:
                continue  # not even its beginning tells whose it is: refused (below)

            finish(tmp_path / "out", records, "abc")

            assert (tmp_path / "out").read_bytes() == expected, other
            (tmp_path / "out").unlink()

    @pytest.mark.parametrize("part", sorted(RUN))
    def test_refuses_what_another_run_left(self, tmp_path, records, part):
        cut(tmp_path / "out", records, "ab")
        left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

        with (
            pytest.raises(WriteError, match=part) as caught,
            journalled(tmp_path / "out", RUN | {part: "other"}, resume=True),
        ):
            pass

        assert "out.journal" in caught.value.path
        assert "--resume" in caught.value.message
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == left

    @pytest.mark.parametrize(
        "name, content",
        [
            ("out.journal", "my diary\n"),
            ("out.journal", "{}\n"),
            ("out.journal", "[1]\n"),
            ("out.journal", "\0" * 40),
            ("out.partial", "my novel\n"),
        ],
    )
    @pytest.mark.parametrize("resume", [True, False])
    def test_never_touches_what_is_not_its_own(self, tmp_path, name, content, resume):
        (tmp_path / name).write_text(content)

        with pytest.raises(WriteError, match="move it away"), journalled(tmp_path / "out", RUN, resume=resume):
            pass

        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, content)]

    @pytest.mark.parametrize("suffix", ["journal", "partial"])
    def test_follows_no_link_and_waits_for_no_pipe(self, tmp_path, suffix):
        (tmp_path / "mine").write_text("mine")
        (tmp_path / f"out.{suffix}").symlink_to(tmp_path / "mine")
        with pytest.raises(WriteError), journalled(tmp_path / "out", RUN):
            pass
        (tmp_path / f"out.{suffix}").unlink()
        os.mkfifo(tmp_path / f"out.{suffix}")
        with pytest.raises(WriteError), journalled(tmp_path / "out", RUN):
            pass

        assert (tmp_path / "mine").read_text() == "mine"

    def test_two_runs_at_once(self, tmp_path, records):
        pytest.importorskip("fcntl", reason="no locks between processes here")
        with journalled(tmp_path / "out", RUN) as journal:
            journal.write(article("a"), records)
            for resume in (True, False):
                with pytest.raises(WriteError, match="another run"), journalled(tmp_path / "out", RUN, resume=resume):
                    pass
            journal.write(article("b"), records)

        assert len((tmp_path / "out").read_text().splitlines()) == 4

    def test_follows_a_link_to_the_output(self, tmp_path, records):
        (tmp_path / "far").mkdir()
        (tmp_path / "out").symlink_to(tmp_path / "far" / "real")
        cut(tmp_path / "out", records, "a")
        assert sorted(path.name for path in (tmp_path / "far").iterdir()) == ["real.journal", "real.partial"]

        finish(tmp_path / "out", records, "ab")

        assert (tmp_path / "out").is_symlink()
        assert [path.name for path in (tmp_path / "far").iterdir()] == ["real"]

    def test_nothing_is_left_where_nothing_was_done(self, tmp_path, records):
        cut(tmp_path / "out", records, "")

        assert not list(tmp_path.iterdir())

    def test_is_on_the_disk_before_it_replaces_anything(self, tmp_path, records, monkeypatch):
        (tmp_path / "out").write_text("old")

        def fail(_number):
            raise OSError(errno.EIO, "Input/output error")

        def write():
            with journalled(tmp_path / "out", RUN) as journal:
                journal.write(article("a"), records)
                monkeypatch.setattr(os, "fsync", fail)

        with pytest.raises(WriteError):
            write()

        assert (tmp_path / "out").read_text() == "old"


class Test_command:
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_takes_up_a_killed_run(self, stubbed, articles, tmp_path, jobs):
        expected = stubbed.run("extract", articles, "-o", tmp_path / "whole.jsonl")
        assert expected.returncode == 1  # one file is binary
        process = stubbed.start(
            "extract", articles, "-o", tmp_path / "out.jsonl", "--jobs", jobs, seconds=0.05, stderr=subprocess.PIPE
        )
        wait_for(lambda: lines_of(tmp_path / "out.jsonl.journal") > 8)
        process.kill()
        process.communicate()
        assert not (tmp_path / "out.jsonl").exists()

        done = stubbed.run(
            "extract", articles, "-o", tmp_path / "out.jsonl", "--jobs", jobs, "--resume", "--manifest", tmp_path / "m"
        )

        assert done.returncode == 1
        assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
        assert next(line for line in done.stderr.splitlines() if "articles" in line).startswith("claimx: 31 articles")
        assert json.loads((tmp_path / "m").read_text())["claims"] == len(
            (tmp_path / "out.jsonl").read_text().splitlines()
        )
        assert sorted(path.name for path in tmp_path.glob("out*")) == ["out.jsonl"]

    def test_is_not_the_work_done_again(self, stub_here, articles, tmp_path, monkeypatch, capsys):
        read = []
        plain = stub_here.pipe

        def pipe(self, chunk):
            for each, found in plain(self, chunk):
                if len(read) == 20:
                    raise KeyboardInterrupt
                read.append(each.path)
                yield each, found

        monkeypatch.setattr("claimx.engines.local.CHUNK_ARTICLES", 5)
        monkeypatch.setattr(stub_here, "pipe", pipe)
        arguments = ["extract", str(articles), "-o", str(tmp_path / "out.jsonl"), "--jobs", "1"]

        assert run(arguments) == 130
        assert "keeps 20 articles" in capsys.readouterr().err
        monkeypatch.setattr(
            stub_here,
            "pipe",
            lambda self, chunk: (read.append(each.path) or (each, found) for each, found in plain(self, chunk)),
        )
        assert run([*arguments, "--resume"]) == 1
        assert sorted(read) == sorted(set(read))
        assert len(read) == 31

    @pytest.mark.parametrize(
        "option", [["--flat"], ["--publisher", "Wire"], ["--published", "2024-01-01"], ["--min-confidence", "0.5"]]
    )
    def test_refuses_a_run_with_other_options(self, stub_here, articles, tmp_path, option, monkeypatch, capsys):
        interrupted(stub_here, articles, tmp_path, monkeypatch)

        assert run(["extract", str(articles), "-o", str(tmp_path / "out.jsonl"), "--resume", *option]) == 1
        err = capsys.readouterr().err
        assert f"out.jsonl.journal: was begun by a run that differs in {option[0]}" in err

    def test_refuses_a_run_with_another_lexicon(self, stub_here, articles, tmp_path, monkeypatch, capsys):
        interrupted(stub_here, articles, tmp_path, monkeypatch)
        (tmp_path / "words").mkdir()
        (tmp_path / "words" / "conflict.toml").write_text("")

        assert (
            run(
                [
                    "extract",
                    str(articles),
                    "-o",
                    str(tmp_path / "out.jsonl"),
                    "--resume",
                    "--lexicon",
                    str(tmp_path / "words"),
                ]
            )
            == 1
        )
        assert "differs in lexicon" in capsys.readouterr().err

    def test_without_it_a_run_begins_anew_and_says_so(self, stub_here, articles, tmp_path, monkeypatch, capsys):
        interrupted(stub_here, articles, tmp_path, monkeypatch)

        assert run(["extract", str(articles), "-o", str(tmp_path / "out.jsonl"), "--publisher", "Wire"]) == 1
        assert "starts again" in capsys.readouterr().err
        assert {
            json.loads(line)["document"]["publisher"] for line in (tmp_path / "out.jsonl").read_text().splitlines()
        } == {"Wire"}

    def test_changed_and_vanished_files(self, stub_here, articles, tmp_path, monkeypatch):
        interrupted(stub_here, articles, tmp_path, monkeypatch)
        (articles / "001.txt").write_text("Shelling killed 99 people.")
        (articles / "002.txt").unlink()
        (articles / "0000.txt").write_text("Shelling killed 77 people.")

        run(["extract", str(articles), "-o", str(tmp_path / "out.jsonl"), "--resume"])
        run(["extract", str(articles), "-o", str(tmp_path / "anew.jsonl")])

        assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "anew.jsonl").read_bytes()

    @pytest.mark.parametrize(
        "arguments",
        [["--resume"], ["--resume", "--format", "csv", "-o", "x"], ["--resume", "-o", os.devnull]],
        ids=["no file", "csv", "device"],
    )
    def test_tells_what_it_cannot_go_on_with(self, arguments, articles, capsys):
        assert run(["extract", str(articles), *arguments]) == 2
        assert "--resume goes on with" in capsys.readouterr().err


def interrupted(stub, articles, folder, monkeypatch):
    plain = stub.pipe

    def pipe(self, chunk):
        for number, each in enumerate(plain(self, chunk)):
            if number == 4:
                raise KeyboardInterrupt
            yield each

    with monkeypatch.context() as patch:
        patch.setattr("claimx.engines.local.CHUNK_ARTICLES", 12)
        patch.setattr(
            stub,
            "pipe",
            lambda self, chunk: (
                plain(self, chunk) if getattr(chunk[0], "article", chunk[0]).id == "000" else pipe(self, chunk)
            ),
        )
        assert run(["extract", str(articles), "-o", str(folder / "out.jsonl"), "--jobs", "1"]) == 130
    assert lines_of(folder / "out.jsonl.journal") == 13


def lines_of(path):
    try:
        return path.read_bytes().count(b"\n")
    except FileNotFoundError:
        return 0


def wait_for(condition, seconds=600):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


# How many times a run is killed at a random moment. A hundred take minutes: `make test-slow`.
KILLS = 4


def test_killed_at_random_moments(stubbed, articles, tmp_path):
    kill_runs(stubbed, articles, tmp_path, KILLS, seed=1)


@pytest.mark.slow
def test_killed_a_hundred_times(stubbed, articles, tmp_path):
    assert kill_runs(stubbed, articles, tmp_path, 100, seed=2) == 100


def kill_runs(stubbed, articles, tmp_path, kills, seed):
    """Kill runs at random moments, each going on with the one before it, until so many were killed; each that ends has to be right."""
    chance = random.Random(seed)
    began = time.monotonic()
    assert stubbed.run("extract", articles, "-o", tmp_path / "whole.jsonl").returncode == 1
    longest = 1.5 * (time.monotonic() - began)
    expected = (tmp_path / "whole.jsonl").read_bytes()
    out = tmp_path / "out.jsonl"
    killed = 0
    while killed < kills:
        seconds, jobs = chance.choice([0.0, 0.01, 0.05]), chance.choice([1, 1, 1, 2])
        process = stubbed.start(
            "extract", articles, "-o", out, "--resume", "--jobs", jobs, seconds=seconds, stderr=subprocess.DEVNULL
        )
        # From before the first file is opened to after the last is closed.
        try:
            process.wait(chance.uniform(0, longest + 30 * seconds / jobs))
        except subprocess.TimeoutExpired:
            process.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
            process.wait()
            killed += 1
        if out.exists():
            assert out.read_bytes() == expected
            if chance.random() < 0.5:
                out.unlink()
    done = stubbed.run("extract", articles, "-o", out, "--resume")
    assert done.returncode == 1, done.stderr
    assert out.read_bytes() == expected
    assert sorted(path.name for path in tmp_path.glob("*out.jsonl*")) == ["out.jsonl"]
    return killed
