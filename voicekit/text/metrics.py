"""Gathers the figures of a document: counts, readability by language, and what social text is made of.

A figure that cannot be trusted is given with its reason instead of a value.
"""

from __future__ import annotations

from voicekit.text.document import Document
from voicekit.text.readability import count_words, scores
from voicekit.types import Metric


def measure(document: Document) -> tuple[Metric, ...]:
    """Every figure of `document`, in the order a person reads them: counts, readability, then signs and parts."""
    counts = count_words(document.sentence_words, document.language)
    kinds = [mask.kind for mask in document.masks] if document.masks else []
    return (
        *scores(counts, document.language),
        Metric("paragraphs", len(document.paragraphs)),
        Metric("questions", document.text.count("?")),
        Metric("emoji", kinds.count("emoji")),
        Metric("hashtags", kinds.count("hashtag")),
        Metric("mentions", kinds.count("handle")),
        Metric("links", kinds.count("url")),
    )


def scored(metrics: tuple[Metric, ...]) -> dict[str, float]:
    """The figures that have a value, by name."""
    return {name: value for name, value, _ in metrics if value is not None}
