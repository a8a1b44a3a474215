"""What the README and CONTRIBUTING show can be done: the Python runs, the rules load and pass their own examples."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

from support.tiny import write_tiny

from scripts.check_docs import FENCE
from voicekit import config, service

PAGES = ("README.md", "CONTRIBUTING.md")


def fences(page: Path, language: str) -> list[str]:
    """The fences of `page` in `language`, without the indent of a list they may stand in."""
    found = FENCE.finditer(page.read_text("utf-8"))
    return [textwrap.dedent(match["body"]) for match in found if match["language"] == language]


def test_the_python_example_runs(root: Path, tmp_path: Path) -> None:
    [code] = fences(root / "README.md", "python")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("revise\n")
    assert "human.empty-apology" in done.stdout


def test_the_rules_shown_pass_their_own_examples(root: Path, tmp_path: Path) -> None:
    folder = write_tiny(tmp_path)
    shutil.copytree(root / "guidelines/packs/human", folder / "packs/human")
    rules = folder / "brands/shop/rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("[care]", "[human]"), "utf-8")
    pack = folder / "packs/human/en.yaml"
    shown = set()
    for name in PAGES:
        [entry] = fences(root / name, "yaml")
        rule_id = f"human.shown-in-{name.partition('.')[0].lower()}"
        entry = re.sub(r"(?<=^- id: )\S+", rule_id, entry)
        pack.write_text(pack.read_text("utf-8").rstrip("\n") + "\n" + textwrap.indent(entry, "  "), "utf-8")
        shown.add(rule_id)

    results = service.try_rules(config.load({"guidelines": folder, "brand": "shop"}))
    results = [one for one in results if one.rule_id in shown]
    assert {(one.rule_id, one.kind) for one in results} == {
        (rule_id, kind) for rule_id in shown for kind in ("bad", "good", "ok")
    }
    assert [one for one in results if not one.ok] == []


def test_the_smallest_brand_shown_loads(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "guidelines", tmp_path / "guidelines")
    for content in fences(root / "docs" / "guideline.md", "yaml"):
        name = re.match(r"# (brands/kaffee/\w+\.yaml)", content)
        assert name is not None
        path = tmp_path / "guidelines" / name[1]
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    settings = config.load({"guidelines": tmp_path / "guidelines", "brand": "kaffee"})
    assert service.check_guideline(settings) == []
