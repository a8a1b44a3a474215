"""Finds the rule files of Vale styles in a folder and reads each with the limits of our own YAML files.

It must never leave the folder: a link that leads out of it is named and left alone.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.vale.report import Outcome
from voicekit.guideline.yamlfile import read_yaml

MOST_FILES = 5_000
_ENDS = (".yml", ".yaml")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


class RuleFile(NamedTuple):
    """One rule as its file says it; `file` is its path in the folder, `style` and `name` make `Style.Rule`."""

    file: str
    style: str
    name: str
    data: dict[str, Any]

    @property
    def rule(self) -> str:
        """The name Vale gives the rule."""
        return f"{self.style}.{self.name}"


def read_styles(folder: Path) -> tuple[list[RuleFile], list[Outcome]]:
    """The rules of a style (a folder of rule files) or of several (a folder of such folders), in order of their paths.

    The outcomes are the files that could not be read. Raises InputError where there is no folder or no rule file.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; name a Vale style, or the folder that holds your styles")
    root = Path(os.path.realpath(folder))
    rules: list[RuleFile] = []
    bad: list[Outcome] = []
    for number, path in enumerate(_files(root)):
        if number >= MOST_FILES:
            raise InputError(f"{folder}: over {MOST_FILES:,} rule files; import one style at a time")
        shown = path.relative_to(root).as_posix()
        style, name = _named(root, path)
        reason = _unreadable(root, path)
        if not reason:
            try:
                rules.append(RuleFile(shown, style, name, read_yaml(path, shown).data))
            except GuidelineError as error:
                reason = "; ".join(_told(problem) for problem in error.problems[:3])
        if reason:
            bad.append(Outcome(shown, f"{style}.{name}", "", lost=(reason,)))
    if not rules and not bad:
        raise InputError(f"{folder}: no rule files here; a Vale style is a folder of .yml files")
    return rules, bad


def slug(name: str) -> str:
    """A name as ids are written: `TooWordy` becomes `too-wordy`. Empty where it holds no plain letter or digit."""
    return "-".join(_WORDS.findall(name)).lower()


def _files(root: Path) -> Iterator[Path]:
    """The rule files under `root`, and folders that are links, which are not entered; nor are `.x` and `_x`."""
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] not in "._" and name not in _NOT_STYLES)
        yield from (Path(here, name) for name in folders if Path(here, name).is_symlink())
        for name in sorted(names):
            if name.endswith(_ENDS) and name[0] != ".":
                yield Path(here, name)


_NOT_STYLES = frozenset({"Vocab", "config"})
"""Folders beside the styles that hold word lists and settings."""


def _named(root: Path, path: Path) -> tuple[str, str]:
    """The style and the rule's name: the first folder under `root` and the rest, or `root` itself and the file."""
    *folders, last = path.relative_to(root).parts
    stem = last.rpartition(".")[0] or last
    if not folders:
        return root.name or "style", stem
    return folders[0], ".".join((*folders[1:], stem))


def _unreadable(root: Path, path: Path) -> str:
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(root):
        return "is a link out of the folder; copy the file here"
    try:
        if path.is_symlink() and path.is_dir():
            return "is a link to a folder; copy the folder here"
        if not stat.S_ISREG(os.stat(real).st_mode):
            return "is not a plain file"
    except OSError as error:
        return f"cannot be read: {error.strerror or type(error).__name__}"
    return ""


def _told(problem: Any) -> str:
    where = f"line {problem.line}: " if problem.line else ""
    return f"{where}{problem.field + ': ' if problem.field else ''}{problem.reason}"
