"""The slow reference: one `re` for every rule over the whole folded text; and the linters the bench compares with.

It must never share code with the matcher, which it is there to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicekit.check import check
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.guideline.matcher import matcher_for
from voicekit.text.document import Document
from voicekit.types import Conversation, Draft

Place = tuple[str, int, int]
"""Rule id, start and end of a match."""
TALK = Conversation()


class Reference:
    """Generated rules (one token each, on prose, in small letters), each as a compiled regex of its own."""

    def __init__(self, made: Sequence[Rule]) -> None:
        self._regexes = [(rule.id, re.compile(rule.body["tokens"][0])) for rule in made]
        for _, regex in self._regexes:
            regex.search("")

    def find(self, document: Document) -> list[Place]:
        """Every rule's matches in folded text, in the rules' order."""
        text = document.prose.text
        return [
            (name, match.start(), match.end())
            for name, regex in self._regexes
            for match in regex.finditer(text)
        ]

    def findings(self, document: Document) -> list[Place]:
        """As `find`, with the places of the original text, sorted."""
        found = []
        for name, start, end in self.find(document):
            span = document.prose.source(start, end)
            found.append((name, span.start, span.end))
        return sorted(found)


def differences(judged: Guideline, reference: Reference, texts: Sequence[str]) -> tuple[int, list[str]]:
    """How many matches the reference finds, and a line for each text on which the engine's are not the same.

    Both are looked at: what the matcher finds, and the findings of a whole check.
    """
    total = 0
    wrong: list[str] = []
    for number, text in enumerate(texts):
        document = Document(text, "en")
        expected = reference.findings(document)
        total += len(expected)
        hits, _ = matcher_for(judged, "en").match(document)
        matched = sorted(
            (judged.rule(rule).id, *document.prose.source(hit.start, hit.end))
            for rule, places in hits.items()
            for hit in places
        )
        report = check(judged, TALK, Draft(text), language="en")
        reported = sorted((one.rule_id, *one.span) for one in report.findings if one.span is not None)
        for who, found in (("matcher", matched), ("check", reported)):
            if found != expected:
                lost = sorted(set(expected) - set(found))
                added = sorted(set(found) - set(expected))
                wrong.append(f"text {number}: {who} lost {lost}, added {added}")
    return total, wrong


class Proselint:
    """proselint, warm: its checks registered once, its own API on each text."""

    def __init__(self) -> None:
        from proselint.checks import __register__  # type: ignore[import-untyped]
        from proselint.registry import CheckRegistry  # type: ignore[import-untyped]
        from proselint.tools import LintFile  # type: ignore[import-untyped]

        registry = CheckRegistry()
        if not registry.checks:
            registry.register_many(__register__)
        self._file = LintFile

    def findings(self, text: str) -> int:
        """How many findings proselint has for one text."""
        return len(self._file("reply", text).lint())
