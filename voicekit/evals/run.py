"""Holds cases against their guidelines: what was expected, what was observed, and the counts of that by group.

It must never decide what a good reply is: a case says that, and a case that says nothing is counted as saying nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from voicekit.check import check
from voicekit.errors import GuidelineError
from voicekit.evals.cases import NO_ROUTE, Case, Expect, unknown_rules
from voicekit.evals.stats import Share, f1
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Escalation, Report, Triage

GROUPS = ("language", "channel", "quality", "split")


class Outcome(NamedTuple):
    """One case and what came of it: observed rules with their number, and what is unlike the case says, in words;
    what triage and the policy made of the thread.
    """

    case: Case
    language: str
    verdict: str
    words: int
    findings: Mapping[str, int]
    loud: tuple[str, ...]
    unmet: tuple[str, ...]
    triage: Triage | None = None
    escalation: Escalation | None = None

    @property
    def route(self) -> str:
        """Where the thread is handed on to; NO_ROUTE where it is not."""
        return self.escalation.route if self.escalation is not None else NO_ROUTE

    @property
    def silent(self) -> bool:
        """True where no finding is above a suggestion."""
        return not self.loud


class RuleScore(NamedTuple):
    """One rule against the cases that speak of it: it had to appear and did (tp) or did not (fn), had to be quiet
    and was not (fp).
    """

    rule: str
    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> Share:
        """tp of tp + fp."""
        return Share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> Share:
        """tp of tp + fn."""
        return Share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None of nothing."""
        return f1(self.tp, self.fp, self.fn)


class Group(NamedTuple):
    """Counts over the cases of one group, such as (`language`, `de`)."""

    by: str
    name: str
    cases: int
    met: Share
    silent: Share
    ready: Share
    findings: int
    words: int

    @property
    def per_1000_words(self) -> float | None:
        """Findings in 1,000 words; None of no words."""
        return 1000 * self.findings / self.words if self.words else None


class Result(NamedTuple):
    """All outcomes in the order of the cases, with rule scores by id, groups, and quality against verdict."""

    outcomes: tuple[Outcome, ...]
    rules: tuple[RuleScore, ...]
    groups: tuple[Group, ...]
    verdicts: Mapping[tuple[str, str], int]

    @property
    def failed(self) -> list[Outcome]:
        """The outcomes that are not as their case says, but those that are only measured."""
        return [one for one in self.outcomes if one.unmet and not one.case.expect.measured]

    @property
    def measured(self) -> list[Outcome]:
        """The outcomes of the cases that say what triage and the policy make of a thread."""
        return [outcome for outcome in self.outcomes if outcome.case.expect.measured]


Checked = Callable[[Guideline, Iterable[tuple[Conversation, Draft]]], Iterator[Report]]


def one_by_one(guideline: Guideline, items: Iterable[tuple[Conversation, Draft]]) -> Iterator[Report]:
    """The reports on `items`, made in this process."""
    return (check(guideline, conversation, draft) for conversation, draft in items)


def run(
    cases: Sequence[Case], guidelines: Mapping[str, Guideline], brand: str, checked: Checked = one_by_one
) -> Result:
    """Check every case under its brand's guideline (`brand` for a case that names none) and compare.

    `guidelines` maps each brand to its guideline. Raises GuidelineError where a case names a rule that is not there.
    """
    wrong = unknown_rules(
        cases, {name: [r.id for r in one.rules()] for name, one in guidelines.items()}, brand
    )
    if wrong:
        raise GuidelineError(wrong)
    found: dict[int, Outcome] = {}
    for name, guideline in guidelines.items():
        own = [n for n, case in enumerate(cases) if (case.conversation.brand or brand) == name]
        reports = checked(guideline, ((cases[n].conversation, cases[n].draft) for n in own))
        for n, report in zip(own, reports, strict=True):
            found[n] = compare(cases[n], report)
    outcomes = tuple(found[n] for n in range(len(cases)))
    verdicts = Counter((str(o.case.quality), o.verdict) for o in outcomes if o.case.quality is not None)
    return Result(outcomes, tuple(rule_scores(outcomes)), tuple(groups(outcomes)), verdicts)


def compare(case: Case, report: Report) -> Outcome:
    """What `report` says beside what `case` expects."""
    findings = Counter(finding.rule_id for finding in report.findings)
    loud = tuple(dict.fromkeys(f.rule_id for f in report.findings if f.severity != "suggestion"))
    expect = case.expect
    unmet = [f"{rule} did not appear" for rule in expect.findings if rule not in findings]
    unmet += [f"{rule} appeared" for rule in expect.quiet if rule in findings]
    if expect.silent and loud:
        unmet.append(f"not silent: {', '.join(loud)}")
    if expect.silent is False and not loud:
        unmet.append("silent")
    if expect.verdict is not None and expect.verdict != report.verdict:
        unmet.append(f"verdict {report.verdict}, not {expect.verdict}")
    unmet += _unlike(expect, report)
    unmet += [f"{error.rule_id} crashed" for error in report.rule_errors]
    words = next((int(m.value) for m in report.metrics if m.name == "words" and m.value is not None), 0)
    return Outcome(
        case,
        report.language.code or "",
        report.verdict,
        words,
        findings,
        loud,
        tuple(unmet),
        report.triage,
        report.escalation,
    )


def _unlike(expect: Expect, report: Report) -> list[str]:
    """What triage and the policy say otherwise than the case."""
    unmet = []
    if expect.triage is not None:
        found = report.triage or Triage()
        for name in ("intent", "mood"):
            wanted, got = getattr(expect.triage, name), getattr(found, name)
            if wanted is not None and wanted != got:
                unmet.append(f"{name} {got or 'not read'}, not {wanted}")
        if expect.triage.risks is not None:
            unmet += [f"risk {risk} not seen" for risk in expect.triage.risks if risk not in found.risks]
            unmet += [f"risk {risk} seen" for risk in found.risks if risk not in expect.triage.risks]
    route = report.escalation.route if report.escalation is not None else NO_ROUTE
    if expect.escalation is not None and expect.escalation != route:
        unmet.append(f"escalation {route}, not {expect.escalation}")
    return unmet


def rule_scores(outcomes: Iterable[Outcome]) -> list[RuleScore]:
    """A score for each rule that some case speaks of, by id. In a case that must be silent every loud rule is one
    that had to be quiet.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        expect = outcome.case.expect
        for rule in expect.findings:
            counts[rule, "tp" if rule in outcome.findings else "fn"] += 1
        wrong = {rule for rule in expect.quiet if rule in outcome.findings}
        if expect.silent:
            wrong.update(outcome.loud)
        for rule in wrong - set(expect.findings):
            counts[rule, "fp"] += 1
    return [
        RuleScore(rule, counts[rule, "tp"], counts[rule, "fp"], counts[rule, "fn"])
        for rule in sorted({rule for rule, _ in counts})
    ]


def groups(outcomes: Sequence[Outcome]) -> list[Group]:
    """The outcomes counted over all and by each of GROUPS; cases that do not say are left out of that one. A case
    that is only measured is none of those with an expectation.
    """
    found = [_group("all", "all", outcomes)]
    for by in GROUPS:
        parts: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            name = _name(outcome, by)
            if name:
                parts.setdefault(name, []).append(outcome)
        found += [_group(by, name, parts[name]) for name in sorted(parts)]
    return found


def _name(outcome: Outcome, by: str) -> str:
    case = outcome.case
    if by == "language":
        return case.language or outcome.language
    value = {"channel": case.conversation.channel, "quality": case.quality, "split": case.split}[by]
    return value or ""


def _group(by: str, name: str, outcomes: Sequence[Outcome]) -> Group:
    asked = [one for one in outcomes if one.case.expect != Expect() and not one.case.expect.measured]
    quiet = [outcome for outcome in outcomes if outcome.case.expect.silent]
    return Group(
        by,
        name,
        len(outcomes),
        Share(sum(not outcome.unmet for outcome in asked), len(asked)),
        Share(sum(outcome.silent for outcome in quiet), len(quiet)),
        Share(sum(outcome.verdict == "ready" for outcome in outcomes), len(outcomes)),
        sum(sum(outcome.findings.values()) for outcome in outcomes),
        sum(outcome.words for outcome in outcomes),
    )
