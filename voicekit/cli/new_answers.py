"""What was typed or given as an option, read as an answer about a new brand; a bad one says which words tell why.

Must never guess what was meant, nor take an answer that would make files that do not load.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence

from voicekit.cli.new_words import DAYS
from voicekit.types import LANGUAGES

_LONGEST = 80
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_COUNTRY = re.compile(r"[a-z]{2}")
_DAYS = {name: number for names in DAYS.values() for number, name in enumerate(names)}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_HOURS = re.compile(
    rf"({_DAY})(?: ?[-–] ?({_DAY}))? +([0-2]?[0-9])(?::([0-5][0-9]))? ?[-–] ?([0-2]?[0-9])(?::([0-5][0-9]))?"
)
_HOST = r"(?=.{4,100}\Z)(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}"
_OWN = re.compile(rf"(?:https?://)?{_HOST}(?:/\S*)?|[\w.+-]+@{_HOST}|@\w[\w.]{{1,40}}")
NOTHING = "-"
"""What is typed to leave a question open."""


class BadAnswer(ValueError):
    """An answer that cannot be used: `key` names the words of `new_words` that say why, `values` fill their blanks."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def text(typed: str) -> str:
    """One line of text."""
    typed = " ".join(typed.split())
    if not typed:
        raise BadAnswer("empty")
    if len(typed) > _LONGEST:
        raise BadAnswer("long", most=_LONGEST)
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in typed):
        raise BadAnswer("sign")
    return typed


def name(taken: Collection[str], example: str) -> Callable[[str], str]:
    """Reads a folder's name that is none of `taken`."""

    def read(typed: str) -> str:
        typed = text(typed)
        if not _NAME.fullmatch(typed):
            raise BadAnswer("bad_name", example=example or "my-brand")
        if typed in taken:
            raise BadAnswer("taken", value=typed)
        return typed

    return read


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """Reads one of `known`, by its place in the list (from 1) or as it is written, in any case."""

    def read(typed: str) -> str:
        typed = text(typed)
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:3]) <= len(known):
            return known[int(typed[:3]) - 1]
        if typed in known:
            return typed
        near = [one for one in known if one.casefold() == typed.casefold()]
        if len(near) != 1:  # вы and Вы differ in nothing else
            raise BadAnswer("unknown", value=typed, known=", ".join(known))
        return near[0]

    return read


def some_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Reads several of `known`, with commas or blanks."""

    def read(typed: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(_listed(typed.lower())))
        for one in found:
            if one not in known:
                raise BadAnswer("unknown", value=one[:_LONGEST], known=", ".join(known))
        return found

    return read


def languages(typed: str) -> tuple[str, ...]:
    """Reads codes of the languages voicekit knows."""
    return some_of(LANGUAGES)(typed)


def countries(typed: str) -> tuple[str, ...]:
    """Reads two-letter country codes."""
    found = tuple(dict.fromkeys("gb" if one == "uk" else one for one in _listed(typed.lower())))
    for one in found:
        if not _COUNTRY.fullmatch(one):
            raise BadAnswer("bad_country", value=one[:_LONGEST])
    return found


def hours(typed: str) -> dict[str, str]:
    """Reads `mon-fri 09:00-18:00, sat 10-14`, in any of the five languages, as the hours of each day that is open."""
    days = DAYS["en"]
    found: dict[str, str] = {}
    for part in text(typed).lower().split(","):
        match = _HOURS.fullmatch(part.strip())
        if match is None:
            raise BadAnswer("bad_hours", value=part.strip()[:_LONGEST])
        first, last = _DAYS[match[1]], _DAYS[match[2] or match[1]]
        opens, closes = f"{int(match[3]):02}:{match[4] or '00'}", f"{int(match[5]):02}:{match[6] or '00'}"
        if last < first or not opens < closes <= "24:00":
            raise BadAnswer("bad_hours", value=part.strip()[:_LONGEST])
        found.update(dict.fromkeys(days[first : last + 1], f"{opens}-{closes}"))
    return {day: found[day] for day in days if day in found}


def zone(typed: str) -> str:
    """Reads the name of a time zone."""
    from zoneinfo import ZoneInfo

    typed = text(typed)
    try:
        return ZoneInfo(typed).key
    except (KeyError, ValueError, OSError):  # not there; a path; a folder of zones
        raise BadAnswer("bad_zone", value=typed) from None


def own(typed: str) -> tuple[str, ...]:
    """Reads domains, addresses and handles; `-` is none."""
    if typed.strip() in ("", NOTHING):
        return ()
    found = tuple(dict.fromkeys(_listed(typed)))
    for one in found:
        if not _OWN.fullmatch(one):
            raise BadAnswer("bad_own", value=one[:_LONGEST])
    return found


def order_numbers(typed: str) -> tuple[str, ...]:
    """Reads examples of order numbers, with commas, as the patterns they are of; `-` is none."""
    if typed.strip() in ("", NOTHING):
        return ()
    from voicekit.service.starting import id_pattern

    patterns = []
    for one in filter(None, map(str.strip, typed.split(","))):
        try:
            patterns.append(id_pattern(one))
        except ValueError as error:
            raise BadAnswer(str(error)) from None
    return tuple(dict.fromkeys(patterns))


def _listed(typed: str) -> list[str]:
    return re.split(r"[\s,;]+", text(typed).strip(",; "))
