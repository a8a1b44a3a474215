"""What there is to check: drafts from text files and standard input, conversations from JSON, YAML and JSONL.

Everything is read and validated before the first draft is judged, so that a broken line 900 costs no half a run.
Must never cut a text, guess an encoding, or repeat a customer's words in an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from voicekit.errors import InputError
from voicekit.types import MAX_TEXT, Conversation, Draft, Turn

STDIN = "-"
KINDS = ("text", "json", "yaml", "jsonl")
_SUFFIXES = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".jsonl": "jsonl"}
_MOST_BYTES = {"json": 64 << 20, "yaml": 4 << 20, "jsonl": 1 << 30}
_TEXT_BYTES = 4 * MAX_TEXT + 8


class Item(NamedTuple):
    """One draft in its conversation, and where it came from.

    `name` is for people (`chats.jsonl:12`), `path` is the file as it was given, empty for standard input, `line` counts
    from 1 in JSONL and is 0 elsewhere. `plain` is true where the file is the draft, so that spans are places in
    the file; `head` and `tail` are what the file holds around it (a byte order mark, the last line end).
    """

    name: str
    path: str
    line: int
    plain: bool
    conversation: Conversation
    draft: Draft
    head: str = ""
    tail: str = ""


def read(
    files: Sequence[str], kind: str | None = None, turns: bool = False, draftless: bool = False
) -> list[Item]:
    """The drafts of `files`, in order; of standard input for `-` and where no file is given and it is not a terminal.

    `kind` overrides what the file's ending says; with `turns` every agent and bot turn counts as a draft too;
    `draftless`: a conversation without a draft counts as one with an empty draft.
    InputError where there is nothing to check, a file cannot be read, or a value cannot be used.
    """
    if not files:
        if sys.stdin is None or sys.stdin.isatty():
            raise InputError("nothing to check; name a file, or pipe a draft in")
        files = [STDIN]
    if list(files).count(STDIN) > 1:
        raise InputError("standard input can be read once; name '-' once")
    items = [item for file in files for item in _read_file(file, kind, turns, draftless)]
    if not items:
        raise InputError(
            f"{', '.join(files)}: holds nothing to check; add at least one conversation with its draft"
        )
    return items


def text_of(file: str, most: int) -> str:
    """The whole text of `file`, or of standard input for `-`, of at most `most` bytes. Raises InputError."""
    name, path = ("standard input", "") if file == STDIN else (file, file)
    return _decoded(_bytes(path, name, most), name)


def read_thread(file: str | None, kind: str | None = None) -> Item:
    """The one conversation of `file`, whose draft may be missing (then empty); plain text is the customer's message."""
    item = read_one(file, kind, draftless=True)
    if not item.plain:
        return item
    said = Conversation(turns=(Turn("customer", item.draft.text),))
    return item._replace(conversation=said, draft=Draft(""))


def read_one(file: str | None, kind: str | None = None, draftless: bool = False) -> Item:
    """The one draft of `file`. InputError where it holds several, or none and not `draftless`."""
    items = read([file] if file else [], kind, draftless=draftless)
    if len(items) > 1:
        raise InputError(f"{file or 'standard input'}: holds {len(items)} drafts; this command takes one")
    return items[0]


def _read_file(file: str, kind: str | None, turns: bool, draftless: bool) -> Iterator[Item]:
    name = "standard input" if file == STDIN else file
    path = "" if file == STDIN else file
    kind = kind or _SUFFIXES.get(os.path.splitext(file)[1].lower(), "text")
    if kind == "text":
        yield _plain(name, path)
        return
    text = _decoded(_bytes(path, name, _MOST_BYTES[kind]), name)
    if kind == "jsonl":
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                where = f"{name}:{number}"
                yield from _items(where, path, number, _json(line, where, number), turns, draftless)
        return
    if kind == "json":
        value = _json(text, name)
    else:
        from voicekit.wire import yamlin  # yaml costs 28 ms

        value = yamlin.load(text, name)
    if isinstance(value, list):
        for n, entry in enumerate(value):
            yield from _items(f"{name}[{n}]", path, 0, entry, turns, draftless)
    else:
        yield from _items(name, path, 0, value, turns, draftless)


def _plain(name: str, path: str) -> Item:
    raw = _bytes(path, name, _TEXT_BYTES, f"more than {MAX_TEXT} characters; shorten or split it")
    head = "\ufeff" if raw.startswith(b"\xef\xbb\xbf") else ""
    text = _decoded(raw, name)
    # The line end that closes a text file is the editor's, not a part of the reply.
    tail = next((end for end in ("\r\n", "\n") if text.endswith(end)), "")
    text = text[: len(text) - len(tail)]
    if len(text) > MAX_TEXT:
        raise InputError(
            f"{name}: {len(text)} characters; at most {MAX_TEXT} are read, so shorten or split it"
        )
    return Item(name, path, 0, True, Conversation(), Draft(text), head, tail)


def _items(name: str, path: str, line: int, value: Any, turns: bool, draftless: bool) -> Iterator[Item]:
    from voicekit.wire import conversation_from

    if isinstance(value, dict) and "text" in value and "draft" not in value:
        value = {key: part for key, part in value.items() if key != "text"} | {
            "draft": {"text": value["text"]}
        }
    conversation, draft = conversation_from(value, name)
    if turns:
        for n, turn in enumerate(conversation.turns):
            if turn.role != "customer":
                before = conversation._replace(turns=conversation.turns[:n])
                said = Draft(turn.text, turn.attachments, turn.role)
                yield Item(f"{name} turn {n}", path, line, False, before, said)
    elif draft is None and draftless:
        draft = Draft("")
    elif draft is None:
        raise InputError(
            f"{name}: no draft to check; add draft: {{text: ...}}, or check its turns with --turns"
        )
    if draft is not None:
        yield Item(name, path, line, False, conversation, draft)


def _bytes(path: str, name: str, most: int, too_much: str = "") -> bytes:
    try:
        if path:
            with open(path, "rb") as file:
                raw = file.read(most + 1)
        else:
            raw = sys.stdin.buffer.read(most + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{name}: is a folder; name the files in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise InputError(f"{name}: cannot be read ({reason}); check the path and its permissions") from None
    if len(raw) > most:
        raise InputError(f"{name}: {too_much or f'more than {most >> 20} MiB; split it'}")
    return raw


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")  # the codec for this is one more import
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


def _json(text: str, where: str, line: int = 0) -> Any:
    import json  # a plain draft does not need it

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InputError(f"{where}: key '{twice[:40]}' is given twice; keep one")
        return found

    def refuse(name: str) -> float:
        raise InputError(f"{where}: {name} is not a number JSON knows; write a number or null")

    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    except json.JSONDecodeError as error:
        place = f"{where}:{error.colno}" if line else f"{where}:{error.lineno}:{error.colno}"
        raise InputError(f"{place}: not JSON ({error.msg}); mend it there") from None
    except RecursionError:
        raise InputError(f"{where}: nested too deeply; a conversation needs six levels") from None
    except ValueError:
        raise InputError(f"{where}: holds a number of too many digits; put it in quotes") from None
