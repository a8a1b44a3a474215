"""Finds people's names from what stands around them: greetings, titles, sign-offs, introductions, authors, name lists.

It knows nothing of who the person is, and never takes a lone everyday word for a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from voicekit.text.entities.name_words import (
    BEFORE_NAME,
    CLOSING,
    CUES,
    DEGREES,
    FIELD,
    GREETING,
    INTRO,
    KIN,
    PARTICLES,
    RELATION,
    SECOND,
    THANKS,
    TITLES,
    WEAK,
    Lists,
    lists,
)
from voicekit.text.entities.nearby import WORD, Words, near
from voicekit.text.entities.view import TAKEN, Hit
from voicekit.text.lazyre import lazy

_PATRONYMIC = lazy(r"[а-яё]+(?:ович|евич|ьич|овн|евн|ичн|иничн)(?:а|ы|е|у|ой|ем|ом|ам)?\Z")
_FAMILY_RU = lazy(
    r"[а-яё]+(?:ов|ев|ёв|ин|ын|ск|цк|енко|ко|ук|юк|ян|дзе|швили)(?:а|у|ой|ым|е|ий|ая|ого|ому)?\Z"
)
_INITIALS_RU = lazy(
    r"(?<![\w.])(?:[А-ЯЁ]\. ?[А-ЯЁ]\. ?([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)|"
    r"([А-ЯЁ][а-яё]+) [А-ЯЁ]\. ?[А-ЯЁ]\.(?! ?[А-ЯЁ][а-яё]))"
)
_INITIAL = lazy(r"(?<![\w.])(?:[A-ZÀ-ÖØ-Þ]\. ?){1,2}\Z")


_AFTER_FIELD = {
    "gez": (".", ""),
    "signé": (":", ""),
    "подписал": ("", ":"),
    "подписала": ("", ":"),
    "signed": (":", "by"),
}
_PARTING = frozenset('.!?:;()\n"«»„“”' + TAKEN)
"""What ends a greeting before a name comes."""
_MONSIEUR = frozenset("m")


def find_names(text: str, tokens: Sequence[str], language: str, authors: Sequence[str]) -> list[Hit]:
    """Names in a view whose other entities are taken; `tokens` are its folded words."""
    known = lists()
    woken = (known.wake_vi if language == "vi" else known.wake).intersection(tokens)
    if language in ("fr", "") and "m" in tokens:
        woken |= _MONSIEUR
    initials = "." in text and not text.isascii()
    if not (woken or initials or authors):
        return []
    words = near(text, sorted(woken), whole=bool(authors)) if woken or authors else None
    if words is None and not initials:
        return []
    finder = _Finder(words or Words(text, [], []), language, known)
    if words is not None:
        met = [number for number, word in enumerate(words.low) if word in known.met or "-" in word]
        finder.cues(met)  # first: a greeting shows where a name ends, an author's label only how it begins
        if authors:
            finder.authors(authors)
        finder.listed(met)
    if initials:
        finder.initials()
    return finder.hits


class _Finder:
    def __init__(self, words: Words, language: str, known: Lists) -> None:
        self.words, self.language, self.known, self.never = words, language, known, known.never
        self.hits: list[Hit] = []
        self.taken: set[int] = set()

    def add(self, first: int, last: int, sure: bool) -> None:
        """A name from word `first` to word `last`, unless one of them is in a name already."""
        if self.taken.isdisjoint(range(first, last + 1)):
            self.taken.update(range(first, last + 1))
            start, end = self.words.spans[first][0], self.words.spans[last][1]
            if first == last or self.words.low[first] not in PARTICLES:
                initial = _INITIAL.search(self.words.text, max(0, start - 6), start)
                if initial and (initial[0] != "M. " or self.language not in ("fr", "")):
                    start = initial.start()
            shown = " ".join(self.words.text[start:end].split())
            if shown.casefold() not in self.known.places:
                self.hits.append(Hit(start, end, "name", shown, sure))

    def is_name(self, number: int) -> bool:
        """Whether a word could be a part of a name: a capital, no word of everyday language, no run of capitals."""
        word, low = self.words.shown(number), self.words.low[number]
        if low.endswith(("straße", "strasse", "platz", "allee", "-team", "service", "support")):
            return False
        elided = low[:2] in ("d'", "o'") and word[2:3].isupper()
        if not elided and (not word[0].isupper() or low in self.never or len(word) > 30):
            return False
        if len(word) > 1 and word.isupper():
            return low in self.known.given or low in self.known.unsure or low in self.known.family
        return len(word) > 1 or not word.isascii()

    def is_syllable(self, number: int) -> bool:
        """Whether a word can go on a Vietnamese name, whose parts are everyday words."""
        word = self.words.shown(number)
        return self.language == "vi" and word[0].isupper() and not word.isupper() and len(word) < 8

    def stretch(self, first: int, most: int) -> int:
        """The last word of the name that begins with word `first`; `first - 1` where none does."""
        words, last, number = self.words, first - 1, first
        while number < len(words.low) and number - first < most + 2:
            if number > first and words.gap(number) not in (" ", ". ", "-"):
                break
            if number > first and words.gap(number) == ". " and len(words.shown(number - 1)) > 1:
                break
            shown = words.shown(number)
            initial = len(shown) == 1 and shown.isupper() and words.after(number)[:1] == "."
            if initial or self.is_name(number) or (number > first and self.is_syllable(number)):
                last = number
            elif (
                words.low[number] not in PARTICLES
                or (number == first and not shown[0].isupper())
                or number + 1 >= len(words.low)
                or not self.is_name(number + 1)
            ):
                break
            number += 1
        while last >= first and len(words.shown(last)) == 1:
            last -= 1
        return last

    def closed(self, last: int) -> bool:
        """Whether the sentence pauses after word `last`."""
        after = self.words.after(last)
        if not after or after[0] in "\n,.!?;:)–—":
            return True
        follow = after.strip(" ")[:1]
        return follow not in ("", "'") and not follow.isalnum()

    def one_or_more(self, first: int, most: int = 4) -> int:
        """As `stretch`, but in a language that writes nouns with capitals only as far as it surely is a name."""
        last = self.stretch(first, most)
        if last > first and not self.closed(last) and self.language in ("de", ""):
            second = self.words.low[first] in self.known.given or self.words.low[first] in PARTICLES
            return min(last, first + 1) if second else first
        return last

    def cues(self, met: list[int]) -> None:
        """Names behind the cue words, in order."""
        low = self.words.low
        for number in met:
            word = low[number]
            if word not in CUES:
                continue
            if word in TITLES or (word == "m" and self.words.shown(number) == "M"):
                self.title(number)
            if number + 1 >= len(low):
                continue
            if word in KIN and self.language in ("vi", ""):
                self.kin(number)
            if word in GREETING:
                self.greeting(number)
            if word in CLOSING:
                self.closing(number)
            if word in INTRO:
                self.introduction(number, word)
            if (
                word in RELATION
                and self.words.gap(number + 1) in (" ", ", ")
                and number + 1 not in self.taken
            ):
                last = self.one_or_more(number + 1, 3)
                if last > number and (self.closed(last) or self.goes_on(last)):
                    self.add(number + 1, last, False)
            if (
                word in FIELD
                and self.words.gap(number + 1).strip() in _AFTER_FIELD.get(word, (":",))
                and "\n" not in self.words.gap(number + 1)
            ):
                last = self.stretch(number + 1, 4)
                if last > number:
                    self.add(number + 1, last, True)

    def goes_on(self, last: int) -> bool:
        """Whether a word in lower case comes right behind word `last`."""
        return last + 1 < len(self.words.low) and self.words.shown(last + 1)[0].islower()

    def past_titles(self, number: int) -> int:
        """The first word from `number` on that is no title."""
        low = self.words.low
        stop = min(len(low), number + 5)
        while number < stop and (low[number] in TITLES or low[number] in DEGREES or low[number] == "m"):
            if self.words.after(number).strip(". "):
                return len(low)
            number += 1
        return number if number < stop else len(low)

    def past_particles(self, number: int) -> int:
        """The first word from `number` on that is no "van der"; `number` where no name comes behind."""
        low = self.words.low
        after = number
        while (
            after < min(len(low) - 1, number + 3)
            and low[after] in PARTICLES
            and self.words.after(after) == " "
        ):
            after += 1
        return after if self.is_name(after) else number

    def title(self, number: int) -> None:
        """Mr, Frau, Monsieur and their like, then a name."""
        words = self.words
        if (
            not words.shown(number)[0].isupper()
            and self.language not in ("ru", "")
            and not words.low[number].startswith("г")
        ):
            return
        if words.after(number) not in (" ", ". ", "."):
            return
        first = self.past_titles(number)
        if first < len(words.low) and first not in self.taken and words.gap(first) in (" ", ". ", "."):
            if words.low[first] in PARTICLES and words.shown(first)[0].isupper():
                last = self.stretch(first + 1, 3)
                if last > first:
                    self.add(first, last, True)
                    return
            core = self.past_particles(first)
            last = self.one_or_more(core)
            if last >= core:
                self.add(first, last, True)

    def kin(self, number: int) -> None:
        """Chị, anh, cô and their like, then a name."""
        words = self.words
        if words.gap(number + 1) != " " or words.low[number - 1 : number] == ["các"]:
            return
        last = self.stretch(number + 1, 4)
        if last > number:
            self.add(number + 1, last, True)

    def greeting(self, number: int) -> None:
        """Hi Kim / Hallo Jana / Здравствуйте, Анна Петровна."""
        words = self.words
        gap = words.gap(number + 1)
        if any(char.isalnum() or char in _PARTING for char in gap):  # "Hi 🙏 Tamsin" greets her
            return
        word = words.low[number]
        if word in SECOND:
            if not number or words.low[number - 1] not in SECOND[word]:
                return
        elif not words.shown(number)[0].isupper() and word not in THANKS and word != "chào":
            before = words.gap(number)
            if before and "\n" not in before and not before.strip().endswith((".", "!", "?")):
                return
        first = self.past_titles(number + 1)
        if first >= len(words.low) or first in self.taken:
            return
        if first > number + 1:
            self.title(number + 1)
            return
        last = self.one_or_more(first)
        if last < first:
            return
        known = words.low[first] in self.known.given or words.low[first] in self.known.unsure
        closed = self.closed(last)
        if not known and not closed and (gap != " " or word in SECOND or word in THANKS):
            return
        self.add(first, last, True)

    def closing(self, number: int) -> None:
        """A closing formula, then a line or the end of the text with nothing but a name."""
        words = self.words
        gap = words.gap(number + 1)
        if gap.strip(" ,!.–—-\n") or ("\n" not in gap and gap not in (", ", ",", " - ", " – ", " — ")):
            return
        first = self.past_titles(number + 1)
        if first < len(words.low) and words.low[first] in BEFORE_NAME and words.after(first) == " ":
            first += 1
        if first >= len(words.low) or first in self.taken:
            return
        last = self.stretch(first, 3)
        after = words.after(last) if last >= first else "x"
        if last >= first and (not after.strip(" .!") or after.lstrip(" .,!")[:1] in ("\n", "(", "|", "")):
            self.add(first, last, True)

    def introduction(self, number: int, word: str) -> None:
        """My name is, ich heiße, je m'appelle, меня зовут, tôi tên là."""
        words = self.words
        gap = words.gap(number + 1)
        if gap not in (" ", ": ", " - ", " – ", " — "):
            return
        head = " ".join(words.low[max(0, number - 2) : number])
        lead = next((lead for lead in INTRO[word] if lead and f" {head}".endswith(f" {lead}")), None)
        if lead is None and "" not in INTRO[word]:
            return
        first = self.past_titles(number + 1)
        if first >= len(words.low):
            return
        strong = word not in WEAK or bool(lead and ("name" in lead or "tên" in lead))
        last = self.one_or_more(first)
        if last < first:
            if (
                strong
                and lead
                and words.low[first] not in self.never
                and len(words.low[first]) > 2
                and self.closed(first)
            ):
                self.add(first, first, False)
            return
        low = words.low[first]
        listed = low in self.known.given or low in self.known.unsure or low in self.known.family
        if strong or listed or (word == "là" and self.closed(last)) or (word == "là" and lead):
            self.add(first, last, True)

    def listed(self, met: list[int]) -> None:
        """Words of the name lists, with a family name behind them (or, in Russian, before them)."""
        words, known = self.words, self.known
        for number in met:
            low = words.low[number]
            if number in self.taken or (
                self.language == "vi" and low not in known.family and self.opens(number)
            ):
                continue
            head = low.partition("-")[0]
            if low in known.given or head in known.given:
                if self.is_name(number):
                    self.from_list(number, True)
            elif low in known.unsure and self.is_name(number):
                self.from_list(number, False)
            elif low in known.family and self.is_name(number) and self.language in ("vi", ""):
                last = self.stretch(number, 4)
                if last > number:
                    self.add(number, last, True)

    def opens(self, number: int) -> bool:
        """Whether a word stands at the beginning of a sentence."""
        return not number or self.words.gap(number).strip(" ")[-1:] in (".", "!", "?", "\n")

    def from_list(self, number: int, clear: bool) -> None:
        """A listed given name with its family name; alone only where it is hardly ever another word."""
        words = self.words
        if not clear and words.low[number + 1 : number + 2] and words.low[number + 1] in PARTICLES:
            return
        last = self.one_or_more(number, 3)
        first = number
        if not words.shown(number).isascii() and words.low[number][0] >= "а" and number:
            before = words.low[number - 1]
            if (
                words.gap(number) == " "
                and self.is_name(number - 1)
                and (_FAMILY_RU.match(before) or before in ("ким", "цой"))
            ):
                first = number - 1
            if last > number and not (
                _PATRONYMIC.match(words.low[number + 1]) or _FAMILY_RU.match(words.low[number + 1])
            ):
                last = number if not self.closed(last) else last
        full = last > first
        if full or clear:
            self.add(first, max(last, number), full)

    def initials(self) -> None:
        """Иванов И. И. and А. В. Громов."""
        for match in _INITIALS_RU.finditer(self.words.text):
            low = (match[1] or match[2]).casefold()
            if low not in self.never:
                self.hits = [hit for hit in self.hits if hit.end <= match.start() or hit.start >= match.end()]
                self.hits.append(Hit(match.start(), match.end(), "name", match[0], True))

    def authors(self, authors: Sequence[str]) -> None:
        """The thread's authors, whole or by one of their names."""
        words = self.words
        where: dict[str, list[int]] = {}
        for number, low in enumerate(words.low):
            where.setdefault(low, []).append(number)
        for author in authors:
            parts = [match[0].casefold() for match in WORD.finditer(author)]
            if not parts or author.startswith("@") or any(part in self.never for part in parts):
                continue
            for part in parts:
                for number in where.get(part, ()) if len(part) > 1 else ():
                    if number in self.taken or not words.shown(number)[0].isupper():
                        continue
                    last = number
                    while (
                        last + 1 < len(words.low)
                        and words.low[last + 1] in parts
                        and words.gap(last + 1) == " "
                    ):
                        last += 1
                    self.add(number, last, True)
