"""The models against the rest of the house, and the schema file made from them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from voicekit.guideline import schema
from voicekit.guideline.fields import CheckName, DimensionName, Language
from voicekit.guideline.jsonschema import guideline_schema, guideline_schema_text
from voicekit.text.readability import Counts, scores
from voicekit.types import DIMENSIONS, LANGUAGES


def test_the_committed_schema_is_current(root: Path) -> None:
    committed = (root / "guidelines" / "schema.json").read_text(encoding="utf-8")
    assert committed == guideline_schema_text(), "run: python scripts/build_schema.py"


def test_the_schema_has_every_kind_of_file_and_rule() -> None:
    made = guideline_schema()
    assert [choice["$ref"].rsplit("/", 1)[1] for choice in made["anyOf"]] == [
        "Pack", "PackRules", "Voice", "Channels", "Scenarios", "Terms", "Templates", "BrandRules", "Signals",
        "Escalation",
    ]  # fmt: skip
    kinds = {
        part["properties"]["kind"].get("const")
        for part in made["$defs"].values()
        if "kind" in part["properties"]
    }
    assert set(schema.KINDS) <= kinds
    assert made["$defs"]["Voice"]["additionalProperties"] is False
    assert "title" in made["$defs"]["Voice"]["properties"]


def test_names_agree_with_the_rest_of_the_house() -> None:
    assert get_args(Language) == LANGUAGES
    assert get_args(DimensionName) == DIMENSIONS
    assert get_args(CheckName) == schema.CHECKS
    assert set(schema.RULE_MODELS) == set(schema.KINDS)


def test_every_readability_figure_can_be_named() -> None:
    counts = Counts(100, 5, 500, 520, 150, 10, 60, 20, 30)
    names = {metric.name for code in LANGUAGES for metric in scores(counts, code)}
    assert names <= set(schema.METRICS)
    assert {name for name in names if name not in Counts._fields} <= set(schema.FORMULAS)
