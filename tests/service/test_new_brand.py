"""A brand from nothing passes its own checks, in each of the five languages, or leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from voicekit import service
from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.starting import brandfiles
from voicekit.service import starting
from voicekit.types import Conversation, Draft


def answers(name: str, language: str, formality: str = "everyday", **given: object) -> starting.Answers:
    form = {language: starting.usual_address(language, formality)} if language in starting.ADDRESS else {}
    usual: dict[str, object] = {
        "name": name, "title": name.title(), "languages": (language,), "channels": starting.usual_channels((language,)),
        "countries": starting.usual_countries((language,)), "formality": formality, "warmth": "friendly",
        "address": form, "person": "I", "sign_off": {language: starting.usual_sign_off(language, formality)},
        "teams": {"lead": "Team"}, "hours": {"mon": "09:00-18:00"}, "time_zone": starting.ZONES[language],
        "ui": language,
    }  # fmt: skip
    return starting.Answers(**(usual | given))  # type: ignore[arg-type]


BRANDS = {
    "en": answers("tea-house", "en", "relaxed", warmth="warm", ids=(starting.id_pattern("TH-12345"),)),
    "de": answers("falk", "de", "formal", person="we", languages=("de", "en"), warmth="factual"),
    "fr": answers("velo", "fr", "relaxed", address={"fr": "tu"}, countries=("fr", "be")),
    "ru": answers("lavka", "ru", "formal", countries=("ru", "kz")),
    "vi": answers("gom", "vi", teams={"lead": "Trưởng nhóm", "urgent": "Quản lý"}, own=("gom.example",)),
}
GOOD = {
    "en": (
        "email",
        "Hi Kim, your Assam left our shop this morning and should be with you on Thursday. If it "
        "isn't there by Thursday evening, write to me here and I'll send a second tin on Friday.\n\n"
        "Kind regards\nSam",
    ),
    "de": (
        "email",
        "Guten Tag Jana Kern, Ihre Bestellung hat unser Lager am Montag verlassen. Die Post stellt "
        "sie am Donnerstag zu. Sollte das Buch am Freitag nicht bei Ihnen sein, senden wir Ihnen "
        "am selben Tag ein neues.\n\nMit freundlichen Grüßen\nTom Lenz",
    ),
    "fr": (
        "whatsapp",
        "Bonjour Camille, ton vélo est prêt depuis ce matin. Tu peux passer le prendre jusqu'à "
        "samedi 18 h, j'ai gardé la facture au comptoir. Si samedi ne te va pas, dis-le-moi ici et "
        "je te le mets de côté. Léa",
    ),
    "ru": (
        "email",
        "Здравствуйте, Марина! Ваш чай мы отправили сегодня утром, в четверг курьер привезёт его "
        "Вам. Если в четверг посылки не будет, напишите мне, и в пятницу я отправлю новую.\n\nС "
        "уважением\nОлег",
    ),
    "vi": (
        "zalo",
        "Dạ em chào chị Hạnh. Bình gốm của chị rời xưởng sáng nay, thứ Năm sẽ tới nơi ạ. Nếu tối "
        "thứ Năm chị chưa nhận được, chị nhắn em ở đây, thứ Sáu em gửi chị chiếc khác. Em Vy",
    ),
}
WRONG_FORM = {
    "de": "Hallo Jana, dein Buch ist da, du kannst es morgen holen.",
    "fr": "Bonjour Camille, votre vélo est prêt, vous pouvez passer demain.",
    "ru": "Привет, Марина! Твой чай в пути, ты получишь его завтра.",
    "vi": "Chào bạn, bình của bạn tới rồi, bạn ghé lấy trước 17 giờ nhé.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guidelines folder that did not exist, with a brand for each language."""
    root = tmp_path_factory.mktemp("new") / "ours"
    made = [starting.start_brand(str(root), one).made for one in BRANDS.values()]
    assert made == [("packs", "signals"), (), (), (), ()]
    return root


@pytest.mark.parametrize("language", BRANDS)
def test_a_new_brand_has_no_mistake_and_lets_a_good_reply_pass(folder: Path, language: str) -> None:
    settings = Settings(guidelines=folder, brand=BRANDS[language].name)
    assert service.check_guideline(settings) == []
    guideline = service.open_guideline(settings)
    channel, text = GOOD[language]
    report = service.check_reply(guideline, Conversation(channel=channel), Draft(text))
    assert (report.verdict, report.language.code, report.rule_errors) == ("ready", language, ())
    assert [one.rule_id for one in report.findings if one.severity != "suggestion"] == []
    if language in WRONG_FORM:
        wrong = service.check_reply(guideline, Conversation(channel=channel), Draft(WRONG_FORM[language]))
        assert "address.other-form" in {one.rule_id for one in wrong.findings}


def test_the_examples_of_its_packs_hold(folder: Path) -> None:
    results = service.try_rules(Settings(guidelines=folder, brand="lavka"))
    assert len(results) > 1000
    assert [(one.rule_id, one.kind, one.reason) for one in results if not one.ok] == []


def test_its_order_numbers_are_kept_out_of_public_replies(folder: Path) -> None:
    guideline = service.open_guideline(Settings(guidelines=folder, brand="tea-house"))
    said = Draft("Hi Kim, your order TH-54321 left our shop this morning.")
    report = service.check_reply(guideline, Conversation(channel="instagram"), said)
    assert any(one.category == "private" for one in report.findings)


def test_nothing_lies_beside_the_brands(folder: Path) -> None:
    assert sorted(os.listdir(folder)) == ["brands", "packs", "signals"]
    assert sorted(os.listdir(folder / "brands")) == sorted(one.name for one in BRANDS.values())
    assert os.listdir(folder.parent) == ["ours"]


@pytest.mark.parametrize("name", ["tea-house", "human"])
def test_a_name_that_is_taken_is_refused(folder: Path, name: str) -> None:
    before = sorted(path for path in folder.rglob("*"))
    with pytest.raises(InputError, match="is taken"):
        starting.start_brand(str(folder), answers(name, "en"))
    assert sorted(path for path in folder.rglob("*")) == before


@pytest.mark.parametrize(("how", "there"), [(KeyboardInterrupt, True), (OSError, False)])
def test_whatever_stops_it_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: type[BaseException], there: bool
) -> None:
    root = tmp_path / "ours"
    if there:
        root.mkdir()
    written = brandfiles.brand_files

    def half(*given: object) -> dict[str, str]:
        files = written(*given)  # type: ignore[arg-type]

        class Files(dict[str, str]):
            def items(self):  # type: ignore[no-untyped-def]
                yield "voice.yaml", files["voice.yaml"]
                raise how

        return Files(files)

    monkeypatch.setattr(brandfiles, "brand_files", half)
    with pytest.raises(how):
        starting.start_brand(str(root), answers("tea", "en"))
    assert os.listdir(tmp_path) == (["ours"] if there else [])
    assert not there or os.listdir(root) == []


def test_packs_that_are_not_there_are_told_and_not_extended(tmp_path: Path) -> None:
    packs = tmp_path / "ours" / "packs" / "own"
    packs.mkdir(parents=True)
    (packs / "pack.yaml").write_text("schema_version: 1\ntitle: Own\ndimension: voice\n", encoding="utf-8")
    (packs / "en.yaml").write_text("schema_version: 1\nrules: []\n", encoding="utf-8")
    with pytest.raises(GuidelineError):  # without a rule in force no brand loads
        starting.start_brand(str(tmp_path / "ours"), answers("tea", "en"))
    assert not (tmp_path / "ours" / "brands").exists()


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for root, reason in ((tmp_path / "file", "is no folder"), (tmp_path / "a" / "b", "no such folder")):
        with pytest.raises(InputError, match=reason):
            starting.start_brand(str(root), answers("tea", "en"))
