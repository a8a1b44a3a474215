"""Reading one YAML file: plain data with places, and a line and column for all that is refused."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from voicekit.errors import GuidelineError
from voicekit.guideline import yamlfile
from voicekit.guideline.yamlfile import MAX_BYTES, parse_yaml, read_yaml


@pytest.fixture(params=["c", "python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers have to behave alike: not every installation of PyYAML has the fast one."""
    name = {"c": "CSafeLoader", "python": "SafeLoader"}[request.param]
    if not hasattr(yaml, name):
        pytest.skip("this PyYAML was built without its C parser")
    monkeypatch.setattr(yamlfile, "_Loader", getattr(yaml, name))


def said(raw: bytes | str) -> list[str]:
    """The first line of every problem of a file."""
    with pytest.raises(GuidelineError) as raised:
        parse_yaml(raw.encode() if isinstance(raw, str) else raw, "a.yaml")
    return [str(problem).splitlines()[0] for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"), ("12:30", "12:30"),
        ("2026-11-22", "2026-11-22"), ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
        ("12", 12), ("-3", -3), ("007", 7), ("0x1f", 31), ("0o17", 15), ("1_000", "1_000"), ("2026.11", 2026.11),
        ("1e3", 1000.0), (".5", 0.5), (".", "."), (".inf", ".inf"), ("'no'", "no"), ('"12"', "12"), ("'true'", "true"),
        ("''", ""), ("= x", "= x"), ("9" * 30, 1e30), ("1e999", float("inf")),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    got = parse_yaml(f"a: {text}".encode(), "a.yaml").data["a"]
    assert got == value
    assert type(got) is type(value)


def test_every_key_and_entry_has_a_place() -> None:
    file = parse_yaml("# 🛶 first\na:\n  - b: 1\n    ц: [x, {y: z}]\n".encode(), "a.yaml")
    assert file.data == {"a": [{"b": 1, "ц": ["x", {"y": "z"}]}]}
    assert file.places == {
        (): (2, 1), ("a",): (2, 1), ("a", 0): (3, 5), ("a", 0, "b"): (3, 5), ("a", 0, "ц"): (4, 5),
        ("a", 0, "ц", 0): (4, 9), ("a", 0, "ц", 1): (4, 12), ("a", 0, "ц", 1, "y"): (4, 13),
    }  # fmt: skip


def test_a_byte_order_mark_and_windows_line_ends_do_not_move_places() -> None:
    file = parse_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "a.yaml")
    assert (file.data, file.places["b",], file.lines[1]) == ({"a": 1, "b": 2}, (2, 1), "b: 2")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1", "a.yaml:1:4: anchor '&x'; remove it and write values out"),
        ("a: 1\nb: *x", "a.yaml:2:4: alias '*x'; write the value out"),
        ("a: !!str 1", "a.yaml:1:4: tag 'tag:yaml.org,2002:str'; remove it"),
        ("a: !thing {b: 1}", "a.yaml:1:4: tag '!thing'; remove it"),
        ("a: 1\nb: 2\na: 3", "a.yaml:3:1: key 'a' is repeated (first on line 1)"),
        ("x:\n  a: 1\n  a: 3", "a.yaml:3:3: x: key 'a' is repeated (first on line 2)"),
        ("a: {<<: {b: 1}}", "a.yaml:1:5: a: merge key '<<'; write the keys out"),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: a second document ('---'); one file holds one document"),
        ("%YAML 1.1\n---\na: 1", "a.yaml:1:1: '%' directives are not read; remove the line"),
        ("[a]: 1", "a.yaml:1:1: a key has to be plain text"),
        ("- a", "a.yaml:1:1: expected keys and values, got a list"),
        ("a", "a.yaml:1:1: expected keys and values, got text"),
        ("", "a.yaml: is empty; it needs at least schema_version: 1"),
        ("# nothing\n", "a.yaml: is empty; it needs at least schema_version: 1"),
        ("a: 1\nb: x\x00y", "a.yaml:2:5: control character U+0000; remove it"),
        ("a: 1\nb: x\x07y", "a.yaml:2:5: control character U+0007; remove it"),
        ('a: "x\\0"', "a.yaml:1:1: a: holds NUL or half a character; remove the escape"),
        (b"a: 1\nb: \xff", "a.yaml:2:4: is not UTF-8; save it as UTF-8"),
        (b"a: \xed\xa0\x80", "a.yaml:1:4: is not UTF-8; save it as UTF-8"),
        ("a: b: c", "a.yaml:1:5: is not YAML: a ':' inside plain text; put the text in quotes"),
        ("a: @b", "a.yaml:1:4: is not YAML: this character cannot begin plain text; put the text in quotes"),
    ],
)
def test_what_is_refused(text: str | bytes, problem: str) -> None:
    assert said(text) == [problem]


def test_half_a_character_in_an_escape_is_refused() -> None:
    (line,) = said('a: "x\\ud800"')
    assert line.startswith("a.yaml:1:")


@pytest.mark.parametrize(
    "text", ["a: [1", 'a: "x', "a:\n  b: 1\n c: 2", "a: 'x'y", "{", "a: |\n\tx", "\t- a"]
)
def test_broken_syntax_has_a_line(text: str) -> None:
    (line,) = said(text)
    assert line.startswith(("a.yaml:1:", "a.yaml:2:", "a.yaml:3:"))
    assert "is not YAML: " in line


def test_nesting_and_size_are_limited() -> None:
    deep = "a: " + "[" * 60 + "]" * 60
    assert said(deep) == ["a.yaml:1:53: is nested more than 50 deep"]
    assert said("a: " + "[" * 100_000) == ["a.yaml:1:53: is nested more than 50 deep"]
    assert said("a: " + "x" * MAX_BYTES) == ["a.yaml: is over 256 KiB; split it"]
    assert parse_yaml(("a: " + "[" * 49 + "]" * 49).encode(), "a.yaml").data


def test_a_laughing_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{two}: &{two} [*{one}, *{one}]\n" for one, two in itertools.pairwise("abcdefghij")
    )
    assert said(bomb) == ["a.yaml:1:4: anchor '&a'; remove it and write values out"]


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GuidelineError, match=r"^x\.yaml: cannot be read: "):
        read_yaml(tmp_path, "x.yaml")


@settings(deadline=None, max_examples=150)
@given(
    text=st.text(st.one_of(st.sampled_from(list("-:[]{}#&*!|>'\"%\\ \n\tab01u")), st.characters(codec=None)))
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        file = parse_yaml(text.encode("utf-8", "surrogatepass"), "a.yaml")
    except GuidelineError as error:
        for problem in error.problems:
            assert 0 <= problem.line <= text.count("\n") + len(text) + 1
    else:
        assert isinstance(file.data, dict)


@settings(deadline=None, max_examples=60)
@given(
    data=st.dictionaries(
        st.text("abc- ü", min_size=1).filter(str.strip),
        st.recursive(
            st.one_of(st.booleans(), st.integers(-1000, 1000), st.text("abc:#'\" no\n{}ü🛶", max_size=12)),
            lambda inner: st.one_of(
                st.lists(inner, max_size=3), st.dictionaries(st.text("xyz", min_size=1), inner)
            ),
            max_leaves=8,
        ),
        min_size=1,
    )
)
def test_what_a_writer_writes_is_read_back(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    assert parse_yaml(text.encode(), "a.yaml").data == data
