"""Writes docs/rules.md from the packs and docs/evidence.json: every rule with its reason, source, examples and figures.

It needs no data but the repository's own, and must never show a precision that was not measured.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from voicekit import config, resources, service
from voicekit.cli.cells import visible
from voicekit.evals.evidence import Evidence, fires, load, precision
from voicekit.evals.precision import ENOUGH
from voicekit.service import RuleCard
from voicekit.types import LANGUAGES

OUT = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
HEAD = f"""\
# The rules

Written by `make docs` from the packs and from `docs/evidence.json`, which `make evidence` measures.
`voicekit explain RULE` shows the same for one rule.

- **Fires**: the replies it fires in, of 1,000 public ones. English: agent turns of STAR (MIT). German, French, Russian
  and Vietnamese: the CoCoA-MT rows (CDLA-Sharing-1.0), both the formal and the informal version of each. All are read
  without mood, scenario, thread or attachments. A rule that waits for a stated situation shows nothing here and is
  tried on our own drafts alone.
- **Precision**: of the hits that a person read without knowing the rule, those that were right, with the 95 % Wilson
  interval. Under {ENOUGH} hits read it is *unmeasured*.
"""
_MARKS = re.compile(r"([\\`*_\[\]|~#])")


def plain(text: str) -> str:
    """A text as Markdown that shows just that: on one line, signs escaped, what cannot be seen named."""
    return _MARKS.sub(r"\\\1", html.escape(visible(" ".join(text.split())), quote=False))


def wanted(texts: Mapping[str, str], language: str) -> str:
    """The text in a language, else in English, else whatever there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def of_languages(card: RuleCard) -> tuple[str, ...]:
    """The languages of a rule, in the order of the house."""
    return tuple(code for code in LANGUAGES if not card.languages or code in card.languages)


def summary(cards: Sequence[RuleCard], figures: Mapping[str, Evidence]) -> str:
    """One row of a pack's table."""
    codes = [code for code in LANGUAGES if any(code in of_languages(card) for card in cards)]
    severities = list(dict.fromkeys(card.severity for card in cards))
    rates, shares = [], []
    for code in codes:
        one = figures.get(code)
        if one is None:
            continue
        if one.per_1000 is not None:
            rates.append(f"{code} {one.per_1000:.1f}" if one.public.right else f"{code} 0")
        if one.precision is not None:
            right = one.precision
            shares.append(f"{code} {100 * right.right / right.n:.0f} % of {right.n}")
    blocks = " (blocks)" if any(card.blocking for card in cards) else ""
    return (
        f"| `{cards[0].id}` | {' '.join(codes)} | {', '.join(severities)}{blocks} | {', '.join(rates) or '-'} "
        f"| {', '.join(shares) or 'unmeasured'} |"
    )


def details(cards: Sequence[RuleCard], figures: Mapping[str, Evidence]) -> list[str]:
    """The folded part of one rule: why, source, then each language with its message, examples and figures."""
    first = next((card for card in cards if "en" in of_languages(card)), cards[0])
    lines = [f"<details><summary><code>{html.escape(first.id)}</code></summary>", ""]
    lines += [f"{plain(wanted(first.why, 'en'))}", ""]
    for source in dict.fromkeys(card.source for card in cards if card.source is not None):
        year = f", {source.year}" if source.year else ""
        url = f", <{source.url}>" if source.url else ""
        lines.append(f"- Source: {plain(source.title)}{year}{url}")
    for card in sorted(cards, key=lambda card: LANGUAGES.index(of_languages(card)[0])):
        own = of_languages(card)
        language = own[0] if card.languages else "en"
        sure = "sure" if card.sureness == "sure" else "depends on the context"
        off = "" if card.enabled else "; switched off"
        lines.append(
            f"- **{', '.join(own)}** ({card.severity}, {sure}, {card.dimension}{off}): "
            f"{plain(wanted(card.message, language))}"
        )
        for kind, text in examples(card.examples):
            lines.append(f"  - {kind}: {plain(text)}")
        for code in own:
            if code in figures:
                one = figures[code]
                lines.append(f"  - {code}: fires in {fires(one)}; precision {precision(one)}")
    return [*lines, "", "</details>", ""]


def examples(given: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A bad one, with what is better where that is given, and one that is fine."""
    mended = [place for place in range(1, len(given)) if given[place][0] == "good"]
    shown = list(given[mended[0] - 1 : mended[0] + 1]) if mended else []
    kinds = ("ok",) if shown else ("bad", "ok")
    return shown + [next(one for one in given if one[0] == kind) for kind in kinds if kind in dict(given)]


def page(cards: Sequence[RuleCard], evidence: Mapping[str, Mapping[str, Evidence]]) -> str:
    """The Markdown of docs/rules.md."""
    packs: dict[str, dict[str, list[RuleCard]]] = defaultdict(lambda: defaultdict(list))
    for card in cards:
        packs[card.pack][card.id].append(card)
    lines = [HEAD, "| pack | rules |", "|---|---|"]
    lines += [f"| [{name}](#{name}) | {len(packs[name])} |" for name in sorted(packs)]
    for name in sorted(packs):
        lines += [
            "",
            f"## {name}",
            "",
            "| rule | languages | severity | fires | precision |",
            "|---|---|---|---|---|",
        ]
        rules = sorted(packs[name].items())
        lines += [summary(own, evidence.get(rule, {})) for rule, own in rules]
        lines.append("")
        for rule, own in rules:
            lines += details(own, evidence.get(rule, {}))
        lines.pop()
    return "\n".join(lines) + "\n"


def all_cards() -> list[RuleCard]:
    """The rules of every brand, those of the packs they share once."""
    settings = config.load({})
    found: dict[tuple[str, str, str], RuleCard] = {}
    for brand in service.brands(settings):
        for card in service.list_rules(settings, brand):
            found.setdefault((card.id, ",".join(card.languages), card.place), card)
    return list(found.values())


def main() -> None:
    """Write the page of this checkout."""
    OUT.write_text(page(all_cards(), load(resources.evidence_file())), "utf-8", newline="\n")
    print(f"wrote {OUT}")


if __name__ == "__main__":
    main()
