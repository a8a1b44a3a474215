"""Measures the rules: how often each fires, how often it was right where a person read it, and who stays unscathed.

It must never count a hit as right that nobody has read, nor write a text of the public rows anywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scripts.evidence_data import BRAND, CASES, ROOT, Hit, Text, cases, hits, public
from scripts.evidence_lines import Line, of_share
from scripts.precision_sample import known
from voicekit import config, service
from voicekit.evals.evidence import Evidence
from voicekit.evals.precision import ENOUGH, Judged, read_judged
from voicekit.evals.stats import Share
from voicekit.types import LANGUAGES

JUDGED = ROOT / "eval" / "precision"
LEAST_RIGHT = 0.96
"""At most four wrong of 100 hits read, over the rules of a language."""
LEAST_OF_RULE = 0.9
"""At least 18 right of 20, for a rule above a suggestion."""


class Measured(NamedTuple):
    """The lines, and the figures of each rule by id and language; `sources` says what was read."""

    lines: list[Line]
    rules: dict[str, dict[str, Evidence]]
    sources: dict[str, Any]


class Scope(NamedTuple):
    """Where one rule could have fired: the brands that have it, and whether it needs a stated situation."""

    languages: tuple[str, ...]
    brands: frozenset[str]
    needs: bool
    loud: bool


def scopes() -> dict[str, dict[str, Scope]]:
    """Every rule that is switched on, of every brand, by id and language."""
    settings = config.load({})
    found: dict[str, dict[str, Scope]] = defaultdict(dict)
    for brand in service.brands(settings):
        for rule in service.open_guideline(settings, brand).rules():
            chosen = rule.when if isinstance(rule.when, list) else [rule.when] if rule.when else []
            for language in rule.languages or LANGUAGES:
                old = found[rule.id].get(language)
                found[rule.id][language] = Scope(
                    rule.languages or LANGUAGES,
                    (old.brands if old else frozenset()) | {brand},
                    bool(chosen) and all(set(one) - {"language"} for one in chosen),
                    rule.severity != "suggestion" or (old is not None and old.loud),
                )
    return found


def rates(texts: Iterable[Text], found: Iterable[Hit], scope: Mapping[str, Mapping[str, Scope]]) -> Any:
    """For `rule, language`: public replies it fires in and drafts it fires in, as shares."""
    replies: Counter[tuple[str, str, str]] = Counter()
    for text in texts:
        if text.source != "cases" or text.draft:
            kind = "drafts" if text.draft else "public"
            replies[kind, text.language, text.conversation.brand or BRAND] += text.count
    fired: Counter[tuple[str, str, str]] = Counter()
    for rule, text in {(hit.finding.rule_id, hit.text.id): hit.text for hit in found}.items():
        if text.source != "cases" or text.draft:
            fired["drafts" if text.draft else "public", rule[0], text.language] += text.count
    out = {}
    for rule, by_language in scope.items():
        for language, one in by_language.items():
            shares = []
            for kind in ("public", "drafts"):
                count = fired[kind, rule, language]
                tried = sum(replies[kind, language, brand] for brand in one.brands)
                shares.append(
                    Share(0, 0) if kind == "public" and one.needs and not count else Share(count, tried)
                )
            out[rule, language] = shares
    return out


def judged() -> dict[str, list[Judged]]:
    """The rows of eval/precision by language."""
    return {
        language: read_judged(path)
        for language in LANGUAGES
        if (path := JUDGED / f"{language}.yaml").is_file()
    }


def standing(rows: Iterable[Judged], found: Iterable[Hit]) -> list[bool]:
    """For each judged row whether its hit still comes up."""
    by_place: dict[tuple[str, str, str], list[Hit]] = defaultdict(list)
    for hit in found:
        by_place[hit.finding.rule_id, hit.text.source, hit.text.id].append(hit)
    return [any(known([row], hit) for hit in by_place[row.rule, row.source, row.id]) for row in rows]


def precision_lines(
    read: Mapping[str, list[Judged]], up: Mapping[str, list[bool]], scope: Mapping[str, Mapping[str, Scope]]
) -> list[Line]:
    """Per language: hits right as read, in each round; among those that still come up; rules with enough of them.

    What has to hold is asked of the last round after the first: its hits were new to the judge and to the authors.
    """
    section, lines = "precision by reading", []
    for language in LANGUAGES:
        rows, stands = read.get(language, []), up.get(language, [])
        rounds = sorted({row.reading for row in rows})
        for number in rounds:
            hits = [row.right for row in rows if row.reading == number]
            goal = LEAST_RIGHT if number == rounds[-1] > 1 else None
            lines.append(
                of_share(
                    section, f"hits right, reading {number}", language, Share(sum(hits), len(hits)), goal
                )
            )
        now = [row for row, stand in zip(rows, stands, strict=True) if stand]
        share = Share(sum(row.right for row in now), len(now))
        lines.append(of_share(section, "hits right that still come up", language, share))
        per_rule: dict[str, list[bool]] = defaultdict(list)
        for row in now:
            per_rule[row.rule].append(row.right)
        loud = [
            rule
            for rule, by_language in scope.items()
            if language in by_language and by_language[language].loud
        ]
        enough = [rule for rule in loud if len(per_rule[rule]) >= ENOUGH]
        good = [rule for rule in enough if sum(per_rule[rule]) >= LEAST_OF_RULE * len(per_rule[rule])]
        weak = ", ".join(sorted(set(enough) - set(good)))
        share = Share(len(good), len(enough))
        name = f"rules above a suggestion with {ENOUGH} hits read: right in nine of ten"
        lines.append(of_share(section, name, language, share, 1.0 if enough else None, weak))
        unmeasured = Share(len(loud) - len(enough), len(loud))
        lines.append(of_share(section, "rules above a suggestion that are unmeasured", language, unmeasured))
    return lines


def silence_lines() -> list[Line]:
    """The good replies of eval/cases with nothing above a suggestion, per language."""
    paths = sorted(CASES.glob("good-*.yaml"))
    result = service.run_cases(config.load({}), paths)
    lines = []
    for group in result.groups:
        if group.by == "language":
            name = "good replies with nothing above a suggestion"
            lines.append(of_share("silence", name, group.name, group.silent, 1.0))
    return lines


def measure(data: Path, jobs: int) -> Measured:
    """Rates, precision and silence of all rules."""
    texts = [*public(data), *cases()]
    found, crashed = hits(texts, jobs)
    scope = scopes()
    shares = rates(texts, found, scope)
    read = judged()
    up = {
        language: standing(rows, [hit for hit in found if hit.text.language == language])
        for language, rows in read.items()
    }
    rules: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for (rule, language), (in_public, in_drafts) in shares.items():
        own = [
            (row.right, stand)
            for row, stand in zip(read.get(language, []), up.get(language, []), strict=True)
            if row.rule == rule
        ]
        now = [right for right, stand in own if stand]
        mended = sum(not right and not stand for right, stand in own)
        rules[rule][language] = Evidence(in_public, in_drafts, Share(sum(now), len(now)), mended)
    sources = {
        language: {
            "public": "agent turns of STAR" if language == "en" else "rows of CoCoA-MT, formal and informal",
            "replies": sum(t.count for t in texts if t.source != "cases" and t.language == language),
            "drafts": sum(t.draft for t in texts if t.language == language),
        }
        for language in LANGUAGES
    }
    sound = Share(len(scope) - len(crashed), len(scope))
    whole = of_share(
        "rules", "rules that read every text without a crash", "", sound, 1.0, "; ".join(crashed)
    )
    return Measured([whole, *silence_lines(), *precision_lines(read, up, scope)], rules, sources)
