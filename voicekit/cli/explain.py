"""`voicekit explain RULE`: what a rule finds, why, where that stands, examples, and what was measured of it.

Must never explain from anything but the rule's own entry and its figures.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from voicekit.cli import common
from voicekit.cli.cells import visible, wrap

if TYPE_CHECKING:
    from voicekit.evals.evidence import Evidence


def options(parser: common.Options) -> None:
    """The options of `voicekit explain`."""
    parser.add_argument("rule", metavar="RULE", help="a rule's id, such as human.empty-apology")
    common.guideline_options(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print the rule in every language it has. InputError (with a near match) where there is none."""
    settings = common.settings_from(args)
    from voicekit import service

    cards = service.explain(settings, args.rule, brand=args.brand)
    figures = service.evidence(settings).get(args.rule, {})
    if args.format == "json":
        import json

        values = [card_to(card) | {"evidence": evidence_to(card, figures)} for card in cards]
        sys.stdout.write(json.dumps(values, indent=2) + "\n")
    else:
        width = max(40, min(common.screen_width(), 100))
        sys.stdout.write("\n".join(told(card, settings.ui, width, figures) for card in cards))
    return 0


def evidence_to(card: Any, figures: Mapping[str, Evidence]) -> dict[str, Any]:
    """The figures of a card's languages as JSON-ready values; `precision` is null where it is unmeasured."""
    from voicekit.evals.stats import share_to

    return {
        code: {
            "public_replies": share_to(one.public),
            "drafts": share_to(one.drafts),
            "precision": None if one.precision is None else share_to(one.precision),
            "hits_read": one.read.n,
        }
        for code, one in figures.items()
        if not card.languages or code in card.languages
    }


def card_to(card: Any) -> dict[str, Any]:
    """A rule card as JSON-ready values."""
    source = card.source
    return {
        "id": card.id,
        "pack": card.pack,
        "languages": list(card.languages),
        "kind": card.kind,
        "severity": card.severity,
        "blocking": card.blocking,
        "sureness": card.sureness,
        "dimension": card.dimension,
        "message": dict(card.message),
        "why": dict(card.why),
        "source": None if source is None else source._asdict(),
        "examples": [{"kind": kind, "text": text} for kind, text in card.examples],
    }


def in_language(texts: Mapping[str, str], ui: str) -> str:
    """The text in the interface language, else in English, else in whatever there is."""
    return texts.get(ui) or texts.get("en") or next(iter(texts.values()), "")


def told(card: Any, ui: str, width: int, figures: Mapping[str, Evidence]) -> str:
    """A rule card for a person, ending with a line end."""
    facts = [
        card.severity + (", blocks sending" if card.blocking else ""),
        "sure" if card.sureness == "sure" else "depends on the context",
        card.dimension,
        card.kind,
        ", ".join(card.languages) or "any language",
    ]
    lines = [visible(card.id), "  " + visible("; ".join(facts)), ""]
    for text in (in_language(card.message, ui), in_language(card.why, ui)):
        lines += [f"  {line}" for line in wrap(text, width - 2)]
    if card.source is not None:
        source = card.source
        named = f"{source.title}{f', {source.year}' if source.year else ''}{f', {source.url}' if source.url else ''}"
        lines += [f"  {line}" for line in wrap(f"Source: {named}", width - 2)]
    for text in measured(card, figures):
        lines += [f"  {line}" for line in wrap(text, width - 2)]
    if card.examples:
        lines.append("")
    for kind, text in card.examples:
        first, *rest = wrap(text, width - 8)
        lines += [f"  {kind:<5} {first}", *(f"        {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def measured(card: Any, figures: Mapping[str, Evidence]) -> list[str]:
    """How often the rule fires and its precision, a line a language; or that it is unmeasured."""
    own = {code: one for code, one in figures.items() if not card.languages or code in card.languages}
    if not own:
        return ["Unmeasured."]
    from voicekit.evals.evidence import fires, precision

    return [
        f"Measured ({code}): fires in {fires(one)}; precision: {precision(one)}" for code, one in own.items()
    ]
