"""One reading of a guidelines folder: opens files, shapes them into models and gathers every mistake on the way.

It must never stop at the first mistake; `finish` raises them all at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from voicekit.errors import GuidelineError, Problem
from voicekit.guideline.files import yaml_files
from voicekit.guideline.schema import Model
from voicekit.guideline.wording import near, problems_of
from voicekit.guideline.yamlfile import YamlFile, read_yaml

M = TypeVar("M", bound=Model)
T = TypeVar("T")


class Reading:
    """Keeps the root, the files read so far and the problems found so far."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: list[Path] = []
        self.problems: list[Problem] = []
        self._read: dict[str, YamlFile] = {}

    def shown(self, path: Path) -> str:
        """The name of a file or folder in messages: relative to the guidelines folder."""
        return path.relative_to(self.root).as_posix()

    def add(self, problem: Problem) -> None:
        """Keep a problem, once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def missing(self, path: Path, purpose: str) -> None:
        """Keep the problem that a file which has to be there is not."""
        self.add(Problem(self.shown(path), 0, 0, "", f"is missing; {purpose}"))

    def strays(self, folder: Path, known: tuple[str, ...]) -> None:
        """Keep a problem for each YAML file in `folder` that nothing would read."""
        for path in map(Path, yaml_files(folder)):
            if path.name not in known:
                mend = near(path.name, known) or f"; use one of {', '.join(known)}"
                self.add(Problem(self.shown(path), 0, 0, "", f"unknown file '{path.name}'{mend}"))

    def read(self, path: Path) -> YamlFile | None:
        """Read one file; None, with its problems kept, when it cannot be read."""
        self.files.append(path)
        try:
            file = self._read[self.shown(path)] = read_yaml(path, self.shown(path))
            return file
        except GuidelineError as error:
            for problem in error.problems:
                self.add(problem)
            return None

    def entry_problem(
        self, path: str, line: int, key: str, reason: str, inner: str, level: str = "error"
    ) -> None:
        """Keep a problem of the entry that begins on `line` of a file read before, in the list under `key`."""
        file = self._read[path]
        for index in range(len(file.data[key])):
            if file.places[key, index][0] == line:
                self.add(file.problem((key, index, *inner.split(".")), reason, level=level))
                return

    def shape(self, file: YamlFile, model: type[M], apart: str = "") -> M | None:
        """The file as `model`; the list under the key `apart` is left to `entries`, so that its good entries count."""
        data = dict(file.data)
        if isinstance(data.get(apart), list):
            data[apart] = []
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for problem in problems_of(error, file, model):
                self.add(problem)
            return None

    def entries(
        self, file: YamlFile, key: str, shape: TypeAdapter[T], model: type[Model]
    ) -> list[tuple[int, T]]:
        """The entries of the list under `key` that fit, with their positions; problems of the others are kept."""
        raw = file.data.get(key)
        good: list[tuple[int, T]] = []
        for index, entry in enumerate(raw if isinstance(raw, list) else ()):
            try:
                good.append((index, shape.validate_python(entry)))
            except ValidationError as error:
                for problem in problems_of(error, file, model, (key, index)):
                    self.add(problem)
        return good

    def finish(self) -> tuple[Problem, ...]:
        """The warnings. Raises GuidelineError with every problem when one of them is an error."""
        ordered = sorted(self.problems, key=lambda problem: (problem.path, problem.line, problem.column))
        if any(problem.level == "error" for problem in ordered):
            raise GuidelineError(ordered)
        return tuple(ordered)
