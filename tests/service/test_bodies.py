"""A brand's folder becomes a body and a folder again: nothing half written, nothing of the packs that travel along."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support import shelf

from voicekit.errors import GuidelineError, InputError
from voicekit.service import bodies
from voicekit.service.opening import open_guideline
from voicekit.service.replies import check_reply
from voicekit.types import Conversation, Draft


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return shelf.set_up(tmp_path, monkeypatch)


def read(folder: Path) -> bodies.Body:
    return bodies.read_body(str(folder), "shop")[0]


def files_below(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in paths}


def test_a_body_holds_the_brand_and_its_own_packs_to_the_letter(ours: Path) -> None:
    (ours / "brands" / "shop" / "README.txt").write_text("not of it", encoding="utf-8")
    shelf.write(ours, {"packs/unused/pack.yaml": "schema_version: 1\ntitle: U\ndimension: care\n"})
    shelf.write(ours, {"brands/shop/voice.yaml": shelf.OURS["brands/shop/voice.yaml"].replace("\n", "\r\n")})
    body, warnings = bodies.read_body(str(ours), "shop")
    assert warnings == []
    assert body == shelf.OURS  # but for line ends, which a checkout on Windows changes


def test_packs_are_found_through_packs(ours: Path) -> None:
    deep = {
        "packs/house/pack.yaml": "schema_version: 1\ntitle: H\ndimension: voice\nextends: [cellar, care]\n",
        "packs/cellar/pack.yaml": "schema_version: 1\ntitle: C\ndimension: voice\nextends: [house, gone]\n",
    }
    shelf.write(ours, deep)
    assert read(ours) == shelf.OURS | deep


def test_a_pack_that_is_not_as_it_travels_is_said_and_left_out(ours: Path) -> None:
    path = ours / "packs" / "care" / "en.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    body, (warning,) = bodies.read_body(str(ours), "shop")
    assert body == shelf.OURS
    assert str(warning) == (
        "packs/care: is unlike the pack that travels along, which counts; give yours a name of its own"
    )
    assert warning.level == "warning"


def test_files_that_cannot_be_read_are_all_named(ours: Path) -> None:
    (ours / "brands/shop/terms.yaml").write_bytes(b"schema_version: 1\nterms: \xff\n")
    (ours / "packs/house/en.yaml").write_text("a: &x 1\nb: *x\n", encoding="utf-8")
    with pytest.raises(GuidelineError) as caught:
        read(ours)
    assert [problem.path for problem in caught.value.problems] == [
        "brands/shop/terms.yaml",
        "packs/house/en.yaml",
    ]
    with pytest.raises(InputError, match=r"unknown brand '\.\./ours/brands/shop'"):
        bodies.read_body(str(ours), "../ours/brands/shop")


def test_a_body_goes_into_a_folder_and_comes_back_the_same(ours: Path, tmp_path: Path) -> None:
    there = shelf.write(tmp_path / "there", {"brands/shop/old.yaml": "a: 1\n", "brands/shop/note.txt": "x"})
    bodies.write_body(read(ours), str(there), ["brands/shop/old.yaml"])
    assert files_below(there) == shelf.OURS | {"brands/shop/note.txt": "x"}
    assert sorted(path.name for path in there.iterdir()) == ["brands", "packs"]


@pytest.mark.parametrize("at", [0, 1, 3, 5])
def test_what_cannot_be_written_whole_is_not_written_at_all(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = {
        "brands/shop/terms.yaml": "mine\n",
        "brands/shop/old.yaml": "a: 1\n",
        "brands/other/x.yaml": "x",
    }
    there = shelf.write(tmp_path / "there", before)
    real, calls = os.replace, []

    def full(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == at + 1:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        bodies.write_body(read(ours), str(there), ["brands/shop/old.yaml"])
    assert files_below(there) == before


@pytest.mark.parametrize(
    "path",
    [
        "../x.yaml",
        "brands/shop/../../x.yaml",
        "/etc/x.yaml",
        "brands/shop/.x.yaml",
        "brands/shop/deep/x.yaml",
        "signals/en.yaml",
        "brands/Shop/x.yaml",
        "brands/shop/x.txt",
        "brands\\shop\\x.yaml",
    ],
)
def test_a_path_that_is_no_guidelines_is_refused(tmp_path: Path, path: str) -> None:
    for call in (
        lambda: bodies.write_body({"brands/shop/voice.yaml": "a: 1\n", path: ""}, str(tmp_path)),
        lambda: bodies.lay_out({path: ""}, str(tmp_path)),
    ):
        with pytest.raises(GuidelineError, match="is no file of a guideline"):
            call()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="holds the files of one brand, got 0"):
        bodies.brand_of({})


def test_a_body_is_checked_as_the_folder_is_and_the_paths_are_its_own(ours: Path, tmp_path: Path) -> None:
    settings = shelf.lead(tmp_path)
    assert bodies.checked(settings, shelf.OURS) == []
    broken = shelf.OURS | {"brands/shop/terms.yaml": shelf.TERMS.replace("avoid", "avoids")}
    with pytest.raises(GuidelineError) as caught:
        bodies.checked(settings, broken)
    first = caught.value.problems[0]
    assert (first.path, first.line) == ("brands/shop/terms.yaml", 4)
    shelf.write(ours, broken)
    from voicekit.service.rules import check_guideline

    with pytest.raises(GuidelineError) as same:
        check_guideline(settings)
    assert same.value.problems == caught.value.problems


def test_the_bodys_own_pack_stands_in_place_of_one_that_travels_along(tmp_path: Path, ours: Path) -> None:
    shelf.write(
        tmp_path / "travelling",
        {"packs/house/pack.yaml": "no", "packs/house/de.yaml": "no", "signals/x.txt": ""},
    )
    bodies.lay_out(shelf.OURS, str(tmp_path / "laid"))
    assert files_below(tmp_path / "laid") == shelf.OURS | shelf.TRAVELLING


def test_an_opened_body_judges_when_its_folder_is_gone(tmp_path: Path, ours: Path) -> None:
    signals = Path(__file__).parent.parent / "cli" / "guidelines" / "signals"
    shutil.copytree(signals, tmp_path / "travelling" / "signals")
    guideline = bodies.opened(shelf.lead(tmp_path, cache_dir=None), shelf.OURS)
    from voicekit.types import Turn

    thread = Conversation(id="c", channel="x", turns=(Turn("customer", "I am furious, where is my tent?"),))
    report = check_reply(guideline, thread, Draft("The punter waits."))
    assert [one.rule_id for one in report.findings] == ["house.punter"]
    assert report.triage is not None and report.triage.mood == "angry"
    assert guideline.ref != open_guideline(shelf.lead(tmp_path)).ref  # the folder has no signals
