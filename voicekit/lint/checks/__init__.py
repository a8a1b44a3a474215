"""The checks YAML cannot say, each a function `(document, rule, context, draft) -> raw findings`, by name.

A check looks at one thing and gives places and figures; words, severity and conditions stay in its rule's YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks import (
    acronyms,
    address,
    answering,
    attachments,
    bots,
    clocks,
    emoji,
    gender,
    handover,
    hashtags,
    incidents,
    known_data,
    language,
    length,
    letters,
    links,
    names,
    numerals,
    private,
    promises,
    questions,
    routes,
    salutation,
    templates,
)
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Draft

Check = Callable[[Document, Rule, Context, Draft], Iterable[Raw]]
Need = Literal["", "emoji", "hashtag", "url", "attachment", "unusual", "digit", "thread"]
"""What must be there for a check to have anything to say: a mask, something attached, non-ASCII, a digit, turns."""

CHECKS: Mapping[str, tuple[Check, Need]] = {
    "address_mixed": (address.mixed, ""),
    "address_wanted": (address.wanted, ""),
    "hashtag_case": (hashtags.case, "hashtag"),
    "hashtag_place": (hashtags.place, "hashtag"),
    "hashtag_count": (hashtags.count, "hashtag"),
    "emoji_count": (emoji.count, "emoji"),
    "emoji_run": (emoji.run, "emoji"),
    "emoji_repeat": (emoji.repeat, "emoji"),
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
    "address_customer": (address.customer, "thread"),
    "address_thread": (address.thread, "thread"),
    "kin_term": (address.kin_term, "thread"),
    "language_mixed": (language.mixed, ""),
    "language_other": (language.other, "thread"),
    "emoji_replaces_word": (emoji.replaces_word, "emoji"),
    "image_of_text": (attachments.image_of_text, "attachment"),
    "flash": (attachments.flash, "attachment"),
    "gender_form": (gender.form, ""),
    "salutation_guess": (salutation.guess, "thread"),
    "personal_data": (private.personal_data, ""),
    "public_id": (private.public_id, "digit"),
    "public_name": (private.public_name, "thread"),
    "acronym": (acronyms.acronym, ""),
    "number_format": (numerals.number_format, "digit"),
    "we_for_i": (answering.we_for_i, ""),
    "echo": (answering.echo, "thread"),
    "incident_wording": (incidents.wording, "thread"),
    "next_step": (answering.next_step, ""),
    "handover": (handover.incomplete, ""),
    "private_route": (routes.private_route, ""),
    "own_route": (routes.own_route, ""),
    "late_reply": (clocks.late_reply, "thread"),
    "promise_forgotten": (promises.promise_forgotten, "thread"),
    "earlier_case": (promises.earlier_case, "thread"),
    "template_unadapted": (templates.unadapted, ""),
    "bot_not_said": (bots.not_said, "thread"),
    "bot_role": (bots.role, ""),
    "wrong_name": (names.wrong_name, "thread"),
    "unanswered_question": (questions.unanswered, "thread"),
    "asks_again": (known_data.asks_again, ""),
    "follow_up_vague": (known_data.follow_up_vague, "thread"),
    "question_budget": (questions.budget, ""),
    "survey_questions": (questions.survey, ""),
    "still_asking": (questions.still_asking, ""),
}


_DIGIT = lazy(r"\d")


def present(document: Document, draft: Draft, context: Context) -> set[str]:
    """The needs that this document, draft and context meet."""
    kinds: set[str] = {mask.kind for mask in document.masks}
    kinds.add("")
    if draft.attachments:
        kinds.add("attachment")
    if not document.text.isascii():
        kinds.add("unusual")
    if _DIGIT.search(document.text):
        kinds.add("digit")
    if context.turns or context.incident:
        kinds.add("thread")
    return kinds
