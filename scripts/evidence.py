"""Measures what the rules and readers are worth, prints it with n and 95 % intervals, writes docs/evidence.json.

    python -m scripts.evidence [--data DIR] [--only SECTION ...] [--jobs 2]

It reads the public rows where they are and must never write one of them anywhere; figures alone are kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scripts import (
    evidence_address,
    evidence_entities,
    evidence_readability,
    evidence_redaction,
    evidence_rewrite,
    evidence_rules,
    evidence_tone,
    evidence_triage,
)
from scripts.evidence_data import DATA, ROOT
from scripts.evidence_lines import Line
from voicekit.errors import VoicekitError
from voicekit.evals.evidence import VERSION

OUT = ROOT / "docs" / "evidence.json"
MEASURES: dict[str, Callable[[Path], list[Line]]] = {
    "address": evidence_address.measure,
    "entities": evidence_entities.measure,
    "readability": evidence_readability.measure,
    "redaction": evidence_redaction.measure,
    "rewrite": evidence_rewrite.measure,
    "tone": evidence_tone.measure,
    "triage": evidence_triage.measure,
}
"""Each measure by the name `--only` knows; the rules are measured last, they also fill the figures by rule."""
RULES = "rules"


def written(lines: Sequence[Line], measured: evidence_rules.Measured) -> str:
    """The file: one line a figure and one a rule and language, so that a change is seen where it is."""

    def row(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)

    rules = []
    for rule, by_language in sorted(measured.rules.items()):
        inner = ",\n".join(f"   {row(code)}: {row(one.to())}" for code, one in sorted(by_language.items()))
        rules.append(f"  {row(rule)}: {{\n{inner}\n  }}")
    parts = [
        f' "schema_version": {VERSION}',
        f' "sources": {row(measured.sources)}',
        ' "lines": [\n' + ",\n".join(f"  {row(line.to())}" for line in lines) + "\n ]",
        ' "rules": {\n' + ",\n".join(rules) + "\n }",
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def show(lines: Sequence[Line]) -> None:
    """Print lines under their sections."""
    section = ""
    for line in lines:
        if line.section != section:
            section = line.section
            print(section)
        print(line, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and write; 1 where something misses what it must hold, 2 where it cannot be measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of public rows")
    parser.add_argument(
        "--only", choices=(*MEASURES, RULES), action="append", help="print this alone, write nothing"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes for the rules")
    given = parser.parse_args(argv)
    if not given.data.is_dir():
        print(
            f"{given.data}: not there, so nothing was measured; name the folder with --data", file=sys.stderr
        )
        return 2
    chosen = given.only or (*MEASURES, RULES)
    lines: list[Line] = []
    try:
        for name, measure in MEASURES.items():
            if name in chosen:
                lines += (found := measure(given.data))
                show(found)
        if RULES in chosen:
            measured = evidence_rules.measure(given.data, given.jobs)
            lines += measured.lines
            show(measured.lines)
            if not given.only:
                OUT.write_text(written(lines, measured), "utf-8", newline="\n")
                print(f"wrote {OUT.relative_to(ROOT)}; `make docs` takes it into docs/rules.md")
    except (VoicekitError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 2
    missed = [line for line in lines if line.met is False]
    for line in missed:
        print(f"MISSED: {line.section}: {str(line).strip()}")
    print(f"{sum(line.met is not None for line in lines)} lines must hold, {len(missed)} missed")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
