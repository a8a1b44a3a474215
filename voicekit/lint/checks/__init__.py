"""The checks YAML cannot say, each a function `(document, rule, context, draft) -> raw findings`, by name.

A check looks at one thing and gives places and figures; words, severity and conditions stay in its rule's YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from voicekit.guideline.compiled import Rule
from voicekit.lint.checks import attachments, emoji, hashtags, length, letters, links
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft

Check = Callable[[Document, Rule, Context, Draft], Iterable[Raw]]
CHECKS: Mapping[str, Check] = {
    "hashtag_case": hashtags.case,
    "hashtag_place": hashtags.place,
    "hashtag_count": hashtags.count,
    "emoji_count": emoji.count,
    "emoji_run": emoji.run,
    "emoji_repeat": emoji.repeat,
    "emoji_place": emoji.place,
    "emoji_skin_tone": emoji.skin_tone,
    "unicode_fonts": letters.fonts,
    "hidden_characters": letters.hidden,
    "ascii_art": letters.ascii_art,
    "all_caps": letters.all_caps,
    "alt_text_missing": attachments.alt_text_missing,
    "alt_text_quality": attachments.alt_text_quality,
    "captions_missing": attachments.captions_missing,
    "media_label": links.media_label,
    "bare_short_link": links.bare_short_link,
    "sentence_length": length.sentence,
    "paragraph_length": length.paragraph,
    "channel_length": length.channel,
}
