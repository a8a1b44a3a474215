"""Says what language a text is in: what was stated, else script and stop words, else a model where those cannot tell.

It must never force a sixth language into the five, nor load the model for an ordinary reply (it takes a second).

Measured on public rows (formality and politeness sets, a chat corpus), right language out of n, and how many of those
went to the model: 300 chat replies of 280 characters 300, 0; English 4,246 of 4,278, 13 (at least 7 of the rest are
not in English); German 4,940 of 4,961, 62; French 1,678 of 1,686, 23; Russian 1,803 of 1,803, 0; Vietnamese 1,543 of
1,544, 2. What is not right is mostly `unknown`. Single chat turns (3,000, many of one or two words): 89 % English,
323 unknown, 4 wrong, none of them sure. The median 280-character reply takes 3 to 5 microseconds where the words are
given, about 9 where not.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import repeat

from voicekit.text.lazyre import lazy
from voicekit.types import LANGUAGES, LanguageGuess

_LISTS = os.path.join(os.path.dirname(__file__), "data", "stop_words.txt")
_READ = 500  # words that vote; at two votes each a lane of ten bits cannot run over
_LANE = 10
_FULL = (1 << _LANE) - 1
_SLOW_READ = 4_000  # code points looked at where the fast way could not tell

NAMES: dict[str, str] = {
    "en": "English", "de": "German", "fr": "French", "ru": "Russian", "vi": "Vietnamese", "es": "Spanish",
    "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "da": "Danish",
    "cs": "Czech", "tr": "Turkish", "ro": "Romanian", "uk": "Ukrainian", "bg": "Bulgarian", "be": "Belarusian",
    "sr": "Serbian", "mk": "Macedonian", "kk": "Kazakh", "el": "Greek", "ar": "Arabic", "fa": "Persian",
    "ur": "Urdu", "he": "Hebrew", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "th": "Thai", "hi": "Hindi",
    "hy": "Armenian", "ka": "Georgian", "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian", "fi": "Finnish",
    "hu": "Hungarian", "sk": "Slovak", "sl": "Slovenian", "hr": "Croatian", "bs": "Bosnian", "lt": "Lithuanian",
    "lv": "Latvian", "et": "Estonian", "id": "Indonesian", "ms": "Malay", "ca": "Catalan", "eu": "Basque",
    "gl": "Galician", "ga": "Irish", "is": "Icelandic", "sq": "Albanian", "bn": "Bengali", "ta": "Tamil",
    "te": "Telugu", "sw": "Swahili", "af": "Afrikaans", "tl": "Tagalog", "lb": "Luxembourgish",
}  # fmt: skip
"""English names by ISO 639-1 code, for the languages that can be named."""
_THREE = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "rus": "ru", "vie": "vi", "spa": "es", "ita": "it",
    "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "ukr": "uk", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
}  # fmt: skip
_NOT_STATED = frozenset(("und", "mul", "zxx", "auto", "none", "unknown", "c", "posix"))
UNKNOWN = LanguageGuess(None, "unknown", False, "unknown")

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("latin", lazy(r"[a-zà-öø-ÿā-ʯḀ-ỿ]", re.I)),
    ("cyrillic", lazy(r"[Ѐ-ԯ]")),
    ("el", lazy(r"[Ͱ-Ͽἀ-῿]")),
    ("ar", lazy(r"[؀-ۿݐ-ݿ]")),
    ("he", lazy(r"[֐-׿]")),
    ("zh", lazy(r"[㐀-鿿]")),
    ("ja", lazy(r"[぀-ヿ]")),
    ("ko", lazy(r"[가-힣ᄀ-ᇿ]")),
    ("th", lazy(r"[฀-๿]")),
    ("hi", lazy(r"[ऀ-ॿ]")),
    ("hy", lazy(r"[԰-֏]")),
    ("ka", lazy(r"[Ⴀ-ჿ]")),
)
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_RUSSIAN = lazy(r"[іїєґўђјљњћџѓќѕәғқңөұүһІЇЄҐЎЂЈЉЊЋЏЃЌЅӘҒҚҢӨҰҮҺ]")
_RUSSIAN_ONLY = lazy(r"[ыэёЫЭЁ]")
_CYRILLIC: tuple[tuple[str, str], ...] = (
    ("uk", "їєґ"), ("be", "ў"), ("kk", "әғқңөұүһ"), ("mk", "ѓќѕ"), ("sr", "ђјљњћџ"), ("uk", "і"),
)  # fmt: skip
_VIETNAMESE = lazy(r"[đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_HINTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("de", lazy("ß")), ("es", lazy("[ñ¿¡]")), ("pl", lazy("[łąęśżźń]")), ("cs", lazy("[řěů]")),
    ("tr", lazy("[ğışİ]")), ("ro", lazy("[țșţ]")), ("pt", lazy("[ãõ]")), ("da", lazy("ø")),
    ("fr", lazy(r"[œèê]|\b(?:[jns]|qu)['’](?=[aeéêiouyh])")), ("de", lazy("[äöü]")),
    ("sv", lazy("[äöå]")), ("tr", lazy("[öüç]")), ("da", lazy("[åæ]")),
)  # fmt: skip
_MODEL_LETTERS = 24
_MODEL_SURE = 0.9


class _Lists:
    """The stop words as votes. `fast` holds the five and one lane for the rest, `full` a tuple of languages a word."""

    def __init__(self) -> None:
        self.full: dict[str, tuple[str, ...]] = {}
        self.alone: dict[str, str] = {}
        with open(_LISTS, encoding="utf-8") as file:
            lines = file.read().split("\n")
        for line in lines:
            code, _, words = line.partition(" ")
            if code == "#":
                continue
            for item in words.split():
                word = item.removeprefix("!")
                if word != item:
                    self.alone[word] = code
                languages = self.full.get(word, ())
                if code not in languages:
                    self.full[word] = (*languages, code)
        self.fast: dict[str, int] = {}
        for word, languages in self.full.items():
            ours = [LANGUAGES.index(code) for code in languages if code in LANGUAGES]
            if not ours:
                self.fast[word] = 2 << len(LANGUAGES) * _LANE
            elif len(languages) == 1:
                self.fast[word] = 2 << ours[0] * _LANE
            elif len(ours) == len(languages) or languages[0] == "ru":  # else a sixth language has it too
                self.fast[word] = sum(1 << lane * _LANE for lane in ours)
        self.vote = self.fast.get


_OTHERS = {
    own: frozenset(2 << lane * _LANE for lane, code in enumerate(LANGUAGES) if code != own)
    for own in LANGUAGES
}
_lists: _Lists | None = None
_BY_WORDS = tuple(LanguageGuess(code, NAMES[code], True, "words") for code in LANGUAGES)


def region_of(locale: str | None) -> str | None:
    """The country (ISO 3166, lower case) in a locale such as `de-AT` or `zh_Hant_TW`; None where it names none."""
    region = (locale or "").replace("_", "-").partition("-")[2].rpartition("-")[2]
    return region.lower() if len(region) == 2 and region.isascii() and region.isalpha() else None


def identify(text: str, stated: str | None = None, words: Sequence[str] | None = None) -> LanguageGuess:
    """The language of `text`, as an ISO 639-1 code and English name, whether that is sure, and how it is known.

    `stated` is a code or locale (de, de-AT, pt_BR) and wins over the text; what is no code is passed over. `words` are
    the casefolded words of the text where the caller has them already. Code None where it cannot be told.
    """
    if stated:
        known = _stated(stated)
        if known is not None:
            return known
    lists = _lists or _read_lists()
    if words is None:
        words = text.casefold().split()
    if len(words) > _READ:
        words = words[:_READ]
    total = sum(map(lists.vote, words, repeat(0)))
    lanes = [
        total & _FULL,
        total >> 10 & _FULL,
        total >> 20 & _FULL,
        total >> 30 & _FULL,
        total >> 40 & _FULL,
        total >> 50,
    ]
    best = max(lanes)
    if best >= 5 and best * 5 >= len(words):
        winner = lanes.index(best)
        lanes[winner] = 0
        if winner < 5 and max(lanes) * 2 <= best and not (winner == 3 and ("і" in text or "ј" in text)):
            return _BY_WORDS[winner]
    return _closely(text, lists)


def votes(words: Sequence[str]) -> list[int]:
    """How much casefolded `words` speak for each of LANGUAGES and, last, for any other one.

    A word that only one language has as a stop word counts two, a shared one counts one. Never asks the model.
    """
    total = sum(map((_lists or _read_lists()).vote, words[:_READ], repeat(0)))
    return [total >> lane * _LANE & _FULL for lane in range(len(LANGUAGES) + 1)]


def strangers(words: Collection[str], own: str) -> tuple[int, int]:
    """How many casefolded `words` only one other of LANGUAGES than `own` has, and how many only a sixth has."""
    known = list(map((_lists or _read_lists()).vote, words, repeat(0)))
    return sum(map(_OTHERS[own].__contains__, known)), known.count(2 << len(LANGUAGES) * _LANE)


def _read_lists() -> _Lists:
    global _lists  # noqa: PLW0603 - a cached call would cost the hot path a fifth of its time
    _lists = _Lists()
    return _lists


@cache
def stop_words(language: str) -> frozenset[str]:
    """Frequent words of one of the five languages, casefolded: they say nothing of what a text is about."""
    lists = _lists or _read_lists()
    return frozenset(word for word, languages in lists.full.items() if language in languages)


@lru_cache(maxsize=256)
def _stated(stated: str) -> LanguageGuess | None:
    code = re.split(r"[-_.@]", stated.strip().casefold(), maxsplit=1)[0]
    code = _THREE.get(code, code)
    if code in _NOT_STATED:
        return None
    if code in NAMES:
        return LanguageGuess(code, NAMES[code], True, "stated")
    for known, name in NAMES.items():
        if name.casefold() == code:
            return LanguageGuess(known, name, True, "stated")
    if re.fullmatch(r"[a-z]{2,3}", code):
        return LanguageGuess(code, code, True, "stated")
    return None


def _closely(text: str, lists: _Lists) -> LanguageGuess:
    """The slow way, for what the votes alone did not settle: script first, then words and letters, then the model."""
    text = unicodedata.normalize("NFC", text[:_SLOW_READ])
    letters = _scripts(text)
    if not letters:
        return UNKNOWN
    if "ja" in letters and "zh" in letters:
        letters["ja"] += letters.pop("zh")
    script = max(letters, key=lambda name: letters[name])
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    if script == "cyrillic":
        return _cyrillic(text.casefold(), words, lists, letters)
    if script != "latin":
        code = script
        if code == "ar":
            code = "ur" if re.search("[ٹڈڑے]", text) else "fa" if re.search("[پچژگ]", text) else "ar"
        return LanguageGuess(code, NAMES[code], letters[script] * 3 >= sum(letters.values()) * 2, "script")
    return _latin(text, words, lists, letters["latin"] * 3 >= sum(letters.values()) * 2)


def _scripts(text: str) -> dict[str, int]:
    """Letters by script, only those that occur."""
    alphabetic = sum(map(str.isalpha, text))
    if text.isascii():
        return {"latin": alphabetic} if alphabetic else {}
    found: dict[str, int] = {}
    for script, pattern in _SCRIPTS:
        number = len(pattern.findall(text))
        if number:
            found[script] = number
            if number * 10 >= alphabetic * 9:
                break
    return found


def _votes(words: Sequence[str], lists: _Lists) -> dict[str, int]:
    votes: dict[str, int] = {}
    for word in set(words):  # one word said ten times is one sign
        languages = lists.full.get(word, ())
        for code in languages:
            votes[code] = votes.get(code, 0) + (2 if len(languages) == 1 else 1)
    return votes


def _cyrillic(text: str, words: list[str], lists: _Lists, letters: dict[str, int]) -> LanguageGuess:
    mostly = letters["cyrillic"] * 3 >= sum(letters.values()) * 2
    if len(_NOT_RUSSIAN.findall(text)) > len(_RUSSIAN_ONLY.findall(text)):
        for code, marks in _CYRILLIC:
            if any(mark in text for mark in marks):
                return LanguageGuess(code, NAMES[code], mostly, "script")
    votes = _votes(words, lists)
    alone = {lists.alone[word] for word in words if word in lists.alone}
    for code in ("uk", "bg"):
        # a short Russian text may hold none of ы, э, ё, and one word of it may well be theirs: two of them tell
        own = sum(
            code in known and "ru" not in known for known in map(lists.full.get, set(words), repeat(()))
        )
        enough = (own >= 2 or alone == {code}) and votes[code] > votes.get("ru", 0)
        if enough and not _RUSSIAN_ONLY.search(text):
            return LanguageGuess(code, NAMES[code], mostly, "words")
    return LanguageGuess("ru", NAMES["ru"], mostly and (len(words) > 2 or alone == {"ru"}), "script")


def _latin(text: str, words: list[str], lists: _Lists, mostly: bool) -> LanguageGuess:
    lower = text.casefold()
    votes = _votes(words, lists)
    alone = {lists.alone[word] for word in words if word in lists.alone}
    marks = len(_VIETNAMESE.findall(lower))
    if marks >= 2 and marks * 4 >= len(words):
        return LanguageGuess("vi", NAMES["vi"], mostly and (len(words) > 2 or "vi" in alone), "script")
    for code, pattern in _HINTS:
        found = len(pattern.findall(lower))
        if found:
            votes[code] = votes.get(code, 0) + min(found, 3)
    ranked = sorted(((count, code) for code, count in votes.items()), reverse=True)
    best, code = ranked[0] if ranked else (0, "")
    second = ranked[1][0] if len(ranked) > 1 else 0
    if len(words) <= 2:
        if len(alone) == 1:
            code = alone.pop()
            return LanguageGuess(code, NAMES[code], mostly, "words")
        if best >= 4 and not second:
            return LanguageGuess(code, NAMES[code], False, "words")
        return UNKNOWN
    enough = best >= 4 and best * 2 >= second * 3 and best * 8 >= len(set(words))
    if enough or (best == 3 and second <= 1 and len(words) < 12):
        return LanguageGuess(code, NAMES[code], mostly and enough and second * 2 <= best, "words")
    if sum(map(len, words)) >= _MODEL_LETTERS:
        guess = _by_model(text)
        if guess is not None:
            return guess
    if best > second:
        return LanguageGuess(code, NAMES[code], False, "words")
    return UNKNOWN


@cache
def _model() -> object:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second of import and load
    except ImportError:
        return None
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(["en", "de", "fr", "vi", "es", "it", "pt", "nl", "pl", "sv", "da", "cs", "tr", "ro"])
    return model


def _by_model(text: str) -> LanguageGuess | None:
    model = _model()
    if model is None:
        return None
    code, probability = model.classify(text)  # type: ignore[attr-defined]
    return LanguageGuess(code, NAMES[code], probability >= _MODEL_SURE, "model")
