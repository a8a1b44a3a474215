"""The texts that rules are measured on: the public rows of the data folder, and the repository's own cases.

It must never write a text of the public rows anywhere inside the repository: name, row id and offsets are all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from voicekit import config, service
from voicekit.evals.cases import read_cases
from voicekit.types import Conversation, Draft, Finding

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
CASES = ROOT / "eval" / "cases"
BRAND = "fernweh"
"""The brand whose guideline reads the public rows; a case is read by its own."""


class Text(NamedTuple):
    """One reply to read. `source` is star, cocoa or cases; `count` how often just this text stands in the source.

    `customer` is what the customer said right before, for whoever reads the hit; only cases have their whole thread
    in `conversation`, with mood and scenario. `draft` is true for the drafts of mixed quality among the cases.
    `group` is the same for versions of one text (both sides of a CoCoA-MT pair).
    """

    source: str
    id: str
    language: str
    conversation: Conversation
    reply: Draft
    count: int = 1
    customer: str = ""
    draft: bool = False
    group: str = ""


class Hit(NamedTuple):
    """One finding of one rule in one text."""

    text: Text
    finding: Finding


def rows(data: Path, name: str, source: str = "") -> Iterator[dict[str, Any]]:
    """The rows of one file, or those of one source in it, as they stand there."""
    with (data / name).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if source in ("", row["source"]):
                yield row


def star(data: Path) -> list[Text]:
    """The agent turns of the STAR chats, each distinct one once, with the customer's turn before its first use."""
    found: dict[str, Text] = {}
    for row in rows(data, "conversations_star.jsonl"):
        customer = ""
        for number, turn in enumerate(row["turns"]):
            if turn["role"] != "agent":
                customer = turn["text"]
                continue
            known = found.get(turn["text"])
            if known is not None:
                found[turn["text"]] = known._replace(count=known.count + 1)
                continue
            conversation = Conversation(channel="chat", locale="en")
            reply = Draft(turn["text"])
            found[turn["text"]] = Text(
                "star", f"{row['id']}.{number}", "en", conversation, reply, 1, customer
            )
    return list(found.values())


def cocoa(data: Path) -> list[Text]:
    """The CoCoA-MT rows, formal and informal ones, as they are."""
    return [
        Text(
            "cocoa",
            row["id"],
            row["lang"],
            Conversation(locale=row["lang"]),
            Draft(row["text"]),
            group=row["labels"]["pair"],
        )
        for row in rows(data, "tone.jsonl", "cocoa_mt_formality")
    ]


def cases(folders: Iterable[Path] = (CASES,)) -> list[Text]:
    """The drafts, good replies and samples of eval/cases, in their own conversations."""
    found = []
    for case in read_cases(folders):
        said = [turn.text for turn in case.conversation.turns if turn.role == "customer"]
        found.append(
            Text(
                "cases",
                case.id,
                case.language,
                case.conversation,
                case.draft,
                customer=said[-1] if said else "",
                draft=case.origin.startswith("drafts-"),
            )
        )
    return found


def public(data: Path) -> list[Text]:
    """Every public reply; FileNotFoundError, naming it, where the folder is not there."""
    return [*star(data), *cocoa(data)]


def hits(texts: Iterable[Text], jobs: int = 2) -> tuple[list[Hit], list[str]]:
    """What the rules find in `texts`, in their order, messages in the language of each text; and which rules crashed,
    each with the reason.
    """
    settings = config.load({})
    groups: dict[tuple[str, str], list[Text]] = {}
    for text in texts:
        groups.setdefault((text.conversation.brand or BRAND, text.language), []).append(text)
    found: list[Hit] = []
    crashed: set[str] = set()
    for (brand, language), group in groups.items():
        guideline = service.open_guideline(settings, brand)
        items = ((text.conversation, text.reply) for text in group)
        few = len(group) < 500  # processes take longer to start than so few texts take to read
        reports = service.check_many(
            guideline, items, jobs=1 if few else jobs, language=language, ui=language
        )
        for text, report in zip(group, reports, strict=True):
            found.extend(Hit(text, finding) for finding in report.findings)
            crashed.update(f"{error.rule_id} ({error.reason})" for error in report.rule_errors)
    return found, sorted(crashed)
