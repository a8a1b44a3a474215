"""`voicekit samples`: a conversation that travels along, as YAML to try things on.

Must never print one that `voicekit lint` would not read back.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from voicekit.cli import common
from voicekit.errors import InputError
from voicekit.types import Attachment, Conversation, Draft


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


def conversation_to(conversation: Conversation, draft: Draft | None) -> dict[str, Any]:
    """A conversation as `wire.conversation_from` reads it; what nobody said is left out."""
    value: dict[str, Any] = {
        "id": conversation.id,
        "brand": conversation.brand,
        "channel": conversation.channel,
        "visibility": conversation.visibility,
        "locale": conversation.locale,
        "context": dict(conversation.context),
    }
    value = {key: part for key, part in value.items() if part not in (None, "", {})}
    value["turns"] = [_said(turn._asdict(), turn.attachments) for turn in conversation.turns]
    if draft is not None:
        value["draft"] = _said(draft._asdict(), draft.attachments)
    return value


def _said(value: dict[str, Any], attachments: tuple[Attachment, ...]) -> dict[str, Any]:
    hung = [
        {
            key: part
            for key, part in thing._asdict().items()
            if part is not None and (part != "" or key == "alt")
        }
        for thing in attachments
    ]
    value = {key: part for key, part in value.items() if part is not None and key != "attachments"}
    return {**value, "attachments": hung} if hung else value
