"""One draft in its conversation: verdict, notes, and that no text whatever breaks or slows the check."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.rules import guideline, rule
from support.timing import least_cpu

from voicekit.check import check
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.compiled import Guideline
from voicekit.service import open_guideline
from voicekit.types import (
    DIMENSIONS,
    LANGUAGES,
    MAX_TEXT,
    Attachment,
    Conversation,
    Draft,
    Report,
    Severity,
    Turn,
)

HELLO = "Hello Kim, the boots are on their way to you and will be there on Friday."


@pytest.fixture(scope="module")
def default() -> Guideline:
    return open_guideline(Settings(cache_dir=None))


def small(severity: Severity = "warning", blocking: bool = False) -> Guideline:
    return guideline([rule("test.boots", tokens=["boots"], severity=severity, blocking=blocking)])


# --- verdict


@pytest.mark.parametrize(
    ("severity", "blocking", "verdict"),
    [
        ("suggestion", False, "ready"),
        ("warning", False, "revise"),
        ("error", False, "revise"),
        ("suggestion", True, "blocked"),
        ("error", True, "blocked"),
    ],
)
def test_verdict(severity: Severity, blocking: bool, verdict: str) -> None:
    judged = small(severity, blocking)
    assert check(judged, Conversation(), Draft(HELLO)).verdict == verdict
    assert check(judged, Conversation(), Draft("Hello Kim, it is on its way to you.")).verdict == "ready"


def test_the_guideline_says_from_which_severity_on_to_revise() -> None:
    for level, verdicts in (("suggestion", ["revise"] * 3), ("error", ["ready", "ready", "revise"])):
        seen = []
        for severity in ("suggestion", "warning", "error"):
            judged = small(severity)  # type: ignore[arg-type]
            judged.revise_at = level  # type: ignore[assignment]
            seen.append(check(judged, Conversation(), Draft(HELLO)).verdict)
        assert seen == verdicts


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_an_empty_draft_is_not_ready_and_nothing_is_scored(text: str) -> None:
    report = check(small(), Conversation(), Draft(text))
    assert report.verdict == "revise" and report.findings == ()
    assert "The draft is empty." in report.notes
    assert {side.score for side in report.dimensions} == {None}


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="20,001"):
        check(small(), Conversation(), Draft("a" * (MAX_TEXT + 1)))


# --- language and channel


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HELLO, "en"),
        ("Hallo Kim, die Stiefel sind unterwegs und kommen am Freitag bei dir an.", "de"),
        ("Bonjour Kim, les bottes sont en route et seront chez vous vendredi.", "fr"),
        ("Здравствуйте! Ваши ботинки уже в пути и будут у вас в пятницу.", "ru"),
        ("Chào bạn, đôi giày đang trên đường và sẽ đến vào thứ sáu.", "vi"),
    ],
)
def test_the_language_is_told_without_a_note(text: str, code: str) -> None:
    report = check(small(), Conversation(), Draft(text))
    assert report.language.code == code and report.notes == ()


def test_spanish_is_named_and_not_forced() -> None:
    text = "Hola Ana, las botas ya están en camino y llegarán el viernes por la mañana a tu casa. Muchas gracias."
    report = check(small(), Conversation(), Draft(text))
    assert report.language.code == "es"
    (note,) = report.notes
    assert note.startswith("The draft is in Spanish;") and "every language" in note
    everywhere = guideline([rule("test.botas", tokens=["botas"], languages=())])
    assert [one.matched for one in check(everywhere, Conversation(), Draft(text)).findings] == ["botas"]


def test_a_draft_too_short_to_tell_is_read_as_the_customer_writes() -> None:
    thread = Conversation(
        turns=(
            Turn("customer", "Wo ist mein Paket? Ich warte schon seit einer Woche und niemand schreibt mir."),
            Turn("agent", "One moment please, I will have a look at it for you."),
        )
    )
    report = check(small(), thread, Draft("OK 🙂"))
    assert (report.language.code, report.language.sure, report.language.how) == ("de", False, "thread")
    assert report.notes == (
        "The draft does not show its language; it was read as German, as the customer writes.",
    )


def test_else_the_guidelines_default_language_is_taken() -> None:
    report = check(small(), Conversation(), Draft("OK 🙂"))
    assert (report.language.code, report.language.sure, report.language.how) == ("en", False, "default")
    assert report.notes == (
        "The draft does not show its language; it was read as English, the guideline's default.",
    )


def test_a_stated_language_wins() -> None:
    assert check(small(), Conversation(), Draft(HELLO), language="de").language.code == "de"
    report = check(small(), Conversation(locale="fr-CA"), Draft("OK 🙂"))
    assert (report.language.code, report.language.how, report.notes) == ("fr", "stated", ())


def test_a_draft_that_is_plainly_in_another_language_than_its_thread_is_read_as_what_it_is() -> None:
    report = check(small(), Conversation(locale="fr-CA"), Draft(HELLO))
    assert report.language.code == "en"
    assert report.notes == ("The conversation is in French, the draft in English.",)
    assert check(small(), Conversation(locale="en-GB"), Draft(HELLO)).language.how == "stated"


def test_what_nobody_has_read_is_never_ready() -> None:
    spanish = check(small(), Conversation(), Draft("Hola Ana, sentimos mucho lo ocurrido con su pedido."))
    assert (spanish.language.code, spanish.verdict) == ("es", "revise")
    assert {(side.score, side.reason) for side in spanish.dimensions} == {
        (None, "voicekit does not check this language")
    }
    assert check(small(), Conversation(), Draft("  ")).verdict == "revise"


def test_a_language_the_guideline_is_not_written_for_is_noted() -> None:
    judged = small()
    judged.languages = ("de",)
    assert check(judged, Conversation(), Draft(HELLO)).notes == ("The guideline is not written for English.",)


def test_an_unknown_channel_falls_to_the_default_and_says_so() -> None:
    report = check(small(), Conversation(channel="pigeon"), Draft(HELLO))
    assert report.channel == "default"
    assert report.notes == ("The guideline knows no channel 'pigeon'; its default was used.",)
    assert check(small(), Conversation(), Draft(HELLO)).notes == ()


def test_messages_are_in_the_readers_language(default: Guideline) -> None:
    draft = Draft(HELLO, (Attachment("image", name="a.jpg"),))
    said = {
        ui: next(
            one.message
            for one in check(default, Conversation(), draft, ui=ui).findings
            if "alt-text" in one.rule_id
        )
        for ui in LANGUAGES
    }
    assert len(set(said.values())) == len(LANGUAGES)
    assert said["de"].startswith("Alternativtext")


# --- any text


def sound(report: Report, text: str) -> None:
    """Assert what must hold for a report on any text."""
    assert report.rule_errors == ()
    for finding in report.findings:
        if finding.span is not None:
            start, end = finding.span
            assert 0 <= start < end <= len(text)
            assert finding.matched == text[start:end]
        for fix in finding.fixes:
            at = 0
            for edit in sorted(fix.edits, key=lambda edit: edit.span):
                assert at <= edit.span.start <= edit.span.end <= len(text)
                at = edit.span.end
        assert len(finding.fingerprint) == 16
    assert tuple(side.name for side in report.dimensions) == DIMENSIONS
    assert all(side.score is None or 0 <= side.score <= 100 for side in report.dimensions)
    assert all((metric.value is None) == bool(metric.reason) for metric in report.metrics)


PIECES = [
    "🙏", "👩🏽\u200d🚀", "\u200b", "\u202e", "\x00", "\r\n", "#happyhiking", "@kim", "https://t.co/a", "bit.ly/x",
    "``", '"', "“", "»", "SORRY NOW", "’", "ß", "ﷺ", "İ", "\ud800", "\udc00", "e\u0301", "ﬁ", "𝗿𝗲", "раypal",
    "so sorry", "asap", " - ", "12-34", "DE89 3704", "kim@a.example", "{match}", "{{x}}", "?", "!", ".", "> ",
    "\n\n", "|---|\n", "¯\\_(ツ)_/¯", ":)", "Tiếng Việt", "русский", "Sie", "вы", "\u0e33", "\u3099", "\u1100",
    "क\u094d", "\ufffc", "\U0010ffff", "\U000e0041",
]  # fmt: skip

any_text = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(), max_size=4)), max_size=40).map(
        "".join
    ),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_text, st.sampled_from([None, *LANGUAGES, "es"]), st.sampled_from(["x", "email", None, "no such"]))
@example("", None, None)
@example("!", "en", None)
@example("🙏", "vi", "x")
@example("\ud800", "de", "x")
def test_any_unicode_is_read(
    default: Guideline, text: str, language: str | None, channel: str | None
) -> None:
    turns = (Turn("customer", text[::-1]),)
    sound(check(default, Conversation(channel=channel, turns=turns), Draft(text), language=language), text)


LONG = {
    "one word": "a", "words": "a ", "capitals": "A", "shouting": "HELLO ", "alternating": "aA", "marks": "!",
    "questions": "A? ", "sentences": "Word. ", "initials": "A. ", "ellipsis": ".", "dotted": "a.", "emoji": "🙏",
    "emoji between words": "a 🙏 ", "emoji lines": "🙏 a\n", "toned": "👍🏽", "joined": "👩\u200d", "flags": "🇻",
    "tags": "🏴\U000e0067", "zero width": "\u200b", "zero width in words": "a\u200b",
    "zero width and emoji": "a\u200b🙏", "bidi": "\u202e", "bidi in words": "a\u202eb\u202c", "nul": "\x00",
    "lines": "\r\n", "newlines": "\n", "short lines": "Word\n", "paragraphs": "word\n\n", "blanks": " ",
    "tabs": "\t", "no-break": "\u00a0", "double blanks": "a  ", "hashtags": "#a", "hashtag words": "#aaa b ",
    "hashtags to cut": "#happyhiking b ", "signs": "#", "handles": "@a ", "handles stuck": "@a", "at": "@",
    "mails": "a@b.c ", "www": "www.", "http": "http://", "domains": "a.com ", "domain tails": ".com",
    "media": "youtu.be/a b ", "media links": "https://youtu.be/a ", "short links": "bit.ly/a b ", "html": "<>",
    "straight quotes": '"', "quoted": '"a" ', "opening quotes": "“", "guillemets": "«a", "quoted lines": ">\n",
    "arrows": ">", "ticks": "`a", "fences": "```a", "ones": "1-", "digits": "9", "ids": "AB-123 ",
    "letters and digits": "A1", "decimals": "1,", "phones": "+49 170 1234567 ", "hyphens": "-",
    "hyphened": "a-", "rules": "----\n", "table": "~~~~ \n", "apostrophes": "a'", "curly apostrophes": "a’",
    "haven't": "haven't ", "brackets": "(", "smileys": ":) ", "smileys stuck": ":)", "carets": "^",
    "shrug": "¯\\_", "kaomoji": "(°", "accents": "e\u0301", "one letter, many accents": "\u0301",
    "sharp s": "ß", "ligature": "ﷺ", "fonts": "𝓼", "font words": "𝓼 ", "dotted i": "İ", "mixed letters": "аab ",
    "surrogates": "\ud800", "surrogates in words": "a\udc00 ", "cyrillic": "я", "вы": "вы ", "vous": "vous ",
    "xin lỗi": "xin lỗi ", "chinese": "漢", "sorry": "sorry ", "stock": "we apologize for any inconvenience ",
    "please": "please ", "not": "not ", "underscores": "a_", "slashes": "a/", "placeholders": "{match}",
    "der": "der die das ", "in order": "in order to ",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LONG)
def test_the_longest_text_takes_less_than_a_second(default: Guideline, name: str, language: str) -> None:
    text = (LONG[name] * MAX_TEXT)[:MAX_TEXT]
    check(default, Conversation(), Draft("Hello."), language=language)  # builds what is kept for the language
    report = check(default, Conversation(channel="x"), Draft(text), language=language)
    assert report.rule_errors == ()
    for finding in report.findings:
        assert finding.span is None or finding.matched == text[finding.span.start : finding.span.end]
    run = partial(check, default, Conversation(channel="x"), Draft(text), language=language)
    assert least_cpu(run, 1) < 1


def test_a_long_text_in_no_stated_language_is_told_in_time(default: Guideline) -> None:
    check(default, Conversation(), Draft("a b c d"))
    for piece in ("a ", "🙏", "!", "haven't ", "der die das ", "漢"):
        text = (piece * MAX_TEXT)[:MAX_TEXT]
        run = partial(check, default, Conversation(turns=(Turn("customer", text),)), Draft(text))
        assert least_cpu(run, 2) < 2, piece
