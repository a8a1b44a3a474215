"""The customer's side on the page: the thread with what shows in which words, and what the policy asks of the reply.

Must never let a character of a thread or policy through unescaped, nor say "no risk" of a turn nobody could read.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from voicekit.desk.view import esc, section, shown
from voicekit.desk.words import say
from voicekit.service.labels import customer_line, escalation_lines, label, risk_line
from voicekit.types import Escalation, Evidence, Incident, Triage, Turn

TURNS = 50
"""Turns of a thread that are shown, the newest ones; all of them are read."""


def handover(escalation: Escalation | None, ui: str) -> str:
    """The bar under the verdict: to whom and by when, and why; nothing where no policy line holds."""
    if escalation is None:
        return ""
    first, *_ = escalation_lines(escalation, ui)
    hold = "" if escalation.may_send else f" <strong>{esc(label('hold', ui))}</strong>"
    words = ", ".join(f"<q><bdi>{shown(words)}</bdi></q>" for words in _words(escalation.evidence)[:3])
    because = f'<span class="vk-because">{words}</span>' if words else ""
    jump = f'<a class="vk-jump" href="#vk-h-customer">{esc(say("to_thread", ui))}</a>'
    return (
        f'<div class="vk-handover" data-route="{esc(escalation.route)}">'
        f'<span class="vk-icon" aria-hidden="true">➜</span>'
        f'<p class="vk-says"><strong>{esc(first)}</strong>{hold} {because}</p>{jump}</div>'
    )


def thread_section(
    turns: Sequence[Turn],
    triage: Triage | None,
    escalation: Escalation | None,
    incident: Incident | None,
    ui: str,
) -> str:
    """The thread as it was read, what the customer shows, and the policy's decision; empty without turns."""
    if not turns or triage is None:
        return ""
    facts = [f"{label('risks', ui)}: {risk_line(triage, ui)}"]
    if escalation is not None:
        facts += escalation_lines(escalation, ui)
    if incident is not None:
        facts.append(label("incident", ui, title=incident.title, wording=incident.wording))
    told = "".join(f"<li>{shown(fact)}</li>" for fact in facts)
    left = max(0, len(turns) - TURNS)
    rows = "".join(
        _turn(
            number, turn, [one for one in triage.evidence if one.turn == number], number in triage.unread, ui
        )
        for number, turn in enumerate(turns)
        if number >= left
    )
    body = f'<ul class="vk-facts">{told}</ul><ol class="vk-turns" start="{left + 1}">{rows}</ol>'
    return section("customer", say("customer_side", ui), body, customer_line(triage, ui))


def _turn(number: int, turn: Turn, evidence: Sequence[Evidence], unread: bool, ui: str) -> str:
    name = turn.author or say(f"role_{turn.role}", ui)
    note = f'<p class="vk-hint">{esc(say("turn_unread", ui))}</p>' if unread else ""
    return (
        f'<li class="vk-turn vk-from-{turn.role}" value="{number + 1}"><span class="vk-who">{shown(name)}</span>'
        f'<div dir="auto">{_marked(turn.text, evidence, ui)}</div>{note}</li>'
    )


def _marked(text: str, evidence: Sequence[Evidence], ui: str) -> str:
    """The turn with the words that show something marked, each followed by what it shows."""
    edges = sorted({0, len(text), *(at for one in evidence for at in one.span)})
    out: list[str] = []
    for start, end in pairwise(edges):
        piece = shown(text[start:end])
        over = [one for one in evidence if one.span.start <= start and one.span.end >= end]
        out.append(f"<mark>{piece}</mark>" if over else piece)
        ended = dict.fromkeys(_name(one.shows, ui) for one in over if one.span.end == end)
        if ended:
            out.append(f' <span class="vk-shows">{esc(", ".join(ended))}</span>')
    return "".join(out)


def _name(shows: str, ui: str) -> str:
    return label(shows.partition(".")[2] or shows, ui)


def _words(evidence: Sequence[Evidence]) -> list[str]:
    return list(dict.fromkeys(one.text for one in evidence))
