"""Packs: extends, later rules winning, overrides, languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from voicekit.guideline.loader import load_brand, load_pack
from voicekit.guideline.schema import CheckRule, MetricRule, Occurrence

HEAD = "schema_version: 1\n"
RULES = "brands/shop/rules.yaml"
Change = Callable[[str, str, str], None]
Mistakes = Callable[[], list[str]]


def pack(change: Change, name: str, rules: str = "", *, extends: str = "[]", file: str = "en.yaml") -> None:
    """Write a pack with one file of rules."""
    change(f"packs/{name}/pack.yaml", "", f"{HEAD}title: {name}\ndimension: voice\nextends: {extends}\n")
    if rules:
        change(f"packs/{name}/{file}", "", f"{HEAD}rules:\n{rules}")


def rule(
    rule_id: str, more: str = "kind: existence, tokens: [abc]", message: str = "No.", why: str = "So."
) -> str:
    """One rule on one line."""
    return (
        f"  - {{id: {rule_id}, severity: error, {more}, message: {message}, why: {why}, source: {{title: S}},\n"
        "     examples: [{bad: abc}, {ok: x}]}\n"
    )


def test_what_is_extended_comes_first_and_once(folder: Path, change: Change) -> None:
    pack(change, "base", rule("base.one"))
    pack(change, "left", rule("left.one"), extends="[base]")
    pack(change, "right", rule("right.one"), extends="[base, left]")
    change(RULES, "[care]", "[left, right]")
    loaded = load_brand(folder, "shop")
    assert [(each.id, each.pack) for each in loaded.rules] == [
        ("base.one", "base"), ("left.one", "left"), ("right.one", "right"),
    ]  # fmt: skip
    assert [each.id for each in load_pack(folder, "left").rules] == ["base.one", "left.one"]


def test_a_language_may_stand_in_several_files(folder: Path, change: Change, mistakes: Mistakes) -> None:
    pack(change, "base", rule("base.one"))
    change("packs/base/en-blame.yaml", "", f"{HEAD}rules:\n{rule('base.two')}")
    change(RULES, "[care]", "[base]")
    assert {(each.id, each.languages) for each in load_brand(folder, "shop").rules} == {
        ("base.one", ("en",)), ("base.two", ("en",)),
    }  # fmt: skip
    change("packs/base/en-again.yaml", "", f"{HEAD}rules:\n{rule('base.two')}")
    change("packs/base/xx-blame.yaml", "", f"{HEAD}rules:\n{rule('base.three')}")
    said = "\n".join(mistakes())
    assert "packs/base/en-blame.yaml" in said and "base.two" in said
    assert "unknown file 'xx-blame.yaml'" in said


def test_a_circle_is_named(change: Change, mistakes: Mistakes) -> None:
    pack(change, "one", extends="[two]")
    pack(change, "two", extends="[three]")
    pack(change, "three", extends="[two]")
    change(RULES, "[care]", "[one]")
    assert mistakes() == [
        "packs/three/pack.yaml:4:11: extends.0: packs extend each other in a circle: two -> three -> two"
    ]


def test_a_pack_replaces_a_rule_of_the_pack_it_extends(folder: Path, change: Change) -> None:
    pack(change, "bank", rule("care.empty-apology", message="Firmer."), extends="[care]")
    change(RULES, "[care]", "[care, bank]")
    rules = {each.id: each for each in load_brand(folder, "shop").rules}
    assert rules["care.empty-apology"].pack == "bank"
    assert rules["care.empty-apology"].model.message == "Firmer."
    assert rules["care.many-sorries"].pack == "care"


def test_only_a_whole_rule_can_be_replaced(change: Change, mistakes: Mistakes) -> None:
    five = "{en: a, de: a, fr: a, ru: a, vi: a}"
    pack(change, "wide", rule("wide.one", message=five, why=five), file="any.yaml")
    pack(change, "narrow", rule("wide.one"), extends="[wide]")
    change(RULES, "[care]", "[narrow]")
    assert mistakes() == [
        "packs/narrow/en.yaml:3:5: rules.0.languages: 'wide.one' replaces the rule at packs/wide/any.yaml:3, "
        "which is for every language; cover all"
    ]


def test_a_brands_own_rule_wins(folder: Path, change: Change) -> None:
    own = rule(
        "care.empty-apology", "kind: existence, tokens: [abc], languages: [en], dimension: voice", "Ours."
    )
    change(RULES, "[care]", f"[care]\nrules:\n{own}")
    (mine,) = [each for each in load_brand(folder, "shop").rules if each.id == "care.empty-apology"]
    assert (mine.pack, mine.dimension, mine.model.message) == ("shop", "voice", "Ours.")


def test_one_id_may_stand_once_in_each_language_of_a_pack(
    folder: Path, change: Change, mistakes: Mistakes
) -> None:
    both = "{en: a, de: b}"
    change("packs/care/de.yaml", "", f"{HEAD}rules:\n{rule('care.empty-apology', message=both, why=both)}")
    loaded = load_brand(folder, "shop")
    assert [each.languages for each in loaded.rules if each.id == "care.empty-apology"] == [("de",), ("en",)]
    five = "{en: a, de: a, fr: a, ru: a, vi: a}"
    change("packs/care/any.yaml", "", f"{HEAD}rules:\n{rule('care.empty-apology', message=five, why=five)}")
    assert mistakes() == [
        f"packs/care/{code}.yaml:3:{column}: rules.0.id: duplicate id 'care.empty-apology' "
        "(first at packs/care/any.yaml:3); give it another name"
        for code, column in (("de", 6), ("en", 5))
    ]


def test_any_yaml_is_for_every_language_and_owes_texts_in_five(change: Change, mistakes: Mistakes) -> None:
    four = "{en: a, de: a, fr: a, ru: a}"
    change("packs/care/any.yaml", "", f"{HEAD}rules:\n{rule('care.new', message=four)}")
    assert mistakes() == [
        "packs/care/any.yaml:3:69: rules.0.message: lacks 'vi'; add the text in that language",
        "packs/care/any.yaml:3:108: rules.0.why: expected a text for each language, "
        "write {de: ..., en: ..., fr: ..., ru: ..., vi: ...}",
    ]


def test_a_rule_of_any_yaml_has_no_languages(folder: Path, change: Change) -> None:
    five = "{en: a, de: a, fr: a, ru: a, vi: a}"
    change("packs/care/any.yaml", "", f"{HEAD}rules:\n{rule('care.new', message=five, why=five)}")
    assert {each.id: each.languages for each in load_pack(folder, "care").rules}["care.new"] == ()


def test_an_override_changes_what_it_names_only(folder: Path, change: Change) -> None:
    before = {each.id: each for each in load_brand(folder, "shop").rules}
    change(RULES, "[care]", """[care]
overrides:
  care.empty-apology: {severity: error, blocking: true, message: "Not '{match}'.", when: {mood: [angry]}}
  care.many-sorries: {limit: 3, enabled: false}
""")  # fmt: skip
    after = {each.id: each for each in load_brand(folder, "shop").rules}
    apology, old = after["care.empty-apology"].model, before["care.empty-apology"].model
    assert (apology.severity, apology.blocking, apology.message) == ("error", True, "Not '{match}'.")
    assert apology.when is not None
    assert apology.when.mood == ["angry"]
    assert (
        apology.model_copy(
            update={"severity": "warning", "blocking": False, "message": old.message, "when": None}
        )
        == old
    )
    many = after["care.many-sorries"]
    assert isinstance(many.model, Occurrence)
    assert (many.model.max, many.model.effective_limit, many.enabled) == (3, 3, False)


@pytest.mark.parametrize(
    ("kind", "shape"),
    [("kind: metric, formula: words, condition: '> {limit}', limit: 9", MetricRule),
     ("kind: check, check: emoji_count, limit: 9", CheckRule)],
)  # fmt: skip
def test_a_limit_can_be_overridden(folder: Path, change: Change, kind: str, shape: type) -> None:
    pack(change, "other", rule("other.one", kind))
    change(RULES, "[care]", "[care, other]\noverrides: {other.one: {limit: 2.5}}")
    (found,) = [each for each in load_brand(folder, "shop").rules if each.id == "other.one"]
    assert isinstance(found.model, shape)
    assert found.model.effective_limit == 2.5


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("care.many-sorries: {limit: 1.5}",
         "3:33: overrides.care.many-sorries.limit: has to be a whole number from 0, got 1.5"),
        ("care.many-sorries: {severity: }", "3:33: overrides.care.many-sorries.severity: has no value; "
         "give one or leave the key out"),
        ("terms.order: {severity: error}",
         "3:13: overrides.terms.order: unknown rule 'terms.order'; change the term in terms.yaml"),
        ("care.many-sorries: {severty: error}",
         "3:33: overrides.care.many-sorries.severty: unknown key 'severty'; did you mean 'severity'?"),
    ],
)  # fmt: skip
def test_a_wrong_override(change: Change, mistakes: Mistakes, override: str, said: str) -> None:
    change(RULES, "[care]", f"[care]\noverrides: {{{override}}}")
    assert mistakes() == [f"{RULES}:{said}"]


def test_an_override_by_an_old_name_says_the_new_one(change: Change, mistakes: Mistakes) -> None:
    change("packs/care/en.yaml", "    max: 1\n", "    max: 1\n    renamed_from: [care.sorry-sorry]\n")
    change(RULES, "[care]", "[care]\noverrides: {care.sorry-sorry: {enabled: false}}")
    assert mistakes() == [
        f"{RULES}:3:13: overrides.care.sorry-sorry: unknown rule 'care.sorry-sorry'; "
        "it is called 'care.many-sorries' now"
    ]
