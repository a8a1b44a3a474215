"""Says whether a run of digits is a phone number, and writes it as E.164 does where the country is known.

It never looks anything up: a number that is well formed may belong to nobody.

Own patterns, because phonenumbers takes 85 to 750 microseconds a message. What is lost against it: which number
blocks a country has really given out, the national forms of countries other than the eight below,
letters in numbers
(1-800-FLOWERS), short codes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from voicekit.text.lazyre import lazy


class Phone(NamedTuple):
    """A phone number: `value` is `+` and digits where the country is known, else the digits as dialled."""

    end: int
    value: str
    sure: bool


_SPARE = ("83", "89", "0")  # no country has these (ITU-T E.164)
_RUN = lazy(
    r"(?:\+ ?|\(\+)?\(?\d(?:[ ]?[()./–-]{0,2}[ ]?\d){4,18}(?: ?(?:x|ext\.? ?)\d{1,6}(?!\d))?(?!\w)",
    re.IGNORECASE,
)
_EXTENSION = lazy(r" ?(?:x|ext\.? ?)\d{1,6}\Z", re.IGNORECASE)
_GROUP = lazy(r"\d+")
_DIGIT = lazy(r"\D+")
_CODES = {"de": "49", "fr": "33", "ru": "7", "vn": "84", "us": "1", "gb": "44", "at": "43", "ch": "41"}
REGIONS = tuple(_CODES)
"""Regions whose national form is known, as ISO 3166 codes in lower case."""
# National forms, digits only, with the trunk digit where people write one.
_NATIONAL = {
    "de": lazy(r"0[1-9]\d{5,11}"),
    "fr": lazy(r"0[1-9]\d{8}"),
    "ru": lazy(r"[78][3489]\d{9}|[3489]\d{9}"),
    "vn": lazy(r"0[35789]\d{8}|02\d{9}|1[89]00\d{4,6}"),
    "us": lazy(r"1?[2-9]\d{2}[2-9]\d{6}"),
    "gb": lazy(r"0[1-9]\d{8,9}"),
    "at": lazy(r"0[1-9]\d{4,12}"),
    "ch": lazy(r"0[1-9]\d{8}"),
}
# Written without a gap, only these are told from an order number when nobody says that it is a phone.
_SOLID = {
    "de": lazy(r"01[567]\d{8,9}|0800\d{6,8}"),
    "fr": lazy(r"0[67]\d{8}|080\d{7}"),
    "ru": lazy(r"[78][89]\d{9}"),
    "vn": lazy(r"0[35789]\d{8}"),
}
_BY_LANGUAGE = {"de": "de", "fr": "fr", "ru": "ru", "vi": "vn"}
_GROUPS_OF_US = lazy(r"\(?\d{3}\)?[ .–-]{0,2}\d{3}[ .–-]\d{4}")
_CUE = lazy(
    r"(?<![^\W_])(?:(?:tele)?phone|tel|mobile?|handy|cell|whats ?app|viber|fax|hotline|sms|call|calling|ring|reach|"
    r"dial|answering|messages|contact|anruf\w*|ruf\w*|angerufen|erreich\w*|telefon\w*|handynummer|rückruf\w*|"
    r"appel\w*|rappel\w*|joindre|joignable|téléphone|portable|звон\w*|позвон\w*|тел|телефон\w*|моб|мобильн\w*|набер\w*|"
    r"gọi|điện thoại|sđt|đt|liên hệ|zalo)(?![^\W_])",
    re.IGNORECASE,
)
_CUE_AFTER = lazy(r" ?\(?(?:office|fax|mobile|home|work|cell|mobil|privat)\b", re.IGNORECASE)
_DATES = lazy(r"\d\d\.\d\d\.? ?[–-] ?\d\d\.\d\d|\d\d \d\d (?:19|20)\d\d")
_LOOK_BACK = 34
_MOST_GROUPS = 6


def phone_start(text: str, run: int) -> int:
    """Where a phone number whose first digits stand at `run` would begin: at its `+`, `(` or `(+`."""
    start = run
    if start and text[start - 1] == "(":
        start -= 1
    if start and text[start - 1] == "+":
        start -= 1
    elif start > 1 and text[start - 1] == " " and text[start - 2] == "+":
        start -= 2
    if start and text[start - 1] == "(":
        start -= 1
    return start


def has_phone_cue(text: str, start: int) -> bool:
    """Whether a word that announces a phone number stands shortly before `start`."""
    return _CUE.search(text, max(0, start - _LOOK_BACK), start) is not None


def phone(text: str, start: int, language: str, region: str | None) -> Phone | None:
    """The phone number that begins at `start`, if one does."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "@#.,/:_$€£"):
        before = text[start - 1]
        if before.isalnum() or before not in ":.":
            return None
        if start > 1 and text[start - 2].isdigit():
            return None
    run = _RUN.match(text, start)
    if run is None:
        return None
    shown = run[0]
    extension = _EXTENSION.search(shown) if "x" in shown or "X" in shown else None
    if extension:
        shown = shown[: extension.start()]
    cued: bool | None = None
    # A number may be followed by another one: give up groups from the right until the rest is a phone.
    ends = [group.end() for group in _GROUP.finditer(shown)]
    if len(ends) > _MOST_GROUPS and shown[0] not in "+(":
        return None
    for count in range(len(ends), max(0, len(ends) - _MOST_GROUPS), -1):
        part = shown[: ends[count - 1]]
        if sum(map(str.isdigit, part)) < 6:
            break
        if cued is None:
            cued = has_phone_cue(text, start) or _CUE_AFTER.match(text, run.end()) is not None
        found = _judge(part, cued, language, region)
        if found:
            end = run.end() if extension and count == len(ends) else start + len(part)
            return Phone(end, *found)
    return None


def _judge(shown: str, cued: bool, language: str, region: str | None) -> tuple[str, bool] | None:
    digits = _DIGIT.sub("", shown)
    solid = shown.isdigit()
    if "+" in shown[:2]:
        number = _DIGIT.sub("", shown.replace("(0)", "", 1))
        return (f"+{number}", True) if _is_international(number) else None
    exit_code = "011" if region == "us" else "00"
    if digits.startswith(exit_code):
        number = _DIGIT.sub("", shown.replace("(0)", "", 1))[len(exit_code) :]
        if _is_international(number) and (cued or not solid or number.startswith(tuple(_CODES.values()))):
            return f"+{number}", True
    if _DATES.fullmatch(shown):
        return None
    for where, stated in ((region, True), (_BY_LANGUAGE.get(language), False)):
        pattern = _NATIONAL.get(where or "")
        if where is None or pattern is None or not pattern.fullmatch(digits):
            continue
        usual = not solid or (where in _SOLID and _SOLID[where].fullmatch(digits) is not None)
        if stated or cued or usual:
            return _international(digits, where), cued or (stated and usual)
    if _GROUPS_OF_US.fullmatch(shown):
        return digits, False
    if cued and 6 <= len(digits) <= 13:
        return digits, False
    groups = _GROUP.findall(shown)
    if len(groups) > 2 and shown[0] in "0(" and 8 <= len(digits) <= 12 and len(groups[-1]) > 1:
        return digits, False
    if shown[0] == "(" and len(groups) > 1 and 7 <= len(digits) <= 12:
        return digits, False
    return None


def _is_international(number: str) -> bool:
    if not 8 <= len(number) <= 15 or number.startswith(_SPARE):
        return False
    return len(number) == 11 if number[0] in "17" else True


def _international(digits: str, region: str) -> str:
    code = _CODES[region]
    if region == "ru":
        return f"+7{digits[-10:]}"
    if region == "us":
        return f"+1{digits[-10:]}"
    if region == "vn" and digits[0] == "1":
        return digits
    return f"+{code}{digits[1:]}"
