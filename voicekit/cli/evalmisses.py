"""What `voicekit eval run --misses` prints: each missed entry of the dev split with what was expected, found and why.

Must never print an entry of the test split: whoever mends rules would then be mending them to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.evals.conversation import Measured
    from voicekit.evals.messages import Heard
    from voicekit.evals.run import Outcome
    from voicekit.types import Evidence

DEV = "dev"


def refuse(split: str | None) -> None:
    """Raise InputError for any split but dev."""
    if split != DEV:
        raise InputError(
            "--misses prints texts, so it wants --split dev; those of the test split stay unread"
        )


def misses(failed: Iterable[Outcome], measured: Measured) -> list[str]:
    """Lines for a person: messages and cases that are wrong as typed, then those that are wrong typed otherwise."""
    from voicekit.evals.messages import Heard
    from voicekit.evals.perturb import VARIANTS

    lines: list[str] = []
    for heard in measured.heard:
        if not heard.right:
            lines += _message(heard)
    for outcome in (*failed, *(one for one in measured.outcomes if one.unmet)):
        lines += _case(outcome)
    for variant, entries in measured.slipped.items():
        for entry in entries:
            head = f"[{VARIANTS[variant]}] "
            lines += _message(entry, head) if isinstance(entry, Heard) else _case(entry, head)
    return lines or ["nothing is missed"]


def _message(heard: Heard, head: str = "") -> list[str]:
    message = heard.message
    if message.split != DEV:
        return []
    found = heard.triage
    if message.name:
        said = f"{message.label} {getattr(found, message.label) or 'not read'}, not {message.name}"
    else:
        said = f"{message.label} {'not seen' if message.applies else 'seen, a look-alike'}"
    return [f"{head}{message.place}: {message.id}: {said}", f"    {message.text}", *_words(heard.evidence)]


def _case(outcome: Outcome, head: str = "") -> list[str]:
    case = outcome.case
    if case.split != DEV:
        return []
    lines = [f"{head}{case.place}: {case.id}: {'; '.join(outcome.unmet)}"]
    lines += [f"    {turn.role}: {turn.text}" for turn in case.conversation.turns]
    lines.append(f"    draft: {case.draft.text}")
    read = outcome.triage
    if read is not None:
        risks = ", ".join(read.risks) or "none"
        lines.append(f"    read: intent {read.intent}, mood {read.mood}, risks {risks}")
        lines += _words(read.evidence)
    if outcome.escalation is not None:
        lines.append(f"    policy: {outcome.escalation.line} at {outcome.escalation.place}")
    return lines


def _words(evidence: Iterable[Evidence]) -> list[str]:
    shown = [f"{one.shows} '{one.text}'" for one in evidence]
    return [f"    evidence: {'; '.join(shown) or 'none'}"]
