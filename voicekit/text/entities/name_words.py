"""The words that names are known by: lists of names by language, and the cue words around names.

Lower-case facts alone; nothing here reads a text.
"""

from __future__ import annotations

import os
from functools import cache
from typing import NamedTuple

_FILE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "names-given.txt")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


class Lists(NamedTuple):
    """Lower-case words: given names, those that are other words too, Vietnamese family names, words that are no names,
    places; then all words that are worth a look, and the folded ones of which a text with a name has one."""

    given: frozenset[str]
    unsure: frozenset[str]
    family: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    met: frozenset[str]
    wake: frozenset[str]
    wake_vi: frozenset[str]


@cache
def lists() -> Lists:
    """The name lists, read once; Russian names in all their cases."""
    found: dict[str, set[str]] = {}
    with open(_FILE, encoding="utf-8") as lines:
        for line in lines:
            key, _, words = line.rstrip().partition(" ")
            if key != "#":
                found.setdefault(key, set()).update(words.lower().split())
    unsure = {word for key, words in found.items() if key.endswith("?") for word in words}
    given = {word for key in ("en", "de", "fr") for word in found[key]}
    given |= {form for word in found["ru"] - found["ru?"] for form in _cases(word)}
    unsure |= {form for word in found["ru?"] for form in _cases(word)}
    places = frozenset(place.replace("_", " ") for place in found["place"])
    known = given | unsure
    return Lists(
        frozenset(given - unsure),
        frozenset(unsure),
        frozenset(found["vi"]),
        frozenset(found["not"]),
        places,
        frozenset(known | found["vi"] | CUES),
        frozenset((known - _EVERYDAY) | WAKE),
        frozenset((known - _EVERYDAY) | WAKE | KIN | found["vi"] | _words("là tên chào gửi dạ mến trọng ơn")),
    )


def _cases(name: str) -> list[str]:
    """A Russian given name in its cases; some forms are too many, which costs nothing."""
    stem, last = name[:-1], name[-1]
    if last == "а":
        return [name, *(stem + end for end in ("ы", "и", "е", "у", "ой", "ою"))]
    if last == "я":
        return [name, *(stem + end for end in ("и", "е", "ю", "ей", "ёй"))]
    if last in "йь":
        stem = {"лев": "льв"}.get(name, stem)
        return [name, *(stem + end for end in ("я", "ю", "ем", "ём", "е", "и", "ью"))]
    stem = "павл" if name == "павел" else "петр" if name == "пётр" else "льв" if name == "лев" else name
    return [name, *(stem + end for end in ("а", "у", "ом", "е"))]


# What each cue word does. A cue of several words is found by its last word and confirmed by the text before it.
GREETING = _words(
    """
    hi hello hey dear morning afternoon evening greetings hallo moin servus liebe lieber liebes geehrte geehrter
    werte werter tag abend morgen grüezi bonjour bonsoir salut coucou cher chère здравствуйте здравствуй привет
    день вечер утро уважаемый уважаемая дорогой дорогая chào gửi dạ thanks thank danke merci спасибо
    you ơn xin hola ciao
    """
)
TITLES = _words(
    """
    mr mrs ms miss mx dr prof familie famille семья docteur доктор доктора herr herrn frau hr fr
    monsieur madame mademoiselle mme mlle господин господина господину госпожа
    госпожи госпоже г-н г-жа г-ну г-же
    """
)
DEGREES = _words("dr prof dipl-ing ing me maître doctor docteur professor professeur профессор")
KIN = _words("anh chị cô chú bác ông bà em bạn thầy dì cậu")
CLOSING = _words(
    """
    regards wishes sincerely cheers yours truly thanks you
    faithfully love best grüße grüßen gruß gruss gruessen mfg lg vg
    danke dank liebsten cordialement salutations vous toi journée soirée bientôt avance merci bises
    уважением пожеланиями доброго приветом спасибо trọng mến ơn thân chào
    """
)
INTRO = {
    "is": ("my name", "the name", "this", "maiden name", "last name", "first name"),
    "i'm": ("",), "am": ("i",), "name's": ("my",), "called": ("i'm", "am"),
    "me": ("call", "calls"),
    "heiße": ("ich",), "heisse": ("ich",), "ist": ("mein name", "hier"), "bin": ("ich",), "spricht": ("hier",),
    "m'appelle": ("je",), "est": ("mon nom", "mon prénom"), "suis": ("je",), "ici": ("",), "c'est": ("",),
    "зовут": ("меня", "мое имя", "моё имя"), "имя": ("мое", "моё"), "я": ("",), "это": ("",), "муж": ("мой",),
    "là": ("tôi tên", "tôi", "mình tên", "mình", "em tên", "em", "tên tôi", "tên em", "tên mình", "ký", "tên", "con"),
    "tên": ("tôi", "mình", "em", "đứng", ""),
}  # fmt: skip
WEAK = _words("me i'm am bin suis ici c'est я это là is")
FIELD = _words(
    """
    name vorname nachname kunde kundin empfänger ansprechpartner nom prénom destinataire client cliente
    фио имя получатель
    фамилия заказчик подпись подписал подписала gez signé signed tên nhận recipient customer attn
    """
)
RELATION = _words(
    """
    fahrer fahrerin bote botin kollege kollegin mitarbeiter mitarbeiterin tochter sohn mann mutter
    vater schwester bruder freund
    freundin nachbar nachbarin livreur livreuse collègue fille fils mari femme mère père sœur frère ami
    amie voisin voisine
    курьер водитель коллега коллеге дочь сын муж жена мама папа брат сестра подруга друг сосед соседка bé
    driver courier colleague daughter son wife husband mother father sister brother neighbour neighbor kid
    """
)
"""People that are named next: "unser Fahrer Mirko"."""
BEFORE_NAME = _words(
    "ihr ihre dein deine euer eure ваш ваша твой твоя votre ton ta tata tonton tante onkel your"
)
CUES = frozenset(("m", "г")).union(RELATION, GREETING, TITLES, KIN, CLOSING, INTRO, FIELD)
SECOND = {
    "tag": "guten schönen", "abend": "guten", "morgen": "guten", "morning": "good",
    "afternoon": "good", "evening": "good",
    "день": "добрый", "вечер": "добрый", "утро": "доброе", "you": "thank", "ơn": "cảm", "gửi": "kính thân",
}  # fmt: skip
"""Greeting words that are one only behind these."""
THANKS = _words("thanks thank danke merci спасибо dạ")
PARTICLES = _words(
    "van von vom zu zur de der den du da di del della la le les el al bin ibn ben thị văn d' ter"
)
_NEAR = (
    "good thank call calls guten schönen добрый доброе cảm kính name name's nom prénom heiße heisse "
    "appelle m'appelle зовут имя m г"
)
_COMMON = "you tag abend morgen morning afternoon evening день вечер утро ơn gửi m i'm sir"
_VIETNAMESE = "dạ chào xin ơn gửi thân mến trọng"
_EVERYDAY = _words(
    "will can may hope till mark mai art grant max chance guy ben mir rich sue art joy major love may june"
)
WAKE = frozenset(
    word.replace("ß", "ss")
    for word in (GREETING | TITLES | CLOSING | FIELD | RELATION | _words(_NEAR))
    - _words(_COMMON)
    - _words(_VIETNAMESE)
)
"""Folded words of which one is in every text with a cue, Vietnamese and the French "M." apart."""
