"""Edits on a guideline's files: all or nothing, and refused with the words and places the loader has for files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.tiny import FILES

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.edit import REMOVE, Edit, apply, check, edited, place_of

BASE = Path("/nowhere")
CHANNELS = "brands/shop/channels.yaml"


def test_all_edits_or_none() -> None:
    good = Edit(CHANNELS, ("channels", "x", "max_length"), 300)
    bad = Edit("brands/shop/voice.yaml", ("default_language",), "ru")
    before = dict(FILES)
    with pytest.raises(GuidelineError) as caught:
        apply(FILES, [good, bad], BASE)
    assert "brands/shop/voice.yaml:6:1: default_language: 'ru' is not in 'languages' (en, de)" in str(
        caught.value
    )
    assert before == FILES
    after = apply(FILES, [good], BASE)
    assert after[CHANNELS] == FILES[CHANNELS].replace("280", "300")
    assert {name: text for name, text in after.items() if name != CHANNELS} == {
        name: text for name, text in FILES.items() if name != CHANNELS
    }


def test_the_messages_are_those_of_the_loader_in_the_new_text() -> None:
    edit = Edit(CHANNELS, ("channels", "sms"), {"title": "SMS", "visibility": "secret"})
    with pytest.raises(GuidelineError) as caught:
        apply(FILES, [edit], BASE)
    [problem] = caught.value.problems
    assert (problem.path, problem.line, problem.field) == (CHANNELS, 5, "channels.sms.visibility")


def test_a_file_that_is_not_there_is_begun_and_one_that_is_can_go() -> None:
    terms = "brands/shop/terms.yaml"
    after = apply(FILES, [Edit(terms, ("terms", 0), {"avoid": ["ticket"], "note": "Software."})], BASE)
    assert after[terms] == "schema_version: 1\nterms:\n  - avoid: [ticket]\n    note: Software.\n"
    assert apply(after, [Edit(terms, (), REMOVE)], BASE) == FILES


def test_packs_that_are_not_among_the_files_come_from_the_base(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    own = {name: text for name, text in FILES.items() if name.startswith("brands/")}
    assert check(own, tmp_path) == ()
    with pytest.raises(GuidelineError, match="unknown pack 'care'"):
        check(own, BASE)


@pytest.mark.parametrize(
    "name",
    ["../x.yaml", "/etc/passwd", "brands/../../x.yaml", "brands/shop/../a.yaml", "brands\\shop\\a.yaml",
     "brands/shop/a.yaml\0", "brands/shop/a.txt", "signals/en.yaml", "brands/shop/\ud800.yaml",
     "brands/.git/config.yaml", "brands/shop/sub/a.yaml", ""],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(name: str) -> None:
    with pytest.raises(InputError, match="is no file of a guideline"):
        edited(FILES, [Edit(name, ("a",), 1)])
    with pytest.raises(InputError, match="is no file of a guideline"):
        check({**FILES, name: "schema_version: 1\n"}, BASE)


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("channels", "x", "title"), "a\0b", "holds NUL or half a character; remove it"),
        (("channels", "x", "title"), "a\ud800", "holds NUL or half a character; remove it"),
        (("channels", "\ud800"), 1, "a key holds NUL or half a character"),
        (("channels", "x", "note"), deep(20_000), "is nested more than 50 deep"),
        (("channels", "x", "note"), {1: 2}, "a key has to be text"),
        (("channels", "x", "note"), b"bytes", "a value is text, a number"),
        (("channels", "x", 3), 1, "leads nowhere"),
        (("channels", "y", "note"), REMOVE, "there is nothing to remove"),
        ((), [1], "a file holds keys and values"),
    ],
)
def test_values_and_paths_that_cannot_be(path: tuple[str | int, ...], value: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        edited(FILES, [Edit(CHANNELS, path, value)])


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(GuidelineError, match="is over 256 KiB; split it"):
        edited(FILES, [Edit(CHANNELS, ("channels", "x", "note"), "x" * 300_000)])


def test_files_with_half_a_character_are_refused() -> None:
    broken = {**FILES, CHANNELS: FILES[CHANNELS] + "# \ud800\n"}
    with pytest.raises(GuidelineError, match="half a character"):
        edited(broken, [Edit(CHANNELS, ("channels", "x", "max_length"), 5)])
    with pytest.raises(GuidelineError, match="half a character"):
        check(broken, BASE)


def test_places_as_a_person_writes_them() -> None:
    data = {"lines": [{"id": "fraud"}, {"id": "press"}], "terms": ["a"], "t": [{"id": "a"}, {"id": "a"}]}
    assert place_of(data, ["lines", "press", "within"], "f") == ("lines", 1, "within")
    assert place_of(data, ["terms", "+"], "f") == ("terms", 1)
    assert place_of(data, ["terms", "0"], "f") == ("terms", 0)
    with pytest.raises(InputError, match="did you mean 'press'"):
        place_of(data, ["lines", "pres"], "f")
    with pytest.raises(InputError, match="more than once; name a position: 0, 1"):
        place_of(data, ["t", "a"], "f")
