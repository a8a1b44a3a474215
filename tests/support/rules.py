"""Small guidelines for tests, built from compiled rules without any file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from voicekit.guideline.compile import build_indexes, dump_rules, sides
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.guideline.signalcompile import compile_signals
from voicekit.guideline.signalfiles import LoadedSignals
from voicekit.guideline.signalmodels import Shapes
from voicekit.types import LANGUAGES

SILENT = compile_signals({code: LoadedSignals(code, (), (), {}, Shapes()) for code in LANGUAGES})
"""Signals of every language that nothing shows in: every message is read, and none says anything."""
DATA = Path(__file__).parents[2].parent / "shared" / "data"


def rule(id: str, kind: str = "existence", *, wrap: bool = True, **fields: Any) -> Rule:
    """A rule with plain values; `tokens` are wrapped in word edges as the compiler does."""
    body = dict(fields.pop("body", {}))
    if "tokens" in fields:
        tokens = fields.pop("tokens")
        body["tokens"] = [rf"\b(?:{token})\b" if wrap else token for token in tokens]
    values: dict[str, Any] = {
        "id": id, "kind": kind, "pack": "test", "languages": ("en",), "dimension": "voice", "severity": "warning",
        "blocking": False, "sureness": "sure", "message": {"en": "See '{match}'."}, "why": {"en": "Because."},
        "source": None, "when": None, "unless": None, "scope": "prose", "exceptions": (), "ignorecase": True,
        "limit": None, "body": body,
    }  # fmt: skip
    return Rule(**{**values, **fields})


def guideline(
    rules: Sequence[Rule],
    *,
    keep: Sequence[str] = (),
    bands: Mapping[str, tuple[str, float | None, float | None]] | None = None,
    channels: Mapping[str, tuple[Any, ...]] | None = None,
    scenarios: Sequence[str] = (),
    signals: Mapping[str, bytes] | None = None,
    policy: Mapping[str, Any] | None = None,
    default_language: str = "en",
) -> Guideline:
    """A guideline of `rules` alone, with the compiled `signals` and `policy` of `support.threads`, if any."""
    return Guideline(
        {
            "ref": ("test", "1", "0" * 64),
            "title": "Test",
            "languages": ["en", "de", "fr", "ru", "vi"],
            "default_language": default_language,
            "revise_at": "warning",
            "bands": dict(bands or {}),
            "channels": {"default": ("default", "Default", "private", None, None, None), **(channels or {})},
            "scenarios": {name: {} for name in scenarios},
            "axes": {},
            "templates": [],
            "keep": list(keep),
            "rules": dump_rules(rules),
            "sides": sides(rules),
            "indexes": build_indexes(rules),
            "signals": dict(SILENT if signals is None else signals),
            "policy": policy,
            "published": ((), (), "any"),
            "terms": [],
            "sign_off": {},
        }
    )


def star_turns() -> Iterator[str]:
    """Agent turns of the public STAR chats; skips the test, saying so, where they are not on this machine."""
    path = DATA / "conversations_star.jsonl"
    if not path.is_file():
        pytest.skip(f"public chats are not here ({path.name}); see CONTRIBUTING.md")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for turn in json.loads(line)["turns"]:
                if turn["role"] == "agent":
                    yield turn["text"]
