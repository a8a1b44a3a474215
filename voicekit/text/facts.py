"""Finds the facts of a text in normal forms that compare across spellings and locales: what must survive a rewrite.

Builds on the entity finder and adds numbers, number words, percent, measures, durations, weekdays and parts of the day.
It says what stands where; it never compares, and never says whether a fact is right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from voicekit.text.document import Document
from voicekit.text.entities import Entity, find_entities
from voicekit.text.entities.view import read
from voicekit.text.phrases import sections
from voicekit.types import Span

FactKind = Literal[
    "amount", "percent", "number", "measure", "duration", "date", "day", "time", "email", "phone", "iban", "card", "id",
    "street", "birth_date", "name", "link", "handle",
]  # fmt: skip
_TOKEN = re.compile(
    r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%‰]"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|ème|e|-?(?:го|е|й|я|ое|ый|му))(?!\w)")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_DOTTED = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])")
"""A day and a month, where no unit follows."""
_LAST_HOUR = 24
_HUNDRED, _THOUSAND = 100, 1000
_TIMES_TEN = -10
"""The value of a word that makes tens of what stands before it: mươi."""
_LONGEST_UNIT = 3
_APART = 3
"""Most characters between two words of one phrase."""
_ANY = "*"
"""In [within]: "a week" is one week wherever it stands."""
_GREETING = "greeting"
"""The code of "good morning", which is no time of day."""


class Fact(NamedTuple):
    """One fact. `value` is its normal form: `84.9 EUR`, `20 %`, `3`, `5 kg`, `14 day`, `2026-03-14` or `--03-14`,
    `fri`, `tomorrow`, `morning`, `15:00`; that of `entities.Entity` for the rest. `text` is what stands under `span`.
    """

    kind: FactKind
    span: Span
    text: str
    value: str

    @property
    def figure(self) -> str:
        """The bare number of a figure; empty for what is none."""
        figures = ("amount", "percent", "number", "measure", "duration")
        return self.value.partition(" ")[0] if self.kind in figures else ""


class _Token(NamedTuple):
    text: str
    start: int
    end: int


class _Lexicon(NamedTuple):
    """The words of one language: values of number words, units and days as tuples of words, words of "within a"."""

    numbers: dict[str, int]
    risky: frozenset[str]
    units: dict[tuple[str, ...], str]
    days: dict[tuple[str, ...], str]
    within: frozenset[str]
    one: frozenset[str]
    later: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    dotted: bool
    starts: frozenset[str]


def find_facts(
    document: Document,
    *,
    own: Collection[str] = (),
    id_patterns: Sequence[str] = (),
    authors: Sequence[str] = (),
    region: str | None = None,
) -> tuple[Fact, ...]:
    """The facts of a document, in order; the arguments are those of `entities.find_entities`. Names count where the
    finder is sure of them.
    """
    entities = find_entities(document, own=own, id_patterns=id_patterns, authors=authors, region=region)
    facts = [
        Fact(one.kind, one.span, one.text, _value(one)) for one in entities if one.sure or one.kind != "name"
    ]
    facts += _figures(document, entities)
    return tuple(_clocks(sorted(facts, key=lambda fact: fact.span), document))


def _clocks(facts: list[Fact], document: Document) -> list[Fact]:
    """The facts with hours read as their words say: "3 часа дня" is 15:00, "с 6 до 9 вечера" 18:00 to 21:00."""
    lexicon = _lexicon(document.language)
    for at in range(len(facts) - 1, -1, -1) if lexicon.until else ():
        fact = facts[at]
        if fact.kind == "time" and fact.value < "12:00" and _word_after(document.text, fact) in lexicon.later:
            facts[at] = fact._replace(value=f"{int(fact.value[:2]) + 12}{fact.value[2:]}")
        elif _is_hour(fact) and at + 1 < len(facts):
            last = facts[at + 1]
            between = document.text[fact.span.end : last.span.start].strip().casefold()
            if between not in lexicon.until:
                continue
            before = document.text[: fact.span.start].rpartition(" ")[0].rpartition(" ")[2].casefold()
            if _is_hour(last) and before in lexicon.since and int(fact.value) < int(last.value):
                last = facts[at + 1] = last._replace(kind="time", value=f"{int(last.value):02}:00")
            if last.kind != "time":
                continue
            shifted = int(fact.value) + 12
            said = {last.text.rpartition(" ")[2].casefold(), _word_after(document.text, last)}
            hour = shifted if said & lexicon.later and shifted < int(last.value[:2]) else shifted - 12
            facts[at] = fact._replace(kind="time", value=f"{hour:02}:00")
    return facts


def _is_hour(fact: Fact) -> bool:
    return fact.kind == "number" and fact.value.isdigit() and int(fact.value) <= _LAST_HOUR


def _word_after(text: str, fact: Fact) -> str:
    match = _NEXT_WORD.match(text, fact.span.end)
    return match[1].casefold() if match else ""


def number_value(shown: str) -> str:
    """`1.250,00`, `1,250` and `1 250` as `1250`: a last mark with one or two digits behind it is the decimal mark."""
    shown = shown.replace(" ", "")
    last = max(shown.rfind("."), shown.rfind(","))
    whole, part = (shown[:last], shown[last + 1 :]) if last >= 0 and len(shown) - last <= 3 else (shown, "")
    return _plain(f"{whole.replace('.', '').replace(',', '')}.{part or 0}")


def _plain(number: str) -> str:
    value = Decimal(number)
    return str(int(value)) if value == value.to_integral() else str(value.normalize())


def _value(entity: Entity) -> str:
    if entity.kind != "amount":
        return entity.value
    figure, _, code = entity.value.partition(" ")
    return f"{_plain(figure)} {code}"


def _figures(document: Document, entities: Sequence[Entity]) -> Iterator[Fact]:
    view = read(document)
    taken = {at for one in entities if one.sure or one.kind != "name" for at in range(*one.span)}
    lexicon = _lexicon(document.language)
    tokens = [
        token
        for token in _tokens(view.text)
        if not taken or view.source(token.start, token.end).start not in taken
    ]
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        if word not in lexicon.starts and not word[0].isdigit():
            at += 1
            continue
        kind, value, used = _read(tokens, at, lexicon, view.text)
        if kind is None:
            at += 1
            continue
        span = view.source(tokens[at].start, tokens[at + used - 1].end)
        if value != _GREETING:
            yield Fact(kind, span, document.text[span.start : span.end], value)
        at += used


def _tokens(text: str) -> Iterable[_Token]:
    for match in _TOKEN.finditer(text):
        yield _Token(match[0].casefold(), *match.span())


def _read(
    tokens: Sequence[_Token], at: int, lexicon: _Lexicon, text: str
) -> tuple[FactKind | None, str, int]:
    """What begins at a token: its kind, value and how many tokens it takes; no kind for a word that is no fact."""
    token = tokens[at]
    day, used = _longest(lexicon.days, tokens, at)
    if used:
        return ("time", day, used) if ":" in day else ("day", day, used)
    value, used = _number(tokens, at, lexicon)
    if not used:
        led = _ANY in lexicon.within or (at > 0 and tokens[at - 1].text in lexicon.within)
        if token.text in lexicon.one and led:
            unit, width = _longest(lexicon.units, tokens, at + 1)
            if width and _is_time(unit):
                return "duration", f"1 {unit}", width + 1
        return None, "", 0
    end = tokens[at + used - 1].end
    after = at + used
    ordinal = _ORDINAL.match(text, end) if token.text[0].isdigit() else None
    if ordinal and after < len(tokens) and tokens[after].start == end and tokens[after].end == ordinal.end():
        return "number", value, used + 1
    unit, width = _longest(lexicon.units, tokens, after)
    if width and text[end : tokens[after].start].strip(" -\u00a0\u202f"):
        width = 0  # "quận 7, ngày mai": a mark parts them
    dotted = _DOTTED.fullmatch(token.text) if lexicon.dotted and not width else None
    if dotted:
        return "date", f"--{dotted[2]}-{dotted[1]:0>2}", used
    if not width:
        return ("number", value, used) if token.text not in lexicon.risky else (None, "", 0)
    if unit == "%":
        return "percent", f"{value} %", used + width
    return ("duration" if _is_time(unit) else "measure"), f"{value} {unit}", used + width


def _is_time(unit: str) -> bool:
    return unit in ("second", "minute", "hour", "day", "workday", "week", "month", "year")


def _longest(table: dict[tuple[str, ...], str], tokens: Sequence[_Token], at: int) -> tuple[str, int]:
    for size in range(min(_LONGEST_UNIT, len(tokens) - at), 0, -1):
        run = tokens[at : at + size]
        if any(after.start - before.end > _APART for before, after in pairwise(run)):
            continue  # an entity stands between
        found = table.get(tuple(token.text for token in run))
        if found is not None:
            return found, size
    return "", 0


def _number(tokens: Sequence[_Token], at: int, lexicon: _Lexicon) -> tuple[str, int]:
    """The number written at a token, in digits or in words, and how many tokens it takes (0: there is none)."""
    if tokens[at].text[0].isdigit():
        figure = number_value(tokens[at].text)
        if at + 1 < len(tokens) and lexicon.numbers.get(tokens[at + 1].text) == _THOUSAND:  # 5 тысяч
            return _plain(str(Decimal(figure) * _THOUSAND)), 2
        return figure, 1
    total = current = used = 0
    for token in tokens[at:]:
        value = lexicon.numbers.get(token.text)
        if value is None or (used and token.start - tokens[at + used - 1].end > 1):
            if used and token.text in ("et", "and") and current >= 20:
                follow = at + used + 1
                most = _HUNDRED if token.text == "and" and current % _HUNDRED == 0 else 12
                if follow < len(tokens) and 0 < lexicon.numbers.get(tokens[follow].text, 0) < most:
                    used += 1
                    continue
            break
        if value == _THOUSAND:
            total, current = total + max(current, 1) * _THOUSAND, 0
        elif value == _TIMES_TEN:  # hai trăm năm mươi: the last figure counts tens
            current += (current % 10) * 9 or 10
        elif value == _HUNDRED:
            current = max(current, 1) * _HUNDRED
        elif value == 20 and current == 4:  # quatre-vingts
            current = 80
        elif used and (not _adds(current, value) or (token.text == "năm" and current % _HUNDRED)):
            break  # mười năm: ten years, for fifteen is mười lăm
        else:
            current += value
        used += 1
    value = total + current
    return (str(value), used) if used and value > 1 else ("", 0)


def _adds(current: int, value: int) -> bool:
    """Whether a number word goes on where `current` has been read: "twenty two" does, "two three" does not."""
    if current == 0:
        return True
    if current in (60, 80) and value < 20:  # soixante-dix, quatre-vingt-douze
        return True
    return (value < 10 and current % 10 == 0) or (value < _HUNDRED and current % _HUNDRED == 0)


@cache
def _lexicon(language: str) -> _Lexicon:
    lists = sections(f"facts-{language}")
    numbers = {word: int(value) for value, *words in _rows(lists, "numbers") for word in words}
    if language == "de":
        numbers |= _german(numbers)
    days = _phrases(lists, "days")
    one = frozenset(word for line in lists.get("one", ()) for word in line.split())
    return _Lexicon(
        numbers=numbers,
        risky=frozenset(word for line in lists.get("risky", ()) for word in line.split()),
        units={(sign,): "%" for sign in ("%", "‰")} | _phrases(lists, "units"),
        days=days,
        within=frozenset(word for line in lists.get("within", ()) for word in line.split()),
        one=one,
        later=frozenset(word for line in lists.get("later", ()) for word in line.split()),
        since=frozenset(word for line in lists.get("since", ()) for word in line.split()),
        until=frozenset(word for line in lists.get("until", ()) for word in line.split()),
        dotted="dotted" in lists,
        starts=frozenset((*numbers, *one, *(words[0] for words in days))),
    )


def _rows(lists: dict[str, tuple[str, ...]], name: str) -> Iterator[list[str]]:
    for line in lists.get(name, ()):
        yield line.split()


def _phrases(lists: dict[str, tuple[str, ...]], name: str) -> dict[tuple[str, ...], str]:
    """Lines `code: spelling, spelling of several words` as a table from the words to the code."""
    found: dict[tuple[str, ...], str] = {}
    for line in lists.get(name, ()):
        code, _, spellings = line.partition(" = ")
        for spelling in spellings.split(","):
            found[tuple(spelling.split())] = code.strip()
    return found


def _german(numbers: dict[str, int]) -> dict[str, int]:
    """The joined number words: einundzwanzig to neunundneunzig, zweihundert, hundertfünfzig, dreihundertzwanzig."""
    ones = {word: value for word, value in numbers.items() if value < 10} | {"ein": 1}
    tens = {word: value for word, value in numbers.items() if 20 <= value < _HUNDRED}
    joined = {f"{one}und{ten}": a + b for one, a in ones.items() for ten, b in tens.items()}
    hundreds = {f"{one}hundert": a * _HUNDRED for one, a in ones.items()}
    rests = {value: word for word, value in reversed((numbers | joined).items()) if value < _HUNDRED}
    begun = hundreds | {"hundert": _HUNDRED}
    return (
        joined | hundreds | {f"{one}{word}": a + b for one, a in begun.items() for b, word in rests.items()}
    )
