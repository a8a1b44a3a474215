"""Cuts a document into the tokens that tone is read from, each with its place in the folded text.

It must never read what is masked (links, emoji, handles) or quoted: those are not the writer's tone.
"""

from __future__ import annotations

from typing import NamedTuple

from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Span

_PLAIN = lazy(r"\w+(?:'\w+)*|[^\w\s\ufffc'-]")
_FRENCH = lazy(r"\w+'?|[^\w\s\ufffc'-]")  # l'ai, qu'il: two words
ENDS = frozenset(".!?…")


class Words(NamedTuple):
    """The tokens of one text: words in lower case and single punctuation marks.

    `opens[i]` says whether token i opens a sentence; `words` counts the tokens that are words, `letters` their letters.
    """

    document: Document
    tokens: list[str]
    starts: list[int]
    opens: list[bool]
    words: int
    letters: int
    sentences: int

    def span(self, first: int, last: int) -> Span:
        """Code points of the original for the tokens `first` to `last`, both in."""
        return self.document.prose.source(self.starts[first], self.starts[last] + len(self.tokens[last]))


def cut(document: Document) -> Words:
    """The tokens of `document`, read once; a full stop between digits ends no sentence."""
    known = document.scratch.get("tone words")
    if isinstance(known, Words):
        return known
    text = document.prose.text
    tokens: list[str] = []
    starts: list[int] = []
    opens: list[bool] = []
    words = letters = sentences = 0
    opening = True
    for match in (_FRENCH if document.language == "fr" else _PLAIN).finditer(text):
        token = match[0]
        tokens.append(token)
        starts.append(match.start())
        if token[0].isalnum():
            opens.append(opening)
            sentences += opening
            words += 1
            letters += len(token)
            opening = False
        else:
            opens.append(False)
            end = match.end()
            if token in ENDS and not text[end : end + 1].isalnum():
                opening = True
    found = Words(document, tokens, starts, opens, words, letters, sentences)
    document.scratch["tone words"] = found
    return found
