"""Judges one draft in its conversation: language, findings, figures, dimensions, verdict, in one Report.

Everything above calls `check`; it reads values and a compiled guideline, and touches no file and no network.
"""

from __future__ import annotations

from collections.abc import Iterable

from voicekit._version import __version__
from voicekit.guideline.compiled import Guideline
from voicekit.lint.dimensions import dimensions
from voicekit.lint.engine import lint
from voicekit.text.document import Document
from voicekit.text.language import identify
from voicekit.text.metrics import measure, scored
from voicekit.triage.reading import read_thread
from voicekit.types import (
    LANGUAGES,
    SEVERITIES,
    Conversation,
    Draft,
    Finding,
    LanguageGuess,
    Report,
    Verdict,
)

_NAMES = "English, German, French, Russian and Vietnamese"


def check(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    language: str | None = None,
    ui: str = "en",
) -> Report:
    """Everything voicekit has to say of `draft`, as an answer in `conversation`, under `guideline`.

    `language` (a code or locale) wins over what the conversation states; without either it is told from the text.
    Messages are in `ui` where a rule has them. Raises InputError on a draft of more than MAX_TEXT code points.
    """
    notes: list[str] = []
    document = Document(draft.text)
    guess = language_of(guideline, conversation, document, language, notes)
    document.language = guess.code or ""
    channel, known = guideline.channel(conversation.channel)
    if conversation.channel is not None and not known:
        notes.append(f"The guideline knows no channel '{conversation.channel}'; its default was used.")
    metrics = measure(document)
    thread = read_thread(guideline, conversation, draft, channel, document.language, ui)
    notes.extend(thread.notes)
    figures = scored(metrics)
    result = lint(guideline, document, thread.context, draft, figures, ui)
    if not draft.text.strip():
        notes.append("The draft is empty.")
    verdict = verdict_of(guideline, result.findings, read=bool(draft.text.strip()) and guess.supported)
    return Report(
        guideline=guideline.ref,
        language=guess,
        channel=channel.name,
        findings=result.findings,
        metrics=metrics,
        dimensions=dimensions(guideline, document.language, result.findings, figures),
        verdict=verdict,
        rule_errors=result.rule_errors,
        notes=tuple(notes),
        triage=thread.triage if conversation.turns else None,
        escalation=thread.escalation,
        incident=thread.incident,
        tool_version=__version__,
    )


def verdict_of(guideline: Guideline, findings: Iterable[Finding], *, read: bool) -> Verdict:
    """What findings come to; `read` is False for an empty draft or one in a language that is not checked."""
    known = list(findings)
    least = SEVERITIES.index(guideline.revise_at)
    if any(finding.blocking for finding in known):
        return "blocked"
    # Where nobody has read it, that must never look like "ready to send".
    if not read or any(SEVERITIES.index(finding.severity) >= least for finding in known):
        return "revise"
    return "ready"


def language_of(
    guideline: Guideline, conversation: Conversation, document: Document, stated: str | None, notes: list[str]
) -> LanguageGuess:
    """The draft's language; too short to tell: the customer's, else the guideline's default, and a note says so."""
    guess = identify(document.text, stated, document.tokens)
    if not stated and conversation.locale:
        thread = identify("", conversation.locale)
        # A thread's locale settles what the words leave open, but a draft that is plainly in another language is not
        # read as one it is not in.
        if thread.code is not None and (not guess.sure or guess.code == thread.code):
            guess = thread
        elif thread.code is not None:
            notes.append(f"The conversation is in {thread.name}, the draft in {guess.name}.")
    if guess.code is None:
        said = " ".join(turn.text for turn in conversation.turns if turn.role == "customer")
        guess = identify(said[-2000:]) if said.strip() else guess
        if guess.code is not None:
            guess = guess._replace(sure=False, how="thread")
            notes.append(
                f"The draft does not show its language; it was read as {guess.name}, as the customer writes."
            )
        else:
            guess = identify("", guideline.default_language)._replace(sure=False, how="default")
            notes.append(
                f"The draft does not show its language; it was read as {guess.name}, the guideline's default."
            )
    if guess.code not in LANGUAGES:
        notes.append(
            f"The draft is in {guess.name}; voicekit checks {_NAMES}. Only rules for every language ran."
        )
    elif guess.code not in guideline.languages:
        notes.append(f"The guideline is not written for {guess.name}.")
    return guess
