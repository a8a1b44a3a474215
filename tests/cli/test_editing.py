"""`fmt`, `guideline set`, `override`, `terms` and `templates`: what they write, print and refuse.

Must never run on the guidelines of the checkout.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.tiny import FILES, write_tiny

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.edit import Edit
from voicekit.service import editing

from .conftest import Cli

TERMS = "schema_version: 1\n\nterms:\n  # ours\n  - avoid: [ticket]\n    note: Software.\n"
SCENARIOS = "schema_version: 1\nscenarios:\n  delay: {title: Late, description: A date has passed.}\n"


@pytest.fixture
def shop(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guidelines folder of one's own, set as the one to use; gives the folder of its brand `shop`."""
    root = write_tiny(place / "own")
    folder = root / "brands" / "shop"
    (folder / "terms.yaml").write_text(TERMS)
    (folder / "scenarios.yaml").write_text(SCENARIOS)
    monkeypatch.setenv("VOICEKIT_GUIDELINES", str(root))
    monkeypatch.setenv("VOICEKIT_BRAND", "shop")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_set_writes_one_line_and_prints_it(cli: Cli, shop: Path) -> None:
    before = texts(shop)
    ran = cli("guideline", "set", "shop", "channels", "channels/x/max_length", "300")
    assert (ran.code, ran.out.split("\n")[4:]) == (
        0,
        [
            " channels:",
            "-  x: {title: X, visibility: public, max_length: 280}",
            "+  x: {title: X, visibility: public, max_length: 300}",
            "   default: {title: Elsewhere, visibility: public}",
            "",
        ],
    )
    assert "written: " in ran.err
    assert texts(shop) == before | {"channels.yaml": before["channels.yaml"].replace("280", "300")}


def test_set_takes_text_numbers_and_yaml(cli: Cli, shop: Path) -> None:
    assert cli("guideline", "set", "shop", "terms", "terms/+", "{avoid: [case, 'a, b'], note: New}").code == 0
    assert cli("guideline", "set", "shop", "terms.yaml", "terms/1/note", "It: is #1").code == 0
    assert cli("guideline", "set", "shop", "voice", "version", '"2026.12"').code == 0
    assert cli("guideline", "set", "shop", "terms", "terms/0", "--remove").code == 0
    assert (shop / "terms.yaml").read_text() == (
        'schema_version: 1\n\nterms:\n  # ours\n  - avoid: [case, "a, b"]\n    note: "It: is #1"\n'
    )
    assert 'version: "2026.12"' in (shop / "voice.yaml").read_text()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ("channels", "channels/x/max_length", "many"),
            "channels.x.max_length: expected a whole number, got text",
        ),
        (("channels", "channels/y/max_length", "5"), "channels.y.title: missing key 'title'"),
        (("channels", "channels/x/nope", "--remove"), "there is nothing to remove"),
        (("terms", "terms/7/note", "x"), "no entry '7' in the list"),
        (("../../x", "a", "b"), "is no file of a guideline"),
        (("voice", "title"), "give a VALUE, or --remove"),
        (("voice", "title", "[a"), "VALUE:2:1: is not YAML"),
        (("voice", "title", "{a: &b 1}"), "anchor '&b'; remove it"),
        (("signs", "a", "b"), "unknown file 'signs.yaml'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cli: Cli, shop: Path, argv: tuple[str, ...], said: str
) -> None:
    before = texts(shop)
    ran = cli("guideline", "set", "shop", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert texts(shop) == before


def test_override(cli: Cli, shop: Path) -> None:
    texts_of_it = ("--message", "en=Say '{match}' no more.", "--message", "de=Nein: {match}.")
    ran = cli("guideline", "override", "shop", "care.empty-apology", "--severity", "error", *texts_of_it)
    assert ran.code == 0, ran.err
    assert cli("guideline", "override", "shop", "care.many-sorries", "--limit", "2", "--off").code == 0
    assert (shop / "rules.yaml").read_text() == FILES["brands/shop/rules.yaml"] + (
        "overrides:\n  care.empty-apology:\n    severity: error\n"
        '    message: {en: "Say \'{match}\' no more.", de: "Nein: {match}."}\n'
        "  care.many-sorries: {enabled: false, limit: 2}\n"
    )
    assert cli("guideline", "override", "shop", "care.many-sorries", "--reset").code == 0
    assert "many-sorries" not in (shop / "rules.yaml").read_text()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ("care.empty-apologies", "--off"),
            "unknown rule 'care.empty-apologies'; did you mean 'care.empty-apology'?",
        ),
        (("care.empty-apology",), "say what changes"),
        (("care.empty-apology", "--off", "--on"), "give one of them"),
        (("care.empty-apology", "--message", "{nope}"), "nope"),
        (("care.many-sorries", "--limit", "nan"), "--limit: expected a number"),
        (("care.many-sorries", "--limit", "inf"), "--limit: expected a number"),
        (("care.empty-apology", "--message", "a", "--message", "b"), "one for each language"),
    ],
)
def test_overrides_that_cannot_be(cli: Cli, shop: Path, argv: tuple[str, ...], said: str) -> None:
    before = texts(shop)
    ran = cli("guideline", "override", "shop", *argv)
    assert ran.code == 2
    assert said in ran.err
    assert texts(shop) == before


def test_terms_come_in_and_bad_rows_are_listed(cli: Cli, shop: Path) -> None:
    table = Path("words.csv")
    table.write_bytes(
        "Statt;Wir sagen;Hinweis;Kanal\nPaketsendung;Paket;Kürzer.;\nticket;Nachricht;Neu.;\nBox;Box;Gleich.;\n"
        "Kiste;Paket;Ohne.;pigeon\n;Leer;;\n".encode("cp1252")
    )
    columns = ("Statt=avoid", "Wir sagen=prefer", "Hinweis=note", "Kanal=channels")
    maps = [word for column in columns for word in ("--map", column)]
    argv = ("guideline", "terms", "import", "words.csv", "shop", *maps)
    before = texts(shop)
    dry = cli(*argv, "--dry-run")
    assert dry.code == 1
    assert texts(shop) == before
    ran = cli(*argv)
    assert (ran.code, ran.out) == (1, dry.out)
    assert (shop / "terms.yaml").read_text() == TERMS.replace(
        "  - avoid: [ticket]\n    note: Software.\n",
        "  - avoid: [ticket]\n    note: Neu.\n    prefer: Nachricht\n"
        "  - prefer: Paket\n    avoid: [Paketsendung]\n    note: Kürzer.\n",
    )
    for said in (
        "words.csv:4: not taken: avoid.0: 'Box' is also what 'prefer' asks for; remove one",
        "words.csv:5: not taken: channels.0: unknown channel 'pigeon'",
        "words.csv:6: not taken: names no phrase to avoid",
        "read as Windows-1252",
        "terms: 1 new, 1 changed, 0 as before, 3 rows not taken",
    ):
        assert said in ran.err
    again = cli(*argv)
    assert "terms: 0 new, 0 changed, 2 as before, 3 rows not taken" in again.err
    assert again.out == ""


def test_terms_go_out_and_come_back(cli: Cli, shop: Path) -> None:
    (shop / "terms.yaml").write_text('schema_version: 1\nterms:\n  - avoid: ["=1+1"]\n    note: "@x"\n')
    assert cli("guideline", "terms", "export", "shop").out.startswith("avoid,prefer,")
    ran = cli("guideline", "terms", "export", "out.csv", "shop")
    assert (ran.code, ran.out) == (0, "")
    raw = Path("out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"'=1+1" in raw and b",'@x" in raw
    ran = cli("guideline", "terms", "import", "out.csv", "shop")
    assert (ran.code, ran.out) == (0, "")
    assert "1 as before" in ran.err
    assert "is there already" in cli("guideline", "terms", "export", "out.csv", "shop").err
    assert Path("out.csv").read_bytes() == raw


def test_templates_come_in(cli: Cli, shop: Path) -> None:
    Path("m.csv").write_text(
        "Title,Comment,Locale\nLate,\"Hi {{ticket.requester.first_name}},\n\nit is late.\",en-GB\n"
        "Odd,{one brace,en\nFrench,Bonjour,fr\n"
    )  # fmt: skip
    ran = cli("guideline", "templates", "import", "m.csv", "shop", "--scenario", "delay")
    assert ran.code == 1
    assert (shop / "templates.yaml").read_text() == (
        "schema_version: 1\ntemplates:\n  - id: late\n    scenario: delay\n    language: en\n"
        "    text: |-\n      Hi {{first_name}},\n\n      it is late.\n"
    )
    assert "m.csv:5: not taken: text: a lone '{'" in ran.err
    assert "m.csv:6: not taken: language: unknown language 'fr'" in ran.err
    assert "templates: 1 new, 0 changed, 0 as before, 2 rows not taken" in ran.err


def test_a_table_that_is_none(cli: Cli, shop: Path) -> None:
    before = texts(shop)
    Path("x.csv").write_text("one,two\n1,2\n")
    for argv in (("x.csv", "shop"), ("none.csv", "shop"), ("x.csv", "shop", "--map", "one=nope"), ("shop",)):
        ran = cli("guideline", "terms", "import", *argv)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
    assert texts(shop) == before


def test_fmt(cli: Cli, shop: Path) -> None:
    neat, odd = shop / "voice.yaml", shop / "terms.yaml"
    odd.write_text("schema_version:   1\r\nterms:\r\n- avoid: [ ticket ]\r\n  note: Software.  # why")
    odd.chmod(0o640)
    check = cli("fmt", "--check")
    assert (check.code, check.out) == (1, f"{odd}\n")
    assert check.err == "5 files read, 1 would change\n"
    shown = cli("fmt", "shop", "--diff")
    assert (shown.code, shown.out.count("\n+")) == (0, 5)
    assert "\r" in odd.read_bytes().decode()
    assert cli("fmt", str(odd), str(neat)).code == 0
    assert odd.read_bytes() == b"schema_version: 1\nterms:\n  - avoid: [ticket]\n    note: Software.  # why\n"
    assert stat.S_IMODE(odd.stat().st_mode) == 0o640
    assert cli("fmt", str(shop.parent), "--check").code == 0


def test_fmt_leaves_alone_what_is_no_guideline(cli: Cli, shop: Path) -> None:
    other = shop / "compose.yaml"
    other.write_text("services:   {web: &a {image: x}}\n")
    assert cli("fmt", str(shop)).code == 0
    assert other.read_text() == "services:   {web: &a {image: x}}\n"


def test_fmt_writes_nothing_where_a_file_cannot_be_read(cli: Cli, shop: Path) -> None:
    (shop / "terms.yaml").write_text("terms:   []\n")
    (shop / "voice.yaml").write_text("a: &x 1\n")
    before = texts(shop)
    ran = cli("fmt", "shop")
    assert ran.code == 2
    assert "anchor '&x'; remove it" in ran.err
    assert texts(shop) == before
    assert cli("fmt", "none.yaml").code == cli("fmt", "nobody").code == 2


def test_a_file_changed_meanwhile_is_not_written_over(shop: Path) -> None:
    settings = Settings(guidelines=shop.parents[1])
    edited = editing.edit_guideline(settings, "shop", [Edit("brands/shop/voice.yaml", ("title",), "Mine")])
    (shop / "voice.yaml").write_text(FILES["brands/shop/voice.yaml"] + "# theirs\n")
    with pytest.raises(InputError, match="was changed by someone else"):
        editing.save(edited)
    assert (shop / "voice.yaml").read_text().endswith("# theirs\n")


def test_only_files_of_the_brand_are_changed(shop: Path) -> None:
    settings = Settings(guidelines=shop.parents[1])
    with pytest.raises(InputError, match="is no file of the brand 'shop'"):
        editing.edit_guideline(settings, "shop", [Edit("brands/other/voice.yaml", ("title",), "x")])


def test_guidelines_in_the_package_are_left_alone(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "voicekit"
    root = write_tiny(package / "_data" / "guidelines")
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    edited = editing.edit_guideline(
        Settings(guidelines=root), "shop", [Edit("brands/shop/voice.yaml", ("title",), "x")]
    )
    with pytest.raises(InputError, match="copy the folder"):
        editing.save(edited)
    with pytest.raises(InputError, match="copy the folder"):
        editing.write_file(str(root / "brands" / "shop" / "voice.yaml"), "a: 1\n")
    assert texts(root / "brands")["voice.yaml"] == FILES["brands/shop/voice.yaml"]


def test_a_disk_that_refuses(cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shop / "voice.yaml").write_text(FILES["brands/shop/voice.yaml"].replace("title: ", "title:  "))
    before = texts(shop.parents[1])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    for argv in (("guideline", "set", "shop", "voice", "title", "x"), ("fmt", "shop")):
        ran = cli(*argv)
        assert ran.code == 2
        assert "No space left on device" in ran.err
    assert texts(shop.parents[1]) == before
