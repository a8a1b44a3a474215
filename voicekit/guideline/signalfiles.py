"""Reads guidelines/signals: puts word lists into patterns and finds every mistake, each with its place.

It must never decide what a message means; that is `voicekit.triage`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from pydantic import TypeAdapter

from voicekit.guideline.fields import Intent, Risk
from voicekit.guideline.files import SIGNALS, yaml_files
from voicekit.guideline.patterns import is_bounded, pattern_problem
from voicekit.guideline.reading import Reading
from voicekit.guideline.signalmodels import Shapes, Signal, Signals, Unmeant
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import Place, YamlFile
from voicekit.text.fold import fold_plain
from voicekit.text.typed import letters
from voicekit.types import LANGUAGES, Mood

_FILE = re.compile(rf"(?:{'|'.join(LANGUAGES)})(?:-[a-z0-9]+)*\.yaml")
_NAMED = re.compile(r"<([a-z][a-z0-9_]*)>")
_OPEN = re.compile(r"\\w([*+])(?P<last>(?=$| |\)(?:\?|\{[0-9,]{1,5}\})?(?:$| )))?")
_SIGNAL: TypeAdapter[Signal] = TypeAdapter(Signal)
GAP = r"(?:[^\s.!?;]{1,24}+ ){0,4}"
"""What `<gap>` stands for: up to four words of the same sentence."""
_TARGETS = frozenset(
    (
        *get_args(Risk),
        *(f"mood.{mood}" for mood in get_args(Mood)),
        *(f"intent.{one}" for one in get_args(Intent)),
    )
)


class LoadedSignal(NamedTuple):
    """One signal with its lists put in, and where it stands."""

    model: Signal
    tokens: tuple[str, ...]
    unless: tuple[str, ...]
    path: str
    line: int


class LoadedSignals(NamedTuple):
    """All signals of one language."""

    language: str
    signals: tuple[LoadedSignal, ...]
    negation: tuple[str, ...]
    unmeant: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    shapes: Shapes
    spelt: tuple[str, ...] = ()


def read_signals(reading: Reading, languages: Iterable[str] = LANGUAGES) -> dict[str, LoadedSignals]:
    """The signals of those `languages` that have some; mistakes are kept in `reading`."""
    folder = reading.root / SIGNALS
    paths = [Path(path) for path in yaml_files(folder)]
    reading.strays(folder, tuple(path.name for path in paths if _FILE.fullmatch(path.name)) or ("en.yaml",))
    found: dict[str, LoadedSignals] = {}
    for language in languages:
        own = [
            path for path in paths if path.stem.partition("-")[0] == language and _FILE.fullmatch(path.name)
        ]
        if own:
            found[language] = _language(reading, language, own)
    return found


def load_signals(root: Path, language: str) -> dict[str, LoadedSignals]:
    """The signals of `language` below `root`. Raises GuidelineError with every mistake."""
    reading = Reading(root)
    found = read_signals(reading, [language])
    reading.finish()
    return found


def _language(reading: Reading, language: str, paths: list[Path]) -> LoadedSignals:
    files: list[tuple[YamlFile, Signals]] = []
    for path in paths:
        file = reading.read(path)
        shaped = reading.shape(file, Signals, apart="signals") if file else None
        if file and shaped:
            files.append((file, shaped))
    lists: dict[str, str] = {"gap": GAP}
    filling = _Filling(reading, language, lists)
    for file, shaped in files:
        for name, patterns in shaped.words.items():
            if name in lists:
                reading.add(
                    file.problem(("words", name), f"'{name}' is already a list of {language}; rename it")
                )
                continue
            lists[name] = "(?:" + "|".join(filling.all(file, ("words", name), patterns)) + ")"
    signals: list[LoadedSignal] = []
    seen: dict[str, str] = {}
    negation: list[str] = []
    unmeant: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    shapes = Shapes()
    for file, shaped in files:
        negation += filling.all(file, ("negation",), shaped.negation)
        for risk, lists_of in shaped.unmeant.items():
            unmeant[risk] = _joined(unmeant.get(risk), filling, file, risk, lists_of)
        if shaped.shapes != Shapes():
            shapes = shaped.shapes
        for index, signal in reading.entries(file, "signals", _SIGNAL, Signals):
            place: Place = ("signals", index)
            line = file.places[place][0]
            if signal.id in seen:
                reading.add(
                    file.problem((*place, "id"), f"duplicate id '{signal.id}' (first at {seen[signal.id]})")
                )
            seen.setdefault(signal.id, f"{file.path}:{line}")
            for shown in signal.shows:
                if shown not in _TARGETS and not shown.startswith("scenario."):
                    mend = (
                        near(shown, _TARGETS)
                        or f"; known are {', '.join(sorted(_TARGETS))} and scenario.<name>"
                    )
                    reading.add(file.problem((*place, "shows"), f"unknown '{shown}'{mend}"))
            signals.append(
                LoadedSignal(
                    signal,
                    tuple(filling.all(file, (*place, "tokens"), signal.tokens)),
                    tuple(filling.all(file, (*place, "unless"), signal.unless)),
                    file.path,
                    line,
                )
            )
    spelt = tuple(fold_plain(word) for _, shaped in files for word in shaped.spelt)
    return LoadedSignals(language, tuple(signals), tuple(negation), unmeant, shapes, spelt)


def _joined(
    known: tuple[tuple[str, ...], tuple[str, ...]] | None,
    filling: _Filling,
    file: YamlFile,
    risk: str,
    more: Unmeant,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sentence, message = known or ((), ())
    return (
        (*sentence, *filling.all(file, ("unmeant", risk, "sentence"), more.sentence)),
        (*message, *filling.all(file, ("unmeant", risk, "message"), more.message)),
    )


class _Filling:
    """Puts lists into patterns and keeps what is wrong with the outcome."""

    def __init__(self, reading: Reading, language: str, lists: dict[str, str]) -> None:
        self._reading = reading
        self._language = language
        self._lists = lists

    def all(self, file: YamlFile, place: Place, patterns: list[str]) -> Iterator[str]:
        """The patterns as they are matched: folded, in the language's plain letters, lists put in, all bounded."""
        for index, pattern in enumerate(patterns):
            full = self._filled(file, (*place, index), pattern)
            if full is not None:
                yield full

    def _filled(self, file: YamlFile, place: Place, pattern: str) -> str | None:
        unknown = [name for name in _NAMED.findall(pattern) if name not in self._lists]
        if unknown:
            mend = near(unknown[0], self._lists) or f"; lists so far are {', '.join(sorted(self._lists))}"
            self._reading.add(file.problem(place, f"no list '<{unknown[0]}>' stands before this{mend}"))
            return None
        bounded = _OPEN.sub(_closed, pattern)
        full = _NAMED.sub(lambda match: self._lists[match[1]], letters(_folded(bounded), self._language))
        reason = pattern_problem(full)
        if not reason and not is_bounded(full):
            reason = "is too open; give each repeat an upper limit, and do not put wide ones in a row"
        if reason:
            self._reading.add(file.problem(place, reason))
            return None
        return full


def _closed(match: re.Match[str]) -> str:
    r"""The rest of a word, `\w*` or `\w+`, with an end: no word a signal waits for goes on for longer.

    Where a blank or the pattern's end follows, the rest is taken whole: there is nothing to step back for.
    """
    least = 0 if match[1] == "*" else 1
    return rf"\w{{{least},20}}{'+' if match['last'] is not None else ''}"


def _folded(pattern: str) -> str:
    r"""A pattern with its letters folded; escapes such as \W and \S keep their capitals."""
    return re.sub(r"\\.|[^\\]+", lambda part: part[0] if part[0][0] == "\\" else fold_plain(part[0]), pattern)
