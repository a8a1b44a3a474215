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
    monkeypatch.setattr(resources, "_PACKAGE", home)
    monkeypatch.setattr(resources, "_WHEEL", home / "_data")
    return home


def test_this_checkout_has_its_folders(root: Path) -> None:
    assert resources.guidelines_dir() == root / "guidelines"
    assert resources.prompts_dir() == root / "prompts"
    assert resources.samples_dir() == root / "eval" / "cases" / "samples"


def test_a_wheel_has_them_beside_its_code(package: Path) -> None:
    for name in ("guidelines", "prompts", "samples"):
        (package / "_data" / name).mkdir(parents=True)
    (package / "_data" / "table.bin").write_bytes(b"")
    assert resources.guidelines_dir() == package / "_data" / "guidelines"
    assert resources.prompts_dir() == package / "_data" / "prompts"
    assert resources.samples_dir() == package / "_data" / "samples"
    assert resources.data_file("table.bin") == package / "_data" / "table.bin"


def test_a_folder_of_somebody_else_in_site_packages_is_not_ours(package: Path) -> None:
    (package.parent / "guidelines").mkdir()
    with pytest.raises(InputError, match="folder 'guidelines' is not in this installation"):
        resources.guidelines_dir()
    (package.parent / "pyproject.toml").touch()
    assert resources.guidelines_dir() == package.parent / "guidelines"


def test_a_missing_data_file_is_said(package: Path) -> None:
    with pytest.raises(InputError, match="data file 'x' is not in this installation; install voicekit again"):
        resources.data_file("x")
