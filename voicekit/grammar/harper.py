"""Harper, the English checker that needs no server: harper-py, in this process.

Must never be given another language (it flags nearly every word of one), nor be called from two threads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from voicekit.grammar.engine import Question, Slip, Unavailable

if TYPE_CHECKING:
    from harper import Lint

_KINDS = frozenset(
    "Agreement BoundaryError Capitalization Eggcorn Grammar Malapropism Miscellaneous Nonstandard Punctuation"
    " Repetition Spelling Typo".split()
)
"""What is a slip; the other kinds are matters of style, which the guideline's own rules speak of."""
_WRONG = frozenset({"AWhile", "DiscourseMarkers"})
"""Rules that were wrong at every one of their hits on 73 care replies read for this (harper-py 0.2.0)."""
_DIALECTS = {"US": 0, "GB": 1, "AU": 2, "CA": 3, "IN": 4, "IE": 1, "NZ": 1, "ZA": 1}
_EITHER = (0, 1)
"""Dialects asked where nobody said one: what is right in American or in British English is right."""
_WARM = "It will arive with the Quwelzbrandt."
"""Read once while loading: harper-py makes its index of likely words (1.7 s) at the first that is like no other."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Harper:
    """English grammar and spelling with harper-py 0.2 and newer."""

    name = "harper"
    title = "Harper"
    url = "https://writewithharper.com/"

    def __init__(self) -> None:
        self._linters: dict[int, Any] = {}

    def load(self) -> None:
        """Import harper-py, have it read its dictionary and make its index (3 s CPU, once). Raises Unavailable."""
        if not self._linters:
            for dialect in _EITHER:
                self._linter(dialect).organized_lints(_WARM, language="plaintext")

    def read(self, question: Question, deadline: float) -> list[Slip]:
        """The slips of an English text, in 15 to 60 ms CPU for a new reply. Raises Unavailable for another language."""
        if question.language != "en":
            raise Unavailable("unsupported", "Harper reads English only; use languagetool or hunspell")
        dialects = (_DIALECTS.get(question.region, 0),) if question.region else _EITHER
        # Its `regex_mask` is not used: on the same 73 replies a masked name, link or id made 20 false findings ("space
        # at the end of the sentence") and took none away that the exempt spans do not take away too.
        found = self._linter(dialects[0]).organized_lints(question.text, language="plaintext")
        slips = [
            _slip(rule, lint)
            for rule, lints in found.items()
            for lint in lints
            if lint.lint_kind in _KINDS and rule not in _WRONG
        ]
        if any(slip.spelling for slip in slips):
            for dialect in dialects[1:]:
                wrong = {
                    (lint.span.start, lint.span.end)
                    for lint in self._linter(dialect).lint(question.text, language="plaintext")
                }
                slips = [slip for slip in slips if not slip.spelling or (slip.start, slip.end) in wrong]
        return slips

    def _linter(self, dialect: int) -> Any:
        if dialect not in self._linters:
            try:
                from harper import Linter
            except ImportError:
                raise Unavailable(
                    "absent", "Harper is not installed: pip install 'voicekit[harper]'"
                ) from None
            self._linters[dialect] = Linter(dialect)
        return self._linters[dialect]


def _slip(rule: str, lint: Lint) -> Slip:
    start, end = lint.span.start, lint.span.end
    # Kinds of a suggestion: 0 replaces, 1 removes, 2 inserts after the words.
    texts = (
        lint.problem_text + one.replacement_text if one.kind == 2 else one.replacement_text
        for one in lint.suggestions
    )
    spelling = lint.lint_kind == "Spelling" or rule == "SplitWords"  # an unknown word, made of two known ones
    return Slip(start, end, _HUMP.sub("-", rule), lint.message, tuple(texts), spelling)
