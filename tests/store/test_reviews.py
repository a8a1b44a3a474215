"""Decisions, mutes and runs: counted per rule and version, and nothing but codes gets in."""

from __future__ import annotations

import os
import stat
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from support.databases import Place
from support.storekeeping import seed, settings_at

from voicekit import service
from voicekit.cli import review
from voicekit.errors import InputError, StoreError
from voicekit.service import reviews as reviews_service
from voicekit.store import audit, keys, mutes, reviews, runs, tables
from voicekit.store.columns import now
from voicekit.store.engine import Store
from voicekit.store.reviews import Decision
from voicekit.types import Conversation, Draft

KEY = bytes(range(32))
ONE = Decision("care.empty-apology", "dismissed", "x", "en", 1, "0123456789abcdef", "not_here")


def test_decisions_are_counted_by_rule_version_and_reason(store: Store) -> None:
    seed(store)
    made = [
        ONE,
        ONE._replace(fingerprint="f" * 16),
        ONE._replace(reason="wrong"),
        ONE._replace(decision="accepted", reason=None),
        ONE._replace(decision="edited", reason=None, version=2),
        ONE._replace(decision="overridden", reason="other", rule_id="terms.возврат-средств"),
    ]
    assert reviews.record(store, "shop", made, KEY) == 6
    counts = {(one.rule_id, one.version): one for one in reviews.health(store, "shop")}
    assert counts["care.empty-apology", 1][2:] == (4, 1, 0, {"not_here": 2, "wrong": 1}, 0)
    assert counts["care.empty-apology", 2][2:] == (1, 0, 1, {}, 0)
    assert counts["terms.возврат-средств", 1][2:] == (1, 0, 0, {}, 1)
    assert [one.rule_id for one in reviews.health(store, "shop", version=2)] == ["care.empty-apology"]


def test_a_review_holds_no_author_and_no_fingerprint_that_can_be_guessed(store: Store) -> None:
    seed(store)
    reviews.record(store, "shop", [ONE], KEY)
    with store.read() as connection:
        row = dict(connection.execute(select(tables.review)).mappings().one())
    assert {"author", "by", "user"}.isdisjoint(row)
    assert row["fingerprint"] == keys.keyed(KEY, ONE.fingerprint) != keys.keyed(bytes(32), ONE.fingerprint)
    assert ONE.fingerprint not in row["fingerprint"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule_id": "My parcel is gone"},
        {"rule_id": "mara@quill.example"},
        {"channel": "Mara Quill"},
        {"language": "english"},
        {"fingerprint": "where is my parcel"},
        {"fingerprint": "0123456789abcdef\n"},
        {"reason": "the customer said so"},
        {"reason": None},
        {"decision": "accepted"},
        {"decision": "liked", "reason": None},
        {"version": -1},
    ],
    ids=str,
)
def test_what_is_no_code_is_refused_whole_and_not_repeated(store: Store, wrong: dict[str, Any]) -> None:
    seed(store)
    with pytest.raises(InputError) as caught:
        reviews.record(store, "shop", [ONE, ONE._replace(**wrong)], KEY)
    assert not any(isinstance(value, str) and value in str(caught.value) for value in wrong.values())
    assert reviews.health(store, "shop") == []


def test_reviews_of_a_guideline_nobody_knows_are_refused(store: Store) -> None:
    with pytest.raises(InputError, match="no guideline 'shop'"):
        reviews.record(store, "shop", [ONE], KEY)


def test_a_mute_ends_by_itself_and_is_on_record(store: Store) -> None:
    seed(store)
    until = now() + timedelta(days=7)
    mutes.mute(store, "shop", "care.many-sorries", until, "not_here", "lena")
    mutes.mute(store, "shop", "care.many-sorries", until + timedelta(days=1), "other", "omar")
    (one,) = mutes.muted(store, "shop")
    assert (one.rule_id, one.reason, one.by, one.until) == (
        "care.many-sorries",
        "other",
        "omar",
        until + timedelta(days=1),
    )
    with store.begin() as connection:
        connection.execute(tables.rule_override.update().values(until=now()))
    assert mutes.muted(store, "shop") == []
    assert [entry.action for entry in audit.read(store, "shop")][:2] == ["rule.mute", "rule.mute"]


def test_a_mute_can_be_taken_back(store: Store) -> None:
    seed(store)
    mutes.mute(store, "shop", "care.many-sorries", now() + timedelta(days=7), "wrong", "lena")
    assert mutes.unmute(store, "shop", "care.many-sorries", "lena")
    assert not mutes.unmute(store, "shop", "care.many-sorries", "lena")
    assert mutes.muted(store, "shop") == []


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_mute_lasts_between_a_moment_and_a_year(store: Store, days: int) -> None:
    seed(store)
    with pytest.raises(InputError, match="until"):
        mutes.mute(store, "shop", "care.many-sorries", now() + timedelta(days=days), "wrong", "lena")


def test_a_run_is_put_down_with_its_figures(store: Store) -> None:
    first = runs.start(store, "impact", "shop", "ab12", {"lang": "de", "sets": ["cases", "replay"]}, 3)
    second = runs.start(store, "cases", "shop", "ab12", {})
    runs.finish(store, first, {"n": 812, "share": 0.25, "by_rule": {"care.empty-apology": [3, None]}})
    runs.finish(store, second, {}, "cancelled")
    with pytest.raises(StoreError, match=f"no run {second}"):
        runs.finish(store, second, {"n": 1})
    newest, oldest = runs.recent(store)
    assert (newest.state, newest.version, newest.figures) == ("cancelled", None, {})
    assert (oldest.state, oldest.version, oldest.settings["sets"]) == ("done", 3, ["cases", "replay"])
    assert oldest.figures["by_rule"] == {"care.empty-apology": [3, None]}
    assert runs.recent(store, kind="impact") == [oldest]


@pytest.mark.parametrize(
    "text", ["Mara Quill", "mara@quill.example", "+49 30 5550 1234", "Wo ist mein Zelt?"]
)
def test_a_run_takes_no_text(store: Store, text: str) -> None:
    number = runs.start(store, "impact", "shop", "ab12", {})
    for figures in ({"worst": text}, {text: 1}, {"texts": [{"a": text}]}):
        with pytest.raises(InputError) as caught:
            runs.finish(store, number, figures)
        assert text not in str(caught.value)
    with pytest.raises(InputError):
        runs.start(store, text, "shop", "ab12", {})
    assert [one.state for one in runs.recent(store)] == ["running"]


def test_the_key_is_its_owners_alone_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "store"
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(keys.key_of(folder))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 16
    assert len(set(made)) == 1
    assert stat.S_IMODE((folder / "key").stat().st_mode) == 0o600
    assert os.listdir(folder) == ["key"]


def test_a_key_that_is_none_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(StoreError, match="not a key of 32 bytes"):
        keys.key_of(tmp_path)


def test_rules_that_are_mostly_dismissed_come_first(store: Store, place: Place, tmp_path: Path) -> None:
    seed(store)
    settings = settings_at(place, tmp_path)
    guideline = service.open_guideline(settings)
    draft = Draft("We apologize for any inconvenience. Sorry, sorry.")
    report = service.check_reply(guideline, Conversation(channel="x"), draft, language="en")
    by_rule = {finding.rule_id: finding for finding in report.findings}
    apology, sorries = by_rule["care.empty-apology"], by_rule["care.many-sorries"]
    for number in range(8):
        reason = None if number == 0 else "customer_words"
        decided = reviews_service.Decided(sorries, "dismissed" if reason else "edited", reason)  # type: ignore[arg-type]
        assert reviews_service.record_review(settings, report, [decided]) == 1
    for number in range(12):
        choice = "dismissed" if number < 7 else "accepted"
        decided = reviews_service.Decided(apology, choice, "wrong" if number < 7 else None)  # type: ignore[arg-type]
        reviews_service.record_review(settings, report, [decided])
    first, second = reviews_service.rule_health(settings)
    assert (first.rule_id, first.fired, first.mostly_dismissed) == ("care.many-sorries", 8, True)
    assert first.dismissed == {"customer_words": 7}
    assert first.dismissed_share.interval[0] == pytest.approx(0.529, abs=0.001)
    # 7 of 12 is more than half, but as few as that show nothing
    assert (second.rule_id, second.fired, second.mostly_dismissed) == ("care.empty-apology", 12, False)


def test_seven_of_seven_are_too_few_to_call_a_rule_mostly_dismissed(
    store: Store, place: Place, tmp_path: Path
) -> None:
    seed(store)
    reviews.record(store, "shop", [ONE] * 7, KEY)
    assert [one.mostly_dismissed for one in reviews_service.rule_health(settings_at(place, tmp_path))] == [
        False
    ]
    reviews.record(store, "shop", [ONE], KEY)
    assert [one.mostly_dismissed for one in reviews_service.rule_health(settings_at(place, tmp_path))] == [
        True
    ]


def test_only_suggestions_can_be_muted(store: Store, place: Place, tmp_path: Path) -> None:
    seed(store)
    settings = settings_at(place, tmp_path)
    until = now() + timedelta(days=7)
    reviews_service.mute_rule(settings, "care.many-sorries", until, "not_here")
    assert [one.rule_id for one in reviews_service.muted_rules(settings)] == ["care.many-sorries"]
    with pytest.raises(InputError, match="more than a suggestion"):
        reviews_service.mute_rule(settings, "care.empty-apology", until, "not_here")
    assert reviews_service.unmute_rule(settings, "care.many-sorries")
    assert reviews_service.muted_rules(settings) == []


def test_the_command_line_knows_the_codes_of_the_store() -> None:
    """It may not read them from here: that would load a database library for a mistyped option."""
    assert (review.CHOICES, review.REASONS) == (reviews.DECISIONS, reviews.REASONS)
