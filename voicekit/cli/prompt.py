"""`voicekit prompt show`: exactly what a model would be sent for a draft, with nothing sent.

Must never ask a model, nor show personal data: what is printed is what would leave the machine.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common, inputs


def options(parser: common.Options) -> None:
    """The options of `voicekit prompt`."""
    parser.add_argument("action", choices=("show",), help="show: print the messages a model would get")
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a draft or a conversation with one; - is stdin"
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument(
        "--rule", metavar="ID", action="append", help="a rule whose finding is to go; again for more"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print both messages."""
    settings = common.settings_from(args)
    item = common.known(inputs.read_one(args.file, args.kind), args)
    from voicekit import service

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    system, user = service.show_prompt(
        guideline,
        item.conversation,
        item.draft,
        language=common.language_of(args),
        ui=settings.ui,
        asked=args.rule,
    )
    if args.format == "json":
        import json

        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        sys.stdout.write(json.dumps({"schema_version": 1, "messages": messages}, indent=2) + "\n")
    else:
        sys.stdout.write(f"--- system ---\n{system}\n\n--- user ---\n{user}\n")
    return 0
