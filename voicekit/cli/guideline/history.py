"""`voicekit guideline history`: every version, who made it, when and why, and which one is live.

Must never change anything.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.cells import columns, visible
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline history`."""
    shared.brand_option(parser)
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print the versions, newest first."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    versions, approved = publishing.history(settings, brand), publishing.approvals(settings, brand)
    if args.format == "json":
        data = [{**shared.version_data(one), "approved_by": approved.get(one.number)} for one in versions]
        shared.write_json(brand, versions=data)
        return 0
    rows = [
        (
            str(one.number),
            shared.STATES[one.state],
            f"{one.at:%Y-%m-%d %H:%M}",
            one.sha256[:12],
            one.author + (f" (live by {approved[one.number]})" if one.number in approved else ""),
            one.note,
        )
        for one in versions
    ]
    widths = [max(columns(row[at]) for row in rows) for at in range(5)]
    shared.write_lines("  ".join((*map(_padded, row, widths), visible(row[5]))).rstrip() for row in rows)
    return 0


def _padded(text: str, width: int) -> str:
    return visible(text) + " " * (width - columns(text))
