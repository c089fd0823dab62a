"""The page: template, style, script and data put together."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from claimx import __version__
from claimx.errors import WriteError
from claimx.report.payload import json_in_html, payload, summary
from claimx.report.sections import Section
from claimx.schema import Record
from claimx.visible import visible

ASSETS = Path(__file__).resolve().parent / "assets"
# In the order in which they use each other.
SCRIPTS = (
    "words.js",
    "marks.js",
    "state.js",
    "chart.js",
    "map.js",
    "article.js",
    "table.js",
    "series.js",
    "address.js",
    "split.js",
    "download.js",
    "start.js",
)


def report(
    records: Sequence[Record],
    texts: Mapping[str, str],
    *,
    title: str = "Claims",
    sections: Sequence[Section] = (),
) -> str:
    """The page as HTML. ``texts`` holds the articles' texts by digest; articles without show their sentences only.

    Raises WriteError where Jinja2 is missing.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise WriteError("the report needs Jinja2: pip install 'claimx[report]'") from error
    style = (ASSETS / "page.css").read_text(encoding="utf-8")
    script = "(() => {\n'use strict';\n" + "\n".join(_script(name) for name in SCRIPTS) + "\n})();\n"
    data = payload(records, texts)
    if any(claim["at"] for claim in data["claims"]):
        data["world"] = (ASSETS / "world.txt").read_text(encoding="ascii").strip()
    data["sections"] = [{"id": one.id, "kind": one.kind, "content": one.content} for one in sections]
    environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html").render(
        title=visible(title),
        version=__version__,
        summary=summary(records),
        sections=sections,
        style=style,
        script=script,
        data=json_in_html(data),
        policy=_policy(style, script),
    )


def _script(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, sent, framed or run but the page's own style and script, known by their digests."""
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """The SHA-256 of a style or script, as policies write it."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
