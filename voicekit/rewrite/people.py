"""Knows which names belong to one person, and where they stand in a text: first or last name alone, in any case.

It must never keep a name beyond the texts at hand, nor take an everyday word in lower case for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, KeysView
from typing import NamedTuple

from voicekit.text.entities.name_words import KIN, PARTICLES, lists
from voicekit.text.entities.nearby import lower
from voicekit.text.fold import fold_plain
from voicekit.text.language import stop_words
from voicekit.text.lazyre import lazy
from voicekit.text.segment import words

_LETTERS = lazy(r"[^\W\d_]+")
_BETWEEN = lazy(r" |-|\. ?")
_BARE = lazy(r"[^\W\d_]{2,}(?:(?: |-|['’]|\. )[^\W\d_]+){1,3}")
_LONGEST_BARE = 60
_CYRILLIC_END = lazy(r"(?<=..)(?:[аеиоуыэюяйь]+[мхг])?[аеиоуыэюяйь]*\Z")


class _Place(NamedTuple):
    """One word of one person's name: whose, at which place of the name, and how it is written there."""

    who: int
    at: int
    low: str


class People:
    """The people of some texts. Add all names, `settle`, then ask."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._groups: list[KeysView[str]] = []
        self._who: dict[str, int] = {}
        self._places: dict[str, list[_Place]] = {}
        self._candidate: re.Pattern[str] | None = None

    def add(self, name: str) -> None:
        """A name that was found in a text."""
        if name not in self._names:
            self._names[name] = _parts(name)

    def add_author(self, name: str) -> None:
        """A name that somebody is shown under; "Support Team" is none."""
        known = lists()
        if not any(low in known.never for low in _parts(name)):
            self.add(name)

    def settle(self) -> None:
        """Put the names of one person together: the longest names first, then each that is a part of one."""
        for name, parts in sorted(self._names.items(), key=lambda item: -len(item[1])):
            stems = tuple(map(_stem, parts)) or (fold_plain(name),)
            who = next(
                (at for at, group in enumerate(self._groups) if set(stems) <= group), len(self._groups)
            )
            if who == len(self._groups):
                self._groups.append(dict.fromkeys(stems).keys())
            self._who[name] = who
            for low in parts:
                stem = _stem(low)
                place = _Place(who, list(self._groups[who]).index(stem), low)
                places = self._places.setdefault(stem, [])
                if place not in places:
                    places.append(place)
        initials = {place.low[0] for places in self._places.values() for place in places}
        initials |= {"ё"} if "е" in initials else set()
        self._candidate = (
            re.compile(rf"(?<![^\W\d_])[{''.join(sorted(initials))}][^\W\d_]*") if initials else None
        )

    def who(self, name: str) -> str:
        """A mark of the person that an added name belongs to."""
        return str(self._who[name])

    def find(
        self, text: str, language: str, free: Callable[[int, int], bool]
    ) -> Iterator[tuple[int, int, str]]:
        """Where people stand in `text` (a view), as `(start, end, who)`; `free` says whether a place may be taken."""
        if self._candidate is None:
            return
        low = lower(text)
        run: list[tuple[int, int]] = []
        places: list[_Place] = []
        for match in self._candidate.finditer(low):
            start, end = match.span()
            found = self._places.get(_stem(match[0]))
            if not found or not free(start, end):
                yield from self._take(text, language, run, places)
                run, places = [], []
                continue
            goes_on = run and _BETWEEN.fullmatch(text, run[-1][1], start)
            after = (
                [one for one in found if any(one.who == last.who and one.at > last.at for last in places)]
                if goes_on
                else []
            )
            if not after:
                yield from self._take(text, language, run, places)
                run = []
            run.append((start, end))
            places = after or list(found)
        yield from self._take(text, language, run, places)

    def _take(
        self, text: str, language: str, run: list[tuple[int, int]], places: list[_Place]
    ) -> Iterator[tuple[int, int, str]]:
        """The name in `run`, unless it is one word that may as well be another one."""
        if not run:
            return
        start, end = run[0][0], run[-1][1]
        if len(run) == 1:
            shown = text[start:end]
            low = lower(shown)
            alone = any(len(self._groups[place.who]) == 1 for place in places)
            if low in KIN or (low in PARTICLES and not alone):
                return
            if not shown[0].isupper() and (
                all(place.low != low for place in places) or _is_everyday(low, language)
            ):
                return
        yield start, end, str(places[0].who)


def is_bare_name(text: str, language: str) -> bool:
    """Whether a text is nothing but a name nobody announces: the answer to "Under which name?", or a stored value."""
    if len(text) > _LONGEST_BARE or not _BARE.fullmatch(text):
        return False
    parts = _LETTERS.findall(text)
    known = language if language != "vi" else ""
    return all(part[0].isupper() and not _is_everyday(lower(part), known) for part in parts)


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, initials left out."""
    return tuple(low for match in _LETTERS.finditer(lower(name)) if len(low := match[0]) > 1)


def _stem(low: str) -> str:
    """A word without the endings that names take: Holms, Ингридом."""
    if low[0] < "а":
        return low[:-1] if low[-1] == "s" and len(low) > 3 else low
    low = low.replace("ё", "е")
    while (shorter := _CYRILLIC_END.sub("", low, 1)) != low:
        low = shorter
    return low


def _is_everyday(low: str, language: str) -> bool:
    known = lists()
    return (
        language == "vi"  # where every name is a word too
        or low in known.never
        or low in known.unsure
        or low in stop_words(language)
        or (low in words(language) and low not in known.given)
    )
