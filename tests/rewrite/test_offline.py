"""The rewriter without a model: fixes that rules carry, each through the guard, and not a word of its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.rewriting import held
from support.rules import guideline, rule

from voicekit.guideline.compiled import Rule
from voicekit.rewrite.offline import mended


def swap(old: str, new: str, safety: str = "safe", **fields: Any) -> Rule:
    body = {"replacements": [new], "safety": safety, "title": {"en": "Write it"}}
    return rule(f"test.{old}", "substitution", tokens=[old], body=body, **fields)


def done(draft: str, *rules: Rule, asked: list[str] | None = None, language: str = "en") -> str:
    return mended(held(draft, language=language, guideline=guideline(rules) if rules else None), asked)


def test_rules_and_terms_are_mended_and_the_rest_is_left() -> None:
    draft = (
        "We apologize for any inconvenience.  You can utilise the pump, or take a store credit until Friday."
    )
    assert done(draft) == (
        "We apologize for any inconvenience.  You can use the pump, or take a gift card until Friday."
    )


@pytest.mark.parametrize("draft", ["", " ", "The pump is here.", "We apologize for any inconvenience."])
def test_where_there_is_nothing_to_mend_the_draft_stays(draft: str) -> None:
    assert done(draft) == draft


def test_only_what_is_asked_for_goes() -> None:
    rules = swap("big", "large"), swap("small", "little")
    assert done("A big boat, a small mast.", *rules, asked=["test.small"]) == "A big boat, a little mast."
    assert done("A big boat, a small mast.", *rules, asked=[]) == "A big boat, a small mast."
    assert done("A big boat, a small mast.", *rules) == "A large boat, a little mast."


def test_every_place_of_a_rule_is_mended() -> None:
    assert done("A big boat and a big mast and a big sail.", swap("big", "large")) == (
        "A large boat and a large mast and a large sail."
    )


def test_what_only_shows_the_way_is_never_made_and_what_wants_a_look_is() -> None:
    assert done("A big boat.", swap("big", "large", "display")) == "A big boat."
    assert done("A big boat.", swap("big", "large", "unsafe")) == "A large boat."


@pytest.mark.parametrize(
    ("language", "draft", "old", "new"),
    [
        ("en", "The mast comes on Friday.", "friday", "Monday"),
        ("en", "The mast costs €30.", "30", "20"),
        ("en", "The hull does not leak.", "not", "really"),
        ("en", "The mast is broken.", "broken", "broken, you get a refund"),
        ("en", "Dear Ingrid, the mast is here.", "dear ingrid, ", ""),
        ("fr", "La coque ne fuit pas.", "ne fuit pas", "fuit"),
    ],
)
def test_a_fix_that_the_guard_refuses_is_not_made(language: str, draft: str, old: str, new: str) -> None:
    rules = (
        swap(old, new, languages=(language,)),
        swap("mast", "pole"),
        swap("coque", "quille", languages=("fr",)),
    )
    assert done(draft, *rules, language=language) == draft.replace("mast", "pole").replace("coque", "quille")


def test_fixes_that_bring_each_other_back_come_to_an_end() -> None:
    assert done("A big boat.", swap("big", "large"), swap("large", "big")) in ("A big boat.", "A large boat.")


PIECES = (
    "We apologize for any inconvenience.|You can utilise the pump.|It costs €20.|Hurry!|Dear Ingrid,|\n|  |utilise|"
    "The hull does not leak.|On Friday, you get store credit.|Which colour?"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_no_result_is_worse_than_its_draft(draft: str) -> None:
    guard = held(draft)
    text = mended(guard)
    assert text == draft or not guard.harms(text)
    before, after = (len(guard.known.look(one).findings) for one in (draft, text))
    assert after <= before and (text == draft or after < before)
