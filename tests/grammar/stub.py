"""A LanguageTool server of the tests' own on loopback: it speaks the protocol, or fails at it in the way it is told.

Run as a program (`python stub.py --port N`) it stands for the server that Java would start. Must never leave loopback.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

LANGUAGES = ("en", "en-US", "en-GB", "de", "de-DE", "fr", "ru", "ru-RU")
WRONG = {"teh": "the", "colour": "color", "Kieselzelt": "Kessel", "Straße": "Strasse", "gros": "gras"}
"""What the stub calls misspelled; `colour` in American English alone."""


class Stub(ThreadingHTTPServer):
    """`mode` says what a check is answered with; `asked` holds (method, path, form) of every request."""

    daemon_threads = True

    def __init__(self, mode: str = "ok", port: int = 0, **more: Any) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.mode = mode
        self.more = more
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.let_go = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what several tests are about."""

    @property
    def checks(self) -> list[dict[str, str]]:
        return [form for method, _, form in self.asked if method == "POST"]


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        self.server.asked.append(("GET", self.path, {}))
        if self.server.mode == "hang":
            self.server.let_go.wait(30)
        elif self.server.mode == "no-languages":
            self.answer(b'{"languages": 1}')
        else:
            self.answer(json.dumps([{"name": c, "code": c[:2], "longCode": c} for c in LANGUAGES]).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
        self.server.asked.append(("POST", self.path, form))
        getattr(self, "check_" + self.server.mode.replace("-", "_"))(form)

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def matches(self, form: dict[str, str]) -> list[dict[str, Any]]:
        found = []
        text = form["text"]
        for word, right in WRONG.items():
            at = text.find(word)
            if at >= 0 and not (word == "colour" and form["language"] == "en-GB"):
                found.append(match(text, at, word, right))
        return found

    def check_ok(self, form: dict[str, str]) -> None:
        self.answer(json.dumps({"matches": self.matches(form)}).encode())

    def check_hang(self, form: dict[str, str]) -> None:
        self.server.let_go.wait(30)

    def check_slow(self, form: dict[str, str]) -> None:
        self.server.let_go.wait(30)

    def check_drip(self, form: dict[str, str]) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.let_go.wait(0.1):
            self.wfile.write(b" ")

    def check_not_json(self, form: dict[str, str]) -> None:
        self.answer(b"<html>" + form["text"].encode())

    def check_no_matches(self, form: dict[str, str]) -> None:
        self.answer(b'{"software": {}}')

    def check_null(self, form: dict[str, str]) -> None:
        self.answer(b"null")

    def check_wrong_fields(self, form: dict[str, str]) -> None:
        self.answer(b'{"matches": [{"message": null, "rule": 5}]}')

    def check_outside(self, form: dict[str, str]) -> None:
        self.answer(json.dumps({"matches": [match(form["text"], 5000, "teh", "the")]}).encode())

    def check_before(self, form: dict[str, str]) -> None:
        one = match(form["text"], 0, "I", "i")
        self.answer(json.dumps({"matches": [{**one, "offset": -3}]}).encode())

    def check_half(self, form: dict[str, str]) -> None:
        self.answer(b'{"matches": [], "warnings": {"incompleteResults": true}}')

    def check_error(self, form: dict[str, str]) -> None:
        self.answer(b'{"matches": []}', self.server.more.get("status", 500))

    def check_redirect(self, form: dict[str, str]) -> None:
        self.answer(b"", 307, Location=self.server.more["to"] + "v2/check")

    def check_cut(self, form: dict[str, str]) -> None:
        self.close_connection = True

    def check_huge(self, form: dict[str, str]) -> None:
        self.answer(b" " * 8_000_002)

    def log_message(self, *_: Any) -> None:
        """Silence."""


def match(text: str, at: int, word: str, right: str) -> dict[str, Any]:
    """One match as LanguageTool writes it, its places in UTF-16 units."""
    offset = len(text[:at].encode("utf-16-le")) // 2 if at < len(text) else at
    return {
        "message": f"Possible typo: {word}.",
        "replacements": [{"value": right}, {"value": right.upper()}, {"value": ""}, {"value": "x"}],
        "offset": offset,
        "length": len(word.encode("utf-16-le")) // 2,
        "context": {"text": text, "offset": offset},
        "sentence": text,
        "rule": {"id": "MORFOLOGIK_RULE", "issueType": "misspelling", "category": {"id": "TYPOS"}},
    }


@contextmanager
def serving(mode: str = "ok", **more: Any) -> Iterator[Stub]:
    """A stub on a port of its own, for as long as the block lasts."""
    with Stub(mode, **more) as stub:
        thread = threading.Thread(target=stub.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield stub
        finally:
            stub.let_go.set()
            stub.shutdown()
            thread.join(5)


if __name__ == "__main__":
    time.sleep(float(sys.argv[3]) if len(sys.argv) > 3 else 0)
    Stub(port=int(sys.argv[2])).serve_forever()
