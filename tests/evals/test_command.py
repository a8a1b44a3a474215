"""`voicekit eval run` and `voicekit explain`: exit codes and what is printed.

It must never depend on a real rule's words.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voicekit.cli import explain
from voicekit.cli.main import main
from voicekit.evals.evidence import Evidence
from voicekit.evals.stats import Share
from voicekit.service import RuleCard

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
    one = Evidence(Share(2, 1000), Share(1, 60), Share(20, 20))
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
