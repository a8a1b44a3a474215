"""Words that replies write in two ways: capitals, hyphens, and the spellings that are one word in each language.

It must never take two words for one: what differs in meaning, or only sounds alike, is nobody's variant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from voicekit.evals.learning.proposals import LEAST, Proposal, is_common, state_of
from voicekit.evals.learning.replies import PLACEHOLDER, Seen
from voicekit.text.entities.name_words import lists
from voicekit.text.language import stop_words
from voicekit.text.masks import HOLE, cover, find_masks

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_CAMEL = re.compile(
    r"(?!Mc|Mac|De|Di|Du|La|Le|Fitz|Van|O[A-Z])[^\W\d_]*[a-z][^\W\d_]*[A-Z][^\W\d_]*|[a-z][A-Z][^\W\d_]+"
)
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_SHORTEST = {"vi": 3}
_SHORT = 4
"""Letters from which on a word is looked at: what is shorter has too many neighbours. Vietnamese has syllables."""
_OPENING = " \"'“”„«»([*-–—•"
_ENGLISH = (
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|ful|ite|ites|able)?\Z)"), "or"),
    (re.compile(r"(?<=\w\w\w)is(?=(?:e|es|ed|ing|ation|ations|er|ers)\Z)"), "iz"),
    (
        re.compile(
            r"(?<=\w)(cancel|travel|label|model|fuel|signal|counsel|level|total)l(?=(?:ed|ing|er|ers)\Z)"
        ),
        r"\1",
    ),
    (
        re.compile(r"\A(cancel|travel|label|model|fuel|signal|counsel|level|total)l(?=(?:ed|ing|er|ers)\Z)"),
        r"\1",
    ),
    (re.compile(r"\A(cent|theat)re(?=s?\Z)"), r"\1er"),
    (re.compile(r"(?<=\w\w)logue(?=s?\Z)"), "log"),
)
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_CIRCUMFLEX = str.maketrans({"î": "i", "û": "u", "œ": "oe"})
_NOT_ONE_WORD = frozenset(
    "jeûne jeûnes все всё всем всём нем нём чем чём том узнаем узнаём осел осёл небо нёбо".split()
)
"""Words that such a spelling would take for another one."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def variants(seen: Sequence[Seen]) -> list[Proposal]:
    """Proposals of one way to write a word where replies have several, most replies first."""
    found: list[Proposal] = []
    for language in sorted({one.language for one in seen}):
        ours = [one for one in seen if one.language == language]
        inside, words = _counted(ours)
        found += _capitals(inside, language)
        found += _spellings(words, language)
    return sorted(found, key=lambda one: (one.language, one.kind, -one.n, str(one.value)))


def _counted(seen: Iterable[Seen]) -> tuple[Counter[str], Counter[str]]:
    """Replies with each word as it is written inside a sentence; and with each word anywhere, in lower case."""
    inside: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for one in seen:
        met: set[str] = set()
        opening: set[str] = set()
        for sentence in one.sentences:
            text = PLACEHOLDER.sub(HOLE, sentence)
            text = cover(text, find_masks(text)[0])
            for number, word in enumerate(_WORD.finditer(text)):
                first = number == 0 or text[: word.start()].rstrip(_OPENING)[-1:] in (".", "!", "?", ":", "")
                (opening if first else met).add(word[0].replace("‑", "-"))
        inside.update(met)
        words.update({form.lower() for form in met | opening})
    return inside, words


def _capitals(inside: Counter[str], language: str) -> Iterator[Proposal]:
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    for form, count in inside.items():
        groups[form.casefold()][form] = count
    for low, forms in groups.items():
        best = max(forms, key=lambda form: (forms[form], form))
        if len(low) < 2 or not best[0].isalpha() or low in stop_words(language) or _is_name(low):
            continue
        calm = {form: count for form, count in forms.items() if form == best or not form.isupper()}
        n = sum(calm.values())
        camel = _CAMEL.fullmatch(best) is not None
        if camel and len(calm) == 1 and n >= LEAST:
            yield Proposal("keep", "", language, best, n, 1.0, "proposed")
        # One capital in front says nothing: "Center" is right in a name and wrong beside it.
        chosen = camel or _ACRONYM.fullmatch(best)
        others = tuple(sorted((form, count) for form, count in calm.items() if form != best))
        if chosen and others and n >= LEAST:
            share = forms[best] / n
            yield Proposal("capitals", "", language, best, n, share, state_of(n, share), None, others)


def _spellings(counts: Counter[str], language: str) -> Iterator[Proposal]:
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    for low, count in counts.items():
        if len(low) >= _SHORTEST.get(language, _SHORT) and low not in _NOT_ONE_WORD and not _is_name(low):
            groups[_key(low, language)][low] = count
    for forms in groups.values():
        n = sum(forms.values())
        if (
            len(forms) < 2
            or n < LEAST
            or (language != "vi" and not any(_is_known(one, language) for one in forms))
        ):
            continue
        best = max(forms, key=lambda form: (forms[form], form))
        share = forms[best] / n
        others = tuple(sorted((form, count) for form, count in forms.items() if form != best))
        yield Proposal("term", "", language, best, n, share, state_of(n, share), None, others)


def _key(low: str, language: str) -> str:
    """What all spellings of one word share."""
    if language == "vi":
        return " ".join(map(_syllable, low.split("-")))
    if "-" in low and not low.startswith("re-") and not any(map(str.isdigit, low)):
        low = low.replace("-", "")
    if language == "en":
        for pattern, plain in _ENGLISH:
            low = pattern.sub(plain, low)
    elif language == "de":
        low = low.translate(_DIGRAPHS)
    elif language == "fr" and len(low) >= _SHORT:
        low = low.translate(_CIRCUMFLEX)
    elif language == "ru":
        low = low.replace("ё", "е")
    return low


def _syllable(low: str) -> str:
    """A Vietnamese syllable with its tone at the end: hòa and hoà are one."""
    parts = unicodedata.normalize("NFD", low)
    tones = "".join(sign for sign in parts if sign in _TONES)
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES)) + tones


def _is_known(low: str, language: str) -> bool:
    return is_common(low, language) or (
        "-" in low and all(is_common(part, language) for part in low.split("-"))
    )


def _is_name(low: str) -> bool:
    known = lists()
    return any(
        part in known.given or part in known.unsure or part in known.family or part in known.places
        for part in low.split("-")
    )
