"""`voicekit eval run`: cases with expectations against their guidelines, and the counts with their intervals.

Must never print a customer's words, nor call a run good in which a case is not as it says.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from voicekit.cli import common
from voicekit.cli.cells import visible
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.evals.run import Group, Outcome, Result
    from voicekit.evals.stats import Share

CASES = Path("eval/cases")


def options(parser: common.Options) -> None:
    """The options of `voicekit eval`."""
    from voicekit.evals.cases import Split

    parser.add_argument("action", choices=("run",), help="hold the cases against the guideline")
    parser.add_argument(
        "path", metavar="PATH", nargs="*", help=f"files or folders of cases (default: {CASES})"
    )
    common.guideline_options(parser)
    parser.add_argument("--lang", metavar="CODE", help="only cases in this language")
    parser.add_argument("--split", choices=get_args(Split), help="only cases of this split")
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Run the cases; 1 where one is not as it says."""
    if not 1 <= args.jobs <= 256:
        raise InputError(f"--jobs {args.jobs}: expected 1 to 256")
    settings = common.settings_from(args)
    language = common.language_of(args)
    from voicekit import service

    paths = [Path(path) for path in args.path] or [CASES]
    result = service.run_cases(
        settings, paths, brand=args.brand, language=language, split=args.split, jobs=args.jobs
    )
    if args.format == "json":
        import json

        sys.stdout.write(json.dumps(result_to(result), indent=2) + "\n")
    else:
        sys.stdout.write("".join(visible(line) + "\n" for line in told(result)))
    return int(bool(result.failed))


def told(result: Result) -> list[str]:
    """The run for a person: cases that are not as they say, then counts by group, rule and verdict."""
    lines = [f"{o.case.place}: {o.case.id}: {'; '.join(o.unmet)}" for o in result.failed]
    if lines:
        lines.append("")
    lines.append(
        f"{'':22}{'cases':>6}  {'as expected':<27}{'silent':<27}{'ready':<27}{'findings per 1,000 words':>8}"
    )
    lines += [_row(group) for group in result.groups]
    if result.rules:
        longest = max(len(score.rule) for score in result.rules)
        lines += ["", f"{'rule':<{longest}}  {'precision':<27}{'recall':<27}F1"]
        for score in result.rules:
            f1 = "" if score.f1 is None else f"{score.f1:.3f}"
            line = f"{score.rule:<{longest}}  {_share(score.precision):<27}{_share(score.recall):<27}{f1}"
            lines.append(line.rstrip())
    if result.verdicts:
        lines += ["", "an experienced colleague's judgement against the verdict"]
        for quality in ("good", "middling", "poor"):
            parts = [f"{verdict} {result.verdicts.get((quality, verdict), 0)}" for verdict in _VERDICTS]
            lines.append(f"  {quality:<9} {', '.join(parts)}")
    asked = result.groups[0].met
    lines += ["", f"{int(asked.right)} of {asked.n} cases with an expectation are as they say"]
    return lines


_VERDICTS = ("ready", "revise", "blocked")


def _row(group: Group) -> str:
    name = "all" if group.by == "all" else f"{group.by} {group.name}"
    rate = "" if group.per_1000_words is None else f"{group.per_1000_words:.1f}"
    return (
        f"{name:<22}{group.cases:>6}  {_share(group.met):<27}{_share(group.silent):<27}"
        f"{_share(group.ready):<27}{rate}"
    ).rstrip()


def _share(share: Share) -> str:
    if not share.n:
        return "-"
    low, high = share.interval
    return f"{share.right:g}/{share.n} {share.right / share.n:.2f} [{low:.2f}, {high:.2f}]"


def result_to(result: Result) -> dict[str, Any]:
    """The run as JSON-ready values; shares carry their n and their 95 % interval."""
    from voicekit.evals.stats import share_to

    return {
        "schema_version": 1,
        "cases": [_outcome_to(outcome) for outcome in result.outcomes],
        "groups": [
            {
                "by": group.by,
                "name": group.name,
                "cases": group.cases,
                "as_expected": share_to(group.met),
                "silent": share_to(group.silent),
                "ready": share_to(group.ready),
                "findings": group.findings,
                "words": group.words,
            }
            for group in result.groups
        ],
        "rules": [
            {
                **score._asdict(),
                "precision": share_to(score.precision),
                "recall": share_to(score.recall),
                "f1": score.f1,
            }
            for score in result.rules
        ],
        "verdicts": [
            {"quality": quality, "verdict": verdict, "cases": count}
            for (quality, verdict), count in sorted(result.verdicts.items())
        ],
    }


def _outcome_to(outcome: Outcome) -> dict[str, Any]:
    case = outcome.case
    return {
        "id": case.id,
        "place": case.place,
        "language": outcome.language,
        "channel": case.conversation.channel,
        "split": case.split,
        "quality": case.quality,
        "verdict": outcome.verdict,
        "words": outcome.words,
        "findings": dict(sorted(outcome.findings.items())),
        "above_suggestion": list(outcome.loud),
        "unmet": list(outcome.unmet),
    }
