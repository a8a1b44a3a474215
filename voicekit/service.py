"""The use cases, and the only module that the command line, the page and other surfaces call.

It joins the parts and holds no rule of the product; what is heavy is imported by the use case that needs it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from voicekit import resources
from voicekit._version import __version__
from voicekit.check import check
from voicekit.config import Settings
from voicekit.errors import InputError, Problem
from voicekit.guideline import compiled
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.digest import content_digest
from voicekit.guideline.files import brand_files, brands_in
from voicekit.lint.engine import most_severe_first
from voicekit.lint.fixes import apply_fix, settle
from voicekit.types import Conversation, Draft, Finding, Metric, Report, Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from voicekit.lint.selftest import ExampleResult
    from voicekit.text.speech import Punctuation, Speech
    from voicekit.types import Attachment

__all__ = [
    "FixResult",
    "RuleCard",
    "apply_fix",
    "battery",
    "brands",
    "check_guideline",
    "check_many",
    "check_reply",
    "explain",
    "fix_reply",
    "list_rules",
    "listen",
    "most_severe_first",
    "open_guideline",
    "samples",
    "try_rules",
]


class FixResult(NamedTuple):
    """A mended draft: its text, the findings whose fixes were applied, and the report of what is left."""

    text: str
    applied: tuple[Finding, ...]
    left: Report


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


def open_guideline(settings: Settings, brand: str | None = None) -> Guideline:
    """The compiled guideline of `brand` (or of the settings' brand), from the cache where its content is known.

    Raises InputError for an unknown brand, GuidelineError with every mistake in its files.
    """
    root = _root(settings)
    name = brand or settings.brand
    sha256 = content_digest(f"{__version__}\0{name}", root, brand_files(root, name))

    def build() -> dict[str, Any]:
        from pathlib import Path

        from voicekit.guideline.compile import compile_guideline  # pydantic and YAML: a cache miss alone
        from voicekit.guideline.loader import load_brand

        return compile_guideline(load_brand(Path(root), name), sha256)

    cache = os.fspath(settings.cache_dir) if settings.cache_dir is not None else None
    return compiled.cached(cache, sha256, build)


def check_reply(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    language: str | None = None,
    ui: str = "en",
) -> Report:
    """The report on one draft; see `voicekit.check.check`."""
    return check(guideline, conversation, draft, language=language, ui=ui)


def check_many(
    guideline: Guideline,
    items: Iterable[tuple[Conversation, Draft]],
    *,
    jobs: int = 1,
    language: str | None = None,
    ui: str = "en",
) -> Iterator[Report]:
    """Reports in the order of `items`, made by `jobs` processes. Raises InputError at the first unreadable item."""
    if jobs < 1:
        raise InputError(f"cannot work with {jobs} processes; use 1 or more")
    if jobs == 1:
        for conversation, draft in items:
            yield check(guideline, conversation, draft, language=language, ui=ui)
        return
    from voicekit.parallel import check_in_processes  # multiprocessing is for bulk alone

    yield from check_in_processes(guideline, items, jobs, language, ui)


def fix_reply(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    unsafe: bool = False,
    language: str | None = None,
    ui: str = "en",
) -> FixResult:
    """The draft with its safe fixes applied (with `unsafe`, every fix but the display ones), until none is left.

    A loop of fixes that does not settle gives back the original text.
    """

    def look(text: str) -> Report:
        return check(guideline, conversation, draft._replace(text=text), language=language, ui=ui)

    text, applied, report = settle(draft.text, look, unsafe=unsafe)
    return FixResult(text, applied, report)


def battery(text: str, language: str) -> tuple[Metric, ...]:
    """textstat's whole battery on the cleaned text. Raises MissingExtra where textstat is not installed."""
    from voicekit.text.battery import battery as textstat_battery
    from voicekit.text.document import Document

    return textstat_battery(Document(text, language).clean, language)


def list_rules(settings: Settings, brand: str | None = None) -> list[RuleCard]:
    """A card for every rule of the brand's guideline, switched off ones too, terms included."""
    from pathlib import Path

    from voicekit.guideline.compile import compile_rule, term_rule
    from voicekit.guideline.loader import load_brand

    loaded = load_brand(Path(_root(settings)), brand or settings.brand)
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


def try_rules(settings: Settings, brand: str | None = None) -> list[ExampleResult]:
    """Every example of every rule, run: a pack's rules as the pack has them, a brand's own rules under the brand.

    Under the brand of the settings' defaults every `good` is also read with all its packs together.
    """
    from pathlib import Path

    from voicekit.guideline.compile import compile_guideline
    from voicekit.guideline.examples import examples_of
    from voicekit.guideline.loader import load_brand, load_pack
    from voicekit.lint.selftest import run

    root, name = Path(_root(settings)), brand or settings.brand
    loaded = load_brand(root, name)
    whole = Guideline(compile_guideline(loaded, ""))
    # Packs are written against the default brand's channels: what another brand allows there is not their business.
    known = Settings().brand
    base = load_brand(root, known) if name != known and known in brands_in(root) else loaded
    results: list[ExampleResult] = []
    for pack in sorted({rule.pack for rule in loaded.rules} - {name}):
        rules = load_pack(root, pack).rules
        alone = Guideline(compile_guideline(base._replace(rules=rules, terms=()), ""))
        results.extend(run(alone, examples_of(rules)))
    results.extend(
        run(whole, examples_of(rule for rule in loaded.rules if rule.pack == name and rule.enabled))
    )
    if name == Settings().brand:
        goods = (example for example in examples_of(loaded.rules) if example.kind == "good")
        results.extend(run(whole, goods, whole=True))
    return results


def check_guideline(settings: Settings, brand: str | None = None) -> list[Problem]:
    """Warnings on a guideline that loads; GuidelineError with every mistake in one that does not.

    A warning is a `good` example or an approved template that the guideline itself finds fault with.
    """
    from pathlib import Path

    from voicekit.guideline.compile import compile_guideline
    from voicekit.guideline.examples import examples_of, templates_of
    from voicekit.guideline.loader import load_brand
    from voicekit.lint.selftest import run

    loaded = load_brand(Path(_root(settings)), brand or settings.brand)
    guideline = Guideline(compile_guideline(loaded, ""))
    goods = [example for example in examples_of(loaded.rules) if example.kind == "good"]
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


def brands(settings: Settings) -> list[str]:
    """Names of the brands in the guideline folder."""
    return list(brands_in(_root(settings)))


def samples() -> list[tuple[str, Conversation, Draft | None]]:
    """The sample conversations that travel along: name, conversation, draft."""
    from pathlib import Path

    from voicekit.wire import conversation_from, yamlin

    found = []
    for path in sorted(Path(resources.samples_dir()).glob("*.yaml")):
        conversation, draft = conversation_from(
            yamlin.load(path.read_text(encoding="utf-8"), path.name), path.name
        )
        found.append((path.stem, conversation, draft))
    return found


def listen(
    text: str,
    language: str | None = None,
    attachments: Sequence[Attachment] = (),
    *,
    punctuation: Punctuation = "some",
    ui: str = "en",
) -> Speech:
    """`text` and its attachments as a screen reader would say them; see `voicekit.text.speech.speak`.

    Without a `language` (a code or locale) it is told from the text; where that shows none it is read as English, and
    a note says so.
    """
    from voicekit.text.language import identify  # no other use case needs either
    from voicekit.text.speech import speak
    from voicekit.text.speech_words import note

    code = identify(text, language).code
    speech = speak(text, code or "en", attachments, punctuation=punctuation, ui=ui)
    if code is None and text.strip():
        speech = speech._replace(notes=(note("unknown_language", ui), *speech.notes))
    return speech


def _root(settings: Settings) -> str:
    root = resources.guidelines_dir() if settings.guidelines is None else os.fspath(settings.guidelines)
    if not os.path.isdir(os.path.join(root, "brands")):
        raise InputError(f"{root}: no guidelines here; a guidelines folder holds brands/ and packs/")
    return root


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
