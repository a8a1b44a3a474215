"""The matcher against a slow reference: each pattern's own regex over the whole folded text."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from support.rules import guideline, rule, star_turns
from support.timing import least_cpu

from voicekit.config import Settings
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.guideline.matcher import TEXT_SECONDS, Hit, Matcher, matcher_for
from voicekit.guideline.patterns import is_bounded
from voicekit.service import open_guideline
from voicekit.text.document import Document


@cache
def _compiled(token: str) -> Any:
    """The token's own regex. One without bounds runs on `regex`, whose \\w also takes lone combining marks."""
    return re.compile(token) if is_bounded(token) else regex.compile(token, flags=regex.VERSION0)


def reference(rules: Iterable[tuple[int, Rule]], document: Document) -> dict[int, list[Hit]]:
    """What every pattern finds alone; a rule's overlapping hits are settled from the left, then by token order."""
    found: dict[int, list[Hit]] = {}
    for number, one in rules:
        text = document.view(one.scope, one.ignorecase).text
        hits = sorted(
            (match.start(), order, match.end())
            for order, token in enumerate(one.body.get("tokens", ()))
            for match in _compiled(token).finditer(text)
            if match.end() > match.start()
        )
        kept: list[Hit] = []
        for start, order, end in hits:
            if not kept or start >= kept[-1].end:
                kept.append(Hit(start, end, order))
        if kept:
            found[number] = kept
    return found


def same_as_reference(judged: Guideline, language: str, texts: Iterable[str]) -> int:
    """Assert that matcher and reference agree on every text; the number of hits seen."""
    matcher = matcher_for(judged, language)
    rules = [
        (number, one)
        for number, one in enumerate(judged.rules())
        if (not one.languages or language in one.languages) and "tokens" in one.body
    ]
    total = 0
    for text in texts:
        document = Document(text, language)
        hits, errors = matcher.match(document)
        expected = reference(rules, document)
        assert errors == []
        assert hits == expected, text
        total += sum(map(len, expected.values()))
    return total


def test_all_packs_on_real_replies() -> None:
    judged = open_guideline(Settings(cache_dir=None))
    texts = sorted(set(star_turns()))
    random.Random(1).shuffle(texts)
    assert same_as_reference(judged, "en", texts[:80]) > 5


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "vi"])
def test_all_packs_on_their_own_examples(language: str) -> None:
    from voicekit.guideline.examples import examples_of
    from voicekit.guideline.loader import load_brand
    from voicekit.resources import guidelines_dir

    loaded = load_brand(Path(guidelines_dir()), "fernweh")
    texts = [one.draft.text for one in examples_of(loaded.rules) if one.language in ("", language)]
    random.Random(2).shuffle(texts)
    judged = open_guideline(Settings(cache_dir=None))
    assert same_as_reference(judged, language, texts[:60]) > 20


def test_generated_rules_on_real_replies() -> None:
    from scripts import bench_rules

    texts = sorted(set(star_turns()))[:200]
    judged = bench_rules.guideline(bench_rules.rules(texts, 300, 2.0))
    assert same_as_reference(judged, "en", texts) > 150


_words = ["so", "sorry", "the", "zip", "a", "is", "über", "don't", "24/7", "#", "ok", "тест", "xin"]
_tokens = st.lists(
    st.one_of(
        st.sampled_from(_words),
        st.sampled_from(
            [r"\w{1,9}", "(?:so|the)", "(?:very )?", "zip[sz]?", "[a-z]{2}", r"\w+", "o?", "(?:is )+"]
        ),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.lists(_tokens, min_size=1, max_size=3), st.booleans(), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.one_of(st.sampled_from(_words), st.text(max_size=3)), max_size=20).map(" ".join),
)
def test_random_rules_on_random_texts(specs: list[tuple[list[str], bool, bool]], text: str) -> None:
    rules = [
        rule(f"test.r{number}", tokens=tokens, wrap=wrap, scope="text" if whole else "prose")
        for number, (tokens, wrap, whole) in enumerate(specs)
        if all(_sound(token) for token in tokens)
    ]
    same_as_reference(guideline(rules), "en", [text])


def _sound(token: str) -> bool:
    return re.match(token, "") is None  # a pattern that matches nothing at all is refused by the loader


@pytest.mark.parametrize("case", ["spot", "scan"])
def test_a_slow_pattern_is_an_error_and_not_a_hang(case: str) -> None:
    slow = r"(?:a+)+b" if case == "scan" else r"start (?:a+)+b"
    judged = guideline([rule("test.slow", tokens=[slow], wrap=False), rule("test.quick", tokens=["quick"])])
    text = "start " + "a" * 5000 + " quick"
    hits, errors = Matcher(judged, "en").match(Document(text, "en"))
    run = partial(Matcher(judged, "en").match, Document(text, "en"))
    assert least_cpu(run, 2 * TEXT_SECONDS) < 2 * TEXT_SECONDS
    assert [error.rule_id for error in errors] == ["test.slow"]
    assert list(hits) == [1]


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    judged = guideline([rule(f"test.r{number}", tokens=[f"word{number} here"]) for number in range(200)])
    matcher = Matcher(judged, "en")
    texts = ["".join(f"word{number % 200} here and on " for number in range(size)) for size in (100, 800)]
    spent = []
    for text in texts:
        document = Document(text, "en")
        runs = []
        for _ in range(5):
            began = time.process_time()
            hits, _ = matcher.match(document)
            runs.append(time.process_time() - began)
        spent.append(min(runs))
        assert sum(map(len, hits.values())) == text.count(" here ")
    assert spent[1] < 24 * spent[0]  # eight times the text; a square would be sixty-four
