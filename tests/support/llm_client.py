"""A client of the tests' own server, what it is asked, and what every failure of it has to hold.

Must never open a client on anything but loopback.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.support.llm_server import LlmServer
from voicekit.config import Secret, Settings
from voicekit.rewrite.answer import SCHEMA, ModelError, Prompt
from voicekit.rewrite.client import Client, open_client
from voicekit.types import Usage

KEY = "sk-hush-7e21"
ASKED = Prompt("You mend replies. Ωmega-system", "Draft: we regret teh delay. Ωmega-user", SCHEMA)
TOOK = Usage(120, 30, None)


def opened(server: LlmServer, **more: Any) -> Client:
    """A client of `server`; `more` are settings."""
    settings = Settings(llm_base_url=server.url + "/", llm_model="some/model:8b", llm_api_key=Secret(KEY))
    client = open_client(settings._replace(**more))
    assert client is not None
    return client


def failure(client: Client, prompt: Prompt = ASKED, cancel: threading.Event | None = None) -> ModelError:
    """The error that asking ends with: one short line, with nothing of the prompt and no key in it."""
    with pytest.raises(ModelError) as caught:
        client.ask(prompt, cancel=cancel)
    said = caught.value.reason
    assert said == str(caught.value) and "\n" not in said and len(said) < 160
    assert not any(word in said for word in ("Ωmega", "regret", KEY))
    return caught.value
