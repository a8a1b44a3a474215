"""Checks on hashtags: can they be read aloud, how many are there, where do they stand.

Scripts without capitals are left alone; a hashtag that cannot be cut with certainty gets no mend.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.segment import segment
from voicekit.types import Draft, Edit, Span

_LONG = 16
"""Letters from which a hashtag in one case is taken for several words, though the list knows none of them."""


def case(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Hashtags of several words without inner capitals; the mend gives each word its capital."""
    for mask in document.masked("hashtag"):
        body = document.text[mask.start + 1 : mask.end]
        if (
            not body.isalpha()
            or not (body.islower() or body.isupper() or body[1:].islower())
            or body.upper() == body.lower()
        ):
            continue
        pieces = segment(body.casefold(), document.language, _known(document))
        if pieces is None and document.language != "en":
            pieces = segment(body.casefold(), "en")
        span = Span(mask.start, mask.end)
        if (
            pieces is not None
            and len(pieces) > 1
            and "".join(pieces) == body.casefold()
            and min(map(len, pieces)) > 1
        ):
            better = "#" + "".join(piece[0].upper() + piece[1:] for piece in pieces)
            yield Raw(span, edits=((Edit(span, better),),), fields={"replacement": better})
        elif pieces is None and len(body) >= _LONG and document.language != "de":
            # German writes long words as one, so length alone says nothing there.
            yield Raw(span)


def place(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A hashtag with words of the same sentence behind it."""
    for mask in document.masked("hashtag"):
        follow = document.text[mask.end :].lstrip(" ")
        if follow[:1].isalnum() and (follow[0].islower() or follow[0].isdigit()):
            yield Raw(Span(mask.start, mask.end))


def count(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """More hashtags than the channel, or else the rule's limit, allows."""
    found = document.masked("hashtag")
    channel_limit = context.channel.max_hashtags
    limit = channel_limit if channel_limit is not None else int(rule.limit or 0)
    if len(found) > limit:
        yield Raw(Span(found[limit].start, found[limit].end), value=len(found), fields={"limit": str(limit)})


def _known(document: Document) -> frozenset[str]:
    """The draft's own words: a name it spells out may be part of its hashtags."""
    return frozenset(token for token in document.tokens if len(token) > 3 and token.isalpha())
