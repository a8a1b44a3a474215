"""The patterns a check reads from its rule's `words`, compiled when they are first asked for.

Words of a language live in YAML; no check holds a list of its own that a language author could want to widen.
"""

from __future__ import annotations

import re
from functools import lru_cache

from voicekit.guideline.compiled import Rule


def words(rule: Rule, name: str, language: str) -> re.Pattern[str] | None:
    """The rule's list `name` as one pattern for folded text; None where the rule has no words of this language."""
    source = rule.body["words"][name].get(language)
    return None if source is None else _compiled(source)


@lru_cache(maxsize=256)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)
