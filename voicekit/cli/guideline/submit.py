"""`voicekit guideline submit`: the open draft becomes a version that somebody reviews.

Must never publish anything.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline submit`."""
    shared.brand_option(parser)
    shared.note_option(parser, "what changes and why, for who reviews it and for the history")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Submit, and say who may publish; 2 where files changed on both sides."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    shared.working()
    done = publishing.submit_draft(settings, brand, note=args.note)
    return shared.tell_saved(args, settings, brand, done, "in the draft")
