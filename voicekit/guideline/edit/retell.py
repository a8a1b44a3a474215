"""A file's text made to say other data: only the lines that say something else change, all others stay as they are.

It must never return a text that does not read back as exactly the data asked for, nor touch a comment it need not.
"""

from __future__ import annotations

import difflib
import itertools
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from voicekit.errors import InputError
from voicekit.guideline.edit.emit import after_dash, after_key, flow, scalar
from voicekit.guideline.yamlfile import parse_yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = "\ufeff"


class Splice(NamedTuple):
    """`text` takes the place of the characters [start, end)."""

    start: int
    end: int
    text: str


class _Part(NamedTuple):
    """An entry of a mapping or list: from its key or value to its last character; `value` may be the whole of it."""

    start: int
    end: int
    node: yaml.Node


def same(one: Any, other: Any) -> bool:
    """True where two plain values say the same; the order of keys says nothing, 1 is neither 1.0 nor true."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def retold(text: str, shown: str, data: dict[str, Any]) -> str:
    """`text`, a YAML file called `shown` in messages, changed as little as it takes to say `data`.

    New keys come after the ones there are. Raises GuidelineError where `text` is not YAML we read, InputError where
    the change cannot be made without rewriting what stands around it.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    plain = text.removeprefix(_BOM)
    plain = plain.replace("\r\n", "\n") if windows else plain
    old = parse_yaml(plain.encode("utf-8"), shown).data
    if same(old, data):
        return text
    if not plain.endswith("\n"):
        plain += "\n"
    if not old.keys() & data.keys():  # nothing is left for the comments to speak of
        return bom + "".join(
            f"{scalar(key, as_key=True)}:{after_key(value, 0)}\n" for key, value in data.items()
        )
    node: Any = yaml.compose(plain, _LOADER)
    # From the last place to the first. At one place what was found first, the inner one, comes to stand first.
    splices = sorted(_Change(plain).inside(node, old, data, 0), key=lambda splice: splice[:2])
    for splice in reversed(splices):
        plain = plain[: splice.start] + splice.text + plain[splice.end :]
    if not same(parse_yaml(plain.encode("utf-8"), shown).data, data):
        raise InputError(f"{shown}: is written in a way that cannot be changed here; change it by hand")
    return bom + (plain.replace("\n", "\r\n") if windows else plain)


class _Change:
    """The splices that turn one text's data into other data; all places are those of the text as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def inside(self, node: yaml.Node, old: Any, new: Any, column: int) -> Iterator[Splice]:
        """Splices for a node; `column` is that of the block it stands in."""
        if same(old, new):
            return
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict) and self._can_change(node, old, new):
            yield from self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and isinstance(new, list) and old and new:
            yield from self._list(node, old, new, column)
        else:
            yield self._whole(node, new, column)

    def _can_change(self, node: yaml.MappingNode, old: dict[str, Any], new: dict[str, Any]) -> bool:
        # A pair between brackets has no braces of its own to put a second one in.
        return bool(old.keys() & new.keys()) and (not node.flow_style or self.text[self._at(node)] == "{")

    def _whole(self, node: yaml.Node, new: Any, column: int) -> Splice:
        """Another value in the place of a node that stands in a block at `column`, after `key:` or a dash."""
        start, end = self._at(node), self._end(node)
        sign = self._sign_before(start)
        gap = self.text[sign + 1 : start]
        if self.text[sign] == "-":
            said = after_dash(new, sign - self.text.rfind("\n", 0, sign) - 1)
        else:
            said = after_key(new, column)
        kept = gap.rstrip() if "#" in gap else ""  # a comment beside the key stays beside it
        if kept and said.startswith(" "):
            return Splice(sign + 1, end, said + kept)
        return Splice(sign + 1, end, kept + said)

    def _mapping(self, node: yaml.MappingNode, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Splice]:
        parts = [_Part(key.start_mark.index, self._end(value), value) for key, value in node.value]
        keys = [key.value for key, _ in node.value]
        added = {key: value for key, value in new.items() if key not in old}
        if node.flow_style:
            changed = {
                i: new[key] for i, key in enumerate(keys) if key in new and not same(old[key], new[key])
            }
            for index, value in changed.items():
                yield from self._in_flow(parts[index].node, old[keys[index]], value)
            yield from self._dropped_in_flow(parts, [key in new for key in keys])
            if added:
                said = ", ".join(
                    f"{scalar(key, flow=True, as_key=True)}: {flow(value)}" for key, value in added.items()
                )
                yield Splice(parts[-1].end, parts[-1].end, ", " + said)
            return
        column = self._column(parts[0].start)
        yield from self._dropped(parts, [key in new for key in keys])
        for key, part in zip(keys, parts, strict=True):
            if key in new:
                yield from self.inside(part.node, old[key], new[key], column)
        if added:
            lines = "".join(
                f"{' ' * column}{scalar(key, as_key=True)}:{after_key(value, column)}\n"
                for key, value in added.items()
            )
            at = self._line_end(parts[-1].end)
            yield Splice(at, at, lines)

    def _list(self, node: yaml.SequenceNode, old: list[Any], new: list[Any], column: int) -> Iterator[Splice]:
        if not node.flow_style:
            dash = node.start_mark.column
            starts = [self._dash(self._at(item), dash) for item in node.value]
            if self.text[self.text.rfind("\n", 0, starts[0]) + 1 : starts[0]].strip():
                yield self._whole(
                    node, new, column
                )  # a list within a list: its first dash is not alone on its line
                return
        else:
            starts = [self._at(item) for item in node.value]
        parts = [_Part(at, self._end(item), item) for at, item in zip(starts, node.value, strict=True)]
        kept = [True] * len(old)
        coming: list[tuple[int, Any]] = []  # (place in the old list, value)
        for what, i1, i2, j1, j2 in _steps(old, new):
            if what == "equal":
                continue
            pairs = min(i2 - i1, j2 - j1)
            for step in range(pairs):
                part, was, value = parts[i1 + step], old[i1 + step], new[j1 + step]
                if node.flow_style:
                    yield from self._in_flow(part.node, was, value)
                else:
                    yield from self.inside(part.node, was, value, node.start_mark.column)
            for index in range(i1 + pairs, i2):
                kept[index] = False
            coming += ((i2, value) for value in new[j1 + pairs : j2])
        if node.flow_style:
            yield from self._dropped_in_flow(parts, kept)
            yield from self._come_in_flow(parts, coming)
        else:
            yield from self._dropped(parts, kept)
            yield from self._come(parts, coming, node.start_mark.column)

    def _come(
        self, parts: Sequence[_Part], coming: Sequence[tuple[int, Any]], column: int
    ) -> Iterator[Splice]:
        """New entries of a list of lines; where most have a blank line between them, they get one too."""
        gaps = [self.text[one.end : two.start] for one, two in itertools.pairwise(parts)]
        apart = sum("\n\n" in gap for gap in gaps) * 2 > len(gaps)
        for place in dict.fromkeys(at for at, _ in coming):
            entries = [f"{' ' * column}-{after_dash(value, column)}\n" for at, value in coming if at == place]
            if place == 0:
                at = self.text.rfind("\n", 0, parts[0].start) + 1
                yield Splice(at, at, "".join(entry + "\n" * apart for entry in entries))
            else:
                at = self._line_end(parts[place - 1].end)
                yield Splice(at, at, "".join("\n" * apart + entry for entry in entries))

    def _come_in_flow(self, parts: Sequence[_Part], coming: Sequence[tuple[int, Any]]) -> Iterator[Splice]:
        for place in dict.fromkeys(at for at, _ in coming):
            entries = [flow(value) for at, value in coming if at == place]
            if place == 0:
                yield Splice(parts[0].start, parts[0].start, "".join(entry + ", " for entry in entries))
            else:
                at = parts[place - 1].end
                yield Splice(at, at, "".join(", " + entry for entry in entries))

    def _in_flow(self, node: yaml.Node, old: Any, new: Any) -> Iterator[Splice]:
        """As `inside`, where the node stands between brackets."""
        if same(old, new):
            return
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict) and self._can_change(node, old, new):
            yield from self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and isinstance(new, list) and old and new:
            yield from self._list(node, old, new, 0)
        else:
            start = self._at(node)
            blank = " " if self.text[start - 1] == ":" else ""  # an empty value stands right behind its colon
            yield Splice(start, self._end(node), blank + flow(new))

    def _dropped(self, parts: Sequence[_Part], kept: Sequence[bool]) -> Iterator[Splice]:
        """Whole lines of the entries that go. A comment above an entry stays: it may head the ones below."""
        first = kept.index(True) if True in kept else len(parts)
        for index, part in enumerate(parts):
            if kept[index]:
                continue
            begin = self.text.rfind("\n", 0, part.start) + 1
            if not self.text[begin : part.start].strip():
                yield Splice(begin, self._after_gap(begin, self._line_end(part.end)), "")
            elif index == 0:  # behind the dash of a list's entry: the next key moves up
                behind = self.text[self._line_end(parts[first - 1].end) : parts[first].start]
                if "#" not in behind:
                    yield Splice(part.start, parts[first].start, "")
                    kept = [True] * first + list(kept[first:])
                else:
                    yield Splice(part.start, self._line_end(part.end) - 1, "")

    def _dropped_in_flow(self, parts: Sequence[_Part], kept: Sequence[bool]) -> Iterator[Splice]:
        last = len(kept) - 1 - kept[::-1].index(True) if True in kept else -1
        for index in range(last):
            if not kept[index]:
                yield Splice(parts[index].start, parts[index + 1].start, "")
        if last < len(parts) - 1:
            start = parts[last].end if last >= 0 else parts[0].start
            yield Splice(start, parts[-1].end, "")

    def _after_gap(self, begin: int, end: int) -> int:
        """`end`, or past the blank line behind it where there is one before `begin` as well."""
        before = self.text[:begin].endswith("\n\n")
        return end + 1 if before and self.text[end : end + 1] == "\n" else end

    def _at(self, node: yaml.Node) -> int:
        return int(node.start_mark.index)

    def _end(self, node: yaml.Node) -> int:
        """Behind a node's last character; the parser's own mark of a block lies behind the comments below it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            head = self.text[self._at(node) : self.text.find("\n", self._at(node))]
            return end - 1 if "+" in head else len(self.text[:end].rstrip())
        return end

    def _column(self, at: int) -> int:
        return at - self.text.rfind("\n", 0, at) - 1

    def _line_end(self, at: int) -> int:
        """Behind the line end of the line that `at` is in."""
        return self.text.find("\n", at) + 1

    def _dash(self, at: int, column: int) -> int:
        """The dash, at `column`, of the entry that begins at `at`, which may be a line or more below it."""
        line = self.text.rfind("\n", 0, at) + 1
        while True:
            if self.text[line + column] == "-" and "#" not in self.text[line : line + column]:
                return line + column
            line = self.text.rfind("\n", 0, line - 1) + 1

    def _sign_before(self, at: int) -> int:
        """The `:` or `-` that a value at `at` stands behind, with nothing but blanks and comments between them."""
        while True:
            line = self.text.rfind("\n", 0, at) + 1
            body = self.text[line:at]
            comment = 0 if body.lstrip().startswith("#") else body.find(" #") + 1
            said = (body[:comment] if comment or body.lstrip().startswith("#") else body).rstrip()
            if said:
                return line + len(said) - 1
            at = line - 1


def _steps(old: list[Any], new: list[Any]) -> list[tuple[str, int, int, int, int]]:
    was, now = (
        [json.dumps(value, sort_keys=True, ensure_ascii=False) for value in values] for values in (old, new)
    )
    return list(difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes())
