"""LanguageTool through language-tool-python: the user's own server, or jars the user has, started on this machine.

Must never download anything, talk to a server that is not configured, or believe an answer that is none.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from voicekit.grammar.engine import Question, Slip, Unavailable

if TYPE_CHECKING:
    from language_tool_python import Match

_T = TypeVar("_T")
GREETING = 2.0
"""Seconds that a server may take to name its languages."""
STARTING = 15.0
"""Seconds that a server started from jars may take until it answers."""
_TAGS = {"en": "en-US", "de": "de-DE", "ru": "ru-RU"}
"""A bare `en` or `de` has no spelling in LanguageTool, only one with its country."""
_STYLE = frozenset(
    "COLLOQUIALISMS CREATIVE_WRITING GENDER_NEUTRALITY PLAIN_ENGLISH REDUNDANCY STYLE TYPOGRAPHY WIKIPEDIA".split()
)
"""Categories that are no slips: of style the guideline's own rules speak."""
_JARS = ("languagetool-server.jar", "languagetool.jar")
_VERSION = re.compile(r"LanguageTool-(\d+\.\d+)")
_MAIN = "org.languagetool.server.HTTPServer"


class LanguageTool:
    """Grammar and spelling from `url`, a server, or else from the jars in `directory`. No Vietnamese."""

    name = "languagetool"
    title = "LanguageTool"
    url = "https://languagetool.org/"

    def __init__(self, url: str | None, directory: str | os.PathLike[str] | None) -> None:
        self._server = url
        self._directory = os.fspath(directory) if directory is not None else ""
        self._client: Any = None

    def load(self) -> None:
        """Import the client and ask the server for its languages; with jars, start one first. Raises Unavailable."""
        if self._client is not None:
            return
        maker = _client_class()
        if self._server is not None:
            self._client = self._guarded(lambda: maker(self._server, "", time.monotonic() + GREETING))
            return
        if not self._directory:
            raise Unavailable(
                "absent",
                "LanguageTool needs a server or jars of yours: set languagetool_url or languagetool_jar_dir",
            )
        jar = _jar(self._directory)
        if not jar:
            raise Unavailable("absent", f"no {_JARS[0]} in {self._directory}")
        self._client = self._guarded(lambda: maker(None, jar, time.monotonic() + STARTING))

    def read(self, question: Question, deadline: float) -> list[Slip]:
        """The slips of a text, by one request or, where nobody said which English it is, at most two."""
        if question.language == "vi":
            raise Unavailable("unsupported", "LanguageTool has no Vietnamese; use hunspell")
        tag = question.tag if question.region else _TAGS.get(question.language, question.language)
        text = question.text
        slips = self._guarded(lambda: self._ask(text, tag, deadline))
        if tag == "en-US" and not question.region and any(slip.spelling for slip in slips):
            second = self._guarded(lambda: self._ask(text, "en-GB", deadline))
            british = {(slip.start, slip.end) for slip in second}
            slips = [slip for slip in slips if not slip.spelling or (slip.start, slip.end) in british]
        return slips

    def _ask(self, text: str, tag: str, deadline: float) -> list[Slip]:
        client = self._client
        client.until = deadline
        try:
            client.language = tag
        except ValueError:
            raise Unavailable("unsupported", f"this LanguageTool server has no '{tag}'") from None
        client.disabled_categories = set(_STYLE)
        units = _units(text)
        return [_slip(match, units) for match in client.check(text)]

    def _guarded(self, do: Callable[[], _T]) -> _T:
        """What `do` gives. Whatever it raises becomes Unavailable, and after a fault the client starts afresh."""
        try:
            return do()
        except Unavailable as error:
            if error.state == "down":
                self._drop()
            raise
        # What the client raises about Java; SystemExit would end a thread without a word.
        except (SystemExit, SystemError, ModuleNotFoundError, subprocess.SubprocessError) as error:
            raise Unavailable("absent", _java(error)) from None
        # KeyError, TypeError, AttributeError ...: fields that are missing or of another kind.
        except Exception:
            self._drop()
            raise Unavailable("down", "the server's answer is not what LanguageTool would say") from None

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _java(error: BaseException) -> str:
    if isinstance(error, SystemError):
        return "this Java is too old for LanguageTool; install Java 17 or newer"
    if isinstance(error, ModuleNotFoundError):
        return "LanguageTool's jars need Java 17 or newer, and there is no java on the path"
    if isinstance(error, SystemExit):
        return "what `java -version` says cannot be understood; install Java 17 or newer"
    return "`java -version` fails; install Java 17 or newer"


def _jar(directory: str) -> str:
    """The path of LanguageTool's server in `directory`; empty where there is none."""
    paths = (os.path.join(directory, name) for name in _JARS)
    return next((path for path in paths if os.path.isfile(path)), "")


def _slip(match: Match, units: list[int]) -> Slip:
    """One match. Its `offset` is in code points, its length in UTF-16 units; IndexError where it lies outside."""
    start, last = match.offset, len(units) - 1
    if not 0 <= start <= last:
        raise IndexError(start)
    end = bisect_left(units, units[start] + match.error_length)
    if not start <= end <= last:
        raise IndexError(end)
    spelling = match.rule_issue_type == "misspelling"
    return Slip(start, end, match.rule_id, match.message, tuple(map(str, match.replacements)), spelling)


def _units(text: str) -> list[int]:
    """For each code point of `text`, and for its end, the UTF-16 unit it begins at."""
    return list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))


def _client_class() -> Any:
    """language-tool-python's client with the transport and the start of this house. Raises Unavailable."""
    try:
        from language_tool_python import LanguageTool as Client
        from language_tool_python.download_lt import confirm_java_compatibility
        from language_tool_python.match import Match
        from language_tool_python.server import RUNNING_SERVER_PROCESSES
    except ImportError:
        raise Unavailable(
            "absent", "LanguageTool's client is not installed: pip install 'voicekit[languagetool]'"
        ) from None
    from voicekit.grammar.transport import exchange

    class Ours(Client):
        """Speaks through `exchange` alone, and starts jars where they lie: the client's own way downloads them."""

        def __init__(self, server: str | None, jar: str, until: float) -> None:
            self._server = None
            self._jar = jar
            self._codes: set[str] = set()
            self.until = until
            """Time of `time.monotonic` by which an answer must be there."""
            super().__init__("auto", remote_server=server, host="127.0.0.1")

        def check(self, text: str) -> list[Match]:
            try:
                return super().check(text)
            finally:
                Match.PREVIOUS_MATCHES_TEXT = None  # the client keeps the last text it was given
                Match.FOUR_BYTES_POSITIONS = None

        def _query_server(self, url: str, params: Any = None, num_tries: int = 1, method: str = "get") -> Any:
            answer = exchange(url, params if method == "post" else None, self.until - time.monotonic())
            if method == "post" and answer.get("warnings", {}).get("incompleteResults"):
                raise Unavailable("down", "LanguageTool gave up half way through the text")
            return answer

        def _get_languages(self) -> set[str]:
            if not self._codes:
                self._codes = super()._get_languages()
            return self._codes

        def _start_server_on_free_port(self) -> None:
            """One try on a port that is free: the client would go through 918 of them."""
            version = _VERSION.search(os.path.basename(os.path.dirname(self._jar)))
            confirm_java_compatibility(*(version.groups() if version else ()))
            with socket.create_server((self._host, 0)) as free:
                self._port = free.getsockname()[1]
            self._url = f"http://{self._host}:{self._port}/v2/"
            command = [shutil.which("java") or "java", "-cp", self._jar, _MAIN, "--port", str(self._port)]
            quiet = subprocess.DEVNULL
            self._server = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, text=True)
            RUNNING_SERVER_PROCESSES.append(self._server)  # the client ends these when Python ends
            try:
                self._await_server()
            except BaseException:
                self._terminate_server()
                raise

        def _await_server(self) -> None:
            assert self._server is not None
            while self._server.poll() is None:
                try:
                    self._get_languages()
                    return
                except Unavailable:
                    if time.monotonic() > self.until:
                        raise Unavailable(
                            "down", f"LanguageTool's server did not start within {STARTING:g} seconds"
                        ) from None
                    time.sleep(0.1)
            code = self._server.returncode
            raise Unavailable("down", f"LanguageTool's server stopped as it started (exit code {code})")

    return Ours
