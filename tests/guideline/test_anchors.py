"""Anchors: whatever a regex matches must hold one of them, at the place they say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicekit.guideline.anchors import find_anchors, find_needs, key_of


def literals(pattern: str) -> set[str]:
    return {anchor.literal for anchor in find_anchors(pattern) or ()}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:any inconvenience)\b", {"any inconvenience"}),
        (r"\b(?:apologi[sz]e for)\b", {"apologise for", "apologize for"}),
        (r"\b(?:soon|shortly)\b", {"soon", "shortly"}),
        (r"\b(?:(?:any|the) inconvenience)\b", {"any inconvenience", "the inconvenience"}),
        (r"\b(?:you \w{1,9} should have)\b", {" should have"}),
        (r"colou?r", {"color", "colour"}),
        (r"\w{1,9}", set()),
        (r"(?:very )?\d", set()),
    ],
)
def test_finds(pattern: str, expected: set[str]) -> None:
    assert literals(pattern) == expected


def test_a_back_reference_may_be_as_wide_as_it_likes() -> None:
    (anchor,) = find_anchors(r"(\w{2,5}) \1 sorry indeed") or ()
    assert (anchor.literal, anchor.low, anchor.high >= 11) == (" sorry indeed", 3, True)


def test_says_where_an_anchor_stands() -> None:
    (anchor,) = find_anchors(r"\b(?:\d{1,3} sorry indeed)\b") or ()
    assert anchor == (" sorry indeed", 1, 3, False, True)


def test_keys_prefer_two_whole_words() -> None:
    (anchor,) = find_anchors(r"\b(?:in due course)\b") or ()
    key, whole = key_of(anchor, {}) or ((), False)
    assert whole
    assert len(key) == 2


def test_a_piece_of_a_word_is_not_taken_for_a_whole_one() -> None:
    (anchor,) = find_anchors(r"\bapolog") or ()
    assert key_of(anchor, {}) == (("apolog",), False)


_letters = st.sampled_from("ab c")
_atoms = st.one_of(
    st.text(_letters, min_size=1, max_size=4),
    st.sampled_from([r"\w", ".", "[ab]", "[^a]", r"\b", "a?", "(?:ab|c)", "(?:a|bc )?"]),
    st.sampled_from(["a{2}", "b{1,3}", "(?=a)", "(?<!b)", "$"]),
)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    parts = draw(st.lists(_atoms, min_size=1, max_size=5))
    if draw(st.booleans()):
        other = "".join(draw(st.lists(_atoms, min_size=1, max_size=3)))
        return f"(?:{''.join(parts)}|{other})"
    return "".join(parts)


@settings(max_examples=600)
@given(patterns(), st.text("abc ", max_size=24))
def test_every_match_holds_an_anchor_where_it_says(pattern: str, text: str) -> None:
    anchors = find_anchors(pattern)
    if anchors is None:
        return
    for match in re.finditer(pattern, text):
        if match.end() == match.start():
            continue
        places = [
            anchor
            for anchor in anchors
            for at in range(len(text))
            if text.startswith(anchor.literal, at) and anchor.low <= at - match.start() <= anchor.high
        ]
        assert places, (pattern, text, match, anchors)
        for anchor in places[:1]:
            assert anchor.literal in text


@settings(max_examples=400)
@given(patterns(), st.text("abc ", max_size=24))
def test_every_match_meets_every_need(pattern: str, text: str) -> None:
    for match in re.finditer(pattern, text):
        if match.end() > match.start():
            words = re.findall(r"\w+", text)
            for need in find_needs(pattern):
                assert set(need.words) & set(words) or any(one in match[0] for one in need.texts)
