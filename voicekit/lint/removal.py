"""Takes words or signs out of a text so that what is left still reads: blanks, commas, capitals and full stops mended.

It never decides what should go.
"""

from __future__ import annotations

from voicekit.text.language import stop_words
from voicekit.text.lazyre import lazy
from voicekit.types import Edit, Span

_WORD = lazy(r"\w+")
_MARKS = ".!?…,;:)\n"
_OPENERS = " \n([{«„“\"'’-–—/"
_LEFT_OVER = "\ufe0e\ufe0f"
"""Variation selectors: a pattern may leave the one behind an emoji."""


def without_words(text: str, span: Span) -> Edit:
    """The edit that takes the span out, with the blank and comma that would be left behind."""
    start, end = span
    while end < len(text) and text[end] in " ,":
        end += 1
    if end == len(text) or text[end] in ".!?\r\n":
        while start > 0 and text[start - 1] in " ,":
            start -= 1
        end = span.end
    elif "," in text[span.end : end] and text[:start].rstrip(" ").endswith(","):
        start = len(text[:start].rstrip(" ,"))  # an aside between commas goes with both
        end -= 1
    elif start > 0 and end > span.end and text[start - 1] not in _OPENERS:
        end -= 1  # nothing stood between the word before and what goes: the blank behind it stays
    at_start = start == 0 or text[:start].rstrip(" ")[-1:] in "\n.!?"
    if at_start and end < len(text) and text[end].islower() and text[span.start].isupper():
        return Edit(Span(start, end + 1), text[end].upper())
    return Edit(Span(start, end), "")


def without_sign(text: str, span: Span, language: str, free: int = 0) -> Edit:
    """The edit that takes an emoji or emoticon out, with the blanks before it; nothing before `free` is touched.

    Where it was all that parted two sentences a full stop takes its place.
    """
    start, end = span
    while end < len(text) and text[end] in _LEFT_OVER:
        end += 1
    if end < len(text) and not text[end].isalnum() and not text[end].isspace() and text[end] not in _MARKS:
        return Edit(Span(start, end), "")  # the next sign needs the blank before it
    while start > free and text[start - 1] == " ":
        start -= 1
    if start == 0 or text[start - 1] == "\n":
        while end < len(text) and text[end] == " ":
            end += 1
        return Edit(Span(start, end), "")
    behind = len(text) - len(text[end:].lstrip(" "))
    if text[start - 1].isalnum() and _opens(text, _next(text, behind), language):
        return Edit(Span(start, behind), ". ")
    if start == span.start and behind == end and text[start - 1].isalnum() and text[end : end + 1].isalnum():
        return Edit(Span(start, end), " ")
    return Edit(Span(start, end), "")


def parts_words(text: str, edit: Edit) -> bool:
    """Whether the edit takes out a sign that holds the text together: one between two words, of which nobody can tell
    whether it ended a sentence there, or one of several that begin a line.
    """
    start, end = edit.span
    gone = text[start:end]
    if edit.text.strip() or any(char.isalnum() for char in gone) or not gone.strip():
        return False
    if (start == 0 or text[start - 1] == "\n") and text.count(f"\n{gone.strip()[0]}") > 1:
        return True
    after = _next(text, end)
    return text[:start].rstrip(" ")[-1:].isalnum() and text[after : after + 1].isalnum()


def _next(text: str, at: int) -> int:
    """Where the next word, mark or line break stands: other signs are passed over."""
    while at < len(text) and not text[at].isalnum() and text[at] not in _MARKS:
        at += 1
    return at


def _opens(text: str, at: int, language: str) -> bool:
    """Whether a sentence opens at `at`: a capital, in German one that no noun has."""
    if not text[at : at + 1].isupper():
        return False
    word = _WORD.match(text, at)
    return language != "de" or (word is not None and word[0].casefold() in stop_words("de"))
