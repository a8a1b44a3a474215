"""Runs the examples of signals as tests: what is meant must be seen, what is not must pass.

Each is read as a whole message, through the same reading that a customer's turn goes through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from voicekit.guideline.compiled import Guideline
from voicekit.triage.signs import signs_of

if TYPE_CHECKING:
    from voicekit.guideline.signalfiles import LoadedSignals


class SignalResult(NamedTuple):
    """What came of one example of a signal; `reason` says what was expected where it failed."""

    signal: str
    language: str
    text: str
    meant: bool
    reason: str
    place: str


def run_signals(guideline: Guideline, loaded: Mapping[str, LoadedSignals]) -> Iterator[SignalResult]:
    """Results of the examples of every signal in `loaded` under `guideline`, which was compiled from it."""
    for language, signals in loaded.items():
        for signal in signals.signals:
            examples = signal.model.examples
            for text, meant in (
                *((t, True) for t in examples.meant),
                *((t, False) for t in examples.unmeant),
            ):
                signs = signs_of(guideline, text, language)
                seen = signs is not None and any(sign.signal == signal.model.id for sign in signs.signs)
                reason = "" if seen == meant else "is not seen" if meant else "is seen, and should not"
                yield SignalResult(
                    signal.model.id, language, text, meant, reason, f"{signal.path}:{signal.line}"
                )
