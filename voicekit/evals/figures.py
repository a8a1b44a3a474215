"""Figures of triage, escalation and the rules of the conversation: each with its n, its 95 % interval and its aim.

It must never call an aim met that was not measured, nor count what a message or a case does not say of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from voicekit.evals.cases import NO_ROUTE
from voicekit.evals.messages import NAMED, WANTS_HUMAN, Heard
from voicekit.evals.run import Outcome
from voicekit.evals.stats import Share, f1, f1_interval
from voicekit.triage.customer import RISKS
from voicekit.types import LANGUAGES, Triage

ALL, TEST = "all", "test"
"""Scopes beside the languages: everything that was read, and its `split: test` alone."""

HARD = ("self_harm", "safety", "legal")
"""Risks that must not be missed."""
AIMS: dict[str, float] = {
    "escalation: recall": 0.95,
    "escalation: precision": 0.85,
    "wants_human: recall": 0.97,
    "mood: right": 0.85,
    "intent: right": 0.85,
} | {f"{risk}: recall": 0.97 for risk in HARD}
MOST_FLAGGED = 0.05
"""Look-alikes of a hard risk that may be taken for one."""
RULE_AIM, RULE_N = 0.85, 8
"""F1 of a contextual rule, asked of it from so many drafts on that have the problem."""
MOST_LOST = 0.05
"""What a figure may lose where people type otherwise; asked from LOSS_N entries on."""
LOSS_N = 8

_PREFIXES = ("thread.", "escalation.", "care.public-")
_RULES = frozenset(
    (
        "human.we-for-i",
        "human.cheer-when-upset",
        "human.placeholder-left",
        "accessible.other-language-than-customer",
    )
)


class Figure(NamedTuple):
    """`right` of `n` in one scope, as `value` (of an F1, itself) with its interval; None where there was nothing.

    `aim` is the least it should be, or the most with `at_most`; None where nothing is asked. `note` adds in words.
    """

    name: str
    scope: str
    right: float
    n: int
    value: float | None
    low: float | None
    high: float | None
    aim: float | None = None
    at_most: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """True or False against the aim; None where nothing is asked or nothing was measured."""
        if self.aim is None or self.value is None:
            return None
        return self.value <= self.aim + 1e-9 if self.at_most else self.value >= self.aim - 1e-9


def of_share(
    name: str, scope: str, share: Share, aim: float | None = None, at_most: bool = False, note: str = ""
) -> Figure:
    """A figure of a share."""
    low, high = share.interval if share.n else (None, None)
    return Figure(name, scope, share.right, share.n, share.value, low, high, aim, at_most, note)


def contextual(rule: str) -> bool:
    """True for a rule that reads the draft against its thread."""
    return rule.startswith(_PREFIXES) or rule in _RULES


class _Split(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def split(self) -> str | None: ...


_T = TypeVar("_T")


def scopes(items: Sequence[_T], of: Callable[[_T], _Split]) -> list[tuple[str, list[_T]]]:
    """All of them, those of the test split alone (where there are others too), and those of each language
    (where there are several)."""
    found = [(ALL, list(items))]
    test = [item for item in items if of(item).split == TEST]
    if test and len(test) < len(items):
        found.append((TEST, test))
    languages = [code for code in LANGUAGES if any(of(item).language == code for item in items)]
    if len(languages) < 2:
        return found
    return found + [(code, [item for item in items if of(item).language == code]) for code in languages]


def message_figures(heard: Sequence[Heard]) -> list[Figure]:
    """Per label: recall where it applies, look-alikes taken for it; mood and intent: how many are right."""
    return [
        figure for scope, part in scopes(heard, lambda one: one.message) for figure in _messages(part, scope)
    ]


def _messages(heard: Sequence[Heard], scope: str) -> list[Figure]:
    found: list[Figure] = []
    for label in dict.fromkeys(one.message.label for one in heard):
        own = [one for one in heard if one.message.label == label]
        if label in NAMED:
            name = f"{label}: right"
            found.append(of_share(name, scope, _share(one.found for one in own), AIMS[name]))
            names = sorted({one.message.name for one in own})
            for name in names:
                part = [one.found for one in own if one.message.name == name]
                found.append(of_share(f"  {label} {name}", scope, _share(part)))
            continue
        name = f"{label}: recall"
        yes = _share(one.found for one in own if one.message.applies)
        found.append(of_share(name, scope, yes, AIMS.get(name)))
        no = _share(one.found for one in own if not one.message.applies)
        most = MOST_FLAGGED if label in HARD else None
        found.append(of_share(f"{label}: look-alikes flagged", scope, no, most, at_most=True))
    return found


def thread_figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Escalation, intent, mood and risks over whole threads."""
    return [
        figure for scope, part in scopes(outcomes, lambda one: one.case) for figure in _threads(part, scope)
    ]


def _threads(outcomes: Sequence[Outcome], scope: str) -> list[Figure]:
    shares: dict[str, Share] = {}
    routed = [one for one in outcomes if one.case.expect.escalation is not None]
    due = [one for one in routed if one.case.expect.escalation != NO_ROUTE]
    made = [one for one in routed if one.route != NO_ROUTE]
    shares["escalation: recall"] = _share(one.route != NO_ROUTE for one in due)
    shares["escalation: precision"] = _share(one.case.expect.escalation != NO_ROUTE for one in made)
    both = [one for one in due if one.route != NO_ROUTE]
    shares["escalation: right route"] = _share(one.route == one.case.expect.escalation for one in both)
    read = [
        (one.case.expect.triage, one.triage or Triage())
        for one in outcomes
        if one.case.expect.triage is not None
    ]
    shares["wants_human: recall"] = _share(
        got.intent == WANTS_HUMAN for wanted, got in read if wanted.intent == WANTS_HUMAN
    )
    for name in NAMED:
        said = [(getattr(wanted, name), getattr(got, name)) for wanted, got in read]
        shares[f"{name}: right"] = _share(is_ == was for is_, was in said if is_ is not None)
    figures = [of_share(name, scope, share, AIMS.get(name)) for name, share in shares.items()]
    risky = [(wanted.risks, got.risks) for wanted, got in read if wanted.risks is not None]
    spoken = {risk for wanted, got in risky for risk in (*wanted, *got)}
    for risk in (risk for risk in RISKS if risk in spoken):
        recall = _share(risk in got for wanted, got in risky if risk in wanted)
        precision = _share(risk in wanted for wanted, got in risky if risk in got)
        figures.append(of_share(f"{risk}: recall", scope, recall))
        figures.append(of_share(f"{risk}: precision", scope, precision))
    return figures


class Counted(NamedTuple):
    """One contextual rule over cases: had to appear and did (true), did not (missed), had to be quiet and was not
    (false); `unsaid`: it appeared in cases that do not speak of it.
    """

    rule: str
    scope: str
    true: int
    false: int
    missed: int
    unsaid: int

    @property
    def f1(self) -> Figure:
        """Its F1, with the aim where enough drafts have the problem."""
        n = self.true + self.false + self.missed
        low, high = f1_interval(self.true, self.false, self.missed) if n else (None, None)
        aim = RULE_AIM if self.true + self.missed >= RULE_N else None
        value = f1(self.true, self.false, self.missed)
        return Figure(self.rule, self.scope, self.true, n, value, low, high, aim)

    @property
    def precision(self) -> Share:
        """Right of those that appeared where a case speaks of it."""
        return Share(self.true, self.true + self.false)

    @property
    def recall(self) -> Share:
        """Found of those that had to appear."""
        return Share(self.true, self.true + self.missed)


EVERY_RULE = "all of them"
"""The sum of the contextual rules, counted as one."""


def rule_counts(outcomes: Sequence[Outcome]) -> list[Counted]:
    """Each contextual rule some case speaks of, by scope and id, after EVERY_RULE for their sum."""
    found = []
    for scope, part in scopes(outcomes, lambda one: one.case):
        own = [count for rule in _rules(part) for count in [_count(rule, scope, part)]]
        if own:
            sums = [sum(column) for column in zip(*((one[2:]) for one in own), strict=True)]
            found += [Counted(EVERY_RULE, scope, *sums), *own]
    return found


def _rules(outcomes: Iterable[Outcome]) -> list[str]:
    expects = [one.case.expect for one in outcomes]
    return sorted(
        {rule for expect in expects for rule in (*expect.findings, *expect.quiet) if contextual(rule)}
    )


def _count(rule: str, scope: str, outcomes: Iterable[Outcome]) -> Counted:
    true = false = missed = unsaid = 0
    for one in outcomes:
        fired, expect = rule in one.findings, one.case.expect
        if rule in expect.findings:
            true, missed = true + fired, missed + (not fired)
        elif rule in expect.quiet:
            false += fired
        else:
            unsaid += fired
    return Counted(rule, scope, true, false, missed, unsaid)


class Lost(NamedTuple):
    """A figure of one table as typed and typed otherwise, over the entries that typing otherwise changes. `lost` is
    how much worse it became (under 0: better); `n` how many entries it is counted over.
    """

    variant: str
    table: str
    name: str
    scope: str
    plain: float
    typed: float
    lost: float
    n: int

    @property
    def met(self) -> bool | None:
        """True or False against MOST_LOST; None of too few."""
        return self.lost <= MOST_LOST + 1e-9 if self.n >= LOSS_N else None


def lost_figures(variant: str, table: str, plain: Iterable[Figure], typed: Iterable[Figure]) -> list[Lost]:
    """What each figure that has an aim loses: `plain` and `typed` are over the same entries, in two ways of typing."""
    was = {(figure.name, figure.scope): figure for figure in plain}
    found = []
    for figure in typed:
        old = was.get((figure.name, figure.scope))
        if old is None or old.value is None or figure.value is None:
            continue
        if old.aim is None and old.name != EVERY_RULE:
            continue
        worse = figure.value - old.value if figure.at_most else old.value - figure.value
        found.append(Lost(variant, table, figure.name, figure.scope, old.value, figure.value, worse, old.n))
    return found


def _share(rights: Iterable[bool]) -> Share:
    found = list(rights)
    return Share(sum(found), len(found))
