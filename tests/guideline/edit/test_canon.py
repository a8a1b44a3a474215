"""The canonical form: what it mends, what it leaves alone, and that it never changes what a file says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.edit import canon
from voicekit.guideline.edit.canon import canonical
from voicekit.guideline.yamlfile import parse_yaml

GUIDELINES = Path(__file__).parents[3] / "guidelines"
MESSY = """\

# head
a:    1   # one
b:
- x
-   y:   2
    z: [ 1,2 ,3 ]\t
    # deep
-  - q
   - r
   # in list


# for c
c: {a: True ,'b': null}
d:   >-
      folded
       more

      end
# after
e: |2
     two
f: "x
      y\\
      z"
g:
    plain text
      goes on
k:
    # lone
    l: ~
"""
NEAT = """\
# head
a: 1   # one
b:
  - x
  - y: 2
    z: [1, 2, 3]
    # deep
  - - q
    - r
    # in list

# for c
c: {a: true, 'b': null}
d: >-
  folded
   more

  end
# after
e: |2
     two
f: "x
      y\\
      z"
g:
  plain text
      goes on
k:
  # lone
  l: ~
"""


def test_what_is_mended_and_what_is_left_alone() -> None:
    assert canonical(MESSY, "f") == NEAT
    assert canonical(NEAT, "f") == NEAT


def test_line_ends_and_byte_order_mark() -> None:
    assert canonical("\ufeffa: 1\r\nb: |-\r\n    x\r\n    y", "f") == "a: 1\nb: |-\n  x\n  y\n"


@pytest.mark.parametrize(
    "text", ["a: |+\n  x\n\n\n", "a: >-\n  x   \nb: 1\n", "# only\na: 1\n# last\n", "a:\nb: ''\n"]
)
def test_already_canonical(text: str) -> None:
    assert canonical(text, "f") == text


def test_every_shipped_file_is_canonical() -> None:
    files = sorted(GUIDELINES.rglob("*.yaml"))
    assert len(files) >= 185
    for path in files:
        text = path.read_bytes().decode()
        assert canonical(text, path.name) == text, f"{path}: run `voicekit fmt {path}`"


def test_what_is_not_read_is_not_formatted() -> None:
    with pytest.raises(GuidelineError, match="anchor '&x'"):
        canonical("a: &x 1\n", "f")


def test_a_form_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(canon._TRUTH, "yes", "no")
    with pytest.raises(InputError, match="f: the canonical form would change what the file says"):
        canonical("a: yes\n", "f")


def test_a_form_that_would_lose_a_comment_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canon._Form, "_lines", lambda *_: None)
    with pytest.raises(InputError, match="f: the canonical form would change what the file says"):
        canonical("# why\n\n# lost\na: yes\n", "f")


SCALAR = st.sampled_from(
    ["x", "'it''s'", '"a: b"', "1", "True", "two words", "~", "[a, b]", "{c: d,e: f}", "|-\n{0}  text"]
)


@st.composite
def documents(draw: st.DrawFn, depth: int = 0, column: int = 0) -> str:
    """A mapping or list in block form with any indentation, blank lines and comments, on lines of its own."""
    lines: list[str] = []
    is_list = depth > 0 and draw(st.booleans())
    for number in range(draw(st.integers(1, 3))):
        noise = draw(st.sampled_from(["", "", "\n", " " * column + "# note\n", "\n\n\n", "# left\n"]))
        head = "-" if is_list else f"k{number}:"
        if depth < 3 and draw(st.booleans()):
            deeper = column + draw(st.integers(1, 5))
            said = "\n" + draw(documents(depth + 1, deeper)).rstrip("\n")
        else:
            said = " " * draw(st.integers(1, 3)) + draw(SCALAR).replace("{0}", " " * column)
            if "\n" not in said:
                said += draw(st.sampled_from(["", "  ", " # said", "\t# tab"]))
        lines.append(f"{noise}{' ' * column}{head}{said}\n")
    return "".join(lines)


@given(documents())
def test_any_form_becomes_one_that_stays(text: str) -> None:
    try:
        before = parse_yaml(text.encode(), "f").data
    except GuidelineError:
        return
    after = canonical(text, "f")
    assert parse_yaml(after.encode(), "f").data == before
    assert canonical(after, "f") == after
    assert after.count("#") == text.count("#")
    assert "\n\n\n" not in after
