"""A small shop for the tests of rewrites: one brand with terms, forms of address, an approved reply and a policy.

It must never read the guidelines of the checkout, nor hold a message that anyone really wrote.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from support.tiny import write_files
from voicekit.config import Settings
from voicekit.guideline.compiled import Guideline
from voicekit.rewrite.guard import Guard
from voicekit.rewrite.rewriter import Ask, known_of, open_ask
from voicekit.service import open_guideline
from voicekit.types import Conversation, Draft, Turn

FILES = {
    "brands/shop/voice.yaml": """\
schema_version: 1
id: shop
title: Nordwind Boats
version: "2026.11"
languages: [en, de, fr, ru, vi]
default_language: en
axes: {formality: 20, warmth: 85}
keep: [Kielboot 7, Segelsack]
own: [nordwind.example, care@nordwind.example]
ids: ['NW-\\d{5}']
""",
    "brands/shop/channels.yaml": """\
schema_version: 1
channels:
  x: {title: X, visibility: public, max_length: 280, address: {de: du, fr: vous, ru: вы, vi: bạn}}
  default: {title: Elsewhere, visibility: private, address: {de: sie, fr: vous, ru: вы, vi: anh/chị}}
""",
    "brands/shop/rules.yaml": """\
schema_version: 1
extends: [care]
""",
    "brands/shop/terms.yaml": """\
schema_version: 1
terms:
  - prefer: gift card
    avoid: [store credit]
    languages: [en]
    note: Credit reads as money.
    examples:
      - bad: You get store credit.
        good: You get a gift card.
  - prefer: Paket
    avoid: [Sendung]
    languages: [de]
    note: So sagen es alle.
    examples:
      - bad: Ihre Sendung ist da.
        good: Ihre Paket ist da.
""",
    "brands/shop/scenarios.yaml": """\
schema_version: 1
scenarios:
  order_status: {title: Where is it, description: The customer waits., axes: {empathy: 90}}
""",
    "brands/shop/templates.yaml": """\
schema_version: 1
templates:
  - id: order-status-en
    scenario: order_status
    language: en
    text: Hi {{first_name}}, it left on {{sent_date}} and sails past you any day. {{agent_name}}
""",
    "brands/shop/escalation.yaml": """\
schema_version: 1
hours:
  time_zone: Europe/Berlin
  open: {mon: 09:00-18:00, tue: 09:00-18:00, wed: 09:00-18:00, thu: 09:00-18:00, fri: 09:00-18:00}
routes:
  legal: {title: The harbour office, tell: [legal mailbox]}
lines:
  - {id: threat, when: {risk: [legal]}, route: legal, within: 4h, must: [person, time], must_not: [admission]}
""",
    "packs/care/pack.yaml": """\
schema_version: 1
title: Care
dimension: care
""",
    "packs/care/en.yaml": """\
schema_version: 1
rules:
  - id: care.stock-apology
    kind: existence
    severity: warning
    message: "Say what went wrong instead of '{match}'."
    why: A stock apology reads as automatic.
    source: {title: A study}
    tokens: ['apologi[sz]e for any inconvenience']
    examples:
      - bad: We apologize for any inconvenience.
      - ok: I'm sorry about the boat.
  - id: care.utilise
    kind: substitution
    severity: suggestion
    sureness: sure
    message: "Write '{replacement}' instead of '{match}'."
    why: The short word says the same.
    source: {title: A study}
    swap: {'utili[sz]e': use}
    safety: safe
    title: "Write '{replacement}'"
    examples:
      - bad: You can utilise the pump.
        good: You can use the pump.
      - ok: You can use the pump.
  - id: care.shout
    kind: existence
    severity: warning
    message: "Do not shout '{match}'."
    why: It is loud.
    source: {title: A study}
    tokens: [hurry]
    examples:
      - bad: Hurry!
      - ok: Soon.
""",
    "packs/care/de.yaml": """\
schema_version: 1
rules:
  - id: care.stock-apology-de
    kind: existence
    severity: warning
    message: {de: "Sag, was schiefging, statt '{match}'.", en: "Say what went wrong instead of '{match}'."}
    why: {de: So klingt ein Automat., en: A stock apology reads as automatic.}
    source: {title: A study}
    tokens: ['unannehmlichkeiten']
    examples:
      - bad: Wir bedauern die Unannehmlichkeiten.
      - ok: Das tut mir leid.
""",
    "signals/en.yaml": """\
schema_version: 1
signals:
  - id: legal.lawyer
    shows: {legal: 1}
    tokens: [lawyers?]
    examples: {meant: [My lawyer will write.], unmeant: [A law.]}
  - id: scenario.where
    shows: {scenario.order_status: 1}
    tokens: [where is my boat]
    examples: {meant: [Where is my boat?], unmeant: [my boat]}
""",
}


def write_shop(folder: Path) -> Path:
    """The folder, with every file of the shop's guideline written into it."""
    return write_files(folder, FILES)


@cache
def shop(model: str = "any") -> Guideline:
    """The shop's guideline; `model` is who may read its drafts."""
    with TemporaryDirectory() as folder:
        root = write_shop(Path(folder))
        voice = root / "brands/shop/voice.yaml"
        voice.write_text(voice.read_text(encoding="utf-8") + f"model: {model}\n", encoding="utf-8")
        guideline = open_guideline(Settings(brand="shop", guidelines=root))
        for language in guideline.spoken:
            guideline.signals(language)  # read now, while the folder is there
        return guideline


def said(*turns: str, **fields: Any) -> Conversation:
    """A thread of the customer's turns; one that begins "agent: " is ours."""
    return Conversation(
        turns=tuple(
            Turn("agent", turn.removeprefix("agent: "))
            if turn.startswith("agent: ")
            else Turn("customer", turn)
            for turn in turns
        ),
        **fields,
    )


def asked(draft: str, *turns: str, language: str = "en", **more: Any) -> Ask:
    """A wish for a rewrite of `draft` in a thread of `turns` (or `thread=`)."""
    thread = more.pop("thread", None) or said(*turns)
    return open_ask(more.pop("guideline", None) or shop(), thread, Draft(draft), language=language, **more)


def held(draft: str, *turns: str, prompt: str = "", **more: Any) -> Guard:
    """The guard of `draft` in that thread; what `asked` names has to go."""
    ask = asked(draft, *turns, **more)
    return Guard(known_of(ask, prompt))
