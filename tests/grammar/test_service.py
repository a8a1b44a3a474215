"""The report with grammar in it: what is exempt, what is merged, what never changes, and what is loaded for it.

Must never need an engine: one of the tests' own says what it is told to.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from voicekit import service
from voicekit.config import Settings
from voicekit.grammar import Grammar
from voicekit.grammar.engine import Question, Slip, Unavailable
from voicekit.grammar.findings import merged
from voicekit.grammar.worker import Worker
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Finding, Report, Span, Turn
from voicekit.wire import report_schema, report_to


class Says:
    """An engine that objects to given words, or raises what it is given."""

    name, title, url = "harper", "Says", "https://example.org/"

    def __init__(self, *words: str, error: BaseException | None = None, spelling: bool = True) -> None:
        self.words, self.error, self.spelling = words, error, spelling
        self.wait = 0.0

    def load(self) -> None:
        wait, self.wait = self.wait, 0.0
        time.sleep(wait)

    def read(self, question: Question, deadline: float) -> Sequence[Slip]:
        if self.error is not None:
            raise self.error
        return [
            Slip(at, at + len(word), "Some_Rule", f"Not {word}", ("right",), self.spelling)
            for word in self.words
            if (at := question.text.find(word)) >= 0
        ]


def speaking(engine: Says) -> Grammar:
    grammar = Grammar(Settings(grammar="harper"))
    grammar._workers["harper"] = Worker(engine)
    return grammar


VOICE = """\
schema_version: 1
id: tiny
title: Tiny
version: "1"
languages: [en]
default_language: en
keep: [Kieselzelt 2]
"""
PACK = "schema_version: 1\ntitle: Tiny\ndimension: readable\n"
RULES = """\
schema_version: 1
rules:
  - id: tiny.stock-apology
    kind: existence
    severity: warning
    sureness: sure
    message: "Say what went wrong instead of '{match}'."
    why: A stock apology reads as automatic.
    source: {title: A book of plain replies}
    tokens: ['apologi[sz]e for any inconvenience']
    examples:
      - bad: We apologize for any inconvenience.
      - ok: I am sorry your parcel went to the wrong flat.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guideline of one rule and one kept name, which no change of the real ones can move."""
    root = tmp_path_factory.mktemp("guidelines")
    files = {
        "brands/tiny/voice.yaml": VOICE,
        "brands/tiny/channels.yaml": "schema_version: 1\nchannels: {default: {title: Any, visibility: private}}\n",
        "brands/tiny/rules.yaml": "schema_version: 1\nextends: [tiny]\n",
        "packs/tiny/pack.yaml": PACK,
        "packs/tiny/en.yaml": RULES,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def guideline(folder: Path) -> Guideline:
    return service.open_guideline(Settings(guidelines=folder), "tiny")


def report_of(
    guideline: Guideline, engine: Says, text: str, conversation: Conversation | None = None
) -> tuple[Report, Report]:
    """The reports on an English text without and with grammar."""
    conversation = conversation or Conversation(channel="email", locale="en")
    draft = Draft(text)
    plain = service.check_reply(guideline, conversation, draft)
    return plain, service.with_grammar(plain, speaking(engine), guideline, conversation, draft)


def grammar_words(report: Report) -> list[str]:
    return [finding.matched for finding in report.findings if finding.category == "grammar"]


def test_a_finding_is_added_in_its_place_and_its_side_is_scored_anew(guideline: Guideline) -> None:
    text = "Hi Ana, your parcle left our depot on Friday. We apologize for any inconvenience."
    plain, report = report_of(guideline, Says("parcle"), text)
    assert grammar_words(report) == ["parcle"]
    assert [f for f in report.findings if f.category != "grammar"] == list(plain.findings)
    starts = [finding.span.start for finding in report.findings if finding.span is not None]
    assert starts == sorted(starts)
    assert report.verdict == plain.verdict
    assert report.grammar == ("harper", "ok", "")
    [before] = [side for side in plain.dimensions if side.name == "readable"]
    [after] = [side for side in report.dimensions if side.name == "readable"]
    assert before.score is not None
    assert after.score == before.score - 2
    assert plain.grammar is None


@pytest.mark.parametrize("spelling", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "Hi Zorblatt, it left on Friday.",
        "It left as ZX-4471-QQ on Friday.",
        "See https://zorblatt.example/here for more.",
        "Ask @zorblatt for more.",
        "Read #zorblatt for more.",
        "Type `zorblatt` here.",
        "You wrote “zorblatt” to us.",
        "The KIESELZELT 2 is here.",
    ],
)
def test_names_ids_links_quotes_and_the_guidelines_words_are_exempt(
    guideline: Guideline, text: str, spelling: bool
) -> None:
    engine = Says("Zorblatt", "zorblatt", "ZX-4471-QQ", "KIESELZELT", "4471", spelling=spelling)
    _, report = report_of(guideline, engine, text)
    assert grammar_words(report) == []
    assert report.grammar == ("harper", "ok", "")


@pytest.mark.parametrize(
    "text", ["The Zorblatt is here.", "The zorblatt's pole is here.", "Ask anafred here."]
)
def test_a_name_as_the_thread_has_it_is_spelled_right(guideline: Guideline, text: str) -> None:
    said = (Turn("customer", "Where is my dear Zorblatt? It is late.", author="Anafred"),)
    thread = Conversation(channel="email", locale="en", turns=said)
    engine = Says("Zorblatt", "zorblatt's", "zorblatt", "anafred")
    assert grammar_words(report_of(guideline, engine, text, thread)[1]) == []
    assert grammar_words(report_of(guideline, engine, text.lower())[1]) != []


def test_a_plain_word_is_not_exempt_because_the_customer_wrote_it(guideline: Guideline) -> None:
    said = (Turn("customer", "Recieved nothing. I recieved nothing."),)
    thread = Conversation(channel="email", locale="en", turns=said)
    _, report = report_of(guideline, Says("recieved"), "We recieved your letter.", thread)
    assert grammar_words(report) == ["recieved"]


def test_what_a_rule_reports_is_not_reported_twice(guideline: Guideline) -> None:
    text = "We apologize for any inconvenience this may have caused, and for teh wait."
    plain, report = report_of(guideline, Says("inconvenience", "teh"), text)
    assert any("inconvenience" in finding.matched for finding in plain.findings)
    assert grammar_words(report) == ["teh"]


def test_a_finding_on_a_whole_sentence_hides_no_slip_in_it() -> None:
    def finding(rule: str, start: int, end: int) -> Finding:
        text = "It is a long sentense."
        return Finding(
            rule, "x", "readable", "suggestion", False, "sure", "", "", None, Span(start, end), sentence=text
        )

    slip = finding("grammar.x.y", 13, 21)
    assert merged([finding("plain.long", 0, 22)], [slip])[1] == slip
    assert merged([finding("plain.word", 13, 21)], [slip]) == (finding("plain.word", 13, 21),)
    assert merged([finding("plain.word", 15, 18)], [slip]) == (finding("plain.word", 15, 18),)


def test_grammar_never_blocks_nor_unblocks(guideline: Guideline) -> None:
    plain, report = report_of(guideline, Says("teh", spelling=False), "It left teh depot on Friday, Ana.")
    assert (plain.verdict, report.verdict) == ("ready", "ready")
    blocked = plain._replace(verdict="blocked")
    conversation, draft = (
        Conversation(channel="email", locale="en"),
        Draft("It left teh depot on Friday, Ana."),
    )
    again = service.with_grammar(blocked, speaking(Says("teh")), guideline, conversation, draft)
    assert again.verdict == "blocked"


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (Unavailable("unsupported", "no such language"), "unsupported", "no such language"),
        (SystemExit("It left our depot"), "down", "Says failed (SystemExit)"),
        (KeyError("It left our depot"), "down", "Says failed (KeyError)"),
    ],
)
def test_a_failing_engine_leaves_the_report_and_is_said(
    guideline: Guideline, error: BaseException, state: str, said: str
) -> None:
    plain, report = report_of(guideline, Says(error=error), "It left our depot on Friday, Ana.")
    assert report == plain._replace(grammar=("harper", state, said))


def test_a_language_nobody_is_sure_of_is_not_read(guideline: Guideline) -> None:
    for text, locale in (("Ok!", None), ("Su paquete salió ayer de nuestro almacén.", "es")):
        thread = Conversation(channel="email", locale=locale)
        _, report = report_of(guideline, Says("Ok", "paquete"), text, thread)
        assert report.grammar is not None
        assert report.grammar.state == "unsupported"
        assert grammar_words(report) == []


@pytest.mark.alone
def test_a_slow_engine_is_waited_for_two_seconds_and_only_a_patient_one_to_load(guideline: Guideline) -> None:
    engine = Says("parcle")
    engine.wait = 2.6
    begun = time.monotonic()
    _, report = report_of(guideline, engine, "Hi Ana, your parcle left our depot on Friday.")
    assert 1.9 < time.monotonic() - begun < 2.6
    assert report.grammar == ("harper", "down", "Says gave no answer within 2 seconds")
    engine.wait = 2.6
    slips = Worker(engine, patient=True).ask(Question("parcle", "en"))
    assert [slip.rule for slip in slips] == ["Some_Rule"]


def test_the_json_of_a_report_says_how_the_reading_went(guideline: Guideline) -> None:
    plain, report = report_of(guideline, Says(), "It left our depot on Friday, Ana.")
    assert report_to(plain)["grammar"] is None
    assert report_to(report)["grammar"] == {"engine": "harper", "state": "ok", "reason": ""}
    assert "grammar" in report_schema()["required"]


def test_off_opens_nothing_and_auto_chooses_by_language_and_what_there_is(tmp_path: Path) -> None:
    assert service.open_grammar(Settings()) is None
    served = Grammar(Settings(grammar="auto", languagetool_url="http://127.0.0.1:9/"))
    chosen = [served._worker(code).engine.name for code in ("en", "de", "vi")]  # type: ignore[union-attr]
    assert chosen == ["languagetool", "languagetool", "hunspell"]
    alone = Grammar(Settings(grammar="auto", hunspell_dir=tmp_path))
    assert [alone._worker(code).engine.name for code in ("en", "de")] == ["harper", "hunspell"]  # type: ignore[union-attr]


MODULES = """
import json, sys
from voicekit.cli.main import main
code = main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("choice", ["off", "hunspell"])
def test_an_engine_is_imported_by_those_alone_who_asked(choice: str, folder: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Hi Ana, your parcel left our depot on Friday.", encoding="utf-8")
    place = ["--guidelines", str(folder), "--brand", "tiny"]
    options = ["lint", "--grammar", choice, "--lang", "en", *place, str(draft)]
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *options], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    modules: Any = set(json.loads(done.stderr.splitlines()[-1]))
    assert not modules & {"language_tool_python", "requests", "harper"}
    assert ("voicekit.grammar" in modules) is (choice == "hunspell")
    assert ("hunspell" in modules) is (choice == "hunspell")
