"""`voicekit guideline check`: every mistake in a guideline's files, with its line and the mend.

Must never stop at the first mistake, nor pass a guideline that `lint` would refuse.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from voicekit.cli import common
from voicekit.cli.cells import visible
from voicekit.errors import GuidelineError, Problem


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline check`."""
    parser.add_argument("named", metavar="BRAND", nargs="?", help="the brand to check (default: the setting)")
    common.guideline_options(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="form (default: text)"
    )


def run(args: argparse.Namespace) -> int:
    """Print every problem; 2 where one is an error, as `lint` would give, else 0."""
    settings = common.settings_from(args)
    name = args.named or args.brand or settings.brand
    from voicekit import service

    problems: Sequence[Problem]
    try:
        problems = service.check_guideline(settings, brand=name)
    except GuidelineError as error:
        problems = error.problems
    if args.format == "json":
        import json

        sys.stdout.write(json.dumps([problem._asdict() for problem in problems], indent=2) + "\n")
    elif args.format == "github":
        sys.stdout.writelines(annotation(problem) + "\n" for problem in problems)
    else:
        sys.stdout.writelines(told(problem) for problem in problems)
    errors = sum(problem.level == "error" for problem in problems)
    if args.format == "text":
        said = f"{errors} errors, {len(problems) - errors} warnings" if problems else "no mistakes"
        print(visible(f"guideline '{name}': {said}"), file=sys.stderr)
    return 2 if errors else 0


def told(problem: Problem) -> str:
    """One problem with its source line, ending with a line end."""
    head, *rest = str(problem).split("\n")
    level = "" if problem.level == "error" else "warning: "
    return "\n".join([level + visible(head), *(f"    {visible(line.strip())}" for line in rest)]) + "\n"


def annotation(problem: Problem) -> str:
    """One problem as a GitHub workflow command."""
    from voicekit.cli.annotations import data_of, property_of

    place = f"file={property_of(problem.path)}"
    if problem.line:
        place += f",line={problem.line},col={problem.column}"
    reason = f"{problem.field}: {problem.reason}" if problem.field else problem.reason
    return f"::{problem.level} {place}::{data_of(reason)}"
