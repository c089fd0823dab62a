"""A claimx that starts at once: its extractor counts "killed N people" and loads nothing, its reading and writing are the real ones."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

WHOLE = {
    "schema_version": "1", "id": "cx_0", "kind": "casualty", "event": "killed", "category": "unspecified",
    "quantity": {"text": "12", "start": 0, "end": 1, "value": 12, "low": 12, "high": 12, "qualifier": "exact"},
    "item": None, "affected": None, "actor": None, "source": None, "date": None, "location": None, "stance": "asserted",
    "as_of": None, "evidence": {"text": "12", "start": 0, "end": 1}, "rules": ["quantity.number"], "document": {},
}  # fmt: skip

# Put where Python looks for sitecustomize, so that the server of the workers and the workers have it too.
STUB = f"""
import copy, os, sys, time, types
WHOLE = {WHOLE!r}
SLOW = float(os.environ.get("STUB_SECONDS", "0"))  # an article
class Extractor:
    parser = None
    def __init__(self, model=None, lexicon_dir=None):
        pass
    def sift(self, article):
        return types.SimpleNamespace(article=article, may_claim=True, drafts=())
    def pipe(self, articles):
        for article in articles:
            article = getattr(article, "article", article)
            if SLOW:
                time.sleep(SLOW)
            yield article, records(article)
def records(article):
    import re
    from claimx.schema import Record
    found = []
    for match in re.finditer(r"killed (\\d+)", article.text):
        whole = copy.deepcopy(WHOLE)
        whole["id"] = "cx_" + article.sha256[:12] + format(match.start(1) % 16**4, "04x")
        whole["quantity"] |= {{"text": match[1], "start": match.start(1), "end": match.end(1), "value": int(match[1])}}
        whole["quantity"] |= {{"low": int(match[1]), "high": int(match[1])}}
        whole["evidence"] = {{"text": match[0], "start": match.start(), "end": match.end()}}
        whole["document"] = {{"id": article.id, "path": article.path, "sha256": article.sha256 or "0" * 64, "title": article.title,
            "publisher": article.publisher, "url": article.url, "published": article.published, "published_basis": article.published_basis}}
        found.append(Record.model_validate(whole))
    return found
module = types.ModuleType("claimx.pipeline")
module.Extractor = Extractor
sys.modules["claimx.pipeline"] = module
module = types.ModuleType("claimx.sieve")
module.load_sieve = Extractor
sys.modules["claimx.sieve"] = module
"""


class Stubbed:
    """claimx with the stub, as a process."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(STUB)
        path = os.pathsep.join([str(folder), *filter(None, sys.path)])
        # Where files are limited in size, bytecode would be cut short too, and its processes would run without the stub.
        self.environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        # Small chunks, and no input too small for workers: what takes minutes elsewhere happens at once here.
        start = "import claimx.engines.local as l; l.CHUNK_ARTICLES, l.server.SMALL = 3, 0; from claimx.cli import main; main()"
        self.command = (sys.executable, "-c", start)

    def run(self, *arguments, **how):
        how = {"capture_output": True, "text": True, "check": False, "timeout": 120, "env": self.environment} | how
        return subprocess.run(  # noqa: PLW1510 - `how` has it
            [*self.command, *map(str, arguments)], **how
        )

    def start(self, *arguments, seconds=0.0, **how):
        """A process that takes the given time for each article."""
        environment = {**self.environment, "STUB_SECONDS": str(seconds)}
        return subprocess.Popen([*self.command, *map(str, arguments)], env=environment, **how)


@pytest.fixture
def stubbed(tmp_path):
    return Stubbed(tmp_path / "stub")


@pytest.fixture
def stub_here():
    """The stub in this process."""
    names = ("claimx.pipeline", "claimx.sieve")
    before = {name: sys.modules.get(name) for name in names}
    module = {}
    exec(compile(textwrap.dedent(STUB), "stub", "exec"), module)  # puts itself among the modules
    yield module["Extractor"]
    for name, known in before.items():
        if known is None:
            del sys.modules[name]
        else:
            sys.modules[name] = known


@pytest.fixture
def articles(tmp_path):
    """A folder with texts: claims in most, none in some, two alike, one that cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(30):
        (folder / f"{i:03}.txt").write_text(
            f"Shelling killed {i} people. Later it killed {i + 1}.\n" * (i % 4) or "Peace.\n"
        )
    (folder / "100.txt").write_text((folder / "003.txt").read_text())
    (folder / "binary.txt").write_bytes(b"\0\1\2")
    return folder
