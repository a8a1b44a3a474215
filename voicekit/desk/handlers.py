"""What the page does when something on it changes: plain functions over the service, with no Gradio in them.

Must never let an exception reach the page as it is, nor a word of a draft or thread reach the log.
"""

from __future__ import annotations

import itertools
import logging
import re
import threading
import time
import traceback
from typing import TYPE_CHECKING, NamedTuple, cast

from voicekit import service
from voicekit.config import Settings
from voicekit.desk import thread, view
from voicekit.desk.customer import handover, thread_section
from voicekit.desk.words import LANGUAGE_NAMES, say
from voicekit.errors import InputError, VoicekitError
from voicekit.types import MAX_TEXT, Conversation, Draft, Visibility

if TYPE_CHECKING:
    from voicekit.guideline.compiled import Guideline

log = logging.getLogger("voicekit.desk")
FRESH = 5.0
"""Seconds an opened guideline is used before its folder is looked at again."""


class Seen(NamedTuple):
    """What the page shows after a check: the HTML of the verdict, the panel and what is known besides the words."""

    verdict: str
    panel: str
    known: str = ""


class Sample(NamedTuple):
    """A sample as the page's fields take it."""

    thread: str
    draft: str
    brand: str
    channel: str
    visibility: str


def plain(text: str | None) -> str:
    """Text with the line ends a browser's text box uses, so that offsets agree."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


def _title(name: str, conversation: Conversation) -> str:
    """A sample's file name (language, channel, what it is about) as people write it."""
    words = re.split(r"[-_]+", name)
    language = words.pop(0) if words[0] in LANGUAGE_NAMES else ""
    if len(words) > 1 and words[0] == conversation.channel:
        words.pop(0)
    title = " ".join(words)
    about = ", ".join(filter(None, [LANGUAGE_NAMES.get(language, ""), conversation.channel]))
    return f"{title[:1].upper()}{title[1:]}" + (f" ({about})" if about else "")


def log_failure(what: str, error: BaseException) -> None:
    """Type and places of an error. Its message stays out: it may quote what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    log.error("%s failed: %s at %s", what, type(error).__name__, places)


class Desk:
    """The page's doings for one set of settings; holds guidelines and samples, never a text that was typed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.samples: dict[str, tuple[Conversation, Draft | None]] = {
            name: (conversation, draft) for name, conversation, draft in service.samples()
        }
        self._guidelines: dict[str, tuple[float, Guideline]] = {}
        self._lock = threading.Lock()
        self.grammar = service.open_grammar(settings)
        self._readings = itertools.count(1)

    def warm(self, brand: str) -> None:
        """Open a brand's guideline and begin to load the grammar engines of its languages, so that nobody need wait.

        VoicekitError where the guideline cannot be used.
        """
        languages = self.guideline(brand).languages
        if self.grammar is not None:
            for language in languages:
                self.grammar.warm(language)

    def brands(self) -> list[tuple[str, str]]:
        """Titles and ids of the brands in the guideline folder; one whose guideline is broken goes by its id."""
        found: list[tuple[str, str]] = []
        for brand in service.brands(self.settings):
            try:
                found.append((self.guideline(brand).title or brand, brand))
            except VoicekitError:
                found.append((brand, brand))
        return found

    def guideline(self, brand: str) -> Guideline:
        """The compiled guideline of a brand, looked at again after FRESH seconds."""
        now = time.monotonic()
        with self._lock:
            held = self._guidelines.get(brand)
            if held and now - held[0] < FRESH:
                return held[1]
            opened = service.open_guideline(self.settings, brand)
            self._guidelines[brand] = (now, opened)
            return opened

    def channels(self, brand: str, ui: str) -> list[tuple[str, str]]:
        """Names and ids of a brand's channels; none where its guideline cannot be opened."""
        try:
            known = dict(self.guideline(brand).channels)
        except VoicekitError:
            known = {}
        names = [(channel.title or name, name) for name, channel in known.items() if name != "default"]
        return [*names, (say("channel_default", ui), "default")]

    def names(self, ui: str) -> list[tuple[str, str]]:
        """Titles and names of the samples, and the person's own text, whose name is empty."""
        return [
            *((_title(name, found[0]), name) for name, found in self.samples.items()),
            (say("own", ui), ""),
        ]

    def first_sample(self, ui: str) -> str:
        """The sample to start with: one in the page's language, else any; empty where there is none."""
        own = [name for name, (said, _) in self.samples.items() if (said.locale or name).startswith(ui)]
        return next(iter([*own, *self.samples]), "")

    def sample(self, name: str, ui: str, brand: str = "") -> Sample:
        """The fields of a sample; empty ones for the person's own text."""
        found = self.samples.get(name)
        if found is None:
            return Sample("", "", brand or self.settings.brand, "default", "")
        conversation, draft = found
        chosen = conversation.brand or brand or self.settings.brand
        if chosen not in service.brands(self.settings):
            chosen = self.settings.brand
        known = {channel for _, channel in self.channels(chosen, ui)}
        channel = conversation.channel if conversation.channel in known else "default"
        return Sample(
            thread.thread_text(conversation.turns, ui),
            plain(draft.text) if draft else "",
            chosen,
            channel or "default",
            conversation.visibility or "",
        )

    def typed(self, text: str | None) -> bool:
        """True for a draft a person wrote: not blank, and no sample's as it came."""
        drafts = (plain(draft.text) for _, draft in self.samples.values() if draft)
        return bool((text or "").strip()) and plain(text) not in drafts

    def kept(self, name: str, ui: str) -> str:
        """One line of HTML: the sample's conversation was loaded, the reply is the person's still."""
        title = {value: title for title, value in self.names(ui)}.get(name, name)
        return f'<p class="vk-known vk-kept">{view.esc(say("kept", ui, name=title))}</p>'

    def known(self, name: str, said: str, ui: str) -> str:
        """One line of HTML: what a sample tells besides its words, as long as its thread stands on the page."""
        found = self.samples.get(name)
        if found is None or len(said) > MAX_TEXT:
            return ""
        context = thread.conversation_of(said, None, None, "", found[0]).context
        line = thread.context_line(context, ui)
        return f'<p class="vk-known">{view.esc(line)}</p>' if line else ""

    def check(
        self, ui: str, sample: str, brand: str, channel: str, visibility: str, said: str, text: str
    ) -> Seen:
        """Check the draft on the page. Whatever goes wrong, the answer is words for a person."""
        text, said = plain(text), plain(said)
        seen = self._check(ui, sample, brand, channel, visibility, said, text)
        try:
            return seen._replace(known=self.known(sample, said, ui))
        except Exception as error:  # as below
            log_failure("known", error)
            return seen

    def read(
        self, ui: str, sample: str, brand: str, channel: str, visibility: str, said: str, text: str
    ) -> str:
        """Check the draft with grammar and spelling, after a pause in typing: the HTML that `page.js` puts in place.

        No two answers are alike, so that the browser sees each of them.
        """
        text, said = plain(text), plain(said)
        seen = self._check(ui, sample, brand, channel, visibility, said, text, grammar=True)
        return view.reading(seen.verdict, seen.panel, next(self._readings))

    def case(
        self, sample: str, brand: str, channel: str, visibility: str, said: str, text: str
    ) -> tuple[Conversation, Draft]:
        """The conversation and the draft that the fields of the page hold, with what the sample tells besides."""
        found = self.samples.get(sample)
        conversation = thread.conversation_of(
            said,
            channel or None,
            cast(Visibility, visibility) if visibility in ("public", "private") else None,
            brand,
            found[0] if found else None,
        )
        if not (found and found[1] and plain(found[1].text) == text):
            # Another reply than the sample's may be in another language: it speaks for itself.
            conversation = conversation._replace(locale=None)
        draft = Draft(text)
        if found and found[1] is not None and conversation.id:
            draft = found[1]._replace(text=text)
        return conversation, draft

    def _before(
        self, guideline: Guideline, conversation: Conversation, draft: Draft, ui: str, said: str
    ) -> Seen:
        """What there is to see before a word of the reply is written: the customer's side and the policy."""
        reading = service.read_thread(guideline, conversation, draft, ui=ui)
        thread_html = thread_section(
            conversation.turns, reading.triage, reading.escalation, reading.incident, ui
        )
        verdict = view.empty_verdict(ui) + handover(reading.escalation, ui)
        return Seen(verdict, view.bare_panel(draft.text, ui, said, thread_html))

    def _check(
        self,
        ui: str,
        sample: str,
        brand: str,
        channel: str,
        visibility: str,
        said: str,
        text: str,
        grammar: bool = False,
    ) -> Seen:
        try:
            for part in (text, said):
                if len(part) > MAX_TEXT:
                    return Seen(view.too_long_verdict(len(part), ui), view.bare_panel(text, ui, said))
            conversation, draft = self.case(sample, brand, channel, visibility, said, text)
            guideline = self.guideline(brand)
            if not text.strip():
                return self._before(guideline, conversation, draft, ui, said)
            report = service.check_reply(guideline, conversation, draft, ui=ui)
            if grammar and self.grammar is not None:
                report = service.with_grammar(report, self.grammar, guideline, conversation, draft, ui=ui)
            verdict = view.verdict(report, ui, guideline.revise_at) + handover(report.escalation, ui)
            thread_html = thread_section(
                conversation.turns, report.triage, report.escalation, report.incident, ui
            )
            return Seen(verdict, view.panel(report, text, ui, guideline.title, said, thread_html))
        except InputError as error:
            return Seen(view.failed_verdict(ui, str(error)), view.bare_panel(text, ui, said))
        except VoicekitError as error:
            log.error("check failed: %s", error)
            first = str(error).split("\n", 1)[0]
            return Seen(view.failed_verdict(ui, first), view.bare_panel(text, ui, said))
        except Exception as error:  # the page outlives any fault below it
            log_failure("check", error)
            return Seen(view.failed_verdict(ui), view.bare_panel(text, ui, said))
