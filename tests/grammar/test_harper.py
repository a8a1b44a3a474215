"""Harper itself, on English: what is kept of it, what is left out, and that nothing else is given to it.

Must never test Harper's own rules beyond the plainest slips.
"""

from __future__ import annotations

import sys
import threading

import pytest

from voicekit.config import Settings
from voicekit.grammar import Grammar
from voicekit.types import Span

pytest.importorskip("harper", reason="THE EXTRA 'harper' IS NOT INSTALLED")


@pytest.fixture(scope="module")
def harper() -> Grammar:
    """One engine for the module: it takes seconds to load."""
    return Grammar(Settings(grammar="harper"), patient=True)


def words(harper: Grammar, text: str, **more: object) -> list[str]:
    result = harper.check(text, "en", **more)  # type: ignore[arg-type]
    assert result.state == ("harper", "ok", "")
    return [finding.matched for finding in result.findings]


def test_slips_are_found_in_code_points_with_their_fixes(harper: Grammar) -> None:
    text = "👩‍👩‍👧 🎉 We has sent it, we recieved it."
    result = harper.check(text, "en")
    assert [finding.matched for finding in result.findings] == ["has", "recieved"]
    grammar, spelling = result.findings
    assert text[grammar.span.start : grammar.span.end] == "has"  # type: ignore[union-attr]
    assert grammar.fixes[0].edits[0].text == "have"
    assert grammar.rule_id == "grammar.harper.pronoun-verb-agreement"
    assert spelling.rule_id == "grammar.harper.spell-check"
    assert "received" in [fix.edits[0].text for fix in spelling.fixes]
    assert len(spelling.fixes) <= 3
    assert {(one.severity, one.sureness, one.blocking) for one in result.findings} == {
        ("suggestion", "depends", False)
    }


def test_both_englishes_pass_unless_one_was_stated(harper: Grammar) -> None:
    assert words(harper, "I like the colour and the color.") == []
    assert words(harper, "I like the colour and the color.", locale="en-US") == ["colour"]
    assert words(harper, "I like the colour and the color.", locale="en-GB") == ["color"]


def test_what_is_exempt_is_left_alone_and_so_are_names_and_blanks_beside_them(harper: Grammar) -> None:
    text = "Thank you, the gratfalke is here."
    at = text.index("gratfalke")
    assert words(harper, text) == ["gratfalke"]
    assert words(harper, text, exempt=[Span(at, at + 9)]) == []
    assert words(harper, text, names=["Gratfalke"]) == []
    assert words(harper, "We told Kieselzelter so.") == []


def test_matters_of_style_are_not_grammar(harper: Grammar) -> None:
    assert (
        words(harper, "It is a very good copy, it takes 3-5 days, have a look, and it can take a while.")
        == []
    )


def test_another_language_is_not_given_to_it(harper: Grammar) -> None:
    result = harper.check("Votre colis est parti.", "fr")
    assert (result.findings, result.state.state) == ((), "unsupported")
    assert "English only" in result.state.reason


def test_many_threads_may_ask_at_once(harper: Grammar) -> None:
    states: list[str] = []

    def ask(number: int) -> None:
        states.append(harper.check(f"We has sent parcel {number}.", "en").state.state)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["ok"] * 8


def test_without_it_the_report_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harper", None)
    result = Grammar(Settings(grammar="harper")).check("We has.", "en")
    assert result.state == ("harper", "absent", "Harper is not installed: pip install 'voicekit[harper]'")
