"""Every error voicekit raises on purpose. Each names the thing and the mend; none holds a customer's words.

VoicekitError            anything below; the command line turns it into one line and exit code 2
├── InputError           a file, text, conversation or argument that cannot be used
├── ConfigError          a setting that is unknown or has a value that cannot be
├── GuidelineError       a guideline that cannot be loaded; carries one Problem per mistake
├── MissingExtra         a part that is not installed; says what to install
├── StoreError           the guideline store cannot be opened, read or written
└── Conflict             somebody else was first; read again and decide
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple


class VoicekitError(Exception):
    """Base of all errors raised on purpose."""


class InputError(VoicekitError):
    """The input cannot be used as it is."""


class ConfigError(VoicekitError):
    """A setting is unknown or impossible."""


class Problem(NamedTuple):
    """One mistake in a guideline file. `line` and `column` count from 1; 0 where the file as a whole is meant."""

    path: str
    line: int
    column: int
    field: str
    reason: str
    source_line: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        head = f"{where}: {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"
        return f"{head}\n    {self.source_line.strip()}" if self.source_line.strip() else head


class GuidelineError(VoicekitError):
    """A guideline that cannot be used, with every mistake that was found (at least one)."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MissingExtra(VoicekitError):
    """An optional part is missing."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs the extra '{extra}': pip install 'voicekit[{extra}]'")


class StoreError(VoicekitError):
    """The guideline store cannot be opened, read or written. A change whose commit failed may have been kept or not."""


class Conflict(VoicekitError):
    """What was changed is no longer what it was made from: `base` was read, `head` is there now. Nothing was written.

    Both are numbers of versions, or of a draft's revisions.
    """

    def __init__(self, name: str, base: int, head: int, what: str = "version") -> None:
        self.name, self.base, self.head = name, base, head
        super().__init__(
            f"guideline '{name}': made from {what} {base}, but {what} {head} is the newest; "
            f"take over what changed since, then try again from {what} {head}"
        )
