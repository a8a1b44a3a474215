"""The use cases around a rewrite: open the model the settings name, ask for suggestions, show what would be sent.

They join the parts and hold no rule of the product; what is heavy is imported by the use case that needs it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import TYPE_CHECKING

from voicekit.config import Settings
from voicekit.guideline.compiled import Guideline
from voicekit.types import Conversation, Draft, Rewrite

if TYPE_CHECKING:
    from voicekit.rewrite.client import Client


def open_model(settings: Settings) -> Client | None:
    """The model the settings name; None where they name none.

    Raises ModelError where its server is another machine and the settings do not allow that, MissingExtra where the
    packages to ask it are not installed.
    """
    if settings.llm_base_url is None:
        return None
    from voicekit.rewrite.client import open_client  # model packages are for those who have a model

    return open_client(settings)


def rewrite_reply(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    model: Client | None = None,
    language: str | None = None,
    ui: str = "en",
    asked: Collection[str] | None = None,
    cancel: threading.Event | None = None,
) -> Rewrite:
    """At most two suggestions for the draft that the guard lets pass; see `voicekit.rewrite.rewriter.rewrite`."""
    from voicekit.rewrite.rewriter import rewrite  # a check needs none of it

    return rewrite(
        guideline,
        conversation,
        draft,
        client=model,
        language=language,
        ui=ui,
        asked=asked,
        cancel=cancel,
    )


def show_prompt(
    guideline: Guideline,
    conversation: Conversation,
    draft: Draft,
    *,
    language: str | None = None,
    ui: str = "en",
    asked: Collection[str] | None = None,
) -> tuple[str, str]:
    """The system's and the user's message that a model would get for this draft, exactly as they would be sent."""
    from voicekit.rewrite.rewriter import open_ask, prompt_for

    ask = open_ask(guideline, conversation, draft, language=language, ui=ui, asked=asked)
    prompt, _, _ = prompt_for(ask)
    return prompt.system, prompt.user
