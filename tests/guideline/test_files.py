"""Which files a brand is made of, found without YAML."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from voicekit.errors import InputError
from voicekit.guideline.files import brand_files, brands_in
from voicekit.guideline.loader import load_brand

LOOK = """
import json, sys
from pathlib import Path
sys.modules["voicekit"] = type(sys)("voicekit")
sys.modules["voicekit"].__path__ = [sys.argv[2]]
from voicekit.guideline.files import brand_files
brand_files(Path(sys.argv[1]), "shop")
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


def test_all_files_of_the_brand_and_of_every_pack(
    folder: Path, change: Callable[[str, str, str], None]
) -> None:
    change("packs/unused/pack.yaml", "", "schema_version: 1\n")
    change("brands/other/voice.yaml", "", "schema_version: 1\n")
    change("brands/shop/notes.txt", "", "not YAML")
    change("brands/shop/.hidden.yaml", "", "x")
    names = [Path(path).relative_to(folder).as_posix() for path in brand_files(folder, "shop")]
    assert names == [
        "brands/shop/channels.yaml", "brands/shop/rules.yaml", "brands/shop/voice.yaml", "packs/care/en.yaml",
        "packs/care/pack.yaml", "packs/unused/pack.yaml",
    ]  # fmt: skip
    assert set(load_brand(folder, "shop").files) <= set(map(Path, brand_files(folder, "shop")))
    assert brands_in(folder) == ("other", "shop")


def test_an_unknown_brand_names_those_there_are(folder: Path) -> None:
    with pytest.raises(InputError, match="unknown brand 'shap'; there are: shop"):
        brand_files(folder, "shap")


def test_nothing_heavy_is_imported(folder: Path, root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder), str(root / "voicekit")],
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    assert not {"yaml", "pydantic", "pydantic_core", "dataclasses"} & set(json.loads(done.stdout))
