"""The page: one answer with style and script in it, known to its own policy by their digests."""

from __future__ import annotations

from pathlib import Path

from claimx import __version__
from claimx.errors import WriteError
from claimx.report.page import ASSETS as SHARED
from claimx.report.page import digest
from claimx.schema import Category, Event, Per, Stance

ASSETS = Path(__file__).resolve().parent / "assets"
# The parts of the report's page come first; each uses those before it.
SCRIPTS = (
    SHARED / "words.js", SHARED / "marks.js", ASSETS / "talk.js", ASSETS / "claim.js", ASSETS / "text.js", ASSETS / "add.js", ASSETS / "desk.js",
)  # fmt: skip


def make_page() -> tuple[str, str]:
    """The page and its content security policy: it may talk to its own server, and to nothing else.

    Raises WriteError where Jinja2 is missing.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise WriteError("claimx serve needs Jinja2: pip install 'claimx[serve]'") from error
    style = "\n".join(path.read_text(encoding="utf-8") for path in (SHARED / "page.css", ASSETS / "serve.css"))
    script = "(() => {\n'use strict';\n" + "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS) + "\n})();\n"
    environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template("serve.html").render(
        version=__version__,
        style=style,
        script=script,
        choices={
            name: [one.value for one in kind]
            for name, kind in (("event", Event), ("category", Category), ("per", Per), ("stance", Stance))
        },
    )
    policy = (
        f"default-src 'none'; connect-src 'self'; img-src data:; style-src 'sha256-{digest(style)}'; "
        f"script-src 'sha256-{digest(script)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return page, policy
