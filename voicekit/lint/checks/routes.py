"""Checks on where a reply sends the customer: a private way out of a public place, and only to places of our own.

A place that is not meant for writing to us (a carrier, an authority, a crisis line) is no concern of theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.wordlists import prose, says, wordlist, words
from voicekit.lint.kinds import Raw
from voicekit.text.contact import links, mails_and_handles
from voicekit.text.document import Document
from voicekit.text.fold import fold_plain
from voicekit.text.masks import HOLE
from voicekit.types import Draft, Span

_WAYS = ("message", "mail", "phone")
_PLACES = frozenset({"email", "handle", "url"})
_FAR = 3
"""Code points between the words that lead to an address and the address: a blank, a colon, a bracket."""
_CLOSE = 5
"""Letters a brand's name has at least before a foreign address that holds it looks like a slip."""


def private_route(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A request to get in touch or send something that names no way, or leaves a choice of `limit` ways (2)."""
    ask = wordlist(rule, "ask", document.language)
    if ask is None or not ask.may(prose(document)):
        return
    asks = ask.pattern.finditer(document.prose.text)
    found = next((match for match in asks if not _in_case(document, rule, match.start())), None)
    if found is None:
        return
    ways = {way for way in _WAYS if says(document, rule, way)}
    for mask in document.masks:
        if mask.kind == "email":
            ways.add("mail")
        elif mask.kind == "url" and not ways:
            return  # a form of ours, most likely: `own_route` looks whether it is
    if not ways or len(ways) >= (rule.limit or 2):
        yield Raw(document.prose.source(*found.span()), value=len(ways))


def _in_case(document: Document, rule: Rule, place: int) -> bool:
    """Whether the sentence up to `place` only says what to do if something comes about."""
    only = words(rule, "in-case", document.language)
    if only is None:
        return False
    text = document.prose.text
    start = max(text.rfind(mark, 0, place) for mark in ".!?") + 1
    return only.search(text, start, place) is not None


def own_route(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """An address given as ours that the brand does not publish, or one that looks like ours and is not."""
    places = [mask for mask in document.masks if mask.kind in _PLACES]
    own = rule.body["own"]
    if not places or not own:
        return
    ours = _Ours(own)
    lead = words(rule, "lead", document.language)
    ends = [_end(document, match.end()) for match in lead.finditer(document.prose.text)] if lead else []
    customers: str | None = None
    for mask in places:
        shown = document.text[mask.start : mask.end]
        place = fold_plain(shown).rstrip(".")
        best = ours.instead_of(place, mask.kind)
        if best is None:
            continue
        if not any(0 <= mask.start - end <= _FAR for end in ends):
            if not ours.alike(place, mask.kind):
                continue
            if customers is None:
                customers = _customers(context)
            if place in customers:
                continue
        yield Raw(Span(mask.start, mask.end), fields={"first": best})


def _end(document: Document, end: int) -> int:
    """Where in the original the words end that led to a place, trailing holes left aside."""
    text = document.prose.text
    while end and text[end - 1] in (HOLE, " "):
        end -= 1
    return document.prose.source(end - 1, end).end if end else 0


def _customers(context: Context) -> str:
    """Everything the customer wrote and is called: an address of theirs, or one they ask about, may be repeated."""
    return "\n".join(
        fold_plain(part)
        for turn in context.turns
        if turn.role == "customer"
        for part in (turn.text, f"@{turn.author}" if turn.author else "")
    )


class _Ours:
    """The mail addresses, hosts and handles a brand publishes."""

    def __init__(self, own: Collection[str]) -> None:
        text = "\n".join(own)
        found = mails_and_handles(text)
        self.mails = [one.value for one in found if one.kind == "email"]
        self.handles = [one.value for one in found if one.kind == "handle"]
        bare = [entry for entry in own if "@" not in entry]
        self.hosts = [_host(one.value) for one in links("\n".join(bare))]
        self.hosts += [mail.rpartition("@")[2] for mail in self.mails]
        names = {host.partition(".")[0] for host in self.hosts}
        names |= {handle[1:].partition("_")[0] for handle in self.handles}
        self.names = tuple(name for name in names if len(name) >= _CLOSE)

    def instead_of(self, place: str, kind: str) -> str | None:
        """What of ours belongs where `place` stands; None where it is ours, or where we have nothing of its kind."""
        if kind == "handle":
            return None if place in self.handles or not self.handles else self.handles[0]
        if not self.hosts or self._is_host(_host(place)):
            return None
        return (self.mails or self.hosts)[0] if kind == "email" else self.hosts[0]

    def alike(self, place: str, kind: str) -> bool:
        """Whether a foreign place holds the brand's name, or all of it but a letter."""
        core = place[1:] if kind == "handle" else _host(place)
        parts = [part for part in core.replace("-", ".").replace("_", ".").split(".") if part]
        return any(name in core or any(_slip(name, part) for part in parts) for name in self.names)

    def _is_host(self, host: str) -> bool:
        return any(host == one or host.endswith(f".{one}") for one in self.hosts)


def _host(place: str) -> str:
    """The host of a link or mail address in lower case, without `www.`."""
    rest = place.rpartition("://")[2].rpartition("@")[2]
    return rest.partition("/")[0].partition("?")[0].partition(":")[0].removeprefix("www.")


def _slip(name: str, part: str) -> bool:
    """Whether `part` is `name` with one letter more, less or other, or with two neighbours swapped."""
    if name == part or abs(len(name) - len(part)) > 1:
        return False
    head = _same(name, part)
    tail = _same(name[::-1], part[::-1])
    rest, other = len(name) - tail, len(part) - tail
    if len(name) == len(part) and rest - head == 2:
        return name[head:rest] == part[head:other][::-1]
    return max(rest, other) - head <= 1


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters two words begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
