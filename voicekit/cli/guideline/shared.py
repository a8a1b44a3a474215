"""What the actions on the store share: their options, their answers for people and for programs, and what comes next.

It is no action itself, and must never import the service: an action does that when it runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from voicekit.cli.cells import visible
from voicekit.cli.common import Options
from voicekit.config import Settings
from voicekit.errors import Problem

if TYPE_CHECKING:
    from voicekit.service.merging import Clash
    from voicekit.service.publishing import Imported
    from voicekit.store.versions import Version

STATES = {"in_review": "in review", "published": "published", "retired": "retired"}


def brand_option(parser: Options) -> None:
    """Which guideline is meant."""
    parser.add_argument("named", metavar="BRAND", nargs="?", help="the brand it is of (default: the setting)")


def note_option(parser: Options, help: str) -> None:
    """A line for the history."""
    parser.add_argument("--note", metavar="TEXT", default="", help=help)


def format_option(parser: Options) -> None:
    """For people or for programs."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def brand_of(args: argparse.Namespace, settings: Settings) -> str:
    """The brand that is named, or that of the settings."""
    return str(args.named or settings.brand)


def tell(*lines: str) -> None:
    """Each line on standard error, safe to print."""
    for line in lines:
        print(visible(line), file=sys.stderr)


def working() -> None:
    """Say that it takes a while, where somebody is there to wait."""
    if sys.stderr is not None and sys.stderr.isatty():
        tell("reading the guideline and running its examples; this takes some seconds")


def write_lines(lines: Iterable[str]) -> None:
    """Each line on standard output, safe to print."""
    sys.stdout.writelines(visible(line) + "\n" for line in lines)


def write_json(brand: str, **data: Any) -> None:
    """The answer as one JSON object on standard output."""
    import json

    answer = {"schema_version": 1, "brand": brand, **data}
    sys.stdout.write(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")


def version_data(version: Version) -> dict[str, Any]:
    """A version for programs, without its files."""
    data = {key: value for key, value in version._asdict().items() if key not in ("name", "body")}
    return data | {"at": version.at.isoformat()}


def warn(problems: Iterable[Problem]) -> None:
    """The warnings of a check, on standard error."""
    tell(*(f"warning: {problem._replace(source_line='')}" for problem in problems))


def clash_data(clashes: Iterable[Clash]) -> list[dict[str, Any]]:
    """Files in conflict for programs."""
    return [{"path": one.path, "theirs": list(one.theirs), "yours": list(one.yours)} for one in clashes]


def clash_lines(clashes: Iterable[Clash], yours: str) -> Iterable[str]:
    """Files in conflict for people: what each side did to the lines of the base."""
    for one in clashes:
        yield f"{one.path}: changed on both sides"
        for side, change in (("in the store", one.theirs), (yours, one.yours)):
            yield f"  {side}:"
            yield from (f"    {line}" for line in change)


def tell_next(version: Version, settings: Settings) -> None:
    """What comes after a version was put up for review: look at it, and who publishes it how."""
    name = version.name
    from voicekit.service.publishing import hands

    barred = [] if settings.approve == "anyone" else hands(settings, version)
    who = f"Anyone but {' and '.join(barred)}" if barred else "Anyone"
    tell(
        f"guideline '{name}': version {version.number} is in review.",
        f"  See what it would change:  voicekit guideline impact {name} --draft {version.number}",
        f"  {who} may publish it:  voicekit guideline publish {name} --version {version.number}",
        f"  Take it back:  voicekit guideline retire {name} {version.number}",
    )


def tell_saved(args: argparse.Namespace, settings: Settings, brand: str, done: Imported, yours: str) -> int:
    """What became of files or of a draft that were to be a version, and the exit code: 2 for files in conflict."""
    warn(done.warnings)
    if args.format == "json":
        version = version_data(done.version) if done.version else None
        clashes = clash_data(done.clashes)
        write_json(brand, version=version, new=done.new, merged=list(done.merged), conflicts=clashes)
    else:
        write_lines(clash_lines(done.clashes, yours))
    if done.version is None:
        count = f"{len(done.clashes)} file{'s' if len(done.clashes) > 1 else ''}"
        tell(
            f"guideline '{brand}': {count} changed {yours} and in the store, so nothing was written.",
            f"  Get theirs:  voicekit guideline export {brand} --to DIR",
            "  Put their lines into your files too, else they are gone, and only then try again with"
            f" --base {done.head}",
        )
        return 2
    if done.merged:
        tell(f"taken from the store, where they changed meanwhile: {', '.join(done.merged)}")
    if done.new and done.version.state == "in_review":
        tell_next(done.version, settings)
    elif done.new:
        tell(f"guideline '{brand}': version {done.version.number} is in the store, and is what is published.")
        tell_source(settings)
    else:
        tell(f"guideline '{brand}': nothing differs from version {done.version.number}; no version was made.")
    return 0


def tell_source(settings: Settings) -> None:
    """Where replies are not judged by the store yet, say so."""
    if settings.guideline_source == "folder":
        tell(
            'Replies are judged by the folder still; with guideline_source = "store" in voicekit.toml '
            "they are judged by what is published."
        )
