"""Finds where the patterns of all rules match a document: literal anchors first, a regex only where one was seen.

It must find exactly what each pattern's own regex finds over the whole text, no match lost and none added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from voicekit.guideline.compiled import ANYWHERE, Guideline, Index
from voicekit.text.document import Document
from voicekit.types import RuleError

if TYPE_CHECKING:
    Regex = Any  # a `re.Pattern` or a `regex.Pattern`: same methods, no common type

_MEMO_LIMIT = 50_000
_LONG_WORD = 48
PATTERN_SECONDS = 0.05
"""Longest time one unbounded pattern may take on one text."""
_CALL = 25
"""How many code points a regex reads in the time that one call of it takes (measured: 20 to 30)."""
TEXT_SECONDS = 0.4
"""Longest time all unbounded patterns together may take on one text."""


class Hit(NamedTuple):
    """A match `[start, end)` in folded text; `order` says which of the rule's tokens it was."""

    start: int
    end: int
    order: int


Hits = dict[int, list[Hit]]


class _Keys:
    """Leads from the words of a text to the anchors it may carry, by set operations that run in C.

    What a word's pieces lead to is worked out when the word is first met, and kept, bounded.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lengths = sorted({len(part) for part in index.parts})
        self._pairs = {
            (first, second): anchors
            for first, seconds in index.pairs.items()
            for second, anchors in seconds.items()
        }
        self._pair_keys = frozenset(self._pairs)
        self._loose: dict[str, list[int]] = {}
        for number in index.loose:
            self._loose.setdefault(index.anchors[number][0].strip()[:1], []).append(number)
        self._loose_keys = frozenset(self._loose)
        self._forget()

    def _forget(self) -> None:
        self._words = dict(self._index.words)
        self._met: set[str] = set()
        self._keys: set[str] = set(self._words)

    def candidates(self, tokens: list[str]) -> set[int]:
        """Anchors that may stand in a text of these tokens."""
        found: set[int] = set()
        words = set(tokens)
        for word in words - self._met:
            if len(word) > _LONG_WORD:  # kept, such words would fill the memory
                found.update(self._in_parts(word))
                found.update(self._index.words.get(word, ()))
            else:
                self._meet(word)
        for word in words & self._keys:
            found.update(self._words[word])
        for pair in self._pair_keys.intersection(pairwise(tokens)):
            found.update(self._pairs[pair])
        return found

    def loose(self, text: str) -> Iterator[int]:
        """Anchors without a word character that may stand in `text`: their first character does."""
        for char in self._loose_keys.intersection(text):
            yield from self._loose[char]

    def _meet(self, word: str) -> None:
        if len(self._met) >= _MEMO_LIMIT:
            self._forget()
        self._met.add(word)
        anchors = dict.fromkeys((*self._index.words.get(word, ()), *self._in_parts(word)))
        if anchors:
            self._words[word] = tuple(anchors)
            self._keys.add(word)

    def _in_parts(self, word: str) -> list[int]:
        parts = self._index.parts
        if len(word) > _LONG_WORD:  # cutting a very long word into all its pieces would take too long
            return [anchor for part, anchors in parts.items() if part in word for anchor in anchors]
        return [
            anchor
            for length in self._lengths
            for start in range(len(word) - length + 1)
            for anchor in parts.get(word[start : start + length], ())
        ]


class Matcher:
    """The patterns of a guideline's rules in one language."""

    def __init__(self, guideline: Guideline, language: str) -> None:
        self.language = language
        self._guideline = guideline
        self._index = guideline.index(language)
        self._keys = _Keys(self._index)
        self._compiled: dict[int, Regex] = {}

    @property
    def standing(self) -> tuple[int, ...]:
        """Numbers of the rules that are looked at on every text."""
        return self._index.standing

    def match(self, document: Document) -> tuple[Hits, list[RuleError]]:
        """Hits per rule number, each rule's in order and free of overlaps, and the patterns that ran out of time."""
        index = self._index
        candidates = self._keys.candidates(document.tokens)
        if document.masks or document.quotes:
            candidates |= self._keys.candidates(document.whole_tokens)
            candidates.update(self._keys.loose(document.whole.text))
        candidates.update(self._keys.loose(document.prose.text))
        starts: dict[int, set[int]] = {}
        scans: set[int] = set(index.always)
        needed: dict[int, bool] = {}
        met: dict[tuple[int, str], bool] = {}
        for number in candidates:
            literal, in_whole, uses = index.anchors[number]
            live = []
            for use in uses:
                known = needed.get(use[0])
                if known is None:
                    known = needed[use[0]] = self._may_match(use[0], document, met)
                if known:
                    live.append(use)
            if not live:
                continue
            text = (document.whole if in_whole else document.prose).text
            at = text.find(literal)
            while at >= 0:
                for pattern, low, high in live:
                    if high == ANYWHERE:
                        scans.add(pattern)
                    elif low == high:
                        if at >= low:
                            starts.setdefault(pattern, set()).add(at - low)
                    else:
                        starts.setdefault(pattern, set()).update(range(max(0, at - high), at - low + 1))
                at = text.find(literal, at + 1)
        return self._confirm(document, starts, scans)

    def _may_match(self, number: int, document: Document, met: dict[tuple[int, str], bool]) -> bool:
        """Whether one of every group the pattern needs is in the text; `met` keeps what is known of the groups."""
        rule, _, _, needs = self._index.patterns[number]
        if not needs:
            return True
        scope = "text" if self._guideline.rule(rule).scope == "text" else ""
        for group in needs:
            known = met.get((group, scope))
            if known is None:
                words, texts = self._index.groups[group]
                tokens = document.whole_tokens if scope else document.tokens
                known = not words.isdisjoint(tokens)
                if not known and texts:
                    text = document.view(scope, True).text
                    known = any(literal in text for literal in texts)
                met[group, scope] = known
            if not known:
                return False
        return True

    def _confirm(
        self, document: Document, starts: dict[int, set[int]], scans: Iterable[int]
    ) -> tuple[Hits, list[RuleError]]:
        hits: Hits = {}
        errors: list[RuleError] = []
        deadline = perf_counter() + TEXT_SECONDS
        shared: set[int] = set()
        for number, places in (*starts.items(), *((number, None) for number in scans)):
            rule_number, order, bounded, _ = self._index.patterns[number]
            rule = self._guideline.rule(rule_number)
            text = document.view(rule.scope, rule.ignorecase).text
            regex = self._compiled.get(number)
            if regex is None:
                regex = self._compiled[number] = _compile(rule.body["tokens"][order], bounded)
            try:
                found = _run(regex, bounded, order, text, places, deadline)
            except TimeoutError:
                errors.append(
                    RuleError(rule.id, "took too long on this text; give its pattern bounded repeats")
                )
                continue
            if found:
                known = hits.setdefault(rule_number, found)
                if known is not found:
                    known.extend(found)
                    shared.add(rule_number)
        for number in shared:
            hits[number] = disjoint(hits[number])
        return hits, errors


def _run(
    regex: Regex, bounded: bool, order: int, text: str, places: set[int] | None, deadline: float
) -> list[Hit]:
    """Hits of one pattern, at `places` or, without any, in the whole text. Raises TimeoutError."""
    if bounded:
        # Many places to try: reading the text once is quicker than as many calls, and finds the same.
        if places is None or len(places) * _CALL > len(text):
            return _all(regex.finditer(text), order)
        return _at(regex.match, text, places, order)
    clock = _Clock(min(perf_counter() + PATTERN_SECONDS, deadline))
    if places is None:
        return _all(regex.finditer(text, timeout=clock.left()), order)
    return _at(lambda text, start: regex.match(text, start, timeout=clock.left()), text, places, order)


class _Clock:
    """Time one unbounded pattern still has on this text."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def left(self) -> float:
        """Seconds left; raises TimeoutError where there are none."""
        seconds = self._deadline - perf_counter()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def _all(matches: Iterable[Any], order: int) -> list[Hit]:
    return [Hit(match.start(), match.end(), order) for match in matches if match.end() > match.start()]


def _at(match: Callable[[str, int], Any], text: str, places: set[int], order: int) -> list[Hit]:
    """Matches that begin at one of `places`, as a search from the left would meet them."""
    found: list[Hit] = []
    free = 0
    for start in sorted(places):
        if start >= free:
            hit = match(text, start)
            if hit is not None and hit.end() > start:
                free = hit.end()
                found.append(Hit(start, free, order))
    return found


def _compile(source: str, bounded: bool) -> Regex:
    if bounded:
        return re.compile(source)
    import regex  # type: ignore[import-untyped]  # 20 ms of a cold start, for the few that need a time limit

    return regex.compile(source, flags=regex.VERSION0)


def disjoint(hits: list[Hit]) -> list[Hit]:
    """Hits in order; where two overlap, the one that starts first stays, then the rule's earlier token."""
    hits.sort(key=lambda hit: (hit.start, hit.order))
    kept = [hits[0]]
    for hit in hits[1:]:
        if hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def matcher_for(guideline: Guideline, language: str) -> Matcher:
    """The guideline's matcher for `language`, built the first time it is asked for."""
    key = f"matcher:{language}"
    matcher: Matcher | None = guideline.scratch.get(key)
    if matcher is None:
        matcher = guideline.scratch[key] = Matcher(guideline, language)
    return matcher
