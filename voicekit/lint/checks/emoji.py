"""Checks on emoji, counted as a person sees them (one cluster, one emoji).

None of them judges which emoji is nice; only what a screen reader or a small screen makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.masks import Mask
from voicekit.types import Draft, Edit, Span

_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
_BARE = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def count(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """More emoji than the channel, or else the rule's limit, allows; the mend takes out those beyond it."""
    found = document.masked("emoji")
    channel_limit = context.channel.max_emoji
    limit = channel_limit if channel_limit is not None else int(rule.limit or 0)
    if len(found) > limit:
        extra = found[limit:]
        fields = {"limit": str(limit)}
        edits = tuple(_without(document.text, mask) for mask in extra)
        yield Raw(Span(extra[0].start, extra[0].end), value=len(found), edits=(edits,), fields=fields)


def run(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """More than `limit` emoji in a row, whatever they are."""
    limit = int(rule.limit or 3)
    for group in _runs(document):
        if len(group) > limit:
            yield Raw(Span(group[0].start, group[-1].end), value=len(group))


def repeat(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """The same emoji several times in a row; the mend keeps one."""
    for group in _runs(document):
        start = 0
        for index in range(1, len(group) + 1):
            if index < len(group) and _same(document, group[index], group[start]):
                continue
            if index - start > 1:
                span = Span(group[start].start, group[index - 1].end)
                keep = document.text[group[start].start : group[start].end]
                yield Raw(span, value=index - start, edits=((Edit(span, keep),),), fields={"first": keep})
            start = index


def place(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """An emoji inside a sentence (words follow it in the same line and sentence) or as a bullet at a line's start."""
    text = document.text
    for mask in document.masked("emoji"):
        line_start = text.rfind("\n", 0, mask.start) + 1
        before, after = text[line_start : mask.start].strip(), text[mask.end :].partition("\n")[0].strip()
        if not after or not after[0].isalnum():
            continue
        bullet = not before and ("\n" in text)
        inside = before and before[-1] not in ".!?…:" and after[0].islower()
        if bullet or inside:
            yield Raw(Span(mask.start, mask.end))


def skin_tone(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """An emoji with a skin tone; the mend leaves the tone out."""
    for mask in document.masked("emoji"):
        cluster = document.text[mask.start : mask.end]
        plain = _TONE.sub("", cluster)
        if plain != cluster:
            span = Span(mask.start, mask.end)
            yield Raw(span, edits=((Edit(span, plain),),), fields={"replacement": plain})


def _runs(document: Document) -> list[list[Mask]]:
    """Emoji that stand together, with nothing but blanks between them."""
    groups: list[list[Mask]] = []
    for mask in document.masked("emoji"):
        if groups and not document.text[groups[-1][-1].end : mask.start].strip(" "):
            groups[-1].append(mask)
        else:
            groups.append([mask])
    return groups


def _same(document: Document, one: Mask, other: Mask) -> bool:
    text = document.text
    return _BARE.sub("", text[one.start : one.end]) == _BARE.sub("", text[other.start : other.end])


def _without(text: str, mask: Mask) -> Edit:
    start = mask.start
    while start > 0 and text[start - 1] == " ":
        start -= 1
    return Edit(Span(start, mask.end), "")
