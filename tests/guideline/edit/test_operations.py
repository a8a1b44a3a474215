"""The named changes: each makes the edits that say it, on files the loader then takes or refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.edit import REMOVE, Body, Edit, apply, edited
from voicekit.guideline.edit import operations as do
from voicekit.guideline.yamlfile import parse_yaml

GUIDELINES = Path(__file__).parents[3] / "guidelines"
B = "fernweh"


@pytest.fixture(scope="module")
def files() -> Body:
    folder = GUIDELINES / "brands" / B
    return {f"brands/{B}/{path.name}": path.read_bytes().decode() for path in sorted(folder.glob("*.yaml"))}


def data(files: Body, name: str) -> Any:
    return parse_yaml(files[f"brands/{B}/{name}.yaml"].encode(), name).data


def lines_changed(before: Body, after: Body) -> int:
    return sum(
        len(set(after[name].split("\n")) ^ set(text.split("\n")))
        for name, text in before.items()
        if name in after
    )


TERM = {"prefer": "tent", "avoid": ["shelter unit"], "languages": ["en"], "note": "Say tent."}
CHANNEL = {"title": "Mastodon", "visibility": "public", "max_length": 500}
LINE = {"id": "first", "when": {"risk": ["press"]}, "route": "press", "within": "1h"}
INCIDENT = {
    "id": "app-down",
    "title": "The app is down",
    "since": "2026-11-20T08:00:00+01:00",
    "signs": {"en": ["app is down"]},
    "wording": {"en": "The app has been down since 8 am. We write again at 10."},
}
TEMPLATE = {"id": "thanks", "scenario": "praise", "language": "en", "text": "Hi {{first_name}}, thank you."}
MESSAGE = {"message": {"en": "'{match}': tell them to stop."}}
OFF = {"severity": "error", "enabled": False}
STOCK: dict[str, Any] = {
    "languages": ["en"],
    "message": "Say when instead.",
    "why": "It says nothing.",
    "bad": "Bear with us (please) for now.",
    "ok": "I will write at ten.",
    "dimension": "voice",
}


def test_every_named_change_together_is_a_guideline_that_loads(files: Body) -> None:
    """One of each, one after the other; the loader reads the result once. The figure: lines that may differ."""
    steps: list[tuple[int, Any]] = [
        (4, lambda f: do.add_term(f, B, TERM)),
        (2, lambda f: do.change_term(f, B, "terms.store-credit", {"severity": "error"})),
        (4, lambda f: do.remove_term(f, B, "terms.merchandise")),
        (1, lambda f: do.override(f, B, "human.empty-apology", OFF)),
        (2, lambda f: do.override(f, B, "fernweh.keep-using-recalled", MESSAGE)),
        (2, lambda f: do.override(f, B, "terms.rma-form", {"message": "The label is what they need."})),
        (2, lambda f: do.set_axis(f, B, "energy", 50)),
        (2, lambda f: do.set_axis(f, B, "energy", REMOVE, scenario="question")),
        (2, lambda f: do.set_channel(f, B, "x", {"max_length": 300})),
        (4, lambda f: do.set_channel(f, B, "mastodon", CHANNEL)),
        (2, lambda f: do.set_address(f, B, "de", "du")),
        (1, lambda f: do.set_address(f, B, "de", "sie", channel="x")),
        (2, lambda f: do.set_route(f, B, "crisis", {"tell": ["shift lead"]})),
        (2, lambda f: do.put(f, B, "line", {"id": "fraud", "within": "2h"})),
        (5, lambda f: do.put(f, B, "line", LINE, before="self-harm")),
        (3, lambda f: do.put(f, B, "contact", {"id": "samaritans", "checked_on": "2026-11-23"})),
        (9, lambda f: do.put(f, B, "incident", INCIDENT)),
        (6, lambda f: do.put(f, B, "template", TEMPLATE)),
        (16, lambda f: do.add_phrases(f, B, "fernweh.stock", ["bear with us (please)"], **STOCK)),
        (2, lambda f: do.add_phrases(f, B, "fernweh.stock", ["kind patience"])),
    ]
    now = dict(files)
    for most, step in steps:
        after = edited(now, step(now))
        assert after != now
        assert lines_changed(now, after) <= most, step(now)
        now = after
    apply(files, [Edit(name, (), data(now, Path(name).stem)) for name in now], GUIDELINES)
    assert data(now, "rules")["rules"][-1]["tokens"] == ["bear with us \\(please\\)", "kind patience"]
    assert data(now, "rules")["overrides"]["human.empty-apology"] == {"severity": "error", "enabled": False}
    assert data(now, "rules")["rules"][0]["message"]["de"].startswith("„{match}“")
    assert [line["id"] for line in data(now, "escalation")["lines"]][:2] == ["first", "self-harm"]
    assert now[f"brands/{B}/terms.yaml"].count("#") == files[f"brands/{B}/terms.yaml"].count("#")


def test_what_was_put_can_be_taken(files: Body) -> None:
    text = files[f"brands/{B}/escalation.yaml"]
    after = edited(files, do.take(files, B, "line", "fraud"))
    assert [line["id"] for line in data(after, "escalation")["lines"]] == [
        line["id"] for line in data(files, "escalation")["lines"] if line["id"] != "fraud"
    ]
    assert set(after[f"brands/{B}/escalation.yaml"].split("\n")) <= set(text.split("\n"))
    first = data(files, "templates")["templates"][0]
    gone = edited(files, do.take(files, B, "template", first["id"], language=first["language"]))
    assert len(data(gone, "templates")["templates"]) == len(data(files, "templates")["templates"]) - 1


def test_phrases_go_as_they_stand_or_in_plain_words(files: Body) -> None:
    more = edited(files, do.add_phrases(files, B, "fernweh.keep-using-recalled", ["a (b)", "c"]))
    back = edited(more, do.remove_phrases(more, B, "fernweh.keep-using-recalled", ["a (b)", "c"]))
    assert back == files


def test_the_loader_refuses_with_its_own_words(files: Body) -> None:
    for edits, said in (
        (do.set_axis(files, B, "energy", 101), r"voice.yaml:\d+:3: axes.energy: "),
        (do.override(files, B, "human.emtpy", {"enabled": False}), "unknown rule 'human.emtpy'"),
        (do.put(files, B, "line", {"id": "fraud", "route": "nobody"}), "unknown route 'nobody'"),
    ):
        with pytest.raises(GuidelineError, match=said):
            apply(files, edits, GUIDELINES)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda f: do.remove_term(f, B, "terms.merchandize"), "did you mean 'terms.merchandise'"),
        (lambda f: do.take(f, B, "line", "frauds"), "no line is called 'frauds'; did you mean 'fraud'"),
        (lambda f: do.put(f, B, "line", {"id": "n"}, before="nix"), "no line is called 'nix'"),
        (lambda f: do.set_axis(f, B, "energy", 1, scenario="questions"), "did you mean 'question'"),
        (lambda f: do.set_address(f, B, "de", "du", channel="zz"), "there are: x, instagram"),
        (lambda f: do.override(f, B, "terms.rma-form", {"enabled": False}), "is a term"),
        (lambda f: do.add_phrases(f, B, "fernweh.new", ["x"]), "is a new rule and needs 'languages'"),
        (lambda f: do.remove_phrases(f, B, "fernweh.keep-using-recalled", ["x"]), "has no such phrase"),
    ],
)
def test_names_that_are_not_there(files: Body, call: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        call(files)
