"""Checks on links: shortened ones that say nothing, and media without a label.

Nothing here opens a link or looks a name up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
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
    r"(?:youtu\.be/|youtube\.com/(?:watch|shorts|live|playlist)|vimeo\.com/\d|dailymotion\.com/video|soundcloud\.com/"
    r"|open\.spotify\.com/|tiktok\.com/@[\w.]+/video|instagram\.com/(?:reel|tv)/|fb\.watch/|facebook\.com/watch"
    r"|vk\.com/(?:video|clip)|vkvideo\.ru/|rutube\.ru/video|twitch\.tv/videos|giphy\.com/|tenor\.com/|imgur\.com/"
    r"|\.(?:mp4|m4v|mov|webm|mp3|wav|ogg|m4a|flac|jpe?g|png|gif|webp|heic|avif)(?:[?#]|$))",
    re.IGNORECASE,
)
_LABEL = lazy(
    r"video|vidéo|видео|ролик|audio|аудио|podcast|подкаст|photo|foto|фото|image|screenshot|скриншот|картинк|снимок"
    r"|\b(?:pics?|pictures?|gif|clips?|films?|watch|listen|song|bild(?:er)?|anleitung|aufnahme|hör\w*|écoute[rz]?|regarde[rz]?"
    r"|(?:по)?смотрите|(?:по)?слушайте|запись|гиф\w*|ảnh|hình|nghe|xem)\b",
    re.IGNORECASE,
)
_NEAR = 160
"""How far from a link, in code points, words are still taken to be about it."""
_WORDS_BEFORE = lazy(r"[^\W\d_]{2,}[^.!?\n]{0,80}$")


def bare_short_link(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A shortened link with no words before it in its line, so that nobody can tell where it leads."""
    for mask in document.masked("url"):
        if _SHORT.match(document.text, mask.start):
            line_start = max(document.text.rfind("\n", 0, mask.start) + 1, mask.start - _NEAR)
            if not _WORDS_BEFORE.search(document.text[line_start : mask.start]):
                yield Raw(Span(mask.start, mask.end))


def media_label(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A link to a picture, video or sound in a sentence that does not say so."""
    for mask in document.masked("url"):
        if _MEDIA.search(document.text[mask.start : mask.end]):
            start, end = document.sentence_at(mask.start)
            before = document.unmasked[max(0, start - 60, mask.start - _NEAR) : mask.start]
            around = f"{before} {document.unmasked[mask.end : min(end, mask.end + _NEAR)]}"
            if not _LABEL.search(around):
                yield Raw(Span(mask.start, mask.end))
