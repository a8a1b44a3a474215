"""`voicekit listen`: what is printed of a draft, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voicekit import service
from voicekit.cli.cells import columns
from voicekit.cli.listen import _words
from voicekit.text.speech import WORDS_PER_MINUTE
from voicekit.types import LANGUAGES

from .conftest import Cli

DRAFT = "Thanks for the photo, @kim_b! 🎉🎉 WELL DONE!!! #happyhiking"


def test_marks_what_is_unlike_the_writing(cli: Cli) -> None:
    ran = cli("listen", "--lang", "en", stdin=DRAFT)
    assert (ran.code, ran.err) == (0, "")
    head, _, said = ran.out.split("\n")[:3]
    assert head == "As heard (en), about 6 s at 175 words a minute"
    assert said == "  Thanks for the photo, [at kim b]! [party popper] [party popper] [well]"
    rows = [line.split("  ", 2)[1:] for line in ran.out.split("\n") if line.startswith("  @") or "🎉" in line]
    assert [(row[0].strip(), row[1].strip()) for row in rows] == [
        ("@kim_b", "handle: at kim b"),
        ("🎉 x2", "emoji: party popper"),
    ]
    assert "!!!           punctuation: a pause" in ran.out
    assert "hashtag: hashtag happyhiking" in ran.out
    assert "An approximation of common screen readers" in ran.out


def test_a_plain_draft(cli: Cli) -> None:
    out = cli("listen", stdin="We will send the parcel to you today.").out
    assert "  We will send the parcel to you today.\n\nIt is heard as it is written.\n" in out
    assert "[" not in out


@pytest.mark.parametrize("ui", LANGUAGES)
def test_speaks_the_interface_language(cli: Cli, ui: str) -> None:
    words = _words(ui)
    out = cli("listen", "--ui", ui, "--lang", "de", stdin="Danke 🙏").out
    assert words["emoji"] + ": zusammengelegte handflächen" in out
    assert out.startswith(words["head"].partition("(")[0] + "(de)")
    assert _words("en").keys() == words.keys() and all(words.values())


def test_language_is_told_from_the_text_and_a_flag_wins(cli: Cli) -> None:
    text = "Vielen Dank für Ihre Nachricht, wir kümmern uns darum 🙏"
    assert "zusammengelegte handflächen" in cli("listen", stdin=text).out
    assert "mains en prière" in cli("listen", "--lang", "fr-CH", stdin=text).out
    assert "does not show its language" in cli("listen", stdin="🙏").out


def test_all_punctuation_and_another_rate(cli: Cli) -> None:
    out = cli("listen", "--lang", "en", "--punctuation", "all", "--rate", "60", stdin="Hi!!!").out
    assert out.startswith("As heard (en), about 7 s at 60 words a minute")
    assert "Hi [exclamation mark exclamation mark exclamation mark]" in out


@pytest.mark.parametrize("rate", ["0", "-5", "1000", "x", "٣٠٠", "59"])
def test_a_rate_that_is_none(cli: Cli, rate: str) -> None:
    ran = cli("listen", f"--rate={rate}", stdin="Hi")
    assert (ran.code, ran.out) == (2, "")
    assert "expected words a minute, 60 to 900" in ran.err


def test_a_conversation_brings_its_language_and_attachments(cli: Cli, place: Path) -> None:
    draft = {
        "text": "Bitte.",
        "attachments": [{"kind": "image", "alt": "Der Reißverschluss"}, {"kind": "file", "name": "a.pdf"}],
    }
    (place / "a.json").write_text(
        json.dumps({"locale": "de-DE", "turns": [], "draft": draft}), encoding="utf-8"
    )
    value = json.loads(cli("listen", "a.json", "--format", "json").out)
    assert value["language"] == "de"
    assert value["text"] == "Bitte. Bild, Der Reißverschluss Datei a Punkt p d f"
    assert value["parts"][1] == {
        "span": {"start": 6, "end": 6},
        "kind": "attachment",
        "spoken": "Bild, Der Reißverschluss",
    }
    assert len(value["notes"]) == 1 and "alternative text" in value["notes"][0]
    assert (value["schema_version"], value["words_per_minute"]) == (1, WORDS_PER_MINUTE)


def test_what_is_printed_is_safe_and_fits(cli: Cli) -> None:
    text = "Hi \x1b[31m\u202e " + "https://fernweh.example/" + "abc/" * 60 + " 𝗙𝗿𝗲𝗲 🎉 " + "x" * 200
    out = cli("listen", "--lang", "en", stdin=text).out
    assert "\x1b" not in out and "\u202e" not in out
    assert "<U+202E>" in out and "invisible character: nothing" in out
    assert all(columns(line) <= 80 for line in out.split("\n"))


def test_nothing_to_hear(cli: Cli) -> None:
    assert "Nothing is heard." in cli("listen", stdin="").out


def test_too_long_is_refused(cli: Cli) -> None:
    ran = cli("listen", stdin="a" * 20_001)
    assert (ran.code, ran.out) == (2, "")


def test_the_use_case_takes_a_locale() -> None:
    assert service.listen("Danke 🙏", "de_AT").text == "Danke zusammengelegte handflächen"
