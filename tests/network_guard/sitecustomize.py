"""Stops every Python the tests start, and the tests themselves, from reaching another machine.

Installed by tests/conftest.py: in the test process by import, in its children through PYTHONPATH.
It must never import anything heavy, nor let an attempt pass in silence: each is kept in `attempts`.
"""

from __future__ import annotations

import sys
from typing import Any

attempts: list[str] = []
"""What was stopped in this process, newest last."""

LOOPBACK_NAMES = frozenset({None, "", "localhost", "ip6-localhost", "::1", "::", "0.0.0.0"})
WATCHED = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
"""Audit event -> which of its arguments holds the address or the host."""


class NetworkBlocked(RuntimeError):
    """A test, or a program it started, reached for the network."""


def is_local(address: Any) -> bool:
    """True for a path (Unix socket), a loopback host, or a loopback (host, port, ...) tuple."""
    if isinstance(address, tuple):
        host = address[0]
    elif address is None or isinstance(address, str | bytes):
        host = address
    else:
        return True
    if isinstance(host, bytes):
        host = host.decode("utf-8", "replace")
    return host in LOOPBACK_NAMES or str(host).startswith(("127.", "/", "\0", "::ffff:127."))


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook: refuses the watched events unless they stay on this machine."""
    position = WATCHED.get(event)
    if position is None or is_local(arguments[position]):
        return
    attempts.append(f"{event} {arguments[position]!r}")
    raise NetworkBlocked(f"tests stay on this machine: {attempts[-1]}")


sys.addaudithook(guard)
