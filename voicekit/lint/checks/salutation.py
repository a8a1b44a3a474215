"""The check on a salutation that guesses gender: Mr, Frau, Madame, госпожа, anh where the thread does not say so.

It must never blame a title that somebody stated, nor one that names a third person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from voicekit.guideline.compiled import Rule
from voicekit.guideline.context import Context
from voicekit.lint.checks.letters import UPPER
from voicekit.lint.kinds import Raw
from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.masks import cover
from voicekit.types import Draft, Span

_BLANK = "[ \u00a0]"
_NAME = rf"(?:{_BLANK}[{UPPER}](?:\.|[\w'’-]*))"
# What leads to the reader's name, and the titles: a woman's, a man's. In French a title may stand alone.
_LEADS = {
    "en": r"dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|thank you|thanks|sorry",
    "de": r"(?:sehr )?geehrte[rs]?|liebe[rs]?|guten (?:tag|morgen|abend)|hallo|moin|servus|grüezi|grüß gott"
    r"|(?:vielen|herzlichen|besten) dank",
    "fr": r"bonjour|bonsoir|ch(?:er|ère)|re-?bonjour|merci(?: beaucoup)?|désolée?",
    "ru": r"уважаем(?:ый|ая)|дорог(?:ой|ая)|здравствуйте|добр(?:ый|ое|ого) (?:день|вечер|утро|дня)"
    r"|(?:большое )?спасибо|приветствую",
}
_TITLES = {
    "en": (r"mrs|ms|miss", r"mr|mister"),
    "de": (r"frau", r"herrn?"),
    "fr": (r"madame|mme|mademoiselle|mlle", r"monsieur|mr?"),
    "ru": (r"госпожа|г-жа", r"господин|г-н"),
}
_VIETNAMESE = {"chị": "f", "cô": "f", "bà": "f", "anh": "m", "chú": "m", "ông": "m"}
_DOES = "(?:đặt|mua|muốn|cần|nhận|chưa|đã|mới|vừa|hỏi|thấy|gửi|đang|tên|là|có|không|ko|k|bị|ngã|định|sẽ)"
# What people say of themselves that shows their gender. A partner they mention shows nothing.
_OWN = {
    "en": (
        r"\b(?:i'm|i am|as) an? (?:\w+ ){0,2}(?:woman|mother|mum|mom|lady|girl|grandmother|widow|wife)\b",
        r"\b(?:i'm|i am|as) an? (?:\w+ ){0,2}(?:man|father|dad|guy|grandfather|widower|husband)\b",
    ),
    "de": (
        r"\b(?:als|bin) (?:eine )?(?:\w+e )?(?:mutter|mama|frau|oma|witwe|(?!termin\b)\w{3,}(?:[dgrstf]|erb)in)\b",
        r"\b(?:als|bin) (?:ein )?(?:\w+er )?(?:vater|papa|mann|opa|witwer)\b",
    ),
    "fr": (
        r"\b(?:je suis|j'étais|je me suis|je serais) (?:\w+ ){0,2}?"
        r"(?:\w+(?:ée|[^aeou]ie|ue|rte|nte|ise|euse|ive|elle|enne)|mère|femme)\b",
        r"\b(?:je suis|j'étais|je me suis|je serais) (?:\w+ ){0,2}?(?:\w+(?:é|[^aeou]i|u|ert|eux|if)|père|homme)\b",
    ),
    "ru": (
        r"\bя (?:\w+ ){0,2}?\w+(?:ла|лась)\b|(?:^|[.!?,] ?)(?:\w+ )?\w{3,}(?:ала|ила|ела|алась|илась)\b"
        r"|\b(?:рада|должна|согласна|уверена|вынуждена|готова)\b",
        r"\bя (?:\w+ ){0,2}?\w+[аеиояуы](?:л|лся)\b|(?:^|[.!?,] ?)\w{3,}(?:ал|ил|ел|ался|ился)\b"
        r"|\b(?:рад|должен|согласен|уверен|вынужден)\b",
    ),
    "vi": (rf"\b(?:giúp|cho|của|hộ|với|tên) (?:chị|cô|bà)\b|\b(?:chị|cô|bà) {_DOES}\b",
           rf"\b(?:giúp|cho|của|hộ|với|tên) (?:anh|chú|ông)\b|\b(?:anh|chú|ông) {_DOES}\b"),
}  # fmt: skip
# Russian family names and patronymics show the gender; Vietnamese middle names nearly always do (Thị, Văn).
_NAMED = {"ru": (r"\w(?:овна|евна|ична|инична|ова|ева|ская)\b", r"\w(?:ович|евич|ьич|ов|ев|ский)\b")}
_MIDDLE = (r"\bthị\b", r"\bvăn\b")
_CORRECTION = lazy(
    r"\b(?:not (?:an? )?(?:mrs?|ms|miss|mister|man|woman)|keine? (?:herr|frau|mann)|nicht (?:herr|frau)"
    r"|pas (?:une? )?(?:monsieur|madame|mr|mme|m\.)|не (?:господин|госпожа|мужчина|женщина)"
    r"|không phải (?:là )?(?:anh|chị|cô|chú|ông|bà))\b"
)
_WORD = lazy(r"\w+")
_STATED = (
    "title",
    "salutation",
    "gender",
    "pronouns",
    "anrede",
    "geschlecht",
    "civility",
    "civilité",
    "genre",
    "пол",
)
_SEXES = ("f", "m")
# Given names of people of any gender: beside another one a title is what politeness asks for, beside these a guess.
_EITHER = frozenset(
    """alex andrea andy ashley billie camille casey charlie chris claude dana dominique eden ellis frances francis
    gabriele jackie jamie jan jean jess jo jordan jules kelly kerry kim kris lee leslie lou luca maxime mika morgan
    nicola nikita noa noel pat quinn riley robin sacha sam sascha sasha shannon sidney stacy stéphane taylor
    terry toni tracy valery
    yannick саша женя валя слава шура никита сима паша""".split()
)


def guess(document: Document, rule: Rule, context: Context, draft: Draft) -> Iterator[Raw]:
    """The first gendered salutation that nothing in the thread supports.

    Supported by: what the context states, a title on the author's label or signed by the customer, the customer's own
    words of themselves, their given name, an earlier turn of ours that the customer let stand. A name the thread does
    not hold comes from somewhere else, and so may the title: then nothing is said.
    """
    turns = [turn for turn in context.turns if turn.role == "customer"]
    if not turns or any(key.casefold() in _STATED and value for key, value in context.context.items()):
        return
    found = _addressed(document)
    if found is None:
        return
    span, sex, name = found
    labels = " ".join(turn.author or "" for turn in turns).casefold()
    thread = set(_WORD.findall(" ".join((labels, *(turn.text.casefold() for turn in turns)))))
    seen = not thread.isdisjoint(_WORD.findall(name)) if name else bool(labels.strip())
    seen = seen or any(_CORRECTION.search(turn.text.casefold()) for turn in turns)
    if seen and not _given(thread) and sex not in _known(document.language, context, name):
        yield Raw(span)


def _given(thread: set[str]) -> bool:
    """Whether a given name that says what to call somebody stands in the thread."""
    from voicekit.text.entities.name_words import lists  # most replies hold no title

    return not thread.isdisjoint(lists().given - _EITHER)


def _addressed(document: Document) -> tuple[Span, str, str] | None:
    """The first salutation with a title: where it stands, the gender it says, the name behind it."""
    language = document.language
    if language == "vi":
        return _kin(document)
    if language not in _TITLES:
        return None
    text = cover(document.unmasked, document.quotes)
    woman, man = _TITLES[language]
    least = 0 if language == "fr" else 1
    match = re.search(
        rf"(?:(?i:\b(?:{_LEADS[language]}),?){_BLANK}|^(?=\S+(?:{_BLANK}\S+){{0,3}}[,!]))"
        rf"(?i:(?P<f>{woman})|(?P<m>{man}))\b\.?(?P<name>{_NAME}{{{least},3}})(?![\w'’])"
        rf"(?!{_BLANK}(?:und|oder|ou|et|or|and|и|или){_BLANK})",
        text,
    )
    if match is None:
        return None
    sex, other = ("f", man) if match["f"] else ("m", woman)
    behind = text[match.end() :]
    if not match["name"] and not re.match(rf"{_BLANK}?(?:[,!.:\n]|$)(?!{_BLANK}?(?i:{other})\b)", behind):
        return None  # "Madame, Monsieur," guesses nothing
    return Span(match.start(sex), match.end()), sex, match["name"].strip().casefold()


def _kin(document: Document) -> tuple[Span, str, str] | None:
    from voicekit.text.address_form import read_address  # tables of one language, for its rules alone

    address = read_address(document)
    if address.form not in _VIETNAMESE or any("/" in form for form in address.forms):
        return None  # anh/chị once is enough: what follows is short for it
    mark = next(mark for mark in address.marks if mark.form == address.form)
    follows = re.match(rf"{_NAME}{{0,4}}", document.text[mark.span.end :])
    return mark.span, _VIETNAMESE[address.form], follows[0].strip().casefold() if follows else ""


def _known(language: str, context: Context, name: str) -> set[str]:
    """The genders that something in the thread shows, "f" and "m"."""
    own = [turn.text.casefold().replace("’", "'") for turn in context.turns if turn.role == "customer"]
    labels = [(turn.author or "").casefold() for turn in context.turns if turn.role == "customer"]
    labels += [str(value).casefold() for value in context.context.values() if isinstance(value, str)]
    plain = [_CORRECTION.sub("", text) for text in own]
    answered = max(number for number, turn in enumerate(context.turns) if turn.role == "customer")
    # What we wrote before counts only where an answer came, and let it stand.
    ours = [
        turn.text.casefold() for turn in context.turns[:answered] if turn.role != "customer" and plain == own
    ]
    own = plain
    known = set()
    for place, sex in enumerate(_SEXES):
        if language == "vi":
            terms = "|".join(term for term, its in _VIETNAMESE.items() if its == sex)
            titled = rf"(?<!/)\b(?:{terms})\b(?!/)"
            said = _any(rf"^(?:{terms})\b|{_MIDDLE[place]}", (*labels, name)) or _any(titled, ours)
            said = said or (name != "" and _any(rf"{_MIDDLE[place]} (?:\w+ )?{re.escape(name)}\b", own))
        else:
            titles = rf"(?<!\w)(?:{_TITLES[language][place]})\b\.?"
            said = _any(titles, labels) or _any(
                titles + (rf" {re.escape(name)}\b" if name else ""), (*own, *ours)
            )
            said = said or (language in _NAMED and _any(_NAMED[language][place], labels))
        if said or _any(_OWN[language][place], own):
            known.add(sex)
    if language == "vi" and _any(r"\be(?:m\b| ơi\b)", own):
        known.update(
            _SEXES
        )  # who calls themselves em has said which of the two is the elder, and how to go on
    return known


def _any(pattern: str, texts: Iterable[str]) -> bool:
    return any(re.search(pattern, text) for text in texts)
