"""Texts to try as a rule's examples: grown from its own patterns, and plain ones that most rules let pass.

None is an example before the rule was run on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.vale.common import Seed
from voicekit.guideline.vale.samples import samples

NEUTRAL: tuple[str, ...] = (
    "The parcel left today.", "Kim paid.", "Thanks.", "The parcel left today. It comes soon.", "kim paid", "KIM",
    "Kim Paid", "The parcel left today. " * 40, "2", "Kim. Kim has 2 parcels: (one) and 'two'. Are they here?",
)  # fmt: skip
"""What a rule is offered as its `ok`, the plainest first."""
_FRAMES = (
    "Kim saw {} there.",
    "{}",
    "Then {}.",
    "{} is here.",
    "Kim {} today.",
    "2 {} 2",
    "Kim. {} Kim",
    "e{}e",
)
_MOST_PATTERNS = 12


def bad_texts(seed: Seed) -> Iterator[str]:
    """Texts that the rule may speak on, the likeliest first."""
    yield from seed.texts
    if not seed.times:
        yield from NEUTRAL
        return
    made = [list(_made(pattern, seed.times)) for pattern in seed.patterns[:_MOST_PATTERNS]]
    # One of each pattern before a second of any: of a rule with a fix several are kept, and they should differ.
    for turn in range(max(map(len, made), default=0)):
        for frame in _FRAMES:
            yield from (frame.replace("{}", pieces[turn]) for pieces in made if turn < len(pieces))


def _made(pattern: str | tuple[str, str], times: int) -> Iterator[str]:
    """Pieces of text with what `pattern` looks for `times` times; for a pair with both of its sides."""
    if isinstance(pattern, tuple):
        for one in samples(pattern[0])[:3]:
            yield from (f"{one} and {other}" for other in samples(pattern[1])[:3])
        return
    found = samples(pattern)
    if times == 1:
        yield from found
        return
    for one in found[:4]:
        yield from (join.join([one] * times) for join in (" ", ", ", "", ". "))
