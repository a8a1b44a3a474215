"""`voicekit guideline draft`: open the draft of a guideline, save files into it, look at it, throw it away.

Must never throw away what nobody said yes to.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from voicekit.cli import common
from voicekit.cli.guideline import shared
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.service.drafting import DraftState


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline draft`."""
    parser.add_argument(
        "what", choices=("start", "save", "status", "discard"), help="what to do with the draft"
    )
    shared.brand_option(parser)
    parser.add_argument("--guidelines", metavar="DIR", help="the folder whose files are saved")
    parser.add_argument(
        "--revision", metavar="N", type=int, help="the revision of the draft that the files were made from"
    )
    parser.add_argument("--yes", action="store_true", help="discard it although it changes something")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what comes next."""
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.service import drafting

    state: DraftState | None = None
    if args.what == "start":
        state = drafting.draft_start(settings, brand)
    elif args.what == "save":
        if args.revision is None:
            raise InputError(f"add --revision N; 'voicekit guideline draft status {brand}' names it")
        state = drafting.draft_save(settings, brand, args.revision)
    elif args.what == "status":
        state = drafting.draft_status(settings, brand)
    else:
        drafting.draft_discard(settings, brand, yes=args.yes)
    if args.format == "json":
        shared.write_json(brand, draft=_data(state))
    elif args.what == "discard":
        shared.tell(f"guideline '{brand}': the draft is gone.")
    elif state is None:
        shared.tell(
            f"guideline '{brand}': no draft is open.", f"  Open one:  voicekit guideline draft start {brand}"
        )
    else:
        _tell(state)
    return 0


def _tell(state: DraftState) -> None:
    shared.write_lines(f"{path}  +{came} -{went}" for path, (came, went) in state.changed.items())
    saved = f"last saved by {state.author}, {state.at:%Y-%m-%d %H:%M} UTC"
    shared.tell(
        f"guideline '{state.brand}': a draft is open, made from version {state.base}.",
        f"  Revision {state.revision}, {saved}.",
    )
    if state.head != state.base:
        shared.tell(f"  Version {state.head} came since; submitting brings both together, file by file.")
    if state.changed:
        shared.tell(f"  Put it up for review:  voicekit guideline submit {state.brand}")
    else:
        shared.tell(
            f"  It changes nothing yet. Get its files:  voicekit guideline export {state.brand} --to DIR --draft"
        )


def _data(state: DraftState | None) -> dict[str, Any] | None:
    if state is None:
        return None
    changed = [{"path": path, "added": came, "removed": went} for path, (came, went) in state.changed.items()]
    known = {key: value for key, value in state._asdict().items() if key != "brand"}
    return known | {"at": state.at.isoformat(), "changed": changed}
