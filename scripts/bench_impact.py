"""What looking before publishing costs: 50,000 replies replayed under two guidelines, beside two whole checks each.

It must never time texts that are all the same: every repeat of the chats has words of its own.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Sequence
from time import perf_counter

from scripts.bench_clock import Sheet, ratios, rounds, spread
from scripts.bench_thread import threads
from scripts.bench_warm import Workshop
from voicekit.evals.compare import Entry, ReplaySet, replay
from voicekit.evals.pair import Pair
from voicekit.guideline.compile import term_rule
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.schema import Term
from voicekit.types import Conversation, Draft

REPLIES = 50_000
JOBS = 2
AIM_S = 60.0
TURNS = 4


def changed(guideline: Guideline) -> Guideline:
    """The same guideline after a usual edit: one term more, one rule graver."""
    import marshal

    from voicekit.guideline.compile import build_indexes, dump_rules, sides

    term = Term(prefer="booking", avoid=["reservation"], languages=["en"], note="Ours.")
    rules = [
        rule._replace(severity="error") if rule.id == "human.empty-apology" else rule
        for rule in guideline.rules()
    ]
    rules.append(term_rule(term))
    data = marshal.loads(guideline.dumped())
    parts = {"rules": dump_rules(rules), "indexes": build_indexes(rules), "sides": sides(rules)}
    return Guideline({**data, **parts})


def varied(pairs: Sequence[tuple[Conversation, Draft]], count: int) -> list[Entry]:
    """`count` replies: the pairs again and again, each time with a word more in every turn."""
    entries: list[Entry] = []
    for number in range(count):
        conversation, draft = pairs[number % len(pairs)]
        word = f" Note {number // len(pairs)}."
        turns = tuple(turn._replace(text=turn.text + word) for turn in conversation.turns)
        entries.append(
            Entry(str(number), conversation._replace(turns=turns), draft._replace(text=draft.text + word))
        )
    return entries


def impact(shop: Workshop, sheet: Sheet) -> None:
    """Seconds for all replies in two processes, and what a reply costs the quick way and by two whole checks."""
    count = 400 if shop.quick else REPLIES
    old, new = shop.packs, changed(shop.packs)
    pairs = threads(shop.texts.items, TURNS, min(count, 4 * len(shop.texts.items)))
    sheet.head(f"impact: {count:,} replies in threads of {TURNS} turns, a term more and a rule graver")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = perf_counter()
    replay(old, new, [ReplaySet("bench", varied(pairs, count))], jobs=JOBS, same_signals=True)
    wall = perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    free = min(JOBS, os.cpu_count() or 1)
    sheet.row(f"wall, {JOBS} processes, seconds", f"{wall:.1f}", wall_s=wall)
    # Other work on the cores lengthens the wall time: CPU time over the cores is what it takes where they are free.
    taken = spread([cpu / free])
    sheet.against(f"CPU over {free} cores, seconds", taken, most=None if shop.quick else AIM_S, digits=1)
    pair = Pair(old, new, True)
    some = pairs[: 50 if shop.quick else 300]
    contenders = {
        "quick, microseconds a reply": lambda feed: [pair.judge(*one) for one in feed],
        "two whole checks": lambda feed: [pair.judge_apart(*one) for one in feed],
    }
    for work in contenders.values():
        work(some)
    samples = rounds(contenders, [some] * (1 if shop.quick else 3))
    for name, spent in samples.items():
        sheet.cost(name, spent, len(some))
    quick, slow = samples.values()
    sheet.against("two whole checks over quick", ratios(slow, quick))
