"""Compares what a draft and its rewrite amount to: promises, who does it, "not", opposites, questions, whole sentences.

It reads words by lists, so a wording it does not know may be refused; it must never let an added promise pass for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from voicekit.text.commitments import Actor, Meaning
from voicekit.text.questions import questions
from voicekit.types import Span

if TYPE_CHECKING:
    from voicekit.rewrite.guard import Guard, Side

Found = tuple[str, str, str]
_ONLY_ADDED = ("guarantee", "flattery", "fault", "meta", "urgency")
"""What a rewrite may leave out and never add."""
_WORTH = 3
"""Content words from which a sentence must have its counterpart."""
_FRESH = 4
"""Content words from which a sentence of the rewrite must be about something that was said."""
_OF_ANOTHER = 0.2
"""Share of a sentence's content words below which it has no counterpart."""


def compare(guard: Guard, side: Side) -> Iterator[Found]:
    """What is promised, denied, asked or said in one and not in the other."""
    yield from _commitments(guard.draft.meaning, side.meaning)
    yield from _opposites(guard.draft.meaning, side.meaning)
    yield from _polarity(guard, side)
    yield from _questions(guard, side)
    yield from _sentences(guard, side)


def _commitments(draft: Meaning, rewrite: Meaning) -> Iterator[Found]:
    ours = {one.kind: one.text for one in draft.commitments}
    theirs = {one.kind: one.text for one in rewrite.commitments}
    for kind, words in theirs.items():
        if kind not in ours:
            yield f"{kind if kind in _ONLY_ADDED else 'promise'}.added", "", words
    for kind, words in ours.items():
        if kind not in theirs and kind not in _ONLY_ADDED:
            yield "promise.lost", words, ""
    for kind, words in ours.items():
        before, after = _actors(draft, kind), _actors(rewrite, kind)
        if before and after and not before & after:
            yield "actor.changed", words, theirs[kind]


def _actors(of: Meaning, kind: str) -> set[Actor]:
    return {one.actor for one in of.commitments if one.kind == kind} - {""}


def _opposites(draft: Meaning, rewrite: Meaning) -> Iterator[Found]:
    for pair, sides in draft.opposites.items():
        others = rewrite.opposites.get(pair)
        if others is not None and not sides & others:
            yield "opposite", ", ".join(sorted(sides)), ", ".join(sorted(others))


def _polarity(guard: Guard, side: Side) -> Iterator[Found]:
    draft, rewrite = guard.draft.meaning, side.meaning
    for stem, span in draft.denied.items() if rewrite.nots < draft.nots else ():
        if stem not in draft.plain and stem in rewrite.plain and stem not in rewrite.denied:
            yield "negation.lost", _shown(guard.draft.text, span), _shown(side.text, rewrite.plain[stem])
    for stem, span in rewrite.denied.items() if rewrite.nots > draft.nots else ():
        if stem not in rewrite.plain and stem in draft.plain and stem not in draft.denied:
            yield "negation.added", _shown(guard.draft.text, draft.plain[stem]), _shown(side.text, span)


def _shown(text: str, span: Span) -> str:
    """The words at and before `span`, so that a "not" there can be seen."""
    start = text.rfind(" ", 0, max(0, span.start - 24)) + 1
    return text[start : span.end].strip()


def _questions(guard: Guard, side: Side) -> Iterator[Found]:
    language = guard.known.language
    asked = [one for one in questions(guard.draft.text, language) if not one.rhetorical]
    if not asked:
        return
    left = set().union(*(held for _, held in side.meaning.sentences))
    for one in asked:
        if _idle(guard, Span(one.start, one.end)):
            continue
        stems = _stems_in(guard.draft.meaning, Span(one.start, one.end))
        if len(stems & left) * 3 < len(stems):
            yield "question.lost", guard.draft.text[one.start : one.end], ""


def _stems_in(of: Meaning, span: Span) -> set[str]:
    return {
        stem
        for place, held in of.sentences
        if place.start < span.end and span.start < place.end
        for stem in held
    }


def _sentences(guard: Guard, side: Side) -> Iterator[Found]:
    ours = set().union(*(held for _, held in guard.draft.meaning.sentences))
    theirs = set().union(*(held for _, held in side.meaning.sentences))
    heard = set().union(*(held for _, held in guard.heard.sentences))
    for place, held in guard.draft.meaning.sentences:
        left = len(held & theirs) >= _OF_ANOTHER * len(held)
        if len(held) >= _WORTH and not left and not _idle(guard, place):
            yield "content.lost", guard.draft.text[place.start : place.end], ""
    for place, held in side.meaning.sentences:
        if len(held) >= _FRESH and len(held & (ours | heard)) < _OF_ANOTHER * len(held):
            yield "content.added", "", side.text[place.start : place.end]


def _idle(guard: Guard, place: Span) -> bool:
    """Whether the draft's words there may go: a finding speaks of them, or they are a courtesy."""
    stock = [finding.span for finding in guard.known.report.findings if finding.span is not None]
    spans = (*stock, *guard.draft.meaning.courtesies)
    return any(span.start < place.end and place.start < span.end for span in spans)
