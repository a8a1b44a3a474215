"""Turns a thread as a person types it into turns, and back into that simple text.

Must never drop words: what cannot be read as a new turn belongs to the turn before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from voicekit.desk.words import say
from voicekit.types import ContextValue, Conversation, Role, Turn, Visibility

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("customer", "kunde", "kundin", "client", "cliente", "клиент", "khách", "khách hàng"), "customer"),
    **dict.fromkeys(("agent", "agente", "conseiller", "conseillère", "агент", "оператор", "nhân viên"), "agent"),
    "bot": "bot",
    "бот": "bot",
}  # fmt: skip
_NAMES: dict[Role, dict[str, str]] = {
    "customer": {"en": "Customer", "de": "Kunde", "fr": "Client", "ru": "Клиент", "vi": "Khách"},
    "agent": {"en": "Agent", "de": "Agent", "fr": "Agent", "ru": "Агент", "vi": "Nhân viên"},
    "bot": {"en": "Bot", "de": "Bot", "fr": "Bot", "ru": "Бот", "vi": "Bot"},
}
_PREFIX = re.compile(
    r"(?P<who>" + "|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True)) + r")[ \u00a0]?:[ \t]*",
    re.IGNORECASE,
)


def parse_thread(text: str) -> tuple[Turn, ...]:
    """Turns of a thread written as "Customer: ..." and "Agent: ..." lines, oldest first.

    A line without a name continues the turn before; text before the first name is the customer's.
    """
    turns: list[Turn] = []
    role: Role = "customer"
    lines: list[str] = []

    def close() -> None:
        said = "\n".join(lines).strip()
        if said:
            turns.append(Turn(role, said))

    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        named = _PREFIX.match(line)
        if named:
            close()
            role, lines = _ROLES[named["who"].casefold()], [line[named.end() :]]
        else:
            lines.append(line)
    close()
    return tuple(turns)


def thread_text(turns: Sequence[Turn], language: str = "en") -> str:
    """The turns as text that `parse_thread` reads back: one named line each, what continues it below."""
    out: list[str] = []
    for turn in turns:
        lines = turn.text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        # A blank before a continued line that looks like a name keeps it inside its turn.
        rest = [f" {line}" if _PREFIX.match(line) else line for line in lines[1:]]
        name = _NAMES[turn.role].get(language, _NAMES[turn.role]["en"])
        out.append("\n".join([f"{name}: {lines[0]}", *rest]))
    return "\n".join(out)


def conversation_of(
    text: str, channel: str | None, visibility: Visibility | None, brand: str, sample: Conversation | None
) -> Conversation:
    """The conversation on the page. A sample keeps its times, attachments and context while its words stand.

    Once the thread is edited, the sample's context stays as long as one of its turns is still there.
    """
    if sample is None:
        return Conversation(channel=channel, visibility=visibility, turns=parse_thread(text), brand=brand)
    now = parse_thread(text)
    plain = parse_thread(thread_text(sample.turns))
    if now == plain:
        turns = sample.turns
    else:
        by_words = {(turn.role, turn.text.strip()): turn for turn in sample.turns}
        turns = tuple(by_words.get((turn.role, turn.text), turn) for turn in now)
    same = turns == sample.turns or any(turn in plain for turn in now)
    return Conversation(
        id=sample.id if same else "",
        channel=channel,
        visibility=visibility,
        locale=sample.locale if same else None,
        turns=turns,
        context=sample.context if same else {},
        brand=brand,
    )


def context_line(context: Mapping[str, ContextValue], language: str) -> str:
    """What is known besides the words, in one plain line; empty where nothing is."""
    if not context:
        return ""
    told = [
        f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in context.items()
    ]
    return f"{say('known', language)}: {'; '.join(told)}"
