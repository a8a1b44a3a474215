"""The open draft of a guideline: begun, saved, looked at, thrown away; `publishing` makes it a version.

Must never throw a draft away that nobody said yes to, nor save over what somebody saved meanwhile.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import NamedTuple

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.service.bodies import read_body
from voicekit.service.merging import changed_files
from voicekit.service.storing import store_with, user_of


class DraftState(NamedTuple):
    """The open draft: made from version `base`, saved last by `author` at `at` (UTC), while `head` is the newest.

    `changed`: how many lines came and went, by file.
    """

    brand: str
    base: int
    head: int
    revision: int
    author: str
    at: datetime
    changed: dict[str, tuple[int, int]]


def draft_start(settings: Settings, brand: str, *, key: str | None = None) -> DraftState:
    """Open a draft with the files of the newest version. Raises InputError where one is open."""
    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import drafts

        draft = drafts.start(store, brand, by, key)
    return DraftState(brand, draft.base, draft.base, draft.revision, draft.author, draft.at, {})


def draft_status(settings: Settings, brand: str) -> DraftState | None:
    """The open draft; None where there is none. Raises InputError for a brand the store does not know."""
    with store_with(settings, brand) as store:
        from voicekit.store import drafts, versions

        draft = drafts.get(store, brand)
        if draft is None:
            return None
        base, head = versions.get(store, brand, draft.base), versions.get(store, brand)
    changed = changed_files(base.body, draft.body)
    return DraftState(brand, draft.base, head.number, draft.revision, draft.author, draft.at, changed)


def draft_save(settings: Settings, brand: str, revision: int, *, key: str | None = None) -> DraftState:
    """Put the files of the settings' guidelines folder into the draft, as it was at `revision`.

    They may still have mistakes: submitting is what checks them. Raises Conflict where somebody saved since, InputError
    where no draft is open, GuidelineError for a file that is not even YAML.
    """
    by = user_of(settings)
    root = resources.guidelines_dir() if settings.guidelines is None else os.fspath(settings.guidelines)
    body, _ = read_body(root, brand)
    with store_with(settings, brand) as store:
        from voicekit.store import drafts

        drafts.save(store, brand, revision, body, by, key)
    state = draft_status(settings, brand)
    if state is None:
        raise InputError(f"guideline '{brand}': the draft was submitted or discarded a moment ago")
    return state


def draft_discard(settings: Settings, brand: str, *, yes: bool = False) -> None:
    """Throw the draft away. Raises InputError where there is none, or it changes something and `yes` was not said."""
    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import drafts, versions

        draft = drafts.get(store, brand)
        if draft is None:
            raise InputError(f"guideline '{brand}': no draft is open; nothing is left to discard")
        changed = changed_files(versions.get(store, brand, draft.base).body, draft.body)
        if changed and not yes:
            raise InputError(
                f"guideline '{brand}': the draft changes {', '.join(changed)}, last saved by {draft.author}; "
                "add --yes to lose that"
            )
        drafts.discard(store, brand, draft.revision, by)
