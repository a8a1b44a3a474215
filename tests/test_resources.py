"""Where the folders lie: in the checkout these tests run in, in a wheel, and where there is none.

Must never depend on what the folders hold.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit import resources
from voicekit.errors import InputError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "site" / "voicekit"
    home.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", str(home))
    return home


def test_this_checkout_has_its_folders(root: Path) -> None:
    assert Path(resources.guidelines_dir()) == root / "guidelines"
    assert Path(resources.prompts_dir()) == root / "prompts"
    assert Path(resources.samples_dir()) == root / "eval" / "cases" / "samples"
    assert Path(resources.evidence_file()) == root / "docs" / "evidence.json"


def test_a_wheel_has_them_beside_its_code(package: Path) -> None:
    for name in ("guidelines", "prompts", "samples"):
        (package / "_data" / name).mkdir(parents=True)
    assert Path(resources.guidelines_dir()) == package / "_data" / "guidelines"
    assert Path(resources.prompts_dir()) == package / "_data" / "prompts"
    assert Path(resources.samples_dir()) == package / "_data" / "samples"
    with pytest.raises(InputError, match=r"file 'evidence.json' is not in this installation"):
        resources.evidence_file()
    (package / "_data" / "evidence.json").touch()
    assert Path(resources.evidence_file()) == package / "_data" / "evidence.json"


def test_a_folder_of_somebody_else_in_site_packages_is_not_ours(package: Path) -> None:
    (package.parent / "guidelines").mkdir()
    with pytest.raises(InputError, match="folder 'guidelines' is not in this installation"):
        resources.guidelines_dir()
    (package.parent / "pyproject.toml").touch()
    assert Path(resources.guidelines_dir()) == package.parent / "guidelines"
