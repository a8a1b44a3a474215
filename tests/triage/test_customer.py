"""What a thread shows as it stands: mood and intent of now, risks of all of it, and never what the agent feels."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.threads import ENGLISH, customers_guideline, thread
from support.timing import least_cpu

from voicekit.guideline.compiled import Guideline
from voicekit.triage.customer import RISKS, triage
from voicekit.types import Conversation, Triage, Turn

SCENARIOS = ("crisis", "injury", "fraud", "privacy_request", "delay", "complaint", "bereavement", "abuse")


@cache
def known(default_language: str = "en") -> Guideline:
    return customers_guideline(scenarios=SCENARIOS, default_language=default_language)


def read(*turns: str | tuple[str, str], **fields: object) -> Triage:
    """The triage of a thread; its evidence has to be the customer's words."""
    conversation = thread(*turns, **fields)
    shown = triage(known(), conversation)
    for one in shown.evidence:
        turn = conversation.turns[one.turn]
        assert turn.role == "customer"
        assert one.text == turn.text[one.span.start : one.span.end] != ""
    return shown


# --- mood


@pytest.mark.parametrize(
    ("turns", "mood"),
    [
        (["Where is it?"], "calm"),
        (["I am fed up."], "frustrated"),
        (["I am furious."], "angry"),
        (["Fed up!!"], "frustrated"),
        (["Hm?!", "Hello?!"], "frustrated"),  # two halves in one run
        (["Hm?!", "agent: Yes?", "Hello?!"], "frustrated"),
        (["Hm?!", "agent: Yes?", "Hello?"], "calm"),
        (["I am furious.", "Hello."], "angry"),  # one run
        (["I am furious.", "agent: Sorry.", "Where is it now?"], "frustrated"),
        (["I am fed up.", "agent: Sorry.", "Hm."], "frustrated"),  # it lasts
        (["I am fed up.", "agent: Sorry.", "Where is it now?"], "calm"),  # a question is cooler
        (["I am furious.", "agent: Sorry.", "Thank you"], "calm"),
        (["Thank you", "agent: Sorry.", "I am furious."], "angry"),
        (["I am furious.", "agent: Sorry."], "angry"),  # ours came last
        (["Thank you, but I am fed up and furious."], "frustrated"),
        (["agent: I am furious, you idiots!!", "Hello."], "calm"),
    ],
)
def test_the_mood_is_that_of_the_newest_run_and_what_is_left_of_those_before(
    turns: list[str], mood: str
) -> None:
    assert read(*turns).mood == mood


def test_a_mood_that_cooled_shows_what_it_came_from() -> None:
    shown = read("I am furious.", "agent: Sorry.", "Where is it now?")
    assert shown.mood == "frustrated"
    assert ("mood.angry", 0, "furious") in [(one.shows, one.turn, one.text) for one in shown.evidence]


def test_what_a_customer_goes_through_counts_as_well_as_the_words() -> None:
    assert read("I want to die. Please close it.").mood == "frustrated"
    assert read("I want to die. Please close it.").intent == "request"
    assert read("I want to die. Where is it?").intent == "other"


def test_the_look_of_a_message_is_shown_where_it_is() -> None:
    shown = read("Hm. NO TENT AGAIN! Where?!")
    assert [(one.shows, one.text) for one in shown.evidence] == [
        ("mood.angry", "NO TENT AGAIN"), ("mood.frustrated", "?!"),
    ]  # fmt: skip
    assert read("My PIN and the TAN are here for you to see").evidence == ()


# --- what the agent says


def test_words_of_an_agent_or_bot_are_never_scored() -> None:
    ours = "I WILL SUE YOU IDIOTS?! I am furious, I want to die, real person please"
    assert triage(known(), thread(f"agent: {ours}", f"bot: {ours}")) == Triage()
    beside = read("Hello.", f"agent: {ours}", f"bot: {ours}", "Hello again.")
    assert (beside.risks, beside.mood, beside.intent, beside.evidence) == ((), "calm", "other", ())


# --- intent


@pytest.mark.parametrize(
    ("turns", "intent"),
    [
        (["Give me a real person."], "wants_human"),
        (["Give me a real person.", "bot: I can help!", "Where is it?"], "wants_human"),
        (["Give me a real person.", "bot: I can help!"], "wants_human"),
        (["Give me a real person.", "agent: Hi, Ana here.", "Where is it?"], "question"),
        (["Give me a real person.", "agent: Hi.", "bot: Anything else?", "A real human!"], "wants_human"),
        (["Where is it?"], "question"),
        (["Refund me please."], "request"),
        (["Could you refund me please?"], "request"),  # where two weigh the same
        (["Lovely!"], "praise"),
        (["My lawyer will write. Please answer?"], "complaint"),
        (["Hello."], "other"),
        (["Refund me please.", "agent: Done.", "Where is it?"], "question"),
    ],
)
def test_the_intent_is_that_of_the_newest_run(turns: list[str], intent: str) -> None:
    assert read(*turns).intent == intent


# --- risks


def test_risks_stay_and_come_gravest_first() -> None:
    said = [
        "Cancel my account.", "For the third time.", "I am blind.", "My mum died.", "You idiots.",
        "Refused because I am black.", "I told the newspaper.", "I will sue you.", "A stolen card.",
        "It burnt my hand.", "I want to die.",
    ]  # fmt: skip
    shown = read(*said, "agent: Oh.", "Hello.")
    assert shown.risks == RISKS
    assert sorted({one.turn for one in shown.evidence if one.shows in RISKS}) == list(range(11))
    assert set(RISKS) <= {one.shows for one in shown.evidence}


def test_weights_of_two_messages_do_not_make_a_risk() -> None:
    assert read("It burnt.", "My hand.").risks == ()
    assert read("It burnt my hand.").risks == ("safety",)


NINE, TWELVE, DAY_AFTER = "2026-11-20T09:00:00Z", "2026-11-20T12:00:00Z", "2026-11-20T21:00:00Z"


@pytest.mark.parametrize(
    ("turns", "repeated"),
    [
        ([("Hi", NINE), ("Hi", TWELVE), ("Hi", DAY_AFTER)], True),
        ([("Hi", DAY_AFTER), ("Hi", NINE), ("Hi", TWELVE)], True),  # unordered
        ([("Hi", NINE), ("", TWELVE), ("Hi", "2026-11-20T22:00:00+01:00")], True),  # a picture; another zone
        ([("Hi", NINE), ("Hi", TWELVE), ("Hi", "2026-11-20T20:59:59Z")], False),
        ([("Hi", NINE), ("Hi", DAY_AFTER)], False),
        ([("Hi", NINE), ("Hi", "soon"), ("Hi", DAY_AFTER)], False),
        ([("Hi", NINE), "Hi", ("Hi", DAY_AFTER)], False),
        ([("Hi", NINE), ("agent: Hi", TWELVE), ("Hi", TWELVE), ("Hi", DAY_AFTER)], False),
        ([("Hi", NINE), ("Hi", TWELVE), ("Hi", DAY_AFTER), ("agent: Hi", DAY_AFTER)], False),
        ([("agent: Hi", NINE), ("Hi", NINE), ("Hi", TWELVE), ("Hi", DAY_AFTER)], True),
    ],
)
def test_three_messages_over_half_a_day_without_an_answer_are_repeated(
    turns: list[str | tuple[str, str]], repeated: bool
) -> None:
    assert ("repeated" in read(*turns).risks) is repeated


def test_repeated_by_the_clock_stands_in_its_place_among_the_risks() -> None:
    shown = read(("I will sue you.", NINE), ("Cancel my account.", TWELVE), ("Hello.", DAY_AFTER))
    assert shown.risks == ("legal", "repeated", "churn")


# --- scenario


@pytest.mark.parametrize(
    ("turns", "scenario"),
    [
        (["I want to die. My mum died. It burnt my hand."], "crisis"),
        (["My mum died. It burnt my hand."], "bereavement"),
        (["It burnt my hand with a stolen card."], "injury"),
        (["A stolen card. My parcel is late."], "fraud"),
        (["Delete my data."], "privacy_request"),
        (["Delete my data. You idiots."], "abuse"),
        (["You idiots."], "abuse"),
        (["My parcel is late."], "delay"),
        (["My lawyer knows my parcel is late."], "delay"),
        (["My lawyer knows."], "complaint"),
        (["My parcel is late.", "agent: Hm.", "Hello."], None),
        (["Where is it?"], None),
    ],
)
def test_the_scenario_is_the_gravest_risks_else_what_is_said_else_the_intent(
    turns: list[str], scenario: str | None
) -> None:
    assert read(*turns).scenario == scenario


def test_a_scenario_the_brand_has_not_is_none() -> None:
    bare = customers_guideline(scenarios=())
    assert triage(bare, thread("I want to die. My parcel is late.")).scenario is None
    one = customers_guideline(scenarios=("delay",))
    assert triage(one, thread("I want to die. My parcel is late.")).scenario == "delay"


# --- languages


def test_a_sixth_language_is_unread_and_never_no_risk() -> None:
    assert read("Quiero hablar con una persona, me he quemado la mano") == Triage(unread=(0,))
    assert read("私は死にたい").unread == (0,)
    mixed = read("I will sue you.", "Ik heb mijn hand verbrand en ik wil een advocaat", "Hello.")
    assert (mixed.risks, mixed.unread, mixed.intent) == (("legal",), (1,), "complaint")


@pytest.mark.parametrize("text", ["De batterij is ontploft", "O fogão explodiu", "Zadzwonię do prawnika"])
def test_a_guess_of_a_sixth_language_is_unread_unless_it_shows_something(text: str) -> None:
    assert read(text).unread == (0,)
    assert read(f"{text} - I will sue you.").risks == ("legal",)


def test_each_message_is_read_in_its_own_language() -> None:
    shown = read(
        "I will sue you, this is the end of it.",
        "Ich gehe jetzt zum Anwalt, das ist mir zu viel.",
        "Моя дочь обожгла руку, у неё ожог от вашей плиты.",
        "tôi muốn tự tử vì chuyện này của các bạn",
        "Ma fille s'est brûlée avec votre réchaud, c'est grave.",
    )
    assert shown.unread == ()
    assert [(one.shows, one.turn) for one in shown.evidence if one.shows in RISKS] == [
        ("legal", 0), ("legal", 1), ("safety", 2), ("self_harm", 3), ("safety", 4),
    ]  # fmt: skip
    assert shown.risks == ("self_harm", "safety", "legal")


def test_a_message_too_short_to_tell_is_read_as_was_stated() -> None:
    short = thread("Anwalt!")
    assert triage(known(), short).risks == ()
    assert triage(known(), short, "de").risks == ("legal",)
    assert triage(known(), short._replace(locale="de-AT")).risks == ("legal",)
    assert triage(known("de"), short).risks == ("legal",)
    assert triage(known(), short, "es").risks == ()  # what is stated is not among the five


def test_a_guess_at_the_language_loses_no_risk() -> None:
    for stated in (None, "de", "fr", "vi"):  # the draft's language says little of the customer's
        assert triage(known(), thread("toi muon goi luat su"), stated).risks == ("legal",), stated


def test_a_language_the_guideline_has_no_signals_for_is_unread() -> None:
    english = customers_guideline({"en": ENGLISH})
    conversation = thread("Ich gehe jetzt zum Anwalt, das ist mir zu viel.", "I will sue you.")
    shown = triage(english, conversation)
    assert (shown.unread, shown.risks) == ((0,), ("legal",))


# --- turns of every make


def test_turns_without_words_say_nothing() -> None:
    assert read() == Triage()
    assert read("", " \n\t", "agent: Hello.") == Triage()
    assert read("", "I will sue you.", "  ").risks == ("legal",)


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            Turn,
            st.sampled_from(["customer", "agent", "bot"]),
            st.text(max_size=40) | st.sampled_from(["I will sue you.", "Give me a real person.", ""]),
            st.none() | st.text(max_size=12) | st.sampled_from([NINE, DAY_AFTER, "9999-12-31T23:59:59Z"]),
        ),
        max_size=8,
    ),
    st.none() | st.text(max_size=6),
)
def test_any_thread_is_read(turns: list[Turn], locale: str | None) -> None:
    shown = triage(known(), Conversation(turns=tuple(turns), locale=locale))
    assert list(shown.risks) == sorted(set(shown.risks), key=RISKS.index)
    assert (shown.mood is None) == (shown.intent is None)
    for one in shown.evidence:
        assert turns[one.turn].role == "customer"
        assert one.text == turns[one.turn].text[one.span.start : one.span.end] != ""


def test_cost_grows_linearly_with_the_thread() -> None:
    own = customers_guideline(scenarios=SCENARIOS)

    def work(count: int, run: int) -> None:
        own.scratch.pop("signs", None)
        turns = [
            Turn("agent", "Hello.", NINE)
            if run and n % run == 0
            else Turn("customer", f"Box {n} burnt my hand.", NINE)
            for n in range(count)
        ]
        assert triage(own, Conversation(turns=tuple(turns))).risks == ("safety",)

    for run in (0, 2, 7):
        short = least_cpu(lambda run=run: work(500, run), 0.0)  # type: ignore[misc]
        assert least_cpu(lambda run=run: work(2_000, run), short * 7) < short * 7  # type: ignore[misc]
