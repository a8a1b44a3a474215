"""`voicekit eval run`: cases and messages with expectations, and the counts with their intervals and aims.

Must never print a customer's words but with `--misses`, nor call a run good in which a case is not as it says.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from voicekit.cli import common, evalmisses, evaltables
from voicekit.cli.cells import visible
from voicekit.cli.evaltables import share_cell
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.evals.run import Group, Outcome, Result

CASES, MESSAGES = Path("eval/cases"), Path("eval/triage")


def options(parser: common.Options) -> None:
    """The options of `voicekit eval`."""
    from voicekit.evals.cases import Split

    parser.add_argument("action", choices=("run",), help="hold the cases against the guideline")
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help=f"files or folders of cases or messages (default: {CASES} and {MESSAGES})",
    )
    common.guideline_options(parser)
    parser.add_argument("--lang", metavar="CODE", help="only cases in this language")
    parser.add_argument("--split", choices=get_args(Split), help="only cases of this split")
    parser.add_argument(
        "--misses", action="store_true", help="print what is missed, with its words (wants --split dev)"
    )
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="processes (default: 1)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Run the cases; 1 where one is not as it says. Figures below their aim are marked and change nothing."""
    if not 1 <= args.jobs <= 256:
        raise InputError(f"--jobs {args.jobs}: expected 1 to 256")
    if args.misses:
        evalmisses.refuse(args.split)
    settings = common.settings_from(args)
    chosen = {
        "brand": args.brand,
        "language": common.language_of(args),
        "split": args.split,
        "jobs": args.jobs,
    }
    from voicekit import service
    from voicekit.evals.conversation import Measured
    from voicekit.evals.messages import apart

    given = [Path(path) for path in args.path] or [CASES, *([MESSAGES] if MESSAGES.is_dir() else [])]
    cases, messages = apart(given)
    result = service.run_cases(settings, cases, **chosen) if cases else None
    threads = result.measured if result else []
    measured = Measured()
    if messages or threads:
        measured = service.measure_conversation(settings, threads, messages, **chosen)
    failed = result.failed if result else []
    if args.format == "json":
        import json

        value = (result_to(result) if result else {}) | {"conversation": evaltables.measured_to(measured)}
        sys.stdout.write(json.dumps({"schema_version": 1} | value, indent=2) + "\n")
        return int(bool(failed))
    if args.misses:
        lines = evalmisses.misses(failed, measured)
    else:
        lines = [*(told(result) if result else []), *evaltables.tables(measured)]
    sys.stdout.write("".join(visible(line) + "\n" for line in lines))
    return int(bool(failed))


def told(result: Result) -> list[str]:
    """The run for a person: cases that are not as they say, then counts by group, rule and verdict."""
    from voicekit.evals.figures import contextual

    lines = [f"{o.case.place}: {o.case.id}: {'; '.join(o.unmet)}" for o in result.failed]
    if lines:
        lines.append("")
    lines.append(
        f"{'':22}{'cases':>6}  {'as expected':<27}{'silent':<27}{'ready':<27}{'findings per 1,000 words':>8}"
    )
    lines += [_row(group) for group in result.groups]
    # Rules of the conversation have a table of their own, where threads are measured.
    scores = [score for score in result.rules if not (result.measured and contextual(score.rule))]
    if scores:
        longest = max(len(score.rule) for score in scores)
        lines += ["", f"{'rule':<{longest}}  {'precision':<27}{'recall':<27}F1"]
        for score in scores:
            f1 = "" if score.f1 is None else f"{score.f1:.3f}"
            line = f"{score.rule:<{longest}}  {share_cell(score.precision):<27}{share_cell(score.recall):<27}{f1}"
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
        f"{name:<22}{group.cases:>6}  {share_cell(group.met):<27}{share_cell(group.silent):<27}"
        f"{share_cell(group.ready):<27}{rate}"
    ).rstrip()


def result_to(result: Result) -> dict[str, Any]:
    """The run as JSON-ready values; shares carry their n and their 95 % interval."""
    from voicekit.evals.stats import share_to

    return {
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
        "measured": case.expect.measured,
    }
