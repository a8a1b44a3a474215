"""Checks on emoji, counted as a person sees them (one cluster, one emoji).

None of them judges which emoji is nice; only what a screen reader or a small screen makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.letters import quoted
from voicekit.lint.kinds import Raw
from voicekit.lint.removal import without_sign
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.masks import Mask
from voicekit.types import Draft, Edit, Span

_TONE = lazy("[\U0001f3fb-\U0001f3ff]")
# Signs that are drawn as text unless U+FE0F, for which a tone stands in, asks for the emoji.
_TONED_SIGN = lazy(
    "([\u261d\u26f9\u270c\u270d\U0001f3cb\U0001f3cc\U0001f574\U0001f575\U0001f590])[\U0001f3fb-\U0001f3ff]"
)
# What stands before and behind an emoji that is read as a noun or a verb: small words that go with no other neighbour.
# "Your 📦 parcel left" and "Thanks for your photo 📷 and" are decoration.
_WORDS = {
    "en": (
        (r"the|an?|your|our|my|their", r"is|are|was|were|has|have|had|will|should|left|arrived|arrives|came|comes|went"
         r"|shipped|ships|in|on|at|from|to|for|with|by|tomorrow|today|soon"),
        (r"will|can|could|would|should|must|may|we|i|they|please|(?:we|i|you|they)'ll|don't|let's",
         r"you|us|me|it|them|the|your|our|my|an?|this|back"),
    ),
    "de": (
        (r"d(?:er|ie|as|en|em)|eine?[nmr]?|(?:[dm]ein|ihr|unser|kein)(?:e[nmr]?)?",
         r"ist|sind|war|waren|wird|wurde|kommt|kam|geht|ging|hat|haben|liegt|steht|fehlt|kann|soll|am|im|an|bei|von|nach"
         r"|per|in|auf|mit|heute|morgen|gestern"),
        (r"wir|ich|du|man", r"dir|dich|ihnen|sie|euch|uns|ihn|es|an|zurück"),
    ),
    "fr": (
        (r"les?|la|une?|des|[vn]otre|[vn]os|[tm]on|[tm]a|[tm]es|cet?|cette|ces|du|aux?",
         r"est|sont|ont|sera|seront|était|arrive|arrivera|part|partira|dans|chez|à|de|du|en|sur|avec|pour|demain"),
        (r"je|on", r"vous|te|les?|la|votre|vos"),
        (r"(?:nous|je) (?:vous|te)", r"demain|dès|ce|aujourd'hui|bientôt|tout|en|avant"),
    ),
    "ru": (
        (r"[вн]аш(?:а|е|и|у|его|ей)?|(?:тво|мо)[йяеёию]",
         r"уже|в|на|был[аои]?|будет|прие(?:хал[аои]?|дет)|приш(?:[её]л|л[аои])|прид[её]т|отправлен[аы]?|готов[аоы]?|жд[её]т"
         r"|из|от|до|к|с|по|у|завтра|сегодня"),
        (r"мы|я", r"вам|вас|тебе|тебя|их|его|е[её]"),
    ),
    "vi": (
        (r"cái|chiếc|một|các|những|nhận|gửi", r"của|này|đã|sẽ|đang|về|tới|đến"),
        (r"sẽ|để|hãy|vui lòng", r"bạn|anh|chị|quý khách|mình|em|lại|cho"),
    ),
}  # fmt: skip
_SLOTS = {
    language: tuple(
        (lazy(rf"(?<![\w'-])(?:{before}) ?\Z"), lazy(rf" ?(?:{behind})(?![\w'-])"))
        for before, behind in pairs
    )
    for language, pairs in _WORDS.items()
}
_REACH = 24
_RATES = "⭐★☆🌟"
_BARE = lazy("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def count(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """More emoji than the channel, or else the rule's limit, allows; the mend takes out those beyond it."""
    found = document.masked("emoji")
    channel_limit = context.channel.max_emoji
    limit = channel_limit if channel_limit is not None else int(rule.limit or 0)
    if len(found) > limit:
        extra = found[limit:]
        fields = {"limit": str(limit)}
        edits = _taken_out(document, extra)
        yield Raw(Span(extra[0].start, extra[0].end), value=len(found), edits=(edits,), fields=fields)


def run(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """More than `limit` emoji in a row, whatever they are."""
    limit = int(rule.limit or 3)
    for group in _runs(document):
        if len(group) > limit:
            yield Raw(Span(group[0].start, group[-1].end), value=len(group))


def repeat(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """The same emoji several times in a row; the mend keeps one."""
    for group in _runs(document):
        start = 0
        for index in range(1, len(group) + 1):
            if index < len(group) and _same(document, group[index], group[start]):
                continue
            if index - start > 1:
                from voicekit.text.speech import spoken  # most replies repeat no emoji

                span = Span(group[start].start, group[index - 1].end)
                keep = document.text[group[start].start : group[start].end]
                # There are no Vietnamese names, and English ones in a Vietnamese message help nobody.
                name = keep if document.language == "vi" else spoken(keep, document.language)
                yield Raw(
                    span,
                    value=index - start,
                    # Five stars and one are not the same: what rates is not made shorter.
                    edits=() if keep[0] in _RATES else ((Edit(span, keep),),),
                    fields={"match": name},
                )
            start = index


def replaces_word(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """An emoji that stands where a noun or a verb would: "your 📦 left", "we will ✉️ you"."""
    for group in _runs(document):
        if _is_word(document, group[0].start, group[-1].end):
            yield Raw(Span(group[0].start, group[-1].end))


def _is_word(document: Document, start: int, end: int) -> bool:
    slots = _SLOTS.get(document.language, ())
    if not slots or quoted(document, start):
        return False
    before = document.unmasked[max(0, start - _REACH) : start].casefold().replace("’", "'")
    behind = document.unmasked[end : end + _REACH].casefold().replace("’", "'")
    return any(one.search(before) and other.match(behind) for one, other in slots)


def skin_tone(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """An emoji with a skin tone; the mend leaves the tone out."""
    for mask in document.masked("emoji"):
        cluster = document.text[mask.start : mask.end]
        plain = _TONED_SIGN.sub("\\1\ufe0f", cluster)
        plain = _TONE.sub("", plain)
        if plain != cluster:
            span = Span(mask.start, mask.end)
            yield Raw(span, edits=((Edit(span, plain),),), fields={"replacement": plain})


def _runs(document: Document) -> list[list[Mask]]:
    """Emoji that stand together, with nothing but blanks between them."""
    groups: list[list[Mask]] = []
    for mask in document.masked("emoji"):
        if groups and not document.text[groups[-1][-1].end : mask.start].strip(" "):
            groups[-1].append(mask)
        else:
            groups.append([mask])
    return groups


def _same(document: Document, one: Mask, other: Mask) -> bool:
    text = document.text
    return _BARE.sub("", text[one.start : one.end]) == _BARE.sub("", text[other.start : other.end])


def _taken_out(document: Document, masks: list[Mask]) -> tuple[Edit, ...]:
    """Takes emoji out, those in a row together."""
    text = document.text
    edits: list[Edit] = []
    free = at = 0
    while at < len(masks):
        start, end = masks[at].start, masks[at].end
        while at + 1 < len(masks) and not text[end : masks[at + 1].start].strip(" "):
            at += 1
            end = masks[at].end
        edit = without_sign(text, Span(start, end), document.language, free)
        edits.append(edit)
        free = edit.span.end
        at += 1
    return tuple(edits)
