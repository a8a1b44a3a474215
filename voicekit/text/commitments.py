"""Finds what a reply undertakes, asks, admits and praises: refund, exchange, call back, who does it, by what phrase.

It reads words in any mood: "I refund" and "a refund is not possible" both speak of one. It never says what may be said.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from voicekit.text.negation import polarity
from voicekit.text.phrases import Phrase, Phrases, Words, sections, words_of
from voicekit.types import Span

Actor = Literal["we", "you", "they", ""]
_ACTORS: dict[str, Actor] = {"we": "we", "you": "you", "they": "they"}
_OPEN = ("hedge", "hedge_any", "if", "if_any")
_LISTS = ("we", "you", "they", "not", "not_only", "stop", "courtesy", "and", "ask", *_OPEN)
"""Sections of the word files that are no commitments."""
_PAIR = "pair."
"""Sections of opposites: `pair.when.before` and `pair.when.after`."""


class Commitment(NamedTuple):
    """Words that speak of a commitment, and who would do it as far as the clause says (empty: it does not).

    `kind` is a section of data/meaning-<lang>.txt: `refund`, `exchange`, `send`, `collect`, `return`, `repair`, `call`,
    `reply`, `forward`, `check`, `cancel`, `gift`, `free`, `guarantee`, `fault`, `flattery` and others. `denied`: a
    "not" stands before it in its clause.
    """

    kind: str
    span: Span
    text: str
    actor: Actor
    denied: bool = False


class Meaning(NamedTuple):
    """What the words of a text amount to, as far as lists tell: commitments, opposites, and the words with their sense.

    `opposites` maps a pair to the sides that are there; `denied` and `plain` map the stem of a content word to the
    first place where it stands with a "not" near, and without one; `nots` counts those. `courtesies` are thanks,
    greetings and other phrases that a rewrite may leave out, `requests` phrases that ask for something without a
    question mark; `marks` holds words that leave something open:
    `hedge` and `if`, and under `hedge_any` and `if_any` all those that may stand for them.
    """

    commitments: tuple[Commitment, ...]
    opposites: dict[str, frozenset[str]]
    denied: dict[str, Span]
    plain: dict[str, Span]
    nots: int
    sentences: tuple[tuple[Span, frozenset[str]], ...]
    courtesies: tuple[Span, ...]
    requests: tuple[Span, ...]
    marks: dict[str, tuple[Span, ...]]


def meaning(text: str, language: str, words: Words | None = None) -> Meaning:
    """What `text` in `language` (a code) amounts to; nothing but stems in a language without lists.

    `words` are those of the text, where the caller has them already.
    """
    words = words_of(text, language) if words is None else words
    found = _phrases(language).find(words)
    commitments = []
    courtesies = []
    requests = []
    marks: dict[str, list[Span]] = {}
    opposites: dict[str, set[str]] = {}
    nots = [phrase.first for phrase in found if phrase.kind == "not"]
    actors = [(phrase.first, _ACTORS[phrase.kind]) for phrase in found if phrase.kind in _ACTORS]
    for phrase in found:
        if phrase.kind.startswith(_PAIR):
            pair, _, side = phrase.kind.removeprefix(_PAIR).rpartition(".")
            opposites.setdefault(pair, set()).add(side)
            continue
        span = Span(words.spans[phrase.first].start, words.spans[phrase.last - 1].end)
        if phrase.kind == "courtesy":
            courtesies.append(span)
        elif phrase.kind in _OPEN:
            marks.setdefault(phrase.kind, []).append(span)
        elif phrase.kind == "ask":
            requests.append(span)
        elif phrase.kind not in _LISTS:
            actor = _actor(words, phrase.first, actors)
            denied = _denied(words, phrase, nots)
            commitments.append(Commitment(phrase.kind, span, text[span.start : span.end], actor, denied))
    sense = polarity(words, found, language)
    return Meaning(
        tuple(commitments),
        {pair: frozenset(sides) for pair, sides in opposites.items()},
        *sense,
        tuple(courtesies),
        tuple(requests),
        {kind: tuple(spans) for kind, spans in marks.items()},
    )


def _denied(words: Words, phrase: Phrase, nots: list[int]) -> bool:
    """Whether a "not" stands before the phrase in its clause, and none in it: "never again" denies nothing."""
    if any(phrase.first <= at < phrase.last for at in nots):
        return False
    return any(at < phrase.first and words.clauses[at] == words.clauses[phrase.first] for at in nots)


def _actor(words: Words, at: int, actors: list[tuple[int, Actor]]) -> Actor:
    """Who the clause of word `at` says does it: the last one named before it, else nobody."""
    before = [who for first, who in actors if first <= at and words.clauses[first] == words.clauses[at]]
    return before[-1] if before else ""


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(sections(f"meaning-{language}"))
