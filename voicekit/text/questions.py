"""Finds the questions in a text in five languages, with and without question marks, and says what each asks for.

The words for it are in data/questions.txt. It never says whether a question was answered.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, NamedTuple, get_args

from voicekit.text.lazyre import lazy
from voicekit.types import LANGUAGES

Asks = Literal["time", "amount", "reason", "place", "person", "which", "how", "what", "yes_no"]
KINDS: tuple[Asks, ...] = get_args(Asks)

_DATA = os.path.join(os.path.dirname(__file__), "data", "questions.txt")
_SENTENCE = lazy(r"[^.!?\n;…]*(?:[.!…;](?=[\w\[])[^.!?\n;…]*){0,40}(?:[?!.;…\n]+|$)")
_WORD = lazy(r"[^\W_]")
_MOST = 40
"""Questions of one text, and clauses of one sentence, that are read: more is no message but an attack."""
_MARKS = 8
"""Closing marks that are looked through for a question mark."""
_NEAR = 120
"""Characters behind an opening in which its noun stands."""
_KEPT = 4_000
"""Characters up to which the sentences of a text are kept."""
_LONGEST = 600
"""Characters of a sentence that are read: nobody asks later than that."""


class Question(NamedTuple):
    """One question at `[start, end)`, what it asks for, and whether a question mark ends it.

    `rhetorical`: it vents ("are you kidding me?"), greets or asks for help at large, and wants no answer of its own.
    Not `opened`: only the mark makes it one ("At two?", « on peut la laver ? »).
    """

    start: int
    end: int
    asks: Asks
    marked: bool
    rhetorical: bool
    opened: bool = True


class _Grammar(NamedTuple):
    """The patterns of one language, compiled: `marked` and `unmarked` open a question where an `edge` ends, `late`
    question words end one."""

    edge: re.Pattern[str]
    marked: re.Pattern[str]
    unmarked: re.Pattern[str]
    late: re.Pattern[str]
    nouns: re.Pattern[str]
    rhetorical: re.Pattern[str]
    anywhere: bool


def questions(text: str, language: str, marked_only: bool = False) -> tuple[Question, ...]:
    """The questions of a plain text (see `voicekit.text.plain`), in order, the first 40; none in a language not read.

    `marked_only` passes over sentences without a question mark, where a reader writes with care and time is short.
    """
    if language not in LANGUAGES or (marked_only and "?" not in text):
        return ()
    grammar = _grammar(language)
    found: list[Question] = []
    for start, end in sentences(text):
        marked = _is_marked(text, start, end)
        if marked or not marked_only:
            found += _in_sentence(text, start, end, marked, grammar)
            if len(found) >= _MOST:
                break
    return tuple(found[:_MOST])


def asks_over(text: str, language: str, limit: int) -> bool:
    """False where `questions` finds no more than `limit` with a question mark, surely; for a third of its time."""
    if language not in LANGUAGES or "?" not in text:
        return False
    grammar = _grammar(language)
    marked = [text[start:end][:_LONGEST] for start, end in sentences(text) if _is_marked(text, start, end)]
    edges = [_edges(sentence, grammar) for sentence in marked]
    if sum(map(len, edges)) <= limit:
        return False
    found = (len(_openings(said, at, grammar.marked)) for said, at in zip(marked, edges, strict=True))
    return sum(max(1, count) for count in found) > limit


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a plain text begin and end, closing marks included; a line break ends one too."""
    return _sentences(text) if len(text) <= _KEPT else tuple(_cut(text))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    # Several readers ask for those of one text.
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while start < end and text[start] in " -\n":
            start += 1
        if start < end:
            yield start, end


def _is_marked(text: str, start: int, end: int) -> bool:
    return "?" in text[max(start, end - _MARKS) : end]


def _in_sentence(text: str, start: int, end: int, marked: bool, grammar: _Grammar) -> list[Question]:
    sentence = text[start : min(end, start + _LONGEST)]
    reading = grammar.marked if marked else grammar.unmarked
    openings = _openings(sentence, _edges(sentence, grammar), reading)
    if not openings:
        if not marked or not _WORD.search(sentence):
            return []
        late = grammar.late.search(sentence)
        asks = _asks(late, sentence, grammar) if late is not None else "yes_no"
        return [
            Question(
                start, end, asks, True, grammar.rhetorical.search(sentence) is not None, late is not None
            )
        ]
    found = []
    for number, opening in enumerate(openings):
        begin = opening.start("open")
        stop = openings[number + 1].start("open") if number + 1 < len(openings) else end - start
        clause = sentence[begin:stop]
        vents = grammar.rhetorical.search(clause) if grammar.anywhere else grammar.rhetorical.match(clause)
        asks = _asks(opening, clause, grammar)
        found.append(Question(start + begin, start + stop, asks, marked, vents is not None))
    return found


def _edges(sentence: str, grammar: _Grammar) -> list[int]:
    """Where a question may begin."""
    return [0, *[edge.end() for edge in islice(grammar.edge.finditer(sentence), _MOST)]]


def _openings(sentence: str, edges: Sequence[int], reading: re.Pattern[str]) -> list[re.Match[str]]:
    matches = [reading.match(sentence, at) for at in edges]
    return list({opening.start("open"): opening for opening in matches if opening is not None}.values())


def _asks(opening: re.Match[str], clause: str, grammar: _Grammar) -> Asks:
    groups = opening.groupdict()
    asks: Asks = next((kind for kind in KINDS if groups.get(kind) is not None), "yes_no")
    if asks == "what" or (asks == "yes_no" and groups.get("ask") and not groups.get("whether")):
        noun = grammar.nouns.search(clause, 0, _NEAR)
        if noun is not None:
            named = noun.groupdict()
            return next((kind for kind in KINDS if named.get(kind)), asks)
    return asks


@cache
def _fields() -> dict[str, dict[str, str]]:
    """Every field of every language, its lines joined."""
    gathered: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with open(_DATA, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                language, field, pattern = line.rstrip("\n").split(" ", 2)
                gathered[language][field].append(pattern)
    return {code: {name: "|".join(lines) for name, lines in own.items()} for code, own in gathered.items()}


@cache
def _grammar(language: str) -> _Grammar:
    own = _fields()[language]
    words = _named(own, "kind")
    edge = re.compile(rf"[,:;(] ?| [-–] | (?:{own['joins']}) ")
    nouns = re.compile(_named(own, "noun") or r"(?!)")
    late = re.compile(rf"\b(?:{words}) ?\?")
    if "polar" not in own:  # question words stand anywhere in their clause
        clause = r"(?:(?!, | (?:va|ma) )[^?]){0,140}?"
        opening = re.compile(rf"(?P<open>{clause}(?<![^\W_])(?:{words})(?![^\W_]))")
        return _Grammar(edge, opening, opening, late, nouns, re.compile(rf"\b(?:{own['rhetorical']})"), True)
    lead = rf"(?:(?:{own['filler']})\b,? )"
    ask = rf"(?:(?P<ask>{own['ask']}) (?:(?P<whether>(?:{own['whether']})\b)|(?:\w{{1,4}} ){{0,2}}?))?"
    polar = own["polar"]
    wide = f"{polar}|{own['loose']}" if "loose" in own else polar
    head = rf"{lead}{{0,4}}(?P<open>{ask}"
    return _Grammar(
        edge,
        re.compile(rf"{head}(?(whether)|(?:(?:{words})\b|(?(ask)\w|(?:{wide})))))"),
        re.compile(
            rf"{head}(?(whether)|(?:(?:{words})(?(ask)\b|(?:{own['strict']}))|(?(ask){_noun(own)}|(?:{polar})))))"
        ),
        late,
        nouns,
        re.compile(rf"{lead}{{0,2}}(?:{own['rhetorical']})"),
        False,
    )


def _noun(own: Mapping[str, str]) -> str:
    """One of the nouns, a few words on."""
    nouns = "|".join(own[f"noun.{kind}"] for kind in KINDS if f"noun.{kind}" in own)
    return rf"(?=(?:[^\W_]+ ){{0,4}}(?:{nouns})\b)"


def _named(own: Mapping[str, str], field: str) -> str:
    """The fields of one family as an alternation of groups, each named for what it asks for."""
    return "|".join(rf"(?P<{kind}>{own[f'{field}.{kind}']})" for kind in KINDS if f"{field}.{kind}" in own)
