"""The check on how words for people name all genders: signs inside a word against the brand's own way.

Only what cannot be anything else counts: a slash, a bracket or a capital I has many other uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.types import Draft, Edit

# How German words for people end before "-in": what a bare slash, a bracket or a capital I needs to be a gender sign.
_PERSON = lazy(
    r"(?:kund|kolleg|freund|expert|ärzt|patient|klient|student|dozent|abonnent|interessent|konsument|assistent|agent"
    r"|referent|spezialist|tourist|journalist|polizist|beamt|anwält|psycholog|therapeut|chef|gäst|nachbar|partner|arbeiter"
    r"|nutzer|leser|hörer|nehmer|geber|käufer|fahrer|berater|techniker|mechaniker|schüler|lehrer|empfänger|händler|bürger"
    r"|wohner|wanderer|sportler|spieler|helfer|leiter|inhaber|mieter|trainer|manager|tester|kletterer|läufer|gänger"
    r"|betreuer|zusteller|anbieter|entwickler|autor|besitzer|besucher|eigentümer|halter|bewerber)$"
)
_GERMAN = lazy(
    r"(?<![\w-])(?P<stem>[A-ZÄÖÜ](?:\w|-){0,30}[a-zäöüß]{2})"
    r"(?:(?P<sign>[*:_]|/-)(?P<end>innen|in)|(?P<bare>/|\()(?P<second>innen|in)\)?|(?P<inner>Innen|In))(?![\w*(]|[:/]\w)"
)
# jede:r, ein*e, der_die: articles and the like, whose signs have no other use.
_SMALL = lazy(
    r"(?<![\w-])(?:(?:jede|keine|eine|welche|liebe|geehrte|neue|andere)(?P<r>[*:_]|/-)r|k?ein(?P<e>[*:_]|/-)e[nrms]?"
    r"|der(?P<d>[*:_])die|die(?P<f>[*:_])der)(?!\w|[*:/]\w)"
)
_FORMS = {"*": "star", ":": "colon", "_": "underscore", "/": "slash", "/-": "slash", "": "inner-i"}
_WRITTEN = {"star": "*{}", "colon": ":{}", "underscore": "_{}", "slash": "/-{}", "inner-i": "{}"}
# A word whose feminine or plural ending hangs on a sign. What stands alone after a full stop or a hyphen must follow a
# letter that participles and words for people end in: "vitamine-e" and a missing blank after a full stop are not meant.
_ENDING = "(?:e|ne|le|te|se|ve|rice|trice|euse|ère)"
_FRENCH = lazy(
    r"(?<![\w'@/.-])[^\W\d_]{3,30}"
    rf"(?:(?P<dot>[·‧⋅•])(?:{_ENDING}(?:[·‧⋅•]?s)?|x|s)|(?P<bracket>\(){_ENDING}s?\)(?:\(?s\)?)?"
    rf"|\.{_ENDING}\.?s|(?<=[édlnrtu])\.(?:e|trice|euse)(?=$|[\s,;:!?)]|\.(?:\s|$))"
    rf"|-{_ENDING}-s|(?<=(?:[nr]t|it|.é|vi|mi))-e)(?![\w-])"
)


# Nothing below can match where these do not: most texts are not looked at any closer.
_HINTS = {
    "de": lazy(r"[*:_/(I]-?(?:in|nn|n\b|r\b|e[nrms]?\b|die\b|der\b)"),
    "fr": lazy(r"[·‧⋅•.(-](?:[enltsvx]|rice|trice|ère)"),
}


def form(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """Gender signs other than the brand's own; a brand that sets none is taken to allow the German star alone.

    Where the brand itself writes a sign, the mend writes the word with it.
    """
    hint = _HINTS.get(document.language)
    if hint is None or not hint.search(document.text):
        return
    wanted = context.channel.gender_form.get(document.language, "")
    if document.language == "de":
        yield from _german(document, wanted)
    elif document.language == "fr":
        view = document.prose_cased
        for match in _FRENCH.finditer(view.text):
            used = "point-median" if match["dot"] else "parentheses" if match["bracket"] else "other"
            if used != wanted:
                yield Raw(view.source(*match.span()))


def _german(document: Document, wanted: str) -> Iterator[Raw]:
    view = document.prose_cased
    allowed = wanted or "star"
    for match in _GERMAN.finditer(view.text):
        sign = match["sign"] or match["bare"] or ""
        end = (match["end"] or match["second"] or match["inner"]).lower()
        doubtful = not match["sign"] or (sign == ":" and end == "in")  # "Termin:in 2 Tagen" lacks a blank
        if _FORMS.get(sign) == allowed or (doubtful and not _PERSON.search(match["stem"].lower())):
            continue
        span = view.source(*match.span())
        if wanted in _WRITTEN:
            better = match["stem"] + _WRITTEN[wanted].format(end.capitalize() if wanted == "inner-i" else end)
            yield Raw(span, edits=((Edit(span, better),),), fields={"replacement": better})
        else:
            yield Raw(span)
    for match in _SMALL.finditer(document.prose.text):
        sign = match["r"] or match["e"] or match["d"] or match["f"]
        if _FORMS[sign] != allowed:
            yield Raw(document.prose.source(*match.span()))
