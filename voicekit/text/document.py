"""One reading of one text: masks, folded views, paragraphs, sentences, words, each made once and only when asked for.

It says where things stand and never whether they are good.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from voicekit.errors import InputError
from voicekit.text import sentences as cut
from voicekit.text.fold import Folded, fold
from voicekit.text.masks import Mask, cover, find_masks, remove
from voicekit.text.once import once
from voicekit.types import MAX_TEXT, Span

_TOKEN = re.compile(r"\w+")


def refuse_long(text: str, what: str) -> None:
    """Raise InputError where `text` is longer than MAX_TEXT code points; `what` names it to the person."""
    if len(text) > MAX_TEXT:
        raise InputError(
            f"{what} is {len(text):,} characters long; voicekit reads up to {MAX_TEXT:,}: split it and check the parts"
        )


class Document:
    """A text of at most MAX_TEXT code points with everything the rules ask of it.

    `text` is the original; every span anywhere is in its code points. `language` is an ISO 639-1 code or ""; it may
    be set after the fact, as long as no sentence has been asked for. `prose` is the folded text with masks and quotes
    covered, which lexical rules read; `tokens` are its runs of word characters, the keys of the rule index. In
    `unmasked` every masked code point is a HOLE and quotes stand as they are. `scratch` is room for what one reader
    found and others ask for again.
    Raises InputError on a longer text.
    """

    def __init__(self, text: str, language: str = "") -> None:
        refuse_long(text, "the draft")
        self.text = text
        self.language = language
        self.masks, self.quotes = find_masks(text)
        self.unmasked = cover(text, self.masks)
        self._covered = cover(self.unmasked, self.quotes)
        # Every reply needs these, and so they are made at once.
        self.prose = fold(self._covered)
        self._sentence_texts: dict[int, str] = {}
        self.scratch: dict[str, Any] = {}
        self.tokens: list[str] = _TOKEN.findall(self.prose.text)

    @once
    def prose_cased(self) -> Folded:
        """As `prose`, with its capitals, for rules that tell them apart."""
        return fold(self._covered, casefold=False)

    @once
    def whole(self) -> Folded:
        """Folded text with nothing covered, for rules with `scope: text`."""
        return fold(self.text) if self.masks or self.quotes else self.prose

    @once
    def whole_cased(self) -> Folded:
        """As `whole`, with its capitals."""
        return fold(self.text, casefold=False) if self.masks or self.quotes else self.prose_cased

    def view(self, scope: str, ignorecase: bool) -> Folded:
        """The folded text a rule of this scope and case reads."""
        if scope == "text":
            return self.whole if ignorecase else self.whole_cased
        return self.prose if ignorecase else self.prose_cased

    @once
    def whole_tokens(self) -> list[str]:
        """Runs of word characters of `whole`."""
        return self.tokens if self.whole is self.prose else _TOKEN.findall(self.whole.text)

    @once
    def paragraphs(self) -> list[Span]:
        """Spans between blank lines."""
        return cut.paragraphs(self.text)

    @once
    def sentences(self) -> list[Span]:
        """Spans of the sentences; masks that hold full stops (links, ids) do not cut them."""
        return cut.sentences(self.unmasked, self.language)

    @once
    def sentence_words(self) -> list[list[str]]:
        """The words of each sentence, hard masks left out, quotes kept."""
        text, language = self.unmasked, self.language
        return [cut.words(text, start, end, language) for start, end in self.sentences]

    @once
    def clean(self) -> str:
        """The text without links, mails, handles, hashtags, emoji, code and ids: what readability is counted on."""
        return remove(self.text, self.masks)

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds `position`, or the nearest one before it; the whole text where there is none."""
        return self.sentences[self._number_at(position)] if self.sentences else Span(0, len(self.text))

    def sentence_text(self, position: int) -> str:
        """The text of `sentence_at(position)`; the same string for every place of one sentence."""
        number = self._number_at(position) if self.sentences else 0
        known = self._sentence_texts.get(number)
        if known is None:
            start, end = self.sentence_at(position)
            known = self._sentence_texts[number] = self.text[start:end]
        return known

    def _number_at(self, position: int) -> int:
        return max(0, bisect_right(self.sentences, (position, len(self.text))) - 1)

    def masked(self, kind: str) -> list[Mask]:
        """The masks of one kind, in order."""
        return [mask for mask in self.masks if mask.kind == kind]
