"""`voicekit guideline diff`: what one guideline says otherwise than another, in sentences, or as lines of YAML.

Must never change anything; comments and order that no customer would notice are not told.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared

KINDS = {
    "voice": "Voice",
    "channel": "Channels",
    "scenario": "Scenarios",
    "term": "Words",
    "ban": "Words",
    "template": "Templates",
    "rule": "Rules",
    "pack": "Packs",
    "extends": "Packs",
    "override": "Rules",
    "policy": "Escalation",
    "hours": "Business hours",
    "route": "Escalation",
    "line": "Escalation",
    "contact": "Contacts",
    "incident": "Incidents",
}


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline diff`."""
    what = "a guidelines folder or a brand's folder, a version's number, 'draft' or 'live'"
    parser.add_argument("old", metavar="A", help=what)
    parser.add_argument("new", metavar="B", help="the same, for the one it is compared with")
    common.guideline_options(parser)
    parser.add_argument("--yaml", action="store_true", help="the lines of the files that differ instead")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print the difference; 0 also where there is one."""
    settings = common.settings_from(args)
    from voicekit.service import changes

    shared.working()
    if args.yaml:
        lines = changes.compare_files(settings, args.old, args.new, args.brand)
        if args.format == "json":
            shared.write_json(args.brand or settings.brand, lines=lines)
        else:
            shared.write_lines(lines)
        return 0
    found = changes.compare_guidelines(settings, args.old, args.new, args.brand)
    if args.format == "json":
        shared.write_json(args.brand or settings.brand, changes=[change._asdict() for change in found])
        return 0
    if not found:
        shared.tell("nothing a customer would notice")
        return 0
    told: list[str] = []
    last = ""
    for change in found:
        head = KINDS.get(change.kind, change.kind)
        if head != last:
            told += ["", head] if told else [head]
            last = head
        told.append(f"  {change.sentence}")
    shared.write_lines(told)
    return 0
