"""One reply under two guidelines at once: what both share is read and judged once, what differs twice.

It must find exactly what two whole checks find: where it cannot be sure that a part is the same, it does it again.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from functools import partial
from typing import Any, NamedTuple

from voicekit.check import check, language_of, verdict_of
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.lint.engine import LintResult, lint
from voicekit.text.document import Document
from voicekit.text.metrics import measure, scored
from voicekit.triage.reading import Reading, read_thread
from voicekit.types import SEVERITIES, Conversation, Draft, Escalation, Verdict

_NONE = LintResult((), ())
_SAID = ("message", "why", "source", "pack", "dimension", "sureness")
"""What a rule says of itself and no finding depends on."""


class Judged(NamedTuple):
    """One reply under the old and the new guideline; rules by id, once for each finding.

    `fired`: under the new one; `came` and `went`: only under the new, only under the old; `turned`: the same finding
    with another severity, or blocking where it was not. `because`: what made the verdict another. `hands` are the
    hand-overs, as route and limit, where they differ. `errors`: rules that could not be run under the new one.
    """

    old: Verdict
    new: Verdict
    language: str
    read: bool
    fired: tuple[str, ...]
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    hands: tuple[str, str] | None = None
    errors: tuple[str, ...] = ()


REVISE_AT = "revise_at"
"""What made a verdict another where no finding did: the severity from which a reply has to be revised."""


class Side(NamedTuple):
    """What was found under one guideline; `read`: whether the reply is one that is read at all."""

    guideline: Guideline
    escalation: Escalation | None
    found: LintResult
    read: bool

    @property
    def verdict(self) -> Verdict:
        """What the findings come to."""
        return verdict_of(self.guideline, self.found.findings, read=self.read)


class Pair:
    """Two guidelines, and what is the same in both.

    `same_signals`: whether they read customers' words with the same signals; None finds out, which loads all of them.
    """

    def __init__(self, old: Guideline, new: Guideline, same_signals: bool | None = None) -> None:
        self.old, self.new = old, new
        only_old, only_new = split(old.rules(), new.rules())
        self._gone = frozenset(rule.id for rule in only_old)
        self._fresh = _of_rules(only_new, new)
        same = _same_signals(old, new) if same_signals is None else same_signals
        self.same_signals = same
        self._same_reading = same and (old.policy, set(old.scenarios)) == (new.policy, set(new.scenarios))
        self._same_start = old.default_language == new.default_language
        self._same_names = old.kept_names == new.kept_names
        self._same_brand = self._same_names and old.published == new.published
        self._copied = 0

    def dumped(self) -> bytes:
        """The pair as bytes, for another process."""
        new = copy(self.new)
        if self.same_signals:
            new.use_signals({}, new.ref.sha256)  # most of the bytes are signals: the same ones travel once
        return marshal.dumps((self.old.dumped(), new.dumped(), self.same_signals))

    @classmethod
    def loaded(cls, dumped: bytes) -> Pair:
        """The pair that `dumped` gave."""
        raw_old, raw_new, same = marshal.loads(dumped)
        data = marshal.loads(raw_old)
        old, new = Guideline(data), Guideline(marshal.loads(raw_new))
        if same:
            shared = {code: partial(marshal.loads, raw) for code, raw in data["signals"].items()}
            new.use_signals(shared, new.ref.sha256)
        return cls(old, new, same)

    def judge(self, conversation: Conversation, draft: Draft) -> Judged:
        """What both guidelines say of one reply. Raises InputError on a draft that is too long."""
        if not self._same_start:
            return self.judge_apart(conversation, draft)
        document = Document(draft.text)
        guess = language_of(self.old, conversation, document, None, [])
        document.language = language = guess.code or ""
        figures = scored(measure(document))
        read = bool(draft.text.strip()) and guess.supported
        one = _read(self.old, conversation, draft, language)
        found = lint(self.old, document, one.context, draft, figures)
        other = one if self._reads_alike(conversation) else self._read_new(conversation, draft, language)
        if not self._same_brand:
            document.scratch = {}  # what checks kept there was found with the old brand's names and numbers
        if self._same_names and other.context == one.context:
            # Rules that are equal find the same in the same text and thread.
            fresh = (
                lint(self._fresh, document, one.context, draft, figures) if self._fresh.rule_count else _NONE
            )
            found_new = LintResult(
                (*(each for each in found.findings if each.rule_id not in self._gone), *fresh.findings),
                (*(each for each in found.rule_errors if each.rule_id not in self._gone), *fresh.rule_errors),
            )
        else:
            found_new = lint(self.new, document, other.context, draft, figures)
        return judged(
            Side(self.old, one.escalation, found, read),
            Side(self.new, other.escalation, found_new, read),
            language,
        )

    def judge_apart(self, conversation: Conversation, draft: Draft) -> Judged:
        """The same by two whole checks: slow, and right by definition."""
        sides = []
        for guideline in (self.old, self.new):
            report = check(guideline, conversation, draft)
            read = bool(draft.text.strip()) and report.language.supported
            sides.append(
                Side(guideline, report.escalation, LintResult(report.findings, report.rule_errors), read)
            )
        return judged(sides[0], sides[1], report.language.code or "")

    def _reads_alike(self, conversation: Conversation) -> bool:
        """Whether both read the thread alike: signals, policy, scenarios, and what they know of the channel."""
        channel = conversation.channel
        return self._same_reading and self.old.channel(channel)[0] == self.new.channel(channel)[0]

    def _read_new(self, conversation: Conversation, draft: Draft, language: str) -> Reading:
        if self.same_signals and self._copied != len(self.old.scratch):
            # What the signals show in a message is the same for both: found once, known twice.
            shared = {key: value for key, value in self.old.scratch.items() if key.startswith("sign")}
            self.new.scratch.update(shared)
            self._copied = len(self.old.scratch)
        return _read(self.new, conversation, draft, language)


def _read(guideline: Guideline, conversation: Conversation, draft: Draft, language: str) -> Reading:
    channel, _ = guideline.channel(conversation.channel)
    return read_thread(guideline, conversation, draft, channel, language)


def _of_rules(rules: Sequence[Rule], brand: Guideline) -> Guideline:
    """A guideline of `rules` alone, which spares the names `brand` keeps; nothing but lint may read it."""
    from voicekit.guideline.compile import build_indexes, dump_rules, sides

    return Guideline(
        {
            "ref": brand.ref,
            "title": brand.title,
            "languages": brand.languages,
            "default_language": brand.default_language,
            "revise_at": brand.revise_at,
            "bands": {},
            "channels": {},
            "scenarios": {},
            "keep": brand.kept_names,
            "rules": dump_rules(rules),
            "sides": sides(rules),
            "indexes": build_indexes(rules),
            "signals": {},
            "policy": None,
        }
    )


def _same_signals(old: Guideline, new: Guideline) -> bool:
    """Whether both have the same signals, value by value: equal ones may be marshalled to different bytes."""
    return old.spoken == new.spoken and all(
        vars(old.signals(code)) == vars(new.signals(code)) for code in old.spoken
    )


def split(old: Iterable[Rule], new: Iterable[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules of the old guideline that find other things than the new one's, and those of the new one.

    A finding names its rule by id. An id whose rules of one language are the same goes whole to both sides where those
    of another language differ: then each side judges by all it has of that id.
    """
    before, after = _by_id(old), _by_id(new)
    differ = {
        name for name in {*before, *after} if not _equal(before.get(name, []), after.get(name, []))
    }  # fmt: skip
    return (
        [rule for name in before if name in differ for rule in before[name]],
        [rule for name in after if name in differ for rule in after[name]],
    )


def _by_id(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.id, []).append(rule)
    return found


def _equal(old: Sequence[Rule], new: Sequence[Rule]) -> bool:
    """Whether two lists hold the same rules, in any order."""
    left = [_facts(rule) for rule in new]
    for rule in old:
        facts = _facts(rule)
        if facts not in left:
            return False
        left.remove(facts)
    return not left


def _facts(rule: Rule) -> dict[str, Any]:
    """All of a rule that a finding depends on. `needs` follows from the words, and its bytes differ by chance."""
    facts = {name: value for name, value in rule._asdict().items() if name not in _SAID}
    return facts | {"body": {name: value for name, value in rule.body.items() if name != "needs"}}


def judged(old: Side, new: Side, language: str) -> Judged:
    """The two sides compared, finding by finding: the same is the same rule at the same place."""
    before, after = (Counter((f.rule_id, f.span) for f in side.found.findings) for side in (old, new))
    hands = _hand(old.escalation), _hand(new.escalation)
    plain = Judged(
        old.verdict,
        new.verdict,
        language,
        new.read,
        _ids(finding.rule_id for finding in new.found.findings),
        hands=hands if hands[0] != hands[1] else None,
        errors=_ids(error.rule_id for error in new.found.rule_errors),
    )
    was, now = (
        {(f.rule_id, f.span): (f.severity, f.blocking) for f in side.found.findings} for side in (old, new)
    )
    turned = _ids(key[0] for key in now if key in was and was[key] != now[key])
    if before == after and not turned and plain.old == plain.new:
        return plain
    came, went = (_ids(rule for rule, _ in found.elements()) for found in (after - before, before - after))
    because = _because(old, new, {*came, *went, *turned}) if plain.old != plain.new else ()
    return plain._replace(came=came, went=went, turned=turned, because=because)


def _ids(rules: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(rules))


def _hand(escalation: Escalation | None) -> str:
    """Where a thread goes, by when, and whether the reply has to wait; empty where it stays."""
    if escalation is None:
        return ""
    held = "" if escalation.may_send else ", the reply waits"
    return f"{escalation.route} within {escalation.within} min ({escalation.clock}){held}"


_RANK: dict[Verdict, int] = {"ready": 0, "revise": 1, "blocked": 2}


def _because(old: Side, new: Side, differ: set[str]) -> tuple[str, ...]:
    """The rules whose findings made the graver of the two verdicts, of those that differ."""
    graver = new if _RANK[new.verdict] > _RANK[old.verdict] else old
    least = SEVERITIES.index(graver.guideline.revise_at)
    blocked = graver.verdict == "blocked"
    rules = {
        f.rule_id
        for f in graver.found.findings
        if f.rule_id in differ and (f.blocking if blocked else SEVERITIES.index(f.severity) >= least)
    }
    return tuple(sorted(rules)) or (REVISE_AT,)
