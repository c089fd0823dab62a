"""Every output of hostile articles: harmless where people and programs look at it, exact where machines read the words."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from claimx import Article
from claimx.fields import FIELDS
from claimx.models import Refusal
from claimx.notebook import Records
from claimx.read import read
from claimx.report import report
from claimx.schema import Record
from claimx.serve.edits import Change
from claimx.show import show
from claimx.visible import visible

# What no line for people may hold: controls but the line end, what reorders, what nobody sees, what is no character.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# Of JSON: what acts on a terminal or on readers of lines. The rest are words, and words stay.
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::|##(?:vso)?\[", re.MULTILINE)
FORMULA = re.compile(r"\A[\s\"]*[=+\-@\t\r＝＋－＠]")
SPAN = {"start", "end", "text"}
SERIES = "date,personnel\n2024-05-06,=1\n"


def for_people(text):
    """Text that may be shown on any terminal and in any build log."""
    assert not (found := UNSEEN.search(text)), (found, text[max(0, found.start() - 60) : found.end() + 20])
    assert "\t\t" not in text
    assert not (found := COMMAND.search(text)), text[found.start() : found.start() + 80]
    return text


def for_machines(text):
    """JSON Lines that may be shown anywhere, and are as many to every reader of lines."""
    assert not (found := ACTING.search(text)), (found, text[max(0, found.start() - 60) : found.end() + 20])
    assert not COMMAND.search(text)
    assert text.splitlines() == text.split("\n")[:-1]
    return [json.loads(line) for line in text.splitlines()]


def messages(ran):
    """Lines of standard error, each of claimx's own beginning."""
    lines = for_people(ran.err).splitlines()
    assert all(line.startswith("claimx: ") for line in lines), lines
    return lines


def lines_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def slices(value):
    """Every part of a record that quotes its text, with its place."""
    if isinstance(value, dict):
        if value.keys() >= SPAN and isinstance(value["start"], int):
            yield value["start"], value["end"], value["text"]
        for part in value.values():
            yield from slices(part)


@pytest.fixture(scope="module")
def broken(folder):
    """Each name with nothing in it, and files that are no records."""
    broken = folder.parent / "broken"
    broken.mkdir()
    for path in (folder / "names").glob("*.txt"):
        (broken / path.name).touch()
    return broken


@pytest.fixture(scope="module")
def page(claimx, folder, records, forged, tmp_path_factory):
    """The page of everything, with a hostile title and the series of ``compare``."""
    folder_ = tmp_path_factory.mktemp("page")
    series = claimx("compare", records, forged, "--least", "1").out
    (folder_ / "series.jsonl").write_text(series, "utf-8")
    title = "</title><script>window.pwned = 6</script>\x1b[2J\u202e"
    ran = claimx(
        "report", records, forged, "--texts", folder / "rows.jsonl", "--texts", folder / "names", "--title", title,
        "--comparison", folder_ / "series.jsonl", "-o", folder_ / "page.html",
    )  # fmt: skip
    messages(ran)
    assert ran.code == 0
    return folder_ / "page.html"


@pytest.fixture(scope="module")
def changed(forged):
    """The forged records with every second one changed and one gone."""
    rows = lines_of(forged)
    for row, words in zip(rows[::2], reversed(rows), strict=False):
        row["source"]["name"] = words["source"]["name"]
    path = forged.with_name("changed.jsonl")
    path.write_text("".join(json.dumps(row) + "\n" for row in rows[:-3]))
    return path


class Test_extract:
    def test_finds_claims_around_all_words(self, records, rows):
        found = {record["document"]["id"] for record in lines_of(records)}

        assert found >= {row["id"] for row in rows}

    def test_lines_quote_the_words_exactly(self, records, rows):
        texts = {row["id"]: row["text"] for row in rows}
        count = 0
        for record in for_machines(records.read_text("utf-8")):
            if record["document"]["path"].endswith("rows.jsonl"):
                document = record["document"]
                assert document["title"] == document["publisher"] == document["url"] == document["id"]
                for start, end, text in slices(record):
                    assert texts[document["id"]][start:end] == text
                    count += 1
        assert count > 200

    def test_words_reach_names_and_quotations(self, records):
        rows = lines_of(records)
        told = "\n".join(row["evidence"]["text"] for row in rows) + "\n".join(
            row["source"]["name"] for row in rows if row["source"]
        )

        for words in (
            "\x1b]52;c;",
            "\x9b31m",
            "\u202e",
            "</script>",
            "[bold red]",
            "=HYPERLINK",
            "::error",
            "DROP TABLE",
            "@everyone",
        ):
            assert words in told, words
        assert sum(bool(UNSEEN.search(row["source"]["name"])) for row in rows if row["source"]) >= 5

    @pytest.mark.parametrize("options", [("--format", "json"), ("--flat",), ("--format", "json", "--flat")])
    def test_json_of_every_shape(self, claimx, folder, options):
        ran = claimx("extract", folder / "rows.jsonl", *options)

        assert not ACTING.search(ran.out)
        assert not COMMAND.search(ran.out)
        json.loads(ran.out) if "json" in options else for_machines(ran.out)
        messages(ran)

    @pytest.mark.parametrize("form", ["csv", "ucdp", "acled"])
    def test_cells_are_no_formulas(self, claimx, folder, records, form):
        out = for_people(claimx("extract", folder / "rows.jsonl", folder / "names", "--format", form).out)
        found = list(csv.reader(io.StringIO(out)))

        assert len(out.splitlines()) == len(found), "a row is a line"
        for row in found:
            for cell in row:
                assert not FORMULA.match(cell) or re.fullmatch(r"-?[\d.]+", cell), cell
                # Where the list separator is a semicolon, cells begin behind it too.
                assert not any(FORMULA.match(part) for part in cell.split(";")[1:]), cell
        assert len(found) > 40

    @pytest.mark.parametrize("terminal", [False, True])
    def test_tables_are_plain_words(self, claimx, folder, terminal):
        out = claimx("extract", folder / "rows.jsonl", folder / "names", "--format", "table", terminal=terminal).out
        if terminal:  # colours are ours
            out = re.sub(r"\x1b\[[0-9;]*m", "", out)
        for_people(out)
        assert "[bold" in out
        assert "\\e[2J" in out.replace("\n", "") or "\\e[" in out

    def test_databases_hold_the_words(self, claimx, folder, records, tmp_path):
        pytest.importorskip("pyarrow", reason="claimx[parquet] is not installed")
        from pyarrow import parquet

        inputs = folder / "rows.jsonl", folder / "names"
        claimx("extract", *inputs, "--format", "sqlite", "-o", tmp_path / "a.db")
        claimx("extract", *inputs, "--format", "parquet", "-o", tmp_path / "a.parquet")
        expected = sorted(
            (row["id"], row["document"]["title"] or "", row["evidence"]["text"]) for row in lines_of(records)
        )
        db = sqlite3.connect(tmp_path / "a.db")
        stored = db.execute(
            "SELECT claims.id, coalesce(title, ''), evidence_text FROM claims JOIN documents ON documents.key = claims.document"
        ).fetchall()
        table = parquet.read_table(tmp_path / "a.parquet").to_pylist()

        assert sorted(stored) == expected
        assert sorted((row["id"], row["document.title"] or "", row["evidence.text"]) for row in table) == expected
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM claims_fts WHERE claims_fts MATCH 'DROP'").fetchone()[0] > 0
        db.close()
        for_machines((tmp_path / "a.metadata.json").read_text("utf-8").replace("\n", "") + "\n")

    def test_manifest_and_dry_run(self, claimx, folder, tmp_path):
        claimx("extract", folder / "names", "--manifest", tmp_path / "m.json", "-o", tmp_path / "out")
        ran = claimx("extract", folder / "names", folder / "rows.jsonl", "--dry-run")

        manifest = (tmp_path / "m.json").read_text("utf-8")
        assert manifest.isascii()
        assert len(json.loads(manifest)["files"]) == len(list((folder / "names").glob("*.txt")))
        for_people(ran.out)
        messages(ran)

    def test_parts_of_a_cluster(self, folder, records, remembering, tmp_path, monkeypatch):
        from claimx.engines.ray import Setup, _Files, _outcome
        from claimx.read import ReadOptions, find_sources

        monkeypatch.setattr("claimx.pipeline.Extractor", lambda **_: remembering)
        files = _Files(Setup(), ReadOptions(), str(tmp_path))
        given = [
            (str(one.path), one.shown, str(one.within or ""))
            for one in find_sources([str(folder / "rows.jsonl"), str(folder / "names")])
        ]
        made = files({"unit": 0, "sources": json.dumps(given)})

        assert re.fullmatch(r"[0-9a-f]{64}\.jsonl", made["part"])
        text = (tmp_path / made["part"]).read_text("utf-8")
        assert text.isascii()
        found = [record.model_dump(mode="json") for line in text.splitlines() for record in _outcome(line)[1]]
        assert found == lines_of(records)


class Test_messages:
    def test_name_every_file_harmlessly(self, claimx, broken):
        ran = claimx("extract", broken)
        as_json = claimx("extract", broken, "--log-format", "json")

        assert ran.code == 1
        assert len(messages(ran)) == len(list(broken.iterdir())) + 1
        assert len(for_machines(as_json.err)) == len(list(broken.iterdir())) + 1
        assert as_json.err.isascii()

    @pytest.mark.parametrize(
        "command", ["report", "compare", "check", "eval", "diff", "export", "import", "show", "audit"]
    )
    def test_of_every_command_about_files_that_are_none(self, claimx, tmp_path, command):
        bad = tmp_path / "\x1b[2J\u202e::error::\n[bold]"
        bad.write_text('{"id": "\\u001b[2J::error::", "::error::\\n": "\u202e"}\n')
        series = tmp_path / "series.csv"
        series.write_text(SERIES)
        rest = {
            "report": (bad, "-o", tmp_path / "o"), "compare": (bad,), "check": (bad, "--against", series), "eval": (bad, bad),
            "diff": (bad, bad), "export": (bad, "--to", "doccano", "--texts", tmp_path, "-o", tmp_path / "o"),
            "import": (bad, "--from", "doccano", "--records", bad), "show": (bad, "--records", bad), "audit": (tmp_path / f"{bad}no",),
        }[command]  # fmt: skip

        ran = claimx(command, *rest)

        assert ran.code == 1, ran.out
        assert messages(ran)
        for_people(ran.out)

    @pytest.mark.parametrize(
        "arguments",
        [
            ("extract", "x", "--published", "\x1b[2J\n::error::"),
            ("extract", "x", "--field", "\u202e\n::error::"),
            ("rule", "\x1b[2J\n::error::"),
            ("lexicon", "list", "\x1b[2J\n::error::"),
            ("\x1b[2J\n::error::",),
            ("extract", "--\x1b[2J\n::error::"),
            ("check", "x", "--against", "\x1b[2J\n::error::"),
        ],
    )
    def test_of_wrong_usage(self, claimx, arguments):
        ran = claimx(*arguments)

        assert ran.code == 2
        messages(ran)

    def test_about_a_hostile_lexicon(self, claimx, tmp_path):
        (tmp_path / "groups.toml").write_text(
            '[[entry]]\nid = "x"\nname = "\\u001b[2J"\nwords = ["\\u001b[2Jevil \\u202e"]\nexamples = ["::error::\\n\\u001b[31m"]\n',
            "utf-8",
        )
        ran = claimx("lexicon", "check", "--lexicon", tmp_path)
        listed = claimx("lexicon", "list", "groups", "--lexicon", tmp_path)

        assert ran.code == 1
        messages(ran)
        for_people(listed.out + "".join(messages(listed)))
        (tmp_path / "\x1b[2J.toml").touch()
        assert messages(claimx("extract", tmp_path, "--lexicon", tmp_path))


class Test_text_for_people:
    @pytest.mark.parametrize("options", [(), ("--explain",), ("--all",)])
    @pytest.mark.parametrize("terminal", [False, True])
    def test_show(self, claimx, folder, records, options, terminal):
        ran = claimx("show", folder / "rows.jsonl", folder / "names", "--records", records, *options, terminal=terminal)

        out = re.sub(r"\x1b\[[0-9;]*m", "", ran.out) if terminal else for_people(ran.out)
        assert not UNSEEN.search(out)
        assert "[bold red]loud[/]" in out.replace("\n", " ")

    def test_show_of_records_that_no_text_gave(self, forged):
        for row in lines_of(forged):
            article = Article(
                text="12\n::error::\x1b[2J\n", title=row["document"]["title"], publisher=row["document"]["publisher"]
            )
            told = "\n".join(
                "".join(words for words, _ in line)
                for line in show(article, [Record.model_validate(row)], explain=True, whole=True)
            )
            for_people(told)

    def test_audit(self, claimx, folder, rows):
        text = claimx("audit", folder / "rows.jsonl", folder / "names")
        as_json = claimx("audit", folder / "rows.jsonl", folder / "names", "--format", "jsonl")

        for_people(text.out)
        assert all(line.count("\t") == 3 for line in text.out.splitlines())
        found = for_machines(as_json.out)
        assert len(found) == len(text.out.splitlines())
        texts = {row["id"]: row["text"] for row in rows}
        assert all(
            texts[one["document"]][one["start"] : one["end"]] == one["text"]
            for one in found
            if one["path"].endswith("rows.jsonl")
        )

    def test_a_relative_name_at_the_start_of_a_line(self, claimx, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("::error::x.txt").write_text("The 12 goals of 2023 cost $40. He ran 5 miles.\n")

        out = for_people(claimx("audit", "::error::x.txt").out)

        assert out.startswith("\\u003a:error")


class Elements(HTMLParser):
    """Every element with its attributes; declarations and comments; what stands in scripts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.others, self.scripts, self._inside = [], [], [], False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))
        self._inside = tag == "script"

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.scripts.append(data)

    def handle_comment(self, data):
        self.others.append(data)

    unknown_decl = handle_pi = handle_comment


class Watched:
    """A browser's page, with all that it asked for, and all that it said."""

    def __init__(self, browser):
        self.page, self.asked, self.told = browser.new_page(), [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("dialog", lambda dialog: self.told.append(dialog.message))

    def was_left_alone(self):
        """Close the page: nothing of the words became an element, an attribute that acts, or a script that ran."""
        strange = self.page.evaluate(
            """() => [...document.querySelectorAll('*')].flatMap(e => [
                ...(['IMG', 'IFRAME', 'OBJECT', 'EMBED', 'BASE'].includes(e.tagName) ? [e.tagName] : []),
                ...[...e.attributes].filter(a => /^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value) && ['href', 'src', 'action', 'xlink:href'].includes(a.name))
                    .map(a => a.name + '=' + a.value)])"""
        )
        pwned = self.page.evaluate("window.pwned")
        self.page.close()
        assert (pwned, strange, self.told) == (None, [], [])


class Test_page:
    def test_has_no_element_and_no_attribute_of_theirs(self, page):
        from claimx.report import comparison

        found, empty = Elements(page.read_text("utf-8")), Elements(report([], {}, sections=[comparison([])]))

        assert [one for one in found.found if one != ("time", [])] == empty.found
        assert found.others == empty.others == []
        assert len(found.scripts) == len(empty.scripts) == 2
        assert found.scripts[1] == empty.scripts[1]

    def test_refuses_all_that_is_not_its_own(self, page):
        policy = next(
            dict(attrs)["content"]
            for tag, attrs in Elements(page.read_text("utf-8")).found
            if dict(attrs).get("http-equiv") == "Content-Security-Policy"
        )

        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "http" not in policy

    def test_holds_the_words_as_data(self, page, rows):
        data = json.loads(Elements(page.read_text("utf-8")).scripts[0])

        assert {row["text"] for row in rows} <= {article["text"] for article in data["articles"]}
        for article in data["articles"]:
            assert article["url"] is None or article["url"].startswith(("http://", "https://"))
            for_people("".join(article[name] or "" for name in ("heading", "publisher", "path")))

    def test_in_a_browser_does_nothing_of_theirs(self, page, browser):
        opened = Watched(browser)
        opened.page.goto(page.as_uri())
        opened.page.wait_for_selector("html[data-ready]")
        # As a person would: each article, its first claim, then some series; all is drawn in between.
        count = opened.page.evaluate(
            """async () => {
                const drawn = () => new Promise(requestAnimationFrame), select = document.getElementById('article');
                for (const option of select.options) {
                    select.value = option.value;
                    select.dispatchEvent(new Event('input', {bubbles: true}));
                    select.dispatchEvent(new Event('change', {bubbles: true}));
                    document.querySelector('#text mark[tabindex]')?.click();
                    await drawn();
                }
                for (const summary of [...document.querySelectorAll('details.series summary')].slice(0, 20)) {
                    summary.click();
                    await drawn();
                }
                return select.options.length;
            }"""
        )

        assert count > 80
        opened.was_left_alone()
        assert set(opened.asked) == {page.as_uri()}

    def test_for_corrections_does_nothing_of_theirs(self, remembering, folder, browser, serving):
        articles = [one for one in read([str(folder / "rows.jsonl")]) if isinstance(one, Article)]

        class Reader:
            pipe = remembering.pipe

            def audit(self, article):
                return [Refusal(0, 8, article.text[:8], article.title or "x", article.title or "x")]

        address, desk = serving(Reader(), *articles)
        for article in articles:
            # Words of theirs in fields that a person filled, and in an address that was fetched.
            entry = desk.store.entries[article.sha256]
            entry.article = replace(entry.article, url=article.title)
            state = desk.article(article.sha256)
            if state["claims"]:
                claim = state["claims"][0]
                desk.change(
                    article.sha256,
                    claim["id"],
                    0,
                    Change(affected=(article.title or "x")[:300].strip() or "x", source_cue="</script><b>"),
                )
        opened = Watched(browser)
        opened.page.goto(address)
        opened.page.wait_for_selector("html[data-ready]")
        for article in articles:
            opened.page.select_option("#article", value=article.sha256)
            opened.page.wait_for_selector(f"html[data-ready='{article.sha256}']")
            opened.page.keyboard.press("j")
            opened.page.keyboard.press("u")
            shown = opened.page.evaluate("document.getElementById('text').textContent")
            assert len(shown) >= len(article.text.encode("utf-16-le")) // 2, "unseen characters are written out longer"

        opened.was_left_alone()
        assert all(asked.startswith(address) for asked in opened.asked)
        assert len(opened.asked) > len(articles)

    def test_notebooks_show_words(self, records, forged):
        shown = Records(Record.model_validate(row) for row in (*lines_of(forged), *lines_of(records)))._repr_html_()
        found = Elements(shown)

        assert {tag for tag, _ in found.found} == {"p", "table", "thead", "tbody", "tr", "th", "td", "b", "u"}
        # Marked words have their field's name as a hint, and nothing of theirs.
        titles = {value for _, attrs in found.found for value in dict(attrs).values()}
        assert {name for _, attrs in found.found for name in dict(attrs)} == {"title"}
        assert titles <= {*FIELDS, "cue"}
        assert found.others == []
        for_people(shown)


class Test_compare:
    @pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
    def test_series(self, claimx, records, forged, form):
        ran = claimx("compare", records, forged, "--least", "1", "--format", form)

        assert ran.code == 0, ran.err
        messages(ran)
        if form == "jsonl":
            names = {source["name"] for one in for_machines(ran.out) for source in one["sources"]}
            assert {row["source"]["name"] for row in lines_of(forged)} <= names
        else:
            for_people(ran.out)
            found = list(csv.reader(io.StringIO(ran.out))) if form == "csv" else []
            assert not any(FORMULA.match(cell) for row in found for cell in row)

    @pytest.mark.parametrize(
        "name",
        [
            "*.jsonl",
            "[a-z].jsonl",
            "?",
            "http:/evil.example/x.jsonl",
            "id=5/kind=x/a.jsonl",
            "caf\udce9.jsonl",
            "{a,b}.jsonl",
            "~",
        ],
    )
    def test_files_are_what_their_names_say(self, claimx, records, tmp_path, monkeypatch, name):
        monkeypatch.chdir(tmp_path)
        Path("a.jsonl").write_text("no record\n")
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(records.read_bytes())
        given = name.replace(":/", "://")

        ran = claimx("compare", given, "--format", "csv")

        assert (ran.code, ran.err) == (0, "")
        assert ran.out == claimx("compare", records, "--format", "csv").out

    @pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
    def test_check(self, claimx, forged, tmp_path, form):
        path = tmp_path / "r.jsonl"
        rows = [
            {
                **row,
                "kind": "casualty",
                "event": "killed",
                "affected": {**row["affected"], "id": "RUS"},
                "category": "military",
                "item": None,
                "location": None,
            }
            for row in lines_of(forged)
        ]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        (tmp_path / "s.csv").write_text("date,personnel\n2024-05-05,1\n2024-05-06,100\n")
        (tmp_path / "m.toml").write_text(
            'name = "m"\naffected = "RUS"\n[[column]]\nnames = ["personnel"]\nkind = "casualty"\nevents = ["killed"]\ncategories = ["military"]\n'
        )

        ran = claimx("check", path, "--against", tmp_path / "s.csv", "--mapping", tmp_path / "m.toml", "--format", form)

        assert ran.code == 0, ran.err
        if form == "jsonl":
            assert {one["document"] for one in for_machines(ran.out)} == {row["document"]["id"] for row in rows}
        else:
            assert len(for_people(ran.out).splitlines()) > 20


class Test_measures:
    def test_eval(self, claimx, records, forged):
        table = claimx("eval", forged, records, "--errors", "-1", "--no-intervals", "--by", "document", "--by", "party")
        as_json = claimx("eval", forged, records, "--errors", "-1", "--no-intervals", "--format", "json")

        for_people(table.out)
        told = for_machines(as_json.out)[0]["errors"]
        assert {row["evidence"]["text"] for row in lines_of(forged)} <= {one["quote"] for one in told}

    def test_eval_of_a_document_at_the_start_of_a_line(self, claimx, forged, tmp_path):
        rows = [
            {
                **row,
                "document": {**row["document"], "path": "::error::x/::error::"},
                "evidence": {**row["evidence"], "text": "::error::"},
            }
            for row in lines_of(forged)
        ]
        (tmp_path / "a").write_text("".join(json.dumps(row) + "\n" for row in rows))

        for_people(claimx("eval", tmp_path / "a", forged, "--errors", "-1", "--no-intervals").out)

    def test_diff(self, claimx, forged, changed):
        for_people(claimx("diff", forged, changed).out)
        (found,) = for_machines(claimx("diff", forged, changed, "--format", "json").out)
        assert found["lost"] == sorted(lines_of(forged)[-3:], key=lambda row: row["document"]["path"])

    def test_diff_as_markdown_is_words_in_cells(self, claimx, forged, changed):
        markdown = pytest.importorskip("markdown_it", reason="comes with rich")
        out = for_people(claimx("diff", forged, changed, "--format", "markdown").out)

        html = markdown.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(out)
        page = Elements(html)
        rows = len(out.splitlines()) - 4  # counts, blank, heads, rule
        assert {tag for tag, _ in page.found} == {"p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
        assert [tag for tag, _ in page.found].count("td") == 5 * rows
        assert {comment.strip() for comment in page.others} == {""}
        # What GitHub turns into mentions, references and links after the markup is done.
        shown = re.sub(r"<!-- -->", "\0", html)
        assert not re.search(r"@\w|#\d|\b(?i:gh)-\d|\bwww\.|:/?/", shown)


class Test_exchange:
    @pytest.mark.parametrize("tool", ["label-studio", "doccano", "prodigy"])
    def test_tasks_hold_the_words_and_come_back(self, claimx, folder, records, rows, tool, tmp_path):
        tasks = tmp_path / "tasks"
        ran = claimx(
            "export", records, "--to", tool, "--texts", folder / "rows.jsonl", "--texts", folder / "names", "-o", tasks
        )
        messages(ran)
        assert ran.code == 0
        text = tasks.read_text("utf-8")
        assert not ACTING.search(text)
        if tool == "label-studio":
            found = json.loads(text)
            held = {task["data"]["text"] for task in found}
            for task in found:
                task["annotations"] = [{"result": task["predictions"][0]["result"]}]
            tasks.write_text(json.dumps(found))
            ET.fromstring((tmp_path / "label-config.xml").read_text("utf-8"))
        else:
            held = {task["text"] for task in for_machines(text)}
        assert {row["text"] for row in rows} <= held

        back = claimx("import", tasks, "--from", tool, "--records", records)

        messages(back)
        gold = for_machines(back.out)
        assert len(gold) == len(lines_of(records))
        assert {visible(one["quote"]) for one in gold} == {
            visible(row["evidence"]["text"]) for row in lines_of(records)
        }

    def test_settings_hold_no_foreign_words(self, claimx, folder, records, forged, tmp_path):
        for tool in ("label-studio", "prodigy"):
            for number, given in enumerate((records, forged)):
                where = tmp_path / f"{tool}{number}"
                where.mkdir()
                claimx("export", given, "--to", tool, "--texts", folder / "rows.jsonl", "-o", where / "tasks")
        for name in ("label-config.xml",):
            texts = {path.read_text("utf-8") for path in tmp_path.rglob(name)}
            assert len(texts) == 1
        for path in tmp_path.rglob("prodigy-labels.txt"):
            assert re.fullmatch(r"[\w:/ ,\-\n]+", path.read_text("utf-8"))

    def test_measured_and_suppressed(self, claimx, folder, records, forged, tmp_path):
        claimx("export", records, "--to", "doccano", "--texts", folder / "rows.jsonl", "-o", tmp_path / "tasks")
        claimx("import", tmp_path / "tasks", "--from", "doccano", "--records", records, "--measured", tmp_path / "m.json",
               "--suppress", tmp_path / "s.txt", "-o", tmp_path / "gold")  # fmt: skip
        measured = json.loads((tmp_path / "m.json").read_text("utf-8"))
        measured["rules"]["\x1b[2J\n::error::[bold]"] = {"fired": 2, "right": 1}
        (tmp_path / "m.json").write_text(json.dumps(measured))

        for_people(claimx("rules", "--measured", tmp_path / "m.json").out)
        for_people(claimx("rule", "quantity.range", "--measured", tmp_path / "m.json").out)
        for_people(claimx("rules").out)
        for_machines((tmp_path / "gold").read_text("utf-8"))
