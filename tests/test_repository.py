"""The repository itself: size limits, lock file, Makefile, contracts, network guard, the wheel's contents.

It must never look at what the product says of a reply.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import sitecustomize as network_guard

LONGEST = 400


def uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    assert found, "uv is missing: make test installs it"
    return found


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_no_file_is_longer_than_a_person_reads(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    kinds = ("*.py", "guidelines/*.yaml", "scripts/*.yaml")
    names = run("git", "ls-files", "-co", "--exclude-standard", *kinds, cwd=root).stdout.split("\n")
    files = [root / name for name in names if name and (root / name).is_file()]
    assert len(files) > 20
    long = {
        str(file): count for file in files if (count := len(file.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_lock_file_names_no_host_and_hashes_everything(root: Path) -> None:
    lock = (root / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry or "==" not in entry] == []


def test_lock_file_has_every_direct_dependency(root: Path) -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (root / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    data = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    extras = data["project"]["optional-dependencies"].values()
    wanted = [
        *data["project"]["dependencies"],
        *data["dependency-groups"]["dev"],
        *(x for one in extras for x in one),
    ]
    names = {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in wanted}  # type: ignore[index]
    assert names - {"voicekit"} <= pinned


def test_every_layer_from_check_down_is_kept_off_the_network(root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    by_id = {contract["id"]: contract for contract in contracts}
    layers = by_id["layers"]["layers"]
    below = [name.strip(" ()") for layer in layers[layers.index("check") :] for name in layer.split("|")]
    built = {
        name
        for name in below
        if list((root / "voicekit").glob(f"{name}.py")) or (root / "voicekit" / name).is_dir()
    }
    assert {f"voicekit.{name}" for name in built} == set(by_id["offline-core"]["source_modules"])


def test_ci_script_can_be_executed(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert run("bash", "-n", str(script), cwd=root).returncode == 0
    assert "make check" in script.read_text("utf-8")


def test_make_says_which_python_is_missing(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "Makefile", tmp_path)
    old = tmp_path / "old-python"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "pyproject.toml").touch()
    done = run("make", "test", f"PYTHON={old}", cwd=tmp_path)
    assert done.returncode == 2
    assert f"voicekit needs Python 3.11 or newer; '{old}' is Python 3.9.2." in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_make_help_lists_what_the_readme_promises(root: Path) -> None:
    listed = run("make", "help", cwd=root).stdout
    assert {"run", "test", "check", "bench", "docs", "fmt", "lock"} <= set(
        re.findall(r"^  make (\S+)", listed, re.M)
    )


@pytest.mark.alone  # a worker of xdist has a guard of its own before conftest's
@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_tests_cannot_connect_to_another_machine(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as one, pytest.raises(network_guard.NetworkBlocked):
        one.connect((host, 80))
    network_guard.attempts.clear()


@pytest.mark.alone  # a worker of xdist has a guard of its own before conftest's
def test_tests_cannot_look_up_a_name_not_even_in_a_child(tmp_path: Path) -> None:
    with pytest.raises(network_guard.NetworkBlocked):
        socket.getaddrinfo("voicekit.invalid", 80)
    network_guard.attempts.clear()
    child = run(sys.executable, "-c", "import socket; socket.gethostbyname('voicekit.invalid')", cwd=tmp_path)
    assert child.returncode == 1
    assert "NetworkBlocked" in child.stderr


def test_tests_can_reach_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()
    assert network_guard.attempts == []


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel that is made from it."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(
        uv(),
        "build",
        "--no-build-isolation",
        "--python",
        sys.executable,
        "--out-dir",
        str(folder),
        str(root),
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    return folder


def below(folder: Path, *, prefix: str) -> set[str]:
    return {f"{prefix}/{file.relative_to(folder).as_posix()}" for file in folder.rglob("*") if file.is_file()}


@pytest.mark.slow
def test_wheel_and_source_archive_carry_guidelines_prompts_and_samples(root: Path, built: Path) -> None:
    [wheel] = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert below(root / "guidelines", prefix="voicekit/_data/guidelines") <= names
    assert below(root / "prompts", prefix="voicekit/_data/prompts") <= names
    samples = below(root / "eval/cases/samples", prefix="voicekit/_data/samples")
    assert len(samples) == 5
    assert samples <= names
    assert {"voicekit/py.typed", "voicekit/_data/evidence.json"} <= names
    assert not [name for name in names if not name.startswith(("voicekit/", "voicekit-"))]

    [archive] = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        inside = {name.partition("/")[2] for name in source.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE"} <= inside
    assert below(root / "eval/cases/samples", prefix="eval/cases/samples") <= inside


@pytest.mark.slow
def test_an_installed_wheel_lints_with_its_base_dependencies_alone(
    root: Path, built: Path, tmp_path: Path
) -> None:
    [wheel] = built.glob("*.whl")
    home = tmp_path / "empty"
    home.mkdir()
    steps = [
        ("venv", "--quiet", "--python", sys.executable, str(home / "venv")),
        (
            "pip",
            "install",
            "--quiet",
            "--python",
            str(home / "venv"),
            "-c",
            str(root / "requirements.lock"),
            str(wheel),
        ),
    ]
    for step in steps:
        done = run(uv(), *step, cwd=home)
        assert done.returncode == 0, done.stderr
    (home / "reply.txt").write_text("We apologize for any inconvenience. Please click here.", "utf-8")
    voicekit = str(home / "venv/bin/voicekit")
    done = run(
        voicekit, "lint", "--format", "json", "reply.txt", cwd=home, XDG_CACHE_HOME=str(home / "cache")
    )
    assert done.returncode in {0, 1}, done.stderr
    report = json.loads(done.stdout)
    assert '"findings"' in done.stdout
    assert report
    assert list((home / "cache").rglob("*")), "the compiled guideline was not cached"
    where = run(
        str(home / "venv/bin/python"), "-c", "import voicekit; print(voicekit.__file__)", cwd=home
    ).stdout
    assert str(home) in where
