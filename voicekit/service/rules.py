"""The use cases around rules: list and explain them with their evidence, run their examples, measure them on cases.

What they read is a guideline's YAML, not its compiled form; none of them is on the way of a reply.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.guideline import compiled
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.files import brands_in, names_in
from voicekit.service.opening import open_guideline, open_signals, root_of
from voicekit.service.replies import check_many
from voicekit.types import LANGUAGES, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from voicekit.evals.evidence import Evidence
    from voicekit.evals.run import Result
    from voicekit.lint.selftest import ExampleResult


class RuleCard(NamedTuple):
    """What a person may want to know of one rule, as its YAML says it. `examples` are (`bad|good|ok`, text)."""

    id: str
    pack: str
    kind: str
    languages: tuple[str, ...]
    dimension: str
    severity: str
    blocking: bool
    sureness: str
    message: Mapping[str, str]
    why: Mapping[str, str]
    source: Source | None
    examples: tuple[tuple[str, str], ...]
    enabled: bool
    place: str


def list_rules(settings: Settings, brand: str | None = None) -> list[RuleCard]:
    """A card for every rule of the brand's guideline, switched off ones too, terms included."""
    from pathlib import Path

    from voicekit.guideline.compile import compile_rule, term_rule
    from voicekit.guideline.loader import load_brand

    name = brand or settings.brand
    loaded = load_brand(Path(root_of(settings, name)), name)
    cards: list[RuleCard] = []
    for rule in loaded.rules:
        one = compile_rule(rule)
        examples = [
            (kind, text)
            for example in rule.model.examples
            for kind, text in (("bad", example.bad), ("good", example.good), ("ok", example.ok))
            if text
        ]
        cards.append(_card(one, tuple(examples), rule.enabled, f"{rule.path}:{rule.line}"))
    for term in loaded.terms:
        cards.append(_card(term_rule(term), (), True, "terms.yaml"))
    return cards


def explain(settings: Settings, rule_id: str, brand: str | None = None) -> list[RuleCard]:
    """The cards of the rule called `rule_id`, one a language. Raises InputError with near matches if there is none."""
    cards = list_rules(settings, brand)
    found = [card for card in cards if card.id == rule_id]
    if not found:
        import difflib

        near = difflib.get_close_matches(rule_id, {card.id for card in cards}, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`voicekit rules list` names them all"
        raise InputError(f"no rule is called '{rule_id}'; {hint}")
    return found


def evidence(settings: Settings) -> dict[str, dict[str, Evidence]]:
    """What was measured of each rule, by id and language. Empty for a guideline folder of one's own: the figures are
    of the rules that travel along.
    """
    own = settings.guideline_source == "folder" and settings.guidelines is not None
    if own and not _same(root_of(settings), resources.guidelines_dir()):
        return {}
    from voicekit.evals.evidence import load

    return load(resources.evidence_file())


def try_rules(settings: Settings, brand: str | None = None) -> list[ExampleResult]:
    """Every example of every rule, run: a pack's rules as the pack has them, a brand's own rules under the brand.

    Under the brand of the settings' defaults every `good` is also read with all its packs together, and the signals,
    which belong to no brand, run theirs.
    """
    from pathlib import Path

    from voicekit.guideline.compile import compile_guideline
    from voicekit.guideline.examples import examples_of
    from voicekit.guideline.loader import load_brand, load_pack
    from voicekit.lint.selftest import run

    name = brand or settings.brand
    root = Path(root_of(settings, name))
    loaded, whole = load_brand(root, name), open_guideline(settings, name)
    # Packs are written against the default brand's channels: what another brand allows there is not their business.
    known = Settings().brand
    there, theirs = known in brands_in(root), _travelling_packs()
    base = loaded
    if name != known and (there or any(rule.pack in theirs for rule in loaded.rules)):
        base = load_brand(root if there else Path(resources.guidelines_dir()), known)
    results: list[ExampleResult] = []
    for pack in sorted({rule.pack for rule in loaded.rules} - {name}):
        # A rule that is off must be right as well: a brand may switch it on.
        rules = tuple(rule._replace(enabled=True) for rule in load_pack(root, pack).rules)
        suits = base if there or pack in theirs else loaded
        alone = Guideline(compile_guideline(suits._replace(rules=rules, terms=(), policy=None), ""))
        results.extend(run(alone, examples_of(rules)))
    results.extend(
        run(whole, examples_of(rule for rule in loaded.rules if rule.pack == name and rule.enabled))
    )
    if name == known:
        goods = (example for example in examples_of(loaded.rules) if example.kind == "good")
        results.extend(run(whole, goods, whole=True))
        results.extend(_tried_signals(root, whole))
    return results


def _tried_signals(root: Path, guideline: Guideline) -> Iterator[ExampleResult]:
    from voicekit.guideline.signalfiles import load_signals
    from voicekit.lint.selftest import ExampleResult
    from voicekit.triage.selftest import run_signals

    for language in sorted(guideline.spoken & {*LANGUAGES}):
        for one in run_signals(guideline, load_signals(root, language)):
            kind = "meant" if one.meant else "unmeant"
            yield ExampleResult(
                one.signal, one.language, kind, one.text, not one.reason, one.reason, one.place
            )


def check_guideline(settings: Settings, brand: str | None = None) -> list[Problem]:
    """Warnings on a guideline that loads; GuidelineError with every mistake in one that does not.

    A warning is a `good` example of its own or an approved template that the guideline itself finds fault with.
    """
    from pathlib import Path

    from voicekit.guideline.examples import examples_of, templates_of
    from voicekit.guideline.loader import load_brand
    from voicekit.lint.selftest import run

    name = brand or settings.brand
    root = Path(root_of(settings, name))
    loaded = None
    wrong: list[Problem] = []
    try:
        loaded = load_brand(root, name)
    except GuidelineError as error:
        wrong += error.problems
    for signals in open_signals(settings, name).values():
        try:
            signals()
        except GuidelineError as error:
            wrong += error.problems
    if loaded is None or wrong:
        raise GuidelineError(tuple(dict.fromkeys(wrong)))
    guideline = open_guideline(settings, name)
    # What a shipped pack's examples say suits the default brand: another brand's author could mend none of them.
    theirs = _travelling_packs() if name != Settings().brand else ()
    rules = [rule for rule in loaded.rules if rule.pack not in theirs]
    goods = [example for example in examples_of(rules) if example.kind == "good"]
    results = run(guideline, [*goods, *templates_of(loaded)], whole=True)
    problems = list(loaded.problems)
    for result in results:
        if not result.ok:
            path, _, line = result.place.partition(":")
            problems.append(
                Problem(
                    path,
                    int(line or 0),
                    1,
                    result.rule_id,
                    f"{result.kind}: {result.reason}",
                    level="warning",
                )
            )
    return problems


def run_cases(
    settings: Settings,
    paths: Iterable[Path],
    *,
    brand: str | None = None,
    language: str | None = None,
    split: str | None = None,
    jobs: int = 1,
) -> Result:
    """The cases in `paths`, each under its own brand's guideline (`brand` for a case that names none), and the counts.

    `language` and `split` keep those cases alone. Raises GuidelineError with every mistake in the files, InputError
    where no case is left.
    """
    from voicekit.evals.cases import read_cases, some_of  # no other use case reads cases
    from voicekit.evals.run import run

    name = brand or settings.brand
    cases = some_of(read_cases(paths), language, split)
    named = sorted({case.conversation.brand or name for case in cases})
    guidelines = {one: open_guideline(settings, one) for one in named}
    return run(cases, guidelines, name, lambda guideline, items: check_many(guideline, items, jobs=jobs))


def _travelling_packs() -> tuple[str, ...]:
    """The packs that travel along, written against the default brand's channels."""
    return names_in(os.path.join(resources.guidelines_dir(), "packs"))


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _card(rule: compiled.Rule, examples: tuple[tuple[str, str], ...], enabled: bool, place: str) -> RuleCard:
    return RuleCard(
        id=rule.id,
        pack=rule.pack,
        kind=rule.kind,
        languages=rule.languages,
        dimension=rule.dimension,
        severity=rule.severity,
        blocking=rule.blocking,
        sureness=rule.sureness,
        message=rule.message,
        why=rule.why,
        source=rule.source,
        examples=examples,
        enabled=enabled,
        place=place,
    )
