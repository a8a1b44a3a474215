"""From a draft to suggestions, over real HTTP: what is shown, what is refused, what leaves, what stands in."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable

import pytest
from support import llm_server as llm
from support.llm_server import LlmServer, Request, say
from support.rewriting import said, shop

from voicekit.config import Settings
from voicekit.lint.fixes import apply_fix
from voicekit.rewrite.client import Client, open_client
from voicekit.rewrite.rewriter import rewrite
from voicekit.types import LANGUAGES, Conversation, Draft, Fix, Rewrite, Turn, Usage

pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")

DRAFT = "Dear Ingrid, you can utilise the pump NW-12345 until Friday. It does not leak."
GOOD = "Dear ⟦NAME_1⟧, you can use the pump ⟦ID_1⟧ until Friday. It does not leak."
FINE = "Dear ⟦NAME_1⟧, until Friday you can use the pump ⟦ID_1⟧. It doesn't leak."
SAME = "Dear ⟦NAME_1⟧, you can utilise your pump ⟦ID_1⟧ until Friday. It does not leak."
BAD = "Dear ⟦NAME_1⟧, you can use the pump ⟦ID_1⟧ until Monday. It does leak."
SHOWN = DRAFT.replace("utilise", "use")


pytestmark = pytest.mark.usefixtures("no_pauses")


def opened(server: LlmServer, **more: object) -> Client:
    client = open_client(Settings(llm_base_url=server.url, llm_model="m")._replace(**more))  # type: ignore[arg-type]
    assert client is not None
    return client


def talk(
    *ways: llm.Way, draft: str = DRAFT, thread: Conversation | None = None, **more: object
) -> tuple[Rewrite, list[Request]]:
    """What came of it, and every request."""
    with LlmServer(*ways) as server:
        found = rewrite(
            more.pop("guideline", None) or shop(),  # type: ignore[arg-type]
            thread or said("Where is my boat?"),
            Draft(draft),
            client=opened(server),
            language="en",
            **more,  # type: ignore[arg-type]
        )
        return found, server.requests


def texts(found: Rewrite) -> list[str]:
    return [one.text for one in found.suggestions]


def test_a_good_answer_is_shown_with_what_it_changes() -> None:
    found, requests = talk(say(GOOD))
    (one,) = found.suggestions
    assert (found.state, found.reason, found.source, found.refused) == ("ok", "", "model", ())
    assert (one.text, one.source, one.mended, one.slots) == (SHOWN, "model", ("care.utilise",), ())
    assert one.kept == pytest.approx(13 / 14, abs=0.001)
    assert apply_fix(DRAFT, Fix("", one.edits)) == one.text
    assert one.report.findings == ()
    assert found.usage == Usage(120, 30, None)
    assert found.sent == requests[0].text and len(requests) == 1


def test_two_are_ranked_by_findings_mended_then_by_words_kept() -> None:
    assert [one.mended for one in talk(say(SAME, FINE))[0].suggestions] == [("care.utilise",), ()]
    assert texts(talk(say(FINE, GOOD))[0])[0] == SHOWN
    found, _ = talk(say(GOOD, GOOD))
    assert texts(found) == [SHOWN]
    found, _ = talk(say(BAD, GOOD))
    assert texts(found) == [SHOWN] and [text for text, _ in found.refused] == [
        "Dear Ingrid, you can use the pump NW-12345 until Monday. It does leak."
    ]


def test_a_slot_is_pointed_at() -> None:
    (one,) = talk(say(GOOD.replace("until Friday", "until Friday, ⟨what time?⟩,")))[0].suggestions
    assert [one.text[slice(*span)] for span in one.slots] == ["⟨what time?⟩"]


def test_a_bad_answer_is_asked_again_once_with_what_was_wrong_and_no_personal_data() -> None:
    found, requests = talk(say(BAD), say(GOOD))
    assert (found.state, texts(found), len(requests)) == ("ok", [SHOWN], 2)
    assert "\n- Nothing yet.\n" in requests[0].text
    _, _, why = requests[1].text.partition("\n<refused ")
    assert "“Friday” into “Monday”" in why and "A “not” got lost" in why
    assert found.sent == f"{requests[0].text}\n{requests[1].text}"
    assert found.usage == Usage(240, 60, None)
    ((text, refusals),) = found.refused
    assert text.endswith("until Monday. It does leak.") and len(refusals) == 2


def test_two_bad_answers_leave_the_guidelines_own_fixes() -> None:
    found, requests = talk(say(BAD), say(BAD.replace("Monday", "Sunday"), "⟦NAME_9⟧"), ui="de")
    assert (found.state, found.source, len(requests)) == ("refused", "offline", 2)
    assert [(one.text, one.source) for one in found.suggestions] == [(SHOWN, "offline")]
    assert "Nichts vom Modell" in found.reason
    assert {one.check for _, refusals in found.refused for one in refusals} >= {
        "day.changed", "negation.lost", "placeholder.lost", "placeholder.invented",
    }  # fmt: skip
    assert all(one.reason and text for text, refusals in found.refused for one in refusals)


def test_an_answer_that_is_the_draft_is_no_suggestion() -> None:
    found, requests = talk(say(SAME.replace("your pump", "the pump")))
    assert (found.state, found.refused, texts(found), len(requests)) == ("ok", (), [SHOWN], 1)
    assert "as it is" in found.reason


@pytest.mark.parametrize(
    ("way", "state"),
    [
        (llm.error(500), "down"),
        (llm.content("no JSON"), "wrong"),
        (llm.content("{", finish="length"), "over_budget"),
        (llm.redirect("http://127.0.0.1:9/"), "down"),
        (llm.hang_up, "down"),
    ],
)
def test_without_an_answer_the_guidelines_own_fixes_are_shown(way: llm.Way, state: str) -> None:
    found, requests = talk(way)
    assert (found.state, found.source, texts(found), found.refused) == (state, "offline", [SHOWN], ())
    assert found.reason and found.sent == requests[-1].text
    if state != "down":
        assert found.usage.output_tokens


def test_a_failure_after_a_bad_answer_keeps_what_was_refused_and_spent() -> None:
    found, requests = talk(say(BAD), llm.error(404))
    assert (found.state, texts(found), len(found.refused)) == ("down", [SHOWN], 1)
    assert found.usage == Usage(120, 30, None)
    assert found.sent == "\n".join(request.text for request in requests)


def test_slow_and_cancelled() -> None:
    cancel = threading.Event()
    with LlmServer(llm.slow(9, say(GOOD))) as server:
        slow = rewrite(
            shop(), said("Hi"), Draft(DRAFT), client=opened(server, llm_timeout=0.3), language="en"
        )
        threading.Thread(target=lambda: server.arrived.wait(5) and cancel.set(), daemon=True).start()
        server.arrived.clear()
        ended = rewrite(
            shop(), said("Hello"), Draft(DRAFT), client=opened(server), language="en", cancel=cancel
        )
    assert (slow.state, texts(slow)) == ("slow", [SHOWN])
    assert (ended.state, texts(ended)) == ("cancelled", [SHOWN])


def test_no_model_an_empty_draft_and_nothing_to_mend() -> None:
    off = rewrite(shop(), said("Hi"), Draft(DRAFT), language="en")
    assert (off.state, off.source, off.sent, texts(off)) == ("off", "offline", "", [SHOWN])
    assert "No model" in off.reason and off.suggestions[0].source == "offline"
    assert rewrite(shop(), said("Hi"), Draft(" \n"), language="en").state == "nothing"
    none, requests = talk(say("x"), draft=" ")
    assert (none.state, none.suggestions, requests) == ("nothing", (), [])
    assert rewrite(shop(), said("Hi"), Draft("The mast is here."), language="en").suggestions == ()


@pytest.mark.parametrize(
    "state", ["off", "local_only", "slow", "down", "wrong", "over_budget", "cancelled", "refused", "nothing"]
)
def test_every_state_is_said_in_five_languages(state: str) -> None:
    from voicekit.rewrite.rewriter_words import said as words

    assert len({words(state, ui) for ui in LANGUAGES}) == len(LANGUAGES)
    assert words(state, "xx") == words(state, "en") and words(state, "en", "x").endswith(" (x)")


# Who may read a draft


def test_a_guideline_may_keep_its_texts_from_every_model() -> None:
    found, requests = talk(say(GOOD), guideline=shop("never-send"))
    assert (found.state, found.source, texts(found), requests) == ("off", "offline", [SHOWN], [])


def test_a_guideline_may_allow_a_local_model_alone() -> None:
    found, _ = talk(say(GOOD), guideline=shop("local"))
    assert found.state == "ok"
    far = open_client(Settings(llm_base_url="https://llm.invalid/v1", llm_model="m", llm_allow_remote=True))
    assert far is not None and far.where == "remote"
    found = rewrite(shop("local"), said("Hi"), Draft(DRAFT), client=far, language="en")
    assert (found.state, found.sent, texts(found)) == ("local_only", "", [SHOWN])


# What is asked for


def test_what_was_asked_for_has_to_go() -> None:
    draft = (
        "Dear Ingrid, you can utilise the pump. We apologize for any inconvenience, and take a store credit."
    )
    kept = "Dear ⟦NAME_1⟧, you can use the pump. We apologize for any inconvenience, and take a store credit."
    found, requests = talk(say(kept), draft=draft, asked=["care.stock-apology"])
    assert found.state == "refused" and "utilise" not in requests[0].json["messages"][0]["content"]
    assert {one.check for _, refusals in found.refused for one in refusals} == {"finding.left"}
    found, _ = talk(say(kept), draft=draft, asked=["care.utilise"])
    assert found.state == "ok" and found.suggestions[0].mended == ("care.utilise",)
    off = rewrite(shop(), said("Hi"), Draft(draft), language="en", asked=["care.utilise"])
    assert texts(off) == [draft.replace("utilise", "use")]


# Personal data

SECRETS = (
    "Ingrid|Holm|Ørsted|ingrid.holm@example.com|1234567|NW-12345|4111|DE89|3704|0130 00|49 170|Low Road|Winter2024"
).split("|")
THREAD = Conversation(
    turns=(
        Turn("customer", "This is Ingrid Holm, ingrid.holm@example.com, order NW-12345. My password is Winter2024!",
             author="Ingrid Holm"),
        Turn("agent", "Dear Ingrid, I will look. Bjarne", author="Bjarne Ørsted"),
        Turn("customer", "Call +49 170 1234567. Card 4111 1111 1111 1111, 1 Low Road, Bath BA1 1AA."),
    ),
    context={"customer": "Ingrid Holm", "order": "NW-12345", "email": "ingrid.holm@example.com"},
)  # fmt: skip
PRIVATE = (
    "Dear Ingrid, you can utilise the pump NW-12345. The IBAN DE89 3704 0044 0532 0130 00 is not valid, please call. "
    "We write to ingrid.holm@example.com or call +49 170 1234567. Bjarne Ørsted"
)  # fmt: skip


def drafted(request: Request) -> str:
    """The draft as the model reads it."""
    return re.split(r"</?draft \w+>", request.text)[1].strip()


def bare(received: bytes) -> str:
    """All of it but the server's port, whose digits are anybody's."""
    return re.sub(r"127\.0\.0\.1:\d+", "", received.decode())


def leaks(received: bytes) -> list[str]:
    """The secrets that stand in bytes in any spelling that JSON has."""
    spellings = {one: (one, json.dumps(one)[1:-1], one.replace(" ", "")) for one in SECRETS}
    raw = bare(received)
    return [
        one for one, spelt in spellings.items() if any(each.casefold() in raw.casefold() for each in spelt)
    ]


def test_no_personal_data_leaves_and_all_of_it_comes_back() -> None:
    assert leaks(PRIVATE.encode()) and leaks(json.dumps(PRIVATE).encode())
    with LlmServer(llm.obey(lambda request: drafted(request).replace("utilise", "use"))) as server:
        found = rewrite(shop(), THREAD, Draft(PRIVATE), client=opened(server), language="en")
        assert leaks(server.received) == []
    assert texts(found) == [PRIVATE.replace("utilise", "use")]
    assert leaks(found.sent.encode()) == []


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        ("negation.lost", lambda text: text.replace("is not valid", "is valid")),
        ("promise.added", lambda text: text.replace("please call", "please call, we refund you")),
        ("truncated", lambda text: f"{text}, and then,"),
        ("placeholder.lost", lambda text: text.partition("We write")[0]),
        ("placeholder.broken", lambda text: text.replace("⟦IBAN_1⟧", "[IBAN_1]")),
        (
            "language",
            lambda text: f"{text}. Wir haben das alles gesehen und schreiben noch heute an unsere Bank.",
        ),
        ("content.added", lambda text: f"{text}. Lighthouse keepers rarely swallow frozen turnips."),
        ("markup", lambda text: f"**{text}**"),
    ],
)
def test_what_was_wrong_with_an_answer_holds_none_either(check: str, spoil: Callable[[str], str]) -> None:
    with LlmServer(llm.obey(lambda request: spoil(drafted(request)))) as server:
        found = rewrite(shop(), THREAD, Draft(PRIVATE), client=opened(server), language="en")
        assert {one.check for _, refusals in found.refused for one in refusals} >= {check}
        assert len(server.requests) == 2 and "- Nothing yet." not in server.requests[1].text
        assert leaks(server.received) == []


def test_a_lost_placeholder_is_named_to_the_model_as_it_knows_it() -> None:
    _, requests = talk(say(GOOD.replace("⟦ID_1⟧", "")), say(GOOD))
    assert "- ⟦ID_1⟧ stands in the draft and is missing here" in requests[1].text


def test_words_of_a_refused_answer_may_come_back_in_a_good_one() -> None:
    whole = "The yellow pump that stands in the yard doesn't leak."
    ways = say(whole.removesuffix(" leak.")), say(whole)
    found, requests = talk(*ways, draft="The yellow pump in the yard does not leak.")
    assert "that stands in the yard doesn't”" in requests[1].text and texts(found) == [whole]


def test_words_that_break_off_within_a_value_give_none_of_it_away() -> None:
    draft = "Bjarne-Magnus Ørsted looks after the sail, and the account is DE89370400440532013000."
    with LlmServer(llm.obey(lambda request: drafted(request)[:-1] + ", and then,")) as server:
        found = rewrite(shop(), said("Hi"), Draft(draft), client=opened(server), language="en")
        assert "truncated" in {one.check for _, refusals in found.refused for one in refusals}
        raw = bare(server.received)
        assert len(server.requests) == 2 and not any(piece in raw for piece in ("3000", "Magnus", "rsted"))
