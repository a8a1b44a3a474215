"""What a rewrite costs beside the model: redaction of a thread and its draft, and the guard that reads the rewrite.

It must never time a rewrite that was read before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scripts.bench_clock import CPU, WALL, Sheet, rounds, spread
from scripts.bench_texts import of_words
from scripts.bench_thread import threads
from scripts.bench_warm import Workshop
from voicekit.check import check
from voicekit.rewrite.guard import Guard
from voicekit.rewrite.redact import redact
from voicekit.rewrite.rewriter import Ask, known_of, open_ask
from voicekit.types import Draft, Report

TURNS = 3
WORDS = 60
AIM_MS = 5.0


def rewriting(shop: Workshop, sheet: Sheet) -> None:
    """Milliseconds for one draft of 60 words in a thread of three turns: redaction, guard, and both."""
    count = 10 if shop.quick else 100
    drafts = of_words(shop.texts.items, WORDS, count)
    said = threads(shop.texts.items, TURNS, count)
    asks = [
        open_ask(shop.packs, conversation, Draft(text), language="en")
        for (conversation, _), text in zip(said, drafts, strict=True)
    ]
    # A rewrite of its own for each: the draft with its last sentence first, so that all of it has to be read.
    rewrites = [" ".join((*text.split()[WORDS // 2 :], *text.split()[: WORDS // 2])) for text in drafts]
    feed = list(zip(asks, rewrites, strict=True))

    def redacting(pairs: Sequence[tuple[Ask, str]]) -> None:
        for ask, _ in pairs:
            redact([*(turn.text for turn in ask.conversation.turns), ask.draft.text], "en")

    def guarding(pairs: Sequence[tuple[Ask, str]]) -> None:
        for ask, text in pairs:
            Guard(known_of(ask._replace(look=afresh(ask)))).refusals(text)

    def afresh(ask: Ask) -> Callable[[str], Report]:
        """Reports that nobody made before: an Ask keeps its own."""
        return lambda text: check(shop.packs, ask.conversation, ask.draft._replace(text=text), language="en")

    contenders = {"redact the thread and the draft": redacting, "guard one rewrite": guarding}
    for run in contenders.values():
        run(feed)
    samples = rounds(contenders, [feed] * shop.rounds)
    sheet.head(f"rewrite: {count} drafts of {WORDS} words in threads of {TURNS} turns", CPU, WALL)
    for name, spent in samples.items():
        sheet.cost(name, spent, count)
    both = spread([(one.cpu + other.cpu) / count * 1e3 for one, other in zip(*samples.values(), strict=True)])
    sheet.against("guard and redaction, ms a draft", both, most=AIM_MS, digits=3)
