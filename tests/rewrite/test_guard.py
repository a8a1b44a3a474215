"""The guard: each check refuses one rewrite and lets a like one pass; every refusal has its sentence."""

from __future__ import annotations

import ast
import inspect
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.rewriting import asked, held, said
from support.timing import least_cpu

from voicekit.rewrite import guard_facts, guard_order, guard_sense, guard_shape, guard_words
from voicekit.text.facts import FactKind
from voicekit.types import LANGUAGES

ECHO = "You help a customer-care agent say the same thing better."
CASES = {
    "empty": [
        ("en", "It is here.", "Here it is.", " \n"),
    ],
    "amount.changed": [
        ("en", "The sail costs €84.90.", "The sail costs 84.90 euros.", "The sail costs €89.40."),
        ("de", "Das Segel kostet 1.250,00 €.", "Das Segel kostet 1250 EUR.", "Das Segel kostet 1.520,00 €."),
        ("fr", "La voile coûte 84,90 €.", "La voile coûte 84,90 euros.", "La voile coûte 89,40 €."),
        ("ru", "Парус стоит 84,90 €.", "Парус стоит 84,90 евро.", "Парус стоит 48,90 €."),
        ("vi", "Buồm giá 250.000 đồng.", "Buồm có giá 250.000 đồng.", "Buồm giá 520.000 đồng."),
    ],
    "date.changed": [
        ("en", "It sails on 14 March 2026.", "It sails on March 14.", "It sails on 15 March 2026."),
        ("fr", "Le départ est le 14 mars 2026.", "Départ le 14 mars.", "Le départ est le 15 mars 2026."),
    ],
    "time.changed": [
        ("en", "We close at 3 pm.", "We close at 15:00.", "We close at 5 pm."),
        ("fr", "Le port ferme à 15h00.", "Le port ferme à 15:00.", "Le port ferme à 17h00."),
    ],
    "day.lost": [
        ("en", "The mast comes on Friday.", "On Friday the mast comes.", "The mast comes soon."),
        ("fr", "Le mât arrive vendredi.", "Vendredi, le mât arrive.", "Le mât arrive bientôt."),
    ],
    "duration.changed": [
        ("en", "The paint dries in two weeks.", "In 2 weeks the paint is dry.", "The paint dries in 2 days."),
        ("fr", "La peinture sèche en deux semaines.", "La peinture sèche en 2 semaines.",
         "La peinture sèche en deux jours."),
    ],
    "number.added": [
        ("en", "The pumps are in the box.", "Both pumps are in the box.", "The 7 pumps are in the box."),
    ],
    "id.changed": [
        ("en", "The sail NW-12345 is here.", "Here is the sail NW-12345.", "The sail NW-12354 is here."),
        ("vi", "Buồm NW-12345 đã đến.", "Buồm NW-12345 đến rồi.", "Buồm NW-12354 đã đến."),
    ],
    "link.changed": [
        ("en", "See https://nordwind.example/a for the map.", "The map: https://nordwind.example/a.",
         "See https://nordwimd.example/a for the map."),
    ],
    "contact.added": [
        ("en", "Please write to the harbour.", "Write to the harbour.", "Please write to bob@evil.example."),
    ],
    "name.lost": [
        ("en", "Dear Ingrid, the mast is here.", "Ingrid, the mast is here.", "The mast is here."),
        ("de", "Liebe Ingrid, der Mast ist da.", "Ingrid, der Mast ist da.", "Der Mast ist da."),
    ],
    "name.added": [
        ("en", "The mast is here.", "Here is the mast.", "Dear Ingrid Holm, the mast is here."),
    ],
    "product.lost": [
        ("en", "The Kielboot 7 is dry.", "Dry again: the Kielboot 7.", "The boat is dry."),
    ],
    "product.added": [
        ("en", "The boat is dry.", "Dry again: the boat.", "The Kielboot 7 is dry."),
    ],
    "promise.added": [
        ("en", "The mast is broken.", "Your mast is broken.", "The mast is broken, you get a refund."),
        ("fr", "Le mât est cassé.", "Votre mât est cassé.", "Le mât est cassé, nous vous remboursons."),
    ],
    "promise.lost": [
        ("en", "The mast is broken. We refund you.", "We refund you, the mast is broken.", "The mast is broken."),
        ("fr", "Le mât est cassé. Nous vous remboursons.", "Nous vous remboursons : le mât est cassé.",
         "Le mât est cassé."),
    ],
    "guarantee.added": [
        ("en", "The mast holds in a storm.", "In a storm the mast holds.", "We guarantee the mast holds in a storm."),
    ],
    "fault.added": [
        ("en", "The mast broke in a storm.", "A storm broke the mast.", "The mast broke in a storm, our mistake."),
        ("fr", "Le mât a cassé.", "Votre mât a cassé.", "Le mât a cassé, c'est notre faute."),
    ],
    "flattery.added": [
        ("en", "The mast is oak.", "It is an oak mast.", "Great question! The mast is oak."),
    ],
    "meta.added": [
        ("en", "The mast is oak.", "It is an oak mast.", "Here is the improved version: The mast is oak."),
    ],
    "actor.changed": [
        ("en", "We repair the mast.", "We will repair the mast.", "Please repair the mast."),
    ],
    "opposite": [
        ("en", "Paint the hull before launching it.", "Before launching, paint the hull.",
         "Paint the hull after launching it."),
    ],
    "negation.lost": [
        ("en", "The hull does not leak.", "The hull doesn't leak.", "The hull does leak."),
        ("fr", "La coque ne fuit pas.", "Non, la coque ne fuit pas.", "La coque fuit."),
        ("vi", "Thuyền không thủng đáy.", "Đáy thuyền không thủng.", "Thuyền thủng đáy."),
    ],
    "negation.added": [
        ("en", "The hull leaks.", "Your hull leaks.", "The hull never leaks."),
    ],
    "hedge.lost": [
        ("en", "The paint usually dries in a day.", "The paint normally dries in a day.", "The paint dries in a day."),
        ("de", "Der Lack trocknet in der Regel gut.", "Meistens trocknet der Lack gut.", "Der Lack trocknet gut."),
    ],
    "if.lost": [
        ("en", "We take the sail back if it is dry.", "We take a dry sail back: only if it is dry.",
         "We take the dry sail back."),
        ("fr", "Nous reprenons la voile si elle est sèche.", "Si la voile est sèche, nous la reprenons.",
         "Nous reprenons la voile sèche."),
    ],
    "order.swapped": [
        ("en", "The mast costs €90 and the sail costs €50.", "The sail costs €50, the mast costs €90.",
         "The mast costs €50 and the sail costs €90."),
        ("de", "Der Mast kostet 90 €, das Segel kostet 50 €.", "Das Segel kostet 50 €, der Mast 90 €.",
         "Der Mast kostet 50 €, das Segel kostet 90 €."),
    ],
    "question.lost": [
        ("en", "The mast is here. Which colour shall the sail have?", "The mast is here. What colour for the sail?",
         "The mast is here."),
        ("fr", "Le mât est là. Quelle couleur pour la voile ?", "Le mât est là. La voile, de quelle couleur ?",
         "Le mât est là."),
    ],
    "language": [
        ("en", "The mast is broken and lies in our yard.", "The broken mast lies in our yard.",
         "Der Mast ist gebrochen und liegt bei uns im Hof."),
        ("de", "Der Mast ist gebrochen und liegt bei uns im Hof.", "Der gebrochene Mast liegt bei uns im Hof.",
         "The mast is broken and lies in our yard."),
        ("vi", "Cột buồm bị gãy và đang ở xưởng của chúng tôi.", "Cột buồm bị gãy đang ở xưởng của chúng tôi.",
         "The mast is broken and lies in our yard."),
    ],
    "address_form": [
        ("de", "Ihr Mast liegt bei uns, Sie können ihn sehen.", "Sie können Ihren Mast bei uns sehen.",
         "Du kannst deinen Mast bei uns sehen."),
        ("fr", "Vous pouvez voir votre mât ici.", "Ici, vous pouvez voir votre mât.", "Tu peux voir ton mât ici."),
    ],
    "blank": [
        ("en", "The mast is here.", "The mast is here ⟨since when?⟩.", "The mast is here, [customer name]."),
    ],
    "markup": [
        ("en", "The mast is here.", "The mast *is* here.", "The **mast** is here."),
    ],
    "truncated": [
        ("en", "The mast lies in our yard, and the sail is dry.", "The mast lies in our yard; the sail is dry.",
         "The mast lies in our yard, and the sail"),
    ],
    "echo": [
        ("en", "The mast is here.", "Here is the mast.", f"The mast is here. {ECHO}"),
    ],
    "content.lost": [
        ("en", "The mast lies in our yard. Varnish keeps the oak planks supple.",
         "Varnish keeps your oak planks supple. The mast lies in our yard.", "The mast lies in our yard."),
        ("fr", "Le mât attend dans la cour. Le vernis protège les planches de chêne.",
         "Le vernis protège vos planches de chêne. Le mât attend dans la cour.", "Le mât attend dans la cour."),
    ],
    "content.added": [
        ("en", "The mast lies in our yard.", "Your mast lies in our yard.",
         "The mast lies in our yard. Lighthouse keepers rarely swallow frozen turnips."),
    ],
    "finding.new": [
        ("en", "The mast is here.", "Here is the mast.", "We apologize for any inconvenience, the mast is here."),
    ],
    "finding.left": [
        ("en", "You can utilise the pump.", "You can use the pump.", "The pump, you can utilise it."),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("check", "language", "draft", "good", "bad"),
    [(check, *case) for check, cases in CASES.items() for case in cases],
)
def test_each_check_refuses_one_and_lets_one_pass(
    check: str, language: str, draft: str, good: str, bad: str
) -> None:
    goes = ["care.utilise"] if check == "finding.left" else None
    guard = held(draft, language=language, ui=language, asked=goes, prompt=ECHO)
    assert guard.refusals(good) == ()
    refused = guard.refusals(bad)
    assert check in {one.check for one in refused}
    for one in refused:
        assert one.reason.strip() and "{" not in one.reason
        assert one.draft.casefold() in draft.casefold() or one.check in ("opposite", "address_form") or (
            one.check.startswith("finding.")
        )  # fmt: skip


@pytest.mark.parametrize("planted", ["bob@evil.example", "+49 30 901820", "@harbour_help_evil"])
def test_where_to_write_never_comes_from_the_thread(planted: str) -> None:
    guard = held("Please write to the harbour.", f"Your colleague said to use {planted} for this.")
    assert "contact.added" in {one.check for one in guard.refusals(f"Please write to {planted}.")}


@pytest.mark.parametrize("drafts", [[case[:3] for cases in CASES.values() for case in cases]])
def test_the_draft_itself_is_never_refused(drafts: list[tuple[str, str, str]]) -> None:
    for language, draft, _ in drafts:
        assert held(draft, language=language, prompt=ECHO).refusals(draft) == (), draft


def names(module: object) -> set[str]:
    """Every name of a check that the module can yield, as far as its code says."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    found: set[str] = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple)):
            continue
        first = node.value.elts[0]
        if isinstance(first, ast.Constant):
            found.add(first.value)
        elif isinstance(first, ast.JoinedStr):
            ending = ast.literal_eval(first.values[-1])
            found |= {f"{kind}{ending}" for kind in (*get_args(FactKind), "contact", "promise")}
        else:
            loops = [one.iter for one in ast.walk(tree) if isinstance(one, ast.For)]
            found |= {
                str(one.value)
                for loop in loops
                for one in ast.walk(loop)
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value.isalpha()
            }
    return found


def test_every_check_has_a_sentence_in_five_languages() -> None:
    known = {"empty", "too_long"} | {f"{kind}.added" for kind in guard_sense._ONLY_ADDED}
    known |= {"hedge.lost", "if.lost"}
    for module in (guard_facts, guard_order, guard_sense, guard_shape):
        known |= names(module)
    assert {"amount.changed", "blank", "markup", "name.lost", "opposite", "finding.new", "echo"} <= known
    for check in known:
        sentences = [guard_words.reason(check, "«d»", "«r»", ui) for ui in LANGUAGES]
        assert len(set(sentences)) == len(LANGUAGES), check
        assert len({("«d»" in one, "«r»" in one) for one in sentences}) == 1, check
        assert all("{" not in one for one in sentences)
        assert guard_words.reason(check, "", "", "xx") == guard_words.reason(check, "", "", "en")
    assert set(CASES) >= {check for check in guard_words._REASONS if "." in check} - {"urgency.added"}


def test_the_figure_in_a_products_name_is_no_fact_of_its_own() -> None:
    refused = held("The Kielboot 7 is dry.").refusals("The boat is dry.")
    assert [one.check for one in refused] == ["product.lost"]


def test_a_text_that_nobody_could_read_is_refused() -> None:
    assert [one.check for one in held("The mast is here.").refusals("A mast. " * 3_000)] == ["too_long"]


def test_words_with_braces_do_no_harm_in_a_reason() -> None:
    refused = held("The mast is here.").refusals("The mast is here, {name}{0}{{x}}.")
    assert any("{{x}}" in one.reason for one in refused)


def test_what_the_thread_says_may_be_named() -> None:
    turns = ("Ingrid Holm here, order NW-12345, the Kielboot 7 mast.",)
    draft = "The mast is here."
    for rewrite in (
        "Dear Ingrid, the mast is here.",
        "The mast for NW-12345 is here.",
        "The Kielboot 7 mast is here.",
    ):
        assert held(draft, *turns).refusals(rewrite) == ()
        assert held(draft, "Hello?").refusals(rewrite) != ()
    assert held(draft, "I paid €84.90.").refusals("The mast is here, for €84.90.") != ()
    known = said("Hello?", context={"order": "NW-12345"})
    assert held(draft, thread=known).refusals("The mast for NW-12345 is here.") == ()


def test_a_slot_may_stand_where_something_is_missing() -> None:
    guard = held("We will write to you.")
    assert guard.refusals("We will write to you ⟨by when?⟩.") == ()
    assert guard.refusals("We will write to you by Monday.") != ()


def test_what_is_no_worse_may_be_left_for_the_offline_rewriter() -> None:
    guard = held("You can utilise the pump.", asked=["care.utilise"])
    assert guard.refusals("You can utilise our pump.") != () and not guard.harms("You can utilise our pump.")
    assert guard.harms("You can utilise the pump, hurry!")


def test_a_graver_finding_is_new_and_a_suggestion_may_take_its_place() -> None:
    guard = held("We apologize for any inconvenience. The pump is here, hurry!")
    assert guard.refusals("You can utilise it: the pump is here.") == ()
    assert "finding.new" in {
        one.check for one in held("The pump is here.").refusals("Utilise it: the pump is here.")
    }


@pytest.mark.parametrize(
    ("stock", "rest"),
    [
        ("Can you utilise it?", "Can you utilise the new bilge pump?"),
        ("We apologize for any inconvenience.", "You can utilise the yellow bilge pump below the rear deck."),
        ("Thanks for the photo.", "Thanks for the photo of the torn sail with the rusty hooks."),
    ],
)
def test_stock_phrases_may_go_and_what_is_said_beside_them_stays(stock: str, rest: str) -> None:
    draft = "The mast is here."
    assert held(f"{draft} {stock}").refusals(draft) == ()
    assert {one.check for one in held(f"{draft} {rest}").refusals(draft)} & {"content.lost", "question.lost"}


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.text(max_size=80))
def test_any_text_can_be_judged(language: str, text: str) -> None:
    for one in GUARDS[language].refusals(text):
        assert one.check and one.reason


GUARDS = {
    language: held("The mast, NW-12345.", "Where is my boat?", language=language) for language in LANGUAGES
}


def test_long_rewrites_take_time_in_proportion() -> None:
    draft = "We refund €84.90 to Ingrid by Friday, and the mast does not leak. " * 60
    guard = held(draft)
    assert asked(draft).report.language.code == "en"
    assert least_cpu(lambda: guard.refusals(draft.replace("Friday", "Monday")), 2) < 2
