"""The kinds of value a guideline file may hold (names, texts, patterns, languages) and the names a rule may use.

Values only: what keys a file has is said in `schema`; nothing on the warm path may import this (pydantic, 120 ms).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Discriminator, Field, Tag

from voicekit.guideline.patterns import pattern_problem

Language = Literal["en", "de", "fr", "ru", "vi"]
DimensionName = Literal["readable", "inclusive", "voice", "care", "accessible", "private"]
Risk = Literal[
    "self_harm", "safety", "legal", "fraud_privacy", "press", "churn", "repeated", "discrimination", "vulnerable",
    "bereavement", "abuse",
]  # fmt: skip
Intent = Literal["question", "request", "complaint", "praise", "wants_human", "other"]
Must = Literal["person", "time", "no-repeat", "crisis-contact"]
"""Contents a policy may ask of a holding reply; a rule of the pack `escalation` looks for each."""
MustNot = Literal["admission", "help-link", "template", "upsell", "questions", "emoji"]
Kind = Literal[
    "existence", "substitution", "occurrence", "repetition", "consistency", "conditional",
    "capitalization", "metric", "requirement", "check",
]  # fmt: skip
CheckName = Literal[
    "hashtag_case", "hashtag_place", "hashtag_count", "emoji_count", "emoji_run", "emoji_repeat",
    "emoji_skin_tone", "unicode_fonts", "hidden_characters", "ascii_art", "all_caps", "alt_text_missing",
    "alt_text_quality", "captions_missing", "media_label", "bare_short_link", "sentence_length",
    "paragraph_length", "channel_length", "address_mixed", "address_wanted",
    "personal_data", "language_mixed", "language_other", "emoji_replaces_word", "image_of_text", "flash",
    "gender_form", "salutation_guess", "incident_wording", "acronym", "number_format", "we_for_i", "echo", "next_step",
    "address_customer", "address_thread", "kin_term", "public_id", "public_name",
    "handover", "private_route", "own_route", "late_reply", "promise_forgotten", "earlier_case",
    "template_unadapted", "bot_not_said", "bot_role", "wrong_name",
    "unanswered_question", "question_budget", "survey_questions", "still_asking", "asks_again",
    "follow_up_vague",
]  # fmt: skip
Formula = Literal[
    "flesch_reading_ease", "flesch_kincaid_grade", "wiener_sachtextformel", "lix", "words_per_sentence",
    "longest_sentence",
]  # fmt: skip

KINDS: tuple[str, ...] = get_args(Kind)
CHECKS: tuple[str, ...] = get_args(CheckName)
"""Names a rule of kind `check` may ask for; `lint.checks` holds one function for each."""
CHECK_WORDS: dict[str, tuple[str, ...]] = {
    "acronym": ("allow",),
    "we_for_i": ("we", "me"),
    "echo": ("matter",),
    "next_step": ("todo", "time"),
    "handover": ("hand", "stay", "who", "why", "when", "repeat"),
    "private_route": ("ask", "in-case", "message", "mail", "phone"),
    "own_route": ("lead",),
    "late_reply": ("wait",),
    "promise_forgotten": ("promise", "soon", "chase", "taken"),
    "earlier_case": ("told", "others", "taken"),
    "template_unadapted": ("stock",),
    "bot_not_said": ("asks", "says"),
    "bot_role": ("role", "says"),
    "unanswered_question": (
        "void",
        "lead-in",
        "defer",
        "request",
        "time",
        "amount",
        "place",
        "reason",
        "yes",
        "may",
        "pays",
        "money",
        "machine",
    ),
    "question_budget": ("courtesy",),
    "survey_questions": ("courtesy", "feedback"),
    "still_asking": ("wants", "fine"),
    "asks_again": (
        "ask",
        "fine",
        "wrong",
        "order",
        "email",
        "phone",
        "name",
        "address",
        "photo",
        "size",
        "date",
        "product",
        "gave-order",
        "gave-name",
        "gave-address",
        "gave-size",
        "gave-date",
        "gave-product",
    ),
    "follow_up_vague": ("case",),
}
"""The lists of patterns a check reads from its rule's `words`; any other check has none."""
FORMULAS: tuple[str, ...] = get_args(Formula)
"""Names a brand's readability band may be set on."""
METRICS: tuple[str, ...] = (
    "words", "sentences", "letters", "characters", "syllables", "polysyllables", "monosyllables", "long_words",
    "emoji", "hashtags", "questions", "links", "mentions", "paragraphs", *FORMULAS,
)  # fmt: skip
"""Names a metric rule's formula may use."""


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write some text or leave the key out")
    return text


def _pattern(text: str) -> str:
    reason = pattern_problem(text)
    if reason:
        raise ValueError(reason)
    return text


def _match_problem(text: str) -> str:
    return text if text in ("title", "sentence", "lower", "upper") else _pattern(text)


def _context_value(value: Any) -> Any:
    if isinstance(value, str | bool | int | float) or (
        isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    ):
        return value
    raise ValueError("expected text, a number, true or false, or a list of text")


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no day of the calendar") from None
    return text


def _text_or_mapping(value: Any) -> str:
    return "~map" if isinstance(value, dict) else "~text"


def _text_or_list(value: Any) -> str:
    return "~list" if isinstance(value, list) else "~text"


def rule_kind(value: Any) -> str | None:
    """The tag of a rule's kind, from raw data or a model."""
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return f"~{kind}" if isinstance(kind, str) else None


# Tags begin with "~" so that wording.py can tell them from keys in an error's path (`check` is a kind and a key).
Text = Annotated[str, Field(min_length=1), AfterValidator(_filled)]
Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")]
Match = Annotated[str, Field(min_length=1), AfterValidator(_match_problem)]
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$")]
Texts = dict[Language, Text]
LocalText = Annotated[
    Annotated[Text, Tag("~text")] | Annotated[Texts, Field(min_length=1), Tag("~map")],
    Discriminator(_text_or_mapping),
]
TextOrList = Annotated[
    Annotated[Text, Tag("~text")] | Annotated[list[Text], Field(min_length=1), Tag("~list")],
    Discriminator(_text_or_list),
]
ContextValue = Annotated[Any, AfterValidator(_context_value)]
Share = Annotated[int, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]
Version = Literal[1]
IsoDate = Annotated[str, Field(pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]$")]
ReviewBy = Annotated[IsoDate, AfterValidator(_day)]
"""The day by which someone has to look at an entry again; it changes nothing in a report."""
