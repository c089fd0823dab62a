"""The same articles give the same bytes, whatever the machine's clock, zone, locale, hash seed, cores and order of files."""

from __future__ import annotations

import ast
import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimx.cli.commands import run
from claimx.read import read

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "claimx"

# Every output of every command, into files; what is printed passes through a stream of the encoding that the locale gives.
EVERYTHING = """
import hashlib, importlib.machinery, io, json, locale, os, sys
from pathlib import Path
if "OPTIMIZED" in os.environ:  # as by python -O, for claimx alone: of all libraries there is no such bytecode yet
    loader = importlib.machinery.SourceFileLoader
    plain = loader.get_code
    def get_code(self, name):
        if name.partition(".")[0] != "claimx":
            return plain(self, name)
        path = self.get_filename(name)
        return compile(self.get_data(path), path, "exec", dont_inherit=True, optimize=1)
    loader.get_code = get_code
locale.setlocale(locale.LC_ALL, "")  # as a program does that claimx is a part of
import claimx.pipeline
from claimx.cli.commands import run
from claimx.engines import local
local.server.SMALL, local.CHUNK_ARTICLES = 0, 3  # small input is worth several processes here
class Once:  # an extractor that reads each article once: here forms of output are compared, and they are many
    def __init__(self, extractor):
        self.extractor, self.found = extractor, {}
    def pipe(self, articles):
        for one in articles:
            article = getattr(one, "article", one)
            if repr(article) not in self.found:
                (self.found[repr(article)],) = self.extractor.pipe([one])
            yield self.found[repr(article)]
    def __getattr__(self, name):
        return getattr(self.extractor, name)
make, made = claimx.pipeline.Extractor, []
claimx.pipeline.Extractor = lambda **how: made[0] if made else made.append(Once(make(**how))) or made[0]
jobs, encoding = sys.argv[1], sys.stdout.encoding
out = Path("out")
out.mkdir()
def claimx(*arguments, into=None):
    with open(out / (into or "printed"), "wb") as file:
        sys.stdout = io.TextIOWrapper(file, encoding=encoding)
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        sys.stdout = sys.__stdout__
    assert code in (0, 1), arguments
given = ("in", "rows.jsonl", "table.csv", "page.html")
records, texts = out / "records.jsonl", ("--texts", out / "kept")
claimx("extract", *given, "--jobs", jobs, "-o", records, "--keep-text", out / "kept", "--manifest", out / "manifest.json")
for form in ("json", "csv", "table", "ucdp", "acled"):
    claimx("extract", *given, "--jobs", "1", "--format", form, into=form)
for form in ("sqlite", "parquet"):
    claimx("extract", *given, "--jobs", "1", "--format", form, "-o", out / form)
claimx("extract", *given, "--dry-run", into="dry-run")
claimx("audit", *given, "--format", "jsonl", into="audit")
claimx("show", *given, "--records", records, "--explain", into="show")
for form in ("jsonl", "csv", "table"):
    claimx("compare", records, "--least", "1", "--jobs", jobs, "--format", form, into="compare-" + form)
claimx("report", records, *texts, "--comparison", out / "compare-jsonl", "-o", out / "page.html")
for tool in ("label-studio", "doccano", "prodigy"):
    claimx("export", records, *texts, "--to", tool, "-o", out / tool)
claimx("import", out / "doccano", "--from", "doccano", "--records", records, "-o", out / "gold", "--measured", out / "measured")
claimx("eval", out / "gold", records, "--format", "json", "--errors", "-1", into="eval")
for form in ("json", "markdown", "table"):
    claimx("diff", records, os.devnull, "--format", form, into="diff-" + form)
claimx("rules", "--measured", out / "measured", into="rules")
claimx("schema", into="schema")
claimx("lexicon", "list", "groups", into="lexicon")
digests = {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in out.rglob("*") if path.is_file()}
json.dump(digests, open("digests.json", "w"))
"""

# Letters whose case depends on the language, dates that depend on the day, names that sets might shuffle.
ROWS = [
    {"text": "ISIS claimed that 12 Iraqi soldiers were KILLED IN DIYALA on Friday. İki: I, i, ı, İ.", "published": "2024-03-31"},
    {"text": "Yesterday at least 1,200 people were wounded, the Ministry of Health and Médecins Sans Frontières said.", "published": "2024-01-01"},
    {"text": "Russia lost 20 tanks, 3,5 tonnes of ammunition, two Su-25 jets and dozens of trucks, Ukraine’s General Staff said.", "published": "2023-03-12"},
    {"text": "Between 30 and 40 fighters from JNIM, the FLA and the Wagner Group died near Tinzaouaten last week.", "published": "Mon, 29 Jul 2024 23:30:00 -1100"},
    {"text": "Shelling killed 15 in Kherson at 00:10 on Sunday, officials in Kyiv and Moscow said.", "published": "2024-12-31T23:59:59+14:00"},
]  # fmt: skip
PAGE = """<html><head><title>Attack in Sumy</title><meta property="article:published_time" content="2024-05-06T23:30:00-11:00"></head>
<body><article><h1>Attack in Sumy</h1><p>Shelling killed 12 civilians in Sumy on Monday, the mayor said, and 30 others were wounded in the town.</p>
<p>Two drones were shot down over the region the same night, according to the air force, which gave no further details.</p></article></body></html>"""


def prepare(folder, backwards=False):
    """The articles, written in one order or the other: folders list their files in the order in which they were made, or in none."""
    (folder / "in").mkdir(parents=True)
    texts = sorted((ROOT / "tests" / "gold" / "texts").glob("*.txt"))[:5]
    files = {f"in/{path.name}": path.read_bytes() for path in texts}
    for path in texts:
        beside = path.with_name(path.stem + ".meta.json")
        if beside.exists():
            files[f"in/{beside.name}"] = beside.read_bytes()
    files["in/Ünï.txt"] = files["in/I.txt"] = files["in/i.txt.gz"] = (
        "“Twelve” people were killed in Sumy on Monday.\n".encode()
    )
    files["in/i.txt.gz"] = gzip.compress(files["in/i.txt.gz"], mtime=0)
    files["in/latin.txt"] = (
        "Café bombing kills 7, señor Peña’s office said on 6 May 2024 — “a crime”.\n".encode("cp1252") * 3
    )
    files["in/empty.txt"] = b""
    files["rows.jsonl"] = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    files["table.csv"] = b"id,text\n1,Rebels killed 9 policemen in Goma on Tuesday.\n"
    files["page.html"] = PAGE.encode()
    for name in sorted(files, reverse=backwards):
        (folder / name).write_bytes(files[name])


def begun(folder, jobs="1", backwards=False, **environment):
    """A process that makes every output."""
    prepare(folder, backwards)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED", "PYTHONUTF8", "PYTHONOPTIMIZE"))
    }
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", EVERYTHING, jobs], cwd=folder, env={**kept, **environment}, stderr=subprocess.PIPE, text=True
    )  # fmt: skip


def digests(process, folder):
    """What every output is, by name, when the process is done."""
    _, err = process.communicate(timeout=1800)
    assert process.returncode == 0, err[-3000:]
    return json.loads((folder / "digests.json").read_text())


@pytest.fixture(scope="module")
def turkish(tmp_path_factory):
    """Settings of the Turkish locale, made here where the system has none; of plain English where it cannot be made."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        made = subprocess.run(
            ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")], capture_output=True, check=False
        )
        if made.returncode in (0, 1) and any(folder.iterdir()):
            return {"LC_ALL": "tr_TR.UTF-8", "LOCPATH": str(folder)}
    listed = (
        subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
        if shutil.which("locale")
        else ""
    )
    return {"LC_ALL": "tr_TR.UTF-8" if "tr_TR.utf8" in listed else "C.UTF-8"}


# Two runs that have nothing in common but the articles: each loads the model anew.
def test_every_byte_is_the_same_at_both_ends_of_the_world(tmp_path, turkish):
    """Without a locale, far east, optimized, in one process; in Turkish, far west, listed backwards, in several processes."""
    folders = tmp_path / "elsewhere", tmp_path / "work"
    with (
        begun(
            folders[0],
            PYTHONHASHSEED="1", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", TZ="Pacific/Kiritimati", OPTIMIZED="1",
        ) as first,
        begun(folders[1], "2", backwards=True, PYTHONHASHSEED="random", TZ="America/Adak", **turkish) as second,
    ):  # fmt: skip
        one, other = digests(first, folders[0]), digests(second, folders[1])

    assert other == one
    assert len((tmp_path / "work" / "out" / "records.jsonl").read_text("utf-8").splitlines()) > 20
    if turkish["LC_ALL"] == "C.UTF-8":
        pytest.skip("the same but for Turkish: no such locale, and no means to make one: apt-get install locales")


class Test_order:
    @pytest.fixture
    def work(self, tmp_path, monkeypatch, extractor):
        prepare(tmp_path)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("claimx.pipeline.Extractor", lambda **_: extractor)
        return tmp_path

    def test_of_arguments_is_the_order_of_records_and_nothing_else(self, work):
        given = ["rows.jsonl", "in/I.txt", "table.csv", "page.html"]
        for name, paths in (("one", given), ("other", given[::-1])):
            assert run(["extract", "-q", *paths, "-o", name]) == 0
        one, other = (Path(name).read_text("utf-8").splitlines() for name in ("one", "other"))

        assert one != other
        assert sorted(one) == sorted(other)

    def test_of_files_of_records_changes_no_comparison_and_no_tasks(self, work, capfdbinary):
        for number, path in enumerate(("rows.jsonl", "in/I.txt", "page.html")):
            run(["extract", "-q", path, "-o", f"{number}.jsonl", "--keep-text", "kept"])
        found = []
        for given in (["0.jsonl", "1.jsonl", "2.jsonl"], ["2.jsonl", "0.jsonl", "1.jsonl"]):
            run(["export", "-q", *given, "--to", "doccano", "--texts", "kept", "-o", "tasks"])
            tasks = sorted(Path("tasks").read_text("utf-8").splitlines())
            capfdbinary.readouterr()
            assert run(["compare", *given, "--least", "1"]) == 0
            found.append((tasks, capfdbinary.readouterr().out))

        assert found[0] == found[1]
        assert found[0][1].count(b"\n") > 4


def test_pages_are_dated_without_a_clock(tmp_path):
    pytest.importorskip("trafilatura", reason="claimx[html] is not installed")
    (tmp_path / "a.html").write_text(PAGE.replace("2024-05-06", "2091-05-06"))

    (article,) = read([str(tmp_path / "a.html")])

    assert article.published.isoformat() == "2091-05-06", "a day that no clock has reached"


# What differs from run to run or from machine to machine, and may not decide anything.
UNSTEADY = {
    "time": ("time", "monotonic", "perf_counter", "localtime", "strftime"), "datetime": ("now", "today", "utcnow"), "date": ("today",),
    "os": ("getpid", "urandom", "getlogin", "uname"), "locale": ("setlocale", "getlocale", "strcoll"), "socket": ("gethostname",),
    "platform": ("node", "platform", "python_version", "machine"),
}  # fmt: skip
MODULES = ("random", "uuid", "secrets", "locale")
# Where one stands all the same, and why no record hangs on it.
STEADY = {
    ("cli/extract.py", "time.monotonic"): "the seconds that a run took, told on standard error",
    ("evaluate/figures.py", "random"): "a generator of its own with a fixed seed draws the samples of intervals",
    ("write/atomic.py", "os.getpid"): "the name of a file that is gone when the run is over",
    ("cli/manifest.py", "platform.python_version"): "a manifest tells what a run was made with",
    ("cli/manifest.py", "platform.machine"): "as above",
    ("cli/serve.py", "secrets"): "the token of a page's address has to be unknown",
    ("serve/app.py", "secrets"): "compares tokens in a time that tells nothing",
    ("cli/fit.py", "datetime.now"): "weights name the day on which they were fitted",
    ("made.py", "platform.python_version"): "a cut run is gone on with by the same Python alone",
}


@functools.cache
def tree_of(path):
    return ast.parse(path.read_text("utf-8"))


def _unsteady(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (name for name in names if name.split(".")[0] in MODULES)
        elif isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr in UNSTEADY.get(owner, ()):
                yield f"{owner}.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("hash", "id"):
            yield node.func.id


def test_no_module_asks_a_clock_or_draws_lots():
    found = {
        (path.relative_to(SOURCE).as_posix(), what)
        for path in SOURCE.rglob("*.py")
        for what in _unsteady(tree_of(path))
    }

    assert found - {(path, "id") for path, what in found if what == "id"} == STEADY.keys()


def test_names_of_days_and_months_are_english_in_any_locale():
    # The standard library's calendar follows the locale that a host program sets.
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(tree_of(path)):
            named = isinstance(node, ast.Attribute) and node.attr in (
                "month_name",
                "month_abbr",
                "day_name",
                "day_abbr",
            )
            assert not named, f"{path.name}: {ast.unparse(node)} follows the locale"
