"""Threads, signals and policies for tests, read from YAML in the tests' own words.

It must never read the guidelines of the checkout, nor hold a message that anyone really wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from support.rules import guideline
from voicekit.errors import Problem
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.policyfile import compile_policy, read_policy
from voicekit.guideline.reading import Reading
from voicekit.guideline.signalcompile import compile_signals
from voicekit.guideline.signalfiles import LoadedSignals, read_signals
from voicekit.types import Conversation, Turn

ENGLISH = r"""
schema_version: 1
words:
  sue: [sue, take legal action]
  filler: [going, to, want, a, any, my, the]
negation: ["(?:not|never|no|don't|won't)(?= (?:<filler> ){0,6}$)"]
unmeant:
  self_harm: {sentence: [phones?, batter(?:y|ies)], message: [video ?game]}
shapes:
  caps: {mood.angry: 1}
  marks: {mood.frustrated: 0.5}
  question: {intent.question: 0.6}
signals:
  - id: legal.sue
    shows: {legal: 1, intent.complaint: 0.6}
    tokens: [<sue>, lawyers?, solicitor\w*]
    unless: [lawyer jokes?]
    examples: {meant: [I will sue you.], unmeant: [Never a lawyer.]}
  - id: harm.die
    shows: {self_harm: 1, mood.frustrated: 0.6}
    tokens: [(?:want|wants|going) to die]
    negated: keep
    quoted: keep
    examples: {meant: [I want to die.], unmeant: [I want to diet.]}
  - id: safety.burnt
    shows: {safety: 0.6}
    tokens: [burnt, burns?]
    examples: {meant: [It burnt.], unmeant: [Not burnt.]}
  - id: safety.body
    shows: {safety: 0.6}
    tokens: [hand, face]
    examples: {meant: [my hand], unmeant: [my handle]}
  - id: safety.fine
    shows: {safety: -0.5}
    tokens: [joking]
    examples: {meant: [just joking], unmeant: [a joke]}
  - id: press.tv
    shows: {press: 1}
    tokens: [newspaper, gone <gap>viral]
    examples: {meant: [I told the newspaper.], unmeant: [a news item]}
  - id: death.mum
    shows: {bereavement: 1}
    tokens: ['(?:mum|dad) (?:has )?died']
    examples: {meant: [My mum died.], unmeant: [My phone died.]}
  - id: fraud.card
    shows: {fraud_privacy: 1}
    tokens: [stolen card, delete my data]
    examples: {meant: [a stolen card], unmeant: [a card]}
  - id: privacy.wish
    shows: {scenario.privacy_request: 1}
    tokens: [delete my data]
    examples: {meant: [Delete my data.], unmeant: [Delete it.]}
  - id: abuse.idiot
    shows: {abuse: 1, mood.angry: 1}
    tokens: [idiots?]
    examples: {meant: [You idiots], unmeant: [idiotic]}
  - id: mood.angry
    shows: {mood.angry: 1}
    tokens: [furious, outrageous]
    examples: {meant: [I am furious.], unmeant: [I am fine.]}
  - id: mood.tired
    shows: {mood.frustrated: 1}
    tokens: [fed up, still waiting]
    examples: {meant: [I am fed up.], unmeant: [I am fine.]}
  - id: mood.kind
    shows: {mood.calm: 1, intent.praise: 0.6}
    tokens: [thank you, lovely]
    examples: {meant: [Thank you!], unmeant: [I am fine.]}
  - id: intent.person
    shows: {intent.wants_human: 1}
    tokens: ['(?:real|actual) (?:person|human)']
    examples: {meant: [Give me a real person.], unmeant: [A person called.]}
  - id: intent.please
    shows: {intent.request: 0.6}
    tokens: [please]
    examples: {meant: [Please refund me.], unmeant: [pleased]}
  - id: scenario.parcel
    shows: {scenario.delay: 1}
    tokens: [late parcel, parcel is late]
    examples: {meant: [My parcel is late.], unmeant: [my parcel]}
  - id: repeated.again
    shows: {repeated: 1}
    tokens: [third time]
    examples: {meant: [For the third time.], unmeant: [first time]}
  - id: churn.leave
    shows: {churn: 1}
    tokens: [cancel my account]
    examples: {meant: [Cancel my account.], unmeant: [my account]}
  - id: discrimination.staff
    shows: {discrimination: 1}
    tokens: [because i am black]
    examples: {meant: [Refused because I am black.], unmeant: [a black bag]}
  - id: vulnerable.ill
    shows: {vulnerable: 1}
    tokens: [i am blind]
    examples: {meant: [I am blind.], unmeant: [a blind]}
"""
GERMAN = r"""
schema_version: 1
negation: ["(?:kein|keine|keinen|nicht)(?= (?:zum |zu )?$)"]
signals:
  - id: legal.anwalt
    shows: {legal: 1}
    tokens: [anwalt\w*, anwält\w*, verklage\w*, rechtliche schritte]
    examples: {meant: [Ich gehe zum Anwalt.], unmeant: [keinen Anwalt]}
  - id: safety.haut
    shows: {safety: 1}
    tokens: [verätzt, überhitzt\w*, straße gefährlich]
    examples: {meant: [Die Haut ist verätzt.], unmeant: [Die Haut ist schön.]}
"""
FRENCH = r"""
schema_version: 1
signals:
  - id: safety.brule
    shows: {safety: 1}
    tokens: [brûlée?s?, (?:ma|mon) (?:sœur|frère) hospitalisée?]
    examples: {meant: [Je me suis brûlée.], unmeant: [crème]}
"""
RUSSIAN = r"""
schema_version: 1
signals:
  - id: safety.ozhog
    shows: {safety: 1}
    tokens: [обжёг\w*, ожог\w*]
    examples: {meant: [Я обжёг руку.], unmeant: [Я обошёл.]}
"""
VIETNAMESE = r"""
schema_version: 1
signals:
  - id: harm.tutu
    shows: {self_harm: 1}
    tokens: [tự tử]
    bare: false
    examples: {meant: [tôi muốn tự tử], unmeant: [từ từ thôi]}
  - id: legal.kien
    shows: {legal: 1}
    tokens: [luật sư, khởi kiện, kiện ra tòa]
    examples: {meant: [tôi sẽ gọi luật sư], unmeant: [kiện hàng]}
  - id: safety.hurt
    shows: {safety: 1}
    tokens: [bị thương, khách bị bỏng, không thở được]
    examples: {meant: [con tôi bị thương], unmeant: [tôi thường mua]}
"""
SIGNALS = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "ru": RUSSIAN, "vi": VIETNAMESE}
POLICY = """
schema_version: 1
hours:
  time_zone: Europe/Berlin
  open: {mon: 09:00-18:00, tue: 09:00-18:00, wed: 09:00-18:00, thu: 09:00-18:00, fri: 09:00-17:00}
  holidays: ["2026-12-25"]
routes:
  crisis: {title: {en: Shift lead, de: Schichtleitung}, tell: [shift lead]}
  legal: {title: Legal, tell: [legal mailbox]}
  person: {title: A person}
lines:
  - id: self-harm
    when: {risk: [self_harm]}
    route: crisis
    within: 15min
    clock: always
    must: [person, crisis-contact]
    must_not: [template]
    contacts: [line-de, line-fr, everywhere]
  - id: legal
    when: {risk: [legal]}
    route: legal
    within: 4h
    tell: [team lead]
    may_send: false
    must: [time]
    must_not: [admission, template]
  - id: wants-a-person
    when: {intent: [wants_human], bot_thread: true}
    route: person
    within: 2d
    must: [person, time]
    must_not: [questions]
contacts:
  - {id: line-de, title: Hilfe, regions: [de, at], languages: [de], text: "0800", checked_on: "2026-11-01",
     source: {title: Amt, url: "https://example.org/de"}}
  - {id: line-fr, title: Aide, regions: [fr], languages: [fr], text: "3114", checked_on: "2026-11-01",
     source: {title: Ministère, year: 2025, url: "https://example.org/fr"}}
  - {id: everywhere, title: Help, text: "112", checked_on: "2026-11-01",
     source: {title: Union, url: "https://example.org/eu"}}
incidents:
  - id: payments
    title: Card payments fail
    since: "2026-11-20T08:00:00+01:00"
    until: "2026-11-20T19:00:00+01:00"
    signs: {en: [payment failed, can’t pay], fr: [paiement refusé], vi: [thanh toán lỗi]}
    wording: {en: Cards fail since 8., fr: Les cartes échouent., vi: Thẻ bị lỗi.}
"""


def loaded_signals(files: Mapping[str, str]) -> tuple[dict[str, LoadedSignals], list[Problem]]:
    """What files of signals say, by name without .yaml, and every problem found in them."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "signals").mkdir()
        for name, text in files.items():
            (root / "signals" / f"{name}.yaml").write_text(text, encoding="utf-8")
        reading = Reading(root)
        return read_signals(reading), reading.problems


def compiled_signals(files: Mapping[str, str]) -> dict[str, bytes]:
    """The signals of files without a mistake, as a guideline holds them."""
    loaded, problems = loaded_signals(files)
    assert not problems, "\n".join(map(str, problems))
    return compile_signals(loaded)


def loaded_policy(
    text: str, channels: tuple[str, ...] = (), scenarios: tuple[str, ...] = (), today: str = "2026-11-22"
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The compiled policy that `text` holds, and every problem found in it on the day `today`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "escalation.yaml"
        path.write_text(text, encoding="utf-8")
        reading = Reading(Path(folder))
        found = read_policy(reading, path, channels, scenarios, date.fromisoformat(today))
        return compile_policy(found), reading.problems


def customers_guideline(
    signals: Mapping[str, str] = SIGNALS, policy: str | None = None, **fields: Any
) -> Guideline:
    """A guideline that reads customers by `signals` and hands threads on by `policy`; it has no rules."""
    plan: dict[str, Any] | None = None
    if policy is not None:
        plan, problems = loaded_policy(policy)
        assert not problems, "\n".join(map(str, problems))
    return guideline([], signals=compiled_signals(signals), policy=plan, **fields)


def thread(*turns: str | tuple[str, str], **fields: Any) -> Conversation:
    """A conversation of customer's turns; "agent: ..." and "bot: ..." are ours, (text, time) has a time."""
    return Conversation(turns=tuple(map(_turn, turns)), **fields)


def _turn(turn: str | tuple[str, str]) -> Turn:
    text, at = turn if isinstance(turn, tuple) else (turn, None)
    for role in ("agent", "bot"):
        if text.startswith(f"{role}: "):
            return Turn(role, text.removeprefix(f"{role}: "), at)  # type: ignore[arg-type]
    return Turn("customer", text, at)
