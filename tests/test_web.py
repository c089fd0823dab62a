"""Pages of the web as input: fetched from where they were named, never from where a detour leads, each failure told."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("trafilatura", reason="claimx[html] is not installed")

from claimx.cli.commands import run
from claimx.models import Article
from claimx.read import Notice, ReadOptions, read, web

BODY = "Shelling killed 12 civilians in the harbour quarter of Ostriv, the mayor of the town said in the evening."
PAGE = f"<html><head><title>Harbour</title></head><body><article><h1>Harbour hit</h1><p>{BODY}</p></article></body></html>".encode()


ASKED: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Answers by path, and remembers what was asked."""

    asked = ASKED

    def do_GET(self):
        self.asked.append(self.path)
        kind, status, body, more = "text/html", 200, PAGE, {}
        if self.path.startswith("/to/"):
            status, body, more = 302, b"", {"Location": self.path.removeprefix("/to/")}
        elif self.path == "/round":
            status, body, more = 302, b"", {"Location": "/round"}
        elif self.path == "/plain.txt":
            kind, body = "text/plain; charset=utf-8", BODY.encode()
        elif self.path == "/large":
            body = b"<p>" + b"x" * 50_000
        elif self.path == "/nothing":
            status, body = 404, b"no"
        elif self.path == "/empty":
            body = b""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **more}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def here(monkeypatch, site):
    """The site, as if this machine were the web."""
    monkeypatch.setattr(web, "PRIVATE", True)
    return site


def outcomes(url, **options):
    return list(read([url], ReadOptions(**options)))


@pytest.mark.parametrize(
    "path, name",
    [("/news/2024-05-06-harbour.html?x=1#top", "2024-05-06-harbour"), ("/plain.txt", "plain"), ("/", "127.0.0.1")],
)
def test_a_page_is_an_article(here, path, name):
    (article,) = outcomes(here + path)

    assert BODY in article.text
    assert (article.id, article.path) == (name, here + path.partition("#")[0])
    assert article.url == here + path.partition("#")[0]


def test_a_redirect_is_told(here):
    notice, article = outcomes(f"{here}/to//news.html")

    assert isinstance(notice, Notice)
    assert f"redirected to {here}/news.html" in notice.message
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    "path, cause",
    [
        ("/to/file:///etc/passwd", "something other than a web page"),
        ("/to/ftp://127.0.0.1/x", "something other than a web page"),
        ("/round", "too often"),
        ("/nothing", "status 404"),
        ("/large", "raise --max-bytes"),
        ("/empty", "empty"),
    ],
)
def test_what_is_no_page_is_told(here, path, cause):
    (error,) = outcomes(here + path, max_bytes=10_000)

    assert cause in error.message


@pytest.mark.parametrize(
    "url, cause",
    [
        ("http://127.0.0.1:{port}/", "private network"),
        ("http://localhost:{port}/", "private network"),
        ("http://[::ffff:127.0.0.1]:{port}/", "could not be fetched"),
        ("http://user:word@127.0.0.1:{port}/", "name or password"),
        ("http:///x", "not the address"),
        ("http://127.0.0.1:99999/", "not the address"),
        ("http://no-such-name.invalid/", "cannot be looked up"),
    ],
)
def test_this_machine_is_never_asked(site, url, cause):
    before = list(ASKED)

    (error,) = outcomes(url.format(port=site.rpartition(":")[2]))

    assert cause in error.message or "private network" in error.message
    assert before == ASKED


@pytest.mark.parametrize(
    "url, cause",
    [
        ("http://127.0.0.1:{port}/ssl-timeout-exceeded", "cannot be reached"),
        ("https://127.0.0.1:{other}/", "certificate"),
        ("http://ssl-timeout-exceeded.invalid/", "cannot be looked up"),
    ],
)
def test_what_went_wrong_is_told_by_its_cause(here, monkeypatch, url, cause):
    monkeypatch.setattr(web, "_PATIENCE", 1)  # and half of it between attempts
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    (error,) = outcomes(url.format(port=port, other=here.rpartition(":")[2]))

    assert cause in error.message


def test_the_command_takes_addresses(here, tmp_path, capfd):
    out = tmp_path / "claims.jsonl"
    assert (
        run(["extract", f"{here}/news.html", f"{here}/nothing", "--published", "2024-05-06", "-q", "-o", str(out)]) == 1
    )
    (record,) = map(json.loads, out.read_text().splitlines())

    assert record["quantity"]["value"] == 12
    assert record["document"]["path"] == record["document"]["url"] == f"{here}/news.html"
    assert "status 404" in capfd.readouterr()[1]
