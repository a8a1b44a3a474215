"""The replay set: off unless a lead turned it on, redacted, bounded in number and days, and gone when it is purged."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from support.databases import Place
from support.storekeeping import seed, settings_at

from voicekit import service
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.service import replay as replay_service
from voicekit.store import audit, replay, tables, upkeep
from voicekit.store.columns import now
from voicekit.store.engine import Store
from voicekit.types import Attachment, Conversation, Draft, Turn

KEY = bytes(32)
THREAD = Conversation(
    id="t-1",
    channel="x",
    locale="en-GB",
    turns=(
        Turn("customer", "My name is Mara Quillworth, order FR-77412 is lost.", author="Mara Quillworth"),
    ),
)
REPLY = Draft("Sorry, Mara. Order FR-77412 left on Friday.")


@pytest.fixture
def settings(store: Store, place: Place, tmp_path: Path) -> Settings:
    seed(store)
    return settings_at(place, tmp_path)


def numbered(*numbers: int) -> list[dict[str, Any]]:
    return [{"turns": [], "draft": {"text": f"Reply {number}."}} for number in numbers]


def rows(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.replay_item)).scalar_one()


def test_it_is_off_and_takes_nothing_until_a_lead_turns_it_on(settings: Settings, store: Store) -> None:
    assert replay_service.replay_status(settings, "shop") is None
    with pytest.raises(InputError, match="keeps no replay set"):
        replay_service.replay_add(settings, "shop", [(THREAD, REPLY)])
    with pytest.raises(InputError, match="keeps no replay set"):
        replay.add(store, "shop", numbered(1), KEY)
    assert rows(store) == 0


def test_what_goes_in_comes_out_redacted_and_can_be_judged(settings: Settings, store: Store) -> None:
    replay_service.replay_on(settings, "shop", 30)
    done = replay_service.replay_add(settings, "shop", [(THREAD, REPLY), (THREAD, REPLY)])
    assert done == (1, 1, 0, ())
    ((conversation, draft),) = replay_service.replay_items(settings, "shop")
    assert draft.text == "Sorry, ⟦Name_1⟧. Order ⟦Id_1⟧ left on Friday."
    assert conversation.turns[0].author == "⟦Name_1_2⟧"
    report = service.check_reply(service.open_guideline(settings), conversation, draft)
    assert report.channel == "x"
    with store.read() as connection:
        kept = json.dumps(connection.execute(select(tables.replay_item.c.body)).scalar_one())
    assert "Quillworth" not in kept
    assert "77412" not in kept


def test_who_turned_it_on_and_off_is_on_record(settings: Settings, store: Store) -> None:
    replay_service.replay_on(settings, "shop", 30)
    status = replay_service.replay_status(settings, "shop")
    assert status is not None
    assert (status.on_by, status.days, status.items, status.oldest) == ("lena", 30, 0, None)
    replay_service.replay_add(settings, "shop", [(THREAD, REPLY)])
    assert replay_service.replay_off(settings, "shop") == 1
    assert replay_service.replay_status(settings, "shop") is None
    newest, before = audit.read(store, "shop")[:2]
    assert (newest.action, newest.by, newest.detail) == ("replay.off", "lena", {"conversations": 1})
    assert (before.action, before.by, before.detail) == ("replay.on", "lena", {"days": 30})
    assert rows(store) == 0


def test_what_cannot_be_kept_is_named_and_the_rest_is_taken(settings: Settings) -> None:
    replay_service.replay_on(settings, "shop")
    items = [
        (THREAD, REPLY._replace(text="a@b.de " * 2_800)),
        (THREAD, REPLY._replace(text="Half a \ud800 letter")),
        (THREAD, REPLY._replace(text="A NUL \0 here")),
        (THREAD, REPLY),
    ]
    done = replay_service.replay_add(settings, "shop", items)
    assert (done.taken, [number for number, _ in done.unusable]) == (1, [1, 2, 3])
    assert not any("letter" in why and "Half" in why for _, why in done.unusable)


def test_the_oldest_make_way_at_a_thousand(store: Store) -> None:
    seed(store)
    replay.on(store, "shop", "lena")
    start = now() - timedelta(days=2)
    replay.add(store, "shop", numbered(*range(10)), KEY, at=start)
    done = replay.add(store, "shop", numbered(*range(5, 1_005)), KEY, at=start + timedelta(days=1))
    assert done == (995, 5, 5)
    kept = [body["draft"]["text"] for body in replay.bodies(store, "shop")]
    assert len(kept) == replay.MOST
    assert set(kept) == {f"Reply {number}." for number in range(5, 1_005)}


def test_days_run_from_the_day_it_was_taken_in(store: Store) -> None:
    seed(store)
    replay.on(store, "shop", "lena", days=10)
    replay.add(store, "shop", numbered(1), KEY, at=now() - timedelta(days=11))
    replay.add(store, "shop", numbered(2), KEY, at=now() - timedelta(days=9))
    assert replay.bodies(store, "shop") == numbered(2)
    # the first was past its day already, and went when the second came
    assert rows(store) == 1
    replay.add(store, "shop", numbered(1, 2), KEY)
    assert replay.bodies(store, "shop") == numbered(2, 1)


def test_fewer_days_hold_for_what_is_there_more_do_not(store: Store) -> None:
    seed(store)
    replay.on(store, "shop", "lena", days=30)
    replay.add(store, "shop", numbered(1), KEY, at=now() - timedelta(days=20))
    replay.on(store, "shop", "omar", days=60)
    status = replay.status(store, "shop")
    assert status and status.next_expiry
    assert 9 <= (status.next_expiry - now()).days <= 10
    replay.on(store, "shop", "omar", days=5)
    assert replay.bodies(store, "shop") == []
    assert replay.expired(store) == 1
    assert upkeep.purge(store, "omar").conversations == 1


@pytest.mark.parametrize("days", [0, -3, 367])
def test_days_have_bounds(store: Store, days: int) -> None:
    seed(store)
    with pytest.raises(InputError, match="days"):
        replay.on(store, "shop", "lena", days)
    assert replay.status(store, "shop") is None


def test_sets_are_each_guidelines_own(store: Store) -> None:
    seed(store)
    seed(store, "other")
    replay.on(store, "shop", "lena")
    replay.on(store, "other", "lena")
    replay.add(store, "shop", numbered(1, 2), KEY)
    replay.add(store, "other", numbered(1), KEY)
    assert replay.clear(store, "shop", "lena") == 2
    assert replay.bodies(store, "other") == numbered(1)
    assert replay.status(store, "shop") is not None


def test_attachments_and_context_survive_the_way_in_and_out(settings: Settings) -> None:
    replay_service.replay_on(settings, "shop")
    picture = Attachment("image", "a.png", None, None, False, "")
    thread = THREAD._replace(
        context={"mood": "angry", "vip": True}, turns=(*THREAD.turns, Turn("bot", "Hi!"))
    )
    replay_service.replay_add(
        settings, "shop", [(thread, REPLY._replace(attachments=(picture,), sender="bot"))]
    )
    ((conversation, draft),) = replay_service.replay_items(settings, "shop")
    assert conversation.context == {"mood": "angry", "vip": True}
    assert draft.sender == "bot"
    assert draft.attachments == (picture._replace(name="attachment-1.png"),)


def test_without_a_store_there_is_nothing_to_replay(tmp_path: Path) -> None:
    settings = settings_at(Place(None, tmp_path / "store"), tmp_path)
    assert replay_service.replay_items(settings, "shop") == []
    assert not (tmp_path / "store").exists()
