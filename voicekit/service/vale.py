"""The use case of taking Vale styles over: read them, grow examples, hold each rule against its own, write the pack.

A rule is written only if the linter speaks on its bad example and is silent on the others; the rest is told.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.compiled import Guideline
from voicekit.service.opening import root_of
from voicekit.types import Conversation, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicekit.guideline.loader import LoadedRule
    from voicekit.guideline.vale.common import Seed
    from voicekit.guideline.vale.reading import RuleFile
    from voicekit.guideline.vale.report import ImportReport, Outcome
    from voicekit.types import Finding

_SPARE = 12
"""Bad and good texts kept of a rule with a fix: its pack's other rules may speak on some of the good ones."""
_LOOKED_AT = 400
"""Texts tried before a rule is given up."""


class _Made(NamedTuple):
    """A rule that holds, with the examples to choose from; `number` is the outcome it belongs to."""

    number: int
    style: str
    body: dict[str, Any]
    pairs: tuple[tuple[str, str], ...]
    ok: str


class _Tried(NamedTuple):
    made: _Made | None
    reason: str = ""
    note: str = ""


def import_vale(
    settings: Settings, folder: str, pack: str | None = None, *, language: str = "en", write: bool = True
) -> ImportReport:
    """Make a pack of the Vale styles in `folder`; with `write=False` only say what would become of them.

    `pack` is the pack's name (default: the style's, or `vale` for several), `language` that of the styles. Raises
    InputError where there is nothing to read, nothing to take, no room for the pack, or its name cannot be one.
    """
    from voicekit.guideline.vale.reading import read_styles, slug
    from voicekit.guideline.vale.report import ImportReport
    from voicekit.guideline.vale.writing import pack_files, write_pack

    root = _root(settings, write)
    rules, unread = read_styles(Path(folder))
    styles = sorted({rule.style for rule in rules})
    name = pack or (slug(styles[0]) if len(styles) == 1 else "") or "vale"
    _check_name(name, root, write)
    made, outcomes = _taken(rules, name, language)
    chosen = _fitting(made, name, language, outcomes)
    title = f"Imported from the Vale style{'s' * (len(styles) != 1)} {', '.join(styles)}; the examples are generated"
    outcomes = sorted([*outcomes, *unread], key=lambda outcome: outcome.file)
    report = ImportReport(name, title, None, len(chosen), tuple(outcomes))
    if not chosen:
        if write:
            reasons = Counter(outcome.lost[0] for outcome in outcomes if outcome.lost)
            said = f": {reasons.most_common(1)[0][0]}" if reasons else ""
            raise InputError(f"{folder}: not one of {len(outcomes)} rules can be taken{said}; see --dry-run")
        return report
    by_style: dict[str, list[dict[str, Any]]] = {}
    for one in chosen:
        by_style.setdefault(slug(one.style) or "style", []).append(_with_examples(one))
    target = write_pack(root, name, pack_files(title, language, by_style), keep=write)
    return report._replace(folder=os.fspath(target) if write else None)


def _root(settings: Settings, write: bool) -> Path:
    """The folder to write to, a store or not: never the one that travels along."""
    root = Path(root_of(settings._replace(guideline_source="folder")))
    if write and os.path.realpath(root) == os.path.realpath(resources.guidelines_dir()):
        raise InputError(
            "the guidelines that travel along are not written to; name your own with --guidelines DIR"
        )
    return root


def _check_name(name: str, root: Path, write: bool) -> None:
    from voicekit.guideline.vale.writing import PACK_NAME

    if not PACK_NAME.fullmatch(name):
        raise InputError(f"--pack {name[:40]}: a pack's name is lower-case letters, digits and hyphens")
    if write and os.path.lexists(root / "packs" / name):
        raise InputError(
            f"a pack '{name}' is there already; choose another name with --pack, or remove it first"
        )


def _taken(rules: Sequence[RuleFile], pack: str, language: str) -> tuple[list[_Made], list[Outcome]]:
    """The rules that hold by themselves, and what became of each of Vale's."""
    from voicekit.guideline.vale.kinds import mapped
    from voicekit.guideline.vale.report import NotTakenError, Outcome

    made: list[_Made] = []
    outcomes: list[Outcome] = []
    known: set[str] = set()
    for number, rule in enumerate(rules):
        kind = str(rule.data.get("extends") or "")
        outcome = Outcome(rule.file, rule.rule, kind)
        try:
            found = mapped(rule, language)
        except NotTakenError as error:
            outcomes.append(outcome._replace(lost=(str(error),)))
            continue
        lost, notes, ids = list(found.lost), list(found.notes), []
        for seed in found.seeds:
            rule_id = _free_id(pack, rule, known)
            tried = _tried(seed, rule_id, pack, language, number, rule.style)
            if tried.made is None:
                lost.append(tried.reason)
            else:
                known.add(rule_id)
                ids.append(rule_id)
                made.append(tried.made)
                notes += [tried.note] if tried.note else []
        outcomes.append(outcome._replace(ids=tuple(ids), lost=tuple(lost), notes=tuple(notes)))
    return made, outcomes


def _free_id(pack: str, rule: RuleFile, known: set[str]) -> str:
    from voicekit.guideline.vale.reading import slug

    style = slug(rule.style) or "style"
    base = ".".join((*dict.fromkeys((pack, style)), slug(rule.name) or "rule"))
    number, name = 1, base
    while name in known:
        number += 1
        name = f"{base}-{number}"
    return name


def _tried(seed: Seed, rule_id: str, pack: str, language: str, number: int, style: str) -> _Tried:
    """The rule with examples that hold; else the reason why it has none."""
    reason = ""
    for form, note in _forms(seed):
        body = {"id": rule_id, **form}
        loaded, refused = _loaded(body, pack, language)
        if loaded is None:
            reason = reason or refused
            continue
        alone = _guideline([loaded], language)
        pairs = tuple(_bad_ones(seed, _fixes(body), alone, language))
        if not pairs:
            continue
        ok = _ok_text(alone, language)
        if not ok:
            return _Tried(None, "it speaks on every plain sentence that was tried")
        return _Tried(_Made(number, style, body, pairs, ok), note=note)
    return _Tried(None, reason or "no text could be made that it speaks on, so it would have no example")


def _forms(seed: Seed) -> Iterator[tuple[dict[str, Any], str]]:
    """The rule as it is; without its fix, which may leave nothing that could be shown; reading also what is covered."""
    from voicekit.guideline.vale.common import UNCOVERED

    yield seed.body, ""
    if "fix" in seed.body and "{replacement}" not in str(seed.body["message"]):
        plain = {key: value for key, value in seed.body.items() if key != "fix"}
        yield plain, "its action is left out: no example could show what it makes"
    if seed.body["kind"] not in ("metric", "capitalization") and seed.body.get("scope") != "text":
        yield {**seed.body, "scope": "text"}, UNCOVERED


def _loaded(body: dict[str, Any], pack: str, language: str) -> tuple[LoadedRule | None, str]:
    """The rule as our loader reads it, or why it refuses it."""
    from pydantic import ValidationError

    from voicekit.guideline.loader import LoadedRule
    from voicekit.guideline.rulecheck import rule_mistakes
    from voicekit.guideline.schema import RULE

    good = {"good": "-"} if _fixes(body) else {}
    try:
        model = RULE.validate_python({**body, "examples": [{"bad": "-", **good}, {"ok": "-"}]})
    except ValidationError as error:
        first = error.errors()[0]
        return None, f"{first['loc'][-1]}: {first.get('ctx', {}).get('error') or first['msg']}"
    for place, reason in rule_mistakes(model, {language}):
        return None, f"{'.'.join(map(str, place))}: {reason}"
    return LoadedRule(model, pack, "voice", (language,), "", 0, True), ""  # type: ignore[arg-type]


def _fixes(body: dict[str, Any]) -> bool:
    return body["kind"] == "substitution" or "fix" in body


def _guideline(rules: Sequence[LoadedRule], language: str) -> Guideline:
    """A guideline of these rules alone."""
    from voicekit.guideline.compile import compile_guideline
    from voicekit.guideline.loader import LoadedGuideline
    from voicekit.guideline.schema import Channel, Voice

    voice = Voice.model_validate(
        {"schema_version": 1, "id": "vale", "title": "Vale", "version": "1", "languages": [language],
         "default_language": language}
    )  # fmt: skip
    channel = Channel(title="Anywhere", visibility="private")
    loaded = LoadedGuideline(voice, {"default": channel}, {}, (), (), tuple(rules), (), None)
    return Guideline(compile_guideline(loaded, ""))


def _bad_ones(seed: Seed, fixing: bool, alone: Guideline, language: str) -> Iterator[tuple[str, str]]:
    """Bad texts with what the rule's fix makes of them ("" where it has none), a few."""
    from voicekit.guideline.vale.examples import bad_texts
    from voicekit.lint.fixes import apply_fix

    kept = 0
    for looked, text in enumerate(bad_texts(seed)):
        if looked >= _LOOKED_AT or kept >= (_SPARE if fixing else 1):
            return
        found = _findings(alone, text, language)
        if not found:
            continue
        good = ""
        if fixing:
            fixes = found[0].fixes
            good = apply_fix(text, fixes[0]) if fixes else ""
            if not good.strip() or _findings(alone, good, language):
                continue
        kept += 1
        yield text, good


def _ok_text(alone: Guideline, language: str) -> str:
    from voicekit.guideline.vale.examples import NEUTRAL

    return next((text.strip() for text in NEUTRAL if not _findings(alone, text.strip(), language)), "")


def _findings(guideline: Guideline, text: str, language: str) -> tuple[Finding, ...]:
    from voicekit.guideline.context import context_of
    from voicekit.lint.engine import lint
    from voicekit.text.document import Document
    from voicekit.text.metrics import measure, scored

    document, draft = Document(text, language), Draft(text)
    channel, _ = guideline.channel(None)
    context = context_of(Conversation(), draft, channel, language, None, None, None)
    return lint(guideline, document, context, draft, scored(measure(document))).findings


def _fitting(made: list[_Made], pack: str, language: str, outcomes: list[Outcome]) -> list[_Made]:
    """The rules that can live in one pack: what one's fix writes is a finding of none.

    Of rules that contradict each other the one in most contradictions goes, and its outcome says so.
    """
    loaded = [_loaded(one.body, pack, language)[0] for one in made]
    whole = _guideline([rule for rule in loaded if rule is not None], language)
    seen: dict[str, list[tuple[tuple[str, str], frozenset[str]]]] = {}
    for one in made:
        if _fixes(one.body):
            seen[one.body["id"]] = [
                (pair, frozenset(finding.rule_id for finding in _findings(whole, pair[1], language)))
                for pair in one.pairs
            ]
    gone: set[str] = set()
    while True:
        clashes: Counter[str] = Counter()
        for rule_id, pairs in seen.items():
            if rule_id not in gone and all(blockers - gone for _, blockers in pairs):
                least = min((blockers - gone for _, blockers in pairs), key=len)
                clashes.update((rule_id, *least))
        if not clashes:
            break
        worst = clashes.most_common(1)[0][0]
        gone.add(worst)
        others = _others(worst, seen, gone)
        number = next(one.number for one in made if one.body["id"] == worst)
        outcome = outcomes[number]
        outcomes[number] = outcome._replace(
            ids=tuple(rule_id for rule_id in outcome.ids if rule_id != worst),
            lost=(*outcome.lost, f"what one's fix writes is a finding of the other: it contradicts {others}"),
        )
    kept = []
    for one in made:
        if one.body["id"] not in gone:
            tried = seen.get(one.body["id"])
            best = next(pair for pair, blockers in tried if not blockers - gone) if tried else one.pairs[0]
            kept.append(one._replace(pairs=(best,)))
    return kept


def _others(worst: str, seen: dict[str, list[tuple[tuple[str, str], frozenset[str]]]], gone: set[str]) -> str:
    """The rules that `worst` contradicts, a few of them by name."""
    found = {blocker for _, blockers in seen.get(worst, ()) for blocker in blockers - gone}
    found |= {
        rule for rule, pairs in seen.items() if rule not in gone and all(worst in them for _, them in pairs)
    }
    names = sorted(found)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _with_examples(one: _Made) -> dict[str, Any]:
    bad, good = one.pairs[0]
    first = {"bad": bad, "good": good} if good else {"bad": bad}
    return {**one.body, "examples": [first, {"ok": one.ok}]}
