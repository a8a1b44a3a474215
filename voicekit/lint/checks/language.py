"""Checks on the language of the reply: one language throughout, and the one the customer writes.

Stop words decide, never the model: names, loan words, greetings and quotes are not a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.language import strangers, votes
from voicekit.text.lazyre import lazy
from voicekit.types import LANGUAGES, Draft

_RUN, _ALONE, _ALONE_SIXTH = 5, 3, 5
"""Words a part in another language has at least, and how many of them no other of the five has.

A sixth language takes five different ones: some of its listed words ("a", "te", "tu") are French or English as well.
"""
_CLEAR = 6
"""Votes from which a turn is taken to be in a language: three words of it alone."""
_WORD = lazy(r"[^\W\d_]+")
_TURN = 2_000
# Scripts none of the five languages is written in; a dozen letters are more than a name.
_FAR = (
    "\u0370-\u03ff\u0530-\u058f\u0590-\u07ff\u0900-\u0dff\u0e00-\u0e7f\u10a0-\u10ff"
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
)
_OTHER_SCRIPT = lazy(f"[{_FAR}][{_FAR}\\s,.、。，！？؟،]{{10,}}[{_FAR}]")
# Who names the language of the answer has asked for it.
_ASKED = {
    "en": lazy("english|englisch|anglais|английск|tiếng anh"),
    "de": lazy("german|deutsch|allemand|немецк|tiếng đức"),
    "fr": lazy("french|französisch|français|французск|tiếng pháp"),
    "ru": lazy("russian|russisch|russe|русск|tiếng nga"),
    "vi": lazy("vietnam|вьетнам|tiếng việt"),
}


def mixed(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """The first part of a reply, of five words or more, that is in another language than the rest."""
    language, prose = document.language, document.prose
    if language not in LANGUAGES:
        return
    match = None if document.text.isascii() else _OTHER_SCRIPT.search(prose.text)
    span = match.span() if match else None
    if span is None:
        words = document.tokens
        ours, sixth = strangers(words, language)
        if ours >= _ALONE or (sixth >= _ALONE_SIXTH and strangers(set(words), language)[1] >= _ALONE_SIXTH):
            span = _foreign(prose.text, LANGUAGES.index(language))
    if span is not None:
        yield Raw(prose.source(*span))


def _foreign(text: str, own: int) -> tuple[int, int] | None:
    """The first run of words of another language: it begins and ends with one, and holds none of the reply's own.

    A text with hardly a word of its own language is no mixture.
    """
    places = list(_WORD.finditer(text))
    lanes = [votes((place[0],)) for place in places]
    if sum(word[own] for word in lanes) < _CLEAR:
        return None
    for other in range(len(LANGUAGES) + 1):
        least = _ALONE if other < len(LANGUAGES) else _ALONE_SIXTH
        if other == own or sum(word[other] == 2 for word in lanes) < least:
            continue
        for fits, group in groupby(range(len(places)), lambda at: lanes[at][own] <= lanes[at][other]):  # noqa: B023
            run = list(group)
            spoken = [at for at in run if lanes[at][other]]
            alone = [places[at][0] for at in spoken if lanes[at][other] == 2]
            if not fits or len(alone if other < len(LANGUAGES) else set(alone)) < least:
                continue
            length = spoken[-1] - spoken[0] + 1
            if length >= _RUN and 3 * len(alone) >= length:
                return places[spoken[0]].start(), places[spoken[-1]].end()
    return None


def other(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """A reply in another of the five languages than the customer's, where both are clear and nobody asked for it.

    A thread that holds any turn in the reply's language has gone on in it.
    """
    customer = " ".join(turn.text for turn in context.turns if turn.role == "customer")[-_TURN:].casefold()
    if not customer.strip():
        return
    reply = _clear(document.tokens)
    if reply is None:
        return
    theirs = _clear(re.findall(r"\w+", customer))
    if theirs is None or theirs == reply or _ASKED[reply].search(customer):
        return
    if str(context.context.get("language", "")).casefold()[:2] == reply:
        return
    turns = (turn.text[-_TURN:].casefold() for turn in context.turns)
    if not any(_clear(re.findall(r"\w+", turn)) == reply for turn in turns):
        yield Raw(None)


def _clear(words: Sequence[str]) -> str | None:
    """The language of the five that `words` are clearly in, else None."""
    if len(words) < _RUN:
        return None
    lanes = votes(words)
    best = max(lanes)
    at = lanes.index(best)
    lanes[at] = 0
    enough = best >= _CLEAR and best * 4 >= len(words) and max(lanes) * 3 <= best
    return LANGUAGES[at] if enough and at < len(LANGUAGES) else None
