"""hunspell with dictionaries of a few words, written here: which words it calls wrong, and when it cannot read.

Must never read a dictionary of the machine the tests run on.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from pathlib import Path

import pytest

from voicekit.config import Settings
from voicekit.grammar import Grammar, GrammarResult

pytest.importorskip("hunspell", reason="THE EXTRA 'hunspell' IS NOT INSTALLED")

WORDS = {
    "en_US": "your parcel is here color we'll send it well-known well known tent",
    "en_GB": "your parcel is here colour we'll send it tent",
    "de_DE": "wir senden Ihr Paket heute die Straße",
    "fr_FR": "votre colis est arrivé eau nous avons reçu ami peut être aujourd'hui",
    "ru_RU": "ваша посылка уже в пути ещё мы",
    "vi_VN": "gói hàng của bạn đã rời kho",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six dictionaries, the German one in Latin-1 as several are."""
    for name, words in WORDS.items():
        encoding = "ISO8859-1" if name == "de_DE" else "UTF-8"
        (tmp_path / f"{name}.aff").write_text(
            f"SET {encoding}\nTRY esianrtolcdugmphbyfvkwz\n", encoding="ascii"
        )
        listed = words.split()
        (tmp_path / f"{name}.dic").write_text(
            "\n".join([str(len(listed)), *listed]) + "\n", encoding=encoding.replace("ISO8859-1", "latin-1")
        )
    return tmp_path


def ask(folder: Path | None, text: str, language: str, **more: object) -> GrammarResult:
    return Grammar(Settings(grammar="hunspell", hunspell_dir=folder), patient=True).check(
        text, language, **more
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "🎉 Your parcle is here, we’ll send it.", ["parcle"]),
        ("en", "The well-known tent's color and colour", ["The", "and"]),
        ("en", "your tent TNT eBay X9 here", []),
        ("de", "Wir senden Ihr Pakett heute, die Straße", ["Pakett"]),
        ("de", "wir senden Ихр heute", []),
        ("fr", "L'eau, l’ami est arrivé, peut-être aujourd'hui, votre collis", ["collis"]),
        ("ru", "Ваша посы\u0301лка уже в путе, ещё", ["путе"]),
        ("vi", unicodedata.normalize("NFD", "Gói hàng của bạn đã rời khoo"), ["khoo"]),
    ],
)
def test_words_that_no_dictionary_knows_are_found(
    folder: Path, language: str, text: str, wrong: list[str]
) -> None:
    result = ask(folder, text, language)
    assert result.state == ("hunspell", "ok", "")
    assert [finding.matched for finding in result.findings] == wrong
    for finding in result.findings:
        assert finding.span is not None
        assert text[finding.span.start : finding.span.end] == finding.matched


def test_the_finding_speaks_the_readers_language_and_offers_words(folder: Path) -> None:
    [finding] = ask(folder, "votre collis", "fr", ui="de").findings
    assert finding.message == "„collis“ steht nicht im Wörterbuch."
    assert finding.rule_id == "grammar.hunspell.spelling"
    assert "colis" in [fix.edits[0].text for fix in finding.fixes]


def test_a_stated_region_chooses_the_dictionary(folder: Path) -> None:
    assert ask(folder, "your color", "en").findings == ()
    assert [one.matched for one in ask(folder, "your color", "en", locale="en-GB").findings] == ["color"]
    assert [one.matched for one in ask(folder, "die Hosse", "de", locale="de-AT").findings] == ["Hosse"]


def test_without_a_dictionary_the_report_says_what_to_install(tmp_path: Path) -> None:
    result = ask(tmp_path, "votre colis", "fr")
    assert result.state.state == "absent"
    assert result.state.reason == (
        f"no hunspell dictionary for 'fr' in {tmp_path}: install one (Debian: hunspell-fr)"
    )
    (tmp_path / "fr_FR.aff").touch()  # half of one is none
    assert ask(tmp_path, "votre colis", "fr").state.state == "absent"


def test_without_chunspell_the_report_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    result = ask(folder, "votre colis", "fr")
    assert result.state == (
        "hunspell",
        "absent",
        "hunspell is not installed: pip install 'voicekit[hunspell]'",
    )


def test_the_first_ten_wrong_words_get_suggestions(folder: Path) -> None:
    text = "parcle parcl parcelx pparcel parceel parrcel paarcel parcelz parcek parcep parcet parcex"
    findings = ask(folder, text, "en").findings
    assert len(findings) == 12
    assert [bool(finding.fixes) for finding in findings] == [True] * 10 + [False] * 2


@pytest.mark.alone
def test_thousands_of_wrong_words_end_in_time(folder: Path) -> None:
    text = " ".join(f"zx{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}qv" for n in range(2500))
    begun = time.monotonic()
    result = ask(folder, text, "en")
    assert time.monotonic() - begun < 4
    assert result.state.state in ("ok", "down")
