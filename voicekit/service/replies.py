"""The use cases around one draft: check it, mend it, measure it, hear it, read its tone and its grammar.

They join the parts and hold no rule of the product; what is heavy is imported by the use case that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from voicekit.check import check
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.compiled import Guideline
from voicekit.lint.fixes import settle
from voicekit.types import Conversation, Draft, Finding, Metric, Report

if TYPE_CHECKING:
    from voicekit.grammar import Grammar
    from voicekit.text.speech import Punctuation, Speech
    from voicekit.text.tone.distance import ToneReport
    from voicekit.triage.reading import Reading
    from voicekit.types import Attachment


class FixResult(NamedTuple):
    """A mended draft: its text, the findings whose fixes were applied, and the report of what is left."""

    text: str
    applied: tuple[Finding, ...]
    left: Report


def check_reply(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    language: str | None = None,
    ui: str = "en",
) -> Report:
    """The report on one draft; see `voicekit.check.check`."""
    return check(guideline, conversation, draft, language=language, ui=ui)


def read_thread(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    language: str | None = None,
    ui: str = "en",
) -> Reading:
    """The customer's side of the thread and what the policy says of it; see `voicekit.triage.reading`.

    Without a `language` the titles and incident wordings are looked for in the conversation's, else the guideline's.
    """
    from voicekit.text.language import identify
    from voicekit.triage.reading import read_thread as read  # `check` reads the thread of its own accord

    channel, _ = guideline.channel(conversation.channel)
    said = " ".join(turn.text for turn in conversation.turns if turn.role == "customer")[-2000:]
    code = language or identify(said, conversation.locale).code or guideline.default_language
    return read(guideline, conversation, draft, channel, code, ui)


def open_grammar(settings: Settings, *, patient: bool = False) -> Grammar | None:
    """The grammar engines the settings ask for; None, and nothing imported, where they say `off`.

    With `patient` the first draft waits up to 20 s for its engine to be loaded; every check takes 2 s at most.
    """
    if settings.grammar == "off":
        return None
    from voicekit.grammar import Grammar  # an engine is for those who asked for one

    return Grammar(settings, patient=patient)


def with_grammar(
    report: Report,
    grammar: Grammar,
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    ui: str = "en",
) -> Report:
    """`report` (of this very draft) with what a grammar engine adds, within 2 s; see `voicekit.grammar.report`."""
    from voicekit.grammar.report import with_grammar as read

    return read(report, grammar, guideline, conversation, draft, ui)


def check_many(
    guideline: Guideline,
    items: Iterable[tuple[Conversation, Draft]],
    *,
    jobs: int = 1,
    language: str | None = None,
    ui: str = "en",
) -> Iterator[Report]:
    """Reports in the order of `items`, made by `jobs` processes. Raises InputError at the first unreadable item."""
    if jobs < 1:
        raise InputError(f"cannot work with {jobs} processes; use 1 or more")
    if jobs == 1:
        for conversation, draft in items:
            yield check(guideline, conversation, draft, language=language, ui=ui)
        return
    from voicekit.parallel import check_in_processes  # multiprocessing is for bulk alone

    yield from check_in_processes(guideline, items, jobs, language, ui)


def fix_reply(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    unsafe: bool = False,
    language: str | None = None,
    ui: str = "en",
) -> FixResult:
    """The draft with its safe fixes applied (with `unsafe`, every fix but the display ones), until none is left.

    A loop of fixes that does not settle gives back the original text.
    """

    def look(text: str) -> Report:
        return check(guideline, conversation, draft._replace(text=text), language=language, ui=ui)

    text, applied, report = settle(draft.text, look, unsafe=unsafe)
    return FixResult(text, applied, report)


def battery(text: str, language: str) -> tuple[Metric, ...]:
    """textstat's whole battery on the cleaned text. Raises MissingExtra where textstat is not installed."""
    from voicekit.text.battery import battery as textstat_battery
    from voicekit.text.document import Document

    return textstat_battery(Document(text, language).clean, language)


def listen(
    text: str,
    language: str | None = None,
    attachments: Sequence[Attachment] = (),
    *,
    punctuation: Punctuation = "some",
    ui: str = "en",
) -> Speech:
    """`text` and its attachments as a screen reader would say them; see `voicekit.text.speech.speak`.

    Without a `language` (a code or locale) it is told from the text; where that shows none it is read as English, and
    a note says so.
    """
    from voicekit.text.language import identify  # no other use case needs either
    from voicekit.text.speech import speak
    from voicekit.text.speech_words import note

    code = identify(text, language).code
    speech = speak(text, code or "en", attachments, punctuation=punctuation, ui=ui)
    if code is None and text.strip():
        speech = speech._replace(notes=(note("unknown_language", ui), *speech.notes))
    return speech


def tone(
    guideline: Guideline, conversation: Conversation, draft: Draft, *, language: str | None = None
) -> ToneReport:
    """The tone of a draft beside the guideline's targets (of the thread's scenario) and its approved replies."""
    from voicekit.check import language_of  # tone is read when it is asked for, never at a key stroke
    from voicekit.text.document import Document
    from voicekit.text.tone.distance import compare, habits

    document = Document(draft.text)
    code = document.language = language_of(guideline, conversation, document, language, []).code or ""
    known = guideline.scratch.setdefault("tone", {})
    if code not in known:
        known[code] = habits([one.text for one in guideline.templates if one.language == code], code)
    scenario = conversation.context.get("scenario")
    targets = guideline.axes(scenario if isinstance(scenario, str) else None)
    return compare(document, targets, known[code])
