"""What the actions that change files share: a diff on standard output, the files written, what the loader warns of.

It is no action itself, and must never import the service: an action does that when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from voicekit.cli.common import Options
from voicekit.cli.fix import diff, put
from voicekit.cli.guideline.shared import tell, warn
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.config import Settings
    from voicekit.service.editing import Edited, Imported

    Made = TypeVar("Made", bound=Edited | Imported)

_MOST = 4 * 1024 * 1024


def folder_option(parser: Options) -> None:
    """Whose files are changed."""
    parser.add_argument("--guidelines", metavar="DIR", help="the guidelines folder that holds the brand")


def where_options(parser: Options) -> None:
    """Whose files are changed: those of a folder, or those of the draft in the store; or none, only looked at."""
    folder_option(parser)
    parser.add_argument(
        "--draft", action="store_true", help="change the open draft in the store, not a folder"
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would change, and write nothing")


def table_options(parser: Options) -> None:
    """How a table is read."""
    parser.add_argument(
        "--map",
        metavar="COLUMN=FIELD",
        action="append",
        default=[],
        help="what a column holds where its name does not say; again for more",
    )
    where_options(parser)


def mapping(args: argparse.Namespace) -> dict[str, str]:
    """The `--map COLUMN=FIELD` options."""
    out = {}
    for pair in args.map:
        name, equals, field = pair.rpartition("=")
        if not (name and equals and field):
            raise InputError(f"--map {pair[:40]}: expected COLUMN=FIELD, such as 'Say this=prefer'")
        out[name] = field
    return out


def read_bytes(path: str) -> bytes:
    """The bytes of a table; standard input for `-`."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(_MOST + 1)
        with open(path, "rb") as file:
            return file.read(_MOST + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from None


def made(
    args: argparse.Namespace, settings: Settings, brand: str, change: Callable[[Settings], Made]
) -> Made:
    """What `change` makes of the folder's files or, with --draft, of the draft's; kept unless --dry-run."""
    from voicekit.service import editing

    if args.draft:
        if args.guidelines:
            raise InputError("--draft and --guidelines: give one of them")
        return editing.change_draft(settings, brand, change, dry=args.dry_run)
    done = change(settings)
    if not args.dry_run:
        editing.save(done.edited if isinstance(done, editing.Imported) else done)
    return done


def show(edited: Edited, args: argparse.Namespace) -> None:
    """The diff on standard output, the warnings and what became of it on standard error."""
    for name in edited.changed:
        put(diff(edited.before.get(name, ""), edited.after.get(name, ""), name, "was", "is"))
    warn(edited.warnings)
    if not edited.changed:
        tell("nothing changes")
    elif args.dry_run:
        tell("nothing was written (--dry-run)")
    elif args.draft:
        tell("saved in the draft; 'voicekit guideline submit' puts it up for review")
    else:
        tell(f"written: {', '.join(os.path.join(edited.root, name) for name in edited.changed)}")


def show_imported(done: Imported, what: str, file: str, args: argparse.Namespace) -> int:
    """An import: the diff, then the rows that were left out and why; 1 where there are any."""
    show(done.edited, args)
    if done.encoding == "cp1252":
        tell(f"{file}: is not UTF-8 and was read as Windows-1252; where letters look wrong, save it as UTF-8")
    if done.unknown:
        tell(f"{file}: columns not read: {', '.join(done.unknown)}")
    tell(*(f"{file}:{row.line}: not taken: {row.reason}" for row in done.refused))
    left = f", {len(done.refused)} rows not taken" if done.refused else ""
    tell(f"{what}: {done.new} new, {done.changed} changed, {done.same} as before{left}")
    return 1 if done.refused else 0
