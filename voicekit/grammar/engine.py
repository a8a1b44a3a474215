"""What every grammar engine is to the house: a question in, slips out, or Unavailable with one line that says why.

A reason must never hold a word of the text, nor an engine's own error message: that may quote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from voicekit.text.language import region_of
from voicekit.types import Span


class Question(NamedTuple):
    """A text, its language as a tag (`en`, `en-GB`) and the spans (code points) that nobody is blamed for."""

    text: str
    tag: str
    exempt: tuple[Span, ...] = ()

    @property
    def language(self) -> str:
        """The tag without its region."""
        return self.tag.partition("-")[0]

    @property
    def region(self) -> str:
        """The tag's region in capitals; empty where nobody said one."""
        return self.tag.partition("-")[2]


class Slip(NamedTuple):
    """One thing an engine objects to, in code points. An empty `message` is said in our own words."""

    start: int
    end: int
    rule: str
    message: str
    replacements: tuple[str, ...]
    spelling: bool


class Unavailable(Exception):
    """No answer: the engine is not here (`absent`), does not work now (`down`) or cannot read this (`unsupported`)."""

    def __init__(self, state: Literal["absent", "down", "unsupported"], reason: str) -> None:
        self.state: Literal["absent", "down", "unsupported"] = state
        self.reason = reason
        super().__init__(reason)


class Engine(Protocol):
    """One way to read a text. It is only ever called from one thread."""

    name: str
    title: str
    url: str

    def load(self) -> None:
        """Make ready; a second call does nothing. Raises Unavailable."""

    def read(self, question: Question, deadline: float) -> Sequence[Slip]:
        """The slips of a text; `deadline` is a time of `time.monotonic`. Raises Unavailable."""


def language_tag(language: str, locale: str | None) -> str:
    """`language` with the region of `locale` where that is a locale of the same language: `en`, `en-GB`."""
    known = (locale or "").replace("_", "-").partition("-")[0]
    region = region_of(locale)
    return f"{language}-{region.upper()}" if region and known.casefold() == language else language


def overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    """True where [start, end) shares a place with one of `spans`."""
    return any(start < span.end and span.start < end for span in spans)
