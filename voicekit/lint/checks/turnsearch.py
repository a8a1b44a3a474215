"""Looks for a rule's words in the turns of a thread, once for each turn: the thread stays while the draft is typed.

It gives yes or no and never a place: what a customer wrote is not ours to mark.
"""

from __future__ import annotations

from voicekit.lint.checks.wordlists import Read, WordList
from voicekit.text.lazyre import lazy

_SENTENCE = lazy(r"[^.!?\n]+")


def seen(wanted: WordList, turn: Read, unless: WordList | None = None) -> bool:
    """Whether `turn`, as `thread_reading` gives it, holds one of the wanted words.

    With `unless` a sentence that holds one of those does not count.
    """
    if not wanted.may(turn):
        return False
    key = (wanted.source, "" if unless is None else unless.source)
    known = turn.found.get(key)
    if known is None:
        known = turn.found[key] = _seen(wanted, turn, unless)
    return known


def _seen(wanted: WordList, turn: Read, unless: WordList | None) -> bool:
    if unless is None or unless.search(turn) is None:
        return wanted.pattern.search(turn.text) is not None
    return any(
        wanted.pattern.search(sentence) is not None and unless.pattern.search(sentence) is None
        for sentence in _SENTENCE.findall(turn.text)
    )
