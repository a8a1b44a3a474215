"""A check on replies to a known incident: does the draft say what was approved for it today.

It compares words and figures alone; whether the incident is still on is the policy's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.thread_reading import heard
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.language import stop_words
from voicekit.text.plain import plain
from voicekit.types import Draft

_STEM = 5
"""Letters of a word that are compared: what follows is mostly its ending."""
_LEAST = 0.4


def wording(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A draft that takes up less than `limit` (0.4) of what was approved; {first} is the approved wording.

    A figure counts as a word does: the times and amounts of an incident are what people wait for.
    """
    if context.incident is None or not document.text.strip():
        return
    wanted = _keys(tuple(heard(context.incident.wording).folded.tokens), document.language)
    said = _keys(tuple(document.whole_tokens), document.language)
    share = len(wanted & said) / len(wanted) if wanted else 1.0
    if share < (rule.limit or _LEAST):
        yield Raw(None, value=round(share, 2), fields={"first": context.incident.wording})


@lru_cache(maxsize=16)
def _keys(words: Sequence[str], language: str) -> frozenset[str]:
    """Nearly all words count, the short ones too: what was approved is to be said, not only taken up."""
    return frozenset([plain(word)[:_STEM] for word in set(words) - stop_words(language)])
