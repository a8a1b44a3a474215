"""What several commands share: options, settings from them, and what the desk knows besides the words.

Must never import the service; a command does that when it runs.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import Any, Protocol, get_args

from voicekit.cli.inputs import KINDS, Item
from voicekit.config import Settings, load
from voicekit.errors import InputError
from voicekit.types import LANGUAGES, ContextValue, Sender, Visibility

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(?:\.[0-9]{1,15})?")


class Options(Protocol):
    """What a command adds its options to: a parser, or the recorder that writes the documentation."""

    def add_argument(self, *names: str, **how: Any) -> Any:
        """As in argparse."""


def guideline_options(parser: Options) -> None:
    """Which guideline judges, and the language voicekit speaks."""
    parser.add_argument("--brand", metavar="NAME", help="the brand whose guideline judges")
    parser.add_argument("--guidelines", metavar="DIR", help="a guideline folder of your own")
    parser.add_argument("--ui", choices=LANGUAGES, help="language of messages and of the report")


def thread_options(parser: Options) -> None:
    """What is known of the thread besides its words; each overrides what a conversation says of itself."""
    parser.add_argument("--channel", metavar="NAME", help="where the reply goes: x, whatsapp, email, ...")
    parser.add_argument("--visibility", choices=get_args(Visibility), help="who can read the thread")
    parser.add_argument("--lang", metavar="CODE", help="language of the draft, such as en or de")
    parser.add_argument("--sender", choices=get_args(Sender), help="who sends the draft")
    parser.add_argument(
        "--context",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="something the desk knows, such as mood=angry; again for more, twice with one key for a list",
    )
    parser.add_argument(
        "--as", dest="kind", choices=KINDS, help="what the input is, whatever its name ends in"
    )


def settings_from(args: argparse.Namespace) -> Settings:
    """The settings of this run: defaults < voicekit.toml < VOICEKIT_* < the flags in `args`."""
    return load({key: getattr(args, key, None) for key in Settings._fields})


def known(item: Item, args: argparse.Namespace) -> Item:
    """`item` with what the flags say of its thread."""
    context = context_from(args.context)
    conversation = item.conversation._replace(
        **{key: getattr(args, key) for key in ("channel", "visibility") if getattr(args, key) is not None}
    )
    if context:
        conversation = conversation._replace(context={**conversation.context, **context})
    draft = item.draft if args.sender is None else item.draft._replace(sender=args.sender)
    return item._replace(conversation=conversation, draft=draft)


def context_from(pairs: list[str]) -> dict[str, ContextValue]:
    """`KEY=VALUE` pairs as values: true and false, plain numbers, else text; a key given twice makes a list."""
    out: dict[str, ContextValue] = {}
    texts: dict[str, list[str]] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or not key:
            raise InputError(f"--context {pair[:40]}: expected KEY=VALUE, such as mood=angry")
        texts.setdefault(key, []).append(text)
    for key, values in texts.items():
        out[key] = list(values) if len(values) > 1 else _value(values[0])
    return out


def _value(text: str) -> ContextValue:
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def language_of(args: argparse.Namespace) -> str | None:
    """`--lang` as a language code in lower case. InputError where it cannot be one."""
    code: str | None = args.lang
    if code is None:
        return None
    code = code.replace("_", "-").split("-")[0].lower()
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        raise InputError(f"--lang {args.lang[:40]}: expected a language code such as {', '.join(LANGUAGES)}")
    return code


def screen_width() -> int:
    """Columns of the terminal on standard output; 80 where there is none."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit():
        return int(asked[:4])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return 80


def in_colour() -> bool:
    """True where standard output is a terminal that shows colour and nobody asked for none (NO_COLOR)."""
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def on_terminal() -> bool:
    """True where standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()
