"""Finds where the patterns of signals match a customer's message: only those are tried that a word of it speaks for.

It must find exactly what each pattern's own regex finds in the message, no match lost and none added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from voicekit.guideline.compiled import Signals
from voicekit.guideline.matcher import Hit, Hits, disjoint
from voicekit.guideline.wordkeys import keys


class SignalMatcher:
    """The patterns of one language's signals. They are bounded, so that `re` may run them."""

    def __init__(self, signals: Signals) -> None:
        self._signals = signals.signals
        self._index = signals.index
        self._leads = frozenset(signals.index.leads)
        self._compiled: dict[int, re.Pattern[str]] = {}

    def match(self, text: str, tokens: Iterable[str]) -> Hits:
        """Hits per signal number in a folded text of these `tokens`, in order and free of overlaps."""
        hits: Hits = {}
        shared: set[int] = set()
        for at in self._likely(text, tokens):
            number, order = self._index.patterns[at]
            regex = self._compiled.get(at)
            if regex is None:
                regex = self._compiled[at] = re.compile(self._signals[number].tokens[order])
            found = [Hit(match.start(), match.end(), order) for match in regex.finditer(text)]
            if found:
                known = hits.setdefault(number, found)
                if known is not found:
                    known.extend(found)
                    shared.add(number)
        for number in shared:
            hits[number] = disjoint(hits[number])
        return hits

    def _likely(self, text: str, tokens: Iterable[str]) -> set[int]:
        """The patterns that have what they need in the text."""
        there = keys(text, tokens)
        there.add("")  # needed by what needs no second word
        found = set(self._index.always)
        for lead in self._leads & there:
            seconds = self._index.leads[lead]
            for second in there.intersection(seconds):
                found.update([at for at, rest in seconds[second] if rest <= there])
        found.update([at for literal, at in self._index.texts if literal in text])
        return found
