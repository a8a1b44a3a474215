"""One draft a guideline, changed by many hands: no save overwrites another, and it becomes a version once."""

from __future__ import annotations

import pytest

from voicekit.errors import Conflict, InputError
from voicekit.store import audit, drafts, versions
from voicekit.store.engine import Store

FILE = "brands/shop/terms.yaml"


def body(line: str) -> dict[str, str]:
    return {FILE: f"schema_version: 1\n# {line}\n"}


@pytest.fixture
def shop(store: Store) -> Store:
    """A store with the guideline 'shop', by founder."""
    versions.create(store, "shop", body("one"), "founder", "")
    return store


def test_a_draft_begins_with_the_newest_version(shop: Store) -> None:
    assert drafts.get(shop, "shop") is None
    started = drafts.start(shop, "shop", "ana")
    assert (started.base, started.body, started.revision, started.author) == (1, body("one"), 1, "ana")
    assert drafts.get(shop, "shop") == started
    with pytest.raises(InputError, match="a draft is open, last saved by ana"):
        drafts.start(shop, "shop", "bob")


def test_two_hands_do_not_overwrite_each_other(shop: Store) -> None:
    drafts.start(shop, "shop", "ana")
    assert drafts.save(shop, "shop", 1, body("ana's"), "ana").revision == 2
    with pytest.raises(Conflict, match="made from revision 1, but revision 2 is the newest"):
        drafts.save(shop, "shop", 1, body("bob's"), "bob")
    for late in (
        lambda: drafts.discard(shop, "shop", 1, "bob"),
        lambda: drafts.submit(shop, "shop", 1, "bob", ""),
    ):
        with pytest.raises(Conflict):
            late()
    there = drafts.get(shop, "shop")
    assert there and (there.body, there.revision, there.author) == (body("ana's"), 2, "ana")


def test_a_submitted_draft_is_a_version_in_review_by_who_changed_it(shop: Store) -> None:
    drafts.start(shop, "shop", "bob")
    saved = drafts.save(shop, "shop", 1, body("two"), "ana")
    made = drafts.submit(shop, "shop", saved.revision, "bob", "for the summer")
    assert (made.number, made.parent, made.state, made.author) == (2, 1, "in_review", "ana")
    assert (made.body, made.note) == (body("two"), "for the summer")
    assert drafts.get(shop, "shop") is None
    with pytest.raises(InputError, match="version 2 was written by ana"):
        versions.publish(shop, "shop", 2, "ana", anyone=False)
    assert [(entry.by, entry.action) for entry in audit.read(shop)] == [
        ("bob", "draft.submit"),
        ("ana", "draft.save"),
        ("bob", "draft.start"),
        ("founder", "guideline.create"),
    ]


def test_nobody_who_had_a_hand_in_a_draft_approves_it(shop: Store) -> None:
    drafts.start(shop, "shop", "eva")
    drafts.save(shop, "shop", 1, body("two"), "ana")
    drafts.save(shop, "shop", 2, body("three"), "bob")
    drafts.submit(shop, "shop", 3, "eva", "")
    for by in ("ana", "bob"):
        with pytest.raises(InputError, match=f"version 2 was written by {by}"):
            versions.publish(shop, "shop", 2, by, anyone=False)
    assert versions.publish(shop, "shop", 2, "eva", anyone=False).state == "published"


def test_a_draft_brought_together_with_a_newer_version_keeps_its_hands(shop: Store) -> None:
    drafts.start(shop, "shop", "ana")
    drafts.save(shop, "shop", 1, body("ana's"), "ana")
    versions.save(shop, "shop", 1, body("meanwhile"), "eva", "")
    both = {**body("ana's"), "brands/shop/voice.yaml": "schema_version: 1\n"}
    with pytest.raises(Conflict):
        drafts.submit(shop, "shop", 2, "bob", "", merged=(1, both))
    made = drafts.submit(shop, "shop", 2, "bob", "", merged=(2, both))
    assert (made.number, made.parent, made.body, made.author) == (3, 2, both, "ana")
    with pytest.raises(InputError, match="version 3 was written by ana"):
        versions.publish(shop, "shop", 3, "ana", anyone=False)


def test_a_draft_of_an_old_version_is_a_conflict_and_stays(shop: Store) -> None:
    drafts.start(shop, "shop", "ana")
    drafts.save(shop, "shop", 1, body("ana's"), "ana")
    versions.save(shop, "shop", 1, body("by import"), "bob", "")
    with pytest.raises(Conflict, match="made from version 1, but version 2 is the newest"):
        drafts.submit(shop, "shop", 2, "ana", "")
    there = drafts.get(shop, "shop")
    assert there and (there.body, there.revision) == (body("ana's"), 2)


def test_a_revision_of_an_older_draft_never_passes_for_one_of_the_new(shop: Store) -> None:
    drafts.start(shop, "shop", "ana")
    old = drafts.save(shop, "shop", 1, body("ana's"), "ana").revision
    drafts.discard(shop, "shop", old, "bob")
    assert drafts.start(shop, "shop", "bob").revision > old
    for revision in (1, old):
        with pytest.raises(Conflict):
            drafts.save(shop, "shop", revision, body("ana's"), "ana")


def test_a_draft_begins_without_what_was_withdrawn(shop: Store) -> None:
    versions.save(shop, "shop", 1, body("rejected"), "ana", "")
    versions.retire(shop, "shop", 2, "eva")
    started = drafts.start(shop, "shop", "bob")
    assert (started.base, started.body) == (1, body("one"))
    saved = drafts.save(shop, "shop", started.revision, body("bob's"), "bob")
    made = drafts.submit(shop, "shop", saved.revision, "bob", "")
    assert (made.number, made.parent, made.body) == (3, 2, body("bob's"))
    assert versions.verify(shop, "shop") == []


def test_what_changes_nothing_is_not_submitted(shop: Store) -> None:
    drafts.start(shop, "shop", "ana")
    with pytest.raises(InputError, match="the draft says the same as version 1"):
        drafts.submit(shop, "shop", 1, "ana", "")


def test_a_draft_that_was_discarded_is_gone(shop: Store) -> None:
    drafts.start(shop, "shop", "ana")
    drafts.discard(shop, "shop", 1, "ana")
    assert drafts.get(shop, "shop") is None
    for ask in (
        lambda: drafts.save(shop, "shop", 1, body("two"), "ana"),
        lambda: drafts.discard(shop, "shop", 1, "ana"),
    ):
        with pytest.raises(InputError, match="no draft is open; start one"):
            ask()


def test_a_repeat_with_the_same_key_is_answered_the_same(shop: Store) -> None:
    drafts.start(shop, "shop", "ana", key="a")
    assert drafts.start(shop, "shop", "ana", key="a").revision == 1
    saved = drafts.save(shop, "shop", 1, body("two"), "ana", key="b")
    assert drafts.save(shop, "shop", 1, body("two"), "ana", key="b") == saved
    made = drafts.submit(shop, "shop", 2, "ana", "", key="c")
    assert drafts.submit(shop, "shop", 2, "ana", "", key="c") == made
    assert drafts.save(shop, "shop", 1, body("two"), "ana", key="b") == saved
    assert len(versions.history(shop, "shop")) == 2
    last = drafts.start(shop, "shop", "ana").revision
    drafts.discard(shop, "shop", last, "ana", key="d")
    drafts.discard(shop, "shop", last, "ana", key="d")
