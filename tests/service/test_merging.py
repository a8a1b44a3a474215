"""Two changes of one guideline: taken together by file, never decided between."""

from __future__ import annotations

from voicekit.service.merging import changed_files, three_way

BASE = {"a": "1\n2\n3\n", "b": "x\n", "c": "y\n"}


def test_files_that_one_side_changed_come_from_that_side() -> None:
    theirs = {"a": "1\n2\n3\n", "b": "X\n", "new": "n\n"}
    yours = {"a": "1\n2!\n3\n", "b": "x\n", "c": "y\n", "own": "o\n"}
    merged = three_way(BASE, theirs, yours)
    assert merged.body == {"a": "1\n2!\n3\n", "b": "X\n", "new": "n\n", "own": "o\n"}
    assert merged.from_theirs == ("b", "c", "new")
    assert merged.clashes == ()


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    both = BASE | {"a": "1\n"}
    assert three_way(BASE, both, both).body == both
    gone = {"a": BASE["a"]}
    assert three_way(BASE, gone, gone).body == gone


def test_a_file_that_both_changed_is_shown_with_all_three_sides() -> None:
    merged = three_way(BASE, BASE | {"a": "1\ntheirs\n3\n"}, BASE | {"a": "1\nyours\n3\n"})
    (clash,) = merged.clashes
    assert clash == ("a", ("@@ -2 +2 @@", "-2", "+theirs"), ("@@ -2 +2 @@", "-2", "+yours"))
    assert "a" not in merged.body


def test_taken_away_on_one_side_and_changed_on_the_other_is_a_clash() -> None:
    without = {"a": BASE["a"], "b": BASE["b"]}
    (clash,) = three_way(BASE, without, BASE | {"c": "z\n"}).clashes
    assert clash == ("c", ("(removed)",), ("@@ -1 +1 @@", "-y", "+z"))
    (clash,) = three_way({}, {"n": "1\n"}, {"n": "2\n"}).clashes
    assert clash.theirs == ("@@ -0,0 +1 @@", "+1")
    (clash,) = three_way(BASE, BASE | {"b": "x"}, BASE | {"b": "z\n"}).clashes
    assert clash.theirs == ("(only its line ends)",)


def test_line_ends_of_windows_are_no_change() -> None:
    windows = {path: text.replace("\n", "\r\n") for path, text in BASE.items()}
    merged = three_way(BASE, BASE | {"a": "0\n"}, windows | {"b": "mine\r\n"})
    assert merged.body == {"a": "0\n", "b": "mine\n", "c": "y\n"}
    kept = {"a": "1\r\n"}
    assert three_way(kept, kept, {"a": "2\r\n"}).body == {"a": "2\r\n"}


def test_changed_files_count_lines() -> None:
    assert changed_files(BASE, BASE) == {}
    assert changed_files(BASE, {"a": "1\n2\n", "b": "x\n", "d": "p\nq\n"}) == {
        "a": (0, 1),
        "c": (0, 1),
        "d": (2, 0),
    }
