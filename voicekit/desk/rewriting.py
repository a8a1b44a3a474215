"""What the page does when a rewrite is asked for or called off, over the service and with no Gradio in it.

Must never keep a text once it is answered, let an exception reach the page as it is, or put a text into the log.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict

from voicekit import service
from voicekit.config import host_elsewhere
from voicekit.desk import rewrite_view
from voicekit.desk.handlers import Desk, log_failure, plain
from voicekit.desk.rewrite_words import say
from voicekit.desk.words import say as say_of_page
from voicekit.errors import ConfigError, InputError, VoicekitError

log = logging.getLogger("voicekit.desk")
KNOWN = 1000
"""Tickets that are remembered, those called off before their question came along included."""
TICKET = 64
"""Longest ticket, in characters."""


class Rewriting:
    """Rewrites for one page's settings: the model, opened once, and the questions that are under way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cancels: OrderedDict[str, threading.Event] = OrderedDict()
        self._lock = threading.Lock()
        self.closed = ""
        """Why the model that the settings name is not used; empty where it is, or where they name none."""
        self.model = None
        try:
            self.model = service.open_model(desk.settings)
        except ConfigError:
            raise
        except VoicekitError as error:
            self.closed = str(error)
            log.warning("rewrites go without a model: %s", error)

    def tagline(self, ui: str) -> str:
        """The line under the page's name: what leaves this machine, and when."""
        settings = self._desk.settings
        reads = settings.grammar in ("auto", "languagetool")
        checked = host_elsewhere(settings.languagetool_url) if reads else ""
        asked = host_elsewhere(settings.llm_base_url) if self.model is not None else ""
        if not asked:
            return say_of_page("tagline_sent", ui, host=checked) if checked else say_of_page("tagline", ui)
        if not checked:
            return say("tagline_asked", ui, host=asked)
        return f"{say_of_page('tagline_sent', ui, host=checked)} {say('also_asked', ui, host=asked)}"

    def suggest(
        self,
        ui: str,
        sample: str,
        brand: str,
        channel: str,
        visibility: str,
        said: str,
        text: str,
        ticket: str,
    ) -> str:
        """The suggestions for the draft on the page, as HTML under `ticket`; may take as long as the model may.

        Whatever goes wrong, the answer is words for a person.
        """
        ticket = (ticket or "")[:TICKET]
        cancel = self._cancel(ticket)
        try:
            text, said = plain(text), plain(said)
            conversation, draft = self._desk.case(sample, brand, channel, visibility, said, text)
            guideline = self._desk.guideline(brand)
            found = service.rewrite_reply(
                guideline, conversation, draft, model=self.model, ui=ui, cancel=cancel
            )
            before = (
                service.check_reply(guideline, conversation, draft, ui=ui).findings if text.strip() else ()
            )
            return rewrite_view.answer(found, text, before, ui, ticket, self.closed)
        except InputError as error:
            return rewrite_view.failed(ui, ticket, str(error))
        except VoicekitError as error:
            log.error("rewrite failed: %s", error)
            return rewrite_view.failed(ui, ticket, str(error).split("\n", 1)[0])
        except Exception as error:  # the page outlives any fault below it
            log_failure("rewrite", error)
            return rewrite_view.failed(ui, ticket)
        finally:
            with self._lock:
                self._cancels.pop(ticket, None)

    def stop(self, ticket: str) -> None:
        """Call off the question `ticket`, under way or still to come."""
        self._cancel((ticket or "")[:TICKET]).set()

    def _cancel(self, ticket: str) -> threading.Event:
        with self._lock:
            event = self._cancels.setdefault(ticket, threading.Event())
            while len(self._cancels) > KNOWN:
                self._cancels.popitem(last=False)
            return event
