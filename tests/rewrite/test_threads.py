"""A whole thread without personal data: what goes, what stays, and that it can be judged again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from voicekit import config, service
from voicekit.check import check
from voicekit.errors import InputError
from voicekit.guideline.compiled import Guideline
from voicekit.rewrite.threads import redact_thread
from voicekit.types import MAX_TEXT, Attachment, Conversation, Draft, Turn
from voicekit.wire import conversation_from, conversation_to

SECRETS = ("Quillworth", "quillworth", "mara.q", "5550", "FR-77412", "77412999", "Trier")
PICTURE = Attachment(
    "image", "Quillworth-invoice.JPG", "Invoice of Mara Quillworth", None, True, "Mara Quillworth, FR-77412"
)
THREAD = Conversation(
    id="ticket-of-Quillworth",
    channel="email",
    visibility="private",
    locale="en-GB",
    brand="fernweh",
    turns=(
        Turn(
            "customer",
            "My name is Mara Quillworth, mara.q@quillmail.example, +49 30 5550 1234. Order FR-77412 is gone.",
            "2026-11-20T10:00:00Z",
            "Mara Quillworth",
            (PICTURE,),
        ),
        Turn("agent", "Hello Mara, let me look.", author="Tom (Support)"),
        Turn("customer", "thx quillworth", "yesterday, says Quillworth", "mara.q_77"),
    ),
    context={
        "customer_name": "Mara Quillworth",
        "mood": "angry",
        "scenario": "Quillworth is angry",
        "orders": 3,
        "order": 77412999,
        "vip": True,
        "notes": "Her aunt lives in Trier",
        "town": "trier",
        "earlier_cases": ["FR-77412", "the one in Trier"],
        "now": "2026-11-21T10:00:00+00:00",
        "Mara Quillworth": 1,
    },
)
DRAFT = Draft("Hello Ms Quillworth, order FR-77412 left on Friday. Sorry, Mara!", (PICTURE,), "agent")


@pytest.fixture(scope="module")
def guideline() -> Guideline:
    return service.open_guideline(config.load({}))


def test_no_personal_data_is_left_anywhere(guideline: Guideline) -> None:
    written = json.dumps(conversation_to(*redact_thread(guideline, THREAD, DRAFT)), ensure_ascii=False)
    assert [one for one in SECRETS if one in written or one.casefold() in written.casefold()] == []


def test_what_judges_a_reply_stays(guideline: Guideline) -> None:
    conversation, draft = redact_thread(guideline, THREAD, DRAFT)
    assert (conversation.id, conversation.channel, conversation.locale) == ("", "email", "en-GB")
    assert (conversation.visibility, conversation.brand, draft.sender) == ("private", "fernweh", "agent")
    assert [turn.role for turn in conversation.turns] == ["customer", "agent", "customer"]
    assert [turn.at for turn in conversation.turns] == ["2026-11-20T10:00:00+00:00", None, None]
    assert len({turn.author for turn in conversation.turns}) == 3
    assert conversation.context == {
        "customer_name": conversation.turns[0].author,
        "mood": "angry",
        "scenario": "⟦Context⟧",
        "orders": 3,
        "order": "⟦Context⟧",
        "vip": True,
        "notes": "⟦Context⟧",
        "town": "⟦Context⟧",
        "earlier_cases": ["⟦Id_1⟧", "⟦Context⟧"],
        "now": "2026-11-21T10:00:00+00:00",
    }
    (picture,) = conversation.turns[0].attachments
    assert picture.name == "attachment-2.jpg"
    assert (picture.kind, picture.has_text, picture.text.count("⟦")) == ("image", True, 2)
    assert draft.text.startswith("Hello Ms ⟦Name_1")
    assert "left on Friday. Sorry, " in draft.text


def test_one_person_and_one_order_are_the_same_everywhere(guideline: Guideline) -> None:
    conversation, draft = redact_thread(guideline, THREAD, DRAFT)
    texts = [draft.text, *(turn.text for turn in conversation.turns)]
    assert [("⟦Name_1" in text, "⟦Name_2" in text) for text in texts] == [(True, False)] * 4
    assert "⟦Id_1⟧" in draft.text
    assert "⟦Id_1⟧" in conversation.turns[0].text


def test_it_reads_back_and_is_judged_again(guideline: Guideline) -> None:
    conversation, draft = redact_thread(guideline, THREAD, DRAFT)
    value = json.loads(json.dumps(conversation_to(conversation, draft)))
    assert conversation_from(value, "a test") == (conversation, draft)
    before = check(guideline, THREAD, DRAFT)
    after = check(guideline, conversation, draft)
    assert (after.verdict, after.language.code) == (before.verdict, before.language.code)
    assert after.triage and before.triage
    assert after.triage._replace(evidence=()) == before.triage._replace(evidence=())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("customer_name", "quillworth"),
        ("mood", "Quillworth"),
        ("now", "when Quillworth called"),
        ("channel", "quillworth at home"),
        ("age", 123456),
        ("scores", ["quillworth", "Quillworth 1"]),
        ("name", ["Quillworth"]),
    ],
)
def test_a_context_cannot_smuggle_a_name(guideline: Guideline, key: str, value: Any) -> None:
    conversation, _ = redact_thread(guideline, Conversation(context={key: value}), Draft("Hello."))
    kept = conversation.context[key]
    assert all("⟦" in one for one in (kept if isinstance(kept, list) else [str(kept)]))


def test_names_of_fields_that_are_texts_go(guideline: Guideline) -> None:
    odd = Conversation(channel="Quillworth's phone", locale="Quillworth", brand="Quill worth")
    conversation, _ = redact_thread(guideline, odd, Draft("Hello."))
    assert (conversation.channel, conversation.locale, conversation.brand) == (None, None, None)


def test_a_text_that_placeholders_make_too_long_is_refused_without_a_word_of_it(guideline: Guideline) -> None:
    text = "a@b.de " * (MAX_TEXT // 7)
    with pytest.raises(InputError, match="leave this thread out") as caught:
        redact_thread(guideline, Conversation(), Draft(text))
    assert "a@b" not in str(caught.value)


def test_nothing_in_the_house_is_lost_on_a_thread_without_personal_data(guideline: Guideline) -> None:
    plain = Conversation(channel="x", turns=(Turn("customer", "Where is the tent?"),))
    draft = Draft("It left our depot and arrives tomorrow.")
    assert redact_thread(guideline, plain, draft) == (plain, draft)
