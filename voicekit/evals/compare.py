"""What a changed guideline would do to replies: sets of them replayed under the old and the new one, and the counts.

It must never say that a change does nothing without its sets and how many replies they hold.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from voicekit.errors import InputError
from voicekit.evals.cases import Case, read_cases
from voicekit.evals.pair import REVISE_AT, Judged, Pair
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft

__all__ = ["REVISE_AT", "Entry", "Flip", "Impact", "ReplaySet", "RuleShift", "Used"]

CASES = Path("eval/cases")
"""Where a checkout, or a team's own repository, keeps its cases."""


class Entry(NamedTuple):
    """One reply in its conversation. `good`: an experienced colleague would send it as it is."""

    name: str
    conversation: Conversation
    draft: Draft
    good: bool = False


class ReplaySet(NamedTuple):
    """Replies to replay, and what of their source could not be used: (which, why)."""

    name: str
    entries: Sequence[Entry]
    unusable: tuple[tuple[str, str], ...] = ()


class Used(NamedTuple):
    """A set as it was replayed: its name, how many replies, those of them in a language nobody checks, and the rest."""

    name: str
    n: int
    unread: int
    unusable: tuple[tuple[str, str], ...]


class Flip(NamedTuple):
    """A reply whose verdict is another: where it is from, its text, both verdicts and the rules that turned it."""

    set: str
    name: str
    text: str
    old: str
    new: str
    rules: tuple[str, ...]


class HandOver(NamedTuple):
    """A thread that is handed over otherwise: as route and limit, empty where it stays."""

    set: str
    name: str
    old: str
    new: str


class RuleShift(NamedTuple):
    """What one rule found before and now, the findings that came and went, and those with another weight."""

    rule: str
    before: int
    after: int
    came: int
    went: int
    turned: int
    flips: int


class Impact(NamedTuple):
    """What the new guideline would do. `verdicts` counts (old, new); `rules` are those whose findings differ.

    `never` are rules of the new guideline that found nothing here, of the languages that occur; `unheard` is how many
    more are for languages that do not. `blocked_good`: good replies that only the new one blocks. `errors`: rules that
    could not be run, by how often.
    """

    sets: tuple[Used, ...]
    verdicts: Counter[tuple[str, str]]
    flips: tuple[Flip, ...]
    hands: tuple[HandOver, ...]
    rules: tuple[RuleShift, ...]
    never: tuple[str, ...]
    unheard: int
    blocked_good: tuple[str, ...]
    errors: Counter[str]

    @property
    def n(self) -> int:
        """How many replies were replayed."""
        return sum(one.n for one in self.sets)

    @property
    def came(self) -> int:
        """Findings that only the new guideline has."""
        return sum(one.came for one in self.rules)

    @property
    def went(self) -> int:
        """Findings that only the old guideline has."""
        return sum(one.went for one in self.rules)

    def per_1000(self, count: int) -> float | None:
        """`count` for 1,000 replies; None of no replies."""
        return 1000 * count / self.n if self.n else None


Watch = Callable[[Iterator[Judged], int], Iterator[Judged]]
"""Passes the replies on one by one, and may show how many of so many have gone by."""


def replay(
    old: Guideline, new: Guideline, sets: Sequence[ReplaySet], *, jobs: int = 1, watch: Watch | None = None,
    same_signals: bool | None = None,
) -> Impact:  # fmt: skip
    """Both guidelines over every reply of `sets`, in `jobs` processes. Raises InputError where no reply is left.

    `same_signals`: what is known of that (see `Pair`).
    """
    if not any(one.entries for one in sets):
        raise InputError(
            "no reply is left to replay; name a file with conversations, or see what was left out"
        )
    pair = Pair(old, new, same_signals)
    replies = ((entry.conversation, entry.draft) for one in sets for entry in one.entries)
    found = _judged(pair, replies, jobs)
    total = sum(len(one.entries) for one in sets)
    return _counted(new, sets, iter(watch(found, total) if watch is not None else found))


def _judged(pair: Pair, replies: Iterable[tuple[Conversation, Draft]], jobs: int) -> Iterator[Judged]:
    if jobs == 1:
        return (pair.judge(conversation, draft) for conversation, draft in replies)
    from voicekit.parallel import in_processes  # multiprocessing is for bulk alone

    return in_processes(_judge_chunk, replies, jobs, _start, (pair.dumped(),))


_pair: Pair | None = None


def _start(dumped: bytes) -> None:
    global _pair  # noqa: PLW0603  (one pair for the life of a worker process)
    _pair = Pair.loaded(dumped)
    # Nothing that stays is rubbish, and a reply leaves little: looking through it all again and again is in vain.
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _judge_chunk(chunk: list[tuple[Conversation, Draft]]) -> list[Judged]:
    assert _pair is not None  # _start has run in this process
    return [_pair.judge(conversation, draft) for conversation, draft in chunk]


def _counted(new: Guideline, sets: Sequence[ReplaySet], found: Iterator[Judged]) -> Impact:
    used: list[Used] = []
    verdicts: Counter[tuple[str, str]] = Counter()
    flips: list[Flip] = []
    hands: list[HandOver] = []
    blocked: list[str] = []
    fired, came, went, turned, turners, errors = (Counter[str]() for _ in range(6))
    languages: set[str] = set()
    for one in sets:
        unread = 0
        for entry in one.entries:
            judged = next(found)
            verdicts[judged.old, judged.new] += 1
            fired.update(judged.fired)
            languages.add(judged.language)
            unread += not judged.read
            errors.update(judged.errors)
            if judged.hands is not None:
                hands.append(HandOver(one.name, entry.name, *judged.hands))
            came.update(judged.came)
            went.update(judged.went)
            turned.update(judged.turned)
            if judged.old != judged.new:
                turners.update(judged.because)
                flip = Flip(one.name, entry.name, entry.draft.text, judged.old, judged.new, judged.because)
                flips.append(flip)
                if entry.good and judged.new == "blocked":
                    blocked.append(entry.name)
        used.append(Used(one.name, len(one.entries), unread, one.unusable))
    for _ in found:  # a watch has its last word when nothing is left
        raise AssertionError("more replies came back than were sent")
    shifts = [
        RuleShift(
            rule,
            fired[rule] - came[rule] + went[rule],
            fired[rule],
            came[rule],
            went[rule],
            turned[rule],
            turners[rule],
        )
        for rule in sorted({*came, *went, *turned})
    ]
    spoken: dict[str, bool] = {}
    for each in new.rules():
        heard = not each.languages or not languages.isdisjoint(each.languages)
        spoken[each.id] = spoken.get(each.id, False) or heard
    silent = [rule for rule, heard in spoken.items() if heard and rule not in fired]
    return Impact(
        tuple(used),
        verdicts,
        tuple(flips),
        tuple(hands),
        tuple(sorted(shifts, key=lambda one: (-one.flips, -(one.came + one.went + one.turned), one.rule))),
        tuple(sorted(silent)),
        sum(not heard for heard in spoken.values()),
        tuple(blocked),
        errors,
    )


def case_set(cases: Iterable[Case], brand: str, name: str) -> ReplaySet:
    """The cases of `brand`, and those that name no brand; those of another brand cannot be used."""
    entries, others = [], []
    for case in cases:
        if case.conversation.brand in (None, brand):
            entries.append(Entry(case.id, case.conversation, case.draft, is_good(case)))
        else:
            others.append((case.id, f"is of the brand '{case.conversation.brand}'"))
    return ReplaySet(name, entries, tuple(others))


def entries_of(
    name: str,
    items: Iterable[tuple[str, Conversation, Draft]],
    brand: str,
    unusable: Iterable[tuple[str, str]] = (),
) -> ReplaySet:
    """The conversations of `brand`, and those that name no brand, each with its name; the others cannot be used.

    Every turn of ours counts as a reply to the turns before it, and so does a draft with words or something attached.
    """
    entries: list[Entry] = []
    left = [*unusable]
    for where, conversation, draft in items:
        if conversation.brand not in (None, brand):
            left.append((where, f"is of the brand '{conversation.brand}'"))
            continue
        before = len(entries)
        for number, turn in enumerate(conversation.turns):
            if turn.role != "customer":
                thread = conversation._replace(turns=conversation.turns[:number])
                entries.append(
                    Entry(f"{where} turn {number + 1}", thread, Draft(turn.text, turn.attachments, turn.role))
                )
        if draft.text.strip() or draft.attachments:
            entries.append(Entry(where, conversation, draft))
        if len(entries) == before:
            left.append((where, "holds no reply"))
    return ReplaySet(name, entries, tuple(left))


def is_good(case: Case) -> bool:
    """Whether an experienced colleague would send the case's reply: it says so, or that nothing is found in it."""
    return case.quality == "good" or case.expect.verdict == "ready" or case.expect.silent is True


def known_good_blocked(old: Guideline, new: Guideline, cases: Sequence[Case] | None = None) -> list[str]:
    """The ids of good replies that `old` lets pass and `new` blocks: publishing that wants an explicit yes.

    Without `cases` those in `eval/cases` of the current folder count; none where there is no such folder. Raises
    GuidelineError with every mistake in their files.
    """
    if cases is None:
        cases = read_cases([CASES]) if CASES.is_dir() else []
    entries = [entry for entry in case_set(cases, new.ref.id, "").entries if entry.good]
    if not entries:
        return []
    pair = Pair(old, new)
    found = ((entry.name, pair.judge(entry.conversation, entry.draft)) for entry in entries)
    return [name for name, judged in found if judged.new == "blocked" != judged.old]
