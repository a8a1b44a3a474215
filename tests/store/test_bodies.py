"""What a version may hold: paths that stay in their folder on every system, texts that every database keeps."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voicekit.errors import InputError
from voicekit.guideline.yamlfile import MAX_BYTES
from voicekit.store import audit, bodies, drafts, versions
from voicekit.store.engine import Store

FILE = "brands/shop/terms.yaml"
GOOD = {FILE: "schema_version: 1\n"}


def test_the_digest_is_what_the_docs_say() -> None:
    body = {"packs/house/en.yaml": "b: ü\n", FILE: "a\n"}
    raw = f"{FILE}\0a\n\0packs/house/en.yaml\0b: ü\n\0".encode()
    assert bodies.sha_of(body) == hashlib.sha256(raw).hexdigest()
    assert list(bodies.check(body, "shop")) == sorted(body)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "brands/shop/../../x.yaml",
        "../brands/shop/x.yaml",
        "brands/../x.yaml",
        "brands/shop/..yaml",
        "brands/./x.yaml",
        "brands//x.yaml",
        "brands\\shop\\x.yaml",
        "brands/shop\\x.yaml/y.yaml",
        "brands/shop/a\\b.yaml",
        "C:/brands/shop/x.yaml",
        "brands/shop/C:x.yaml",
        "brands/shop/x.yaml:stream.yaml",
        "brands/shop/deep/x.yaml",
        "brands/x.yaml",
        "x.yaml",
        "",
        "signals/en.yaml",
        "brands/shop/x.yml",
        "brands/shop/x.yaml.exe",
        "brands/shop/.hidden.yaml",
        "brands/shop/-rf.yaml",
        "brands/shop/x.yaml\n",
        "brands/shop/x\0.yaml",
        "brands/shop/x\ud800.yaml",
        "brands/shop/con.yaml",
        "brands/shop/NUL.tar.yaml",
        "brands/shop/ü.yaml",
        "brands/nul/x.yaml",
        "brands/Shop/x.yaml",
        "packs/ho use/x.yaml",
        "packs/" + "a" * 65 + "/x.yaml",
        "packs/house/" + "a" * 300 + ".yaml",
    ],
)
def test_a_path_that_could_leave_its_folder_is_refused(path: str) -> None:
    with pytest.raises(InputError, match=r"^path .*: a version holds brands/<brand>/<file>\.yaml and packs/"):
        bodies.check({**GOOD, path: "a: 1\n"}, "shop")


@pytest.mark.parametrize("name", ["", "..", "a/b", "Shop", "a b", "con", "a" * 65, "-a", "a\0", "\ud800"])
def test_a_name_that_is_no_folder_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="a name has small letters and digits"):
        bodies.check({f"brands/{name}/x.yaml": ""}, name)


def test_other_brands_and_bodies_without_a_file_are_refused() -> None:
    with pytest.raises(InputError, match="belongs to another brand than 'shop'"):
        bodies.check({**GOOD, "brands/ship/x.yaml": ""}, "shop")
    for empty in ({}, {"packs/house/en.yaml": ""}):
        with pytest.raises(InputError, match="no file below brands/shop/"):
            bodies.check(empty, "shop")
    with pytest.raises(InputError, match="is the same file as"):
        bodies.check({**GOOD, "brands/shop/Terms.yaml": ""}, "shop")


def test_sizes_are_held() -> None:
    assert bodies.check({FILE: "x" * MAX_BYTES}, "shop")
    with pytest.raises(InputError, match=f"{FILE}: is over 256 KiB"):
        bodies.check({FILE: "ü" * (MAX_BYTES // 2 + 1)}, "shop")
    many = {f"brands/shop/{number}.yaml": "" for number in range(bodies.MAX_FILES + 1)}
    with pytest.raises(InputError, match="501 files"):
        bodies.check(many, "shop")


@given(st.text(st.characters(categories=["L", "N", "Z", "C", "P", "S"]), max_size=40))
@example("\x00")
@example("\ud800")
@example("\udfff\ud800")
def test_a_text_is_kept_or_refused_by_the_same_rule_everywhere(text: str) -> None:
    """What passes is UTF-8 without NUL, which is what both databases keep."""
    unusable = "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text)
    with pytest.raises(InputError, match=rf"^{FILE}: holds .*; remove it$") if unusable else nullcontext():
        bodies.check({FILE: text}, "shop")


@pytest.mark.parametrize("bad", ["\0", "a\0b", "\ud83d", "\udc00x"])
def test_no_way_in_takes_nul_or_half_a_character(store: Store, bad: str) -> None:
    versions.create(store, "shop", GOOD, "ana", "")
    drafts.start(store, "shop", "ana")
    for way in (
        lambda: versions.create(store, "ship", {"brands/ship/x.yaml": bad}, "ana", ""),
        lambda: versions.create(store, bad, GOOD, "ana", ""),
        lambda: versions.save(store, "shop", 1, {FILE: bad}, "ana", ""),
        lambda: versions.save(store, "shop", 1, {**GOOD, f"brands/shop/{bad}.yaml": ""}, "ana", ""),
        lambda: versions.save(store, "shop", 1, {FILE: "new"}, bad, ""),
        lambda: versions.save(store, "shop", 1, {FILE: "new"}, "ana", bad),
        lambda: versions.save(store, "shop", 1, {FILE: "new"}, "ana", "", key=bad),
        lambda: versions.publish(store, "shop", 1, bad, anyone=True),
        lambda: versions.get(store, bad),
        lambda: drafts.save(store, "shop", 1, {FILE: bad}, "ana"),
        lambda: drafts.save(store, "shop", 1, {FILE: "new"}, bad),
    ):
        with pytest.raises(InputError) as caught:
            way()
        str(caught.value).encode("utf-8")  # a message that can be printed
    with pytest.raises(InputError, match="the store: holds "), store.begin() as connection:
        audit.add(connection, "ana", "act", "shop", {"deep": [{"er": bad}]})
    with pytest.raises(InputError, match="the store: holds "), store.begin() as connection:
        audit.add(connection, "ana", "act", bad, {})
    assert len(versions.history(store, "shop")) == 1
    assert [entry.action for entry in audit.read(store)] == ["draft.start", "guideline.create"]


@pytest.mark.parametrize(
    "text", ["😀 \U0010fffd", "\x01\x7f\x85\u2028", "é é", "%s :name \\u0000 '\"", "\r\n\r"]
)
def test_every_other_text_comes_back_as_it_was(store: Store, text: str) -> None:
    made = versions.create(store, "shop", {FILE: text}, "ana", text if text.isprintable() else "")
    assert versions.get(store, "shop").body == {FILE: text} == made.body
    assert versions.verify(store, "shop") == []
