"""The questions of a text: found with and without marks, told from venting, and what each asks for."""

from __future__ import annotations

import pytest

from voicekit.text.fold import fold
from voicekit.text.plain import plain
from voicekit.text.questions import questions


def read(text: str, language: str, marked_only: bool = False) -> list[tuple[str, str]]:
    """What each question asks for, and its words; those that want no answer are left out."""
    known = plain(fold(text).text)
    found = questions(known, language, marked_only)
    return [(one.asks, known[one.start : one.end].strip()) for one in found if not one.rhetorical]


@pytest.mark.parametrize(
    ("language", "text", "asks"),
    [
        ("en", "Hi, when will my parcel arrive and can I keep the shoes?", ["time", "yes_no"]),
        ("en", "where is my order", ["place"]),
        ("en", "could you tell me the delivery date please", ["time"]),
        ("en", "I'd like to know why I was charged twice", ["reason"]),
        ("en", "What size should I get and do you ship to Austria", ["which", "yes_no"]),
        ("de", "Wie lange dauert die Erstattung, und was kostet der Versand?", ["time", "amount"]),
        ("de", "koennt ihr mir bitte sagen wann das kommt", ["time"]),
        ("de", "Können Sie mir sagen, ob die Jacke wasserdicht ist?", ["yes_no"]),
        ("fr", "Où est mon colis et combien coûte le retour ?", ["place", "amount"]),
        ("fr", "elle arrive quand ?", ["time"]),
        ("fr", "Je voudrais savoir pourquoi j'ai été débitée deux fois", ["reason"]),
        ("ru", "Сколько стоит доставка и когда будет у меня?", ["amount", "time"]),
        ("ru", "подскажите пожалуйста когда придет посылка", ["time"]),
        ("ru", "почему списали дважды", ["reason"]),
        ("vi", "mà giá bao nhiêu, mấy hôm lấy đc?", ["amount", "time"]),
        ("vi", "don hang cua toi o dau", ["place"]),
        ("vi", "shop co ship ve da nang khong a", ["yes_no"]),
    ],
)
def test_what_is_asked_for_is_told_as_people_type(language: str, text: str, asks: list[str]) -> None:
    assert [kind for kind, _ in read(text, language)] == asks


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Are you kidding me?"),
        ("en", "You charged me twice, seriously?"),
        ("en", "When I opened the box the zip was broken."),
        ("de", "Wollt ihr mich verarschen?"),
        ("de", "Was mich ärgert: niemand antwortet."),
        ("fr", "Vous vous moquez de moi ?"),
        ("fr", "Quand j'ai ouvert le colis, la veste était déchirée."),
        ("ru", "Вы издеваетесь?"),
        ("ru", "Когда я открыл коробку, молния была сломана."),
        ("vi", "Đùa à?"),
        ("vi", "Mình không nhận được hàng."),
        ("it", "Dov'è il mio pacco?"),
    ],
)
def test_venting_and_telling_are_no_questions(language: str, text: str) -> None:
    assert read(text, language) == []


def test_a_question_is_shown_where_it_stands() -> None:
    text = "hello, i paid 12.50 on monday. when does it ship?"
    (one,) = questions(text, "en")
    assert text[one.start : one.end] == "when does it ship?"
    assert one.marked


def test_unmarked_questions_may_be_passed_over() -> None:
    assert read("where is it. is it late?", "en", marked_only=True) == [("yes_no", "is it late?")]


def test_a_text_of_question_marks_is_read_in_part() -> None:
    assert len(questions("is it late? " * 900, "en")) == 40


def test_plain_keeps_every_place_and_the_letters_of_their_own() -> None:
    assert plain("được ещё йод élève") == "duoc еще йод eleve"
