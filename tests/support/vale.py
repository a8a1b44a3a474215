"""Vale styles of a few lines, imported into a tiny guideline of a test's own, and what its linter then says.

It must never hold a rule of a public style: all are written in the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from support.tiny import write_tiny
from voicekit import service
from voicekit.config import Settings
from voicekit.guideline.vale.report import ImportReport
from voicekit.service import vale
from voicekit.types import Conversation, Draft, Finding


class Alert(NamedTuple):
    """What Vale says of a place: the matched text, where it begins, the message."""

    matched: str
    start: int | None
    message: str


class Shop:
    """A guidelines folder whose brand extends the imported pack alone, and a folder of styles beside it."""

    def __init__(self, folder: Path) -> None:
        self.styles = folder / "styles"
        self.guidelines = write_tiny(folder / "guidelines")
        self.settings = Settings(brand="shop", guidelines=self.guidelines, cache_dir=folder / "cache")
        self.report: ImportReport | None = None

    def rule(self, name: str, text: str) -> Shop:
        """Write the rule `Style.Name`."""
        style, _, rule = name.partition(".")
        path = self.styles / style / f"{rule}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def load(self, pack: str | None = None, *, language: str = "en") -> ImportReport:
        """Import all styles, and let the brand extend the pack that comes of it."""
        self.report = vale.import_vale(self.settings, str(self.styles), pack, language=language)
        (self.guidelines / "brands/shop/rules.yaml").write_text(
            f"schema_version: 1\nextends: [{self.report.pack}]\n", encoding="utf-8"
        )
        return self.report

    def findings(self, text: str, language: str = "en") -> list[Finding]:
        """What the linter says of a text."""
        guideline = service.open_guideline(self.settings)
        report = service.check_reply(guideline, Conversation(), Draft(text), language=language)
        assert not report.rule_errors
        return list(report.findings)

    def alerts(self, text: str) -> list[Alert]:
        """The same as Vale's alerts."""
        return [
            Alert(one.matched, one.span.start if one.span else None, one.message)
            for one in self.findings(text)
        ]

    def outcome(self, name: str) -> tuple[str, str]:
        """State and reasons of `Style.Name`."""
        assert self.report is not None
        (found,) = [one for one in self.report.outcomes if one.rule == name]
        return found.state, "; ".join(found.lost)

    def notes(self, name: str) -> str:
        """What is told of `Style.Name` besides."""
        assert self.report is not None
        return "; ".join(note for one in self.report.outcomes if one.rule == name for note in one.notes)


Import = Callable[[str], Shop]
"""Imports one rule, `Demo.Rule`."""
