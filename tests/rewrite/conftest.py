"""What the tests of the model's client share: an SDK that is imported already, and retries that do not wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.llm_client import ASKED, opened
from tests.support.llm_server import LlmServer
from voicekit.rewrite import client


@pytest.fixture(scope="module")
def sdk_is_loaded() -> None:
    """The SDK's import takes seconds once; the times in a test are those of requests."""
    with LlmServer() as server:
        opened(server).ask(ASKED)


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tries again at once, with a client of the test's own."""
    monkeypatch.setattr(client, "PAUSE", 0.02)
    yield
    client._client.cache_clear()
