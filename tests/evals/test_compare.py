"""What the replay of two small guidelines counts: sets, flips with their rules, noise, rules that never fire.

It must never read the real rules.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rules import guideline, rule

from voicekit.errors import InputError
from voicekit.evals.cases import Case, Expect
from voicekit.evals.compare import (
    REVISE_AT,
    Entry,
    Impact,
    ReplaySet,
    case_set,
    entries_of,
    known_good_blocked,
    replay,
)
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Turn

SORRY = rule("test.sorry", tokens=["sorry"])
PLEASE = rule("test.please", tokens=["please"], severity="suggestion")
OLD = guideline([SORRY, PLEASE])
TEXTS = ["So sorry, your tent is here.", "Your tent is here, please come.", "Your damn tent is here today."]


def some(*texts: str, good: bool = False) -> ReplaySet:
    chat = Conversation(channel="chat", locale="en")
    return ReplaySet("some", [Entry(f"r{n}", chat, Draft(text), good) for n, text in enumerate(texts)])


def impact(new: Guideline, *sets: ReplaySet) -> Impact:
    return replay(OLD, new, sets or (some(*TEXTS),))


def test_a_new_rule_turns_replies_and_is_named_with_their_texts() -> None:
    found = impact(guideline([SORRY, PLEASE, rule("test.damn", tokens=["damn"], blocking=True)]))
    assert [(flip.name, flip.text, flip.old, flip.new, flip.rules) for flip in found.flips] == [
        ("r2", TEXTS[2], "ready", "blocked", ("test.damn",))
    ]
    assert [(one.rule, one.came, one.went, one.turned, one.flips) for one in found.rules] == [
        ("test.damn", 1, 0, 0, 1)
    ]
    assert (found.n, found.came, found.went) == (3, 1, 0)
    assert found.per_1000(found.came) == pytest.approx(333.3, abs=0.1)


def test_a_rule_that_is_gone_turns_replies_back() -> None:
    found = impact(guideline([PLEASE]))
    assert [(flip.name, flip.old, flip.new, flip.rules) for flip in found.flips] == [
        ("r0", "revise", "ready", ("test.sorry",))
    ]
    assert (found.came, found.went) == (0, 1)


def test_another_severity_is_the_same_finding_with_another_weight() -> None:
    found = impact(guideline([SORRY, PLEASE._replace(severity="warning")]))
    assert [(one.rule, one.came, one.went, one.turned) for one in found.rules] == [("test.please", 0, 0, 1)]
    assert [(flip.name, flip.rules) for flip in found.flips] == [("r1", ("test.please",))]


def test_a_rule_that_differs_and_weighs_too_little_is_not_blamed() -> None:
    new = [
        SORRY,
        PLEASE,
        rule("test.tent", tokens=["tent"], severity="suggestion"),
        rule("test.damn", tokens=["damn"]),
    ]
    [flip] = impact(guideline(new)).flips
    assert flip.rules == ("test.damn",)


def test_the_threshold_is_blamed_where_no_finding_differs() -> None:
    from marshal import loads

    new = Guideline({**loads(OLD.dumped()), "revise_at": "suggestion"})
    assert [(flip.name, flip.rules) for flip in impact(new).flips] == [("r1", (REVISE_AT,))]


def test_rules_that_never_fired_are_those_of_the_languages_that_occur() -> None:
    more = [rule("test.never", tokens=["wombat"]), rule("test.deutsch", tokens=["leider"], languages=("de",))]
    found = impact(guideline([SORRY, PLEASE, *more]))
    assert (found.never, found.unheard) == (("test.never",), 1)


def test_sets_keep_their_names_and_say_what_was_left_out() -> None:
    mine = Conversation(
        id="a", turns=(Turn("customer", "Hello"), Turn("agent", "So sorry."), Turn("bot", "Hi."))
    )
    items = [
        ("chats:1", mine, Draft("")),
        ("chats:2", Conversation(brand="other"), Draft("Hello there")),
        ("chats:3", Conversation(turns=(Turn("customer", "Hello"),)), Draft("  ")),
    ]
    made = entries_of("chats", items, "test", [("chats:4", "cannot be read")])
    assert [(e.name, e.draft.text, e.draft.sender, len(e.conversation.turns)) for e in made.entries] == [
        ("chats:1 turn 2", "So sorry.", "agent", 1),
        ("chats:1 turn 3", "Hi.", "bot", 2),
    ]
    assert made.unusable == (
        ("chats:4", "cannot be read"),
        ("chats:2", "is of the brand 'other'"),
        ("chats:3", "holds no reply"),
    )
    found = impact(OLD, some(*TEXTS), made)
    assert [(one.name, one.n, len(one.unusable)) for one in found.sets] == [("some", 3, 0), ("chats", 2, 3)]
    assert (found.flips, found.rules, found.n) == ((), (), 5)


def test_a_reply_nobody_can_read_is_counted_as_such() -> None:
    found = impact(OLD, some("Din tält är på väg och kommer fram på fredag, hoppas vi verkligen."))
    assert found.sets[0].unread == 1


def test_nothing_to_replay_is_an_error_and_not_a_clean_bill() -> None:
    with pytest.raises(InputError, match="no reply is left"):
        impact(OLD, ReplaySet("none", []))


def case(id: str, text: str, brand: str | None = None, **fields: object) -> Case:
    values: dict[str, object] = {
        "split": None, "quality": None, "note": "", "expect": Expect(), "origin": "some", "place": "some.yaml:1",
    }  # fmt: skip
    conversation = Conversation(id=id, locale="en", channel="chat", brand=brand)
    return Case(id=id, conversation=conversation, draft=Draft(text), **{**values, **fields})  # type: ignore[arg-type]


CASES = [
    case("good", "Your damn tent is here.", quality="good"),
    case("ready", "Your damn tent is here.", expect=Expect(verdict="ready")),
    case("silent", "Your damn tent is here.", expect=Expect(silent=True)),
    case("poor", "Your damn tent is here.", quality="poor"),
    case("fine", "Your tent is here.", quality="good"),
    case("theirs", "Your damn tent is here.", "other", quality="good"),
]


def test_good_replies_that_only_the_new_guideline_blocks_are_named() -> None:
    damn = rule("test.damn", tokens=["damn"], blocking=True)
    new = guideline([SORRY, PLEASE, damn])
    assert known_good_blocked(OLD, new, CASES) == ["good", "ready", "silent"]
    assert known_good_blocked(new, guideline([damn]), CASES) == []
    assert known_good_blocked(OLD, guideline([damn._replace(blocking=False)]), CASES) == []
    found = impact(new, case_set(CASES, "test", "cases"))
    assert found.blocked_good == ("good", "ready", "silent")
    assert found.sets[0].unusable == (("theirs", "is of the brand 'other'"),)


def test_good_replies_are_looked_for_in_the_folders_own_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new = guideline([rule("test.damn", tokens=["damn"], blocking=True)])
    assert known_good_blocked(OLD, new) == []
    path = tmp_path / "eval" / "cases" / "ours.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "cases:\n  - {id: ours, locale: en, quality: good, draft: {text: Your damn tent is here.}}\n", "utf-8"
    )
    assert known_good_blocked(OLD, new) == ["ours"]
