"""The import as a whole: what it reads and refuses to read, what it writes, what it tells."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.vale import Shop

from voicekit import service
from voicekit.cli.main import main
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline.vale.reading import slug
from voicekit.service import vale

GOOD = "extends: existence\nmessage: No %s.\ntokens: [foo]\n"
SWAP = "extends: substitution\nmessage: Use '%s', not '%s'.\nswap:\n"


def test_what_is_imported_passes_the_check_and_its_own_examples(shop: Shop) -> None:
    shop.rule("Demo.TooWordy", GOOD)
    shop.rule("Demo.Terms", f"{SWAP}  utilize: use\n  Internet: internet\n  leverage: use|apply\n")
    shop.rule("Demo.Length", "extends: occurrence\nmessage: M %s\nscope: sentence\nmax: 9\ntoken: '\\w+'\n")
    shop.rule("Other.Pair", "extends: consistency\nmessage: M %s\neither: {advisor: adviser}\n")
    shop.rule(
        "Other.Acronym",
        "extends: conditional\nmessage: M %s\nfirst: '[A-Z]{3}'\nsecond: '\\(([A-Z]{3})\\)'\n",
    )
    report = shop.load()
    assert (report.pack, report.count("taken")) == ("vale", 5)
    assert service.check_guideline(shop.settings) == []
    results = service.try_rules(shop.settings)
    assert len(results) >= 2 * report.rules == 14 and all(result.ok for result in results)
    ids = {card.id for card in service.list_rules(shop.settings)}
    assert ids >= {"vale.demo.too-wordy", "vale.demo.terms", "vale.demo.terms-2", "vale.other.pair"}
    title = (shop.guidelines / "packs/vale/pack.yaml").read_text(encoding="utf-8")
    assert "Imported from the Vale styles Demo, Other; the examples are generated" in title


def test_the_folder_may_be_one_style(shop: Shop) -> None:
    shop.rule("TooWordy.Foo", GOOD)
    report = vale.import_vale(shop.settings, str(shop.styles / "TooWordy"))
    assert (report.pack, report.outcomes[0].rule) == ("too-wordy", "TooWordy.Foo")
    assert report.outcomes[0].ids == ("too-wordy.foo",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("extends: existence\nmessage: &a No %s.\ntokens: [*a]\n", "line 2: anchor '&a'"),
        ("extends: existence\nmessage: !!str No\n", "tag "),
        ("extends: existence\nextends: spelling\n", "key 'extends' is repeated"),
        ("message: \"\\0\"\n", "NUL"),
        ("a: " + "[" * 60 + "]" * 60, "nested more than 50 deep"),
        ("a: " + "[" * 20_000, "nested more than 50 deep"),
        ("# " + "x" * 262_144 + "\n" + GOOD, "over 256 KiB"),
        ("- a\n", "expected keys and values"),
        ("message: No.\n", "no 'extends'"),
        ("extends: Demo.Good\nmessage: No.\n", "extends another rule"),
        ("extends: existence\ntokens: [foo]\n", "no 'message'"),
        ("extends: existence\nmessage: No.\ntokens: {a: b}\n", "not a list of texts"),
        (f"{GOOD}level: fatal\n", "unknown level 'fatal'"),
        (f"{GOOD}scope: heading.h1\n", "scope 'heading.h1'"),
        ("extends: existence\nmessage: M\nnonword: true\ntokens: ['[‘’]']\n", "read as one here (‘ ’)"),
        ("extends: spelling\nmessage: M\n", "reads spelling"),
        ("extends: sequence\nmessage: M\n", "parts of speech"),
        ("extends: script\nmessage: M\nscript: x\n", "Tengo"),
        ("extends: readability\nmessage: M\ngrade: 8\n", "readability"),
        ("extends: existence\nmessage: M\ntokens: ['(']\n", "cannot be read"),
        ("extends: existence\nmessage: M\ntokens: ['a\\s{2,}b']\n", "tells blanks apart"),
        ("extends: existence\nmessage: M\ntokens: ['(a)\\1']\n", "refers back"),
        ("extends: existence\nmessage: M\ntokens: ['foo(?=bar)baz']\n", "no text could be made"),
        ("extends: existence\nmessage: M\nnonword: true\ntokens: ['.']\n", "every plain sentence"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_the_rest_is_taken(shop: Shop, text: str, reason: str) -> None:
    shop.rule("Demo.Good", GOOD).rule("Demo.Bad", text).load()
    state, said = shop.outcome("Demo.Bad")
    assert state == "not taken" and reason in said
    assert shop.outcome("Demo.Good") == ("taken", "")
    assert [each.matched for each in shop.alerts("A foo.")] == ["foo"]


def test_a_token_that_cannot_be_had_leaves_the_others(shop: Shop) -> None:
    shop.rule("Demo.Part", "extends: existence\nmessage: M %s\ntokens: [foo, 'a\\n', '(?<x']\n").load()
    state, said = shop.outcome("Demo.Part")
    assert state == "in part" and "token 'a\\n'" in said and "token '(?<x'" in said


@pytest.mark.parametrize(
    ("scope", "ours"),
    [
        ("text", "prose"), ("sentence", "sentence"), ("paragraph", "paragraph"), ("raw", "text"),
        ("text.md", "prose"), ("~heading", "prose"), ("[heading, sentence]", "sentence"),
        ("text & ~blockquote", "prose"), ("summary", "prose"),
    ],
)  # fmt: skip
def test_scopes_that_hold_a_replys_text_are_taken(shop: Shop, scope: str, ours: str) -> None:
    shop.rule("Demo.Rule", f"{GOOD}scope: {scope}\n").load()
    guideline = service.open_guideline(shop.settings)
    assert [rule.scope for rule in guideline.rules()] == [ours]


def test_in_a_sentence_its_edges_are_meant(shop: Shop) -> None:
    shop.rule(
        "Demo.Rule",
        "extends: existence\nmessage: No %s.\nscope: sentence\nnonword: true\ntokens: ['^So', 'late\\.$']\n",
    ).load()
    assert [each.start for each in shop.alerts("So it is. So what? And So")] == [0, 10]
    assert [each.start for each in shop.alerts("It is late. It is late.Here. Not late, late.")] == [6, 39]


def test_a_rule_about_quotes_reads_them(shop: Shop) -> None:
    shop.rule(
        "Demo.Quotes", 'extends: existence\nmessage: No %s.\nnonword: true\ntokens: [\'"[^"]+"[.,]\']\n'
    ).load()
    assert "quotes" in shop.notes("Demo.Quotes")
    assert [each.matched for each in shop.alerts('They said "soon".')] == ['"soon".']


def test_rules_that_contradict_each_other_do_not_both_come(shop: Shop) -> None:
    shop.rule("Demo.A", f"{SWAP}  utilize: employ\n").rule("Demo.B", f"{SWAP}  employ: utilize\n").load()
    states = {shop.outcome("Demo.A")[0], shop.outcome("Demo.B")[0]}
    assert states == {"taken", "not taken"}
    assert all(result.ok for result in service.try_rules(shop.settings))


def test_links_out_of_the_folder_and_things_that_are_no_files_are_left_alone(
    shop: Shop, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text(GOOD.replace("foo", "hidden"), encoding="utf-8")
    (tmp_path / "far").mkdir()
    (tmp_path / "far/Far.yml").write_text(GOOD, encoding="utf-8")
    shop.rule("Demo.Good", GOOD).rule("Vocab.Words", GOOD)
    (shop.styles / ".hidden").mkdir()
    (shop.styles / ".hidden/Hook.yml").write_text(GOOD, encoding="utf-8")
    os.symlink(secret, shop.styles / "Demo/Link.yml")
    os.symlink(shop.styles / "Demo/Good.yml", shop.styles / "Demo/Near.yml")
    os.symlink(tmp_path / "far", shop.styles / "Far")
    os.symlink(shop.styles / "Demo/Nowhere.yml", shop.styles / "Demo/Broken.yml")
    os.mkfifo(shop.styles / "Demo/Pipe.yml")
    shop.load()
    assert {(one.rule, one.state) for one in (shop.report or shop.load()).outcomes} == {
        ("Demo.Good", "taken"), ("Demo.Near", "taken"), ("Demo.Link", "not taken"), ("Demo.Broken", "not taken"),
        ("Demo.Pipe", "not taken"), ("styles.Far", "not taken"),
    }  # fmt: skip
    assert "link out of the folder" in shop.outcome("Demo.Link")[1]
    assert "hidden" not in "".join(
        p.read_text(encoding="utf-8") for p in shop.guidelines.rglob("packs/demo/*")
    )


def test_nothing_is_written_over_and_nothing_by_halves(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.rule("Demo.Good", GOOD)
    before = sorted(shop.guidelines.rglob("*"))
    report = vale.import_vale(shop.settings, str(shop.styles), write=False)
    assert (report.folder, report.rules) == (None, 1)
    with monkeypatch.context() as patch:
        patch.setattr("voicekit.guideline.vale.writing.os.rename", _full)
        with pytest.raises(OSError, match="full"):
            vale.import_vale(shop.settings, str(shop.styles))
    with pytest.raises(InputError, match="a pack 'care' is there already"):
        vale.import_vale(shop.settings, str(shop.styles), "care")
    for name in ("../up", "a/b", "Demo", "", "a_b"):
        if name:
            with pytest.raises(InputError, match="a pack's name is"):
                vale.import_vale(shop.settings, str(shop.styles), name)
    assert sorted(shop.guidelines.rglob("*")) == before


def _full(source: object, target: object) -> None:
    raise OSError(28, "disk is full")


def test_what_cannot_be_imported_at_all_is_an_error(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        vale.import_vale(shop.settings, str(tmp_path / "nowhere"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no rule files here"):
        vale.import_vale(shop.settings, str(tmp_path / "empty"))
    shop.rule("Demo.Spell", "extends: spelling\nmessage: M\n")
    with pytest.raises(InputError, match="not one of 1 rules can be taken: spelling is not"):
        vale.import_vale(shop.settings, str(shop.styles))
    with pytest.raises(InputError, match="travel along are not written to"):
        vale.import_vale(Settings(), str(shop.styles))


def test_a_style_of_another_language_speaks_of_that_one_alone(shop: Shop) -> None:
    shop.rule(
        "Haus.Worte", "extends: existence\nmessage: Ohne '%s'.\nignorecase: true\ntokens: [eigentlich]\n"
    )
    shop.load(language="de")
    assert service.check_guideline(shop.settings) == []
    assert [one.message for one in shop.findings("Das ist Eigentlich gut.", "de")] == ["Ohne 'Eigentlich'."]
    assert shop.findings("Das ist eigentlich gut.", "en") == []


def test_a_big_style_is_split_into_files_that_can_be_read(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voicekit.guideline.vale.writing._ROOM", 900)
    for number in range(4):
        shop.rule(f"Big.Rule{number}", GOOD)
    shop.load()
    assert sorted(path.name for path in (shop.guidelines / "packs/big").iterdir()) == [
        "en-big-2.yaml", "en-big.yaml", "pack.yaml",
    ]  # fmt: skip
    assert len(service.list_rules(shop.settings)) == 4


def test_the_command_tells_each_rule(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop.rule("Demo.Good", GOOD).rule("Demo.Spell", "extends: spelling\nmessage: M\n")
    line = ["guideline", "import-vale", str(shop.styles), "--guidelines", str(shop.guidelines)]
    assert main([*line, "--dry-run", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["schema_version"] == 1 and said["folder"] is None
    assert (said["taken"], said["in_part"], said["not_taken"], said["rules"]) == (1, 0, 1, 1)
    assert [(one["rule"], one["state"]) for one in said["vale_rules"]] == [
        ("Demo.Good", "taken"), ("Demo.Spell", "not taken"),
    ]  # fmt: skip
    assert main([*line, "--pack", "house"]) == 0
    out = capsys.readouterr()
    assert "taken      Demo.Good (existence)  -> house.demo.good" in out.out
    assert "not taken  Demo.Spell (spelling)" in out.out and "lost: spelling is not" in out.out
    assert "2 Vale rules: 1 taken, 0 in part, 1 not taken" in out.err
    assert main([*line, "--lang", "xx"]) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [("TooWordy", "too-wordy"), ("AMPM", "ampm"), ("OxfordComma2", "oxford-comma-2"), ("write-good", "write-good"),
     ("HTMLTags", "html-tags"), ("Стиль", "")],
)  # fmt: skip
def test_names_become_ids(name: str, said: str) -> None:
    assert slug(name) == said
