"""The quick way to judge a reply under two guidelines finds what two whole checks find, whatever was changed.

It must never trust a change to be harmless: every kind of part that a guideline has is turned here.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.rules import DATA

from voicekit import service
from voicekit.config import load
from voicekit.evals.cases import read_cases
from voicekit.evals.compare import ReplaySet, entries_of, replay
from voicekit.evals.pair import Pair
from voicekit.guideline.compile import build_indexes, dump_rules, sides
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.types import Conversation, Draft
from voicekit.wire import conversation_from

Data = dict[str, Any]
Reply = tuple[Conversation, Draft]


@pytest.fixture(scope="module")
def old() -> Guideline:
    """The default brand with all its packs."""
    guideline = service.open_guideline(load(), "fernweh")
    return Guideline(marshal.loads(guideline.dumped()))


@pytest.fixture(scope="module")
def replies(root: Path) -> list[Reply]:
    """Invented replies in five languages, and public ones where they are at hand."""
    found = [(case.conversation, case.draft) for case in read_cases([root / "eval" / "cases"])][::15]
    star = DATA / "conversations_star.jsonl"
    if star.is_file():
        with star.open(encoding="utf-8") as lines:
            for line, _ in zip(lines, range(12), strict=False):
                turns = [
                    {k: t[k] for k in ("role", "text", "at") if t.get(k)} for t in json.loads(line)["turns"]
                ]
                conversation, _draft = conversation_from(
                    {"channel": "x", "locale": "en", "turns": turns}, "star"
                )
                one = entries_of("star", [("", conversation, Draft(""))], "fernweh")
                found += [(entry.conversation, entry.draft) for entry in one.entries]
    return found


def with_rules(data: Data, turn: Callable[[list[Rule]], list[Rule]]) -> None:
    rules = turn(Guideline(dict(data)).rules())
    data.update(rules=dump_rules(rules), indexes=build_indexes(rules), sides=sides(rules))


def each(name: str, **fields: Any) -> Callable[[list[Rule]], list[Rule]]:
    return lambda rules: [rule._replace(**fields) if rule.id == name else rule for rule in rules]


def turned_rules(data: Data) -> None:
    def turn(rules: list[Rule]) -> list[Rule]:
        kept = [rule for rule in rules if rule.id != "human.empty-apology"]
        kept = each("human.exclamation-count", severity="error", blocking=True)(kept)
        kept = each("care.no-ownership", when={"mood": ["calm"]})(kept)
        kept = each("human.stiff-closing", languages=("de", "en"))(kept)
        model = next(rule for rule in rules if rule.kind == "existence")
        return [
            *kept,
            model._replace(id="terms.thank", languages=(), body={"tokens": [r"\bthank\b"]}, when=None),
        ]

    with_rules(data, turn)


def turned_brand(data: Data) -> None:
    """As the compiler does it: what a brand publishes, its numbers and its names stand in every check."""
    facts = {"own": ["example.com"], "ids": [r"\d{3}"], "person": "we", "keep": ["thanks", "refund"]}
    data["keep"] = ["thanks", "refund", "danke", "спасибо"]
    data["published"] = (("example.com",), (r"\d{3}",), "any")
    with_rules(
        data,
        lambda rules: [
            rule._replace(body={**rule.body, **facts}) if rule.kind == "check" else rule for rule in rules
        ],
    )


def turned_policy(data: Data) -> None:
    lines = [{**line, "within": 7, "must": ["time"]} for line in data["policy"]["lines"][::-1]]
    data["policy"] = {**data["policy"], "lines": lines}


def turned_channels(data: Data) -> None:
    data["channels"] = {
        name: (*row[:2], "public", 60, 0, 0, {"de": ("sie",)}, *row[7:])
        for name, row in data["channels"].items()
    }


def turned_threshold(data: Data) -> None:
    data["revise_at"] = "suggestion"


def turned_language(data: Data) -> None:
    data["default_language"] = "fr"


def turned_scenarios(data: Data) -> None:
    data["scenarios"] = {
        name: axes for name, axes in data["scenarios"].items() if name in ("praise", "question")
    }


def turned_signals(data: Data) -> None:
    data["signals"] = {code: raw for code, raw in data["signals"].items() if code not in ("en", "de")}


def turned_messages(data: Data) -> None:
    with_rules(
        data, lambda rules: [rule._replace(message={"en": "Other."}, why={"en": "Other."}) for rule in rules]
    )


TURNS = [
    turned_rules, turned_brand, turned_policy, turned_channels, turned_threshold, turned_language, turned_scenarios,
    turned_signals, turned_messages,
]  # fmt: skip


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.__name__)
def test_the_quick_way_finds_what_two_whole_checks_find(
    old: Guideline, replies: list[Reply], turn: Callable[[Data], None]
) -> None:
    data = marshal.loads(old.dumped())
    turn(data)
    new = Guideline(data)
    same = turn is not turned_signals
    if same:  # read once for all: they are large
        new.scratch.update({key: value for key, value in old.scratch.items() if key.startswith("signals:")})
    pair = Pair(old, new, same)
    differ = 0
    for conversation, draft in replies:
        quick, slow = pair.judge(conversation, draft), pair.judge_apart(conversation, draft)
        assert quick == slow, draft.text
        differ += bool(quick.came or quick.went or quick.turned or quick.hands or quick.old != quick.new)
    # A turn that changes nothing proves nothing, but for the one that only says otherwise what it finds.
    assert bool(differ) == (turn not in (turned_messages, turned_language))
    assert len(replies) >= 60


def test_another_process_finds_the_same(old: Guideline, replies: list[Reply]) -> None:
    data = marshal.loads(old.dumped())
    turned_rules(data)
    pair = Pair(old, Guideline(data), True)
    other = Pair.loaded(pair.dumped())
    for conversation, draft in replies[::8]:
        assert other.judge(conversation, draft) == pair.judge(conversation, draft)


@pytest.mark.slow
def test_two_processes_count_what_one_counts(old: Guideline, replies: list[Reply]) -> None:
    data = marshal.loads(old.dumped())
    turned_rules(data)
    entries = entries_of("some", [(f"r{n}", *reply) for n, reply in enumerate(replies[:40])], "fernweh")
    one, two = (
        replay(old, Guideline(data), [ReplaySet(*entries)], jobs=jobs, same_signals=True) for jobs in (1, 2)
    )
    assert one == two
    assert one.rules
