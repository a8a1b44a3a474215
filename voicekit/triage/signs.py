"""What one message of a customer shows: risks, mood, intent and scenario with their weights, and the words for it.

It reads words as they are meant: negated, quoted and otherwise unmeant ones show nothing. It must never look at an
agent's message.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from voicekit.guideline.compiled import Guideline, Signal, Signals
from voicekit.guideline.signalmatcher import SignalMatcher
from voicekit.guideline.wordkeys import words_of
from voicekit.text.lazyre import lazy
from voicekit.text.typed import Spelling, Typed, readings
from voicekit.triage import learned
from voicekit.types import Span

_CUT = lazy(r"[.!?;…]+ |[.!?;…]+$| - ")
_QUOTED = lazy(r"\"[^\"]{8,600}\"|“[^”]{8,600}”|„[^“”]{8,600}[“”]|«[^»]{8,600}»|'[^']{24,600}'(?!\w)")
_SPOKEN = lazy(r"[^\W\d_]{2,}")
_MARKS = lazy(r"[!?]{2,}")
_REACH = 40
"""Code points before a signal's words in which a "not" takes them their meaning."""
_SHOWN = 0.98
"""What is shown with this weight or more needs nothing learned."""
_SHAPE = "shape."
_KEPT = 512
"""Messages whose signs are kept: a thread is read again at every key stroke in the draft."""


class Sign(NamedTuple):
    """Words of a message and what they show."""

    shows: str
    weight: float
    span: Span
    text: str
    signal: str


class Signs(NamedTuple):
    """Everything a message shows: the sum of weights by what is shown, and the signs behind it."""

    scores: Mapping[str, float]
    signs: tuple[Sign, ...]

    @property
    def said(self) -> bool:
        """Whether words show something; the look of a message is the same in every language."""
        return any(not sign.signal.startswith(_SHAPE) for sign in self.signs)


class _Page:
    """A typed message with what is known of its sentences."""

    def __init__(self, typed: Typed) -> None:
        self.text = typed.text
        self.known: dict[tuple[str, int, int], bool] = {}

    @property
    def tokens(self) -> list[str]:
        """Runs of word characters."""
        return words_of(self.text)

    @cached_property
    def quoted(self) -> list[tuple[int, int]]:
        """Where something is quoted."""
        return [match.span() for match in _QUOTED.finditer(self.text)]

    @cached_property
    def cuts(self) -> list[int]:
        """Where sentences end."""
        return sorted({0, *(match.end() for match in _CUT.finditer(self.text)), len(self.text)})

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or sentences that hold `[start, end)`."""
        return self.cuts[bisect_right(self.cuts, start) - 1], self.cuts[bisect_left(self.cuts, end)]


class Reader:
    """Reads messages by the signals of one language."""

    def __init__(self, signals: Signals) -> None:
        self._signals = signals
        self._matcher = SignalMatcher(signals)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self.spelling = Spelling(signals.language, signals.words, signals.stems, signals.spelt)

    def read(self, typed: Typed, denied: set[str]) -> list[Sign]:
        """The signs in one reading of a message; `denied` takes what words of it would show, were they meant."""
        page = _Page(typed)
        hits = self._matcher.match(page.text, page.tokens)
        signs: list[Sign] = []
        for number, found in hits.items():
            signal = self._signals.signals[number]
            left = dict(signal.shows)
            for hit in found:
                shows = self._meant(signal, left, page, hit.start, hit.end)
                if shows:
                    span = typed.source(hit.start, hit.end)
                    signs.extend(Sign(name, left.pop(name), span, "", signal.id) for name in shows)
                if not left:
                    break
            denied.update(left)
        return signs

    def learned(self, typed: Typed, denied: set[str]) -> Iterator[Sign]:
        """What the learned weights see in a reading, but for what is `denied` or taken for unmeant."""
        weights = learned.model(typed.language)
        for shows, start, end in weights.read(typed.text) if weights else ():
            page = _Page(typed)
            if shows not in denied and not self._is_unmeant(shows, page, *page.sentence(start, end)):
                yield Sign(shows, 1.0, typed.source(start, end), "", f"learned.{shows}")

    def _meant(
        self, signal: Signal, wanted: Mapping[str, float], page: _Page, start: int, end: int
    ) -> list[str]:
        """Which of the things `wanted` these words of the signal show here; nothing where they are not meant."""
        if not signal.quoted and any(first <= start and end <= last for first, last in page.quoted):
            return []
        low, high = page.sentence(start, end)
        if signal.unless and self._found(signal.unless, page, low, high):
            return []
        if not signal.negated and self._negated(page, max(low, start - _REACH), start):
            return []
        return [
            name
            for name, weight in wanted.items()
            if weight <= 0 or not self._is_unmeant(name, page, low, high)
        ]

    def _negated(self, page: _Page, low: int, start: int) -> bool:
        """Whether a "not" stands before `start`. Its pattern may end in a blank, so no word edge is asked for there."""
        source = self._signals.negation
        if not source or low >= start:
            return False
        pattern = self._patterns.get("")
        if pattern is None:
            pattern = self._patterns[""] = re.compile(rf"\b(?:{source})")
        return pattern.search(page.text, low, start) is not None

    def _is_unmeant(self, risk: str, page: _Page, low: int, high: int) -> bool:
        near, anywhere = self._signals.unmeant.get(risk, ("", ""))
        return self._found(near, page, low, high) or self._found(anywhere, page, 0, len(page.text))

    def _found(self, source: str, page: _Page, low: int, high: int) -> bool:
        """Whether `source` is in the page's text from `low` to `high`; word edges are those of the whole text."""
        if not source or low >= high:
            return False
        known = page.known.get((source, low, high))
        if known is None:
            pattern = self._patterns.get(source)
            if pattern is None:
                pattern = self._patterns[source] = re.compile(rf"\b(?:{source})\b")
            known = page.known[source, low, high] = pattern.search(page.text, low, high) is not None
        return known

    def shapes(self, text: str) -> Iterator[Sign]:
        """What the look of a message shows: capitals, runs of marks, a question mark, each where it is first seen."""
        for name, seen in (("caps", _shouts), ("marks", _marks), ("question", _asks)):
            shows = self._signals.shapes[name]
            span = seen(text) if shows else None
            if span:
                yield from (
                    Sign(shown, weight, span, "", f"{_SHAPE}{name}") for shown, weight in shows.items()
                )


def _shouts(text: str) -> Span | None:
    """The first of three shouted words, where there are not many others, or three in a row that end in a mark."""
    spoken = list(_SPOKEN.finditer(text))
    shouted = [word for word in spoken if word[0].isupper() and len(word[0]) > 2]
    if len(shouted) > 2 and len(shouted) * 4 >= sum(len(word[0]) > 2 for word in spoken):
        return Span(*shouted[0].span())
    start = run = end = 0
    for word in spoken:
        if not word[0].isupper():
            run = 0
            continue
        joined = run and text[end : word.start()].isspace()
        start, run, end = (start if joined else word.start()), (run + 1 if joined else 1), word.end()
        if run > 2 and text[end : end + 1] in ("!", "?"):
            return Span(start, end)
    return None


def _marks(text: str) -> Span | None:
    found = _MARKS.search(text)
    return Span(*found.span()) if found else None


def _asks(text: str) -> Span | None:
    at = min((place for place in (text.find("?"), text.find("？")) if place >= 0), default=-1)
    return Span(at, at + 1) if at >= 0 else None


def signs_of(guideline: Guideline, text: str, language: str) -> Signs | None:
    """What `text`, a customer's message in `language`, shows; None where the guideline has no signals for it."""
    reader = reader_of(guideline, language)
    if reader is None:
        return None
    kept: dict[tuple[str, str], Signs] = guideline.scratch.setdefault("signs", {})
    known = kept.get((language, text))
    if known is None:
        if len(kept) >= _KEPT:
            kept.clear()
        known = kept[language, text] = _signs(guideline, reader, text, language)
    return known


def _signs(guideline: Guideline, reader: Reader, text: str, language: str) -> Signs:
    def own(code: str) -> Reader:
        return reader if code == language else reader_of(guideline, code) or reader

    signs: dict[tuple[str, str], Sign] = {}
    scores: dict[str, float] = {}
    denied: set[str] = set()

    def add(sign: Sign) -> None:
        if (sign.shows, sign.signal) not in signs:
            signs[sign.shows, sign.signal] = sign._replace(text=text[sign.span.start : sign.span.end])
            scores[sign.shows] = scores.get(sign.shows, 0.0) + sign.weight

    for sign in reader.shapes(text):
        add(sign)
    typed = tuple(readings(text, language, lambda code: own(code).spelling))
    for one in typed:
        for sign in own(one.language).read(one, denied):
            add(sign)
    for one in typed:
        for sign in own(one.language).learned(one, denied):
            if scores.get(sign.shows, 0.0) < _SHOWN:
                add(sign)
    return Signs(scores, tuple(sorted(signs.values(), key=lambda sign: sign.span)))


def reader_of(guideline: Guideline, language: str) -> Reader | None:
    """The reader of one language, made once; None where the guideline has no signals for it."""
    key = f"signs:{language}"
    reader: Reader | None = guideline.scratch.get(key)
    if reader is None:
        signals = guideline.signals(language)
        if signals is not None:
            reader = guideline.scratch[key] = Reader(signals)
    return reader
