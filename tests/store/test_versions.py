"""The life of a guideline in the store: saved, reviewed, published, rolled back, verified; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update
from support.databases import Place

from voicekit._version import __version__
from voicekit.errors import Conflict, InputError, StoreError
from voicekit.store import audit, bodies, tables, versions
from voicekit.store.engine import Store

FILE = "brands/shop/terms.yaml"


def body(line: str = "") -> dict[str, str]:
    return {FILE: f"schema_version: 1\n# {line} — ü, đã, ё\n"}


@pytest.fixture
def shop(store: Store) -> Store:
    """A store with the guideline 'shop', one version, by ana."""
    versions.create(store, "shop", body("one"), "ana", "the first")
    return store


def test_the_first_version_is_live_at_once(shop: Store) -> None:
    first = versions.live(shop, "shop")
    assert first == versions.get(shop, "shop") == versions.history(shop, "shop")[0]
    assert first == versions.Version(
        name="shop",
        number=1,
        parent=None,
        body=body("one"),
        sha256=bodies.sha_of(body("one")),
        base_sha256=bodies.base_sha(),
        tool_version=__version__,
        author="ana",
        note="the first",
        at=first.at,
        state="published",
    )
    assert abs(datetime.now(UTC) - first.at) < timedelta(minutes=1)
    assert versions.names(shop) == ["shop"]


def test_a_guideline_is_created_once(shop: Store) -> None:
    with pytest.raises(InputError, match="in the store already"):
        versions.create(shop, "shop", body("two"), "bob", "")
    assert versions.get(shop, "shop").body == body("one")


def test_save_review_publish_retire(shop: Store) -> None:
    second = versions.save(shop, "shop", 1, body("two"), "ana", "")
    assert (second.number, second.parent, second.state) == (2, 1, "in_review")
    assert versions.live(shop, "shop").number == 1
    assert versions.publish(shop, "shop", 2, "bob", anyone=False).state == "published"
    assert versions.live(shop, "shop") == versions.get(shop, "shop", 2)
    assert [version.state for version in versions.history(shop, "shop")] == ["published", "retired"]
    assert versions.verify(shop, "shop") == []


def test_a_save_from_an_old_version_is_a_conflict_and_writes_nothing(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("two"), "ana", "")
    before = len(audit.read(shop))
    with pytest.raises(Conflict, match="made from version 1, but version 2 is the newest") as caught:
        versions.save(shop, "shop", 1, body("three"), "bob", "")
    assert (caught.value.name, caught.value.base, caught.value.head) == ("shop", 1, 2)
    assert len(versions.history(shop, "shop")) == 2
    assert len(audit.read(shop)) == before


def test_nobody_publishes_what_they_wrote_unless_anyone_may(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("two"), "ana", "")
    versions.save(shop, "shop", 2, body("three"), "bob", "")
    with pytest.raises(InputError, match="version 3 was written by bob"):
        versions.publish(shop, "shop", 3, "bob", anyone=False)
    with pytest.raises(InputError, match="version 2 was written by ana"):  # it would go live inside version 3
        versions.publish(shop, "shop", 3, "ana", anyone=False)
    assert versions.live(shop, "shop").number == 1
    assert versions.publish(shop, "shop", 3, "ana", anyone=True).state == "published"
    assert versions.get(shop, "shop", 2).state == "retired"
    assert audit.read(shop, "shop")[0].detail == {"version": 3, "before": 1, "own": True, "yes": False}


def test_only_what_is_in_review_is_published(shop: Store) -> None:
    with pytest.raises(InputError, match="version 1 is published, not in review"):
        versions.publish(shop, "shop", 1, "bob", anyone=False)
    versions.save(shop, "shop", 1, body("two"), "ana", "")
    assert versions.retire(shop, "shop", 2, "bob").state == "retired"
    with pytest.raises(InputError, match="version 2 is retired"):
        versions.publish(shop, "shop", 2, "bob", anyone=False)
    with pytest.raises(InputError, match="version 1 is published; publish another"):
        versions.retire(shop, "shop", 1, "bob")
    with pytest.raises(InputError, match="there is no version 7"):
        versions.publish(shop, "shop", 7, "bob", anyone=False)


def test_a_rollback_is_a_new_version_with_the_old_body(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("two"), "ana", "")
    versions.publish(shop, "shop", 2, "bob", anyone=False)
    versions.save(shop, "shop", 2, body("three"), "ana", "")
    back = versions.rollback(shop, "shop", 1, "bob", "it was too stiff")
    assert (back.number, back.parent, back.state, back.body) == (4, 3, "published", body("one"))
    assert back.sha256 == versions.get(shop, "shop", 1).sha256
    assert [version.state for version in versions.history(shop, "shop")] == ["published"] + ["retired"] * 3
    with pytest.raises(InputError, match="version 4 is live already"):
        versions.rollback(shop, "shop", 4, "bob", "")
    assert versions.verify(shop, "shop") == []


def test_every_change_is_audited(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("two"), "ana", "")
    versions.publish(shop, "shop", 2, "bob", anyone=False)
    versions.rollback(shop, "shop", 1, "cam", "")
    trail = audit.read(shop, "shop")
    assert [(entry.by, entry.action) for entry in trail] == [
        ("cam", "version.rollback"),
        ("bob", "version.publish"),
        ("ana", "version.save"),
        ("ana", "guideline.create"),
    ]
    assert trail[0].detail == {
        "version": 3,
        "to": 1,
        "before": 2,
        "withdrawn": [],
        "sha256": bodies.sha_of(body("one")),
    }
    assert audit.read(shop, "other") == []
    assert len(audit.read(shop, limit=2)) == 2
    assert all(entry.at.tzinfo is not None for entry in trail)


@pytest.mark.parametrize(
    "column", ["body", "sha256", "number", "parent", "author", "note", "at", "base_sha256"]
)
def test_the_database_itself_refuses_to_change_a_version(shop: Store, column: str) -> None:
    values = {"body": body("forged"), "number": 9, "parent": 9, "at": datetime.now(UTC)}
    with pytest.raises(StoreError, match="a version never changes"), shop.begin() as connection:
        connection.execute(update(tables.version).values({column: values.get(column, "forged")}))
    assert versions.get(shop, "shop").body == body("one")
    assert versions.verify(shop, "shop") == []


def forge(store: Store, statement: str) -> None:
    """What somebody with the database's password can do."""
    on = "" if store.engine.dialect.name == "sqlite" else " ON version"
    with store.begin() as connection:
        connection.execute(text(f"DROP TRIGGER version_is_kept{on}"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            'UPDATE version SET body = \'{"brands/shop/terms.yaml": "x"}\' WHERE number = 2',
            "version 2: its files",
        ),
        ("UPDATE version SET sha256 = 'f00' WHERE number = 1", "version 1: its files do not have the digest"),
        ("UPDATE version SET parent = 1 WHERE number = 3", "version 3: was made from version 1, not"),
        ("DELETE FROM version WHERE number = 2", "version 2 was expected here; it is missing"),
        ("DELETE FROM version WHERE number = 4", "the newest version is 4, but there are 3"),
        ("UPDATE guideline SET live = 2", "version 2: is retired, and version 2 is the live one"),
        ("UPDATE version SET state = 'published'", "version 1: is published, and version 4 is the live one"),
    ],
)
def test_verify_sees_what_was_forged(shop: Store, statement: str, problem: str) -> None:
    for number, line in ((2, "two"), (3, "three")):
        versions.save(shop, "shop", number - 1, body(line), "ana", "")
        versions.publish(shop, "shop", number, "bob", anyone=False)
    versions.rollback(shop, "shop", 2, "bob", "")
    assert versions.verify(shop, "shop") == []
    forge(shop, statement)
    found = versions.verify(shop, "shop")
    assert any(problem in line for line in found), found


def test_who_and_note_are_held_to_a_size(shop: Store) -> None:
    for by in ("", "  ", "a" * 201, "ana\nbob"):
        with pytest.raises(InputError, match="the user's name"):
            versions.save(shop, "shop", 1, body("two"), by, "")
    with pytest.raises(InputError, match="the note: 2001 characters"):
        versions.save(shop, "shop", 1, body("two"), "ana", "x" * 2001)
    assert len(versions.history(shop, "shop")) == 1


def test_an_unknown_guideline_is_named_with_those_there_are(shop: Store) -> None:
    for ask in (versions.get, versions.live, versions.history, versions.verify):
        with pytest.raises(InputError, match="no guideline 'ship' in the store; there are: shop"):
            ask(shop, "ship")


def test_a_conflict_does_not_use_up_its_key(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("a"), "ana", "", key="first")
    with pytest.raises(Conflict):
        versions.save(shop, "shop", 1, body("b"), "bob", "", key="second")
    assert versions.save(shop, "shop", 2, body("a b"), "bob", "", key="second").number == 3


def test_another_process_reads_what_was_written(shop: Store, place: Place) -> None:
    assert versions.get(place.open(), "shop") == versions.get(shop, "shop")


def test_only_what_was_live_comes_back(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("mine"), "ana", "")
    with pytest.raises(InputError, match="version 2 was never live"):
        versions.rollback(shop, "shop", 2, "ana", "")
    versions.retire(shop, "shop", 2, "ana")
    with pytest.raises(InputError, match="version 2 was never live"):
        versions.rollback(shop, "shop", 2, "ana", "")
    assert versions.live(shop, "shop").number == 1


def test_a_rollback_says_what_it_withdraws_and_finds_what_was_live(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("two"), "ana", "")
    versions.publish(shop, "shop", 2, "bob", anyone=False)
    versions.save(shop, "shop", 2, body("three"), "ana", "")
    assert versions.live_before(shop, "shop", 2) == (1, None)
    made = versions.rollback(shop, "shop", 1, "bob", "")
    assert audit.read(shop, "shop")[0].detail["withdrawn"] == [3]
    assert versions.get(shop, "shop", 3).state == "retired"
    assert versions.live_before(shop, "shop", made.number) == (2, 1)
    assert versions.approvals(shop, "shop") == {1: "ana", 2: "bob", 4: "bob"}
    assert versions.verify(shop, "shop") == []
