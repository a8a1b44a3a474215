"""The fold and its way back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicekit.text.fold import fold, fold_plain

any_text = st.text(st.characters(), max_size=80)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("We're SORRY", "we're sorry"),
        ("We’re sorry", "we're sorry"),
        ("Straße", "strasse"),
        ("a\u00a0 b\r\n\tc", "a b c"),
        ("ASAP\nnow", "asap now"),
        ("apolo\u200bgies", "apologies"),
        ("ＳＯＲＲＹ", "sorry"),
        ("𝓼𝓸𝓻𝓻𝔂", "sorry"),
        ("e\u0301te\u0301", "été"),
        ("XIN LỖI", "xin lỗi"),
        ("ИЗВИНИТЕ", "извините"),
        ("co‑op", "co-op"),
        ("…", "..."),
        ("", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_keeps_capitals_when_asked() -> None:
    assert fold("Straße  ＡＢ", casefold=False).text == "Straße AB"


@pytest.mark.parametrize(
    ("text", "needle", "source"),
    [
        ("a Straße b", "strasse", "Straße"),
        ("so  sorry, \u200bapolo\u200bgies!", "apologies", "apolo\u200bgies"),
        ("x ＡＢ y", "ab", "ＡＢ"),
        ("x e\u0301t\u00e9 y", "été", "e\u0301t\u00e9"),
        ("one\n\n two", "one two", "one\n\n two"),
        ("wait… now", "...", "…"),
    ],
)
def test_maps_back_to_the_original(text: str, needle: str, source: str) -> None:
    folded = fold(text)
    at = folded.text.index(needle)
    start, end = folded.source(at, at + len(needle))
    assert text[start:end] == source


@given(any_text)
@example("\ud800 lone")
@example("\x00")
@example("İ")
@example("ﷺ")
@example("a\u0301\u0301 \u0301")
def test_every_place_maps_into_the_text_in_order(text: str) -> None:
    folded = fold(text)
    last = 0
    for at in range(len(folded.text)):
        start, end = folded.source(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or end > last
        last = start


@given(
    st.text(st.characters(categories=("L", "N", "P", "Z", "S"), exclude_characters="´¨¯¸˘˙˚˛˜˝"), max_size=60)
)
@example("Ti\u0302m\u0301 Straße")
def test_a_folded_text_folds_to_itself(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_ascii_words_fold_alone_as_in_a_text(text: str) -> None:
    assert fold(text).text.strip() == " ".join(fold_plain(word) for word in text.split())
