"""Stands in front of the page's server: closes the routes the page does not use and sets the security headers.

Must never read or keep a body: what a person types passes through unseen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

_Scope = MutableMapping[str, Any]
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]

# Uploads, files, proxies and the rest of Gradio's routes that a page without files has no use for.
_CLOSED = (
    "upload",
    "file",
    "stream",
    "proxy",
    "component_server",
    "deep_link",
    "vibe",
    "mcp",
    "dev",
    "monitoring",
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    # Gradio's client compiles templates and starts from inline scripts, so both are allowed; other hosts are not.
    (
        b"content-security-policy",
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
        b"form-action 'self'; frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def closed(path: str) -> bool:
    """True for a path (as the server sees it) that the page never asks for."""
    parts = [part for part in path.split("/") if part]
    if parts[:1] == ["gradio_api"]:
        parts = parts[1:]
    return bool(parts) and parts[0].startswith(_CLOSED)


class Guard:
    """ASGI middleware around the page."""

    def __init__(self, app: Callable[[_Scope, _Receive, _Send], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Answer 404 on a closed route; otherwise pass on, with the headers added."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if closed(str(scope["path"])):
            await send({"type": "http.response.start", "status": 404, "headers": list(HEADERS)})
            await send({"type": "http.response.body", "body": b""})
            return

        async def with_headers(message: _Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers)
