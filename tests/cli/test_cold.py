"""What a cold `voicekit lint --format json` of the command line itself may load.

Must never judge seconds: a shared machine has none to give. What is loaded is what is paid for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from .conftest import Cli

ASKED = """
import json, sys
from voicekit.cli.main import main
code = main(["lint", "--format", sys.argv[1], "draft.txt"])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
NEVER = {
    "asyncio",
    "concurrent.futures",
    "dataclasses",
    "difflib",
    "importlib.resources",
    "inspect",
    "multiprocessing",
    "pydantic",
    "shutil",
    "tempfile",
    "tomllib",
    "voicekit.cli.annotations",
    "voicekit.cli.fix",
    "voicekit.cli.progress",
    "voicekit.wire.yamlin",
    "voicekit.wire.schemas",
    "yaml",
}
DRAWING = {"voicekit.cli.cells", "voicekit.cli.render", "voicekit.cli.underline", "voicekit.cli.words"}


def loaded(form: str, place: Path, root: Path) -> set[str]:
    paths = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", ASKED, form],
        capture_output=True,
        cwd=place,
        env=os.environ | {"PYTHONPATH": paths},
        timeout=300,
        check=True,
    )
    code, modules = json.loads(done.stderr)
    assert code == 1
    return set(modules)


def test_json_loads_nothing_it_does_not_need(cli: Cli, place: Path, root: Path) -> None:
    (place / "draft.txt").write_text("Sorry for any inconvenience, it ships tomorrow.", encoding="utf-8")
    assert cli("lint", "draft.txt").code == 1  # so that the guideline is in the cache
    modules = loaded("json", place, root)
    assert not modules & (NEVER | DRAWING)
    assert loaded("text", place, root) & DRAWING == DRAWING
