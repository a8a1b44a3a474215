"""Compares what a draft and its rewrite amount to: promises, who does it, "not", opposites, questions, whole sentences.

It reads words by lists, so a wording it does not know may be refused; it must never let an added promise pass for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from voicekit.text.commitments import Actor, Meaning
from voicekit.text.negation import stem_of
from voicekit.text.phrases import sections
from voicekit.text.questions import questions
from voicekit.types import Span

if TYPE_CHECKING:
    from voicekit.rewrite.guard import Guard, Side

Found = tuple[str, str, str]
_ONLY_ADDED = ("guarantee", "flattery", "fault", "meta", "urgency")
"""What a rewrite may leave out and never add."""
_FREE = ("send", "check", "reply", "label", "takeback", "report", "repair")
"""What rewording brings in and leaves out most often, and costs nobody anything: only a lost sentence tells."""
_LICENSED = {"exchange": ("send", "repair"), "warranty": ("guarantee",), "guarantee": ("warranty",)}
"""Kinds of which another in the draft is enough: "we send you a new one"."""
_WAITED_FOR = frozenset(("refund", "exchange", "collect", "call", "gift", "free", "compensation", "repair"))
"""Promises of which the shortest clause has to have its counterpart."""
_BY_WHOM = frozenset(("collect", "return", "cancel", "call", "repair"))
"""Where it matters most who does it."""
_OPEN = (("hedge", "hedge.lost"), ("if", "if.lost"))
"""Words that leave something open, and what their loss is called."""
_WORTH = 3
"""Content words from which a sentence must have its counterpart."""
_FRESH = 4
"""Content words from which a sentence of the rewrite must be about something that was said, and from which, beside
stock phrases, one of the draft says something."""
_ASKS = 2
"""Content words with which a question asks something, whatever stock phrase it holds."""
_REGRET = 3
"""Content words more that a sentence with a courtesy may lose where the rewrite has one too."""
_POLITE = frozenset(("please", "bitte", "merci de", "veuillez", "пожалуйста", "vui lòng"))
"""What goes with any sentence, and asks for nothing by itself."""
_CLOSING = 3
"""Characters behind a sentence's last word in which its question mark stands."""
_OF_ANOTHER = 0.2
"""Share of a sentence's content words below which it has no counterpart."""
_OF_THREAD = 1 / 3
"""The same for a long sentence and the thread's words, some of which stand in any sentence by chance."""


def compare(guard: Guard, side: Side) -> Iterator[Found]:
    """What is promised, denied, asked or said in one and not in the other."""
    yield from _commitments(guard.draft.meaning, side.meaning)
    yield from _opposites(guard.draft.meaning, side.meaning)
    yield from _limits(guard, side)
    yield from _polarity(guard, side)
    yield from _questions(guard, side)
    yield from _sentences(guard, side)


def _commitments(draft: Meaning, rewrite: Meaning) -> Iterator[Found]:
    ours = {one.kind: one.text for one in draft.commitments}
    theirs = {
        one.kind: one.text for one in rewrite.commitments if not (one.denied and one.kind == "guarantee")
    }
    for kind, words in theirs.items():
        licence = {kind, *_LICENSED.get(kind, ())}
        if kind not in _FREE and licence.isdisjoint(ours):
            yield f"{kind if kind in _ONLY_ADDED else 'promise'}.added", "", words
    for kind in _BY_WHOM & ours.keys() & theirs.keys():
        before, after = _actors(draft, kind), _actors(rewrite, kind)
        if before and after and not before & after:
            yield "actor.changed", ours[kind], theirs[kind]


def _actors(of: Meaning, kind: str) -> set[Actor]:
    return {one.actor for one in of.commitments if one.kind == kind} - {""}


def _opposites(draft: Meaning, rewrite: Meaning) -> Iterator[Found]:
    for pair, sides in draft.opposites.items():
        others = rewrite.opposites.get(pair)
        if others is not None and not sides & others and draft.nots == rewrite.nots:
            yield "opposite", ", ".join(sorted(sides)), ", ".join(sorted(others))


def _limits(guard: Guard, side: Side) -> Iterator[Found]:
    """Words that leave something open, all of which went: "usually", and an "if" that no question stands for."""
    draft, rewrite = guard.draft.meaning.marks, side.meaning.marks
    for kind, check in _OPEN:
        ours = [span for span in draft.get(kind, ()) if not _idle(guard, side, span, _ASKS)]
        theirs = rewrite.get(kind) or rewrite.get(f"{kind}_any")
        if ours and not theirs and not (kind == "if" and "?" in side.text):
            yield check, _shown(guard.draft.text, ours[0]), ""


def _polarity(guard: Guard, side: Side) -> Iterator[Found]:
    draft, rewrite = guard.draft.meaning, side.meaning
    named = {stem for name in guard.known.guideline.kept_names for stem in _stems_of(name, guard)}
    for stem, span in draft.denied.items() if rewrite.nots < draft.nots else ():
        if (
            stem not in named
            and stem not in draft.plain
            and stem in rewrite.plain
            and stem not in rewrite.denied
        ):
            yield "negation.lost", _shown(guard.draft.text, span), _shown(side.text, rewrite.plain[stem])
    for stem, span in rewrite.denied.items() if rewrite.nots > draft.nots == 0 else ():
        if (
            stem not in named
            and stem not in rewrite.plain
            and stem in draft.plain
            and stem not in draft.denied
        ):
            yield "negation.added", _shown(guard.draft.text, draft.plain[stem]), _shown(side.text, span)


def _stems_of(name: str, guard: Guard) -> set[str]:
    return {stem_of(word, guard.known.language) for word in name.split()}


def _shown(text: str, span: Span) -> str:
    """The words at and before `span`, so that a "not" there can be seen."""
    start = text.rfind(" ", 0, max(0, span.start - 24)) + 1
    return text[start : span.end].strip()


def _questions(guard: Guard, side: Side) -> Iterator[Found]:
    language = guard.known.language
    asked = [
        Span(one.start, one.end) for one in questions(guard.draft.text, language, True) if not one.rhetorical
    ]
    places = [place for place, _ in side.meaning.sentences if _is_asking(side, place)]
    wanted = [
        one
        for one in guard.draft.meaning.requests
        if guard.draft.text[one.start : one.end].casefold() not in _POLITE
    ]
    if not asked:
        if wanted and not places:
            yield "question.lost", _shown(guard.draft.text, wanted[-1]), ""
        return
    left = set().union(*(held for place, held in side.meaning.sentences if place in places))
    before = sum(_is_asking(guard.draft, place) for place, _ in guard.draft.meaning.sentences)
    anywhere = set().union(*(held for _, held in side.meaning.sentences))
    for whole in asked:
        if _idle(guard, side, whole, _ASKS):
            continue
        stems = _stems_at(guard, whole)
        # As many are asked as before: then this one may just be put in other words.
        if stems and len(places) < before and len(stems & left) * 3 < len(stems):
            yield "question.lost", guard.draft.text[whole.start : whole.end], ""
            continue
        if len(stems) >= _ASKS and stems.isdisjoint(anywhere):
            yield "question.lost", guard.draft.text[whole.start : whole.end], ""
            continue
        for part in _parts(guard, whole):
            if _stems_at(guard, part).isdisjoint(anywhere):
                yield "question.lost", guard.draft.text[part.start : part.end], ""


def _is_asking(side: Side, place: Span) -> bool:
    """Whether a sentence of the rewrite asks for something."""
    marked = "?" in side.text[place.start : place.end + _CLOSING]
    return marked or _asks_in(side, place)


def _asks_in(side: Side, place: Span) -> bool:
    return any(place.start <= one.start < place.end for one in side.meaning.requests)


def _parts(guard: Guard, place: Span) -> list[Span]:
    """What stands on each side of an "and" in a question, where that holds words enough to ask something."""
    words = guard.draft.words
    joints = sections(f"meaning-{guard.known.language}").get("and", ())
    cuts = [
        span
        for word, span in zip(words.texts, words.spans, strict=True)
        if word in joints and place.start < span.start < place.end
    ]
    starts = [place.start, *(cut.end for cut in cuts)]
    ends = [*(cut.start for cut in cuts), place.end]
    parts = [Span(start, end) for start, end in zip(starts, ends, strict=True)] if cuts else []
    return [part for part in parts if len(_stems_at(guard, part)) >= _ASKS]


def _stems_at(guard: Guard, place: Span) -> set[str]:
    """The stems of the draft's content words there."""
    words = guard.draft.words
    inside = (
        word
        for word, span in zip(words.texts, words.spans, strict=True)
        if place.start <= span.start < place.end
    )
    return {stem_of(word, guard.known.language) for word in inside} - {""}


def _sentences(guard: Guard, side: Side) -> Iterator[Found]:
    ours = set().union(*(held for _, held in guard.draft.meaning.sentences))
    theirs = set().union(*(held for _, held in side.meaning.sentences))
    heard = set().union(*(held for _, held in guard.heard.sentences))
    language = guard.known.language
    gone: list[Span] = []
    for place, held in guard.draft.meaning.sentences:
        left = len(held & theirs) >= _OF_ANOTHER * len(held) or _kept(guard, side, place)
        if len(held) >= _WORTH and not left and not _idle(guard, side, place, _FRESH):
            gone.append(place)
    for place, alone in _clauses(guard.draft, language):
        least = 1 if _promises(guard, side, place) else _WORTH
        lost = len(alone) >= least and alone.isdisjoint(theirs) and not _kept(guard, side, place)
        inside = any(one.start <= place.start < one.end for one in gone)
        if lost and not inside and not _idle(guard, side, place, least):
            gone.append(place)
    # What is said in words that the draft has not may be what seems gone.
    fresh = sum(
        len(held) >= _ASKS and len(held & ours) * 3 <= len(held) for _, held in _clauses(side, language)
    )
    for place in gone[fresh:]:
        check = "promise.lost" if _promises(guard, side, place) else "content.lost"
        yield check, guard.draft.text[place.start : place.end], ""
    for place, held in side.meaning.sentences:
        share = _OF_THREAD if len(held) >= 2 * _FRESH else _OF_ANOTHER
        near = len(held & ours) >= _OF_ANOTHER * len(held) or len(held & heard) >= share * len(held)
        if len(held) >= _FRESH and not near:
            yield "content.added", "", side.text[place.start : place.end]


def _clauses(side: Side, language: str) -> Iterator[tuple[Span, set[str]]]:
    """The clauses of a text, each with the stems that stand in no other."""
    words = side.words
    stems = [stem_of(word, language) for word in words.texts]
    homes: dict[str, set[int]] = {}
    for stem, clause in zip(stems, words.clauses, strict=True):
        homes.setdefault(stem, set()).add(clause)
    for clause, group in groupby(range(len(stems)), key=words.clauses.__getitem__):
        places = list(group)
        span = Span(words.spans[places[0]].start, words.spans[places[-1]].end)
        yield span, {stems[at] for at in places if stems[at] and homes[stems[at]] == {clause}}


def _promises(guard: Guard, side: Side, place: Span) -> bool:
    """Whether a piece of the draft promises what a customer waits for, and the rewrite does not speak of that."""
    said = {one.kind for one in guard.draft.meaning.commitments if place.start <= one.span.start < place.end}
    return not (said & _WAITED_FOR).issubset({one.kind for one in side.meaning.commitments})


def _kept(guard: Guard, side: Side, place: Span) -> bool:
    """Whether the facts of a piece of the draft, and all it undertakes, are in the rewrite, in whatever words."""
    values = {fact.value for fact in guard.draft.facts if place.start <= fact.span.start < place.end}
    if values and values <= {fact.value for fact in side.facts}:
        return True
    said = {
        one.kind
        for one in guard.draft.meaning.commitments
        if place.start <= one.span.start < place.end and one.kind not in _ONLY_ADDED
    }
    return bool(said) and said <= {one.kind for one in side.meaning.commitments}


def _idle(guard: Guard, side: Side, place: Span, words_left: int) -> bool:
    """Whether the draft's words there may go: findings speak of them, or they are courtesies, and fewer than
    `words_left` content words stand beside those.
    """
    stock = [finding.span for finding in guard.known.report.findings if finding.span is not None]
    spans = [
        span
        for span in (*stock, *guard.draft.meaning.courtesies)
        if span.start < place.end and place.start < span.end
    ]
    if not spans:
        return False
    if side.meaning.courtesies and not set(spans).isdisjoint(guard.draft.meaning.courtesies):
        words_left += _REGRET  # "sorry that ..." in other words
    words = guard.draft.words
    left = [
        word
        for word, span in zip(words.texts, words.spans, strict=True)
        if place.start <= span.start < place.end
        and not any(one.start < span.end and span.start < one.end for one in spans)
    ]
    return len({stem_of(word, guard.known.language) for word in left} - {""}) < words_left
