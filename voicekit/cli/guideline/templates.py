"""`voicekit guideline templates import`: a brand's templates from a table of macros.

Must never take a macro that holds logic, nor turn a placeholder into words.
"""

from __future__ import annotations

import argparse
import os

from voicekit.cli import common
from voicekit.cli.guideline import editing


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline templates`."""
    parser.add_argument("action", choices=("import",), help="from a table")
    parser.add_argument("file", metavar="FILE.csv", help="the table; - is stdin")
    parser.add_argument("named", metavar="BRAND", help="the brand whose templates.yaml changes")
    parser.add_argument("--scenario", metavar="NAME", help="the scenario of rows that name none")
    parser.add_argument("--lang", metavar="CODE", help="the language of rows that name none")
    editing.table_options(parser)


def run(args: argparse.Namespace) -> int:
    """Import; 1 where rows were not taken."""
    settings = common.settings_from(args)
    raw, shown = editing.read_bytes(args.file), os.path.basename(args.file)
    from voicekit.service import editing as service

    columns = editing.mapping(args)
    done = editing.made(
        args,
        settings,
        args.named,
        lambda there: service.import_templates(
            there, args.named, raw, shown, columns, scenario=args.scenario, language=args.lang
        ),
    )
    return editing.show_imported(done, "templates", shown, args)
