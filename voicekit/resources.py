"""Where guidelines, prompts and samples lie, in a checkout and in an installed wheel.

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


def _folder(name: str, in_checkout: str = "") -> str:
    places = [os.path.join(_PACKAGE, "_data", name)]
    checkout = os.path.dirname(_PACKAGE)
    # An installed package lies in site-packages, where a folder of the same name would be somebody else's.
    if os.path.isfile(os.path.join(checkout, "pyproject.toml")):
        places.append(os.path.join(checkout, in_checkout or name))
    for place in places:
        if os.path.isdir(place):
            return place
    raise InputError(f"folder '{name}' is not in this installation; install voicekit again")
