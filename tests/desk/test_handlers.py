"""What the page does, apart from Gradio: whatever comes in, words for a person come out, and no text is kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from voicekit import service
from voicekit.config import Settings
from voicekit.desk.handlers import Desk
from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.types import Conversation, Draft, Report, Triage, Turn

SECRET = "my secret words"
SAID = Conversation(
    id="s1",
    channel="x",
    visibility="public",
    locale="en",
    turns=(Turn("customer", "Late!\r\nAgain."),),
    brand="bank",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, report: Callable[..., Report]) -> list[tuple[Conversation, Draft]]:
    """A service of the tests' own; holds what it was asked."""
    calls: list[tuple[Conversation, Draft]] = []

    def check_reply(guideline: Any, conversation: Conversation, draft: Draft, **_: Any) -> Report:
        calls.append((conversation, draft))
        return report()

    def open_guideline(settings: Settings, brand: str | None = None) -> Any:
        channel = SimpleNamespace(title="X")
        return SimpleNamespace(
            title=f"The {brand}", channels={"x": channel, "default": channel}, revise_at="warning"
        )

    def read_thread(guideline: Any, conversation: Conversation, draft: Draft, **_: Any) -> Any:
        shown = Triage("complaint", "angry", None, ("legal",)) if conversation.turns else Triage()
        return SimpleNamespace(triage=shown, escalation=None, incident=None)

    monkeypatch.setattr(service, "check_reply", check_reply)
    monkeypatch.setattr(service, "read_thread", read_thread)
    monkeypatch.setattr(service, "open_guideline", open_guideline)
    monkeypatch.setattr(service, "brands", lambda settings: ["fernweh", "bank"])
    samples = [
        ("de-x-other", SAID._replace(locale="de"), None),
        ("en-x-late-again", SAID, Draft("Hi\r\nyou", sender="bot")),
    ]
    monkeypatch.setattr(service, "samples", lambda: samples)
    return calls


def test_the_fields_become_a_conversation_and_a_draft(asked: list[tuple[Conversation, Draft]]) -> None:
    seen = Desk(Settings()).check(
        "en", "", "bank", "x", "private", "Customer: Hi\r\nAgent: Hello", "Bye\r\nnow"
    )
    assert asked == [
        (
            Conversation(
                channel="x",
                visibility="private",
                turns=(Turn("customer", "Hi"), Turn("agent", "Hello")),
                brand="bank",
            ),
            Draft("Bye\nnow"),
        )
    ]
    assert 'data-verdict="ready"' in seen.verdict
    assert "The bank 2026.11" in seen.panel


def test_a_sample_fills_the_fields_and_comes_back_whole(asked: list[tuple[Conversation, Draft]]) -> None:
    desk = Desk(Settings())
    assert desk.first_sample("en") == "en-x-late-again"
    assert desk.first_sample("de") == "de-x-other"
    assert desk.names("en")[1] == ("Late again (English, x)", "en-x-late-again")
    assert desk.names("en")[-1] == ("My own text", "")
    fields = desk.sample("en-x-late-again", "en")
    assert fields == ("Customer: Late!\nAgain.", "Hi\nyou", "bank", "x", "public")
    desk.check(
        "en", "en-x-late-again", fields.brand, fields.channel, fields.visibility, fields.thread, fields.draft
    )
    assert asked == [(SAID, Draft("Hi\nyou", sender="bot"))]


def test_own_text_starts_empty_and_is_not_checked(asked: list[tuple[Conversation, Draft]]) -> None:
    desk = Desk(Settings())
    assert desk.sample("", "en", "bank") == ("", "", "bank", "default", "")
    seen = desk.check("en", "", "bank", "default", "", "", " \n ")
    assert 'data-verdict="empty"' in seen.verdict
    assert re.sub("<[^>]*>", "", seen.verdict + seen.panel).strip("… ") == "Nothing written yet"
    assert asked == []


def test_the_customers_side_is_shown_before_a_word_is_written(
    asked: list[tuple[Conversation, Draft]],
) -> None:
    seen = Desk(Settings()).check("en", "", "bank", "x", "private", "Customer: I will sue", "")
    words = re.sub("<[^>]*>", "", seen.panel)
    assert 'data-verdict="empty"' in seen.verdict
    assert "Risks: legal steps" in words and "angry, complains" in words and "I will sue" in words
    assert asked == []


def test_a_reply_a_person_typed_is_told_from_a_sample_as_it_came(
    asked: list[tuple[Conversation, Draft]],
) -> None:
    desk = Desk(Settings())
    drafts = ("", " \n", None, "Hi\nyou", "Hi\r\nyou", "Hi\nyou!", "Mine")
    assert [desk.typed(draft) for draft in drafts] == [False, False, False, False, False, True, True]
    assert "Your reply was kept" in desk.kept("en-x-late-again", "en")
    assert "Late again (English, x)" in desk.kept("en-x-late-again", "en")


def test_what_a_sample_knows_goes_with_its_thread(
    asked: list[tuple[Conversation, Draft]], monkeypatch: pytest.MonkeyPatch
) -> None:
    angry = SAID._replace(context={"mood": "angry"})
    monkeypatch.setattr(service, "samples", lambda: [("s", angry, None)])
    desk = Desk(Settings())

    def known(said: str, draft: str = "Hi") -> str:
        return desk.check("en", "s", "bank", "x", "", said, draft).known

    whole = desk.sample("s", "en").thread
    assert "mood: angry" in known(whole)
    assert "mood: angry" in known(whole, "")
    assert "mood: angry" in known(f"{whole}\nAgent: Hello")
    assert known("Customer: Lovely, thanks") == ""
    assert known("") == ""
    assert asked[-2][0].context == {}


def test_a_reply_of_ones_own_speaks_for_its_language(asked: list[tuple[Conversation, Draft]]) -> None:
    desk = Desk(Settings())
    fields = desk.sample("en-x-late-again", "en")
    desk.check("en", "en-x-late-again", "bank", "x", "", fields.thread, fields.draft)
    desk.check("en", "en-x-late-again", "bank", "x", "", fields.thread, "Hola")
    assert [conversation.locale for conversation, _ in asked] == ["en", None]


@pytest.mark.parametrize("place", ["draft", "thread"])
def test_a_text_over_the_limit_is_refused_in_words(
    asked: list[tuple[Conversation, Draft]], place: str
) -> None:
    long = "a" * 20_001
    said, text = ("", long) if place == "draft" else (long, "Hi")
    seen = Desk(Settings()).check("en", "", "bank", "x", "", said, text)
    assert "The text has 20,001 characters; up to 20,000 can be checked." in seen.verdict
    assert asked == []


@pytest.mark.parametrize(
    "error",
    [
        ValueError(SECRET),
        RecursionError(SECRET),
        UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET),
    ],
)
def test_a_fault_is_a_calm_sentence_and_is_logged_without_the_text(
    asked: list[tuple[Conversation, Draft]],
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any, **__: Any) -> Report:
        raise error

    monkeypatch.setattr(service, "check_reply", fail)
    with caplog.at_level(logging.DEBUG):
        seen = Desk(Settings()).check("en", "", "bank", "x", "", SECRET, SECRET)
    assert "This reply could not be checked" in seen.verdict
    assert "Traceback" not in seen.verdict
    assert type(error).__name__ in caplog.text
    assert Path(__file__).name in caplog.text
    assert SECRET not in caplog.text + seen.verdict + seen.panel


@pytest.mark.parametrize(
    "error",
    [InputError("cannot be read"), GuidelineError([Problem("voice.yaml", 3, 1, "id", "cannot be read")])],
)
def test_an_error_made_for_people_is_shown(
    asked: list[tuple[Conversation, Draft]], error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Settings())

    def fail(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(service, "open_guideline", fail)
    seen = desk.check("en", "", "other", "x", "", "", "Hi")
    assert "cannot be read" in seen.verdict
    assert desk.channels("other", "en") == [("Another channel", "default")]
    assert desk.brands() == [("fernweh", "fernweh"), ("bank", "bank")]


def test_a_guideline_is_held_for_a_while_then_looked_at_again(
    asked: list[tuple[Conversation, Draft]], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    before = service.open_guideline

    def count(settings: Settings, brand: str | None = None) -> Any:
        opened.append(str(brand))
        return before(settings, brand)

    monkeypatch.setattr(service, "open_guideline", count)
    desk, now = Desk(Settings()), [100.0]
    monkeypatch.setattr("voicekit.desk.handlers.time.monotonic", lambda: now[0])
    for now[0] in (100.0, 104.9, 105.0, 106.0):
        desk.guideline("bank")
    assert opened == ["bank", "bank"]
