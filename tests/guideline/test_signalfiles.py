"""Files of signals: lists and lines of a language come together, and every mistake has its place and mend."""

from __future__ import annotations

import pytest
from support.threads import compiled_signals, customers_guideline, loaded_signals

from voicekit.guideline.compiled import Signals
from voicekit.guideline.signalfiles import GAP
from voicekit.triage.signs import signs_of

GOOD = """\
schema_version: 1
words:
  sue: [sue, court]
negation: [never]
unmeant:
  legal: {sentence: [tennis], message: [film]}
shapes:
  question: {intent.question: 1}
signals:
  - id: legal.sue
    shows: {legal: 1}
    tokens: [<sue>, LAWYERS?]
    unless: [joke]
    examples: {meant: [I sue], unmeant: [Sue's]}
"""
HEAD = "schema_version: 1\nsignals:\n"


def entry(name: str, **changes: str) -> str:
    """One good signal, with some of its values written otherwise."""
    values = {"shows": "{legal: 1}", "tokens": "[words]", "examples": "{meant: [a], unmeant: [b]}", **changes}
    return f"  - id: {name}\n" + "".join(f"    {key}: {value}\n" for key, value in values.items() if value)


def mistakes(text: str, name: str = "en", **files: str) -> list[str]:
    _, problems = loaded_signals({name: text, **files})
    return [str(problem).splitlines()[0] for problem in problems]


def test_lists_are_put_in_and_patterns_are_folded() -> None:
    loaded, problems = loaded_signals({"en": GOOD})
    assert problems == []
    (signal,) = loaded["en"].signals
    assert signal.tokens == ("(?:sue|court)", "lawyers?")
    assert (signal.unless, signal.path, signal.line) == (("joke",), "signals/en.yaml", 10)
    assert loaded["en"].unmeant == {"legal": (("tennis",), ("film",))}
    assert loaded["en"].negation == ("never",)


def test_the_files_of_a_language_are_read_as_one() -> None:
    more = HEAD + entry("legal.more", tokens="[<sue> you, b<gap>]") + "unmeant: {legal: {sentence: [golf]}}\n"
    loaded, problems = loaded_signals({"en-more": more, "en": GOOD, "de": HEAD + entry("legal.de")})
    assert problems == []
    assert [signal.model.id for signal in loaded["en"].signals] == ["legal.more", "legal.sue"]
    assert loaded["en"].signals[0].tokens == ("(?:sue|court) you", f"b{GAP}")
    assert loaded["en"].unmeant == {"legal": (("golf", "tennis"), ("film",))}
    assert sorted(loaded) == ["de", "en"]


@pytest.mark.parametrize(
    ("language", "pattern", "read"),
    [
        ("en", r"SUE\W\w*", r"sue\W\w{0,20}+"),
        ("en", r"sue\w+ me", r"sue\w{1,20}+ me"),
        ("en", r"(?:sue\w*)? me", r"(?:sue\w{0,20}+)? me"),
        ("en", r"sue\w*ing", r"sue\w{0,20}ing"),
        ("de", "verätzt|Größe", "veratzt|grosse"),
        ("fr", "brûlée|sœur", "brulee|soeur"),
        ("ru", "обжёг", "обжег"),
        ("vi", "hoà|thuỷ", "hòa|thủy"),
    ],
)
def test_a_pattern_is_read_in_the_letters_of_its_language(language: str, pattern: str, read: str) -> None:
    loaded, problems = loaded_signals({language: HEAD + entry("legal.a", tokens=f"['{pattern}']")})
    assert problems == []
    assert loaded[language].signals[0].tokens == (read,)


def test_vietnamese_is_compiled_twice() -> None:
    text = HEAD + entry("legal.a", tokens="[luật sư]") + entry("self_harm.b", tokens="[tự tử]", bare="false")
    made = compiled_signals({"vi": text})
    assert sorted(made) == ["vi", "vi-bare"]
    own = customers_guideline({"vi": text})
    full, bare = own.signals("vi"), own.signals("vi-bare")
    assert isinstance(full, Signals) and isinstance(bare, Signals)
    assert [signal.id for signal in full.signals] == ["legal.a", "self_harm.b"]
    assert [(signal.id, signal.tokens) for signal in bare.signals] == [("legal.a", (r"\b(?:luat su)\b",))]
    assert own.signals("vi") is full and own.signals("en") is None


def test_a_sign_without_letters_needs_no_word_edge() -> None:
    own = customers_guideline({"en": HEAD + entry("legal.a", tokens="['🤬|😡']")})
    signs = signs_of(own, "no😡way", "en")
    assert signs is not None and signs.scores == {"legal": 1.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            HEAD + entry("legal.a", tokens="[<swe>]"),
            "5:14: signals.0.tokens.0: no list '<swe>' stands before this; lists",
        ),
        (
            GOOD.replace("<sue>", "<seu>"),
            "12:14: signals.0.tokens.0: no list '<seu>' stands before this; did you mean 'sue'?",
        ),
        (
            GOOD.replace("[sue, court]", "[<court>]"),
            "3:9: words.sue.0: no list '<court>' stands before this; lists",
        ),
        (HEAD + entry("legal.a", tokens="['su(e']"), "signals.0.tokens.0: the pattern does not compile"),
        (
            HEAD + entry("legal.a", tokens="['s.*e']"),
            "signals.0.tokens.0: is too open; give each repeat an upper limit",
        ),
        (
            HEAD + entry("legal.a", tokens="['s?']"),
            "signals.0.tokens.0: the pattern can match nothing at all; let",
        ),
        (
            HEAD + entry("legal.a", tokens="['(?i)s']"),
            "signals.0.tokens.0: inline flags such as (?i) are not read",
        ),
        (HEAD + entry("legal.a", unless="['j.+']"), "signals.0.unless.0: is too open"),
        (GOOD.replace("[never]", "['n(']"), "4:12: negation.0: the pattern does not compile"),
        (GOOD.replace("[tennis]", "['t(']"), "6:22: unmeant.legal.sentence.0: the pattern does not compile"),
        (GOOD.replace("[film]", "['t(']"), "unmeant.legal.message.0: the pattern does not compile"),
        (
            GOOD.replace("  legal: {s", "  legl: {s"),
            "6:3: unmeant.legl: unknown key 'legl'; did you mean 'legal'?",
        ),
        (
            HEAD + entry("legal.a", shows="{leagl: 1}"),
            "signals.0.shows: unknown 'leagl'; did you mean 'legal'?",
        ),
        (HEAD + entry("legal.a", shows="{mood.cross: 1}"), "signals.0.shows: unknown 'mood.cross'"),
        (HEAD + entry("legal.a", shows="{zzzzzz: 1}"), "known are abuse, bereavement"),
        (
            HEAD + entry("legal.a", shows="{Legal: 1}"),
            "'Legal' is nothing a signal shows; write a risk, mood.angry",
        ),
        (HEAD + entry("legal.a", shows="{}"), "signals.0.shows: is empty; give at least one entry"),
        (HEAD + entry("legal.a", shows="{legal: 9}"), "signals.0.shows.legal: has to be at most 5.0, got 9"),
        (
            HEAD + entry("legal.a", shows="{legal: much}"),
            "signals.0.shows.legal: expected a number, got text",
        ),
        (
            HEAD + entry("Legal a"),
            "3:5: signals.0.id: 'Legal a' is not a signal's id; write risk.what-is-said",
        ),
        (
            HEAD + entry("legal.a") * 2,
            "7:5: signals.1.id: duplicate id 'legal.a' (first at signals/en.yaml:3)",
        ),
        (HEAD + entry("legal.a", tokens=""), "3:5: signals.0.tokens: missing key 'tokens'; add it"),
        (HEAD + entry("legal.a", examples=""), "signals.0.examples: missing key 'examples'; add it"),
        (
            HEAD + entry("legal.a", examples="{meant: [a]}"),
            "signals.0.examples.unmeant: missing key 'unmeant'",
        ),
        (HEAD + entry("legal.a", negated="no"), "signals.0.negated: expected drop or keep, got 'no'"),
        (
            HEAD + entry("legal.a", token="[a]"),
            "signals.0.token: unknown key 'token'; did you mean 'tokens'?",
        ),
        ("schema_version: 1\nsignal: []\n", "2:1: signal: unknown key 'signal'; did you mean 'signals'?"),
        ("schema_version: 1\nwords: {Sue: [a]}\n", "words.Sue: 'Sue' is not a name; use lower-case letters"),
        ("schema_version: 1\nwords: {sue: [a], sue: [b]}\n", "2:19: words: key 'sue' is repeated"),
        ("schema_version: 2\n", "1:1: schema_version: expected 1, got 2"),
        ("schema_version: 1\nshapes: {capitals: {}}\n", "2:10: shapes.capitals: unknown key 'capitals'"),
        ("signals: [\n", "is not YAML"),
    ],
)
def test_every_mistake_has_its_place_and_mend(text: str, said: str) -> None:
    found = mistakes(text)
    assert found and found[0].startswith("signals/en.yaml:")
    assert any(said in one for one in found), found


def test_mistakes_of_several_files_are_told_together_and_good_signals_stay() -> None:
    bad = HEAD + entry("legal.a", tokens="['(']") + entry("legal.b")
    loaded, problems = loaded_signals(
        {"en": bad, "de": "schema_version: 1\nwords: {gap: [x]}\n", "en-x": HEAD + "  - 5\n"}
    )
    said = "\n".join(map(str, problems))
    assert [signal.model.id for signal in loaded["en"].signals] == ["legal.a", "legal.b"]
    assert "signals/en.yaml:5" in said and "signals/en-x.yaml:3:5" in said
    assert "signals/de.yaml:2:9: words.gap: 'gap' is already a list of de; rename it" in said


@pytest.mark.parametrize("name", ["es", "english", "en_more", "vi-Bare"])
def test_a_file_nothing_reads_is_named(name: str) -> None:
    (said,) = mistakes("schema_version: 1\n", name, en=GOOD)
    assert said.startswith(f"signals/{name}.yaml: unknown file '{name}.yaml'; ")


def test_no_folder_of_signals_is_no_mistake() -> None:
    assert loaded_signals({}) == ({}, [])
