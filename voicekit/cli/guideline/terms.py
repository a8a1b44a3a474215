"""`voicekit guideline terms import|export`: a brand's terms from a table, and as one.

Must never take a row it has to guess at, nor write a cell that a spreadsheet would run.
"""

from __future__ import annotations

import argparse
import os

from voicekit.cli import common
from voicekit.cli.fix import put
from voicekit.cli.guideline import editing
from voicekit.errors import InputError


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline terms`."""
    parser.add_argument("action", choices=("import", "export"), help="from a table, or to one")
    parser.add_argument("rest", metavar="[FILE.csv] BRAND", nargs="+", help="the table; - is stdin or stdout")
    editing.table_options(parser)


def run(args: argparse.Namespace) -> int:
    """Import or export; 1 where rows were not taken."""
    if len(args.rest) > 2 or (args.action == "import" and len(args.rest) != 2):
        raise InputError("expected 'terms import FILE.csv BRAND' or 'terms export [FILE.csv] BRAND'")
    settings = common.settings_from(args)
    *files, brand = args.rest
    from voicekit.service import editing as service

    if args.action == "import":
        raw = editing.read_bytes(files[0])
        shown = os.path.basename(files[0])
        columns = editing.mapping(args)
        done = editing.made(
            args, settings, brand, lambda there: service.import_terms(there, brand, raw, shown, columns)
        )
        return editing.show_imported(done, "terms", shown, args)
    text = service.export_terms(settings, brand)
    if files and files[0] != "-":
        # With a byte order mark: Excel takes a table without one for Windows-1252.
        try:
            with open(files[0], "x", encoding="utf-8-sig", newline="") as file:
                file.write(text)
        except FileExistsError:
            raise InputError(f"{files[0]}: is there already; name a new file") from None
        except OSError as error:
            raise InputError(f"{files[0]}: cannot be written ({error.strerror})") from None
    else:
        put(text)
    return 0
