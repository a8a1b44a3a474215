"""The linear model beside the signals: its features, what it gives as evidence, its files, and how they are made."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.threads import customers_guideline

from voicekit.triage import learned
from voicekit.triage.learned import Found, Model, features, model, scale, tokens_of
from voicekit.triage.signs import signs_of
from voicekit.types import LANGUAGES

CODES = (*LANGUAGES, "vi-bare")
TOY = [
    "labels:\tlegal\tsafety",
    "thresholds:\t300\t900",
    "lawsuit\t400\t0",
    "laws*\t300\t-50",
    "a lawsuit\t200\t0",
]


def toy() -> Model:
    return Model("en", TOY)


def test_features_are_words_beginnings_and_pairs() -> None:
    found = list(features("don't sue, 2 days", "en"))
    assert found == ["dont", "dont*", "sue", "dont sue", "0", "sue 0", "days", "days*", "0 days"]
    assert list(features("l'avocat", "fr")) == ["l", "avocat", "avoc*", "avoca*", "avocat*", "l avocat"]
    assert list(features("tự tử", "vi")) == ["tự", "~tu", "tử", "~tu", "tự tử", "~tu tu"]
    assert list(features("tu tu", "vi-bare")) == ["tu", "tu", "tu tu"]


def test_a_score_is_the_sum_of_weights_against_the_length() -> None:
    assert toy().read("it is a lawsuit") == [Found("legal", 8, 15)]
    assert toy().read("lawn") == toy().read("") == toy().read("?!") == []
    long = "it is a lawsuit " + "and " * 400
    assert toy().read(long) == []
    assert 0.3 * scale(404) > 0.9


HARM = ["labels:\tself_harm", "thresholds:\t100"]


@pytest.mark.parametrize(
    ("weights", "text", "evidence"),
    [
        (
            ["tired\t300", "of\t90", "of everything\t300"],
            "i am so tired of everything and",
            "tired of everything",
        ),
        (["on the\t400", "the\t300", "site\t90"], "it is on the site, and the", "site"),
        (["0\t800", "euro\t200", "0 euro\t100"], "1 250 euro or 300", "euro"),
        (["not\t200", "wake\t400", "not wake\t200"], "i may not wake up", "not wake"),
        (["tent\t200", "knife\t300"], "here is my tent. knife! and so on", "knife"),
        (["i\t200", "cant\t300"], "i can't", "can't"),
        (["we\t300", "are\t300"], "we are", "we are"),  # nothing else is there
    ],
)
def test_evidence_is_words_of_one_sentence_that_say_something(
    weights: list[str], text: str, evidence: str
) -> None:
    (found,) = Model("en", [*HARM, *weights]).read(text)
    assert text[found.start : found.end] == evidence


@pytest.mark.parametrize("code", CODES)
def test_no_evidence_begins_or_ends_in_a_number(code: str) -> None:
    weights = model(code)
    if weights is None:
        return
    words = [name for name in weights.weights if name.isalpha()][::5]
    for at in range(0, len(words) - 6, 6):
        text = " 12 ".join(words[at : at + 6])
        for found in weights.read(f"7 {text} 8"):
            assert not re.search(r"^\d|\d$", text[found.start - 2 : found.end - 2])


@pytest.mark.parametrize("code", CODES)
def test_a_weights_file_is_well_formed(code: str) -> None:
    path = Path(learned.DATA) / f"triage-{code}.txt"
    if not path.is_file():
        assert model(code) is None
        return
    comment, labels, thresholds, *lines = path.read_text("utf-8").rstrip("\n").split("\n")
    assert comment.startswith(f"# {code}: made by scripts/train_triage.py")
    assert set(labels.split("\t")[1:]) <= {"self_harm", "safety", "legal", "intent.wants_human"}
    width = len(labels.split("\t"))
    assert labels.startswith("labels:\t") and thresholds.startswith("thresholds:\t")
    assert len(thresholds.split("\t")) == width
    assert 0 < len(lines) <= (2000 if code.startswith("vi") else 4000)
    names = [line.split("\t")[0] for line in lines]
    assert len(set(names)) == len(names)
    for line in lines:
        assert re.fullmatch(rf"~?\w+(?: \w+)?\*?(?:\t-?\d{{1,3}}){{{width - 1}}}", line), line


@pytest.mark.parametrize("code", CODES)
def test_what_is_read_is_what_the_features_weigh(code: str) -> None:
    weights = model(code)
    if weights is None:
        return
    names = [name for name in weights.weights if not name.startswith("~") and not name.endswith("*")]
    for at in range(0, len(names) - 12, 97):
        text = " ".join(names[at : at + 12])
        counts = Counter(features(text, code))
        size = scale(len(tokens_of(text, code)))
        wanted = {
            label
            for column, label in enumerate(weights.labels)
            if sum(weights.weights[name][column] * n for name, n in counts.items() if name in weights.weights)
            > weights.thresholds[column] * size
        }
        found = weights.read(text)
        assert {one.label for one in found} == wanted
        assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("code", ["xx", "", "../en", "en/../de", "vi_bare"])
def test_a_language_without_weights_says_nothing(code: str) -> None:
    assert model(code) is None


@settings(max_examples=150)
@given(st.text(max_size=300), st.sampled_from(CODES))
def test_any_text_is_read(text: str, code: str) -> None:
    weights = model(code)
    for found in weights.read(text) if weights else ():
        assert text[found.start : found.end].strip()


@pytest.fixture
def toy_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "_models", {"en": toy()})


@pytest.mark.usefixtures("toy_weights")
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("So it is a LAWSUIT  then", "LAWSUIT"),
        ("Ｓｏ it is a lawsúit", "lawsúit"),
        ("I will sue you, it is a lawsuit", None),  # a signal shows it already
        ("I won't sue you. It is a lawsuit?", None),  # the signals took it away
        ("A lawyer joke, it is a lawsuit", None),
        ("It is a lawn", None),
    ],
)
def test_a_risk_no_signal_shows_gets_a_sign_with_the_words_as_typed(text: str, seen: str | None) -> None:
    signs = signs_of(customers_guideline(), text, "en")
    assert signs is not None
    own = [sign for sign in signs.signs if sign.signal.startswith("learned.")]
    assert [sign.text for sign in own] == ([] if seen is None else [seen])
    for sign in own:
        assert (sign.shows, sign.signal, sign.weight) == ("legal", "learned.legal", 1.0)
        assert text[sign.span.start : sign.span.end] == sign.text
        assert signs.scores["legal"] == 1.0


def test_unmeant_patterns_keep_the_say(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["labels:\tself_harm", "thresholds:\t100", "lost\t900"]
    monkeypatch.setattr(learned, "_models", {"en": Model("en", lines)})

    def seen(text: str) -> bool:
        signs = signs_of(customers_guideline(), text, "en")
        return signs is not None and "self_harm" in signs.scores

    assert seen("I am lost") and seen("Lost. My phone too")
    assert not seen("My phone is lost")  # the same sentence
    assert not seen("I am lost. It is a video game")  # anywhere in the message


def test_a_message_costs_little() -> None:
    weights = model("en")
    if weights is None:
        pytest.skip("no weights for en")
    text = "hello, i ordered the blue tent last week and it still has not arrived, could you look into it for me?"
    weights.read(text)
    least = 1.0
    for _ in range(20):
        begun = time.process_time()
        for _ in range(100):
            weights.read(text)
        least = min(least, (time.process_time() - begun) / 100)
    assert least < 0.0002


def test_training_gives_the_same_weights_each_time() -> None:
    pytest.importorskip("numpy")
    from scripts.train_triage import Message, trained

    def rows() -> list[Message]:
        found = []
        for at in range(240):
            meant = at % 4 == 0
            words = f"{'court claim' if meant else 'tent pole'} number {at % 7} please x{at % 5}"
            label, applies = ("legal", meant) if at % 2 == 0 else ("ordinary", None)
            runs = Counter(features(words, "en"))
            found.append(Message(label, applies, f"{words} {at}", "train", frozenset(), runs, 6))
        return found

    first, again = trained("en", rows(), told=False), trained("en", rows(), told=False)
    assert first == again != ""
    weights = Model("en", first.split("\n")[1:-1])
    assert weights.labels == ("legal",)
    assert [one.label for one in weights.read("my court claim please")] == ["legal"]
    assert weights.read("tent pole") == []
