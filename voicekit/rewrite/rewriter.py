"""From a draft to at most two rewrites a person may choose from: redact, ask, put back, guard, rank.

Nothing is ever shown that the guard refuses, and nothing is ever sent; without a model the brand's own fixes are taken.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from voicekit.check import check
from voicekit.guideline.compiled import Guideline
from voicekit.rewrite.answer import Answer, ModelError, Prompt
from voicekit.rewrite.client import Client
from voicekit.rewrite.diff import kept_share, word_edits
from voicekit.rewrite.guard import Guard, Known
from voicekit.rewrite.guard_shape import slots_in
from voicekit.rewrite.guard_words import reason
from voicekit.rewrite.offline import mended
from voicekit.rewrite.prompts import Told, build, finding_line
from voicekit.rewrite.redact import Redaction, redact
from voicekit.rewrite.rewriter_words import said
from voicekit.rewrite.threads import people_of, spoken_in
from voicekit.text.language import region_of
from voicekit.types import (
    Conversation,
    Draft,
    Refusal,
    Report,
    Rewrite,
    RewriteState,
    Suggestion,
    Usage,
)

MOST = 2
"""Suggestions that are shown."""
ROUNDS = 2
"""Times a model is asked: once, and once more with what was wrong."""
_READ = 12
"""Newest turns a model is given."""

_PIECE = re.compile(r"[^\W\d_]{3,}|\d{2,}")
"""Parts of a value that may not be told either; of a number four digits are one, wherever they stand in it."""
_DIGITS = 4


class Ask(NamedTuple):
    """One wish for a rewrite, with all that is known before a model is asked."""

    guideline: Guideline
    conversation: Conversation
    draft: Draft
    report: Report
    language: str
    look: Callable[[str], Report]
    asked: frozenset[str] | None
    ui: str


def rewrite(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    client: Client | None = None,
    language: str | None = None,
    ui: str = "en",
    asked: Collection[str] | None = None,
    cancel: threading.Event | None = None,
) -> Rewrite:
    """Suggestions for `draft`, by the model behind `client`, or from the guideline's own fixes where there is none.

    `asked` are the ids of rules whose findings are to go (None: all of them). `cancel` ends the wait for the model.
    Where the model cannot be asked or gives nothing that may be shown, `state` says why and the guideline's own fixes
    are offered. Raises InputError on a text that is too long.
    """
    ask = open_ask(guideline, conversation, draft, language=language, ui=ui, asked=asked)
    if not draft.text.strip():
        return Rewrite("nothing", said("nothing", ui), "offline")
    barred = _barred(guideline, client)
    if client is None or barred is not None:
        state = barred or "off"
        return _offline(ask, state, said(state, ui))
    return _Talk(ask, client, cancel).run()


def open_ask(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    language: str | None = None,
    ui: str = "en",
    asked: Collection[str] | None = None,
) -> Ask:
    """What is known of a draft before anything is asked. Raises InputError on a text that is too long."""

    known: dict[str, Report] = {}

    def look(text: str) -> Report:
        if text not in known:  # the guard, the fixes and the suggestion ask for the same ones
            known[text] = check(guideline, conversation, draft._replace(text=text), language=language, ui=ui)
        return known[text]

    report = look(draft.text)
    code = report.language.code or guideline.default_language
    wanted = frozenset(asked) if asked is not None else None
    return Ask(guideline, conversation, draft, report, code, look, wanted, ui)


def prompt_for(ask: Ask, refusals: Sequence[str] = ()) -> tuple[Prompt, Redaction, int]:
    """What a model would be told of the draft, the redaction behind it, and which of its texts is the draft.

    `refusals` say what was wrong with an earlier answer.
    """
    turns = ask.conversation.turns[-_READ:]
    facts = [f"{key}: {value}" for key, value in ask.conversation.context.items()]
    findings = [
        finding_line(one) for one in ask.report.findings if ask.asked is None or one.rule_id in ask.asked
    ]
    published = ask.guideline.published
    # Refusals come last: what an earlier prompt called ⟦NAME_1⟧ keeps its number.
    texts = [*(turn.text for turn in turns), ask.draft.text, *facts, *findings, *refusals]
    spoken = [spoken_in(turn.text, ask.language) for turn in turns]
    redaction = redact(
        texts,
        [*spoken, *[ask.language] * (len(texts) - len(spoken))],
        own=published.own,
        ids=published.ids,
        authors=people_of(ask.conversation),
        region=region_of(ask.conversation.locale),
    )
    at, rest = len(turns), redaction.texts[len(turns) + 1 :]
    told = Told(
        turns=[(turn.role, text) for turn, text in zip(turns, redaction.texts, strict=False)],
        draft=redaction.texts[at],
        situation=rest[: len(facts)],
        findings=rest[len(facts) : len(facts) + len(findings)],
        refusals=rest[len(facts) + len(findings) :],
    )
    return build(ask.guideline, ask.conversation, ask.report, told), redaction, at


def _barred(guideline: Guideline, client: Client | None) -> RewriteState | None:
    """The state in which the guideline lets no model, or not this one, read a draft."""
    allowed = guideline.published.model
    if allowed == "never-send":
        return "off"
    if allowed == "local" and client is not None and client.where != "local":
        return "local_only"
    return None


class _Talk:
    """One rewrite asked of a model, in at most two rounds."""

    def __init__(self, ask: Ask, client: Client, cancel: threading.Event | None) -> None:
        self._ask = ask
        self._client = client
        self._cancel = cancel
        self._found: dict[str, Suggestion] = {}
        self._refused: dict[str, tuple[Refusal, ...]] = {}
        self._sent: list[str] = []
        self._took: list[Usage] = []

    def run(self) -> Rewrite:
        refusals: list[str] = []
        try:
            for _ in range(ROUNDS):
                refusals = self._round(refusals)
                if self._found or not refusals:
                    break
        except ModelError as error:
            self._keep(error.sent, error.usage)
            if not self._found:
                return self._ended(error.state, said(error.state, self._ask.ui, error.reason))
        if self._found:
            return self._ended("ok", "")
        if self._refused:
            return self._ended("refused", said("refused", self._ask.ui))
        return self._ended("ok", said("same", self._ask.ui))

    def _round(self, refusals: Sequence[str]) -> list[str]:
        """Ask once; what to tell the model where nothing of its answer may be shown."""
        prompt, redaction, at = prompt_for(self._ask, refusals)
        answer: Answer = self._client.ask(prompt, cancel=self._cancel)
        self._keep(answer.sent, answer.usage)
        # What a message proposes is no wording to take over: its example is about somebody else's parcel.
        orders = "\n".join((prompt.system, *(one.message for one in self._ask.report.findings)))
        guard = Guard(known_of(self._ask, orders))
        wrong: list[str] = []
        for one in answer.data["suggestions"]:
            text = one["text"].strip()
            problems = redaction.problems(text, at, self._ask.ui)
            shown = redaction.show(text)
            if not problems:
                problems = guard.refusals(shown)
            if not problems and shown != self._ask.draft.text.strip():
                self._found.setdefault(shown, suggestion(self._ask, shown, "model"))
            elif problems:
                self._refused[shown] = problems
                wrong += [_told(problem, redaction, self._ask.ui) for problem in problems]
        return wrong

    def _keep(self, sent: str, usage: Usage) -> None:
        if sent:
            self._sent.append(sent)
        self._took.append(usage)

    def _ended(self, state: RewriteState, reason: str) -> Rewrite:
        refused = tuple(self._refused.items())
        sent, usage = "\n".join(self._sent), _sum(self._took)
        if self._found:
            return Rewrite(state, reason, "model", ranked(self._found.values()), refused, sent, usage)
        spare = _offline(self._ask, state, reason)
        return spare._replace(refused=refused, sent=sent, usage=usage)


def _told(problem: Refusal, redaction: Redaction, ui: str) -> str:
    """The reason of a refusal, to be redacted for a model: without pieces of values, which redaction does not know."""
    if problem.check.startswith("placeholder."):
        return redaction.show(problem.reason)
    pieces = {piece for value in redaction.held.values() for piece in _PIECE.findall(value.casefold())}
    figures = ["".join(filter(str.isdigit, value)) for value in redaction.held.values()]

    def bare(words: str) -> str:
        rest = words
        for value in sorted(redaction.held.values(), key=len, reverse=True):
            rest = rest.replace(value, " ")
        known = any(
            one in pieces or (len(one) >= _DIGITS and any(one in figure for figure in figures))
            for one in _PIECE.findall(rest.casefold())
        )
        return "…" if known else words

    return reason(problem.check, bare(problem.draft), bare(problem.rewrite), ui)


def known_of(ask: Ask, prompt: str = "") -> Known:
    """What a rewrite of the asked draft is held against."""
    return Known(
        ask.guideline,
        ask.conversation,
        ask.draft.text,
        ask.language,
        ask.report,
        ask.look,
        ask.ui,
        ask.asked,
        prompt,
    )


def _offline(ask: Ask, state: RewriteState, reason: str) -> Rewrite:
    """What the guideline's own fixes give, where no model gives anything."""
    text = mended(Guard(known_of(ask)), ask.asked)
    if text == ask.draft.text:
        return Rewrite(state, reason, "offline")
    return Rewrite(state, reason, "offline", (suggestion(ask, text, "offline"),))


def suggestion(ask: Ask, text: str, source: str) -> Suggestion:
    """`text` as a suggestion beside the draft; it has to have passed the guard."""
    report = ask.look(text)
    left = {finding.rule_id for finding in report.findings}
    gone = dict.fromkeys(one.rule_id for one in ask.report.findings if one.rule_id not in left)
    return Suggestion(
        text=text,
        source="model" if source == "model" else "offline",
        edits=word_edits(ask.draft.text, text),
        mended=tuple(gone),
        kept=round(kept_share(ask.draft.text, text), 3),
        slots=slots_in(text),
        report=report,
    )


def ranked(found: Collection[Suggestion]) -> tuple[Suggestion, ...]:
    """At most two, by findings mended, then by the agent's words kept."""
    return tuple(sorted(found, key=lambda one: (-len(one.mended), -one.kept))[:MOST])


def _sum(took: Sequence[Usage]) -> Usage:
    def total(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    read, wrote = (total([one[at] for one in took]) for at in (0, 1))
    cost = total([one.cost for one in took])
    return Usage(None if read is None else int(read), None if wrote is None else int(wrote), cost)
