"""The replay set of a guideline: on and off, conversations in (redacted here) and out again, all of it purged.

It must never hand a conversation to the store that was not redacted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.types import Conversation, Draft

if TYPE_CHECKING:
    from voicekit.store.replay import ReplaySet

DAYS = 90
"""How long a conversation is kept unless somebody says otherwise."""


class Taken(NamedTuple):
    """What came of adding conversations: taken, known already, those that made way, and those that cannot be used.

    `unusable` are (which, counted from 1, and why).
    """

    taken: int
    known: int
    dropped: int
    unusable: tuple[tuple[int, str], ...]


def replay_on(settings: Settings, brand: str, days: int = DAYS) -> None:
    """Keep a replay set, each conversation for `days` (1 to 366); who turned it on is on record."""
    from voicekit.service.storing import store_with, user_of

    with store_with(settings, brand) as store:
        from voicekit.store import replay

        replay.on(store, brand, user_of(settings), days)


def replay_off(settings: Settings, brand: str) -> int:
    """Keep none any longer; how many conversations were deleted, their traces on the disk too."""
    from voicekit.service.storing import store_with, user_of

    with store_with(settings, brand) as store:
        from voicekit.store import replay, upkeep

        gone = replay.off(store, brand, user_of(settings))
        upkeep.wipe(store)
    return gone


def replay_purge(settings: Settings, brand: str) -> int:
    """Delete every conversation of a set that stays on, their traces on the disk too; how many there were."""
    from voicekit.service.storing import store_with, user_of

    with store_with(settings, brand) as store:
        from voicekit.store import replay, upkeep

        gone = replay.clear(store, brand, user_of(settings))
        upkeep.wipe(store)
    return gone


def replay_status(settings: Settings, brand: str) -> ReplaySet | None:
    """The set of `brand`; None where it is off."""
    from voicekit.service.storing import store_with

    with store_with(settings, brand) as store:
        from voicekit.store import replay

        return replay.status(store, brand)


def replay_add(settings: Settings, brand: str, items: Iterable[tuple[Conversation, Draft]]) -> Taken:
    """Redact conversations with their drafts, and keep them. Raises InputError where the set is off."""
    from pathlib import Path

    from voicekit.service.opening import open_guideline
    from voicekit.service.storing import store_dir, store_with

    with store_with(settings, brand) as store:
        from voicekit.rewrite.threads import redact_thread
        from voicekit.store import keys, replay
        from voicekit.store.columns import plain_all
        from voicekit.wire import conversation_to

        if replay.status(store, brand) is None:
            raise replay.is_off(brand)
        guideline = open_guideline(settings, brand)
        bodies, unusable = [], []
        for number, (conversation, draft) in enumerate(items, start=1):
            try:
                body = conversation_to(*redact_thread(guideline, conversation, draft))
                plain_all(body, "a text")
            except InputError as error:
                unusable.append((number, str(error)))
            else:
                bodies.append(body)
        return Taken(
            *replay.add(store, brand, bodies, keys.key_of(Path(store_dir(settings)))), tuple(unusable)
        )


def replay_items(settings: Settings, brand: str) -> list[tuple[Conversation, Draft]]:
    """The conversations of the set with their drafts, oldest first; empty where it is off, or there is no store."""
    from voicekit.service.storing import has_store, store_with
    from voicekit.wire import conversation_from

    if not has_store(settings):
        return []
    with store_with(settings, brand) as store:
        from voicekit.store import replay

        bodies = replay.bodies(store, brand)
    found = []
    for number, body in enumerate(bodies, start=1):
        conversation, draft = conversation_from(body, f"replay set, conversation {number}")
        if draft is not None:
            found.append((conversation, draft))
    return found
