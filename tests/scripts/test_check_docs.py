"""Each untrue statement the docs check is for, and a true one beside it that it must leave alone."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from scripts import check_docs
from scripts.check_docs import Command, Page

COMMANDS = {
    "lint": Command(frozenset(), frozenset({"--brand", "--help"})),
    "rules": Command(frozenset({"list", "test"}), frozenset({"--help"})),
}
CLI = Page("docs/cli.md", "`voicekit lint --brand x` `voicekit rules list` `voicekit rules test`")
RULES = frozenset({"human.empty-apology", "accessible.hashtag-case"})


def test_links_to_missing_files_and_headings_are_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/cli.md").write_text("# The `lint` command\n", "utf-8")
    text = "[a](docs/cli.md) [b](docs/cli.md#the-lint-command) [c](https://example.org) [d](#here)\n## Here\n"
    good = Page("README.md", text + "```\n[not a link](nowhere)\n```\n")
    (tmp_path / "README.md").write_text(good.text, "utf-8")
    assert list(check_docs.wrong_links(tmp_path, [good])) == []
    bad = Page("docs/cli.md", "[a](../NEWS.md) [b](cli.md#no-such)")
    assert list(check_docs.wrong_links(tmp_path, [bad])) == [
        "docs/cli.md: link to ../NEWS.md: no such file",
        "docs/cli.md: link to cli.md#no-such: no such heading",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("`voicekit lnt reply.txt`", "README.md: there is no command 'voicekit lnt'"),
        ("```sh\nvoicekit rules show\n```", "README.md: there is no command 'voicekit rules show'"),
        ("`voicekit lint a.txt --barnd x`", "README.md: 'voicekit lint' has no option --barnd"),
        ("```sh\nvoicekit lint --brand x a.txt | tool --other\n```", None),
        ("`voicekit rules test`, `pip install voicekit`, `voicekit lint reply.txt`", None),
        ("Prose may say what voicekit does. `voicekit --version`", None),
        ("```python\nfrom voicekit import check\n```", None),
    ],
)
def test_commands_must_exist(text: str, problem: str | None) -> None:
    found = list(check_docs.wrong_commands([Page("README.md", text), CLI], COMMANDS))
    assert found == ([problem] if problem else [])


def test_every_command_must_be_described() -> None:
    found = list(check_docs.wrong_commands([Page("docs/cli.md", "`voicekit rules list`")], COMMANDS))
    assert found == [
        "docs/cli.md: 'voicekit lint' is not described",
        "docs/cli.md: option --brand of 'voicekit lint' is not described",
        "docs/cli.md: 'voicekit rules test' is not described",
    ]


def test_words_and_options_are_read_from_a_parser() -> None:
    subparsers, positional = argparse.ArgumentParser(), argparse.ArgumentParser()
    below = subparsers.add_subparsers()
    below.add_parser("list")
    below.add_parser("test")
    positional.add_argument("action", choices=["list", "test"])
    assert check_docs.command_of(subparsers) == check_docs.command_of(positional) == COMMANDS["rules"]
    lint = argparse.ArgumentParser()
    lint.add_argument("files", nargs="*")
    lint.add_argument("--brand", choices=["a", "b"])
    assert check_docs.command_of(lint) == COMMANDS["lint"]


def test_make_targets_must_exist() -> None:
    targets = check_docs.make_targets("PY := x\nrun: a ## b\ndocs-check: c\n$(UV):\n\trun")
    assert targets == {"run", "docs-check"}
    pages = [
        Page("a.md", "`make run PYTHON=python3.12` `make PYTHON=x docs-check` We make tea."),
        Page("b.md", "`make tea`"),
    ]
    assert list(check_docs.wrong_targets(pages, targets)) == ["b.md: there is no target 'make tea'"]


def test_settings_must_exist_and_be_described() -> None:
    pages = [Page("docs/settings.md", "`brand` `VOICEKIT_BRAND`"), Page("README.md", "`VOICEKIT_BRNAD=x`")]
    assert list(check_docs.wrong_settings(pages, ["brand", "port"])) == [
        "docs/settings.md: `port` is not described",
        "README.md: VOICEKIT_BRNAD is no setting",
    ]


def test_rule_ids_must_exist() -> None:
    new = "```yaml\n- id: human.new-one\n```\n"
    text = (
        new + "`human.empty-apology` `human.md` `packs/human/en.yaml` `human.empty-apologies` `other.thing`"
    )
    assert list(check_docs.wrong_rule_ids([Page("a.md", text)], RULES)) == [
        "a.md: there is no rule 'human.empty-apologies' (is it human.empty-apology?)"
    ]


@pytest.mark.parametrize(
    ("command", "runs"),
    [
        ("voicekit lint reply.txt", True),
        ('echo "Hello." | voicekit lint -', True),
        ("make run", False),
        ("voicekit desk", False),
        ("voicekit lint a.txt; rm -rf ~", False),
        ("voicekit lint a.txt > b.txt", False),
        ('echo "$(id)" | voicekit lint -', False),
    ],
)
def test_only_our_own_commands_that_end_are_run(command: str, runs: bool) -> None:
    assert check_docs.runs_here(command) is runs


@pytest.mark.parametrize(
    ("shown", "real", "equal"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a  \nb", True),
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\nd\n", "a\nb\n", False),
        ("", "", True),
    ],
)
def test_output_is_compared_line_by_line(shown: str, real: str, equal: bool) -> None:
    assert check_docs.same(shown, real) is equal


def test_a_stale_session_is_named_and_can_be_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_docs, "output_of", lambda command, root, cache: f"real output of {command}\n")
    session = "$ make run\n$ voicekit lint a.txt\nold\n$ voicekit lint b.txt\nreal\n...\n"
    text = f"Before\n\n```console\n{session}```\n\nAfter\n"
    page = Page("README.md", text)
    [problem, other] = check_docs.wrong_sessions(tmp_path, [page])
    assert "'voicekit lint a.txt' prints something else" in problem
    assert "-old\n+real output of voicekit lint a.txt" in problem
    assert "b.txt" in other
    assert list(check_docs.wrong_sessions(tmp_path, [page], write=True)) == [other]
    written = Page("README.md", (tmp_path / "README.md").read_text("utf-8"))
    assert list(check_docs.wrong_sessions(tmp_path, [written])) == [other]
    assert written.text.startswith("Before\n\n```console\n$ make run\n$ voicekit lint a.txt\nreal output")
    assert written.text.endswith("```\n\nAfter\n")
