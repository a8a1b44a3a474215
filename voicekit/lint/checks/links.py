"""Checks on links: shortened ones that say nothing, and media without a label.

Nothing here opens a link or looks a name up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Draft, Span

_SHORT = lazy(
    r"(?:https?://)?(?:www\.)?(?:bit\.ly|buff\.ly|clck\.ru|cutt\.ly|goo\.gl|is\.gd|lnkd\.in|ow\.ly|rb\.gy|rebrand\.ly"
    r"|shorturl\.at|t\.co|t\.ly|tiny\.cc|tinyurl\.com|v\.gd|vk\.cc)/\S+",
    re.IGNORECASE,
)
_MEDIA = lazy(
    r"(?:youtu\.be/|youtube\.com/(?:watch|shorts)|vimeo\.com/\d|soundcloud\.com/|rutube\.ru/video"
    r"|\.(?:mp4|mov|webm|mp3|wav|ogg|m4a|jpe?g|png|gif|webp)(?:[?#]|$))",
    re.IGNORECASE,
)
_LABEL = lazy(
    r"\b(?:pic|photo|image|video|audio|podcast|gif|watch|listen|screenshot|foto|bild|film|anleitung|vidéo|écoute[rz]?|regarde[rz]?"
    r"|видео|фото|аудио|ролик\w{0,3}|ảnh|hình|nghe|xem)\b",
    re.IGNORECASE,
)
_WORDS_BEFORE = lazy(r"[^\W\d_]{2,}[^.!?\n]{0,80}$")


def bare_short_link(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A shortened link with no words before it in its line, so that nobody can tell where it leads."""
    for mask in document.masked("url"):
        if _SHORT.match(document.text, mask.start):
            line_start = document.text.rfind("\n", 0, mask.start) + 1
            if not _WORDS_BEFORE.search(document.text[line_start : mask.start]):
                yield Raw(Span(mask.start, mask.end))


def media_label(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A link to a picture, video or sound in a sentence that does not say so."""
    for mask in document.masked("url"):
        if _MEDIA.search(document.text[mask.start : mask.end]):
            start, end = document.sentence_at(mask.start)
            around = (
                document.text[max(0, start - 60) : mask.start]
                + " "
                + document.text[mask.end : max(end, mask.end)]
            )
            if not _LABEL.search(around):
                yield Raw(Span(mask.start, mask.end))
