"""A brand's escalation.yaml: what comes of it, and every mistake with its place and mend."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from pathlib import Path

import pytest
from support.threads import POLICY, loaded_policy

from voicekit import service
from voicekit.config import Settings
from voicekit.errors import GuidelineError


def told(text: str, today: str = "2026-11-22", **known: tuple[str, ...]) -> list[str]:
    _, problems = loaded_policy(text, today=today, **known)
    return [f"{problem.level}: {str(problem).splitlines()[0]}" for problem in problems]


def test_the_plain_values_are_those_of_the_file() -> None:
    plan, problems = loaded_policy(POLICY)
    assert plan is not None and problems == []
    assert plan["zone"] == "Europe/Berlin"
    assert plan["days"] == [(540, 1080)] * 4 + [(540, 1020), None, None]
    assert plan["routes"]["legal"] == ({"en": "Legal"}, ["legal mailbox"])
    first, second, third = plan["lines"]
    assert (first["within"], second["within"], third["within"]) == (15, 240, 2 * 24 * 60)
    assert (first["clock"], second["clock"]) == ("always", "business")
    assert first["when"] == [{"risk": ["self_harm"]}]
    assert third["when"] == [{"intent": ["wants_human"], "bot_thread": True}]
    assert plan["contacts"]["line-fr"]["source"] == ("Ministère", 2025, "https://example.org/fr")
    assert plan["incidents"][0]["signs"]["en"] == ["payment failed", "can't pay"]
    assert marshal.loads(marshal.dumps(plan)) == plan


def changed(old: str, new: str) -> str:
    assert POLICY.count(old) == 1, old
    return POLICY.replace(old, new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            changed("Europe/Berlin", "Europe/Berlyn"),
            "4:3: hours.time_zone: unknown time zone 'Europe/Berlyn'; write one",
        ),
        (changed("Europe/Berlin", "../../etc/passwd"), "hours.time_zone: unknown time zone"),
        (
            changed("fri: 09:00-17:00", "fri: 17:00-09:00"),
            "hours.open.fri: '17:00-09:00' does not run forward within",
        ),
        (
            changed("fri: 09:00-17:00", "fri: 09:00-24:30"),
            "hours.open.fri: '09:00-24:30' does not run forward",
        ),
        (
            changed("fri: 09:00-17:00", "fri: 9-17"),
            "hours.open.fri: '9-17' is not a span of hours; write it as 09:00-18:00",
        ),
        (
            changed("fri: 09:00-17:00", "fry: 09:00-17:00"),
            "hours.open.fry: unknown key 'fry'; did you mean 'fri'?",
        ),
        (
            changed('["2026-12-25"]', '["2026-13-25"]'),
            "hours.holidays.0: '2026-13-25' is no day of the calendar",
        ),
        (
            changed('["2026-12-25"]', '["25.12.2026"]'),
            "hours.holidays.0: '25.12.2026' is not a date; write it as 2026-11-20",
        ),
        (
            changed("route: crisis", "route: crises"),
            "lines.0.route: unknown route 'crises'; did you mean 'crisis'?",
        ),
        (
            changed("line-fr, everywhere", "line-fr, nowhere-at-all"),
            "lines.0.contacts.2: unknown contact 'nowhere-at-all'",
        ),
        (
            changed("    contacts: [line-de, line-fr, everywhere]\n", ""),
            "lines.0.must: asks for a crisis contact, but the line",
        ),
        (
            changed("within: 4h", "within: 4 hours"),
            "lines.1.within: '4 hours' is not a length of time; write it as 30min, 4h",
        ),
        (changed("within: 4h", "within: 0h"), "lines.1.within: '0h' is not a length of time"),
        (changed("within: 4h", "within: 4"), "lines.1.within: expected text, got a number; put it in quotes"),
        (
            changed("clock: always", "clock: allways"),
            "lines.0.clock: unknown value 'allways'; did you mean 'always'?",
        ),
        (changed("may_send: false", "may_send: later"), "lines.1.may_send: expected true or false, got text"),
        (
            changed("[admission, template]", "[admision]"),
            "lines.1.must_not.0: unknown value 'admision'; did you mean",
        ),
        (changed("must: [time]", "must: [tme]"), "lines.1.must.0: unknown value 'tme'; did you mean 'time'?"),
        (
            changed("risk: [legal]", "risk: [leagl]"),
            "lines.1.when.risk.0: unknown value 'leagl'; did you mean 'legal'?",
        ),
        (
            changed("risk: [legal]", "risks: [legal]"),
            "lines.1.when.risks: unknown key 'risks'; did you mean 'risk'?",
        ),
        (
            changed("risk: [legal]", "must: [time]"),
            "lines.1.when: 'must' is what a line decides; it cannot wait for it",
        ),
        (changed("risk: [legal]", "escalated: false"), "lines.1.when: 'escalated' is what a line decides"),
        (
            changed("{risk: [legal]}", "[{risk: [legal]}, {must_not: [emoji]}]"),
            "lines.1.when: 'must_not' is what a line",
        ),
        (
            changed("risk: [legal]", "channel: [telegraf]"),
            "lines.1.when: unknown channel 'telegraf'; did you mean 'telegram'?",
        ),
        (
            changed("risk: [legal]", "scenario: [injuri]"),
            "lines.1.when: unknown scenario 'injuri'; did you mean 'injury'?",
        ),
        (
            changed("- id: legal\n", "- id: self-harm\n"),
            "lines.1.id: duplicate id 'self-harm'; give it another name",
        ),
        (
            changed("- {id: line-fr", "- {id: line-de"),
            "contacts.1.id: duplicate id 'line-de'; give it another name",
        ),
        (
            changed("- id: legal\n", "- id: Legal threat\n"),
            "lines.1.id: 'Legal threat' is not a name; use lower-case",
        ),
        (changed("    route: legal\n", ""), "lines.1.route: missing key 'route'; add it"),
        (
            changed("regions: [fr]", "regions: [France]"),
            "contacts.1.regions.0: 'France' is not a country's code; write two",
        ),
        (
            changed('text: "3114"', "text: 3114"),
            "contacts.1.text: expected text, got a number; put it in quotes",
        ),
        (
            changed(', url: "https://example.org/eu"', ""),
            "contacts.2.source: names no url; a contact's source has to be one",
        ),
        (
            changed('     source: {title: Amt, url: "https://example.org/de"}}', "    }"),
            "contacts.0.source: missing key",
        ),
        (
            changed('"112", checked_on: "2026-11-01"', '"112", checked_on: "2026-02-30"'),
            "contacts.2.checked_on: '2026-02-30' is no",
        ),
        (
            changed('"112", checked_on: "2026-11-01",', '"112",'),
            "contacts.2.checked_on: missing key 'checked_on'",
        ),
        (
            changed('since: "2026-11-20T08:00:00+01:00"', 'since: "2026-11-20T21:00:00+01:00"'),
            "incidents.0.until: is not after",
        ),
        (
            changed('since: "2026-11-20T08', 'since: "2026-19-39T08'),
            "incidents.0.since: '2026-19-39T08:00:00+01:00' is no time of",
        ),
        (
            changed('until: "2026-11-20T19', 'until: "2026-11-31T19'),
            "incidents.0.until: '2026-11-31T19:00:00+01:00' is no time",
        ),
        (
            changed("T19:00:00+01:00", "T19:00:00"),
            "incidents.0.until: '2026-11-20T19:00:00' is not a time; write it as 2026",
        ),
        (
            changed(", vi: Thẻ bị lỗi.", ""),
            "incidents.0.wording: lacks 'vi'; add what was approved in that language",
        ),
        (
            changed("vi: [thanh toán lỗi]", "es: [pago]"),
            "incidents.0.signs.es: expected en, de, fr, ru or vi, got 'es'",
        ),
        (
            changed("schema_version: 1", "schema_version: 1\nlimes: []"),
            "3:1: limes: unknown key 'limes'; did you mean 'lines'?",
        ),
        (changed("routes:", "roots:"), "unknown key 'roots'; did you mean 'routes'?"),
        ("schema_version: 1\n", "hours: missing key 'hours'; add it"),
        ("lines: {\n", "is not YAML"),
    ],
)
def test_every_mistake_has_its_place_and_mend(text: str, said: str) -> None:
    found = told(text, channels=("telegram", "default"), scenarios=("injury", "crisis"))
    assert found and all(one.startswith("error: escalation.yaml:") for one in found)
    assert any(said in one for one in found), found
    assert all(one.removeprefix("error: escalation.yaml:")[0].isdigit() for one in found)


def test_all_mistakes_are_told_at_once() -> None:
    text = (
        POLICY.replace("Europe/Berlin", "Mars").replace("route: legal", "route: court").replace("+01:00", "")
    )
    found = told(text)
    assert len(found) == 2 and "since" in found[0] and "until" in found[1]  # the form first
    found = told(text.replace(':00:00"', ':00:00Z"'))
    assert len(found) == 2 and "Mars" in found[0] and "court" in found[1]


def test_names_are_not_checked_where_the_brand_names_none() -> None:
    assert told(changed("risk: [legal]", "scenario: [recall]")) == []
    assert told(changed("risk: [legal]", "channel: [x, email]")) == []


@pytest.mark.parametrize(
    ("today", "stale"), [("2027-11-01", False), ("2027-11-02", True), ("2026-11-01", False)]
)
def test_a_contact_nobody_read_again_for_a_year_warns(today: str, stale: bool) -> None:
    found = told(POLICY, today)
    assert len(found) == (3 if stale else 0)
    if stale:
        assert found[0].startswith("warning: escalation.yaml:")
        assert (
            "contacts.0.checked_on: was last checked 366 days ago; read its source again and write"
            in found[0]
        )


def test_no_file_is_no_policy(tmp_path: Path) -> None:
    assert loaded_policy("schema_version: 1\n")[0] is None


def test_a_brands_policy_and_signals_are_part_of_its_guideline(
    folder: Path, change: Callable[[str, str, str], None], mistakes: Callable[[], list[str]]
) -> None:
    assert service.open_guideline(Settings(guidelines=folder), "shop").policy is None
    change("brands/shop/escalation.yaml", "", POLICY)
    change("signals/en.yaml", "", "schema_version: 1\n")
    assert mistakes() == []
    made = service.open_guideline(Settings(guidelines=folder), "shop")
    assert made.policy is not None and len(made.policy["lines"]) == 3
    assert made.signals("en") is not None and made.signals("de") is None
    assert made.policy["lines"][0]["place"].startswith("brands/shop/escalation.yaml:")
    change("brands/shop/escalation.yaml", "risk: [legal]", "channel: [fax]")
    change("signals/en.yaml", "schema_version: 1", "schema_version: 3")
    (found,) = mistakes()
    assert found.endswith("lines.1.when: unknown channel 'fax'; known are default, x")
    with pytest.raises(GuidelineError) as raised:
        service.check_guideline(Settings(guidelines=folder), "shop")
    assert [(one.field, one.reason.partition(";")[0]) for one in raised.value.problems] == [
        ("lines.1.when", "unknown channel 'fax'"),
        ("schema_version", "expected 1, got 3"),
    ]
