"""Measures triage and the escalation policy on public rows that nobody here wrote: reports of harm, ordinary requests.

    python -m scripts.evidence_triage [--show missed|flagged|escalated] [--data DIR]    prints the ids behind it

It reads the public rows where they are and writes none of them anywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from scripts.evidence_data import DATA, ROOT, rows
from scripts.evidence_lines import Line, of_share
from voicekit import config, service
from voicekit.errors import GuidelineError, Problem
from voicekit.evals.cases import choice, known_keys
from voicekit.evals.stats import Share
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.context import context_of
from voicekit.guideline.yamlfile import read_yaml
from voicekit.triage.customer import triage
from voicekit.triage.escalation import decide
from voicekit.types import Conversation, Draft, Escalation, Triage, Turn

SECTION = "triage of public rows"
ASIDE = ROOT / "eval" / "triage" / "set-aside.yaml"
LEAST_FOUND = 0.9
LEAST_UNFLAGGED = 0.97
LEAST_UNESCALATED = {"banking": 0.97, "star": 0.98}
SHOP, BANK = "fernweh", "corvenna"
"""The brand whose guideline reads shop goods and chats, and the one that reads a bank's mail."""

Kind = Literal["fraud", "safety"]


class Aside(NamedTuple):
    """What is left out where ordinary requests are counted: whole intents, and single rows by kind."""

    intents: frozenset[str]
    rows: dict[str, str]

    def ordinary(self, row: dict[str, Any]) -> bool:
        """True for a banking request of no such intent."""
        return row["labels"]["intent"] not in self.intents


class Seen(NamedTuple):
    """What was made of one row, at any point of its thread: whether safety was seen, and where it was handed on."""

    id: str
    safety: bool
    escalation: Escalation | None


def read_aside(path: Path = ASIDE) -> Aside:
    """The committed list. GuidelineError, with its lines, for one that is not as it should be."""
    file = read_yaml(path, path.name)
    problems: list[Problem] = []
    known_keys(file, (), file.data, ("schema_version", "intents", "rows"), problems)
    found: dict[str, dict[str, str]] = {"intents": {}, "rows": {}}
    for part, name, keys in (
        ("intents", "intent", ("intent", "reason")),
        ("rows", "id", ("id", "kind", "reason")),
    ):
        for number, entry in enumerate(file.data.get(part) or []):
            place = (part, number)
            if not isinstance(entry, dict):
                problems.append(file.problem(place, f"expected {', '.join(keys)}"))
                continue
            known_keys(file, place, entry, keys, problems)
            missing = [key for key in keys if not isinstance(entry.get(key), str)]
            if missing:
                problems.append(file.problem(place, f"'{missing[0]}' is missing"))
                continue
            if part == "rows":
                choice(file, (*place, "kind"), entry["kind"], get_args(Kind), problems)
            if entry[name] in found[part]:
                problems.append(file.problem((*place, name), f"'{entry[name]}' is given twice"))
            found[part][entry[name]] = entry.get("kind", "")
    if problems:
        raise GuidelineError(problems)
    return Aside(frozenset(found["intents"]), found["rows"])


def read_thread(guideline: Guideline, turns: Iterable[Turn]) -> tuple[Triage, Escalation | None]:
    """What triage and the policy make of a private English chat with a person."""
    conversation = Conversation(channel="chat", visibility="private", locale="en", turns=tuple(turns))
    read = triage(guideline, conversation, "en")
    channel, _ = guideline.channel("chat")
    context = context_of(conversation, Draft("", sender="agent"), channel, "en", read)
    return read, decide(guideline, context, read)


def seen(guideline: Guideline, row: dict[str, Any]) -> Seen:
    """One row. A chat is read again after each turn of the customer's, as a desk would read it."""
    if "turns" not in row:
        threads = [[Turn("customer", row["text"])]]
    else:
        turns = [Turn(turn["role"], turn["text"], turn["at"]) for turn in row["turns"]]
        ends = [
            number
            for number, turn in enumerate(turns, 1)
            if turn.role == "customer" and (number == len(turns) or turns[number].role != "customer")
        ]
        threads = [turns[:end] for end in ends]
    read = [read_thread(guideline, thread) for thread in threads]
    handed = next((escalation for _, escalation in read if escalation is not None), None)
    return Seen(row["id"], any("safety" in one.risks for one, _ in read), handed)


class Measured(NamedTuple):
    """Every row that was read, by source; banking without the fraud intents."""

    reports: list[Seen]
    banking: list[Seen]
    star: list[Seen]
    happy: frozenset[str]


def measured(data: Path, aside: Aside) -> Measured:
    """Read all rows. FileNotFoundError where they are not there."""
    chats = list(rows(data, "conversations_star.jsonl"))
    settings = config.load({})
    shop, bank = (service.open_guideline(settings, brand) for brand in (SHOP, BANK))
    return Measured(
        [seen(shop, row) for row in rows(data, "safety_reports.jsonl")],
        [seen(bank, row) for row in rows(data, "banking_intents.jsonl") if aside.ordinary(row)],
        [seen(shop, row) for row in chats],
        frozenset(row["id"] for row in chats if row["labels"]["happy"]),
    )


class Part(NamedTuple):
    """The rows of one line, those among them that were `hit` (seen as safety, or escalated), and what must hold."""

    name: str
    rows: list[Seen]
    hit: list[Seen]
    wanted: bool
    least: float
    aside: int = 0

    @property
    def line(self) -> Line:
        """The share of rows that were hit, or of those that were not, as `wanted`."""
        right = len(self.hit) if self.wanted else len(self.rows) - len(self.hit)
        note = f"{self.aside} set aside by id" if self.aside else ""
        return of_share(SECTION, self.name, "en", Share(right, len(self.rows)), self.least, note)


def parts(found: Measured, aside: Aside) -> Iterator[Part]:
    """Each line with its rows; those set aside are left out of it."""

    def unflagged(name: str, some: list[Seen]) -> Part:
        own = [one for one in some if aside.rows.get(one.id) != "safety"]
        hit = [one for one in own if one.safety]
        return Part(f"{name} not flagged safety", own, hit, False, LEAST_UNFLAGGED, len(some) - len(own))

    def unescalated(name: str, some: list[Seen], least: float) -> Part:
        own = [one for one in some if one.id not in aside.rows]
        hit = [one for one in own if one.escalation is not None]
        return Part(name, own, hit, False, least, len(some) - len(own))

    harmed = [one for one in found.reports if one.safety]
    yield Part("SaferProducts reports seen as safety", found.reports, harmed, True, LEAST_FOUND)
    yield unflagged("ordinary banking requests", found.banking)
    yield unflagged("STAR chats", found.star)
    banking, star = LEAST_UNESCALATED["banking"], LEAST_UNESCALATED["star"]
    yield unescalated("ordinary banking requests not escalated", found.banking, banking)
    happy = [one for one in found.star if one.id in found.happy]
    yield unescalated("STAR happy paths never escalated", happy, star)


def measure(data: Path) -> list[Line]:
    """Every line; FileNotFoundError where the rows are not there."""
    aside = read_aside()
    return [part.line for part in parts(measured(data, aside), aside)]


def main() -> int:
    """Print the ids behind the figures, with the words that triage gives for them where a row was handed on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--show", choices=("missed", "flagged", "escalated"), default="escalated")
    parser.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args()
    aside = read_aside()
    found = measured(given.data, aside)
    for part in parts(found, aside):
        if given.show == "missed" and part.wanted:
            shown = [one for one in part.rows if not one.safety]
        elif given.show == ("flagged" if "flagged" in part.name else "escalated") and not part.wanted:
            shown = part.hit
        else:
            continue
        for one in shown:
            policy = one.escalation
            words = [f"{each.shows} '{each.text}'" for each in policy.evidence] if policy else []
            print(part.name, "|", one.id, "|", policy.line if policy else "-", "|", "; ".join(words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
