"""Reads eval/triage: customers' messages, each with one thing it shows or only seems to, and what triage makes of them.

It must never count what a message does not say of itself: an entry speaks of its own label and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.evals.cases import Split, choice, files_of, known_keys
from voicekit.types import LANGUAGES, Conversation, Evidence, Mood, Triage, Turn

if TYPE_CHECKING:
    from voicekit.guideline.yamlfile import Place, YamlFile

WANTS_HUMAN = "wants_human"
"""An intent with look-alikes of its own, so it has messages as a risk has."""
NAMED = ("mood", "intent")
"""Labels with a name (`is`); every other one applies or does not."""

_TOP = ("schema_version", "messages")
_KEYS = ("id", "split", "label", "applies", "is", "text")
_FILE = re.compile(r"(?:held-)?([a-z]{2})\Z")


class Message(NamedTuple):
    """One customer's message. `applies` says whether it shows its label; for a label of NAMED, `name` what it is.

    `place` is `file:line` for messages to people.
    """

    id: str
    split: Split
    label: str
    applies: bool
    name: str
    text: str
    language: str
    place: str

    @property
    def conversation(self) -> Conversation:
        """The message as a thread of one turn, as the desk has it before anybody answered."""
        return Conversation(id=self.id, locale=self.language, turns=(Turn("customer", self.text),))


class Heard(NamedTuple):
    """One message and what triage read in it."""

    message: Message
    triage: Triage

    @property
    def found(self) -> bool:
        """True where triage says that the label applies; for mood and intent, where it says the right one."""
        label, name = self.message.label, self.message.name
        if label in NAMED:
            return bool(getattr(self.triage, label) == name)
        return self.triage.intent == label if label == WANTS_HUMAN else label in self.triage.risks

    @property
    def right(self) -> bool:
        """True where triage says of the label what the message says."""
        return self.found == self.message.applies

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words triage gives for this label; all of its words where it gives none."""
        label = self.message.label
        starts = f"{label}." if label in NAMED else f"intent.{label}" if label == WANTS_HUMAN else label
        own = tuple(one for one in self.triage.evidence if one.shows.startswith(starts))
        return own or self.triage.evidence


def read_messages(paths: Iterable[Path]) -> list[Message]:
    """The messages of all files; a folder stands for its `<lang>.yaml` and `held-<lang>.yaml`.

    Raises GuidelineError with every mistake of every file, InputError for a path that is not there or another name.
    """
    found: list[Message] = []
    problems: list[Problem] = []
    known: dict[tuple[str, str], str] = {}
    for path in paths:
        for file in files_of([path]):
            name = _FILE.match(file.stem)
            if not name or name[1] not in LANGUAGES:
                if path.is_dir():
                    continue
                raise InputError(f"{file}: a file of messages is named <lang>.yaml or held-<lang>.yaml")
            try:
                read = _read(file, name[1], problems)
            except GuidelineError as error:
                problems.extend(error.problems)
                continue
            for message, problem in read:
                first = known.setdefault((message.language, message.id), message.place)
                if first != message.place:
                    problems.append(
                        problem._replace(reason=f"'{message.id}' is given twice (first at {first})")
                    )
                found.append(message)
    if problems:
        raise GuidelineError(problems)
    return found


def apart(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The paths of cases and those of messages: files named as messages are, and folders with such files in them."""
    cases: list[Path] = []
    messages: list[Path] = []
    for path in paths:
        names = [one.stem for one in path.glob("*.yaml")] if path.is_dir() else [path.stem]
        (messages if any(map(_FILE.match, names)) else cases).append(path)
    return cases, messages


def hear(messages: Iterable[Message], read: Callable[[Conversation], Triage]) -> list[Heard]:
    """What `read` makes of each message."""
    return [Heard(message, read(message.conversation)) for message in messages]


def _read(path: Path, language: str, problems: list[Problem]) -> list[tuple[Message, Problem]]:
    from voicekit.guideline.yamlfile import read_yaml  # YAML is for whoever has messages to read

    file = read_yaml(path, path.as_posix())
    known_keys(file, (), file.data, _TOP, problems)
    if file.data.get("schema_version") != 1:
        problems.append(file.problem(("schema_version",), "expected 1"))
    entries = file.data.get("messages")
    if not isinstance(entries, list):
        raise GuidelineError([*problems, file.problem(("messages",), "expected a list of messages")])
    found = []
    for number, entry in enumerate(entries):
        place: Place = ("messages", number)
        message = _message(file, place, entry, language, problems)
        if message is not None:
            found.append((message, file.problem((*place, "id"), "")))
    return found


def _message(
    file: YamlFile, place: Place, value: Any, language: str, problems: list[Problem]
) -> Message | None:
    from voicekit.guideline.fields import Intent, Risk  # pydantic, as above

    if not isinstance(value, dict):
        problems.append(file.problem(place, f"expected a message with {', '.join(_KEYS)}"))
        return None
    before = len(problems)
    known_keys(file, place, value, _KEYS, problems)
    for key in ("id", "text"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            problems.append(file.problem((*place, key), "expected a text"))
    for key, names in (("split", get_args(Split)), ("label", (*get_args(Risk), WANTS_HUMAN, *NAMED))):
        if value.get(key) is None:
            problems.append(file.problem(place, f"'{key}' is missing"))
        choice(file, (*place, key), value.get(key), names, problems)
    label, name = value.get("label"), value.get("is")
    named, unnamed = ("is", "applies") if label in NAMED else ("applies", "is")
    if unnamed in value:
        problems.append(file.problem((*place, unnamed), f"a message of '{label}' says `{named}`"))
    elif named not in value:
        problems.append(file.problem(place, f"'{named}' is missing"))
    elif named == "is":
        known = get_args(Mood) if label == "mood" else get_args(Intent)
        choice(file, (*place, "is"), name, known, problems)
    elif not isinstance(value["applies"], bool):
        problems.append(file.problem((*place, "applies"), "expected true or false"))
    if len(problems) > before:
        return None
    return Message(
        value["id"],
        value["split"],
        value["label"],
        value.get("applies", True),
        name or "",
        value["text"],
        language,
        f"{file.path}:{file.places[place][0]}",
    )
