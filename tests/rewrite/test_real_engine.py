"""The client against an engine someone else wrote: llama.cpp's server, with random weights.

Its answers fit the schema and mean nothing. Must never be taken for a word on what a capable model would say.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

import pytest

from tests.support.tiny_model import TinyEngine
from voicekit.config import Settings
from voicekit.rewrite.answer import SCHEMA, read_answer
from voicekit.rewrite.client import Client, ModelError, Prompt, open_client

pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")

TIMES = 20


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with TinyEngine(tmp_path_factory.mktemp("engine")) as url:
        yield url


def opened(url: str, budget: int = 400) -> Client:
    client = open_client(Settings(llm_base_url=url, llm_model="tiny", llm_budget=budget, llm_timeout=60))
    assert client is not None
    return client


def prompt(number: int) -> Prompt:
    return Prompt("You mend replies.", f"Draft {number}: we regret teh delay of your parcel.", SCHEMA)


def test_nonsense_that_fits_the_schema_or_a_named_failure(engine: str) -> None:
    client = opened(engine)
    texts: list[str] = []
    failed: list[str] = []
    for number in range(TIMES):
        try:
            answer = client.ask(prompt(number))
        except ModelError as error:
            failed.append(error.state)
            continue
        assert read_answer(json.dumps(answer.data), strict=True) == answer.data
        assert answer.usage.input_tokens and answer.usage.output_tokens
        assert answer.usage.output_tokens <= 400
        texts += [item["text"] for item in answer.data["suggestions"]]
    assert set(failed) <= {"over_budget"}
    assert len(failed) <= TIMES // 4 and len(set(texts)) > TIMES // 4


def test_the_budget_holds(engine: str) -> None:
    client = opened(engine, budget=16)
    for number in range(5):
        with pytest.raises(ModelError, match="cut off at 16 tokens") as caught:
            client.ask(prompt(number))
        assert (caught.value.state, caught.value.usage.output_tokens) == ("over_budget", 16)


def test_a_cancel_frees_the_engine(engine: str) -> None:
    cancel = threading.Event()
    threading.Timer(0.01, cancel.set).start()
    with pytest.raises(ModelError) as caught:
        opened(engine, budget=3_000).ask(prompt(99), cancel=cancel)
    assert caught.value.state == "cancelled"
    began = time.monotonic()
    opened(engine).ask(prompt(100))
    assert time.monotonic() - began < 10
