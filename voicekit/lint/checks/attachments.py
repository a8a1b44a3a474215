"""Checks on what hangs on the draft: alternative text and captions.

A thing nobody said (captions unknown) is no finding; only a stated lack is.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.masks import find_masks
from voicekit.types import Attachment, Draft

_PICTURE_OF = lazy(
    r"(?:an? |the )?(?:image|photo|photograph|picture|screenshot|graphic)s? (?:of|showing|shows)\b"
    r"|(?:ein |das |dieses |eine |die )?(?:bild|foto|grafik|screenshot) (?:vom|von|mit|zeigt|des|der|eine[rs])\b"
    r"|(?:une? |la |l')?(?:image|photo|capture d'écran) (?:de|d'|du|des|montrant)"
    r"|(?:на )?(?:изображени[ея]|фото(?:графия)?|картинк[ае]|скриншот)\b"
    r"|(?:hình|ảnh|hình ảnh|bức ảnh) (?:chụp|của|về)\b"
)
_FILE_NAME = lazy(r"\S+\.(?:jpe?g|png|gif|webp|heic|svg|mp4|mov|pdf)$|(?:img|dsc|screenshot|image)[-_ ]?\d+$")


def alt_text_missing(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Pictures without alternative text."""
    for attachment in _pictures(draft):
        if not (attachment.alt or "").strip():
            yield Raw(None, fields={"first": _name(attachment)})


def alt_text_quality(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Alternative text that says "image of", is a file name, repeats the draft, or holds emoji, hashtags or links."""
    for attachment in _pictures(draft):
        alt = (attachment.alt or "").strip()
        low = alt.casefold().replace("’", "'")
        if not alt:
            continue
        masks = find_masks(alt)[0]
        if (
            _PICTURE_OF.match(low)
            or _FILE_NAME.search(low)
            or low == document.text.strip().casefold()
            or any(mask.kind in ("emoji", "hashtag", "url") for mask in masks)
        ):
            yield Raw(None, fields={"first": alt})


def captions_missing(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A video that is said to have no captions, or a sound file without its words."""
    for attachment in draft.attachments:
        silent = attachment.kind == "audio" and attachment.captions is False and not attachment.text
        if silent or (attachment.kind == "video" and attachment.captions is False):
            yield Raw(None, fields={"first": _name(attachment)})


def _pictures(draft: Draft) -> list[Attachment]:
    return [attachment for attachment in draft.attachments if attachment.kind in ("image", "gif")]


def _name(attachment: Attachment) -> str:
    return attachment.name or attachment.kind
