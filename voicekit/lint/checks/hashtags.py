"""Checks on hashtags: can they be read aloud, how many are there, where do they stand.

Scripts without capitals are left alone; a hashtag that cannot be cut with certainty gets no mend.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.segment import segment, words
from voicekit.types import Draft, Edit, Span

_LONG = 16
"""Letters from which a hashtag in one case is taken for several words, though the list knows none of them."""
_SHORTEST = 4
"""Letters the longest word of a cut must have at least: "toon" is not "to on"."""
# Words of hashtags that the list does not have, and words that are written as one though they look like two.
_TAG_WORDS = frozenset(
    """backpack backpacker backpacking backyard basecamp boots bushcraft campfire camping campsite carryon checkout
    daypack daytrip download downhill downstairs dropbox firewood fitness flashlight footprint footstep footwear
    friendship fundraiser guidebook handmade hardshell headlamp headphone headphones highland highlands hiking
    hillside homemade hometown housekeeping iceland kayak kayaking keyboard lakeside landscape lifestyle
    lighthouse lockdown lookbook moonlight mountainbike newsletter nightlife notebook offline online outback
    overland overnight padlock paddleboard playlist rainbow raincoat rainfall rainwear rooftop rucksack screenshot
    seaside skincare skiwear smartphone smartwatch snowboard snowboarding snowfall snowshoe snowshoes softshell
    startup staycation stopover storytelling streetwear sunglasses sunlight sunrise sunscreen sunshine sustainable
    teamwork thunderstorm timelapse trailhead trekking upcycling upgrade upload upstairs vibes wanderlust
    waterfall waterproof webcam wellness wildlife windproof woodland workshop""".split()
)
# German writes compounds as one word, rightly: only these show that a hashtag is a phrase.
_GERMAN_SMALL = frozenset(
    """alle allen alles das dein deine dem den der des die ein eine einen euch für gegen gute guten heute ich ihr
    immer ist mehr mein meine mich mit nicht nie noch ohne schöne sind und uns unser unsere viel von vor wir zum
    zur""".split()
)


def case(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Hashtags of several words without inner capitals; the mend gives each word its capital.

    The draft's own words are known: a name it spells out may be part of its hashtags.
    """
    known = _TAG_WORDS.union(token for token in document.tokens if len(token) > 3 and token.isalpha())
    cuts: dict[str, list[str] | None] = {}
    for mask in document.masked("hashtag"):
        body = document.text[mask.start + 1 : mask.end]
        if (
            not body.isalpha()
            or not (body.islower() or body.isupper() or body[1:].islower())
            or body.upper() == body.lower()
        ):
            continue
        low = body.casefold()
        if low not in cuts:
            cuts[low] = segment(low, document.language, known)
            if cuts[low] is None and document.language != "en":
                cuts[low] = segment(low, "en", _TAG_WORDS)
        pieces = cuts[low]
        span = Span(mask.start, mask.end)
        if pieces is not None and "".join(pieces) == low and _several(pieces, document.language):
            better = "#" + "".join(piece[0].upper() + piece[1:] for piece in pieces)
            yield Raw(span, edits=((Edit(span, better),),), fields={"replacement": better})
        elif pieces is None and len(body) >= _LONG and document.language != "de":
            # German writes long words as one, so length alone says nothing there.
            yield Raw(span)


def _several(pieces: list[str], language: str) -> bool:
    """Whether a cut is to be believed: few hashtags hold words of one or two letters, and none is made of them."""
    least = 2 if language == "en" else 3
    if (
        len(pieces) < 2
        or max(map(len, pieces)) < _SHORTEST
        or min(map(len, pieces)) < least
        or "hui" in pieces
    ):
        return False
    if language == "de":
        return any(piece in _GERMAN_SMALL for piece in pieces) or all(
            piece in _TAG_WORDS or piece in words("en") for piece in pieces
        )
    return True


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
