"""Opens what the use cases work on: a brand's guideline, the brands of a folder, the sample conversations.

It must never judge anything; a guideline comes from the cache where its content is known.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from voicekit import resources
from voicekit._version import __version__
from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.guideline import compiled
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.digest import content_digest
from voicekit.guideline.files import brand_files, brands_in, signal_files
from voicekit.types import Conversation, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def open_guideline(settings: Settings, brand: str | None = None) -> Guideline:
    """The compiled guideline of `brand` (or of the settings' brand), from the cache where its content is known.

    Raises InputError for an unknown brand, GuidelineError with every mistake in its files.
    """
    name = brand or settings.brand
    root = root_of(settings, name)
    own = content_digest(f"{__version__}\0{name}", root, brand_files(root, name))

    def build() -> dict[str, Any]:
        from pathlib import Path

        from voicekit.guideline.compile import compile_guideline  # pydantic and YAML: a cache miss alone
        from voicekit.guideline.loader import load_brand

        return compile_guideline(load_brand(Path(root), name), own)

    guideline = compiled.cached(_cache(settings), own, build)
    digests = _signal_digests(root)
    sha256 = content_digest("\0".join((own, *digests.values())), root, ())
    guideline.use_signals(_signals_at(root, settings, digests), sha256)
    return guideline


def open_signals(settings: Settings, brand: str | None = None) -> dict[str, Callable[[], dict[str, Any]]]:
    """What gives the signals of each language, from the cache where their content is known.

    Each raises GuidelineError with every mistake in the language's files. They belong to no brand, but each brand
    published in the store has the copy it was published with.
    """
    root = root_of(settings, brand)
    return _signals_at(root, settings, _signal_digests(root))


def _signals_at(
    root: str, settings: Settings, known: Mapping[str, str]
) -> dict[str, Callable[[], dict[str, Any]]]:
    """What gives the signals below `root`, by language; `known` are the digests of each language's files."""

    def build(language: str) -> Mapping[str, bytes]:
        from pathlib import Path

        from voicekit.guideline.signalcompile import compile_signals
        from voicekit.guideline.signalfiles import load_signals

        return compile_signals(load_signals(Path(root), language))

    def opened(language: str, spelt: str) -> Callable[[], dict[str, Any]]:
        return lambda: compiled.cached_signals(
            _cache(settings), known[language], spelt, lambda: build(language)
        )

    return {spelt: opened(language, spelt) for language in known for spelt in _spellings(language)}


def _signal_digests(root: str) -> dict[str, str]:
    return {
        language: content_digest(__version__, root, files) for language, files in signal_files(root).items()
    }


def _cache(settings: Settings) -> str | None:
    return os.fspath(settings.cache_dir) if settings.cache_dir is not None else None


def _spellings(language: str) -> tuple[str, ...]:
    """The ways a language is read in: Vietnamese also as typed without its marks."""
    return (language, "vi-bare") if language == "vi" else (language,)


def brands(settings: Settings) -> list[str]:
    """Names of the brands in the guideline folder, or of those published in the store."""
    if settings.guideline_source == "store":
        from voicekit.service.live import live_brands

        return live_brands(settings)
    return list(brands_in(root_of(settings)))


def samples() -> list[tuple[str, Conversation, Draft | None]]:
    """The sample conversations that travel along: name, conversation, draft."""
    from pathlib import Path

    from voicekit.wire import conversation_from, yamlin

    found = []
    for path in sorted(Path(resources.samples_dir()).glob("*.yaml")):
        conversation, draft = conversation_from(
            yamlin.load(path.read_text(encoding="utf-8"), path.name), path.name
        )
        found.append((path.stem, conversation, draft))
    return found


def root_of(settings: Settings, brand: str | None = None) -> str:
    """The guidelines folder that counts for `brand` (or the settings' brand): that of the settings, or the live one.

    Raises InputError where it holds no brands, or the store has none of that name.
    """
    if settings.guideline_source == "store":
        from voicekit.service.live import live_root

        return live_root(settings, brand or settings.brand)
    root = resources.guidelines_dir() if settings.guidelines is None else os.fspath(settings.guidelines)
    if not os.path.isdir(os.path.join(root, "brands")):
        raise InputError(f"{root}: no guidelines here; a guidelines folder holds brands/ and packs/")
    return root
