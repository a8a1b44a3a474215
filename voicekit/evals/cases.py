"""Reads the cases of eval/cases: conversations with a draft and what is expected of it, each mistake with its place.

It must never judge a draft, nor pass over a key it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.types import Conversation, Draft, Verdict

if TYPE_CHECKING:
    from voicekit.guideline.yamlfile import Place, YamlFile

Split = Literal["dev", "test"]
Quality = Literal["good", "middling", "poor"]

_TOP = ("schema_version", "expect", "cases")
_EXTRA = ("split", "quality", "note", "expect")
_EXPECT = ("verdict", "findings", "quiet", "silent")
_PATH = re.compile(r"[a-z_]+(?:\.[^\s:]+)*\Z")


class Expect(NamedTuple):
    """What a report must say: its verdict, rules that must appear, rules that must not, and `silent`: no finding
    above a suggestion. None, or nothing, where the case does not say.
    """

    verdict: Verdict | None = None
    findings: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    silent: bool | None = None


class Case(NamedTuple):
    """One conversation with its draft, how an experienced colleague judges the draft, and what is expected of it.

    `place` is `file:line` for messages; `origin` the name of the file without its ending.
    """

    id: str
    conversation: Conversation
    draft: Draft
    split: Split | None
    quality: Quality | None
    note: str
    expect: Expect
    origin: str
    place: str

    @property
    def language(self) -> str:
        """The language of the case's locale; empty where it has none."""
        return (self.conversation.locale or "").replace("_", "-").partition("-")[0].lower()


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of all files; a folder stands for every `*.yaml` right in it and in the folders below.

    A file holds `cases: [...]`, with an `expect` beside it for all of them, or one conversation with a draft.
    Raises GuidelineError with every mistake of every file: unknown keys, wrong values, ids given twice.
    InputError for a path that is not there, or where no case was found.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    known: dict[str, str] = {}
    for path in _files(paths):
        try:
            found, wrong = _read(path)
        except GuidelineError as error:
            problems.extend(error.problems)
            continue
        problems.extend(wrong)
        for case, problem in found:
            if case.id in known:
                problems.append(
                    problem._replace(reason=f"'{case.id}' is given twice (first at {known[case.id]})")
                )
            known.setdefault(case.id, case.place)
            cases.append(case)
    if problems:
        raise GuidelineError(problems)
    if not cases:
        raise InputError("no cases found; a file of cases holds `cases:` with conversations and their drafts")
    return cases


def some_of(cases: Iterable[Case], language: str | None, split: str | None) -> list[Case]:
    """The cases of a language and a split, None standing for all. InputError where none is left."""
    kept = [case for case in cases if language in (None, case.language) and split in (None, case.split)]
    if not kept:
        raise InputError("no case is left; see --lang and --split")
    return kept


def unknown_rules(cases: Iterable[Case], known: Mapping[str, Iterable[str]], brand: str) -> list[Problem]:
    """A Problem for each rule a case names that its brand's guideline (`known`: brand to rule ids) does not have.

    `brand` is that of cases that name none.
    """
    import difflib

    problems = []
    for case in cases:
        ids = set(known[case.conversation.brand or brand])
        for rule in dict.fromkeys((*case.expect.findings, *case.expect.quiet)):
            if rule not in ids:
                near = difflib.get_close_matches(rule, ids, n=1)
                mend = f"did you mean '{near[0]}'?" if near else "`voicekit rules list` names them all"
                path, _, line = case.place.rpartition(":")
                problems.append(Problem(path, int(line), 1, f"{case.id}.expect", f"no rule '{rule}'; {mend}"))
    return problems


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(path.rglob("*.yaml")))
        elif path.is_file():
            files.append(path)
        else:
            raise InputError(f"{path}: no such file or folder")
    return list(dict.fromkeys(files))


def _read(path: Path) -> tuple[list[tuple[Case, Problem]], list[Problem]]:
    """The cases of one file, each with the Problem to raise if its id turns out to be taken; and what is wrong."""
    from voicekit.guideline.yamlfile import read_yaml  # YAML is for whoever has cases to read

    file = read_yaml(path, path.as_posix())
    problems: list[Problem] = []
    if "cases" not in file.data:
        entries: list[tuple[Place, Any]] = [((), file.data)]
        common = Expect()
    else:
        _known_keys(file, (), file.data, _TOP, problems)
        if file.data.get("schema_version", 1) != 1:
            problems.append(file.problem(("schema_version",), "expected 1"))
        common = _expect(file, ("expect",), file.data.get("expect"), Expect(), problems)
        value = file.data["cases"]
        if not isinstance(value, list):
            raise GuidelineError([file.problem(("cases",), "expected a list of cases")])
        entries = [(("cases", number), entry) for number, entry in enumerate(value)]
    found = []
    for place, entry in entries:
        case = _case(file, place, entry, common, problems)
        if case is not None:
            found.append((case, file.problem((*place, "id"), "")))
    return found, problems


def _case(file: YamlFile, place: Place, value: Any, common: Expect, problems: list[Problem]) -> Case | None:
    from voicekit.wire import conversation_from

    if not isinstance(value, dict):
        problems.append(file.problem(place, "expected a case: a conversation with `id` and `draft`"))
        return None
    before = len(problems)
    try:
        conversation, draft = conversation_from({k: v for k, v in value.items() if k not in _EXTRA}, "")
    except InputError as error:
        problems.append(_at(file, place, str(error)))
        return None
    if not conversation.id:
        problems.append(file.problem(place, "'id' is missing"))
    if draft is None:
        problems.append(file.problem(place, "'draft' is missing; a case without one has nothing to judge"))
    note = value.get("note", "")
    if not isinstance(note, str):
        problems.append(file.problem((*place, "note"), "expected a text"))
    split = _choice(file, (*place, "split"), value.get("split"), get_args(Split), problems)
    quality = _choice(file, (*place, "quality"), value.get("quality"), get_args(Quality), problems)
    expect = _expect(file, (*place, "expect"), value.get("expect"), common, problems)
    if len(problems) > before or draft is None:
        return None
    line = file.places[place][0]
    stem = Path(file.path).stem
    return Case(
        conversation.id, conversation, draft, split, quality, note, expect, stem, f"{file.path}:{line}"
    )


def _expect(file: YamlFile, place: Place, value: Any, common: Expect, problems: list[Problem]) -> Expect:
    """What one case says, with what the file says for all of its cases where the case does not."""
    if value is None:
        return common
    if not isinstance(value, dict):
        problems.append(file.problem(place, f"expected a mapping with {', '.join(_EXPECT)}"))
        return common
    _known_keys(file, place, value, _EXPECT, problems)
    verdict = _choice(file, (*place, "verdict"), value.get("verdict"), get_args(Verdict), problems)
    silent = value.get("silent")
    if silent is not None and not isinstance(silent, bool):
        problems.append(file.problem((*place, "silent"), "expected true or false"))
        silent = None
    findings = _ids(file, (*place, "findings"), value.get("findings"), problems)
    quiet = _ids(file, (*place, "quiet"), value.get("quiet"), problems)
    for rule in sorted(set(findings) & set(quiet)):
        problems.append(file.problem((*place, "quiet"), f"'{rule}' stands under `findings` too; keep one"))
    return Expect(
        verdict if verdict is not None else common.verdict,
        findings or common.findings,
        quiet or common.quiet,
        silent if silent is not None else common.silent,
    )


def _ids(file: YamlFile, place: Place, value: Any, problems: list[Problem]) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        problems.append(file.problem(place, "expected a list of rule ids"))
        return ()
    return tuple(value)


def _choice(file: YamlFile, place: Place, value: Any, known: tuple[str, ...], problems: list[Problem]) -> Any:
    # Any: the caller hands in the members of the very Literal it stores.
    if value is None or value in known:
        return value
    problems.append(file.problem(place, f"expected {', '.join(known[:-1])} or {known[-1]}"))
    return None


def _known_keys(
    file: YamlFile, place: Place, value: Mapping[str, Any], known: tuple[str, ...], problems: list[Problem]
) -> None:
    for key in value:
        if key not in known:
            problems.append(file.problem((*place, key), f"unknown key; known are {', '.join(known)}"))


def _at(file: YamlFile, place: Place, said: str) -> Problem:
    """The error of a conversation, `path.in.it: reason`, at its line in the file."""
    path, colon, reason = said.partition(": ")
    if not colon or not _PATH.match(path):
        return file.problem(place, said)
    parts = tuple(int(part) if part.isdigit() else part for part in path.split("."))
    return file.problem((*place, *parts), reason)
