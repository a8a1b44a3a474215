"""A guideline as the linter reads it: plain values that marshal can write and read back within milliseconds.

Nothing here may import pydantic or YAML; `guideline.compile` makes it, this module only holds and caches it.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from voicekit.types import GuidelineRef, Severity, Source, Sureness, Visibility

FORMAT = 12
"""Raised whenever the layout of the cached values changes, so that an old cache is never read."""


ANYWHERE = -1
"""In place of an anchor's last offset: it does not say where the match begins, so the whole text is read."""


_ALIASES = {
    "twitter": "x",
    "mail": "email",
    "e_mail": "email",
    "fb": "facebook",
    "insta": "instagram",
    "text": "sms",
}


class Channel(NamedTuple):
    """One place a reply is sent to. Limits are None where there is none; `address` gives a language's forms.

    `gender_form` gives the brand's way to name all genders, by language.
    """

    name: str
    title: str
    visibility: Visibility
    max_length: int | None = None
    max_emoji: int | None = None
    max_hashtags: int | None = None
    address: Mapping[str, tuple[str, ...]] = {}
    gender_form: Mapping[str, str] = {}


class Published(NamedTuple):
    """What the brand itself makes public, the patterns its ids have, and which model may see a draft: `any` that the
    server's settings allow, `local` ones, or none (`never-send`).
    """

    own: tuple[str, ...]
    ids: tuple[str, ...]
    model: str


class Term(NamedTuple):
    """What a brand says (None: something else) in place of what. No languages or channels: in all of them."""

    avoid: tuple[str, ...]
    prefer: str | None
    languages: tuple[str, ...]
    channels: tuple[str, ...]


class Approved(NamedTuple):
    """An approved reply with its blanks; no channels: for all of them."""

    id: str
    scenario: str
    channels: tuple[str, ...]
    language: str
    text: str


class Band(NamedTuple):
    """The readability formula a language is judged by and where its value should lie."""

    formula: str
    low: float | None
    high: float | None


class Rule(NamedTuple):
    """One compiled rule. `message` and `why` map a language to text; `body` holds what only its kind knows.

    A list under `when` is a choice: one of its mappings has to hold.
    """

    id: str
    kind: str
    pack: str
    languages: tuple[str, ...]
    dimension: str
    severity: Severity
    blocking: bool
    sureness: Sureness
    message: Mapping[str, str]
    why: Mapping[str, str]
    source: Source | None
    when: Mapping[str, Any] | list[Mapping[str, Any]] | None
    unless: Mapping[str, Any] | None
    scope: str
    exceptions: tuple[str, ...]
    ignorecase: bool
    limit: float | None
    body: Mapping[str, Any]

    @property
    def category(self) -> str:
        """The part of the id before the first dot."""
        return self.id.partition(".")[0]


Group = tuple[frozenset[str], tuple[str, ...]]
"""Whole words and other texts, of which one has to be in the text."""


class Index(NamedTuple):
    """What the matcher looks up for one language. Numbers are places in `anchors`, `patterns` and the rule list.

    `words`, `pairs` and `parts` lead from a whole word, two in a row, or a piece of one, to anchors; `loose` are
    literals without a word character. An anchor is `(literal, read in the whole text or in prose, ((pattern, low,
    high), ...))`. A pattern is `(rule, place in its tokens, bounded, needs)`: bounded ones run on `re`, others on
    `regex` with a time limit; of each of `groups` that `needs` names one stands in every match. `always` patterns have
    no anchor. `standing` rules are looked at on every text (requirements, metrics, checks).
    """

    words: Mapping[str, tuple[int, ...]]
    pairs: Mapping[str, Mapping[str, tuple[int, ...]]]
    parts: Mapping[str, tuple[int, ...]]
    loose: tuple[int, ...]
    anchors: tuple[tuple[str, bool, tuple[tuple[int, int, int], ...]], ...]
    patterns: tuple[tuple[int, int, bool, tuple[int, ...]], ...]
    groups: tuple[Group, ...]
    always: tuple[int, ...]
    standing: tuple[int, ...]


class Signal(NamedTuple):
    """Words that show something in a customer's message; `shows` gives each thing its weight.

    `unless` is a pattern that, in the same sentence, takes the words their meaning ("" for none). `negated` and
    `quoted`: the words count after a "not", or between quotation marks, too.
    """

    id: str
    shows: Mapping[str, float]
    tokens: tuple[str, ...]
    unless: str
    negated: bool
    quoted: bool


class SignalIndex(NamedTuple):
    """What leads from a message's words to the patterns of signals that may match it.

    `leads` gives a key of the message (see `guideline.wordkeys`), and under it a second one or "", the patterns that
    need both, each with the further keys it needs; `texts` are literals with their pattern; `always` patterns need
    nothing that can be named. `patterns` are `(signal, place in its tokens)`.
    """

    leads: Mapping[str, Mapping[str, tuple[tuple[int, frozenset[str]], ...]]]
    texts: tuple[tuple[str, int], ...]
    always: tuple[int, ...]
    patterns: tuple[tuple[int, int], ...]


class Signals:
    """The signals of one language, as `guideline.signalfiles` made them.

    `negation` is a pattern of what takes words their meaning when it stands before them; `unmeant` gives a risk its
    patterns for the same sentence and for the whole message; `shapes` gives `caps`, `marks` and `question` weights.
    `words` and `stems` are what the patterns are written with, `spelt` words that are no slips of those.
    """

    def __init__(self, language: str, data: dict[str, Any]) -> None:
        self.language = language
        self.signals = [Signal(*row) for row in data["signals"]]
        self.index = SignalIndex._make(data["index"])
        self.negation: str = data["negation"]
        self.unmeant: dict[str, tuple[str, str]] = data["unmeant"]
        self.shapes: dict[str, dict[str, float]] = data["shapes"]
        self.words: list[str] = data["words"]
        self.stems: list[str] = data["stems"]
        self.spelt: list[str] = data["spelt"]


class Guideline:
    """A compiled guideline. `data` is what `guideline.compile` made; nothing in it may be changed."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.ref = GuidelineRef(*data["ref"])
        self.title: str = data["title"]
        self.languages: tuple[str, ...] = tuple(data["languages"])
        self.default_language: str = data["default_language"]
        self.revise_at: Severity = data["revise_at"]
        self.bands: dict[str, Band] = {code: Band(*band) for code, band in data["bands"].items()}
        self.channels: dict[str, Channel] = {name: Channel(*row) for name, row in data["channels"].items()}
        self.scenarios: tuple[str, ...] = tuple(data["scenarios"])
        self._rules: dict[int, Rule] = {}
        self._indexes: dict[str, Index] = {}
        self._spoken: dict[str, Callable[[], dict[str, Any]]] = {
            language: partial(marshal.loads, raw) for language, raw in data["signals"].items()
        }
        self.scratch: dict[str, Any] = {}
        """Room for the linter's own lazily built parts (matchers), kept as long as the guideline."""

    def dumped(self) -> bytes:
        """The guideline as bytes, to be made again by `Guideline(marshal.loads(...))` in another process."""
        spoken = {language: marshal.dumps(values()) for language, values in self._spoken.items()}
        return marshal.dumps({**self._data, "ref": tuple(self.ref), "signals": spoken})

    def rule(self, number: int) -> Rule:
        """Rule `number`; built from its plain values the first time it is asked for."""
        rule = self._rules.get(number)
        if rule is None:
            rule = Rule._make(marshal.loads(self._data["rules"][number]))
            if rule.source is not None:
                rule = rule._replace(source=Source(*rule.source))
            self._rules[number] = rule
        return rule

    @property
    def rule_count(self) -> int:
        """How many rules are switched on, all languages together."""
        return len(self._data["rules"])

    def rules(self) -> list[Rule]:
        """Every rule that is switched on."""
        return [self.rule(number) for number in range(self.rule_count)]

    def sides(self, language: str) -> list[str]:
        """The dimensions that some rule of `language` looks at."""
        known: list[str] = self._data["sides"].get(language, self._data["sides"][""])
        return known

    def index(self, language: str) -> Index:
        """The index of `language`; one that no rule is written for gives the language-free rules alone."""
        key = language if language in self._data["indexes"] else ""
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = Index._make(marshal.loads(self._data["indexes"][key]))
        return index

    def use_signals(self, found: Mapping[str, Callable[[], dict[str, Any]]], sha256: str) -> None:
        """Take the signals of each language: what gives their plain values when a thread first needs them.

        `sha256` names the content of the guideline with them.
        """
        self._spoken = dict(found)
        self.ref = self.ref._replace(sha256=sha256)

    def signals(self, language: str) -> Signals | None:
        """The signals of `language` ("vi-bare": Vietnamese typed without marks); None where it has none.

        Raises GuidelineError where they are read for the first time and have mistakes.
        """
        key = f"signals:{language}"
        known: Signals | None = self.scratch.get(key)
        if known is None and language in self._spoken:
            known = self.scratch[key] = Signals(language, self._spoken[language]())
        return known

    @property
    def spoken(self) -> frozenset[str]:
        """The languages that have signals."""
        return frozenset(self._spoken)

    @property
    def policy(self) -> dict[str, Any] | None:
        """The escalation policy as plain values; `voicekit.triage.escalation` reads them. None where there is none."""
        known: dict[str, Any] | None = self._data["policy"]
        return known

    def channel(self, name: str | None) -> tuple[Channel, bool]:
        """The channel called `name` and True, or the guideline's `default` and False where it knows no such name.

        Names are compared as people write them: `X`, `App Store` and `Twitter` are x, app_store and x.
        """
        if name is None:
            return self.channels["default"], False
        plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
        found = self.channels.get(name) or self.channels.get(_ALIASES.get(plain, plain))
        return (found, True) if found is not None else (self.channels["default"], False)

    @property
    def templates(self) -> list[Approved]:
        """The approved replies."""
        return [Approved(*row) for row in self._data["templates"]]

    @property
    def terms(self) -> list[Term]:
        """The brand's own words."""
        return [Term(*row) for row in self._data["terms"]]

    @property
    def published(self) -> Published:
        """What is public of the brand, and who may read its drafts."""
        return Published(*self._data["published"])

    @property
    def sign_off(self) -> Mapping[str, tuple[str, ...]]:
        """How letters end, by language."""
        known: Mapping[str, tuple[str, ...]] = self._data["sign_off"]
        return known

    def axes(self, scenario: str | None = None) -> dict[str, int]:
        """The targets of tone, 0 to 100, by axis: those of the voice, and over them those of `scenario`."""
        own: dict[str, int] = self._data["scenarios"].get(scenario, {})
        wanted: dict[str, int] = self._data["axes"]
        return wanted | own

    @property
    def kept_names(self) -> list[str]:
        """The names no rule may touch, folded."""
        names: list[str] = self._data["keep"]
        return names


def cached(directory: str | None, key: str, build: Callable[[], dict[str, Any]]) -> Guideline:
    """The guideline stored under `key` in `directory`, or the one `build` makes, which is then stored.

    `key` must name the content (a hash of every file). A cache that cannot be read or written is passed over: it is
    only ever a copy. `directory=None` keeps nothing.
    """
    if directory is None:
        return Guideline(build())
    path = _path(directory, f"{key}.guideline")
    try:
        with open(path, "rb") as file:
            return Guideline(marshal.loads(file.read()))  # `load` asks the file for every few bytes
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        pass
    data = build()
    _store(directory, path, marshal.dumps(data))
    return Guideline(data)


_signals: dict[str, bytes] = {}


def cached_signals(
    directory: str | None, key: str, language: str, build: Callable[[], Mapping[str, bytes]]
) -> dict[str, Any]:
    """The plain values of `language`'s signals stored under `key` in `directory`, or those `build` makes, then stored.

    They belong to no brand and take seconds to make: a process that keeps no files makes them once.
    """
    path = None if directory is None else _path(directory, f"{key}-{language}.signals")
    if path is not None:
        try:
            with open(path, "rb") as file:
                return _whole(marshal.loads(file.read()))
        except (OSError, EOFError, ValueError, TypeError, KeyError):
            pass
    if f"{key}-{language}" not in _signals:
        for made, raw in build().items():
            _signals[f"{key}-{made}"] = raw
            if directory is not None:
                _store(directory, _path(directory, f"{key}-{made}.signals"), raw)
    return _whole(marshal.loads(_signals[f"{key}-{language}"]))


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    """The values of signals, as they were read. Raises TypeError or KeyError where that is not what they are."""
    SignalIndex._make(values["index"])
    return values


def _path(directory: str, name: str) -> str:
    """The file of a cache entry: what reads it has to be the same layout and interpreter."""
    stem, _, ending = name.rpartition(".")
    return os.path.join(
        directory, f"{stem}-{FORMAT}-{sys.version_info[0]}{sys.version_info[1]}-{marshal.version}.{ending}"
    )


def _store(directory: str, path: str, content: bytes) -> None:
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(directory, mode=0o700, exist_ok=True)
        with open(temporary, "xb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        # Read-only homes and full disks are the user's normal days; the guideline is already built.
        pass
