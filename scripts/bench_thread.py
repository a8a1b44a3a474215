"""What the thread costs: triage, policy and contextual rules on top of a check, and how that grows with the turns.

It must never time a thread whose messages were read before, but where a line says so.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence

from scripts.bench_clock import CPU, WALL, Sheet, rounds, spread
from scripts.bench_texts import of_words
from scripts.bench_warm import Workshop
from voicekit.check import check
from voicekit.guideline.compile import build_indexes, dump_rules, sides
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Turn

TURNS = 10
WORDS = 18
"""Words of a turn; a turn of the public chats has 11."""
LENGTHS = (10, 50, 250)
AIM_MS = 0.5


def without_thread(guideline: Guideline) -> Guideline:
    """The same guideline without signals, policy and the packs that read the thread."""
    rules = [rule for rule in guideline.rules() if rule.pack not in ("thread", "escalation")]
    data = marshal.loads(guideline.dumped())
    return Guideline(
        data
        | {
            "rules": dump_rules(rules),
            "indexes": build_indexes(rules),
            "sides": sides(rules),
            "signals": {},
            "policy": None,
        }
    )


def threads(items: Sequence[str], turns: int, count: int) -> list[tuple[Conversation, Draft]]:
    """`count` threads of `turns` turns, customer and agent in turn, each with a reply of its own."""
    said = of_words(items, WORDS, turns * count)
    found = []
    for number in range(count):
        own = said[number * turns : (number + 1) * turns]
        spoken = tuple(Turn("agent" if at % 2 else "customer", text) for at, text in enumerate(own))
        found.append(
            (Conversation(channel="chat", locale="en", turns=spoken), Draft(items[number % len(items)]))
        )
    return found


def thread(shop: Workshop, sheet: Sheet) -> None:
    """Milliseconds a ten-turn thread, beside the same check without triage, policy and contextual rules."""
    full, bare = shop.packs, without_thread(shop.packs)
    count = 10 if shop.quick else 100
    feed = threads(shop.texts.items, TURNS, count)

    def forget() -> None:
        for name in ("signs", "thread"):
            full.scratch.pop(name, None)

    def work(judged: Guideline) -> Callable[[Sequence[tuple[Conversation, Draft]]], None]:
        def run(pairs: Sequence[tuple[Conversation, Draft]]) -> None:
            for conversation, draft in pairs:
                check(judged, conversation, draft)

        return run

    contenders = {"check, all of it": work(full), "check, without the thread": work(bare)}
    for run in contenders.values():
        run(feed)
    samples = rounds(contenders, [feed] * shop.rounds, before=forget)
    sheet.head(
        f"thread: {count} threads of {TURNS} turns of {WORDS} words; no thread is read twice", CPU, WALL
    )
    for name, spent in samples.items():
        sheet.cost(name, spent, count)
    added = spread(
        [(one.cpu - other.cpu) / count * 1e3 for one, other in zip(*samples.values(), strict=True)]
    )
    sheet.against("added by triage, policy and contextual rules, ms", added, most=AIM_MS, digits=3)
    again = rounds({"check, the thread read before": work(full)}, [feed] * shop.rounds)
    for name, spent in again.items():
        sheet.cost(name, spent, count)
    for turns in LENGTHS:
        long = threads(shop.texts.items, turns, max(1, count * TURNS // turns // 2))
        grown = rounds({"": work(full)}, [long] * shop.rounds, before=forget)[""]
        sheet.cost(f"check, {turns} turns: microseconds a turn", grown, len(long) * turns)
