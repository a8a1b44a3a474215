"""What the page shows of a report: marks where they belong, words in order, and nothing that could run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicekit.desk import view
from voicekit.desk.words import LANGUAGES
from voicekit.types import Edit, Finding, Fix, Report, RuleError, Source, Span

Make = Callable[..., Finding]
MakeReport = Callable[..., Report]
VOID = {"br", "img", "input", "hr"}
ATTACK = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>\'"&${window.ran=1}{{1}}`'


class Page(HTMLParser):
    """Reads markup strictly: every tag closed, in order; keeps what was seen."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(markup)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID
        assert len({name for name, _ in attrs}) == len(attrs)
        self.seen.append((tag, dict(attrs)))
        self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = " ".join(attrs.get("class") or "" for _, attrs in self.open)
        self.texts.append((classes, data))

    def by_class(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.seen if name in (attrs.get("class") or "").split()]

    def text(self, *, without: str = "vk-tag") -> str:
        return "".join(data for classes, data in self.texts if without not in classes.split())


def seen_back(shown: str) -> str:
    """The text again, each unseen character where its number stands."""
    return re.sub(r"<U\+([0-9A-F]{4,6})>", lambda m: chr(int(m[1], 16)), shown)


def test_marks_hold_exactly_the_words_after_an_emoji(finding: Make) -> None:
    text = "Hi 🙏🏽 you guys, asap & <soon>."
    one, two = finding(text, "guys", severity="error"), finding(text, "asap & <soon>", severity="suggestion")
    page = Page(view.marked(text, [one, two], "en"))
    assert page.text() == text
    marks = page.by_class("vk-mark")
    assert [mark["href"] for mark in marks] == ["#vk-f1", "#vk-f2"]
    assert [mark["aria-describedby"] for mark in marks] == ["vk-b1 vk-m1", "vk-b2 vk-m2"]
    assert [data for classes, data in page.texts if "vk-tag" in classes] == [
        "1\u00a0Error",
        "2\u00a0Suggestion",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data())
def test_any_overlaps_keep_the_text_and_give_each_finding_one_stop(
    finding: Make, data: st.DataObject
) -> None:
    text = data.draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=6))
    found = [finding(text, None, span=Span(a, b)) for a, b in spans]
    page = Page(view.marked(text, found, "en"))
    assert seen_back(page.text()) == text
    described = " ".join(mark["aria-describedby"] or "" for mark in page.by_class("vk-mark")).split()
    stops = [mark for mark in page.by_class("vk-mark") if "tabindex" not in mark]
    seen = {number for number, (a, b) in enumerate(spans, 1) if a < b}
    assert {int(name[4:]) for name in described if name.startswith("vk-m")} == seen
    assert len(stops) <= len(seen)


def test_offsets_are_those_of_the_browser(finding: Make) -> None:
    text = "🙏 guys 🙏 guys"
    last = finding(text, None, span=Span(9, 13), fixes=(Fix("", (Edit(Span(9, 13), "all"),)),))
    page = Page(view.finding_list(text, [last], "", "en"))
    (show,), (fix,) = page.by_class("vk-show"), page.by_class("vk-fix")
    assert (show["data-start"], show["data-end"]) == ("11", "15")
    assert json.loads(fix["data-edits"] or "") == [[11, 15, "guys", "all"]]
    assert "Use ‘all’" in page.text()


def test_fixes_without_a_title_say_what_they_do(finding: Make) -> None:
    text = "Well, hello."
    gone = Fix("", (Edit(Span(0, 6), ""),))
    shown = Fix("Say by when.", (), "display")
    page = Page(view.finding_list(text, [finding(text, "Well", fixes=(gone, shown))], "", "en"))
    assert len(page.by_class("vk-fix")) == 1
    assert "Remove it" in page.text()
    assert len(page.by_class("vk-hint")) == 1


def test_five_are_shown_and_the_rest_wait_behind_a_disclosure(finding: Make, report: MakeReport) -> None:
    text = "guys " * 9
    found = [finding(text, None, span=Span(i * 5, i * 5 + 4), severity="suggestion") for i in range(8)]
    worst = finding(text, None, span=Span(40, 44), severity="error", rule_id="care.worst")
    page = Page(view.panel(report(*found, worst), text, "en"))
    cards = page.by_class("vk-finding")
    assert cards[0]["data-rule"] == "care.worst"
    assert "Show 4 more" in page.text()
    assert len(cards) == 9
    keys = [attrs["data-key"] for _, attrs in page.seen if "data-key" in attrs]
    assert len(set(keys)) == len(keys)


def test_a_text_wrong_at_every_word_is_cut_to_what_a_page_can_hold(finding: Make, report: MakeReport) -> None:
    text = "a " * 300
    found = [finding(text, None, span=Span(i * 2, i * 2 + 1)) for i in range(300)]
    page = Page(view.panel(report(*found), text, "en"))
    assert len(page.by_class("vk-finding")) == view.LISTED
    assert "200 more are not listed" in page.text()
    assert "What to mend (300)" in page.text()


@pytest.mark.parametrize("ui", LANGUAGES)
def test_no_text_from_outside_becomes_markup(ui: str, finding: Make, report: MakeReport) -> None:
    bad = finding(
        ATTACK,
        ATTACK,
        rule_id="care." + ATTACK,
        message=ATTACK,
        why=ATTACK,
        source=Source(ATTACK, None, "javascript:alert(1)//https://x"),
        fixes=(Fix(ATTACK, (Edit(Span(0, 3), ATTACK),)), Fix(ATTACK, (), "display")),
    )
    full = report(
        bad,
        notes=(ATTACK,),
        rule_errors=(RuleError(ATTACK, ATTACK),),
        language=report().language._replace(code='en" onfocus="x', name=ATTACK, sure=False),
    )
    made = view.panel(full, ATTACK, ui, ATTACK) + view.verdict(full, ui) + view.failed_verdict(ui, ATTACK)
    page = Page(made)
    assert {tag for tag, _ in page.seen}.isdisjoint({"img", "script", "style", "iframe"})
    names = {name for _, attrs in page.seen for name in attrs}
    assert not [name for name in names if name.startswith("on")]
    links = {attrs.get("href") for tag, attrs in page.seen if tag == "a"}
    assert all(link and link.startswith("#") for link in links)
    draft = next(attrs for attrs in page.by_class("vk-draft"))
    assert "lang" not in draft


def test_sources_open_apart_and_tell_nobody_where_they_were_opened(finding: Make) -> None:
    page = Page(view.finding_list("guys", [finding("guys", "guys")], "", "en"))
    (link,) = [attrs for tag, attrs in page.seen if tag == "a"]
    assert link == {"href": "https://example.org/guide", "target": "_blank", "rel": "noopener noreferrer"}


def test_half_a_surrogate_pair_can_be_sent(report: MakeReport) -> None:
    view.panel(report(), "a\ud83d b", "en").encode("utf-8")


@pytest.mark.parametrize(
    ("changes", "state", "words"),
    [
        ([{"severity": "suggestion"}], "ready", "Ready to send 1 small suggestion"),
        (
            [{"severity": "warning"}, {"severity": "error"}],
            "revise",
            "Not yet: 2 things to mend first Mend guys.",
        ),
        ([{"severity": "error", "blocking": True}, {}], "blocked", "Do not send: 1 thing must change"),
        ([], "ready", "Ready to send Nothing to mend."),
    ],
)
def test_the_verdict_speaks_in_words(
    changes: list[dict[str, Any]], state: str, words: str, finding: Make, report: MakeReport
) -> None:
    made = report(*(finding("guys", "guys", **change) for change in changes))
    page = Page(view.verdict(made, "en"))
    assert page.by_class("vk-verdict")[0]["data-verdict"] == state
    assert words in page.text()


@pytest.mark.parametrize(
    ("ui", "words"),
    [
        ("en", "Not checked: Spanish"),
        ("de", "Nicht geprüft: Spanisch"),
        ("fr", "Non relu : espagnol"),
        ("ru", "Не проверено: испанский"),
        ("vi", "Chưa kiểm tra: tiếng Tây Ban Nha"),
    ],
)
@pytest.mark.parametrize("given", ["ready", "revise"])
def test_a_language_that_is_not_checked_is_never_ready(
    ui: str, words: str, given: str, report: MakeReport
) -> None:
    spanish = report().language._replace(code="es", name="Spanish")
    made = report(language=spanish, verdict=given)
    page = Page(view.verdict(made, ui) + view.panel(made, "Hola", ui))
    assert page.by_class("vk-verdict")[0]["data-verdict"] == "unread"
    assert words in page.text()
    assert view.say("no_findings", ui) not in page.text()
    assert view.say("ready", ui) not in page.text()


def test_what_must_not_be_sent_is_so_in_any_language(finding: Make, report: MakeReport) -> None:
    spanish = report().language._replace(code="es", name="Spanish")
    made = report(finding("guys", "guys", severity="error", blocking=True), language=spanish)
    assert 'data-verdict="blocked"' in view.verdict(made, "en")


UNSEEN = "\u202e\u200b\x00\x1b\xad\ufeff\u2066\U000e0041\u3164"


def test_characters_nobody_sees_are_shown_by_their_number(finding: Make, report: MakeReport) -> None:
    text = f"Pay {UNSEEN}now"
    found = finding(
        text,
        UNSEEN,
        message=f"Remove {UNSEEN}.",
        why=UNSEEN,
        rule_id=UNSEEN,
        fixes=(Fix(UNSEEN, (Edit(Span(4, 5), UNSEEN),)), Fix(UNSEEN, (), "display")),
    )
    full = report(found, notes=(UNSEEN,), rule_errors=(RuleError(UNSEEN, UNSEEN),))
    made = view.verdict(full, "en") + view.panel(full, text, "en", UNSEEN) + view.failed_verdict("en", UNSEEN)
    assert set(UNSEEN).isdisjoint(made)
    page = Page(made)
    codes = [data for classes, data in page.texts if "vk-unseen" in classes.split()]
    assert codes[:3] == ["<U+202E>", "<U+200B>", "<U+0000>"]
    draft = "".join(data for names, data in page.texts if "vk-draft" in names and "vk-tag" not in names)
    assert seen_back(draft) == text
    assert json.loads(page.by_class("vk-fix")[0]["data-edits"] or "")[0][2:] == ["\u202e", UNSEEN]


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        "می\u200cخواهم",
        "a\tb\nc\u00a0d",
    ],
)
def test_joiners_that_make_what_is_seen_stay(text: str) -> None:
    assert view.shown(text) == view.esc(text) == text
    assert "&lt;U+200D&gt;" in view.esc("a\u200db")


@pytest.mark.parametrize(("text", "mark"), [("", "811c9dc5"), ("a", "e40c292c"), ("foobar", "bf9cf968")])
def test_the_mark_of_a_text_is_fnv(text: str, mark: str) -> None:
    assert view.mark_of(text) == mark
    assert view.mark_of("\ud83d") != view.mark_of("\ude4f")


def test_the_count_follows_the_guideline(finding: Make, report: MakeReport) -> None:
    found = [finding("guys", "guys", severity=severity) for severity in ("suggestion", "warning", "error")]
    made = report(*found, verdict="revise")
    counts = {least: len(view.to_mend(made, least)) for least in ("suggestion", "warning", "error")}
    assert counts == {"suggestion": 3, "warning": 2, "error": 1}


def test_sides_show_their_sums_and_reasons(report: MakeReport) -> None:
    text = Page(
        view.panel(report(rule_errors=(RuleError("voice.slow", "ran out of time"),)), "Hi", "en")
    ).text()
    for words in ("76 of 100", "care.test-12", "not scored", "no rule looks at this", "too short: 12 words"):
        assert words in text
    assert "1 rule could not run and was left out:voice.slow: ran out of time" in text
    assert "average" not in text


@pytest.mark.parametrize(
    ("value", "ui", "shown"), [(41.0, "en", "41"), (61.25, "de", "61,2"), (-4.0, "ru", "-4")]
)
def test_figures_read_as_people_write_them(value: float, ui: str, shown: str) -> None:
    assert view.number(value, ui) == shown


def test_the_draft_says_its_language(report: MakeReport) -> None:
    german = report(language=report().language._replace(code="de", name="German"))
    (draft,) = Page(view.panel(german, "Hallo", "en")).by_class("vk-draft")
    assert (draft["lang"], draft["dir"]) == ("de", "auto")


def test_a_text_over_the_limit_is_told_its_length() -> None:
    assert "20,001 characters; up to 20,000" in view.too_long_verdict(20_001, "en")
    assert "20\u00a0001" in view.too_long_verdict(20_001, "fr")
