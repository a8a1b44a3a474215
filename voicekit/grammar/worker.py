"""Asks one engine on one thread, and waits no longer than it may: a hung engine hangs nobody and costs one thread.

Must never keep a text after its answer, nor put an exception's own words in a reason.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue

from voicekit.grammar.engine import Engine, Question, Slip, Unavailable

DEADLINE = 2.0
"""Seconds that a check may take in all."""
LOADING = 20.0
"""Seconds that a command waits once for an engine to load; a server of one's own starts a Java machine."""
QUIET = 10.0
"""Seconds that an engine which is down is not asked again: many drafts must not wait for each in turn."""


class _Job:
    """One question on its way, or (without a question) the wish to be loaded."""

    def __init__(self, question: Question | None, deadline: float) -> None:
        self.question = question
        self.deadline = deadline
        self.done = threading.Event()
        self.slips: Sequence[Slip] = ()
        self.error: Unavailable | None = None


class Worker:
    """The thread of one engine, started by the first question. Safe to call from any thread.

    A `patient` one waits at its first question up to LOADING seconds until the engine is loaded.
    """

    def __init__(self, engine: Engine, *, patient: bool = False) -> None:
        self.engine = engine
        self._patient = patient
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._lock = threading.Lock()
        self._started = False
        self._down: Unavailable | None = None
        self._quiet_until = 0.0

    def ask(self, question: Question, seconds: float = DEADLINE) -> list[Slip]:
        """The slips of a text, within `seconds`. Raises Unavailable."""
        if self._down is not None and time.monotonic() < self._quiet_until:
            raise self._down
        if self._patient:
            self._patient = False
            self.load(LOADING)
        job = self._put(_Job(question, time.monotonic() + seconds))
        if not job.done.wait(seconds):
            job.question = None
            job.error = Unavailable("down", f"{self.engine.title} gave no answer within {seconds:g} seconds")
        if job.error is not None:
            if job.error.state == "down":
                self._down, self._quiet_until = job.error, time.monotonic() + QUIET
            raise job.error
        return list(job.slips)

    def load(self, seconds: float) -> None:
        """Have the engine loaded, and wait up to `seconds` for it (0: do not wait)."""
        self._put(_Job(None, time.monotonic() + max(seconds, LOADING))).done.wait(seconds)

    def _put(self, job: _Job) -> _Job:
        with self._lock:
            if not self._started:
                self._started = True
                threading.Thread(target=self._run, name=f"grammar-{self.engine.name}", daemon=True).start()
        self._jobs.put(job)
        return job

    def _run(self) -> None:
        while True:
            self._do(self._jobs.get())

    def _do(self, job: _Job) -> None:
        question = job.question
        try:
            if time.monotonic() < job.deadline:  # else its asker has gone
                self.engine.load()
                if question is not None:
                    job.slips = self.engine.read(question, job.deadline)
        except Unavailable as error:
            job.error = error
        # SystemExit too: libraries leave with it, and a thread would end in silence.
        except BaseException as error:
            job.error = Unavailable("down", f"{self.engine.title} failed ({type(error).__name__})")
        finally:
            job.question = None
            job.done.set()
