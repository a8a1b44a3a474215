"""The difference of two guidelines in words: the sentences themselves, on a small brand that is changed file by file.

It must never read the guidelines of the checkout.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from voicekit.guideline.changes import Change, changes
from voicekit.guideline.loader import load_brand

FILES = {
    "channels.yaml": """\
schema_version: 1
channels:
  x: {title: X, visibility: public, max_length: 280, address: {de: du}}
  whatsapp: {title: WhatsApp, visibility: private}
  email: {title: e-mail, visibility: private, address: {de: du}}
  default: {title: Elsewhere, visibility: public}
""",
    "scenarios.yaml": """\
schema_version: 1
scenarios:
  delay: {title: Late parcel, description: It is late.}
""",
    "terms.yaml": """\
schema_version: 1
terms:
  - {prefer: parcel, avoid: [shipment], note: Our word.}
  - {avoid: [oops], note: Not us.}
""",
    "templates.yaml": """\
schema_version: 1
templates:
  - {id: late-parcel, scenario: delay, channels: [email], language: de, text: "Ihr Paket kommt {{day}}."}
""",
    "escalation.yaml": """\
schema_version: 1
hours: {time_zone: Europe/Berlin, open: {mon: "09:00-18:00"}}
routes:
  crisis: {title: {en: the shift lead, de: die Schichtleitung}}
  lead: {title: the team lead}
lines:
  - {id: self-harm, when: {risk: [self_harm]}, route: crisis, within: 1h, clock: always}
  - {id: angry, when: {mood: [angry]}, route: lead, within: 4h}
contacts:
  - {id: line, title: Help line, text: Call 123., checked_on: "2026-11-01", source: {title: A page, url: "https://a.example"}}
incidents:
  - {id: down, title: Shop down, since: "2026-11-20T08:00:00Z", signs: {en: [shop down]}, wording: {en: We know.}}
""",
}


@pytest.fixture
def shop(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of one guidelines folder."""
    for name, text in FILES.items():
        (folder / "brands" / "shop" / name).write_text(text, encoding="utf-8")
    other = tmp_path / "other"
    shutil.copytree(folder / "brands", other / "brands")
    shutil.copytree(folder / "packs", other / "packs")
    return folder, other


@pytest.fixture
def after(shop: tuple[Path, Path]) -> Callable[..., list[Change]]:
    """The changes after pieces of files were replaced."""

    def run(name: str, *pieces: str) -> list[Change]:
        old, new = shop
        path = new / (name if "/" in name else f"brands/shop/{name}")
        text = path.read_text(encoding="utf-8")
        for was, now in zip(pieces[::2], pieces[1::2], strict=True):
            assert text.count(was) == 1, was
            text = text.replace(was, now)
        path.write_text(text, encoding="utf-8")
        return changes(load_brand(old, "shop"), load_brand(new, "shop"))

    return run


@pytest.mark.parametrize(
    ("name", "was", "now", "sentence"),
    [
        ("terms.yaml", "terms:\n", "terms:\n  - {prefer: guest, avoid: [customer], channels: [whatsapp], note: Us.}\n",
         "'guest' is now preferred over 'customer' on WhatsApp"),
        ("terms.yaml", "  - {avoid: [oops], note: Not us.}\n", "", "'oops' may be said again"),
        ("terms.yaml", "avoid: [shipment]", "avoid: [shipment, freight]",
         "'parcel' for 'shipment': 'freight' is to be avoided now, too"),
        ("terms.yaml", "prefer: parcel", "prefer: packet",
         "'packet' is now preferred over 'shipment' ('parcel' before)"),
        ("terms.yaml", "note: Not us.", "note: Not us., severity: error", "'oops' is an error now (suggestion before)"),
        ("channels.yaml", "max_length: 280", "max_length: 240",
         "Replies on X may be 240 characters long (280 before)"),
        ("channels.yaml", "max_length: 280, ", "", "Replies on X may be any number of characters long (280 before)"),
        ("channels.yaml", "title: e-mail, visibility: private, address: {de: du}",
         "title: e-mail, visibility: private, address: {de: Sie}", "German on e-mail now says Sie (du before)"),
        ("channels.yaml", "  whatsapp: {title: WhatsApp, visibility: private}\n", "",
         "WhatsApp is no channel of its own any more; its replies are read as on 'default'"),
        ("templates.yaml", "kommt {{day}}", "ist {{day}} da", "Template 'late-parcel' (German, e-mail) has new words"),
        ("scenarios.yaml", "description: It is late.", "description: It is late., template_ok: false",
         "Late parcel: a template may not be sent as it is any more"),
        ("rules.yaml", "extends: [care]", "extends: [care]\noverrides: {care.empty-apology: {severity: error}}",
         "'care.empty-apology' is an error now (warning before)"),
        ("rules.yaml", "extends: [care]", "extends: [care]\noverrides: {care.many-sorries: {enabled: false}}",
         "The rule 'care.many-sorries' is off now"),
        ("rules.yaml", "extends: [care]", "extends: [care]\noverrides: {care.many-sorries: {limit: 3}}",
         "The limit of 'care.many-sorries' is 3 now (1 before)"),
        ("packs/care/en.yaml", "max: 1", "max: 2", "The limit of 'care.many-sorries' is 2 now (1 before)"),
        ("escalation.yaml", "within: 1h", "within: 15min",
         "Self-harm: hand over to 'the shift lead' within 15 min (1 h before)"),
        ("escalation.yaml", "Call 123.", "Call 124.",
         "The contact 'Help line' reads 'Call 124.' now ('Call 123.' before)"),
        ("escalation.yaml", "We know.", "We work on it.",
         "The approved words for the incident 'Shop down' are others in English"),
        ("escalation.yaml", 'mon: "09:00-18:00"', 'mon: "09:00-18:00", sat: "10:00-14:00"',
         "Saturday: open 10:00-14:00 now (not at all before)"),
        ("voice.yaml", "default_language: en", "default_language: en\nmodel: local",
         "Drafts may be shown to a model of this network alone now (any model the server may ask before)"),
        ("voice.yaml", "default_language: en", "default_language: en\nkeep: [Summit]",
         "No rule touches the name 'Summit' any more"),
        ("voice.yaml", "default_language: en", "default_language: en\nsign_off: {de: [Herzlich]}",
         "Letters in German may end with 'Herzlich' now"),
        ("voice.yaml", "default_language: en", "default_language: en\naxes: {warmth: 70}",
         "Warmth: the aim is 70 now (open before)"),
    ],
)  # fmt: skip
def test_one_change_is_one_sentence(
    after: Callable[..., list[Change]], name: str, was: str, now: str, sentence: str
) -> None:
    assert [change.sentence for change in after(name, was, now)] == [sentence]


def test_a_change_says_where_it_is_and_both_values(after: Callable[..., list[Change]]) -> None:
    [change] = after("channels.yaml", "max_length: 280", "max_length: 240")
    assert change[:2] == ("channel", "brands/shop/channels.yaml: channels.x.max_length")
    assert (change.old, change.new) == (280, 240)


def test_an_override_is_told_at_the_brands_file_and_not_at_the_packs(
    after: Callable[..., list[Change]],
) -> None:
    added = "extends: [care]\noverrides: {care.empty-apology: {severity: error}}"
    [change] = after("rules.yaml", "extends: [care]", added)
    assert change.where == "brands/shop/rules.yaml: overrides.care.empty-apology.severity"


def test_comments_order_and_defaults_written_out_are_nothing_a_customer_would_notice(
    after: Callable[..., list[Change]],
) -> None:
    old = "  - {prefer: parcel, avoid: [shipment], note: Our word.}\n  - {avoid: [oops], note: Not us.}\n"
    new = (
        "  # ours\n  - {avoid: [oops], note: {en: Not us.}}\n"
        "  - {note: Our word., avoid: [shipment], prefer: parcel, severity: suggestion}\n"
    )
    assert after("terms.yaml", old, new) == []
    assert after("voice.yaml", "[en, de]", "[de, en]") == []
    assert after("channels.yaml", "title: X, visibility: public", "visibility: public, title: X") == []


def test_the_order_of_policy_lines_is_told_because_the_first_decides(
    after: Callable[..., list[Change]],
) -> None:
    lines = [line for line in FILES["escalation.yaml"].splitlines(keepends=True) if "when:" in line]
    [change] = after("escalation.yaml", "".join(lines), "".join(reversed(lines)))
    assert change.sentence.endswith("angry, self-harm (self-harm, angry before)")


def test_a_whole_pack_is_one_sentence_and_not_one_a_rule(after: Callable[..., list[Change]]) -> None:
    said = after("rules.yaml", "extends: [care]", "rules: []")
    assert [change.sentence for change in said] == ["The rules of pack 'care' no longer count (2 rules)"]


def test_an_override_that_changes_nothing_is_said_to(after: Callable[..., list[Change]]) -> None:
    added = "extends: [care]\noverrides: {care.empty-apology: {severity: warning}}"
    [change] = after("rules.yaml", "extends: [care]", added)
    assert (change.kind, change.new) == ("override", {"severity": "warning"})
    assert "no reply is judged otherwise" in change.sentence


def test_a_packs_own_title_is_told(after: Callable[..., list[Change]]) -> None:
    [change] = after("packs/care/pack.yaml", "title: Care", "title: Caring")
    assert change.sentence == "Pack 'care' is called 'Caring' now ('Care' before)"


def test_a_term_on_other_channels_is_the_same_term(after: Callable[..., list[Change]]) -> None:
    [change] = after("terms.yaml", "note: Our word.", "note: Our word., channels: [x, email]")
    assert change.sentence == "'parcel' for 'shipment' counts on X, e-mail now (every channel before)"
