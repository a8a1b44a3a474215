"""The life of a guideline in the store, on both databases: in, reviewed, live, back, out; and everything refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from support import shelf

from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError, StoreError
from voicekit.service import drafting, live, publishing
from voicekit.service.storing import store_of
from voicekit.store import audit, drafts, versions

TERMS = "brands/shop/terms.yaml"
VOICE = "brands/shop/voice.yaml"
RULES = "brands/shop/rules.yaml"
BLOCKS = "overrides:\n  care.empty-apology: {severity: error, blocking: true}"


def edit(lena: Settings, path: str = TERMS, text: str | None = None, mark: str = "# changed") -> str:
    """Change a file of the brand's folder; gives its text."""
    file = Path(str(lena.guidelines)) / path
    changed = text if text is not None else file.read_bytes().decode() + mark + "\n"
    file.write_bytes(changed.encode())
    return changed


def kim(lena: Settings) -> Settings:
    return lena._replace(user="kim")


def body_of(lena: Settings, number: int | None = None) -> dict[str, str]:
    with store_of(lena) as store:
        return versions.get(store, "shop", number).body


def test_the_first_import_is_live_at_once_and_the_second_says_so(lena: Settings) -> None:
    done = publishing.import_guideline(lena, "shop", note="first")
    assert done.version is not None and (done.version.number, done.version.state, done.new) == (
        1,
        "published",
        True,
    )
    assert body_of(lena) == shelf.OURS
    here = live.pointed(lena, "shop")
    assert here is not None and here.number == 1
    again = publishing.import_guideline(lena, "shop")
    assert (again.version and again.version.number, again.new) == (1, False)
    assert publishing.stored_names(lena) == ["shop"]


def test_a_change_is_reviewed_and_published_by_somebody_else(lena: Settings, good_cases: list[str]) -> None:
    publishing.import_guideline(lena, "shop")
    text = edit(lena)
    with pytest.raises(InputError, match="version 1 is the newest; add --base N"):
        publishing.import_guideline(lena, "shop")
    done = publishing.import_guideline(lena, "shop", base=1, note="why")
    assert done.version is not None and (done.version.state, done.version.note) == ("in_review", "why")
    with pytest.raises(InputError, match=r"version 2 was written by you \(lena\); somebody else has to run"):
        publishing.publish(lena, "shop")
    found = publishing.publish(kim(lena), "shop")
    assert (found.version.number, found.version.state, found.before, found.again) == (
        2,
        "published",
        1,
        False,
    )
    here = live.pointed(lena, "shop")
    assert here is not None and here.number == 2
    assert (Path(here.root) / TERMS).read_bytes().decode() == text
    states = [(one.number, one.state) for one in publishing.history(lena, "shop")]
    assert states == [(2, "published"), (1, "retired")]


def test_where_the_team_says_anyone_the_author_may(lena: Settings, good_cases: list[str]) -> None:
    publishing.import_guideline(lena, "shop")
    edit(lena)
    publishing.import_guideline(lena, "shop", base=1)
    assert publishing.publish(lena._replace(approve="anyone"), "shop").version.number == 2


def test_a_known_good_reply_that_would_be_blocked_needs_a_yes(lena: Settings, good_cases: list[str]) -> None:
    publishing.import_guideline(lena, "shop")
    edit(lena, RULES, mark=BLOCKS)
    publishing.import_guideline(lena, "shop", base=1)
    with pytest.raises(
        InputError, match=r"would block 7 replies that are known to be good: good-0, .* and 2 more"
    ):
        publishing.publish(kim(lena), "shop")
    assert publishing.history(lena, "shop")[0].state == "in_review"
    assert publishing.publish(kim(lena), "shop", yes=True).version.state == "published"
    with store_of(lena) as store:
        assert audit.read(store, "shop")[0].detail["yes"] is True


def test_where_no_good_reply_could_be_tried_that_is_said(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    edit(lena)
    publishing.import_guideline(lena, "shop", base=1)
    (warning,) = publishing.publish(kim(lena), "shop").warnings
    assert str(warning).startswith("eval/cases: is not in this folder, so no reply")


def test_what_does_not_load_comes_neither_in_nor_live(lena: Settings) -> None:
    good = edit(lena, mark="")
    edit(lena, text=good.replace("avoid", "avoids"))
    with pytest.raises(GuidelineError, match=r"brands/shop/terms.yaml:4:\d+: .*unknown key 'avoids'"):
        publishing.import_guideline(lena, "shop")
    assert publishing.stored_names(lena) == []
    edit(lena, text=good)
    publishing.import_guideline(lena, "shop")
    broken = shelf.OURS | {TERMS: shelf.TERMS.replace("avoid", "avoids")}
    with store_of(lena) as store:
        versions.save(store, "shop", 1, broken, "omar", "by another way")
    with pytest.raises(GuidelineError, match="unknown key 'avoids'"):
        publishing.publish(lena, "shop", 2, yes=True)
    assert [one.state for one in publishing.history(lena, "shop")] == ["in_review", "published"]


@pytest.mark.parametrize(
    ("age", "said"), [(366, "was last checked 366 days ago"), (-2, "is still to come"), (365, ""), (-1, "")]
)
def test_a_stale_crisis_contact_stops_publishing(lena: Settings, age: int, said: str) -> None:
    shelf.write(Path(str(lena.guidelines)), {"brands/shop/escalation.yaml": ""})
    edit(lena, "brands/shop/escalation.yaml", shelf.POLICY.format(day=date.today() - timedelta(days=age)))
    if not said:
        assert publishing.import_guideline(lena, "shop").new
        return
    with pytest.raises(
        GuidelineError, match=f"brands/shop/escalation.yaml:12:5: contacts.0.checked_on: .*{said}"
    ):
        publishing.import_guideline(lena, "shop")
    assert publishing.stored_names(lena) == []


def test_a_contact_without_a_source_stops_publishing(lena: Settings) -> None:
    policy = shelf.POLICY.format(day=date.today()).replace(', url: "https://example.org/"', "")
    shelf.write(Path(str(lena.guidelines)), {"brands/shop/escalation.yaml": policy})
    with pytest.raises(GuidelineError, match="names no url"):
        publishing.import_guideline(lena, "shop")


def test_rolling_back_to_a_stale_contact_needs_a_yes(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    old = shelf.OURS | {"brands/shop/escalation.yaml": shelf.POLICY.format(day="2021-01-01")}
    with store_of(lena) as store:
        versions.save(store, "shop", 1, old, "omar", "")
        versions.publish(store, "shop", 2, "kim", anyone=True)
        versions.rollback(store, "shop", 1, "kim", "")
    with pytest.raises(GuidelineError, match="add --yes"):
        publishing.rollback(lena, "shop", 2)
    assert publishing.rollback(lena, "shop", 2, yes=True).version.number == 4


def test_other_files_merge_and_the_same_file_is_a_conflict(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    theirs = shelf.OURS | {TERMS: shelf.TERMS + "# theirs\n"}
    with store_of(lena) as store:
        versions.save(store, "shop", 1, theirs, "omar", "")
    mine = edit(lena, VOICE, mark="# mine")
    done = publishing.import_guideline(lena, "shop", base=1)
    assert done.version is not None and (done.version.number, done.merged) == (3, (TERMS,))
    assert body_of(lena, 3) == theirs | {VOICE: mine}
    edit(lena, mark="# mine")
    refused = publishing.import_guideline(lena, "shop", base=1)
    assert (refused.version, refused.new, refused.head) == (None, False, 3)
    (clash,) = refused.clashes
    assert (clash.path, clash.theirs[1:], clash.yours[1:]) == (TERMS, ("+# theirs",), ("+# mine",))
    assert len(publishing.history(lena, "shop")) == 3
    edit(lena, text=shelf.TERMS + "# theirs\n# mine\n")
    assert publishing.import_guideline(lena, "shop", base=3).version is not None


def test_base_numbers_that_cannot_be(lena: Settings) -> None:
    with pytest.raises(InputError, match="is not in the store yet; leave out --base 1"):
        publishing.import_guideline(lena, "shop", base=1)
    publishing.import_guideline(lena, "shop")
    edit(lena)
    with pytest.raises(InputError, match="there is no version 7"):
        publishing.import_guideline(lena, "shop", base=7)


def test_rollback_goes_to_what_was_live_and_twice_is_no_way_forth(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    with pytest.raises(InputError, match="nothing was live before version 1"):
        publishing.rollback(lena, "shop")
    edit(lena)
    publishing.import_guideline(lena, "shop", base=1)
    publishing.publish(kim(lena), "shop")
    done = publishing.rollback(lena, "shop", note="too strict")
    assert (done.version.number, done.version.note, done.before, done.again) == (3, "too strict", 2, False)
    assert done.version.body == shelf.OURS
    here = live.pointed(lena, "shop")
    assert here is not None and (Path(here.root) / TERMS).read_bytes().decode() == shelf.TERMS
    with pytest.raises(
        InputError, match="version 3 is live, and is itself back to version 1; name the version"
    ):
        publishing.rollback(lena, "shop")
    assert publishing.rollback(lena, "shop", 1).again
    assert len(publishing.history(lena, "shop")) == 3
    assert publishing.rollback(lena, "shop", 2).version.number == 4
    with store_of(lena) as store:
        assert [entry.action for entry in audit.read(store, "shop")][:2] == ["version.rollback"] * 2


def test_a_version_can_be_taken_out_of_review(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    edit(lena)
    publishing.import_guideline(lena, "shop", base=1)
    assert publishing.retire(lena, "shop", 2).state == "retired"
    with pytest.raises(InputError, match=r"version 2 is retired; .* else submit its files again"):
        publishing.publish(kim(lena), "shop", 2)
    with pytest.raises(InputError, match="version 2 was never live"):
        publishing.rollback(lena, "shop", 2)
    again = publishing.publish(kim(lena), "shop")
    assert (again.version.number, again.again) == (1, True)
    with pytest.raises(InputError, match="version 1 is published; publish another or roll back"):
        publishing.retire(lena, "shop", 1)


def test_a_draft_is_submitted_and_merges_with_what_came_since(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    assert drafting.draft_status(lena, "shop") is None
    with pytest.raises(InputError, match="no draft is open; 'voicekit guideline draft start shop' opens one"):
        publishing.submit_draft(lena, "shop")
    drafting.draft_start(lena, "shop")
    changed = shelf.OURS | {TERMS: shelf.TERMS + "# drafted\n"}
    with store_of(lena) as store:
        drafts.save(store, "shop", 1, changed, "omar")
        versions.save(store, "shop", 1, shelf.OURS | {VOICE: shelf.OURS[VOICE] + "# since\n"}, "ben", "")
    state = drafting.draft_status(lena, "shop")
    assert state is not None
    assert (state.base, state.head, state.author, state.changed) == (1, 2, "omar", {TERMS: (1, 0)})
    done = publishing.submit_draft(lena, "shop", note="drafted")
    assert done.version is not None and done.merged == (VOICE,)
    assert (done.version.number, done.version.author, done.version.state) == (3, "omar", "in_review")
    assert body_of(lena, 3) == changed | {VOICE: shelf.OURS[VOICE] + "# since\n"}
    assert drafting.draft_status(lena, "shop") is None


def test_a_draft_in_conflict_or_with_mistakes_stays(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    drafting.draft_start(lena, "shop")
    with store_of(lena) as store:
        drafts.save(store, "shop", 1, shelf.OURS | {TERMS: "schema_version: 1\nwords: []\n"}, "omar")
    with pytest.raises(GuidelineError, match="unknown key 'words'"):
        publishing.submit_draft(lena, "shop")
    with store_of(lena) as store:
        versions.save(store, "shop", 1, shelf.OURS | {TERMS: shelf.TERMS + "# since\n"}, "ben", "")
    refused = publishing.submit_draft(lena, "shop")
    assert refused.version is None and [one.path for one in refused.clashes] == [TERMS]
    with pytest.raises(InputError, match=f"the draft changes {TERMS}, last saved by omar; add --yes"):
        drafting.draft_discard(lena, "shop")
    drafting.draft_discard(lena, "shop", yes=True)
    with pytest.raises(InputError, match="nothing is left to discard"):
        drafting.draft_discard(lena, "shop")


def test_an_export_comes_back_the_same_and_overwrites_nothing_of_a_persons(
    lena: Settings, tmp_path: Path
) -> None:
    publishing.import_guideline(lena, "shop")
    shelf.write(
        Path(str(lena.guidelines)), {"brands/shop/templates.yaml": "schema_version: 1\ntemplates: []\n"}
    )
    publishing.import_guideline(lena, "shop", base=1)
    there = tmp_path / "there"
    first = publishing.export(lena, "shop", str(there), 2)
    assert set(first.written) == set(shelf.OURS) | {"brands/shop/templates.yaml"}
    assert publishing.export(lena, "shop", str(there), 2).written == ()
    back = publishing.export(lena, "shop", str(there), 1)
    assert (back.written, back.removed) == ((), ("brands/shop/templates.yaml",))
    windows = shelf.TERMS.replace("\n", "\r\n")
    shelf.write(there, {TERMS: windows})
    assert publishing.export(lena, "shop", str(there), 1).written == (TERMS,)
    shelf.write(there, {TERMS: "mine\n", "brands/shop/own.yaml": "mine too\n"})
    with pytest.raises(InputError, match=r"brands/shop/own.yaml, .*terms.yaml: changed in .*there .*--force"):
        publishing.export(lena, "shop", str(there))
    assert (there / TERMS).read_text(encoding="utf-8") == "mine\n"
    forced = publishing.export(lena, "shop", str(there), 1, force=True)
    assert (forced.written, forced.removed) == ((TERMS,), ("brands/shop/own.yaml",))


def test_an_export_with_packs_can_be_checked_where_it_lies(lena: Settings, tmp_path: Path) -> None:
    plain = Path(str(lena.guidelines)) / "brands/shop/rules.yaml"
    plain.write_text("schema_version: 1\nextends: [care]\n", encoding="utf-8")
    publishing.import_guideline(lena, "shop")
    there = tmp_path / "there"
    assert publishing.export(lena, "shop", str(there)).lacks_packs
    assert not publishing.export(lena, "shop", str(there), packs=True).lacks_packs
    from voicekit.service.rules import check_guideline

    assert check_guideline(lena._replace(guidelines=there)) == []


def test_verify_sees_what_was_touched_by_hand(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    assert publishing.verify(lena, "shop") == (1, [])
    here = live.pointed(lena, "shop")
    assert here is not None
    (Path(here.root) / TERMS).write_text("other", encoding="utf-8")
    count, (line,) = publishing.verify(lena, "shop")
    assert (count, line[:51]) == (1, "this machine's copy of brands/shop/terms.yaml is no")
    assert publishing.publish(lena, "shop").again


def test_nobody_and_nowhere_are_said(lena: Settings) -> None:
    if lena.store_url is None:
        with pytest.raises(
            InputError, match="there is no store yet; begin with 'voicekit guideline import shop"
        ):
            publishing.history(lena, "shop")
        assert not Path(str(lena.store_dir)).exists()
    with pytest.raises(InputError, match="set VOICEKIT_USER"):
        publishing.import_guideline(lena._replace(user=""), "shop")
    with pytest.raises(StoreError, match="set store_dir"):
        publishing.import_guideline(lena._replace(store_dir=None, store_url=None), "shop")
    publishing.import_guideline(lena, "shop")
    with pytest.raises(InputError, match="no guideline 'stall' in the store; there are: shop"):
        publishing.publish(lena, "stall")


def test_a_rollback_cut_off_after_the_store_took_it_is_made_good_by_the_next(
    lena: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.import_guideline(lena, "shop")
    edit(lena)
    publishing.import_guideline(lena, "shop", base=1)
    publishing.publish(kim(lena), "shop")

    def full(*_: object, **__: object) -> live.Live:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(live, "follow", full)
        with pytest.raises(StoreError, match=r"version 3 is live in the store, but .*No space left"):
            publishing.rollback(kim(lena), "shop", 1)
    here = live.pointed(lena, "shop")
    assert here is not None and here.number == 2
    assert publishing.rollback(kim(lena), "shop", 1).again
    here = live.pointed(lena, "shop")
    assert here is not None and here.number == 3


def test_a_copy_that_somebody_changed_is_put_right(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    here = live.pointed(lena, "shop")
    assert here is not None
    (Path(here.root) / TERMS).write_text("schema_version: 1\nterms: []\n", encoding="utf-8")
    _, wrong = publishing.verify(lena, "shop")
    assert len(wrong) == 1 and TERMS in wrong[0]
    assert publishing.publish(kim(lena), "shop").again
    assert publishing.verify(lena, "shop") == (1, [])
