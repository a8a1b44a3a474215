"""`voicekit rules list|test|health`: what a guideline checks, whether its examples hold, what a team makes of it.

Must never count a rule whose examples did not run as one that passed.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from voicekit.cli import common
from voicekit.cli.cells import visible
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.service.reviews import RuleHealth


def options(parser: common.Options) -> None:
    """The options of `voicekit rules`."""
    parser.add_argument(
        "action",
        choices=("list", "test", "health"),
        help="show the rules, run their examples, or show what became of their findings",
    )
    parser.add_argument(
        "rule", metavar="RULE", nargs="*", help="only these rules, or all of a pack (human.*)"
    )
    common.guideline_options(parser)
    parser.add_argument("--lang", metavar="CODE", help="only rules of this language")
    parser.add_argument(
        "--of", metavar="N", type=int, help="with health: only what was found under version N"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """List, test (1 where an example does not hold), or show each rule's health."""
    settings = common.settings_from(args)
    language = common.language_of(args)
    from voicekit import service
    from voicekit.service import reviews

    if args.action == "health":
        if language is not None:
            raise InputError("--lang: health counts a rule in all languages; leave it out")
        found = reviews.rule_health(settings, args.brand, version=args.of)
        found = [one for one in found if wanted(one.rule_id, args.rule)]
        return _health(found, args.format)
    if args.of is not None:
        raise InputError("--of goes with health alone")
    if args.action == "list":
        cards = service.list_rules(settings, brand=args.brand)
        cards = [
            card
            for card in cards
            if wanted(card.id, args.rule)
            and (language is None or not card.languages or language in card.languages)
        ]
        _some(cards, args)
        return _list(cards, args.format, settings.ui)
    results = service.try_rules(settings, brand=args.brand)
    results = [
        result
        for result in results
        if wanted(result.rule_id, args.rule) and language in (None, result.language)
    ]
    _some(results, args)
    return _test(results, args.format)


def wanted(rule_id: str, names: list[str]) -> bool:
    """True where `names` is empty or one of them is the id, or `pack.*` with its pack."""
    return not names or any(rule_id == n or (n.endswith("*") and rule_id.startswith(n[:-1])) for n in names)


def _some(found: list[Any], args: argparse.Namespace) -> None:
    if not found:
        what = ", ".join(args.rule) or args.lang or "this guideline"
        raise InputError(f"no rule matches {what}; see 'voicekit rules list'")


def _list(cards: list[Any], form: str, ui: str) -> int:
    from voicekit.cli.explain import card_to, in_language

    if form == "json":
        import json

        sys.stdout.write(json.dumps([card_to(card) for card in cards], indent=2) + "\n")
        return 0
    longest = max(len(card.id) for card in cards)
    for card in cards:
        languages = ",".join(card.languages) or "any"
        line = f"{card.id:<{longest}}  {languages:<5}  {card.severity:<10}  {in_language(card.message, ui)}"
        sys.stdout.write(visible(line) + "\n")
    return 0


def _health(found: list[RuleHealth], form: str) -> int:
    if form == "json":
        import json

        from voicekit.evals.stats import share_to

        values = [{**one._asdict(), "dismissed_share": share_to(one.dismissed_share)} for one in found]
        sys.stdout.write(json.dumps({"schema_version": 1, "rules": values}, indent=2) + "\n")
        return 0
    if not found:
        print("no decision on a finding has been recorded", file=sys.stderr)
        return 0
    longest = max(len("rule"), *(len(one.rule_id) for one in found))
    head = f"{'rule':<{longest}}  version  fired  accepted  edited  overridden  dismissed"
    sys.stdout.write(head + "\n")
    for one in found:
        reasons = ", ".join(f"{count} {reason}" for reason, count in one.dismissed.items())
        share = f"{sum(one.dismissed.values())}{f' ({reasons})' if reasons else ''}"
        mend = "  <- mostly dismissed: mend or narrow it" if one.mostly_dismissed else ""
        line = (
            f"{one.rule_id:<{longest}}  {one.version or 'folder':>7}  {one.fired:>5}  {one.accepted:>8}"
            f"  {one.edited:>6}  {one.overridden:>10}  {share}{mend}"
        )
        sys.stdout.write(visible(line) + "\n")
    return 0


def _test(results: list[Any], form: str) -> int:
    bad = [result for result in results if not result.ok]
    if form == "json":
        import json

        sys.stdout.write(json.dumps([result._asdict() for result in results], indent=2) + "\n")
    else:
        for result in bad:
            head = f"{result.rule_id} ({result.language}) {result.kind}: {result.reason}"
            sys.stdout.write(f"{visible(head)}\n    {visible(result.text)}\n")
        rules = len({(result.rule_id, result.language) for result in results})
        sys.stdout.write(
            f"{len(results)} examples of {rules} rules: {len(results) - len(bad)} hold, {len(bad)} do not\n"
        )
    return int(bool(bad))
