"""`voicekit desk`: starts the page.

Must never import the page's libraries before they are asked for.
"""

from __future__ import annotations

import argparse

from voicekit.cli import common
from voicekit.errors import MissingExtra


def options(parser: common.Options) -> None:
    """The options of `voicekit desk`."""
    common.guideline_options(parser)
    parser.add_argument("--host", metavar="ADDRESS", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", metavar="N", type=int, help="port to listen on (default: 7860)")


def run(args: argparse.Namespace) -> int:
    """Serve the page until it is stopped. MissingExtra where gradio is not installed."""
    settings = common.settings_from(args)
    from importlib.util import find_spec

    if find_spec("gradio") is None:
        raise MissingExtra("desk", "the page")
    from voicekit.desk.app import launch

    launch(settings)
    return 0
