"""A model's server of the tests' own, over real HTTP on loopback: OpenAI's chat completions, done well or badly.

It keeps every byte it receives. Must never leave loopback, nor hold a model: what it says, a test has written.

    with LlmServer(say("Thanks, Ana.")) as server:
        client = open_client(Settings(llm_base_url=server.url, llm_model="m"))

A way to answer is a function of one `Exchange`; the ways given are taken in turn, and the last one stays.
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}


class Request(NamedTuple):
    """One request as it came: header names in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """All messages of the request, one after the other."""
        return "\n\n".join(message["content"] for message in self.json["messages"])


class LlmServer(ThreadingHTTPServer):
    """`url` is what llm_base_url takes, `requests` what came, `received` every byte of it, `hung_up` who went away."""

    daemon_threads = True

    def __init__(self, *ways: Way) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ways = list(ways) or [say("Thanks for writing.")]
        self.requests: list[Request] = []
        self.arrived = threading.Event()
        self.hung_up = threading.Event()
        self.let_go = threading.Event()
        self._bytes: list[bytes] = []
        self._lock = threading.Lock()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def received(self) -> bytes:
        return b"".join(self._bytes)

    def keep(self, data: bytes) -> bytes:
        self._bytes.append(data)
        return data

    def next_way(self, request: Request) -> Way:
        with self._lock:
            self.requests.append(request)
            self.arrived.set()
            return self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what several tests are about."""
        self.hung_up.set()

    def __enter__(self) -> LlmServer:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go.set()
        self.shutdown()
        self.server_close()


class Exchange:
    """A request and the means to answer it."""

    def __init__(self, handler: _Handler, request: Request) -> None:
        self.request = request
        self.server = handler.server
        self._handler = handler

    def send(self, status: int, body: bytes, *, length: int | None = None, **headers: str) -> None:
        """A whole answer; `length` is what Content-Length says where that is not the truth."""
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", headers.pop("Content_Type", "application/json"))
        self._handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), value)
        self._handler.end_headers()
        self._handler.wfile.write(body)
        self._handler.wfile.flush()

    def send_raw(self, data: bytes) -> None:
        """Bytes as they are, in place of an answer or in the middle of one."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def hang_up(self) -> None:
        """End the connection without a word."""
        with contextlib.suppress(OSError):
            self._handler.connection.shutdown(socket.SHUT_RDWR)

    def client_left(self, seconds: float) -> bool:
        """True when the client ends the connection within so many seconds."""
        plug = self._handler.connection
        until = time.monotonic() + seconds
        plug.settimeout(0.02)
        while time.monotonic() < until and not self.server.let_go.is_set():
            try:
                if not plug.recv(1):
                    self.server.hung_up.set()
                    return True
            except TimeoutError:
                continue
            except OSError:
                self.server.hung_up.set()
                return True
        return False


Way = Callable[[Exchange], None]


class _Handler(BaseHTTPRequestHandler):
    server: LlmServer
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.rfile = _Tee(self.rfile, self.server.keep)  # type: ignore[assignment]

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        self.server.next_way(request)(Exchange(self, request))

    do_POST = do_PUT = do_PATCH = do_CONNECT = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """No noise."""


class _Tee:
    def __init__(self, stream: Any, keep: Callable[[bytes], bytes]) -> None:
        self._stream = stream
        self._keep = keep

    def read(self, size: int = -1) -> bytes:
        return self._keep(self._stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._keep(self._stream.readline(size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def completion(content: str | None, *, finish: str = "stop", usage: Any = USAGE, **message: Any) -> bytes:
    """The body of a chat completion."""
    said = {"role": "assistant", "content": content, **message}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [{"index": 0, "message": said, "finish_reason": finish, "logprobs": None}],
    }
    return json.dumps(body | ({"usage": usage} if usage else {})).encode()


def suggestions(*texts: str) -> str:
    """The JSON that the model is asked for."""
    return json.dumps({"suggestions": [{"text": text} for text in texts]}, ensure_ascii=False)


def say(*texts: str, usage: Any = USAGE) -> Way:
    """A good answer with these suggestions."""
    return lambda exchange: exchange.send(200, completion(suggestions(*texts), usage=usage))


def content(text: str | None, **more: Any) -> Way:
    """An answer whose content is `text`: no JSON, another shape, a refusal (`refusal=`), cut off (`finish=`)."""
    return lambda exchange: exchange.send(200, completion(text, **more))


def obey(model: Callable[[Request], str]) -> Way:
    """Suggests what `model` makes of the request: an injection obeyed on purpose, for one."""
    return lambda exchange: exchange.send(200, completion(suggestions(model(exchange.request))))


def body(data: bytes, *, content_type: str = "application/json", **headers: str) -> Way:
    """Any body with status 200."""
    return lambda exchange: exchange.send(200, data, Content_Type=content_type, **headers)


def error(status: int, message: str = "no", *, code: str | None = None, **headers: str) -> Way:
    """An error of OpenAI's form. Headers by name: `Retry_After="1"`."""
    data = json.dumps({"error": {"message": message, "type": "x", "param": None, "code": code}}).encode()
    return lambda exchange: exchange.send(status, data, **headers)


def redirect(url: str) -> Way:
    """Sends the client elsewhere, with the same method and body."""
    return lambda exchange: exchange.send(307, b"", Location=url)


def slow(seconds: float, then: Way) -> Way:
    """Waits, and answers unless the client has left by then."""

    def way(exchange: Exchange) -> None:
        if not exchange.client_left(seconds):
            then(exchange)

    return way


def drip(seconds: float) -> Way:
    """A good answer, a byte at a time, that is never done."""

    def way(exchange: Exchange) -> None:
        exchange.send(200, b"{", length=1000)
        while not exchange.client_left(seconds) and not exchange.server.let_go.is_set():
            exchange.send_raw(b" ")

    return way


def cut(after: int = 40) -> Way:
    """Ends the connection in the middle of the body."""

    def way(exchange: Exchange) -> None:
        whole = completion(suggestions("Thanks for writing."))
        exchange.send(200, whole[:after], length=len(whole))
        exchange.hang_up()

    return way


def hang_up(exchange: Exchange) -> None:
    """Ends the connection before any answer."""
    exchange.hang_up()


def without_schema(then: Way, *, status: int = 400, message: str = "response_format is unavailable") -> Way:
    """A server that refuses `response_format`, and answers a request without one."""

    def way(exchange: Exchange) -> None:
        refuses = "response_format" in exchange.request.json
        (error(status, message) if refuses else then)(exchange)

    return way


def ignoring_schema(plain: str) -> Way:
    """A server that overlooks `response_format` and answers in prose, until it is asked in words."""

    def way(exchange: Exchange) -> None:
        asked = "response_format" in exchange.request.json
        content("Sure! Here is a nicer reply." if asked else plain)(exchange)

    return way
