"""What a file of messages may say, and what counts as heard; it must never read the real messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.errors import GuidelineError, InputError
from voicekit.evals.messages import Heard, Message, apart, hear, read_messages
from voicekit.types import Conversation, Evidence, Span, Triage

GOOD = """\
schema_version: 1
messages:
  - {id: legal-01, split: dev, label: legal, applies: true, text: "You will hear from my lawyer"}
  - {id: legal-02, split: test, label: legal, applies: false, text: "My lawyer loves the tent"}
  - {id: mood-01, split: dev, label: mood, is: angry, text: "NOT AGAIN"}
"""


def write(folder: Path, text: str, name: str = "en.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_messages_are_read_with_language_and_place(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("-0", "-1"), "held-en.yaml")
    write(tmp_path, GOOD, "de.yaml")
    write(tmp_path, "rows: []", "set-aside.yaml")
    found = read_messages([tmp_path])
    assert [one.language for one in found] == ["de"] * 3 + ["en"] * 6
    first, second, third = read_messages([path])
    assert first == Message(
        "legal-01", "dev", "legal", True, "", "You will hear from my lawyer", "en", f"{path.as_posix()}:3"
    )
    assert (second.split, second.applies) == ("test", False)
    assert (third.label, third.name, third.applies) == ("mood", "angry", True)
    assert first.conversation.locale == "en" and first.conversation.turns[0].role == "customer"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "label: legal, applies: true",
            "label: legl, applies: true",
            ":3:32: messages.0.label: expected self_harm,",
        ),
        ("split: dev", "split: train", ":3:20: messages.0.split: expected dev or test"),
        ("applies: true", "applies: yes", ":3:46: messages.0.applies: expected true or false"),
        ("applies: true, ", "", ":3:5: messages.0: 'applies' is missing"),
        ("is: angry", "is: furious", ":5:44: messages.2.is: expected calm, frustrated or angry"),
        ("is: angry", "applies: true", ":5:44: messages.2.applies: a message of 'mood' says `is`"),
        ("label: mood, is: angry", "label: intent, is: angry", "messages.2.is: expected question, request,"),
        (
            "label: legal, applies: true",
            "label: legal, is: angry",
            "messages.0.is: a message of 'legal' says",
        ),
        ("label: mood, ", "", ":5:5: messages.2: 'label' is missing"),
        ('text: "NOT AGAIN"', 'text: "  "', ":5:55: messages.2.text: expected a text"),
        ("id: legal-02", "id: legal-01", ":4:6: messages.1.id: 'legal-01' is given twice (first at "),
        ("split: test", "split: test, why: x", ":4:33: messages.1.why: unknown key; known are id,"),
        ("schema_version: 1", "schema_version: 2", ":1:1: schema_version: expected 1"),
        ("messages:", "mesages:", ":1:1: messages: expected a list of messages"),
        ("  - {id: mood-01", "  - text\n  - {id: mood-01", ":5:5: messages.2: expected a message with id,"),
    ],
)
def test_each_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(GuidelineError) as raised:
        read_messages([path])
    assert any(said in str(one) for one in raised.value.problems), [str(one) for one in raised.value.problems]


def test_a_file_of_another_name_is_refused_and_paths_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is named <lang>"):
        read_messages([write(tmp_path, GOOD, "english.yaml")])
    messages = tmp_path / "triage"
    messages.mkdir()
    write(messages, GOOD, "vi.yaml")
    paths = [messages, tmp_path, tmp_path / "held-de.yaml", tmp_path / "threads-de.yaml"]
    assert apart(paths) == ([tmp_path, paths[3]], [messages, paths[2]])


def message(label: str, applies: bool = True, name: str = "") -> Message:
    return Message("a", "dev", label, applies, name, "Text", "en", "en.yaml:1")


@pytest.mark.parametrize(
    ("entry", "triage", "right"),
    [
        (message("legal"), Triage(risks=("press", "legal")), True),
        (message("legal"), Triage(risks=("press",)), False),
        (message("legal", False), Triage(risks=("legal",)), False),
        (message("legal", False), Triage(risks=("press",)), True),
        (message("wants_human"), Triage(intent="wants_human"), True),
        (message("wants_human", False), Triage(intent="request"), True),
        (message("wants_human"), Triage(intent="request", risks=("wants_human",)), False),
        (message("mood", name="angry"), Triage(mood="angry"), True),
        (message("mood", name="angry"), Triage(), False),
        (message("intent", name="praise"), Triage(intent="complaint"), False),
    ],
)
def test_only_the_stated_label_is_scored(entry: Message, triage: Triage, right: bool) -> None:
    (heard,) = hear([entry], lambda conversation: triage)
    assert heard.right is right


def test_evidence_is_that_of_the_label_or_else_all() -> None:
    legal, angry = (Evidence(shows, 0, Span(0, 1), "w") for shows in ("legal", "mood.angry"))
    triage = Triage(evidence=(legal, angry))
    assert Heard(message("legal"), triage).evidence == (legal,)
    assert Heard(message("mood", name="calm"), triage).evidence == (angry,)
    assert Heard(message("press"), triage).evidence == (legal, angry)


def test_the_reader_gets_a_thread_of_one_turn() -> None:
    asked: list[Conversation] = []

    def read(conversation: Conversation) -> Triage:
        asked.append(conversation)
        return Triage()

    hear([message("legal")], read)
    assert [(one.locale, [turn.text for turn in one.turns]) for one in asked] == [("en", ["Text"])]
