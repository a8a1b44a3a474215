"""What a warm, cold-started lint may load: nothing heavy, in any of the five languages.

It must never import voicekit itself: what this process has loaded proves nothing about a new one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "dataclasses",
    "fastapi",
    "gradio",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "nltk",
    "numpy",
    "openai",
    "py3langid",
    "pydantic",
    "sqlalchemy",
    "textstat",
    "yaml",
}
REPLIES = {
    "en": "We apologize for any inconvenience. Your parcel left our depot on Friday, as you asked.",
    "de": "Wir entschuldigen uns für die Unannehmlichkeiten. Ihr Paket hat unser Lager am Freitag verlassen.",
    "fr": "Nous nous excusons pour la gêne occasionnée. Votre colis a quitté notre dépôt vendredi matin.",
    "ru": "Приносим извинения за доставленные неудобства. Ваша посылка покинула наш склад в пятницу утром.",
    "vi": "Chúng tôi xin lỗi vì sự bất tiện này. Gói hàng của quý khách đã rời kho chúng tôi hôm thứ Sáu.",
}
LIBRARY = """
import json, sys
import voicekit
from voicekit import config, service
from voicekit.types import Conversation, Draft
guideline = service.open_guideline(config.load())
report = service.check_reply(guideline, Conversation(channel="email"), Draft(sys.argv[1]))
print(json.dumps({"language": report.language.code, "modules": sorted(sys.modules)}))
"""


def python(*arguments: str, cache: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """A new interpreter in the folder `cache`, which is its cache too. Neither a traceback nor exit code 2 may come."""
    done = subprocess.run(
        [sys.executable, *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=cache,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1"},
        timeout=300,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout
    return done


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that already holds the default brand's compiled guideline."""
    cache = tmp_path_factory.mktemp("warm")
    python("-m", "voicekit", "lint", "--format", "json", "-", cache=cache, text=REPLIES["en"])
    return cache


def roots(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("language", REPLIES)
def test_a_warm_lint_through_the_library_loads_nothing_heavy(language: str, warm: Path) -> None:
    result = json.loads(python("-c", LIBRARY, REPLIES[language], cache=warm).stdout)
    assert result["language"] == language
    assert "voicekit" in roots(result["modules"])
    assert roots(result["modules"]) & HEAVY == set()


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("language", REPLIES)
def test_a_warm_lint_on_the_command_line_loads_nothing_heavy(language: str, form: str, warm: Path) -> None:
    arguments = ["-X", "importtime", "-m", "voicekit", "lint", "--format", form, "-"]
    listed = python(*arguments, cache=warm, text=REPLIES[language]).stderr
    modules = [
        line.rpartition("|")[2].strip() for line in listed.splitlines() if line.startswith("import time:")
    ]
    assert "voicekit.lint" in modules
    assert roots(modules) & HEAVY == set()


def test_importing_voicekit_alone_loads_next_to_nothing(tmp_path: Path) -> None:
    code = "import sys; old = set(sys.modules); import voicekit; print(*(set(sys.modules) - old))"
    added = python("-c", code, cache=tmp_path).stdout.split()
    assert "voicekit" in added
    assert (
        roots(added) & (HEAVY | {"argparse", "asyncio", "email", "http", "regex", "socket", "ssl"}) == set()
    )


def test_a_cache_miss_reads_yaml_so_the_list_of_heavy_modules_is_not_idle(tmp_path: Path) -> None:
    result = json.loads(python("-c", LIBRARY, REPLIES["en"], cache=tmp_path).stdout)
    assert {"yaml", "pydantic"} <= roots(result["modules"])
