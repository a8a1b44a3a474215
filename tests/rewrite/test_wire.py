"""No personal data that was found reaches the wire: public rows of it as drafts, and every byte the server received."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from support.llm_server import LlmServer, Request, obey
from support.rewriting import shop
from support.rules import DATA

from voicekit.config import Settings
from voicekit.rewrite import client as client_module
from voicekit.rewrite.client import open_client
from voicekit.rewrite.redact import redact
from voicekit.rewrite.rewriter import rewrite
from voicekit.types import Conversation, Draft, Turn

pytest.importorskip("langchain_openai", reason="THE EXTRA 'llm' IS NOT INSTALLED")

ROWS = 120
LEAST = 4
"""Code points from which on a piece stands in a request by no chance."""


@pytest.fixture(autouse=True)
def _one_client() -> Iterator[None]:
    yield
    client_module._client.cache_clear()


def rows() -> list[str]:
    path = DATA / "pii.jsonl"
    if not path.is_file():
        pytest.skip(f"public rows are not here ({path.name}); see CONTRIBUTING.md")
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return texts[:: len(texts) // ROWS][:ROWS]


def thanked(request: Request) -> str:
    """The draft as the server saw it, with shorter thanks: what a model of few words would make of it."""
    found = re.search(r"<draft (\w+)>\n(.*)\n\nThank you\.\n</draft \1>", request.text, re.DOTALL)
    assert found is not None
    return f"{found[2]}\n\nThanks."


def test_nothing_that_was_found_is_in_any_byte_and_all_of_it_comes_back() -> None:
    texts = rows()
    pieces = asked = 0
    with LlmServer(obey(thanked)) as server:
        client = open_client(Settings(llm_base_url=server.url, llm_model="m"))
        for text in texts:
            seen = len(server.requests)
            draft = f"{text}\n\nThank you."
            thread = Conversation(turns=(Turn("customer", text),))
            made = rewrite(shop(), thread, Draft(draft), client=client, language="en")
            assert made.source == "model" or made.refused, (made.state, made.reason)
            came = {one.text for one in made.suggestions} | {refused for refused, _ in made.refused}
            assert f"{text}\n\nThanks.".strip() in came  # back in place, whatever the guard says of it
            sent = "\n".join(request.text for request in server.requests[seen:])
            asked += bool(
                sent
            )  # a draft that looks like an earlier one once redacted is answered from memory
            for piece in redact([text, draft], "en").held.values():
                if len(piece) >= LEAST:
                    pieces += 1
                    assert not re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", sent)
    assert len(texts) == ROWS and asked > ROWS * 0.9 and pieces > ROWS / 2
