"""The checks YAML cannot say, each a function `(document, rule, context, draft) -> raw findings`, by name.

A check looks at one thing and gives places and figures; words, severity and conditions stay in its rule's YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from voicekit.guideline.compiled import Rule
from voicekit.lint.checks import address, attachments, emoji, hashtags, length, letters, links, private
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft

Check = Callable[[Document, Rule, Context, Draft], Iterable[Raw]]
Need = Literal["", "emoji", "hashtag", "url", "attachment", "unusual"]
"""What a text must hold for a check to have anything to say: a kind of mask, something attached, or non-ASCII."""

CHECKS: Mapping[str, tuple[Check, Need]] = {
    "address_mixed": (address.mixed, ""),
    "address_wanted": (address.wanted, ""),
    "hashtag_case": (hashtags.case, "hashtag"),
    "hashtag_place": (hashtags.place, "hashtag"),
    "hashtag_count": (hashtags.count, "hashtag"),
    "emoji_count": (emoji.count, "emoji"),
    "emoji_run": (emoji.run, "emoji"),
    "emoji_repeat": (emoji.repeat, "emoji"),
    "emoji_place": (emoji.place, "emoji"),
    "emoji_skin_tone": (emoji.skin_tone, "emoji"),
    "unicode_fonts": (letters.fonts, "unusual"),
    "hidden_characters": (letters.hidden, "unusual"),
    "ascii_art": (letters.ascii_art, ""),
    "all_caps": (letters.all_caps, ""),
    "alt_text_missing": (attachments.alt_text_missing, "attachment"),
    "alt_text_quality": (attachments.alt_text_quality, "attachment"),
    "captions_missing": (attachments.captions_missing, "attachment"),
    "media_label": (links.media_label, "url"),
    "bare_short_link": (links.bare_short_link, "url"),
    "sentence_length": (length.sentence, ""),
    "paragraph_length": (length.paragraph, ""),
    "channel_length": (length.channel, ""),
    "personal_data": (private.personal_data, ""),
}


def present(document: Document, draft: Draft) -> set[str]:
    """The needs that this document and draft meet."""
    kinds: set[str] = {mask.kind for mask in document.masks}
    kinds.add("")
    if draft.attachments:
        kinds.add("attachment")
    if not document.text.isascii():
        kinds.add("unusual")
    return kinds
