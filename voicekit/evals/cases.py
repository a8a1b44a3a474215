"""Reads the cases of eval/cases: conversations with a draft and what is expected of it, each mistake with its place.

It must never judge a draft, nor pass over a key it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.types import Conversation, Draft, Mood, Verdict

if TYPE_CHECKING:
    from voicekit.guideline.yamlfile import Place, YamlFile

Split = Literal["dev", "test"]
Quality = Literal["good", "middling", "poor"]

_TOP = ("schema_version", "expect", "cases")
_EXTRA = ("split", "quality", "note", "expect")
_EXPECT = ("verdict", "findings", "quiet", "silent", "triage", "escalation")
_TRIAGE = ("intent", "mood", "risks")
NO_ROUTE = "none"
"""What `expect.escalation` says of a thread that nobody has to be handed."""
_PATH = re.compile(r"[a-z_]+(?:\.[^\s:]+)*\Z")


class Wanted(NamedTuple):
    """What triage must say of the customer's turns; None where the case does not say. `risks` are all there are."""

    intent: str | None = None
    mood: str | None = None
    risks: tuple[str, ...] | None = None


class Expect(NamedTuple):
    """What a report must say: its verdict, rules that must appear, rules that must not, `silent`: no finding above a
    suggestion, what triage reads, and the route it is handed to (NO_ROUTE: none). None, or nothing, where the case
    does not say.
    """

    verdict: Verdict | None = None
    findings: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    silent: bool | None = None
    triage: Wanted | None = None
    escalation: str | None = None

    @property
    def measured(self) -> bool:
        """True for a case of the conversation: it is counted in shares, and no run fails because of it alone."""
        return self.triage is not None or self.escalation is not None


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
    for path in files_of(paths):
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


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files, and the `*.yaml` in the folders, each once. InputError for a path that is not there."""
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
        known_keys(file, (), file.data, _TOP, problems)
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
    split = choice(file, (*place, "split"), value.get("split"), get_args(Split), problems)
    quality = choice(file, (*place, "quality"), value.get("quality"), get_args(Quality), problems)
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
    known_keys(file, place, value, _EXPECT, problems)
    verdict = choice(file, (*place, "verdict"), value.get("verdict"), get_args(Verdict), problems)
    silent = value.get("silent")
    if silent is not None and not isinstance(silent, bool):
        problems.append(file.problem((*place, "silent"), "expected true or false"))
        silent = None
    findings = _ids(file, (*place, "findings"), value.get("findings"), problems)
    quiet = _ids(file, (*place, "quiet"), value.get("quiet"), problems)
    triage = _wanted(file, (*place, "triage"), value.get("triage"), problems)
    route = value.get("escalation")
    if route is not None and not (isinstance(route, str) and route):
        problems.append(file.problem((*place, "escalation"), f"expected a route's name or {NO_ROUTE}"))
        route = None
    for rule in sorted(set(findings) & set(quiet)):
        problems.append(file.problem((*place, "quiet"), f"'{rule}' stands under `findings` too; keep one"))
    return Expect(
        verdict if verdict is not None else common.verdict,
        findings or common.findings,
        quiet or common.quiet,
        silent if silent is not None else common.silent,
        triage if triage is not None else common.triage,
        route if route is not None else common.escalation,
    )


def _wanted(file: YamlFile, place: Place, value: Any, problems: list[Problem]) -> Wanted | None:
    from voicekit.guideline.fields import Intent, Risk  # pydantic is for whoever has cases to read

    if value is None:
        return None
    if not isinstance(value, dict):
        problems.append(file.problem(place, f"expected a mapping with {', '.join(_TRIAGE)}"))
        return None
    known_keys(file, place, value, _TRIAGE, problems)
    risks = value.get("risks")
    if risks is not None:
        if not isinstance(risks, list):
            problems.append(file.problem((*place, "risks"), "expected a list of risks"))
            risks = []
        for number, risk in enumerate(risks):
            if risk is None:
                problems.append(file.problem((*place, "risks", number), "expected a risk's name"))
            choice(file, (*place, "risks", number), risk, get_args(Risk), problems)
    return Wanted(
        choice(file, (*place, "intent"), value.get("intent"), get_args(Intent), problems),
        choice(file, (*place, "mood"), value.get("mood"), get_args(Mood), problems),
        None if risks is None else tuple(risks),
    )


def _ids(file: YamlFile, place: Place, value: Any, problems: list[Problem]) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        problems.append(file.problem(place, "expected a list of rule ids"))
        return ()
    return tuple(value)


def choice(file: YamlFile, place: Place, value: Any, known: tuple[str, ...], problems: list[Problem]) -> Any:
    """`value` where it is one of `known`; None, with a problem added, for anything else that stands there."""
    # Any: the caller hands in the members of the very Literal it stores.
    if value is None or value in known:
        return value
    problems.append(file.problem(place, f"expected {', '.join(known[:-1])} or {known[-1]}"))
    return None


def known_keys(
    file: YamlFile, place: Place, value: Mapping[str, Any], known: tuple[str, ...], problems: list[Problem]
) -> None:
    """A problem for each key of `value` that is not known."""
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
