"""Sizes are bounded where it shows, by an error that names the file, for every kind of input; never by a clock."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tracemalloc

import pytest

from claimx.cli.commands import run
from claimx.errors import ReadError
from claimx.models import Article
from claimx.read import ReadOptions, read

TEXT = "Shelling killed 12 people in Sumy.\n"
LIMIT = 100_000
LONG = TEXT * 6000  # 210,000 bytes


def table(*texts):
    stream = io.StringIO()
    csv.writer(stream).writerows([["text"], *([text] for text in texts)])
    return stream.getvalue()


# Name, content, articles that are read all the same, and what shows that the rest is not.
INPUTS = {
    "text": ("a.txt", LONG, 0),
    "page": ("a.html", f"<html><body><article><p>{LONG}</p></article></body></html>", 0),
    "row of JSON Lines": ("a.jsonl", f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': LONG})}\n{json.dumps({'text': TEXT})}\n", 2),
    "line that is not JSON": ("a.jsonl", f"{json.dumps({'text': TEXT})}\n{LONG.replace(chr(10), ' ')}\n{json.dumps({'text': TEXT})}", 2),
    "list of JSON": ("a.json", json.dumps([{"text": LONG}]), 0),
    "cell of CSV": ("a.csv", table(TEXT, LONG), 1),
    "row of CSV of many cells": ("a.csv", table(TEXT) + ",".join([TEXT.strip()] * 6000), 1),
    "row of CSV of many lines": ("a.csv", table(TEXT) + ",".join([f'"{TEXT}"'] * 6000), 1),
    "line of CSV that never ends": ("a.csv", table(TEXT) + "a" * 300_000, 1),
    "quotation of CSV that never ends": ("a.csv", table(TEXT) + '"' + LONG, 1),
}  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("name, content, whole", INPUTS.values(), ids=INPUTS)
def test_what_is_too_large_is_told_by_name_and_the_rest_is_read(name, content, whole, packed, tmp_path):
    raw = content.encode("utf-8")
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(raw) if packed else raw)

    outcomes = list(read([str(path)], ReadOptions(max_bytes=LIMIT)))

    errors = [outcome for outcome in outcomes if isinstance(outcome, ReadError)]
    assert [error.path.startswith(path.as_posix()) and "--max-bytes" in error.message for error in errors] == [True]
    assert sum(isinstance(outcome, Article) for outcome in outcomes) == whole


def test_rows_together_may_be_larger_than_the_limit(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(table(*[TEXT * 40] * 300), encoding="utf-8")

    outcomes = list(read([str(path)], ReadOptions(max_bytes=LIMIT)))

    assert [type(outcome) for outcome in outcomes] == [Article] * 300


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.json.gz", "a.csv.gz"])
def test_a_packed_bomb_takes_no_more_memory_than_the_limit_allows(name, tmp_path):
    path = tmp_path / name
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(50):
            stream.write(b"a" * 1_000_000)

    tracemalloc.start()
    outcomes = list(read([str(path)], ReadOptions(max_bytes=1_000_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert [type(outcome) for outcome in outcomes if isinstance(outcome, ReadError)]
    # The bytes, their text, and the copy that joins their parts: far from the fifty megabytes.
    assert peak < 10_000_000


def test_standard_input_is_bounded_too(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LONG.encode())))

    code = run(["extract", "-", "--max-bytes", str(LIMIT)])

    assert code == 1
    assert "--max-bytes" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["0", "-1", "99999999999999999999"])
def test_a_limit_that_is_none_is_refused(given, capsys):
    assert run(["extract", "-", "--max-bytes", given]) == 2
    assert "--max-bytes" in capsys.readouterr().err


def test_the_largest_limit_serves_every_kind(tmp_path):
    for name, content in (
        ("a.txt", TEXT),
        ("a.csv", table(TEXT)),
        ("a.jsonl", json.dumps({"text": TEXT})),
        ("a.json", json.dumps({"text": TEXT})),
    ):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")

        (outcome,) = read([str(path)], ReadOptions(max_bytes=2**62))

        assert isinstance(outcome, Article), outcome
