"""One reading of a thread: what the customer shows, what the policy decides, which known incident it is about.

It must never look at the words of the draft; only who sends it counts here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from voicekit.guideline.compiled import Channel, Guideline
from voicekit.guideline.context import Context, context_of
from voicekit.types import Conversation, Draft, Escalation, Incident, Triage


class Reading(NamedTuple):
    """What is known around a draft. `notes` are one-line remarks on what could not be read."""

    context: Context
    triage: Triage
    escalation: Escalation | None
    incident: Incident | None
    notes: tuple[str, ...]


def read_thread(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    channel: Channel,
    language: str,
    ui: str = "en",
) -> Reading:
    """Read the thread under `guideline`; `language` (an ISO 639-1 code) is the draft's, titles are in `ui`."""
    if not conversation.turns and not conversation.context:
        nothing = Triage()
        return Reading(context_of(conversation, draft, channel, language, nothing), nothing, None, None, ())
    # Only for a thread: a bare draft is checked without them, from a cold start.
    from voicekit.triage.customer import triage
    from voicekit.triage.escalation import decide, incident_of

    shown = triage(guideline, conversation, language)
    context = context_of(conversation, draft, channel, language, shown)
    escalation = decide(guideline, context, shown, ui)
    incident = incident_of(guideline, conversation, language)
    context = context._replace(escalation=escalation, incident=incident)
    return Reading(context, shown, escalation, incident, tuple(_notes(guideline, conversation, shown)))


def _notes(guideline: Guideline, conversation: Conversation, shown: Triage) -> Iterator[str]:
    """What a person has to know of turns that could not be read: nobody looked at them for risks."""
    if shown.unread and not guideline.spoken:
        yield "The guideline has no signals, so the customer's turns were not read; look for risks yourself."
    elif shown.unread:
        numbers = ", ".join(str(number + 1) for number in shown.unread)
        yield f"Turn {numbers} of the customer's is in a language voicekit does not read; look for risks yourself."
    from voicekit.triage.times import moment

    for number, turn in enumerate(conversation.turns, 1):
        if turn.at is not None and moment(turn.at) is None:
            yield f"The time of turn {number} cannot be read and counts for nothing; write 2026-11-17T19:42:00Z."
