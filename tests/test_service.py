"""The use cases as a surface calls them: opening and caching a guideline, bulk, fixes, rules, samples."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support.tiny import write_tiny

from voicekit import config, service
from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Turn

DRAFTS = [
    "We apologize for any inconvenience. 🙏🙏 #happyhiking",
    "Ваши ботинки уже в пути и будут у вас в пятницу.",
    "Please DO NOT WASH it! See bit.ly/abc",
    "",
    "Bonjour Kim, les bottes sont en route et seront chez vous vendredi.",
]
ITEMS = [
    (Conversation(id=str(i), channel="x", turns=(Turn("customer", "Hi?"),)), Draft(text))
    for i, text in enumerate(DRAFTS)
]


@pytest.fixture(scope="module")
def default() -> Guideline:
    return service.open_guideline(config.load({}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A guideline folder of one's own, with a second brand."""
    root = write_tiny(tmp_path / "guidelines")
    shutil.copytree(root / "brands" / "shop", root / "brands" / "stall")
    voice = root / "brands" / "stall" / "voice.yaml"
    voice.write_text(voice.read_text(encoding="utf-8").replace("id: shop", "id: stall"), encoding="utf-8")
    return root


def own(folder: Path, cache: Path | None = None, brand: str = "shop") -> Settings:
    return Settings(brand=brand, guidelines=folder, cache_dir=cache)


def cached_files(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir())


# --- opening and caching


def test_the_cache_gives_what_is_built_fresh(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = service.open_guideline(own(folder))
    settings = own(folder, tmp_path / "cache")
    built = service.open_guideline(settings)
    assert len(cached_files(tmp_path / "cache")) == 1

    def never(*_: object) -> None:
        raise AssertionError("the guideline was built again")

    monkeypatch.setattr("voicekit.guideline.loader.load_brand", never)
    again = service.open_guideline(settings)
    assert built.ref == again.ref == fresh.ref
    assert built.rules() == again.rules() == fresh.rules()
    reports = list(service.check_many(again, ITEMS))
    assert reports == list(service.check_many(fresh, ITEMS))
    assert any(report.findings for report in reports)


def test_a_changed_file_is_another_guideline(folder: Path, tmp_path: Path) -> None:
    settings = own(folder, tmp_path / "cache")
    before = service.open_guideline(settings)
    voice = folder / "brands" / "shop" / "voice.yaml"
    voice.write_text(voice.read_text(encoding="utf-8").replace('"2026.11"', '"2026.12"'), encoding="utf-8")
    after = service.open_guideline(settings)
    assert (before.ref.version, after.ref.version) == ("2026.11", "2026.12")
    assert before.ref.sha256 != after.ref.sha256
    assert len(cached_files(tmp_path / "cache")) == 2


def test_another_brands_files_do_not_matter_and_its_name_does(folder: Path) -> None:
    before = service.open_guideline(own(folder)).ref
    other = folder / "brands" / "stall" / "voice.yaml"
    other.write_text(other.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert service.open_guideline(own(folder)).ref == before
    assert service.open_guideline(own(folder), "stall").ref.id == "stall"
    assert service.open_guideline(own(folder, brand="stall")).ref.sha256 != before.sha256


@pytest.mark.parametrize("content", [b"", b"not a guideline", b"\xe9\x00\x00\x00\x00", b"N.", b"0"])
def test_a_broken_cache_file_is_passed_over_and_replaced(
    folder: Path, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    rules = service.open_guideline(own(folder, cache)).rules()
    (name,) = cached_files(cache)
    whole = (cache / name).read_bytes()
    for broken in (content, whole[: len(whole) // 2], whole[:-1]):
        (cache / name).write_bytes(broken)
        assert service.open_guideline(own(folder, cache)).rules() == rules
        with monkeypatch.context() as patch:
            patch.setattr("voicekit.guideline.loader.load_brand", None)  # what was stored again is enough
            assert service.open_guideline(own(folder, cache)).rules() == rules


def test_a_cache_that_cannot_be_written_is_passed_over(folder: Path, tmp_path: Path) -> None:
    fresh = service.open_guideline(own(folder))
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    assert service.open_guideline(own(folder, in_the_way / "cache")).ref == fresh.ref
    read_only = tmp_path / "read-only"
    read_only.mkdir(mode=0o500)
    assert service.open_guideline(own(folder, read_only)).ref == fresh.ref
    if os.geteuid() != 0:  # root writes where it likes
        assert cached_files(read_only) == []


def test_a_brand_or_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ferweh"):
        service.open_guideline(Settings(brand="ferweh"))
    with pytest.raises(InputError, match="no guidelines here"):
        service.open_guideline(Settings(guidelines=tmp_path))


def test_a_broken_guideline_is_refused_with_its_place(folder: Path) -> None:
    rules = folder / "brands" / "shop" / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\nunknown_key: 1\n", encoding="utf-8")
    with pytest.raises(GuidelineError, match=r"rules\.yaml:\d+:\d+: unknown_key"):
        service.open_guideline(own(folder))


# --- checking and fixing


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_are_checked_as_one_by_one_and_in_order(default: Guideline, jobs: int) -> None:
    items = ITEMS * 30
    one_by_one = [service.check_reply(default, conversation, draft, ui="de") for conversation, draft in items]
    assert list(service.check_many(default, iter(items), jobs=jobs, ui="de")) == one_by_one
    assert len({report.verdict for report in one_by_one}) > 1


def test_many_needs_a_process_and_takes_nothing(default: Guideline) -> None:
    with pytest.raises(InputError, match="0 processes"):
        list(service.check_many(default, ITEMS, jobs=0))
    assert list(service.check_many(default, [], jobs=2)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_refuses_a_text_that_is_too_long(default: Guideline, jobs: int) -> None:
    items = [*ITEMS, (Conversation(), Draft("a" * 20_001))]
    with pytest.raises(InputError, match="20,001"):
        list(service.check_many(default, items, jobs=jobs))


def test_fixing_takes_safe_fixes_unless_told_otherwise(default: Guideline) -> None:
    draft = Draft("Your boots are here. 🙏🙏 #happyhiking")
    safe = service.fix_reply(default, Conversation(channel="x"), draft)
    bold = service.fix_reply(default, Conversation(channel="x"), draft, unsafe=True)
    assert bold.text == "Your boots are here. 🙏 #HappyHiking"
    assert {one.rule_id for one in bold.applied} >= {"accessible.emoji-repeat", "accessible.hashtag-case"}
    assert not {one.rule_id for one in bold.left.findings} & {one.rule_id for one in bold.applied}
    assert all(fix.safety == "safe" for one in safe.applied for fix in one.fixes[:1])
    fixed = service.check_reply(default, Conversation(channel="x"), Draft(bold.text))
    assert fixed == bold.left


def test_one_fix_is_applied_alone(default: Guideline) -> None:
    report = service.check_reply(default, Conversation(channel="x"), Draft("So good #happyhiking"))
    (fix,) = next(one.fixes for one in report.findings if one.rule_id == "accessible.hashtag-case")
    assert service.apply_fix("So good #happyhiking", fix) == "So good #HappyHiking"


# --- rules and guidelines


def test_every_rule_has_a_card(default: Guideline) -> None:
    cards = service.list_rules(Settings())
    assert len(cards) > 100
    assert {"bad", "ok", "good"} == {kind for card in cards for kind, _ in card.examples}
    assert all(card.message and card.place for card in cards)
    assert any(card.pack == "terms" for card in cards)
    compiled = {one.id for one in default.rules()}
    assert compiled == {card.id for card in cards if card.enabled}


def test_a_rule_is_explained_in_each_of_its_languages() -> None:
    (card,) = service.explain(Settings(), "accessible.all-caps")
    assert (card.kind, card.dimension, card.severity) == ("check", "accessible", "warning")
    assert set(card.message) == {"en", "de", "fr", "ru", "vi"}
    assert card.source is not None and ("bad", "Please DO NOT WASH the jacket.") in card.examples


def test_an_unknown_rule_gets_a_near_name() -> None:
    with pytest.raises(
        InputError, match=r"no rule is called 'accessible.al-caps'; did you mean .*accessible\.all-caps"
    ):
        service.explain(Settings(), "accessible.al-caps")
    with pytest.raises(InputError, match="voicekit rules list"):
        service.explain(Settings(), "§§§§§§")


def test_a_rules_examples_are_run_and_a_wrong_one_is_said(folder: Path) -> None:
    path = folder / "packs" / "care" / "en.yaml"
    good = "ok: I'm sorry about the tent."
    content = path.read_text(encoding="utf-8")
    assert content.count(good) == 1
    path.write_text(content.replace(good, "ok: We apologise for the inconvenience."), encoding="utf-8")
    results = service.try_rules(own(folder))
    assert [(one.rule_id, one.kind, one.reason) for one in results if not one.ok] == [
        ("care.empty-apology", "ok", "the rule speaks, and should not")
    ]
    assert len(results) == 4


@pytest.mark.parametrize("brand", ["fernweh", "corvenna"])
def test_the_examples_that_travel_along_hold(brand: str) -> None:
    results = service.try_rules(config.load({}), brand)
    assert len(results) > 200
    assert [(one.rule_id, one.kind, one.text, one.reason) for one in results if not one.ok] == []


@pytest.mark.parametrize(("brand", "warned"), [("fernweh", False), ("corvenna", True)])
def test_a_guideline_that_travels_along_has_no_mistake(brand: str, warned: bool) -> None:
    problems = service.check_guideline(config.load({}), brand)
    assert [str(one) for one in problems if one.level == "error" or not warned] == []


def test_a_template_with_a_fault_is_a_warning(folder: Path) -> None:
    assert service.check_guideline(own(folder)) == []
    (folder / "brands" / "shop" / "templates.yaml").write_text(
        "schema_version: 1\ntemplates:\n"
        "  - {id: stock, scenario: delay, language: en, text: We apologize for any inconvenience.}\n",
        encoding="utf-8",
    )
    problems = service.check_guideline(own(folder))
    assert [(one.level, one.field, "care.empty-apology" in one.reason) for one in problems] == [
        ("warning", "stock", True)
    ]


def test_brands() -> None:
    assert service.brands(Settings()) == ["corvenna", "fernweh"]


def test_five_samples_travel_along(default: Guideline) -> None:
    samples = service.samples()
    assert len(samples) == 5 and len({name for name, _, _ in samples}) == 5
    told = set()
    for _, conversation, draft in samples:
        assert conversation.turns
        report = service.check_reply(default, conversation, draft or Draft("Thanks for writing to us."))
        assert report.rule_errors == () and report.notes == ()
        told.add(report.language.code)
    assert len(told) > 1
