"""The way to the model's server: one connection a request, which can be cut from another thread at any time.

Must never follow a redirect, take a proxy for a server nearby, or send a header that the settings do not give.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from voicekit._version import __version__
from voicekit.rewrite.answer import ModelError

if TYPE_CHECKING:
    import httpx2

MOST = 2_000_000
"""Bytes of an answer that are read."""
_KEPT = frozenset(("host", "accept", "content-type", "content-length", "x-stainless-raw-response"))
"""Headers of the SDK that are sent (by the last it tells its own answer's kind); others tell of this machine, or come
from variables that are not our settings."""


class Line:
    """The connection of one request."""

    def __init__(self) -> None:
        self.used = False
        """True from when the request begins to leave."""
        self._plug: socket.socket | None = None
        self._is_cut = False
        self._lock = threading.Lock()

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """What httpx2 tells of the request's progress."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            with self._lock:
                self._plug = info["return_value"].get_extra_info("socket")
                late = self._is_cut
            if late:
                self.cut()
        elif event.endswith(".send_request_headers.started"):
            self.used = True

    def cut(self) -> None:
        """End the request: whoever reads or writes on the connection gets an error at once."""
        with self._lock:
            self._is_cut = True
            plug = self._plug
        if plug is not None:
            with contextlib.suppress(OSError):
                # Not the method of a TLS socket: that one takes its state away from the thread that is reading.
                socket.socket.shutdown(plug, socket.SHUT_RDWR)


LINE: ContextVar[Line] = ContextVar("LINE")
"""The line of the request that this thread is making."""


def http_clients(key: str, *, near: bool) -> tuple[httpx2.Client, httpx2.AsyncClient]:
    """The client for requests, with `key` as its only credential, and one that is handed over so that none is made."""
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __init__(self, stream: httpx2.SyncByteStream) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            total = 0
            for chunk in self._stream:
                total += len(chunk)
                if total > MOST:
                    raise ModelError("wrong", f"the server's answer is longer than {MOST:,} bytes")
                yield chunk

        def close(self) -> None:
            self._stream.close()

    def ready(request: httpx2.Request) -> None:
        for name in [name for name in request.headers if name.lower() not in _KEPT]:
            del request.headers[name]
        request.headers["user-agent"] = f"voicekit/{__version__}"
        request.headers["accept-encoding"] = "identity"
        request.headers["connection"] = "close"
        if key:
            request.headers["authorization"] = f"Bearer {key}"
        request.extensions["trace"] = LINE.get().trace

    def bound(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise ModelError("wrong", "the server packs its answer although it was asked not to")
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = Bounded(response.stream)

    trust = httpx2.create_ssl_context()
    hooks: dict[str, list[Any]] = {"request": [ready], "response": [bound]}
    return (
        httpx2.Client(verify=trust, trust_env=not near, follow_redirects=False, event_hooks=hooks),
        httpx2.AsyncClient(verify=trust, trust_env=not near, follow_redirects=False),
    )
