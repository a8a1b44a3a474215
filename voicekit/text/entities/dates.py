"""Reads dates and times of day at a run of digits, in five languages.

A date whose order of day and month is not known is never turned into an ISO date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from voicekit.text.entities.view import Hit
from voicekit.text.lazyre import lazy

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        """
        january jan januar jänner janvier janv января январь янв
        february feb februar févr février fevrier февраля февраль фев
        march mar märz mrz mars марта март мар
        april apr avril avr апреля апрель апр
        may mai мая май
        june jun juni juin июня июнь
        july jul juli juillet juil июля июль
        august aug août aout августа август авг
        september sep sept septembre сентября сентябрь сен сент
        october oct oktober okt octobre октября октябрь окт
        november nov novembre ноября ноябрь ноя нояб
        december dec dezember dez décembre décembre dec. декабря декабрь дек
        """.strip().split("\n"),
        start=1,
    )
    for name in names.split()
}
MONTH_WORDS = frozenset([*(name.strip(".") for name in _MONTHS), "tháng"])
"""Folded words one of which is in every text that names a month."""
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_ISO = lazy(r"(\d{4})-(\d\d)-(\d\d)(?!\d|[-./]\d)")
_DOTTED = lazy(
    r"(\d{1,2})(?:\. ?(\d{1,2})\. ?((?:19|20)\d\d|\d\d)(?! ?(?:€|eur))|-(\d{1,2})-((?:19|20)\d\d))(?!\d|[-./]\d)"
)
_SLASHED = lazy(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d|\d\d)(?!\d|[-./]\d)")
_SHORT = lazy(
    r"(\d{1,2})([./-])(\d{1,2})(\.?)(?!\d|[-./:,]\d| ?(?:%|€|eur|kg|km|cm|mm|gb|h\b|uhr))", re.IGNORECASE
)
_DAY_MONTH = lazy(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:-го)? ?(?:of |de )?([^\W\d_]{3,9})\.?(?:,? ((?:19|20)\d\d))?(?![\w-])",
    re.IGNORECASE,
)
_VIETNAMESE = lazy(
    r"(\d{1,2}) tháng (\d{1,2})(?:,? (?:năm )?((?:19|20)\d\d)|/((?:19|20)\d\d))?(?!\d)", re.IGNORECASE
)
_MONTH_DAY = lazy(r"(\d{1,2})(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?(?![\w:.]|-\d)", re.IGNORECASE)
_WORD_BEFORE = lazy(r"([^\W\d_]{3,9})\.? \Z")
_SHORT_CUE = lazy(
    r"(?<![^\W_])(?:ngày|hôm|sáng|trưa|chiều|tối|từ|đến|trước|sau|le|du|au|dès|avant|depuis|jusqu'au|on|by|until|since|before|"
    r"from|am|bis|bis zum|vom|ab|zum|seit|den|до|с|от|к|после|на) \Z",
    re.IGNORECASE,
)
_CLOCK = lazy(
    r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?: ?(am|pm|a\.m\.|p\.m\.|uhr))?(?![\w:]|[.,]\d)", re.IGNORECASE
)
_POINTED = lazy(r"([01]?\d|2[0-4])\.([0-5]\d) ?(uhr|am|pm)(?!\w)", re.IGNORECASE)
_HALF_DAY = lazy(r"(1[0-2]|0?[1-9]) ?(am|pm|a\.m\.|p\.m\.)(?!\w)", re.IGNORECASE)
_WITH_H = lazy(r"([01]?\d|2[0-3]) ?(?:h|g|giờ) ?([0-5]\d)(?: ?phút)?(?!\w)", re.IGNORECASE)
_HOUR = lazy(r"([01]?\d|2[0-4]) ?(uhr|giờ|heures?|h|час(?:ов|а)?|o'clock)(?![\w'-])", re.IGNORECASE)
_HOUR_CUE = lazy(
    r"(?<![^\W_])(?:à|a|avant|vers|dès|jusqu'à|de|entre|et|lúc|trước|sau|đến|từ|khoảng|в|до|к|"
    r"после|с|by|at|before|after) \Z",
    re.IGNORECASE,
)
_DAYPART = lazy(r" ?(?:sáng|trưa|chiều|tối|đêm)(?!\w)", re.IGNORECASE)
_TIME_FOLLOWS = frozenset(":.apuhgoч")
_BIRTH = lazy(
    r"(?<![^\W_])(?:born|date of birth|d\.?o\.?b|birth ?da(?:te|y)|geboren|geb\.?|geburts\w+|née? le|née?|"
    r"(?:date de )?naissance|anniversaire|родил[а-я]*|рожд[её]н[а-я]*|рождени[ея]|д\.? ?р\.?|"
    r"sinh ngày|ngày sinh|sinh nhật|"
    r"sinh năm|năm sinh|ngày tháng năm sinh|sn)(?![^\W_])[^.!?\n\d]{0,24}(?:[.!?] ?(?:it's|it is) )?\Z",
    re.IGNORECASE,
)
BIRTH_WORDS = frozenset(
    """
    born birth birthday birthdate dob d geboren geb geburtstag geburtsdatum geburtsjahr né née
    naissance anniversaire родился
    родилась родилось рождён рожден рождена рождённый рождения рождении рождение р д sinh sn
    """.split()
)
"""Folded words one of which is in every text that tells a date of birth."""
_BIRTH_AFTER = lazy(r" ?(?:г(?:ода|\.)? ?р(?:ожд|\.|\b)|geboren|рождения)", re.IGNORECASE)
_BIRTH_YEAR = lazy(r"(?:19|20)\d\d(?!\d|[-./]\d)")
_YEAR_AFTER = lazy(r" (?:г\.|года)(?! ?р)")


class Clues(NamedTuple):
    """What the words of a text allow: whether it names a month, whether it may tell a birth; and where it is from."""

    language: str = ""
    region: str | None = None
    months: bool = True
    births: bool = True


def date_at(text: str, at: int, stop: int, clues: Clues) -> Hit | None:
    """The date whose first digits stand at `[at, stop)` (the day, or the year of an ISO date), with its month."""
    size = stop - at
    if size > 2 and size != 4:
        return None
    found = _read_date(text, at, stop, clues) if size != 4 or text[stop : stop + 1] == "-" else None
    if found is None:
        return _birth_year(text, at) if clues.births and size == 4 else None
    start, end, value, sure = found
    year = _YEAR_AFTER.match(text, end)
    if year and value[:1] != "-":
        end = year.end()
    born = clues.births and (_BIRTH.search(text, max(0, start - 60), start) or _BIRTH_AFTER.match(text, end))
    return Hit(start, end, "birth_date" if born else "date", value, sure)


def _birth_year(text: str, at: int) -> Hit | None:
    match = _BIRTH_YEAR.match(text, at)
    if match and _BIRTH.search(text, max(0, at - 60), at):
        return Hit(at, match.end(), "birth_date", match[0], True)
    return None


def _read_date(text: str, at: int, stop: int, clues: Clues) -> tuple[int, int, str, bool] | None:
    language, region = clues.language, clues.region
    follow = text[stop : stop + 1]
    if at and (text[at - 1] in "-./" and at > 1 and text[at - 2].isdigit()):
        return None
    if follow == "-":
        match = _ISO.match(text, at)
        if match:
            return _checked(at, match.end(), int(match[3]), int(match[2]), match[1])
    if follow and follow in ".-":
        match = _DOTTED.match(text, at)
        if match:
            return _checked(at, match.end(), int(match[1]), int(match[2] or match[4]), match[3] or match[5])
    if follow == "/":
        match = _SLASHED.match(text, at)
        if match:
            return _slashed(match, language, region)
    if clues.months:
        found = _with_month(text, at)
        if found:
            return found
    if follow and follow in "./-":
        match = _SHORT.match(text, at)
        if match and match[0] != "24/7" and _SHORT_CUE.search(text, max(0, at - 12), at):
            return _short(match, language, region)
    return None


def _with_month(text: str, at: int) -> tuple[int, int, str, bool] | None:
    match = _VIETNAMESE.match(text, at)
    if match:
        return _checked(at, match.end(), int(match[1]), int(match[2]), match[3] or match[4])
    match = _DAY_MONTH.match(text, at)
    if match and (month := _MONTHS.get(match[2].casefold())):
        # A full stop behind the month belongs to it only where a year follows.
        return _checked(at, match.end() if match[3] else match.end(2), int(match[1]), month, match[3])
    before = _WORD_BEFORE.search(text, max(0, at - 12), at)
    if before and before[1][0].isupper() and (month := _MONTHS.get(before[1].casefold())):
        match = _MONTH_DAY.match(text, at)
        if match:
            return _checked(before.start(), match.end(), int(match[1]), month, match[2])
    return None


def _slashed(match: re.Match[str], language: str, region: str | None) -> tuple[int, int, str, bool] | None:
    first, second = int(match[1]), int(match[2])
    start, end = match.span()
    if first > 12:
        return _checked(start, end, first, second, match[3])
    if second > 12:
        return _checked(start, end, second, first, match[3])
    if region == "us":
        return _checked(start, end, second, first, match[3])
    if region is not None or language in ("fr", "vi", "de", "ru"):
        return _checked(start, end, first, second, match[3])
    return (start, end, match[0], False) if first and second else None


def _short(match: re.Match[str], language: str, region: str | None) -> tuple[int, int, str, bool] | None:
    mark = match[2]
    if mark == "." and not (match[4] or (language in ("ru", "fr", "vi") and len(match[3]) == 2)):
        return None
    if mark == "-" and language != "vi":
        return None
    first, second = int(match[1]), int(match[3])
    start, end = match.span()
    if mark == "." and match[4] and language == "ru":
        end -= 1
    if mark == "/" and (region == "us" or (region is None and language in ("en", ""))):
        found = _checked(start, end, second, first, None)
    else:
        found = _checked(start, end, first, second, None)
    return found and (*found[:2], found[2], False)


def _checked(
    start: int, end: int, day: int, month: int, year: str | None
) -> tuple[int, int, str, bool] | None:
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return None
    if year is None:
        return start, end, f"--{month:02}-{day:02}", True
    if len(year) == 2:
        # Which century two digits mean is nobody's to say; care talk is of this one.
        return start, end, f"20{year}-{month:02}-{day:02}", False
    return start, end, f"{year}-{month:02}-{day:02}", True


def time_at(text: str, at: int, stop: int, language: str = "") -> Hit | None:
    """The time of day whose hour stands at `[at, stop)`, as HH:MM."""
    follow = text[stop : stop + 2].lstrip(" ")[:1].lower()
    if not follow or follow not in _TIME_FOLLOWS or (at and text[at - 1] in ":.,+$€£"):
        return None
    match = _CLOCK.match(text, at) if follow == ":" else _POINTED.match(text, at) if follow == "." else None
    if match:
        return _clock(match, int(match[1]), int(match[2]), match[3])
    if follow in ":.":
        return None
    # "Kieselzelt 2 am Dienstag": in German a bare "am" is a word.
    match = _HALF_DAY.match(text, at) if follow in "ap" and language != "de" else None
    if match:
        return _clock(match, int(match[1]), 0, match[2])
    match = _WITH_H.match(text, at)
    if match:
        return _clock(match, int(match[1]), int(match[2]), None)
    match = _HOUR.match(text, at)
    if match and (
        match[2].casefold() in ("uhr", "o'clock")
        or _HOUR_CUE.search(text, max(0, at - 10), at)
        or _DAYPART.match(text, match.end())
    ):
        return _clock(match, int(match[1]), 0, None)
    return None


def _clock(match: re.Match[str], hour: int, minute: int, half: str | None) -> Hit:
    mark = half[0].lower() if half else ""
    if mark == "p" and hour < 12:
        hour += 12
    elif mark == "a" and hour == 12:
        hour = 0
    return Hit(match.start(), match.end(), "time", f"{hour:02}:{minute:02}", True)
