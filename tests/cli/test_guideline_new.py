"""`voicekit guideline new`: answers from options and from a terminal, bad ones refused in the reader's language."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from voicekit.cli.main import main
from voicekit.cli.new_answers import BadAnswer, countries, hours, order_numbers, own, text, zone
from voicekit.cli.new_words import DAYS, LANGUAGE_NAMES, WORDS, working_hours
from voicekit.service import starting
from voicekit.types import LANGUAGES

from .conftest import Cli


class Terminal(io.StringIO):
    """Standard input with somebody in front of it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[starting.Answers]:
    """The answers that would be written: writing takes seconds and is tested with the service."""
    met: list[starting.Answers] = []

    def start(root: str, answers: starting.Answers) -> starting.Started:
        met.append(answers)
        return starting.Started(f"{root}/brands/{answers.name}", (), (), ())

    monkeypatch.setattr(starting, "start_brand", start)
    return met


def test_every_language_has_the_same_words_and_blanks() -> None:
    import string

    def blanks(line: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(line) if name}

    assert set(WORDS) == set(LANGUAGE_NAMES) == set(DAYS) == set(LANGUAGES)
    for ui in LANGUAGES:
        assert {key: blanks(line) for key, line in WORDS[ui].items()} == {
            key: blanks(line) for key, line in WORDS["en"].items()
        }
        assert len(hours(working_hours(ui))) == 5


def test_options_answer_everything(cli: Cli, started: list[starting.Answers]) -> None:
    ran = cli(
        "guideline", "new", "falk", "--yes", "--ui", "de", "--guidelines", "ours", "--title", "Bücher Falk",
        "--languages", "de,en", "--countries", "de,at", "--channels", "email x", "--formality", "formal",
        "--warmth", "factual", "--address", "de=sie", "--person", "we",
        "--sign-off", "de=Herzlich", "--team", "lead=Team A",
        "--team", "legal=Kanzlei", "--hours", "mo-fr 8-17, sa 9-13", "--time-zone", "Europe/Vienna",
        "--own", "falk.example, @falk", "--order-number", "BF-12345",
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "./ours/brands/falk\n")
    (made,) = started
    assert made == starting.Answers(
        name="falk", title="Bücher Falk", languages=("de", "en"), countries=("de", "at"), channels=("email", "x"),
        formality="formal", warmth="factual", address={"de": "sie"}, person="we",
        sign_off={"de": "Herzlich", "en": "Kind regards"},
        teams={"lead": "Team A", "urgent": "Team A", "legal": "Kanzlei", "data": "Team A"},
        hours=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-17:00") | {"sat": "09:00-13:00"},
        time_zone="Europe/Vienna", own=("falk.example", "@falk"), ids=(r"BF-\d{5}",), ui="de",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--hours", "sometimes", "cannot be read"),
        ("--languages", "en,xx", "'xx' is none of"),
        ("--channels", "fax", "'fax' is none of"),
        ("--countries", "deu", "no two-letter country code"),
        ("--time-zone", "../etc/passwd", "no time zone"),
        ("--order-number", "42", "too few digits"),
        ("--own", "not a site", "no domain"),
        ("--title", "a\x07b", "not seen"),
        ("--address", "de=sie", "'de' is none of en"),
        ("--team", "boss=Kim", "'boss' is none of"),
        ("--sign-off", "Best", "expected KEY=VALUE"),
    ],
)
def test_a_bad_option_is_named_and_nothing_is_written(
    cli: Cli, place: Path, option: str, value: str, reason: str
) -> None:
    ran = cli("guideline", "new", "tea", "--yes", "--guidelines", "ours", option, value)
    assert (ran.code, ran.out) == (2, "") and option in ran.err and reason in ran.err
    assert list(place.iterdir()) == []


def test_without_a_terminal_nobody_is_asked(cli: Cli, place: Path) -> None:
    ran = cli("guideline", "new", "tea", "--guidelines", "ours")
    assert ran.code == 2 and "--yes" in ran.err and list(place.iterdir()) == []


def test_a_bad_answer_is_asked_again_with_the_reason(
    place: Path,
    started: list[starting.Answers],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed = [
        "Café Léon",
        "",
        "fr,xx",
        "fr",
        "",
        "email",
        "3",
        "",
        "",
        "2",
        "",
        "Équipe A",
        "",
        "",
        "",
        "lundi",
        "lun-ven 9-18",
    ]
    monkeypatch.setattr(sys, "stdin", Terminal("\n".join([*typed, "", "", "42", "-", ""])))
    assert main(["guideline", "new", "--ui", "fr", "--guidelines", "ours"]) == 0
    said = capsys.readouterr().err
    assert (
        "« xx » ne fait pas partie de" in said
        and "« lundi » est illisible" in said
        and "trop peu de chiffres" in said
    )
    assert "3 formal" in said and "[cafe-leon]" in said
    (made,) = started
    assert (made.name, made.formality, made.person, made.ids) == ("cafe-leon", "formal", "we", ())
    assert made.teams["urgent"] == "Équipe A" and made.hours["fri"] == "09:00-18:00"


def test_questions_that_are_left_write_nothing(
    place: Path, started: list[starting.Answers], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Tea House\n"))
    assert main(["guideline", "new", "--guidelines", "ours"]) == 2

    class Interrupted(Terminal):
        def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert main(["guideline", "new", "--guidelines", "ours"]) == 130
    assert started == [] and list(place.iterdir()) == []


def test_answers_are_read() -> None:
    assert hours("пн-пт 8:30-17, вс 9-12")["sun"] == "09:00-12:00"
    assert (
        countries("UK, de") == ("gb", "de")
        and own("-") == ()
        and zone("Asia/Ho_Chi_Minh") == "Asia/Ho_Chi_Minh"
    )
    assert order_numbers("AB-12345, CD-9999") == (r"AB-\d{5}", r"CD-\d{4}")
    for reader, bad in ((hours, "fri-mon 9-10"), (hours, "mon 18-9"), (zone, "Europe"), (text, " ")):
        with pytest.raises(BadAnswer):
            reader(bad)
