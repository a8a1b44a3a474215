"""A bar on standard error for a long run, only where someone is there to see it.

Must never write to standard output, nor to a standard error that is a file.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
_WIDTH = 30
_EVERY = 0.1
"""Seconds between two drawings."""


def shown(things: Iterator[T], total: int) -> Iterator[T]:
    """`things` passed on one by one, with a bar of how many of `total` have gone by."""
    screen = sys.stderr
    if screen is None or not screen.isatty():
        yield from things
        return
    # Reports on the same terminal: the bar makes way for each of them and comes back below it.
    shared = sys.stdout is not None and sys.stdout.isatty()
    blank = "\r" + " " * len(bar(total, total)) + "\r"
    last = 0.0
    try:
        for count, thing in enumerate(things, start=1):
            if shared:
                screen.write(blank)
                screen.flush()
            yield thing
            now = time.monotonic()
            if shared or now - last >= _EVERY:
                last = now
                screen.write("\r" + bar(count, total))
                screen.flush()
    finally:
        screen.write(blank)
        screen.flush()


def bar(count: int, total: int) -> str:
    """`[#####-----]  512/1024  50 %`."""
    share = count / total if total else 1.0
    full = int(share * _WIDTH)
    return f"[{'#' * full}{'-' * (_WIDTH - full)}] {count:>{len(str(total))}}/{total} {share:>4.0%}"
