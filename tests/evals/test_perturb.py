"""Texts typed otherwise: what changes, what never does, and that it is the same each time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.evals.cases import Case, Expect
from voicekit.evals.messages import Message
from voicekit.evals.perturb import ONE_IN, VARIANTS, case_as, message_as, perturbed
from voicekit.types import LANGUAGES, Conversation, Draft, Turn

LONG = {
    "en": "Yesterday the parcel with order FW-12345 finally arrived, although without (the) wonderful tent poles. "
    "Please write to care@fernweh.example or call before Thursday evening, otherwise everything becomes pointless.",
    "ru": "Вчера наконец привезли посылку, однако палатка внутри оказалась совершенно другая, поэтому прошу заменить "
    "сегодня вечером, потому что завтра утром начинается поход вместе с детьми и старыми друзьями.",
}


@pytest.mark.parametrize(
    ("text", "variant", "language", "typed"),
    [
        ("Größe für Öl, süß", "accents", "de", "Grosse fur Ol, suss"),
        ("Größe für Öl, süß", "spelt", "de", "Groesse fuer Oel, suess"),
        ("Ça va, cœur déçu à Noël", "accents", "fr", "Ca va, coeur decu a Noel"),
        ("Ещё мой счёт, Ёлка и йод", "accents", "ru", "Еще мой счет, Елка и йод"),
        ("Ещё мой счёт, Ёлка и йод", "spelt", "ru", "Еще мой счет, Елка и йод"),
        ("Đơn hàng của tôi bị trễ rồi ạ", "accents", "vi", "Don hang cua toi bi tre roi a"),
        ("ca\u0300 phe\u0302 👍🏽", "accents", "vi", "ca phe 👍🏽"),
        ("Größe für Öl", "spelt", "vi", "Größe für Öl"),
        ("WO ist mein Zelt, ÄRGER", "lower", "de", "wo ist mein zelt, ärger"),
    ],
)
def test_accents_spelling_and_case(text: str, variant: str, language: str, typed: str) -> None:
    assert perturbed(text, variant, language, "a") == typed


def slips(text: str, language: str, seed: str) -> list[tuple[str, str]]:
    pairs = zip(text.split(), perturbed(text, "typos", language, seed).split(), strict=True)
    return [(old, new) for old, new in pairs if old != new]


@pytest.mark.parametrize("language", sorted(LONG))
def test_typos_are_few_in_long_words_and_never_in_the_first_letter(language: str) -> None:
    text, seen = LONG[language], 0
    for seed in range(60):
        changed = slips(text, language, str(seed))
        assert 1 <= len(changed) <= len(text.split()) // ONE_IN
        for old, new in changed:
            seen += 1
            bare, typed = old.strip(",."), new.strip(",.")
            assert bare.isalpha() and len(bare) >= 5
            assert typed[0] == bare[0] and abs(len(typed) - len(bare)) <= 1
    assert seen > 100


def test_every_kind_of_slip_comes_up_and_neighbours_are_those_of_the_keyboard() -> None:
    words = "zelten " * 8
    typed = {new for seed in range(300) for _, new in slips(words, "de", str(seed))}
    assert {"zletne"} & typed == set()
    assert {"zlten", "zeltn"} <= typed and {"zeelten", "zeltten"} <= typed and {"zetlen", "zeletn"} <= typed
    assert {"zwlten", "zelzen"} <= typed  # on the German keyboard z is beside t, and y is not
    assert "zelyen" not in typed
    assert "zelyen" in {new for seed in range(300) for _, new in slips(words, "en", str(seed))}


def test_the_same_id_gives_the_same_typos_and_another_one_others() -> None:
    once = perturbed(LONG["en"], "typos", "en", "a")
    assert once == perturbed(LONG["en"], "typos", "en", "a")
    assert once != perturbed(LONG["en"], "typos", "en", "b")
    # Pinned: figures of two runs on two machines must be of the same texts.
    typed = perturbed("Yesterday nobody answered although everything seemed alright then", "typos", "en", "a")
    assert typed == "Yesterday nobody answeerd although everything seemed alright then"


def test_short_texts_and_codes_stay_as_they_are() -> None:
    assert perturbed("Where is my parcel please", "typos", "en", "a") == "Where is my parcel please"
    codes = "FW-12345 care@fernweh.example https://fernweh.example/order #zeltabend @fernweh_example " * 4
    assert perturbed(codes, "typos", "en", "a") == codes


@given(st.text(max_size=200), st.sampled_from(LANGUAGES), st.sampled_from(sorted(VARIANTS)))
def test_any_text_can_be_typed_in_every_way(text: str, language: str, variant: str) -> None:
    typed = perturbed(text, variant, language, "seed")
    assert len(typed.split()) <= len(text.split())
    assert typed == perturbed(text, variant, language, "seed")


def test_messages_and_cases_keep_everything_but_the_customers_words() -> None:
    message = Message("a", "dev", "legal", True, "", "Größe", "de", "de.yaml:1")
    assert message_as(message, "accents") == message._replace(text="Grosse")
    assert message_as(message._replace(text="gut"), "accents") is None
    turns = (Turn("customer", "Größe?", at="2026-11-17T19:42:00Z"), Turn("agent", "Größe L"))
    case = Case(
        "a",
        Conversation(locale="de-DE", turns=turns),
        Draft("Größe L"),
        "dev",
        None,
        "",
        Expect(),
        "f",
        "f:1",
    )
    changed = case_as(case, "accents")
    assert changed is not None and changed.draft == case.draft and changed.id == "a"
    assert changed.conversation.turns == (turns[0]._replace(text="Grosse?"), turns[1])
    assert case_as(case._replace(conversation=Conversation(locale="de", turns=turns[1:])), "accents") is None


def test_a_way_of_typing_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        perturbed("Text", "upper", "en", "a")
