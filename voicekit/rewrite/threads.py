"""A thread for redaction: who is in it, which language each turn is in, and the whole of it without personal data.

Must never let through what nobody needs for judging a reply: ids, authors, file names, free text about the customer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import count

from voicekit.errors import InputError
from voicekit.guideline.compiled import Guideline
from voicekit.rewrite.redact import redact
from voicekit.text.language import identify, region_of
from voicekit.types import MAX_TEXT, Attachment, ContextValue, Conversation, Draft

_NAMED = ("customer", "name")
"""Ends of the context's keys under which a person's name stands."""
_KNOWN = frozenset(("scenario", "mood", "intent", "language", "channel", "now"))
"""Keys of the context whose values are words of this program, or a time."""
_KEY = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_CODE = re.compile(r"[a-z][a-z_-]{0,39}")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}\Z", re.IGNORECASE)
_SMALL = 10_000
"""Numbers from here on may be somebody's: an order, a post code, a telephone."""
_SOME = "⟦Context⟧"
_HELD = re.compile(r"⟦[A-Z_]+_[0-9_]+⟧")
_SMALL_HELD = re.compile(r"⟦[A-Z][a-z_]+_[0-9_]+⟧")


def people_of(conversation: Conversation) -> tuple[str, ...]:
    """The names that are known of a thread: its authors, and whom the desk names."""
    authors = [turn.author for turn in conversation.turns if turn.author]
    named = [value for key, value in conversation.context.items() if key.endswith(_NAMED)]
    return tuple(dict.fromkeys(one for one in (*authors, *named) if isinstance(one, str)))


def spoken_in(text: str, usual: str) -> str:
    """The language of a turn, where its words say so: a customer may write in another than the reply."""
    guess = identify(text)
    return guess.code if guess.sure and guess.code else usual


def redact_thread(
    guideline: Guideline, conversation: Conversation, draft: Draft
) -> tuple[Conversation, Draft]:
    """The thread and its draft without personal data, fit to be kept and to be judged again.

    Personal data in texts, alternative texts and texts in pictures become placeholders, authors `⟦Author_1⟧`, file
    names `attachment-1.jpg`; ids go. Of the context stay true, false, small numbers and the codes that rules ask for;
    anything else is known and untold, as `⟦Context⟧`.
    Raises InputError on a text that is too long, also where its placeholders make it so.
    """
    hung = [
        one
        for things in (draft.attachments, *(turn.attachments for turn in conversation.turns))
        for thing in things
        for one in (thing.alt or "", thing.text)
    ]
    said = [turn.text for turn in conversation.turns]
    authors = list(dict.fromkeys(turn.author for turn in conversation.turns if turn.author))
    told = [value for value in _values(conversation.context) if isinstance(value, str)]
    guess = identify(" ".join((draft.text, *said))[:MAX_TEXT], conversation.locale)
    language = guess.code or guideline.default_language
    texts = [draft.text, *said, *hung, *authors, *told]
    published = guideline.published
    redaction = redact(
        texts,
        [spoken_in(text, language) for text in texts],
        own=published.own,
        ids=published.ids,
        authors=people_of(conversation),
        region=region_of(conversation.locale),
    )
    texts = [_HELD.sub(_in_small, text) for text in redaction.texts]
    if any(len(text) > MAX_TEXT for text in texts):
        raise InputError(f"a text has over {MAX_TEXT} characters once it is redacted; leave this thread out")
    numbers, rest = count(1), iter(texts[1 + len(said) :])

    def kept(things: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
        return tuple(_attachment(thing, next(numbers), next(rest), next(rest)) for thing in things)

    reply = draft._replace(text=texts[0], attachments=kept(draft.attachments))
    turns = [
        turn._replace(text=text, at=_time(turn.at), attachments=kept(turn.attachments))
        for turn, text in zip(conversation.turns, texts[1:], strict=False)
    ]
    named = {name: _bare(next(rest)) or f"⟦Author_{n}⟧" for n, name in enumerate(authors, start=1)}
    shown = {value: _bare(next(rest)) or _SOME for value in told}
    thread = Conversation(
        channel=_if(_NAME, conversation.channel),
        visibility=conversation.visibility,
        locale=_if(_LOCALE, conversation.locale),
        turns=tuple(turn._replace(author=named[turn.author] if turn.author else None) for turn in turns),
        context=_context(conversation.context, shown, _asked(guideline)),
        brand=_if(_NAME, conversation.brand),
    )
    return thread, reply


def _attachment(thing: Attachment, number: int, alt: str, text: str) -> Attachment:
    ending = _ENDING.search(thing.name)
    name = f"attachment-{number}{ending[0].lower() if ending else ''}" if thing.name else ""
    if thing.name and thing.alt == thing.name:  # a rule finds fault with just that
        alt = name
    return thing._replace(name=name, alt=None if thing.alt is None else alt, text=text)


def _values(context: Mapping[str, ContextValue]) -> list[str | int | float | bool]:
    return [one for value in context.values() for one in (value if isinstance(value, list) else (value,))]


def _asked(guideline: Guideline) -> frozenset[str]:
    """Keys of the context that have values of the guideline's own."""
    asked = {
        key
        for rule in guideline.rules()
        for some in (rule.when, rule.unless)
        for one in (some if isinstance(some, list) else (some,))
        if one
        for key in one.get("context") or ()
    }
    return _KNOWN | asked


def _context(
    context: Mapping[str, ContextValue], shown: Mapping[str, str], asked: Collection[str]
) -> dict[str, ContextValue]:
    """What of `context` may be kept; `shown` is what stands for each of its texts."""

    def kept(key: str, value: str | float) -> str | int | float | bool:
        if not isinstance(value, str):
            return value if isinstance(value, bool) or abs(value) < _SMALL else _SOME
        if key == "now":
            return _time(value) or _SOME
        if key in asked and not key.endswith(_NAMED) and _CODE.fullmatch(value):
            return value
        return shown[value]

    return {
        key: [str(kept(key, one)) for one in value] if isinstance(value, list) else kept(key, value)
        for key, value in context.items()
        if _KEY.fullmatch(key)
    }


def _bare(text: str) -> str:
    """`text` where nothing but placeholders is left of it."""
    return text if text and not _SMALL_HELD.sub("", text).strip() else ""


def _in_small(held: re.Match[str]) -> str:
    """`⟦Name_1⟧` for `⟦NAME_1⟧`: triage takes capitals for shouting."""
    return held[0][:2] + held[0][2:].lower()


def _time(text: str | None) -> str | None:
    """An ISO 8601 time; None for anything else that stands in its place."""
    try:
        return None if text is None else datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _if(form: re.Pattern[str], name: str | None) -> str | None:
    return name if name is not None and len(name) <= 40 and form.fullmatch(name) else None
