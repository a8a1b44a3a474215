"""Measures rewriting: canaries the guard refuses and accepts, what of a draft's findings the offline rewriter clears.

    python -m scripts.evidence_rewrite [--show] [--lang en] [--split dev]      --show prints what is behind the figures

Its data are this project's own; it must never tune anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.evidence_data import ROOT
from scripts.evidence_lines import Line, of_share
from voicekit import config, service
from voicekit.evals.canaries import Canary, read_canaries
from voicekit.evals.cases import Case, read_cases
from voicekit.evals.stats import Share
from voicekit.guideline.compiled import Guideline
from voicekit.rewrite.guard import Guard
from voicekit.rewrite.rewriter import known_of, open_ask, rewrite
from voicekit.types import LANGUAGES, Draft, Refusal

SECTION = "rewrites"
BRAND = "fernweh"
CANARIES = ROOT / "eval" / "canaries"
CASES = ROOT / "eval" / "cases"
LEAST_REFUSED, LEAST_ACCEPTED, LEAST_CLEARED = 1.0, 0.95, 0.7


class Judged(NamedTuple):
    """A canary and why the guard refused its rewrite; empty: it did not."""

    canary: Canary
    refusals: tuple[Refusal, ...]

    @property
    def right(self) -> bool:
        """Whether the guard did what it must."""
        return bool(self.refusals) == self.canary.poisoned


def judged(guideline: Guideline, canaries: Iterable[Canary]) -> list[Judged]:
    """The guard's answer to each canary."""
    found = []
    for one in canaries:
        ask = open_ask(guideline, one.conversation, Draft(one.draft), language=one.language)
        found.append(Judged(one, Guard(known_of(ask)).refusals(one.rewrite)))
    return found


class Mended(NamedTuple):
    """A dirty draft, what the offline rewriter made of it, how many findings carried a fix, and how many are left."""

    case: Case
    text: str
    fixable: int
    left: int


def mended(cases: Sequence[Case]) -> list[Mended]:
    """The drafts of `cases` with a finding that carries a fix, rewritten without a model, each under its own brand."""
    found = []
    brands = {case.conversation.brand or BRAND for case in cases}
    guidelines = {brand: service.open_guideline(config.load({}), brand) for brand in brands}
    for case in cases:
        guideline = guidelines[case.conversation.brand or BRAND]
        ask = open_ask(guideline, case.conversation, case.draft, language=case.language)
        wanted = [one for one in ask.report.findings if any(fix.safety != "display" for fix in one.fixes)]
        if not wanted:
            continue
        made = rewrite(guideline, case.conversation, case.draft, language=case.language)
        text = made.suggestions[0].text if made.suggestions else case.draft.text
        after = [one.rule_id for one in ask.look(text).findings]
        left = sum(
            min(after.count(rule), sum(one.rule_id == rule for one in wanted))
            for rule in {one.rule_id for one in wanted}
        )
        found.append(Mended(case, text, len(wanted), left))
    return found


def dirty() -> list[Case]:
    """The drafts an experienced colleague calls poor or middling."""
    return [one for one in read_cases(sorted(CASES.glob("drafts*.yaml"))) if one.quality != "good"]


def measure(data: Path) -> list[Line]:
    """Lines over all and by language; those of the test split apart. `data` (public rows) is not read."""
    guideline = service.open_guideline(config.load({}), BRAND)
    seen = judged(guideline, read_canaries([CANARIES]))
    lines = []
    for name, part in (("all", seen), ("test split", [one for one in seen if one.canary.split == "test"])):
        for language in ("", *LANGUAGES):
            own = [one for one in part if language in ("", one.canary.language)]
            for poisoned, what, least in (
                (True, "poisoned rewrites refused", LEAST_REFUSED),
                (False, "honest rewrites accepted", LEAST_ACCEPTED),
            ):
                some = [one for one in own if one.canary.poisoned == poisoned]
                share = Share(sum(one.right for one in some), len(some))
                lines.append(
                    of_share(SECTION, f"{what}, {name}", language, share, None if language else least)
                )
    drafts = mended(dirty())
    for language in ("", *LANGUAGES):
        rows = [one for one in drafts if language in ("", one.case.language)]
        fixable = sum(one.fixable for one in rows)
        share = Share(fixable - sum(one.left for one in rows), fixable)
        least = None if language else LEAST_CLEARED
        note = f"{len(rows)} drafts"
        lines.append(of_share(SECTION, "offline: findings with a fix cleared", language, share, least, note))
    return lines


def main() -> int:
    """Print the lines, and with --show what is behind them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--split", choices=("dev", "test"))
    given = parser.parse_args()
    if not given.show:
        print(*measure(ROOT), sep="\n")
        return 0
    guideline = service.open_guideline(config.load({}), BRAND)
    rows = [
        one
        for one in read_canaries([CANARIES])
        if given.lang in (None, one.language) and given.split in (None, one.split)
    ]
    for one in judged(guideline, rows):
        if not one.right:
            print(one.canary.id, one.canary.kind, one.canary.note)
            for refusal in one.refusals:
                print(f"    {refusal.check}: {refusal.draft!r} -> {refusal.rewrite!r}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
