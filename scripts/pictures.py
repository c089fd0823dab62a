#!/usr/bin/env python3
"""Take the pictures in docs/: `python scripts/pictures.py`, or `--check` to tell whether the pages have changed since.

`docs/pictures.json` holds a digest of each page's parts (template, style, scripts) as they were when its picture was taken. What the
records say is not in it: it changes with every rule, the look of the page does not. Needs playwright and a Chromium.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "claimx"
DIGESTS = DOCS / "pictures.json"
# The parts that each picture shows.
PARTS = {
    "report.png": (SOURCE / "report" / "assets",),
    "serve.png": (SOURCE / "report" / "assets", SOURCE / "serve" / "assets"),
}
SIZES = {"report.png": (1440, 1300), "serve.png": (1280, 800)}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]

ARTICLE = """Ferry landing shelled, at least 14 dead

OSTRIV, 9 May 2024 - At least 14 civilians were killed and more than 30 wounded when shells hit the ferry landing of Ostriv on Wednesday, the regional governor, Marta Hlynska, said.

Two of the dead were children, according to the town's hospital. Some 2,000 people have left the town in three days.

The Moldovan army said it had destroyed five rebel tanks and shot down two drones near the bridge. The rebels denied that 12 of their fighters were captured.
"""


def digest_of(picture: str) -> str:
    """A digest of the parts that a picture shows."""
    found = hashlib.sha256()
    for folder in PARTS[picture]:
        for path in sorted(folder.iterdir()):
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def stale() -> list[str]:
    """The pictures whose pages look otherwise by now, or that are not there."""
    known = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}
    return [name for name in PARTS if known.get(name) != digest_of(name) or not (DOCS / name).exists()]


def take(browser: Any, name: str, address: str, ready: Callable[[Any], None]) -> None:
    """A picture of a page, once `ready` has brought it into the state to be shown."""
    width, height = SIZES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    ready(page)
    page.screenshot(path=str(DOCS / name))
    page.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page for corrections with one article, and its address."""
    import uvicorn

    from claimx import Article, Extractor
    from claimx.serve import Desk, make_app, opened

    with socket.create_server(("127.0.0.1", 0)) as listener, opened(folder) as store:
        desk = Desk(store, Extractor())
        sha256 = hashlib.sha256(ARTICLE.encode()).hexdigest()
        desk.put([Article(ARTICLE, id="ferry", path="articles/ferry.txt", sha256=sha256, published=date(2024, 5, 9))])
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        app = make_app(desk, token="picture", origin=origin)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"{origin}/picture/"
        server.should_exit = True
        thread.join()


def main() -> int:
    """0 where every picture shows its page (or now does), 1 where one does not."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"docs/{name} shows an earlier page: run python scripts/pictures.py", file=sys.stderr)
        return int(bool(stale()))
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    claimx = str(Path(sys.executable).with_name("claimx"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as run:
        folder = Path(name)
        browser = run.chromium.launch(executable_path=chromium, args=FLAGS)
        for arguments in (
            ["extract", "seeds/", "-q", "-o", str(folder / "claims.jsonl")],
            ["report", str(folder / "claims.jsonl"), "--texts", "seeds/", "-q", "-o", str(folder / "report.html")],
        ):
            subprocess.run([claimx, *arguments], cwd=ROOT, check=True)
        take(browser, "report.png", (folder / "report.html").as_uri(), lambda page: page.wait_for_timeout(200))
        with served(folder / "review") as address:
            take(browser, "serve.png", address, lambda page: (page.keyboard.press("j"), page.keyboard.press("j")))
        browser.close()
    DIGESTS.write_text(json.dumps({name: digest_of(name) for name in PARTS}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
