"""LanguageTool with its real client against a stub of the protocol: what it finds, and every way it can fail.

Must never need Java or LanguageTool itself, nor leave loopback.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from voicekit.config import Settings
from voicekit.grammar import Grammar, GrammarResult
from voicekit.types import Span

from . import stub as module
from .stub import Stub, serving

pytest.importorskip("language_tool_python", reason="THE EXTRA 'languagetool' IS NOT INSTALLED")

SECRET = "I send teh parcel on Friday, Mr Pemberton."


def grammar(url: str | None, jars: Path | None = None) -> Grammar:
    """An engine as the command line has it: its first text waits until it is loaded."""
    settings = Settings(grammar="languagetool", languagetool_url=url, languagetool_jar_dir=jars)
    return Grammar(settings, patient=True)


def ask(stub: Stub, text: str = SECRET, language: str = "en", locale: str | None = None) -> GrammarResult:
    return grammar(stub.url).check(text, language, locale=locale)


def test_a_match_becomes_a_finding_in_code_points() -> None:
    with serving() as stub:
        result = ask(stub, "👩‍👩‍👧 Hi! 🎉 I like teh tent.", "en", "en-US")
    assert result.state == ("languagetool", "ok", "")
    [finding] = result.findings
    assert finding.rule_id == "grammar.languagetool.morfologik-rule"
    assert (finding.matched, finding.severity, finding.blocking) == ("teh", "suggestion", False)
    assert finding.span == Span(19, 22)
    assert [fix.edits[0].text for fix in finding.fixes] == ["the", "THE", ""]
    assert {fix.safety for fix in finding.fixes} == {"unsafe"}
    assert finding.source is not None
    assert finding.source.title == "LanguageTool"
    assert finding.sentence.endswith("I like teh tent.")


def test_a_length_in_utf_16_ends_where_the_word_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(module.WRONG, "t🎉h", "the")
    with serving() as stub:
        [finding] = ask(stub, "🎉 I like t🎉h tent.", "en", "en-US").findings
    assert finding.matched == "t🎉h"


def test_the_language_is_asked_for_with_its_country_and_style_is_left_to_our_rules() -> None:
    with serving() as stub:
        engine = grammar(stub.url)
        for language, locale in (("de", None), ("fr", "fr-CA"), ("ru", "ru"), ("en", "en_GB")):
            assert engine.check("gut so", language, locale=locale).state.state == "ok"
        assert [form["language"] for form in stub.checks] == ["de-DE", "fr", "ru-RU", "en-GB"]
        assert (
            "STYLE" in stub.checks[-1]["disabledCategories"]
        )  # setting the language clears what was set before
        assert [path for method, path, _ in stub.asked if method == "GET"] == ["/v2/languages"]


def test_a_spelling_that_is_right_in_either_english_passes_unless_somebody_said_which() -> None:
    with serving() as stub:
        engine = grammar(stub.url)
        assert [one.matched for one in engine.check("teh colour", "en").findings] == ["teh"]
        assert [one.matched for one in engine.check("teh colour", "en", locale="en-US").findings] == [
            "teh",
            "colour",
        ]


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("not-json", "does not speak LanguageTool's protocol"),
        ("no-matches", "not what LanguageTool would say"),
        ("null", "not what LanguageTool would say"),
        ("wrong-fields", "not what LanguageTool would say"),
        ("outside", "not what LanguageTool would say"),
        ("before", "not what LanguageTool would say"),
        ("no-languages", "not what LanguageTool would say"),
        ("half", "gave up half way"),
        ("error", "answered with status 500"),
        ("cut", "cannot be reached"),
        ("huge", "longer than"),
        ("slow", "within 2"),
        ("drip", "within 2"),
        ("hang", "within 2"),
    ],
)
@pytest.mark.alone
def test_each_failure_is_down_with_its_reason_and_without_the_text(
    mode: str, said: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(mode) as stub:
        begun = time.monotonic()
        result = ask(stub)
        assert time.monotonic() - begun < 8
    assert result.findings == ()
    assert (result.state.engine, result.state.state) == ("languagetool", "down")
    assert said in result.state.reason
    told = result.state.reason + caplog.text + "".join(capfd.readouterr())
    assert "Pemberton" not in told
    assert "parcel" not in told


@pytest.mark.parametrize(
    ("status", "said"), [(503, "503"), (400, "400"), (429, "no more text just now"), (204, "204")]
)
def test_an_odd_status_is_down_whatever_its_body_says(status: int, said: str) -> None:
    with serving("error", status=status) as stub:
        result = ask(stub)
    assert result.state.state == "down"
    assert said in result.state.reason


def test_nothing_that_listens_is_down() -> None:
    with serving() as stub:
        url = stub.url
    result = grammar(url).check(SECRET, "en")
    assert result.state == (
        "languagetool",
        "down",
        "nothing answers where the LanguageTool server should be; is it running?",
    )


def test_a_redirect_is_not_followed() -> None:
    with serving() as other, serving("redirect", to=other.url) as stub:
        result = ask(stub)
        assert other.asked == []
    assert result.state.state == "down"
    assert "redirects (status 307)" in result.state.reason


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy, serving() as stub:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert ask(stub).state.state == "ok"
        assert proxy.asked == []


def test_a_language_the_server_lacks_is_unsupported_and_vietnamese_is_not_even_asked() -> None:
    with serving() as stub:
        assert ask(stub, "Xin chào", "vi").state == (
            "languagetool",
            "unsupported",
            "LanguageTool has no Vietnamese; use hunspell",
        )
        result = ask(stub, "Hola", "es")
        assert (result.state.state, result.state.reason) == (
            "unsupported",
            "this LanguageTool server has no 'es'",
        )
        assert stub.checks == []


@pytest.mark.alone
def test_a_server_that_hangs_costs_one_thread_and_is_left_alone_for_a_while() -> None:
    with serving("slow") as stub:
        engine = grammar(stub.url)
        before = threading.active_count()
        begun = time.monotonic()
        states = {engine.check(f"{SECRET} {n}", "en").state.state for n in range(40)}
        assert states == {"down"}
        assert time.monotonic() - begun < 8
        assert len(stub.checks) == 1
        ours = [thread for thread in threading.enumerate() if thread.name.startswith("grammar-")]
        assert threading.active_count() - before <= 4  # the stub's own threads count too
        assert len([thread for thread in ours if thread.name == "grammar-languagetool"]) >= 1


@pytest.mark.parametrize("mode", ["slow", "drip"])
def test_an_answer_that_never_ends_is_cut_so_that_the_next_text_is_read(
    mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicekit.grammar.worker.QUIET", 0.0)
    with serving(mode) as stub:
        engine = grammar(stub.url)
        assert engine.check(SECRET, "en").state.state == "down"
        stub.mode = "ok"
        assert [one.matched for one in engine.check(SECRET, "en").findings] == ["teh"]


def test_after_the_quiet_time_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicekit.grammar.worker.QUIET", 0.0)
    with serving("error") as stub:
        engine = grammar(stub.url)
        assert engine.check(SECRET, "en").state.state == "down"
        stub.mode = "ok"
        assert [one.matched for one in engine.check(SECRET, "en").findings] == ["teh"]


def test_half_a_surrogate_pair_and_a_nul_are_no_fault() -> None:
    with serving() as stub:
        [finding] = ask(stub, "a\ud800b \0 teh", "en", "en-US").findings
    assert (finding.matched, finding.span) == ("teh", Span(6, 9))


def test_the_client_keeps_no_text() -> None:
    from language_tool_python.match import Match

    with serving() as stub:
        assert ask(stub).findings
    assert Match.PREVIOUS_MATCHES_TEXT is None


def test_without_server_and_jars_the_report_says_what_to_set(tmp_path: Path) -> None:
    result = grammar(None).check(SECRET, "en")
    assert result.state.state == "absent"
    assert "set languagetool_url or languagetool_jar_dir" in result.state.reason
    result = grammar(None, tmp_path).check(SECRET, "en")
    assert result.state == ("languagetool", "absent", f"no languagetool-server.jar in {tmp_path}")


def test_without_the_client_the_report_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "language_tool_python", None)
    with serving() as stub:
        result = ask(stub)
        assert stub.asked == []
    assert result.state.state == "absent"
    assert "pip install 'voicekit[languagetool]'" in result.state.reason


# ------------------------------------------------------------------------------------------------- jars


VERSION = 'openjdk version "17.0.12" 2024-07-16'


@pytest.fixture
def jars(tmp_path: Path) -> Path:
    """A folder as LanguageTool's archive unpacks it, with a jar that is none."""
    folder = tmp_path / "LanguageTool-6.8"
    folder.mkdir()
    (folder / "languagetool-server.jar").touch()
    return folder


def java(monkeypatch: pytest.MonkeyPatch, folder: Path, says: str, server: str = "exit 3") -> None:
    """Put a `java` on the path that says a version, and does `server` when it is to start one."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n[ "$1" = -version ] && {{ {says}; }}\n{server}\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def test_jars_are_started_used_and_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jars: Path) -> None:
    file = Path(module.__file__)
    java(monkeypatch, tmp_path, f"echo '{VERSION}'; exit 0", f'exec "{sys.executable}" "{file}" "$4" "$5"')
    engine = grammar(None, jars)
    assert [one.matched for one in engine.check("I like teh tent.", "en", locale="en-US").findings] == ["teh"]
    languagetool = engine._workers["languagetool"].engine
    process = languagetool._client._server  # type: ignore[attr-defined]
    assert process.poll() is None
    languagetool._drop()  # type: ignore[attr-defined]
    assert process.poll() is not None


@pytest.mark.parametrize(
    ("says", "state", "said"),
    [
        (f"echo '{VERSION}'; exit 0", "down", "stopped as it started (exit code 3)"),
        ("echo 'strange'; exit 0", "absent", "cannot be understood"),
        ("echo 'openjdk version \"11.0.2\" 2019'; exit 0", "absent", "too old"),
        ("exit 1", "absent", "fails"),
    ],
)
def test_each_fault_of_java_is_said_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jars: Path, says: str, state: str, said: str
) -> None:
    java(monkeypatch, tmp_path, says)
    result = grammar(None, jars).check(SECRET, "en")
    assert result.state.state == state
    assert said in result.state.reason


def test_no_java_at_all_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jars: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = grammar(None, jars).check(SECRET, "en")
    assert result.state.state == "absent"
    assert "no java on the path" in result.state.reason


@pytest.mark.alone
def test_a_server_that_never_answers_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jars: Path
) -> None:
    monkeypatch.setattr("voicekit.grammar.languagetool.STARTING", 0.5)
    java(
        monkeypatch,
        tmp_path,
        f"echo '{VERSION}'; exit 0",
        "echo $$ > " + str(tmp_path / "pid") + "; exec sleep 60",
    )
    result = grammar(None, jars).check(SECRET, "en")
    assert result.state.reason == "LanguageTool's server did not start within 0.5 seconds"
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
