"""What one message shows: words as they are meant, weights that add, and evidence that stands where it says."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.threads import ENGLISH, SIGNALS, customers_guideline, loaded_signals
from support.timing import least_cpu

from voicekit.guideline.compiled import Guideline
from voicekit.triage import signs as module
from voicekit.triage.selftest import run_signals
from voicekit.triage.signs import signs_of
from voicekit.types import LANGUAGES


@cache
def known() -> Guideline:
    return customers_guideline()


def shown(text: str, language: str = "en", guideline: Guideline | None = None) -> dict[str, float]:
    """What the message shows with its weight; every sign has to hold the words it says."""
    signs = signs_of(guideline or known(), text, language)
    assert signs is not None
    for sign in signs.signs:
        assert sign.text == text[sign.span.start : sign.span.end] != ""
    return {name: round(score, 2) for name, score in signs.scores.items()}


def words(text: str, language: str, shows: str) -> list[str]:
    signs = signs_of(known(), text, language)
    assert signs is not None
    return [sign.text for sign in signs.signs if sign.shows == shows]


@pytest.mark.parametrize(
    ("text", "risk", "seen"),
    [
        ("I will sue you.", "legal", True),
        ("I won't sue you.", "legal", False),
        ("I am never going to sue you.", "legal", False),
        ("I do not like it. I will sue you.", "legal", True),  # the "not" is in another sentence
        ("Not my problem, so I will sue you.", "legal", True),
        ("It is a knot going going going going going going lawyer", "legal", True),  # it only ends in "not"
        ("It is not going going going going going going lawyer", "legal", False),
        ("I don't want to die", "self_harm", True),  # negated: keep
        ("Your terms say “customers may sue the company here”.", "legal", False),
        ("Your terms say «customers may sue the company here».", "legal", False),
        ('Your page: "customers may sue the company here" - so I will sue you.', "legal", True),
        ("My note says “I really want to die tonight”.", "self_harm", True),  # quoted: keep
        ("Heard a lawyer joke today.", "legal", False),
        ("Heard a lawyer joke today. I will sue you.", "legal", True),
        ("My phone is going to die.", "self_harm", False),
        ("My phone broke! I want to die.", "self_harm", True),
        ("My phone is going to die. I want to die.", "self_harm", True),
        ("In my video game they want to die. All of them want to die.", "self_harm", False),
        ("The parcel has gone completely and utterly viral", "press", True),
        ("It has gone. Then viral.", "press", False),
    ],
)
def test_words_count_where_they_are_meant(text: str, risk: str, seen: bool) -> None:
    assert (shown(text).get(risk, 0) > 0.99) is seen


def test_an_unmeant_risk_keeps_what_else_its_words_show() -> None:
    assert shown("My phone is going to die.") == {"mood.frustrated": 0.6}
    both = signs_of(known(), "My phone is going to die. I want to die.", "en")
    assert both is not None
    assert {(sign.shows, sign.text) for sign in both.signs} == {
        ("mood.frustrated", "going to die"),
        ("self_harm", "want to die"),
    }


def test_weights_add_over_signals_and_each_signal_counts_once() -> None:
    assert shown("It burnt.") == {"safety": 0.6}
    assert shown("It burnt and burnt and burns.") == {"safety": 0.6}
    assert shown("It burnt my hand.") == {"safety": 1.2}
    assert shown("It burnt my hand, just joking.") == {"safety": 0.7}


def test_the_look_of_a_message_adds_to_its_words() -> None:
    assert shown("WHERE IS THE PARCEL") == {"mood.angry": 1}
    assert shown("Where is the NASA bag of the USA and UK") == {}
    assert shown("Where is it?!") == {"mood.frustrated": 0.5, "intent.question": 0.6}
    assert shown("ГДЕ МОЯ ПОСЫЛКА??", "en") == {
        "mood.angry": 1,
        "mood.frustrated": 0.5,
        "intent.question": 0.6,
    }
    assert shown("ほんとう？") == {"intent.question": 0.6}


@pytest.mark.parametrize(
    ("language", "text", "risk", "typed"),
    [
        ("en", "👩‍👧 my SOLICITTOR", "legal", "SOLICITTOR"),
        ("en", "I  will\nsuuuue\tyou", "legal", "suuuue"),
        ("de", "Ich gehe zum Anwlat", "legal", "Anwlat"),
        ("de", "die Strasse gefaehrlich 🚧", "safety", "Strasse gefaehrlich"),
        ("de", "Akku UEBERHITZTE, 50 €", "safety", "UEBERHITZTE"),
        ("fr", "ma soeur hospitalisee", "safety", "ma soeur hospitalisee"),
        ("fr", "JE ME SUIS BRULEE", "safety", "BRULEE"),
        ("ru", "обжег руку", "safety", "обжег"),
        ("ru", "ОБЖЁГСЯ", "safety", "ОБЖЁГСЯ"),
        ("vi", "toi se khoi kien cong ty", "legal", "khoi kien"),
        ("vi", "khach bi bong roi", "safety", "khach bi bong"),
        ("vi", "khahc bi bong roi", "safety", "khahc bi bong"),
        ("vi", "tôi sẽ kiện ra toà", "legal", "kiện ra toà"),
        ("vi", "tôi sẽ kiện ra tòa", "legal", "kiện ra tòa"),
        ("vi", "tôi muốn TỰ TỬ", "self_harm", "TỰ TỬ"),
    ],
)
def test_as_people_type(language: str, text: str, risk: str, typed: str) -> None:
    assert words(text, language, risk) == [typed]
    assert shown(text, language)[risk] >= 1


def test_marks_tell_vietnamese_words_apart() -> None:
    for text in ("từ từ thôi nhé", "tu tu thoi nhe", "anh ấy bị thường"):
        assert shown(text, "vi") == {}


def test_a_language_without_signals_has_no_reading() -> None:
    only_english = customers_guideline({"en": ENGLISH})
    assert signs_of(only_english, "Ich gehe zum Anwalt.", "de") is None
    assert signs_of(known(), "hola", "es") is None


def test_the_examples_of_signals_run_as_tests() -> None:
    loaded, _ = loaded_signals(SIGNALS)
    results = list(run_signals(known(), loaded))
    assert [result for result in results if result.reason] == []
    assert {result.language for result in results} == set(LANGUAGES)
    wrong = {
        "en": ENGLISH.replace("meant: [I will sue you.]", "meant: [Nothing here.]").replace(
            "[idiotic]", "[idiots]"
        )
    }
    found = [result for result in run_signals(known(), loaded_signals(wrong)[0]) if result.reason]
    assert [(one.signal, one.text, one.reason) for one in found] == [
        ("legal.sue", "Nothing here.", "is not seen"),
        ("abuse.idiot", "idiots", "is seen, and should not"),
    ]
    assert found[0].place == "signals/en.yaml:14"


def test_what_is_kept_of_messages_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 20)
    own = customers_guideline()
    for number in range(90):
        assert shown(f"I will sue you {number}", guideline=own)["legal"] == 1
        assert len(own.scratch["signs"]) <= 20
    again = signs_of(own, "I will sue you 89", "en")
    assert again is signs_of(own, "I will sue you 89", "en")
    assert again is not signs_of(own, "I will sue you 89", "de")


def test_a_message_of_any_make_is_read_in_time() -> None:
    own = customers_guideline()
    for text in (
        "I will not sue. " * 1_250,
        "My phone wants to die. " * 860,
        "They want to die video game ok. " * 620,
        '"they may sue here" ' * 1_000,
        "sue" * 6_600,
        "a" * 20_000,
        "?!" * 10_000,
        "👩‍👧" * 6_000,
    ):
        shown(text, guideline=own)
        own.scratch["signs"].clear()

        def work(text: str = text) -> None:
            own.scratch["signs"].clear()
            signs_of(own, text[:20_000], "en")

        assert least_cpu(work, 0.3) < 0.3, text[:30]


PIECES = st.sampled_from(
    [
        *"áéäßœﬁ́̈ё Ắđ…\n\t\u200b\u202e\x00\ud83d😀².!?'“”\"«»-_",
        " not ",
        " sue ",
        "SUE",
        "want to die",
        "ỰTỬ",
        "ueberhitzt",
        "brulée",
        " ",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES | st.characters(), max_size=40).map("".join), st.sampled_from(LANGUAGES))
def test_any_text_gives_evidence_that_stands_in_it(text: str, language: str) -> None:
    signs = signs_of(known(), text, language)
    assert signs is not None
    for sign in signs.signs:
        assert 0 <= sign.span.start < sign.span.end <= len(text)
        assert sign.text == text[sign.span.start : sign.span.end]
