"""Compares the facts of a draft and of its rewrite: none may be missing, added or changed.

Normal forms are compared, never spellings. A name, an id, a count may come from the thread; an amount, a date, an
address to write to never may: a customer could have planted it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from voicekit.text.facts import Fact
from voicekit.text.fold import fold_plain
from voicekit.text.negation import stem_of
from voicekit.text.phrases import sections, words_of
from voicekit.text.plain import plain

if TYPE_CHECKING:
    from voicekit.rewrite.guard import Guard, Side

Found = tuple[str, str, str]
"""A check's name, the draft's words, the rewrite's words."""
_FROM_THREAD = ("id", "number", "measure", "duration")
"""What a rewrite may take up from the thread. An address is not among them: the customer may have planted it."""
_SMALL = ("1", "2")
"""Bare numbers that other words say as well: a, one, both."""
_NAME = 60
"""Code points in which the longest name of a product fits."""
_STREET = re.compile(r"\d+\w?|[^\W\d_]{4,}")
_NAMED = 3
"""Letters of the shortest name."""
_OPENED = frozenset(":-–—(\"«„“”‘'•*>)]")
"""Marks behind which a sentence may begin with its capital."""
_PERSONAL = ("email", "phone", "iban", "card", "street", "birth_date", "handle")


def compare(guard: Guard, side: Side) -> Iterator[Found]:
    """Facts that are lost, added or changed, names and products included."""
    draft, rewrite = _compared(guard, guard.draft), _compared(guard, side)
    lost = [fact for fact in draft if not _held(fact, rewrite) and not _idle(fact)]
    added = [fact for fact in rewrite if not _held(fact, draft) and not _idle(fact)]
    added = [fact for fact in added if not _from_thread(fact, guard, side)]
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


def _from_thread(fact: Fact, guard: Guard, side: Side) -> bool:
    """Whether the customer wrote it, and it promises nothing: an id, a number, how long they waited, never an amount or
    a date.
    """
    if fact.kind not in _FROM_THREAD:
        return False
    if fact.kind == "duration":
        before = side.text[: fact.span.start].casefold().split()[-1:]
        within = sections(f"facts-{guard.known.language}").get("within", ())
        if any(word in line.split() for word in before for line in within):
            return False
    return re.search(rf"(?<!\w){re.escape(fact.text)}(?!\w)", guard.thread) is not None


def _compared(guard: Guard, side: Side) -> list[Fact]:
    """The facts of a side but its names, and the figures in them (Kielboot 7): words decide whether those are there."""
    kept = tuple(guard.known.guideline.kept_names)
    return [
        fact
        for fact in side.facts
        if fact.kind != "name"
        and not (fact.kind == "number" and fold_plain(side.text[: fact.span.end][-_NAME:]).endswith(kept))
        and not (fact.kind == "street" and any(name in fold_plain(fact.text) for name in kept))
    ]


def _group(fact: Fact) -> str:
    return "contact" if fact.kind in _PERSONAL else fact.kind


def _idle(fact: Fact) -> bool:
    return (fact.kind == "number" and fact.value in _SMALL) or (fact.kind == "measure" and fact.figure == "1")


def _held(fact: Fact, others: Iterable[Fact]) -> bool:
    return any(_same(fact, other) for other in others)


def _same(one: Fact, other: Fact) -> bool:
    if one.kind == other.kind and one.value == other.value:
        return True
    if one.kind == other.kind == "date":
        return _same_day(one, other)
    if one.kind == other.kind == "day":  # "today", "this afternoon"
        return one.value in other.value.split("-") or other.value in one.value.split("-")
    if {one.kind, other.kind} == {"time", "duration"}:  # "10h00", "10 h"
        hours = one.value + other.value
        return "hour" in hours and (one.figure == other.figure or ("00:00" in hours and "24 " in hours))
    if one.kind == "street" == other.kind:  # "ул. Зверева, 7", "улице Зверева, 7"
        return _STREET.findall(one.text.casefold())[-2:] == _STREET.findall(other.text.casefold())[-2:]
    if one.figure and other.figure:  # "5" and "5 pieces": a unit that is not known, or left out
        return "number" in (one.kind, other.kind) and one.figure == other.figure
    date, number = (one, other) if one.kind == "date" else (other, one)
    return date.kind == "date" and number.kind == "number" and date.value.endswith(f"-{number.value:0>2}")


def _same_day(one: Fact, other: Fact) -> bool:
    """Whether two dates are one: where one has no year, month and day decide."""
    return one.value[-5:] == other.value[-5:] and "--" in (one.value[:2], other.value[:2])


def _names(guard: Guard, side: Side) -> Iterator[Found]:
    language = guard.known.language
    ours, theirs = set(guard.draft.words.texts), set(side.words.texts)
    known = ours | set(guard.thread_words.texts)
    for fact in guard.draft.facts:
        if fact.kind == "name":
            gone = [word for word in _words(fact.text, language) if not _form_of(word, theirs, language)]
            if gone:
                yield "name.lost", fact.text, ""
    for fact in side.facts:
        if fact.kind == "name" and any(
            not _form_of(word, known, language) for word in _words(fact.text, language)
        ):
            yield "name.added", "", fact.text
    yield from _strangers(guard, side, known)
    folded, mine, heard = side.folded, guard.draft.folded, fold_plain(guard.thread)
    guideline = guard.known.guideline
    house = fold_plain(f"{guideline.ref.id} {guideline.title}")
    for name in guideline.kept_names:
        if name in house:  # the brand's own name is in its letterhead
            continue
        if name in folded and name not in mine and name not in heard:
            yield "product.added", "", name
        elif name in mine and name not in folded and name not in heard:
            yield "product.lost", name, ""


def _strangers(guard: Guard, side: Side, known: set[str]) -> Iterator[Found]:
    """Words with a capital inside a sentence that nobody wrote before. In German every noun has one."""
    language = guard.known.language
    if language == "de":
        return
    words = side.words
    for at in range(1, len(words.texts)):
        span = words.spans[at]
        shown = side.text[span.start : span.end]
        inside = words.sentences[at] == words.sentences[at - 1]
        named = inside and len(shown) >= _NAMED and shown[0].isupper() and shown[1].islower()
        taken = any(fact.span.start <= span.start < fact.span.end for fact in side.facts)
        opened = side.text[max(0, span.start - 2) : span.start].strip(" ") in _OPENED
        if not named or taken or opened or not stem_of(words.texts[at], language):
            continue
        if not _form_of(words.texts[at], known, language):
            yield "name.added", "", shown


def _words(name: str, language: str) -> list[str]:
    return [word for word in words_of(name, language).texts if len(word) > 1 and stem_of(word, language)]


def _form_of(word: str, among: set[str], language: str) -> bool:
    """Whether a name stands among words, in any case of it: Anna, Annas, Анне; Алёна and Алена are one."""
    if language == "vi":  # Phương is not Phượng, and names have no endings
        return word in among
    bare = {plain(one) for one in among}
    word = plain(word)
    if word in bare:
        return True
    if language != "ru":  # Alberts is Albert's; Alberti is somebody else
        return not bare.isdisjoint((f"{word}s", f"{word}es", word.removesuffix("s")))
    stem = word[: max(3, len(word) - 2)]
    return any(one.startswith(stem) and abs(len(one) - len(word)) <= 2 for one in bare if len(one) > 3)
