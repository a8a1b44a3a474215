"""Checks on length: sentences, paragraphs, and the whole draft against its channel.

Length is counted on prose: links, handles, emoji and ids never make a sentence long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft


def sentence(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Sentences of more than `limit` words (in Vietnamese: syllables)."""
    limit = rule.limit or 25
    for span, words in zip(document.sentences, document.sentence_words, strict=True):
        if len(words) > limit:
            yield Raw(span, value=len(words))


def paragraph(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Paragraphs of more than `limit` words."""
    limit = rule.limit or 150
    if sum(map(len, document.sentence_words)) <= limit:
        return
    starts = [start for start, _ in document.sentences]
    for span in document.paragraphs:
        first, last = (bisect_left(starts, edge) for edge in span)
        words = sum(map(len, document.sentence_words[first:last]))
        if words > limit:
            yield Raw(span, value=words)


def channel(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A draft that is longer than its channel carries, in code points."""
    limit = context.channel.max_length
    if limit is not None and len(document.text) > limit:
        yield Raw(None, value=len(document.text), fields={"limit": str(limit)})
