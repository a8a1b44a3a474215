"""`voicekit guideline import-vale`: takes the rules of Vale styles over as a pack, and says what it could not take.

Must never leave a rule out in silence, nor write a pack by halves.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from voicekit.cli import common
from voicekit.cli.cells import visible
from voicekit.errors import InputError
from voicekit.types import LANGUAGES

if TYPE_CHECKING:
    from voicekit.guideline.vale.report import ImportReport, Outcome


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline import-vale`."""
    parser.add_argument("folder", metavar="DIR", help="a Vale style, or the folder that holds your styles")
    parser.add_argument("--pack", metavar="NAME", help="name of the pack (default: the style's)")
    parser.add_argument("--guidelines", metavar="DIR", help="the guideline folder that gets the pack")
    parser.add_argument("--lang", metavar="CODE", default="en", help="language of the styles (default: en)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be taken, and write nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Write the pack and print what became of each rule."""
    settings = common.settings_from(args)
    language = common.language_of(args)
    if language not in LANGUAGES:
        raise InputError(f"--lang {args.lang[:40]}: rules are for {', '.join(LANGUAGES)}")
    from voicekit.service import vale

    report = vale.import_vale(settings, args.folder, args.pack, language=language, write=not args.dry_run)
    if args.format == "json":
        import json

        sys.stdout.write(json.dumps(_plain(report), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(visible(line) + "\n" for outcome in report.outcomes for line in _told(outcome))
    counts = ", ".join(f"{report.count(state)} {state}" for state in ("taken", "in part", "not taken"))
    where = f"written to {report.folder}" if report.folder else "nothing written"
    print(visible(f"{len(report.outcomes)} Vale rules: {counts}"), file=sys.stderr)
    print(visible(f"pack '{report.pack}', {report.rules} rules: {where}"), file=sys.stderr)
    return 0


def _told(outcome: Outcome) -> list[str]:
    """One rule's lines: its state, then what was lost and what is different."""
    name = f"{outcome.rule} ({outcome.kind})" if outcome.kind else outcome.rule
    head = f"{outcome.state:<9}  {name}" + (f"  -> {', '.join(outcome.ids[:3])}" if outcome.ids else "")
    if len(outcome.ids) > 3:
        head += f" and {len(outcome.ids) - 3} more"
    return [
        head,
        *(f"    lost: {reason}" for reason in outcome.lost),
        *(f"    note: {n}" for n in outcome.notes),
    ]


def _plain(report: ImportReport) -> dict[str, object]:
    """The report for programs."""
    return {
        "schema_version": 1,
        "pack": report.pack,
        "title": report.title,
        "folder": report.folder,
        "rules": report.rules,
        "taken": report.count("taken"),
        "in_part": report.count("in part"),
        "not_taken": report.count("not taken"),
        "vale_rules": [{**outcome._asdict(), "state": outcome.state} for outcome in report.outcomes],
    }
