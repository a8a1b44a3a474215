"""The terminal report: whatever the draft and the spans, nothing crashes, nothing unsafe is printed, marks stand right.

Must never need a guideline: every report here is made by hand.
"""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicekit.cli.cells import cells, columns, rows, visible, wrap
from voicekit.cli.render import compact, figures, first_sentence, number, render
from voicekit.cli.words import WORDS, level, word
from voicekit.lint.dimensions import LEVELS
from voicekit.types import (
    LANGUAGES,
    Dimension,
    Edit,
    Escalation,
    Finding,
    Fix,
    GuidelineRef,
    Incident,
    LanguageGuess,
    Metric,
    Report,
    RuleError,
    Severity,
    Span,
    Triage,
)

UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
SGR = re.compile(r"\x1b\[[0-9;]*m")
ANY = st.text(
    st.characters()
    | st.sampled_from("\n\r\t\x00\x1b\x9b\u202e\u200b\u200d\ufe0f\u0301\U0001f469\U0001f3fd\U0001f1e6 a"),
    max_size=80,
)


def found(start: int, end: int, severity: Severity = "warning", text: str = "", rule: str = "a.b") -> Finding:
    span = Span(start, end)
    fix = Fix("", (Edit(span, "x"),), "safe")
    return Finding(rule, "a", "care", severity, False, "sure", f"m {text}", "w", None, span, text, (fix,))


def report(*findings: Finding, **more: object) -> Report:
    made = Report(
        guideline=GuidelineRef("g", "1", "0"),
        language=LanguageGuess("en", "English", True, "words"),
        channel="x",
        findings=findings,
        metrics=(Metric("words", 3.0),),
        dimensions=(Dimension("care", 62, "weak"),),
        verdict="revise",
    )
    return made._replace(**more)  # type: ignore[arg-type]


def unsafe(line: str) -> list[str]:
    """Characters that must not reach a terminal; a joiner between two pictures may."""
    left = re.sub("(?<=[\\W_])\u200d(?=[\\W_])", "", line)
    return [char for char in left if unicodedata.category(char) in UNSAFE]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    text = draw(ANY)
    place = st.integers(min_value=0, max_value=len(text))
    spans = draw(
        st.lists(st.tuples(place, place, st.sampled_from(["suggestion", "warning", "error"])), max_size=12)
    )
    return text, [found(min(a, b), max(a, b), severity, text) for a, b, severity in spans]  # type: ignore[arg-type]


@given(marked(), st.booleans(), st.integers(min_value=0, max_value=200), st.sampled_from(LANGUAGES))
@example(("\U0001f469\u200d\U0001f469\u200d\U0001f467" * 30, [found(0, 5), found(5, 10)]), False, 40, "vi")
@example(("", [found(0, 0)]), True, 0, "en")
@example(("\u0301" * 80, [found(3, 40)]), False, 80, "en")
def test_any_text_with_any_spans_is_drawn_safely(
    drawn: tuple[str, list[Finding]], colour: bool, width: int, ui: str
) -> None:
    text, findings = drawn
    for out in (
        render(report(*findings), text, width=width, colour=colour, ui=ui, name=text[:10]),
        compact(report(*findings), text[:10], width=width, colour=colour, ui=ui),
    ):
        assert out.endswith("\n")
        for line in out[:-1].split("\n"):
            assert unsafe(SGR.sub("", line) if colour else line) == []


@given(ANY)
def test_cells_stand_for_every_code_point_once(text: str) -> None:
    at = 0
    for cell in cells(text):
        assert cell.start == at < cell.end
        assert cell.width >= 1
        at = cell.end
    assert at == len(text)
    assert columns(text) == sum(cell.width for cell in cells(text))
    assert visible(text) == "".join(cell.shown for cell in cells(text))


@given(ANY, st.integers(min_value=12, max_value=40))
@example(" " + "x" * 11 + "\u202e", 12)
def test_wrapped_rows_keep_to_the_width(text: str, width: int) -> None:
    broken = rows(cells(text), width)
    assert [cell for row in broken for cell in row] == list(cells(text))
    for row in broken:
        used = sum(cell.width for cell in row)
        assert used <= width or (row[-1].shown == " " and used == width + 1)
    assert all(not line.endswith(" ") for line in wrap(text, width))


@pytest.mark.parametrize(
    ("text", "shown", "width"),
    [
        ("abc", "abc", 3),
        ("\u65e5\u672c", "\u65e5\u672c", 4),
        ("e\u0301", "e\u0301", 1),
        ("\U0001f44d\U0001f3fd", "\U0001f44d\U0001f3fd", 2),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb", 2),
        ("\U0001f1e9\U0001f1ea\U0001f1e9", "\U0001f1e9\U0001f1ea\U0001f1e9", 3),
        ("\u2764\ufe0f", "\u2764\ufe0f", 2),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3", 2),
        ("a\u200db", "a<U+200D>b", 10),
        ("\u202e", "<U+202E>", 8),
        ("\x1b[31m", "<U+001B>[31m", 12),
        ("\ud800", "<U+D800>", 8),
        ("\U000e0041", "<U+E0041>", 9),
        ("\u00ad", "<U+00AD>", 8),
        ("\t", "    ", 4),
        ("\u0301", "\u25cc\u0301", 1),
        ("\ufe0f", "<U+FE0F>", 8),
        ("\u3164", "<U+3164>", 8),
        ("a\n", "a<U+000A>", 9),
    ],
)
def test_what_a_terminal_shows(text: str, shown: str, width: int) -> None:
    assert (visible(text), columns(text)) == (shown, width)


def marks_under(text: str, *findings: Finding, width: int = 80) -> list[str]:
    out = render(report(*findings), text, width=width)
    return out[: out.index("\n\n")].split("\n")


def test_marks_stand_under_the_words_they_mean() -> None:
    text = "\u65e5\u672c bad \U0001f469\u200d\U0001f467 word"
    start = text.index("bad")
    end = text.index("word")
    assert marks_under(text, found(start, start + 3), found(end, end + 4)) == [
        " 1 | \u65e5\u672c bad \U0001f469\u200d\U0001f467 word",
        "   |      1^^    2^^^",
    ]


def test_a_mark_goes_on_over_lines_and_overlapping_ones_take_their_own() -> None:
    assert marks_under("one two\r\nthree", found(4, 12), found(4, 7), found(0, 1)) == [
        " 1 | one two",
        "   | 1   2^^",
        "   |     3^^",
        " 2 | three",
        "   | ^^^",
    ]


def test_a_mark_that_takes_the_line_end_along_stays_on_its_line() -> None:
    assert marks_under("one two\r\nthree", found(4, 9)) == [" 1 | one two", "   |     1^^", " 2 | three"]
    assert marks_under("one\n\ntwo", found(3, 4)) == [" 1 | one", "   |    1", " 2 |", " 3 | two"]


def test_a_place_between_letters_and_one_at_the_end_are_marked() -> None:
    assert marks_under("abc", found(1, 1), found(3, 3)) == [" 1 | abc", "   |  1 2"]
    assert marks_under("", found(0, 0)) == [" 1 |", "   | 1"]


def test_long_lines_break_between_words() -> None:
    lines = marks_under("word " * 20, found(95, 99), width=40)
    assert lines[0] == " 1 | word word word word word word word"
    assert lines[-2] == "   | word word word word word word"
    assert lines[-1] == "   |                          1^^^"


def test_of_a_long_draft_only_the_marked_rows_and_their_neighbours_are_shown() -> None:
    text = "\n".join(f"line {n}" for n in range(1, 201))
    start = text.index("line 100")
    shown = marks_under(text, found(start, start + 4))
    assert [line.strip() for line in shown] == [
        "1 | line 1",
        "...",
        "99 | line 99",
        "100 | line 100",
        "| 1^^^",
        "101 | line 101",
        "...",
    ]


def test_five_are_told_in_full_and_the_rest_in_one_line() -> None:
    text = "a b c d e f g h"
    findings = [found(n * 2, n * 2 + 1, "suggestion", rule=f"r.{n // 7}") for n in range(8)]
    findings[7] = findings[7]._replace(severity="error", blocking=True)
    out = render(report(*findings), text)
    told = out[out.index("Mend first") :].split("\n")
    assert told[1].startswith("  1 error (blocks sending): ")
    assert sum(bool(re.match(r"  \d ", line)) for line in told) == 5
    assert "3 more: r.0 (3)" in told


def test_everything_a_report_can_say_is_said() -> None:
    whole = found(0, 1)._replace(span=None, sureness="depends", fixes=(Fix("Look", (), "display"),))
    out = render(
        report(
            whole,
            notes=("a\x1bnote",),
            rule_errors=(RuleError("a.b", "took too long"),),
            triage=Triage("complaint", "angry", None, ("safety",)),
            escalation=Escalation(
                "safety",
                "Product safety",
                "burn",
                "escalation.yaml:9",
                120,
                "always",
                None,
                ("the desk",),
                False,
            ),
            incident=Incident("pay", "Cards fail", "They do.", "escalation.yaml:40"),
            dimensions=(Dimension("care", None, "", "no rule"), Dimension("voice", None, "", "no rule")),
            metrics=(Metric("lix", None, "too short"),),
            verdict="blocked",
        ),
        "x",
    )
    for said in (
        "1 warning (depends on the context, whole draft): m",
        "Idea: Look",
        "Note: a<U+001B>note",
        "! Rule a.b could not run: took too long",
        "Customer: angry, complains; someone was or could be hurt",
        "> Hand this thread on to: Product safety, within 2 h.",
        "Do not send the reply before they have seen it.",
        "Tell: the desk",
        "Policy: burn (escalation.yaml:9)",
        "> Known incident: Cards fail. Approved wording: They do.",
        "Blocked: do not send this. (warning: 1)",
        "not scored (no rule): care, voice",
        "readability: not scored (too short)",
        "Guideline: g 1, x, English",
    ):
        assert said in out


def test_colour_adds_nothing_but_colour() -> None:
    text = "a bad word\nand another"
    findings = [found(2, 5, "error"), found(15, 22, "suggestion")]
    plain = render(report(*findings), text)
    assert "\x1b" not in plain
    coloured = render(report(*findings), text, colour=True)
    assert "\x1b[4;1;31mbad\x1b[0m" in coloured
    assert [line.rstrip() for line in SGR.sub("", coloured).split("\n")] == plain.split("\n")


def test_small_words() -> None:
    assert first_sentence("It reads as automatic. And more.") == "It reads as automatic."
    assert first_sentence("No. It reads as automatic.") == "No. It reads as automatic."
    assert [number(value) for value in (3.0, 2.5, 0.126, 100.0, -1.5)] == ["3", "2.5", "0.13", "100", "-1.5"]
    assert figures((), "en") == "-"


@pytest.mark.parametrize("ui", LANGUAGES)
def test_every_language_has_every_word_with_the_same_blanks(ui: str) -> None:
    assert list(WORDS[ui]) == list(WORDS["en"])
    for key, text in WORDS[ui].items():
        assert text.strip(), key
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", WORDS["en"][key])), key
    for _, name in LEVELS:
        assert level(ui, name) == WORDS[ui][name]
    assert word("xx", "ready") == WORDS["en"]["ready"]
    assert level(ui, "splendid") == "splendid"
