"""The model's client against a real server over HTTP: what is sent, what comes back, and what nobody may hear of.

Must never patch the SDK, nor reach for a server that is not on loopback.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import llm_server as llm
from tests.support.llm_client import ASKED, KEY, TOOK, failure, opened
from tests.support.llm_server import LlmServer, say
from voicekit.config import Settings
from voicekit.errors import ConfigError, MissingExtra
from voicekit.rewrite import client as module
from voicekit.rewrite.answer import PLAIN, SCHEMA
from voicekit.rewrite.client import ModelError, Prompt, open_client
from voicekit.types import Usage

pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")


pytestmark = pytest.mark.usefixtures("sdk_is_loaded", "no_pauses")


# What is sent, and what comes back


def test_one_good_answer() -> None:
    with LlmServer(say("We are sorry.", "Sorry about that.")) as server:
        answer = opened(server).ask(ASKED)
        (request,) = server.requests
    assert answer.data == {"suggestions": [{"text": "We are sorry."}, {"text": "Sorry about that."}]}
    assert (answer.usage, answer.cached) == (TOOK, False)
    assert answer.sent == request.text == f"{ASKED.system}\n\n{ASKED.user}"
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    sent = request.json
    assert sent.pop("messages") == [
        {"role": "system", "content": ASKED.system},
        {"role": "user", "content": ASKED.user},
    ]
    form = sent.pop("response_format")
    assert form["type"] == "json_schema"
    assert form["json_schema"] == {"name": "suggestions", "strict": True, "schema": SCHEMA}
    limits = {"max_completion_tokens": 2000, "max_tokens": 2000}
    assert sent == {"model": "some/model:8b", "stream": False, **limits}


def test_no_header_but_ours_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "OPENAI_API_KEY",
        "OPENAI_ORG_ID",
        "OPENAI_PROJECT_ID",
        "OPENAI_ADMIN_KEY",
        "LANGSMITH_GATEWAY",
    ):
        monkeypatch.setenv(name, "of-another")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/of-another")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/of-another")
    monkeypatch.setenv("OPENAI_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer of-another\nX-Mine: of-another")
    with LlmServer() as server:
        opened(server).ask(ASKED)
        keyless = opened(server, llm_api_key=None)
        keyless.ask(ASKED._replace(user="once more"))
        first, second = server.requests
    assert set(first.headers) == set(
        "host accept accept-encoding connection user-agent authorization content-type content-length "
        "x-stainless-raw-response".split()
    )
    assert first.headers["authorization"] == f"Bearer {KEY}"
    assert first.headers["user-agent"].startswith("voicekit/")
    assert "authorization" not in second.headers
    assert b"of-another" not in server.received


def test_a_server_nearby_is_not_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with LlmServer() as proxy, LlmServer() as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        opened(server).ask(ASKED)
        assert len(server.requests) == 1 and not proxy.received


def test_prices_make_a_cost_and_the_cache_costs_nothing() -> None:
    with LlmServer() as server:
        client = opened(server, llm_price_in=2.0, llm_price_out=10.0)
        first, second = client.ask(ASKED), client.ask(ASKED)
        assert first.usage == Usage(120, 30, pytest.approx(0.00054))
        assert second.usage == Usage(0, 0, 0.0)
        assert (first.cached, second.cached, second.sent) == (False, True, "")
        second.data["suggestions"].clear()
        assert client.ask(ASKED).data == first.data
        assert len(server.requests) == 1
        client.ask(ASKED._replace(user="another"))
        opened(server, llm_price_in=2.0, llm_price_out=10.0, llm_model="other").ask(ASKED)
        assert len(server.requests) == 3


def test_a_server_that_counts_nothing() -> None:
    with LlmServer(say("Hello.", usage=None)) as server:
        assert opened(server, llm_price_in=1.0, llm_price_out=1.0).ask(ASKED).usage == Usage()


def test_answers_are_kept_in_a_folder_for_evals_only(tmp_path: Path) -> None:
    with LlmServer() as server:
        settings = Settings(llm_base_url=server.url, llm_model="m")
        for _ in range(2):
            client = open_client(settings, tmp_path / "kept")
            assert client is not None
            client.ask(ASKED)
            module._client.cache_clear()
        assert len(server.requests) == 1
    (file,) = (tmp_path / "kept").iterdir()
    assert json.loads(file.read_text(encoding="utf-8")) == {"suggestions": [{"text": "Thanks for writing."}]}
    file.write_text('{"suggestions": [{"text": 1}]}', encoding="utf-8")
    client = open_client(settings, tmp_path / "kept")
    assert client is not None
    assert failure(client).state == "down"  # what was tampered with is asked for again


# Servers that know no schema, or spell the limit otherwise


@pytest.mark.filterwarnings("ignore:This model does not support:UserWarning")
@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "This response_format type is unavailable now"),
        (400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
        (404, "no endpoints found that support structured outputs"),
        (422, "body.response_format.type: unknown variant `json_schema`"),
    ],
)
@pytest.mark.parametrize(
    "plain",
    [
        llm.suggestions("Good."),
        f"```json\n{llm.suggestions('Good.')}\n```",
        f"Sure! Here {{it}} is:\n\n{llm.suggestions('Good.')}\nAnything else?",
        f"<think>{llm.suggestions('Bad.')} no, kinder</think>{llm.suggestions('Good.')}",
    ],
)
def test_a_server_without_schemas_is_asked_in_words(status: int, message: str, plain: str) -> None:
    with LlmServer(llm.without_schema(llm.content(plain), status=status, message=message)) as server:
        client = opened(server)
        answer = client.ask(ASKED)
        assert answer.data == {"suggestions": [{"text": "Good."}]}
        assert answer.sent == server.requests[1].text == f"{ASKED.system}\n\n{PLAIN}\n\n{ASKED.user}"
        client.ask(ASKED._replace(user="more"))
        assert len(server.requests) == 3  # it is remembered


def test_a_server_that_ignores_the_schema_is_asked_in_words() -> None:
    with LlmServer(llm.ignoring_schema(f"```\n{llm.suggestions('Good.')}\n```")) as server:
        answer = opened(server).ask(ASKED)
        assert answer.data == {"suggestions": [{"text": "Good."}]}
        assert answer.usage == Usage(240, 60, None)
        assert PLAIN in answer.sent and len(server.requests) == 2


def test_words_around_the_json_count_as_ignoring_the_schema() -> None:
    with LlmServer(llm.content(f"Sure: {llm.suggestions('Good.')}")) as server:
        assert opened(server).ask(ASKED).data == {"suggestions": [{"text": "Good."}]}
        assert ["response_format" in request.json for request in server.requests] == [True, False]


@pytest.mark.parametrize("known", ["max_completion_tokens", "max_tokens"])
def test_the_limit_is_spelled_as_the_server_knows_it(known: str) -> None:
    def way(exchange: llm.Exchange) -> None:
        spelled = {name for name in exchange.request.json if name.startswith("max_")}
        (say("Good.") if spelled == {known} else llm.error(422, f"unknown: {spelled}"))(exchange)

    with LlmServer(way) as server:
        client = opened(server)
        client.ask(ASKED)
        before = len(server.requests)
        client.ask(ASKED._replace(user="more"))
        assert len(server.requests) == before + 1


def test_a_server_that_knows_no_limit_is_not_used() -> None:
    with LlmServer(llm.error(400, "unknown: max_tokens, max_completion_tokens")) as server:
        assert failure(opened(server)).state == "down"
        assert len(server.requests) == 3


# Opening


def test_a_long_prompt_is_not_sent() -> None:
    with LlmServer() as server:
        error = failure(opened(server), Prompt("s", "x" * 60_000, SCHEMA))
        assert (error.state, server.received) == ("over_budget", b"")
        assert (
            error.reason == "the prompt has 60,001 characters and 60,000 are sent; shorten the conversation"
        )


def test_no_server_no_client() -> None:
    assert open_client(Settings(llm_model="m")) is None
    with pytest.raises(ConfigError, match="set llm_model"):
        open_client(Settings(llm_base_url="http://localhost:1/v1/"))


@pytest.mark.parametrize(
    ("url", "host", "where"),
    [
        ("http://localhost:11434/v1/", "localhost", "local"),
        ("http://127.0.0.1:1/v1/", "127.0.0.1", "local"),
        ("http://[::1]:1/v1/", "::1", "local"),
        ("http://10.1.2.3/v1/", "10.1.2.3", "local"),
        ("http://192.168.0.9/v1/", "192.168.0.9", "local"),
        ("http://[fd00::1]/v1/", "fd00::1", "local"),
        ("http://ollama:11434/v1/", "ollama", "local"),
        ("http://gpu.internal/v1/", "gpu.internal", "local"),
        ("https://api.openai.com/v1/", "api.openai.com", "remote"),
        ("https://8.8.8.8/v1/", "8.8.8.8", "remote"),
        ("https://134744072/v1/", "134744072", "remote"),
        ("https://[::ffff:8.8.8.8]/v1/", "::ffff:8.8.8.8", "remote"),
        ("https://[2001:4860:4860::8888]/v1/", "2001:4860:4860::8888", "remote"),
        ("https://localhost.example.com/v1/", "localhost.example.com", "remote"),
    ],
)
def test_local_or_remote(url: str, host: str, where: str) -> None:
    settings = Settings(llm_base_url=url, llm_model="m")
    client = open_client(settings._replace(llm_allow_remote=True))
    assert client is not None and (client.host, client.where) == (host, where)
    if where == "remote":
        with pytest.raises(ModelError, match="an operator has to set llm_allow_remote first") as caught:
            open_client(settings)
        assert caught.value.state == "local_only"
    else:
        assert open_client(settings) is client


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"needs the extra 'llm': pip install 'voicekit\[llm\]'"):
        open_client(Settings(llm_base_url="http://localhost:1/v1/", llm_model="m"))


@pytest.mark.parametrize("name", ["LANGCHAIN_TRACING", "LANGCHAIN_HANDLER"])
def test_an_old_tracer_turns_the_model_off(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "true")
    with LlmServer() as server, pytest.raises(ModelError, match=f"{name} asks for reports") as caught:
        opened(server)
    assert caught.value.state == "off"


# Nothing tells on the text


@pytest.mark.parametrize(
    "way", [say("Ωmega-answer"), llm.content("Ωmega-answer"), llm.error(400, "Ωmega-answer")]
)
def test_no_text_and_no_key_in_any_log(
    way: llm.Way, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    with LlmServer(way) as server:
        client = opened(server)
        try:
            client.ask(ASKED)
        except ModelError as error:
            logging.getLogger("voicekit").exception("no suggestion: %s", error)
    assert caplog.records
    written = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    written += repr(client) + repr(vars(client)) + "".join(capfd.readouterr())
    assert "Ωmega" not in written and KEY not in written


TRACED = """
import sys
sys.path[:0] = [sys.argv[2]]
from voicekit.config import Settings
from voicekit.rewrite.client import Prompt, open_client
from langchain.chat_models import init_chat_model
from langchain_core.tracers.langchain import wait_for_all_tracers
if sys.argv[3] == "ours":
    print(open_client(Settings(llm_base_url=sys.argv[1], llm_model="m")).ask(Prompt("s", "Ωmega")).data)
else:
    init_chat_model("m", model_provider="openai", base_url=sys.argv[1], api_key="k").invoke("Ωmega")
wait_for_all_tracers()
"""


@pytest.mark.parametrize("whose", ["ours", "plain langchain"])
def test_no_tracing_service_hears_of_it(whose: str, root: Path) -> None:
    """Plain langchain, in the same environment, does report: so the silence of ours says something."""
    with LlmServer(llm.body(b"{}")) as tracer, LlmServer() as server:
        names = "TRACING TRACING_V2".split()
        tracing = {f"{brand}_{name}": "true" for brand in ("LANGSMITH", "LANGCHAIN") for name in names}
        to = tracer.url.removesuffix("/v1")
        tracing |= {"LANGSMITH_ENDPOINT": to, "LANGCHAIN_ENDPOINT": to, "LANGSMITH_API_KEY": "k"}
        tracing.pop("LANGCHAIN_TRACING")  # the oldest tracer: with it no client opens
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", TRACED, server.url, str(root), whose],
            env=os.environ | tracing | {"PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        assert len(server.requests) == 1
        assert bool(tracer.received) is (whose != "ours")
