"""Looks at what a rewrite is, beside what it says: language, form of address, blanks, an end, echoes, new findings.

It must never judge content; the linter's own rules say what a finding is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from voicekit.text.address_form import read_address
from voicekit.text.language import identify
from voicekit.text.lazyre import lazy
from voicekit.text.phrases import Words
from voicekit.types import SEVERITIES, Span

if TYPE_CHECKING:
    from voicekit.rewrite.guard import Guard, Side

Found = tuple[str, str, str]
_BLANK = lazy(
    r"⟦[^⟧]{0,40}⟧?|⟧|\{\{[^}]{0,40}\}\}|\[[^\W\d_][\w ’'-]{1,30}\](?!\()|<[^\W\d_][\w -]{1,24}>|"
    r"\b(?:NAME|EMAIL|PHONE|IBAN|CARD|ID|STREET|BIRTH_DATE|HANDLE|LINK)_\d+\w?\b|\b(?:TODO|TBD|XXX+)\b|_{3,}"
)
_MARKUP = lazy(r"^(?:```|#{1,4} |\{\s*\")|\*\*|</?\w+>")
_ENDED = tuple(".!?…)\"”»“'’:⟩")
_SENTENCE_WORDS = 5
_ECHO = 6
"""Words in a row that are an echo of the prompt."""
_LAST_LINE = 4
_END = 30
"""Characters of a text that breaks off which are shown, and those of the word they begin in."""
_ASKS_FOR_MORE = ("commitments", "escalation", "thread")
"""Packs whose rules ask for what has to be known, and cannot be put better."""
_ANSWERS = ("thread.unanswered-question", "thread.other-language", "thread.still-asking")
"""Rules of theirs that a rewrite can break all the same."""
_GRAVE = SEVERITIES.index("warning")
_SLOT = lazy(r"⟨[^⟨⟩\n]{1,60}⟩")


def before_reading(guard: Guard, side: Side) -> Iterator[Found]:
    """What no careful agent would send: another language, a blank, a cut end, an echo of the prompt."""
    yield from _language(guard, side)
    yield from _address(guard, side)
    for pattern, check in ((_BLANK, "blank"), (_MARKUP, "markup")):
        for match in pattern.finditer(side.text):
            if match[0] not in guard.draft.text:
                yield check, "", match[0]
    text = side.text.rstrip()
    if _is_cut(guard, side, text):
        yield "truncated", "", text[text.rfind(" ", 0, max(0, len(text) - _END)) + 1 :]
    yield from _echo(guard, side)


def slots_in(text: str) -> tuple[Span, ...]:
    """Where a person has to fill something in: `⟨by when?⟩`."""
    return tuple(Span(*match.span()) for match in _SLOT.finditer(text))


def _within(span: Span, places: tuple[Span, ...]) -> bool:
    return any(place.start < span.end and span.start < place.end for place in places)


def _language(guard: Guard, side: Side) -> Iterator[Found]:
    wanted = guard.known.language
    guess = identify(side.text)
    if guess.sure and guess.code != wanted:
        yield "language", "", guess.name
        return
    for place, _ in side.meaning.sentences:
        said = side.text[place.start : place.end]
        if len(said.split()) < _SENTENCE_WORDS or said in guard.draft.text:
            continue
        own = identify(said)
        if own.sure and own.code != wanted:
            yield "language", "", said


def _address(guard: Guard, side: Side) -> Iterator[Found]:
    ours, theirs = read_address(guard.draft.document), read_address(side.document)
    if ours.form is None or theirs.form is None or ours.mixed:
        return
    channel, _ = guard.known.guideline.channel(guard.known.conversation.channel)
    wanted = [part for form in channel.address.get(guard.known.language, ()) for part in form.split("/")]
    same = ours.form.casefold() == theirs.form.casefold()
    # Where the draft has another form than the channel, the channel's is a mend.
    if theirs.mixed or not (same or (theirs.form in wanted and ours.form not in wanted)):
        yield "address_form", ours.form, theirs.form


def _is_cut(guard: Guard, side: Side, text: str) -> bool:
    last = text[-1]
    if any(fact.span.end == len(text) for fact in side.facts):
        return False  # a link, a number
    if last in _ENDED or not last.isalnum():
        return last in ",;-–—("
    line = text.casefold().rpartition("\n")[2].split()
    tail = guard.draft.text.casefold().rstrip()
    if len(line) <= _LAST_LINE and line[-1] in tail.split()[-_LAST_LINE:]:
        return False  # a name under the letter
    signed = tail[-1].isalnum() and line[-1] in tail.split()[-_LAST_LINE:]
    return not signed


def runs_of(words: Words) -> frozenset[tuple[str, ...]]:
    """Every few words in a row, enough of them to be an echo."""
    texts = words.texts
    return frozenset(texts[at : at + _ECHO] for at in range(len(texts) - _ECHO + 1))


def _echo(guard: Guard, side: Side) -> Iterator[Found]:
    if guard.orders:
        echoed = guard.orders & runs_of(side.words)
        if echoed:
            yield "echo", "", " ".join(min(echoed))


def findings(guard: Guard, side: Side) -> Iterator[Found]:
    """Findings the draft did not have, graver ones of a rule it had, and those that were to go and are still there.

    A mere suggestion is let pass where the rewrite has no more findings than the draft. A rule that asks for more (a
    time, a person, a repair) never refuses a rewrite: it may not invent that, and what the draft has of it is seen to.
    """
    before = guard.known.report.findings
    slots = slots_in(side.text)
    after = [
        one
        for one in guard.known.look(side.text).findings
        if one.span is None or not _within(one.span, slots)
    ]
    least = 0 if len(after) > len(before) else _GRAVE
    known: dict[str, int] = {}
    for one in before:
        known[one.rule_id] = max(SEVERITIES.index(one.severity), known.get(one.rule_id, -1))
    for one in after:
        grave = SEVERITIES.index(one.severity)
        asks = one.category in _ASKS_FOR_MORE or (one.category == "care" and one.span is None)
        more = asks and one.rule_id not in _ANSWERS
        if grave >= least and grave > known.get(one.rule_id, -1) and not more:
            yield "finding.new", one.rule_id, one.matched or one.message
    for rule in sorted((guard.known.asked or frozenset()) & {one.rule_id for one in after}):
        yield "finding.left", rule, ""
