"""The canonical form of a guideline's YAML: indentation, blanks, line ends; never a key's place, a quote or a comment.

It must never change what a file says: the data and the comments are compared, and a text that would differ is refused.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from voicekit.errors import InputError
from voicekit.guideline.edit.retell import same
from voicekit.guideline.yamlfile import parse_yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = 2
_OPENERS = (yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSERS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_TIGHT = (*_CLOSERS, yaml.FlowEntryToken, yaml.ValueToken)
"""Signs with no blank before them."""
_BLOCKS = (yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken)
_EMPTY_END = re.compile(r"(?:\n[ \t]*)+\Z")
_TRUTH = {"True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "Null": "null", "NULL": "null"}


class _Block(NamedTuple):
    """A block collection: the column of its keys or dashes as it was and as it will be."""

    was: int
    now: int
    is_list: bool
    bare: bool = False
    """True for a list that stands no deeper than its key, which has no token of its own."""


def canonical(text: str, shown: str) -> str:
    """`text`, a YAML file called `shown` in messages, in canonical form; doing it twice changes nothing more.

    UTF-8 without a byte order mark, lines ending in a line feed, no blanks before a line's end, one line end at the
    end, at most one empty line in a row. Two blanks a level, a list two deeper than its key; one blank behind `-`,
    `:` and a comma, none inside brackets; `true`, `false` and `null` in small letters. What is between quotes, in a
    block of text or in a comment stays as it is, and so do the author's order, quotes and line breaks.

    Raises GuidelineError where `text` is not YAML we read, InputError where the form cannot be had without a change.
    """
    text = text.removeprefix("\ufeff")
    before = parse_yaml(text.encode("utf-8"), shown).data
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    out = _Form(plain).rewritten()
    after = parse_yaml(out.encode("utf-8"), shown).data
    if not same(before, after) or _comments(plain) != _comments(out):
        raise InputError(f"{shown}: the canonical form would change what the file says; format it by hand")
    return out


class _Form:
    """One pass over the tokens: what stands between two of them is written again, the tokens are copied."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.blocks: list[_Block] = []
        self.levels: list[_Block] = []
        """The blocks that the last token stood in: a comment below it may belong to any of them."""
        self.flow = 0
        self.at = 0
        self.kept = -1
        """Where a block of text ended whose empty lines below belong to it."""
        self.last: yaml.Token | None = None

    def rewritten(self) -> str:
        is_key = False
        for token in yaml.scan(self.text, _LOADER):
            self._nest(token)
            if token.end_mark.index > token.start_mark.index and not isinstance(token, yaml.StreamEndToken):
                self._gap(token)
                self._copy(token, is_key)
                self.last = token
            is_key = isinstance(token, yaml.KeyToken)
        self._close()
        return "".join(self.out)

    def _nest(self, token: yaml.Token) -> None:
        if isinstance(token, _OPENERS):
            self.flow += 1
        elif isinstance(token, _CLOSERS):
            self.flow -= 1
        if self.flow:
            return
        if self.blocks and self.blocks[-1].bare and isinstance(token, yaml.KeyToken | yaml.BlockEndToken):
            self.blocks.pop()
        if isinstance(token, _BLOCKS):
            self._open(token.start_mark.column, isinstance(token, yaml.BlockSequenceStartToken))
        elif isinstance(token, yaml.BlockEntryToken) and self.blocks and not self.blocks[-1].is_list:
            self._open(token.start_mark.column, True, bare=True)
        elif isinstance(token, yaml.BlockEndToken):
            self.blocks.pop()

    def _open(self, was: int, is_list: bool, *, bare: bool = False) -> None:
        now = self.blocks[-1].now + _STEP if self.blocks else 0
        self.blocks.append(_Block(was, now, is_list, bare))

    def _gap(self, token: yaml.Token) -> None:
        """Write the blanks and comments before `token`."""
        gap = self.text[self.at : token.start_mark.index]
        first, *rest = gap.split("\n")
        if not rest:
            self.out.append("" if self.last is None else self._between(token, len(gap)))
            return
        self._end_line(first)
        *between, _ = rest
        self._lines(between, token)
        self.out.append(" " * self._column(token))

    def _end_line(self, tail: str) -> None:
        """What stands behind the last token of a line: a comment keeps its distance, blanks go."""
        body = tail.strip()
        blanks = len(tail.expandtabs(1)) - len(tail.expandtabs(1).lstrip())
        if self.last is not None:
            self.out.append(" " * max(1, blanks) + body + "\n" if body else "\n")
        elif body:
            self.out.append(body + "\n")

    def _lines(self, lines: list[str], token: yaml.Token | None) -> None:
        """Empty lines and comment lines; a comment goes in as deep as the entry it stands above."""
        for line in lines:
            body = line.strip()
            if body:
                self.out.append(
                    " " * self._comment_column(len(line) - len(line.lstrip()), token) + body + "\n"
                )
            elif self.out and not "".join(self.out[-2:]).endswith("\n\n"):
                self.out.append("\n")

    def _comment_column(self, column: int, token: yaml.Token | None) -> int:
        if self.flow:
            return self._moved(column)
        if token is not None and token.start_mark.column == column:
            return self._column(token)
        for block in reversed(self.levels):
            if block.was == column:
                return block.now
        return self._column(token) if token is not None else 0

    def _column(self, token: yaml.Token) -> int:
        """The column of a token that is the first on its line."""
        column = int(token.start_mark.column)
        if self.flow or isinstance(token, _CLOSERS):
            return self._moved(column) if not self._opens_block(token) else self.blocks[-1].now + _STEP
        block = self.blocks[-1]
        return block.now if column == block.was else block.now + _STEP

    def _opens_block(self, token: yaml.Token) -> bool:
        return self.flow == 1 and isinstance(token, _OPENERS)

    def _moved(self, column: int) -> int:
        return max(0, column + self._shift())

    def _shift(self) -> int:
        return self.blocks[-1].now - self.blocks[-1].was if self.blocks else 0

    def _between(self, token: yaml.Token, blanks: int) -> str:
        """What stands between the last token and this one on the same line."""
        last = self.last
        if isinstance(last, _OPENERS) or isinstance(token, _TIGHT):
            return ""
        if isinstance(last, yaml.FlowEntryToken | yaml.BlockEntryToken | yaml.KeyToken | yaml.ValueToken):
            return " "
        return " " * min(blanks, 1)

    def _copy(self, token: yaml.Token, is_key: bool) -> None:
        start, end = token.start_mark.index, token.end_mark.index
        said = self.text[start:end]
        style = getattr(token, "style", None)
        if isinstance(token, yaml.ScalarToken) and style in ("|", ">"):
            said, end = self._block_text(said, end)
        elif isinstance(token, yaml.ScalarToken) and "\n" in said:
            said = self._wrapped(said, style)
        elif isinstance(token, yaml.ScalarToken) and not style and not is_key:
            said = _TRUTH.get(said, said)
        self.out.append(said)
        self.at = end
        self.levels = list(self.blocks)

    def _wrapped(self, said: str, style: str | None) -> str:
        """A text of several lines outside a block: what it is indented by says nothing, so it moves with its key."""
        first, *rest = said.split("\n")
        lines = [first.rstrip() if not first.endswith("\\ ") else first]
        for line in rest:
            body = line.strip(" \t") if style != '"' else line.lstrip(" \t")
            lines.append(" " * self._moved(len(line) - len(line.lstrip(" \t"))) + body if body else "")
        return "\n".join(lines)

    def _block_text(self, said: str, end: int) -> tuple[str, int]:
        """A block of text, its lines moved as one; what is left of the gap below it begins behind its last line."""
        head, *lines = said.split("\n")
        keep = "+" in head.partition("#")[0]
        if keep:  # the empty lines below are part of the text; its last line end is left to the gap
            body = lines[:-1]
            self.kept, end = end, end - 1
        else:
            body = _EMPTY_END.sub("", "\n".join(lines)).split("\n")
            end -= len(said) - len(_EMPTY_END.sub("", said))
        depths = [len(line) - len(line.lstrip(" ")) for line in body if line.strip()]
        if not depths:
            return head.rstrip(), end
        explicit = any(char.isdigit() for char in head.partition("#")[0])
        move = self._shift() if explicit else self.blocks[-1].now + _STEP - depths[0]
        moved = [" " * max(0, move) + line[max(0, -move) :] if line.strip() else "" for line in body]
        return "\n".join([_head(head), *moved]), end

    def _close(self) -> None:
        first, *rest = self.text[self.at :].split("\n")
        self._end_line(first)
        if self.kept == len(self.text):
            return
        self._lines(rest, None)
        while self.out and not "".join(self.out[-1:]).strip():
            self.out.pop()
        self.out[-1:] = ["".join(self.out[-1:]).rstrip("\n") + "\n"]


def _head(head: str) -> str:
    """The line of a block's sign, with the comment there may be."""
    sign, hash_, comment = head.partition(" #")
    return sign.rstrip() + (" #" + comment.rstrip() if hash_ else "")


def _comments(text: str) -> list[str]:
    """Every comment of a file, in order."""
    found: list[str] = []
    at = 0
    for token in yaml.scan(text, _LOADER):
        start, end = token.start_mark.index, token.end_mark.index
        if end > start or isinstance(token, yaml.StreamEndToken):
            found += (part.strip() for part in re.findall(r"#[^\n]*", text[at:start]))
            at = end
    return found
