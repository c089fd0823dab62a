"""What SECURITY.md promises: nothing fetched, nothing run, nothing read or written but what was named, all of it bounded."""

from __future__ import annotations

import ast
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from unittest.mock import ANY

import pytest

from claimx.cli.commands import run
from claimx.errors import ReadError
from claimx.models import Article
from claimx.read import ReadOptions, read

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "claimx"
TEXT = "Shelling killed 12 civilians in Sumy on 6 May 2024, the mayor said.\n"


# Every command that handles articles or records, with the interpreter telling on all that goes out, runs or is opened.
WATCHED = """
import json, os, sys, tempfile
OUT = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request",
       "http.client.connect", "ftplib.connect", "smtplib.connect", "webbrowser.open")
RUN = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn", "pickle.find_class")
told, opened, written = [], set(), set()
watching = False
def hook(event, arguments):
    if not watching:
        return
    if event == "socket.bind" and arguments[1][:2] == ("::1", 0):
        return  # urllib3, which the reader of pages imports, tries once whether there is IPv6, on the loopback
    if event == "pickle.find_class" and (arguments[0].startswith("claimx.") or arguments[:2] in (("re", "_compile"), ("datetime", "date"))):
        return  # what compiled vocabularies are made of
    if event in OUT or event in RUN:
        told.append([event, repr(arguments)[:200]])
        raise PermissionError(event)
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        opened.add(path)
        mode, flags = (arguments[1:3] if event == "open" else (None, 0))
        if event == "open" and (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.add(path)
sys.addaudithook(hook)
tempfile.gettempdir()  # tries a file of its own, once
from claimx.cli.commands import run
given, out = sys.argv[1:3]
def claimx(*arguments):
    global watching
    watching = True
    code = run([str(argument) for argument in arguments])
    watching = False
    assert code in (0, 1), (arguments, code)
os.chdir(out)
glob = [part for suffix in ("txt", "txt.gz", "html", "xhtml", "jsonl", "csv", "parquet") for part in ("--glob", "*." + suffix)]
claimx("extract", given, *glob, "-o", "records.jsonl", "--keep-text", "kept", "--manifest", "manifest.json", "--jobs", "1")
claimx("audit", given, *glob)
claimx("compare", "records.jsonl", "--format", "table")
claimx("report", "records.jsonl", "--texts", "kept", "-o", "page.html")
for tool in ("label-studio", "doccano", "prodigy"):
    claimx("export", "records.jsonl", "--texts", "kept", "--to", tool, "-o", tool + ".json")
claimx("import", "doccano.json", "--from", "doccano", "--records", "records.jsonl", "-o", "gold.jsonl")
claimx("eval", "gold.jsonl", "records.jsonl", "--no-intervals")
claimx("diff", "records.jsonl", "records.jsonl", "--format", "json")
claimx("extract", given, *glob, "--dry-run")
claimx("show", given, *glob, "--records", "records.jsonl")
json.dump({"told": told, "opened": sorted(opened), "written": sorted(written), "temporary": tempfile.gettempdir(),
           "python": [os.path.realpath(p) for p in (sys.prefix, sys.base_prefix, *sys.path) if p]}, open("told.json", "w"))
"""

# What stands in the articles' metadata and pages, and would be opened or fetched by a program that believes what it reads.
LURES = (
    "../secret/key.txt",
    "file:///etc/passwd",
    "http://127.0.0.1:9/x",
    "//127.0.0.1/x",
    "\\\\127.0.0.1\\x",
    "/dev/stdin",
    "~/.ssh/id_rsa",
)
PAGE = """<?xml version="1.0"?>
<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY leak SYSTEM "../secret/key.txt"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>
<html><head><title>Shelling in Sumy</title><base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">
<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><link rel="canonical" href="file:///etc/passwd"><script src="http://127.0.0.1:9/x.js"></script></head>
<body><article><h1>Shelling in Sumy</h1><p>Shelling killed 12 civilians in Sumy on 6 May 2024, the mayor said. &leak; &b;</p>
<p>Fourteen others were wounded in the same attack on the town, according to the regional administration. <img src="http://127.0.0.1:9/x.png"></p>
<iframe src="../secret/key.txt"></iframe></article></body></html>"""


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """What a run of every command opened, wrote, asked for and started, on articles that point elsewhere."""
    root = tmp_path_factory.mktemp("watched")
    given, secret, out = root / "given", root / "secret", root / "out"
    for folder in (given, secret, out):
        folder.mkdir()
    (secret / "key.txt").write_text("secretword " + TEXT)
    (secret / "key.meta.json").write_text('{"title": "secretword"}')
    rows = []
    for number, lure in enumerate(LURES):
        (given / f"{number}.txt").write_text(
            f"{TEXT}\nSee {lure} and {{% include '{lure}' %}} <!--#include file='{lure}' -->\n"
        )
        known = dict.fromkeys(
            ("id", "title", "publisher", "url", "path", "file", "text_file", "source", "include", "$ref"), lure
        )
        (given / f"{number}.meta.json").write_text(json.dumps(known))
        rows.append({"text": TEXT, **known})
    (given / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (given / "rows.csv").write_text(
        "text,id,path\n" + "".join(f'"{TEXT.strip()}",{row["id"]},{row["id"]}\n' for row in rows)
    )
    (given / "page.html").write_text(PAGE)
    (given / "page.xhtml").write_text(PAGE)
    (given / "packed.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    # Links out of the folder: to an article, to metadata, to a folder, to a page.
    (given / "link.txt").symlink_to(secret / "key.txt")
    (given / "linked.txt").write_text(TEXT)
    (given / "linked.meta.json").symlink_to(secret / "key.meta.json")
    (given / "folder").symlink_to(secret, target_is_directory=True)
    (given / "link.html").symlink_to("../secret/key.txt")
    if parquet := _parquet():
        pa, parquet = parquet
        parquet.write_table(
            pa.Table.from_pylist([{"text": TEXT, "id": lure, "path": lure} for lure in LURES]), given / "rows.parquet"
        )
    # Where the system allows it, without any network at all: what is no Python is held too.
    alone = (
        ["unshare", "-rn"]
        if shutil.which("unshare")
        and not subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode
        else []
    )
    done = subprocess.run(
        [*alone, sys.executable, "-B", "-c", WATCHED, str(given), str(out)],  # bytecode is Python's own to write
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return root, done, json.loads((out / "told.json").read_text())


def _parquet():
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        return None
    return pa, parquet


class Test_run:
    def test_asks_for_nothing_and_starts_nothing(self, watched):
        assert watched[2]["told"] == []

    def test_finds_its_claims_all_the_same(self, watched):
        root, done, _ = watched
        records = [json.loads(line) for line in (root / "out" / "records.jsonl").read_text().splitlines()]

        assert {Path(record["document"]["path"]).name for record in records} >= {
            "0.txt",
            "rows.jsonl",
            "rows.csv",
            "page.html",
            "page.xhtml",
            "packed.txt.gz",
        }
        assert "link out of the folder" in done.stderr

    def test_opens_nothing_outside_of_what_was_named(self, watched):
        root, _, told = watched
        system = (
            *told["python"],
            str(SOURCE.parent),
            str(Path(sys.executable).parent.parent),
            "/usr/lib",
            "/usr/share/zoneinfo",
            "/usr/share/mime",
            "/proc",
            "/sys",
            "/dev/null",
            "/etc/localtime",
        )
        foreign = [
            path for path in told["opened"]
            if not path.startswith((str(root / "given"), str(root / "out"), *system)) and path != "/etc/mime.types"
            and not path.startswith(told["temporary"] + "/claimx-")
        ]  # fmt: skip

        assert not [path for path in told["opened"] if path.startswith(str(root / "secret"))]
        assert foreign == []

    def test_writes_nothing_but_its_outputs(self, watched):
        root, _, told = watched
        assert [
            path
            for path in told["written"]
            if not path.startswith((str(root / "out"), "/dev/null", told["temporary"] + "/claimx-"))
        ] == []
        names = {path.name for path in (root / "out").iterdir()}
        assert names == {
            "records.jsonl", "kept", "manifest.json", "page.html", "label-studio.json", "label-config.xml", "doccano.json", "prodigy.json",
            "prodigy-labels.txt", "gold.jsonl", "told.json",
        }  # fmt: skip
        assert all(re.fullmatch(r"[0-9a-f]{64}\.txt", path.name) for path in (root / "out" / "kept").iterdir())

    def test_lets_no_secret_out(self, watched):
        root, done, _ = watched
        for path in (root / "out").rglob("*"):
            assert path.is_dir() or b"secretword" not in path.read_bytes(), path
        assert "secretword" not in done.stdout + done.stderr
        assert "aaaaaaaaaaaaaaaaaaaa" not in (root / "out" / "records.jsonl").read_text(), "entities stay what they are"


def outcomes(*paths, **options):
    return list(read([str(path) for path in paths], ReadOptions(**options)))


class Test_sidecars:
    @pytest.mark.parametrize("target", ["secret.json", "/dev/zero", "loop.meta.json", "nowhere.json"])
    def test_that_are_links_out_of_the_folder_are_refused(self, tmp_path, target):
        (tmp_path / "secret.json").write_text('{"title": "secretword"}')
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT)
        (folder / "a.meta.json").symlink_to(Path("..", target) if "loop" not in target else Path("a.meta.json"))

        for given in (folder, folder / "a.txt"):
            (error,) = outcomes(given)
            assert "link out of the folder" in error.message

    def test_that_are_links_within_the_folder_are_read(self, tmp_path):
        (tmp_path / "store").mkdir()
        (tmp_path / "store" / "x").write_text('{"title": "T"}')
        (tmp_path / "a.txt").write_text(TEXT)
        (tmp_path / "a.meta.json").symlink_to("store/x")

        assert [one.title for one in outcomes(tmp_path)] == ["T"]
        assert [one.title for one in outcomes(tmp_path / "a.txt")] == ["T"]

    def test_that_are_pipes_or_folders_are_told_and_never_waited_for(self, tmp_path):
        for name in ("a", "b"):
            (tmp_path / f"{name}.txt").write_text(TEXT)
        os.mkfifo(tmp_path / "a.meta.json")
        (tmp_path / "b.meta.json").mkdir()

        assert ["not a regular file" in one.message for one in outcomes(tmp_path)] == [True, True]

    def test_are_bounded(self, tmp_path):
        (tmp_path / "a.txt").write_text(TEXT)
        with (tmp_path / "a.meta.json").open("wb") as file:
            file.truncate(10**12)  # a hole: it takes no room here, and would take a terabyte in memory

        (error,) = outcomes(tmp_path)

        assert "larger than" in error.message


class Test_names:
    def test_of_folders_that_are_links_are_not_followed(self, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "b.txt").write_text(TEXT)
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.txt").write_text(TEXT)
        (tmp_path / "in" / "deeper").symlink_to(tmp_path / "out", target_is_directory=True)

        assert [one.id for one in outcomes(tmp_path / "in")] == ["a"]

    def test_of_a_dash_are_files(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "stdin", None)
        (tmp_path / "-").write_text(TEXT)

        for given in (".", "./-"):
            (article,) = outcomes(given, globs=("*",))
            assert (article.text, article.path, article.id) == (TEXT, "./-", "-")

    def test_that_begin_like_options_are_files_of_their_folder(self, tmp_path):
        for name in ("-o", "--help", "-rf"):
            (tmp_path / f"{name}.txt").write_text(TEXT)

        assert [one.id for one in outcomes(tmp_path)] == ["--help", "-o", "-rf"]


def _archives():
    members = ("../../escape.txt", "/tmp/escape.txt", "a.txt", "A.TXT", "a.txt", "x/../../escape.txt", "C:\\escape.txt")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, name in enumerate(members):
            info = zipfile.ZipInfo(name)
            if number == 2:
                info.external_attr = 0o120777 << 16  # a link
            archive.writestr(info, TEXT)
    yield "zip", packed.getvalue()
    for mode in ("", "gz", "xz"):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode=f"w:{mode}") as archive:
            for name in members:
                info = tarfile.TarInfo(name)
                info.size = len(TEXT)
                archive.addfile(info, io.BytesIO(TEXT.encode()))
            for kind, target in (
                (tarfile.SYMTYPE, "/etc/passwd"),
                (tarfile.LNKTYPE, "../../x"),
                (tarfile.CHRTYPE, ""),
                (tarfile.FIFOTYPE, ""),
            ):
                info = tarfile.TarInfo(f"special{kind}")
                info.type, info.linkname = kind, target
                archive.addfile(info)
        yield f"tar.{mode}".rstrip("."), packed.getvalue()


class Test_archives:
    @pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
    @pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.jsonl", "a.csv", "a.html", "a.parquet"])
    def test_are_not_unpacked_under_any_name(self, tmp_path, name):
        for kind, raw in _archives():
            path = tmp_path / kind / name
            path.parent.mkdir()
            path.write_bytes(raw)

            found = outcomes(path)

            assert found, kind
            assert all(isinstance(one, ReadError) for one in found), kind
            assert list(path.parent.iterdir()) == [path]
        assert not Path("/tmp/escape.txt").exists()

    def test_names_within_gzip_files_mean_nothing(self, tmp_path):
        raw = io.BytesIO()
        with gzip.GzipFile(filename="../../escape.txt", fileobj=raw, mode="wb") as file:
            file.write(TEXT.encode())
        (tmp_path / "a.txt.gz").write_bytes(raw.getvalue())

        (article,) = outcomes(tmp_path)

        assert (article.id, article.text) == ("a", TEXT)
        assert [path.name for path in tmp_path.iterdir()] == ["a.txt.gz"]

    def test_packed_twice_are_unpacked_once(self, tmp_path):
        (tmp_path / "a.txt").write_bytes(gzip.compress(gzip.compress(TEXT.encode())))

        (error,) = outcomes(tmp_path)

        assert isinstance(error, ReadError)


# Reads a file to its end and tells what came, and the most memory that Arrow held at a time.
READ_ALL = """
import collections, json, sys
import pyarrow
from claimx.read import ReadOptions, read
kinds = collections.Counter(type(one).__name__ for one in read([sys.argv[1]], ReadOptions(max_bytes=int(sys.argv[2]))))
print(json.dumps({"outcomes": kinds, "arrow": pyarrow.default_memory_pool().max_memory()}))
"""


class Test_bombs:
    LIMIT = 1_000_000

    @pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.jsonl", "a.json.gz", "a.csv", "a.html"])
    def test_of_gzip_stop_at_the_limit(self, tmp_path, name):
        begin = {"jsonl": b'{"text": "', "json": b'[{"text": "', "csv": b'text\n"'}.get(
            name.removesuffix(".gz").split(".")[1], b""
        )
        (tmp_path / name).write_bytes(gzip.compress(begin + b"a " * 10_000_000, 9))

        found = outcomes(tmp_path / name, max_bytes=self.LIMIT)

        assert found
        assert all(isinstance(one, ReadError) for one in found)
        assert "max-bytes" in found[0].message

    def test_of_parquet_are_refused_row_by_row(self, tmp_path, in_a_process):
        pa = pytest.importorskip("pyarrow", reason="claimx[parquet] is not installed")
        from pyarrow import parquet

        # Three hundred rows that name one text: a few kilobytes on the disk, 1.5 gigabytes as strings.
        table = pa.table(
            {"text": pa.DictionaryArray.from_arrays(pa.array([0] * 300, pa.int32()), pa.array(["a " * 2_500_000]))}
        )
        parquet.write_table(table, tmp_path / "a.parquet", compression="zstd")
        assert (tmp_path / "a.parquet").stat().st_size < 100_000

        printed, peak = in_a_process(READ_ALL, tmp_path / "a.parquet", self.LIMIT)

        assert json.loads(printed) == {"outcomes": {"ReadError": 300}, "arrow": ANY}
        assert json.loads(printed)["arrow"] < 100 * 2**20
        assert peak is None or peak < 400 * 2**20

    def test_of_entities_stay_packed(self, tmp_path):
        pytest.importorskip("trafilatura", reason="claimx[html] is not installed")
        entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
        (tmp_path / "a.xhtml").write_text(
            f"<!DOCTYPE html [{entities}]><html><body><article><p>{TEXT * 5}&a11;</p></article></body></html>"
        )

        (article,) = outcomes(tmp_path / "a.xhtml")

        assert isinstance(article, Article)
        assert len(article.text) < 1000


class Test_outputs:
    @pytest.fixture
    def work(self, tmp_path, monkeypatch, make_record):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("claimx.pipeline.Extractor", None)  # nothing may come so far
        (tmp_path / "in").mkdir()
        for name in ("a.txt", "in/b.txt", "in/b.meta.json", "series.jsonl", "suppress.txt", "in/out.db"):
            (tmp_path / name).write_text("{}" if name.endswith("json") else "" if name == "suppress.txt" else TEXT)
        (tmp_path / "records.jsonl").write_text(make_record().model_dump_json() + "\n")
        (tmp_path / "corrected.jsonl").write_text("")
        (tmp_path / "words").mkdir()
        (tmp_path / "words" / "groups.toml").write_text("")
        (tmp_path / "label-config.xml").write_text("")
        (tmp_path / "link").symlink_to("a.txt")
        (tmp_path / "hard").hardlink_to("a.txt")
        return tmp_path

    @pytest.mark.parametrize(
        "line",
        [
            "extract a.txt -o a.txt",
            "extract a.txt -o ./in/../a.txt",
            "extract link -o a.txt",
            "extract a.txt -o link",
            "extract a.txt -o hard",
            "extract in -o in/b.txt",
            "extract in -o in/b.meta.json",
            "extract in/b.txt -o in/b.meta.json",
            "extract in --glob *.db --format sqlite -o in/out.db",
            "extract a.txt --manifest a.txt",
            "extract a.txt -o x --manifest x",
            "extract a.txt --suppress suppress.txt -o suppress.txt",
            "extract a.txt --lexicon words -o words/groups.toml",
            "extract in --keep-text in",
            "extract . --keep-text kept",
            "report records.jsonl -o records.jsonl",
            "report records.jsonl --texts in -o in/b.txt",
            "report records.jsonl --comparison series.jsonl -o series.jsonl",
            "export records.jsonl --to doccano --texts a.txt -o a.txt",
            "export records.jsonl --to doccano --texts a.txt -o records.jsonl",
            "export records.jsonl --to label-studio --texts label-config.xml -o tasks.json",
            "export records.jsonl --to label-studio --texts a.txt -o label-config.xml",
            "import corrected.jsonl --from doccano --records records.jsonl -o corrected.jsonl",
            "import corrected.jsonl --from doccano --records records.jsonl -o records.jsonl",
            "import corrected.jsonl --from doccano --records records.jsonl --measured records.jsonl",
            "import corrected.jsonl --from doccano --records records.jsonl --suppress corrected.jsonl",
            "import corrected.jsonl --from doccano --records records.jsonl -o x --suppress x",
        ],
    )
    def test_overwrite_no_input(self, work, line, capfd):
        before = {path: path.read_bytes() for path in work.rglob("*") if path.is_file()}

        code = run(line.split())

        err = capfd.readouterr()[1]
        assert code == 2, err
        assert "overwritten" in err or "two outputs" in err or "--keep-text" in err
        assert {path: path.read_bytes() for path in work.rglob("*") if path.is_file()} == before

    def test_of_a_cluster_s_parts_leave_strangers_alone(self, tmp_path):
        from claimx.engines.ray import _clear

        for name in ("notes.jsonl", f"{'a' * 64}.jsonl", f".{'b' * 64}.jsonl.7.part"):
            (tmp_path / name).touch()

        _clear(tmp_path)

        assert [path.name for path in tmp_path.iterdir()] == ["notes.jsonl"]


# Modules that fetch, run, or make objects out of bytes; none is needed here.
FORBIDDEN = frozenset(
    "pickle cPickle _pickle dill cloudpickle joblib marshal shelve yaml subprocess pty socket ssl http urllib urllib2 urllib3 requests httpx "
    "aiohttp ftplib smtplib telnetlib xmlrpc socketserver asyncio webbrowser runpy code codeop ctypes cffi zipfile tarfile zipimport imp".split()
)
CALLS = frozenset(["eval", "exec", "compile", "__import__", "breakpoint", "input"])
ATTRIBUTES = {
    "os": frozenset(
        [
            "system",
            "popen",
            "execv",
            "execve",
            "execvp",
            "execl",
            "spawnv",
            "spawnl",
            "posix_spawn",
            "fork",
            "startfile",
        ]
    ),
    "importlib": frozenset(["import_module", "reload"]),
    "sys": frozenset(["setprofile", "settrace"]),
    "tempfile": frozenset(["mktemp"]),
}
# Where one of them stands all the same: module, what, why it does no harm.
EXCEPTIONS = {
    (
        "__init__.py",
        "importlib.import_module",
    ): "imports a module of claimx by a name from a table of its own, when a public name is first used",
    (
        "cli/commands.py",
        "importlib.import_module",
    ): "imports a command's module by its name in COMMANDS, never by what was typed",
    (
        "process.py",
        "importlib.import_module",
    ): "imports the one module of spaCy's that a stand-in of its name stands for, when it is asked for",
    (
        "lexicon/compiled.py",
        "pickle",
    ): "reads vocabularies that it compiled from a folder of the user's own; its reader makes nothing but their classes",
    ("cli/serve.py", "socket"): "listens on the loopback, when a page is asked for",
    ("read/__init__.py", "urllib.parse"): "tells an address from a path; opens nothing",
    ("read/web.py", "urllib.parse"): "takes an address apart; trafilatura fetches it, when it was named",
}


def _forbidden(tree):
    """What a module imports or calls of the above."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = alias.name
                if alias.name.split(".")[0] in FORBIDDEN:
                    yield alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module.split(".")[0] in FORBIDDEN:
                yield node.module
            for alias in node.names:
                if alias.name in ATTRIBUTES.get(node.module, ()):
                    yield f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node.func.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in ATTRIBUTES.get(names.get(node.value.id, node.value.id), ()):
                yield f"{node.value.id}.{node.attr}"
        elif (
            isinstance(node, ast.keyword)
            and node.arg in ("shell", "allow_pickle")
            and getattr(node.value, "value", None) is not False
        ):
            yield f"{node.arg}="


class Test_source:
    def test_evaluates_fetches_and_unpickles_nothing(self):
        found = {
            (path.relative_to(SOURCE).as_posix(), what)
            for path in SOURCE.rglob("*.py")
            for what in _forbidden(ast.parse(path.read_text("utf-8")))
        }

        assert found == EXCEPTIONS.keys()

    @pytest.mark.parametrize(
        "line, what",
        [
            ("import pickle", "pickle"),
            ("from urllib.request import urlopen", "urllib.request"),
            ("eval('1')", "eval"),
            ("import os as system\nsystem.system('x')", "system.system"),
            ("run(x, shell=True)", "shell="),
            ("from importlib import import_module", "importlib.import_module"),
        ],
    )
    def test_would_be_caught(self, line, what):
        assert list(_forbidden(ast.parse(line))) == [what]

    def test_of_the_page_parses_no_markup(self):
        for path in (SOURCE / "report" / "assets").glob("*.js"):
            found = re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|\.setHTML|DOMParser|import\(|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|cookie",
                path.read_text("utf-8"),
            )
            assert found is None, (path.name, found)
        template = (SOURCE / "report" / "assets" / "page.html").read_text("utf-8")
        assert re.findall(r"{{ (\w+)\|safe }}", template) == ["style", "data", "script"]
        assert "autoescape=True" in (SOURCE / "report" / "page.py").read_text("utf-8")


def requirements(name):
    """Name -> (specifiers, marker) of every requirement of a lock, and its lines as they are."""
    text = (ROOT / name).read_text("utf-8")
    return re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)(?: ; ([^\\\n]+?))?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$",
        text,
        re.MULTILINE,
    ), text


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-run.lock", "requirements-ray.lock"])
class Test_lock:
    def test_has_every_package_at_one_version_with_digests(self, name):
        found, text = requirements(name)
        rest = re.sub(
            r"^\S+==\S+(?: ; [^\\\n]+?)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n", "", text, flags=re.MULTILINE
        )

        assert len(found) > 30
        assert rest.strip() == "", "no address, no option, no package without a digest"
        assert len({(package, marker) for package, _, marker, _ in found}) == len(found)

    def test_holds_what_the_project_asks_for(self, name):
        from packaging.requirements import Requirement
        from packaging.utils import canonicalize_name

        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        wanted = [*project["project"]["dependencies"]]
        extras = project["project"]["optional-dependencies"]
        if name == "requirements-ray.lock":
            wanted += extras["ray"]
        else:
            wanted += [one for extra in ("html", "parquet", "report", "compare", "serve") for one in extras[extra]]
            wanted += project["dependency-groups"]["dev" if name == "requirements.lock" else "build"]
        locked = {}
        for package, version, _, _ in requirements(name)[0]:
            locked.setdefault(canonicalize_name(package), []).append(version)
        for one in map(Requirement, wanted):
            assert any(one.specifier.contains(version) for version in locked[canonicalize_name(one.name)]), one

    def test_agrees_with_itself_as_pip_check_would_find(self, name):
        from packaging.requirements import Requirement

        for package, version, marker, _ in requirements(name)[0]:
            if marker and not Requirement(f"x ; {marker}").marker.evaluate():
                continue
            try:
                installed = distribution(package)
            except PackageNotFoundError:
                assert name == "requirements-ray.lock", f"{package} is not installed: make install"
                pytest.skip("the cluster engine is not installed: make ray")
            if installed.version != version:
                continue  # an environment of one's own
            for line in installed.requires or ():
                needed = Requirement(line)
                if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                    assert needed.specifier.contains(distribution(needed.name).version, prereleases=True), (
                        package,
                        line,
                    )


@pytest.mark.parametrize("other", ["requirements-run.lock", "requirements-ray.lock"])
def test_locks_name_the_same_versions(other):
    first, second = (
        {(one[0], one[2]): one[1] for one in requirements(name)[0]} for name in ("requirements.lock", other)
    )

    assert {key: version for key, version in second.items() if key in first and first[key] != version} == {}


def test_what_is_run_needs_no_tools_of_development():
    packages = {one[0] for one in requirements("requirements-run.lock")[0]}

    assert not packages & {"pytest", "mypy", "ruff", "playwright", "hypothesis"}
    for name in ("Dockerfile", "action.yml"):
        assert "requirements-run.lock" in (ROOT / name).read_text("utf-8")


def test_installing_checks_digests_and_then_itself():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    installs = re.findall(r"^\t.*pip install.*$", makefile, re.MULTILINE)

    assert [("--require-hashes" in line, "--no-deps" in line, "-e ." in line) for line in installs] == [
        (True, True, False), (True, True, False), (False, True, True), (True, True, False),
    ]  # fmt: skip
    assert makefile.count("-m pip check") == 2
