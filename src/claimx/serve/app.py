"""The page's server, as an ASGI application: who asks is looked at before anything else, then what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from secrets import compare_digest
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimx.errors import ClaimxError, ReadError, WriteError, place_of
from claimx.invalid import told_of
from claimx.serve.desk import Desk, RefusedError, UnknownError
from claimx.serve.edits import Change, ClashError
from claimx.serve.page import make_page
from claimx.visible import visible

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

# Bytes of a request that holds no article.
_SMALL = 100_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CLAIM = re.compile(r"cx_[0-9a-f]{16}|new_[0-9]{1,9}")
# What every answer says: keep nothing, guess nothing, show it nowhere else, tell nobody where it came from.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Paste(_Body):
    text: str = Field(min_length=1)
    title: str | None = Field(default=None, max_length=1000)
    published: date | None = None


class _Fetch(_Body):
    url: str = Field(min_length=1, max_length=4000)


class _Changed(_Body):
    base: int = Field(ge=0)
    set: Change | None = None  # None: give back what claimx read


class _Selected(_Body):
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    role: str = ""


class _Checked(_Body):
    checked: bool


def make_app(desk: Desk, *, token: str, origin: str) -> ASGIApp:
    """The application. It answers under ``/TOKEN/`` alone, and only requests to ``origin`` that come from it or from nowhere.

    Raises WriteError where Starlette or Jinja2 is missing.
    """
    try:
        from starlette.applications import Starlette
        from starlette.routing import Route
    except ImportError as error:
        raise WriteError("claimx serve needs Starlette and uvicorn: pip install 'claimx[serve]'") from error
    page, policy = make_page()

    async def index(_: Request) -> Response:
        from starlette.responses import HTMLResponse

        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    def get(call: Callable[..., Any]) -> Any:
        async def endpoint(request: Request) -> Response:
            return await _answer(lambda: call(*_named(request)))

        return endpoint

    def post(body: type[_Body], call: Callable[..., Any], most: int = _SMALL) -> Any:
        async def endpoint(request: Request) -> Response:
            raw = await _read(request, most)
            if raw is None:
                return _told(413, f"has more than {most:,} bytes; raise --max-bytes, or split it")
            try:
                told = body.model_validate_json(raw)
            except ValidationError as error:
                return _told(422, _complaint(error))
            return await _answer(lambda: call(*_named(request), told))

        return endpoint

    async def drop(request: Request) -> Response:
        raw = await _read(request, desk.max_bytes)
        if raw is None:
            return _told(413, f"has more than {desk.max_bytes:,} bytes; raise --max-bytes, or split it")
        name = request.query_params.get("name", "")[-200:]
        return await _answer(lambda: desk.take(raw, name or "article.txt"))

    # JSON writes a character in up to six bytes.
    whole = 6 * desk.max_bytes
    claim = "/api/articles/{sha256}/claims/{claim}"
    routes = [
        Route("/", index),
        Route("/api/articles", get(lambda: {"articles": desk.listed()})),
        Route("/api/articles", post(_Paste, lambda one: desk.paste(one.text, one.published, one.title), whole), methods=["POST"]),
        Route("/api/files", drop, methods=["POST"]),
        Route("/api/fetch", post(_Fetch, lambda one: desk.fetch(one.url)), methods=["POST"]),
        Route("/api/articles/{sha256}", get(desk.article)),
        Route("/api/articles/{sha256}/checked", post(_Checked, lambda sha, one: desk.check(sha, one.checked)), methods=["POST"]),
        Route("/api/articles/{sha256}/claims", post(_Selected, lambda sha, one: desk.add(sha, one.start, one.end)), methods=["POST"]),
        Route("/api/articles/{sha256}/words", post(_Selected, lambda sha, one: desk.words(sha, one.role, one.start, one.end)), methods=["POST"]),
        Route(
            claim,
            post(_Changed, lambda sha, key, one: desk.clear(sha, key, one.base) if one.set is None else desk.change(sha, key, one.base, one.set)),
            methods=["POST"],
        ),
    ]  # fmt: skip
    return _Guard(Starlette(routes=routes), token, origin)


class _Guard:
    """Lets through what has the token and comes from the page itself; everybody else gets an empty 404, whatever they asked for."""

    def __init__(self, app: Starlette, token: str, origin: str) -> None:
        self._app = app
        self._token = token.encode("ascii")
        self._origin = origin.encode("ascii")
        self._host = self._origin.partition(b"://")[2]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._known(scope):
            await _nothing(scope, send)
            return
        inner = {**scope, "path": scope["path"][len(self._token) + 1 :], "raw_path": b"", "root_path": ""}

        async def answer(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self._app(inner, receive, answer)

    def _known(self, scope: Scope) -> bool:
        given = scope["path"].encode("utf-8", "surrogatepass")
        head, slash, _ = given[1:].partition(b"/")
        # A name that leads to this machine by another way (DNS rebinding) shows in Host; a foreign page, in Origin and Sec-Fetch-Site.
        told: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            told.setdefault(name, []).append(value)
        return (
            compare_digest(head, self._token)
            and slash == b"/"
            and told.get(b"host") == [self._host]
            and told.get(b"origin", [self._origin]) == [self._origin]
            and told.get(b"sec-fetch-site", [b"none"])[0] in (b"none", b"same-origin")
            and (scope["method"] in ("GET", "HEAD") or b"origin" in told)
        )


async def _nothing(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


def _named(request: Request) -> list[str]:
    """The digest and the claim in the path. Raises UnknownError where they cannot be any."""
    told = request.path_params
    if not _DIGEST.fullmatch(told.get("sha256", "0" * 64)) or not _CLAIM.fullmatch(told.get("claim", "new_1")):
        raise UnknownError("no such article or claim")
    return [told[name] for name in ("sha256", "claim") if name in told]


async def _read(request: Request, most: int) -> bytes | None:
    """The body; None where it is larger than that."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            return None
        parts.append(part)
    return b"".join(parts)


async def _answer(call: Callable[[], Any]) -> Response:
    """What the desk says, or why it says nothing."""
    from starlette.concurrency import run_in_threadpool

    try:
        return _json(200, await run_in_threadpool(call))
    except ClashError as error:
        return _json(409, {"error": error.message, "fields": error.fields})
    except UnknownError as error:
        return _told(404, error.message)
    except (RefusedError, ReadError) as error:
        return _told(422, error.message)
    except ClaimxError as error:
        return _told(500, f"{error.path}: {error.message}" if error.path else error.message)
    except Exception as error:  # noqa: BLE001 - the page says what happened, whatever it is, and the server goes on
        told = f"{type(error).__name__}: {error}"
        return _told(500, f"stopped by a fault of claimx ({told}) at {place_of(error)}; please report it")


def _json(status: int, value: Any) -> Response:
    from starlette.responses import Response

    # ASCII alone, so that half a surrogate pair can be sent.
    return Response(json.dumps(value, separators=(",", ":")), status_code=status, media_type="application/json")


def _told(status: int, message: str) -> Response:
    return _json(status, {"error": visible(message)})


def _complaint(error: ValidationError) -> str:
    """What is wrong with a request, in plain words; the page knows a claim's fields without the ``set`` that holds them."""
    first = error.errors(include_url=False, include_input=False)[0]
    return told_of({**first, "loc": tuple(part for part in first["loc"] if part != "set")})
