"""What a lead does with the store before publishing: change the draft without files, and look at what it would do."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.config import Settings
from voicekit.errors import Conflict, InputError
from voicekit.evals.compare import ReplaySet, entries_of
from voicekit.service import changes, drafting, editing, impact, publishing, replay
from voicekit.service.editing import Edited
from voicekit.service.storing import store_of
from voicekit.store import drafts
from voicekit.types import Conversation, Draft, Turn

CHANNELS = "brands/shop/channels.yaml"
STOCK = "We apologize for any inconvenience."


def shorter(settings: Settings, length: str = "240") -> Edited:
    return editing.set_value(settings, "shop", "channels", "channels/x/max_length", length)


def graver(settings: Settings) -> Edited:
    return editing.override_rule(
        settings, "shop", "care.empty-apology", {"severity": "error", "blocking": True}
    )


def test_a_draft_is_changed_without_files(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    with pytest.raises(InputError, match="no draft is open; 'voicekit guideline draft start shop'"):
        editing.change_draft(lena, "shop", shorter, dry=False)
    drafting.draft_start(lena, "shop")
    seen = editing.change_draft(lena, "shop", shorter, dry=True)
    assert seen.changed == (CHANNELS,)
    with store_of(lena) as store:
        untouched = drafts.get(store, "shop")
        assert untouched is not None and untouched.revision == 1
        editing.change_draft(lena, "shop", shorter, dry=False)
        saved = drafts.get(store, "shop")
    assert saved is not None and "max_length: 240" in saved.body[CHANNELS]
    assert (saved.revision, saved.author) == (2, "lena")
    assert {path for path, text in saved.body.items() if text != untouched.body[path]} == {CHANNELS}
    assert "240" not in (Path(str(lena.guidelines)) / CHANNELS).read_text("utf-8")


def test_a_change_of_the_draft_never_overwrites_another(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    drafting.draft_start(lena, "shop")

    def slow(here: Settings) -> Edited:
        editing.change_draft(lena._replace(user="kim"), "shop", graver, dry=False)
        return shorter(here)

    with pytest.raises(Conflict):
        editing.change_draft(lena, "shop", slow, dry=False)
    state = drafting.draft_status(lena, "shop")
    assert state is not None and (state.author, list(state.changed)) == ("kim", ["brands/shop/rules.yaml"])


def chats() -> ReplaySet:
    said = Conversation(locale="en", turns=(Turn("customer", "Where is my tent?"),))
    return entries_of("chats", [("a", said, Draft(STOCK)), ("b", said, Draft("It left today."))], "shop")


def test_impact_reads_the_draft_the_version_and_the_replay_set(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    with pytest.raises(InputError, match="no draft is open and version 1 is live"):
        impact.impact(lena, "shop", on=[chats()])
    drafting.draft_start(lena, "shop")
    editing.change_draft(lena, "shop", graver, dry=False)
    replay.replay_on(lena, "shop")
    replay.replay_add(lena, "shop", [(chats().entries[0].conversation, Draft(STOCK))])
    found = impact.impact(lena, "shop", on=[chats()])
    assert [(one.name, one.n) for one in found.sets] == [("replay set", 1), ("chats", 2)]
    flips = [(one.set, one.name, one.old, one.new, one.rules) for one in found.flips]
    assert flips == [
        ("replay set", "conversation 1", "revise", "blocked", ("care.empty-apology",)),
        ("chats", "a", "revise", "blocked", ("care.empty-apology",)),
    ]
    publishing.submit_draft(lena, "shop")
    again = impact.impact(lena, "shop", on=[chats()])
    assert again.flips == found.flips and again.verdicts == found.verdicts


def test_versions_are_told_apart_in_words(lena: Settings) -> None:
    publishing.import_guideline(lena, "shop")
    drafting.draft_start(lena, "shop")
    editing.change_draft(lena, "shop", shorter, dry=False)
    said = [one.sentence for one in changes.compare_guidelines(lena, "live", "draft", "shop")]
    assert said == ["Replies on X may be 240 characters long (280 before)"]
    publishing.submit_draft(lena, "shop")
    assert [one.sentence for one in changes.compare_guidelines(lena, "1", "2", "shop")] == said
