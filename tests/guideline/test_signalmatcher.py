"""The matcher of signals against a slow reference: each pattern's own regex over the whole message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.threads import customers_guideline

from voicekit.config import Settings
from voicekit.evals.messages import read_messages
from voicekit.guideline.compiled import Signals
from voicekit.guideline.matcher import Hit, Hits
from voicekit.guideline.signalmatcher import SignalMatcher
from voicekit.guideline.wordkeys import words_of
from voicekit.service import open_guideline
from voicekit.text.typed import readings
from voicekit.triage.signs import reader_of
from voicekit.types import LANGUAGES

MESSAGES = Path(__file__).parents[2] / "eval" / "triage"


compiled = cache(re.compile)  # re itself keeps 512, and there are thousands


def reference(signals: Signals, text: str) -> Hits:
    """What every pattern finds alone; a signal's overlapping hits are settled from the left, then by token order."""
    found: Hits = {}
    for number, signal in enumerate(signals.signals):
        hits = sorted(
            (match.start(), order, match.end())
            for order, token in enumerate(signal.tokens)
            for match in compiled(token).finditer(text)
        )
        kept: list[Hit] = []
        for start, order, end in hits:
            if not kept or start >= kept[-1].end:
                kept.append(Hit(start, end, order))
        if kept:
            found[number] = kept
    return found


def same_as_reference(signals: Signals, texts: Iterable[str]) -> int:
    """Assert that matcher and reference agree on every text; the number of hits seen."""
    matcher = SignalMatcher(signals)
    seen = 0
    for text in texts:
        hits = matcher.match(text, words_of(text))
        assert hits == reference(signals, text), text
        seen += sum(map(len, hits.values()))
    return seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_signal_on_messages_as_people_type_them(language: str) -> None:
    guideline = open_guideline(Settings())
    texts: dict[str, list[str]] = {}
    for message in read_messages([MESSAGES / f"{language}.yaml"])[::4]:
        for typed in readings(message.text, language, lambda code: reader_of(guideline, code).spelling):  # type: ignore[union-attr]
            texts.setdefault(typed.language, []).append(typed.text)
    for spelt, own in texts.items():
        signals = guideline.signals(spelt)
        assert signals is not None
        assert same_as_reference(signals, own) > len(own)


def made(*tokens: str) -> Signals:
    """Signals of these patterns, two to a signal."""
    lines = ["schema_version: 1", "signals:"]
    for number in range(0, len(tokens), 2):
        lines += [
            f"  - id: legal.t{number}",
            "    shows: {legal: 1}",
            "    tokens:",
            *(f"      - '{token}'" for token in tokens[number : number + 2]),
            "    examples: {meant: [a], unmeant: [b]}",
        ]
    signals = customers_guideline({"en": "\n".join(lines) + "\n"}).signals("en")
    assert signals is not None
    return signals


PATTERNS = made(
    "sue (?:you|them)", "(?:you|them) sue", "law(?:yer|suit)s?", "my law\\w{0,6}", "(?:see|meet) (?:you|u) in court",
    "🤬|😡", "(?:my )?(?:the )?end(?=[.,!]|$)", "\\d{1,2} ?times", "a-b|c/d", "(?:i|we) (?:\\w{1,9}+ ){0,2}quit",
    "^(?:so|and) (?:what|how)", "u r|y/o", "gr{2,4}", "(?:not )?a (?:good|bad) (?:day|one)",
)  # fmt: skip
WORDS = (
    "sue you them law lawyer lawsuits see meet u in court 🤬 😡 my the end . , ! 3 12times times a-b a b c/d c d i we "
    "really quit so and what how r y/o grr grrrr not good bad day one"
).split()


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["", " ", "  "]))
def test_made_up_signals_on_made_up_messages(words: list[str], between: str) -> None:
    same_as_reference(PATTERNS, [between.join(words), " ".join(words)])
