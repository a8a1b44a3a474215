"""The check on an approved template that is sent as it stands to somebody who is upset.

Whose reply it is meant for is its rule's condition; a template made one's own is what templates are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.wordlists import prose, whole, wordlist
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import fold
from voicekit.text.lazyre import lazy
from voicekit.types import Draft

_BLANK = lazy(r"\{\{[^{}]*\}\}")
_WORD = lazy(r"\w+")
_SHINGLE = 3
_FILLED = 5
"""Words a filled blank has at most before they count as the agent's own."""
_OWN = 5
"""Words of one's own that do not yet make a template one's own: less than a sentence."""
_SENTENCES = 3
_SAID = 4
"""Words of a sentence that says something; a greeting or a name has fewer."""
_FIGURE = lazy(r"\d")


class _Shape(NamedTuple):
    """A template as runs of `_SHINGLE` words between its blanks."""

    shingles: frozenset[tuple[str, ...]]
    blanks: int
    words: frozenset[str]

    def near(self, keys: Set[str], share: float) -> bool:
        """Whether a text with these words can hold `share` per cent: a shingle is gone with any of its words."""
        gone = len(self.words - keys) / _SHINGLE
        return bool(self.shingles) and 100 * (len(self.shingles) - gone) >= share * len(self.shingles)


def unadapted(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A draft that holds at least `limit` per cent (85) of a template and next to nothing besides, or stock alone."""
    templates = rule.body.get("templates", {}).get(document.language, ())
    least = rule.limit or 85
    known = whole(document).keys if templates else set()
    near = [shape for shape in map(_shape, templates) if shape.near(known, least)]
    shingles = _shingles(document.whole_tokens) if near else []
    for shape in near:
        share = 100 * len(shape.shingles.intersection(shingles)) / len(shape.shingles)
        own = _own_words(document.whole_tokens, shingles, shape)
        if share >= least and own <= _OWN + _FILLED * shape.blanks:
            yield Raw(None, value=round(share))
            return
    if _stock_only(document, rule):
        yield Raw(None)


def _own_words(tokens: Sequence[str], shingles: Sequence[tuple[str, ...]], shape: _Shape) -> int:
    """How many words of the draft stand in no shingle of the template."""
    covered: set[int] = set()
    for place, shingle in enumerate(shingles):
        if shingle in shape.shingles:
            covered.update(range(place, place + _SHINGLE))
    return len(tokens) - len(covered)


def _stock_only(document: Document, rule: Rule) -> bool:
    """Whether every sentence that says something is a stock one, and not one figure is given."""
    stock = wordlist(rule, "stock", document.language)
    if stock is None or stock.search(prose(document)) is None or _FIGURE.search(document.text):
        return False
    count = 0
    for (start, end), said in zip(document.sentences, document.sentence_words, strict=True):
        if len(said) < _SAID:
            continue
        if stock.pattern.search(fold(document.text[start:end]).text) is None:
            return False
        count += 1
    return count >= _SENTENCES


@lru_cache(maxsize=512)
def _shape(template: str) -> _Shape:
    pieces = _BLANK.split(template)
    shingles = [shingle for piece in pieces for shingle in _shingles(_WORD.findall(fold(piece).text))]
    return _Shape(frozenset(shingles), len(pieces) - 1, frozenset(word for each in shingles for word in each))


def _shingles(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(tokens[start:] for start in range(_SHINGLE)), strict=False))
