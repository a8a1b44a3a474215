"""The check on personal data in the reply itself; which places are public is its rule's condition.

What the brand itself publishes is not personal data.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.lint.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.types import Draft

# Cards have a rule of their own; a first name in a greeting, an order's date or price give nobody away.
_PERSONAL = frozenset({"iban", "phone", "email", "street", "birth_date"})


def personal_data(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Account numbers, phone numbers, mail and street addresses, dates of birth that are surely such."""
    if not any(char.isdigit() for char in document.text) and "@" not in document.text:
        return
    from voicekit.text.entities import find_entities  # 20 ms of tables, for texts with a digit or an @

    for entity in find_entities(document, own=rule.body["own"]):
        if entity.kind in _PERSONAL and entity.sure and not entity.own:
            yield Raw(entity.span)
