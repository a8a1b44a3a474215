"""`voicekit guideline verify`: every version has the digest that was kept, and what is live here is what was published.

Must never mend anything.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.cli.guideline import shared


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline verify`."""
    shared.brand_option(parser)
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong; 1 where something is."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import publishing

    count, wrong = publishing.verify(settings, brand)
    if args.format == "json":
        shared.write_json(brand, versions=count, wrong=wrong)
    else:
        shared.write_lines(wrong)
        said = "not right, see above" if wrong else "every digest and this machine's copy are right"
        shared.tell(f"guideline '{brand}': {count} version{'s' if count > 1 else ''}, {said}")
    return 1 if wrong else 0
