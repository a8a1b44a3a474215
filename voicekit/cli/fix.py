"""`voicekit fix`: a draft with its safe fixes applied, on standard output, as a diff, or back in its file.

Must never write a file that was not asked for, nor leave half of one behind.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any

from voicekit.cli import common, inputs
from voicekit.errors import InputError


def options(parser: common.Options) -> None:
    """The options of `voicekit fix`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a draft or a conversation with one; - is stdin"
    )
    common.guideline_options(parser)
    common.thread_options(parser)
    parser.add_argument("--unsafe", action="store_true", help="apply the fixes that want a look, too")
    parser.add_argument("--write", action="store_true", help="write the mended text back to FILE")
    parser.add_argument("--diff", action="store_true", help="print what would change instead of the text")


def run(args: argparse.Namespace) -> int:
    """Mend and print; how many fixes were made, and what is left, goes to standard error."""
    if args.write and args.diff:
        raise InputError("--write and --diff: give one of them")
    settings = common.settings_from(args)
    language = common.language_of(args)
    item = common.known(inputs.read_one(args.file, args.kind), args)
    if args.write and not (item.path and item.plain):
        raise InputError("--write: only a text file can be written back; print the text, or use --diff")
    from voicekit import service

    guideline = service.open_guideline(settings, brand=args.brand or item.conversation.brand)
    result = service.fix_reply(
        guideline, item.conversation, item.draft, unsafe=args.unsafe, language=language, ui=settings.ui
    )
    before, after = (item.head + text + item.tail for text in (item.draft.text, result.text))
    if args.diff:
        put(diff(before.removeprefix("\ufeff"), after.removeprefix("\ufeff"), item.name))
    elif args.write:
        if after != before:
            from voicekit.service.editing import write_file

            write_file(item.path, after)
    else:
        put(result.text + (item.tail or "\n"))
    _tell(result)
    return 0


def diff(before: str, after: str, name: str, was: str = "draft", now: str = "mended") -> str:
    """A unified diff that `patch` reads; empty where nothing changes."""
    import difflib

    name = name.replace("\n", " ")
    out = []
    for line in difflib.unified_diff(_lines(before), _lines(after), f"{name} ({was})", f"{name} ({now})"):
        out.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(out)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)  # splitlines() would also split at U+2028 and form feeds


def put(text: str) -> None:
    """`text` on standard output; on a terminal safe to print."""
    if common.on_terminal():
        from voicekit.cli.cells import visible

        text = "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))
    sys.stdout.write(text)


def _tell(result: Any) -> None:
    made, left = len(result.applied), len(result.left.findings)
    fixes = "1 fix" if made == 1 else f"{made} fixes"
    findings = "1 finding" if left == 1 else f"{left} findings"
    print(f"{fixes} made, {findings} left", file=sys.stderr)
