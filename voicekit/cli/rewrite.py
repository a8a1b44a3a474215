"""`voicekit rewrite`: suggestions for a draft that say the same thing better, each with what it mends.

Must never write a file, send a reply, or print a rewrite that the guard refused as if it were a suggestion.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from voicekit.cli import common, inputs
from voicekit.errors import ConfigError, VoicekitError

if TYPE_CHECKING:
    from voicekit.config import Settings
    from voicekit.rewrite.client import Client
    from voicekit.types import Rewrite


CAUTION = "Read it before you send it: a small change of sense can slip through."


def options(parser: common.Options) -> None:
    """The options of `voicekit rewrite`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a draft or a conversation with one; - is stdin"
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument(
        "--rule", metavar="ID", action="append", help="a rule whose finding is to go; again for more"
    )
    parser.add_argument("--offline", action="store_true", help="ask no model, whatever the settings say")
    parser.add_argument("--refused", action="store_true", help="also print what was refused, and why")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print the suggestions; 1 where there is none."""
    settings = common.settings_from(args)
    item = common.known(inputs.read_one(args.file, args.kind), args)
    from voicekit import service

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    rewrite = service.rewrite_reply(
        guideline,
        item.conversation,
        item.draft,
        model=None if args.offline else _model(settings),
        language=common.language_of(args),
        ui=settings.ui,
        asked=args.rule,
    )
    if args.format == "json":
        import json

        sys.stdout.write(json.dumps(value(rewrite), indent=2) + "\n")
    else:
        _print(rewrite, refused=args.refused)
    return 0 if rewrite.suggestions else 1


def _model(settings: Settings) -> Client | None:
    """The model of the settings; None, and why on standard error, where it cannot be used: the fixes need none."""
    from voicekit import service

    try:
        return service.open_model(settings)
    except ConfigError:
        raise
    except VoicekitError as error:
        print(f"no model is asked: {error}", file=sys.stderr)
        return None


def value(rewrite: Rewrite) -> dict[str, Any]:
    """The rewrite for programs; spans count code points, of the draft in `edits`, of the suggestion in `slots`."""
    return {
        "schema_version": 1,
        "state": rewrite.state,
        "reason": rewrite.reason,
        "source": rewrite.source,
        "suggestions": [
            {
                "text": one.text,
                "source": one.source,
                "verdict": one.report.verdict,
                "mended": list(one.mended),
                "kept": one.kept,
                "slots": [list(span) for span in one.slots],
                "edits": [{"span": list(edit.span), "text": edit.text} for edit in one.edits],
            }
            for one in rewrite.suggestions
        ],
        "refused": [
            {"text": text, "why": [refusal._asdict() for refusal in why]} for text, why in rewrite.refused
        ],
        "usage": rewrite.usage._asdict(),
    }


def _print(rewrite: Rewrite, *, refused: bool) -> None:
    from voicekit.cli.cells import visible

    for number, one in enumerate(rewrite.suggestions):
        if number:
            sys.stdout.write("\n---\n\n")
        sys.stdout.write("\n".join(visible(line) for line in one.text.split("\n")) + "\n")
        mended = f"mends {', '.join(one.mended)}" if one.mended else "mends nothing"
        count = f"{len(one.slots)} slot{'s' if len(one.slots) > 1 else ''}"
        slots = f"; fill in {count} before you send it" if one.slots else ""
        print(f"{mended}; keeps {one.kept:.0%} of your words{slots}", file=sys.stderr)
    if rewrite.reason:
        print(rewrite.reason, file=sys.stderr)
    print(CAUTION if rewrite.suggestions else "no suggestion", file=sys.stderr)
    if refused:
        for text, why in rewrite.refused:
            print(f"\nrefused: {visible(' '.join(text.split()))}", file=sys.stderr)
            for refusal in why:
                print(f"  {refusal.check}: {visible(refusal.reason)}", file=sys.stderr)
