"""The tone reader: order, spans, what is left out, what is not scored, and what is loaded when."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from voicekit.evals.cases import read_cases, some_of
from voicekit.text.document import Document
from voicekit.text.tone import AxisReading, read_tone
from voicekit.text.tone import weights as model
from voicekit.text.tone.distance import Habit, compare, habits
from voicekit.text.tone.markers import Markers
from voicekit.text.tone.sentences import NAMES, SAID, sentence
from voicekit.text.tone.words import cut
from voicekit.types import LANGUAGES

FORMAL = {
    "en": (
        "We wish to inform you that your order has been dispatched and will be delivered on Friday.",
        "Hey, your stuff's on its way, you'll get it on Friday or so, no worries.",
    ),
    "de": (
        "Hiermit bestätigen wir Ihnen den Eingang Ihrer Unterlagen. Die Prüfung erfolgt bis Freitag.",
        "Hab dein Zeug gekriegt, bis Freitag guck ich mal drüber und sag dir dann Bescheid.",
    ),
    "fr": (
        "Nous vous confirmons la réception de votre demande, qui sera examinée dans les meilleurs délais.",
        "Salut, ton truc est bien arrivé, on regarde ça vite fait et on te dit, ça marche ?",
    ),
    "ru": (
        "Сообщаем, что Ваша заявка получена. Решение будет направлено Вам в течение трёх рабочих дней.",
        "Привет, короче, заявку твою увидели, дня за три решим и тебе отпишемся, ок?",
    ),
    "vi": (
        "Kính thưa quý khách, chúng tôi xin thông báo đơn hàng đã được chuyển đến đơn vị vận chuyển.",
        "Bạn ơi hàng đi rồi nha, tầm mai mốt là tới á, cứ chờ xíu nhé.",
    ),
}


def axis(text: str, language: str, name: str, gated: bool = False) -> AxisReading:
    return next(
        one for one in read_tone(Document(text, language), gated=gated, explain=True) if one.axis == name
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_more_formal_of_two_scores_higher(language: str) -> None:
    more, less = (axis(text, language, "formality") for text in FORMAL[language])
    assert more.score is not None and less.score is not None
    assert more.score > less.score + 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_contributions_slice_the_text_largest_first(language: str) -> None:
    text = "🎉 " + FORMAL[language][1] + "  „x“ 👍🏽 ﬁn"
    for reading in read_tone(Document(text, language), gated=False, explain=True):
        sizes = [abs(one.points) for one in reading.contributions]
        assert sizes == sorted(sizes, reverse=True)
        for one in reading.contributions:
            if one.span is not None:
                assert text[one.span.start : one.span.end] == one.text != ""
    assert axis(text, language, "formality").contributions


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_text_reads_the_same_and_emoji_and_links_do_not_count(language: str) -> None:
    plain = FORMAL[language][0]
    values = [one.value for one in read_tone(Document(plain, language), gated=False)]
    again = [one.value for one in read_tone(Document(plain, language), gated=False)]
    dressed = [
        one.value for one in read_tone(Document(f"{plain} 🎉🎉 https://x.example/a", language), gated=False)
    ]
    assert values == again == dressed


@pytest.mark.parametrize(
    "text", ["", " ", "🎉", "Thanks!", "https://x.example", "\u200b\u0000", "one two three four"]
)
def test_what_is_too_short_is_not_scored_and_says_so(text: str) -> None:
    for one in read_tone(Document(text, "en"), gated=False):
        assert one.score is None
        assert one.reason == "short"


def test_another_language_is_not_scored() -> None:
    assert {one.reason for one in read_tone(Document(FORMAL["en"][0], "it"))} == {"language"}


def test_what_is_trained_says_so() -> None:
    trained = {
        (one.axis, language)
        for language in LANGUAGES
        for one in read_tone(Document(FORMAL[language][0], language))
        if one.how == "trained"
    }
    assert trained == model.TRAINED


def test_an_axis_that_failed_its_pairs_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = FORMAL["en"][0]
    monkeypatch.setitem(
        model._tables, "tone-gate.txt", {("warmth", "en"): (7.0, 8.0), ("energy", "en"): (6.0, 8.0)}
    )
    assert axis(text, "en", "warmth", gated=True).score is not None
    hidden = axis(text, "en", "energy", gated=True)
    assert hidden.score is None and hidden.reason == "pairs"
    assert axis(text, "en", "formality", gated=True).score is None
    assert axis(text, "en", "energy").score is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gate_file_covers_every_axis(language: str) -> None:
    assert all(model.gate(name, language).of >= 8 for name in model.AXES)


def test_markers_read_their_signs() -> None:
    found = Markers("[a]\n^go | run* | *ing _ home | stand | stand up\n")
    words = cut(Document("Go. I go running fast home, stand up", "en"))
    assert [(hit.first, hit.last) for hit in found.find(words)] == [(0, 0), (4, 6), (8, 9)]


def test_distance_says_the_direction_and_the_words() -> None:
    document = Document(FORMAL["en"][0], "en")
    report = compare(
        document, {"formality": 30}, {"formality": Habit(6, 40.0, 8.0), "warmth": Habit(2, None, None)}
    )
    formality = report.axes[0]
    assert formality.distance is not None and formality.distance > 10
    assert formality.usual == "unusual"
    assert formality.direction == "more" and formality.because
    said = {ui: sentence(formality, ui) for ui in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert all(formality.because[0].text in text for text in said.values())
    assert report.axes[2].usual == "too few" and report.axes[2].target is None


def test_every_interface_language_says_all() -> None:
    wanted = {f"{way} {axis}" for way in ("more", "less") for axis in model.AXES}
    wanted |= {"short", "pairs", "language", "free", "near", "unusual", "see"}
    assert set(SAID) == set(NAMES) == set(LANGUAGES)
    assert all(set(texts) == wanted for texts in SAID.values())
    assert len({frozenset(names) for names in NAMES.values()}) == 1


def test_words_without_a_list_and_those_against_it_are_not_shown() -> None:
    text = "Thank you, your processed article was great! Could you please send the number of the order?"
    shown = axis(text, "en", "politeness").contributions
    assert {one.text.lower() for one in shown} >= {"thank you", "could you"}
    assert not {"processed", "article", "order", "number", ","} & {one.text for one in shown}
    for name in ("politeness", "formality", "warmth", "directness"):
        spans = [one.span for one in axis(text, "en", name).contributions if one.span]
        assert all(
            one.end <= two.start or two.end <= one.start for one in spans for two in spans if one != two
        )


def test_contributions_are_made_only_when_asked_for_and_change_no_score() -> None:
    for language in LANGUAGES:
        document = Document(FORMAL[language][0], language)
        plain, told = read_tone(document, gated=False), read_tone(document, gated=False, explain=True)
        assert not any(one.contributions for one in plain)
        assert [one.value for one in plain] == [one.value for one in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_care_replies_spread_over_the_scale(language: str, root: Path) -> None:
    cases = some_of(read_cases([root / "eval" / "cases" / f"drafts-{language}.yaml"]), language, "dev")
    for name in model.AXES:
        scores = sorted(axis(case.draft.text, language, name).score or 0 for case in cases)
        middle = scores[len(scores) // 4 : -len(scores) // 4]
        assert 5 < middle[0] < 45 and 52 < middle[-1] < 95, name


def test_habits_say_when_there_are_too_few_replies() -> None:
    text = FORMAL["en"][0] + " {{first_name}}"
    assert habits([text] * 4, "en")["formality"] == Habit(4, None, None)
    assert habits([text] * 5, "en")["formality"].mean is not None


def test_weights_stay_small(root: Path) -> None:
    data = root / "voicekit" / "text" / "data"
    for language in LANGUAGES:
        assert sum(path.stat().st_size for path in data.glob(f"tone-*-{language}.txt")) < 300_000


def test_nothing_is_loaded_before_tone_is_asked_for(tmp_path: Path) -> None:
    code = (
        "import sys; from voicekit import service; from voicekit.check import check;"
        "print('tone' in ' '.join(n for n in sys.modules if n.startswith('voicekit')));"
        "from voicekit.text.tone import weights as model; print(model._models, model._tables, 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=os.environ,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["False", "{} {} False"]
