"""A guideline folder becomes a LoadedGuideline: every file read, every mistake found, all of them raised at once.

Runs on a cache miss and for `guideline check`; it must never be imported on the hot path (pydantic, YAML).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from voicekit.errors import InputError, Problem
from voicekit.guideline.files import brand_folder, names_in
from voicekit.guideline.packs import LoadedPack, LoadedRule, extended, merged, overridden, read_rules
from voicekit.guideline.patterns import is_bounded
from voicekit.guideline.policyfile import read_policy
from voicekit.guideline.policymodels import Escalation
from voicekit.guideline.reading import M, Reading
from voicekit.guideline.rulecheck import Mistake, conditions_of, example_mistakes, local_text_mistakes
from voicekit.guideline.schema import (
    BrandRules,
    Channel,
    Channels,
    Scenario,
    Scenarios,
    Template,
    Templates,
    Term,
    Terms,
    Voice,
)
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import Place, YamlFile
from voicekit.text.fold import fold_plain

__all__ = ["LoadedGuideline", "LoadedPack", "LoadedRule", "load_brand", "load_pack", "term_id"]

_BRAND_FILES = (
    "voice.yaml", "channels.yaml", "scenarios.yaml", "terms.yaml", "templates.yaml", "rules.yaml", "escalation.yaml",
)  # fmt: skip
_BLANK = re.compile(r"\{\{ ?[a-z][a-z0-9_]* ?\}\}")
_TERM: TypeAdapter[Term] = TypeAdapter(Term)
_TEMPLATE: TypeAdapter[Template] = TypeAdapter(Template)


class LoadedGuideline(NamedTuple):
    """Everything a brand's folder and its packs say, without mistakes; `problems` are warnings only."""

    voice: Voice
    channels: Mapping[str, Channel]
    scenarios: Mapping[str, Scenario]
    terms: tuple[Term, ...]
    templates: tuple[Template, ...]
    rules: tuple[LoadedRule, ...]
    files: tuple[Path, ...]
    policy: tuple[YamlFile, Escalation] | None
    problems: tuple[Problem, ...] = ()


def load_brand(root: Path, brand: str) -> LoadedGuideline:
    """Load `root`/brands/`brand` with the packs it extends. Signals belong to no brand: `signalfiles` reads them.

    Raises InputError, naming the brands there are, for an unknown brand; GuidelineError with every mistake of every
    file otherwise.
    """
    folder = Path(brand_folder(root, brand))
    reading = Reading(root)
    reading.strays(folder, _BRAND_FILES)
    voice = _voice(reading, folder, brand)
    languages: Collection[str] = voice.languages if voice else ()
    channels = _whole(reading, folder / "channels.yaml", Channels, "it names the channels and 'default'")
    if channels is not None and "default" not in channels[1].channels:
        reason = "missing key 'default'; all other channels fall to it"
        reading.add(channels[0].problem(("channels",), reason, key="default"))
    scenarios = _whole(reading, folder / "scenarios.yaml", Scenarios)
    known_scenarios = tuple(scenarios[1].scenarios) if scenarios else ()
    known_channels = tuple(channels[1].channels) if channels else ()
    terms = _terms(reading, folder / "terms.yaml", known_channels)
    templates = _templates(
        reading, folder / "templates.yaml", known_channels, known_scenarios, languages
    )  # fmt: skip
    rules = _rules(reading, folder / "rules.yaml", brand, languages)
    policy = read_policy(reading, folder / "escalation.yaml", known_channels, known_scenarios, date.today())
    _warn_of_names(reading, [rule for rule in rules if rule.pack == brand], known_channels, known_scenarios)
    if not terms and not any(rule.enabled for rule in rules) and not reading.problems:
        reason = "not one rule is in force; extend a pack, or add rules or terms"
        reading.add(Problem(reading.shown(folder / "rules.yaml"), 0, 0, "", reason))
    warnings = reading.finish()
    assert voice is not None  # else `finish` has raised, here and below
    assert channels is not None
    return LoadedGuideline(
        voice, channels[1].channels, scenarios[1].scenarios if scenarios else {}, terms, templates, rules,
        tuple(reading.files), policy, warnings,
    )  # fmt: skip


def load_pack(root: Path, pack: str) -> LoadedPack:
    """Load one pack; its `rules` hold those of the packs it extends too, later ones winning.

    Raises InputError for an unknown pack, GuidelineError with every mistake.
    """
    known = names_in(root / "packs")
    if pack not in known:
        raise InputError(f"unknown pack '{pack}'; there are: {', '.join(known) or 'none'}")
    reading = Reading(root)
    packs = extended(reading, YamlFile("packs", {}, {}, ()), [pack])
    rules = merged(reading, [each.rules for each in packs])
    reading.finish()
    return packs[-1]._replace(rules=tuple(rules))


def term_id(term: Term) -> str:
    """The id of the rule a term becomes: `terms.` and its first phrase to avoid, as a slug."""
    return "terms." + (re.sub(r"[\W_]+", "-", fold_plain(term.avoid[0])).strip("-") or "term")


def _whole(reading: Reading, path: Path, model: type[M], needed: str = "") -> tuple[YamlFile, M] | None:
    """A file and its model; None when it is not there (a problem only if `needed`) or has mistakes."""
    if not path.is_file():
        if needed:
            reading.missing(path, needed)
        return None
    file = reading.read(path)
    shaped = reading.shape(file, model) if file else None
    return (file, shaped) if file and shaped else None


def _voice(reading: Reading, folder: Path, brand: str) -> Voice | None:
    found = _whole(reading, folder / "voice.yaml", Voice, "it says who speaks and in which languages")
    if found is None:
        return None
    file, voice = found
    if voice.id != brand:
        reading.add(file.problem(("id",), f"'{voice.id}' is not the folder's name; write '{brand}'"))
    if voice.default_language not in voice.languages:
        reason = f"'{voice.default_language}' is not in 'languages' ({', '.join(voice.languages)})"
        reading.add(file.problem(("default_language",), reason))
    for index, pattern in enumerate(voice.ids):
        if not is_bounded(pattern):
            reason = "an id's pattern needs an upper limit for every repeat; write {1,12} for +"
            reading.add(file.problem(("ids", index), reason))
    for code, band in voice.readability.items():
        if band.min is None and band.max is None:
            reading.add(file.problem(("readability", code), "neither 'min' nor 'max' is given; add one"))
        elif band.min is not None and band.max is not None and band.min > band.max:
            reason = f"'min' is over 'max' ({band.min:g} > {band.max:g})"
            reading.add(file.problem(("readability", code, "min"), reason))
    return voice


def _terms(reading: Reading, path: Path, channels: tuple[str, ...]) -> tuple[Term, ...]:
    file = reading.read(path) if path.is_file() else None
    if file is None:
        return ()
    reading.shape(file, Terms, apart="terms")
    seen: dict[str, list[tuple[int, Term]]] = {}
    terms: list[Term] = []
    for index, term in reading.entries(file, "terms", _TERM, Terms):
        place: Place = ("terms", index)
        line = file.places[place][0]
        for inner, reason in _term_mistakes(term, channels):
            reading.add(file.problem((*place, *inner), reason))
        slug = term_id(term)
        for first, other in seen.setdefault(slug, []):
            if not term.languages or not other.languages or set(term.languages) & set(other.languages):
                reason = (
                    f"'{term.avoid[0]}' has the same id as the term on line {first} ({slug}); join the two"
                )
                reading.add(file.problem((*place, "avoid", 0), reason))
        seen[slug].append((line, term))
        terms.append(term)
    return tuple(terms)


def _term_mistakes(term: Term, channels: tuple[str, ...]) -> Iterator[Mistake]:
    if not isinstance(term.note, str):
        yield from local_text_mistakes(term.note, ("note",), term.languages or ())
    for index, phrase in enumerate(term.avoid):
        if term.prefer is not None and fold_plain(phrase) == fold_plain(term.prefer):
            yield ("avoid", index), f"'{phrase}' is also what 'prefer' asks for; remove one"
        if phrase in term.avoid[:index]:
            yield ("avoid", index), f"'{phrase}' is named twice; remove one"
    yield from _unknown_names(term.channels, ("channels",), "channel", channels)
    yield from example_mistakes(
        [each for each in term.examples if not isinstance(each, str)], fixing=False, needed=False
    )


def _unknown_names(
    names: list[str] | None, place: Place, what: str, known: Collection[str]
) -> Iterator[Mistake]:
    for index, name in enumerate(names or ()):
        if known and name not in known:
            there = near(name, known) or f"; known are {', '.join(sorted(known))}"
            yield (*place, index), f"unknown {what} '{name}'{there}"


def _templates(
    reading: Reading,
    path: Path,
    channels: tuple[str, ...],
    scenarios: tuple[str, ...],
    languages: Collection[str],
) -> tuple[Template, ...]:
    file = reading.read(path) if path.is_file() else None
    if file is None:
        return ()
    reading.shape(file, Templates, apart="templates")
    seen: dict[tuple[str, str], int] = {}
    templates: list[Template] = []
    for index, template in reading.entries(file, "templates", _TEMPLATE, Templates):
        place: Place = ("templates", index)
        mistakes = list(_unknown_names(template.channels, ("channels",), "channel", channels))
        mistakes += (
            (("scenario",), reason)
            for _, reason in _unknown_names([template.scenario], (), "scenario", scenarios)
        )
        mistakes += (
            (("language",), reason)
            for _, reason in _unknown_names([template.language], (), "language", languages)
        )
        loose = re.search(r"[{}]", _BLANK.sub("", template.text))
        if loose:
            mistakes.append((("text",), f"a lone '{loose[0]}'; write a blank as {{{{order_id}}}}"))
        key = (template.id, template.language)
        if key in seen:
            reason = f"duplicate id '{template.id}' in '{template.language}' (first on line {seen[key]})"
            mistakes.append((("id",), reason))
        seen.setdefault(key, file.places[place][0])
        for inner, reason in mistakes:
            reading.add(file.problem((*place, *inner), reason))
        templates.append(template)
    return tuple(templates)


def _rules(reading: Reading, path: Path, brand: str, languages: Collection[str]) -> tuple[LoadedRule, ...]:
    file = reading.read(path) if path.is_file() else None
    if file is None:
        return ()
    head = reading.shape(file, BrandRules, apart="rules")
    own = read_rules(reading, file, BrandRules, pack=brand, dimension="", languages=(), texts=languages)
    if head is None:
        return tuple(own)
    packs = extended(reading, file, head.extends)
    from_packs = merged(reading, [pack.rules for pack in packs])
    changed = overridden(reading, file, head.overrides, from_packs, languages)
    rules = merged(reading, [changed, own])
    live = {rule.id for rule in rules}
    for rule in own:
        for old in rule.model.renamed_from:
            if old in live:
                reason = f"'{old}' in renamed_from is the id of a rule that is still there"
                reading.entry_problem(rule.path, rule.line, "rules", reason, "renamed_from")
    return tuple(rules)


def _warn_of_names(
    reading: Reading, own: list[LoadedRule], channels: tuple[str, ...], scenarios: tuple[str, ...]
) -> None:
    """A brand's rule that waits for a channel or scenario its brand does not have is most likely misspelt."""
    for rule in own:
        for place, when in conditions_of(rule.model):
            for (*spot, _), reason in (
                *_unknown_names(when.channel, (*place, "channel"), "channel", channels),
                *_unknown_names(when.scenario, (*place, "scenario"), "scenario", scenarios),
            ):
                field = ".".join(map(str, spot))
                reading.entry_problem(rule.path, rule.line, "rules", reason, field, "warning")
