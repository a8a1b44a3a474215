"""Measures the conversation: the messages of eval/triage and the threads among the cases, as typed and typed otherwise.

It must never let a figure of one way of typing stand beside one counted over other entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from voicekit.evals.cases import Case
from voicekit.evals.figures import (
    EVERY_RULE,
    Counted,
    Figure,
    Lost,
    lost_figures,
    message_figures,
    rule_counts,
    thread_figures,
)
from voicekit.evals.messages import Heard, Message
from voicekit.evals.perturb import VARIANTS, case_as, message_as
from voicekit.evals.run import Outcome

Hear = Callable[[Sequence[Message]], Sequence[Heard]]
Check = Callable[[Sequence[Case]], Sequence[Outcome]]


class Measured(NamedTuple):
    """Everything that was measured of the conversation. `slipped`: by way of typing, the messages and cases that are
    right as typed and wrong typed otherwise.
    """

    heard: tuple[Heard, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    messages: tuple[Figure, ...] = ()
    threads: tuple[Figure, ...] = ()
    rules: tuple[Counted, ...] = ()
    lost: tuple[Lost, ...] = ()
    slipped: Mapping[str, tuple[Heard | Outcome, ...]] = {}

    @property
    def missed(self) -> int:
        """How many aims are missed, in all tables and scopes."""
        met = [figure.met for figure in (*self.messages, *self.threads)]
        met += [count.f1.met for count in self.rules] + [lost.met for lost in self.lost]
        return met.count(False)


def measure(messages: Sequence[Message], outcomes: Sequence[Outcome], hear: Hear, check: Check) -> Measured:
    """The figures of `messages`, read by `hear`, and of `outcomes`, the threads as they were checked; then both again
    with the customer's words typed otherwise, read by `hear` and `check` all at once.
    """
    heard = tuple(hear(messages))
    spoken = {variant: [message_as(one, variant) for one in messages] for variant in VARIANTS}
    typed = {variant: [case_as(one.case, variant) for one in outcomes] for variant in VARIANTS}
    heard_again = iter(hear([one for row in spoken.values() for one in row if one is not None]))
    checked_again = iter(check([one for row in typed.values() for one in row if one is not None]))
    lost: list[Lost] = []
    slipped: dict[str, tuple[Heard | Outcome, ...]] = {}
    for variant in VARIANTS:
        said = [(old, next(heard_again)) for old, new in zip(heard, spoken[variant], strict=True) if new]
        held = [(old, next(checked_again)) for old, new in zip(outcomes, typed[variant], strict=True) if new]
        lost += lost_figures(variant, "messages", *(message_figures(side) for side in _sides(said)))
        lost += lost_figures(variant, "threads", *(thread_figures(side) for side in _sides(held)))
        lost += lost_figures(variant, "rules", *(_all_rules(side) for side in _sides(held)))
        slipped[variant] = (
            *(new for old, new in said if old.right and not new.right),
            *(new for old, new in held if set(new.unmet) - set(old.unmet)),
        )
    return Measured(
        heard,
        tuple(outcomes),
        tuple(message_figures(heard)) if heard else (),
        tuple(thread_figures(outcomes)) if outcomes else (),
        tuple(rule_counts(outcomes)) if outcomes else (),
        tuple(lost),
        slipped,
    )


_T = TypeVar("_T")


def _sides(pairs: Sequence[tuple[_T, _T]]) -> tuple[list[_T], list[_T]]:
    return [old for old, _ in pairs], [new for _, new in pairs]


def _all_rules(outcomes: Sequence[Outcome]) -> list[Figure]:
    return [one.f1 for one in rule_counts(outcomes) if one.rule == EVERY_RULE]
