"""Vale's metric formulas and conditions in the names of our metrics.

A figure that we do not have, or count otherwise, is refused by name, never put in place of another.
"""

from __future__ import annotations

import re

from voicekit.guideline.rulecheck import formula_problem
from voicekit.guideline.vale.report import NotTakenError

_SAME = {
    "words": "words", "sentences": "sentences", "characters": "characters", "syllables": "syllables",
    "polysyllabic_words": "polysyllables", "long_words": "long_words", "paragraphs": "paragraphs",
}  # fmt: skip
_MARKUP = re.compile(r"heading[._]h[1-6]|list|blockquote|pre|heading|table|code")
_NAME = re.compile(r"[A-Za-z_][\w.]*")
_CONDITION = re.compile(r"(>=|<=|==|>|<)\s*(-?[0-9]+(?:\.[0-9]+)?)")


def formula(written: str) -> str:
    """The formula in our names, on one line. Raises NotTakenError where a part of it cannot be had."""

    def named(found: re.Match[str]) -> str:
        name = found[0]
        if name in _SAME:
            return _SAME[name]
        if _MARKUP.fullmatch(name):
            raise NotTakenError(f"'{name}' counts markup, and a reply has none")
        raise NotTakenError(f"'{name}' is no figure of ours")

    said = " ".join(_NAME.sub(named, written).split())
    problem = formula_problem(said)
    if problem:
        raise NotTakenError(problem)
    return said


def condition(written: str) -> tuple[str, float | int]:
    """The sign and the limit. Raises NotTakenError where it is not one comparison with one number."""
    found = _CONDITION.fullmatch(written.strip())
    if not found:
        raise NotTakenError(f"the condition '{written[:40]}' is not one comparison with one number")
    number = float(found[2])
    return found[1], int(number) if number.is_integer() else number
