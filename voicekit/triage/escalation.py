"""Holds a brand's policy against a thread: who takes it over and by when, and which known incident it is about.

The first line that holds decides and names itself; it must never let what a later line forbids through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from voicekit.guideline.compiled import Guideline
from voicekit.guideline.context import Context, holds
from voicekit.text.fold import fold
from voicekit.text.lazyre import lazy
from voicekit.text.typed import has_marks, letters
from voicekit.triage.times import Hours, deadline, moment
from voicekit.types import Contact, Conversation, Escalation, Evidence, Incident, Source, Span, Triage

_WORD = lazy(r"\w")


def decide(guideline: Guideline, context: Context, triage: Triage, ui: str = "en") -> Escalation | None:
    """What the policy says of the thread, with the route's title in language `ui`; None where no line holds.

    Raises zoneinfo.ZoneInfoNotFoundError where this machine lacks the brand's time zone.
    """
    policy = guideline.policy
    if policy is None:
        return None
    held = [line for line in policy["lines"] if any(holds(when, context) for when in line["when"])]
    if not held:
        return None
    first = held[0]
    titles, told = policy["routes"][first["route"]]
    evidence = _evidence(held, triage)
    start = _start(context, [each for each in evidence if each.shows in _shown(first)])
    hours = Hours(policy["zone"], tuple(policy["days"]), frozenset(policy["holidays"]))
    until = deadline(start, first["within"], hours, always=first["clock"] == "always") if start else None
    return Escalation(
        route=first["route"],
        title=titles.get(ui) or titles.get("en") or next(iter(titles.values())),
        line=first["id"],
        place=first["place"],
        within=first["within"],
        clock=first["clock"],
        deadline=until.isoformat(timespec="minutes") if until else None,
        tell=_joined([told, *(line["tell"] for line in held)]),
        may_send=all(line["may_send"] for line in held),
        must=tuple(first["must"]),
        must_not=_joined(line["must_not"] for line in held),
        contacts=tuple(_contacts(policy["contacts"], _joined(line["contacts"] for line in held), context)),
        evidence=tuple(evidence),
        also=tuple(line["id"] for line in held[1:]),
    )


def _shown(line: Mapping[str, Any]) -> set[str]:
    """What the line waits for, as evidence names it."""
    names: set[str] = set()
    for when in line["when"]:
        names.update(when.get("risk", ()))
        for key in ("mood", "intent", "scenario"):
            names.update(f"{key}.{name}" for name in when.get(key, ()))
    return names


def _evidence(held: Iterable[Mapping[str, Any]], triage: Triage) -> list[Evidence]:
    wanted: set[str] = set().union(*(_shown(line) for line in held))
    return [evidence for evidence in triage.evidence if evidence.shows in wanted]


def _start(context: Context, evidence: Iterable[Evidence]) -> datetime | None:
    """When the clock began: at the first message that shows it, else at the customer's newest that has a time."""
    for each in evidence:
        found = moment(context.turns[each.turn].at)
        if found is not None:
            return found
    for turn in reversed(context.turns):
        if turn.role == "customer" and (found := moment(turn.at)) is not None:
            return found
    now = context.context.get("now")
    return moment(now) if isinstance(now, str) else None


def _joined(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))


def _contacts(known: Mapping[str, Any], names: Iterable[str], context: Context) -> Iterable[Contact]:
    """The contacts for where the customer is; where that is not known, those in the draft's language, else all.

    Another country's number helps nobody: where the country is known and has none, those of no country are left.
    """
    rows = [known[name] for name in names]
    everywhere = [row for row in rows if not row["regions"]]
    if context.region is not None:
        chosen = [row for row in rows if context.region in row["regions"]] or everywhere
    else:
        chosen = [row for row in rows if context.language in row["languages"]] or everywhere or rows
    for row in chosen:
        yield Contact(row["title"], row["text"], Source(*row["source"]), row["checked_on"])


def incident_of(guideline: Guideline, conversation: Conversation, language: str) -> Incident | None:
    """The known incident a customer's message speaks of, with the wording approved in `language`; None for none.

    An incident counts from `since` to `until`, at the time of the message; a message without a time is now.
    """
    policy = guideline.policy
    if policy is None or not policy["incidents"]:
        return None
    for row in policy["incidents"]:
        evidence = tuple(_signs_of(row, conversation, language))
        wording = row["wording"].get(language)
        if evidence and wording is not None:
            return Incident(row["id"], row["title"], wording, row["place"], evidence)
    return None


def _signs_of(row: Mapping[str, Any], conversation: Conversation, language: str) -> Iterable[Evidence]:
    now = conversation.context.get("now")
    for number, turn in enumerate(conversation.turns):
        if turn.role != "customer":
            continue
        when = moment(turn.at) or moment(now if isinstance(now, str) else None) or datetime.now(UTC)
        if not _during(row, when):
            continue
        folded = fold(turn.text)
        spelt = "vi-bare" if language == "vi" and not has_marks(folded.text) else language
        # "œ" would be two letters in one place; no phrase is the poorer without its tie.
        text = letters(folded.text.replace("œ", "o"), spelt)
        for phrase in row["signs"].get(language, ()):
            at = _place(text, letters(phrase.replace("œ", "o"), spelt))
            if at is not None:
                span = folded.source(*at)
                yield Evidence(f"incident.{row['id']}", number, span, turn.text[span.start : span.end])
                break


def _during(row: Mapping[str, Any], when: datetime) -> bool:
    since, until = moment(row["since"]), moment(row["until"])
    return (since is None or when >= since) and (until is None or when <= until)


def _place(text: str, phrase: str) -> Span | None:
    """Where `phrase` stands in `text` with no letter on either side."""
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not _WORD.match(text[at - 1 : at]) and not _WORD.match(text[end : end + 1]):
            return Span(at, end)
        at = text.find(phrase, at + 1)
    return None
