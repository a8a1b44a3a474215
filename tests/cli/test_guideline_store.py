"""`voicekit guideline` on a store: what each action prints and where, its exit code, and what it says to do next."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import shelf

from voicekit.cli.main import action_module

from .conftest import Cli, Ran

TERMS = "brands/shop/terms.yaml"
As = Callable[..., Ran]


@pytest.fixture
def run(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> As:
    """`run("kim", "publish", ...)`: an action of `voicekit guideline` by that user, on a store in the test's folder."""
    shelf.set_up(tmp_path, monkeypatch)
    for name, value in (
        ("STORE_DIR", "store"),
        ("BRAND", "shop"),
        ("GUIDELINES", ""),
        ("CACHE_DIR", "cache"),
    ):
        monkeypatch.setenv(f"VOICEKIT_{name}", value)

    def as_user(user: str, *argv: str) -> Ran:
        monkeypatch.setenv("VOICEKIT_USER", user)
        return cli("guideline", *argv)

    return as_user


def edit(text: str) -> None:
    Path("ours", TERMS).write_text(text, encoding="utf-8")


def test_from_a_folder_to_live_and_back(run: As) -> None:
    assert run("lena", "import", "--guidelines", "ours") == (
        0,
        "",
        "guideline 'shop': version 1 is in the store, and is what is published.\n"
        'Replies are judged by the folder still; with guideline_source = "store" in voicekit.toml they are judged by '
        "what is published.\n",
    )
    assert run("lena", "import", "--guidelines", "ours").err == (
        "guideline 'shop': nothing differs from version 1; no version was made.\n"
    )
    edit(shelf.TERMS + "# more\n")
    assert run("lena", "import", "--guidelines", "ours", "--base", "1", "--note", "More words") == (
        0,
        "",
        "guideline 'shop': version 2 is in review.\n"
        "  See what it would change:  voicekit guideline impact shop --draft 2\n"
        "  Anyone but lena may publish it:  voicekit guideline publish shop --version 2\n"
        "  Take it back:  voicekit guideline retire shop 2\n",
    )
    refused = run("lena", "publish")
    assert refused.code == 2 and "somebody else has to run 'voicekit guideline publish shop'" in refused.err
    published = run("kim", "publish", "--version", "2")
    assert published.code == 0
    assert published.err.splitlines()[1:3] == [
        "guideline 'shop': version 2 is live; before it was version 1.",
        "  Undo it:  voicekit guideline rollback shop --to 1",
    ]
    assert run("kim", "publish").err.endswith(
        "version 2 is live already; its copy on this machine was made again.\n"
    )
    assert run("kim", "rollback", "--note", "Too many words") == (
        0,
        "",
        "guideline 'shop': version 3 is live (Too many words).\n"
        "  Version 2 stays in the history:  voicekit guideline history shop\n",
    )
    again = run("kim", "rollback")
    assert again.code == 2 and "name the version you want with --to" in again.err
    assert run("kim", "verify") == (
        0, "", "guideline 'shop': 3 versions, every digest and this machine's copy are right\n"
    )  # fmt: skip


def test_the_history_for_people_and_for_programs(run: As, monkeypatch: pytest.MonkeyPatch) -> None:
    run("lena", "import", "--guidelines", "ours", "--note", "First\u202e words")
    edit(shelf.TERMS + "# more\n")
    run("Đặng Lê", "import", "--guidelines", "ours", "--base", "1")
    out = run("kim", "history", "shop").out
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    first, second = out.splitlines()
    assert first.startswith(f"2  in review  {day} ") and first.endswith("  Đặng Lê")
    assert second.startswith(f"1  published  {day} ")
    assert second.endswith("  lena (live by lena)  First<U+202E> words")
    data = json.loads(run("kim", "history", "--format", "json").out)
    assert (data["schema_version"], data["brand"]) == (1, "shop")
    assert [(one["number"], one["state"], one["author"], one["parent"]) for one in data["versions"]] == [
        (2, "in_review", "Đặng Lê", 1),
        (1, "published", "lena", None),
    ]
    assert [one["approved_by"] for one in data["versions"]] == [None, "lena"]
    assert all(len(one["sha256"]) == 64 and "body" not in one for one in data["versions"])


def test_a_conflict_shows_both_sides_and_writes_nothing(run: As) -> None:
    run("lena", "import", "--guidelines", "ours")
    edit(shelf.TERMS + "# hers\n")
    run("lena", "import", "--guidelines", "ours", "--base", "1")
    edit(shelf.TERMS + "# his\n")
    assert run("omar", "import", "--guidelines", "ours", "--base", "1") == (
        2,
        f"{TERMS}: changed on both sides\n"
        "  in the store:\n"
        "    @@ -4,0 +5 @@\n"
        "    +# hers\n"
        "  in your folder:\n"
        "    @@ -4,0 +5 @@\n"
        "    +# his\n",
        "guideline 'shop': 1 file changed in your folder and in the store, so nothing was written.\n"
        "  Get theirs:  voicekit guideline export shop --to DIR\n"
        "  Put their lines into your files too, else they are gone, and only then try again with --base 2\n",
    )
    data = json.loads(run("omar", "import", "--guidelines", "ours", "--base", "1", "--format", "json").out)
    assert data["version"] is None and data["conflicts"][0]["path"] == TERMS
    assert len(run("omar", "history").out.splitlines()) == 2


def test_a_mistake_in_a_file_is_said_with_its_line(run: As) -> None:
    edit(shelf.TERMS.replace("avoid", "avoids"))
    ran = run("lena", "import", "--guidelines", "ours")
    assert ran.code == 2 and ran.err.startswith(f"voicekit: {TERMS}:4:")
    assert not Path("store").exists()
    assert run("lena", "history").err == (
        "voicekit: guideline 'shop': there is no store yet; begin with 'voicekit guideline import shop "
        "--guidelines DIR'\n"
    )


def test_a_draft_from_start_to_review(run: As) -> None:
    run("lena", "import", "--guidelines", "ours")
    assert run("lena", "draft", "status").err == (
        "guideline 'shop': no draft is open.\n  Open one:  voicekit guideline draft start shop\n"
    )
    assert run("lena", "draft", "start").err.endswith("voicekit guideline export shop --to DIR --draft\n")
    assert run("kim", "draft", "start").code == 2
    nothing = run("lena", "submit")
    assert nothing.code == 2 and "the draft says the same as version 1; change it first" in nothing.err
    out = run("lena", "export", "--to", "there", "--draft")
    assert out.err.splitlines()[0] == "guideline 'shop': there holds the draft now (revision 1)."
    assert out.err.endswith("  voicekit guideline draft save shop --guidelines there --revision 1\n")
    Path("there", TERMS).write_text(shelf.TERMS + "# more\n", encoding="utf-8")
    assert run("lena", "draft", "save", "--guidelines", "there").code == 2
    saved = run("lena", "draft", "save", "--guidelines", "there", "--revision", "1")
    assert (saved.code, saved.out) == (0, f"{TERMS}  +1 -0\n")
    late = run("kim", "draft", "save", "--guidelines", "ours", "--revision", "1")
    assert late.code == 2 and "made from revision 1, but revision 2 is the newest" in late.err
    status = run("kim", "draft", "status")
    assert status.out == f"{TERMS}  +1 -0\n"
    assert status.err.endswith("  Put it up for review:  voicekit guideline submit shop\n")
    known = json.loads(run("kim", "draft", "status", "--format", "json").out)["draft"]
    assert (known["base"], known["changed"]) == (1, [{"path": TERMS, "added": 1, "removed": 0}])
    kept = run("kim", "draft", "discard")
    assert kept.code == 2 and "add --yes to lose that" in kept.err
    assert run("lena", "submit", "--note", "More").err.startswith(
        "guideline 'shop': version 2 is in review.\n"
    )
    assert run("lena", "draft", "discard").code == 2


def test_an_export_says_how_it_comes_back(run: As) -> None:
    run("lena", "import", "--guidelines", "ours")
    ran = run("lena", "export", "--to", "there", "--packs")
    assert ran.out.splitlines() == sorted(shelf.OURS)
    assert ran.err == (
        "guideline 'shop': there holds version 1 now (published).\n"
        "  Bring changes back:  voicekit guideline import shop --guidelines there --base 1\n"
    )
    Path("there", TERMS).write_text("mine\n", encoding="utf-8")
    refused = run("lena", "export", "--to", "there")
    assert refused.code == 2 and refused.err.startswith(
        f"voicekit: {TERMS}: changed in there and in no version"
    )
    assert run("lena", "export", "--to", "there", "--force").out == f"{TERMS}\n"
    assert run("lena", "export").code == 2
    assert run("lena", "export", "--to", "there", "--draft", "--version", "1").code == 2
    assert "no draft is open; leave out --draft" in run("lena", "export", "--to", "there", "--draft").err


def test_what_is_due_for_people_and_for_programs(run: As) -> None:
    ran = run("lena", "due", "--guidelines", "ours", "--days", "3650")
    assert ran.out == "2026-12-01  term canvas house  brands/shop/terms.yaml:4\n"
    data = json.loads(run("lena", "due", "--guidelines", "ours", "--days", "3650", "--format", "json").out)
    assert data["due"] == [
        {"day": "2026-12-01", "kind": "term", "name": "canvas house", "path": TERMS, "line": 4}
    ]
    edit(shelf.TERMS.replace(", review_by: 2026-12-01", ""))
    assert (
        run("lena", "due", "--guidelines", "ours").err == "guideline 'shop': nothing is due within 30 days.\n"
    )
    assert run("lena", "due", "--guidelines", "ours", "--days", "-1").code == 2


def test_verify_gives_one_where_something_is_not_right(run: As) -> None:
    run("lena", "import", "--guidelines", "ours")
    (copy,) = Path("store/live/shop").glob("*/" + TERMS)
    copy.write_text("other", encoding="utf-8")
    ran = run("lena", "verify")
    assert ran.code == 1 and ran.out.startswith(f"this machine's copy of {TERMS} is not that of version 1; ")
    assert ran.err == "guideline 'shop': 1 version, not right, see above\n"


def test_a_version_taken_out_of_review_says_where_its_files_are(run: As) -> None:
    run("lena", "import", "--guidelines", "ours")
    edit(shelf.TERMS + "# more\n")
    run("lena", "import", "--guidelines", "ours", "--base", "1")
    assert run("lena", "retire", "shop", "2").err.endswith(
        "voicekit guideline export shop --to DIR --version 2\n"
    )
    assert "was never live" in run("lena", "rollback", "--to", "2").err


def test_a_rollback_names_what_it_withdraws(run: As) -> None:
    run("lena", "import", "--guidelines", "ours")
    edit(shelf.TERMS + "# more\n")
    run("lena", "import", "--guidelines", "ours", "--base", "1")
    run("kim", "publish", "shop")
    edit(shelf.TERMS + "# still more\n")
    run("lena", "import", "--guidelines", "ours", "--base", "2")
    told = run("kim", "rollback", "--to", "1").err
    assert "Version 3 was in review and is withdrawn" in told


def test_an_action_named_like_a_word_of_python_has_its_module() -> None:
    assert action_module("guideline", "import").__name__ == "voicekit.cli.guideline.import_"
    assert action_module("guideline", "check").__name__ == "voicekit.cli.guideline.check"
