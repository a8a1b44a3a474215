"""The one finder of mail addresses, links and handles, for masks and for entities.

It never looks anything up: an address that is well formed may belong to nobody.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from voicekit.text.lazyre import lazy

_LOCAL = frozenset("._%+-'")
_MAX_LOCAL = 64
_MAIL_HOST = lazy(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[^\W\d_]{2,24}(?![\w-])")
_HANDLE = lazy(r"\w[\w.]{0,39}(?<!\.)")
_URL = lazy(r"(?:https?|ftp)://[^\s<>\"“”«»\ufffc]{1,2000}|www\.[^\s<>\"“”«»\ufffc]{1,2000}", re.IGNORECASE)
_URL_TAIL = ".,;:!?)]}'’…"
_DOMAIN = lazy(r"[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[\w-]{1,63}){1,4}", re.IGNORECASE)
_INNER_DOT = lazy(r"\.(?=[^\W\d_])(?<=\w\.)")
_PATH = lazy(r"(?::\d{2,5})?/[^\s<>\"“”«»\ufffc]{0,500}")
_TLDS = frozenset(
    """
    app at be biz ca cc ch club co com cz de dev dk edu es eu example fi fr gd gl gov gr gy help hu ie
    info int io it jp
    link ly me mobi net nl no nz online org pl pt ro ru se shop site sk store su test tv ua uk us vn xyz рф
    """.split()
)


class Contact(NamedTuple):
    """One mail address, link or handle at `[start, end)`; `value` is its normal form, `sure` False for a bare shape."""

    start: int
    end: int
    kind: Literal["email", "handle", "link"]
    value: str
    sure: bool


def mails_and_handles(text: str) -> list[Contact]:
    """Mail addresses and @handles; the mail pattern asks for a top-level domain of letters."""
    hits: list[Contact] = []
    at = text.find("@")
    free = 0  # nothing may begin before the end of what was found last
    while at >= 0:
        start = at
        stop = max(free, at - _MAX_LOCAL)
        while start > stop and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
            start -= 1
        while start < at and text[start] in ".'-%":
            start += 1
        found = None
        if start < at:
            found = _MAIL_HOST.match(text, at + 1)
            if found:
                hits.append(Contact(start, found.end(), "email", text[start : found.end()].casefold(), True))
        elif not at or text[at - 1] not in "@/":
            found = _HANDLE.match(text, at + 1)
            if found:
                hits.append(Contact(at, found.end(), "handle", text[at : found.end()].casefold(), True))
        free = found.end() if found else at + 1
        at = text.find("@", free)
    return hits


def links(text: str) -> list[Contact]:
    """Links with a scheme or www, and bare domains under well-known top-level domains (these are not `sure`)."""
    hits: list[Contact] = []
    if "://" in text or "www." in text or "WWW." in text or "Www." in text:
        for match in _URL.finditer(text):
            shown = match[0].rstrip(_URL_TAIL)
            if "." in shown or "://" in shown:
                hits.append(
                    Contact(match.start(), match.start() + len(shown), "link", _lower_host(shown), True)
                )
    if not _INNER_DOT.search(text):
        return hits
    ends = iter([*hits, None])
    taken = next(ends)
    at = text.find(".")
    free, last = 0, len(text) - 1
    while 0 < at < last:
        while taken is not None and at >= taken.end:
            free, taken = max(free, taken.end), next(ends)
        inside = taken is not None and taken.start <= at
        if not inside and at >= free and text[at + 1].isalpha() and text[at - 1].isalnum():
            start = at
            stop = max(free, at - 63)
            while start > stop and (text[start - 1].isalnum() or text[start - 1] == "-"):
                start -= 1
            found = _DOMAIN.match(text, start)
            if found is not None:
                hit = _bare_domain(text, found)
                free = max(free, hit.end if hit else found.end())
                if hit:
                    hits.append(hit)
        at = text.find(".", at + 1)
    hits.sort()
    return hits


def _bare_domain(text: str, match: re.Match[str]) -> Contact | None:
    start, end = match.span()
    if start and text[start - 1] in "@._-":
        return None
    shown = match[0].rstrip("-")
    if match[0][match[0].rfind(".") + 1].isupper() and not shown.isupper():
        return None  # "Fixed.It works": a blank is missing, and nothing else
    while shown.rpartition(".")[2].casefold() not in _TLDS:
        shown = shown.rpartition(".")[0]
        if "." not in shown:
            return None
    end = start + len(shown)
    path = _PATH.match(text, end)
    if path:
        end = start + len(text[start : path.end()].rstrip(_URL_TAIL))
    return Contact(start, end, "link", _lower_host(text[start:end]), False)


def _lower_host(link: str) -> str:
    head, slashes, rest = link.rpartition("://") if "://" in link else ("", "", link)
    host, slash, path = rest.partition("/")
    return f"{head.lower()}{slashes}{host.lower()}{slash}{path}"
