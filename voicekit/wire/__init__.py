"""Conversations in and reports out, as plain JSON values, with the schemas of both.

Must never read a file or judge a text; its errors name the place in the value, never a customer's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from voicekit.errors import InputError
from voicekit.types import (
    MAX_TEXT,
    Attachment,
    AttachmentKind,
    ContextValue,
    Conversation,
    Draft,
    Escalation,
    Evidence,
    Finding,
    Incident,
    Metric,
    Report,
    Role,
    Sender,
    Span,
    Triage,
    Turn,
    Visibility,
)

MAX_TURNS = 2_000
MAX_NAME = 200
"""Longest id, name, channel, author, time or key, in code points."""
MAX_LIST = 200
"""Most attachments of one message, entries of a context and items of a list in it."""

_CONVERSATION = ("id", "brand", "channel", "visibility", "locale", "context", "turns", "draft")
_TURN = ("role", "text", "at", "author", "attachments")
_DRAFT = ("text", "sender", "attachments")
_ATTACHMENT = ("kind", "name", "alt", "captions", "has_text", "text")


def conversation_from(value: object, where: str) -> tuple[Conversation, Draft | None]:
    """A conversation and its draft (None where it has none) from a decoded JSON or YAML value.

    `where` names the input in errors. InputError names the path in the value, such as
    `turns.2.role: expected customer, agent or bot, got "boss"`.
    """
    read = _Reader(where)
    top = read.mapping(value, "", _CONVERSATION)
    if "turns" not in top and "draft" not in top:
        raise read.error("", "expected `turns`, `draft` or both; a draft is written {draft: {text: ...}}")
    conversation = Conversation(
        id=read.name(top.get("id"), "id") or "",
        channel=read.name(top.get("channel"), "channel"),
        visibility=read.choice(top.get("visibility"), "visibility", get_args(Visibility)),
        locale=read.name(top.get("locale"), "locale"),
        turns=tuple(
            _turn(read, turn, f"turns.{n}") for n, turn in read.items(top.get("turns"), "turns", MAX_TURNS)
        ),
        context=_context(read, top.get("context")),
        brand=read.name(top.get("brand"), "brand"),
    )
    draft = top.get("draft")
    return conversation, None if draft is None else _draft(read, draft)


def _turn(read: _Reader, value: object, path: str) -> Turn:
    turn = read.mapping(value, path, _TURN, required=("role", "text"))
    return Turn(
        role=read.choice(turn["role"], f"{path}.role", get_args(Role), required=True),
        text=read.text(turn["text"], f"{path}.text"),
        at=read.name(turn.get("at"), f"{path}.at"),
        author=read.name(turn.get("author"), f"{path}.author"),
        attachments=_attachments(read, turn.get("attachments"), f"{path}.attachments"),
    )


def _draft(read: _Reader, value: object) -> Draft:
    draft = read.mapping(value, "draft", _DRAFT, required=("text",))
    return Draft(
        text=read.text(draft["text"], "draft.text"),
        attachments=_attachments(read, draft.get("attachments"), "draft.attachments"),
        sender=read.choice(draft.get("sender"), "draft.sender", get_args(Sender)),
    )


def _attachments(read: _Reader, value: object, path: str) -> tuple[Attachment, ...]:
    out = []
    for n, item in read.items(value, path, MAX_LIST):
        at = f"{path}.{n}"
        entry = read.mapping(item, at, _ATTACHMENT, required=("kind",))
        alt, text = entry.get("alt"), entry.get("text")
        out.append(
            Attachment(
                kind=read.choice(entry["kind"], f"{at}.kind", get_args(AttachmentKind), required=True),
                name=read.name(entry.get("name"), f"{at}.name") or "",
                alt=None if alt is None else read.text(alt, f"{at}.alt"),
                captions=read.flag(entry.get("captions"), f"{at}.captions"),
                has_text=read.flag(entry.get("has_text"), f"{at}.has_text"),
                text="" if text is None else read.text(text, f"{at}.text"),
            )
        )
    return tuple(out)


def _context(read: _Reader, value: object) -> dict[str, ContextValue]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise read.error("context", f"expected a mapping of names to values, got {_kind(value)}")
    if len(value) > MAX_LIST:
        raise read.error("context", f"{len(value)} entries; at most {MAX_LIST} are read")
    out: dict[str, ContextValue] = {}
    for key, item in value.items():
        name = read.name(key, "context")
        path = f"context.{name}"
        if not name:
            raise read.error("context", "a name may not be empty")
        if isinstance(item, str):
            out[name] = read.text(item, path)
        elif isinstance(item, bool | int) or (isinstance(item, float) and _finite(item)):
            out[name] = item
        elif isinstance(item, list | tuple):
            out[name] = [read.text(part, f"{path}.{n}") for n, part in read.items(item, path, MAX_LIST)]
        else:
            raise read.error(
                path, f"expected a text, a number, true, false or a list of texts, got {_kind(item)}"
            )
    return out


class _Reader:
    """Checks of one value each; every refusal says where in the input it stands."""

    def __init__(self, where: str) -> None:
        self.where = where

    def error(self, path: str, reason: str) -> InputError:
        return InputError(": ".join(part for part in (self.where, path, reason) if part))

    def mapping(
        self, value: object, path: str, known: Sequence[str], required: Iterable[str] = ()
    ) -> Mapping[str, object]:
        if not isinstance(value, Mapping):
            raise self.error(path, f"expected a mapping with {_words(known)}, got {_kind(value)}")
        for key in value:
            if key not in known:
                raise self.error(path, f"unknown key {_shown(key)}; {_mend(key, known)}")
        for key in required:
            if value.get(key) is None:
                raise self.error(path, f"'{key}' is missing")
        return value

    def items(self, value: object, path: str, most: int) -> Iterable[tuple[int, object]]:
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            raise self.error(path, f"expected a list, got {_kind(value)}")
        if len(value) > most:
            raise self.error(path, f"{len(value)} items; at most {most} are read")
        return enumerate(value)

    def text(self, value: object, path: str, most: int = MAX_TEXT) -> str:
        if not isinstance(value, str):
            raise self.error(path, f"expected a text, got {_kind(value)}; put it in quotes")
        if len(value) > most:
            raise self.error(
                path, f"{len(value)} characters; at most {most} are read, so shorten or split it"
            )
        return value

    def name(self, value: object, path: str) -> str | None:
        return None if value is None else self.text(value, path, MAX_NAME)

    def flag(self, value: object, path: str) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        raise self.error(path, f"expected true or false, got {_kind(value)}")

    def choice(self, value: object, path: str, known: Sequence[str], required: bool = False) -> Any:
        # Any: the caller hands in the members of the very Literal it stores.
        if value is None and not required:
            return None
        if isinstance(value, str) and value in known:
            return value
        raise self.error(path, f"expected {_words(known)}, got {_shown(value)}")


def _words(known: Sequence[str]) -> str:
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} or {known[-1]}"


def _shown(value: object) -> str:
    """A key or a choice as the error repeats it: short, on one line, in ASCII-safe quotes."""
    if not isinstance(value, str):
        return _kind(value)
    return '"' + (value if len(value) <= 40 else value[:40] + "...").replace('"', "'") + '"'


def _kind(value: object) -> str:
    names: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (str, "a text"),
        (int, "a number"),
        (float, "a number"),
        (Mapping, "a mapping"),
        (Sequence, "a list"),
    )
    if value is None:
        return "nothing"
    return next((name for kind, name in names if isinstance(value, kind)), type(value).__name__)


def _mend(key: object, known: Sequence[str]) -> str:
    import difflib  # 4 ms, only for a sentence in an error

    near = difflib.get_close_matches(str(key)[:MAX_NAME].lower(), known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"


def _finite(value: float) -> bool:
    return value - value == 0.0


# ----------------------------------------------------------------------------------------------------- out


def conversation_to(conversation: Conversation, draft: Draft | None) -> dict[str, Any]:
    """A conversation as `conversation_from` reads it; what nobody said is left out."""
    value: dict[str, Any] = {
        "id": conversation.id,
        "brand": conversation.brand,
        "channel": conversation.channel,
        "visibility": conversation.visibility,
        "locale": conversation.locale,
        "context": dict(conversation.context),
    }
    value = {key: part for key, part in value.items() if part not in (None, "", {})}
    value["turns"] = [_said_to(turn._asdict(), turn.attachments) for turn in conversation.turns]
    if draft is not None:
        value["draft"] = _said_to(draft._asdict(), draft.attachments)
    return value


def _said_to(value: dict[str, Any], attachments: tuple[Attachment, ...]) -> dict[str, Any]:
    hung = [
        {
            key: part
            for key, part in thing._asdict().items()
            if part is not None and (part != "" or key == "alt")
        }
        for thing in attachments
    ]
    value = {key: part for key, part in value.items() if part is not None and key != "attachments"}
    return {**value, "attachments": hung} if hung else value


def report_to(report: Report) -> dict[str, Any]:
    """The report as JSON-ready values, as `report_schema()` says. Spans count code points of the draft."""
    language = report.language
    return {
        "schema_version": report.schema_version,
        "tool_version": report.tool_version,
        "verdict": report.verdict,
        "guideline": report.guideline._asdict(),
        "language": {**language._asdict(), "supported": language.supported},
        "channel": report.channel,
        "triage": triage_to(report.triage),
        "escalation": escalation_to(report.escalation),
        "incident": incident_to(report.incident),
        "findings": [_finding_to(finding) for finding in report.findings],
        "dimensions": [
            {**side._asdict(), "steps": [{"label": s.label, "points": _figure(s.points)} for s in side.steps]}
            for side in report.dimensions
        ],
        "metrics": [_metric_to(metric) for metric in report.metrics],
        "rule_errors": [error._asdict() for error in report.rule_errors],
        "notes": list(report.notes),
        "grammar": None if report.grammar is None else report.grammar._asdict(),
    }


def triage_to(triage: Triage | None) -> dict[str, Any] | None:
    """The customer's side as JSON-ready values. An evidence's span counts code points of its turn's text."""
    if triage is None:
        return None
    return {
        **triage._asdict(),
        "risks": list(triage.risks),
        "evidence": _evidence_to(triage.evidence),
        "unread": list(triage.unread),
    }


def escalation_to(escalation: Escalation | None) -> dict[str, Any] | None:
    """The policy's decision as JSON-ready values; `within` is minutes."""
    if escalation is None:
        return None
    value = {
        name: list(item) if isinstance(item, tuple) else item for name, item in escalation._asdict().items()
    }
    value["contacts"] = [
        {**contact._asdict(), "source": contact.source._asdict()} for contact in escalation.contacts
    ]
    return {**value, "evidence": _evidence_to(escalation.evidence)}


def incident_to(incident: Incident | None) -> dict[str, Any] | None:
    """The known incident as JSON-ready values."""
    if incident is None:
        return None
    return {**incident._asdict(), "evidence": _evidence_to(incident.evidence)}


def _evidence_to(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{**one._asdict(), "span": _span_to(one.span)} for one in evidence]


def _finding_to(finding: Finding) -> dict[str, Any]:
    return {
        "rule_id": finding.rule_id,
        "category": finding.category,
        "dimension": finding.dimension,
        "severity": finding.severity,
        "blocking": finding.blocking,
        "sureness": finding.sureness,
        "message": finding.message,
        "why": finding.why,
        "source": None if finding.source is None else finding.source._asdict(),
        "span": _span_to(finding.span),
        "matched": finding.matched,
        "fixes": [
            {
                "title": fix.title,
                "safety": fix.safety,
                "edits": [{"span": _span_to(edit.span), "text": edit.text} for edit in fix.edits],
            }
            for fix in finding.fixes
        ],
        "value": _figure(finding.value),
        "limit": _figure(finding.limit),
    }


def _span_to(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _metric_to(metric: Metric) -> dict[str, Any]:
    value = _figure(metric.value)
    reason = metric.reason or ("not a finite number" if value is None and metric.value is not None else "")
    return {"name": metric.name, "value": value, "reason": reason}


def _figure(value: float | None) -> float | None:
    # JSON has no NaN and no infinity, and a reader must not meet them as a bare word.
    return value if value is None or _finite(value) else None


def conversation_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `conversation_from` takes. An optional key may also be null."""
    from voicekit.wire import schemas  # only documentation and servers want it, never a cold lint

    return schemas.conversation()


def report_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `report_to` gives."""
    from voicekit.wire import schemas

    return schemas.report()
