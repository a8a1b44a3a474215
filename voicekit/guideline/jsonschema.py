"""The JSON Schema of guideline files, for editors that complete and underline while one types.

Made from the models and never from hand; it says what a shape can say, the loader checks the rest.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from voicekit.guideline.schema import FILES


def guideline_schema() -> dict[str, Any]:
    """One schema for all files, as plain data; each kind of file stands under its model's name in `$defs`."""
    _, schema = models_json_schema([(model, "validation") for model in FILES.values()])
    definitions = {name: _lean(part) for name, part in schema["$defs"].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a voicekit guideline",
        # Not oneOf: a pack's list of rules is also a brand's rules.yaml without extends.
        "anyOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in FILES.values()],
        "$defs": definitions,
    }


def guideline_schema_text() -> str:
    """The schema as the text of guidelines/schema.json."""
    return json.dumps(guideline_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _lean(part: Any, named: bool = False) -> Any:
    """`part` without titles that only repeat a key, and without "or null": editors would offer both everywhere.

    `named`: the keys of `part` are names of properties, not keywords of JSON Schema.
    """
    if isinstance(part, list):
        return [_lean(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    lean = {key: _lean(value, named=key == "properties" and not named) for key, value in part.items()}
    if named:
        return lean
    if isinstance(lean.get("title"), str):
        del lean["title"]
    choices = lean.get("anyOf", [])
    if {"type": "null"} in choices and len(choices) == 2:
        del lean["anyOf"]
        lean.pop("default", None)
        lean |= next(choice for choice in choices if choice != {"type": "null"})
    return lean
