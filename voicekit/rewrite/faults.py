"""What an SDK's exception means for the reader: a state, one sentence with the mend, and whether to try again.

Must never repeat the SDK's or the server's own words: they may quote the request.
"""

from __future__ import annotations

import re
import ssl
import time
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from voicekit.rewrite.answer import ModelError

_PASSING = frozenset((429, 500, 502, 503, 504))
"""Statuses that another try may mend."""
_NAMED = frozenset((400, 404, 422))
"""Statuses of a request with a parameter that the server does not know."""
_FORMAT = re.compile(r"response_?format|json_?schema|structured.?output", re.IGNORECASE)
_LIMIT = re.compile(r"max_(?:completion_)?tokens", re.IGNORECASE)
_TOO_LONG = re.compile(r"context.?(?:length|size|window)|prompt is too long|exceed_context", re.IGNORECASE)
_MENDS = {
    401: "check VOICEKIT_LLM_API_KEY",
    403: "check VOICEKIT_LLM_API_KEY",
    404: "check llm_model, and that llm_base_url ends as the server wants it, often in /v1",
}
CANCELLED = "cancelled; what had left by then cannot be taken back"
FILTERED = "the model's server withholds its answer (content filter)"


class Passing(Exception):
    """A fault that another try may mend, after so many seconds if the server named them."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        self.reason = reason
        self.after = after
        super().__init__(reason)


class Rejected(Exception):
    """The server does not take the schema (`format`) or the limit of tokens as it is spelled (`limit`)."""

    def __init__(self, what: Literal["format", "limit"]) -> None:
        self.what = what
        super().__init__(what)


def slow(seconds: float) -> str:
    """The sentence for a model that took more than `seconds`."""
    return f"the model gave no answer within {seconds:g} seconds; try again, or raise llm_timeout"


def unreachable(error: Exception, host: str) -> Exception:
    """No connection, or one that broke off; a certificate that is not trusted will not be trusted next time."""
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and cause not in causes:
        causes.append(cause)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return ModelError("down", f"the certificate of {host} is not one this machine trusts")
    if any(type(cause).__name__ == "ConnectError" for cause in causes):
        return Passing(f"nothing answers at {host}; is the model's server running? check llm_base_url")
    return Passing(f"the connection to {host} broke off")


def by_status(error: Any) -> Exception:
    """What the server's refusal means. Its words are looked at, never repeated."""
    status: int = error.status_code
    words = str(error.body or error.message)
    if status == 429 and "insufficient_quota" in words:
        return ModelError("over_budget", "the account at the model's server has no credit left")
    if status in _PASSING:
        what = "takes no more requests just now" if status == 429 else "has a fault of its own"
        return Passing(
            f"the model's server {what} (status {status}); try again later", _after(error.response.headers)
        )
    if status == 413 or (status == 400 and _TOO_LONG.search(words)):
        return ModelError("over_budget", "the conversation is longer than the model reads; shorten it")
    if status in _NAMED and _FORMAT.search(words):
        return Rejected("format")
    if status in _NAMED and _LIMIT.search(words):
        return Rejected("limit")
    return ModelError("down", refused(status))


def refused(status: int) -> str:
    """The sentence for a request that the server did not take."""
    if 300 <= status < 400:
        return f"the server redirects (status {status}), which is not followed; set llm_base_url to where it leads"
    mend = _MENDS.get(status, "check llm_model and llm_budget")
    return f"the model's server refuses the request (status {status}); {mend}"


def _after(headers: Any) -> float | None:
    """Seconds that Retry-After asks for, as a number or a date; None where it says neither."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
