"""``claimx serve``: the local page for corrections."""

from __future__ import annotations

import errno
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimx.cli.options import Bytes, glob_option, log_options, make_extractor, model_options
from claimx.cli.reading import Reading
from claimx.cli.tally import count_of
from claimx.console import Log
from claimx.errors import ReadError, WriteError, reason

if TYPE_CHECKING:
    from claimx.models import Article

HOST = "127.0.0.1"
# Among the registered ports, taken by no known service.
PORT = 8421
# Letters and digits of the token: 192 bits, which nobody guesses.
_TOKEN = 24


@click.command(
    epilog="""\b
Examples:
    claimx serve
    claimx serve articles/ --into review --port 9000
"""
)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("claimx-review"),
    show_default=True,
    metavar="DIR",
    help="Folder that keeps articles, corrections and gold.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@glob_option
@click.option(
    "--max-bytes",
    type=Bytes(2**31),
    default=20_000_000,
    show_default=True,
    metavar="N",
    help="Size beyond which an article or file is refused.",
)
@model_options
@log_options
def serve(
    paths: tuple[str, ...],
    into: Path,
    port: int,
    globs: tuple[str, ...],
    max_bytes: int,
    model: str | None,
    lexicon_dir: Path | None,
    log: Log,
) -> int:
    """Open a local page to read articles and correct their claims.

    Articles at PATH open on the page; others can be pasted, dropped, or fetched by address. What is checked is saved
    to DIR as gold that `claimx eval` and `claimx import` take (docs/serve.md). The page listens on this machine alone, under
    an address with a secret; Ctrl-C ends it.
    """  # fmt: skip
    try:
        import uvicorn
    except ImportError as error:
        raise WriteError("claimx serve needs Starlette and uvicorn: pip install 'claimx[serve]'") from error
    from claimx.read import DEFAULT_GLOBS, ReadOptions
    from claimx.serve import Desk, make_app, opened

    listener = _bound(port)
    with listener, opened(into) as store:
        desk = Desk(store, make_extractor(model, lexicon_dir, explain=True), max_bytes=max_bytes)
        reading = Reading(log)
        options = ReadOptions(globs=globs or DEFAULT_GLOBS, max_bytes=max_bytes)
        articles: list[Article] = list(reading.articles(paths, options)) if paths else []
        if paths and not articles:
            raise ReadError("nothing could be read; check the paths, or start without any")
        desk.put(articles)
        token = secrets.token_urlsafe(_TOKEN)
        origin = f"http://{HOST}:{listener.getsockname()[1]}"
        app = make_app(desk, token=token, origin=origin)
        # On standard output, so that a script can open it.
        click.echo(f"{origin}/{token}/")
        log.summary(
            f"{count_of(len(store.entries), 'article')} to correct; corrections go to {into}; Ctrl-C ends the server",
            articles=len(store.entries),
        )
        config: Any = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            lifespan="off",
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def _bound(port: int) -> socket.socket:
    """A listening socket on the loopback. Raises WriteError where the port is taken."""
    listener = socket.socket()
    try:
        # A port whose last server ended a moment ago is free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(16)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise WriteError(f"port {port} is in use; name another with --port, or 0 for a free one") from error
        if error.errno == errno.EACCES:
            raise WriteError(f"port {port} is reserved by the system; name one above 1023 with --port") from error
        raise WriteError(f"cannot listen on port {port}: {reason(error)}") from error
    return listener
