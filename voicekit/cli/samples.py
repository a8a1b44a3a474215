"""`voicekit samples`: a conversation that travels along, as YAML to try things on.

Must never print one that `voicekit lint` would not read back.
"""

from __future__ import annotations

import argparse
import sys

from voicekit.cli import common
from voicekit.errors import InputError
from voicekit.wire import conversation_to


def options(parser: common.Options) -> None:
    """The options of `voicekit samples`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="the sample to print; without it, their names"
    )


def run(args: argparse.Namespace) -> int:
    """The names, or one sample as YAML."""
    from voicekit import service

    samples = {name: (conversation, draft) for name, conversation, draft in service.samples()}
    if args.name is None:
        sys.stdout.writelines(f"{name}\n" for name in samples)
        return 0
    if args.name not in samples:
        raise InputError(f"no sample '{args.name[:40]}'; there are {', '.join(samples)}")
    from voicekit.wire import yamlin

    sys.stdout.write(yamlin.dump(conversation_to(*samples[args.name])))
    return 0
