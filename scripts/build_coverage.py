"""Writes docs/coverage.md: what matters in a care reply, the rules that look for it, and why a language has none.

The list is scripts/coverage.yaml; a gap without a reason is an error. It must never change a pack.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "de", "fr", "ru", "vi")


def rule_languages(packs: Path) -> dict[str, frozenset[str]]:
    """Each rule id of the packs with the languages that have it; a rule of `any.yaml` serves all five."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(packs.glob("*/*.yaml")):
        if file.stem == "pack":
            continue
        for rule in yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]:
            stated = rule.get("languages")
            language = file.stem.partition("-")[0]
            found[rule["id"]].update(stated or (LANGUAGES if language == "any" else (language,)))
    return {rule_id: frozenset(languages) for rule_id, languages in found.items()}


def problems(sections: Sequence[Mapping[str, Any]], rules: Mapping[str, frozenset[str]]) -> list[str]:
    """Gaps without a reason, reasons for what has a rule, ids that no pack has, and rules that no row names."""
    wrong = []
    named: set[str] = set()
    for section in sections:
        for row in section["rows"]:
            named.update(row["rules"])
            wrong += [
                f"{row['what']}: no pack has the rule {rule}" for rule in row["rules"] if rule not in rules
            ]
            reasons = row.get("not", {})
            wrong += [
                f"{row['what']}: unknown language {name}"
                for name in reasons
                if name not in (*LANGUAGES, "all")
            ]
            for language in LANGUAGES:
                covered = any(language in rules.get(rule, ()) for rule in row["rules"])
                if not covered and not ({language, "all"} & reasons.keys()):
                    wrong.append(f"{row['what']}: no rule in {language}, and no reason why")
    return wrong + [
        f"{rule}: no row of scripts/coverage.yaml names it" for rule in sorted(set(rules) - named)
    ]


def page(sections: Sequence[Mapping[str, Any]], rules: Mapping[str, frozenset[str]]) -> str:
    """The Markdown of docs/coverage.md."""
    lines = [
        "# What is looked for, in which language",
        "",
        "Written by `make docs` from `scripts/coverage.yaml` and the packs.",
        "What each rule says, and how often it is right: [rules.md](rules.md).",
    ]
    for section in sections:
        lines += [
            "",
            f"## {section['title']}",
            "",
            "| What | " + " | ".join(LANGUAGES) + " | Rules |",
            "|---|" + "---|" * 6,
        ]
        notes = []
        for row in section["rows"]:
            cells = [
                "yes" if any(name in rules.get(rule, ()) for rule in row["rules"]) else "no"
                for name in LANGUAGES
            ]
            marks = ", ".join(f"`{rule}`" for rule in row["rules"] if rule in rules) or "none"
            lines.append(f"| {row['what']} | {' | '.join(cells)} | {marks} |")
            notes += [
                f"- {row['what']}{'' if language == 'all' else f' ({language})'}: {reason}"
                for language, reason in row.get("not", {}).items()
            ]
        if notes:
            lines += ["", *notes]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or say what is missing and leave the page as it is."""
    sections = yaml.safe_load((ROOT / "scripts" / "coverage.yaml").read_text(encoding="utf-8"))["sections"]
    rules = rule_languages(ROOT / "guidelines" / "packs")
    wrong = problems(sections, rules)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    target = ROOT / "docs" / "coverage.md"
    target.write_text(page(sections, rules), encoding="utf-8", newline="\n")
    print(f"wrote {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
