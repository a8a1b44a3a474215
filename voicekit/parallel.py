"""Does one thing to many replies in several processes, in order, with little held in memory at once.

It changes no result: one by one and in bulk give the same.
"""

from __future__ import annotations

import marshal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeVar

from voicekit.check import check
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Report

T = TypeVar("T")
R = TypeVar("R")
_CHUNK = 100
_AHEAD = 4
"""Chunks under way for each process: enough that none waits, few enough that memory stays flat."""

_judge: tuple[Guideline, str | None, str] | None = None


def check_in_processes(
    guideline: Guideline,
    items: Iterable[tuple[Conversation, Draft]],
    jobs: int,
    language: str | None,
    ui: str,
) -> Iterator[Report]:
    """Reports on `items` in their order, made by `jobs` processes."""
    return in_processes(_check_chunk, items, jobs, _start, (guideline.dumped(), language, ui))


def in_processes(
    work: Callable[[list[T]], list[R]],
    items: Iterable[T],
    jobs: int,
    start: Callable[..., None],
    given: tuple[Any, ...],
) -> Iterator[R]:
    """What `work` makes of chunks of `items`, in their order; `start(*given)` runs once in each of `jobs` processes.

    Both are functions of a module, for a new process imports them.
    """
    chunks = _chunks(items)
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=start, initargs=given
    ) as pool:
        waiting: deque[Future[list[R]]] = deque()
        for chunk in islice(chunks, jobs * _AHEAD):
            waiting.append(pool.submit(work, chunk))
        while waiting:
            made = waiting.popleft().result()
            for chunk in islice(chunks, 1):
                waiting.append(pool.submit(work, chunk))
            yield from made


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _start(dumped: bytes, language: str | None, ui: str) -> None:
    global _judge  # noqa: PLW0603  (one guideline for the life of a worker process)
    _judge = Guideline(marshal.loads(dumped)), language, ui


def _check_chunk(chunk: list[tuple[Conversation, Draft]]) -> list[Report]:
    assert _judge is not None  # _start has run in this process
    guideline, language, ui = _judge
    return [check(guideline, conversation, draft, language=language, ui=ui) for conversation, draft in chunk]
