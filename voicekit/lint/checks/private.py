"""Checks on personal data in the reply itself; which places are public is their rules' condition.

What the brand itself publishes is not personal data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.fold import fold_plain
from voicekit.text.lazyre import lazy
from voicekit.types import Draft

if TYPE_CHECKING:
    from voicekit.text.entities import Entity

# Cards and order numbers have rules of their own; a first name in a greeting, a date or price give nobody away.
_PERSONAL = frozenset({"iban", "phone", "email", "street", "birth_date"})
_DIGIT = lazy(r"\d")
_WORD = lazy(r"[^\W\d_]{2,}")
_PAUSE = lazy(r"[!?\n]|(?<![MD]r)(?<!Mrs)(?<!Ms)(?<!\bM)\.")
"""Ends the words of greeting: a name behind it may be a colleague's."""
_NOBODY = frozenset(
    "user customer client guest anonymous kunde kundin gast anonym invité клиент гость khách".split()
)


def personal_data(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Account numbers, phone numbers, mail and street addresses, dates of birth that are surely such."""
    if "@" in document.text or _DIGIT.search(document.text):
        for entity in _entities(document, rule, context):
            if entity.kind in _PERSONAL and entity.sure and not entity.own:
                yield Raw(entity.span)


def public_id(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Order, account and case numbers: those that look as the guideline says, and those a word announces."""
    for entity in _entities(document, rule, context):
        if entity.kind == "id" and entity.sure and not entity.own:
            yield Raw(entity.span)


def public_name(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A family name at the head of a reply that the customer shows nowhere in this thread."""
    customers = [turn for turn in context.turns if turn.role == "customer"]
    shown = [turn.author for turn in customers if turn.author and turn.author.casefold() not in _NOBODY]
    if not shown:
        return  # nobody has said under which name they are seen
    public = fold_plain(" ".join([*shown, *(turn.text for turn in customers)]))
    for entity in _entities(document, rule, context):
        if _PAUSE.search(document.text, 0, entity.span.start):
            return
        parts: list[str] = _WORD.findall(fold_plain(entity.text))
        titled = document.text[: entity.span.start].rstrip().casefold().endswith(_TITLES)
        full = entity.kind == "name" and entity.sure and not entity.own and (titled or len(parts) > 1)
        if full and parts[-1] not in public:
            yield Raw(entity.span)


_TITLES = (
    "frau",
    "herr",
    "herrn",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "monsieur",
    "madame",
    "mme",
    "m.",
)


def _entities(document: Document, rule: Rule, context: Context) -> tuple[Entity, ...]:
    """The draft's entities, found once for all checks of this module: all are told the same of brand and thread."""
    known: tuple[Entity, ...] | None = document.scratch.get("entities")
    if known is None:
        from voicekit.text.entities import find_entities  # 20 ms of tables, for the few texts that need them

        known = document.scratch["entities"] = find_entities(
            document,
            own=rule.body["own"],
            id_patterns=rule.body["ids"],
            authors=[turn.author for turn in context.turns if turn.author],
            region=context.region,
        )
    return known
