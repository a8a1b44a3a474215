"""Conversations as YAML: strings stay strings, in and out.

Must never build anything but mappings, lists and plain values: no tags, no anchors, no depth that could crash.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from voicekit.errors import InputError

_MOST_LEVELS = 20
# The C loader is ten times faster; PyYAML without libyaml has only the other one.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Events: Any = getattr(yaml, "CLoader", yaml.Loader)


class _Loader(_Base):  # type: ignore[misc]
    """Knows null, true, false and numbers. Dates, `no`, `on`, `12:30` and `0x1f` are the text they look like."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^-?(?:0|[1-9][0-9]{0,18})$", list("-0123456789")),
    ("float", r"^-?(?:0|[1-9][0-9]{0,18})\.[0-9]{1,18}$", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def load(text: str, name: str) -> Any:
    """The value of the one document in `text`. InputError with `name:line:column` where it cannot be read."""
    try:
        _check_events(text, name)
        loader = _Loader(text)
    except yaml.YAMLError as error:
        raise _mended(error, text, name) from None
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _check_keys(node, name)
        return loader.construct_document(node)
    except yaml.YAMLError as error:
        raise _mended(error, text, name) from None
    finally:
        loader.dispose()


def _mended(error: yaml.YAMLError, text: str, name: str) -> InputError:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        return InputError(f"{place}: not YAML ({error.problem or error.context}); mend it there")
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return InputError(f"{name}:{line}: holds a control character; write it as an escape in quotes")
    return InputError(f"{name}: not YAML; mend it, or write it as JSON")


def dump(value: Any) -> str:
    """`value` as YAML a person can edit, in the order it has."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as a block."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def _check_events(text: str, name: str) -> None:
    # Before anything recursive sees the text: libyaml's composer overflows the C stack on deep nesting.
    level = 0
    for event in yaml.parse(text, Loader=_Events):
        mark = event.start_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        if getattr(event, "anchor", None) is not None:
            raise InputError(f"{place}: anchors and aliases are not read; write the value out")
        if getattr(event, "tag", None) not in (None, "!"):
            raise InputError(f"{place}: tags are not read; leave the tag out")
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
            if level > _MOST_LEVELS:
                raise InputError(f"{place}: nested too deeply; a conversation needs six levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1


def _check_keys(node: yaml.Node, name: str) -> None:
    if isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _check_keys(part, name)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, part in node.value:
            place = f"{name}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                raise InputError(f"{place}: a key must be a text; put it in quotes")
            if key.value in seen:
                raise InputError(f"{place}: key '{key.value[:40]}' is given twice; keep one")
            seen.add(key.value)
            _check_keys(part, name)
