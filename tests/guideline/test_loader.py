"""A brand's folder: what loads, and for every way to break it the exact line that says so."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.loader import load_brand, load_pack, term_id

VOICE, CHANNELS, SCENARIOS = (
    "brands/shop/voice.yaml",
    "brands/shop/channels.yaml",
    "brands/shop/scenarios.yaml",
)
TERMS, TEMPLATES, RULES = "brands/shop/terms.yaml", "brands/shop/templates.yaml", "brands/shop/rules.yaml"
PACK, EN = "packs/care/pack.yaml", "packs/care/en.yaml"
HEAD = "schema_version: 1\n"
Change = Callable[[str, str, str], None]
Mistakes = Callable[[], list[str]]


def rule(body: str, rule_id: str = "shop.own", message: str = "No.") -> str:
    """A brand's rules.yaml with one rule of its own; the indented `body` says its kind."""
    return (
        f"{HEAD}extends: [care]\nrules:\n  - id: {rule_id}\n    dimension: care\n    languages: [en]\n"
        f'    severity: error\n    message: "{message}"\n    why: So.\n    source: {{title: S}}\n{body}'
    )


TOKENS = "    kind: existence\n    tokens: [abc]\n"
BOTH = "    examples:\n      - bad: abc\n      - ok: x\n"
MENDED = "    examples:\n      - {bad: abc, good: x}\n      - ok: x\n"

BROKEN = [
    # keys and types
    (VOICE, "title:", "titel:", [
        f"{VOICE}:1:1: title: missing key 'title'; add it",
        f"{VOICE}:3:1: titel: unknown key 'titel'; did you mean 'title'?",
    ]),
    (VOICE, '"2026.11"', "2026.11", [f"{VOICE}:4:1: version: expected text, got a number; put it in quotes"]),
    (VOICE, "[en, de]", "en", [f"{VOICE}:5:1: languages: expected a list, got text; write it as [en]"]),
    (VOICE, "[en, de]", "[en, no]", [f"{VOICE}:5:17: languages.1: expected en, de, fr, ru or vi, got 'no'"]),
    (VOICE, "schema_version: 1", "schema_version: 2", [f"{VOICE}:1:1: schema_version: expected 1, got 2"]),
    (VOICE, "title: The shop", "title: [The, shop]", [
        f"{VOICE}:3:1: title: expected text, got a list; write one text",
    ]),
    (VOICE, "title: The shop", "title:", [f"{VOICE}:3:1: title: expected text, got nothing"]),
    (VOICE, "title: The shop", 'title: " "', [
        f"{VOICE}:3:1: title: is empty; write some text or leave the key out",
    ]),
    (VOICE, "id: shop", "id: The Shop", [
        f"{VOICE}:2:1: id: 'The Shop' is not a name; use lower-case letters, digits and hyphens",
    ]),
    (VOICE, "id: shop", "id: store", [f"{VOICE}:2:1: id: 'store' is not the folder's name; write 'shop'"]),
    (VOICE, "default_language: en", "default_language: fr", [
        f"{VOICE}:6:1: default_language: 'fr' is not in 'languages' (en, de)",
    ]),
    (VOICE, "default_language: en", "default_language: en\naxes: {warmth: 120}", [
        f"{VOICE}:7:8: axes.warmth: has to be at most 100, got 120",
    ]),
    (VOICE, "default_language: en", "default_language: en\naddress: {xx: Sie}", [
        f"{VOICE}:7:11: address.xx: expected en, de, fr, ru or vi, got 'xx'",
    ]),
    (VOICE, "default_language: en", "default_language: en\nreadability: {en: {formula: lix, min: 60, max: 50}}", [
        f"{VOICE}:7:34: readability.en.min: 'min' is over 'max' (60 > 50)",
    ]),
    (VOICE, "default_language: en", "default_language: en\ntitle: Again", [
        f"{VOICE}:7:1: key 'title' is repeated (first on line 3)",
    ]),
    (CHANNELS, "visibility: public, max", "visiblity: public, max", [
        f"{CHANNELS}:3:3: channels.x.visibility: missing key 'visibility'; add it",
        f"{CHANNELS}:3:17: channels.x.visiblity: unknown key 'visiblity'; did you mean 'visibility'?",
    ]),
    (CHANNELS, "280", "'280'", [
        f"{CHANNELS}:3:37: channels.x.max_length: expected a whole number, got text; write the figure without quotes",
    ]),
    (CHANNELS, "280", "2.5", [f"{CHANNELS}:3:37: channels.x.max_length: expected a whole number, got a number"]),
    (CHANNELS, "default:", "other:", [
        f"{CHANNELS}:2:1: channels.default: missing key 'default'; all other channels fall to it",
    ]),
    (SCENARIOS, "", f"{HEAD}scenarios:\n  outage: {{title: Outage, description: Down, template_ok: no}}\n", [
        f"{SCENARIOS}:3:46: scenarios.outage.template_ok: "
        "expected true or false, got text; write true or false without quotes",
    ]),
    (TERMS, "", f"{HEAD}terms:\n  - prefer: [a, b]\n    avoid: [c]\n    note: So.\n", [
        f"{TERMS}:3:5: terms.0.prefer: expected text, got a list; write one term per entry",
    ]),
    (TERMS, "", f"{HEAD}terms:\n  - avoid: [c]\n    note: So.\n    severty: error\n", [
        f"{TERMS}:5:5: terms.0.severty: unknown key 'severty'; did you mean 'severity'?",
    ]),
    (TERMS, "", f"{HEAD}terms:\n  - {{avoid: [A b], note: So.}}\n  - {{avoid: [a-B], note: So.}}\n", [
        f"{TERMS}:4:14: terms.1.avoid.0: 'a-B' has the same id as the term on line 3 (terms.a-b); join the two",
    ]),
    (TERMS, "", f"{HEAD}terms:\n  - {{prefer: tent, avoid: [Tent], note: So.}}\n", [
        f"{TERMS}:3:28: terms.0.avoid.0: 'Tent' is also what 'prefer' asks for; remove one",
    ]),
    (RULES, "", rule("    kind: metric\n    formula: words\n    condition: '> {limit}'\n    limit: 1e999\n" + BOTH), [
        f"{RULES}:14:5: rules.0.limit: has to be a finite number",
    ]),
    (TERMS, "", f"{HEAD}terms:\n  - {{avoid: [c], note: So., channels: [xx]}}\n", [
        f"{TERMS}:3:40: terms.0.channels.0: unknown channel 'xx'; did you mean 'x'?",
    ]),
    (TERMS, "", f"{HEAD}terms:\n  - {{avoid: [c], note: {{de: Na}}}}\n", [
        f"{TERMS}:3:18: terms.0.note: lacks 'en'; add the text in that language",
    ]),
    (TEMPLATES, "", f"{HEAD}templates:\n  - {{id: a, scenario: q, language: en, text: 'Hi {{name}}'}}\n", [
        f"{TEMPLATES}:3:40: templates.0.text: a lone '{{'; write a blank as {{{{order_id}}}}",
    ]),
    (TEMPLATES, "", f"{HEAD}templates:\n" + "  - {id: a, scenario: q, language: en, text: Hi}\n" * 2, [
        f"{TEMPLATES}:4:6: templates.1.id: duplicate id 'a' in 'en' (first on line 3)",
    ]),
    # packs and overrides
    (RULES, "[care]", "[car]", [f"{RULES}:2:11: extends.0: unknown pack 'car'; did you mean 'care'?"]),
    (RULES, "[care]", "[care, care]", [f"{RULES}:2:17: extends.1: pack 'care' is named twice; remove one"]),
    (PACK, "dimension: care", "dimension: care\nextends: [care]", [
        f"{PACK}:4:11: extends.0: packs extend each other in a circle: care -> care",
    ]),
    (PACK, "dimension: care", "dimension: caring", [
        f"{PACK}:3:1: dimension: unknown value 'caring'; did you mean 'care'?",
    ]),
    (RULES, "[care]", "[care]\noverrides: {care.empty-apologies: {enabled: false}}", [
        f"{RULES}:3:13: overrides.care.empty-apologies: "
        "unknown rule 'care.empty-apologies'; did you mean 'care.empty-apology'?",
    ]),
    (RULES, "[care]", "[care]\noverrides: {care.empty-apology: {limit: 3}}", [
        f"{RULES}:3:34: overrides.care.empty-apology.limit: "
        "'care.empty-apology' is of kind existence and has no limit; remove it",
    ]),
    (RULES, "[care]", "[care]\noverrides: {care.empty-apology: {tokens: [a]}}", [
        f"{RULES}:3:34: overrides.care.empty-apology.tokens: unknown key 'tokens'",
    ]),
    (RULES, "[care]", "[care]\noverrides: {care.empty-apology: {message: 'Not {that}'}}", [
        f"{RULES}:3:34: overrides.care.empty-apology.message: unknown placeholder '{{that}}'; "
        "use one of match, replacement, limit, value, first, second",
    ]),
    (EN, "care.many-sorries", "care.empty-apology", [
        f"{EN}:13:5: rules.1.id: duplicate id 'care.empty-apology' (first at line 3); give it another name",
    ]),
    (EN, "care.many-sorries", "human.many-sorries", [
        f"{EN}:13:5: rules.1.id: id 'human.many-sorries' has to begin with the pack's name: 'care.many-sorries'",
    ]),
    (EN, "care.many-sorries", "Care.Many", [
        f"{EN}:13:5: rules.1.id: 'Care.Many' is not a rule id; "
        "write pack.problem-name in lower case, with dots and hyphens",
    ]),
    (EN, "kind: occurrence", "kind: occurence", [
        f"{EN}:13:5: rules.1: unknown kind 'occurence'; did you mean 'occurrence'?",
    ]),
    (EN, "    max: 1\n", "", [
        f"{EN}:13:5: rules.1: neither 'max' nor 'min' is given; add one",
        f"{EN}:16:5: rules.1.message: uses '{{limit}}', but the rule has no limit; add one",
    ]),
    (EN, "severity: warning", "severity: waring", [
        f"{EN}:5:5: rules.0.severity: unknown value 'waring'; did you mean 'warning'?",
    ]),
    (EN, "    why: Words stand in for deeds.\n", "", [f"{EN}:13:5: rules.1.why: missing key 'why'; add it"]),
    (EN, "{match}", "{mach}", [f"{EN}:6:5: rules.0.message: unknown placeholder '{{mach}}'; did you mean 'match'?"]),
    (EN, "{match}", "{limit}", [
        f"{EN}:6:5: rules.0.message: a rule of kind existence has no value for '{{limit}}'; use {{match}}",
    ]),
    (EN, "(?:any|the)", "(?:any|the", [
        f"{EN}:9:14: rules.0.tokens.0: the pattern does not compile: "
        "missing ), unterminated subpattern at character 18",
    ]),
    (EN, "(?:any|the)", r"(?:\w+\s?)+", [
        f"{EN}:9:14: rules.0.tokens.0: a repeat can match the same text in very many ways and hang; make what is "
        "repeated begin or end with something it must contain, such as '(?:\\w+ )+'",
    ]),
    (EN, "(?:any|the)", "any Inconvenience", [
        f"{EN}:9:14: rules.0.tokens.0: 'I' never matches: text is read folded; write 'i'",
    ]),
    (EN, "      - bad: Sorry, sorry.\n", "", [
        f"{EN}:21:5: rules.1.examples: no 'bad' example; add at least one text the rule must find",
    ]),
    (EN, "      - ok: Sorry.\n", "", [
        f"{EN}:21:5: rules.1.examples: no 'ok' example; add at least one text the rule must let pass",
    ]),
    (EN, "      - ok: Sorry.\n", "      - ok: Sorry.\n        given: {chanel: x}\n", [
        f"{EN}:24:17: rules.1.examples.1.given.chanel: unknown key 'chanel'; did you mean 'channel'?",
    ]),
    (EN, "      - ok: Sorry.\n", "      - {ok: Sorry., bad: Hm}\n", [
        f"{EN}:23:9: rules.1.examples.1: an example is either 'bad' or 'ok'; give exactly one of them",
    ]),
    (EN, "    max: 1\n", "    max: 1\n    languages: [de]\n", [
        f"{EN}:21:5: rules.1.languages: this file is for 'en' only; move a rule for other languages to any.yaml",
        f"{EN}:16:5: rules.1.message: expected a text for each language, write {{de: ..., en: ...}}",
        f"{EN}:17:5: rules.1.why: expected a text for each language, write {{de: ..., en: ...}}",
    ]),
    # kinds
    (RULES, "", rule("    kind: check\n    check: all_cap\n" + BOTH), [
        f"{RULES}:12:5: rules.0.check: unknown value 'all_cap'; did you mean 'all_caps'?",
    ]),
    (RULES, "", rule(TOKENS + "    fix: {remove: true, title: Remove it}\n" + BOTH), [
        f"{RULES}:15:9: rules.0.examples.0: 'good' is missing; "
        "a rule that fixes shows what its fix makes of the bad text",
    ]),
    (RULES, "", rule(TOKENS + "    fix: {title: Remove it}\n" + MENDED), [
        f"{RULES}:13:5: rules.0.fix: a fix either has 'replace' or says 'remove: true'",
    ]),
    (RULES, "", rule(TOKENS + "    fix: {replace: '\\1', title: Remove it}\n" + MENDED), [
        f"{RULES}:13:11: rules.0.fix.replace: '\\1' is a group that the pattern does not have",
    ]),
    (RULES, "", rule(TOKENS + "    limit: 3\n" + BOTH), [
        f"{RULES}:13:5: rules.0.limit: a rule of kind existence has no 'limit'; remove it",
    ]),
    (RULES, "", rule("    kind: substitution\n    swap: {}\n" + MENDED), [
        f"{RULES}:12:5: rules.0.swap: is empty; give at least one entry or leave the key out",
    ]),
    (RULES, "", rule("    kind: substitution\n    swap: {'(a': b}\n" + MENDED), [
        f"{RULES}:12:12: rules.0.swap.(a: the pattern does not compile: "
        "missing ), unterminated subpattern at character 1",
    ]),
    (RULES, "", rule("    kind: metric\n    formula: wrds / 2\n    condition: '> 3'\n" + BOTH), [
        f"{RULES}:12:5: rules.0.formula: unknown metric 'wrds'; did you mean 'words'?",
    ]),
    (RULES, "", rule("    kind: metric\n    formula: words ** 9\n    condition: '> 3'\n" + BOTH), [
        f"{RULES}:12:5: rules.0.formula: the formula may use + - * / and brackets only",
    ]),
    (RULES, "", rule("    kind: metric\n    formula: words\n    condition: over 3\n" + BOTH), [
        f"{RULES}:13:5: rules.0.condition: 'over 3' is not a condition; write for example '> {{limit}}' or '>= 3'",
    ]),
    (RULES, "", rule("    kind: metric\n    formula: words\n    condition: '> {limit}'\n" + BOTH), [
        f"{RULES}:13:5: rules.0.condition: uses '{{limit}}', but the rule has no limit; add one",
    ]),
    (RULES, "", rule("    kind: metric\n    formula: words\n    limit: 3\n    condition: '> 3'\n" + BOTH), [
        f"{RULES}:13:5: rules.0.limit: 'limit' is not used; write '{{limit}}' in the condition",
    ]),
    (RULES, "", rule(TOKENS + "    when: {mood: [cross]}\n" + BOTH), [
        f"{RULES}:13:19: rules.0.when.mood.0: expected calm, frustrated or angry, got 'cross'",
    ]),
    (RULES, "", rule(TOKENS + "    when: {context: {order: {a: b}}}\n" + BOTH), [
        f"{RULES}:13:22: rules.0.when.context.order: expected text, a number, true or false, or a list of text",
    ]),
    (RULES, "", rule(TOKENS + BOTH, message="a { b"), [
        f"{RULES}:8:5: rules.0.message: a lone '{{'; braces only stand around a placeholder such as {{match}}",
    ]),
    (RULES, "", rule(TOKENS + BOTH).replace("    dimension: care\n", ""), [
        f"{RULES}:4:5: rules.0: missing key 'dimension'; a brand's own rule has to name one",
    ]),
    (RULES, "", rule(TOKENS + "    renamed_from: [care.empty-apology]\n" + BOTH), [
        f"{RULES}:13:5: rules.0.renamed_from: "
        "'care.empty-apology' in renamed_from is the id of a rule that is still there",
    ]),
    (RULES, "", rule(TOKENS + BOTH).replace('"No."', "{fr: Non.}"), [
        f"{RULES}:8:5: rules.0.message: lacks 'en'; add the text in that language",
    ]),
    # the whole
    (RULES, "[care]", "[]", [f"{RULES}: not one rule is in force; extend a pack, or add rules or terms"]),
    (RULES, "[care]", "[care]\noverrides:\n  care.empty-apology: {enabled: false}\n"
     "  care.many-sorries: {enabled: false}", [
        f"{RULES}: not one rule is in force; extend a pack, or add rules or terms",
    ]),
    ("brands/shop/term.yaml", "", HEAD, [
        "brands/shop/term.yaml: unknown file 'term.yaml'; did you mean 'terms.yaml'?",
    ]),
]  # fmt: skip


def _short(case: tuple[str, str, str, list[str]]) -> str:
    return ":".join(case[3][0].split("/")[-1].split(": ")[:2])


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN, ids=map(_short, BROKEN))
def test_a_broken_guideline_says_where_and_what(
    name: str, old: str, new: str, said: list[str], change: Change, mistakes: Mistakes
) -> None:
    change(name, old, new)
    assert sorted(mistakes()) == sorted(said)


def test_the_tiny_guideline_loads(folder: Path) -> None:
    loaded = load_brand(folder, "shop")
    assert loaded.voice.version == "2026.11"
    assert list(loaded.channels) == ["x", "default"]
    assert [(rule.id, rule.pack, rule.dimension, rule.languages, rule.line) for rule in loaded.rules] == [
        ("care.empty-apology", "care", "care", ("en",), 3),
        ("care.many-sorries", "care", "care", ("en",), 13),
    ]
    assert loaded.rules[0].path == EN
    assert loaded.problems == ()
    assert {path.relative_to(folder).as_posix() for path in loaded.files} == {
        VOICE,
        CHANNELS,
        RULES,
        PACK,
        EN,
    }


def test_the_source_line_is_quoted(folder: Path, change: Change) -> None:
    change(TERMS, "", f"{HEAD}terms:\n  - prefer: [a, b]\n    avoid: [c]\n    note: So.\n")
    with pytest.raises(GuidelineError) as raised:
        load_brand(folder, "shop")
    assert str(raised.value).splitlines()[1] == "    - prefer: [a, b]"


def test_all_mistakes_of_all_files_come_at_once(change: Change, mistakes: Mistakes) -> None:
    change(VOICE, "title:", "titel:")
    change(EN, "severity: warning", "severity: waring")
    change(EN, "{limit}", "{limt}")
    change(CHANNELS, "280", "-1")
    assert [line.split(": ")[0] for line in mistakes()] == [
        f"{CHANNELS}:3:37", f"{VOICE}:1:1", f"{VOICE}:3:1", f"{EN}:5:5", f"{EN}:16:5",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [VOICE, CHANNELS])
def test_a_missing_file_is_named(folder: Path, mistakes: Mistakes, name: str) -> None:
    (folder / name).unlink()
    assert [line.split(";")[0] for line in mistakes()] == [f"{name}: is missing"]


def test_a_pack_without_its_head_is_named(folder: Path, mistakes: Mistakes) -> None:
    (folder / PACK).unlink()
    assert f"{PACK}: is missing; a pack needs its title and dimension there" in mistakes()


def test_an_unknown_brand_names_those_there_are(folder: Path) -> None:
    for name in ("shopp", "../brands/shop", "", "."):
        with pytest.raises(InputError, match=r"unknown brand '.*'; there are: shop$"):
            load_brand(folder, name)


def test_a_folder_without_brands_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no brand lies in"):
        load_brand(tmp_path, "shop")


def test_terms_alone_are_rules_enough(folder: Path, change: Change) -> None:
    (folder / RULES).unlink()
    change(
        TERMS,
        "",
        f"{HEAD}terms:\n  - {{avoid: [Order ID], prefer: order, note: So., examples: [Your order.]}}\n",
    )
    loaded = load_brand(folder, "shop")
    assert [term_id(term) for term in loaded.terms] == ["terms.order-id"]


def test_the_same_phrase_may_be_a_term_in_two_languages(change: Change, mistakes: Mistakes) -> None:
    change(TERMS, "", f"{HEAD}terms:\n" + "".join(
        f"  - {{avoid: [Service], note: So., languages: [{code}]}}\n" for code in ("en", "de")
    ))  # fmt: skip
    assert mistakes() == []


def test_a_rule_that_waits_for_an_unknown_channel_is_a_warning(folder: Path, change: Change) -> None:
    change(RULES, "", rule(TOKENS + "    when: {channel: [xx]}\n" + BOTH))
    problems = load_brand(folder, "shop").problems
    assert [(each.level, str(each).splitlines()[0]) for each in problems] == [
        ("warning", f"{RULES}:13:12: rules.0.when.channel: unknown channel 'xx'; did you mean 'x'?")
    ]


def test_a_pack_loads_by_itself(folder: Path) -> None:
    pack = load_pack(folder, "care")
    assert (pack.title, [rule.id for rule in pack.rules]) == (
        "Care",
        ["care.empty-apology", "care.many-sorries"],
    )
    with pytest.raises(InputError, match="unknown pack 'cure'; there are: care"):
        load_pack(folder, "cure")


YAMLISH = st.text(
    st.one_of(st.sampled_from(list("-:[]{}#&*!|>'\"%@`,? \n\tabc01.~=<")), st.characters(codec=None)),
    max_size=200,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(YAMLISH, YAMLISH.map(lambda text: f"schema_version: 1\nrules:\n  - {text}")))
def test_any_text_loads_or_is_a_guideline_error(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        os.makedirs(root / "brands" / "shop")
        raw = text.encode("utf-8", "surrogatepass")
        for file in ("voice", "channels", "terms", "rules"):
            (root / "brands" / "shop" / f"{file}.yaml").write_bytes(raw)
        with pytest.raises(GuidelineError) as raised:
            load_brand(root, "shop")
        assert raised.value.problems
