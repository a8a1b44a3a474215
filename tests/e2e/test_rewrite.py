"""Rewrites in a real Chromium: ask, see what changes, take one or all, undo, say no, fill slots, copy, call off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support.llm_server import LlmServer, say, slow

pytestmark = pytest.mark.browser

BAD = "Hi Tamsin, 🙂 we utilise a new zip in order to help. It ships on Friday 4 December."
ONE = "Hi Tamsin, 🙂 we use a new zip in order to help. It ships on Friday 4 December."
GOOD = "Hi Tamsin, 🙂 we use a new zip to help. It ships on Friday 4 December."
THREAD = "Customer: My zip broke on the second day."
ATTACK = '<img src=x onerror="window.ran=1">{{1}}${window.ran=1}'


def draft(page: Page) -> Locator:
    return page.locator("#vk-draft textarea")


def card(page: Page, number: int = 1) -> Locator:
    return page.locator(".vk-rw-card").nth(number - 1)


def state(page: Page) -> Locator:
    return page.locator("#vk-rewrite .vk-rw")


def write(page: Page, text: str) -> None:
    page.locator("#vk-thread textarea").fill(THREAD)
    draft(page).fill(text)
    units = len(text.encode("utf-16-le")) // 2
    expect(page.locator(".vk-panel")).to_have_attribute("data-length", str(units))


def ask(page: Page, text: str = BAD) -> None:
    write(page, text)
    page.get_by_role("button", name="Suggest a rewrite").click()
    expect(state(page)).to_be_visible(timeout=60_000)


def watch_clipboard(page: Page) -> None:
    """Keep what the page writes to the clipboard in `window.copied`."""
    page.evaluate(
        "() => { window.copied = []; const keep = async (text) => { window.copied.push(text); };"
        " Object.defineProperty(navigator, 'clipboard', {value: {writeText: keep}, configurable: true}); }"
    )


def copied(page: Page) -> list[str]:
    texts: list[str] = page.evaluate("() => window.copied")
    return texts


def test_ask_see_use_it_all_and_undo(page: Page) -> None:
    ask(page)
    expect(state(page)).to_have_attribute("data-state", "off")
    expect(state(page)).to_contain_text("No model is asked here.")
    expect(card(page)).to_contain_text("from your guideline, not from a model")
    expect(card(page).locator(".vk-rw-diff del")).to_have_text(["removed: utilise", "removed:  in order"])
    expect(card(page).locator(".vk-rw-diff ins")).to_have_text(["inserted: use"])
    expect(page.locator(".vk-rw-status")).to_have_text("1 suggestion, below.")
    expect(page.locator("#vk-live")).to_contain_text("1 suggestion")
    page.get_by_role("button", name="Use this").click()
    expect(draft(page)).to_have_value(GOOD)
    expect(page.locator(".vk-panel")).to_have_attribute(
        "data-length", str(len(GOOD.encode("utf-16-le")) // 2)
    )
    expect(card(page).get_by_role("button", name="Put my words back")).to_be_focused()
    draft(page).press("Control+z")
    expect(draft(page)).to_have_value(BAD)
    page.get_by_role("button", name="Use this").click()
    page.get_by_role("button", name="Put my words back").click()
    expect(draft(page)).to_have_value(BAD)


def test_one_change_at_a_time_with_the_keyboard_and_the_persons_own_words_between(page: Page) -> None:
    write(page, BAD)
    draft(page).press("Alt+r")
    expect(state(page)).to_be_visible(timeout=60_000)
    card(page).locator("summary", has_text="Change by change (2)").press("Enter")
    boxes = card(page).get_by_role("checkbox")
    boxes.first.press("Space")
    expect(draft(page)).to_have_value(ONE)
    expect(boxes.first).to_be_checked()
    expect(boxes.first).to_be_focused()
    draft(page).press("Control+End")
    draft(page).press_sequentially(" Yours, Mia")
    expect(card(page).locator(".vk-rw-moved")).to_be_hidden()
    boxes.last.press("Space")
    expect(draft(page)).to_have_value(GOOD + " Yours, Mia")
    boxes.first.press("Space")
    expect(draft(page)).to_have_value(GOOD.replace("use", "utilise") + " Yours, Mia")
    draft(page).press("Control+z")
    expect(boxes.first).to_be_checked()
    expect(draft(page)).to_have_value(GOOD + " Yours, Mia")


def test_a_change_whose_place_was_rewritten_by_hand_is_out_and_says_so(page: Page) -> None:
    ask(page)
    draft(page).fill(BAD.replace("utilise", "fit"))
    expect(card(page).locator(".vk-rw-moved")).to_be_visible()
    page.get_by_role("button", name="Use this").click()
    expect(draft(page)).to_have_value(GOOD.replace("use", "fit"))
    draft(page).fill("Something else entirely")
    expect(card(page).locator(".vk-rw-use")).to_have_attribute("aria-disabled", "true")
    card(page).locator(".vk-rw-use").dispatch_event("click")
    expect(draft(page)).to_have_value("Something else entirely")


def test_no_with_a_reason_and_back(page: Page) -> None:
    ask(page)
    card(page).locator("summary", has_text="Not this one").click()
    page.get_by_role("button", name="Not our tone").click()
    expect(card(page).locator(".vk-rw-aside")).to_have_text("Put aside: Not our tone Show it again")
    expect(page.get_by_role("button", name="Use this")).to_be_hidden()
    page.get_by_role("button", name="Show it again").press("Enter")
    expect(page.get_by_role("button", name="Use this")).to_be_focused()
    expect(draft(page)).to_have_value(BAD)


def test_a_slot_blocks_copying_until_it_is_filled(page: Page) -> None:
    watch_clipboard(page)
    write(page, "Hi Tamsin, ⟨who?⟩ writes to you ⟨by when?⟩.")
    fields = page.locator(".vk-rw-field input")
    expect(fields).to_have_count(2)
    page.locator("#vk-draft button").click()
    expect(page.locator(".vk-rw-status")).to_have_text("Not copied. Fill in first: who?, by when?")
    expect(page.locator("#vk-draft button")).to_have_attribute(
        "aria-label", "Copy, once this is filled in: who?, by when?"
    )
    expect(fields.first).to_be_focused()
    draft(page).press("Control+a")
    stopped = page.evaluate(
        "() => !document.querySelector('#vk-draft textarea')"
        ".dispatchEvent(new ClipboardEvent('copy', {bubbles: true, cancelable: true}))"
    )
    assert stopped
    assert copied(page) == []
    page.get_by_role("textbox", name="by when?").fill("by six")
    page.get_by_role("textbox", name="by when?").press("Enter")
    expect(draft(page)).to_have_value("Hi Tamsin, ⟨who?⟩ writes to you by six.")
    page.get_by_role("textbox", name="who?").fill("Mia $& <b>")
    page.get_by_role("button", name="Put in").click()
    expect(draft(page)).to_have_value("Hi Tamsin, Mia $& <b> writes to you by six.")
    expect(page.locator(".vk-rw-slots")).to_be_hidden()
    page.locator("#vk-draft button").click()
    page.wait_for_function("() => window.copied.length")
    assert copied(page) == ["Hi Tamsin, Mia $& <b> writes to you by six."]
    draft(page).press("Control+z")
    expect(fields).to_have_count(1)


def test_nothing_to_suggest_is_said(page: Page) -> None:
    ask(page, "Hi Tamsin, your new zip ships on Friday 4 December.")
    expect(state(page)).to_contain_text("None of them applies to this reply.")
    expect(page.locator(".vk-rw-card")).to_have_count(0)
    ask(page, "")
    expect(state(page)).to_have_attribute("data-state", "nothing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    open_page: Callable[..., Page], scheme: str, artefacts: Path
) -> None:
    package = pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python brings axe-core along"
    )
    page = open_page(color_scheme=scheme, viewport={"width": 360, "height": 780})
    ask(page, BAD + " ⟨by when?⟩")
    for summary in page.locator("#vk-rewrite summary").all():
        summary.click()
    page.screenshot(path=artefacts / f"desk-rewrite-{scheme}.png", full_page=True)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    page.evaluate((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    serious = [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
    assert serious == []


def test_the_words_follow_the_language_of_the_page(page: Page) -> None:
    page.locator("#vk-ui input").click()
    page.locator("#vk-ui [role=option]", has_text="Tiếng Việt").click()
    button = page.get_by_role("button", name="Gợi ý cách viết lại")
    expect(button).to_be_visible()
    write(page, BAD)
    button.click()
    expect(state(page)).to_have_attribute("lang", "vi", timeout=60_000)
    expect(state(page)).to_contain_text("không phải từ mô hình")


# ---- With a model


@pytest.fixture(scope="module")
def llm() -> Iterator[LlmServer]:
    pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")
    with LlmServer() as server:
        yield server


@pytest.fixture(scope="module")
def url(chromium: str, start_server: Callable[..., Any], llm: LlmServer) -> str:
    """A page that asks a model."""
    address: str = start_server(VOICEKIT_LLM_BASE_URL=llm.url, VOICEKIT_LLM_MODEL="m").url
    return address


def test_the_page_goes_on_while_the_model_thinks_and_cancel_holds_at_once(
    open_page: Callable[..., Page], url: str, llm: LlmServer
) -> None:
    llm.ways = [slow(60, say(GOOD))]
    page = open_page(url)
    write(page, BAD)
    page.get_by_role("button", name="Suggest a rewrite").click()
    status = page.locator(".vk-rw-status")
    expect(status).to_have_text("Looking for a better wording. You can go on writing.")
    assert llm.arrived.wait(60)
    draft(page).press("Control+End")
    draft(page).press_sequentially(" Bye.")
    units = len(BAD.encode("utf-16-le")) // 2 + 5
    expect(page.locator(".vk-panel")).to_have_attribute("data-length", str(units))
    expect(status).to_have_text("Still looking. Go on writing, or cancel.")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Cancel")).to_be_hidden(timeout=300)
    assert llm.hung_up.wait(5), "the server still sat waiting"
    expect(state(page)).to_have_attribute("data-state", "cancelled")
    page.get_by_role("button", name="Use this").click()
    expect(draft(page)).to_have_value(GOOD + " Bye.")


def test_a_models_words_are_shown_as_such_and_nothing_it_wrote_runs(
    open_page: Callable[..., Page], url: str, llm: LlmServer
) -> None:
    told = GOOD.replace("Tamsin", "⟦NAME_1⟧")
    llm.ways = [say(told, f"{told} {ATTACK} We refund 900 EUR.")]
    page = open_page(url)
    ask(page)
    expect(state(page)).to_have_attribute("data-state", "ok")
    expect(card(page)).to_contain_text("from the model")
    folds = page.locator(".vk-rw-fold")
    folds.first.locator("summary").click()
    expect(folds.first.locator("blockquote")).to_contain_text(ATTACK)
    expect(folds.first).to_contain_text("Do not use this text")
    folds.last.locator("summary").click()
    sent = page.locator(".vk-rw-sent").inner_text()
    assert "It ships on Friday 4 December" in sent and "Tamsin" not in sent
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.ran") is None
    assert page.locator("#vk-rewrite img, #vk-rewrite script").count() == 0


def test_an_answer_to_an_older_question_is_dropped(
    open_page: Callable[..., Page], url: str, llm: LlmServer
) -> None:
    llm.ways = [slow(60, say(GOOD)), say(GOOD.replace("help", "help you"), GOOD)]
    llm.arrived.clear()
    page = open_page(url)
    write(page, BAD + " One")
    draft(page).press("Alt+r")
    assert llm.arrived.wait(60)
    draft(page).press("Escape")
    draft(page).press("Alt+r")
    expect(state(page)).to_be_visible(timeout=60_000)
    page.wait_for_timeout(600)
    expect(state(page)).not_to_have_attribute("data-state", "cancelled")
