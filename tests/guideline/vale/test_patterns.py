"""Go's and .NET's regular expressions as patterns of ours: same matches on folded text, every repeat bounded."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.guideline.patterns import is_bounded, never_matches, pattern_problem
from voicekit.guideline.vale.patterns import View, told_apart, translated, whole_text
from voicekit.guideline.vale.regexp import to_python
from voicekit.guideline.vale.report import NotTakenError
from voicekit.guideline.vale.samples import samples
from voicekit.text.fold import fold

FOLDED, CASED, BOTH = View(True, True), View(False, False), View(False, True)


@pytest.mark.parametrize(
    ("pattern", "view", "ours"),
    [
        ("GitHub", FOLDED, "github"),
        ("GitHub", CASED, "GitHub"),
        ("Go", BOTH, "[gG][oO]"),
        ("(?i)Go", CASED, "[gG][oO]"),
        ("(?-i)Go(?i:No)", BOTH, "Go[nN][oO]"),
        ("[A-Z]{3,5}", FOLDED, "[a-z]{3,5}"),
        ("[A-Z]{3,5}", CASED, "[A-Z]{3,5}"),
        (r"a\s+b\s*c", FOLDED, r"a\sb\s?c"),
        (r"\w+ing", FOLDED, r"\w{1,100}ing"),
        ("(?:ab )+c", FOLDED, "(?:ab ){1,12}c"),
        (".*?x", FOLDED, ".{0,100}?x"),
        ("don’t", FOLDED, "don't"),
        ("wait…", FOLDED, r"wait\.\.\."),
        ("[…!]x", FOLDED, r"(?:[!]|\.\.\.)x"),
        ("(?<!a|bc)d", FOLDED, "(?<!a)(?<!bc)d"),
        ("(?<=a|bc)d", FOLDED, "(?:(?<=a)|(?<=bc))d"),
        (r"(?<=\w+)--(?<!\s*a)", FOLDED, r"(?<=\w)--(?<!a)"),
        (r"a\x{2019}b", FOLDED, "a'b"),
        ("(?<word>ab)c", FOLDED, "(ab)c"),
        (r"[[:upper:]]\p{L}x", CASED, None),
        (r"[^\n]a", FOLDED, ".a"),
        (r"\/\'a", FOLDED, "/'a"),
    ],
)
def test_patterns_are_written_for_folded_text(pattern: str, view: View, ours: str | None) -> None:
    found = translated(pattern, view).text
    assert found == ours or ours is None
    assert (
        not pattern_problem(found) and is_bounded(found) and not never_matches(found, ignorecase=view.folded)
    )


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"a\nb", "tells blanks apart"), ("a  b", "tells blanks apart"), (r"a\s{2}", "tells blanks apart"),
        (r"[\t\n]a", "tells blanks apart"), (r"\s a", "tells blanks apart"), (r"(a)\1", "refers back"),
        ("a[b", "never closed"), ("a)", "too many"), ("(?x)a", "flag 'x'"), (r"\p{Han}", "not known here"),
        ("a(?i)b|c", "mid-pattern"), ("a*", "match nothing"), ("\u200b", "cannot be seen"), ("", "empty"),
        ("(?:(?:a|a)*b?)*c", "hang"), ("a{2000}", "counts over"), (r"\K", "cannot be read"),
        ("(?:" * 5_000 + "a" + ")" * 5_000, "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(NotTakenError, match=re.escape(reason)):
        translated(pattern, FOLDED)


def test_case_is_told_apart_only_where_letters_are() -> None:
    assert not told_apart([r"\d+", r"[.?!]\s"], False)
    assert told_apart(["abc"], False) and told_apart(["(?i)abc", "x"], False)
    assert not told_apart(["(?i)abc", "(?i:x)"], False) and not told_apart(["abc"], True)
    assert told_apart(["(?-i)abc"], True)


def test_a_search_becomes_a_pattern_of_the_whole() -> None:
    assert whole_text("^[A-Z]").text == "[A-Z].{0,1000}" or re.fullmatch(
        whole_text("^[A-Z]").text, "Parcels left."
    )
    assert re.fullmatch(whole_text("left").text, "It left today.") and not re.fullmatch(
        whole_text("left").text, "It"
    )
    assert not re.fullmatch(whole_text("day$").text, "today it is")


WORDS = st.text("aBc .'’!-é", max_size=12)
PIECES = st.sampled_from(
    [
        "a",
        "B",
        "[aB]",
        "c+",
        r"\w+",
        r"\s+",
        "(?:a|Bc)",
        "(?i)b",
        "é?",
        r"\b",
        "[^a]",
        ".",
        r"[A-C]*",
        "(?:c ?)+",
        "(a)",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=4).map("".join), WORDS, st.booleans())
def test_on_plain_text_a_translated_pattern_matches_what_it_did(
    pattern: str, text: str, ignorecase: bool
) -> None:
    """Texts whose blanks are single and whose signs fold to themselves: there nothing may differ."""
    view = View(ignorecase and not told_apart([pattern], ignorecase), ignorecase)
    try:
        ours = translated(pattern, view).text
    except NotTakenError:
        return
    plain = " ".join(text.replace("’", "'").split())
    theirs = re.compile(to_python(pattern), re.IGNORECASE if ignorecase else 0)
    folded = fold(plain, view.folded).text
    assert [m.span() for m in re.finditer(ours, folded)] == [m.span() for m in theirs.finditer(plain) if m[0]]


@pytest.mark.parametrize(
    "pattern",
    [
        "foo",
        "(?:really|very)",
        r"\b[A-Z]{3,5}\b",
        r"\d+ ?percent",
        "(?<=[a-z])X",
        "a(?=bc)",
        "[^abc]x",
        r"\W\s",
        "x?y{2,}",
    ],
)
def test_samples_are_matched_by_their_pattern(pattern: str) -> None:
    ours = translated(pattern, CASED).text
    assert any(re.search(ours, sample) for sample in samples(ours))
