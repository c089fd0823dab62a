#!/usr/bin/env python3
"""Take the pictures in docs/: `python scripts/pictures.py [NAME...]`, or `--check` to tell whether what they show has changed since.

`docs/pictures.json` holds a digest of each picture's parts (of a page its template, style and scripts; of the terminal the modules that
draw on it) as they were when it was taken. What the records say is not in it: it changes with every rule, the look does not. The pages
need playwright and a Chromium, the terminal needs neither.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import os
import pty
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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
    "terminal.svg": (SOURCE / "console.py", SOURCE / "show.py"),
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

# What is typed on the pictured terminal, and how wide it is: the width of a page of documentation, at a size that can be read there.
SENTENCE = "Shelling by the Moldovan army killed at least 12 people in Ostriv on Monday, the governor said."
TYPED = (
    (["extract", "strike", "-q", "--format", "table"], "claimx extract strike/ -q --format table"),
    (["show", "ostriv.txt", "-q", "--explain"], "claimx show ostriv.txt -q --explain"),
)
COLUMNS = 100
# rich's own frame, without the fonts that it would fetch from elsewhere.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def digest_of(picture: str) -> str:
    """A digest of the parts that a picture shows."""
    found = hashlib.sha256()
    for part in PARTS[picture]:
        for path in sorted(part.iterdir()) if part.is_dir() else [part]:
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
    page.set_default_timeout(300_000)  # a busy machine takes its time to read the article
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    ready(page)
    page.screenshot(path=str(DOCS / name))
    page.close()


def typed(arguments: list[str], folder: Path) -> str:
    """What claimx prints on a terminal of ``COLUMNS`` columns, run in a folder: words and colours as the terminal gets them."""
    claimx = str(Path(sys.executable).with_name("claimx"))
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen([claimx, *arguments], cwd=folder, stdout=its, env=environment) as running:
        os.close(its)
        told = b""
        with suppress(OSError):  # Linux says so where the other end is closed
            while part := os.read(ours, 65536):
                told += part
        os.close(ours)
    if running.returncode:
        raise SystemExit(running.returncode)
    return told.decode().replace("\r\n", "\n")


def draw_terminal() -> None:
    """The terminal with two commands and what they print."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, file=io.StringIO(), width=COLUMNS, force_terminal=True, color_system="truecolor")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(DOCS / "examples" / "strike", folder / "strike")
        (folder / "ostriv.txt").write_text(f"14 May 2024\n\n{SENTENCE}\n", encoding="utf-8")
        for arguments, words in TYPED:
            console.print(Text(f"$ {words}", style="bold"))
            console.print(Text.from_ansi(typed(arguments, folder).rstrip("\n")))
            console.print()
    picture = console.export_svg(title="claimx", code_format=FRAME, unique_id="claimx")
    (DOCS / "terminal.svg").write_text(picture, encoding="utf-8")


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
        try:
            yield f"{origin}/picture/"
        finally:
            server.should_exit = True
            thread.join()


def take_pages(names: set[str]) -> None:
    """The pages of these names, in a browser."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    claimx = str(Path(sys.executable).with_name("claimx"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as run:
        folder = Path(name)
        browser = run.chromium.launch(executable_path=chromium, args=FLAGS)
        if "report.png" in names:
            for arguments in (
                ["extract", "seeds/", "-q", "-o", str(folder / "claims.jsonl")],
                ["report", str(folder / "claims.jsonl"), "--texts", "seeds/", "-q", "-o", str(folder / "report.html")],
            ):
                subprocess.run([claimx, *arguments], cwd=ROOT, check=True)
            take(browser, "report.png", (folder / "report.html").as_uri(), lambda page: page.wait_for_timeout(200))
        if "serve.png" in names:
            with served(folder / "review") as address:
                take(browser, "serve.png", address, lambda page: (page.keyboard.press("j"), page.keyboard.press("j")))
        browser.close()


def main() -> int:
    """0 where every picture shows what is there (or now does), 1 where one does not, 2 where a name is none of a picture."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"docs/{name} shows an earlier look: run python scripts/pictures.py {name}", file=sys.stderr)
        return int(bool(stale()))
    names = set(sys.argv[1:]) or set(PARTS)
    if names - set(PARTS):
        print(f"no such picture; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    if "terminal.svg" in names:
        draw_terminal()
    if names - {"terminal.svg"}:
        take_pages(names)
    known = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}
    now = {name: digest_of(name) if name in names else known.get(name) for name in PARTS}
    DIGESTS.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
