"""Messages as people type them: what a pattern written properly still meets, and where that stands in the message."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicekit.text.fold import fold_plain
from voicekit.text.plain import plain
from voicekit.text.typed import Spelling, Typed, has_marks, letters, readings
from voicekit.types import LANGUAGES

WORDS = {
    "en": ["solicitor", "lawyer", "furious", "cancelled"],
    "de": ["verätzt", "überhöht", "größe", "anwalt"],
    "fr": ["brûlée", "sœur", "avocat"],
    "ru": ["обжёг", "возврат"],
    "vi": ["thương", "không", "khách"],
}
SPELLINGS: dict[str, Spelling] = {}


def spelling_of(code: str) -> Spelling:
    if code not in SPELLINGS:
        words = [letters(fold_plain(word), code) for word in WORDS[code.partition("-")[0]]]
        SPELLINGS[code] = Spelling(code, words, ["hospital"] if code == "en" else [])
    return SPELLINGS[code]


def read(text: str, language: str) -> list[str]:
    return [typed.text for typed in readings(text, language, spelling_of)]


def found(text: str, language: str, word: str) -> str | None:
    """What of `text` the word stands for in the first reading that has it."""
    for typed in readings(text, language, spelling_of):
        meant = letters(fold_plain(word), typed.language)
        at = typed.text.find(meant)
        if at >= 0:
            return text[slice(*typed.source(at, at + len(meant)))]
    return None


@pytest.mark.parametrize(
    ("language", "text", "word", "typed"),
    [
        ("en", "My SOLICITOR 👩‍👧 said", "solicitor", "SOLICITOR"),
        ("en", "my solicitro", "solicitor", "solicitro"),
        ("en", "my solictor", "solicitor", "solictor"),
        ("en", "my solicittor", "solicitor", "solicittor"),
        ("en", "my solicotor!", "solicitor", "solicotor"),
        ("en", "so fuuuurious", "furious", "fuuuurious"),
        ("en", "cancelllled", "cancelled", "cancelllled"),
        ("en", "the hosptialisation", "hospitalisation", "hosptialisation"),
        ("en", "\ufeffｆｕｒｉｏｕｓ\u200b", "furious", "ｆｕｒｉｏｕｓ"),
        ("de", "Haut veraetzt", "verätzt", "veraetzt"),
        ("de", "HAUT VERÄTZT", "verätzt", "VERÄTZT"),
        ("de", "50 € ueberhoeht 😡", "überhöht", "ueberhoeht"),
        ("de", "die Groesse", "größe", "Groesse"),
        ("de", "die GRÖSSE", "größe", "GRÖSSE"),
        ("fr", "je suis BRULEE", "brûlée", "BRULEE"),
        ("fr", "ma soeur", "sœur", "soeur"),
        ("fr", "ma sœur", "soeur", "sœur"),
        ("ru", "я обжег руку", "обжёг", "обжег"),
        ("vi", "con toi bi thuong", "thương", "thuong"),
        ("vi", "khach khong tho duoc", "khách", "khach"),
        ("vi", "khach khong tho duoc", "không", "khong"),
        ("vi", "trả hàng hoà nhã", "hòa", "hoà"),
        ("vi", "trả hàng hòa nhã", "hòa", "hòa"),
        ("vi", "giấy thuỷ tinh", "thủy", "thuỷ"),
    ],
)
def test_what_was_meant_is_met_and_leads_back_to_what_was_typed(
    language: str, text: str, word: str, typed: str
) -> None:
    assert found(text, language, word) == typed


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "my solicit", "solicitor"),  # a known word is no slip
        ("en", "sawyer", "lawyer"),  # nobody slips on the first letter
        ("en", "furiosity", "furious"),
        ("ru", "мой", "мои"),
        ("vi", "tôi thường mua", "thương"),  # another tone is another word
        ("vi", "từ từ thôi nhé", "tự tử"),
        ("vi", "quý khách mến", "qúy"),
        ("vi", "hoàn tiền", "hòan"),
    ],
)
def test_another_word_stays_another_word(language: str, text: str, word: str) -> None:
    assert found(text, language, word) is None


def test_figures_and_runs_that_are_no_letters_stay() -> None:
    assert read("I rang 999 about 5000 € and ___ 111111", "en") == ["i rang 999 about 5000 € and ___ 111111"]


def test_german_is_read_twice_only_where_someone_has_no_umlauts() -> None:
    assert len(read("Die neue Sauna", "de")) == 2
    assert len(read("Die neue Sauna ist zu heiß und schön", "de")) == 1
    assert len(read("Das Haus", "de")) == 1
    assert len(read("neue", "fr")) == 1


def test_vietnamese_without_marks_is_a_language_of_its_own() -> None:
    assert [typed.language for typed in readings("toi bi thuong", "vi", spelling_of)] == ["vi-bare"]
    assert [typed.language for typed in readings("tôi bị thương", "vi", spelling_of)] == ["vi"]
    assert has_marks("nguyễn van a") and not has_marks("toi ten la tran van binh, o ha nội")


@pytest.mark.parametrize("text", ["мой", "ёлка", "đường", "éàüñ", "ß", "œuf", "й"])
def test_plain_letters_keep_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert "й" in plain("й") and "ё" not in plain("ё")


def test_what_the_spelling_keeps_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicekit.text.typed._MEMO", 50)
    own = Spelling("en", ["solicitor"], [])
    assert [own.read(f"word{n}") for n in range(500)] == [f"word{n}" for n in range(500)]
    assert len(own._memo) <= 50


ALPHABET = st.sampled_from(
    [*"aáoeuäßœﬁİŁ́̈ёй Ắựđ…\n\t\u200b\u202e\x00\ud83d😀👨‍👩‍👧²½ⅷ.!?'“”_09", "sollicitor", "aaaa", "veraetzt"]
)


@given(st.lists(ALPHABET | st.characters(), max_size=40).map("".join), st.sampled_from(LANGUAGES), st.data())
@example("ﬁﬁﬁ œœ", "fr", None)
@example("", "vi", None)
def test_any_text_leads_back_into_itself(text: str, language: str, data: st.DataObject | None) -> None:
    for typed in readings(text, language, spelling_of):
        assert isinstance(typed, Typed)
        if not typed.text:
            continue
        size = len(typed.text)
        start = data.draw(st.integers(0, size - 1)) if data else 0
        end = data.draw(st.integers(start + 1, size)) if data else size
        span = typed.source(start, end)
        assert 0 <= span.start < span.end <= len(text)
        assert typed.source(0, size).start <= span.start and span.end <= typed.source(0, size).end
