"""What a file of cases may say, and that each mistake is named with its line; it must never read the real cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.errors import GuidelineError, InputError
from voicekit.evals.cases import Expect, Wanted, read_cases, unknown_rules

GOOD = """\
schema_version: 1
expect: {silent: true, quiet: [a.b]}
cases:
  - id: one
    split: test
    quality: poor
    note: Hides behind a phrase.
    locale: de-AT
    channel: x
    turns: [{role: customer, text: Wo bleibt mein Paket?}]
    draft: {text: Kommt morgen., sender: agent}
    expect: {verdict: ready, findings: [c.d], silent: false}
  - id: two
    draft: {text: No, it came on 2026-11-02}
"""


def write(folder: Path, text: str, name: str = "some.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(GuidelineError) as raised:
        read_cases([path])
    return [str(one._replace(path=Path(one.path).name, source_line="")) for one in raised.value.problems]


def test_a_case_is_read_with_what_its_file_expects_of_all(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace("No, it", "'No, it").replace("11-02}", "11-02'}"))
    one, two = read_cases([path])
    assert (one.id, one.split, one.quality, one.language, one.origin) == ("one", "test", "poor", "de", "some")
    assert one.expect == Expect("ready", ("c.d",), ("a.b",), False)
    assert two.expect == Expect(None, (), ("a.b",), True)
    assert two.draft.text == "No, it came on 2026-11-02"
    assert (one.place, two.place) == (f"{path}:4", f"{path}:13")


def test_what_a_case_says_of_the_customers_side_is_read(tmp_path: Path) -> None:
    text = "cases: [{id: a, draft: {text: x}, expect: {triage: {mood: angry, risks: []}, escalation: none}}]"
    (case,) = read_cases([write(tmp_path, text)])
    assert case.expect == Expect(triage=Wanted(None, "angry", ()), escalation="none")
    assert case.expect.measured and not Expect(silent=True).measured


def test_a_folder_and_a_conversation_without_cases_are_read(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    write(tmp_path / "below", "id: alone\ndraft: {text: Hello}\n")
    write(tmp_path, "cases: [{id: other, draft: {text: Hello}}]\n")
    assert [case.id for case in read_cases([tmp_path, tmp_path / "some.yaml"])] == ["alone", "other"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [{id: a, draft: {text: x}, expects: {}}]", '1:9: cases.0: unknown key "expects"'),
        ("cases:\n  - id: a\n    draft: {txt: x}", '3:5: cases.0.draft: unknown key "txt"'),
        (
            "cases:\n  - id: a\n    turns: [{role: boss, text: x}]\n    draft: {text: x}",
            "3:14: cases.0.turns.0.role:",
        ),
        ("cases:\n  - draft: {text: x}", "2:5: cases.0: 'id' is missing"),
        ("cases:\n  - id: a\n    turns: []", "2:5: cases.0: 'draft' is missing"),
        (
            "cases:\n  - id: a\n    draft: {text: x}\n    split: train",
            "4:5: cases.0.split: expected dev or test",
        ),
        (
            "cases:\n  - id: a\n    draft: {text: x}\n    quality: bad",
            "4:5: cases.0.quality: expected good, middling",
        ),
        ("cases:\n  - id: a\n    draft: {text: x}\n    note: [x]", "4:5: cases.0.note: expected a text"),
        (
            "cases: [{id: a, draft: {text: x}, expect: {loud: true}}]",
            "1:44: cases.0.expect.loud: unknown key",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {verdict: fine}}]",
            "cases.0.expect.verdict: expected ready",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {findings: a.b}}]",
            "cases.0.expect.findings: expected a list",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {silent: 1}}]",
            "cases.0.expect.silent: expected true or false",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {findings: [a.b], quiet: [a.b]}}]",
            "cases.0.expect.quiet: 'a.b' stands under `findings` too",
        ),
        ("cases: [{id: a, draft: {text: x}}]\nmore: 1", "2:1: more: unknown key"),
        ("cases: [{id: a, draft: {text: x}}]\nschema_version: 2", "2:1: schema_version: expected 1"),
        (
            "cases:\n  - {id: a, draft: {text: x}}\n  - {id: a, draft: {text: y}}",
            "3:6: cases.1.id: 'a' is given twice",
        ),
        (
            "cases:\n  - id: a\n    draft: {text: x}\n    expect: {triage: {intent: asks}}",
            "4:23: cases.0.expect.triage.intent: expected question, request,",
        ),
        (
            "cases:\n  - id: a\n    draft: {text: x}\n    expect:\n      triage:\n        risks: [legal, fire]",
            "6:24: cases.0.expect.triage.risks.1: expected self_harm,",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {triage: {moods: calm}}}]",
            "triage.moods: unknown key; known are intent, mood, risks",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {triage: calm}}]",
            "triage: expected a mapping with intent",
        ),
        ("cases: [{id: a, draft: {text: x}, expect: {triage: {risks: legal}}}]", "risks: expected a list of"),
        (
            "cases: [{id: a, draft: {text: x}, expect: {triage: {risks: [~]}}}]",
            "risks.0: expected a risk's name",
        ),
        (
            "cases: [{id: a, draft: {text: x}, expect: {escalation: true}}]",
            "escalation: expected a route's name",
        ),
        ("cases: {id: a}", "1:1: cases: expected a list of cases"),
        ("cases: [text]", "1:9: cases.0: expected a case"),
        ("cases:\n  - id: a\n    note: calm: exact", "3:15: is not YAML"),
    ],
)
def test_each_mistake_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    found = problems(write(tmp_path, text))
    assert any(said in one for one in found), found


def test_every_mistake_of_every_file_is_said_at_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        "cases: [{id: a, draft: {text: x}, split: no}, {id: b, draft: {text: x}, nota: x}]",
        "1.yaml",
    )
    write(tmp_path, "cases: [{id: c}]", "2.yaml")
    assert len(problems(tmp_path)) == 3


def test_a_path_that_is_not_there_and_a_folder_without_cases_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        read_cases([tmp_path / "nothing"])
    with pytest.raises(InputError, match="no cases found"):
        read_cases([tmp_path])


def test_a_rule_that_is_not_there_is_named_with_a_near_one(tmp_path: Path) -> None:
    cases = read_cases([write(tmp_path, "cases: [{id: a, draft: {text: x}, expect: {quiet: [human.emty]}}]")])
    (problem,) = unknown_rules(cases, {"one": ["human.empty", "human.other"]}, "one")
    assert "no rule 'human.emty'; did you mean 'human.empty'?" in str(problem)
    assert unknown_rules(cases, {"one": ["human.emty"]}, "one") == []
