"""The one place that talks to a model: an OpenAI-compatible server, from the settings alone, in a time and a budget.

Must never log or repeat a text, follow a redirect, report to a tracing service, or ask a server that was not allowed.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar
from urllib.parse import urlsplit

from voicekit.config import Secret, Settings, is_near
from voicekit.errors import ConfigError, MissingExtra
from voicekit.rewrite.answer import PLAIN, Answer, ModelError, Prompt, read_answer
from voicekit.rewrite.cache import Cache, key_of
from voicekit.rewrite.endpoint import LINE, Line, http_clients
from voicekit.rewrite.faults import (
    CANCELLED,
    FILTERED,
    Passing,
    Rejected,
    by_status,
    refused,
    slow,
    unreachable,
)
from voicekit.types import Usage

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

__all__ = ["Answer", "Client", "ModelError", "Prompt", "open_client"]

_T = TypeVar("_T")
MOST_SENT = 60_000
"""Characters of a prompt that are sent; some 15,000 to 25,000 tokens, by the language."""
TRIES = 3
PAUSE = 0.5
"""Seconds before the second try, doubled for each one after it; jitter takes up to half of them away."""
_GLANCE = 0.03
"""Seconds between two looks at the cancel event."""
_TRACERS = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
"""Variables of an old tracer, with which langchain refuses every call."""


class Client:
    """A model on a server. `where` is `local` for this machine and its private network, else `remote`."""

    def __init__(self, setup: _Setup, cache: Cache) -> None:
        self.host = urlsplit(setup.base_url).hostname or ""
        self.where: Literal["local", "remote"] = "local" if is_near(self.host) else "remote"
        self.model = setup.model
        self._setup = setup
        self._cache = cache
        self._lock = threading.Lock()
        self._chat: Any = None
        self._by_schema = True
        # Ollama passes over `max_completion_tokens`; OpenAI refuses both together; some know only the old name.
        new, old = {"max_completion_tokens": setup.budget}, {"extra_body": {"max_tokens": setup.budget}}
        self._limits: list[dict[str, Any]] = [new, old] if self.where == "remote" else [new | old, new, old]

    def ask(self, prompt: Prompt, *, cancel: threading.Event | None = None) -> Answer:
        """The model's answer, within `llm_timeout` seconds for all tries. Raises ModelError.

        Setting `cancel` ends the wait within 0.2 s and cuts the connection.
        """
        size = len(prompt.system) + len(prompt.user)
        if size > MOST_SENT:
            raise ModelError(
                "over_budget",
                f"the prompt has {size:,} characters and {MOST_SENT:,} are sent; shorten the conversation",
            )
        key = key_of(self._setup.base_url, self.model, self._setup.budget, *prompt)
        kept = self._cache.get(key)
        if kept is not None:
            return Answer(kept, self._usage([(0, 0)]), True)
        visit = _Visit(cancel, self._setup.timeout)
        try:
            visit.wait(self._load)
            visit.start()
            data = self._asked(prompt, visit)
        except ModelError as error:
            error.usage, error.sent = self._usage(visit.took), visit.sent
            raise
        self._cache.put(key, data)
        return Answer(data, self._usage(visit.took), False, visit.sent)

    def _asked(self, prompt: Prompt, visit: _Visit) -> dict[str, Any]:
        """The answer by the schema; where the server refuses or ignores that, by asking for the shape in words."""
        by_schema = self._by_schema
        while True:
            try:
                content = self._tries(prompt, by_schema, visit)
            except Rejected as no:
                if no.what == "format" and by_schema:
                    by_schema = self._by_schema = False
                elif no.what == "limit" and len(self._limits) > 1:
                    self._limits = self._limits[1:]
                else:
                    raise ModelError("down", refused(400)) from None
                continue
            data = read_answer(content, strict=by_schema)
            if data is not None:
                return data
            if not by_schema:
                raise ModelError("wrong", "the model's answer has not the form that was asked for; try again")
            by_schema = False

    def _tries(self, prompt: Prompt, by_schema: bool, visit: _Visit) -> str:
        """The content of one answer; what may pass is tried again, as long as the time allows."""
        system = prompt.system if by_schema else f"{prompt.system}\n\n{PLAIN}"
        form = {"name": "suggestions", "strict": True, "schema": prompt.schema}
        more = {"response_format": {"type": "json_schema", "json_schema": form}} if by_schema else {}
        for number in range(1, TRIES + 1):
            try:
                return visit.wait(
                    lambda: self._send(system, prompt.user, self._limits[0] | more, visit),
                    f"{system}\n\n{prompt.user}",
                )
            except Passing as fault:
                pause = PAUSE * 2 ** (number - 1) * random.uniform(0.5, 1)
                pause = pause if fault.after is None else fault.after
                if number == TRIES or pause >= visit.left:
                    raise ModelError("down", fault.reason) from None
                visit.rest(pause)
        raise AssertionError("the last try returns or raises")

    def _send(self, system: str, user: str, more: dict[str, Any], visit: _Visit) -> str:
        """One request. Raises ModelError, or Passing and Rejected where there is something left to try."""
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith.run_helpers import tracing_context

        asked = [SystemMessage(system), HumanMessage(user)]
        try:
            with tracing_context(enabled=False, parent=False):
                message = self._chat.invoke(asked, timeout=max(0.1, visit.left), **more)
        except ModelError:
            raise
        except Exception as error:
            used = getattr(getattr(error, "completion", None), "usage", None)
            if used is not None:
                visit.took.append((used.prompt_tokens, used.completion_tokens))
            raise self._fault(error) from None
        return self._content(message, visit)

    def _content(self, message: AIMessage, visit: _Visit) -> str:
        used = message.usage_metadata
        if used is not None:
            visit.took.append((used["input_tokens"], used["output_tokens"]))
        reason = message.response_metadata.get("finish_reason")
        if reason == "length":
            raise ModelError("over_budget", self._cut_off())
        if reason == "content_filter":
            raise ModelError("wrong", FILTERED)
        if message.additional_kwargs.get("refusal"):
            raise ModelError("wrong", "the model declines to rewrite this")
        if not isinstance(message.content, str) or not message.content.strip():
            raise ModelError("wrong", "the model's answer is empty; try again")
        return message.content

    def _fault(self, error: Exception) -> Exception:
        """What `error` of the SDK means. None of its text is taken over: it may quote the request."""
        import openai

        if isinstance(error, openai.LengthFinishReasonError):
            return ModelError("over_budget", self._cut_off())
        if isinstance(error, openai.ContentFilterFinishReasonError):
            return ModelError("wrong", FILTERED)
        if isinstance(error, openai.APITimeoutError):
            return ModelError("slow", slow(self._setup.timeout))
        if isinstance(error, openai.APIConnectionError):
            return unreachable(error, self.host)
        if isinstance(error, openai.APIStatusError):
            return by_status(error)
        return ModelError(
            "wrong", f"what answers at {self.host} does not speak OpenAI's protocol; check llm_base_url"
        )

    def _cut_off(self) -> str:
        return f"the answer is cut off at {self._setup.budget:,} tokens; raise llm_budget"

    def _load(self) -> None:
        """Import the SDK and make the client: seconds, the first time. In a thread of its own, as a request is."""
        with self._lock:
            if self._chat is None:
                self._chat = self._made()

    def _made(self) -> Any:
        try:
            from langchain.chat_models import init_chat_model

            key = self._setup.key.reveal() if self._setup.key else ""
            plain, unused = http_clients(key, near=self.where == "local")
            return init_chat_model(
                self.model,
                model_provider="openai",
                base_url=self._setup.base_url,
                api_key=key or "none",  # the SDK wants one; http_clients leaves it out
                http_client=plain,
                http_async_client=unused,
                openai_proxy=None,
                use_responses_api=False,
                output_version="v0",
                stream_usage=True,
                max_retries=0,
                cache=False,
                verbose=False,
            )
        except ImportError:
            raise _missing() from None

    def _usage(self, took: list[tuple[int, int]]) -> Usage:
        """Tokens of all tries together, and their cost. None where the server did not say, or no price is set."""
        if not took:
            return Usage()
        read, written = sum(pair[0] for pair in took), sum(pair[1] for pair in took)
        price_in, price_out = self._setup.price_in, self._setup.price_out
        if price_in is None or price_out is None:
            return Usage(read, written, None)
        return Usage(read, written, (read * price_in + written * price_out) / 1_000_000)


class _Setup(NamedTuple):
    """The settings that make a client."""

    base_url: str
    model: str
    key: Secret | None
    timeout: float
    budget: int
    price_in: float | None
    price_out: float | None
    directory: str | None


class _Visit:
    """One question's time, cancel event and expenses."""

    def __init__(self, cancel: threading.Event | None, seconds: float) -> None:
        self.took: list[tuple[int, int]] = []
        """Tokens read and written, an answer after the other."""
        self.sent = ""
        self._cancel = cancel
        self._seconds = seconds
        self._until = float("inf")

    def start(self) -> None:
        """From now on the time counts."""
        self._until = time.monotonic() + self._seconds

    @property
    def left(self) -> float:
        """Seconds."""
        return self._until - time.monotonic()

    def rest(self, seconds: float) -> None:
        """Let time pass, but not after a cancel. Raises ModelError then."""
        if self._cancel is None:
            time.sleep(seconds)
        elif self._cancel.wait(seconds):
            raise ModelError("cancelled", CANCELLED)

    def wait(self, do: Callable[[], _T], text: str = "") -> _T:
        """What `do` gives, in a thread of its own; a cancel and the end of the time do not wait for it.

        `text` is what `do` sends.
        """
        line = Line()
        done = threading.Event()
        results: list[_T] = []
        errors: list[BaseException] = []

        def work() -> None:
            LINE.set(line)
            try:
                results.append(do())
            except BaseException as error:
                errors.append(error)
            finally:
                done.set()

        self._look(line)
        threading.Thread(target=work, name="voicekit-model", daemon=True).start()
        try:
            while not done.wait(_GLANCE):
                self._look(line)
            self._look(line)
        finally:
            self.sent = text if line.used else self.sent
        if errors:
            raise errors[0]
        return results[0]

    def _look(self, line: Line) -> None:
        if self._cancel is not None and self._cancel.is_set():
            line.cut()
            raise ModelError("cancelled", CANCELLED)
        if self.left <= 0:
            line.cut()
            raise ModelError("slow", slow(self._seconds))


def open_client(settings: Settings, directory: str | os.PathLike[str] | None = None) -> Client | None:
    """The client of the model that `settings` name, the same one for the same settings; None where they name none.

    `directory` keeps answers between runs, for evals alone. Raises ModelError (`local_only`, `off`), ConfigError and
    MissingExtra.
    """
    if settings.llm_base_url is None:
        return None
    if settings.llm_model is None:
        raise ConfigError("llm_base_url is set, but no model: set llm_model to the name that server gives it")
    tracer = next(
        (name for name in _TRACERS if os.environ.get(name, "").lower() not in ("", "0", "false")), ""
    )
    if tracer:
        raise ModelError("off", f"{tracer} asks for reports to a tracing service; unset it to use a model")
    client = _client(
        _Setup(
            settings.llm_base_url,
            settings.llm_model,
            settings.llm_api_key,
            settings.llm_timeout,
            settings.llm_budget,
            settings.llm_price_in,
            settings.llm_price_out,
            os.fspath(directory) if directory is not None else None,
        )
    )
    if client.where == "remote" and not settings.llm_allow_remote:
        raise ModelError(
            "local_only",
            f"{client.host} is outside this network; an operator has to set llm_allow_remote first",
        )
    if any(find_spec(name) is None for name in ("langchain", "langchain_openai", "openai", "httpx2")):
        raise _missing()
    return client


@lru_cache(maxsize=8)
def _client(setup: _Setup) -> Client:
    return Client(setup, Cache(setup.directory))


def _missing() -> MissingExtra:
    return MissingExtra("llm", "a model's suggestions")
