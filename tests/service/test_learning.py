"""What approved replies teach: proposals with evidence, none from too few, no personal data in any."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.evals.learning.fragments import fragments
from voicekit.evals.learning.proposals import Proposal, percentile
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.schema import Templates, Terms
from voicekit.service import open_guideline
from voicekit.service.learning import Learned, learn, written
from voicekit.types import Conversation, Draft, Turn

CITIES = "Graz Linz Wels Steyr Krems Baden Bregenz Villach Leoben Enns".split()


@pytest.fixture(scope="module")
def guideline() -> Guideline:
    return open_guideline(Settings())


def taught(guideline: Guideline, texts: Sequence[str], channel: str = "email") -> Learned:
    return learn(guideline, [(Conversation(channel=channel), [Draft(text)]) for text in texts])


def found(learned: Learned, kind: str) -> list[Proposal]:
    return [one for one in learned.proposals if one.kind == kind]


def shown(learned: Learned) -> str:
    return "\n".join([*map(str, learned.proposals), *fragments(learned.proposals, "shop", 1).values()])


def test_the_form_of_address_is_proposed_by_channel(guideline: Guideline) -> None:
    sie = [
        (Conversation(channel="email"), [Draft(f"Ihr Paket {n} ist da, Sie holen es bitte ab.")])
        for n in range(30)
    ]
    du = [
        (Conversation(channel="x"), [Draft(f"Dein Paket {n} ist da, du holst es bitte ab.")])
        for n in range(25)
    ]
    forms = found(learn(guideline, [*sie, *du]), "address")
    assert [(one.channel, one.value, one.n, one.state) for one in forms] == [
        ("", "sie", 55, "split"),
        ("email", "sie", 30, "proposed"),
        ("x", "du", 25, "proposed"),
    ]


def test_nineteen_replies_are_too_few_and_twenty_enough(guideline: Guideline) -> None:
    text = "Dein Paket ist da, du holst es bitte ab."
    for n, state in ((19, "too few"), (20, "proposed")):
        learned = taught(guideline, [text] * n)
        assert {one.state for one in found(learned, "address") + found(learned, "length")} == {state}
        assert bool(found(learned, "template")) == (state == "proposed")
        files = fragments(learned.proposals, "shop", n)
        assert ("du" in str(yaml.safe_load(files["channels.yaml"]))) == (state == "proposed")


def test_limits_are_where_nearly_all_replies_lie(guideline: Guideline) -> None:
    texts = ["Your parcel left us." + " It is on its way." * (n % 10) for n in range(100)]
    (length,) = found(taught(guideline, [*texts, "Your parcel left us. " * 50]), "length")
    assert (length.low, length.value, length.n, length.state) == (20.0, 190, 101, "proposed")
    assert percentile([1, 2, 3, 4], 0.5) == 2 and percentile([7], 0.95) == 7
    (emoji,) = found(taught(guideline, ["See you on Friday! 🎉"] * 21), "emoji")
    assert emoji.value == 1


def test_one_spelling_is_proposed_where_nearly_all_agree(guideline: Guideline) -> None:
    texts = [f"The colour of your mail number {n} by WhatsApp is fine." for n in range(42)]
    texts += ["The color of the email by Whatsapp is fine."]
    learned = taught(guideline, texts + ["Our e-mail arrives."] * 3 + ["Your email arrives today."] * 40)
    terms = {one.value: (one.other, one.n) for one in found(learned, "term")}
    assert terms["colour"] == ((("color", 1),), 43)
    assert terms["email"] == ((("e-mail", 3),), 44)
    assert {(one.value, one.other) for one in found(learned, "capitals")} == {
        ("WhatsApp", (("Whatsapp", 1),))
    }


@pytest.mark.parametrize(
    ("usual", "rare", "value"),
    [
        (
            "Bên em gửi hóa đơn cho anh/chị trong hôm nay ạ.",
            "Bên em gửi hoá đơn cho anh/chị ngày mai ạ.",
            "hóa",
        ),
        ("Je suis de tout cœur avec vous dans cette attente.", "Je suis de tout coeur avec vous.", "cœur"),
    ],
)
def test_spellings_of_other_languages(guideline: Guideline, usual: str, rare: str, value: str) -> None:
    assert value in {one.value for one in found(taught(guideline, [usual] * 30 + [rare]), "term")}


def test_words_that_differ_in_meaning_are_no_variants(guideline: Guideline) -> None:
    texts = ["We resent the parcel, and the package is filled today."] * 30
    texts += ["We re-sent the package, and the form is filed at our Center in the center."] * 3
    assert found(taught(guideline, texts), "term") == [] and found(taught(guideline, texts), "capitals") == []


def test_repeated_sentences_have_blanks_where_they_differ(guideline: Guideline) -> None:
    texts = [f"Your parcel left {CITIES[n % 10]} on 1{n % 10} May and weighs {n} kg. Best" for n in range(40)]
    (template, *_) = found(taught(guideline, texts), "template")
    assert str(template.value).startswith("Your parcel left {{") and "{{date}}" in str(template.value)
    assert not any(city in shown(taught(guideline, texts)) for city in CITIES)


def test_closing_words_lose_the_name(guideline: Guideline) -> None:
    texts = [f"Your parcel {n} left us on Friday.\n\nKind regards,\nXaveria Quillfeather" for n in range(30)]
    learned = taught(guideline, texts)
    assert [(one.value, one.n) for one in found(learned, "sign_off")] == [("Kind regards", 30)]
    assert "xaveria" not in shown(learned).casefold() and "quill" not in shown(learned).casefold()


CANARIES = (
    "Xaveria", "Quillfeather", "xaveria.quill@mail.example", "+49 151 23456789", "ZX-998877",
    "DE89 3704 0044 0532 0130 00",
    "Birkenallee 17", "@xaveria_q", "track.example/x8Yz77Qp", "Hunter2!zz", "4111 1111 1111 1111",
)  # fmt: skip


@pytest.mark.parametrize("thread", [True, False])
def test_no_personal_data_in_any_proposal(guideline: Guideline, thread: bool) -> None:
    said = (
        "Hello Xaveria Quillfeather, we wrote to xaveria.quill@mail.example and called +49 151 23456789 today. "
        "Your order number ZX-998877 goes to Birkenallee 17 on Friday as you asked. "
        "We paid the money back to DE89 3704 0044 0532 0130 00 this morning, Xaveria. "
        "You are @xaveria_q and the link is https://track.example/x8Yz77Qp for your parcel. "
        "Your password: Hunter2!zz and the card 4111 1111 1111 1111 are safe with us. "
        "This is xaveria from the team and I will call you on Friday."
    )
    turns = (Turn("customer", "I am Xaveria Quillfeather.", author="Xaveria Quillfeather"),) if thread else ()
    learned = learn(guideline, [(Conversation(channel="email", turns=turns), [Draft(said)])] * 40)
    text = shown(learned).casefold()
    assert [one for one in CANARIES if one.casefold() in text] == []
    assert found(learned, "length")[0].state == "proposed"


def test_fragments_are_read_by_the_schema_and_name_their_evidence(
    guideline: Guideline, tmp_path: Path
) -> None:
    texts = ["Your colour is on its way to you. I sent it on Friday.\n\nKind regards"] * 30
    learned = taught(guideline, [*texts, "The color is on its way to you today."])
    written(learned, "shop", str(tmp_path / "draft"))
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "draft").iterdir()}
    terms = yaml.safe_load(files["terms.yaml"])
    Terms.model_validate({"schema_version": 1, **terms})
    Templates.model_validate({"schema_version": 1, **yaml.safe_load(files["templates.yaml"])})
    assert "# one spelling (en): 31 replies, 97 % agree" in files["terms.yaml"]
    assert all("Nothing here is in force" in text for text in files.values())
    assert yaml.safe_load(files["voice.yaml"]) == {"person": "I", "sign_off": {"en": ["Kind regards"]}}
    with pytest.raises(InputError, match="is there already"):
        written(learned, "shop", str(tmp_path / "draft"))
    assert [path.name for path in tmp_path.iterdir()] == ["draft"]


def test_replies_in_no_language_that_is_read_are_counted(guideline: Guideline) -> None:
    polish = "Dzień dobry, Pani paczka została wysłana i dotrze do Pani w piątek."
    assert taught(guideline, [polish, "Your parcel left us on Friday."]).unread == 1
    with pytest.raises(InputError, match="no reply is in a language"):
        taught(guideline, [polish])
