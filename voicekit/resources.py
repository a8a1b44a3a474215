"""Where guidelines, prompts, samples and figures lie, in a checkout and in an installed wheel.

Must never read what it finds, and use neither `importlib.resources` nor `pathlib` (40 and 20 ms of a cold start).
"""

from __future__ import annotations

import os

from voicekit.errors import InputError

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def guidelines_dir() -> str:
    """The guideline folder (`packs/`, `brands/`) that travels along. InputError where it is missing."""
    return _folder("guidelines")


def prompts_dir() -> str:
    """The prompt files that travel along. InputError where they are missing."""
    return _folder("prompts")


def samples_dir() -> str:
    """The sample conversations that travel along. InputError where they are missing."""
    return _folder("samples", os.path.join("eval", "cases", "samples"))


def evidence_file() -> str:
    """The figures measured of the rules that travel along (JSON). InputError where they are missing."""
    places = [os.path.join(_PACKAGE, "_data", "evidence.json")]
    if _in_checkout():
        places.append(os.path.join(os.path.dirname(_PACKAGE), "docs", "evidence.json"))
    for place in places:
        if os.path.isfile(place):
            return place
    raise InputError("file 'evidence.json' is not in this installation; install voicekit again")


def _folder(name: str, in_checkout: str = "") -> str:
    places = [os.path.join(_PACKAGE, "_data", name)]
    if _in_checkout():
        places.append(os.path.join(os.path.dirname(_PACKAGE), in_checkout or name))
    for place in places:
        if os.path.isdir(place):
            return place
    raise InputError(f"folder '{name}' is not in this installation; install voicekit again")


def _in_checkout() -> bool:
    # An installed package lies in site-packages, where a folder of the same name would be somebody else's.
    return os.path.isfile(os.path.join(os.path.dirname(_PACKAGE), "pyproject.toml"))
