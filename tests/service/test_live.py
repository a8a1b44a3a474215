"""The published guideline as files: whole or not there, the last two kept, and going on while the database is down."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from support import shelf

from voicekit.config import Address, Settings
from voicekit.errors import InputError, StoreError
from voicekit.service import live, opening, publishing, rules
from voicekit.service.replies import check_reply
from voicekit.service.storing import store_of
from voicekit.store import versions
from voicekit.types import Conversation, Draft

DEAD = Address("postgresql://care@127.0.0.1:1/voicekit")
"""Nothing listens there; the address is this machine's own."""


@pytest.fixture
def judge(lena: Settings) -> Settings:
    """Settings of whoever judges replies by what is published."""
    return lena._replace(guideline_source="store", guidelines=None)


def save(lena: Settings, mark: str) -> int:
    """A further version, published; gives its number."""
    with store_of(lena) as store:
        head = versions.get(store, "shop").number
        body = shelf.OURS | {"brands/shop/terms.yaml": shelf.TERMS + f"# {mark}\n"}
        versions.save(store, "shop", head, body, "omar", mark)
        versions.publish(store, "shop", head + 1, "kim", anyone=False)
        return head + 1


def terms(root: str) -> str:
    return (Path(root) / "brands/shop/terms.yaml").read_bytes().decode()


def stale(judge: Settings, brand: str = "shop") -> None:
    """As if the database had been asked more than a minute ago."""
    long_ago = time.time() - live.FRESH - 1
    os.utime(Path(str(judge.store_dir)) / "live" / brand / "checked", (long_ago, long_ago))


def test_nothing_published_names_the_way_in(judge: Settings, lena: Settings) -> None:
    with pytest.raises(
        InputError, match="nothing is published in the store; bring it in with 'voicekit guideline im"
    ):
        opening.open_guideline(judge)
    if judge.store_url is None:
        assert not Path(str(judge.store_dir)).exists()  # looking makes no store
    publishing.import_guideline(lena, "shop")
    with pytest.raises(InputError, match=r"guideline 'stall': nothing is published .*; published are: shop"):
        opening.open_guideline(judge, "stall")
    for name in ("../shop", "shop/../shop", "", "/etc", "shop\0"):
        with pytest.raises(InputError, match="nothing is published"):
            live.live_root(judge, name)


def test_replies_are_judged_by_what_was_published(judge: Settings, lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    folder = opening.open_guideline(lena)
    published = opening.open_guideline(judge)
    assert published.ref == folder.ref
    report = check_reply(published, Conversation(id="c", channel="x"), Draft("The punter waits."))
    assert [one.rule_id for one in report.findings] == ["house.punter"]
    assert opening.brands(judge) == ["shop"]
    assert "house.punter" in {card.id for card in rules.list_rules(judge)}
    shelf.write(Path(str(lena.guidelines)), {"brands/shop/terms.yaml": "broken"})
    assert opening.open_guideline(judge).ref == folder.ref


def test_two_copies_are_kept_and_nothing_unfinished(judge: Settings, lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    base = Path(str(lena.store_dir)) / "live" / "shop"
    (base / ".new-left").mkdir()
    (base / ".new-busy").mkdir()
    os.utime(base / ".new-left", (1, 1))
    roots = [live.live_root(judge, "shop")]
    for mark in ("two", "three"):
        save(lena, mark)
        with store_of(lena) as store:
            roots.append(live.follow(lena, store, "shop").root)
    assert [os.path.isdir(root) for root in roots] == [False, True, True]
    assert terms(roots[2]).endswith("# three\n")
    found = sorted(path.name for path in base.iterdir())
    known = [".new-busy", "checked", "current", *(os.path.basename(root) for root in roots[1:])]
    assert found == sorted(known)


def test_a_copy_that_cannot_be_written_changes_nothing(
    judge: Settings, lena: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.import_guideline(lena, "shop")
    before = live.live_root(judge, "shop")
    real, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 3:
            raise OSError(28, "No space left on device")
        real(handle)

    number = save(lena, "two")
    with monkeypatch.context() as patch, store_of(lena) as store:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            live.follow(lena, store, "shop")
    assert live.live_root(judge, "shop") == before
    assert sorted(path.name for path in Path(before).parent.iterdir()) == sorted(
        ["checked", "current", os.path.basename(before)]
    )
    with store_of(lena) as store:
        assert live.follow(lena, store, "shop").number == number


def test_readers_never_see_a_version_half_there(judge: Settings, lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    seen: set[str] = set()
    wrong: list[str] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            text = terms(live.live_root(judge._replace(store_url=None), "shop"))
            seen.add(text)
            if not text.startswith(shelf.TERMS):
                wrong.append(text)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        for number in range(5):
            save(lena, str(number))
            with store_of(lena) as store:
                live.follow(lena, store, "shop")
            time.sleep(0.05)
    finally:
        done.set()
        reader.join()
    assert not wrong and len(seen) >= 3


def test_two_who_follow_at_once_end_at_what_is_live(
    lena: Settings, judge: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.import_guideline(lena, "shop")
    save(lena, "two")
    real = live.prepare
    moved: list[int] = []

    def slow(settings: Settings, brand: str, body: dict[str, str], *, again: bool) -> str:
        if not moved:  # somebody publishes, and follows, while this copy is still being written
            moved.append(save(lena, "three"))
            with store_of(lena) as store:
                live.follow(lena, store, "shop")
        return real(settings, brand, body, again=again)

    monkeypatch.setattr(live, "prepare", slow)
    with store_of(lena) as store:
        assert live.follow(lena, store, "shop").number == 3
    assert terms(live.live_root(judge, "shop")).endswith("# three\n")


def test_another_machine_follows_after_a_minute(judge: Settings, lena: Settings, tmp_path: Path) -> None:
    publishing.import_guideline(lena, "shop")
    other = judge._replace(store_dir=tmp_path / "other machine")
    if judge.store_url is None:  # a file in store_dir is one machine's own
        assert opening.brands(other) == []
        return
    assert opening.brands(other) == ["shop"]
    assert terms(live.live_root(other, "shop")) == shelf.TERMS
    save(lena, "two")
    assert terms(live.live_root(other, "shop")) == shelf.TERMS
    stale(other)
    assert terms(live.live_root(other, "shop")).endswith("# two\n")


def test_where_the_database_is_down_the_last_copy_goes_on(
    judge: Settings, lena: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.import_guideline(lena, "shop")

    def down(*_: object) -> None:
        raise StoreError("postgresql://care@127.0.0.1/voicekit: connection refused")

    import voicekit.store

    monkeypatch.setattr(voicekit.store, "open_store", down)
    cut_off = judge._replace(store_url=DEAD)
    assert terms(live.live_root(cut_off, "shop")) == shelf.TERMS
    assert capsys.readouterr().err == ""  # it was asked a moment ago
    stale(cut_off)
    assert terms(live.live_root(cut_off, "shop")) == shelf.TERMS
    assert capsys.readouterr().err == (
        "voicekit: postgresql://care@127.0.0.1/voicekit: connection refused; "
        "going on with version 1 of 'shop', published before\n"
    )
    assert terms(live.live_root(cut_off, "shop")) == shelf.TERMS
    assert capsys.readouterr().err == ""  # asked again in a minute, not with every reply
    with pytest.raises(StoreError, match="connection refused"):
        live.live_root(cut_off, "stall")


def test_a_copy_that_is_gone_is_made_again(judge: Settings, lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    import shutil

    shutil.rmtree(live.live_root(judge, "shop"))
    assert terms(live.live_root(judge, "shop")) == shelf.TERMS


ASKED = """
import json, sys
from voicekit.cli.main import main
code = main(["lint", "draft.txt"])
print(json.dumps([code, sorted(name for name in sys.modules if name.partition(".")[0] in NEVER)]), file=sys.stderr)
"""
NEVER = (
    "sqlalchemy",
    "alembic",
    "sqlite3",
    "yaml",
    "pydantic",
    "shutil",
    "tempfile",
    "difflib",
    "psycopg",
)


def test_a_cold_lint_opens_no_database(judge: Settings, lena: Settings, tmp_path: Path, root: Path) -> None:
    publishing.import_guideline(lena, "shop")
    (tmp_path / "draft.txt").write_text("The punter waits.", encoding="utf-8")
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")]),
        "VOICEKIT_BRAND": "shop",
        "VOICEKIT_GUIDELINE_SOURCE": "store",
        "VOICEKIT_STORE_DIR": str(judge.store_dir),
        "VOICEKIT_CACHE_DIR": str(judge.cache_dir),
    }
    if judge.store_url is not None:
        env["VOICEKIT_STORE_URL"] = judge.store_url.reveal()
    done = subprocess.run(
        [sys.executable, "-c", f"NEVER = {NEVER!r}\n{ASKED}"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert "house.punter" in done.stdout
    assert done.stderr.strip() == "[1, []]"
