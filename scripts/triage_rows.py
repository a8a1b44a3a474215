"""The messages that the triage model learns from: labelled ones, customers' turns of dev cases, public ordinary rows.

It must never read a held file nor the turns of a test case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.evidence_triage import read_aside
from scripts.tone_rows import ROWS, held_out, portion, rows
from voicekit.evals.cases import read_cases, some_of
from voicekit.guideline.yamlfile import read_yaml
from voicekit.text.language import identify

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = ROOT / "eval" / "triage"
CASES = ROOT / "eval" / "cases"


class Row(NamedTuple):
    """A message to learn from. `group` (empty: its text) keeps a thread, or versions of one message, in one fold;
    `shows` is all that the turns of a thread show.
    """

    text: str
    label: str
    applies: bool | None
    source: str
    group: str = ""
    shows: frozenset[str] = frozenset()


def labelled(language: str, folder: Path = MESSAGES) -> Iterator[Row]:
    """Every labelled message that may be trained on."""
    for path in (folder / f"{language}.yaml", *sorted(folder.glob(f"train*-{language}.yaml"))):
        if path.is_file():
            for entry in read_yaml(path, path.name).data["messages"]:
                if entry["split"] == ("dev" if path.stem == language else "train"):
                    source = path.stem.rpartition("-")[0] or "dev"
                    yield Row(entry["text"], entry["label"], entry.get("applies"), source)


def turns(language: str, folder: Path = CASES) -> Iterator[Row]:
    """What customers say in the dev threads, with all that their threads show."""
    for case in some_of(read_cases(sorted(folder.glob("threads*.yaml"))), None, "dev"):
        wanted = case.expect.triage
        if wanted is None or wanted.risks is None or wanted.intent is None:
            continue
        for turn in case.conversation.turns:
            guess = identify(turn.text)
            if turn.role == "customer" and language == (guess.code if guess.sure else case.language):
                shows = frozenset((*wanted.risks, wanted.intent))
                yield Row(turn.text, "turn", None, "thread", case.id, shows)


def before_drafts(language: str, folder: Path = CASES) -> Iterator[Row]:
    """What customers say before the sample replies: ordinary, but for what the signals show in it."""
    for case in read_cases(sorted((*folder.glob("good-*.yaml"), *folder.glob("drafts*.yaml")))):
        if case.split != "test" and case.language == language:
            for turn in case.conversation.turns:
                if turn.role == "customer":
                    yield Row(turn.text, "ordinary", None, "draft")


def ordinary(language: str, data: Path = ROWS) -> Iterator[Row]:
    """Public rows in which nothing is the matter: a part of each source, always the same."""
    if language != "en":
        for row in rows("cocoa_mt_formality", data):
            if row["lang"] == language and not held_out(row):
                yield Row(row["text"], "ordinary", None, "cocoa")
        return
    aside = read_aside()
    for name, part in (("banking_intents", 5), ("conversations_star", 14)):
        for line in (data / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in aside.rows or portion(f"triage:{row['id']}", part):
                continue
            if "turns" not in row:
                if aside.ordinary(row):
                    yield Row(row["text"], "ordinary", None, "banking")
                continue
            for turn in row["turns"]:
                if turn["role"] == "customer":
                    yield Row(turn["text"], "ordinary", None, "star")
