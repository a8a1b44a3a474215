"""Packs: reading one, following `extends`, letting later rules win, and a brand's overrides.

It decides which rules are in force; it must never decide what a rule finds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from voicekit.guideline.files import names_in, yaml_files
from voicekit.guideline.reading import Reading
from voicekit.guideline.rulecheck import local_text_mistakes, placeholder_mistakes, rule_mistakes
from voicekit.guideline.schema import (
    RULE,
    AnyRule,
    CheckRule,
    Language,
    MetricRule,
    Occurrence,
    Override,
    Pack,
    PackRules,
)
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import Place, YamlFile
from voicekit.types import LANGUAGES

_PACK_FILES = ("pack.yaml", "any.yaml", *(f"{code}.yaml" for code in LANGUAGES))
# A language's rules may stand in several files, so that each stays short enough to be read: de.yaml, de-blame.yaml.
_TOPIC = re.compile(rf"(?:any|{'|'.join(LANGUAGES)})-[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")


class LoadedRule(NamedTuple):
    """One rule in force, and where it stands.

    `pack` is the pack's name, or the brand's for its own rules. `languages` is empty for a rule of every language,
    also those outside the five. `path` is relative to the guidelines folder, `line` counts from 1.
    """

    model: AnyRule
    pack: str
    dimension: str
    languages: tuple[Language, ...]
    path: str
    line: int
    enabled: bool

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.model.id


def read_rules(
    reading: Reading,
    file: YamlFile,
    model: type[Any],
    *,
    pack: str,
    dimension: str,
    languages: tuple[Language, ...],
    texts: Collection[str],
) -> list[LoadedRule]:
    """The rules of one file that have no mistake; the mistakes of the others are kept in `reading`.

    `languages`: what the file is for (empty: every language); `texts`: the languages a rule's words are owed in
    where the rule names none itself. `dimension` is empty where each rule has to name its own.
    """
    rules: list[LoadedRule] = []
    for index, rule in reading.entries(file, "rules", RULE, model):
        place: Place = ("rules", index)
        mistakes = list(rule_mistakes(rule, rule.languages or texts))
        if not dimension and rule.dimension is None:
            mistakes.append(((), "missing key 'dimension'; a brand's own rule has to name one"))
        if languages and rule.languages and tuple(rule.languages) != languages:
            reason = f"this file is for '{languages[0]}' only; move a rule for other languages to any.yaml"
            mistakes.append((("languages",), reason))
        for inner, reason in mistakes:
            reading.add(file.problem((*place, *inner), reason))
        if not mistakes:
            line = file.places[place][0]
            spoken = tuple(rule.languages) if rule.languages else languages
            rules.append(
                LoadedRule(rule, pack, rule.dimension or dimension, spoken, file.path, line, rule.enabled)
            )  # fmt: skip
    _refuse_twins(reading, rules)
    return rules


def _refuse_twins(reading: Reading, rules: Sequence[LoadedRule], before: Sequence[LoadedRule] = ()) -> None:
    """Keep a problem for each rule whose id another rule of the same pack has in the same language."""
    seen: dict[str, list[LoadedRule]] = {}
    for rule in before:
        seen.setdefault(rule.id, []).append(rule)
    for rule in rules:
        for other in seen.get(rule.id, ()):
            if _overlap(rule.languages, other.languages):
                where = f"line {other.line}" if other.path == rule.path else f"{other.path}:{other.line}"
                reason = f"duplicate id '{rule.id}' (first at {where}); give it another name"
                _at(reading, rule, "id", reason)
        seen.setdefault(rule.id, []).append(rule)


def _overlap(one: Collection[str], other: Collection[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


class LoadedPack(NamedTuple):
    """One pack's own rules, without those it extends."""

    name: str
    title: str
    dimension: str
    extends: tuple[str, ...]
    rules: tuple[LoadedRule, ...]
    file: YamlFile


def read_pack(reading: Reading, name: str) -> LoadedPack | None:
    """One pack of the folder; None when its pack.yaml cannot be used. Mistakes are kept in `reading`."""
    folder = reading.root / "packs" / name
    parts = tuple(path.name for path in map(Path, yaml_files(folder)) if _TOPIC.fullmatch(path.name))
    reading.strays(folder, (*_PACK_FILES, *parts))
    if not (folder / "pack.yaml").is_file():
        reading.missing(folder / "pack.yaml", "a pack needs its title and dimension there")
        return None
    file = reading.read(folder / "pack.yaml")
    head = reading.shape(file, Pack) if file else None
    rules: list[LoadedRule] = []
    for path in map(Path, yaml_files(folder)):
        if path.name not in (*_PACK_FILES[1:], *parts):
            continue
        code = path.stem.partition("-")[0]
        listed = reading.read(path)
        if listed is None:
            continue
        reading.shape(listed, PackRules, apart="rules")
        own: tuple[Any, ...] = () if code == "any" else (code,)
        found = read_rules(
            reading, listed, PackRules, pack=name, dimension=head.dimension if head else "care",
            languages=own, texts=own or LANGUAGES,
        )  # fmt: skip
        _refuse_twins(reading, found, rules)
        rules.extend(found)
    if file is None or head is None:
        return None
    return LoadedPack(name, head.title, head.dimension, tuple(head.extends), tuple(rules), file)


def extended(
    reading: Reading, file: YamlFile, names: Sequence[str], place: Place = ("extends",)
) -> list[LoadedPack]:
    """The packs `names` and all they extend, each once, those extended before those that extend them.

    An unknown pack and a circle are kept as problems in `reading`; `file` at `place` is what names the first ones.
    """
    known = names_in(reading.root / "packs")
    packs: dict[str, LoadedPack | None] = {}
    order: list[LoadedPack] = []

    def visit(name: str, file: YamlFile, place: Place, trail: tuple[str, ...]) -> None:
        if name in trail:
            circle = " -> ".join((*trail[trail.index(name) :], name))
            reading.add(file.problem(place, f"packs extend each other in a circle: {circle}"))
            return
        if name not in known:
            there = near(name, known) or f"; there are: {', '.join(known) or 'none'}"
            reading.add(file.problem(place, f"unknown pack '{name}'{there}"))
            return
        if name in packs:
            return
        pack = packs[name] = read_pack(reading, name)
        if pack is None:
            return
        for index, base in enumerate(pack.extends):
            visit(base, pack.file, ("extends", index), (*trail, name))
        order.append(pack)

    for index, name in enumerate(names):
        if name in names[:index]:
            reading.add(file.problem((*place, index), f"pack '{name}' is named twice; remove one"))
        visit(name, file, (*place, index), ())
    for pack in order:
        _refuse_foreign_ids(reading, pack, {pack.name: pack for pack in order})
    return order


def _refuse_foreign_ids(reading: Reading, pack: LoadedPack, packs: Mapping[str, LoadedPack]) -> None:
    """A pack's ids begin with its own name, or with that of a pack it extends (whose rule it then replaces)."""
    allowed: set[str] = set()
    waiting = [pack.name]
    while waiting:
        name = waiting.pop()
        if name not in allowed:
            allowed.add(name)
            waiting.extend(packs[name].extends if name in packs else ())
    for rule in pack.rules:
        if rule.id.split(".")[0] not in allowed:
            text = (
                f"id '{rule.id}' has to begin with the pack's name: '{pack.name}.{rule.id.partition('.')[2]}'"
            )
            _at(reading, rule, "id", text)


def _at(reading: Reading, rule: LoadedRule, field: str, reason: str) -> None:
    reading.entry_problem(rule.path, rule.line, "rules", reason, field)


def merged(reading: Reading, groups: Sequence[Sequence[LoadedRule]]) -> list[LoadedRule]:
    """All rules of the groups in order; a later group's rule takes the place of an earlier one with the same id.

    Only a whole rule can be replaced: one that shares some languages with an earlier one and not all is a problem.
    """
    kept: list[LoadedRule] = []
    for group in groups:
        fresh: dict[str, list[LoadedRule]] = {}
        for rule in group:
            fresh.setdefault(rule.id, []).append(rule)
        left: list[LoadedRule] = []
        for old in kept:
            rivals = [rule for rule in fresh.get(old.id, ()) if _overlap(rule.languages, old.languages)]
            if not rivals:
                left.append(old)
            elif not any(_covers(rival.languages, old.languages) for rival in rivals):
                spoken = ", ".join(old.languages) or "every language"
                reason = (
                    f"'{old.id}' replaces the rule at {old.path}:{old.line}, which is for {spoken}; cover all"
                )
                _at(reading, rivals[0], "languages", reason)
        kept = [*left, *group]
    return kept


def _covers(new: Collection[str], old: Collection[str]) -> bool:
    return not new or (bool(old) and set(old) <= set(new))


def overridden(
    reading: Reading, file: YamlFile, overrides: Mapping[str, Override], rules: Sequence[LoadedRule],
    texts: Collection[str],
) -> list[LoadedRule]:  # fmt: skip
    """`rules` with a brand's overrides on top; each names the fields it changes and leaves the others alone.

    `texts` are the languages a message is owed in where a rule has no languages of its own.
    """
    ids = {rule.id for rule in rules}
    renamed = {old: rule.id for rule in rules for old in rule.model.renamed_from}
    for rule_id in overrides:
        if rule_id not in ids:
            if rule_id.startswith("terms."):
                mend = "; change the term in terms.yaml"
            elif rule_id in renamed:
                mend = f"; it is called '{renamed[rule_id]}' now"
            else:
                mend = near(rule_id, ids)
            reading.add(file.problem(("overrides", rule_id), f"unknown rule '{rule_id}'{mend}"))
    out: list[LoadedRule] = []
    for rule in rules:
        change = overrides.get(rule.id)
        out.append(rule if change is None else _changed(reading, file, rule, change, texts))
    return out


def _changed(
    reading: Reading, file: YamlFile, rule: LoadedRule, change: Override, texts: Collection[str]
) -> LoadedRule:
    place: Place = ("overrides", rule.id)
    update: dict[str, Any] = {name: getattr(change, name) for name in change.model_fields_set}
    for name in [name for name, value in update.items() if value is None]:
        reading.add(file.problem((*place, name), "has no value; give one or leave the key out"))
        del update[name]
    if "limit" in update:
        if isinstance(rule.model, Occurrence):
            limit = update.pop("limit")
            if limit < 0 or limit != int(limit):
                reading.add(
                    file.problem((*place, "limit"), f"has to be a whole number from 0, got {limit:g}")
                )
            update["min" if rule.model.max is None else "max"] = int(limit)
        elif not isinstance(rule.model, MetricRule | CheckRule):
            reason = f"'{rule.id}' is of kind {rule.model.kind} and has no limit; remove it"
            reading.add(file.problem((*place, "limit"), reason))
    model = rule.model.model_copy(update=update)
    if change.message is not None:
        here: Place = (*place, "message")
        for spot, reason in (
            *local_text_mistakes(change.message, here, rule.languages or texts),
            *placeholder_mistakes(change.message, here, model, model.effective_limit),
        ):
            reading.add(file.problem(spot, reason))
    return rule._replace(model=model, enabled=model.enabled)
