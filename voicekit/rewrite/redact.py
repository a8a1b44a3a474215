"""Takes personal data, names included, out of texts before a model sees them, and puts it back into the answer.

It must never keep personal data beyond the Redaction it returns, nor name any in an error, a repr or a refusal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from voicekit.errors import VoicekitError
from voicekit.rewrite.people import People, is_bare_name
from voicekit.text.document import Document
from voicekit.text.entities import Entity, find_entities, published
from voicekit.text.entities.nearby import lower
from voicekit.text.entities.view import ascii_digits, read
from voicekit.text.fold import Folded, fold
from voicekit.text.lazyre import lazy
from voicekit.types import Refusal, Span

KINDS = (
    "NAME",
    "EMAIL",
    "PHONE",
    "IBAN",
    "CARD",
    "ID",
    "STREET",
    "BIRTH_DATE",
    "HANDLE",
    "LINK",
    "SECRET",
    "MARK",
)
"""What a placeholder can stand for; MARK is text of the customer's own in the brackets of a placeholder."""
_FACTS = frozenset(("amount", "date", "time"))
"""Kinds that stay, because a rewrite without them is no use."""
_LEAST = 4
"""Code points from which on a value is looked for in every text: a shorter one stands there by chance."""
_KIND = "|".join(KINDS)
_PLACEHOLDER = lazy(rf"⟦(?:{_KIND})_[0-9]+(?:_[0-9]+)?⟧")
_MARK = lazy(r"⟦[^⟦⟧]{0,60}⟧|[⟦⟧]")
_BROKEN = lazy(
    rf"⟦[^⟦⟧]{{0,60}}⟧|[⟦⟧]|"
    rf"[\[<{{〚【]\s?(?:{_KIND.replace('_', '[ _-]')})[ _-]{{0,3}}[0-9]{{1,4}}(?:[ _-]?[0-9]+)?\s?[\]>}}〛】]?|"
    rf"(?<![^\W_])(?:{_KIND})_[0-9]{{1,4}}(?:_[0-9]+)?(?![^\W_])",
    re.IGNORECASE,
)
_SECRET = lazy(
    r"(?<![^\W_])(?:passwords?|passwd|passcode|passwort|kennwort|mot de passe|парол(?:ь|я|ем)|mật khẩu)"
    r"(?: (?:is|was|ist|war|lautet|est|là|của tôi là))?[ :=–—-]{1,3}[\"'«„“]?(?P<word>[^\s\"'«»„“”⟦⟧]{4,60})",
    re.IGNORECASE,
)
_SECRET_SIGN = lazy(r"[0-9!@#$%^&*=+§~_](?=.)|(?<=.)[0-9]")
_TOKEN_IN_PATH = lazy(
    r"[?#@]|%40|[0-9]{4}|/(?=[^/]*[0-9])[\w.~-]{8,}|/[^/]{24,}|/(?:~|u|users?|profiles?|account)/"
)
_LONELY = lazy(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_REASONS = {
    "lost": {
        "en": "{what} stands in the draft and is missing here: keep it.",
        "de": "{what} steht im Entwurf und fehlt hier: bitte stehen lassen.",
        "fr": "{what} figure dans le brouillon et manque ici : à conserver.",
        "ru": "{what} есть в черновике, а здесь пропало: оставьте его.",
        "vi": "{what} có trong bản nháp nhưng ở đây bị mất: cần giữ lại.",
    },
    "doubled": {
        "en": "{what} stands here more often than in the draft: use it only as often as there.",
        "de": "{what} steht hier öfter als im Entwurf: nur so oft verwenden wie dort.",
        "fr": "{what} revient ici plus souvent que dans le brouillon : pas plus de fois que là-bas.",
        "ru": "{what} встречается здесь чаще, чем в черновике: должно быть столько же раз.",
        "vi": "{what} xuất hiện ở đây nhiều hơn trong bản nháp: chỉ dùng đúng số lần như ở đó.",
    },
    "invented": {
        "en": "{what} does not stand in the draft: leave it out.",
        "de": "{what} steht nicht im Entwurf: bitte weglassen.",
        "fr": "{what} ne figure pas dans le brouillon : à retirer.",
        "ru": "{what} в черновике нет: уберите.",
        "vi": "{what} không có trong bản nháp: cần bỏ đi.",
    },
    "broken": {
        "en": "{what} is a damaged placeholder: write it exactly as in the draft.",
        "de": "{what} ist ein beschädigter Platzhalter: genau so schreiben wie im Entwurf.",
        "fr": "{what} est un repère abîmé : à écrire exactement comme dans le brouillon.",
        "ru": "{what} — испорченная метка: напишите её точно как в черновике.",
        "vi": "{what} là ký hiệu giữ chỗ bị hỏng: hãy viết đúng như trong bản nháp.",
    },
}


class PlaceholderError(VoicekitError):
    """A text that holds placeholders which stand for nothing; `restore` cannot fill them."""


class Redaction:
    """Texts without personal data, and what was taken out of them.

    `texts` are the given ones with placeholders; `held` leads from each placeholder to just what stood there. Another
    spelling of the same value has the same number and a second one: `⟦NAME_1⟧`, `⟦NAME_1_2⟧`. A placeholder's
    numbers stay when further texts are appended that name nobody new. Nothing of `held` is in the repr.
    """

    __slots__ = ("held", "texts")

    def __init__(self, texts: tuple[str, ...], held: Mapping[str, str]) -> None:
        self.texts = texts
        self.held = held

    def __repr__(self) -> str:
        return f"Redaction({len(self.texts)} texts, {len(self.held)} placeholders)"

    def restore(self, text: str) -> str:
        """`text` (a redacted one, or a model's answer) with everything put back.

        Raises PlaceholderError where a bracket of a placeholder is left over that stands for nothing here; ask
        `problems` first for what else may be wrong with an answer.
        """
        rest = _PLACEHOLDER.sub(lambda match: "" if match[0] in self.held else match[0], text)
        if "⟦" in rest or "⟧" in rest:
            unknown = _PLACEHOLDER.search(rest)
            name = unknown[0] if unknown else "a broken placeholder"
            raise PlaceholderError(f"{name} stands for nothing that was redacted: ask for the text again")
        return self.show(text)

    def show(self, text: str) -> str:
        """As `restore`, but what stands for nothing stays as it is: for showing an answer that was refused."""
        return _PLACEHOLDER.sub(lambda match: self.held.get(match[0], match[0]), text)

    def problems(self, answer: str, of: int, ui: str = "en") -> tuple[Refusal, ...]:
        """What is wrong with the placeholders of `answer`, a rewrite of `texts[of]`; reasons in the language `ui`.

        A placeholder is lost when it is gone, doubled when it stands there more often than in `texts[of]`, invented
        when it is none of `texts[of]`, and broken when it is written in any other way. The refusals hold placeholders
        alone, so that they may be given to the model.
        """
        source, given = Counter(_PLACEHOLDER.findall(self.texts[of])), Counter(_PLACEHOLDER.findall(answer))
        found = [_refusal("lost", ui, draft=one) for one in source if one not in given]
        for one, count in given.items():
            if one not in source:
                found.append(_refusal("invented", ui, rewrite=one))
            elif count > source[one]:
                found.append(_refusal("doubled", ui, draft=one, rewrite=one))
        usual = _broken(self.texts[of])
        found += [
            _refusal("broken", ui, rewrite=one)
            for one, count in _broken(answer).items()
            if count > usual[one]
        ]
        return tuple(found)


def _refusal(what: str, ui: str, draft: str = "", rewrite: str = "") -> Refusal:
    reasons = _REASONS[what]
    reason = reasons.get(ui, reasons["en"]).format(what=draft or rewrite)
    return Refusal(f"placeholder.{what}", reason, draft, rewrite)


def _broken(text: str) -> Counter[str]:
    """What looks like a placeholder beside the right ones, however it is disguised."""
    rest = fold(_PLACEHOLDER.sub(" ", text), casefold=False).text
    return Counter(match[0] for match in _BROKEN.finditer(rest))


class _Part(NamedTuple):
    """What is taken out at `span` of a text: all parts with the same `key` (kind, value) are one placeholder."""

    span: Span
    key: tuple[str, str]


class _Text(NamedTuple):
    """One text: as the finders read it, what is taken out of it so far, and where nothing else may be."""

    text: str
    view: Folded
    entities: tuple[Entity, ...]
    parts: list[_Part]
    kept: list[Span]


def redact(
    texts: Sequence[str],
    languages: str | Sequence[str],
    *,
    own: Collection[str] = (),
    ids: Sequence[str] = (),
    authors: Sequence[str] = (),
    region: str | None = None,
) -> Redaction:
    """Take personal data out of `texts`: the turns of a thread, the draft, whatever else a model will read.

    `languages` are ISO 639-1 codes, one for each text or one for all; `own` is what the brand publishes and `ids` are
    the guideline's regexes for its ids; `authors` are names to look for (of the thread's authors, and those that are
    known from elsewhere); `region` (ISO 3166) is where national phone numbers are from. Amounts, dates and times stay,
    and so do plain links to the brand's own hosts.
    Raises InputError on a text that is too long, ValueError when there are not as many languages as texts, re.error on
    an id pattern that does not compile.
    """
    spoken = [languages] * len(texts) if isinstance(languages, str) else languages
    public = published(own)
    read_texts = []
    for text, language in zip(texts, spoken, strict=True):
        document = Document(text, language)
        entities = find_entities(document, own=own, id_patterns=ids, region=region) if text else ()
        if not entities and is_bare_name(bare := text.strip(), language) and bare.casefold() not in public:
            at = text.index(bare)
            entities = (Entity("name", Span(at, at + len(bare)), bare, bare, False),)
        read_texts.append(_Text(text, read(document), entities, [], []))
    births = {one.value for each in read_texts for one in each.entities if one.kind == "birth_date"}
    people, values = People(), {}
    for author in authors:
        bare = author.strip().removeprefix("@")
        if " ".join(bare.casefold().split()) in public or f"@{bare.casefold()}" in public:
            continue
        if _LONELY.fullmatch(bare):
            people.add_author(bare)
        elif len(bare) >= _LEAST:
            values[_plain(bare).casefold()] = ("HANDLE", f"@{bare.casefold()}")
    for each in read_texts:
        for one in each.entities:
            kind = "birth_date" if one.kind == "date" and one.value in births else one.kind
            if kind in _FACTS or (one.own and (kind != "link" or _is_plain(one.value, public))):
                each.kept.append(one.span)
                continue
            key = (kind.upper(), one.value)
            if kind == "name":
                people.add(one.value)
            else:
                if kind == "id":
                    key = ("ID", "".join(filter(str.isalnum, one.value)).casefold() or one.value)
                shown = _plain(one.text)
                if len(shown) >= _LEAST:
                    values[lower(shown)] = key
            each.parts.append(_Part(one.span, key))
        for span, shown in _secrets(each.view):
            key = ("SECRET", shown)
            values[lower(shown)] = key
            each.parts.append(_Part(span, key))
    people.settle()
    for each, language in zip(read_texts, spoken, strict=True):
        each.parts[:] = [
            part._replace(key=("NAME", people.who(part.key[1]))) if part.key[0] == "NAME" else part
            for part in each.parts
        ]
        _find_again(each, values)
        _find_people(each, people, language)
    return _cut(read_texts)


def _secrets(view: Folded) -> Iterator[tuple[Span, str]]:
    """Passwords that a customer wrote down: what follows the word and looks like no word of any language."""
    for match in _SECRET.finditer(view.text):
        shown = match["word"].rstrip(".,;:)")
        if len(shown) >= _LEAST and _SECRET_SIGN.search(match["word"]):
            yield view.source(match.start("word"), match.start("word") + len(shown)), shown


def _plain(text: str) -> str:
    """`text` as the finders read it, on one line."""
    return ascii_digits(fold(text, casefold=False).text)


def _is_plain(link: str, public: frozenset[str]) -> bool:
    """Whether a link to the brand's own host says nothing of who follows it: no query, no token, no account."""
    bare = link.rpartition("://")[2].removeprefix("www.").rstrip("/")
    return bare.casefold() in public or not _TOKEN_IN_PATH.search(bare)


def _find_again(each: _Text, values: Mapping[str, tuple[str, str]]) -> None:
    """Values that were found in any text, wherever they stand in this one; never a piece of a longer number or word."""
    low = lower(each.view.text).replace("\n", " ")
    for value, key in values.items():
        at = low.find(value)
        while at >= 0:
            end = at + len(value)
            if not _goes_on(low, at - 1, at) and not _goes_on(low, end, end - 1):
                span = each.view.source(at, end)
                if not any(_meet(span, kept) for kept in each.kept):
                    each.parts.append(_Part(span, key))
            at = low.find(value, end)


def _goes_on(text: str, outer: int, inner: int) -> bool:
    """Whether the word or the number at `inner` goes on at `outer`."""
    if not 0 <= outer < len(text):
        return False
    return (text[outer].isdigit() and text[inner].isdigit()) or (
        text[outer].isalpha() and text[inner].isalpha()
    )


def _find_people(each: _Text, people: People, language: str) -> None:
    """Names of people that were found in any text, wherever they stand in this one."""
    taken = [part.span for part in each.parts] + each.kept
    view = each.view

    def free(start: int, end: int) -> bool:
        span = view.source(start, end)
        return not any(_meet(span, one) for one in taken)

    for start, end, who in people.find(view.text, language, free):
        each.parts.append(_Part(view.source(start, end), ("NAME", who)))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _merged(each: _Text) -> Iterator[_Part]:
    """The parts in order and the brackets that stood there; what overlaps, or is one name, is taken out as one."""
    marks = [_Part(Span(*match.span()), ("MARK", match[0])) for match in _MARK.finditer(each.text)]
    last: _Part | None = None
    for part in sorted([*marks, *each.parts], key=lambda part: (part.span.start, -part.span.end)):
        if last is None:
            last = part
        elif part.span.start < last.span.end or (
            part.key == last.key
            and part.key[0] == "NAME"
            and each.text[last.span.end : part.span.start] == " "
        ):
            last = last._replace(span=Span(last.span.start, max(last.span.end, part.span.end)))
        else:
            yield last
            last = part
    if last is not None:
        yield last


def _cut(read_texts: Sequence[_Text]) -> Redaction:
    numbers: dict[tuple[str, str], int] = {}
    per_kind: Counter[str] = Counter()
    forms: dict[tuple[str, str], dict[str, str]] = {}
    held: dict[str, str] = {}
    texts = []
    for each in read_texts:
        out: list[str] = []
        at = 0
        for span, key in _merged(each):
            if key not in numbers:
                per_kind[key[0]] += 1
                numbers[key] = per_kind[key[0]]
            written = each.text[span.start : span.end]
            known = forms.setdefault(key, {})
            if written not in known:
                spelling = f"_{len(known) + 1}" if known else ""
                known[written] = f"⟦{key[0]}_{numbers[key]}{spelling}⟧"
                held[known[written]] = written
            out += (each.text[at : span.start], known[written])
            at = span.end
        texts.append("".join(out) + each.text[at:] if out else each.text)
    return Redaction(tuple(texts), held)
