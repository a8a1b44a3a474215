"""A real page in a real Chromium: the server as a program of its own, the browser kept to this machine.

Must never download a browser, and never let a missing one pass in silence where it counts.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
READY = "voicekit desk: "
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Server:
    """The page's program: `url`, what it logged, and its end."""

    def __init__(self, port: int = 0, **environment: str) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            port = probe.getsockname()[1]
        self.port = port
        self.url = f"http://127.0.0.1:{port}/"
        self.log: list[str] = []
        ready: Queue[str] = Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-u", str(ROOT / "app.py")],
            cwd=ROOT,
            env={**os.environ, "VOICEKIT_PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

        def read() -> None:
            assert self.process.stdout is not None
            for line in self.process.stdout:
                self.log.append(line)
                if line.startswith(READY):
                    ready.put(line)
            ready.put("")

        self._reader = threading.Thread(target=read, daemon=True)
        self._reader.start()
        try:
            line = ready.get(timeout=300)
        except Empty:
            line = ""
        if not line:
            self.stop()
            pytest.fail("the page did not start:\n" + "".join(self.log))

    def stop(self) -> None:
        """Ends the program; a second call does nothing."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self._reader.join(10)
        if self.process.stdout is not None:
            self.process.stdout.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the Chromium on PATH. Without one: skipped and said so, or failed where CI is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    message = "NO CHROMIUM ON PATH: the page was not tested in a browser (`make browser` helps)"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def start_server() -> Iterator[Callable[..., Server]]:
    """Starts a page of its own; all are stopped at the end."""
    started: list[Server] = []

    def start(port: int = 0, **environment: str) -> Server:
        started.append(Server(port, **environment))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(chromium: str, start_server: Callable[..., Server]) -> Server:
    """The page all tests share."""
    return start_server()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the run."""
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens the page in a tab of its own; at the end no other host was asked for and no script had failed."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    faults: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            strangers.append(request.url)

    def stay(route: Route) -> None:
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            route.abort()

    def start(url: str = "", **options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.on("request", watch)
        context.route("**/*", stay)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url or server.url)
        page.wait_for_selector("#vk-panel .vk-panel")
        page.wait_for_selector("#vk-draft textarea")
        return page

    yield start
    for context in contexts:
        context.close()
    assert strangers == [], "the page asked other hosts"
    assert faults == [], "a script on the page failed"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """The page at 1280 x 900, in light colours."""
    return open_page()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots and figures of the run are kept (not in the repository)."""
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder
