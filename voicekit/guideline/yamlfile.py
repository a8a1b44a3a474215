"""Reading one YAML file into plain data, with the place of every key and entry kept for error messages.

It takes the harmless part of YAML 1.2 only: no anchors, aliases, tags, merge keys or second documents, and `no` is a
word. It must never build an object, follow a reference or raise anything but GuidelineError.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from voicekit.errors import GuidelineError, Problem

Place = tuple[str | int, ...]
"""A path inside a file: keys and list positions, counted from 0."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 50

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z|0o[0-7]{1,20}\Z|0x[0-9a-fA-F]{1,16}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


class YamlFile(NamedTuple):
    """A file's data and where each part of it stands.

    `path` is relative to the guidelines folder; `places` maps a path in the data to (line, column), both from 1:
    for a mapping's entry the place of its key, for a list's entry the place of the entry.
    """

    path: str
    data: dict[str, Any]
    places: dict[Place, tuple[int, int]]
    lines: tuple[str, ...]

    def problem(self, place: Place, reason: str, *, level: str = "error", key: str = "") -> Problem:
        """A Problem at `place`, or at the nearest thing around it that is in the file.

        `key` names something under `place` that is not in the file (a missing key): shown, not looked up.
        """
        spot = place
        while spot and spot not in self.places:
            spot = spot[:-1]
        line, column = self.places.get(spot, (1, 1))
        field = ".".join(_shown(part) for part in (*place, *((key,) if key else ())))
        return self.at(line, column, field, reason, level=level)

    def at(self, line: int, column: int, field: str, reason: str, *, level: str = "error") -> Problem:
        """A Problem at a line and column, both from 1."""
        return _problem(self.path, self.lines, line, column, field, reason, level=level)


def read_yaml(path: Path, shown: str) -> YamlFile:
    """Read `path`; `shown` is the name that stands in messages.

    Raises GuidelineError with one Problem per mistake; the top of a file has to be a mapping.
    """
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise GuidelineError([Problem(shown, 0, 0, "", f"cannot be read: {reason}")]) from None
    return parse_yaml(raw, shown)


def parse_yaml(raw: bytes, shown: str) -> YamlFile:
    """Read the bytes of one file, see read_yaml."""
    if len(raw) > MAX_BYTES:
        raise GuidelineError([Problem(shown, 0, 0, "", "is over 256 KiB; split it")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        raise GuidelineError([Problem(shown, line, column, "", "is not UTF-8; save it as UTF-8")]) from None
    lines = tuple(re.split(r"\r\n|\r|\n|\x85|\u2028|\u2029", text))
    control = _CONTROL.search(text)
    if control:
        line, column = _line_and_column(text, control.start())
        reason = f"control character U+{ord(control[0]):04X}; remove it"
        raise GuidelineError([_problem(shown, lines, line, column, "", reason)])
    try:
        _check_events(text, shown, lines)
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = f"is not YAML: {_why(error)}"
        raise GuidelineError([_problem(shown, lines, line, column, "", reason)]) from None
    except yaml.YAMLError as error:
        reason = "is not YAML: " + " ".join(str(error).split())[:200]
        raise GuidelineError([Problem(shown, 0, 0, "", reason)]) from None
    if node is None:
        raise GuidelineError([Problem(shown, 0, 0, "", "is empty; it needs at least schema_version: 1")])
    file = YamlFile(shown, {}, {}, lines)
    if not isinstance(node, yaml.MappingNode):
        raise GuidelineError(
            [file.at(1, 1, "", f"expected keys and values, got {got(_plain(node, (), file, []))}")]
        )
    problems: list[Problem] = []
    data = _plain(node, (), file, problems)
    if problems:
        raise GuidelineError(problems)
    return file._replace(data=data)


def got(value: object) -> str:
    """What a value is, in words for a message."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else "a mapping"


def _check_events(text: str, shown: str, lines: tuple[str, ...]) -> None:
    """Refuse what we do not read before anything is built from it."""
    depth = documents = 0
    for event in yaml.parse(text, _Loader):
        reason = ""
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                reason = "a second document ('---'); one file holds one document"
            elif event.version or event.tags:
                reason = "'%' directives are not read; remove the line"
        elif isinstance(event, yaml.AliasEvent):
            reason = f"alias '*{event.anchor}'; write the value out"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                reason = f"anchor '&{event.anchor}'; remove it and write values out"
            elif getattr(event, "tag", None) is not None:
                reason = f"tag '{event.tag}'; remove it"  # type: ignore[attr-defined]
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    reason = f"is nested more than {MAX_DEPTH} deep"
        if reason:
            mark: Any = event.start_mark
            raise GuidelineError([_problem(shown, lines, mark.line + 1, mark.column + 1, "", reason)])


def _plain(node: yaml.Node, place: Place, file: YamlFile, problems: list[Problem]) -> Any:
    file.places.setdefault(place, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(entry, (*place, index), file, problems) for index, entry in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode):
        if _UNUSABLE.search(node.value):
            line, column = file.places[place]
            reason = "holds NUL or half a character; remove the escape"
            problems.append(file.at(line, column, ".".join(map(_shown, place)), reason))
        return _scalar(node)
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        field = ".".join(map(_shown, place))
        if not isinstance(key_node, yaml.ScalarNode) or _UNUSABLE.search(key_node.value):
            problems.append(file.at(line, column, field, "a key has to be plain text"))
            continue
        key = key_node.value
        if key == "<<" and not key_node.style:
            problems.append(file.at(line, column, field, "merge key '<<'; write the keys out"))
        elif key in data:
            first = file.places[(*place, key)][0]
            problems.append(file.at(line, column, field, f"key '{key}' is repeated (first on line {first})"))
        else:
            file.places[(*place, key)] = (line, column)
            data[key] = _plain(value_node, (*place, key), file, problems)
    return data


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    """A scalar by the core schema of YAML 1.2: quoted or a block is text, and so are no, yes, on, dates and 1:30."""
    value: str = node.value
    if node.style:  # "" from the C parser and None from the Python one: plain
        return value
    if value in _NULL:
        return None
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    if _INT.match(value):
        return int(value, 0) if value.startswith(("0o", "0x")) else int(value)
    if _FLOAT.match(value):
        return float(value)
    return value


def _shown(part: str | int) -> str:
    text = str(part)
    return text if len(text) <= 60 else text[:57] + "..."


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = re.split(r"\r\n|\r|\n|\x85|\u2028|\u2029", text[:offset])
    return len(before), len(before[-1]) + 1


def _problem(
    path: str,
    lines: tuple[str, ...],
    line: int,
    column: int,
    field: str,
    reason: str,
    *,
    level: str = "error",
) -> Problem:
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    if len(source) > 200:
        source = source[:197] + "..."
    return Problem(path, line, column, field, reason, source, "warning" if level == "warning" else "error")


def _why(error: yaml.MarkedYAMLError) -> str:
    """The parser's complaint as a mend, for the mistakes people make; its own words for the rest."""
    said = error.problem or error.context or "it cannot be read"
    for known, mend in (
        ("mapping values are not allowed", "a ':' inside plain text; put the text in quotes"),
        ("cannot start any token", "this character cannot begin plain text; put the text in quotes"),
        ("expected <block end>", "the indentation does not fit the lines above"),
        ("did not find expected key", "the indentation or a quote does not fit the lines above"),
        ("did not find expected '-' indicator", "the indentation does not fit the list above"),
        ("could not find expected ':'", "a key without ':'"),
        ("unexpected end of stream", "a quote is opened and never closed"),
        ("cannot start any token", "put the text in quotes"),
        ("unknown escape character", "a backslash in double quotes; use single quotes"),
        ("undefined alias", "an alias; write the value out"),
    ):
        if known in said:
            return mend
    return said
