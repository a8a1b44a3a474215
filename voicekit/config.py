"""Settings, from four places: defaults < voicekit.toml < VOICEKIT_* in the environment < flags.

An unknown key is an error, never a guess. Must never show a secret, take one from a file or a flag, or read elsewhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from voicekit.errors import ConfigError
from voicekit.types import LANGUAGES

FILE = "voicekit.toml"
PREFIX = "VOICEKIT_"
GRAMMARS = ("off", "auto", "languagetool", "harper", "hunspell")
_CHOICES: dict[str, tuple[str, ...]] = {
    "ui": LANGUAGES,
    "grammar": GRAMMARS,
    "guideline_source": ("folder", "store"),
    "approve": ("others", "anyone"),
}
_FOLDERS = ("guidelines", "cache_dir", "languagetool_jar_dir", "hunspell_dir", "store_dir")
HELP: dict[str, str] = {
    "brand": "the brand whose guideline judges, a folder under `brands/`",
    "guidelines": "the guideline folder to use instead of the one that travels along",
    "cache_dir": "where compiled guidelines are kept; `off` keeps none",
    "ui": "the language of messages and of the report: en, de, fr, ru or vi",
    "host": "the address the page listens on",
    "port": "the port the page listens on, 1 to 65535",
    "grammar": "who reads grammar and spelling: off, auto, languagetool, harper or hunspell",
    "languagetool_url": "the LanguageTool server that drafts may be sent to, such as http://localhost:8081",
    "languagetool_jar_dir": "a folder with LanguageTool's jars, to start a server from on this machine",
    "hunspell_dir": "where hunspell dictionaries lie, instead of the system's own folders",
    "llm_base_url": "the OpenAI-compatible server that suggests rewrites, such as http://localhost:11434/v1",
    "llm_model": "the model to ask for there, by the name that server gives it",
    "llm_api_key": "the key for that server; only VOICEKIT_LLM_API_KEY in the environment sets it",
    "llm_allow_remote": "true: redacted texts may leave this machine and its private network for that server",
    "llm_timeout": "seconds that a rewrite may take in all, tries included",
    "llm_budget": "output tokens that one request may take",
    "llm_price_in": "what a million input tokens cost, in your currency",
    "llm_price_out": "what a million output tokens cost, in your currency",
    "guideline_source": "which guideline is live: that of the folder, or the one published in the store",
    "store_dir": "where the store lies on this machine: its database, its key, the guidelines that are live",
    "store_url": "the team's PostgreSQL database; one with a password only from VOICEKIT_STORE_URL",
    "user": "who changes, submits and publishes guidelines, as the history names them",
    "approve": "who may publish a version: others than its author, or anyone",
}
"""One line a setting, in the order of the documentation."""


_BOUNDS: dict[str, tuple[float, float]] = {
    "port": (1, 65535),
    "llm_timeout": (0.1, 600),
    "llm_budget": (16, 100_000),
    "llm_price_in": (0, 1_000_000),
    "llm_price_out": (0, 1_000_000),
}
"""Least and most of each setting that is a number."""
_WHOLE = ("port", "llm_budget")


class Secret:
    """A text that is shown as `***` wherever it is printed; only `reveal` gives it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that sends it."""
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "***"


class Address(Secret):
    """The address of a database; printed without its password and without what stands behind a `?`."""

    __slots__ = ()

    def __repr__(self) -> str:
        scheme, _, rest = self._text.partition("?")[0].partition("://")
        account, at, place = rest.rpartition("@")
        return f"{scheme}://{account.partition(':')[0]}{at}{place}"


class Settings(NamedTuple):
    """What a run was told. `guidelines=None`: the folder that travels along; `cache_dir=None`: no cache.

    `llm_base_url=None`: no model; `llm_timeout` is in seconds, `llm_budget` in tokens, prices count a million tokens.
    `store_dir=None`: no store on this machine; `store_url=None`: the store is a file in `store_dir`; `user` may be
    empty where the machine knows no login name.
    """

    brand: str = "fernweh"
    guidelines: str | os.PathLike[str] | None = None
    cache_dir: str | os.PathLike[str] | None = None
    ui: str = "en"
    host: str = "127.0.0.1"
    port: int = 7860
    grammar: str = "off"
    languagetool_url: str | None = None
    languagetool_jar_dir: str | os.PathLike[str] | None = None
    hunspell_dir: str | os.PathLike[str] | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: Secret | None = None
    llm_allow_remote: bool = False
    llm_timeout: float = 20.0
    llm_budget: int = 2_000
    llm_price_in: float | None = None
    llm_price_out: float | None = None
    guideline_source: str = "folder"
    store_dir: str | os.PathLike[str] | None = None
    store_url: Address | None = None
    user: str = ""
    approve: str = "others"


def load(
    flags: Mapping[str, object] | None = None,
    env: Mapping[str, str] | None = None,
    cwd: str | os.PathLike[str] | None = None,
) -> Settings:
    """Settings from `voicekit.toml` in `cwd`, then `VOICEKIT_*` of `env`, then `flags` (None: not given).

    A relative folder counts from `cwd`. A folder of guidelines among the flags is the one that is meant, whatever the
    other places say of the store. ConfigError names the place, the key and the mend.
    """
    env = os.environ if env is None else env
    here = os.fspath(cwd) if cwd is not None else os.curdir
    values: dict[str, Any] = {
        "cache_dir": _user_folder(env, "XDG_CACHE_HOME", ".cache"),
        "store_dir": _user_folder(env, "XDG_DATA_HOME", os.path.join(".local", "share"), "store"),
        "user": _login(env),
    }
    for key, value in _read_file(os.path.join(here, FILE)).items():
        known = _known(key, key, FILE)
        values[known] = _convert(known, value, f"{FILE}: {key}", here)
    for name, text in env.items():
        if name.startswith(PREFIX):
            key = _known(name[len(PREFIX) :].lower(), name, "the environment")
            if text:  # set but empty means not set, as in most shells and CI files
                values[key] = _convert(key, _from_text(key, text), name, here)
    for key, value in (flags or {}).items():
        if value is not None:
            known = _known(key, key, "the flags")
            values[known] = _convert(known, value, f"--{key.replace('_', '-')}", here)
    if flags and flags.get("guidelines") is not None and flags.get("guideline_source") is None:
        values["guideline_source"] = "folder"
    return Settings(**values)


def _read_file(path: str) -> dict[str, Any]:
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(
            f"{FILE}: cannot be read ({error.strerror}); mend its permissions or remove it"
        ) from None
    import tomllib  # only where there is a file to read

    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{FILE}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{FILE}: not TOML: {error}") from None


def _known(key: str, shown: str, place: str) -> str:
    if key in Settings._fields:
        return key
    import difflib  # 4 ms, only for the sentence below

    near = difflib.get_close_matches(key.lower().replace("-", "_"), Settings._fields, n=1)
    known = PREFIX + near[0].upper() if near and place == "the environment" else (near or [""])[0]
    mend = f"did you mean '{known}'?" if near else f"known are {', '.join(Settings._fields)}"
    raise ConfigError(f"unknown setting '{shown}' in {place}; {mend}")


def _convert(key: str, value: object, where: str, here: str) -> object:
    if key == "llm_api_key":
        return _secret(value, where)
    if key in _BOUNDS:
        return _number(key, value, where)
    if key == "llm_allow_remote":
        if not isinstance(value, bool):
            raise ConfigError(f"{where}: expected true or false, got {value!r}")
        return value
    if key == "store_url":
        return _database(value, where)
    if key in _FOLDERS:
        if not isinstance(value, str | os.PathLike) or not os.fspath(value):
            raise ConfigError(f"{where}: expected a folder, got {value!r}")
        if key == "cache_dir" and value == "off":
            return None
        return os.path.join(here, os.path.expanduser(value))
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: expected a text that is not empty, got {value!r}")
    if value not in _CHOICES.get(key, (value,)):
        raise ConfigError(f"{where}: expected one of {', '.join(_CHOICES[key])}, got {value!r}")
    if key == "user" and not (len(value) <= 100 and value.isprintable()):
        raise ConfigError(f"{where}: expected a name of up to 100 letters on one line")
    if key == "languagetool_url":
        return _server(value, where, "http://localhost:8081", "/v2")
    if key == "llm_base_url":
        return _server(value, where, "http://localhost:11434/v1")
    return value


def host_elsewhere(address: str | None) -> str:
    """The host of a server on another machine; empty for one on this machine, and where there is none."""
    if not address:
        return ""
    from urllib.parse import urlsplit

    host = urlsplit(address).hostname or ""
    return "" if host in ("localhost", "::1") or host.startswith("127.") else host


def is_near(host: str) -> bool:
    """True for this machine and its private network: a loopback or private address, or a name only such a net has."""
    from ipaddress import IPv6Address, ip_address  # only for who has a server

    try:
        address = ip_address(host)
    except ValueError:
        inside = host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))
        return host[:1].isalpha() and ("." not in host or inside)  # a digit: 134744072 is 8.8.8.8
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_private


def _server(value: str, where: str, example: str, protocol: str = "") -> str:
    """The address of a server, ending in `/`, without `protocol`: the client's own paths go below it."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ConfigError(f"{where}: not an address such as {example}") from None
    if "@" in parts.netloc or parts.query or parts.fragment:  # not repeated: it may hold a password
        raise ConfigError(
            f"{where}: leave out user, password, '?' and '#'; only scheme, host, port and path count"
        )
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{where}: expected an address such as {example}, got {value!r}")
    if parts.scheme == "http" and not is_near(host):
        raise ConfigError(f"{where}: drafts would cross the internet unencrypted; use https for {host}")
    path = parts.path.rstrip("/").removesuffix(protocol).rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}/"


def _secret(value: object, where: str) -> Secret:
    """The key. A complaint never repeats it."""
    if where != PREFIX + "LLM_API_KEY":
        raise ConfigError(f"{where}: a key stands in no file and no flag; set {PREFIX}LLM_API_KEY instead")
    text = str(value).strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text:
        raise ConfigError(f"{where}: a key has no spaces and only ASCII signs; copy it again")
    return Secret(text)


def _database(value: object, where: str) -> Address:
    """The address of the team's database. A complaint never repeats it: it may hold a password."""
    from urllib.parse import parse_qsl, urlsplit

    wanted = "expected an address such as postgresql://care@db.example.com/voicekit"
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        query = dict(parse_qsl(parts.query))
        usable = bool((parts.hostname or query.get("host")) and parts.path.strip("/")) and parts.port != 0
    except ValueError:
        raise ConfigError(f"{where}: {wanted}") from None
    if parts.scheme not in ("postgresql", "postgresql+psycopg") or not usable or not text.isprintable():
        raise ConfigError(f"{where}: {wanted}")
    hidden = any(name.lower().endswith("password") for name in query)
    if (parts.password is not None or hidden) and where != PREFIX + "STORE_URL":
        raise ConfigError(
            f"{where}: a password stands in no file and no flag; set {PREFIX}STORE_URL instead, or leave it out"
        )
    return Address(text)


def _number(key: str, value: object, where: str) -> int | float:
    least, most = _BOUNDS[key]
    kinds = (int,) if key in _WHOLE else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
        what = "a port" if key == "port" else "a whole number" if key in _WHOLE else "a number"
        raise ConfigError(f"{where}: expected {what} from {_plain(least)} to {_plain(most)}, got {value!r}")
    return value


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _from_text(key: str, text: str) -> object:
    """What `text` from the environment says: a number or true or false, where the setting is one."""
    if key == "llm_allow_remote":
        return {"true": True, "false": False}.get(text.strip().lower(), text)
    if key not in _BOUNDS or len(text) > 12:
        return text
    if key in _WHOLE:
        return int(text) if text.isascii() and text.isdigit() else text
    try:
        return float(text)
    except ValueError:
        return text


def _user_folder(env: Mapping[str, str], base: str, below_home: str, on_windows: str = "") -> str | None:
    """voicekit's folder below the user's one for caches or for data."""
    if sys.platform == "win32" and env.get("LOCALAPPDATA"):
        return os.path.join(env["LOCALAPPDATA"], "voicekit", *filter(None, (on_windows,)))
    if os.path.isabs(env.get(base, "")):
        return os.path.join(env[base], "voicekit")
    home = os.path.expanduser("~")
    # A service account may have no home: then nothing is kept rather than written to a guessed place.
    return os.path.join(home, below_home, "voicekit") if os.path.isabs(home) else None


def _login(env: Mapping[str, str]) -> str:
    """The login name as the environment or the system has it; empty where neither does."""
    for name in ("LOGNAME", "USER", "USERNAME"):
        login = env.get(name, "").strip()
        if login and login.isprintable():
            return login[:100]
    try:
        import pwd  # as getpass does, which takes longer to load
    except ImportError:  # Windows
        return ""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user may have no name
        return ""
