"""The model's client where something goes wrong: a bad answer, a fault that passes, the end of the time, a cancel.

Must never patch the SDK, nor reach for a server that is not on loopback.
"""

from __future__ import annotations

import threading
import time

import pytest

from tests.support import llm_server as llm
from tests.support.llm_client import ASKED, KEY, failure, opened
from tests.support.llm_server import LlmServer, say
from voicekit.rewrite import client as module
from voicekit.types import Usage

pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")


pytestmark = pytest.mark.usefixtures("sdk_is_loaded", "no_pauses")


# Where the answer is no good


@pytest.mark.parametrize(
    ("way", "state", "said", "tries"),
    [
        (llm.content("Sure, here you go!"), "wrong", "not the form", 2),
        (llm.content('{"suggestions": [{"text": "a"'), "wrong", "not the form", 2),
        (llm.content('{"suggestions": [{"text": 5}]}'), "wrong", "not the form", 2),
        (llm.content('{"suggestions": [{"text": "a", "why": "b"}]}'), "wrong", "not the form", 2),
        (llm.content('{"suggestions": [], "more": 1}'), "wrong", "not the form", 2),
        (llm.content(llm.suggestions("a", "b", "c")), "wrong", "not the form", 2),
        (llm.content('{"suggestions": [{"text": "\\ud83d"}]}'), "wrong", "not the form", 2),
        (llm.content("[" * 200_000), "wrong", "not the form", 2),
        (llm.content("{" * 200_000), "wrong", "not the form", 2),
        (llm.content("null"), "wrong", "not the form", 2),
        (llm.content("  "), "wrong", "is empty", 1),
        (llm.content(None), "wrong", "is empty", 1),
        (llm.content(None, refusal="I can't help with that."), "wrong", "declines", 1),
        (llm.content("{", finish="length"), "over_budget", "cut off at 2,000 tokens; raise llm_budget", 1),
        (llm.content("", finish="content_filter"), "wrong", "content filter", 1),
        (llm.body(b'{"id": "x", "object": "chat.completion", "choices": []}'), "wrong", "protocol", 1),
        (llm.body(b'{"id": "x", "choices": null}'), "wrong", "does not speak OpenAI's protocol", 1),
        (llm.body(b'{"detail": "hello"}'), "wrong", "does not speak OpenAI's protocol", 1),
        (llm.body(b'{"choices": [{"message": '), "wrong", "does not speak OpenAI's protocol", 1),
        (llm.body(b"[1]"), "wrong", "does not speak OpenAI's protocol", 1),
        (llm.body(b"<html>Log in</html>", content_type="text/html"), "wrong", "protocol", 1),
        (llm.body(b'"' + b"x" * 2_100_000 + b'"'), "wrong", "longer than 2,000,000 bytes", 1),
        (llm.body(b"\x1f\x8b", Content_Encoding="gzip"), "wrong", "packs its answer", 1),
        (llm.error(401, "bad key: " + KEY), "down", "check VOICEKIT_LLM_API_KEY", 1),
        (llm.error(403), "down", "check VOICEKIT_LLM_API_KEY", 1),
        (llm.error(404, "model not found"), "down", "check llm_model", 1),
        (llm.error(400, ASKED.user), "down", "refuses the request (status 400)", 1),
        (llm.error(400, "x", code="context_length_exceeded"), "over_budget", "longer than the model", 1),
        (llm.error(413), "over_budget", "longer than the model reads", 1),
        (llm.error(429, code="insufficient_quota"), "over_budget", "no credit left", 1),
        (llm.error(429), "down", "takes no more requests just now (status 429)", 3),
        (llm.error(500), "down", "has a fault of its own (status 500)", 3),
        (llm.cut(), "down", "the connection to 127.0.0.1 broke off", 3),
        (llm.hang_up, "down", "the connection to 127.0.0.1 broke off", 3),
    ],
)
def test_each_bad_answer_is_named(way: llm.Way, state: str, said: str, tries: int) -> None:
    with LlmServer(way) as server:
        error = failure(opened(server))
        assert (error.state, len(server.requests)) == (state, tries)
        assert said in error.reason
        assert error.sent == server.requests[-1].text


def test_what_failed_is_paid_for_too() -> None:
    prices = {"llm_price_in": 1.0, "llm_price_out": 1.0}
    with LlmServer(llm.content("no JSON")) as server:
        assert failure(opened(server, **prices)).usage == Usage(240, 60, pytest.approx(0.0003))
    with LlmServer(llm.content("{", finish="length")) as server:
        assert failure(opened(server, **prices)).usage == Usage(120, 30, pytest.approx(0.00015))


def test_a_redirect_is_not_followed() -> None:
    with LlmServer() as elsewhere, LlmServer() as server:
        server.ways = [llm.redirect(elsewhere.url + "/chat/completions")]
        error = failure(opened(server))
        assert error.state == "down" and "redirects (status 307), which is not followed" in error.reason
        assert len(server.requests) == 1 and not elsewhere.received


# Another try


@pytest.mark.parametrize(
    "way", [llm.error(500), llm.error(502), llm.error(503), llm.error(429), llm.cut(), llm.hang_up]
)
def test_what_passes_is_tried_again(way: llm.Way) -> None:
    with LlmServer(way, way, say("Good.")) as server:
        assert opened(server).ask(ASKED).data == {"suggestions": [{"text": "Good."}]}
        assert len(server.requests) == 3


@pytest.mark.parametrize(("soon", "least"), [("1", 1.0), ("Wed, 01 Jan 2025 00:00:00 GMT", 0.0)])
def test_retry_after_is_waited_for_and_nothing_longer(
    soon: str, least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 8.0)  # what is waited where the server names no time
    with LlmServer(llm.error(429, Retry_After=soon), say("Good.")) as server:
        began = time.monotonic()
        opened(server).ask(ASKED)
        assert least <= time.monotonic() - began < least + 3
        assert len(server.requests) == 2


def test_retry_after_beyond_the_time_ends_it_at_once() -> None:
    with LlmServer(llm.error(429, Retry_After="3600"), say("Good.")) as server:
        began = time.monotonic()
        assert failure(opened(server)).state == "down"
        assert time.monotonic() - began < 2 and len(server.requests) == 1


@pytest.mark.parametrize("way", [llm.slow(9, say("Late.")), llm.drip(0.05), llm.error(503, Retry_After="0")])
def test_the_time_is_for_all_tries(way: llm.Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRIES", 100_000)
    with LlmServer(way) as server:
        began = time.monotonic()
        error = failure(opened(server, llm_timeout=0.6))
        assert time.monotonic() - began < 0.9
        assert error.state == "slow" and "within 0.6 seconds" in error.reason
        assert error.sent == server.requests[0].text


def test_nothing_listens() -> None:
    with LlmServer() as server:
        pass
    error = failure(opened(server))
    assert (error.state, error.sent) == ("down", "")
    assert "nothing answers at 127.0.0.1; is the model's server running?" in error.reason


# Cancel


@pytest.mark.parametrize(
    ("way", "talking"),
    [(llm.slow(9, say("Late.")), True), (llm.drip(0.05), True), (llm.error(503, Retry_After="9"), False)],
    ids=["waiting", "reading", "between tries"],
)
def test_a_cancel_ends_the_wait_and_the_connection(way: llm.Way, talking: bool) -> None:
    cancel = threading.Event()
    at: list[float] = []

    def press() -> None:
        server.arrived.wait(5)
        time.sleep(0.1)
        at.append(time.monotonic())
        cancel.set()

    with LlmServer(way) as server:
        threading.Thread(target=press, daemon=True).start()
        error = failure(opened(server), cancel=cancel)
        assert time.monotonic() - at[0] < 0.2
        assert (error.state, error.sent) == ("cancelled", server.requests[0].text)
        assert len(server.requests) == 1
        assert not talking or server.hung_up.wait(2)


def test_cancelled_before_it_began_sends_nothing() -> None:
    cancel = threading.Event()
    cancel.set()
    with LlmServer() as server:
        error = failure(opened(server), cancel=cancel)
        assert (error.state, error.sent, server.received) == ("cancelled", "", b"")


def test_many_at_once_do_not_mix() -> None:
    said: dict[int, str] = {}

    def one(number: int) -> None:
        said[number] = client.ask(ASKED._replace(user=f"No {number}")).data["suggestions"][0]["text"]

    with LlmServer(llm.obey(lambda request: f"Yes, {request.json['messages'][1]['content']}")) as server:
        client = opened(server)
        threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert said == {number: f"Yes, No {number}" for number in range(8)}
