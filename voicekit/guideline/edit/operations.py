"""The changes a content lead makes, by name: plain values in, the edits that make them out.

It must never decide whether a change is right; the loader does, with the words it has for files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from voicekit.errors import InputError
from voicekit.guideline.edit import REMOVE, Edit
from voicekit.guideline.wording import near
from voicekit.guideline.yamlfile import Place, parse_yaml
from voicekit.text.fold import fold_plain

Entry = Literal["line", "contact", "incident", "template", "rule"]
_LISTS: dict[Entry, tuple[str, str]] = {
    "line": ("escalation", "lines"),
    "contact": ("escalation", "contacts"),
    "incident": ("escalation", "incidents"),
    "template": ("templates", "templates"),
    "rule": ("rules", "rules"),
}
Files = Mapping[str, str]


def add_term(files: Files, brand: str, term: Mapping[str, Any]) -> list[Edit]:
    """A term behind the others: `avoid`, `note`, and what else terms.yaml may say of one."""
    return [Edit(_file(brand, "terms"), ("terms", len(_terms(files, brand))), dict(term))]


def change_term(
    files: Files, brand: str, term_id: str, changes: Mapping[str, Any], language: str | None = None
) -> list[Edit]:
    """Other values for some keys of a term; REMOVE takes a key away. See `term_at` for how it is named."""
    place: Place = ("terms", term_at(files, brand, term_id, language))
    return [Edit(_file(brand, "terms"), (*place, key), value) for key, value in changes.items()]


def remove_term(files: Files, brand: str, term_id: str, language: str | None = None) -> list[Edit]:
    """A term goes."""
    return [Edit(_file(brand, "terms"), ("terms", term_at(files, brand, term_id, language)), REMOVE)]


def term_at(files: Files, brand: str, term_id: str, language: str | None = None) -> int:
    """The position of the term whose rule is `term_id` ("terms.your-ticket"); `language` where several have it.

    Raises InputError where none has it, or several.
    """
    ids = [term_id_of(term) for term in _terms(files, brand)]
    found = [
        index
        for index, (one, term) in enumerate(zip(ids, _terms(files, brand), strict=True))
        if one == term_id and (language is None or language in (term.get("languages") or [language]))
    ]
    if len(found) != 1:
        mend = "; name its language" if found else near(term_id, ids)
        what = "more than one term is" if found else "no term is"
        raise InputError(f"{_file(brand, 'terms')}: {what} called '{term_id[:60]}'{mend}")
    return found[0]


def term_id_of(term: Mapping[str, Any]) -> str:
    """The id of the rule that a term of terms.yaml becomes; empty where it has no phrase to avoid."""
    avoid = term.get("avoid")
    if not (isinstance(avoid, list) and avoid and isinstance(avoid[0], str)):
        return ""
    return "terms." + (re.sub(r"[\W_]+", "-", fold_plain(avoid[0])).strip("-") or "term")


def override(files: Files, brand: str, rule_id: str, changes: Mapping[str, Any]) -> list[Edit]:
    """Another severity, limit, message or `enabled` for a rule: a pack's as an override, the brand's own in its entry.

    A term's severity stands in terms.yaml, its message is the note there, and a term that is off is removed.
    """
    if rule_id.startswith("terms."):
        known = {"severity": "severity", "message": "note"}
        for key in changes:
            if key not in known:
                raise InputError(f"'{rule_id}' is a term: change its severity or note, or remove it")
        return change_term(files, brand, rule_id, {known[key]: value for key, value in changes.items()})
    rules = _list(files, brand, "rules", "rules")
    index = _entry(rules, rule_id, None)
    if index is not None:
        place: Place = ("rules", index)
        there = rules[index]
    else:
        place = ("overrides", rule_id)
        there = (_data(files, brand, "rules").get("overrides") or {}).get(rule_id) or {}
    edits: list[Edit] = []
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(there.get(key), dict) and key == "message":
            # The languages that are not named keep what they have.
            edits += (Edit(_file(brand, "rules"), (*place, key, code), text) for code, text in value.items())
        else:
            edits.append(Edit(_file(brand, "rules"), (*place, key), value))
    return edits


def set_axis(files: Files, brand: str, axis: str, target: object, scenario: str | None = None) -> list[Edit]:
    """Where an axis of tone should lie, 0 to 100, for the whole voice or in one scenario; REMOVE for nowhere."""
    if scenario is None:
        return [Edit(_file(brand, "voice"), ("axes", axis), target)]
    _known(files, brand, "scenarios", scenario)
    return [Edit(_file(brand, "scenarios"), ("scenarios", scenario, "axes", axis), target)]


def set_channel(files: Files, brand: str, channel: str, changes: Mapping[str, Any]) -> list[Edit]:
    """Other limits, visibility, title or note of a channel; a channel that is not there is added."""
    if channel not in _data(files, brand, "channels").get("channels", {}):
        return [Edit(_file(brand, "channels"), ("channels", channel), dict(changes))]
    return [
        Edit(_file(brand, "channels"), ("channels", channel, key), value) for key, value in changes.items()
    ]


def set_address(
    files: Files, brand: str, language: str, form: object, channel: str | None = None
) -> list[Edit]:
    """How people are addressed in a language ("du", or a list), for the whole voice or on one channel."""
    if channel is None:
        return [Edit(_file(brand, "voice"), ("address", language), form)]
    _known(files, brand, "channels", channel)
    return [Edit(_file(brand, "channels"), ("channels", channel, "address", language), form)]


def set_route(files: Files, brand: str, route: str, changes: Mapping[str, Any]) -> list[Edit]:
    """Who takes threads over by a route: its `title` and whom to `tell`; REMOVE takes a key away."""
    return [Edit(_file(brand, "escalation"), ("routes", route, key), value) for key, value in changes.items()]


def put(
    files: Files, brand: str, what: Entry, values: Mapping[str, Any], *, before: str | None = None
) -> list[Edit]:
    """A line, contact, incident, template or rule with the `id` in `values`: changed where there is one, else added.

    Only the keys in `values` change, REMOVE takes one away. `before` names the entry a new one comes before: the
    first line of a policy that holds decides. A template is known by its id and language.
    """
    name, key = _LISTS[what]
    entries = _list(files, brand, name, key)
    index = _entry(entries, values.get("id"), values.get("language") if what == "template" else None)
    if index is not None:
        return [Edit(_file(brand, name), (key, index, inner), value) for inner, value in values.items()]
    if before is None:
        return [Edit(_file(brand, name), (key, len(entries)), dict(values))]
    at = _entry(entries, before, None)
    if at is None:
        raise InputError(f"{_file(brand, name)}: no {what} is called '{before[:60]}'")
    return [Edit(_file(brand, name), (key,), [*entries[:at], dict(values), *entries[at:]])]


def take(files: Files, brand: str, what: Entry, entry_id: str, *, language: str | None = None) -> list[Edit]:
    """A line, contact, incident, template or rule goes."""
    name, key = _LISTS[what]
    entries = _list(files, brand, name, key)
    index = _entry(entries, entry_id, language)
    if index is None:
        mend = near(entry_id, [str(entry.get("id")) for entry in entries])
        raise InputError(f"{_file(brand, name)}: no {what} is called '{entry_id[:60]}'{mend}")
    return [Edit(_file(brand, name), (key, index), REMOVE)]


def add_phrases(
    files: Files,
    brand: str,
    rule_id: str,
    phrases: Sequence[str],
    *,
    languages: Sequence[str] = (),
    message: object = None,
    why: object = None,
    bad: str | None = None,
    ok: str | None = None,
    dimension: str = "care",
    severity: str = "warning",
) -> list[Edit]:
    """Stock phrases nobody is to write, found as they stand, in a rule of the brand's own.

    Where the rule is there they come behind its own; a new one needs all the rest: what to say (`message`), `why`, a
    sentence the rule must see (`bad`) and one it must let pass (`ok`).
    """
    rules = _list(files, brand, "rules", "rules")
    patterns = [_pattern(phrase) for phrase in phrases]
    index = _entry(rules, rule_id, None)
    if index is not None:
        tokens = list(rules[index].get("tokens") or ())
        fresh = [pattern for pattern in patterns if pattern not in tokens]
        return [
            Edit(_file(brand, "rules"), ("rules", index, "tokens", len(tokens) + step), pattern)
            for step, pattern in enumerate(fresh)
        ]
    needed = {"languages": list(languages), "message": message, "why": why, "bad": bad, "ok": ok}
    for key, value in needed.items():
        if not value:
            raise InputError(f"'{rule_id[:60]}' is a new rule and needs '{key}'")
    rule = {
        "id": rule_id,
        "kind": "existence",
        "languages": list(languages),
        "dimension": dimension,
        "severity": severity,
        "message": message,
        "why": why,
        "source": {"title": f"{_data(files, brand, 'voice').get('title', brand)}: house style"},
        "tokens": patterns,
        "examples": [{"bad": bad}, {"ok": ok}],
    }
    return [Edit(_file(brand, "rules"), ("rules", len(rules)), rule)]


def remove_phrases(files: Files, brand: str, rule_id: str, phrases: Iterable[str]) -> list[Edit]:
    """Stock phrases out of a rule of the brand's own, named as they stand there or in plain words."""
    rules = _list(files, brand, "rules", "rules")
    index = _entry(rules, rule_id, None)
    tokens = list(rules[index].get("tokens") or ()) if index is not None else []
    gone = {form for phrase in phrases for form in (phrase, _pattern(phrase))}
    kept = [token for token in tokens if token not in gone]
    if index is None or len(kept) == len(tokens):
        raise InputError(f"{_file(brand, 'rules')}: '{rule_id[:60]}' has no such phrase")
    return [Edit(_file(brand, "rules"), ("rules", index, "tokens"), kept)]


def _pattern(phrase: str) -> str:
    """A phrase as a pattern that finds it and nothing else."""
    return re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", phrase.strip())


def _file(brand: str, name: str) -> str:
    return f"brands/{brand}/{name}.yaml"


def _data(files: Files, brand: str, name: str) -> dict[str, Any]:
    path = _file(brand, name)
    return parse_yaml(files[path].encode("utf-8", "replace"), path).data if path in files else {}


def _list(files: Files, brand: str, name: str, key: str) -> list[dict[str, Any]]:
    found = _data(files, brand, name).get(key)
    return [entry if isinstance(entry, dict) else {} for entry in found] if isinstance(found, list) else []


def _terms(files: Files, brand: str) -> list[dict[str, Any]]:
    return _list(files, brand, "terms", "terms")


def _entry(entries: Sequence[Mapping[str, Any]], entry_id: object, language: object) -> int | None:
    for index, entry in enumerate(entries):
        if entry.get("id") == entry_id and (language is None or entry.get("language") == language):
            return index
    return None


def _known(files: Files, brand: str, name: str, entry: str) -> None:
    there = _data(files, brand, name).get(name)
    known = list(there) if isinstance(there, dict) else []
    if entry not in known:
        mend = near(entry, known) or f"; there are: {', '.join(known) or 'none'}"
        raise InputError(f"{_file(brand, name)}: no {name[:-1]} is called '{entry[:60]}'{mend}")
