"""Grammar on the page in a real Chromium: it comes after a pause, joins the list, and never undoes a newer check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from grammar.stub import Stub, serving
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.browser
pytest.importorskip("language_tool_python", reason="THE EXTRA 'languagetool' IS NOT INSTALLED")

FIRST = "Hi Tamsin, we send teh new zip on Friday 4 December, and it is free."
SECOND = "Hi Tamsin, we send the new zip on Friday 4 December, and it is gros."


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    """The LanguageTool server of this module's page."""
    with serving() as stub:
        yield stub


@pytest.fixture(scope="module")
def url(chromium: str, start_server: Callable[..., Any], stub: Stub) -> str:
    """A page that reads grammar, under a guideline that never changes."""
    server = start_server(
        VOICEKIT_GRAMMAR="languagetool",
        VOICEKIT_LANGUAGETOOL_URL=stub.url,
        VOICEKIT_GUIDELINES=str(ROOT / "tests" / "cli" / "guidelines"),
        VOICEKIT_BRAND="tiny",
    )
    address: str = server.url
    return address


def draft(page: Page) -> Locator:
    return page.locator("#vk-draft textarea")


def slip(page: Page, word: str) -> Locator:
    return page.locator(".vk-finding[data-rule^='grammar.']", has=page.locator("q", has_text=word))


def test_a_slip_joins_the_list_after_a_pause_and_one_click_mends_it(
    open_page: Callable[..., Page], url: str, stub: Stub
) -> None:
    page = open_page(url)
    draft(page).fill("")
    expect(page.locator(".vk-verdict")).to_have_attribute("data-verdict", "empty")
    page.wait_for_timeout(2000)
    before = len(stub.checks)
    draft(page).press_sequentially(FIRST)
    expect(slip(page, "teh")).to_be_visible()
    # Not at each key: asked once or twice (which English?) after the last one, or after a stutter of a busy machine.
    assert len(stub.checks) - before <= 6
    slip(page, "teh").locator(".vk-fix").first.click()
    expect(draft(page)).to_have_value(FIRST.replace("teh", "the"))
    expect(page.locator(".vk-finding[data-rule^='grammar.']")).to_have_count(0)


def test_a_late_answer_about_an_older_text_is_dropped_and_the_new_text_is_read(
    open_page: Callable[..., Page], url: str
) -> None:
    page = open_page(url)
    draft(page).fill(FIRST)
    expect(slip(page, "teh")).to_be_visible()
    draft(page).fill(SECOND)
    expect(slip(page, "teh")).to_have_count(0)
    expect(slip(page, "gros")).to_be_visible()
    draft(page).fill(FIRST)
    expect(slip(page, "teh")).to_be_visible()


def test_a_server_that_is_down_is_said_and_the_check_stands(
    open_page: Callable[..., Page], url: str, stub: Stub
) -> None:
    stub.mode = "error"
    try:
        page = open_page(url)
        draft(page).fill("Hi Tamsin, your zip left on Friday.")
        expect(page.locator(".vk-no-grammar")).to_contain_text("the server answered with status 500")
        expect(page.locator(".vk-verdict")).to_have_attribute("data-verdict", "ready")
    finally:
        stub.mode = "ok"
