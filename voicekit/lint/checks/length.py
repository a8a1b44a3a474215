"""Checks on length: sentences, paragraphs, and the whole draft against its channel.

Length is counted on prose: links, handles, emoji and ids never make a sentence long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.letters import UPPER
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.masks import HOLE
from voicekit.text.sentences import words
from voicekit.types import Draft, Span

_UNSAID = lazy(rf"{HOLE}\s*(?=[{UPPER}])|(?<=\w\w)[.!?]+(?=[{UPPER}]\w)|\)\)+\s+")


def sentence(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Sentences of more than `limit` words (in Vietnamese: syllables)."""
    limit = rule.limit or 25
    for span, said in zip(document.sentences, document.sentence_words, strict=True):
        if len(said) > limit:
            for part in _parts(document, span):
                count = len(words(document.unmasked, *part, document.language))
                if count > limit:
                    yield Raw(part, value=count)


def _parts(document: Document, span: Span) -> Iterator[Span]:
    """The span cut where people end a sentence in their own way: emoji before a capital, a mark without blank, ))."""
    start = span.start
    for match in _UNSAID.finditer(document.unmasked, span.start, span.end):
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, span.end)


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
