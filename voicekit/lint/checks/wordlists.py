"""The patterns a check reads from its rule's `words`, compiled when they are first asked for.

Words of a language live in YAML; no check holds a list of its own that a language author could want to widen. A text
is first asked for the words a match cannot do without, so that most lists never run their regex.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Mapping, Sequence
from typing import Any

from voicekit.guideline.compiled import Rule
from voicekit.guideline.wordkeys import WordNeeds, keys, words_of
from voicekit.text.document import Document
from voicekit.text.once import once

_MOST_LISTS = 2048


class Read:
    """A folded text as lists read it: with its words and their keys, each made once and only when asked for.

    `found` is room for what was looked for in it, in texts that stay while a draft is typed.
    """

    def __init__(self, text: str, tokens: list[str] | None = None) -> None:
        self.text = text
        self.found: dict[tuple[str, str], bool] = {}
        if tokens is not None:
            self.__dict__["tokens"] = tokens

    @once
    def tokens(self) -> list[str]:
        """Runs of word characters."""
        return words_of(self.text)

    @once
    def keys(self) -> set[str]:
        """What lists look their words up by."""
        return keys(self.text, self.tokens)


class WordList:
    """One list of a rule in one language, as one pattern for folded text."""

    def __init__(self, source: str, needs: WordNeeds | None) -> None:
        self.source = source
        self._needs = needs
        self.leads = frozenset(needs[0] if needs else ())
        self.is_open = needs is None or bool(needs[1])

    @once
    def pattern(self) -> re.Pattern[str]:
        """The list as a regex."""
        return re.compile(self.source)

    def may(self, read: Read) -> bool:
        """False where none of the list's words can be in the text, nor in any part of it cut between words."""
        needs = self._needs
        if needs is None:
            return True
        known = read.keys
        for lead in self.leads & known:
            for rest in needs[0][lead]:
                if rest <= known:
                    return True
        return any(text in read.text for text in needs[1])

    def search(self, read: Read) -> re.Match[str] | None:
        """The first match in the text."""
        return self.pattern.search(read.text) if self.may(read) else None

    def within(self, read: Read) -> re.Pattern[str] | None:
        """The regex for parts of the text; None where it finds nothing in any."""
        return self.pattern if self.may(read) else None


class _Several:
    """Several lists of a rule, which a text is asked for at once."""

    def __init__(self, body: Mapping[str, Any], lists: Sequence[tuple[str, WordList]]) -> None:
        self.body = body
        self._lists = lists
        self._open = frozenset(at for at, (_, each) in enumerate(lists) if each.is_open)
        self._by_lead: dict[str, list[int]] = {}
        for at, (_, each) in enumerate(lists):
            for lead in each.leads:
                self._by_lead.setdefault(lead, []).append(at)
        self._leads = frozenset(self._by_lead)

    def those(self, read: Read) -> list[tuple[str, WordList]]:
        """The lists with a word that can be in the text."""
        near = self._open.union(*[self._by_lead[lead] for lead in self._leads & read.keys])
        return [self._lists[at] for at in sorted(near) if self._lists[at][1].may(read)]


_lists: dict[str, WordList] = {}
_together: dict[tuple[int, str, tuple[str, ...]], _Several] = {}


def wordlist(rule: Rule, name: str, language: str) -> WordList | None:
    """The rule's list `name`; None where the rule has no words of this language."""
    source: str | None = rule.body["words"][name].get(language)
    if source is None:
        return None
    known = _lists.get(source)
    if known is None:
        if len(_lists) >= _MOST_LISTS:
            _lists.clear()
        raw: bytes | None = rule.body.get("needs", {}).get(name, {}).get(language)
        known = _lists[source] = WordList(source, None if raw is None else marshal.loads(raw))
    return known


def those(rule: Rule, names: tuple[str, ...], language: str, read: Read) -> list[tuple[str, WordList]]:
    """Those of the rule's lists `names` with a word that can be in the text, each with its name."""
    key = (id(rule.body), language, names)
    known = _together.get(key)
    if known is None or known.body is not rule.body:
        if len(_together) >= _MOST_LISTS:
            _together.clear()
        found = [(name, wordlist(rule, name, language)) for name in names]
        lists = [(name, each) for name, each in found if each is not None]
        known = _together[key] = _Several(rule.body, lists)
    return known.those(read)


def words(rule: Rule, name: str, language: str) -> re.Pattern[str] | None:
    """The rule's list `name` as one pattern for folded text; None where the rule has no words of this language."""
    known = wordlist(rule, name, language)
    return None if known is None else known.pattern


def says(document: Document, rule: Rule, name: str) -> bool:
    """Whether the draft's prose holds a word of the rule's list `name`."""
    known = wordlist(rule, name, document.language)
    return known is not None and known.search(prose(document)) is not None


def prose(document: Document) -> Read:
    """The draft's folded prose."""
    known: Read | None = document.scratch.get("prose")
    if known is None:
        known = document.scratch["prose"] = Read(document.prose.text, document.tokens)
    return known


def whole(document: Document) -> Read:
    """The draft's folded text with nothing covered."""
    if document.whole is document.prose:
        return prose(document)
    known: Read | None = document.scratch.get("whole")
    if known is None:
        known = document.scratch["whole"] = Read(document.whole.text, document.whole_tokens)
    return known
