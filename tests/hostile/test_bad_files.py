"""Files that break what parses them: each is told by name with its row, and all that stands beside it is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from claimx.cli.commands import run
from claimx.errors import DecodeError, MetadataError, ReadError
from claimx.models import Article
from claimx.read import Notice, ReadOptions, read
from claimx.stored import read_texts

TEXT = "Shelling killed 12 people in the town, the mayor said.\n"


def outcomes(*paths, **options):
    return list(read([str(path) for path in paths], ReadOptions(**options)))


def texts(found):
    return [outcome.text for outcome in found if isinstance(outcome, Article)]


def told(found):
    return [outcome for outcome in found if not isinstance(outcome, Article)]


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


class Test_pages:
    @pytest.mark.parametrize(
        "page",
        [
            b"<svg>html",
            b"<svg>" * 20 + b"html",
            b"<math><html>",
            b"<" * 5000,
            b"<a>" * 30_000,
            b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;",
            b"<?xml version='1.0' encoding='utf-9'?><html><body><p>x",
            b"<html xmlns:a='\xff\xfe'><a:b c:d='e'>",
            b"<template><frameset><select><svg><title><p>",
            b"<html><body><p>\x00\x01\x02",
            b"<html lang=\x80><!--><script>",
            "<p>\ud7ff\ufffe\U0010ffff</p>".encode(),
            b"<plaintext><table><td><form><form>",
            b"<html><head><meta charset=utf-16><body><p>x</p>",
        ],
        ids=lambda page: repr(page[:24]),
    )
    def test_that_nothing_can_parse_cost_no_other_file(self, write, page):
        pytest.importorskip("trafilatura", reason="the extra claimx[html] is not installed")
        bad, good = write("a.html", page), write("b.txt", TEXT)

        found = outcomes(bad, good)

        assert isinstance(found[0], ReadError | Article)
        assert found[0].path == str(bad)
        assert texts(found)[-1] == TEXT

    def test_an_svg_that_says_html_is_told_by_name(self, write):
        pytest.importorskip("trafilatura", reason="the extra claimx[html] is not installed")

        (error,) = outcomes(write("a.html", "<svg>html"))

        assert isinstance(error, ReadError)
        assert error.path.endswith("a.html")

    def test_whatever_its_parser_raises_names_the_page(self, write, monkeypatch):
        trafilatura = pytest.importorskip("trafilatura", reason="the extra claimx[html] is not installed")

        def fail(*_, **__):
            raise AssertionError

        monkeypatch.setattr(trafilatura, "bare_extraction", fail)

        (error,) = outcomes(write("a.html", "<p>x"))

        assert "cannot be parsed (AssertionError); save its text" in error.message

    def test_of_nothing_but_tags_are_refused(self, write):
        pytest.importorskip("trafilatura", reason="the extra claimx[html] is not installed")

        (error,) = outcomes(write("a.html", b"<b>" * 300_001))

        assert "300,000 tags" in error.message


def test_an_error_that_nobody_foresaw_is_of_its_file_alone(write, tmp_path, monkeypatch, capsys):
    def fail(raw, shown):
        raise ZeroDivisionError("odd")

    monkeypatch.setattr("claimx.read.page_text", fail)
    write("a.html", "<p>x")
    write("b.txt", "Nobody came.")
    command = ["extract", str(tmp_path), "--glob", "*", "--jobs", "1"]

    assert run(command) == 1
    plain = capsys.readouterr().err
    monkeypatch.setenv("CLAIMX_TRACEBACK", "1")
    assert run(command) == 1

    assert f"{tmp_path}/a.html: could not be read (ZeroDivisionError: odd); report it" in plain
    assert "1 article" in plain
    assert "Traceback" not in plain
    assert 'raise ZeroDivisionError("odd")' in capsys.readouterr().err


class Test_parquet:
    @pytest.fixture
    def rows(self, tmp_path):
        """``rows(column=values, …)``: what becomes of a Parquet file of these."""
        pa = pytest.importorskip("pyarrow", reason="the extra claimx[parquet] is not installed")
        parquet = pytest.importorskip("pyarrow.parquet")

        def rows(how=None, limit=1_000_000, **columns):
            arrays = [value if isinstance(value, pa.Array) else pa.array(value) for value in columns.values()]
            path = tmp_path / "a.parquet"
            parquet.write_table(pa.table(arrays, names=[name.rstrip("_") for name in columns]), path, **(how or {}))
            return outcomes(path, max_bytes=limit)

        return rows

    def test_text_that_is_not_utf_8_is_told_with_its_row(self, rows):
        import pyarrow as pa

        bad = pa.array([b"Shelling \xff killed 12", TEXT.encode()]).cast(pa.string(), safe=False)

        error, article = rows(text=bad)

        assert isinstance(error, DecodeError)
        assert error.path.endswith("a.parquet, row 1")
        assert "'text' that is not UTF-8 (byte 9)" in error.message
        assert article.text == TEXT

    def test_binary_columns_may_hold_utf_8(self, rows):
        assert texts(rows(text=[TEXT.encode()])) == [TEXT]

    def test_metadata_that_is_not_utf_8_is_left_out(self, rows):
        import pyarrow as pa

        notice, article = rows(text=[TEXT], title=pa.array([b"\xff"]).cast(pa.string(), safe=False))

        assert "'title' is not UTF-8" in notice.message
        assert (article.text, article.title) == (TEXT, None)

    @pytest.mark.parametrize("kind", ["day", "seconds", "zone"])
    def test_a_date_that_python_has_not_is_left_out(self, rows, kind):
        import pyarrow as pa

        far = {
            "day": pa.array([3_000_000], pa.int32()).cast(pa.date32()),
            "seconds": pa.array([2**55], pa.int64()).cast(pa.timestamp("ms")),
            "zone": pa.array([1], pa.int64()).cast(pa.timestamp("us", tz="Mars/Olympus")),
        }[kind]

        notice, article = rows(text=[TEXT], published=far)

        assert isinstance(notice, Notice)
        assert "'published' cannot be understood" in notice.message
        assert notice.path.endswith("row 1")
        assert (article.text, article.published) == (TEXT, None)

    def test_nanoseconds_are_no_reason(self, rows):
        import pyarrow as pa

        (article,) = rows(text=[TEXT], published=pa.array([1_678_190_400_000_000_001]).cast(pa.timestamp("ns")))

        assert article.published == date(2023, 3, 7)

    def test_of_two_columns_of_one_name_none_is_taken(self, rows):
        (error,) = rows(text=[TEXT], text_=["other"])

        assert isinstance(error, MetadataError)
        assert "more than one column named 'text'" in error.message

    def test_two_columns_that_nobody_reads_may_share_a_name(self, rows):
        assert texts(rows(text=[TEXT], other=[1], other_=[2])) == [TEXT]

    def test_lists_are_no_text(self, rows):
        (error,) = rows(text=[["a", "b"]])

        assert "'text' that holds list" in error.message

    def test_its_bytes_may_come_from_standard_input(self, tmp_path, rows, monkeypatch):
        rows(text=[TEXT])
        raw = (tmp_path / "a.parquet").read_bytes()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

        assert texts(outcomes("-")) == [TEXT]

    @pytest.mark.parametrize("compression", ["zstd", "gzip", "none"])
    def test_every_row_of_many_pages_and_groups_is_read(self, rows, compression):
        given = [f"Shelling killed {i} people. {'x' * (i % 7 * 500)}" for i in range(2000)]
        how = {"compression": compression, "row_group_size": 300, "data_page_size": 2000, "write_batch_size": 10}

        assert texts(rows(how, text=given, published=[datetime(2023, 3, 7)] * 2000)) == given  # noqa: DTZ001

    @pytest.mark.parametrize("at", range(4, 400, 23))
    def test_damage_anywhere_is_told(self, tmp_path, rows, at):
        rows(text=[TEXT] * 50, title=["T"] * 50)
        raw = bytearray((tmp_path / "a.parquet").read_bytes())
        raw[at % len(raw)] ^= 0xFF
        (tmp_path / "a.parquet").write_bytes(raw)
        (tmp_path / "b.txt").write_text(TEXT)

        found = outcomes(tmp_path / "a.parquet", tmp_path / "b.txt")

        assert texts(found)[-1] == TEXT
        assert all(isinstance(outcome, ReadError | Notice) for outcome in told(found))


class Test_csv:
    def test_of_two_columns_of_one_name_none_is_taken(self, write):
        (error,) = outcomes(write("a.csv", "text,text,title\none,two,T\n"))

        assert isinstance(error, MetadataError)
        assert "more than one column named 'text'; rename one" in error.message

    def test_columns_without_a_name_may_be_many(self, write):
        assert texts(outcomes(write("a.csv", f'text,,\n"{TEXT}",,\n'))) == [TEXT]

    @pytest.mark.parametrize(
        "content, where, reason",
        [
            ('text,id\n"One fell,1\nTwo fell,2\n"Three" fell,3\nFour,4\n', "line 2 to 4", "a quotation that goes on"),
            ('text,id\nOne,1\n"Two fell,2\nThree,3\n', "line 3 to 4", "to the end of the file"),
            ('text,id\nOne,1\n"Two" fell,2\nThree,3\n', "line 3", "a word in quotation marks begins a cell"),
            ('text,id\nOne,1\n"Two, three\nand four,\nand five"\n', "line 3 to 5", "rows without their other cells"),
        ],
    )
    def test_a_stray_quotation_mark_is_told_with_its_row(self, write, content, where, reason):
        (notice,) = [outcome for outcome in outcomes(write("a.csv", content)) if isinstance(outcome, Notice)]

        assert notice.path.endswith(f"a.csv, {where}"), reason
        assert "quotation mark" in notice.message

    @pytest.mark.parametrize(
        "content",
        [
            'text,id\n"He said ""no"", twice.\nThen left.",1\n',
            "text,id\n5' and 6\" long,1\n",
            'text,id\n"a",1\n\n"b",2\n',
        ],
    )
    def test_quotation_marks_in_their_place_are_none_to_tell_of(self, write, content):
        assert not told(outcomes(write("a.csv", content)))

    @pytest.mark.parametrize(
        "content, rows, where",
        [
            ('text;id\n"One; two";a\nThree, four;b\n', [("One; two", "a"), ("Three, four", "b")], None),
            ("text,a;b\nOne;two,3\n", [("One;two", None)], None),
            ('text;id\nOne;1\n"Two fell;2\nThree;3\n', [("One", "1"), ("Two fell;2\nThree;3\n", None)], "line 3 to 4"),
        ],
        ids=["as spreadsheets write it", "a semicolon in a name", "lines are counted from the top"],
    )
    def test_may_have_semicolons(self, write, content, rows, where):
        found = outcomes(write("a.csv", content))
        articles = [one for one in found if isinstance(one, Article)]

        assert [one.text for one in articles] == [text for text, _ in rows]
        assert all(one.id == name for one, (_, name) in zip(articles, rows, strict=True) if name)
        assert [one.path.rpartition(", ")[2] for one in told(found)] == ([where] if where else [])

    def test_warnings_of_one_table_are_few(self, write):
        rows = "".join(f'"One" fell,{i}\n' for i in range(40))

        found = outcomes(write("a.csv", "text,id\n" + rows))

        assert len(texts(found)) == 40
        assert len(told(found)) == 6
        assert "35 more" in told(found)[-1].message


class Test_published:
    @pytest.mark.parametrize(
        "value, expected",
        [
            (1678190400, date(2023, 3, 7)),
            (1678190400.5, date(2023, 3, 7)),
            (1678190400000, date(2023, 3, 7)),
            ("1678190400000000", date(2023, 3, 7)),
            (20230307, date(2023, 3, 7)),
        ],
    )
    def test_may_be_a_time_stamp_in_numbers(self, write, value, expected):
        (article,) = outcomes(write("a.jsonl", json.dumps({"text": TEXT, "published": value})))

        assert article.published == expected

    @pytest.mark.parametrize(
        "value, shown",
        [
            ("04/03/2024", "'04/03/2024'"),
            ("14/03/2024", "'14/03/2024'"),
            ("03/14/2024 10:25", "'03/14/2024 10:25'"),
            ("14-03-2024", "'14-03-2024'"),
            ("spring " * 1000, "'" + "spring " * 7 + "…'"),
            ("nan", "'nan'"),
            (float("nan"), "nan"),
            (float("inf"), "inf"),
            (0, "0"),
            (-1, "-1"),
            (2024, "2024"),
            (2024031410, "2024031410"),
            (10**300, "a number"),
            (True, "true or false"),
            ([2024], "a list"),
            ({"a": 1}, "an object"),
        ],
        ids=lambda value: repr(value)[:20],
    )
    def test_that_nobody_understands_costs_no_article(self, write, value, shown):
        notice, article = outcomes(write("a.jsonl", json.dumps({"text": TEXT, "published": value})))

        assert f"'published' is not a date that can be understood ({shown})" in notice.message
        assert "YYYY-MM-DD" in notice.message
        assert notice.path.endswith("a.jsonl, row 1")
        assert (article.text, article.published) == (TEXT, None)

    def test_a_title_that_is_no_text_costs_none_either(self, write):
        notice, article = outcomes(write("a.jsonl", json.dumps({"text": TEXT, "title": ["T"], "url": "u"})))

        assert "'title' must be a string, not a list" in notice.message
        assert (article.title, article.url) == (None, "u")


class Test_standard_input:
    @pytest.mark.parametrize(
        "content, count",
        [
            (json.dumps({"text": TEXT}) + "\n" + json.dumps({"id": "b", "text": TEXT}) + "\n", 2),
            (json.dumps([{"text": TEXT}, {"text": TEXT}]), 2),
            (json.dumps({"text": TEXT}, indent=1), 1),
            ("\ufeff \n" + json.dumps({"text": TEXT * 2000}), 1),
        ],
        ids=["lines", "a list", "laid out", "a mark before a long line"],
    )
    @pytest.mark.parametrize("packed", [False, True])
    def test_json_is_known_by_how_it_begins(self, monkeypatch, content, count, packed):
        raw = content.encode()
        stream = io.BufferedReader(io.BytesIO(gzip.compress(raw) if packed else raw))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))

        found = outcomes("-")

        assert [text.strip()[:8] for text in texts(found)] == ["Shelling"] * count
        assert "is read as JSON" in told(found)[0].message

    @pytest.mark.parametrize("content", ["{sic} he said", "[AFP] Shelling", "{}", '"Shelling', "{ killed: 12 }"])
    def test_texts_that_begin_with_brackets_are_texts(self, monkeypatch, content):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))

        assert texts(outcomes("-")) == [content]

    def test_an_option_has_the_last_word(self, monkeypatch):
        line = json.dumps({"text": TEXT})
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))

        assert texts(outcomes("-", input_format="text")) == [line]

    def test_a_text_file_that_holds_json_is_told(self, write):
        notice, article = outcomes(write("a.txt", json.dumps({"text": TEXT})))

        assert "looks like JSON Lines" in notice.message
        assert "--input-format jsonl" in notice.message
        assert article.text.startswith("{")


class Test_kept_texts:
    @pytest.mark.parametrize(
        "text", ["a\0b killed 12", "\x01\x02\x03 killed 12", "\ufeffkilled 12", "\r\nkilled 12\r\n", "killed 12 \ufffd"]
    )
    def test_are_read_as_they_were_written(self, write, tmp_path, text):
        path = write("a.jsonl", json.dumps({"text": text}))

        assert (
            run(["extract", str(path), "-q", "--keep-text", str(tmp_path / "kept"), "-o", str(tmp_path / "out")]) == 0
        )
        (article,) = outcomes(path)
        known, problems = read_texts([str(tmp_path / "kept")], {article.sha256})

        assert (known, problems) == ({article.sha256: text}, [])

    def test_others_of_such_a_name_are_told(self, write, tmp_path):
        path = write(f"{'a' * 64}.txt", b"\xff\xfe")

        known, (error,) = read_texts([str(tmp_path)], {"a" * 64})

        assert not known
        assert error.path == str(path)


# Each unfolds to hundreds of megabytes; packed, all have less than a hundred kilobytes.
def packed_rows(path):
    with gzip.open(path, "wb") as file:
        for _ in range(18):
            file.write(b'{"text": "Shelling killed 12.", "other": [' + b"{}," * 300_000 + b"{}]}\n")


def packed_json(path):
    path.write_bytes(gzip.compress(b'[{"text": "Shelling killed 12.", "other": [' + b"[]," * 6_000_000 + b"[]]}]"))


def packed_cells(path):
    path.write_bytes(gzip.compress(b"text,id\n" + b"ab," * 9_000_000 + b"\n"))


def packed_controls(path):
    path.write_bytes(gzip.compress(b"\x01" * 40_000_000))


def packed_tags(path):
    path.write_bytes(gzip.compress(b"<b>" * 10_000_000))


def packed_list(path):
    import pyarrow as pa
    from pyarrow import parquet

    zeros = pa.Array.from_buffers(pa.int32(), 20_000_000, [None, pa.py_buffer(bytes(80_000_000))])
    other = pa.ListArray.from_arrays(pa.array([0, len(zeros)], pa.int32()), zeros)
    parquet.write_table(
        pa.table({"text": pa.array(["Shelling killed 12."]), "content": other}), path, compression="zstd"
    )


def packed_page(path):
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({"text": pa.array(["a" * 300_000_000])})
    parquet.write_table(table, path, compression="zstd", use_dictionary=False)


def packed_dictionary(path):
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({"text": pa.DictionaryArray.from_arrays([0] * 600, ["a" * 900_000])})
    parquet.write_table(table, path, compression="zstd", dictionary_pagesize_limit=2**30)


LAST_OUTCOME = """
import sys
from claimx.read import ReadOptions, read
for outcome in read([sys.argv[1]], ReadOptions(max_bytes=int(sys.argv[2]))):
    last = outcome
print(getattr(last, "message", "read"))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a process's peak")
@pytest.mark.parametrize(
    "make, name, limit, expected",
    [
        (packed_rows, "a.jsonl.gz", 1_000_000, "far more values"),
        (packed_json, "a.json.gz", 30_000_000, "far more values"),
        (packed_cells, "a.csv.gz", 30_000_000, "columns"),
        (packed_controls, "a.txt.gz", 50_000_000, "binary"),
        (packed_tags, "a.html.gz", 50_000_000, "tags"),
        (packed_list, "a.parquet", 1_000_000, "read"),
        (packed_page, "a.parquet", 1_000_000, "in a page of"),
        (packed_dictionary, "a.parquet", 1_000_000, "read"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_unfolds_takes_no_more_than_a_few_times_the_limit(tmp_path, in_a_process, make, name, limit, expected):
    for library in ("pyarrow", "trafilatura"):
        pytest.importorskip(library)
    path = tmp_path / name
    make(path)
    assert path.stat().st_size < 200_000
    message, peak = in_a_process(LAST_OUTCOME, path, limit)

    assert expected in message
    # Python and the libraries that the format needs, what a batch may take, and a few times the limit.
    assert peak < 170_000_000 + 4 * limit


def test_a_pipe_among_the_vocabularies_is_not_waited_for(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "words").mkdir()
    os.mkfifo(tmp_path / "words" / "losses.toml")

    assert run(["extract", str(tmp_path / "a.txt"), "-q", "--lexicon", str(tmp_path / "words")]) == 1
    assert f"{tmp_path}/words/losses.toml: is not a regular file" in capsys.readouterr().err
    assert run(["lexicon", "check", "--lexicon", str(tmp_path / "words")]) == 1


@pytest.mark.parametrize(("limit", "form"), [(100_000, "csv"), (250_000, "csv"), (250_000, "jsonl")])
def test_without_memory_the_output_stays_as_it_was(tmp_path, limit, form):
    resource = pytest.importorskip("resource")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "out").write_text("old")
    done = subprocess.run(
        [sys.executable, "-m", "claimx", "extract", "a.txt", "--jobs", "1", "--format", form, "-o", "out"], cwd=tmp_path, capture_output=True,
        text=True, check=False, timeout=1800, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit * 1024,) * 2),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip

    assert done.returncode
    assert (tmp_path / "out").read_text() == "old"
    if done.returncode in (1, 3):
        assert "memory" in done.stderr.lower()
    assert "bug" not in done.stderr


# What Unicode has drawn as nothing, by its list of ignorable characters, and blanks that are letters.
@pytest.mark.parametrize(
    "unseen",
    "00AD 034F 061C 115F 1160 17B4 17B5 180B 180E 200B 2028 202E 2060 2064 206A 206F 2800 3164 FE00 FE0F FEFF FFA0 1D173 E0001 E0100 E01EF".split(),
)
def test_what_nobody_sees_is_written_out(unseen):
    from claimx.visible import visible

    shown = visible(f"a{chr(int(unseen, 16))}b")

    assert shown.isascii()
    assert unseen.lower() in shown.lower()


@pytest.mark.parametrize("command", ["##teamcity[message text='x']", "##[error]x", "##vso[task.x]", "::error::x"])
def test_no_line_of_show_is_a_command_to_a_build_server(tmp_path, capsys, command):
    (tmp_path / "a.txt").write_text(f"{command}\n\n{command} Shelling killed 12 people in Sumy.\n\n{command}")
    (tmp_path / "a.meta.json").write_text(json.dumps({"title": command}))

    assert run(["show", str(tmp_path / "a.txt"), "--all"]) == 0
    out = capsys.readouterr().out
    assert "12" in out
    assert not any(line.lstrip().startswith(command[:4]) or "##" in line for line in out.splitlines())


def test_the_same_text_under_two_paths_has_its_claims_twice_in_a_database(tmp_path):
    import sqlite3

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)

    assert run(["extract", str(tmp_path), "-q", "--format", "sqlite", "-o", str(tmp_path / "out.db")]) == 0

    with sqlite3.connect(Path(tmp_path / "out.db")) as db:
        keys = db.execute(
            "SELECT documents.path, claims.id FROM claims JOIN documents ON documents.key = document"
        ).fetchall()
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("INSERT INTO claims (document, id) SELECT document, id FROM claims LIMIT 1")
    db.close()

    assert len(keys) == len(set(keys)) == 2
    assert len({claim for _, claim in keys}) == 1
