"""No field of the schema may change in silence: each one of a full brand is turned, and the turn must be told.

It must never name a field: a new one is found in the models.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from voicekit.guideline.changes import changes
from voicekit.guideline.changes.words import SAID
from voicekit.guideline.loader import LoadedGuideline, LoadedRule
from voicekit.guideline.policymodels import Escalation
from voicekit.guideline.schema import RULE, Channel, Override, Pack, Scenario, Template, Term, Voice
from voicekit.guideline.yamlfile import YamlFile

SOURCE = {"title": "A page", "year": 2020, "url": "https://a.example"}
COMMON: dict[str, Any] = {
    "severity": "warning", "message": {"en": "Not that."}, "why": "Because.", "source": SOURCE,
    "when": {"mood": ["angry"]}, "unless": {"channel": ["x"]}, "examples": [{"ok": "Fine."}],
}  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    "existence": {"tokens": ["one"], "fix": {"replace": "two", "title": "Mend"}},
    "substitution": {"swap": {"one": "two"}, "title": "Mend"},
    "occurrence": {"token": "one", "max": 2, "min": 1},
    "repetition": {"tokens": ["one"]},
    "consistency": {"either": {"one": "two"}},
    "conditional": {"first": "one", "second": "two"},
    "capitalization": {"match": "title", "tokens": ["one"]},
    "metric": {"formula": "words", "condition": "> 10", "limit": 10},
    "requirement": {"tokens": ["one"]},
    "check": {"check": "acronym", "words": {"allow": {"en": ["one"]}}},
}
VOICE = Voice.model_validate(
    {
        "schema_version": 1, "id": "shop", "title": "Shop", "version": "1", "owner": "Kim", "languages": ["en", "de"],
        "default_language": "en", "readability": {"de": {"formula": "lix", "min": 1, "max": 50}},
        "axes": dict.fromkeys(("formality", "warmth", "empathy", "directness", "energy"), 50), "person": "I",
        "address": {"de": ["du"]}, "gender_form": {"de": "star", "fr": "pairs"}, "keep": ["Summit"],
        "sign_off": {"de": ["Herzlich"]}, "own": ["a.example"], "ids": ["FW-[0-9][0-9]"],
    }
)  # fmt: skip
CHANNEL = Channel.model_validate(
    {
        "title": "X", "visibility": "public", "max_length": 280, "max_emoji": 1, "max_hashtags": 1,
        "address": {"de": ["du"]}, "note": {"en": "A note."},
    }
)  # fmt: skip
SCENARIO = Scenario.model_validate({"title": "Late", "description": "It is late.", "axes": {"warmth": 60}})
TERM = Term.model_validate(
    {
        "prefer": "guest", "avoid": ["customer"], "languages": ["en"], "channels": ["x"], "note": {"en": "Us."},
        "examples": ["A guest came."],
    }
)  # fmt: skip
TEMPLATE = Template.model_validate(
    {"id": "late", "scenario": "late", "channels": ["x"], "language": "en", "text": "Sorry."}
)
POLICY = Escalation.model_validate(
    {
        "schema_version": 1,
        "hours": {"time_zone": "Europe/Berlin", "open": {"mon": "09:00-18:00"}, "holidays": ["2026-12-25"]},
        "routes": {"lead": {"title": {"en": "Team lead"}, "tell": ["the lead"]}},
        "lines": [
            {
                "id": "angry", "when": {"mood": ["angry"]}, "route": "lead", "within": "4h", "tell": ["the desk"],
                "must": ["person"], "must_not": ["emoji"], "contacts": ["line"],
            }
        ],
        "contacts": [
            {
                "id": "line", "title": "Help line", "regions": ["de"], "languages": ["de"], "text": "Call 123.",
                "source": SOURCE, "checked_on": "2026-11-01",
            }
        ],
        "incidents": [
            {
                "id": "down", "title": "Shop down", "since": "2026-11-20T08:00:00Z", "until": "2026-11-21T08:00:00Z",
                "signs": {"en": ["shop down"]}, "wording": {"en": "We know."},
            }
        ],
    }
)  # fmt: skip
FILE = YamlFile("brands/shop/escalation.yaml", {}, {}, ())
GUESSES: tuple[Any, ...] = (
    True, False, 7, 41, 2.5, "error", "de", "fr", "en", "other", "other.rule", "brand.other", "2026-12-24",
    "2026-12-24T08:00:00Z", "20min", "10:00-12:00", "Europe/Paris", "https://b.example", "private", "business",
    "always", "local", "we", "sure", "text", "metric", "readable", "safe", "lower", "colon", "median",
    "point-median", "lix", "flesch_reading_ease", "echo", "churn", "calm",
    "agent", "request", "image", "customer", "admission", "time", "line", "words", "> 20",
)  # fmt: skip


def rule(kind: str) -> LoadedRule:
    model = RULE.validate_python({"id": f"care.{kind}", "kind": kind, **COMMON, **KINDS[kind]})
    return LoadedRule(model, "care", "care", ("en",), "packs/care/en.yaml", 1, True)


FULL = LoadedGuideline(
    VOICE,
    {"x": CHANNEL},
    {"late": SCENARIO},
    (TERM,),
    (TEMPLATE,),
    tuple(map(rule, KINDS)),
    (),
    (FILE, POLICY),
)


def turned(annotation: Any, value: Any) -> Iterator[Any]:
    """Other values the annotation allows: none at all, one more, one less, another one."""
    adapter = TypeAdapter(annotation)
    guesses: list[Any] = [None, *GUESSES]
    if isinstance(value, list):
        guesses += [value[1:], *([*value, guess] for guess in GUESSES)]
    elif isinstance(value, Mapping):
        key = next(iter(value), None)
        guesses += [{k: v for k, v in value.items() if k != key}]
        guesses += [{**value, key: guess} for guess in (*GUESSES, *([guess] for guess in GUESSES))]
        guesses += [{**value, other: value[key]} for other in ("fr", "tue", "other") if key is not None]
    guesses += [[guess] for guess in GUESSES]
    guesses += [{"mood": ["calm"]}, {"title": "Other"}, {"ok": "Other."}]
    guesses += [[{"ok": "Other."}], {"title": "Mend", "remove": True}, {"en": {"formula": "lix", "min": 3}}]
    guesses += [
        {"min": 1},
        {"mood": "calm"},
        {"en": "Other."},
        {"en": ["other"]},
        {"other": {"any": ["other"]}},
    ]
    for guess in guesses:
        try:
            made = adapter.validate_python(guess, strict=True)
        except ValidationError:
            continue
        twice = isinstance(made, list) and len({*map(repr, made)}) < len(made)
        if made != value and not twice:  # said twice is said once
            yield made


def mutations(model: BaseModel, path: str) -> Iterator[tuple[str, BaseModel]]:
    """Every model that has one field of `model`, or of a model in it, turned."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        spot = f"{path}.{name}"
        inner: dict[Any, BaseModel] = {}
        if isinstance(value, BaseModel):
            for where, other in mutations(value, spot):
                yield where, model.model_copy(update={name: other})
            continue
        if isinstance(value, list):
            inner = {at: entry for at, entry in enumerate(value) if isinstance(entry, BaseModel)}
        elif isinstance(value, Mapping):
            inner = {key: entry for key, entry in value.items() if isinstance(entry, BaseModel)}
        for key, entry in inner.items():
            for where, other in mutations(entry, spot):
                changed = [*value] if isinstance(value, list) else {**value}
                changed[key] = other
                yield where, model.model_copy(update={name: changed})
        annotation = field.rebuild_annotation()
        found = False
        for other_value in islice(turned(annotation, value), 4):
            found = True
            yield spot, model.model_copy(update={name: other_value})
        assert found or inner or _settled(annotation), f"{spot}: no other value is known; add a guess"


def _settled(annotation: Any) -> bool:
    """Whether the type allows one value alone."""
    while get_origin(annotation) in (types.UnionType,):
        annotation = get_args(annotation)[0]
    return len(get_args(annotation)) == 1


def every() -> Iterator[tuple[str, LoadedGuideline]]:
    for where, voice in mutations(VOICE, "voice"):
        yield where, FULL._replace(voice=voice)
    for where, channel in mutations(CHANNEL, "channel"):
        yield where, FULL._replace(channels={"x": channel})
    for where, scenario in mutations(SCENARIO, "scenario"):
        yield where, FULL._replace(scenarios={"late": scenario})
    for where, term in mutations(TERM, "term"):
        yield where, FULL._replace(terms=(term,))
    for where, template in mutations(TEMPLATE, "template"):
        yield where, FULL._replace(templates=(template,))
    for at, loaded in enumerate(FULL.rules):
        for where, model in mutations(loaded.model, loaded.model.kind):
            spoken = tuple(model.languages or ("en",))
            other = loaded._replace(
                model=model, enabled=model.enabled, languages=spoken, dimension=model.dimension or "care"
            )
            yield where, FULL._replace(rules=(*FULL.rules[:at], other, *FULL.rules[at + 1 :]))
    for where, policy in mutations(POLICY, "policy"):
        yield where, FULL._replace(policy=(FILE, policy))


def test_every_field_that_turns_is_told_in_words() -> None:
    silent, bare, tried = [], [], set()
    for where, other in every():
        if repr(other) == repr(FULL):
            continue
        said = changes(FULL, other, {}, {})
        tried.add(where)
        if not said and not _same_facts(other):
            silent.append(where)
        bare += [(where, change.sentence) for change in said if change.sentence.startswith(change.where)]
        for change in said:
            assert "{" not in change.sentence, change
            assert "None" not in change.sentence, change
    assert silent == []
    assert bare == []
    assert len(tried) > 200


def _same_facts(other: LoadedGuideline) -> bool:
    """Whether all that was turned is where a value is written: the dimension of a file written at its rule."""
    plain = [[(r.model.model_dump(exclude={"dimension", "languages"}), r.dimension, r.languages) for r in one.rules]
             for one in (FULL, other)]  # fmt: skip
    return plain[0] == plain[1] and FULL._replace(rules=()) == other._replace(rules=())


@pytest.mark.parametrize(("model", "file"), [(Pack, "packs/care/pack.yaml"), (Override, "rules.yaml")])
def test_every_field_of_the_heads_is_told(model: type[BaseModel], file: str) -> None:
    if model is Pack:
        pack = Pack.model_validate(
            {"schema_version": 1, "title": "Care", "dimension": "care", "extends": ["human"]}
        )
        for where, other in mutations(pack, "pack"):
            assert changes(FULL, FULL, {file: pack.model_dump()}, {file: other.model_dump()}), where
        return
    empty = {"extends": [], "overrides": {}}
    for name, field in Override.model_fields.items():
        for value in turned(field.rebuild_annotation(), None):
            said = changes(
                FULL, FULL, {file: empty}, {file: {**empty, "overrides": {"care.check": {name: value}}}}
            )
            assert [change.kind for change in said] == ["override"], name


def test_what_the_table_has_no_words_for_is_told_with_file_and_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(SAID, "channel.max_emoji")
    monkeypatch.setattr(
        "voicekit.guideline.changes.telling._KEYS",
        {key.partition(" ")[0] for key in SAID} - {"channel.max_emoji"},
    )
    other = FULL._replace(channels={"x": CHANNEL.model_copy(update={"max_emoji": 3})})
    [change] = changes(FULL, other, {}, {})
    assert change.sentence == "brands/shop/channels.yaml: channels.x.max_emoji is 3 now (1 before)"


def test_the_table_has_no_words_for_what_no_guideline_holds() -> None:
    """A sentence whose field is gone would never be told."""
    fields = {key.partition(" ")[0] for key in SAID if "." in key}
    known = {f"{section}.{name}" for section, model in (
        ("voice", Voice), ("channel", Channel), ("scenario", Scenario), ("term", Term), ("template", Template),
        ("pack", Pack),
    ) for name in model.model_fields}  # fmt: skip
    for key in fields:
        section, name = key.split(".")[:2]
        if section in ("voice", "channel", "scenario", "term", "template", "pack"):
            assert f"{section}.{name}" in known, key
