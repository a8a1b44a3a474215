"""What a list of words needs: a text that any of them matches has it, whatever the pattern and the text."""

from __future__ import annotations

import marshal
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.rules import rule

from voicekit.guideline.compile import compile_rule
from voicekit.guideline.loader import load_pack
from voicekit.guideline.patterns import parsed
from voicekit.guideline.wordkeys import DIGIT, keys, words_of
from voicekit.guideline.wordneeds import word_needs
from voicekit.lint.checks.wordlists import Read, WordList, those, wordlist

from re import _constants as op  # type: ignore[attr-defined]  # isort: skip

PACKS = Path(__file__).resolve().parents[2] / "guidelines"


def one_of(*patterns: str) -> WordList:
    return WordList(rf"\b(?:{'|'.join(patterns)})\b", word_needs(patterns))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"we (?:have |will )?called (?:you|them) twice", "we have called you"),
        (r"(?:your|the) (?:\w{2,12} )?(?:order|refund)", "the red tent is yours"),
        (r"apolog(?:y|ise|ies)", "an apple"),
        (r"in \d{1,2} days", "in some days"),
        (r"(?<!no )need(?: to)? know", "you need it"),
        ("(?:без)?плат\\w{1,4} возврат", "платим за обмен"),
        (r"\w{2,9}stück", "ein stuck"),
    ],
)
def test_says_no_where_a_word_is_missing(pattern: str, text: str) -> None:
    assert not one_of(pattern).may(Read(text))


def test_runs_everywhere_where_nothing_can_be_named() -> None:
    for pattern in (r"\w{1,9}", r"a|\w", "(?:very )?[^a]", "i?"):
        assert word_needs((pattern,)) is None
        assert one_of(pattern).may(Read(""))


def test_needs_survive_the_cache() -> None:
    needs = word_needs((r"call(?:ed)? you", r"\d ?pm"))
    assert marshal.loads(marshal.dumps(needs)) == needs


def test_keys_are_words_their_beginnings_and_a_digit() -> None:
    assert keys("your refund", ["your", "refund"]) == {"your", "refund", "refu"}
    assert DIGIT in keys("at ٣", ["at", "٣"])
    assert DIGIT in keys("at 3", ["at", "3"])


@given(st.text(max_size=40))
def test_words_are_those_of_the_regex(text: str) -> None:
    assert words_of(text) == re.findall(r"\w+", text)


@given(st.text("ab_1 .,'\n-\t", max_size=40))
def test_words_of_ascii_are_those_of_the_regex(text: str) -> None:
    assert words_of(text) == re.findall(r"\w+", text)


def test_several_lists_are_those_that_may_match() -> None:
    lists = {
        "a": {"en": r"\b(?:tent)\b"},
        "b": {"en": r"\b(?:boots?)\b"},
        "c": {"de": "x"},
        "d": {"en": r"\b(?:\w)\b"},
    }
    needs = {
        "a": {"en": marshal.dumps(word_needs(("tent",)))},
        "b": {"en": marshal.dumps(word_needs(("boots?",)))},
    }
    one = rule("test.lists", "check", languages=(), body={"check": "x", "words": lists, "needs": needs})
    for _ in range(2):
        assert [name for name, _ in those(one, ("a", "b", "c", "d"), "en", Read("my boots"))] == ["b", "d"]


_letters = st.sampled_from("abcd ")
_atoms = st.one_of(
    st.text(_letters, min_size=1, max_size=6),
    st.sampled_from([r"\w", ".", "[ab]", "[^a]", r"\b", "a?", "(?:abcd|c)", "(?:a|bc )?", r"\d", "(?: ab)*"]),
    st.sampled_from(
        ["a{2}", "b{1,3}", "(?=a)", "(?<!b)", "$", "(?:ab )+", "(?:a{2}b|cd.){1,2}", r"(?: \w+){0,2} "]
    ),
)


@settings(max_examples=1_500)
@given(
    st.lists(st.lists(_atoms, min_size=1, max_size=5).map("".join), min_size=1, max_size=3),
    st.text("abcd 1.", max_size=30),
)
def test_never_loses_a_match(patterns: list[str], text: str) -> None:
    known = one_of(*patterns)
    if known.pattern.search(text):
        assert known.may(Read(text)), (patterns, text)
        assert known.search(Read(text)) is not None


def _lists() -> Iterator[tuple[str, str, WordList]]:
    for pack in ("thread", "care", "escalation"):
        for loaded in load_pack(PACKS, pack).rules:
            one = compile_rule(loaded)
            for name, lists in one.body.get("words", {}).items():
                for language in lists:
                    known = wordlist(one, name, language)
                    assert known is not None
                    yield one.id, name, known


def _sample(chance: random.Random, items: Any) -> str:
    """A text that the parsed pattern may well match."""
    out = ""
    for code, value in items:
        if code is op.LITERAL:
            out += chr(value)
        elif code is op.SUBPATTERN:
            out += _sample(chance, value[3])
        elif code is op.BRANCH:
            out += _sample(chance, chance.choice(value[1]))
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
            least, most, body = value
            out += "".join(_sample(chance, body) for _ in range(chance.randint(least, min(most, least + 3))))
        elif code is op.IN:
            kind, member = chance.choice(value)
            known = {op.LITERAL: chr, op.RANGE: lambda m: chr(chance.randint(*m))}
            out += known[kind](member) if kind in known else chance.choice("ab1 ,x")
        elif code in (op.ANY, op.NOT_LITERAL):
            out += "z"
    return out


def test_no_list_of_the_packs_loses_a_match() -> None:
    chance = random.Random(4)
    met = 0
    for rule_id, name, known in _lists():
        tree = parsed(known.source)
        for _ in range(60):
            said = f"{chance.choice(['', 'so ', 'x, '])}{_sample(chance, tree)}{chance.choice(['', ' now', '!'])}"
            read = Read(said)
            if known.pattern.search(said):
                met += 1
                assert known.may(read), (rule_id, name, said)
    assert met > 5_000
