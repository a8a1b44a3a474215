"""Checks on how the reply addresses its reader: one form throughout, and the form this channel uses.

Which words show a form is `text.address_form`'s business, which form is wanted the guideline's.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft

# What a wanted form lets pass besides itself: several people, a polite capital, the gender that is known.
_ALSO = {
    "du": ("ihr",),
    "вы": ("Вы",),
    "anh/chị": ("anh", "chị", "cô", "chú", "bác", "quý khách"),
    "quý khách": ("quý vị",),
}


def mixed(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Two forms that do not go together; the first word of the less used one is shown, with the form used more."""
    from voicekit.text.address_form import read_address  # tables of one language, for its rules alone

    address = read_address(document)
    if not address.mixed or address.form is None:
        return
    kept = (address.form, *_ALSO.get(address.form, ()))
    other = next(
        (mark for mark in address.marks if mark.form in address.forms and mark.form not in kept), None
    )
    if other is not None:
        yield Raw(other.span, fields={"replacement": address.form})


def wanted(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply in another form than the channel's; its first mark is shown. A mixed reply is the other check's.

    A channel that nobody stated, or that the guideline does not know, wants no form.
    """
    from voicekit.text.address_form import read_address

    forms = context.channel.address.get(document.language, ())
    if not forms or context.channel.name == "default":
        return
    address = read_address(document)
    allowed = {*forms, *(also for form in forms for also in _ALSO.get(form, ()))}
    if address.form is None or address.mixed or not address.forms or address.form in allowed:
        return
    if address.form == "вы" and "Вы" in forms and not any(mark.why == "pronoun" for mark in address.marks):
        return  # a verb form alone says nothing of the capital
    mark = next((mark for mark in address.marks if mark.form == address.form), None)
    if mark is not None:
        yield Raw(mark.span, fields={"replacement": " / ".join(forms)})
