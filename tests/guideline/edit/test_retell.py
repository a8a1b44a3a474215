"""A changed text says exactly the new data, and every line that need not change is as it was."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.edit import retell
from voicekit.guideline.edit.emit import scalar
from voicekit.guideline.edit.retell import retold, same
from voicekit.guideline.yamlfile import parse_yaml

TERMS = """\
# Our words.
schema_version: 1

terms:
  # English
  - prefer: parcel   # not package
    avoid: [shipment, consignment]
    languages: [en]
    note: The word customers use.
  # the next one is new
  - avoid:
      - RMA
      - "RMA form"  # warehouse language
    note: >-
      Say what the customer
      needs.

  # German
  - avoid: [Gutschrift]
    note: {de: Geld heißt Erstattung., en: Money is a refund.}
"""
GUIDELINES = Path(__file__).parents[3] / "guidelines"


def data_of(text: str) -> dict[str, Any]:
    return parse_yaml(text.encode(), "f").data


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    was, now = before.split("\n"), after.split("\n")
    return [line for line in was if line not in now], [line for line in now if line not in was]


def change(text: str, change: Any) -> str:
    data = data_of(text)
    change(data)
    return retold(text, "f", data)


def test_one_value_changes_one_line() -> None:
    after = change(TERMS, lambda data: data["terms"][0].update(prefer="box"))
    assert changed_lines(TERMS, after) == (
        ["  - prefer: parcel   # not package"],
        ["  - prefer: box   # not package"],
    )


def test_same_data_leaves_the_text_alone() -> None:
    odd = "schema_version:   1\r\nterms: [ ]"
    assert retold(odd, "f", data_of(odd)) == odd


def test_an_entry_goes_with_its_own_lines_and_no_comment_above() -> None:
    after = change(TERMS, lambda data: data["terms"].pop(0))
    assert "# English\n  # the next one is new\n  - avoid:\n" in after
    assert "# not package" not in after
    assert after.endswith(TERMS[TERMS.index("  # German") :])


def test_no_second_empty_line_is_left_where_an_entry_stood_between_two() -> None:
    text = "l:\n  - a: 1\n\n  - b: 2\n\n  - c: 3\n"
    assert change(text, lambda data: data["l"].pop(1)) == "l:\n  - a: 1\n\n  - c: 3\n"
    new = {"d": 4}
    assert change(text, lambda data: data["l"].append(new)) == text + "\n  - d: 4\n"


def test_the_last_entry_leaves_an_empty_list() -> None:
    after = change(TERMS, lambda data: data["terms"].clear())
    assert "terms: []\n" in after
    assert data_of(after)["terms"] == []


def test_an_entry_of_a_list_between_brackets() -> None:
    def swap(data: dict[str, Any]) -> None:
        data["terms"][0]["avoid"] = ["freight", "consignment", "a, b"]

    gone, come = changed_lines(TERMS, change(TERMS, swap))
    assert gone == ["    avoid: [shipment, consignment]"]
    assert come == ['    avoid: [freight, consignment, "a, b"]']


def test_a_list_of_lines_grows_and_shrinks() -> None:
    after = change(TERMS, lambda data: data["terms"][1]["avoid"].append("return form: yes"))
    assert '      - "RMA form"  # warehouse language\n      - "return form: yes"\n' in after
    after = change(TERMS, lambda data: data["terms"][1]["avoid"].pop(0))
    assert changed_lines(TERMS, after) == (["      - RMA"], [])


def test_an_entry_comes_before_another() -> None:
    new = {"avoid": ["ticket"], "note": "Software."}
    after = change(TERMS, lambda data: data["terms"].insert(1, new))
    assert "customers use.\n  - avoid: [ticket]\n    note: Software.\n  # the next one" in after


def test_a_key_behind_the_dash_goes() -> None:
    after = change(TERMS, lambda data: data["terms"][0].pop("prefer"))
    assert "  # English\n  - avoid: [shipment, consignment]\n    languages: [en]\n" in after


def test_a_key_behind_the_dash_goes_and_the_comment_below_it_stays() -> None:
    text = "l:\n  - a: 1\n    # why b\n    b: 2\n"
    after = change(text, lambda data: data["l"][0].pop("a"))
    assert "# why b\n    b: 2\n" in after
    assert data_of(after) == {"l": [{"b": 2}]}


def test_a_block_of_text_ends_before_the_comment_below_it() -> None:
    after = change(TERMS, lambda data: data["terms"][1].update(note="Short."))
    assert "    note: Short.\n\n  # German\n" in after


def test_long_texts_are_folded_and_texts_of_lines_stay_lines() -> None:
    long, lines = "word " * 60 + "end", "Hello,\n\nthe parcel is here.\n"
    after = change("a: 1\n", lambda data: data.update(b=long, c=lines))
    assert max(map(len, after.split("\n"))) <= 130
    assert "c: |\n  Hello,\n\n  the parcel is here.\n" in after
    assert data_of(after) == {"a": 1, "b": long, "c": lines}


def test_windows_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + TERMS.replace("\n", "\r\n")
    after = change(text, lambda data: data["terms"][0].update(prefer="box"))
    assert after == text.replace("prefer: parcel", "prefer: box")


def test_a_file_without_a_last_line_end() -> None:
    assert change("a: 1", lambda data: data.update(b=2)) == "a: 1\nb: 2\n"


def test_nothing_is_written_that_reads_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retell, "after_key", lambda value, column: " something else")
    with pytest.raises(InputError, match="f: is written in a way that cannot be changed here"):
        change(TERMS, lambda data: data.update(schema_version=2))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a: &x 1\nb: *x\n", "anchor '&x'; remove it"),
        ("a: !!str 1\n", "tag"),
        ("a: 1\na: 2\n", "key 'a' is repeated (first on line 1)"),
        ("a: " + "[" * 20_000 + "]" * 20_000 + "\n", "nested more than 50 deep"),
        ("a: " + "x" * 300_000, "is over 256 KiB; split it"),
        ("a: \0\n", "control character U+0000; remove it"),
        ('a: "\\0"\n', "holds NUL or half a character; remove the escape"),
        ("<<: {a: 1}\n", "merge key"),
    ],
)
def test_yaml_we_do_not_read_is_refused(raw: str, said: str) -> None:
    with pytest.raises(GuidelineError) as caught:
        retold(raw, "brands/x/terms.yaml", {"a": 1})
    assert said in str(caught.value)
    assert "brands/x/terms.yaml" in str(caught.value)


TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="".join(map(chr, [0, *range(0x80, 0xA0)]))),
    max_size=30,
)
VALUE = st.recursive(
    st.one_of(TEXT, st.booleans(), st.none(), st.integers(-999, 999), st.sampled_from([0.5, 12.25])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(TEXT.filter(lambda key: key != "<<"), inner, max_size=3)
    ),
    max_leaves=8,
)


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [*found, *(inner for key, value in pairs for inner in paths(value, (*path, key)))]


@settings(max_examples=60)
@given(st.data(), VALUE)
def test_any_value_anywhere_reads_back(draw: st.DataObject, value: Any) -> None:
    data = copy.deepcopy(data_of(TERMS))
    for _ in range(draw.draw(st.integers(1, 3))):
        path = draw.draw(st.sampled_from(paths(data)))
        at: Any = data
        for step in path[:-1]:
            at = at[step]
        what = draw.draw(st.sampled_from(["set", "remove", "add"]))
        if what == "set":
            at[path[-1]] = copy.deepcopy(value)
        elif what == "remove" and len(data) > 1:
            del at[path[-1]]
        elif isinstance(at, list):
            at.insert(path[-1], copy.deepcopy(value))
        else:
            at["new key"] = copy.deepcopy(value)
    after = retold(TERMS, "f", data)
    assert same(data_of(after), data)


def test_a_file_of_which_no_key_stays_is_written_anew() -> None:
    assert retold("# old\na: 1\nb: [2]\n", "f", {"c": None, "d": ["x"]}) == "c: null\nd: [x]\n"


@given(VALUE)
def test_a_text_on_one_line_reads_back(value: Any) -> None:
    if isinstance(value, str):
        assert same(data_of(f"k: {scalar(value)}\n"), {"k": value})
        assert same(data_of(f"k: [{scalar(value, flow=True)}, x]\n"), {"k": [value, "x"]})


@pytest.mark.parametrize(
    "word", ["no", "Yes", "on", "null", "~", "2026-11-22", "12:30", "1.0", "", " x", "0x1F"]
)
def test_words_other_readers_take_for_something_else_are_quoted(word: str) -> None:
    assert scalar(word) == f'"{word}"'


def test_every_shipped_file_takes_a_change_on_one_line() -> None:
    for path in sorted(GUIDELINES.rglob("*.yaml"))[::7]:
        text = path.read_bytes().decode()
        after = change(text, lambda data: data.update(schema_version=2))
        assert after == text.replace("schema_version: 1", "schema_version: 2", 1), path
