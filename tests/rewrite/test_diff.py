"""Word-level edits between a draft and a rewrite: applied, they give the rewrite; the share of words kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicekit.lint.fixes import apply_fix
from voicekit.rewrite.diff import kept_share, word_edits
from voicekit.types import Edit, Fix, Span

WORDY = st.lists(
    st.sampled_from(["a", "b", "don't", " ", "  ", "\n", ",", "é", "e\u0301", "👍🏽", "x-y"])
).map("".join)
ANY = st.text() | WORDY


@given(ANY, ANY)
@example("a b", "a\u00a0b")
@example("x\u2028y", "x y")
def test_all_edits_together_give_the_rewrite(before: str, after: str) -> None:
    edits = word_edits(before, after)
    assert apply_fix(before, Fix("", edits)) == after
    ends = [0, *(edit.span.end for edit in edits)]
    assert all(edit.span.start >= end for edit, end in zip(edits, ends, strict=False))
    assert (edits == ()) == (before == after)


@given(ANY, ANY)
def test_the_share_of_words_kept_has_bounds(before: str, after: str) -> None:
    assert 0 <= kept_share(before, after) <= 1
    assert kept_share(before, before) == 1


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("I can utilise it.", "I can use it.", [(6, 13, "use")]),
        ("We are very sorry.", "I am sorry.", [(0, 11, "I am")]),
        ("It's late, today", "It's late today", [(9, 10, "")]),
        ("big boat and big mast", "large boat and large mast", [(0, 3, "large"), (13, 16, "large")]),
        ("", "New.", [(0, 0, "New.")]),
        ("Gone.", "", [(0, 5, "")]),
        ("Один два три", "Один три", [(5, 9, "")]),
    ],
)
def test_changes_are_whole_words_and_neighbours_are_one(
    before: str, after: str, edits: list[tuple[int, int, str]]
) -> None:
    assert list(word_edits(before, after)) == [Edit(Span(start, end), text) for start, end, text in edits]


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [("", "x", 1), ("one two", "two one", 0.5), ("a b c d", "a b c d e", 1), ("a b", "", 0), ("...", "!", 1)],
)
def test_words_kept_in_order_are_counted(before: str, after: str, share: float) -> None:
    assert kept_share(before, after) == share
