"""The kinds of value the store's columns hold: text, JSON, moments in UTC; the same on both databases.

What one of them would refuse or keep crippled (NUL, half a character) must never get past here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from voicekit.errors import InputError

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
BigId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts up by itself in a column of the type INTEGER only."""


def plain(text: str, what: str) -> str:
    """`text`, where both databases can keep it. Raises InputError naming `what`, never the text."""
    bad = _UNUSABLE.search(text)
    if bad:
        sign = "NUL" if bad[0] == "\0" else "half a character (a lone surrogate)"
        raise InputError(f"{what}: holds {sign} at position {bad.start() + 1}; remove it")
    return text


def plain_all(value: object, what: str) -> None:
    """Hold every text in a value made of mappings, lists and texts to `plain`, keys included."""
    if isinstance(value, str):
        plain(value, what)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            plain_all(key, what)
            plain_all(inner, what)
    elif isinstance(value, list | tuple):
        for inner in value:
            plain_all(inner, what)


class Words(TypeDecorator[str]):
    """Text of any length."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is; InputError on one that cannot be kept."""
        return None if value is None else plain(value, "the store")


class Json(TypeDecorator[Any]):
    """A value as JSON; None is NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """The value as it is; InputError where a text in it cannot be kept."""
        plain_all(value, "the store")
        return value


class Moment(TypeDecorator[datetime]):
    """A moment, aware and in UTC on the way in and out; SQLite keeps it without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC. Raises ValueError on one without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)
