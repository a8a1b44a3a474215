"""docs/rules.md is what the packs and the figures say now; a text in it cannot break the page."""

from __future__ import annotations

from pathlib import Path

from scripts.build_rules_page import all_cards, examples, page, plain, summary
from voicekit import resources
from voicekit.evals.evidence import Evidence, load
from voicekit.evals.stats import Share
from voicekit.service import RuleCard

CARD = RuleCard(
    id="a.b", pack="a", kind="existence", languages=("de",), dimension="voice", severity="warning", blocking=False,
    sureness="sure", message={"de": "Weg mit '{match}'.", "en": "Drop '{match}'."}, why={"en": "Because."}, source=None,
    examples=(("bad", "Ein <b>*"), ("ok", "Gut"), ("bad", "Eins"), ("good", "Zwei")), enabled=True, place="a/de.yaml:3",
)  # fmt: skip
MEASURED = Evidence(Share(3, 1000), Share(1, 60), Share(20, 20))


def test_the_page_is_what_the_packs_and_the_figures_say(root: Path) -> None:
    """Written again by `make docs`."""
    assert (root / "docs" / "rules.md").read_text("utf-8") == page(
        all_cards(), load(resources.evidence_file())
    )


def test_a_text_cannot_break_the_page() -> None:
    assert plain("a\n<b> [x](y) | *z* `c`") == "a &lt;b&gt; \\[x\\](y) \\| \\*z\\* \\`c\\`"
    assert "\u202e" not in plain("a \u202e b")


def test_a_bad_example_stands_beside_what_is_better() -> None:
    assert examples(CARD.examples) == [("bad", "Eins"), ("good", "Zwei"), ("ok", "Gut")]
    assert examples(CARD.examples[:2]) == [("bad", "Ein <b>*"), ("ok", "Gut")]
    assert examples(()) == []


def test_a_rule_shows_its_figures_or_that_there_are_none() -> None:
    assert summary([CARD], {"de": MEASURED}) == "| `a.b` | de | warning | de 3.0 | de 100 % of 20 |"
    few = MEASURED._replace(read=Share(19, 19), public=Share(0, 0))
    assert summary([CARD], {"de": few}) == "| `a.b` | de | warning | - | unmeasured |"
    assert summary([CARD._replace(blocking=True)], {}) == "| `a.b` | de | warning (blocks) | - | unmeasured |"
    said = page([CARD], {"a.b": {"de": MEASURED}})
    assert (
        "- **de** (warning, sure, voice): Weg mit '{match}'.\n  - bad: Eins\n  - good: Zwei\n  - ok: Gut\n"
        in said
    )
    assert (
        "  - de: fires in 3.0 of 1,000 public replies (3 of 1,000), 1 of 60 drafts; precision 20 of 20 hits"
        in said
    )
    assert "| [a](#a) | 1 |" in said and "\n## a\n" in said
