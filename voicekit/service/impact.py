"""The use case of looking before publishing: past replies replayed under the guideline as it is and as it would be.

It must never change which guideline counts, nor keep what it read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.digest import content_digest
from voicekit.guideline.files import signal_files
from voicekit.service.changes import DRAFT, LIVE, named, published
from voicekit.service.opening import open_guideline, root_of

if TYPE_CHECKING:
    from voicekit.evals.compare import Impact, ReplaySet, Watch


def impact(
    settings: Settings,
    brand: str,
    *,
    draft: str | None = None,
    against: str | None = None,
    on: Sequence[ReplaySet] = (),
    jobs: int = 1,
    watch: Watch | None = None,
) -> Impact:
    """What the guideline `draft` would do to replies that `against` judges now; both as `changes.named` takes them.

    Without `draft` it is the store's open draft, else its newest version, and with `against` alone what is live.
    Without `against` it is what is live: in the store where the draft is from there. Replayed are the cases in
    `eval/cases` of the current folder, the brand's replay set, and `on`. Raises GuidelineError with every mistake,
    InputError where there is nothing to compare or to replay.
    """
    from voicekit.evals.cases import read_cases
    from voicekit.evals.compare import CASES, case_set, entries_of, replay
    from voicekit.service.replay import replay_items

    new = draft or (LIVE if against else _newest(settings, brand))
    old = against or (published(settings, brand) if new == DRAFT or new.isdigit() else LIVE)
    if old == new:
        raise InputError(f"'{new}' is compared with itself; name the changed guideline with --draft")
    sets: list[ReplaySet] = []
    if CASES.is_dir():
        sets.append(case_set(read_cases([CASES]), brand, CASES.as_posix()))
    kept = replay_items(settings, brand)
    if kept:
        sets.append(
            entries_of("replay set", [(f"conversation {n}", *item) for n, item in enumerate(kept, 1)], brand)
        )
    sets += on
    with named(settings, old, brand) as one, named(settings, new, brand) as other:
        guidelines = open_guideline(one), open_guideline(other)
        same = _signals(one) == _signals(other)
        return replay(*guidelines, sets, jobs=jobs, watch=watch, same_signals=same)


def _newest(settings: Settings, brand: str) -> str:
    """The draft, or the number of the newest version."""
    from voicekit.service.storing import has_store, store_with

    if not has_store(settings):
        raise InputError(
            "name the changed guideline with --draft: a guidelines folder, or a brand's folder in one"
        )
    with store_with(settings, brand) as store:
        from voicekit.store import drafts, versions

        if drafts.get(store, brand) is not None:
            return DRAFT
        head = versions.get(store, brand).number
        if head == versions.live(store, brand).number:
            raise InputError(
                f"guideline '{brand}': no draft is open and version {head} is live; "
                "name what to compare it with, such as --draft FOLDER"
            )
        return str(head)


def _signals(settings: Settings) -> dict[str, str]:
    """What names the signals of a guidelines folder, by language."""
    root = root_of(settings)
    return {code: content_digest("", os.fspath(root), files) for code, files in signal_files(root).items()}
