"""What is known around a draft, and whether a rule's `when` and `unless` hold in it.

A thing nobody has said is unknown, which is neither true nor false: it fires no `when` and silences no `unless`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from voicekit.guideline.compiled import Channel, Rule
from voicekit.types import ContextValue, Conversation, Draft, Escalation, Incident, Triage, Turn


class Context(NamedTuple):
    """The circumstances of one draft. None stands for "not known"; `region` is an ISO 3166 code in lower case.

    `risks` is None where nobody read the customer's turns.
    """

    channel: Channel
    visibility: str | None
    language: str
    sender: str | None
    mood: str | None
    intent: str | None
    scenario: str | None
    customer_turns: int | None
    agent_turns: int | None
    context: Mapping[str, ContextValue]
    turns: tuple[Turn, ...] = ()
    region: str | None = None
    risks: tuple[str, ...] | None = None
    escalation: Escalation | None = None
    incident: Incident | None = None

    @property
    def bot_thread(self) -> bool | None:
        """Whether the customer has met none but a bot so far; None without turns of ours and of unknown sender."""
        roles = {turn.role for turn in self.turns}
        if "agent" in roles:
            return False
        return True if "bot" in roles or self.sender == "bot" else None if self.sender is None else False

    @property
    def escalated(self) -> bool | None:
        """Whether a policy line hands the thread on; None where nobody looked."""
        return None if self.risks is None else self.escalation is not None

    @property
    def must(self) -> tuple[str, ...]:
        """The contents the policy asks of the reply."""
        return self.escalation.must if self.escalation else ()

    @property
    def must_not(self) -> tuple[str, ...]:
        """The contents the policy forbids in the reply."""
        return self.escalation.must_not if self.escalation else ()


def context_of(
    conversation: Conversation,
    draft: Draft,
    channel: Channel,
    language: str,
    triage: Triage | None = None,
    escalation: Escalation | None = None,
    incident: Incident | None = None,
) -> Context:
    """Gather what the conversation, its stated context and (where they were read) triage and policy say.

    What a person stated in `context` wins over what triage read. A thread without turns says nothing of turn counts.
    """
    stated = conversation.context
    turns = conversation.turns
    return Context(
        channel=channel,
        visibility=conversation.visibility or channel.visibility,
        language=language,
        sender=draft.sender,
        mood=_text(stated.get("mood")) or (triage.mood if triage else None),
        intent=_text(stated.get("intent")) or (triage.intent if triage else None),
        scenario=_text(stated.get("scenario")) or (triage.scenario if triage else None),
        customer_turns=sum(turn.role == "customer" for turn in turns) if turns else None,
        agent_turns=sum(turn.role != "customer" for turn in turns) if turns else None,
        context=stated,
        turns=turns,
        region=_region(conversation.locale),
        risks=triage.risks if triage else None,
        escalation=escalation,
        incident=incident,
    )


_ANY_OF = frozenset({"risk", "must", "must_not"})
"""Conditions on what a thread has several of: one of those wanted has to be among them."""


def applies(rule: Rule, context: Context) -> bool:
    """Whether the rule speaks at all in these circumstances."""
    if rule.when is not None:
        choice = rule.when if isinstance(rule.when, list) else (rule.when,)
        if not any(holds(when, context) for when in choice):
            return False
    return rule.unless is None or holds(rule.unless, context) is not True


def holds(conditions: Mapping[str, Any], context: Context) -> bool | None:
    """True where every condition holds, False where one does not, None where that is not known."""
    unknown = False
    for name, wanted in conditions.items():
        verdict = _one(name, wanted, context)
        if verdict is False:
            return False
        unknown = unknown or verdict is None
    return None if unknown else True


def _one(name: str, wanted: Any, context: Context) -> bool | None:
    if name == "context":
        known = [_same(context.context.get(key), value) for key, value in wanted.items()]
        return False if False in known else None if None in known else True
    if name in _ANY_OF:
        present = context.risks if name == "risk" else getattr(context, name)
        return None if present is None else not set(wanted).isdisjoint(present)
    value = context.channel.name if name == "channel" else getattr(context, name)
    if value is None:
        return None
    if name in ("customer_turns", "agent_turns"):
        return bool(wanted.get("min", 0) <= value <= wanted.get("max", value))
    return value in wanted if isinstance(wanted, list) else bool(value == wanted)


def _same(value: ContextValue | None, wanted: Any) -> bool | None:
    if value is None:
        return None
    if isinstance(value, list):
        return wanted in value
    return bool(value == wanted)


def _region(locale: str | None) -> str | None:
    """The region of a locale such as de-AT, in lower case; None where it names none."""
    language, _, rest = (locale or "").replace("_", "-").casefold().partition("-")
    region = rest.rpartition("-")[2]
    return region if language and len(region) == 2 and region.isalpha() else None


def _text(value: ContextValue | None) -> str | None:
    return value if isinstance(value, str) and value else None
