"""Each kind of rule: Vale's meaning for Vale's names, and exact spans on the original text."""

from __future__ import annotations

from typing import Any

import pytest
from support.linting import found, places
from support.rules import rule

from voicekit.guideline.compiled import Rule
from voicekit.lint.fixes import apply_fix

BEFORE = [
    "",
    "👩🏽\u200d🚀🇻🇳 ",
    "so\u200b  ,\r\n\u00a0\t",
    "ﷺ Straße ǅ ",
    "«x» https://a.example/b ",
    "\ud800\x00 e\u0301 ",
]


def existence(*tokens: str, **fields: Any) -> Rule:
    return rule("test.existence", tokens=list(tokens), **fields)


def fixing(token: str, replace: str, **fields: Any) -> Rule:
    body = {"replace": replace, "title": {"en": "Mend"}, "safety": "safe"}
    return rule("test.fixing", tokens=[token], body=body, **fields)


def swap(pairs: dict[str, str], **fields: Any) -> Rule:
    body = {"replacements": list(pairs.values()), "safety": "unsafe", "title": {}}
    return rule("test.swap", "substitution", tokens=list(pairs), body=body, **fields)


def occurrence(token: str, most: int | None = None, least: int | None = None, **fields: Any) -> Rule:
    return rule("test.occurrence", "occurrence", tokens=[token], body={"max": most, "min": least}, **fields)


def repetition(token: str, alpha: bool = False, **fields: Any) -> Rule:
    body = {"repeats": [rf"\b({token})(?: \1)+\b"], "alpha": alpha}
    return rule("test.repetition", "repetition", body=body, **fields)


def conditional(first: str, second: str, **fields: Any) -> Rule:
    return rule("test.conditional", "conditional", tokens=[first, second], wrap=False, **fields)


def capitals(match: str, lines: list[str] | None = None, **fields: Any) -> Rule:
    return rule("test.capitals", "capitalization", body={"match": match, "lines": lines or []}, **fields)


def metric(formula: str, condition: str, **fields: Any) -> Rule:
    return rule("test.metric", "metric", body={"formula": formula, "condition": condition}, **fields)


# --- existence


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize(
    ("shown", "token"),
    [
        ("so sorry", "so sorry"),
        ("SO \u00a0\r\n sorry", "so sorry"),
        ("so\u200b so\u00adrry", "so sorry"),
        ("We’re", "we're"),
    ],
)
def test_existence_spans_are_those_of_the_original(before: str, shown: str, token: str) -> None:
    text = f"{before}{shown} 🙏 end"
    assert places(existence(token), text) == [(len(before), shown)]


def test_existence_reads_whole_words_unless_nonword() -> None:
    assert places(existence("art"), "start art.") == [(6, "art")]
    assert places(existence("art", wrap=False), "start art.") == [(2, "art"), (6, "art")]
    assert places(existence(r"!{2,}", wrap=False), "Now!!! Yes!") == [(3, "!!!")]


def test_existence_with_case() -> None:
    assert places(existence("IT", ignorecase=False), "it and IT, Ｉ T") == [(7, "IT")]
    assert places(existence("[A-Z]{3}", ignorecase=False), "the ETA\u200b is") == [(4, "ETA")]


def test_existence_exceptions_and_scope() -> None:
    just = existence("just", exceptions=("just (?:now|landed)",))
    assert places(just, "Just now, and just so.") == [(14, "just")]
    masked = "Open https://a.example/just and “just” #just `just` @just"
    assert places(existence("just"), masked) == []
    assert len(places(existence("just", scope="text"), masked)) == 5


def test_existence_fix_replaces_with_groups() -> None:
    one = fixing(r"sorry for (?:the|any) (\w+)", r"sorry about the \1")
    text = "🙏  Sorry for  any Delay!"
    (finding,) = found(one, text)
    assert finding.matched == "Sorry for  any Delay"
    assert apply_fix(text, finding.fixes[0]) == "🙏  sorry about the delay!"
    assert finding.fixes[0].safety == "safe" and finding.fixes[0].title == "Mend"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("We basically ship.", "We ship."),
        ("Basically, we ship.", "We ship."),
        ("Yes. Basically we ship.", "Yes. We ship."),
        ("We ship, basically.", "We ship."),
        ("We are, basically, done.", "We are done."),
        ("We ship basically", "We ship"),
        ("We ship basically\r\nnow", "We ship\r\nnow"),
        ("Basically", ""),
        ("🙂 basically  ok", "🙂 ok"),
    ],
)
def test_existence_fix_removes_with_what_would_be_left_behind(text: str, mended: str) -> None:
    (finding,) = found(fixing("basically", ""), text)
    assert apply_fix(text, finding.fixes[0]) == mended


# --- substitution


@pytest.mark.parametrize(
    ("language", "text", "options"),
    [
        ("en", "we utilise it", ["use", "take"]),
        ("en", "Utilise it", ["Use", "Take"]),
        ("en", "UTILISE it", ["USE", "TAKE"]),
        ("en", "uti\u200blise it", ["use", "take"]),
    ],
)
def test_substitution_offers_each_wording_in_the_case_of_the_match(
    language: str, text: str, options: list[str]
) -> None:
    (finding,) = found(swap({"utili[sz]e": "use|take"}), text, language)
    assert [fix.edits[0].text for fix in finding.fixes] == options
    assert finding.message == f"See '{finding.matched}'."


def test_substitution_of_an_acronym_does_not_shout() -> None:
    (finding,) = found(swap({"asap": "by 5 pm"}), "We reply ASAP.")
    assert finding.fixes[0].edits[0].text == "by 5 pm"


@pytest.mark.parametrize(
    ("text", "option"), [("Das Anliegen ist da.", "die Frage"), ("Anliegen sind da.", "Die Frage")]
)
def test_substitution_of_a_german_noun_keeps_the_capital_at_the_start_alone(text: str, option: str) -> None:
    (finding,) = found(swap({"anliegen": "die Frage"}, languages=("de",)), text, "de")
    assert finding.fixes[0].edits[0].text == option


def test_substitution_uses_groups_and_is_silent_where_it_is_right_already() -> None:
    (finding,) = found(swap({r"in the amount of (\d+)": r"for \1"}), "a bill in the amount of 40 euros")
    assert finding.fixes[0].edits[0].text == "for 40"
    assert found(swap({"e-?mail": "email"}), "your email") == ()
    assert places(swap({"e-?mail": "email"}), "your e‑mail") == [(5, "e‑mail")]


# --- occurrence


def test_occurrence_over_the_limit_shows_the_first_one_too_many() -> None:
    assert places(occurrence("sorry", 1), "🙏 Sorry, sorry and  sorry.") == [(9, "sorry")]
    assert found(occurrence("sorry", 1), "Sorry, sorry")[0].value == 2
    assert places(occurrence("sorry", 2), "Sorry, sorry") == []
    assert places(occurrence("sorry", 0), "ok sorry") == [(3, "sorry")]


def test_occurrence_under_the_minimum_is_about_the_draft_or_its_part() -> None:
    assert places(occurrence("thanks", least=1), "Hello.") == [(-1, "")]
    assert places(occurrence("thanks", least=1), "Hello, thanks.") == []
    by_paragraph = occurrence("thanks", least=1, scope="paragraph")
    assert places(by_paragraph, "Thanks, Kim.\n\n🙂 Hello.") == [(14, "🙂 Hello.")]


def test_occurrence_counts_in_each_sentence() -> None:
    one = occurrence("very", 1, scope="sentence")
    assert places(one, "Very good. Very nice. 👋🏽 Very, very  ok.") == [(31, "very")]
    assert places(one, "Very good. Very nice. Very ok.") == []


# --- repetition


@pytest.mark.parametrize("before", BEFORE)
def test_repetition_covers_the_whole_run_and_keeps_it_once(before: str) -> None:
    text = f"{before}The \r\n the the tent"
    (finding,) = found(repetition(r"\w+"), text)
    assert finding.span == (len(before), len(text) - 5)
    assert apply_fix(text, finding.fixes[0]) == f"{before}The tent"


def test_repetition_leaves_out_signs_and_exceptions() -> None:
    assert places(repetition(r"\w+"), "call 42 42 now") == [(5, "42 42")]
    assert places(repetition(r"\w+", alpha=True), "call 42 42 now now") == [(11, "now now")]
    assert places(repetition(r"\w+", exceptions=("(?:ha|that)",)), "ha ha, that that is is") == [
        (17, "is is")
    ]
    assert places(repetition(r"\w+"), "the them, so-so, a. A “no no”") == []


def test_repetition_of_more_than_one_word() -> None:
    assert places(repetition(r"\w+ \w+"), "for the for the tent") == [(0, "for the for the")]
    assert places(repetition(r"[\w']+"), "don't don't do it") == [(0, "don't don't")]


def test_repetition_in_the_whole_text() -> None:
    assert places(repetition(r"\w+", scope="text"), "“no no”") == [(1, "no no")]


# --- consistency


def test_consistency_shows_the_way_that_came_second() -> None:
    one = rule(
        "test.both",
        "consistency",
        tokens=["e-mail", "email", "colour", "color"],
        message={"en": "{first}, {second}"},
    )
    (finding,) = found(one, "🙂 Your e‑mail, my  email and an e-mail. Color!")
    assert finding.span == (19, 24) and finding.message == "e‑mail, email"
    assert found(one, "email, email, color") == ()
    assert [finding.matched for finding in found(one, "Color email e-mail colour")] == ["e-mail", "colour"]


# --- conditional

LONG_FORM = r"\b(?:[a-z]+ )+\(([a-z]{3,5})\)"


def test_conditional_asks_for_the_second_once_a_key() -> None:
    one = conditional(r"\b([A-Z]{3,5})\b", r"(?:\b[A-Z][a-z]+ )+\(([A-Z]{3,5})\)", ignorecase=False)
    assert places(one, "🙏 The ETA  is late, the ETA! A Return Label Code (RLC), so RLC.") == [(6, "ETA")]
    spared = conditional(r"\b([A-Z]{3,5})\b", r"\(([A-Z]{3,5})\)", ignorecase=False, exceptions=("ETA",))
    assert places(spared, "The ETA and the RLC") == [(16, "RLC")]


def test_conditional_without_groups() -> None:
    one = conditional(r"\brefund\b", r"\bby (?:monday|friday)\b")
    assert places(one, "Your Refund comes, the refund!") == [(5, "Refund")]
    assert places(one, "Your refund comes by Friday.") == []
    assert places(one, "By Friday.") == []


# --- capitalization


@pytest.mark.parametrize(
    ("match", "good", "bad"),
    [
        ("title", "Your New Tent at Home", "Your brand Tent"),
        ("title", "The GPS Is On", "the GPS Is On"),
        ("sentence", "Your new GPS tent", "Your New tent"),
        ("sentence", "iPhone repairs take time", "iPhone Repairs take time"),
        ("lower", "your tent 🙂 #HappyHiking", "your Tent"),
        ("upper", "YOUR TENT 24", "YOUR tENT"),
        (r"Re: .+", "Re: tent", "re: tent"),
    ],
)
def test_capitalization_of_the_first_line(match: str, good: str, bad: str) -> None:
    one = capitals(match, exceptions=("iPhone",))
    assert places(one, f"\n {good}  \r\nAnD SO oN") == []
    assert places(one, f"\n  {bad}\nand so on") == [(3, bad)]


def test_capitalization_of_what_tokens_match() -> None:
    one = capitals("upper", [r"\b(?:[Ss]ize [A-Za-z]+)\b"])
    assert places(one, "🙂 SIZE XL, size\u00a0 xl and Size M") == [(11, "size\u00a0 xl"), (24, "Size M")]


# --- metric


@pytest.mark.parametrize(
    ("formula", "condition", "speaks"),
    [
        ("words", "> {limit}", True),
        ("words", "> 4", False),
        ("words", ">= 4", True),
        ("words", "< 4", False),
        ("words", "<= 4", True),
        ("words / sentences", "== 2", True),
        ("100 * questions / (words - 2) + -1", "== 49", True),
        ("flesch_reading_ease", "< 1000", False),
        ("words / emoji", "> 0", False),
    ],
)
def test_metric(formula: str, condition: str, speaks: bool) -> None:
    one = metric(formula, condition, limit=3.0, message={"en": "{value} over {limit}"})
    seen = found(one, "Is it? Yes, today.")
    assert [finding.span for finding in seen] == ([None] if speaks else [])
    if formula == "words" and speaks:
        assert seen[0].message == "4 over 3" and seen[0].value == 4


# --- requirement


def test_requirement_speaks_of_the_draft_when_nothing_is_there() -> None:
    one = rule("test.needs", "requirement", tokens=[r"by \d+", "today"], exceptions=("not today",))
    assert places(one, "Hello 🙂") == [(-1, "")]
    assert places(one, "We write  TODAY.") == []
    assert places(one, "Not today.") == [(-1, "")]
    assert places(one, "You said “today”.") == [(-1, "")]
