"""Works out, for a check's list of words, what a text must hold for any of them to match: keys of its words.

A text is asked by set operations before a regex runs. Where nothing can be named the answer is None and the regex is
run on every text; a wrong answer here would lose findings. Runs on a cache miss only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from voicekit.guideline.anchors import _exact, _flatten
from voicekit.guideline.patterns import parsed
from voicekit.guideline.wordkeys import DIGIT, PIECE, WordNeeds
from voicekit.text.language import stop_words
from voicekit.types import LANGUAGES

from re import _constants as op  # type: ignore[attr-defined]  # isort: skip

_WORD = re.compile(r"\w+")
_EDGES = (op.AT_BOUNDARY, op.AT_BEGINNING, op.AT_BEGINNING_STRING, op.AT_END, op.AT_END_STRING)
_EDGE = (op.AT, op.AT_BOUNDARY)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
_MOST_VARIANTS = 48
_MOST_CLAUSES = 1_000
_SHORTEST_TEXT = 3
_TEXT = "\0"
"""Stands before a literal that is no key but has to be in the text as it is."""

_Clauses = list[frozenset[str]]
"""Sets of keys; every match has all keys of one of them. An empty set asks for nothing."""


@cache
def word_needs(patterns: tuple[str, ...]) -> WordNeeds | None:
    """What a text holds wherever one of `patterns`, each between word edges, matches; None where that is not known."""
    clauses: dict[frozenset[str], None] = {}
    for pattern in patterns:
        items = [_EDGE, *parsed(pattern), _EDGE]
        clauses.update(dict.fromkeys(_sequence(items, left=False, right=False)))
    leads: dict[str, dict[frozenset[str], None]] = {}
    texts: dict[str, None] = {}
    for clause in clauses:
        lead = max(clause, key=lambda key: (worth(key), key), default="")
        if not lead or (lead[0] == _TEXT and lead[1:].isalnum() and len(lead) <= _SHORTEST_TEXT):
            return None
        if lead[0] == _TEXT:
            texts[lead[1:]] = None
        else:
            rest = frozenset(key for key in clause if key != lead and key[0] != _TEXT)
            leads.setdefault(lead, {})[rest] = None
    return {lead: _least(rests) for lead, rests in leads.items()}, tuple(texts)


def _least(rests: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The sets without those that ask for all that another one asks for, and more."""
    kept: list[frozenset[str]] = []
    for rest in sorted(rests, key=len):
        if not any(other <= rest for other in kept):
            kept.append(rest)
    return tuple(kept)


def _sequence(items: Iterable[tuple[Any, Any]], *, left: bool, right: bool) -> _Clauses:
    """The clauses of a sequence; `left` and `right` say whether a word edge is known to stand there."""
    found: _Clauses = [frozenset()]
    run: tuple[str, ...] = ()
    run_left = edge = left
    flat = list(_flatten(items))

    def close(right: bool) -> None:
        nonlocal found, run
        if run:
            found = _both(found, [_keys_of(text, run_left, right) for text in run])
            run = ()

    for index, (code, value) in enumerate(flat):
        if code is op.ASSERT:
            found = _both(found, _sequence(value[1], left=False, right=False))
        if code in (op.ASSERT, op.ASSERT_NOT):
            continue  # what is only looked at takes no place: a word goes on behind it
        if code is op.AT:
            edge = value in _EDGES
            close(edge)
            continue
        texts = _exact(code, value)
        if texts is not None and run and len(run) * len(texts) <= _MOST_VARIANTS:
            run = tuple(a + b for a in run for b in texts)
            continue
        if run:
            edge = all(text and not _WORD.match(text[-1]) for text in run)
            close(_apart(flat[index:], right, first=True))
        if texts is not None:
            run, run_left = texts, edge
            continue
        after = _apart(flat[index + 1 :], right, first=True)
        found = _both(found, _inner(code, value, left=edge, right=after))
        edge = _apart([(code, value)], edge, first=False)
    close(right)
    return found


def _inner(code: Any, value: Any, *, left: bool, right: bool) -> _Clauses:
    """The clauses of an item that is no plain string: of its branches, or of what it repeats at least once."""
    if code is op.BRANCH:
        return [one for part in value[1] for one in _sequence(part, left=left, right=right)]
    if code in _REPEATS and value[0] >= 1:
        return _sequence(value[2], left=left, right=right and value[1] == 1)
    digits = (
        code is op.IN and [kind for kind, _ in value] == [op.CATEGORY] and value[0][1] is op.CATEGORY_DIGIT
    )
    return [frozenset({DIGIT})] if digits else [frozenset()]


def _apart(items: Sequence[tuple[Any, Any]], edge: bool, *, first: bool) -> bool:
    """Whether these items surely begin (else end) outside a word; `edge` says so of what follows (comes before)."""
    for code, value in items if first else items[::-1]:
        if code in (op.ASSERT, op.ASSERT_NOT):
            continue
        if code is op.AT and value in _EDGES:
            return True
        if code is op.LITERAL:
            return not _WORD.match(chr(value))
        if code is op.BRANCH:
            return all(_apart([*_flatten(part)], edge, first=first) for part in value[1])
        if code in _REPEATS:
            if not _apart([*_flatten(value[2])], False, first=first):
                return False
            if value[0] >= 1:
                return True
            continue
        return False
    return edge


def _both(some: _Clauses, more: _Clauses) -> _Clauses:
    """The clauses of two things that both stand in a match; the better half alone where they would be too many."""
    some, more = list(dict.fromkeys(some)), list(dict.fromkeys(more))
    if frozenset() in more:
        more = [frozenset()]
    if len(some) * len(more) > _MOST_CLAUSES:
        return max((some, more), key=lambda clauses: (_weakest(clauses), -len(clauses)))
    return list(dict.fromkeys(one | other for one in some for other in more))


def _weakest(clauses: Sequence[frozenset[str]]) -> float:
    return min(max(map(worth, clause), default=-1.0) for clause in clauses)


def _keys_of(text: str, left: bool, right: bool) -> frozenset[str]:
    """The keys in a literal: its whole words and long enough beginnings of words, or without any the literal itself."""
    found = set()
    for match in _WORD.finditer(text):
        if match.start() > 0 or left:
            if match.end() < len(text) or right:
                found.add(match[0])
            elif len(match[0]) >= PIECE:
                found.add(match[0][:PIECE])
    # Never with a blank: where something was cut out of a text, blanks stand that it did not have.
    return frozenset(found or {_TEXT + max(text.split(), key=len)} if text.strip() else ())


@cache
def worth(key: str) -> float:
    """How seldom a text can be expected to hold the key: longer words are rarer, stop words stand nearly everywhere."""
    if key[0] == _TEXT:
        return -0.5
    if key == DIGIT:
        return 1.5
    return 0.0 if key in _stop() else float(len(key))


@cache
def _stop() -> frozenset[str]:
    return frozenset().union(*map(stop_words, LANGUAGES))
