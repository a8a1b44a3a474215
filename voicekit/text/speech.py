"""What a screen reader makes of a text: emoji by name, hashtags, links, capitals and drawings as they are heard.

It is an approximation of common readers at their usual settings; it must never be sold as a recording of one.

What it follows, and where readers differ: emoji are said by their CLDR names, each time they stand there (some count
them instead); of punctuation only pauses are heard unless everything is asked for; a link is announced and said
through, its host by words, what is no word by letters (some say "link" before hashtags and handles too); "#" is heard
as "hashtag" (some say "number"); capitals are read as words where they look like one, else letter by letter, as the
speech engine's own dictionary decides; letters from mathematical or enclosed blocks are named by Unicode, where many
readers are silent and some say the plain letter; emoticons are said sign by sign, where many are silent. Numbers,
percentages, dates and times stay as written: every engine reads them its own way.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from voicekit.text.document import refuse_long
from voicekit.text.language import NAMES
from voicekit.text.lazyre import lazy
from voicekit.text.masks import Mask, cover, find_masks
from voicekit.text.speech_spelling import SHORT, capitals, form, humps, is_word, sounds, spelt, toned
from voicekit.text.speech_words import money, note, signs, styles, wording
from voicekit.text.speech_words import words as said_words
from voicekit.types import LANGUAGES, Attachment, Span

PartKind = Literal[
    "text", "emoji", "hashtag", "handle", "link", "email", "id", "amount", "font", "emoticon", "art",
    "letters", "capitals", "punctuation", "symbol", "hidden", "attachment",
]  # fmt: skip
"""`letters` are capitals that are spelt out, `capitals` those that are read as a word; `hidden` is never heard."""
Punctuation = Literal["some", "all"]
WORDS_PER_MINUTE = 175
"""The rate at which eSpeak NG, the voice of several screen readers, speaks unless told otherwise."""


class Part(NamedTuple):
    """One stretch of the text and what is heard of it; `spoken` is empty where nothing is."""

    span: Span
    spoken: str
    kind: PartKind


class Speech(NamedTuple):
    """A text as it is heard. `parts` are in order and cover every code point once; attachments follow the end.

    `notes` are one-line remarks on what readers do differently. `language` is whose wording was used.
    """

    text: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    language: str = "en"

    @property
    def unlike(self) -> tuple[Part, ...]:
        """The parts that are heard otherwise than they are written."""
        return tuple(part for part in self.parts if part.kind not in _AS_WRITTEN)


# Letters that only look like a font: mathematical, letterlike, full width, enclosed, small capitals, raised.
_FONT = (
    "\u1d00-\u1d22\u1d2c-\u1d6a\u0299\u0262\u026a\u0274\u0280\u029c\u029f\u02b0-\u02b8\ua730\ua731\u2102\u210a-\u2113"
    "\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134\u2460-\u24ff\uff10-\uff19\uff21-\uff3a"
    "\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f130-\U0001f189"
)
_EYES = "°•ᵔ◕ಠ╥ﾟ´｀▀ʘ✿◠ಥ≧≦"
_MONEY = "€$£¥₽₫₴₹"
_NUMBER = r"\d{1,15}(?:(?:[.,'’]|[ \u00a0\u202f](?=\d{3}(?!\d)))\d{1,15}){0,6}"
_PIECES = lazy(
    r"(?P<art>(?:^[ \t]{0,40}[|/\\_#*=~^`\-]{4}[^\n\ufffc]*(?:\n|\Z)){2,}|(?P<sign>[-=_~#*^])(?P=sign){2,})"
    r"|(?P<emoticon>¯\\_{1,3}\([^\n\ufffc]\)_{1,3}/¯"
    rf"|[(（](?=[^()（）\s]{{0,8}}[{_EYES}][^()（）\s]{{0,8}}[{_EYES}])[^()（）\s\ufffcA-Za-z0-9]{{2,16}}[)）]"
    r"|(?<![\w|:;=])[:;=]['’]?-?[)(\]\[DPp](?![\w(])|(?<![\w|:;])[:;]-?[/\\|*](?![\w/\\|*-])"
    r"|\){3,}|\({3,}|(?<!\S)[()]-?[:;](?![\w(])|(?<![\w<])</?3(?![\w.,])"
    r"|(?<![\w^])(?:\^[_.o-]?\^|-_+-|>[_.]<|[oO]_[oO]|T_T)(?![\w^]))"
    rf"|(?P<font>[{_FONT}][{_FONT}\u0300-\u036f]*)"
    rf"|(?P<amount>(?<!\w)[{_MONEY}] ?{_NUMBER}(?!\w)|(?<![\w.,'’]){_NUMBER}[\u00a0\u202f ]?[{_MONEY}](?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<pause>[!?]{2,})"
    rf"|(?P<symbol>(?P<one>[&+=*\\|~^@#<>·•§©®™№→←×{_MONEY}])(?P=one)*|(?<=[^\W\d_])/(?=[^\W\d_])|(?<!\S)[/%](?!\S))",
    re.MULTILINE,
)
_CHUNK = lazy(r"[^\W_]+|[\W_]")
_CAMEL = lazy(r"[^\W\d_]+|\d+")
_OPENING = frozenset("([{„«“\"'")
_KIND_NOTES: dict[PartKind, str] = {
    "font": "font", "emoticon": "drawing", "art": "drawing", "capitals": "capitals",
}  # fmt: skip
_AS_WRITTEN = frozenset(("text", "amount"))
_IN_PLACE = frozenset(("text", "amount", "capitals", "letters"))


def speak(
    text: str,
    language: str,
    attachments: Sequence[Attachment] = (),
    *,
    punctuation: Punctuation = "some",
    ui: str = "en",
) -> Speech:
    """`text`, at most MAX_TEXT code points, and its attachments as a screen reader set to `language` would say them.

    `language` is a code or locale; outside the five the wording is English, with a note. With `punctuation="all"`
    every mark is named. Notes are in `ui`. Raises InputError on a longer text.
    """
    refuse_long(text, "the draft")
    code = re.split("[-_]", language.strip().lower(), maxsplit=1)[0]
    voice = _Voice(code, punctuation == "all")
    parts = voice.parts(text)
    for attachment in attachments:
        parts.append(Part(Span(len(text), len(text)), voice.attachment(attachment), "attachment"))
    kinds = {part.kind for part in parts}
    keys = [key for kind, key in _KIND_NOTES.items() if kind in kinds]
    if voice.nameless:
        keys.append("emoji_english")
    if code not in LANGUAGES:
        keys.append("other_language")
    if any(attachment.alt is None for attachment in attachments):
        keys.append("no_alt")
    notes = tuple(note(key, ui, code, NAMES.get(code, code or "?")) for key in dict.fromkeys(keys))
    return Speech(join(text, parts), tuple(parts), notes, wording(code))


def spoken(cluster: str, language: str) -> str:
    """What a screen reader says for an emoji, in `language` where names exist, else in English (Vietnamese has none).

    Names are those of CLDR as the `emoji` package carries them; what has none there is said by its Unicode names.
    """
    import emoji  # its tables take 60 ms to load, and most replies repeat no emoji

    codes = (language, "en") if language in emoji.LANGUAGES else ("en",)
    for code in codes:
        name = emoji.demojize(cluster, delimiters=("", ""), language=code).replace("_", " ")
        if name != cluster:
            return f"flag {name}" if code == "en" and _is_flag(cluster) else name
    return " ".join(filter(None, (_unicode_name(char) for char in cluster)))


def seconds(heard: str, words_per_minute: int = WORDS_PER_MINUTE) -> int:
    """Whole seconds, rounded up, that it takes to hear `heard`; Vietnamese counts syllables, as its writing does."""
    count = sum(any(char.isalnum() for char in word) for word in heard.split())
    return math.ceil(60 * count / words_per_minute)


def join(text: str, parts: Sequence[Part], left: str = "", right: str = "") -> str:
    """What is heard, on one line; `left` and `right` stand around every part that is unlike the writing."""
    out: list[str] = []
    last, apart = " ", False
    for part in parts:
        piece = text[part.span.start : part.span.end] if part.kind == "text" else part.spoken
        if not piece:
            continue
        in_place = part.kind in _IN_PLACE
        if in_place and not apart:
            close = last.isalnum() or (part.kind == "letters" and last in ".,:;")
            parted = close and piece[0].isalnum() and part.kind != "text"
        elif in_place:
            parted = piece[0].isalnum() or piece[0] in _OPENING
        else:
            parted = last not in _OPENING and (part.kind != "punctuation" or piece[0].isalnum())
        if parted and not last.isspace():
            out.append(" ")
        out.append(piece if part.kind in _AS_WRITTEN else f"{left}{piece}{right}")
        last, apart = piece[-1], not in_place
    return " ".join("".join(out).split())


class _Voice:
    """Says pieces of text in one language. `everything` names all punctuation."""

    def __init__(self, code: str, everything: bool) -> None:
        self.code = code
        self.signs = signs(wording(code))
        self.words = said_words(wording(code))
        self.everything = everything
        self.nameless = False

    def parts(self, text: str) -> list[Part]:
        """What is heard of every stretch of `text`, in order and without a gap."""
        masks = [_without_tail(text, mask) for mask in find_masks(text)[0] if mask.kind != "code"]
        found = [self._masked(text, mask) for mask in masks]
        found += self._pieces(cover(text, masks))
        found.sort()
        out: list[Part] = []
        at = 0
        for part in [*found, Part(Span(len(text), len(text)), "", "hidden")]:
            out += self._plain(text, at, part.span.start)
            out.append(part)
            at = part.span.end
        return out[:-1]

    def attachment(self, attachment: Attachment) -> str:
        """The kind and the alternative text, else the file's name; nothing for what is marked as decoration."""
        kind = self.words[attachment.kind]
        if attachment.alt is None:
            return f"{kind} {self.address(attachment.name)}".strip()
        alt = join(attachment.alt, self.parts(attachment.alt))
        return f"{kind}, {alt}" if alt else ""

    def address(self, text: str) -> str:
        """A link, mail address or file name: words as words, everything else letter by letter and sign by sign."""
        return " ".join(self._chunk(chunk) for chunk in _CHUNK.findall(text) if not chunk.isspace())

    def _masked(self, text: str, mask: Mask) -> Part:
        span, raw = Span(mask.start, mask.end), text[mask.start : mask.end]
        match mask.kind:
            case "emoji":
                return Part(span, self._emoji(raw), "emoji")
            case "hashtag":
                return Part(span, f"{self.words['hashtag']} {self._name(raw[1:])}", "hashtag")
            case "handle":
                return Part(span, f"{self.signs['@']} {self._name(raw[1:])}", "handle")
            case "email":
                return Part(span, self.address(raw), "email")
            case "id":
                head = f"{self.words['number']} " if raw[0] == "#" else ""
                said = " ".join(spelt(piece) if piece.isalpha() else piece for piece in _CAMEL.findall(raw))
                return Part(span, head + said, "id") if head or said != raw else Part(span, raw, "text")
            case _:
                return Part(span, f"{self.words['link']} {self.address(raw)}", "link")

    def _emoji(self, cluster: str) -> str:
        import emoji  # see `spoken`

        self.nameless |= self.code not in emoji.LANGUAGES
        return spoken(cluster, self.code)

    def _name(self, raw: str) -> str:
        """A hashtag or handle: words where capitals or signs show them, else one word as it stands."""
        pieces: list[str] = []
        for chunk in re.split(r"([._])", raw):
            if chunk == "." or (chunk == "_" and self.everything):
                pieces.append(self.signs[chunk])
            else:
                pieces += (
                    capitals(word, self.code, False) if len(word) > 1 and word.isupper() else word
                    for run in _CAMEL.findall(chunk)
                    for word in humps(run)
                )
        return " ".join(pieces)

    def _chunk(self, chunk: str) -> str:
        if not chunk.isalnum():
            return self._sign(chunk)
        pieces = [hump for run in _CAMEL.findall(chunk) for hump in humps(run)]
        if chunk.isdigit() or all(sounds(piece) for piece in pieces):
            return " ".join(pieces)
        return spelt(chunk)

    def _pieces(self, text: str) -> Iterator[Part]:
        """What is not plain, outside masks; `text` has its masks covered."""
        group: list[re.Match[str]] = []
        for match in _PIECES.finditer(text):
            kind = match.lastgroup or ""
            span, raw = Span(*match.span()), match[0]
            if kind == "word":
                loud = raw.isupper()
                if group and (not loud or any(map(str.isalnum, text[group[-1].end() : span.start]))):
                    yield from self._shout(group)
                    group = []
                if loud:
                    group.append(match)
            elif kind == "font":
                yield Part(span, ", ".join(self._styled(char) for char in raw), "font")
            elif kind == "amount":
                yield Part(span, self._amount(raw), "amount")
            elif kind == "pause":
                if not self.everything:
                    yield Part(span, "?" if "?" in raw else "!", "punctuation")
            elif kind == "symbol":
                yield Part(span, self._run(raw), "symbol")
            else:
                yield Part(span, self._run(raw), "art" if kind == "art" else "emoticon")
        yield from self._shout(group)

    def _shout(self, group: list[re.Match[str]]) -> Iterator[Part]:
        """Capitals that follow each other: where one is a longer word of the language, its neighbours are words too."""
        found = [match[0] for match in group]
        loud = any(
            (len(word) > SHORT or toned(word, self.code)) and is_word(word, self.code) for word in found
        )
        for match in group:
            if len(match[0]) > 1:
                said = capitals(match[0], self.code, loud)
                yield Part(Span(*match.span()), said, "letters" if " " in said else "capitals")

    def _plain(self, text: str, start: int, end: int) -> Iterator[Part]:
        """Text that is read as it stands, without what nobody hears; its marks are named where all are asked for."""
        at = start
        while at < end:
            kind, begin = self._sort(text, at), at
            at += 1
            single = kind in ("emoji", "symbol")
            while at < end and not single and self._sort(text, at) == kind:
                if kind == "punctuation" and text[at] != text[begin]:
                    break
                at += 1
            raw = text[begin:at]
            if kind == "text":
                yield Part(Span(begin, at), " ".join(raw.split()), "text")
            else:
                yield Part(Span(begin, at), "" if kind == "hidden" else self._run(raw), kind)

    def _sort(self, text: str, at: int) -> PartKind:
        char = text[at]
        if char.isalnum() or char.isspace():
            return "text"
        category = unicodedata.category(char)
        if category[0] == "C" or char in "\ufe0e\ufe0f\ufffc":
            return "hidden"
        if category in ("So", "Sk") and char > "\u00b4":
            import emoji  # see `spoken`

            return "emoji" if emoji.is_emoji(char) and char not in self.signs else "symbol"
        if not self.everything or category[0] not in "PS":
            return "text"
        inside = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        return "text" if inside and char in ".,:'’-‑/" else "punctuation"

    def _run(self, raw: str) -> str:
        """Signs one by one; more than three of a kind are counted."""
        said: list[str] = []
        for match in re.finditer(r"[^\W_]+|(\S)\1*", raw):
            if match[1] is None:
                said.append(match[0])
                continue
            count, name = len(match[0]), self._sign(match[1])
            if count > 3:
                few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
                said.append(self.words["times_few" if few else "times"].format(n=count, sign=name))
            else:
                said += [name] * count
        return " ".join(filter(None, said))

    def _sign(self, char: str) -> str:
        name = self.signs.get(char)
        if name is None and unicodedata.category(char) == "So":
            import emoji  # see `spoken`

            return self._emoji(char) if emoji.is_emoji(char) else _unicode_name(char)
        return _unicode_name(char) if name is None else name

    def _styled(self, char: str) -> str:
        """The Unicode name of a letter that only looks like a font, in the words of the language."""
        table = styles(wording(self.code))
        names = unicodedata.name(char, "").split()
        said = [table.get(name, name if len(name) == 1 else name.lower()) for name in names]
        return " ".join(
            word.lower() if len(word) == 1 and "SMALL" in names else word for word in said if word
        )

    def _amount(self, raw: str) -> str:
        sign = next(char for char in raw if char in _MONEY)
        number = raw.replace(sign, "").strip()
        forms = money(wording(self.code))[sign]
        return f"{number} {forms[form(number, wording(self.code), len(forms))]}"


def _without_tail(text: str, mask: Mask) -> Mask:
    """A link without the mark that ends the sentence."""
    if mask.kind != "url":
        return mask
    return mask._replace(end=mask.start + len(text[mask.start : mask.end].rstrip(".,;:!?)]}…’")))


def _is_flag(cluster: str) -> bool:
    return "\U0001f1e6" <= cluster[0] <= "\U0001f1ff"


def _unicode_name(char: str) -> str:
    """The character's Unicode name in small letters; nothing for what has none, letters and digits as they are."""
    if char.isalnum():
        return char
    return "" if unicodedata.category(char)[0] in "CMZ" else unicodedata.name(char, "").lower()
