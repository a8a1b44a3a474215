"""Static checks of a regex, and that what they call harmful is."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicekit.guideline.patterns import is_bounded, never_matches, pattern_problem

HANGS = "very many ways"


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+", r"(a|a)*b", r"(\w+\s?)*x", r"(?:a*a*)+b", r"(?:\w+\s*)+!", r"(x(?:a?|b?)y)+z", r"x(.*)*y",
        r"([a-z]+)*\d", r"(a|aa)+b", r"(?:\d{1,3}[ .]?)+x", r"(?:.*,)+x", r"(?:(?:a+)b?)+", "(a|b|ab)*c",
        r"(?:\w{1,20} ?){0,8}x", r"(?:\w+\s?){0,3}x", r"x(?:a?){30}a{30}", r"x(?=(a+)+b)y", r"(?:x+x+)+y",
        r"(\w)(?:\1+)+b",
        r"(?:(?:a|b)+|c)+d", r"(?:a+?)+b", r"(?:[^.]+\.?)+$",
    ],
)  # fmt: skip
def test_repeats_that_can_explode_are_refused(pattern: str) -> None:
    assert HANGS in pattern_problem(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\w+ )+x", r"(?:\w+, )*\w+ and", r"a+b+", r"(?:\d{4} ?)+x", r"(?:foo|bar|baz)+x", r".*x",
        r"apologi[sz]e for (?:any|the) inconvenience(?: (?:this )?may have caused)?", r"(?:\w+ ){0,5}foo",
        r"(?:very |really )+sorry", r"(?:[a-zäöü]+-)+x", r"(?:no|not) (?:\w+ ){0,3}(?:x|y)", r"\{\{[^{}]*\}\}",
        r"(?:[^\s@]+@)?[a-z]+(?:\.[a-z]+)+", r"(?:ha){2,}", r"(\w)\1{2,}", r"(?<!not )sorry", r"\bthe (?=end)",
        r"(?:\d{2,4}[ -]?){4}", "(?:" + "|".join(f"word{number} " for number in range(150)) + "){1,5}x",
        r"(?P<q>['\"])x(?P=q)", r"ne [^.!?]{0,40}que",
    ],
)  # fmt: skip
def test_sane_patterns_pass(pattern: str) -> None:
    assert pattern_problem(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "is empty; write a pattern"),
        ("(a", "the pattern does not compile: missing ), unterminated subpattern at character 1"),
        (r"a\1(b)", "the pattern does not compile: invalid group reference 1 at character 3"),
        (r"(a\1)", "the pattern does not compile: cannot refer to an open group at character 3"),
        (r"(?<=a+)b", "the pattern does not compile: look-behind requires fixed-width pattern"),
        ("(?i)a", "inline flags such as (?i) are not read; use 'ignorecase' of the rule"),
        ("x(?i:a)", "inline flags such as (?i:...) are not read; use 'ignorecase' of the rule"),
        ("a*", "the pattern can match nothing at all; let it need at least one character"),
        (r"\b", "the pattern can match nothing at all; let it need at least one character"),
        ("ba{2000}", "the pattern counts over 1,000 repeats; use a smaller figure"),
        ("ba{99999999999}", "the pattern counts over 1,000 repeats; use a smaller figure"),
        ("(" * 5000, "the pattern is nested too deep; split it into several tokens"),
        ("x" * 5001, "the pattern is over 5,000 characters; split it into several tokens"),
        ("[[a]", "the pattern is unclear (possible nested set); put a backslash in front of that character"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(pattern: str, said: str) -> None:
    assert pattern_problem(pattern) == said


@pytest.mark.parametrize(
    ("pattern", "bounded"),
    [
        ("sorry", True), (r"for (?:any|the) \w{1,20}", True), ("a+", False), ("a{3,}", False), ("x(?=.*y)z", False),
        ("a{1,400}", True), ("a{1,401}", False), ("x(?!.{0,400}y)", False), ("x(?!.{0,90}y)", True), (r"(ab)\1", True),
        (r"\w{0,90}\w{0,90}\w{0,90}\w{0,90}x", False), ("a++b", False), ("(?>a*)b", False),
    ],
)  # fmt: skip
def test_is_bounded(pattern: str, bounded: bool) -> None:
    assert is_bounded(pattern) is bounded


def test_is_bounded_wants_a_pattern_that_compiles() -> None:
    with pytest.raises(re.error):
        is_bounded("(a")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("hello", ""), ("Hello", "'H' never matches: text is read folded; write 'h'"),
        ("straße", "'ß' never matches: text is read folded; write 'ss'"),
        ("it’s", "'’' never matches: text is read folded; write '''"), ("it['’]s", ""), ("наш", ""), ("được", ""),
        ("a  b", "two blanks in a row never match: white space is read as one blank"),
        ("a\u00a0b",
         "line breaks, tabs and hard blanks never match: white space is read as one blank, write ' '"),
        ("a\u200bb", "U+200B cannot be seen and never matches; remove it"),
        ("cafe\u0301", "letters with their accents apart never match: write each as one character (NFC)"),
        (r"\bA", "'A' never matches: text is read folded; write 'a'"),
    ],
)  # fmt: skip
def test_characters_that_folded_text_never_holds(pattern: str, said: str) -> None:
    assert never_matches(pattern) == said


def test_capitals_are_fine_where_case_counts() -> None:
    assert never_matches("Straße", ignorecase=False) == ""


ATOMS = st.sampled_from(["a", "b", "[ab]", "ab", "a?b", "a+", "b*a"])
BODIES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from("?+*")).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=5,
)


def ways(body: str, text: str) -> int:
    """In how many ways `text` falls into pieces that each match `body`: more ways than one make a repeat ambiguous."""
    piece = re.compile(body)
    counts = [1] + [0] * len(text)
    for end in range(1, len(text) + 1):
        counts[end] = sum(counts[start] for start in range(end) if piece.fullmatch(text, start, end))
    return counts[-1]


@settings(deadline=None, max_examples=300)
@given(body=BODIES)
def test_what_falls_apart_in_many_ways_is_never_let_through(body: str) -> None:
    """Every repeat whose pieces can be cut in two ways is refused (some more are: those ambiguous inside a piece)."""
    ambiguous = any(
        ways(body, "".join(text)) > 1 for size in range(1, 6) for text in product("ab", repeat=size)
    )
    if ambiguous:
        assert pattern_problem(f"(?:{body})+!") != ""
