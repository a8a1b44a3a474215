"""Checks on questions: the customer's that this draft leaves open, and ours where they are too many or out of place.

What asks and what answers is said in data and in the rules' words; a thread without a question costs one look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.guideline.wordkeys import DIGIT
from voicekit.lint.checks import thread_reading as thread
from voicekit.lint.checks.wordlists import Read, WordList, prose, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.once import once
from voicekit.text.plain import plain
from voicekit.text.questions import Asks, Question, asks_over, questions, sentences
from voicekit.types import Draft

_READ = 5
"""The customer's newest messages that are searched for questions: older ones were overtaken."""
_SHOWN = 2
"""Open questions that are named; whoever answers those sees the rest."""
_QUOTE = 90
"""Characters of a question that are shown."""
_SUBSTANCE = 5
"""Words of a sentence that may answer a "what" or "how" without taking up a word of it."""
_SHORT = 3
"""Words of a question that names nothing."""
_OPENED = ("en", "de")
"""Languages in which a question with no opening is a fragment of one."""
_MEASURED: tuple[Asks, ...] = ("time", "amount")
"""What can only be answered by a figure, a day or a no, whatever else is taken up."""
_OPEN: tuple[Asks, ...] = ("what", "how", "which", "person")
_EXPLAINED = 4
"""Words of a sentence that may give a reason without any of the words for one."""
_EMPTY = 3
"""Courtesies that are taken out of one sentence."""
_MARKS = 4
_VENTS = lazy(r"(?:\?[ !]?){3}|!\?|\?!")
"""Marks behind a yes-or-no question that is no question: "can't you read your own ads????"."""
_CLAUSE = lazy(r"[,;:(–!?]|$")
_WORD = lazy(r"\w+")


class _Asked(NamedTuple):
    """A question of the customer: what it asks for, its words' stems (none where they name nothing), how they wrote it,
    and how it is read."""

    asks: Asks
    stems: frozenset[str]
    shown: str
    read: Read


class _Unit:
    """A sentence of the draft that says something."""

    def __init__(self, read: Read, language: str) -> None:
        self.read = read
        self.asks = "?" in read.text
        self._language = language

    @once
    def stems(self) -> frozenset[str]:
        return thread.stems(self.read, self._language)


class _Signs:
    """The rule's lists as the sentences of a draft are asked for them, by name."""

    def __init__(self, rule: Rule, language: str) -> None:
        self._lists = {name: wordlist(rule, name, language) for name in _SIGNS}

    def says(self, name: str, said: _Unit | _Asked) -> bool:
        """Whether the sentence holds a word of the list; none does where there is no such list."""
        known = self._lists.get(name)
        return known is not None and known.search(said.read) is not None

    def signed(self, asks: Asks, unit: _Unit) -> bool:
        """As `says`; what is measured is also signed by a figure."""
        return self.says(asks, unit) or (asks in _MEASURED and DIGIT in unit.read.keys)


def unanswered(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Questions of the customer's newest messages that are neither answered nor openly put off."""
    newest = thread.newest(context)[-_READ:]
    if not newest:
        return
    language = document.language
    void = wordlist(rule, "void", language)
    if void is None or language not in rule.body["words"]["defer"]:
        return
    lead = wordlist(rule, "lead-in", language)
    asked = [one for turn in newest for one in _asked(turn.text, language, lead)]
    if not asked:
        return
    units = list(_units(document, void))
    signs = _Signs(rule, language)
    put_off = [unit for unit in units if signs.says("defer", unit)]
    named = (
        frozenset().union(*(thread.stems(one.read, language) for one in asked)) if put_off else frozenset()
    )
    if any(unit.stems.isdisjoint(named) for unit in put_off):
        return
    still: list[_Asked] = []
    for one in asked:
        others = [other for other in asked if other is not one and other.stems != one.stems]
        if any(not unit.stems.isdisjoint(one.stems) or not one.stems for unit in put_off):
            continue
        if not _answered(one, others, units, signs, document):
            still.append(one)
    if len(still) == len(asked) and any(unit.asks or signs.says("request", unit) for unit in units):
        return  # what we have to know comes before any answer
    for one in still[:_SHOWN]:
        yield Raw(None, fields={"first": one.shown})


@lru_cache(maxsize=1024)
def _asked(text: str, language: str, lead: WordList | None) -> tuple[_Asked, ...]:
    """The questions of one message that want an answer; none where it is in another language than the draft.

    One that only leads to the next ("can you tell me, where ...") is none of its own.
    """
    found = []
    read = thread.heard(text).typed.text
    asking = questions(read, language)
    if not asking or thread.foreign(text, language):
        return ()
    for number, question in enumerate(asking):
        asked = Read(read[question.start : question.end])
        leads = number + 1 < len(asking) and asking[number + 1].start == question.end
        if question.rhetorical or (leads and lead is not None and lead.search(asked)):
            continue
        if question.asks == "yes_no" and _VENTS.search(read, question.start, question.end + _MARKS):
            continue
        # Where nothing was taken out in reading, places still hold and the customer's own spelling can be shown.
        source = text if len(text) == len(read) else read
        shown = source[question.start : question.end].strip(" ,;\n")
        if len(shown) > _QUOTE:
            shown = shown[:_QUOTE].rpartition(" ")[0] + "…"
        # "Any news?" has no word that an answer to it would take up.
        short = question.asks == "yes_no" and len(asked.tokens) <= _SHORT
        short = short or (not question.opened and language in _OPENED)
        own = frozenset() if short else thread.stems(asked, language)
        found.append(_Asked(question.asks, own, shown, asked))
    return tuple(found)


def _units(document: Document, void: WordList, mark: str = "") -> Iterator[_Unit]:
    """The draft's sentences, without greeting, thanks, sympathy and offers of help at large: those with `mark`."""
    text = document.prose.text
    for start, end in sentences(text):
        said = text[start:end]
        unit = _unit(said, void, document.language) if mark in said else None
        if unit is not None:
            yield unit


@lru_cache(maxsize=1024)
def _unit(said: str, void: WordList, language: str) -> _Unit | None:
    # While somebody types, all sentences but one are the same as at the last stroke.
    read = Read(said)
    for _ in range(_EMPTY):
        empty = void.search(read)
        if empty is None:
            break
        stop = _CLAUSE.search(read.text, empty.end())
        rest = read.text[stop.end() :] if stop else ""
        read = Read(f"{read.text[: empty.start()]} {rest}")
    return _Unit(read, language) if _WORD.search(read.text) else None


def _of(unit: _Unit, asked: Sequence[_Asked]) -> bool:
    """Whether the sentence takes up one of these questions."""
    return any(not unit.stems.isdisjoint(one.stems) for one in asked)


def _answered(
    one: _Asked, others: Sequence[_Asked], units: Sequence[_Unit], signs: _Signs, document: Document
) -> bool:
    """Whether some sentence answers; one that takes up only another question speaks for that one."""
    if signs.says("pays", one):
        return _paid(one, others, units, signs)
    if one.asks not in _MEASURED and any(not unit.stems.isdisjoint(one.stems) for unit in units):
        return True
    strict = signs.says("machine", one)
    alike = [other for other in others if other.asks == one.asks]
    for unit in units:
        taken = not unit.stems.isdisjoint(one.stems)
        free = taken or not _of(unit, others)
        unlike = taken or not _of(unit, alike)
        if not strict and _enough(one, unit, free):
            return True
        if unlike and signs.signed(one.asks, unit):
            return True
        if free and one.asks == "place" and signs.signed("time", unit):
            return True  # where something is, is asked to know when it comes
        if (free or (one.asks == "yes_no" and unlike)) and signs.says("yes", unit):
            return True
        loose = one.asks == "yes_no" and free and not strict and signs.says("may", unit)
        if loose and not _claimed(unit, one, others, signs):
            return True
    return one.asks == "place" and any(mask.kind == "url" for mask in document.masks)


_SIGNS = ("defer", "request", "time", "amount", "place", "reason", "yes", "may", "pays", "money", "machine")


def _paid(one: _Asked, others: Sequence[_Asked], units: Sequence[_Unit], signs: _Signs) -> bool:
    """Whether some sentence says what something costs or who bears it; beside other questions a bare yes does not."""
    alike = [other for other in others if signs.says("pays", other)]
    return any(
        (signs.says("money", unit) and (not unit.stems.isdisjoint(one.stems) or not _of(unit, alike)))
        or (not others and signs.says("yes", unit))
        for unit in units
    )


def _enough(one: _Asked, unit: _Unit, free: bool) -> bool:
    """Whether a sentence without any sign may be the answer to a question that none is needed for."""
    if one.asks in _MEASURED or not (free or one.asks == "person"):
        return False
    if one.asks in _OPEN and DIGIT in unit.read.keys:
        return True
    least = _SUBSTANCE if one.asks in _OPEN or not one.stems else _EXPLAINED if one.asks == "reason" else 0
    return least > 0 and len(unit.read.tokens) >= least


def _claimed(unit: _Unit, one: _Asked, others: Sequence[_Asked], signs: _Signs) -> bool:
    """Whether the sentence is the figure or day another question asked for, and this one has words of its own."""
    return len(one.stems) > 1 and any(
        other.asks in _MEASURED and signs.signed(other.asks, unit) for other in others
    )


def budget(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A bot's questions since a person last wrote, this draft's with them, or an agent's in one draft, over `limit`."""
    limit = int(rule.limit or 3)
    if "?" not in document.text:
        return
    if draft.sender != "bot" and not asks_over(plain(document.prose.text), document.language, limit):
        return
    asked = _ours(document, rule)
    if not asked:
        return
    before = 0
    if draft.sender == "bot":
        courtesy = wordlist(rule, "courtesy", document.language)
        for turn in reversed(context.turns):
            if turn.role == "agent":
                break
            if turn.role == "bot" and "?" in turn.text:
                typed = thread.heard(turn.text).typed
                before += len(_wanting(typed, _marked(typed.text, document.language), courtesy))
    if before + len(asked) > limit:
        over = asked[min(max(limit - before, 0), len(asked) - 1)]
        yield Raw(document.prose.source(over.start, over.end), value=before + len(asked))


def survey(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A request for feedback that asks more than `limit` questions (1)."""
    if "?" not in document.text:
        return
    limit = int(rule.limit or 1)
    feedback = None
    if context.scenario != "survey":
        feedback = wordlist(rule, "feedback", document.language)
        if feedback is None or feedback.search(prose(document)) is None:
            return
    asked = _ours(document, rule)
    if len(asked) > limit and feedback is not None:
        text = document.prose.text
        asked = [one for one in asked if feedback.pattern.search(text, one.start, one.end)]
    if len(asked) > limit:
        yield Raw(document.prose.source(*asked[limit][:2]), value=len(asked))


def still_asking(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A question or a request for details to somebody who is to be handed on; how to reach them may be asked."""
    language = document.language
    read = prose(document)
    text = read.text
    listed = wordlist(rule, "wants", language)
    wants = listed.within(read) if listed is not None else None
    if wants is None and "?" not in text:
        return
    listed = wordlist(rule, "fine", language)
    fine = listed.within(read) if listed is not None else None
    for start, end in sentences(text):
        said = text[start:end]
        marked = "?" in said[-_CLOSING:]
        if not marked and (wants is None or not wants.search(said)):
            continue
        if fine is not None and fine.search(said):
            continue
        if not marked or any(not one.rhetorical for one in questions(plain(said), language)):
            yield Raw(document.prose.source(start, end))
            return


_CLOSING = 8
"""Closing marks of a sentence that are looked through for a question mark."""


def _ours(document: Document, rule: Rule) -> list[Question]:
    """The questions of the draft that want an answer, without courtesies; guesses behind a question belong to it."""
    if "?" not in document.text:
        return []
    known: tuple[Read, tuple[Question, ...]] | None = document.scratch.get("asking")
    if known is None:
        read = prose(document)
        read = read if read.text.isascii() else Read(plain(read.text))
        known = document.scratch["asking"] = read, _marked(read.text, document.language)
    return _wanting(*known, wordlist(rule, "courtesy", document.language)) if known[1] else []


@lru_cache(maxsize=1024)
def _marked(text: str, language: str) -> tuple[Question, ...]:
    return questions(text, language, marked_only=True)


def _wanting(read: Read, asked: Iterable[Question], courtesy: WordList | None) -> list[Question]:
    """Those of the questions in a text that want an answer."""
    courteous = courtesy.within(read) if courtesy is not None else None
    wanting: list[Question] = []
    for one in asked:
        said = read.text[one.start : one.end]
        guess = bool(wanting) and one.asks == "yes_no" and len(_WORD.findall(said)) <= _GUESS
        if not one.rhetorical and not guess and (courteous is None or not courteous.search(said)):
            wanting.append(one)
    return wanting


_GUESS = 2
"""Words of a question that only offers an answer to the one before: "The strap?"."""
