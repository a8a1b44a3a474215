"""Grammar and spelling by an engine the user chose: LanguageTool, Harper or hunspell, behind one `Grammar`.

Must never be imported unless it was asked for, send text to a host nobody configured, or let an engine's fault pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from voicekit.config import Settings
from voicekit.grammar.engine import Engine, Question, Slip, Unavailable, language_tag
from voicekit.grammar.findings import findings_from
from voicekit.grammar.harper import Harper
from voicekit.grammar.hunspell import Hunspell
from voicekit.grammar.languagetool import LanguageTool
from voicekit.grammar.worker import Worker
from voicekit.types import Finding, GrammarState, Span

_HALVES = re.compile("[\ud800-\udfff]")

__all__ = ["Grammar", "GrammarResult"]


class GrammarResult(NamedTuple):
    """What an engine found, and how it went; `state.state` other than `ok` means that nobody read the text."""

    findings: tuple[Finding, ...]
    state: GrammarState


class Grammar:
    """The engines that the settings allow. Each is loaded when a text first needs it, on a thread of its own.

    `settings.grammar` is `off`, `languagetool`, `harper`, `hunspell`, or `auto`: LanguageTool where a server or jars
    are configured (Vietnamese excepted), else Harper for English, else hunspell. With `patient` the first text waits
    for its engine to be loaded. Safe to share between threads.
    """

    def __init__(self, settings: Settings, *, patient: bool = False) -> None:
        self._choice = settings.grammar
        self._served = bool(settings.languagetool_url or settings.languagetool_jar_dir)
        makers: dict[str, Callable[[], Engine]] = {
            "languagetool": lambda: LanguageTool(settings.languagetool_url, settings.languagetool_jar_dir),
            "harper": Harper,
            "hunspell": lambda: Hunspell(settings.hunspell_dir),
        }
        self._workers = {name: Worker(make(), patient=patient) for name, make in makers.items()}

    def check(
        self,
        text: str,
        language: str,
        exempt: Sequence[Span] = (),
        *,
        names: Sequence[str] = (),
        locale: str | None = None,
        ui: str = "en",
    ) -> GrammarResult:
        """What the engine for `language` (ISO 639-1) says of `text`, outside the `exempt` spans (code points).

        `names` are words that are spelled right whatever a dictionary says. `locale` (such as en-GB) tells which
        spelling is right where a language has several; without it what is right in either passes. Findings are
        suggestions, with messages in `ui` where the words are ours. Returns within `worker.DEADLINE` seconds.
        """
        worker = self._worker(language)
        if worker is None:
            return GrammarResult((), GrammarState("", "off"))
        engine = worker.engine
        # Half a surrogate pair has no UTF-8; the replacement character takes its one place.
        readable = _HALVES.sub("\ufffd", text)
        question = Question(readable, language_tag(language, locale), tuple(exempt))
        try:
            slips: list[Slip] = worker.ask(question) if text.strip() else []
        except Unavailable as error:
            return GrammarResult((), GrammarState(engine.name, error.state, error.reason))
        found = findings_from(slips, text, language, question.exempt, names, engine, ui)
        return GrammarResult(found, GrammarState(engine.name, "ok"))

    def warm(self, language: str) -> None:
        """Begin to load the engine for `language`, without waiting for it; what goes wrong is said by `check`."""
        worker = self._worker(language)
        if worker is not None:
            worker.load(0)

    def _worker(self, language: str) -> Worker | None:
        if self._choice == "off":
            return None
        if self._choice != "auto":
            return self._workers[self._choice]
        if self._served and language != "vi":
            return self._workers["languagetool"]
        if language == "en" and (find_spec("harper") or not find_spec("hunspell")):
            return self._workers["harper"]
        return self._workers["hunspell"]
