"""Checks many drafts in several processes, in order, with little held in memory at once.

It changes no result: one by one and in bulk give the same reports.
"""

from __future__ import annotations

import marshal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from voicekit.check import check
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Report

_CHUNK = 100
_AHEAD = 4
"""Chunks under way for each process: enough that none waits, few enough that memory stays flat."""

_guideline: Guideline | None = None


def check_in_processes(
    guideline: Guideline,
    items: Iterable[tuple[Conversation, Draft]],
    jobs: int,
    language: str | None,
    ui: str,
) -> Iterator[Report]:
    """Reports on `items` in their order, made by `jobs` processes."""
    chunks = _chunks(items)
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(guideline.dumped(),)
    ) as pool:
        waiting: deque[Future[list[Report]]] = deque()
        for chunk in islice(chunks, jobs * _AHEAD):
            waiting.append(pool.submit(_check_chunk, chunk, language, ui))
        while waiting:
            reports = waiting.popleft().result()
            for chunk in islice(chunks, 1):
                waiting.append(pool.submit(_check_chunk, chunk, language, ui))
            yield from reports


def _chunks(items: Iterable[tuple[Conversation, Draft]]) -> Iterator[list[tuple[Conversation, Draft]]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _start(dumped: bytes) -> None:
    global _guideline  # noqa: PLW0603  (one guideline for the life of a worker process)
    _guideline = Guideline(marshal.loads(dumped))


def _check_chunk(chunk: list[tuple[Conversation, Draft]], language: str | None, ui: str) -> list[Report]:
    assert _guideline is not None  # _start has run in this process
    return [check(_guideline, conversation, draft, language=language, ui=ui) for conversation, draft in chunk]
