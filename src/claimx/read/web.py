"""A page from the network, by trafilatura's own fetch: only where an address is named as an article. Needs ``claimx[html]``.

Addresses of this machine and of private networks are refused, at the address named and at each redirect, by the address that is
connected to: a name or a page cannot lead there by a detour.
"""

from __future__ import annotations

import logging
from configparser import ConfigParser
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimx.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMES = ("http://", "https://")
# Tests have no other server than one on this machine.
PRIVATE = False
# Pages move up to three times (to https, to www, to a new path); longer ways are traps.
_REDIRECTS = 3
# Seconds for each step, and twice those between attempts: a page that takes longer is better saved by a browser.
_PATIENCE = 10


def is_address(path: str) -> bool:
    """True for what is fetched instead of opened.

    >>> is_address("https://news.example/a"), is_address("HTTP://news.example"), is_address("ftp://x"), is_address("news.txt")
    (True, True, False, False)
    """
    return path.lower().startswith(SCHEMES)


def fetch(url: str, max_bytes: int) -> tuple[bytes, str, str]:
    """The bytes at an address, the address that they came from in the end, and their media type.

    Raises ReadError, which tells what went wrong and what to do.
    """
    try:
        from trafilatura import downloads, settings
    except ImportError as error:
        raise ReadError("needs trafilatura to be fetched: pip install 'claimx[html]'", url) from error
    try:
        parts = urlsplit(url)
        named = parts.hostname, parts.port
    except ValueError as error:
        raise ReadError("is not the address of a page; check the spelling", url) from error
    if not named[0] or not is_address(url):
        raise ReadError("is not the address of a page; check the spelling", url)
    if parts.username is not None or parts.password is not None:
        # It would stand in every record.
        raise ReadError(
            "holds a name or password, which records would show; save the page and name the file", parts.hostname
        )
    if "ssrf_protection" not in settings.DEFAULT_CONFIG["DEFAULT"]:
        raise ReadError("needs trafilatura 2.3 or later to be fetched: pip install --upgrade 'claimx[html]'", url)
    config = ConfigParser()
    config.read_dict(settings.DEFAULT_CONFIG)
    config["DEFAULT"].update({
        "MAX_REDIRECTS": str(_REDIRECTS), "DOWNLOAD_TIMEOUT": str(_PATIENCE), "MAX_FILE_SIZE": str(max_bytes),
        "SSRF_PROTECTION": "off" if PRIVATE else "on", "INSECURE_SSL_FALLBACK": "off",
    })  # fmt: skip
    with _overheard() as said:
        response = downloads.fetch_response(url, config=config)
    if response is None:
        raise ReadError(_why(said), url)
    if response.status != 200:
        raise ReadError(
            f"was refused by its server (status {response.status}); open it in a browser and save the page", url
        )
    data = response.data or b""
    if len(data) > max_bytes:
        raise ReadError(f"has more than {max_bytes:,} bytes; raise --max-bytes", url)
    kind = next((value for name, value in (response.headers or {}).items() if name.lower() == "content-type"), "")
    return data, response.url or url, kind.partition(";")[0].strip().lower()


@contextmanager
def _overheard() -> Iterator[list[tuple[object, ...]]]:
    """What trafilatura logs meanwhile: it tells the reasons of a failure nowhere else."""
    said: list[tuple[object, ...]] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.args if isinstance(record.args, tuple) else ())

    logger, listener = logging.getLogger("trafilatura.downloads"), Listener()
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def _why(said: list[tuple[object, ...]]) -> str:
    """The reason in a sentence, by the error that trafilatura met: by its kind, and by words of its own that hold no address."""
    met = next((part for one in reversed(said) for part in one if isinstance(part, Exception)), None)
    reason = getattr(met, "reason", None)
    cause = reason if isinstance(reason, Exception) else met
    kinds, words = " ".join(kind.__name__ for kind in type(cause).__mro__), str(cause)
    for where, sign, why in (
        (words, "SSRF protection", "leads to this machine or a private network, which are never fetched from; save the page and name the file"),
        (words, "too many redirects", "is redirected too often; open it in a browser and save the page"),
        (words, "MAX_FILE_SIZE", "is larger than allowed; raise --max-bytes"),
        (kinds, "NameResolution", "cannot be looked up; check the spelling and that this machine is online"),
        (kinds, "URLSchemeUnknown", "is redirected to something other than a web page, which is not followed"),
        (kinds, "LocationValueError", "is redirected to something other than a web page, which is not followed"),
        (kinds, "SSL", "has no certificate that can be trusted; open it in a browser and save the page"),
        (kinds, "NewConnectionError", "cannot be reached; check the address and that this machine is online"),
        (kinds, "Timeout", f"did not answer within {_PATIENCE} seconds; try again, or save the page and name the file"),
    ):  # fmt: skip
        if sign in where:
            return why
    return "could not be fetched; check that this machine is online, or save the page and name the file"
