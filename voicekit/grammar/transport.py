"""One request to the LanguageTool server that was configured: one answer within a time, or Unavailable.

Must never follow a redirect or use a proxy: both would show the text to a host that nobody configured.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from voicekit.grammar.engine import Unavailable

MOST = 8_000_000
"""Bytes of an answer that are read."""
_UNREADABLE = "what answers there does not speak LanguageTool's protocol; check languagetool_url"


def exchange(url: str, form: Mapping[str, str] | None, seconds: float) -> Any:
    """The decoded JSON that `url` answers to GET, or to POST of `form`. Raises Unavailable (`down`).

    The client's own requests follow redirects, take proxies from the environment, wait 300 s twice, have no limit for
    an answer that drips in byte by byte, and take an error's body for an answer; so they are not used.
    """
    until = time.monotonic() + seconds
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    maker = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = maker(parts.hostname or "", parts.port, timeout=max(0.1, seconds))
    late = threading.Event()
    watch: threading.Timer | None = None
    try:
        connection.connect()
        plug = connection.sock

        def cut() -> None:
            late.set()
            with contextlib.suppress(OSError):
                plug.shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(max(0.1, until - time.monotonic()), cut)
        watch.daemon = True
        watch.start()
        if form is None:
            connection.request("GET", parts.path)
        else:
            head = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", parts.path, urlencode(form), head)
        response = connection.getresponse()
        if response.status != 200:
            raise Unavailable("down", _refused(response.status))
        body = response.read(MOST + 1)
    except TimeoutError:
        raise _slow(seconds) from None
    except ConnectionRefusedError:
        raise Unavailable(
            "down", "nothing answers where the LanguageTool server should be; is it running?"
        ) from None
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise _slow(seconds) from None
        what = type(error).__name__
        raise Unavailable("down", f"the LanguageTool server cannot be reached ({what})") from None
    finally:
        if watch is not None:
            watch.cancel()
        connection.close()
    if late.is_set():
        raise _slow(seconds)
    if len(body) > MOST:
        raise Unavailable("down", f"the server's answer is longer than {MOST:,} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unavailable("down", _UNREADABLE) from None


def _slow(seconds: float) -> Unavailable:
    return Unavailable("down", f"the LanguageTool server gave no answer within {seconds:.1f} seconds")


def _refused(status: int) -> str:
    if 300 <= status < 400:
        return f"the server redirects (status {status}), which is not followed; set languagetool_url to where it leads"
    if status in (413, 429):
        return f"the server takes no more text just now (status {status})"
    return f"the server answered with status {status}"
