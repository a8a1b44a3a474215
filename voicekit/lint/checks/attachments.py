"""Checks on what hangs on the draft: alternative text and captions.

A thing nobody said (captions unknown) is no finding; only a stated lack is.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import fold_plain
from voicekit.text.lazyre import lazy
from voicekit.text.masks import find_masks
from voicekit.types import Attachment, Draft

_PICTURE_OF = lazy(
    r"(?:an? |the |this |my |our )?(?:image|photo|photograph|picture|pic|screenshot|screen ?shot|graphic|gif|icon)s?"
    r" (?:of|showing|shows)\b"
    r"|(?:ein |das |dieses |eine |die |der |auf dem )?(?:bild|foto|grafik|abbildung|screenshot|bildschirmfoto)"
    r" (?:vom|von|mit|zeigt|des|der|eine[rs]|ist zu sehen|sieht man)\b"
    r"|(?:une? |la |l'|cette |sur (?:la |l'))?(?:image|photo|capture d'écran|illustration)"
    r" (?:de|d'|du|des|montrant|montre)"
    r"|(?:на |это )?(?:изображени[ея]|фото(?:графи[яи])?|картинк[аеи]|скриншот(?:е)?)\b"
    r"|(?:đây là |bức |tấm )?(?:hình|ảnh|hình ảnh)(?: này)? (?:chụp|của|về|minh họa|cho thấy)\b"
)
_FILE_NAME = lazy(
    r"(?<!\w)[\w-]+\.(?:jpe?g|png|gif|webp|heic|svg|avif|mp4|mov|pdf)(?!\w)"
    r"|^(?:img|dsc[fn]?|pxl|screenshot|image|photo|foto|bild|picture|bildschirmfoto|capture d'écran|снимок экрана)"
    r"[-_ ]?\d[\d_ .-]*(?:(?:wa|um|at|à|в)[\d .:-]+)?$"
)
_EMPTY_WORDS = frozenset(
    "image photo picture pic screenshot gif graphic untitled unnamed alt bild foto grafik capture illustration"
    " изображение фото картинка скриншот ảnh hình".split()
)
_WORDS = lazy(r"\w+")
_SHARE = 0.8
"""Part of the words in a picture that alternative text and reply must hold between them."""


def alt_text_missing(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Pictures without alternative text."""
    for attachment in _pictures(draft):
        if not (attachment.alt or "").strip():
            yield Raw(None)


def alt_text_quality(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Alternative text that says "image of" and no more, is or holds a file name, repeats the draft, holds a sign.

    Signs are emoji, hashtags and links: each is read out letter by letter or by its long name.
    """
    reply = _words(document.text)
    for attachment in _pictures(draft):
        alt = (attachment.alt or "").strip()
        low = alt.casefold().replace("’", "'")
        if not alt:
            continue
        masks = find_masks(alt)[0]
        if (
            _PICTURE_OF.match(low)
            or _FILE_NAME.search(low)
            or low in _EMPTY_WORDS
            or _words(alt) == reply
            or any(mask.kind in ("emoji", "hashtag", "url") for mask in masks)
        ):
            yield Raw(None)


def image_of_text(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A picture whose words stand neither in its alternative text nor in the reply; a lone word may be a logo."""
    for attachment in _pictures(draft):
        inside = set(_words(attachment.text))
        if attachment.has_text is False or (len(inside) < 2 and not any(map(str.isdigit, attachment.text))):
            continue
        told = inside.intersection(_words(f"{attachment.alt or ''} {document.text}"))
        if inside and len(told) < _SHARE * len(inside):
            yield Raw(None, value=len(inside - told))


def flash(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A moving picture: whether it flashes or stops by itself only a person can see."""
    for attachment in draft.attachments:
        if attachment.kind == "gif":
            yield Raw(None)


def captions_missing(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A video that is said to have no captions, or a sound file without its words."""
    for attachment in draft.attachments:
        silent = attachment.kind == "audio" and attachment.captions is False and not attachment.text
        if silent or (attachment.kind == "video" and attachment.captions is False):
            yield Raw(None)


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold_plain(text))


def _pictures(draft: Draft) -> list[Attachment]:
    return [attachment for attachment in draft.attachments if attachment.kind in ("image", "gif")]
