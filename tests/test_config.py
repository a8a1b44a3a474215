"""Settings: the order of the four places, and that an unknown or impossible key is an error in words.

Must never read the settings of the machine the tests run on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from voicekit.config import HELP, Settings, load
from voicekit.errors import ConfigError

HOME = {"XDG_CACHE_HOME": "/somewhere/cache"}


def test_defaults(tmp_path: Path) -> None:
    assert load(env=HOME, cwd=tmp_path) == Settings(cache_dir="/somewhere/cache/voicekit")
    assert Settings() == Settings("fernweh", None, None, "en", "127.0.0.1", 7860)


def test_flags_beat_environment_beats_file_beats_defaults(tmp_path: Path) -> None:
    (tmp_path / "voicekit.toml").write_text(
        'brand = "a"\nui = "de"\nhost = "h"\nport = 1\n', encoding="utf-8"
    )
    env = HOME | {"VOICEKIT_UI": "fr", "VOICEKIT_HOST": "e", "VOICEKIT_PORT": "2", "OTHER": "x"}
    settings = load({"host": "f", "port": 3, "brand": None}, env, tmp_path)
    assert (settings.brand, settings.ui, settings.host, settings.port) == ("a", "fr", "f", 3)
    assert load({}, env, tmp_path).port == 2


def test_folders_count_from_where_the_file_is(tmp_path: Path) -> None:
    (tmp_path / "voicekit.toml").write_text('guidelines = "our/rules"\ncache_dir = "/c"\n', encoding="utf-8")
    settings = load({}, HOME, tmp_path)
    assert (settings.guidelines, settings.cache_dir) == (str(tmp_path / "our/rules"), "/c")
    assert load({"cache_dir": "off"}, HOME, tmp_path).cache_dir is None


def test_a_variable_set_to_nothing_is_not_set(tmp_path: Path) -> None:
    assert load({}, HOME | {"VOICEKIT_BRAND": "", "VOICEKIT_PORT": ""}, tmp_path).brand == "fernweh"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('brnd = "x"', "unknown setting 'brnd' in voicekit.toml; did you mean 'brand'?"),
        ("qqqq = 1", "known are brand, guidelines, cache_dir, ui, host, port"),
        ("brand = 5", "voicekit.toml: brand: expected a text that is not empty, got 5"),
        ('brand = " "', "voicekit.toml: brand: expected a text that is not empty"),
        ('ui = "es"', "voicekit.toml: ui: expected one of en, de, fr, ru, vi, got 'es'"),
        ("port = true", "voicekit.toml: port: expected a port from 1 to 65535, got True"),
        ("port = 70000", "expected a port from 1 to 65535, got 70000"),
        ('port = "80"', "expected a port from 1 to 65535, got '80'"),
        ("guidelines = []", "voicekit.toml: guidelines: expected a folder, got []"),
        ("brand = ", "voicekit.toml: not TOML: "),
        ('brand = "a"\nbrand = "b"', "voicekit.toml: not TOML: "),
    ],
)
def test_each_mistake_in_the_file_is_said(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "voicekit.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load({}, HOME, tmp_path)
    assert said in str(caught.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "voicekit.toml").write_bytes(b'brand = "\xff"')
    with pytest.raises(ConfigError, match="not UTF-8 at byte 9; save it as UTF-8"):
        load({}, HOME, tmp_path)
    (tmp_path / "voicekit.toml").unlink()
    (tmp_path / "voicekit.toml").mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load({}, HOME, tmp_path)


def test_mistakes_in_the_environment_and_the_flags_are_said(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match="unknown setting 'VOICEKIT_BRAN' in the environment; did you mean 'VOICEKIT_BR"
    ):
        load({}, HOME | {"VOICEKIT_BRAN": "x"}, tmp_path)
    with pytest.raises(ConfigError, match="VOICEKIT_PORT: expected a port from 1 to 65535, got 'many'"):
        load({}, HOME | {"VOICEKIT_PORT": "many"}, tmp_path)
    with pytest.raises(ConfigError, match="unknown setting 'colour' in the flags"):
        load({"colour": 1}, HOME, tmp_path)
    with pytest.raises(ConfigError, match="--ui: expected one of"):
        load({"ui": "xx"}, HOME, tmp_path)


def test_every_setting_has_its_line_of_help() -> None:
    assert tuple(HELP) == Settings._fields
