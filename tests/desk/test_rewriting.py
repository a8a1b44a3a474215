"""Rewrites on the page, apart from the browser: words, escapes, what is shown and what not, asking and calling off."""

from __future__ import annotations

import html
import json
import logging
import re
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from voicekit import service
from voicekit.config import Settings
from voicekit.desk import rewrite_view
from voicekit.desk.handlers import Desk
from voicekit.desk.rewrite_words import REWRITE_WORDS, say
from voicekit.desk.rewriting import Rewriting
from voicekit.desk.words import LANGUAGES
from voicekit.errors import ConfigError, InputError, MissingExtra
from voicekit.rewrite.answer import ModelError
from voicekit.rewrite.diff import word_edits
from voicekit.types import Draft, Finding, Refusal, Report, Rewrite, Span, Suggestion

DRAFT = "Hi 🙏🏽 Tamsin, we utilise it."
BETTER = "Hi 🙏🏽 Tamsin, we use it ⟨by when?⟩."
ATTACK = '<img src=x onerror="run()">{{1}}${1}</section>\u202e'
SECRET = "my secret words"
FIELDS = ("en", "", "fernweh", "x", "public", "Customer: Late!")


def plain(markup: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", markup))


@pytest.fixture
def suggestion(report: Callable[..., Report]) -> Callable[..., Suggestion]:
    def make(text: str = BETTER, draft: str = DRAFT, **changes: Any) -> Suggestion:
        slots = tuple(Span(*match.span()) for match in re.finditer("⟨.*?⟩", text))
        made = Suggestion(text, "model", word_edits(draft, text), ("care.test",), 0.9166, slots, report())
        return made._replace(**changes)

    return make


@pytest.mark.parametrize("key", REWRITE_WORDS)
def test_every_language_has_the_phrase_with_the_same_blanks(key: str) -> None:
    phrases = REWRITE_WORDS[key]
    assert all(phrase.strip() for phrase in phrases)
    blanks = {frozenset(re.findall(r"\{(\w+)\}", form)) for phrase in phrases for form in phrase.split("|")}
    assert len(blanks) == 1, blanks
    if "|" in phrases.en:
        assert [len(phrase.split("|")) for phrase in phrases] == [2, 2, 2, 3, 1]


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_bar_speaks_the_pages_language(ui: str) -> None:
    bar = rewrite_view.bar(ui)
    for key in ("ask", "stop", "fill"):
        assert say(key, ui) in plain(bar)
    assert 'aria-keyshortcuts="Alt+R"' in bar


def test_a_suggestion_shows_its_changes_what_it_mends_and_what_stays(
    suggestion: Callable[..., Suggestion], finding: Callable[..., Finding]
) -> None:
    found = Rewrite("ok", "", "model", (suggestion(),))
    shown = rewrite_view.answer(found, DRAFT, [finding(DRAFT, "utilise")], "en", "t1")
    assert re.search("<del>.*removed: .*utilise</del><ins>.*inserted: .*use</ins>", shown)
    for words in (
        "Suggestion 1",
        "from the model",
        "91% of your words stay",
        "Mend utilise.",
        "For you to fill in: by when?",
        "Change by change (2)",
        "As it would read" + BETTER,
        "Nothing left this machine.",
    ):
        assert words in plain(shown)
    assert 'data-ticket="t1"' in shown and 'data-state="ok"' in shown


def test_edits_reach_the_browser_in_its_own_units(suggestion: Callable[..., Suggestion]) -> None:
    shown = rewrite_view.answer(Rewrite("ok", "", "model", (suggestion(),)), DRAFT, (), "en", "t")
    found = re.search('data-edits="([^"]*)"', shown)
    assert found
    units, out, at = DRAFT.encode("utf-16-le"), b"", 0
    for start, end, text in json.loads(html.unescape(found[1])):
        out += units[2 * at : 2 * start] + text.encode("utf-16-le")
        at = end
    assert (out + units[2 * at :]).decode("utf-16-le") == BETTER


def test_nothing_a_model_wrote_is_markup(suggestion: Callable[..., Suggestion]) -> None:
    refused = ((ATTACK, (Refusal("x", ATTACK, ATTACK, ATTACK),)),)
    one = suggestion(text=DRAFT + ATTACK, mended=(ATTACK,))
    shown = rewrite_view.answer(
        Rewrite("ok", ATTACK, "model", (one,), refused, ATTACK), DRAFT, (), "en", ATTACK
    )
    assert "<img" not in shown and shown.count("</section>") == 1
    assert "\u202e" not in shown and "U+202E" in shown
    assert plain(shown).count('onerror="run()"') >= 5


def test_a_change_nobody_sees_gets_a_sign(suggestion: Callable[..., Suggestion]) -> None:
    one = suggestion("Hi  there.\n\nBye", "Hi there. Bye")
    shown = rewrite_view.diff("Hi there. Bye", one, "en")
    assert "␣" in shown and "↵" in shown
    listed = rewrite_view.answer(Rewrite("ok", "", "model", (one,)), "Hi there. Bye", (), "en", "t")
    assert "a space" in plain(listed) and "a line break" in plain(listed)


def test_one_change_is_no_choice(suggestion: Callable[..., Suggestion]) -> None:
    one = suggestion("Hi 🙏🏽 Tamsin, we use it.")
    shown = rewrite_view.answer(Rewrite("ok", "", "model", (one,)), DRAFT, (), "en", "t")
    assert "Change by change" not in shown and "Use this" in shown


def test_refused_texts_and_what_was_sent_are_folded_away() -> None:
    refused = (("We refund 900 EUR.", (Refusal("amount.added", "It adds an amount.", "", "900 EUR"),)),)
    found = Rewrite(
        "refused", "Nothing keeps to your draft.", "offline", (), refused, "system\n\nuser ⟦NAME_1⟧"
    )
    shown = rewrite_view.answer(found, DRAFT, (), "en", "t")
    assert "<details" in shown and "<details open" not in shown
    words = plain(shown)
    assert (
        "Not shown as suggestions (1)It adds an amount. (there: 900 EUR)Do not use this textWe refund"
        in words
    )
    assert "system\n\nuser ⟦NAME_1⟧" in words and "Nothing left this machine" not in words
    assert "None of them applies to this reply." in words and "vk-rw-use" not in shown


def test_a_model_that_could_not_be_opened_is_said_with_the_suggestions(
    suggestion: Callable[..., Suggestion],
) -> None:
    found = Rewrite("off", "No model is asked here.", "offline", (suggestion(source="offline"),))
    shown = plain(rewrite_view.answer(found, DRAFT, (), "en", "t", "llm.example is outside this network"))
    assert "The model is not used: llm.example is outside this network" in shown
    assert "from your guideline, not from a model" in shown


# ---- Asking


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, report: Callable[..., Report]) -> list[dict[str, Any]]:
    """A service of the tests' own; holds what it was asked."""
    calls: list[dict[str, Any]] = []

    def rewrite_reply(guideline: Any, conversation: Any, draft: Draft, **more: Any) -> Rewrite:
        calls.append({"conversation": conversation, "draft": draft, **more})
        return Rewrite("off", "No model is asked here.", "offline")

    monkeypatch.setattr(service, "rewrite_reply", rewrite_reply)
    monkeypatch.setattr(service, "check_reply", lambda *_, **__: report())
    monkeypatch.setattr(
        service, "open_guideline", lambda *_: SimpleNamespace(title="F", channels={}, languages=())
    )
    monkeypatch.setattr(service, "brands", lambda settings: ["fernweh"])
    monkeypatch.setattr(service, "samples", list)
    return calls


def test_the_page_asks_with_what_stands_on_it(asked: list[dict[str, Any]]) -> None:
    shown = Rewriting(Desk(Settings())).suggest(*FIELDS, "Hi\r\nyou", "t7")
    call = asked[0]
    assert call["draft"] == Draft("Hi\nyou")
    assert call["conversation"].turns[0].text == "Late!" and call["conversation"].visibility == "public"
    assert call["ui"] == "en" and call["model"] is None and not call["cancel"].is_set()
    assert 'data-ticket="t7"' in shown


def test_calling_off_ends_just_that_question_whichever_comes_first(
    asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rewriting = Rewriting(Desk(Settings()))
    rewriting.stop("early")
    rewriting.suggest(*FIELDS, "Hi", "early")
    assert asked[-1]["cancel"].is_set()
    begun = threading.Event()

    def wait(*_: Any, cancel: threading.Event, **__: Any) -> Rewrite:
        begun.set()
        return Rewrite("cancelled" if cancel.wait(20) else "ok", "Cancelled.", "offline")

    monkeypatch.setattr(service, "rewrite_reply", wait)
    shown: list[str] = []
    thread = threading.Thread(target=lambda: shown.append(rewriting.suggest(*FIELDS, "Hi", "mine")))
    thread.start()
    assert begun.wait(10)
    rewriting.stop("another")
    rewriting.stop("mine")
    thread.join(10)
    assert 'data-state="cancelled"' in shown[0]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (InputError("the draft is too long"), "the draft is too long"),
        (ValueError(SECRET), "Something went wrong, so there is no suggestion."),
        (
            UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET),
            "Something went wrong, so there is no suggestion.",
        ),
    ],
)
def test_a_fault_is_a_calm_sentence_and_is_logged_without_the_text(
    asked: list[dict[str, Any]],
    error: Exception,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any, **__: Any) -> Rewrite:
        raise error

    monkeypatch.setattr(service, "rewrite_reply", fail)
    with caplog.at_level(logging.DEBUG):
        shown = Rewriting(Desk(Settings())).suggest(*FIELDS, SECRET, "t")
    assert words in plain(shown) and 'data-state="failed"' in shown
    assert SECRET not in caplog.text + shown


@pytest.mark.parametrize(
    "error", [ModelError("local_only", "llm.example is outside"), MissingExtra("llm", "A model")]
)
def test_the_page_starts_without_a_model_that_cannot_be_opened(
    asked: list[dict[str, Any]], error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(settings: Settings) -> Any:
        raise error

    monkeypatch.setattr(service, "open_model", fail)
    rewriting = Rewriting(Desk(Settings()))
    assert rewriting.model is None
    assert str(error) in plain(rewriting.suggest(*FIELDS, "Hi", "t"))


def test_a_setting_that_cannot_be_stops_the_start(
    asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(settings: Settings) -> Any:
        raise ConfigError("set llm_model")

    monkeypatch.setattr(service, "open_model", fail)
    with pytest.raises(ConfigError):
        Rewriting(Desk(Settings()))


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_page_says_at_its_top_where_a_rewrite_is_asked_for(
    asked: list[dict[str, Any]], ui: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = Settings(llm_base_url="https://llm.example/v1", llm_model="m", llm_allow_remote=True)
    assert "llm.example" not in Rewriting(Desk(Settings())).tagline(ui)
    monkeypatch.setattr(service, "open_model", lambda settings: SimpleNamespace())
    assert "llm.example" in Rewriting(Desk(far)).tagline(ui)
    near = far._replace(llm_base_url="http://127.0.0.1:1/v1")
    assert Rewriting(Desk(near)).tagline(ui) == Rewriting(Desk(Settings())).tagline(ui)
    both = far._replace(grammar="languagetool", languagetool_url="https://lt.example")
    monkeypatch.setattr(service, "open_grammar", lambda settings: None)
    assert all(host in Rewriting(Desk(both)).tagline(ui) for host in ("llm.example", "lt.example"))
