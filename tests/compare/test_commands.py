"""`claimx compare`, `check`, `eval` and `diff`: what they print, and what their documents promise."""

import csv
import io
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from claimx.cli.commands import run as command_line

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = (ROOT / "docs" / "compare.md").read_text("utf-8")


@pytest.fixture
def claimx(capfdbinary, monkeypatch):
    """Run a command; its exit code, standard output and standard error."""

    def ran(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = command_line([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return ran


@pytest.fixture
def records(tmp_path, claim):
    day = {"place": "Tarsk", "start": "2031-05-04"}
    made = [
        claim("a", 12, source="=police\x1b[2J", **day),
        claim("b", 40, source="army", **day),
        claim("c", 12, source="army", event="wounded", **day),
        claim("d", 12, source="police", event="wounded", **day),
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in made))
    return path


pytest.importorskip("duckdb", reason="claimx[compare] is not installed")


def test_lines(claimx, records):
    from claimx.compare.schema import Series

    code, out, _ = claimx("compare", records)

    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["event"] for one in found] == ["killed", "wounded"]
    assert all(Series.model_validate_json(line) for line in out.splitlines())
    assert claimx("compare", "-", stdin=records.read_bytes())[1] == out


def test_only_conflicts(claimx, records):
    _, out, _ = claimx("compare", records, "--only", "conflict")

    assert [json.loads(line)["event"] for line in out.splitlines()] == ["killed"]


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (("--only", "conflict,agreement"), ["killed", "wounded"]),
        (("--min-gap", "3"), ["killed"]),
        (("--min-gap", "4"), []),
        (("--only", "agreement", "--min-gap", "4"), ["wounded"]),
    ],
)
def test_series_by_verdict_and_gap(claimx, records, options, events):
    _, out, _ = claimx("compare", records, *options)

    assert [json.loads(line)["event"] for line in out.splitlines()] == events


def test_a_kind_of_verdict_that_there_is_not(claimx, records):
    code, _, err = claimx("compare", records, "--only", "conflict,quarrel")

    assert code == 2
    assert "'quarrel' is not one of" in err


def test_csv_is_safe_in_spreadsheets(claimx, records):
    _, out, _ = claimx("compare", records, "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["conflicts"] for row in rows] == ["1", "0"]
    assert rows[0]["factor"] == "3.33"
    assert "\x1b" not in out


def test_the_table_shows_conflicts_first(claimx, records):
    _, out, _ = claimx("compare", records, "--format", "table")

    assert out.index("killed civilian") < out.index("wounded civilian")
    assert "conflict x3.33: two sources, 12 to 40, lowest by =police" in out
    assert "\x1b" not in out


def test_the_table_puts_what_may_be_a_risen_toll_after_the_conflicts(claimx, tmp_path, claim):
    """And none against any figure before all."""
    made = [
        claim(place, low, source=source, said=said, place=place, start="2031-05-04")
        for place, low, source, said in (
            ("Risen", 3, "mayor", "2031-05-04"), ("Risen", 24, "governor", "2031-05-05"),
            ("Narrow", 3, "mayor", "2031-05-05"), ("Narrow", 5, "governor", "2031-05-05"),
            ("None", 0, "mayor", "2031-05-05"), ("None", 2, "governor", "2031-05-05"),
            ("Agreed", 7, "mayor", "2031-05-05"), ("Agreed", 7, "governor", "2031-05-05"),
        )
    ]  # fmt: skip
    path = tmp_path / "made.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in made))

    _, out, _ = claimx("compare", path, "--format", "table")

    places = [line.split("│")[2].split(", ")[-1].strip() for line in out.splitlines() if "Ostria" in line]
    assert places == ["None", "Narrow", "Risen", "Agreed"]
    assert "higher the next day x8" in out


def test_the_table_tells_open_bounds(claimx, tmp_path, claim):
    """45 and "at least 100": the highest high is 45, and a reader is told of the 100."""
    day = {"place": "Tarsk", "start": "2031-05-04"}
    path = tmp_path / "made.jsonl"
    made = [
        claim("a", 45, source="police", **day),
        claim("b", 100, None, qualifier="at_least", source="lawyers", **day),
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in made))

    assert "45 to 100 or more" in claimx("compare", path, "--format", "table")[1]


@pytest.mark.parametrize("columns", [80, 100, 200])
def test_the_table_fits_the_terminal(tmp_path, records, columns):
    """No date is broken, however narrow."""
    pty = pytest.importorskip("pty", reason="terminals of Unix")
    import fcntl
    import os
    import struct
    import subprocess
    import termios

    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "claimx", "compare", str(records), "--format", "table"],
        stdout=far, stdin=far, stderr=subprocess.PIPE, env={**environment, "TERM": "xterm", "NO_COLOR": "1"},
    )  # fmt: skip
    _, told = process.communicate(timeout=1800)
    os.close(far)
    out = b""
    while chunk := _read(near):
        out += chunk
    os.close(near)
    out = re.sub(rb"\x1b\[[0-9;]*m", b"", out)
    lines = out.decode().splitlines()

    assert told == b""
    assert max(map(len, lines)) <= columns
    assert "2031-05-04" in out.decode()
    assert ("┃ records" in out.decode()) is (columns == 200)


def _read(descriptor):
    import os

    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""


def test_no_such_file(claimx, tmp_path):
    code, out, err = claimx("compare", tmp_path / "none.jsonl")

    assert (code, out) == (1, "")
    assert "no such file" in err


def test_check_tells_a_wrong_date(claimx, tmp_path, claim):
    total = {"event": "lost", "category": "tank", "item": "tanks", "affected": "Russia", "scope": "cumulative"}
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(claim("a", 34, end="2031-03-12", **total)) + "\n")
    series = tmp_path / "series.csv"
    series.write_text("date,tank\n2031-03-11,34\n2031-03-12,41\n")

    code, out, err = claimx("check", path, "--against", series)
    _, table, _ = claimx("check", path, "--against", series, "--format", "table")
    _, rows, _ = claimx("check", path, "--against", series, "--format", "csv")

    found = json.loads(out)
    assert code == 0
    assert (found["verdict"], found["rule"], found["match"]) == ("differs", "check.other-day", "2031-03-11")
    assert "1 differs" in err
    assert "0 of 1 claims are not what ukraine-general-staff counts" in err
    assert "2031-03-11" in table
    assert next(csv.DictReader(io.StringIO(rows)))["by"] == "-7"


def test_eval_prints_figures_and_reasons(claimx, records):
    code, out, _ = claimx("eval", records, records, "--format", "json", "--errors", "-1")
    _, table, _ = claimx("eval", records, records, "--by", "event")

    found = json.loads(out)
    assert code == 0
    assert found["scores"]["record"]["f1"] == 1
    assert found["errors"] == []
    assert "wounded" in table


def test_diff_prints_changes(claimx, records, tmp_path):
    rows = [json.loads(line) for line in records.read_text().splitlines()]
    rows[0]["quantity"]["low"] = 11
    rows[0]["evidence"]["text"] = "<b>a|b</b> @everyone [x](http://a.example)"
    changed = tmp_path / "new.jsonl"
    changed.write_text("".join(json.dumps(row) + "\n" for row in rows[:3]))

    code, out, _ = claimx("diff", records, changed, "--format", "json", "--exit-code")
    _, table, _ = claimx("diff", records, changed)
    _, markdown, _ = claimx("diff", changed, records, "--format", "markdown")

    found = json.loads(out)
    assert code == 1
    assert claimx("diff", records, records, "--exit-code")[0] == 0
    assert [one["id"] for one in found["lost"]] == [rows[3]["id"]]
    assert "quantity.low" in table
    assert "**1 gained, 0 lost, 1 changed, 2 unchanged**" in markdown
    assert not re.search(r"<b>|[^\\]\|b|@everyone|\]\(http", markdown)


def test_the_comparison_has_a_schema(claimx):
    from claimx.compare.schema import Series

    _, out, _ = claimx("schema", "--of", "comparison")

    assert set(json.loads(out)["properties"]) == set(Series.model_fields)


def test_every_rule_is_explained_and_documented(claimx):
    path = ROOT / "src" / "claimx" / "data" / "rules" / "compare.toml"
    rules = {rule["id"] for rule in tomllib.loads(path.read_text("utf-8"))["rule"]}
    code = "".join(one.read_text("utf-8") for one in (ROOT / "src" / "claimx" / "compare").glob("*.py"))
    named = set(re.findall(r'"((?:series|conflict|dispute|update|agreement|restatement|part|check)\.[a-z-]+)"', code))

    assert named == rules
    assert "conflict.same-window" in claimx("rule", "conflict.same-window")[1]
    for rule in rules:
        if rule.startswith(("conflict", "dispute", "update", "agreement", "restatement", "part")):
            assert rule in DOCUMENT or "." + rule.partition(".")[2] in DOCUMENT, rule


def test_documented_numbers_are_those_of_the_code():
    from claimx.compare import articles, between, homes, rows, totals

    assert (homes.COMMON, totals.SAME_START, rows.FRESH) == (0.5, 7, 3)
    assert (homes.LIKELY, totals.SAME_TOTAL, totals.MONTH) == (10, 2, 31)
    assert (rows.ABOUT, between.WINDOW, between.HEDGE) == (0.1, 1, 2)
    assert (articles.SHINGLE, articles.RESEMBLANCE, articles.FEWEST, articles.END) == (5, 0.8, 12, 40)
    for words in ("at least half", "seven days", "three days", "a tenth", "one day", "four fifths", "twelve shingles",
                  "five words", "forty characters", "ten times", "twice", "within a month"):  # fmt: skip
        assert words in re.sub(r"[*\s]+", " ", DOCUMENT), words


def test_documented_queries_run(tmp_path, records):
    import duckdb

    from claimx.compare.queries import FIELDS

    columns = dict(FIELDS.values())
    rows = []
    for line in records.read_text().splitlines():
        record = json.loads(line)
        rows.append(json.dumps({path: _at(record, path) for path in columns}))
    (tmp_path / "flat.jsonl").write_text("\n".join(rows) + "\n")
    spec = ", ".join(f"'{path}': '{kind}'" for path, kind in columns.items())
    target = tmp_path / "claims.parquet"
    source = f"read_json('{tmp_path / 'flat.jsonl'}', format='newline_delimited', columns={{{spec}}})"
    duckdb.execute(f"COPY (SELECT * FROM {source}) TO '{target}' (FORMAT parquet)")

    queries = DOCUMENT.partition("```sql")[2].partition("```")[0].split(";")
    found = [
        duckdb.execute(query.replace("claims.parquet", str(target))).fetchall() for query in queries if query.strip()
    ]

    assert len(found) == 3
    assert found[1][0][2] == 3.33


def _at(record, path):
    for key in path.split("."):
        record = record and record.get(key)
    return record
