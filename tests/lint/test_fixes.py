"""Fixes change what their edits say and nothing else, and a loop that does not settle changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.lint.fixes import MOST_ROUNDS, apply_fix, settle
from voicekit.types import (
    Dimension,
    Edit,
    Finding,
    Fix,
    GuidelineRef,
    LanguageGuess,
    Report,
    Safety,
    Span,
)


def fix(*edits: tuple[int, int, str], safety: Safety = "safe") -> Fix:
    return Fix("Mend", tuple(Edit(Span(start, end), text) for start, end, text in edits), safety)


def finding(*fixes: Fix, rule_id: str = "test.a") -> Finding:
    return Finding(
        rule_id,
        "test",
        "voice",
        "warning",
        False,
        "sure",
        "m",
        "w",
        None,
        fixes[0].edits[0].span,
        fixes=fixes,
    )


def report(*findings: Finding) -> Report:
    guess = LanguageGuess("en", "English", True, "stated")
    sides: tuple[Dimension, ...] = ()
    return Report(GuidelineRef("g", "1", ""), guess, "default", findings, (), sides, "ready")


def replacing(old: str, new: str, safety: Safety = "safe") -> Callable[[str], Report]:
    """Reports one finding at the first `old` of a text."""

    def look(text: str) -> Report:
        at = text.find(old)
        return report(*([finding(fix((at, at + len(old), new), safety=safety))] if at >= 0 else []))

    return look


def test_applies_every_edit_of_a_fix() -> None:
    assert apply_fix("a 🙏 b c", fix((6, 7, "C"), (0, 1, "A"), (2, 4, ""))) == "A b C"
    assert apply_fix("ab", fix((1, 1, "-"))) == "a-b"
    assert apply_fix("", fix((0, 0, "x"))) == "x"


@pytest.mark.parametrize("edits", [[(0, 3, "")], [(-1, 1, "")], [(0, 2, "x"), (1, 2, "y")], [(2, 1, "")]])
def test_refuses_edits_that_do_not_fit(edits: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError, match="does not fit a text of 2 code points"):
        apply_fix("ab", fix(*edits))


@given(st.text(st.characters(), max_size=40), st.data())
def test_applying_touches_nothing_outside_the_edits(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    news = [data.draw(st.text(max_size=4)) for _ in spans]
    order = data.draw(st.permutations(range(len(spans))))
    mended = apply_fix(text, fix(*((*spans[i], news[i]) for i in order)))
    at = 0
    for (start, end), new, before in zip(spans, news, [0, *(end for _, end in spans)], strict=False):
        kept = text[before:start]
        assert mended.startswith(kept + new, at)
        at += len(kept) + len(new)
        last = end
    assert mended[at:] == (text[last:] if spans else text)


def test_settles_round_by_round() -> None:
    text, applied, left = settle("a a a", replacing("a", "b"))
    assert text == "b b b" and len(applied) == 3 and left.findings == ()


def test_takes_safe_fixes_alone_unless_told_otherwise() -> None:
    for safety, done in (("safe", True), ("unsafe", False), ("display", False)):
        text, applied, left = settle("a", replacing("a", "b", safety))  # type: ignore[arg-type]
        assert (text == "b", bool(applied), bool(left.findings)) == (done, done, not done)
    assert settle("a", replacing("a", "b", "unsafe"), unsafe=True)[0] == "b"
    assert settle("a", replacing("a", "b", "display"), unsafe=True)[0] == "a"


def test_takes_the_first_fix_that_may_be_applied() -> None:
    both = finding(fix((0, 1, "unsafe"), safety="unsafe"), fix((0, 1, "safe")))
    reports = {"a": report(both)}
    assert settle("a", lambda text: reports.get(text, report()))[0] == "safe"
    assert settle("a", lambda text: reports.get(text, report()), unsafe=True)[0] == "unsafe"


def test_of_fixes_that_overlap_the_first_is_made_and_the_others_wait() -> None:
    first = finding(fix((0, 4, "X")), rule_id="test.first")
    second = finding(fix((2, 6, "Y"), (8, 9, "Z")), rule_id="test.second")
    third = finding(fix((6, 7, "W")), rule_id="test.third")
    reports = {
        "abcdefghi": report(first, second, third),
        "XefWhi": report(finding(fix((0, 1, "_")), rule_id="test.last")),
    }
    text, applied, _ = settle("abcdefghi", lambda text: reports.get(text, report()))
    assert text == "_efWhi"
    assert [one.rule_id for one in applied] == ["test.first", "test.third", "test.last"]


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 9), (3, 4)],
        [(3, 4), (0, 9)],
        [(2, 5), (5, 5), (5, 5)],
        [(0, 2), (4, 6), (1, 5)],
        [(5, 5), (4, 6)],
    ],
)
def test_never_makes_two_fixes_over_each_other(spans: list[tuple[int, int]]) -> None:
    findings = [finding(fix((start, end, "-")), rule_id=f"test.r{i}") for i, (start, end) in enumerate(spans)]
    reports = {"abcdefghi": report(*findings)}
    text, applied, _ = settle("abcdefghi", lambda text: reports.get(text, report()))
    kept = [one.fixes[0].edits[0].span for one in applied]
    assert kept[0] == spans[0] and len(set(kept)) == len(kept)
    assert text.count("-") == len(kept) < len(spans)


@pytest.mark.parametrize("step", [("a", "b"), ("a", "aa")])
def test_a_loop_that_does_not_settle_gives_back_the_original(step: tuple[str, str]) -> None:
    old, new = step

    def look(text: str) -> Report:
        return (replacing("b", "a") if "b" in text else replacing(old, new))(text)

    text, applied, left = settle("x a", look)
    assert text == "x a" and applied == () and left == look("x a")


def test_as_many_rounds_as_are_allowed_still_settle() -> None:
    assert settle("a" * (MOST_ROUNDS - 1), replacing("a", "b"))[0] == "b" * (MOST_ROUNDS - 1)
    assert settle("a" * (MOST_ROUNDS + 1), replacing("a", "b"))[0] == "a" * (MOST_ROUNDS + 1)
