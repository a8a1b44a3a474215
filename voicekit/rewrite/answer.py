"""What goes to a model and what comes back: the values, the shape of an answer, and the reading of one.

Must never let an answer of another shape through, nor put a word of it into an error.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from voicekit.errors import VoicekitError
from voicekit.types import RewriteState, Usage

MOST_SUGGESTIONS = 2
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "suggestions": {
            "type": "array",
            "maxItems": MOST_SUGGESTIONS,
            "items": {
                "type": "object",
                "properties": {"text": {"type": "string"}},
                "required": ["text"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["suggestions"],
    "additionalProperties": False,
}
"""The JSON Schema of an answer; `read_answer` holds every answer against the same shape."""
PLAIN = (
    "Answer with one JSON object and nothing else: no code fence, no word before or after it. "
    'Its shape is {"suggestions": [{"text": "..."}]}, with at most two suggestions and no other keys.'
)
"""Asks for that shape in words, where a server cannot be held to the schema."""
_PLACES = 200
"""Braces of a plain answer at which an object is looked for."""


class Prompt(NamedTuple):
    """What a model is asked: its standing orders, the task, and the JSON Schema of the answer."""

    system: str
    user: str
    schema: dict[str, Any] = SCHEMA


class Answer(NamedTuple):
    """`data` is `{"suggestions": [{"text": str}]}`, at most two. `sent` left this process; empty from the cache."""

    data: dict[str, Any]
    usage: Usage
    cached: bool
    sent: str = ""


class ModelError(VoicekitError):
    """No answer. `usage` is what the tries took all the same, `sent` the text that had left by then, or empty."""

    def __init__(self, state: RewriteState, reason: str) -> None:
        self.state: RewriteState = state
        self.reason = reason
        self.usage = Usage()
        self.sent = ""
        super().__init__(reason)


def read_answer(content: str, *, strict: bool) -> dict[str, Any] | None:
    """The answer in `content`, or None where it has not the shape of one.

    Not `strict`: words and a code fence around the object are passed over, and of several objects the last one counts.
    """
    if strict:
        return _shaped(_decoded(content))
    found: dict[str, Any] | None = None
    place = content.find("{")
    for _ in range(_PLACES):
        if place < 0:
            break
        data, end = _object_at(content, place)
        if data is not None:
            found = data
        place = content.find("{", end)
    return found


def _decoded(content: str) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _object_at(content: str, place: int) -> tuple[dict[str, Any] | None, int]:
    """The answer that begins at `place`, if one does, and where to look on."""
    try:
        value, end = json.JSONDecoder().raw_decode(content, place)
    except (ValueError, RecursionError):
        return None, place + 1
    data = _shaped(value)
    return data, end if data is not None else place + 1


def _shaped(value: object) -> dict[str, Any] | None:
    if not isinstance(value, dict) or set(value) != {"suggestions"}:
        return None
    items = value["suggestions"]
    if not isinstance(items, list) or len(items) > MOST_SUGGESTIONS:
        return None
    good = all(
        isinstance(item, dict)
        and set(item) == {"text"}
        and isinstance(item["text"], str)
        and _sound(item["text"])
        for item in items
    )
    return value if good else None


def _sound(text: str) -> bool:
    """False for half a surrogate pair, which JSON can spell and no file or wire can hold."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
