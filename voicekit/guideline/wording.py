"""Turning pydantic's complaints into sentences a content lead can act on, each at its place in the file.

It must never pass on pydantic's own words or links for a mistake people make.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from voicekit.errors import Problem
from voicekit.guideline.schema import KINDS, RULE_MODELS
from voicekit.guideline.yamlfile import Place, YamlFile, got

_WANT = {
    "string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number",
    "bool_type": "true or false", "list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}  # fmt: skip


def near(word: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` where a known word is close, else nothing."""
    close = get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def problems_of(
    error: ValidationError, file: YamlFile, model: type[BaseModel], at: Place = ()
) -> list[Problem]:
    """One Problem per mistake in `error`, raised for the part of `file` at `at`; `model` is the whole file's model."""
    found: list[Problem] = []
    for item in error.errors(include_url=False):
        loc = (*at, *item["loc"])
        place: Place = tuple(part for part in loc if not _is_mark(part))
        key = ""
        keys: Iterable[str] = ()
        if item["type"] == "missing":
            place, key = place[:-1], str(place[-1])
        elif item["type"] == "extra_forbidden":
            keys = _keys_at(model, loc[:-1])
        problem = file.problem(place, _sentence(item, place, keys, key), key=key)
        if problem not in found:
            found.append(problem)
    return found


def _is_mark(part: str | int) -> bool:
    """True for what pydantic puts into a path that is not in the file: a union's tag ("~text"), or "[key]"."""
    return isinstance(part, str) and (part.startswith("~") or part == "[key]")


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand where `loc` leads, for a suggestion."""
    here = model
    for part in loc:
        if not isinstance(part, str):
            continue
        if part.startswith("~"):
            here = RULE_MODELS.get(part[1:], here)
        elif part in here.model_fields:
            here = next(_models(here.model_fields[part].annotation), here)
    return list(here.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _sentence(item: Any, place: Place, keys: Iterable[str], key: str) -> str:
    kind: str = item["type"]
    value, context = item.get("input"), item.get("ctx") or {}
    if kind == "missing":
        return f"missing key '{key}'; add it"
    if kind == "extra_forbidden":
        return f"unknown key '{place[-1]}'{near(place[-1], keys)}"
    if kind in _WANT:
        return _wrong_type(_WANT[kind], value, place[:1] == ("terms",))
    if kind in ("literal_error", "enum"):
        return _not_one_of(context.get("expected", ""), value, item["loc"])
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        stated = value.get("kind") if isinstance(value, Mapping) else None
        if not isinstance(value, Mapping):
            return _wrong_type("a mapping", value, False)
        if stated is None:
            return f"'kind' is missing; add one of {', '.join(KINDS)}"
        return f"unknown kind '{stated}'{near(stated, KINDS) or '; use one of ' + ', '.join(KINDS)}"
    if kind == "value_error":
        return str(context.get("error", "cannot be used"))
    if kind == "string_too_short":
        return "is empty; write some text or leave the key out"
    if kind == "too_short":
        return "is empty; give at least one entry or leave the key out"
    if kind == "string_pattern_mismatch":
        return _wrong_form(str(context.get("pattern", "")), value)
    if kind == "greater_than_equal":
        return f"has to be at least {context['ge']}, got {value}"
    if kind == "less_than_equal":
        return f"has to be at most {context['le']}, got {value}"
    if kind == "finite_number":
        return "has to be a finite number"
    return "cannot be used here"


def _wrong_type(want: str, value: object, in_terms: bool) -> str:
    said = f"expected {want}, got {got(value)}"
    if want == "text" and isinstance(value, list):
        return f"{said}; write one {'term per entry' if in_terms else 'text'}"
    if want == "text" and isinstance(value, bool | int | float):
        return f"{said}; put it in quotes"
    if want == "a list" and isinstance(value, str):
        return (
            f"{said}; write it as [{value}]"
            if len(value) <= 40
            else f"{said}; put '- ' in front of each entry"
        )
    if want == "true or false" and isinstance(value, str):
        return f"{said}; write true or false without quotes"
    if isinstance(value, str) and want in ("a number", "a whole number"):
        return f"{said}; write the figure without quotes"
    return said


def _not_one_of(expected: str, value: object, loc: tuple[int | str, ...]) -> str:
    words = [word.strip("'\"") for word in expected.replace(" or ", ", ").split(", ")]
    shown = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    if words == ["1"]:  # schema_version
        return f"expected 1, got {value!r}"
    if not isinstance(value, str):
        said = f"'{value}'" if isinstance(value, int | float) and not isinstance(value, bool) else got(value)
        return f"expected {shown}, got {said}"
    close = near(value, words)
    if close:
        return f"unknown {'key' if loc[-1:] == ('[key]',) else 'value'} '{value}'{close}"
    return f"expected {shown}, got '{value}'"


_FORMS = (
    ("^https?", "expected a web address that begins with http:// or https://, got '{value}'"),
    ("min|h|d", "'{value}' is not a length of time; write it as 30min, 4h or 2d"),
    ("T[0-2]", "'{value}' is not a time; write it as 2026-11-20T08:00:00+01:00"),
    ("-[0-2][0-9]:", "'{value}' is not a span of hours; write it as 09:00-18:00"),
    ("^20[0-9]", "'{value}' is not a date; write it as 2026-11-20"),
    ("^[a-z]{2}$", "'{value}' is not a country's code; write two lower-case letters such as de"),
    (
        "mood|intent",
        "'{value}' is nothing a signal shows; write a risk, mood.angry, intent.request or scenario.delay",
    ),
    ("^[a-z0-9_]+", "'{value}' is not a signal's id; write risk.what-is-said in lower case"),
    (r"\.", "'{value}' is not a rule id; write pack.problem-name in lower case, with dots and hyphens"),
    ("", "'{value}' is not a name; use lower-case letters, digits and hyphens"),
)
"""What a text has to look like, by a piece of the pattern it does not fit; the first piece that is in it counts."""


def _wrong_form(pattern: str, value: object) -> str:
    return next(said for piece, said in _FORMS if piece in pattern).format(value=value)
