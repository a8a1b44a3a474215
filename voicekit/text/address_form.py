"""Reads how a text addresses its reader: Sie, du or ihr; vous or tu; Вы, вы or ты; quý khách, anh/chị or bạn.

It says what is written and which words show it; whether that is the form a guideline wants is never said here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeVar

from voicekit.text.address.reading import ASIDE, STRONG, Found, Reading
from voicekit.text.document import Document
from voicekit.types import Span

Level = Literal["formal", "informal"]
_LEVELS: dict[str, Level] = {
    "sie": "formal",
    "du": "informal",
    "ihr": "informal",
    "vous": "formal",
    "tu": "informal",
    "вы": "formal",
    "Вы": "formal",
    "ты": "informal",
}
SELF = "self term"
"""`why` of a Vietnamese mark for the word the writer uses for themselves."""


class Mark(NamedTuple):
    """One piece of evidence: `words` as written under `span` show `form`; `why` says by what.

    `why` is one of: pronoun, possessive, verb form, imperative, polite formula, salutation, question without pronoun,
    addressee term, self term, polite particle, familiar particle, several people. In Vietnamese a particle has the
    form "" : it shows respect or familiarity and names nobody.
    """

    span: Span
    words: str
    form: str
    why: str


class Address(NamedTuple):
    """The address form of one text.

    `form` is de sie | du | ihr, fr vous | tu, ru вы | Вы | ты (Вы: capital inside the sentence), vi the addressee
    term; None where the text carries none. `level` is formal or informal; None without a form, and for forms that
    say neither (vous to several people). In Vietnamese polite particles alone give a level without a form.
    `mixed`: two forms that do not go together, both certain. `self_term` is the Vietnamese word for the writer.
    `forms` are all certain forms, in order of first use (вы beside Вы: capitals are not consistent).
    """

    form: str | None = None
    level: Level | None = None
    mixed: bool = False
    marks: tuple[Mark, ...] = ()
    self_term: str | None = None
    forms: tuple[str, ...] = ()


NOTHING = Address()


def read_address(document: Document) -> Address:
    """The address form of `document`, by its `language` (de, fr, ru, vi; any other: no form), with evidence.

    Quoted text, links, handles, code and ids are not read. Spans are in code points of the original text.
    """
    reader = _readers.get(document.language)
    if reader is None:
        if document.language not in ("de", "fr", "ru", "vi"):
            return NOTHING
        reader = _readers[document.language] = _load(document.language)
    return reader(document)


_Reader = Callable[[Document], Address]
_readers: dict[str, _Reader] = {}


def _load(language: str) -> _Reader:
    """The reader of one language; its module comes with its first text, because a cold lint reads one language."""
    if language == "vi":
        from voicekit.text.address import vietnamese

        return lambda document: _decide_vietnamese(
            *vietnamese.read(document), vietnamese.level_of, vietnamese.together
        )
    if language == "de":
        from voicekit.text.address.german import read
    elif language == "fr":
        from voicekit.text.address.french import read
    else:
        from voicekit.text.address.russian import read
    return lambda document: _decide(*read(document))


def _decide(reading: Reading, found: list[Found]) -> Address:
    if not found:
        return NOTHING
    marks = _marks(reading, found)
    strongest = max([mark.strength for mark in found])
    if strongest == ASIDE:
        return Address(found[0].form, None, False, marks, None, ())
    votes = [mark for mark in found if mark.strength == strongest]
    forms = tuple(dict.fromkeys([mark.form for mark in votes])) if strongest == STRONG else ()
    # "S'il vous plaît" and "извините" are set phrases: they are evidence, but do not outvote what was worded.
    said = [mark.form for mark in votes if mark.why != "polite formula"] or [mark.form for mark in votes]
    levels = [_LEVELS[form] for form in said]
    level = _most(levels)
    form = _most([form for form in said if _LEVELS[form] == level])
    if form == "вы" and "Вы" in forms and not any(_lower_you(reading, mark) for mark in votes):
        # A verb form, or a capital that opens a sentence, says вы of either case; one capital inside says which.
        form = "Вы"
        forms = tuple([one for one in forms if one != "вы"])
    mixed = len(forms) > 1 and len({_LEVELS[one] for one in forms}) > 1
    return Address(form, level, mixed, marks, None, forms)


def _lower_you(reading: Reading, mark: Found) -> bool:
    written = mark.why in ("pronoun", "possessive")
    return mark.form == "вы" and written and reading.words[mark.first][0].islower()


def _decide_vietnamese(
    reading: Reading,
    found: list[Found],
    level_of: Callable[[str], Level | None],
    together: Callable[[tuple[str, ...]], bool],
) -> Address:
    if not found:
        return NOTHING
    marks = _marks(reading, found)
    selves = [mark.form for mark in found if mark.why == SELF]
    self_term = _most(selves) if selves else None
    named = [mark for mark in found if mark.form and mark.why != SELF]
    particles = [mark for mark in found if not mark.form]
    ways = [mark.why for mark in particles if mark.strength == STRONG]
    level: Level | None
    if not named:
        ways = ways or [mark.why for mark in particles]
        level = None
        if ways:
            level = "formal" if "polite particle" in ways else "informal"
        return Address(None, level, False, marks, self_term, ())
    strongest = max([mark.strength for mark in named])
    form = _most([mark.form for mark in named if mark.strength == strongest])
    forms = tuple(dict.fromkeys([mark.form for mark in named if mark.strength == STRONG]))
    level = level_of(form)
    if form in ("anh", "chị") and "familiar particle" in ways and "polite particle" not in ways:
        level = "informal"  # "Ừm, anh Nam à": an older brother among friends
    return Address(form, level, not together(forms), marks, self_term, forms)


_T = TypeVar("_T", bound=str)


def _most(values: list[_T]) -> _T:
    """The most frequent of `values` (not empty), the first one of equals."""
    return max(dict.fromkeys(values), key=values.count)


def _marks(reading: Reading, found: list[Found]) -> tuple[Mark, ...]:
    original, span_of = reading.original, reading.span
    marks = []
    for first, last, form, why, _ in found:
        span = span_of(first, last)
        marks.append(Mark(span, original[span.start : span.end], form, why))
    return tuple(marks)
