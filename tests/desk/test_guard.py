"""The routes a page without files does not need are closed, and every answer carries the headers."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from voicekit.desk.guard import HEADERS, Guard, closed


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://x",
        "/monitoring/k",
    ],
)
def test_unused_routes_are_closed(path: str) -> None:
    assert closed(path)


@pytest.mark.parametrize(
    "path", ["/", "/config", "/assets/index.js", "/gradio_api/run/predict", "/theme.css"]
)
def test_the_pages_own_routes_are_open(path: str) -> None:
    assert not closed(path)


def ask(path: str) -> list[MutableMapping[str, Any]]:
    sent: list[MutableMapping[str, Any]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]})
        await send({"type": "http.response.body", "body": b"inside"})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {}

    asyncio.run(Guard(inner)({"type": "http", "path": path}, receive, send))
    return sent


def test_a_closed_route_never_reaches_the_page() -> None:
    start, body = ask("/gradio_api/upload")
    assert (start["status"], body["body"]) == (404, b"")


def test_an_open_route_gets_the_headers() -> None:
    start, body = ask("/config")
    assert (start["status"], body["body"]) == (200, b"inside")
    assert start["headers"] == [(b"a", b"b"), *HEADERS]
    policy = dict(HEADERS)[b"content-security-policy"].decode()
    assert "connect-src 'self'" in policy
    assert "http" not in policy
