"""Grammar on the command line and on the page, with the real client and a server of the tests' own.

Must never judge what an engine finds; other files do.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from voicekit.cli.main import main
from voicekit.config import Settings
from voicekit.desk import handlers
from voicekit.desk.handlers import Desk
from voicekit.grammar.engine import Slip

from .stub import serving

pytest.importorskip("language_tool_python", reason="THE EXTRA 'languagetool' IS NOT INSTALLED")

GUIDELINES = Path(__file__).parent.parent / "cli" / "guidelines"
TEXT = "Your parcel left teh depot on Friday, Ana, and it is yours tomorrow."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a draft in it and the guideline that never changes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEKIT_GUIDELINES", str(GUIDELINES))
    monkeypatch.setenv("VOICEKIT_BRAND", "tiny")
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "many.jsonl").write_text(
        "".join(json.dumps({"text": TEXT}) + "\n" for _ in range(3)), "utf-8"
    )
    return tmp_path


Captured = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("place")
def test_lint_adds_what_the_engine_finds(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    with serving() as stub:
        monkeypatch.setenv("VOICEKIT_LANGUAGETOOL_URL", stub.url)
        assert main(["lint", "--grammar", "auto", "--format", "json", "draft.txt"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert [finding["rule_id"] for finding in report["findings"]] == [
            "grammar.languagetool.morfologik-rule"
        ]
        assert report["grammar"] == {"engine": "languagetool", "state": "ok", "reason": ""}
        assert main(["lint", "--grammar", "languagetool", "draft.txt"]) == 0
        shown = capsys.readouterr().out
        assert "[grammar.languagetool.morfologik-rule]" in shown
        assert "'teh' -> 'the'" in shown
        assert "not read" not in shown
        assert main(["lint", "--grammar", "auto", "many.jsonl"]) == 0
        assert capsys.readouterr().out.count("morfologik-rule") == 3


@pytest.mark.usefixtures("place")
def test_lint_asks_nobody_unless_told_to(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    with serving() as stub:
        monkeypatch.setenv("VOICEKIT_LANGUAGETOOL_URL", stub.url)
        for options in (["lint"], ["lint", "--grammar", "off"]):
            assert main([*options, "--format", "json", "draft.txt"]) == 0
            assert json.loads(capsys.readouterr().out)["grammar"] is None
        assert stub.asked == []


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("form", ["text", "sarif", "github"])
@pytest.mark.parametrize("name", ["draft.txt", "many.jsonl"])
def test_lint_says_that_the_engine_is_down_and_goes_on(
    form: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    with serving("error") as stub:
        monkeypatch.setenv("VOICEKIT_LANGUAGETOOL_URL", stub.url)
        assert main(["lint", "--grammar", "auto", "--format", form, name]) == 0
    out = capsys.readouterr().out
    assert "rammar and spelling were not read: the server answered with status 500" in out
    if form == "text":
        assert out.count("not read") == 1


@pytest.mark.usefixtures("place")
def test_a_setting_that_cannot_be_ends_with_2(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEKIT_GRAMMAR", "grammarly")
    assert main(["lint", "draft.txt"]) == 2
    assert "VOICEKIT_GRAMMAR: expected one of off, auto" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------------ the page


def desk(url: str, grammar: str = "languagetool") -> Desk:
    return Desk(
        Settings(brand="tiny", guidelines=GUIDELINES, cache_dir=None, grammar=grammar, languagetool_url=url)
    )


FIELDS = ("en", "", "tiny", "default", "", "")


def test_the_page_reads_grammar_apart_from_the_check() -> None:
    with serving() as stub:
        page = desk(stub.url)
        checked = page.check(*FIELDS, TEXT)
        assert stub.checks == []
        assert "grammar.languagetool" not in checked.panel
        read = page.read(*FIELDS, TEXT)
        assert "grammar.languagetool.morfologik-rule" in read
        assert 'data-slot="vk-verdict"' in read
        mark = checked.panel.partition('data-mark="')[2].partition('"')[0]
        assert f'data-mark="{mark}"' in read
        assert page.read(*FIELDS, TEXT) != read  # the browser looks at an answer only when it differs


def test_the_page_says_that_the_engine_is_down_and_escapes_what_it_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serving("error") as stub:
        read = desk(stub.url).read(*FIELDS, TEXT)
    assert "Grammar and spelling were not read: the server answered with status 500" in read
    assert "teh depot" not in caplog.text


def test_a_message_of_the_server_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as stub:
        monkeypatch.setattr(
            "voicekit.grammar.languagetool._slip",
            lambda match, units: Slip(0, 4, "<img src=x>", "<img src=x onerror=alert(1)>", ("<b>",), False),
        )
        read = desk(stub.url).read(*FIELDS, TEXT)
    assert "grammar.languagetool.img-src-x" in read
    assert "<img" not in read
    assert "<b>" not in read


def test_a_page_without_grammar_holds_no_engine() -> None:
    with serving() as stub:
        page = desk(stub.url, "off")
        assert page.grammar is None
        assert "not read" not in page.read(*FIELDS, TEXT)
        assert stub.asked == []


def test_the_page_says_so_where_drafts_go_to_another_machine() -> None:
    pytest.importorskip("gradio", reason="THE EXTRA 'desk' IS NOT INSTALLED")
    from voicekit.desk.rewriting import Rewriting

    away = Settings(grammar="auto", languagetool_url="https://words.example.com/")
    assert "the draft goes to words.example.com" in Rewriting(handlers.Desk(away)).tagline("en")
    assert "words.example.com" in Rewriting(handlers.Desk(away)).tagline("vi")
    assert "Nothing you type leaves this machine" in Rewriting(
        handlers.Desk(away._replace(grammar="harper"))
    ).tagline("en")


def test_the_page_keeps_the_script_and_the_button_together() -> None:
    folder = Path(handlers.__file__).parent
    script, page = ((folder / name).read_text("utf-8") for name in ("page.js", "app.py"))
    assert "#vk-pause" in script
    assert 'elem_id="vk-pause"' in page
    assert "mountReading" in script
    assert "voicekit.mountReading(props, watch)" in page
