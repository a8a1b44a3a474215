"""The check on a greeting that holds somebody else's name.

It speaks only where the thread shows what the customer is called, and a short form, a family name or another
alphabet's spelling of that name is not another name.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from unicodedata import is_normalized

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.thread_reading import heard
from voicekit.lint.kinds import Raw
from voicekit.text import segment
from voicekit.text.document import Document
from voicekit.text.fold import fold_plain
from voicekit.text.lazyre import lazy
from voicekit.text.masks import HOLE
from voicekit.text.plain import plain
from voicekit.types import Draft, Span

_FILE = os.path.join(os.path.dirname(segment.__file__), "data", "names-short.txt")
_HEAD = 90
"""Code points of a reply in which its greeting stands."""
_BEFORE = f"{HOLE}@ \n.,!-–:"
_NAMES = 4
_LEAST = 3
"""Letters of a short form, its ending left off, that its whole name begins with."""
_OTHER_SEX = 4
"""Letters of a man's name that is a woman's with one more: Daniel and Daniela are two people."""
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = lazy(r"[ \u00a0]{0,2}(?:[,!.:;?\n–—…]|-\s|$)|[ \u00a0](?:ơi|ạ|à|nhé|nha|nè|thân mến|đã)\b")
_SHORT = lazy(r"(?:ie|ey|[yi]|chen|lein|ette|ou)$")
_SHORT_CYRILLIC = lazy(r"(?:(?:[ео]ньк|[ео]чк|[юуи]шк|[юу]ш|чик|ик|ул)[аяьй]?|(?<=^...)[аяьй])$")
_SPELT = (("ck", "k"), ("ch", "k"), ("c", "k"), ("ph", "f"), ("th", "t"), ("y", "i"), ("dt", "t"))
"""Spellings of one sound: Nick and Nicholas, Thomas and Tommy."""
_TWICE = lazy(r"([a-z])\1")
_UMLAUT = lazy(r"(?<=[aou])e")
_CALLED = lazy(
    r"(?i:thanks|thank you|(?:i'm |i am )?(?:so |really |very )?sorry|danke|vielen dank|entschuldig\w{0,4}"
    r"|(?:das )?tut mir leid"
    r"|merci|désolée?|pardon"
    r"|спасибо|простите|извините|благодар\w{1,3})\b[^.!?\n,]{0,70}, ?(?P<name>[^\W\d_]{2,20})(?=[.!?])"
)
_CYRILLIC = lazy("[а-яё]")
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "",
        "э": "e", "ю": "iu", "я": "ia", "đ": "d", "ß": "ss", "ø": "o", "ł": "l",
    }
)  # fmt: skip


def wrong_name(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A name in the greeting that is neither the customer's nor anywhere in what they wrote."""
    customers = [turn for turn in context.turns if turn.role == "customer"]
    if not customers:
        return
    head = _head(document) or _called(document)
    if head is None:
        return
    span, greeted, sure = head
    names = [_plain(part) for name in greeted for part in name.replace("’", "'").split("-")]
    labels = {turn.author for turn in customers if turn.author}
    labels.update(str(value) for key, value in context.context.items() if "name" in key or key == "customer")
    if any(_any_same(names, _parts(label)) for label in labels):
        return
    last = max(number for number, turn in enumerate(context.turns) if turn.role == "customer")
    # What the customer wrote, and what we wrote before their last message: they let it stand.
    texts = [turn.text for turn in context.turns[: last + 1]]
    if any(_holds(text, names) for text in texts):
        return
    from voicekit.text.entities.name_words import lists  # tables, for greetings the thread does not explain

    known = lists()
    given = known.given | known.unsure
    if not sure and greeted[0].casefold() not in given:
        return
    ours = [turn.text for turn in context.turns if turn.role != "customer"]
    named = any(
        _is_name(label, given | known.family) or any(_holds(text, _parts(label)) for text in ours)
        for label in labels
    )
    if not named and not any(_signed(turn.text, document.language) for turn in customers):
        return
    if not any(_any_same(names, [part for part in _parts(text) if len(part) > 1]) for text in texts):
        yield Raw(span)


def _called(document: Document) -> tuple[Span, list[str], bool] | None:
    """A name at the end of a first sentence of thanks or regret: "Sorry about the wait, Kelsey." """
    text = document.unmasked
    start = len(text) - len(text.lstrip(_BEFORE))
    found = _CALLED.match(text, start)
    if found is None or not found["name"][0].isupper() or _nobody(found["name"]):
        return None
    return Span(*found.span("name")), [found["name"]], False


def _head(document: Document) -> tuple[Span, list[str], bool] | None:
    """The name a reply greets: where it stands, its words, whether a greeting or a title leads to it."""
    leads, kin, particles = _leads()
    text = document.unmasked[:_HEAD]
    start = len(text) - len(text.lstrip(_BEFORE))
    found: list[tuple[int, int]] = []
    led = False
    for match in _WORD.finditer(text, start):
        word = match[0].casefold()
        if found and text[found[-1][1] : match.start()].strip(" \u00a0.'’"):
            break
        if not found and (word in leads or (document.language == "vi" and word in kin)):
            led = True
        elif match[0][0].isupper() or (found and word in particles):
            if not found and not led and match.start() != start:
                return None
            found.append(match.span())
        else:
            break
    if not found or len(found) > _NAMES or not _ENDS.match(text, found[-1][1]):
        return None
    names = [text[first:last] for first, last in found]
    if any(_nobody(name) for name in names):
        return None
    return Span(found[0][0], found[-1][1]), [name for name in names if name[0].isupper()], led


@cache
def _leads() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words that stand before the name one greets, those for kin in Vietnamese, and particles in names."""
    from voicekit.text.entities.name_words import GREETING, KIN, PARTICLES, TITLES  # sets of words, no file

    return GREETING | TITLES | _LEADS, frozenset(KIN), frozenset(PARTICLES)


_LEADS = frozenset(
    "again back good guten schönen liebe lieber добрый доброе вам тебе bien très sehr well welcome herzlich "
    "dạ vâng ạ kính thân mến cảm xin quý khách hàng".split()
)


def _nobody(name: str) -> bool:
    from voicekit.text.entities.name_words import lists

    return name.casefold() in lists().never


def _holds(text: str, names: Collection[str]) -> bool:
    """Whether the text has one of the (plain) names as a word; where it has not even its letters, no word is read."""
    read = plain(heard(text).folded.text)
    # Letters with their accents apart are words of their own before folding, and one after.
    near = any(name in read for name in names) or not is_normalized("NFC", text)
    return near and not _parts(text).isdisjoint(names)


def _any_same(names: Collection[str], others: Collection[str]) -> bool:
    return any(_same(name, other) for name in names for other in others)


def _same(one: str, other: str) -> bool:
    """Whether two plain words may be one name: alike, one short for the other, an initial, another alphabet's."""
    if one == other:
        return True
    if not one or not other:
        return False
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if bool(_CYRILLIC.search(one)) != bool(_CYRILLIC.search(other)):
        one, other = _latin(one), _latin(other)
        return one[:2] == other[:2] or (one[:1] == other[:1] and one[-2:] == other[-2:])
    if not _families(one).isdisjoint(_families(other)):
        return True
    one, other = _spelt(one), _spelt(other)
    return one == other or _begins(one, other) or _begins(other, one)


@lru_cache(maxsize=2048)
def _spelt(name: str) -> str:
    """A plain name with one spelling for each sound."""
    for long, short in _SPELT:
        name = name.replace(long, short)
    return _TWICE.sub(r"\1", name)


def _begins(short: str, name: str) -> bool:
    """Whether one plain name is the other's beginning, or a short form made of that; a last vowel may differ."""
    base = _base(short)
    if len(base) < _LEAST or not name.startswith(base):
        return short[:-1] == name[:-1] and short[-1] in _VOWELS and name[-1] in _VOWELS
    return (
        base != short or name[len(short) :] not in _FEMALE or len(short) < _OTHER_SEX or short[-1] in _VOWELS
    )


_VOWELS = frozenset("aeiouyаеиоуыэюя")
_FEMALE = frozenset(("a", "e", "ne", "а"))


@lru_cache(maxsize=2048)
def _base(name: str) -> str:
    """A plain name without the ending of a short form."""
    if _CYRILLIC.search(name):
        return _SHORT_CYRILLIC.sub("", name, count=1)
    return _SHORT.sub("", name)


def _families(name: str) -> frozenset[int]:
    known = _short_forms()
    return frozenset(known.get(name) or known.get(_base(name)) or ())


@cache
def _short_forms() -> dict[str, set[int]]:
    """For each name with a short form of another beginning, and each such form, the families it is of."""
    families: dict[str, set[int]] = {}
    with open(_FILE, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if not line.startswith("#"):
                for name in map(_plain, line.split()):
                    families.setdefault(name, set()).add(number)
                    if _CYRILLIC.search(name) and len(_base(name)) >= _LEAST:
                        families.setdefault(_base(name), set()).add(number)
    return families


def _latin(word: str) -> str:
    return word.translate(_LATIN).replace("y", "i").replace("j", "i")


@lru_cache(maxsize=2048)
def _plain(word: str) -> str:
    """A name without case and accents."""
    return _UMLAUT.sub("", plain(fold_plain(word)))


@lru_cache(maxsize=256)
def _parts(text: str) -> frozenset[str]:
    """The plain words of a text or label, camel case and underscores taken apart."""
    return frozenset(_plain(part) for part in _PIECE.findall(text))


_PIECE = lazy(r"[^\W\d_]+")


@lru_cache(maxsize=512)
def _is_name(label: str, known: frozenset[str]) -> bool:
    """Whether an author's label is a person's name: one to four capitalised words, a known name among them or
    several of them, or a single one that is no word.
    """
    words = label.split()
    if not 0 < len(words) <= _NAMES:
        return False
    if not all(word[0].isupper() and _PIECE.fullmatch(word.replace("-", "").strip(".")) for word in words):
        return False
    if any(part in known for word in words for part in word.casefold().split("-")):
        return True
    return len(words) > 1 or (_NICK > len(label) > _LEAST and label[1:].islower())


_NICK = 10
"""Letters from which on a single word that is no known name is more likely a nickname."""


@lru_cache(maxsize=512)
def _signed(text: str, language: str) -> bool:
    """Whether a customer's message ends with their name or says what they are called."""
    from voicekit.text.entities import find_entities  # 20 ms of tables, for the same few greetings
    from voicekit.text.entities.name_words import INTRO

    document = Document(text, language)
    end = len(text.rstrip(" \n.!,)"))
    for entity in find_entities(document):
        if entity.kind != "name" or not entity.sure:
            continue
        before, _, cue = text[: entity.span.start].rstrip(" :").casefold().rpartition(" ")
        leads = INTRO.get(cue, ())
        if entity.span.end >= end or any(lead and before.endswith(lead) for lead in leads):
            return True
    return False
