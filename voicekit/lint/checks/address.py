"""Checks on how the reply addresses its reader: one form throughout, the channel's, the customer's, and the thread's.

Which words show a form is `text.address_form`'s business, which form is wanted the guideline's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Draft, Turn

if TYPE_CHECKING:  # tables of one language, for its rules alone
    from voicekit.text.address_form import Address, Mark

# What a wanted form lets pass besides itself: several people, a polite capital, the gender that is known.
_ALSO = {
    "du": ("ihr",),
    "вы": ("Вы",),
    "anh/chị": ("anh", "chị", "cô", "chú", "bác", "quý khách"),
    "quý khách": ("quý vị",),
}
_LOOK_BACK = 6
"""How many turns back a form is looked for: what was said before that is forgotten, and reading takes time."""
# Only German customers choose between two forms with a shop; elsewhere the polite one is never out of place.
_MIRRORED = frozenset((("de", "du"),))
_KIN = frozenset("anh chị cô chú bác".split())
_MEN, _WOMEN = frozenset(("anh", "chú")), frozenset(("chị", "cô"))
# Someone who speaks of themselves, for no one says "help you" of the shop: giúp chị, cho anh hỏi.
_SELF = lazy(
    r"\b(?:giúp|hộ|gọi(?: lại)?(?: cho)?|nhắn(?: tin)?(?: cho)?|báo(?: lại)?(?: cho)?|cho) (anh|chị|cô|chú|bác|em)\b"
    r"(?!/| (?:ấy|ta|em|chị|trai|gái))"
)
_LABEL = lazy(r"(anh|chị|cô|chú|bác) \w", re.IGNORECASE)


def _shown(form: str) -> str:
    """The form as it is written: in lower case „sie“ is she or they."""
    return "Sie" if form == "sie" else form


def mixed(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Two forms that do not go together; the first word of the less used one is shown, with the form used more."""
    address = _read(document)
    if not address.mixed or address.form is None:
        return
    kept = (address.form, *_ALSO.get(address.form, ()))
    other = next(
        (mark for mark in address.marks if mark.form in address.forms and mark.form not in kept), None
    )
    if other is not None:
        yield Raw(other.span, fields={"replacement": _shown(address.form)})


def wanted(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply in another form than the channel's; its first mark is shown. A mixed reply is the other check's.

    A channel that nobody stated, or that the guideline does not know, wants no form. Where the form differs in its
    capital alone, the word shown is one that lacks it.
    """
    forms = context.channel.address.get(document.language, ())
    if not forms or context.channel.name == "default":
        return
    address = _read(document)
    if not _plain(address) or _allowed(address, forms):
        return
    small = any(form.lower() == address.form for form in forms)
    mark = _small(address) if small else _mark(address)
    if mark is not None:
        yield Raw(mark.span, fields={"replacement": " / ".join(map(_shown, forms))})


def customer(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply in another form than the customer's, where the guideline does not settle it.

    The channel's form wins. An unknown channel's (the guideline's `default`) only speaks for a reply that keeps it.
    """
    if document.language not in ("de", "fr", "ru"):
        return
    address = _read(document)
    forms = context.channel.address.get(document.language, ())
    if not _plain(address) or (forms and (context.channel.name != "default" or _allowed(address, forms))):
        return
    theirs = _last(context.turns, "customer", document.language)
    if theirs is None or theirs.level is None or theirs.level == address.level:
        return
    if theirs.level == "informal" and (document.language, theirs.form) not in _MIRRORED:
        return
    mark = _mark(address)
    if mark is not None:
        yield Raw(mark.span, fields={"replacement": _shown(str(theirs.form))})


def thread(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply in another form than our last one in this thread, unless the customer changed first.

    A reply that comes back to the channel's form from another one is right.
    """
    if all(turn.role == "customer" for turn in context.turns):
        return
    address = _read(document)
    if not _plain(address):
        return
    ours = _last(context.turns, "agent", document.language)
    if ours is None or ours.form is None or _same(document.language, ours, address):
        return
    forms = context.channel.address.get(document.language, ())
    if forms and _allowed(address, forms) and not _allowed(ours, forms):
        return
    place = max(number for number, turn in enumerate(context.turns) if turn.role != "customer")
    since = _last(context.turns[place:], "customer", document.language)
    if since is not None and (since.level == address.level or since.form == address.form):
        return
    mark = _mark(address)
    if mark is not None:
        yield Raw(mark.span, fields={"replacement": _shown(ours.form)})


def kin_term(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Vietnamese: the wrong kin term for someone who has said which one is theirs, in their words or their name."""
    if document.language != "vi" or not context.turns:
        return
    address = _read(document)
    if address.form is None or address.mixed:
        return
    theirs = _own_term(context.turns)
    if theirs is None or address.form == theirs:
        return
    said, known = address.form, theirs
    clash = (said in _MEN and known in _WOMEN) or (said in _WOMEN and known in _MEN)
    forms = context.channel.address.get("vi", ())
    too_young = said in ("bạn", "em") and not (forms and _allowed(address, forms))
    if not clash and not too_young:
        return
    mark = _mark(address)
    if mark is not None:
        yield Raw(mark.span, fields={"replacement": theirs})


def _read(document: Document) -> Address:
    """The draft's form, read once for all checks of this module."""
    known: Address | None = document.scratch.get("address")
    if known is None:
        from voicekit.text.address_form import read_address

        known = document.scratch["address"] = read_address(document)
    return known


def _plain(address: Address) -> bool:
    """Whether the text says one form and no other."""
    return address.form is not None and not address.mixed and bool(address.forms)


def _allowed(address: Address, forms: tuple[str, ...]) -> bool:
    if address.form in {*forms, *(also for form in forms for also in _ALSO.get(form, ()))}:
        return True
    # A verb form alone says nothing of the capital.
    return address.form == "вы" and "Вы" in forms and not any(mark.why == "pronoun" for mark in address.marks)


def _mark(address: Address) -> Mark | None:
    return next((mark for mark in address.marks if mark.form == address.form), None)


def _small(address: Address) -> Mark | None:
    """The first word that lacks the wanted capital: an imperative has none, and what opens a sentence has it."""
    return next(
        (
            mark
            for mark in address.marks
            if mark.form == address.form
            and mark.why in ("pronoun", "possessive")
            and mark.words[:1].islower()
        ),
        None,
    )


def _same(language: str, one: Address, other: Address) -> bool:
    if language == "vi":
        from voicekit.text.address.vietnamese import together

        return together((str(one.form), str(other.form)))
    return one.level == other.level


def _last(turns: tuple[Turn, ...], role: str, language: str) -> Address | None:
    """The form of the last turn of the customer, or else of ours, that shows one certainly."""
    from voicekit.text.address_form import read_address

    for turn in reversed(turns[-_LOOK_BACK:]):
        if (turn.role == "customer") == (role == "customer"):
            address = read_address(Document(turn.text, language))
            if _plain(address):
                return address
    return None


def _own_term(turns: tuple[Turn, ...]) -> str | None:
    """The kin term the customer uses for themselves, or has in the name they show; None where two are met."""
    met: set[str] = set()
    for turn in turns:
        if turn.role == "customer":
            met.update(match[1] for match in _SELF.finditer(turn.text.casefold()))
            label = _LABEL.match(turn.author or "")
            if label:
                met.add(label[1].casefold())
    return met.pop() if len(met) == 1 and met <= _KIN else None
