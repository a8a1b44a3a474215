"""The files of a new brand, made of its answers: YAML that a person goes on editing, with a comment for each part.

It must never name a team, a contact or a date that nobody answered and no shipped brand says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from voicekit.guideline.edit.emit import after_dash, after_key
from voicekit.guideline.policymodels import Escalation
from voicekit.guideline.starting.answers import DIRECTNESS, FORMALITY, TEAMS, WARMTH, Answers
from voicekit.guideline.starting.scenarios import NO_TEMPLATE, scenarios
from voicekit.guideline.starting.shipped import Shipped, contacts_for
from voicekit.guideline.starting.words import CHANNEL_TITLES, COMMENTS

_TERM = {"prefer": "parcel", "avoid": ["shipment", "consignment"], "languages": ["en"], "note": "..."}
_TEMPLATE = {
    "id": "order-status-en", "scenario": "order_status", "language": "en", "text": "Hello {{first_name}}, ...",
}  # fmt: skip
_CONTACT = {
    "id": "...", "title": "...", "regions": ["at"], "languages": ["de"], "text": "...",
    "source": {"title": "...", "url": "https://..."}, "checked_on": "2026-01-31",
}  # fmt: skip


def brand_files(answers: Answers, base: Shipped, packs: Sequence[str]) -> dict[str, str]:
    """Each file's name in the brand's folder with its text; `packs` are those the brand extends, in order."""
    say = COMMENTS[answers.ui]
    parts = {
        "voice.yaml": _voice(answers, base, say),
        "channels.yaml": [_key("channels", _channels(answers, base), say["channels"])],
        "scenarios.yaml": [_key("scenarios", _scenarios(answers.ui), say["scenarios"])],
        "terms.yaml": [_key("terms", [], say["terms"], _TERM)],
        "templates.yaml": [_key("templates", [], say["templates"], _TEMPLATE)],
        "escalation.yaml": _escalation(answers, base.policy, say),
        "rules.yaml": [_key("extends", list(packs), say["rules"]), "overrides: {}\n", "rules: []\n"],
    }
    return {name: "\n".join(["schema_version: 1\n", *texts]) for name, texts in parts.items()}


def commented(text: str) -> str:
    """`text` as lines of a YAML comment."""
    return "".join(f"# {line}\n" for line in text.splitlines())


def _key(name: str, value: Any, comment: str = "", example: Mapping[str, Any] | None = None) -> str:
    shown = f"  -{after_dash(dict(example), 2)}" if example else ""
    return f"{commented(comment)}{commented(shown)}{name}:{after_key(value, 0)}\n"


def _voice(answers: Answers, base: Shipped, say: Mapping[str, str]) -> list[str]:
    axes = FORMALITY[answers.formality] | WARMTH[answers.warmth] | {"directness": DIRECTNESS}
    neutral = {code: "neutral" for code in ("de", "fr") if code in answers.languages}
    identity = [
        _key("id", answers.name, say["voice"]),
        _key("title", answers.title),
        _key("version", "1"),
        _key("languages", list(answers.languages)),
        _key("default_language", answers.languages[0]),
        _key("revise_at", "warning"),
    ]
    parts = [
        "".join(identity),
        _key("axes", axes, say["axes"]),
        _key("person", answers.person, say["person"]),
    ]
    if answers.address:
        parts.append(_key("address", dict(answers.address), say["address"]))
    if neutral:
        parts.append(_key("gender_form", neutral, say["gender_form"]))
    return [
        *parts,
        _key("keep", [answers.title], say["keep"]),
        _key("sign_off", {code: [text] for code, text in answers.sign_off.items()}, say["sign_off"]),
        _key("own", list(answers.own), say["own"]),
        _key("ids", list(answers.ids), say["ids"]),
        _key(
            "readability",
            {code: _said(base.readability[code].model_dump()) for code in answers.languages},
            say["readability"],
        ),
    ]


def _channels(answers: Answers, base: Shipped) -> dict[str, Any]:
    titles = CHANNEL_TITLES[answers.ui]
    quiet = {"max_emoji": 0, "max_hashtags": 0} if answers.formality == "formal" else {}
    return {
        name: _said(
            base.channels[name].model_dump() | {"title": titles.get(name, base.channels[name].title)} | quiet
        )
        for name in dict.fromkeys((*answers.channels, "default"))
    }


def _scenarios(ui: str) -> dict[str, Any]:
    return {
        name: {"title": title, "description": description}
        | ({"template_ok": False} if name in NO_TEMPLATE else {})
        for name, (title, description) in scenarios(ui).items()
    }


def _escalation(answers: Answers, policy: Escalation, say: Mapping[str, str]) -> list[str]:
    contacts, missing = contacts_for(policy, answers.languages, answers.countries)
    known = {one.id for one in contacts}
    lines = []
    for line in policy.lines:
        value = line.model_dump(exclude_defaults=True)
        value["contacts"] = [name for name in line.contacts if name in known]
        if not value["contacts"]:
            value["must"] = [one for one in line.must if one != "crisis-contact"]
        lines.append(_said(value))
    routes = {
        name: {"title": answers.teams.get(group) or answers.teams["lead"]}
        for group, names in TEAMS.items()
        for name in names
    }
    helped = say["contacts"]
    if missing:
        helped += "\n" + say["no_contact"].format(places=", ".join(missing))
    return [
        commented(say["escalation"]),
        _key("hours", {"time_zone": answers.time_zone, "open": dict(answers.hours)}, say["hours"]),
        _key("routes", routes, say["routes"]),
        _key("lines", lines, say["lines"]),
        _key(
            "contacts", [_said(one.model_dump()) for one in contacts], helped, _CONTACT if missing else None
        ),
        _key("incidents", [], say["incidents"]),
    ]


def _said(value: Mapping[str, Any]) -> dict[str, Any]:
    """`value` without the keys that say nothing; 50.0 is 50."""
    return {
        key: _said(part)
        if isinstance(part, Mapping)
        else int(part)
        if isinstance(part, float) and part.is_integer()
        else part
        for key, part in value.items()
        if part is not None and part not in ([], {})
    }
