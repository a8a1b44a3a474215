"""Reads a street address at its house number, as German, French, English, Russian and Vietnamese write them.

It never calls a place an address without a number; a town or a post code alone is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from voicekit.text.entities.view import Hit
from voicekit.text.lazyre import lazy

_UP = "A-ZÀ-ÖØ-ÞĀĂĐŁŚŞŠŻŽĐƠƯẠ-Ỹ"
_CAP = rf"[{_UP}][\w'’-]*"
_NO_UNIT = (
    r"(?! ?(?:€|%|°|£|\$|(?:euro?|uhr|km|kilometer|meter|m|cm|mm|kg|g|grad|stück|tage?n?|wochen?|"
    r"monate?n?|jahre?n?|minuten?|"
    r"stunden?|personen|mal|x|plätze)(?!\w)))"
)

# German: the street first, then the number.
_DE_STRONG = (
    "straße", "strasse", "str.", "str", "allee", "gasse", "chaussee", "damm", "ufer", "promenade",
    "twiete", "stieg", "weg", "platz",
)  # fmt: skip
_DE_WEAK = (
    "ring",
    "steig",
    "pfad",
    "markt",
    "graben",
    "hof",
    "zeile",
    "kai",
    "wall",
    "berg",
    "park",
    "brücke",
    "siedlung",
    "feld",
)
_DE_ENDS = _DE_STRONG + _DE_WEAK
_DE_NEVER = frozenset(
    """
    umweg rückweg hinweg heimweg laufweg versandweg lieferweg rechtsweg mittelweg ausweg weg platz ring
    hof markt park berg
    parkplatz stellplatz sitzplatz arbeitsplatz zeltplatz campingplatz spielplatz liegeplatz
    schlafplatz startplatz bahnhof
    supermarkt baumarkt flohmarkt hering schlüsselring karabinerring dichtungsring eingabefeld textfeld
    suchfeld pflichtfeld
    steig bahnsteig kai wall brücke feld graben pfad dateipfad zeile kopfzeile betreffzeile siedlung
    """.split()
)
_DE_LOWER = ("straße", "strasse", "str.", "str", "gasse", "allee")
_DE_FIRST = frozenset(
    "Alte Alter Neue Neuer Kleine Große Lange Obere Untere Hintere Vordere Innere Äußere".split()
)
_DE_ALONE = frozenset(
    (
        "straße strasse str weg platz allee ring damm ufer chaussee gasse markt park hof berg "
        "promenade stieg kai"
    ).split()
)
_DE_WORD = lazy(rf"(?<![\w-])(?:(?:{_CAP}|Straße|Str\.) ){{0,2}}[{_UP}][\w'-]*\.? ?\Z")
_DE_OF = lazy(r"(?<![\w-])(?:Straße|Strasse|Platz|Allee|Weg) (?:des|der|dem|am|zum|zur) [\w. ]{2,28} \Z")
_DE_PLACE = lazy(
    rf"(?<![\w-])(?:A[mn]|Auf|Im|In|Unter|Hinter|Vor|Zum|Zur|Beim)(?: (?:der|den|dem))?((?: {_CAP}){{1,2}}) \Z"
)
_DE_NO_PLACE = lazy(
    r" (?:Mo|Di|Mi|Do|Fr|Sa|So)\w*tag| Mittwoch| (?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*|"
    r" (?:Paket|Schritt|Punkt|Tag|Alter|Jahr|Monat|Set|Modell|Größe|Ende|Wert|Preis|Umfang|"
    r"Durchschnitt|Anhang|Bild|Foto|Kapitel|"
    r"Abschnitt|Stock|Zeitraum|Karton|Schnitt|Laden|Zelt|Bestellung|Filiale|Rechnung|Kasse|Seite|Nummer|Regel|Version|Höhe|Zimmer)\b"
)
_DE_NUMBER = lazy(
    r"\d{1,4}(?: ?[a-hA-H](?![\w'’-]))?(?: ?[-–/+] ?\d{1,4}(?: ?[a-hA-H](?!\w))?)?(?![\w:]|[.,]\d|\. [a-zä])"
    + _NO_UNIT,
    re.IGNORECASE,
)
_DE_TOWN = lazy(
    rf"(?:,| -|,? in|\n)? ?(?:(?:D|A|CH)-)?\d{{4,5}} {_CAP}(?: (?:am|an der|im|ob der|bei|"
    rf"a\.) ?{_CAP}| (?:Bad|Sankt|St\.) {_CAP})?"
)
_DE_CUE = lazy(
    r"(?:adresse|anschrift|wohn\w*|gezogen|umgezogen|liefer\w*|schick\w*|abhol\w*|hausnummer|zuhause|klingel\w*)[^\n]{0,40}\Z",
    re.IGNORECASE,
)

# French: the number first; in Switzerland and Belgium last.
_FR_SURE = (
    r"rue|avenue|av\.?|boulevard|bou?l?v?d\.?|bd\.?|allées?|chemin|ch\.|impasse|imp\.|quai|faubourg|fbg\.?|rond-point|ruelle|venelle|"
    r"esplanade|chaussée|sentier|montée"
)
_FR_MAYBE = (
    r"place|pl\.|cours|route|rte\.?|square|sq\.|passage|voie|villa|cité|résidence|"
    r"lotissement|hameau|côte|promenade|"
    r"parvis|"
    r"traverse"
)
_FR_LINK = r"(?:de |du |des |la |le |les |aux? |et |en |sur |sous |[dl]')"
_FR_PIECE = rf"(?:(?:St|Ste|Gal|Mal|Dr|[A-Z])\. ?)?[{_UP}][\w'-]*|\d{{1,2}} {_CAP}(?: \d{{4}})?"
_FR_NAME = rf"(?:{_FR_LINK}){{0,3}}(?:{_FR_PIECE})(?: (?:{_FR_LINK}){{0,3}}(?:{_FR_PIECE})){{0,4}}"
_FR = lazy(
    rf"\d{{1,4}}(?: ?(?:bis|ter|quater|[a-dA-D](?= )))?,? (?:(?:(?i:{_FR_SURE}) (?:{_FR_NAME}|"
    rf"{_FR_LINK}{{1,3}}[^\W\d_][\w'-]+|(?!(?:et|est|pour|avec|qui|où|dans|très|mais|ou|car|"
    rf"sans) )[a-zà-ÿ][\w'-]{{2,}}))"
    rf"|(?:(?i:{_FR_MAYBE}) {_FR_NAME}))"
)
_FR_TOWN = lazy(
    rf"(?:,| -|\n)? ?(?:(?:F|B|CH)-)?\d{{4,5}} {_CAP}(?: (?:{_FR_LINK})?{_CAP}){{0,2}}(?: Cedex)?"
)
_FR_LEFT = lazy(rf"(?<![\w-])(?i:{_FR_SURE}|{_FR_MAYBE}) {_FR_NAME},? \Z")

# English: the number first.
_EN_TYPES = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Terrace|Ter|Square|Sq|Close|Crescent|"
    "Cres|Gardens|Grove|Hill|Mews|Row|Parkway|Pkwy|Highway|Hwy|Circle|Cir|Trail|Walk|Wharf|Green|Quay|Rise|Vale|Broadway"
)
_EN = lazy(
    rf"\d{{1,5}}[A-Za-z]?(?:[-–]\d{{1,5}})?,? (?:[NSEW]{{1,2}}\.? )?(?:(?:{_CAP}|\d{{1,3}}(?:st|nd|"
    rf"rd|th)|St\.|of|the) ){{1,4}}(?:{_EN_TYPES})(?:\.(?= ?,| [a-z]))?(?![\w'])"
)
_EN_FOLLOWS = lazy(rf"\d{{1,5}}[A-Za-z]?(?:[-–]\d{{1,5}})?,? [{_UP}\d]")
_EN_UNIT = lazy(r"(?<!\w)(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite) \w{1,5},? \Z")
_EN_UNIT_AFTER = lazy(r",? ?\n?(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite|[Ff]loor|#) ?\w{1,5}")
_EN_TOWN = lazy(
    rf"(?:,? ?\n?{_CAP}(?: {_CAP}){{0,2}})?,? ?\n?(?:[A-Z]{{2}} \d{{5}}(?:-\d{{4}})?|"
    rf"[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}})(?!\w)"
)
_BOX = lazy(r"(?<!\w)(?:P\.? ?O\.? ?Box|Postfach|B\.?P\.|а/я) \Z", re.IGNORECASE)

_BOX_NUMBER = lazy(r"\d{1,7}(?!\d)")

# Russian: the street first, its kind before or behind its name.
_RU_KIND = (
    r"ул\.?|улиц[аеуы]|пр-т|пр-кт|просп\.?|проспект\w?|пер\.?|переул\w+|пл\.|площад[ьи]|наб\.?|набережн\w{2}|бульвар\w?|б-р|"
    r"шоссе|ш\.|проезд\w?|пр-д|тупик\w?|алле[яеию]|микрорайон\w?|мкрн?\.?|линия|тракт\w?|пр\."
)
_RU_CAP = r"(?:[А-ЯЁ][\w-]*\.?|\d{1,3}(?:-[а-я]{1,2})?)"
_RU_HOUSE = r",? ?(?:(?:д\.?|дом|вл\.?|зд\.?) ?№? ?)?"
_RU_LEFT = lazy(
    rf"(?<![\w-])(?:(?i:{_RU_KIND}) ?(?:(?:реки|им\.|имени|маршала|академика|генерала) )?(?:{_RU_CAP} ?){{1,4}}"
    rf"|(?!(?:На|По|В|У|С|К|От|До|Из|За|Для) )[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)? (?:{_RU_KIND})"
    rf"|(?i:ул\.?|улиц[аеуы]|пр-т|проспект) [а-яё-]{{4,}}(?: [а-яё-]{{4,}})?){_RU_HOUSE}\Z"
)
_RU_NUMBER = lazy(
    r"\d{1,4}(?: ?[а-еА-Е](?!\w))?(?:[/к-]\d{1,4})?[а-е]?(?![\w:]|[.,]\d)(?! ?(?:%|₽|(?:руб|час|дн|"
    r"мин|км|метр|шт|лет|год|раз)))"
)
_RU_MORE = lazy(
    r"(?:,? ?(?:корп\.?|корпус|к\.?|стр\.?|строение|лит\.?|кв\.?|квартира|оф\.?|офис|пом\.?|под\.|"
    r"подъезд|эт\.|этаж) ?№? ?\d{1,4}[а-я]?(?!\w)){1,4}",
    re.IGNORECASE,
)

# Vietnamese: the number first.
_VI_WAY = r"đường|phố|ngõ|ngách|hẻm|kiệt|quốc lộ|tỉnh lộ|đại lộ|đ\."
_VI_SYLLABLE = rf"[{_UP}][^\W\d_]*"
_VI_AREA = r"phường|p\.?|quận|q\.?|huyện|h\.|xã|thị trấn|thị xã|tp\.?|thành phố|tỉnh|khu phố|kp\.?"
_VI_AREAS = lazy(
    rf",? ?(?:(?i:{_VI_AREA}) ?(?:\d{{1,2}}(?!\w)|{_VI_SYLLABLE}(?: {_VI_SYLLABLE}){{0,3}})|TPHCM|TP\.? ?HCM)"
    rf"(?:, ?(?:(?i:{_VI_AREA}) ?(?:\d{{1,2}}(?!\w)|{_VI_SYLLABLE}(?: {_VI_SYLLABLE}){{0,3}})|TPHCM|TP\.? ?HCM)){{0,3}}"
)
_VI = lazy(
    rf"\d{{1,4}}[A-Za-z]?(?:[/-]\d{{1,4}}[A-Za-z]?){{0,4}}(?:,? (?i:ngõ|ngách|hẻm|"
    rf"kiệt) \d{{1,4}}(?:/\d{{1,4}}){{0,3}}){{0,2}},? "
    rf"(?:(?P<way>(?i:{_VI_WAY})) (?:số \d{{1,3}}|{_VI_SYLLABLE}(?: {_VI_SYLLABLE}){{0,4}})"
    rf"|(?P<road>(?i:quốc lộ|tỉnh lộ|ql)) ?\d{{1,3}}[A-Z]?"
    rf"|(?P<name>{_VI_SYLLABLE}(?: {_VI_SYLLABLE}){{0,4}}))"
)
_VI_LOW = lazy(
    r"\d{1,4}[A-Za-z]?(?:/\d{1,4}){0,3} (?:(?!quận|phường)[^\W\d_]+ ){1,3}(?:(?!quận|"
    r"phường)[^\W\d_]+)(?=,? (?:quận|phường|q\.?|p\.) ?\w)"
)
_VI_NUMBER_CUE = lazy(r"(?<!\w)(?<!đường )(?:số nhà|nhà số|số|hẻm|ngõ) \Z", re.IGNORECASE)
_VI_CUE = lazy(
    r"(?<!\w)(?:địa chỉ(?: [^\W\d_]+){0,3} ?:?|ở|tại|đến|tới|về|sang|trên|lại|nhà|chung cư|nhận ?:)(?: số)? \Z",
    re.IGNORECASE,
)
_VI_FIRST = frozenset(
    """
    nguyễn trần lê phạm phan võ vũ hoàng huỳnh lý đinh đặng bùi ngô đỗ hồ tôn trương hai bà điện cách
    trường hùng quang
    pasteur xô âu lạc nam kỳ ba tháng an dương tô lương mạc chu cao bạch cộng phó đồng bến láng giải
    kim xuân thái
    """.split()
)


STREET_WORDS: dict[str, str] = {
    word: code
    for code, words in {
        "fr": """
            rue avenue av boulevard bd bld blvd bvd
            allée allées chemin ch impasse imp quai faubourg fbg rond ruelle venelle
            esplanade chaussée sentier montée place pl cours route rte square sq passage voie villa
            cité résidence
            lotissement hameau côte promenade parvis traverse
        """,
        "ru": """
            ул улица улице улицы улицу пр просп проспект проспекта проспекте пер переулок переулке
            переулка пл площадь площади
            наб набережная набережной набережную бульвар бульвара бульваре б шоссе ш проезд проезда
            проезде тупик тупике аллея
            аллее аллеи аллею микрорайон микрорайоне мкр мкрн линия тракт тракте тракта
        """,
        "of": "strasse platz allee weg",
        "box": "box postfach bp я",
        "en": _EN_TYPES.casefold().replace("|", " "),
    }.items()
    for word in words.split()
}
"""Folded words by the reader they call; German compounds and Vietnamese streets need none."""
_BOTH = frozenset(_EN_TYPES.casefold().split("|")) & frozenset(
    "avenue boulevard place pl square passage villa blvd".split()
)


_FR_ALONE = frozenset(
    "place pl cours route square passage voie villa cité promenade traverse av ch bd".split()
)


def readers(words: Collection[str], language: str) -> frozenset[str]:
    """Which readers the words of a text call, out of those STREET_WORDS knows."""
    french = language in ("fr", "")
    called = set()
    for word in words:
        code = STREET_WORDS.get(word)
        if code is not None and (code != "fr" or french or word not in _FR_ALONE):
            called.add(code)
        if word in _BOTH and (french or word not in _FR_ALONE):
            called.add("fr")
    return frozenset(called)


def street_at(text: str, at: int, language: str, called: frozenset[str]) -> Hit | None:
    """The street address whose house number stands at `at`, with the flat and, where it follows, the town."""
    if at and (text[at - 1].isalnum() or text[at - 1] in "+#_€$£"):
        return None
    hit = None
    before = text[at - 1] if at else ""
    if "ru" in called and before and before in " .,":
        hit = _russian(text, at)
    if hit is None and before and before in " .":
        hit = _german(text, at, language, called)
    if hit is None and "fr" in called:
        hit = _french(text, at) or (_french_left(text, at) if before == " " else None)
    if hit is None and "en" in called and _EN_FOLLOWS.match(text, at):
        hit = _english(text, at)
    if hit is None and language in ("vi", ""):
        hit = _vietnamese(text, at)
    if hit is None and "box" in called:
        box = _BOX.search(text, max(0, at - 12), at)
        number = _BOX_NUMBER.match(text, at) if box else None
        if box and number:
            hit = _made(text, box.start(), number.end(), True)
    return hit


def _made(text: str, start: int, end: int, sure: bool) -> Hit:
    shown = text[start:end].rstrip(" ,")
    return Hit(start, start + len(shown), "street", " ".join(shown.split()), sure)


def _german(text: str, at: int, language: str, called: frozenset[str]) -> Hit | None:
    low = max(0, at - 60)
    last = text[max(0, at - 32) : at].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2]
    if not last or (last.islower() and not (len(last) > 6 and last.endswith(_DE_LOWER))):
        return None
    start, sure, place = -1, False, None
    if last.islower():
        start = at - len(last) - (text[at - 1] == " ")
    elif last.lower().endswith(_DE_ENDS):
        found = _DE_WORD.search(text, low, at)
        start, sure = _german_start(found, last.lower().rstrip(".")) if found else (-1, False)
    elif "of" in called and (found := _DE_OF.search(text, low, at)):
        start, sure = found.start(), True
    elif language in ("de", ""):
        place = _DE_PLACE.search(text, low, at)
        if place and not _DE_NO_PLACE.search(place[1]):
            start = place.start()
    number = _DE_NUMBER.match(text, at) if start >= 0 else None
    if number is None:
        return None
    town = _DE_TOWN.match(text, number.end())
    sure = sure or town is not None or _DE_CUE.search(text, max(0, start - 60), start) is not None
    # "Im Karton 3 Heringe": what is counted comes next.
    if place and not sure and text[number.end() + 1 : number.end() + 2].isupper():
        return None
    return _made(text, start, town.end() if town else number.end(), sure)


def _german_start(found: re.Match[str], bare: str) -> tuple[int, bool]:
    """Where the street begins, -1 where the word is none: "Berliner Straße" takes the word before."""
    words = found[0].split()
    if bare not in _DE_ALONE:
        if bare in _DE_NEVER:
            return -1, False
        return found.start() + found[0].rindex(words[-1]), bare.endswith(_DE_STRONG) or "-" in bare
    if len(words) < 2:
        return -1, False
    first = -3 if len(words) > 2 and words[-3] in _DE_FIRST else -2
    return found.start() + found[0].index(words[first]), bare not in _DE_WEAK


def _french(text: str, at: int) -> Hit | None:
    match = _FR.match(text, at)
    if match is None:
        return None
    town = _FR_TOWN.match(text, match.end())
    return _made(text, at, town.end() if town else match.end(), True)


def _french_left(text: str, at: int) -> Hit | None:
    match = _FR_LEFT.search(text, max(0, at - 50), at)
    number = _DE_NUMBER.match(text, at) if match else None
    town = _FR_TOWN.match(text, number.end()) if number else None
    if match is None or number is None:
        return None
    return _made(text, match.start(), town.end() if town else number.end(), town is not None)


def _english(text: str, at: int) -> Hit | None:
    match = _EN.match(text, at)
    if match is None:
        return None
    unit = _EN_UNIT.search(text, max(0, at - 18), at)
    end = match.end()
    for pattern in (_EN_UNIT_AFTER, _EN_TOWN):
        more = pattern.match(text, end)
        end = more.end() if more else end
    return _made(text, unit.start() if unit else at, end, True)


def _russian(text: str, at: int) -> Hit | None:
    match = _RU_LEFT.search(text, max(0, at - 70), at)
    number = _RU_NUMBER.match(text, at) if match else None
    if match is None or number is None:
        return None
    more = _RU_MORE.match(text, number.end())
    lower = match[0].casefold()
    sure = match[0] != lower or "ул" in lower
    return _made(text, match.start(), more.end() if more else number.end(), sure)


def _vietnamese(text: str, at: int) -> Hit | None:
    left = _VI_NUMBER_CUE.search(text, max(0, at - 9), at)
    match = _VI.match(text, at)
    if match is None:
        match = _VI_LOW.match(text, at) if left else None
        if match is None:
            return None
        areas = _VI_AREAS.match(text, match.end())
        return _made(text, left.start() if left else at, areas.end() if areas else match.end(), True)
    areas = _VI_AREAS.match(text, match.end())
    name = match["name"]
    sure = areas is not None or left is not None
    if name is not None:
        syllables = name.split()
        known = syllables[0].casefold() in _VI_FIRST
        cued = _VI_CUE.search(text, max(0, at - 36), at) is not None
        if not (sure or (known and (cued or len(syllables) > 1)) or (cued and len(syllables) > 1)):
            return None
        if not known and len(syllables) == 1 and not areas:
            return None
        sure = sure or (known and cued)
    else:
        sure = True
    return _made(text, left.start() if left else at, areas.end() if areas else match.end(), sure)
