"""The one finder of entities: mail, phone, IBAN, card, id, street, birth date, name, link, handle, amount, date, time.

It says what stands where and never whether it may stand there; it looks nothing up and imports nothing heavy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from voicekit.text import contact
from voicekit.text.document import Document
from voicekit.text.entities import address, dates, numbers, phones
from voicekit.text.entities.names import find_names
from voicekit.text.entities.view import Hit, Kind, apart, read, take
from voicekit.text.fold import fold_plain
from voicekit.text.lazyre import lazy
from voicekit.types import Span

__all__ = ["Entity", "Kind", "find_entities", "published"]

_WORDS = dates.MONTH_WORDS | dates.BIRTH_WORDS | numbers.MONEY_WORDS | frozenset(address.STREET_WORDS)
_GOES_ON = lazy(r"[ ()./–-]{1,3}[0-9]")
_RUN = lazy("[0-9]+")


class Entity(NamedTuple):
    """One entity of a text.

    `text` is what the original holds under `span`. `value` is the normal form: digits for a card,
    letters and digits
    for an IBAN, E.164 for a phone whose country is known (else its digits), `YYYY-MM-DD` or `--MM-DD` for a date that
    can be read one way only, `HH:MM`, `1234.56 EUR`; lower case for mail, handle and host; single
    blanks elsewhere.
    `sure` is False where only a list or a bare shape speaks for it. `own`: the brand itself publishes it.
    """

    kind: Kind
    span: Span
    text: str
    value: str
    sure: bool
    own: bool = False


def find_entities(
    document: Document,
    *,
    own: Collection[str] = (),
    id_patterns: Sequence[str] = (),
    authors: Sequence[str] = (),
    region: str | None = None,
) -> tuple[Entity, ...]:
    """The entities of a document, in order and free of overlaps.

    `own` are the mail addresses, domains, handles, phones, addresses and names the brand publishes; what is found of
    them is marked. `id_patterns` are the guideline's regexes for its ids, read with their capitals against the
    normalised text; the guideline's loader bounds them, not this function. `authors` are the names of the thread's
    authors. `region` (ISO 3166, such as `de`) is where national phone numbers and the order of a date are from.
    Raises re.error on an id pattern that does not compile.
    """
    view = read(document)
    text = view.text
    region = region.casefold() if region else None
    hits: list[Hit] = [Hit(*one) for one in contact.mails_and_handles(text)] if "@" in text else []
    if "." in text or "://" in text:
        free = take(text, hits)
        hits += [Hit(*one) for one in contact.links(free)]
        hits.sort()
    rest = take(text, hits)
    for pattern in id_patterns:
        hits += [
            Hit(found.start(), found.end(), "id", found[0], True)
            for found in _compiled(pattern).finditer(rest)
            if found[0]
        ]
    rest = take(text, apart(hits)) if id_patterns else rest
    hits += _at_digits(rest, document.whole_tokens, document.language, region)
    hits = apart(hits)
    hits += find_names(take(text, hits), document.whole_tokens, document.language, authors)
    if not hits:
        return ()
    known = published(own)
    entities = []
    for hit in apart(hits):
        span = view.source(hit.start, hit.end)
        shown = document.text[span.start : span.end]
        entities.append(Entity(hit.kind, span, shown, hit.value, hit.sure, bool(own) and _is_own(hit, known)))
    return tuple(entities)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class _Clues(NamedTuple):
    """What the words of one text allow, so that most readers need not look."""

    dates: dates.Clues
    money: bool
    streets: frozenset[str]


def _clues(text: str, tokens: Sequence[str], language: str, region: str | None) -> _Clues:
    met = _WORDS.intersection(tokens)
    return _Clues(
        dates.Clues(
            language, region, not dates.MONTH_WORDS.isdisjoint(met), not dates.BIRTH_WORDS.isdisjoint(met)
        ),
        language == "vi" or not numbers.MONEY_WORDS.isdisjoint(met) or numbers.has_money(text),
        address.readers(met, language) if met else frozenset(),
    )


def _at_digits(text: str, tokens: Sequence[str], language: str, region: str | None) -> list[Hit]:
    """What begins at, or is held together by, a run of digits; each run is read once, the strictest reader first."""
    hits: list[Hit] = []
    end = 0
    clues = None
    for run in _RUN.finditer(text):
        at, stop = run.span()
        if at < end:
            continue
        clues = clues or _clues(text, tokens, language, region)
        hit = _at_run(text, at, stop, end, clues)
        if hit is not None:
            hits.append(hit)
            end = max(end, hit.end)
    return hits


def _at_run(text: str, at: int, stop: int, free: int, clues: _Clues) -> Hit | None:
    size = stop - at
    language, region = clues.dates.language, clues.dates.region
    hit = numbers.iban_at(text, at) if size > 1 else None
    if hit is None and size <= 3 and text[stop : stop + 1] == ".":
        hit = numbers.ip_at(text, at)
    if hit is None and (clues.money or text[stop : stop + 1].isalpha()):
        hit = numbers.amount_at(text, at, language)
    # A card is written in fours, in one piece, or digit by digit.
    if hit is None and (size > 11 or size == 4 or (size == 1 and text[stop + 1 : stop + 2].isdigit())):
        hit = numbers.card_at(text, at)
    if hit is None and size <= 4:
        hit = dates.date_at(text, at, stop, clues.dates)
    if hit is None and size < 3:
        hit = dates.time_at(text, at, stop, language)
    if hit is None and size <= 7:
        hit = address.street_at(text, at, language, clues.streets)
    if hit is not None:
        return hit
    cued = numbers.id_at(text, at, stop)
    if cued is not None and cued.sure:
        return cued
    # Digits one by one are no phone; only a card is read that way.
    one_by_one = size == 1 and text[at : at + 7 : 2].isdigit() and not text[at + 1 : at + 6 : 2].strip(" .-")
    if size > 4 or (not one_by_one and _GOES_ON.match(text, stop)):
        start = phones.phone_start(text, at)
        phone = phones.phone(text, start, language, region) if start >= free else None
        if phone is not None:
            return Hit(start, phone.end, "phone", phone.value, phone.sure)
    return cued


def published(own: Collection[str]) -> frozenset[str]:
    """What the brand publishes, folded: links without scheme and www, long numbers also as bare digits."""
    made = set()
    for entry in own:
        folded = " ".join(fold_plain(entry).split())
        made.add(folded.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/"))
        digits = "".join(filter(str.isalnum, folded))
        if sum(map(str.isdigit, digits)) > 4:
            made.add(digits)
    return frozenset(made)


def _is_own(hit: Hit, known: frozenset[str]) -> bool:
    value = " ".join(fold_plain(hit.value).split())
    if value in known:
        return True
    if hit.kind == "email":
        return _is_under(value.rpartition("@")[2], known)
    if hit.kind == "handle":
        return value.removeprefix("@") in known
    if hit.kind == "link":
        bare = value.rpartition("://")[2].removeprefix("www.").rstrip("/")
        return bare in known or _is_under(bare.partition("/")[0].partition(":")[0], known)
    return hit.kind in ("phone", "iban", "id", "street") and "".join(filter(str.isalnum, value)) in known


def _is_under(host: str, published: frozenset[str]) -> bool:
    while "." in host:
        if host in published:
            return True
        host = host.partition(".")[2]
    return False
