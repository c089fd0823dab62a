"""What several tests share: a whole record to vary."""

from __future__ import annotations

import atexit
import contextlib
import copy
import functools
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import types

import pytest

# Each process that a test starts would compile all of claimx anew where bytecode is not kept: half of what its start costs.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from hypothesis import settings  # noqa: E402 - pytest rewrites it, and keeps that too

# A machine that is shared may take any time for an example: none is a failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# As in a command's process: matrices are multiplied in one thread, since the other cores have tests of their own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Vocabularies are compiled once for all processes of a run, and the user's own cache stays out of it.
if "CLAIMX_CACHE" not in os.environ:
    os.environ["CLAIMX_CACHE"] = tempfile.mkdtemp(prefix="claimx-tests-")
    atexit.register(shutil.rmtree, os.environ["CLAIMX_CACHE"], ignore_errors=True)

# Files of long tests. They begin first, so that no worker is left alone with one at the end.
_LONG = frozenset(
    (
        "test_ray.py", "test_kills.py", "test_determinism.py", "test_security.py", "test_readme.py", "test_injection.py", "test_outputs.py",
        "test_faults.py", "test_local.py", "test_everyday.py", "test_resume.py", "test_bad_files.py", "test_linear.py",
    )
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """Files keep the order of their tests, and the others their own."""
    items.sort(key=lambda item: item.path.name not in _LONG)


def pytest_sessionfinish():
    """What a command froze that ran in this process is told by DuckDB as leaked at its end."""
    gc.unfreeze()


WHOLE = {
    "schema_version": "1",
    "id": "cx_c3f1a9d0b2e45f67",
    "kind": "casualty",
    "event": "killed",
    "category": "military",
    "quantity": {"text": "at least 12", "start": 15, "end": 26, "value": 12, "low": 12, "high": None, "qualifier": "at_least"},
    "item": {"text": "soldiers", "start": 27, "end": 35},
    "affected": {"name": "Mali", "id": "MLI", "type": "country", "text": "Malian", "start": 0, "end": 6, "basis": "stated"},
    "actor": {"name": "JNIM", "id": "jnim", "type": "group", "text": "JNIM", "start": 7, "end": 11, "basis": "stated"},
    "source": {
        "name": "Ministry of Defence", "type": "government", "party": "MLI", "text": "the ministry", "start": 40, "end": 52,
        "cue": {"text": "said", "start": 53, "end": 57}, "mode": "indirect", "basis": "stated",
    },
    "date": {
        "start": "2024-05-06", "end": "2024-05-06", "precision": "day", "scope": "incident", "text": "on Monday", "span": [60, 69],
        "basis": "relative",
    },
    "location": {"name": "Mopti", "country": "MLI", "text": "Mopti", "start": 70, "end": 75, "basis": "stated"},
    "stance": "asserted",
    "as_of": "2024-05-06",
    "evidence": {"text": "At least 12 soldiers were killed.", "start": 0, "end": 33},
    "rules": ["quantity.number", "loss.killed"],
    "document": {
        "id": "a", "path": "in/a.txt", "sha256": "0" * 64, "title": "Ambush", "publisher": "Wire", "url": None,
        "published": "2024-05-07", "published_basis": "metadata",
    },
    "incident": "in_0123456789abcdef",
    "incident_kind": "event",
}  # fmt: skip


@pytest.fixture
def make_record():
    """A record with the given parts replaced: ``make_record(event="wounded", quantity={"value": 3})``."""

    def make_record(**changes):
        from claimx.schema import Record

        whole = copy.deepcopy(WHOLE)
        for name, change in changes.items():
            if isinstance(change, dict) and isinstance(whole.get(name), dict):
                whole[name].update(change)
            else:
                whole[name] = change
        return Record.model_validate(whole)

    return make_record


@pytest.fixture
def pipeline_giving(monkeypatch):
    """``pipeline_giving(records)``: from then on extraction finds these records in every article, and loads no model."""

    def pipeline_giving(records):
        class Extractor:
            def __init__(self, model=None, lexicon_dir=None):
                pass

            def pipe(self, articles):
                for article in articles:
                    yield article, list(records)

        module = types.ModuleType("claimx.pipeline")
        module.Extractor = Extractor
        monkeypatch.setitem(sys.modules, "claimx.pipeline", module)

    return pipeline_giving


@pytest.fixture(scope="session")
def sentence():
    """``sentence(text)``: the text as one paragraph's one sentence, not parsed."""
    from claimx.models import Block, BlockKind, Sentence
    from claimx.tokenize import tokenize

    def sentence(text):
        return Sentence(0, Block(0, BlockKind.PARAGRAPH, 0, len(text)), 0, len(text), text, tokenize(text))

    return sentence


@pytest.fixture(scope="session", autouse=True)
def one_model():
    """The model that claimx brings is loaded once a process, for whatever extractors its tests and their commands make."""
    import claimx.parse
    from claimx.parse.model import MODELS, load_model

    once = functools.cache(load_model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claimx.parse, "load_model", lambda model: (once if model in MODELS else load_model)(model))
        yield


@pytest.fixture(scope="session")
def extractor():
    """One loaded model and lexicon for all tests that read texts."""
    from claimx.pipeline import Extractor

    return Extractor()


@pytest.fixture
def interruptible():
    """Processes that the test starts can be interrupted, though the tests themselves may run behind ``nohup`` or ``&``.

    A process that ignores the signal hands that on to those it starts; one that handles it does not.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


# The peak of the process alone. getrusage's figure begins with that of the process it was started by.
TELL_PEAK = """
from pathlib import Path
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ()
print(next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None))
"""


@pytest.fixture(scope="session")
def in_a_process():
    """``in_a_process(code, *arguments)``: what the code prints, and the most memory that its process held (bytes, or None).

    The code runs in a Python of its own: nothing that other tests have loaded or held counts. Only Linux tells the memory.
    """

    def in_a_process(code, *arguments):
        done = subprocess.run(
            [sys.executable, "-c", code + TELL_PEAK, *map(str, arguments)],
            capture_output=True, text=True, check=False, timeout=1800,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )  # fmt: skip
        assert not done.returncode, done.stderr[-3000:]
        printed, _, peak = done.stdout.rstrip("\n").rpartition("\n")
        return printed, None if peak == "None" else int(peak)

    return in_a_process


# For a browser that talks to nobody but the page.
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of pages; they are skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no chromium: apt-get install -y --no-install-recommends chromium")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def serving(tmp_path):
    """``serving(extractor, *articles)``: the page for corrections on a free port, until the test ends; its address and its desk."""
    uvicorn = pytest.importorskip("uvicorn", reason="claimx[serve] is not installed")
    from claimx.serve import Desk, make_app, opened

    with contextlib.ExitStack() as stack:

        def serving(extractor, *articles, into=tmp_path / "review"):
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            desk = Desk(stack.enter_context(opened(into)), extractor)
            desk.put(articles)
            origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
            app = make_app(desk, token="secret", origin=origin)
            server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()

            def stop():
                server.should_exit = True
                thread.join()

            stack.callback(stop)
            return f"{origin}/secret/", desk

        yield serving
