"""The command line under test: run in this process or in one of its own, under a small guideline that never changes.

Golden reports are in tests/golden; `pytest tests/cli --update-golden` writes them again, and only that does.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from voicekit.cli.main import main

HERE = Path(__file__).parent
GUIDELINES = HERE / "guidelines"
GOLDEN = HERE.parent / "golden"


class Ran(NamedTuple):
    """What came of one command."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` makes the reports of now the expected ones."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden again")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is also the current one, with the tiny guideline set in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEKIT_GUIDELINES", str(GUIDELINES))
    monkeypatch.setenv("VOICEKIT_BRAND", "tiny")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def cli(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command line in this process; `stdin` is what is piped in."""

    def run(*argv: str, stdin: str | bytes = "") -> Ran:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        capsys.readouterr()
        code = main(argv)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def process(place: Path, root: Path) -> Cli:
    """Run a command line in a process of its own."""

    def run(*argv: str, stdin: bytes = b"", **env: str) -> Ran:
        paths = [str(root), os.environ.get("PYTHONPATH", "")]
        known = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"} | env
        command = [sys.executable, "-m", "voicekit", *argv]
        done = subprocess.run(
            command, input=stdin, capture_output=True, cwd=place, env=known, timeout=300, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole output with tests/golden/NAME."""

    def compare(name: str, output: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden", default=False):
            GOLDEN.mkdir(exist_ok=True)
            path.write_bytes(output.encode())
        assert path.is_file(), f"no golden report {name}; see `pytest tests/cli --update-golden`"
        assert output == path.read_bytes().decode(), f"{name} has changed"

    return compare
