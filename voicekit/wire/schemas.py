"""The JSON Schemas of the wire: what a conversation looks like going in, and a report coming out.

Must never be imported on the way of a lint, and never allow what `conversation_from` refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from voicekit.types import (
    DIMENSIONS,
    MAX_TEXT,
    REPORT_SCHEMA_VERSION,
    SEVERITIES,
    AttachmentKind,
    GrammarHealth,
    Mood,
    Role,
    Safety,
    Sender,
    Sureness,
    Verdict,
    Visibility,
)
from voicekit.wire import MAX_LIST, MAX_NAME, MAX_TURNS

_DRAFT_2020 = "https://json-schema.org/draft/2020-12/schema"


def _object(properties: dict[str, Any], required: Sequence[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else list(required),
        "additionalProperties": False,
    }


def _enum(literal: object) -> dict[str, Any]:
    return {"enum": list(get_args(literal))}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _array(items: dict[str, Any], most: int | None = None) -> dict[str, Any]:
    return {"type": "array", "items": items} | ({} if most is None else {"maxItems": most})


def conversation() -> dict[str, Any]:
    """What `conversation_from` takes; an optional key may also be null."""
    text = {"type": "string", "maxLength": MAX_TEXT}
    name = {"type": "string", "maxLength": MAX_NAME}
    flag = {"type": "boolean"}
    attachment = _object(
        {
            "kind": _enum(AttachmentKind),
            "name": _or_null(name),
            "alt": _or_null(text),
            "captions": _or_null(flag),
            "has_text": _or_null(flag),
            "text": _or_null(text),
        },
        required=("kind",),
    )
    attachments = _or_null(_array({"$ref": "#/$defs/attachment"}, MAX_LIST))
    turn = _object(
        {
            "role": _enum(Role),
            "text": text,
            "at": _or_null(name),
            "author": _or_null(name),
            "attachments": attachments,
        },
        required=("role", "text"),
    )
    draft = _object(
        {"text": text, "sender": _or_null(_enum(Sender)), "attachments": attachments}, required=("text",)
    )
    value = {"anyOf": [text, {"type": "number"}, flag, _array(text, MAX_LIST)]}
    context = {
        "type": "object",
        "propertyNames": {"minLength": 1, "maxLength": MAX_NAME},
        "maxProperties": MAX_LIST,
        "additionalProperties": value,
    }
    top = _object(
        {
            "id": _or_null(name),
            "brand": _or_null(name),
            "channel": _or_null(name),
            "visibility": _or_null(_enum(Visibility)),
            "locale": _or_null(name),
            "context": _or_null(context),
            "turns": _or_null(_array({"$ref": "#/$defs/turn"}, MAX_TURNS)),
            "draft": _or_null({"$ref": "#/$defs/draft"}),
        },
        required=(),
    )
    return {
        "$schema": _DRAFT_2020,
        "title": "voicekit conversation",
        **top,
        "anyOf": [{"required": ["turns"]}, {"required": ["draft"]}],
        "$defs": {"attachment": attachment, "turn": turn, "draft": draft},
    }


def report() -> dict[str, Any]:
    """What `report_to` gives."""
    text: dict[str, Any] = {"type": "string"}
    number, flag, texts = {"type": "number"}, {"type": "boolean"}, _array({"type": "string"})
    index = {"type": "integer", "minimum": 0}
    span = _object({"start": index, "end": index})
    source = _object({"title": text, "year": _or_null({"type": "integer"}), "url": text})
    edit = _object({"span": {"$ref": "#/$defs/span"}, "text": text})
    fix = _object({"title": text, "safety": _enum(Safety), "edits": _array(edit)})
    finding = _object(
        {
            "rule_id": text,
            "category": text,
            "dimension": text,
            "severity": {"enum": list(SEVERITIES)},
            "blocking": flag,
            "sureness": _enum(Sureness),
            "message": text,
            "why": text,
            "source": _or_null(source),
            "span": _or_null({"$ref": "#/$defs/span"}),
            "matched": text,
            "fixes": _array(fix),
            "value": _or_null(number),
            "limit": _or_null(number),
        }
    )
    score = _or_null({"type": "integer", "minimum": 0, "maximum": 100})
    step = _object({"label": text, "points": _or_null(number)})
    dimension = _object(
        {
            "name": {"enum": list(DIMENSIONS)},
            "score": score,
            "level": text,
            "reason": text,
            "steps": _array(step),
        }
    )
    maybe = _or_null(text)
    seen = _array({"$ref": "#/$defs/evidence"})
    triage = _object(
        {
            "intent": maybe,
            "mood": _or_null(_enum(Mood)),
            "scenario": maybe,
            "risks": texts,
            "evidence": seen,
            "unread": _array(index),
        }
    )
    contact = _object({"title": text, "text": text, "source": source, "checked_on": text})
    escalation = _object(
        {
            "route": text,
            "title": text,
            "line": text,
            "place": text,
            "within": index,
            "clock": {"enum": ["always", "business"]},
            "deadline": maybe,
            "tell": texts,
            "may_send": flag,
            "must": texts,
            "must_not": texts,
            "contacts": _array(contact),
            "evidence": seen,
            "also": texts,
        }
    )
    incident = _object({"id": text, "title": text, "wording": text, "place": text, "evidence": seen})
    evidence = _object({"shows": text, "turn": index, "span": {"$ref": "#/$defs/span"}, "text": text})
    return {
        "$schema": _DRAFT_2020,
        "title": "voicekit report",
        **_object(
            {
                "schema_version": {"const": REPORT_SCHEMA_VERSION},
                "tool_version": text,
                "verdict": _enum(Verdict),
                "guideline": _object({"id": text, "version": text, "sha256": text}),
                "language": _object(
                    {"code": maybe, "name": text, "sure": flag, "how": text, "supported": flag}
                ),
                "channel": text,
                "triage": _or_null(triage),
                "escalation": _or_null(escalation),
                "incident": _or_null(incident),
                "findings": _array(finding),
                "dimensions": _array(dimension),
                "metrics": _array(_object({"name": text, "value": _or_null(number), "reason": text})),
                "rule_errors": _array(_object({"rule_id": text, "reason": text})),
                "notes": texts,
                "grammar": _or_null(_object({"engine": text, "state": _enum(GrammarHealth), "reason": text})),
            }
        ),
        "$defs": {"span": span, "evidence": evidence},
    }
