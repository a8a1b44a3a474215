"""The check on a reply that hands the case to somebody else: who takes it, what for, by when, and nothing told twice.

A reply whose writer stays with the case hands nothing over, whoever else is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.wordlists import prose, says, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import fold_plain
from voicekit.text.lazyre import lazy
from voicekit.types import Draft

_SLOTS = {
    "en": {"who": "⟨who?⟩", "why": "⟨what for?⟩", "when": "⟨by when?⟩", "repeat": "you need not explain it again"},
    "de": {"who": "⟨wer?⟩", "why": "⟨wozu?⟩", "when": "⟨bis wann?⟩", "repeat": "nichts muss nochmals erklärt werden"},
    "fr": {"who": "⟨qui ?⟩", "why": "⟨pour quoi ?⟩", "when": "⟨quand ?⟩", "repeat": "rien à réexpliquer"},
    "ru": {"who": "⟨кто?⟩", "why": "⟨зачем?⟩", "when": "⟨когда?⟩", "repeat": "повторять ничего не нужно"},
    "vi": {"who": "⟨ai?⟩", "why": "⟨để làm gì?⟩", "when": "⟨khi nào?⟩", "repeat": "không cần kể lại từ đầu"},
}  # fmt: skip
"""What is put into the draft, and so in its language."""
_NAME = lazy(r"(?<=[^.!?:\n] )[A-ZÀ-ÖØ-ÞĐА-ЯЁ][^\W\d_]{2,}")
_NEAR = 160
"""Code points from the words of handing over in which the name stands."""
_SHOWN_IN_PUBLIC = ("who", "when")


def incomplete(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A hand-over without a time, or without a name and one thing more; all that it lacks is named."""
    language = document.language
    hand = wordlist(rule, "hand", language)
    found = hand.search(prose(document)) if hand is not None else None
    if found is None or says(document, rule, "stay"):
        return
    parts = _SHOWN_IN_PUBLIC if context.visibility == "public" else ("who", "why", "when", "repeat")
    lacking = [part for part in parts if not says(document, rule, part)]
    if "who" in lacking and _names_somebody(document, rule, found.start()):
        lacking.remove("who")
    if "when" in lacking or ("who" in lacking and len(lacking) > 1):
        named = ", ".join(_SLOTS[language][part] for part in lacking)
        yield Raw(document.prose.source(*found.span()), value=len(lacking), fields={"first": named})


def _names_somebody(document: Document, rule: Rule, place: int) -> bool:
    """Whether a capitalised word that is no sentence's first stands at the hand-over; every German noun does."""
    if document.language == "de":
        return False
    start = document.prose.source(place, place + 1).start
    keep = rule.body["keep"]
    return any(
        not any(fold_plain(match[0]) in name for name in keep)
        for match in _NAME.finditer(document.unmasked, start, start + _NEAR)
    )
