"""Settings: the order of the four places, and that an unknown or impossible key is an error in words.

Must never read the settings of the machine the tests run on.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from voicekit.config import HELP, Address, Secret, Settings, host_elsewhere, is_near, load
from voicekit.errors import ConfigError

HOME = {"XDG_CACHE_HOME": "/somewhere/cache", "XDG_DATA_HOME": "/somewhere/data", "LOGNAME": "mai"}


def test_defaults(tmp_path: Path) -> None:
    known = Settings(cache_dir="/somewhere/cache/voicekit", store_dir="/somewhere/data/voicekit", user="mai")
    assert load(env=HOME, cwd=tmp_path) == known
    assert (known.guideline_source, known.store_url, known.approve) == ("folder", None, "others")
    assert Settings() == Settings("fernweh", None, None, "en", "127.0.0.1", 7860, "off", None, None, None)


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
        ("qqqq = 1", "known are brand, guidelines, cache_dir, ui, host, port, grammar"),
        ("brand = 5", "voicekit.toml: brand: expected a text that is not empty, got 5"),
        ('brand = " "', "voicekit.toml: brand: expected a text that is not empty"),
        ('ui = "es"', "voicekit.toml: ui: expected one of en, de, fr, ru, vi, got 'es'"),
        ("port = true", "voicekit.toml: port: expected a port from 1 to 65535, got True"),
        ("port = 70000", "expected a port from 1 to 65535, got 70000"),
        ('port = "80"', "expected a port from 1 to 65535, got '80'"),
        ("guidelines = []", "voicekit.toml: guidelines: expected a folder, got []"),
        ("grammar = false", "voicekit.toml: grammar: expected a text that is not empty, got False"),
        (
            'grammar = "spell"',
            "grammar: expected one of off, auto, languagetool, harper, hunspell, got 'spell'",
        ),
        (
            'languagetool_url = "localhost:8081"',
            "languagetool_url: expected an address such as http://localhost",
        ),
        ('languagetool_url = "ftp://lt/"', "languagetool_url: expected an address such as http://localhost"),
        (
            'languagetool_url = "http://lt:99999/"',
            "languagetool_url: not an address such as http://localhost",
        ),
        ('languagetool_url = "http://lt.example.com/"', "unencrypted; use https for lt.example.com"),
        ('languagetool_url = "http://8.8.8.8:8081"', "unencrypted; use https for 8.8.8.8"),
        ('llm_base_url = "http://llm.example.com/v1"', "unencrypted; use https for llm.example.com"),
        ('llm_base_url = "localhost/v1"', "expected an address such as http://localhost:11434/v1"),
        ('llm_allow_remote = "yes"', "llm_allow_remote: expected true or false, got 'yes'"),
        ("llm_allow_remote = 1", "llm_allow_remote: expected true or false, got 1"),
        ("llm_timeout = 0", "llm_timeout: expected a number from 0.1 to 600, got 0"),
        ("llm_timeout = nan", "llm_timeout: expected a number from 0.1 to 600, got nan"),
        ("llm_budget = 99.5", "llm_budget: expected a whole number from 16 to 100000, got 99.5"),
        ("llm_price_in = -1", "llm_price_in: expected a number from 0 to 1000000, got -1"),
        ("hunspell_dir = 1", "voicekit.toml: hunspell_dir: expected a folder, got 1"),
        ('guideline_source = "git"', "guideline_source: expected one of folder, store, got 'git'"),
        ('approve = "me"', "voicekit.toml: approve: expected one of others, anyone, got 'me'"),
        ("store_dir = false", "voicekit.toml: store_dir: expected a folder, got False"),
        ('user = "a\\nb"', "voicekit.toml: user: expected a name of up to 100 letters on one line"),
        ('store_url = "mysql://db/x"', "store_url: expected an address such as postgresql://care@db.exam"),
        ('store_url = "postgresql://db"', "store_url: expected an address such as postgresql://care@db.exam"),
        ("store_url = 5", "store_url: expected an address such as postgresql://care@db.exam"),
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


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://localhost:8081", "http://localhost:8081/"),
        ("http://[::1]:8081/v2/", "http://[::1]:8081/"),
        ("http://192.168.1.4:8010/v2", "http://192.168.1.4:8010/"),
        ("http://languagetool:8010/", "http://languagetool:8010/"),
        ("https://words.example.com/lt/", "https://words.example.com/lt/"),
    ],
)
def test_the_address_of_a_server_ends_where_the_protocol_begins(
    tmp_path: Path, given: str, kept: str
) -> None:
    assert load({"languagetool_url": given}, HOME, tmp_path).languagetool_url == kept


def test_a_password_in_an_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="leave out user, password") as caught:
        load({}, HOME | {"VOICEKIT_LANGUAGETOOL_URL": "ftp://me:hush@lt.example.com/"}, tmp_path)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://words.example.com/", "words.example.com"),
        ("http://lt:8010/", "lt"),
        ("http://localhost:8081/", ""),
        ("http://127.0.0.1:8081/", ""),
        (None, ""),
    ],
)
def test_a_page_can_say_where_drafts_go(address: str | None, host: str) -> None:
    assert host_elsewhere(address) == host


def test_a_model_from_the_environment(tmp_path: Path) -> None:
    given = {
        "BASE_URL": "https://llm.example.com/v2/",
        "MODEL": "m",
        "API_KEY": " sk-hush ",
        "ALLOW_REMOTE": "True",
        "TIMEOUT": "7.5",
        "BUDGET": "900",
        "PRICE_IN": "0.15",
        "PRICE_OUT": "1",
    }
    settings = load({}, HOME | {f"VOICEKIT_LLM_{name}": text for name, text in given.items()}, tmp_path)
    chosen = [value for key, value in settings._asdict().items() if key.startswith("llm_")]
    assert chosen == ["https://llm.example.com/v2/", "m", Secret("sk-hush"), True, 7.5, 900, 0.15, 1.0]
    assert load({}, HOME | {"VOICEKIT_LLM_ALLOW_REMOTE": "false"}, tmp_path).llm_allow_remote is False
    for name, text in (("ALLOW_REMOTE", "1"), ("TIMEOUT", "soon"), ("BUDGET", "1e3"), ("PRICE_IN", "inf")):
        with pytest.raises(ConfigError, match=f"VOICEKIT_LLM_{name}: expected .*, got "):
            load({}, HOME | {f"VOICEKIT_LLM_{name}": text}, tmp_path)


def test_a_key_is_never_shown_and_comes_from_the_environment_alone(tmp_path: Path) -> None:
    settings = load({}, HOME | {"VOICEKIT_LLM_API_KEY": "sk-hush"}, tmp_path)
    assert settings.llm_api_key is not None and settings.llm_api_key.reveal() == "sk-hush"
    assert "hush" not in f"{settings!r} {settings} {settings.llm_api_key} {settings._asdict()}"
    assert "llm_api_key=***" in repr(settings)
    assert pickle.loads(pickle.dumps(settings)) == settings and hash(settings) is not None
    for bad in ("sk hush", "sk-hush\nX-Header: 1", "sk-hush-ä", "   "):
        with pytest.raises(ConfigError, match="VOICEKIT_LLM_API_KEY: a key has no spaces") as caught:
            load({}, HOME | {"VOICEKIT_LLM_API_KEY": bad}, tmp_path)
        assert "hush" not in str(caught.value)
    with pytest.raises(ConfigError, match="--llm-api-key: a key stands in no file and no flag") as caught:
        load({"llm_api_key": "sk-hush"}, HOME, tmp_path)
    assert "hush" not in str(caught.value)
    (tmp_path / "voicekit.toml").write_text('llm_api_key = "sk-hush"', encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"voicekit.toml: llm_api_key: .* set VOICEKIT_LLM_API_KEY"
    ) as caught:
        load({}, HOME, tmp_path)
    assert "hush" not in str(caught.value)


def test_the_stores_password_comes_from_the_environment_and_is_never_shown(tmp_path: Path) -> None:
    plain = "postgresql://care@db.example.com:5432/voicekit"
    assert load({"store_url": plain}, HOME, tmp_path).store_url == Address(plain)
    for url, shown in (
        ("postgresql://care:hush@db.example.com/vk?sslmode=require", "postgresql://care@db.example.com/vk"),
        ("postgresql+psycopg://care:a@hush@db:5432/vk", "postgresql+psycopg://care@db:5432/vk"),
        ("postgresql://db/vk?user=care&password=hush", "postgresql://db/vk"),
        ("postgresql://care:hush@/vk?host=/run/postgresql", "postgresql://care@/vk"),
    ):
        settings = load({}, HOME | {"VOICEKIT_STORE_URL": url}, tmp_path)
        assert settings.store_url is not None and settings.store_url.reveal() == url
        assert str(settings.store_url) == shown and f"store_url={shown}," in repr(settings)
        assert "hush" not in f"{settings!r} {settings} {settings._asdict()}"
        assert pickle.loads(pickle.dumps(settings)) == settings
        with pytest.raises(ConfigError, match="--store-url: a password stands in no file") as caught:
            load({"store_url": url}, HOME, tmp_path)
        assert "hush" not in str(caught.value)
        (tmp_path / "voicekit.toml").write_text(f'store_url = "{url}"', encoding="utf-8")
        with pytest.raises(
            ConfigError, match=r"voicekit.toml: store_url: .* set VOICEKIT_STORE_URL"
        ) as caught:
            load({}, HOME, tmp_path)
        assert "hush" not in str(caught.value)
        (tmp_path / "voicekit.toml").unlink()
    for broken in ("mysql://me:hush@db/vk", "postgresql://me:hush@db:port/vk", "postgresql://me:hush@/vk"):
        with pytest.raises(ConfigError, match="VOICEKIT_STORE_URL: expected an address such as") as caught:
            load({}, HOME | {"VOICEKIT_STORE_URL": broken}, tmp_path)
        assert "hush" not in str(caught.value)


def test_a_folder_among_the_flags_is_the_one_that_is_meant(tmp_path: Path) -> None:
    env = HOME | {"VOICEKIT_GUIDELINE_SOURCE": "store", "VOICEKIT_GUIDELINES": "/ours"}
    assert load({}, env, tmp_path).guideline_source == "store"
    assert load({"guidelines": "/theirs"}, env, tmp_path).guideline_source == "folder"


def test_the_user_is_the_login_name_unless_said(tmp_path: Path) -> None:
    assert load({}, {"USER": " an "}, tmp_path).user == "an"
    assert load({}, HOME | {"VOICEKIT_USER": "Ngọc Anh"}, tmp_path).user == "Ngọc Anh"
    assert load({}, {"LOGNAME": "a\x1bb", "USERNAME": "lê"}, tmp_path).user == "lê"


@pytest.mark.parametrize(
    "host", ["134744072", "0x8080808", "::ffff:8.8.8.8", "example.com", "localhost.com", ""]
)
def test_a_host_that_only_looks_near_is_not(host: str) -> None:
    assert not is_near(host)


def test_every_setting_has_its_line_of_help() -> None:
    assert tuple(HELP) == Settings._fields
