"""The customer's side on the page: what shows in the thread, and the hand-over beside the verdict."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

THREAD = (
    "Customer: Your stove caught fire and burnt my hand!\n"
    "Agent: I am so angry about this, I will sue somebody.\n"
    'Customer: <img src=x onerror="window.ran=1"> I am calling my lawyer.'
)


def say(page: Page, thread: str, draft: str) -> None:
    page.locator("#vk-draft textarea").fill(draft)
    page.locator("#vk-thread textarea").fill(thread)


def test_the_hand_over_stands_there_before_a_word_is_written(page: Page) -> None:
    say(page, THREAD, "")
    bar = page.locator(".vk-handover")
    expect(bar).to_have_attribute("data-route", "safety")
    expect(bar).to_contain_text("Product safety")
    expect(page.locator(".vk-turn")).to_have_count(3)
    expect(page.locator(".vk-from-customer mark").first).to_be_visible()
    assert page.locator(".vk-from-agent mark").count() == 0
    assert page.evaluate("window.ran") is None
    expect(page.locator(".vk-facts")).to_contain_text("escalation.yaml")


def test_the_holding_reply_is_judged_all_the_same(page: Page) -> None:
    say(page, THREAD, "Hi, it was our fault. Please see our help centre.")
    rules = page.locator(".vk-finding")
    expect(page.locator('.vk-finding[data-rule="escalation.admits-fault"]')).to_be_visible()
    expect(page.locator(".vk-handover")).to_be_visible()
    assert rules.count() > 1
    page.locator(".vk-handover .vk-jump").click()
    expect(page.locator("#vk-h-customer")).to_be_in_viewport()


def test_a_quiet_thread_hands_nothing_on(page: Page) -> None:
    say(page, "Customer: Does the blue jacket come in M?", "Yes, it comes in S to XL.")
    expect(page.locator(".vk-turn")).to_have_count(1)
    expect(page.locator(".vk-handover")).to_have_count(0)
