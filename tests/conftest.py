"""Holds for every test: no network, a cache of its own, and skipped tests that cannot be overlooked.

It must never hold a fixture that only one folder needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GUARD = Path(__file__).parent / "network_guard"
ROOT = Path(__file__).parent.parent

sys.path.insert(0, str(GUARD))
sys.modules.pop("sitecustomize", None)
import sitecustomize as network_guard  # noqa: E402

sys.path.remove(str(GUARD))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(GUARD), os.environ.get("PYTHONPATH", "")]))
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
for name in [name for name in os.environ if name.startswith("VOICEKIT_")]:
    del os.environ[name]

# A busy machine is no defect of the code: properties have no deadline here, speed has tests of its own.
settings.register_profile("voicekit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("voicekit")


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fails a test whose code reached for the network, also where the code swallowed the refusal."""
    network_guard.attempts.clear()
    yield
    reached, network_guard.attempts[:] = list(network_guard.attempts), []
    assert not reached, f"reached for the network: {reached}"


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Gives the run a cache of its own, shared by its processes: no guideline compiled earlier is read.

    `make test` gives one for all its parts: compiling the signals takes a minute.
    """
    base = tmp_path_factory.getbasetemp()
    shared = Path(
        os.environ.get("TESTS_CACHE") or (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says loudly how many tests did not run, and why."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section(f"{len(skipped)} TESTS DID NOT RUN", sep="!", red=True, bold=True)
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.write_line(f"{report.nodeid}: {reason}")
