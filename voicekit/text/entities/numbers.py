"""Reads IBANs, card numbers, order and account ids and amounts of money at a run of digits.

A checksum decides where there is one; a parcel or order number must never be called a card.
"""

from __future__ import annotations

import re

from voicekit.text.entities.view import Hit
from voicekit.text.lazyre import lazy

# Lengths by country: SWIFT's IBAN registry.
_IBAN_LENGTHS = {
    code: int(pair[2:])
    for pair in """
    AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28
    EE20 EG29 ES24
    FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30
    KZ20 LB28 LC32
    LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
    PT25 QA29 RO24
    RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
    """.split()
    for code in (pair[:2],)
}

_CARD = lazy(
    r"(?:\d{12,19}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5}|"
    r"\d(?:[ .-]\d){11,18})(?!\w|[-.,]\d)"
)
_CARD_CUE = lazy(
    r"(?<![^\W_])(?:cards?|cc|credit|debit|visa|mastercard|maestro|amex|american express|mir|\w*kart(?:e|en|ennummer)|"
    r"carte|cb|карт\w*|thẻ)(?![^\W_])",
    re.IGNORECASE,
)
_PARCEL_CUE = lazy(
    r"(?<![^\W_])(?:track\w*|parcel\w*|shipment\w*|package\w*|consignment|awb|sendung\w*|paket\w*|päckchen|colis|suivi|"
    r"expédition|посылк\w*|трек\w*|отправлен\w*|накладн\w*|vận đơn|bưu kiện|bưu phẩm|orders?|bestell\w*|auftrag\w*|"
    r"commande|заказ\w*|đơn hàng|mã đơn|invoice|rechnung\w*|facture|счёт\w*|ticket|case|ean|gtin|isbn|imei)(?![^\W_])",
    re.IGNORECASE,
)
_CUE_REACH = 60

_IP = lazy(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)")
_IP_MOST = 255
_AMOUNT = lazy(
    r"(?:\d{1,3}(?:([ .,'])\d{3})(?:\1\d{3}){0,4}(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?)(?:,[-–])?(?![\d])"
)
_SYMBOLS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "₽": "RUB",
    "₫": "VND",
    "¥": "JPY",
    "đ": "VND",
    "₴": "UAH",
    "₹": "INR",
}
_CURRENCIES = {
    word: code
    for code, words in {
        "EUR": "€ eur euro euros евро",
        "USD": "$ usd us$ dollar dollars доллар доллара долларов đô",
        "GBP": "£ gbp pound pounds pfund livres",
        "CHF": "chf sfr sfr. franken",
        "RUB": "₽ rub руб руб. рубль рубля рублей р.",
        "VND": "₫ đ vnd vnđ đồng dong",
        "JPY": "¥ jpy",
        "PLN": "pln zł",
        "UAH": "₴ uah грн",
        "INR": "₹ inr",
        "CAD": "cad",
        "AUD": "aud",
    }.items()
    for word in words.split()
}
_AFTER = lazy(
    r"( ?(?:k|K|tr|triệu|nghìn|ngàn|тыс\.?|млн\.?|mio\.?|tausend)(?!\w))? ?"
    r"(US\$|[€$£₽₫¥₴₹]|(?:sfr\.?|руб\.|р\.|[^\W\d_]{1,8})(?!\w))?",
    re.IGNORECASE,
)
MONEY_WORDS = frozenset(word.strip(".").casefold() for word in _CURRENCIES if len(word) > 1)
"""Folded words one of which, or one of the symbols, is in every text with an amount (Vietnamese has more)."""
_SYMBOL = lazy("[€£₽₫¥đĐ₴₹]")
_THOUSANDS = {"k": 3, "tr": 6, "triệu": 6, "nghìn": 3, "ngàn": 3, "тыс": 3, "млн": 6, "mio": 6, "tausend": 3}
_BEFORE = lazy(r"(?:US\$|[€$£₽₫¥₴₹]|(?<!\w)(?:EUR|USD|GBP|CHF|RUB|VND|JPY|PLN|CAD|AUD|Fr\.)) ?\Z")

_TOKEN_START = frozenset("-_/")
_TOKEN = lazy(r"\w{1,40}(?:[-/]\w{1,24}){0,6}(?!\w)")
_NUMBER_WORDS = frozenset(
    """
    no nr number num # n° nº № id code ref reference nummer numéro numero réf référence номер номером mã số
    """.split()
)
_FILLERS = frozenset(
    (
        "is was ist war lautet meine my your the le la de est mon ma votre của tôi em mình với "
        "with under unter под за là are 's :"
    ).split()
)
_NOUNS = (
    "order", "booking", "reservation", "ticket", "invoice", "account", "customer", "case", "tracking",
    "parcel", "shipment",
    "bestell", "auftrag", "buchung", "rechnung", "kunden", "konto", "vorgang", "sendung", "paket",
    "retour", "return", "reklamation",
    "commande", "réservation", "facture", "compte", "client", "dossier", "suivi", "colis", "contrat",
    "contract", "vertrag",
    "заказ", "бронирован", "бронь", "счёт", "счет", "клиент", "обращен", "заявк", "трек", "посылк",
    "договор", "накладн", "отправлен",
    "đơn", "hàng", "vận", "hóa", "khách", "khoản", "phiếu",
)  # fmt: skip
_COMPOUND = ("nummer", "nr", "nr.", "id")
_LONG = 6


def has_money(text: str) -> bool:
    """Whether a text without MONEY_WORDS may still hold an amount."""
    return "$" in text or (not text.isascii() and _SYMBOL.search(text) is not None)


def iban_at(text: str, at: int) -> Hit | None:
    """The IBAN whose check digits stand at `at`: all its marks right, or announced and only mistyped."""
    if at < 2 or not text[at - 2 : at].isalpha() or not text[at - 2 : at].isascii():
        return None
    if at > 2 and (text[at - 3].isalnum() or text[at - 3] == "_"):
        return None
    country = text[at - 2 : at].upper()
    wanted = _IBAN_LENGTHS.get(country)
    if wanted is None or not text[at : at + 2].isdigit():
        return None
    taken = [country, text[at : at + 2]]
    count, place = 4, at + 2
    while count < wanted:
        if place < len(text) and text[place] in " -." and count % 2 == 0:
            place += 1
        if place >= len(text) or not (text[place].isascii() and text[place].isalnum()):
            return None
        taken.append(text[place])
        count += 1
        place += 1
    if place < len(text) and (text[place].isalnum() or text[place] == "_"):
        return None
    value = "".join(taken).upper()
    right = int("".join(str(int(char, 36)) for char in value[4:] + value[:4])) % 97 == 1
    if not right and "iban" not in text[max(0, at - 24) : at].casefold():
        return None
    return Hit(at - 2, place, "iban", value, right)


def card_at(text: str, at: int) -> Hit | None:
    """The card number that begins at `at`: a known issuer's prefix and length (or a word for a card), and Luhn's."""
    if at and (text[at - 1].isalnum() or (text[at - 1] in "+_.,-/" and at > 1 and text[at - 2].isalnum())):
        return None
    match = _CARD.match(text, at)
    if match is None:
        return None
    digits = "".join(filter(str.isdigit, match[0]))
    issued = _issuer(digits)
    if not _luhn(digits):
        return None
    window = max(0, at - _CUE_REACH)
    card = max((cue.end() for cue in _CARD_CUE.finditer(text, window, at)), default=-1)
    parcel = max((cue.end() for cue in _PARCEL_CUE.finditer(text, window, at)), default=-1)
    if parcel > card:
        return None
    if not issued and (card < 0 or len(digits) < 13):
        return None
    if issued == "rare" and card < 0 and not _CARD_CUE.search(text, match.end(), match.end() + 30):
        return None
    return Hit(at, match.end(), "card", digits, issued != "")


def _issuer(digits: str) -> str:
    """`usual`, `rare` (a length that other numbers have too: only beside a word for a card), or empty."""
    size, two, three, four = len(digits), int(digits[:2]), int(digits[:3]), int(digits[:4])
    if digits[0] == "4":
        return {13: "rare", 16: "usual", 19: "usual"}.get(size, "")
    if two in (34, 37):
        return "usual" if size == 15 else ""
    if 51 <= two <= 55 or 2221 <= four <= 2720 or 2200 <= four <= 2204:
        if size == 16:
            return "usual"
        return "rare" if two in (51, 52, 53, 54, 55) and size in (12, 13, 14, 15, 17, 18, 19) else ""
    if 3528 <= four <= 3589:
        return "usual" if 16 <= size <= 19 else ""
    if four in (2131, 1800):
        return "rare" if size == 15 else ""
    if 300 <= three <= 305 or three == 309 or two in (36, 38, 39):
        return "rare" if 14 <= size <= 19 else ""
    if four == 6011 or 644 <= three <= 649 or two in (62, 65):
        return "usual" if size == 16 else "rare"
    if two in (50, 56, 57, 58) or digits[0] == "6":
        return "rare"
    return ""


def _luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = ord(char) - 48
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def ip_at(text: str, at: int) -> Hit | None:
    """The internet address (IPv4) that begins at `at`; a version number may look just so."""
    match = _IP.match(text, at)
    if match is None or max(map(int, match[0].split("."))) > _IP_MOST:
        return None
    return Hit(at, match.end(), "id", match[0], False)


def amount_at(text: str, at: int, language: str) -> Hit | None:
    """The amount of money whose first digits stand at `at`, with its currency before or behind it."""
    match = _AMOUNT.match(text, at)
    if match is None or (at and (text[at - 1].isalnum() or text[at - 1] in "_#")):
        return None
    if at > 1 and text[at - 1] in ".,-" and text[at - 2].isdigit():
        return None
    before = _BEFORE.search(text, max(0, at - 5), at)
    after = _AFTER.match(text, match.end())
    scale, unit = (after[1], after[2]) if after else (None, None)
    power = _THOUSANDS[scale.strip(" .").casefold()] if scale else 0
    code = _CURRENCIES.get(unit.casefold()) if unit else None
    if code == "USD" and unit == "đô" and language != "vi":
        code = None
    end = match.end()
    if code is not None and after is not None:
        end = after.end()
    elif before is not None:
        code = _CURRENCIES.get(before[0].strip().casefold(), "CHF")
        end = after.end(1) if after and power else end
    elif power and language == "vi" and after is not None:
        code, end = "VND", after.end(1)
    if code is None:
        return None
    start = before.start() if before else at
    value = _decimal(match[0].rstrip(",-–"), power)
    return Hit(
        start, end, "amount", f"{value} {code}", before is not None or code != "VND" or unit is not None
    )


def _decimal(shown: str, power: int) -> str:
    """Written the plain way: a last mark with one or two digits behind it is the decimal mark, others group."""
    whole, part = shown, ""
    last = max(shown.rfind("."), shown.rfind(","))
    if last >= 0 and len(shown) - last <= 3:
        whole, part = shown[:last], shown[last + 1 :]
    whole = "".join(filter(str.isdigit, whole))
    if power:
        whole, part = whole + part.ljust(power, "0")[:power], part[power:]
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole


def id_at(text: str, at: int, stop: int) -> Hit | None:
    """The order, account or case id that holds the digits `[at, stop)`; `sure` where a word before it says so."""
    marked = at > 0 and text[at - 1] == "#"
    alone = not at or not (text[at - 1].isalnum() or text[at - 1] in _TOKEN_START)
    if alone and (stop == len(text) or not (text[stop].isalnum() or text[stop] in _TOKEN_START)):
        if stop - at < 2:
            return None
        start, end, digits = at, stop, stop - at
    else:
        start = at
        while start and at - start < 12:
            before = text[start - 1]
            if not before.isalnum() and not (
                before in _TOKEN_START and start > 1 and text[start - 2].isalnum()
            ):
                break
            start -= 1
        match = _TOKEN.match(text, start)
        if match is None or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            return None
        end = match.end()
        digits = sum(map(str.isdigit, match[0]))
        if digits < 2:
            return None
        marked = start > 0 and text[start - 1] == "#"
    shown = text[start:end]
    cued = _announced(text, start - marked)
    letters = digits < len(shown) - shown.count("-") - shown.count("/")
    if cued == "number" and digits >= 2:
        return Hit(start, end, "id", shown, True)
    if (
        cued == "noun"
        and (marked or digits >= (3 if letters and shown[0].isupper() else 4))
        and not _like_year(shown)
    ):
        return Hit(start, end, "id", shown, True)
    if marked and digits >= 3:
        return Hit(start, end, "id", shown, False)
    if letters:
        known = digits >= 4 and shown[0].isupper() and shown.upper() == shown and "/" not in shown
        return Hit(start, end, "id", shown, False) if known else None
    return Hit(start, end, "id", shown, False) if digits >= _LONG and "/" not in shown else None


def _like_year(shown: str) -> bool:
    return len(shown) == 4 and shown[:2] in ("19", "20")


def _announced(text: str, start: int) -> str:
    """`number` after "order no.", `noun` after "order" alone, else empty."""
    near = text[max(0, start - 48) : start]
    numbered = near.endswith(("#", "№", "°"))
    for shown in reversed(near.replace("\n", " ").rsplit(" ", 6)[-6:]):
        word = shown.casefold().strip("()[]\"'«»“”„:,")
        if not word:
            continue
        bare = word.rstrip(".:#")
        if bare in _NUMBER_WORDS or word.endswith(("n°", "№", "#")):
            numbered = True
        elif bare.startswith(_NOUNS):
            return "number" if numbered or bare.endswith(_COMPOUND) else "noun"
        elif bare not in _FILLERS or word.endswith("."):
            return ""
    return ""
