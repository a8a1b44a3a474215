"""The check on numbers written as another language writes them: 1.234,56 in English, 1,234.56 in German.

It must leave alone what could be read another way, and what the conversation's own region writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Draft, Edit

NARROW, HARD = "\u202f", "\u00a0"
# The mark between thousands, the decimal mark, and what stands between a number and %: CLDR, by language.
_MARKS: Mapping[str, tuple[str, str, str]] = {
    "en": (",", ".", ""),
    "de": (".", ",", HARD),
    "fr": (NARROW, ",", HARD),
    "ru": (HARD, ",", HARD),
    "vi": (".", ",", ""),
}
# Regions that write their language's numbers another way than the table says, or two ways.
_OTHERWISE = frozenset(("ch", "li", "za"))
_ENGLISH_MARKS = frozenset("au ca gb hk ie in jm ke mt my ng nz ph sg tt uk us zw".split())
_MONEY = r"[€$£₽₫¥]|(?:eur|euros?|usd|gbp|dollars?|rub|vnd|руб|евро|đồng|đ)(?!\w)"
# Groups of three are certain with a decimal part, or twice; one group alone may be a decimal part.
_ENGLISH = r"\d{1,3}(?:,\d{3}){1,4}\.\d{1,2}"
_EUROPEAN = r"\d{1,3}(?:\.\d{3}){1,4},\d{1,2}"
_SPACED = r"\d{1,3}(?: \d{3}){1,4},\d{1,2}"
_EDGE, _END = r"(?<![\w.,])", r"(?![\w]|[.,]\d)"
_PRICE_POINT = (
    rf"\d{{1,6}}\.\d\d(?= ?(?:{_MONEY}))|(?<=[€$£₽₫¥])\d{{1,6}}\.\d\d|(?<=[€$£₽₫¥] )\d{{1,6}}\.\d\d"
)
_PRICE_COMMA = _PRICE_POINT.replace(r"\.\d\d", r",\d\d")
_WRONG = {
    "en": lazy(f"{_EDGE}(?:{_EUROPEAN}|{_SPACED}|{_PRICE_COMMA}){_END}"),
    "de": lazy(f"{_EDGE}(?:{_ENGLISH}|{_PRICE_POINT}){_END}"),
    "fr": lazy(f"{_EDGE}(?:{_ENGLISH}|{_EUROPEAN}|{_PRICE_POINT}){_END}"),
    "ru": lazy(f"{_EDGE}(?:{_ENGLISH}|{_EUROPEAN}){_END}"),
    "vi": lazy(f"{_EDGE}(?:{_ENGLISH}|{_SPACED}){_END}"),
}
# Only where the language's own reference works agree: in Russian and English texts both ways are printed.
_CLOSED_UP = lazy(r"(\d{1,12}(?:[.,]\d{1,6})?)%(?![\w-])")
_SET_APART = lazy(r"(\d{1,12}(?:[.,]\d{1,6})?) %(?![\w-])")
_PERCENT = {"de": _CLOSED_UP, "fr": _CLOSED_UP, "vi": _SET_APART}
_DIGITS = lazy(r"\d+")


def number_format(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Numbers and per cent signs set as another language sets them, with the number rewritten."""
    marks = _MARKS.get(document.language)
    if marks is None or not _applies(document.language, context.region):
        return
    view = document.prose
    for match in _WRONG[document.language].finditer(view.text):
        yield _raw(document, *match.span(), _rewritten(match[0], *marks[:2]))
    percent = _PERCENT.get(document.language) if "%" in view.text else None
    if percent is not None:
        for match in percent.finditer(view.text):
            yield _raw(document, *match.span(), f"{match[1]}{marks[2]}%")


def _applies(language: str, region: str | None) -> bool:
    if region is None:
        return True
    return region not in _OTHERWISE and (language != "en" or region in _ENGLISH_MARKS)


def _rewritten(shown: str, group: str, decimal: str) -> str:
    parts: list[str] = _DIGITS.findall(shown)
    return f"{group.join(parts[:-1])}{decimal}{parts[-1]}"


def _raw(document: Document, start: int, end: int, written: str) -> Raw:
    span = document.prose.source(start, end)
    return Raw(span, edits=((Edit(span, written),),), fields={"replacement": written})
