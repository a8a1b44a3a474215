"""The engine: words of findings, a broken rule, order, what is protected."""

from __future__ import annotations

import pytest
from support.linting import lint_with, places
from support.rules import rule

from voicekit.lint import checks
from voicekit.lint.engine import most_severe_first, said
from voicekit.types import Source


def test_a_finding_has_all_its_words() -> None:
    one = rule(
        "test.many", "occurrence", tokens=["so"], body={"max": 1, "min": None}, limit=1.0, blocking=True,
        severity="error", sureness="depends", source=("A book", 2020, ""), dimension="care",
        message={"en": "{match}: {value} of {limit}, {replacement}{first}{second} {other}"},
        why={"en": "Since {match} is read."},
    )  # fmt: skip
    (finding,) = lint_with([one], "So, SO good. Second.").findings
    assert finding.message == "SO: 2 of 1, {replacement}{first}{second} {other}"
    assert finding.why == "Since {match} is read."
    assert finding.source == Source("A book", 2020, "")
    assert (finding.rule_id, finding.category, finding.dimension) == ("test.many", "test", "care")
    assert (finding.severity, finding.blocking, finding.sureness) == ("error", True, "depends")
    assert (finding.span, finding.matched, finding.sentence) == ((4, 6), "SO", "So, SO good.")
    assert (finding.value, finding.limit) == (2, 1.0)


def test_words_of_the_draft_are_never_read_as_placeholders() -> None:
    one = rule("test.brace", tokens=[r"\{\w+\}"], wrap=False, message={"en": "<{match}>"})
    (finding,) = lint_with([one], "a {limit} b").findings
    assert finding.message == "<{limit}>"


def test_fix_titles_say_what_is_written() -> None:
    swap = {"replacements": ["use"], "safety": "safe", "title": {}}
    own = {**swap, "title": {"en": "Say {replacement} for {match}", "de": "{replacement} sagen"}}
    for ui, body, title in (
        ("en", swap, "Write “use”"), ("de", swap, "„use“ schreiben"), ("ru", swap, "Написать «use»"),
        ("en", own, "Say use for utilise"), ("de", own, "use sagen"), ("fr", own, "Say use for utilise"),
    ):  # fmt: skip
        one = rule("test.swap", "substitution", tokens=["utilise"], body=body)
        (finding,) = lint_with([one], "we utilise it", ui=ui).findings
        assert finding.fixes[0].title == title


@pytest.mark.parametrize(
    ("ui", "language", "text"),
    [("de", "fr", "deutsch"), ("vi", "fr", "english"), ("en", "fr", "english")],
)
def test_words_are_in_the_readers_language_else_english(ui: str, language: str, text: str) -> None:
    assert said({"de": "deutsch", "en": "english", "fr": "français"}, ui, language) == text


def test_words_fall_back_to_the_drafts_language_then_to_any() -> None:
    assert said({"fr": "français", "de": "deutsch"}, "vi", "de") == "deutsch"
    assert said({"fr": "français"}, "vi", "de") == "français"
    assert said({}, "vi", "de") == ""


def test_a_crashing_rule_is_named_and_the_others_still_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[object]:
        raise RuntimeError("the customer's words")

    monkeypatch.setitem(checks.CHECKS, "all_caps", (broken, ""))  # type: ignore[arg-type]
    rules = [
        rule("test.broken", "check", body={"check": "all_caps"}),
        rule("test.unknown", "metric", body={"formula": "import os", "condition": "> 1"}),
        rule("test.fine", tokens=["sorry"]),
    ]
    result = lint_with(rules, "SORRY SORRY, sorry.")
    assert [finding.rule_id for finding in result.findings] == ["test.fine"] * 3
    errors = {error.rule_id: error.reason for error in result.rule_errors}
    assert errors["test.broken"] == "stopped with RuntimeError; please report this rule"
    assert set(errors) == {"test.broken", "test.unknown"}


def test_findings_stand_in_the_order_of_the_text_those_of_the_draft_last() -> None:
    rules = [
        rule("test.z", tokens=["sorry"], severity="suggestion"),
        rule("test.needs", "requirement", tokens=["thanks"], severity="error"),
        rule("test.long", tokens=["sorry for it"], severity="error"),
        rule("test.first", tokens=["hello"], severity="warning"),
        rule("test.a", tokens=["sorry"], severity="suggestion", blocking=True),
    ]
    findings = lint_with(rules, "Hello, sorry for it.").findings
    assert [finding.rule_id for finding in findings] == [
        "test.first",
        "test.long",
        "test.a",
        "test.z",
        "test.needs",
    ]
    urgent = [finding.rule_id for finding in most_severe_first(findings)]
    assert urgent == ["test.a", "test.long", "test.needs", "test.first", "test.z"]


def test_kept_names_and_quotes_are_protected() -> None:
    one = rule("test.zelt", tokens=["zelt"], wrap=False)
    text = "Kieselzelt 2, kieselzelt\u00a02, Zelt, “Zelt” and Kieselzelt 20"
    assert places(one, text, keep=["kieselzelt 2"]) == [(28, "Zelt"), (51, "zelt")]
    whole = rule("test.zelt", tokens=["zelt"], wrap=False, scope="text")
    assert len(places(whole, text, keep=["kieselzelt 2"])) == 5


def test_a_kept_name_is_kept_for_rules_that_see_capitals() -> None:
    one = rule("test.caps", tokens=["FERNWEH", "SALE"], ignorecase=False)
    assert places(one, "FERNWEH SALE", keep=["fernweh"]) == [(8, "SALE")]


def test_a_name_that_is_only_part_of_a_match_does_not_protect_it() -> None:
    one = rule("test.a", tokens=["buy nordhang now"])
    assert places(one, "Buy Nordhang now", keep=["nordhang"]) == [(0, "Buy Nordhang now")]


def test_rules_of_other_languages_are_silent() -> None:
    rules = [
        rule("test.de", tokens=["sorry"], languages=("de",)),
        rule("test.all", tokens=["sorry"], languages=()),
    ]
    assert [finding.rule_id for finding in lint_with(rules, "sorry", "en").findings] == ["test.all"]
    assert [finding.rule_id for finding in lint_with(rules, "sorry", "de").findings] == [
        "test.all",
        "test.de",
    ]
    assert [finding.rule_id for finding in lint_with(rules, "sorry", "es").findings] == ["test.all"]
    assert [finding.rule_id for finding in lint_with(rules, "sorry", "").findings] == ["test.all"]
