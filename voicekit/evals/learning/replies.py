"""One approved reply as proposals need it: its figures from the text as sent, its words from the redacted one.

It must never keep a word of the text as it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from voicekit.guideline.compiled import Rule
from voicekit.lint.checks.wordlists import says
from voicekit.text.address_form import read_address
from voicekit.text.document import Document
from voicekit.text.metrics import measure, scored
from voicekit.text.readability import FORMULAS, MIN_SENTENCES, MIN_WORDS

PLACEHOLDER = re.compile(r"⟦([A-Z_]+?)_[0-9]+(?:_[0-9]+)?⟧")
"""What redaction leaves: its kind is the group."""
_SAME_FORM = {"ihr": "du", "anh": "anh/chị", "chị": "anh/chị", "quý vị": "quý khách"}
"""Forms that a brand does not choose between: how many people are meant, or which of the two it is."""
_HAVE_FORMS = ("de", "fr", "ru", "vi")


class Reply(NamedTuple):
    """One reply: as it was sent, with placeholders for personal data, and where it stands. `channel` may be ""."""

    text: str
    redacted: str
    channel: str
    language: str


class Seen(NamedTuple):
    """What one reply shows. Lengths are code points; `form` and `figure` are None where it shows none.

    `me` and `we`: it speaks so of itself. `sentences` are the redacted ones, in order.
    """

    channel: str
    language: str
    length: int
    emoji: int
    hashtags: int
    form: str | None
    figure: float | None
    me: bool
    we: bool
    sentences: tuple[str, ...]
    lines: tuple[str, ...]


def formula_of(language: str) -> str:
    """The readability figure that a language's band is set on."""
    known = FORMULAS[language]
    return "flesch_reading_ease" if known else "words_per_sentence"


def see(reply: Reply, speaker: Rule | None) -> Seen:
    """What `reply` shows; `speaker` is the rule whose lists say which words are "I" and "we" (None: neither)."""
    language = reply.language
    document = Document(reply.text, language)
    figures = scored(measure(document))
    form = None
    if language in _HAVE_FORMS:
        address = read_address(document)
        if address.form is not None and not address.mixed:
            form = _SAME_FORM.get(address.form, address.form)
    enough = figures.get("words", 0) >= MIN_WORDS and figures.get("sentences", 0) >= MIN_SENTENCES
    return Seen(
        channel=reply.channel,
        language=language,
        length=len(reply.text),
        emoji=int(figures["emoji"]),
        hashtags=int(figures["hashtags"]),
        form=form,
        figure=figures.get(formula_of(language)) if enough else None,
        me=speaker is not None and says(document, speaker, "me"),
        we=speaker is not None and says(document, speaker, "we"),
        sentences=tuple(_sentences(reply.redacted, language)),
        lines=tuple(line.strip() for line in reply.redacted.splitlines() if line.strip()),
    )


def _sentences(text: str, language: str) -> Iterator[str]:
    document = Document(text, language)
    for start, end in document.sentences:
        for part in text[start:end].splitlines():
            if part.strip():
                yield part.strip()
