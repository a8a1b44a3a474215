"""What all kinds of Vale rules share: keys and their defaults, level, scope, message, source, exceptions.

It reads one rule's data; it must never guess a value that has the wrong type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from voicekit.guideline.vale.messages import filled
from voicekit.guideline.vale.patterns import Piece, View, told_apart, translated
from voicekit.guideline.vale.reading import RuleFile
from voicekit.guideline.vale.report import NotTakenError

_LEVELS = ("suggestion", "warning", "error")
_SHARED = frozenset(
    "extends message level link source description scope limit action name code tests vocab ignorecase pos".split()
)
_OF_KIND = {
    "existence": "raw tokens exceptions append nonword",
    "substitution": "swap exceptions nonword capitalize matchcase",
    "occurrence": "token max min",
    "repetition": "tokens max alpha exceptions",
    "consistency": "either nonword",
    "conditional": "first second exceptions",
    "capitalization": "match style exceptions indicators threshold prefix",
    "metric": "formula condition",
}
_SCOPES = {
    "text": "prose",
    "summary": "prose",
    "paragraph": "paragraph",
    "sentence": "sentence",
    "raw": "text",
}
_BROADEST = ("prose", "text", "paragraph", "sentence")
_FORMATS = frozenset("md html rst adoc txt org xml dita tex mdx typ ext".split())
_QUOTES = '"“”„«»'
UNCOVERED = "it reads quotes, links and emoji too, which other rules leave alone"
_URL = re.compile(r"https?://\S+")


class Seed(NamedTuple):
    """A rule of ours without id and examples, and what its examples can be grown from.

    `patterns` are its own, in the order of the rule (pairs for a consistency rule); `times` is how often a match has
    to stand in a bad text (0: it must be missing); `texts` are whole texts that may be bad.
    """

    body: dict[str, Any]
    patterns: tuple[Any, ...]
    times: int = 1
    texts: tuple[str, ...] = ()


class Mapped(NamedTuple):
    """What a Vale rule becomes, with what was lost of it and where it behaves otherwise."""

    seeds: tuple[Seed, ...]
    lost: tuple[str, ...]
    notes: tuple[str, ...]


class Reader:
    """One Vale rule's keys, checked as they are asked for; `lost` and `notes` gather what has to be told."""

    def __init__(self, rule: RuleFile, language: str) -> None:
        self.rule = rule
        self.data = rule.data
        self.language = language
        self.lost: list[str] = []
        self.notes: list[str] = []
        self.message = self.text("message")
        self.kind = str(self.data.get("extends", ""))
        self.scope = self._scope()
        self._refuse_unread()

    def _refuse_unread(self) -> None:
        if self.data.get("pos"):
            self.notes.append("'pos' is left out, as Vale itself does now")
        known = _SHARED | set(_OF_KIND.get(self.kind, "").split())
        for key in self.data:
            if key not in known and self.kind in _OF_KIND:
                self.notes.append(f"the key '{key}' is left out")
        if self.data.get("limit"):
            self.notes.append("'limit' is left out: every place is shown")

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float) or not str(value).strip():
            raise NotTakenError(f"no '{key}', or it is not text")
        return str(value)

    def texts(self, key: str) -> list[str]:
        """A list of texts, or one; empty where there is none."""
        value = self.data.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(entry, dict | list) for entry in values):
            raise NotTakenError(f"'{key}' is not a list of texts")
        return [_written(entry) for entry in values if entry is not None]

    def mapping(self, key: str) -> dict[str, str]:
        """A mapping of texts that has to hold something; Vale takes a list of mappings, too."""
        value = self.data.get(key)
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            value = {name: entry[name] for entry in value for name in entry}
        if not isinstance(value, dict) or not value:
            raise NotTakenError(f"no '{key}', or it is not pairs of texts")
        if any(isinstance(entry, dict | list) for entry in value.values()):
            raise NotTakenError(f"'{key}' is not pairs of texts")
        return {name: "" if entry is None else _written(entry) for name, entry in value.items()}

    def flag(self, key: str) -> bool:
        """A switch; off where it is not given."""
        return self.data.get(key) in (True, "true", 1)

    def count(self, key: str) -> int:
        """A whole number from 0; 0 where it is not given."""
        value = self.data.get(key) or 0
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise NotTakenError(f"'{key}' is not a whole number")
        return value

    def action(self) -> tuple[str, list[str]]:
        """The action's name and its parameters."""
        action = self.data.get("action")
        if not isinstance(action, dict):
            return "", []
        params = action.get("params")
        listed = params if isinstance(params, list) else [] if params is None else [params]
        return str(action.get("name") or ""), [_written(entry) for entry in listed if entry is not None]

    def view(self, patterns: Iterable[str]) -> View:
        """The text the rule's patterns read: folded where case counts for nothing in any of them.

        Exceptions are read with their capitals in Vale, and so is the rule then.
        """
        patterns = list(patterns)
        if self.scope == "prose" and any(sign in pattern for pattern in patterns for sign in _QUOTES):
            self.scope = "text"  # what stands in quotes is covered elsewhere
            self.notes.append(UNCOVERED)
        ignorecase = self.flag("ignorecase")
        spared = bool(self.texts("exceptions")) and self.kind in ("existence", "substitution")
        folded = not spared and not told_apart(patterns, ignorecase)
        return View(folded, ignorecase, self.scope == "sentence")

    def piece(self, pattern: str, view: View, *, captures: bool = True) -> str:
        """One pattern for `view`; its notes are kept. Raises NotTakenError."""
        found: Piece = translated(pattern, view, captures=captures)
        if found.merged and self.kind != "substitution":  # which leaves alone what is written right already
            raise NotTakenError(f"it tells signs apart that are read as one here ({found.merged})")
        self.notes.extend(found.notes)
        return found.text

    def each(self, what: str, patterns: Iterable[str], view: View, *, captures: bool = True) -> list[str]:
        """The patterns that can be had, each once; the others are told."""
        found: dict[str, None] = {}
        for pattern in patterns:
            try:
                found[self.piece(pattern, view, captures=captures)] = None
            except NotTakenError as error:
                self.lost.append(f"{what} '{_short(pattern)}': {error}")
        return list(found)

    def case(self, view: View) -> dict[str, Any]:
        """Our `ignorecase`, which is on unless a rule says otherwise."""
        return {} if view.folded else {"ignorecase": False}

    def exceptions(self, view: View) -> dict[str, Any]:
        """Our `exceptions`: whole words, with their capitals where the rule sees any."""
        found = self.each("exception", self.texts("exceptions"), View(view.folded, view.folded))
        return {"exceptions": [rf"\b(?:{one})\b" for one in found]} if found else {}

    def local(self, text: str) -> str | dict[str, str]:
        """A text for the pack: as it is for English, else also under the rule's own language."""
        return text if self.language == "en" else {"en": text, self.language: text}

    def head(self, kind: str, values: list[str]) -> dict[str, Any]:
        """The keys that every rule of ours has, in the order of our own files."""
        message = filled(self.message, values)
        if not message:
            raise NotTakenError("its message is empty")
        head: dict[str, Any] = {"kind": kind, "severity": self._level(), "message": self.local(message)}
        head["why"] = self.local(self._why())
        source = {"title": f"Vale style {self.rule.style}, rule {self.rule.name}"}
        links = (str(self.data.get(key) or "") for key in ("link", "source"))
        url = next(filter(_URL.fullmatch, links), "")
        if url:
            source["url"] = url
        head["source"] = source
        if self.scope != "prose":
            head["scope"] = self.scope
        return head

    def _why(self) -> str:
        said = self.data.get("description")
        said = filled(said, ["…"] * 4) if isinstance(said, str) else ""
        return " ".join(said.split()) or f"Imported from the Vale style {self.rule.style}."

    def _level(self) -> str:
        level = self.data.get("level", "warning")
        if level not in _LEVELS:
            raise NotTakenError(f"unknown level '{level}'; Vale has {', '.join(_LEVELS)}")
        return str(level)

    def _scope(self) -> str:
        """Our scope for Vale's. What has a reply's text in it is taken; what is markup alone is not."""
        asked = self.texts("scope") or ["text"]
        found = [scope for scope in map(_scope_of, asked) if scope]
        if not found:
            raise NotTakenError(f"scope '{', '.join(asked)[:60]}': a reply has no such part")
        if len(found) < len(asked):
            self.notes.append("of its scopes those of markup are left out: a reply has none")
        return min(found, key=_BROADEST.index)


def _scope_of(asked: str) -> str:
    """Our scope for one of Vale's; "" where it is markup's. What is left out (`~heading`) a reply does not have."""
    wanted = [part.strip() for part in asked.split("&") if not part.strip().startswith("~")]
    scopes = []
    for part in wanted or ["text"]:
        base, *rest = part.split(".")
        if base not in _SCOPES or not set(rest) <= _FORMATS:
            return ""
        scopes.append(_SCOPES[base])
    return max(scopes, key=_BROADEST.index)


def _written(value: Any) -> str:
    """A scalar as it stands in the file: true and false are words there."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 40 else pattern[:37] + "..."
