"""What a check's rule may say of words, what `when` may choose between, and how a brand's ids have to look."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.errors import GuidelineError
from voicekit.guideline.compile import compile_guideline
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.loader import load_brand

HEAD = """\
schema_version: 1
extends: [care]
rules:
  - id: shop.we
    kind: check
    check: we_for_i
    languages: [en]
    dimension: voice
    severity: suggestion
    message: Say I.
    why: It helps.
    source: {title: A study}
"""
TAIL = """\
    examples:
      - bad: We and us.
      - ok: I.
"""
LISTS = "    words: {we: {en: [we, us]}, me: {any: ['i|me']}}\n"


def write(folder: Path, body: str, voice: str = "") -> None:
    (folder / "brands/shop/rules.yaml").write_text(HEAD + body + TAIL, encoding="utf-8")
    path = folder / "brands/shop/voice.yaml"
    path.write_text(path.read_text(encoding="utf-8") + voice, encoding="utf-8")


def test_lists_become_one_pattern_a_language_and_the_brand_is_told(folder: Path) -> None:
    write(
        folder,
        LISTS + "    safety: safe\n    when: [{mood: [angry]}, {scenario: [delay]}]\n",
        "person: I\nids: ['FW-\\d{5}']\n",
    )
    rules = Guideline(compile_guideline(load_brand(folder, "shop"), "0")).rules()
    rule = next(rule for rule in rules if rule.id == "shop.we")
    assert rule.body["words"]["we"] == {"en": r"\b(?:we|us)\b"}
    assert set(rule.body["words"]["me"]) == {"en", "de", "fr", "ru", "vi"}
    assert (rule.body["person"], rule.body["ids"], rule.body["safety"]) == ("I", [r"FW-\d{5}"], "safe")
    assert rule.when == [{"mood": ["angry"]}, {"scenario": ["delay"]}]


@pytest.mark.parametrize(
    ("body", "voice", "said"),
    [
        ("    words: {we: {en: [we]}}\n", "", "check 'we_for_i' reads the list 'me'; add it under 'words'"),
        (
            LISTS.replace("{we:", "{wee: {en: [a]}, we:"),
            "",
            "check 'we_for_i' knows no list 'wee'; it reads we, me",
        ),
        (LISTS.replace("us]", "'u+s']"), "", "is too open for a check"),
        (LISTS.replace("us]", "Us]"), "", "'U' never matches"),
        (LISTS + "    when: []\n", "", "is empty"),
        (LISTS + "    when: [{mood: [cross]}]\n", "", "expected calm, frustrated or angry, got 'cross'"),
        (LISTS, "ids: ['FW-\\d+']\n", "an id's pattern needs an upper limit for every repeat"),
        (LISTS, "ids: ['FW-(']\n", "ids.0"),
    ],
)
def test_a_mistake_is_said_in_words(folder: Path, body: str, voice: str, said: str) -> None:
    write(folder, body, voice)
    with pytest.raises(GuidelineError) as caught:
        load_brand(folder, "shop")
    assert said in str(caught.value)
