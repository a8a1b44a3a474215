"""Reads eval/canaries: rewrites that are poisoned, of which a guard must refuse every one, and honest ones.

It must never judge a rewrite, nor pass over a key it does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.evals.cases import Split, choice, files_of, known_keys
from voicekit.types import Conversation

if TYPE_CHECKING:
    from voicekit.guideline.yamlfile import Place, YamlFile

Kind = Literal[
    "amount", "date", "name", "id", "link", "negation", "refund", "deadline", "guarantee", "question", "address_form",
    "placeholder", "translated", "truncated", "sycophantic", "identity", "honest",
]  # fmt: skip
_TOP = ("schema_version", "canaries")
_KEYS = ("id", "split", "poisoned", "kind", "channel", "turns", "draft", "rewrite", "note")


class Canary(NamedTuple):
    """A draft in its thread and a rewrite of it; `poisoned`: the rewrite changes what is said, in the way of `kind`."""

    id: str
    language: str
    split: Split
    poisoned: bool
    kind: Kind
    conversation: Conversation
    draft: str
    rewrite: str
    note: str


def read_canaries(paths: Iterable[Path]) -> list[Canary]:
    """The canaries of the files `<lang>.yaml` and `<lang>-*.yaml`, and of those in folders.

    Raises GuidelineError with every mistake of every file, InputError for a path that is not there.
    """
    from voicekit.guideline.yamlfile import read_yaml  # YAML is for whoever has canaries to read

    found: list[Canary] = []
    problems: list[Problem] = []
    for path in files_of(paths):
        file = read_yaml(path, path.as_posix())
        known_keys(file, (), file.data, _TOP, problems)
        if file.data.get("schema_version") != 1:
            problems.append(file.problem(("schema_version",), "expected 1"))
        entries = file.data.get("canaries")
        if not isinstance(entries, list):
            problems.append(file.problem(("canaries",), "expected a list of canaries"))
            continue
        for number, entry in enumerate(entries):
            one = _canary(file, ("canaries", number), entry, path.stem.partition("-")[0], problems)
            if one is not None:
                found.append(one)
    for name, count in Counter(one.id for one in found).items():
        if count > 1:
            problems.append(Problem("eval/canaries", 0, 0, name, f"'{name}' is given {count} times"))
    if problems:
        raise GuidelineError(problems)
    return found


def _canary(
    file: YamlFile, place: Place, entry: Any, language: str, problems: list[Problem]
) -> Canary | None:
    from voicekit.wire import conversation_from

    if not isinstance(entry, dict):
        problems.append(file.problem(place, "expected a canary: a thread, a `draft` and its `rewrite`"))
        return None
    before = len(problems)
    known_keys(file, place, entry, _KEYS, problems)
    kind = choice(file, (*place, "kind"), entry.get("kind"), get_args(Kind), problems)
    split = choice(file, (*place, "split"), entry.get("split"), get_args(Split), problems)
    for key in ("id", "draft", "rewrite"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            problems.append(file.problem((*place, key), "expected a text that is not empty"))
    poisoned = entry.get("poisoned")
    if not isinstance(poisoned, bool) or poisoned == (kind == "honest"):
        problems.append(file.problem((*place, "poisoned"), "expected true, or false for `kind: honest`"))
    if kind is None or split is None:
        problems.append(file.problem(place, "needs a `kind` and a `split`"))
    try:
        thread = {"locale": language, "channel": entry.get("channel"), "turns": entry.get("turns", [])}
        conversation, _ = conversation_from(thread, "")
    except InputError as error:
        problems.append(file.problem(place, str(error)))
        return None
    if len(problems) > before:
        return None
    return Canary(
        id=entry["id"],
        language=language,
        split=split,
        poisoned=bool(poisoned),
        kind=kind,
        conversation=conversation,
        draft=entry["draft"],
        rewrite=entry["rewrite"],
        note=str(entry.get("note", "")),
    )
