"""The use case of a draft guideline from approved replies: personal data is taken out, then their habits are counted.

It must never write anything, nor let a proposal hold what redaction took out of any reply.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from voicekit.errors import InputError
from voicekit.evals.learning.fragments import evidence, fragments, heading, value_of
from voicekit.evals.learning.proposals import Proposal, is_common, propose
from voicekit.evals.learning.repeated import repeated
from voicekit.evals.learning.replies import Reply, Seen, see
from voicekit.evals.learning.variants import variants
from voicekit.guideline.compiled import Guideline
from voicekit.rewrite.redact import redact
from voicekit.text.language import identify, region_of
from voicekit.types import LANGUAGES, Conversation, Draft

__all__ = ["Learned", "evidence", "heading", "learn", "value_of", "written"]

_SPEAKER = "human.we-for-i"
"""The rule whose lists say which words are "I" and "we"."""
_LEAST = 4
"""Characters from which on a value is looked for in a proposal: a shorter one stands there by chance."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Learned(NamedTuple):
    """What was learned: how many replies were read in each language, how many in none that is read, the proposals."""

    replies: dict[str, int]
    unread: int
    proposals: list[Proposal]


def learn(
    guideline: Guideline,
    threads: Iterable[tuple[Conversation, Sequence[Draft]]],
    *,
    language: str | None = None,
) -> Learned:
    """Proposals from the approved replies of `threads`: each conversation with its replies.

    `guideline` says what the brand publishes and how its ids look, for the redaction; `language` is that of all replies
    where it should not be told from their words. Raises InputError where no reply is in a language that is read.
    """
    speaker = next((rule for rule in guideline.rules() if rule.id == _SPEAKER), None)
    held: set[tuple[str, str]] = set()
    seen: list[Seen] = []
    unread = 0
    for conversation, drafts in threads:
        for reply in _redacted(guideline, conversation, drafts, language, held):
            if reply is None:
                unread += 1
            else:
                seen.append(see(reply, speaker))
    if not seen:
        raise InputError(f"no reply is in a language that is read ({', '.join(LANGUAGES)}); see --lang")
    counts = {code: sum(one.language == code for one in seen) for code in LANGUAGES}
    personal = _Personal(held)
    found = [*propose(seen), *variants(seen), *repeated(seen, guideline.kept_names)]
    return Learned(
        {code: count for code, count in counts.items() if count},
        unread,
        [one for one in found if not personal.stands_in(one)],
    )


def written(learned: Learned, brand: str, folder: str) -> None:
    """The proposals as pieces of YAML in the new `folder`, whole or not at all.

    Raises InputError where `folder` is there already or the one around it is not.
    """
    around = os.path.dirname(os.path.abspath(folder))
    if not os.path.isdir(around):
        raise InputError(f"{around}: no such folder; make it first")
    stage = tempfile.mkdtemp(prefix=".voicekit-learn-", dir=around)
    try:
        whole = os.path.join(stage, "learned")
        os.mkdir(whole)
        for name, text in fragments(learned.proposals, brand, sum(learned.replies.values())).items():
            with open(os.path.join(whole, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        if os.path.lexists(folder):
            raise InputError(f"{folder}: is there already; name a folder that is not")
        os.rename(whole, folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _redacted(
    guideline: Guideline,
    conversation: Conversation,
    drafts: Sequence[Draft],
    language: str | None,
    held: set[tuple[str, str]],
) -> Iterator[Reply | None]:
    said = [turn.text for turn in conversation.turns]
    thread = ""
    languages = []
    for draft in drafts:
        code = identify(draft.text, language or None).code
        if code not in LANGUAGES and not language:
            thread = thread or identify(" ".join(said)[-2000:], conversation.locale).code or "?"
            code = thread if code is None else code
        languages.append(code or "")
    main = next((code for code in languages if code in LANGUAGES), guideline.default_language)
    texts = [*said, *(draft.text for draft in drafts)]
    published = guideline.published
    redaction = redact(
        texts,
        [main] * len(said) + [code or main for code in languages],
        own=published.own,
        ids=published.ids,
        authors=[turn.author for turn in conversation.turns if turn.author],
        region=region_of(conversation.locale),
    )
    held.update((key[1:].partition("_")[0], value) for key, value in redaction.held.items())
    for draft, code, redacted in zip(drafts, languages, redaction.texts[len(said) :], strict=True):
        known = code in LANGUAGES and bool(draft.text.strip())
        yield Reply(draft.text, redacted, conversation.channel or "", code) if known else None


class _Personal:
    """What was taken out of any reply: the last look at a proposal before it is shown."""

    def __init__(self, held: Iterable[tuple[str, str]]) -> None:
        self._as_written: set[str] = set()
        self._words: set[str] = set()
        self._texts: set[str] = set()
        for kind, value in held:
            if kind == "NAME":
                for part in _LETTERS.findall(value):
                    low = part.casefold()
                    # "Hope" may be a name, and "hope" is none.
                    everyday = any(is_common(low, language) for language in LANGUAGES)
                    (self._as_written if everyday else self._words).add(part if everyday else low)
            elif kind != "MARK" and len(value) >= _LEAST:
                self._texts.add(value.casefold())

    def stands_in(self, proposal: Proposal) -> bool:
        """Whether the proposal's words hold anything that was taken out."""
        for text in (str(proposal.value), *(text for text, _ in proposal.other)):
            low = text.casefold()
            written = _LETTERS.findall(text)
            if (
                not self._as_written.isdisjoint(written[1:])
                or not self._words.isdisjoint(word.casefold() for word in written)
                or any(value in low for value in self._texts)
            ):
                return True
        return False
