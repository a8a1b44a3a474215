"""`voicekit guideline set`: one value in a brand's files, everything around it left as it is.

Must never write what the loader would refuse.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import editing
from voicekit.errors import InputError


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline set`."""
    parser.add_argument("named", metavar="BRAND", help="the brand whose files change")
    parser.add_argument(
        "file", metavar="FILE", help="voice, channels, scenarios, terms, templates, rules, ..."
    )
    parser.add_argument(
        "path",
        metavar="PATH",
        help="keys, list positions from 0 or the ids of entries, split by /; + for a new entry",
    )
    parser.add_argument("value", metavar="VALUE", nargs="?", help="text, a number, true, false, or YAML")
    parser.add_argument("--remove", action="store_true", help="take away what stands at PATH")
    editing.where_options(parser)


def run(args: argparse.Namespace) -> int:
    """Change the file and print the diff."""
    if args.remove == (args.value is not None):
        raise InputError("give a VALUE, or --remove")
    settings = common.settings_from(args)
    from voicekit.service import editing as service

    edited = editing.made(
        args,
        settings,
        args.named,
        lambda there: service.set_value(there, args.named, args.file, args.path, args.value),
    )
    editing.show(edited, args)
    return 0
