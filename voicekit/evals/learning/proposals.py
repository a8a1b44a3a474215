"""Proposals from what many replies show: form of address, limits of channels, readability, person, closing words.

It must never propose what too few replies show or what they do not agree on; it says how many there were instead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from math import ceil, floor
from typing import Literal, NamedTuple, TypeVar

from voicekit.evals.learning.replies import PLACEHOLDER, Seen, formula_of
from voicekit.text.entities.name_words import CLOSING, lists
from voicekit.text.language import stop_words
from voicekit.text.segment import spelt, words

LEAST = 20
"""Replies that a proposal takes."""
AGREEMENT = 0.9
"""Share of them that have to agree."""
_LOW, _HIGH = 0.05, 0.95
_CLOSING_WORDS = 5
_LAST_LINES = 3
_VI_CLOSING = frozenset("trân trọng thân mến kính chào cảm ơn bạn anh chị quý khách".split())

State = Literal["proposed", "too few", "split"]
Kind = Literal[
    "address", "length", "emoji", "hashtags", "readability", "person", "sign_off", "term", "capitals", "keep",
    "template",
]  # fmt: skip
T = TypeVar("T", bound=Hashable)


class Proposal(NamedTuple):
    """One proposal, or why there is none. `channel` and `language` are "" where it holds for all.

    `n` replies speak of the matter and `share` of them agree with `value`. `other` are the variants that `value` should
    replace, each with its replies; `low` is the other end of a band.
    """

    kind: Kind
    channel: str
    language: str
    value: str | int
    n: int
    share: float
    state: State
    low: float | None = None
    other: tuple[tuple[str, int], ...] = ()


def state_of(n: int, share: float) -> State:
    """Whether `n` replies of which `share` agree are enough."""
    return "too few" if n < LEAST else "proposed" if share >= AGREEMENT else "split"


def propose(seen: Sequence[Seen]) -> list[Proposal]:
    """What the figures of all replies propose, in a fixed order."""
    return [*_addresses(seen), *_limits(seen), *_bands(seen), *_person(seen), *_sign_offs(seen)]


def _grouped(seen: Iterable[Seen], key: Callable[[Seen], T]) -> dict[T, list[Seen]]:
    groups: dict[T, list[Seen]] = defaultdict(list)
    for one in seen:
        groups[key(one)].append(one)
    return dict(sorted(groups.items(), key=lambda item: str(item[0])))


def _addresses(seen: Sequence[Seen]) -> Iterator[Proposal]:
    shown = [one for one in seen if one.form is not None]
    for language, ours in _grouped(shown, lambda one: one.language).items():
        yield _form(ours, "", language)
        for channel, there in _grouped(ours, lambda one: one.channel).items():
            if channel:
                yield _form(there, channel, language)


def _form(seen: Sequence[Seen], channel: str, language: str) -> Proposal:
    (form, most), *_ = Counter(str(one.form) for one in seen).most_common(1)
    share = most / len(seen)
    return Proposal("address", channel, language, form, len(seen), share, state_of(len(seen), share))


def _limits(seen: Sequence[Seen]) -> Iterator[Proposal]:
    for channel, there in _grouped(seen, lambda one: one.channel).items():
        lengths = [one.length for one in there]
        low = float(_round(percentile(lengths, _LOW), floor))
        yield _limit("length", channel, lengths, _round(percentile(lengths, _HIGH), ceil), low)
        for kind, counts in (
            ("emoji", [one.emoji for one in there]),
            ("hashtags", [one.hashtags for one in there]),
        ):
            yield _limit(
                "emoji" if kind == "emoji" else "hashtags",
                channel,
                counts,
                int(percentile(counts, _HIGH)),
                None,
            )


def _limit(kind: Kind, channel: str, values: Sequence[int], most: int, low: float | None) -> Proposal:
    share = sum(value <= most for value in values) / len(values)
    return Proposal(kind, channel, "", most, len(values), share, state_of(len(values), share), low)


def _bands(seen: Sequence[Seen]) -> Iterator[Proposal]:
    for language, ours in _grouped(seen, lambda one: one.language).items():
        figures = [one.figure for one in ours if one.figure is not None]
        if not figures:
            yield Proposal("readability", "", language, formula_of(language), 0, 0.0, "too few")
            continue
        easy = formula_of(language) == "flesch_reading_ease"
        edge = floor(percentile(figures, _LOW)) if easy else ceil(percentile(figures, _HIGH))
        kept = sum(value >= edge if easy else value <= edge for value in figures)
        share = kept / len(figures)
        state = state_of(len(figures), share)
        yield Proposal(
            "readability", "", language, formula_of(language), len(figures), share, state, float(edge)
        )


def _person(seen: Sequence[Seen]) -> Iterator[Proposal]:
    spoken = [one for one in seen if one.me or one.we]
    if not spoken:
        return
    mine = sum(one.me for one in spoken)
    share = max(mine, len(spoken) - mine) / len(spoken)
    value = "I" if 2 * mine >= len(spoken) else "we"
    yield Proposal("person", "", "", value, len(spoken), share, state_of(len(spoken), share))


def _sign_offs(seen: Sequence[Seen]) -> Iterator[Proposal]:
    for language, ours in _grouped(seen, lambda one: one.language).items():
        found = [
            (closing.casefold(), closing) for one in ours if (closing := closing_of(one.lines, language))
        ]
        if not found:
            continue
        counts = Counter(key for key, _ in found)
        for key, count in counts.most_common(2):
            written = Counter(text for low, text in found if low == key).most_common(1)[0][0]
            # Several may stand beside each other, so that none has to be what nearly all say.
            if count >= LEAST:
                yield Proposal("sign_off", "", language, written, count, count / len(found), "proposed")
        if len(found) < LEAST:
            yield Proposal("sign_off", "", language, "", len(found), 1.0, "too few")


def closing_of(lines: Sequence[str], language: str) -> str:
    """The closing words of a redacted reply, without name and marks; "" where none of its last lines is one.

    Only words that everybody uses are taken: a name that redaction has not known is not among them.
    """
    for line in lines[-_LAST_LINES:]:
        bare = PLACEHOLDER.sub(" ", line).strip(" ,.!-–—")
        low = bare.casefold().split()
        if (
            low
            and len(low) <= _CLOSING_WORDS
            and not CLOSING.isdisjoint(low)
            and all(is_common(word, language) for word in low)
        ):
            return bare
    return ""


def is_common(word: str, language: str) -> bool:
    """Whether a casefolded word is one of the language's, and no name."""
    known = lists()
    if word in CLOSING or word in stop_words(language) or (language == "vi" and word in _VI_CLOSING):
        return True
    if word in known.given or word in known.unsure or word in known.family:
        return False
    return word in words(language) or word in spelt(language)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of `values` (not empty) that at least `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _round(value: float, to: Callable[[float], int]) -> int:
    step = 10 if value < 200 else 50 if value < 1000 else 100
    return int(to(value / step) * step)
