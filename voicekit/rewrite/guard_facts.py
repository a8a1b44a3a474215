"""Compares the facts of a draft and of its rewrite: none may be missing, added or changed.

Normal forms are compared, never spellings; a name or product may come from the thread, a figure or a date may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from voicekit.text.facts import Fact
from voicekit.text.fold import fold_plain
from voicekit.text.phrases import words_of

if TYPE_CHECKING:
    from voicekit.rewrite.guard import Guard, Side

Found = tuple[str, str, str]
"""A check's name, the draft's words, the rewrite's words."""
_FROM_THREAD = ("name", "id", "email", "phone", "handle")
_SMALL = ("1", "2")
"""Bare numbers that other words say as well: a, one, both."""
_PERSONAL = ("email", "phone", "iban", "card", "street", "birth_date", "handle")


def compare(guard: Guard, side: Side) -> Iterator[Found]:
    """Facts that are lost, added or changed, names and products included."""
    draft, rewrite = guard.draft.facts, side.facts
    lost = [fact for fact in draft if fact.kind != "name" and not _held(fact, rewrite) and not _idle(fact)]
    added = [fact for fact in rewrite if fact.kind != "name" and not _held(fact, draft) and not _idle(fact)]
    added = [fact for fact in added if not (fact.kind in _FROM_THREAD and fact.text in guard.thread)]
    for fact in lost:
        other = next((one for one in added if one.kind == fact.kind), None)
        if other is not None:
            added.remove(other)
            yield f"{_group(fact)}.changed", fact.text, other.text
        else:
            yield f"{_group(fact)}.lost", fact.text, ""
    for fact in added:
        yield f"{_group(fact)}.added", "", fact.text
    yield from _names(guard, side)


def _group(fact: Fact) -> str:
    return "contact" if fact.kind in _PERSONAL else fact.kind


def _idle(fact: Fact) -> bool:
    return fact.kind == "number" and fact.value in _SMALL


def _held(fact: Fact, others: Iterable[Fact]) -> bool:
    return any(_same(fact, other) for other in others)


def _same(one: Fact, other: Fact) -> bool:
    if one.kind == other.kind:
        return one.value == other.value or _same_day(one, other)
    if one.figure and other.figure:  # "5" and "5 pieces": a unit that is not known, or left out
        return "number" in (one.kind, other.kind) and one.figure == other.figure
    date, number = (one, other) if one.kind == "date" else (other, one)
    return date.kind == "date" and number.kind == "number" and date.value.endswith(f"-{number.value:0>2}")


def _same_day(one: Fact, other: Fact) -> bool:
    """Whether two dates are one: where one has no year, month and day decide."""
    if one.kind != "date":
        return False
    return one.value[-5:] == other.value[-5:] and "--" in (one.value[:2], other.value[:2])


def _names(guard: Guard, side: Side) -> Iterator[Found]:
    language = guard.known.language
    ours = set(words_of(guard.draft.text, language).texts)
    theirs = set(words_of(side.text, language).texts)
    known = ours | set(words_of(guard.thread, language).texts)
    for fact in guard.draft.facts:
        if fact.kind == "name":
            gone = [word for word in _words(fact.text, language) if not _form_of(word, theirs)]
            if gone:
                yield "name.lost", fact.text, ""
    for fact in side.facts:
        if fact.kind == "name" and any(not _form_of(word, known) for word in _words(fact.text, language)):
            yield "name.added", "", fact.text
    folded, mine, heard = fold_plain(side.text), fold_plain(guard.draft.text), fold_plain(guard.thread)
    guideline = guard.known.guideline
    house = fold_plain(f"{guideline.ref.id} {guideline.title}")
    for name in guideline.kept_names:
        if name in house:  # the brand's own name is in its letterhead
            continue
        if name in mine and name not in folded:
            yield "product.lost", name, ""
        elif name in folded and name not in mine and name not in heard:
            yield "product.added", "", name


def _words(name: str, language: str) -> list[str]:
    return [word for word in words_of(name, language).texts if len(word) > 1]


def _form_of(word: str, among: set[str]) -> bool:
    """Whether a name stands among words, in any case of it: Anna, Annas, Анне."""
    if word in among:
        return True
    stem = word[: max(3, len(word) - 2)]
    return any(
        other.startswith(stem) and abs(len(other) - len(word)) <= 2 for other in among if len(other) > 3
    )
