"""`voicekit eval run` and `voicekit explain`: exit codes and what is printed.

It must never depend on a real rule's words.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voicekit.cli import evalmisses, explain
from voicekit.cli.main import main
from voicekit.evals.conversation import Measured
from voicekit.evals.evidence import Evidence as Figures
from voicekit.evals.messages import Heard, Message
from voicekit.evals.stats import Share
from voicekit.service import RuleCard
from voicekit.types import Conversation, Evidence, Span, Triage

GUIDELINES = Path(__file__).parents[1] / "cli" / "guidelines"
CASES = """\
cases:
  - id: quiet
    split: test
    quality: good
    locale: en
    draft: {text: Your tent ships today.}
    expect: {silent: true}
  - id: loud
    split: dev
    quality: poor
    locale: en
    draft: {text: We apologize for any inconvenience.}
    expect: {findings: [tiny.stock-apology]}
"""


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEKIT_GUIDELINES", str(GUIDELINES))
    monkeypatch.setenv("VOICEKIT_BRAND", "tiny")
    path = tmp_path / "eval" / "cases" / "some.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(CASES, encoding="utf-8")
    return path


@pytest.mark.usefixtures("cases")
def test_cases_that_are_as_they_say_end_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "run"]) == 0
    said = capsys.readouterr().out
    assert "2 of 2 cases with an expectation are as they say" in said
    assert "tiny.stock-apology  -" not in said
    assert "1/1 1.00 [0.21, 1.00]" in said
    assert "  poor      ready 0, revise 1, blocked 0" in said


def test_a_case_that_is_not_as_it_says_ends_with_1_and_is_named(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases.write_text(CASES.replace("findings: [", "quiet: ["), encoding="utf-8")
    assert main(["eval", "run", str(cases)]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{cases.as_posix()}:8: loud: tiny.stock-apology appeared\n")
    assert "apologize" not in said
    assert main(["eval", "run", "--split", "test"]) == 0


@pytest.mark.usefixtures("cases")
def test_as_json_every_share_has_its_n(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "run", "--format", "json", "--jobs", "1"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in value["cases"]] == ["quiet", "loud"]
    assert value["groups"][0]["as_expected"] == {
        "right": 2,
        "n": 2,
        "value": 1,
        "low": pytest.approx(0.3424, abs=1e-4),
        "high": 1,
    }
    assert value["rules"] == [
        {
            "rule": "tiny.stock-apology", "tp": 1, "fp": 0, "fn": 0, "f1": 1,
            "precision": {"right": 1, "n": 1, "value": 1, "low": pytest.approx(0.2065, abs=1e-4), "high": 1},
            "recall": {"right": 1, "n": 1, "value": 1, "low": pytest.approx(0.2065, abs=1e-4), "high": 1},
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["--lang", "vi"], "no case is left; see --lang and --split"),
        (["--jobs", "0"], "--jobs 0: expected 1 to 256"),
        (["--brand", "none"], "none"),
    ],
)
@pytest.mark.usefixtures("cases")
def test_what_cannot_be_done_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "run", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_mistake_in_the_cases_is_named_with_its_line(
    cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases.write_text(CASES.replace("tiny.stock-apology", "tiny.stock-apologi"), encoding="utf-8")
    assert main(["eval", "run"]) == 2
    assert "some.yaml:8:1: loud.expect: no rule 'tiny.stock-apologi'; did you mean" in capsys.readouterr().err


MESSAGES = """\
schema_version: 1
messages:
  - {id: legal-01, split: dev, label: legal, applies: true, text: "I will sue you"}
  - {id: legal-02, split: dev, label: legal, applies: true, text: "The judge decides"}
  - {id: legal-03, split: test, label: legal, applies: true, text: "Secret words"}
  - {id: legal-04, split: dev, label: legal, applies: false, text: "The sue-per tent"}
"""
THREAD = """\
cases:
  - id: thread
    split: dev
    locale: en
    turns: [{role: customer, text: Can you help}]
    draft: {text: We apologize for any inconvenience.}
    expect: {triage: {intent: question, risks: [legal]}, escalation: none, quiet: [tiny.stock-apology]}
  - id: unread
    split: test
    locale: en
    turns: [{role: customer, text: Hidden question}]
    draft: {text: Hidden draft.}
    expect: {triage: {intent: praise}}
"""


@pytest.fixture
def conversations(cases: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of messages and a file of threads beside the cases, and a reader that knows one word."""

    def reads(guideline: object, conversation: Conversation, language: str | None = None) -> Triage:
        text = conversation.turns[0].text
        if "sue" not in text:
            return Triage("other")
        return Triage("other", risks=("legal",), evidence=(Evidence("legal", 0, Span(0, 3), "sue"),))

    monkeypatch.setattr("voicekit.triage.customer.triage", reads)
    folder = cases.parents[1] / "triage"
    folder.mkdir()
    (folder / "en.yaml").write_text(MESSAGES, encoding="utf-8")
    (cases.parent / "threads-en.yaml").write_text(THREAD, encoding="utf-8")
    return folder


def test_figures_stand_beside_their_aims_and_those_that_miss_change_no_exit_code(
    conversations: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", "run"]) == 0
    said = capsys.readouterr().out
    assert "2 of 2 cases with an expectation are as they say" in said
    rows = [" ".join(line.split()) for line in said.splitlines()]
    assert "legal: recall >= 0.97 1/3 0.33 [0.06, 0.79] ! 0/1 0.00 [0.00, 0.79] ! missed: all, test" in rows
    assert "legal: look-alikes flagged <= 0.05 1/1 1.00 [0.21, 1.00] ! - missed: all" in rows
    assert any(row.startswith("intent: right >= 0.85 0/2 0.00") for row in rows)
    assert rows[-1].endswith("figures miss their aim")
    assert not [word for word in ("sue you", "Secret", "Hidden") if word in said]
    assert main(["eval", "run", str(conversations), "--split", "dev"]) == 0
    said = capsys.readouterr().out
    assert "cases" not in said and "legal: recall" in said and "1/2 0.50" in said


@pytest.mark.usefixtures("conversations")
def test_as_json_every_figure_has_its_scope_aim_and_interval(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "run", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    first = value["conversation"]["messages"][0]
    assert (first["name"], first["scope"], first["right"], first["n"]) == ("legal: recall", "all", 1, 3)
    assert (first["aim"], first["met"], first["low"]) == (0.97, False, pytest.approx(0.0615, abs=1e-4))
    assert [one["measured"] for one in value["cases"]] == [False, False, True, True]
    assert value["conversation"]["missed"] >= 3
    assert main(["eval", "run", "eval/triage", "--format", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"schema_version", "conversation"}


@pytest.mark.usefixtures("conversations")
def test_misses_are_shown_with_their_words_and_those_of_the_test_split_never(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in ([], ["--split", "test"]):
        assert main(["eval", "run", "--misses", *arguments]) == 2
        said = capsys.readouterr()
        assert "--misses prints texts, so it wants --split dev" in said.err and not said.out
    assert main(["eval", "run", "--misses", "--split", "dev"]) == 0
    said_out = capsys.readouterr().out
    lines = said_out.splitlines()
    assert lines[:6] == [
        "eval/triage/en.yaml:4: legal-02: legal not seen",
        "    The judge decides",
        "    evidence: none",
        "eval/triage/en.yaml:6: legal-04: legal seen, a look-alike",
        "    The sue-per tent",
        "    evidence: legal 'sue'",
    ]
    thread = lines.index(next(line for line in lines if ": thread: " in line))
    assert lines[thread].startswith(
        "eval/cases/threads-en.yaml:2: thread: tiny.stock-apology appeared; intent "
    )
    assert lines[thread + 1 : thread + 3] == [
        "    customer: Can you help",
        "    draft: We apologize for any inconvenience.",
    ]
    assert "Secret" not in said_out and "Hidden" not in said_out and "legal-01" not in said_out


def test_misses_of_another_split_are_left_out_also_where_they_are_handed_in() -> None:
    message = Message("m", "test", "legal", True, "", "Secret words", "en", "en.yaml:3")
    assert evalmisses.misses([], Measured(heard=(Heard(message, Triage()),))) == ["nothing is missed"]


@pytest.mark.usefixtures("conversations")
def test_a_language_without_messages_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "run", "eval/triage", "--lang", "vi"]) == 2
    assert "no message is left; see --lang and --split" in capsys.readouterr().err


def test_explain_shows_the_figures_of_the_languages_of_its_card() -> None:
    card = RuleCard(
        "a.b",
        "a",
        "existence",
        ("de",),
        "voice",
        "warning",
        False,
        "sure",
        {},
        {},
        None,
        (),
        True,
        "a/de.yaml:3",
    )
    one = Figures(Share(2, 1000), Share(1, 60), Share(20, 20))
    figures = {"en": one, "de": one._replace(read=Share(0, 0))}
    assert explain.measured(card, figures) == [
        "Measured (de): fires in 2.0 of 1,000 public replies (2 of 1,000), 1 of 60 drafts; precision: unmeasured"
    ]
    assert explain.measured(card._replace(languages=("vi",)), figures) == ["Unmeasured."]
    value = explain.evidence_to(card._replace(languages=()), figures)
    assert (value["en"]["precision"]["n"], value["de"]["precision"]) == (20, None)


def test_explain_prints_the_figures_that_travel_along(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "plain.sentence-length", "--brand", "fernweh"]) == 0
    assert "Measured (en): fires in" in " ".join(capsys.readouterr().out.split())
