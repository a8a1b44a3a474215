"""Decides whether a rewrite may be shown beside a draft: same facts, promises, sense, language, form; nothing new.

It is deterministic, comes before any judge, and must never mend a rewrite: it refuses, and names the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from voicekit.guideline.compiled import Guideline
from voicekit.rewrite import guard_facts, guard_order, guard_sense, guard_shape
from voicekit.rewrite.guard_words import reason
from voicekit.text.commitments import Meaning, meaning
from voicekit.text.document import Document
from voicekit.text.facts import Fact, find_facts
from voicekit.text.fold import fold_plain
from voicekit.text.language import region_of
from voicekit.text.phrases import Words, words_of
from voicekit.types import MAX_TEXT, Conversation, Refusal, Report

_CONTEXT_READ = 12
"""Newest turns whose words count as known."""


class Known(NamedTuple):
    """What a rewrite is held against. `look` reports on a text as the answer in the thread; `asked` are the rules whose
    findings it was to mend (None: no matter); `prompt` is what the model was told, none of which may come back.
    """

    guideline: Guideline
    conversation: Conversation
    draft: str
    language: str
    report: Report
    look: Callable[[str], Report]
    ui: str = "en"
    asked: frozenset[str] | None = None
    prompt: str = ""


class Side(NamedTuple):
    """One of the two texts, read once; `folded` is the text as names of products are looked for."""

    text: str
    folded: str
    document: Document
    words: Words
    facts: tuple[Fact, ...]
    meaning: Meaning


class Guard:
    """Holds rewrites against one draft in its thread."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.draft = self.read(known.draft)

    def read(self, text: str) -> Side:
        """`text` in the draft's language, with its facts and what it amounts to."""
        document = Document(text)
        document.language = self.known.language
        voice = self.known.guideline.published
        facts = find_facts(
            document,
            own=voice.own,
            id_patterns=voice.ids,
            authors=self.authors,
            region=region_of(self.known.conversation.locale),
        )
        words = words_of(text, self.known.language)
        return Side(text, fold_plain(text), document, words, facts, meaning(text, self.known.language, words))

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The names of those who write in the thread."""
        turns = self.known.conversation.turns
        return tuple(dict.fromkeys(turn.author for turn in turns if turn.author))

    @cached_property
    def thread(self) -> str:
        """All that was written and is known before the draft."""
        conversation = self.known.conversation
        said = [turn.text for turn in conversation.turns[-_CONTEXT_READ:]]
        return "\n".join((*said, *self.authors, *map(str, conversation.context.values())))

    @cached_property
    def heard(self) -> Meaning:
        """What the thread amounts to."""
        return meaning(self.thread, self.known.language, self.thread_words)

    @cached_property
    def thread_words(self) -> Words:
        """The words of the thread."""
        return words_of(self.thread, self.known.language)

    @cached_property
    def links(self) -> guard_order.Links:
        """What stands around each fact of the draft."""
        return guard_order.links_of(self, self.draft)

    @cached_property
    def orders(self) -> frozenset[tuple[str, ...]]:
        """Runs of words in what the model was told that are neither the draft's nor there to be quoted."""
        if not self.known.prompt:
            return frozenset()
        language = self.known.language
        escalation = self.known.report.escalation
        quotable = [contact.text for contact in escalation.contacts] if escalation else []
        runs = guard_shape.runs_of(words_of(self.known.prompt, language)) - guard_shape.runs_of(
            self.draft.words
        )
        return runs.difference(*(guard_shape.runs_of(words_of(text, language)) for text in quotable))

    def refusals(self, text: str) -> tuple[Refusal, ...]:
        """Why `text` may not be shown; empty where it may."""
        if not text.strip() or len(text) > MAX_TEXT:
            return (self._refusal("too_long" if text.strip() else "empty", "", ""),)
        found: dict[tuple[str, str, str], Refusal] = {}
        for check, draft, rewrite in self._all(text):
            found.setdefault((check, draft, rewrite), self._refusal(check, draft, rewrite))
        return tuple(found.values())

    def harms(self, text: str) -> bool:
        """Whether `text` is worse than the draft, whatever it was asked to mend."""
        return any(one.check != "finding.left" for one in self.refusals(text))

    def _all(self, text: str) -> Iterator[tuple[str, str, str]]:
        side = self.read(text)
        yield from guard_shape.before_reading(self, side)
        yield from guard_facts.compare(self, side)
        yield from guard_sense.compare(self, side)
        yield from guard_order.compare(self, side)
        yield from guard_shape.findings(self, side)

    def _refusal(self, check: str, draft: str, rewrite: str) -> Refusal:
        return Refusal(check, reason(check, draft, rewrite, self.known.ui), draft, rewrite)
